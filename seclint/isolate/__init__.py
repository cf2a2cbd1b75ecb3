"""isolate: documents are read where they can do no harm.

Texts are read at once. All else is read in a child process that is small, limited and soon
replaced: a file that kills its parser, eats memory or never ends costs that file, not the run.
"""

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from seclint.extract import plain
from seclint.extract.budget import LIMITS
from seclint.model import Document, Unreviewed

if TYPE_CHECKING:
    from seclint.isolate.process import Child

_WORN_AFTER = 200
"""Files that one child reads before the next one takes its place."""


class Reader:
    """Reads files, one after another; `with` ends its child process when all are read."""

    def __init__(self, passwords: tuple[str, ...] = ()) -> None:
        self._passwords = passwords
        self._child: Child | None = None
        self._read = 0

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process, if there is one."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def extract(self, name: str, data: bytes) -> tuple[Document | Unreviewed, ...]:
        """Everything readable in the file `name`, and what was not readable; raises nothing.

        Where a child dies, what it had read counts, and an Unreviewed says that there is more.
        """
        if len(data) > LIMITS.file:
            return (Unreviewed(name, "too-big", "文件大小超过上限，未能审查"),)
        found = plain(name, data)
        return tuple(self._elsewhere(name, data)) if found is None else found

    def _elsewhere(self, name: str, data: bytes) -> Iterator[Document | Unreviewed]:
        from seclint.isolate.process import ChildDiedError  # a text needs no process

        child = self._ready()
        try:
            yield from child.extract(name, data, self._passwords)
        except ChildDiedError as end:
            self.close()
            yield Unreviewed(name, end.code, end.reason)

    def _ready(self) -> "Child":
        from seclint.isolate.process import Child

        if self._child is not None and (self._child.worn or self._read >= _WORN_AFTER):
            self.close()
        if self._child is None:
            self._child, self._read = Child(), 0
        self._read += 1
        return self._child
