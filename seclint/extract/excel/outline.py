"""outline: which rows and columns of a worksheet are not shown, and which cells are covered."""

import re
from bisect import bisect_right
from typing import NamedTuple

from lxml import etree

from seclint.extract.excel.grid import column_of
from seclint.extract.ooxml.parts import local

_FLAT = 1.5
"""Points: a lower row cannot be read."""
_NARROW = 0.3
"""Characters: a narrower column cannot be read."""
_MOST_ROWS = 300_000
"""Rows that merged ranges may cover together; what more are is not looked at."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_FILTER = re.compile(
    rb"<(?:\w+:)?autoFilter\s[^>]*?ref\s*=\s*[\"']\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)[\"'][^>]*(?<!/)>"
)
_TRUE = ("1", "true")


class Outline:
    """Hidden rows and columns, from cols, sheetFormatPr and the rows' own attributes."""

    def __init__(self) -> None:
        self._columns: dict[int, str] = {}
        self._column = self._row = ""

    def take(self, element: etree._Element) -> None:
        """Read cols or sheetFormatPr."""
        if local(element) == "sheetFormatPr":
            if _below(element.get("defaultRowHeight"), _FLAT):
                self._row = "行高为零"
            if _below(element.get("defaultColWidth"), _NARROW):
                self._column = "列宽为零"
            return
        for found in element:
            first, last = found.get("min", ""), found.get("max", "")
            if first.isdecimal() and last.isdecimal():
                span = range(int(first[:6]), min(int(last[:6]), 16384) + 1)
                self._columns.update(dict.fromkeys(span, _of_column(found)))

    def of_column(self, column: int) -> str:
        """Why a column is not seen; "" where it is."""
        return self._columns.get(column, self._column)

    def of_row(self, row: etree._Element, *, filtered: bool) -> str:
        """Why a row is not seen; "" where it is."""
        if row.get("hidden") in _TRUE:
            return "筛选隐藏行" if filtered else "隐藏行"
        if (height := row.get("ht")) is not None:
            return "行高为零" if _below(height, _FLAT) else ""
        return self._row


def _of_column(found: etree._Element) -> str:
    if found.get("hidden") in _TRUE:
        return "隐藏列"
    return "列宽为零" if _below(found.get("width"), _NARROW) else ""


def _below(value: str | None, limit: float) -> bool:
    try:
        return value is not None and float(value) < limit
    except ValueError:
        return False


class Merges(NamedTuple):
    """Merged ranges in one row, from left to right; `heads` are those that begin in it."""

    lefts: tuple[int, ...] = ()
    rights: tuple[int, ...] = ()
    heads: tuple[bool, ...] = ()

    def why(self, column: int) -> str:
        """Why a cell is not seen: it lies under the merged cell to its left or above it."""
        index = bisect_right(self.lefts, column) - 1
        if column > (self.rights[index] if index >= 0 else 0):
            return ""
        shown = self.heads[index] and column == self.lefts[index]
        return "" if shown else "被合并单元格遮盖"


_NONE = Merges()


class Covered:
    """Merged and filtered ranges, from what stands behind the rows (which are read before it)."""

    def __init__(self, behind: bytes) -> None:
        self._rows: dict[int, list[tuple[int, int, bool]]] = {}
        left = _MOST_ROWS
        for found in _MERGED.finditer(behind):
            top, bottom = int(found[2][:7]), int(found[4][:7])
            left -= max(bottom - top + 1, 1)
            if left < 0:
                break
            span = column_of(found[1].decode()), column_of(found[3].decode())
            for row in range(top, bottom + 1):
                self._rows.setdefault(row, []).append((*span, row == top))
        filtered = _FILTER.search(behind)
        self._filter = (int(filtered[1][:7]), int(filtered[2][:7])) if filtered else (0, 0)

    def in_row(self, number: int) -> Merges:
        """The merged ranges that a row lies in."""
        if not (spans := self._rows.get(number)):
            return _NONE
        lefts, rights, heads = zip(*sorted(spans), strict=True)
        return Merges(lefts, rights, heads)

    def is_filtered(self, number: int) -> bool:
        """Whether a row may be hidden by a filter."""
        return self._filter[0] < number <= self._filter[1]
