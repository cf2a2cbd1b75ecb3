"""Table: names to functions, built in or from entry points, imported when first asked for."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Generic, TypeVar

from seclint.errors import UsageError

F = TypeVar("F")


class Table(Generic[F]):
    """Functions by name. `built_in` maps each name to "module:function".

    Other packages add to it through the entry-point group `group`; those are looked up only
    when a name is not built in, or when all names are listed.
    """

    def __init__(self, group: str, built_in: dict[str, str]) -> None:
        self._group = group
        self._built_in = built_in

    def names(self) -> tuple[str, ...]:
        """Every name in the table, sorted."""
        return tuple(sorted({*self._built_in, *(point.name for point in self._guests())}))

    def get(self, name: str) -> F:
        """The function of this name. Raises UsageError where there is none."""
        if target := self._built_in.get(name):
            module, _, attribute = target.partition(":")
            function: F = getattr(import_module(module), attribute)
            return function
        for point in self._guests():
            if point.name == name:
                guest: F = point.load()
                return guest
        raise UsageError(f"没有「{name}」；可用：{', '.join(self.names())}")

    def _guests(self) -> Iterator[Any]:
        from importlib.metadata import entry_points

        yield from entry_points(group=self._group)
