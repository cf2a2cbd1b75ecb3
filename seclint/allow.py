"""allow: the entries of a configuration that let findings go: which, on whose word, and why.

An entry names its findings by their `fingerprint` (see `Finding.identity`), or by `path` and
`rule`; all that it names must fit. It names one rule by its whole id: what is to let a family of
rules go everywhere says so as `ignore`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from seclint.model import Finding
from seclint.nearest import nearest

_FINGERPRINT = re.compile("[0-9a-f]{32}")


class Allow(NamedTuple):
    """An entry, on `line` of `file`; `until` is the last day on which it holds."""

    file: str
    line: int
    reason: str
    by: str
    rule: str | None = None
    path: str | None = None
    fingerprint: str | None = None
    until: date | None = None

    def fits(self, finding: Finding) -> bool:
        """Is this one of its findings, wherever it stands?

        A fingerprint does not speak for those that stand, untold, behind a finding.
        """
        if self.fingerprint and (finding.more or finding.identity != self.fingerprint):
            return False
        return self.rule in (None, finding.rule)

    @property
    def words(self) -> str:
        """The reason why its findings do not count."""
        return f"放行（{self.by}）：{self.reason}"


class AllowError(Exception):
    """What is wrong with the `index`-th entry."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index


def entries(value: object) -> tuple[dict[str, object], ...]:
    """The fields of each entry, checked. Raises AllowError, or TypeError for no list of tables."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TypeError
    return tuple(_entry(index, item) for index, item in enumerate(value))


def _entry(index: int, table: Mapping[str, object]) -> dict[str, object]:
    try:
        fields = {key: _read(key, value) for key, value in table.items()}
        _whole(fields)
    except ValueError as error:
        raise AllowError(index, str(error)) from None
    return fields


def _read(key: str, value: object) -> object:
    if key not in _KEYS:
        raise ValueError(f"没有「{key}」这个键{nearest(key, _KEYS)}")
    return _KEYS[key](key, value)


def _whole(fields: Mapping[str, object]) -> None:
    """Raises ValueError where something is missing."""
    for key in ("reason", "by"):
        if key not in fields:
            raise ValueError(f"缺少「{key}」")
    if "fingerprint" not in fields and not {"path", "rule"} <= fields.keys():
        raise ValueError("要写 fingerprint，或者 path 和 rule")


def _text(key: str, value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"「{key}」的值有误，应为：不空的字符串")


def _sentence(key: str, value: object) -> str:
    return " ".join(_text(key, value).split())


def _day(key: str, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"「{key}」的值有误，应为：日期（不加引号，如 2026-12-31）")


def _identity(key: str, value: object) -> str:
    if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
        return value
    raise ValueError(f"「{key}」的值有误，应为：32 位十六进制数（seclint why 给出）")


_KEYS: dict[str, Callable[[str, object], object]] = {
    "fingerprint": _identity,
    "path": _text,
    "rule": _text,
    "reason": _sentence,
    "by": _sentence,
    "until": _day,
}
"""The keys of an entry, and how the value of each is read."""
