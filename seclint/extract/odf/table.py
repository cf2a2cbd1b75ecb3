"""Tables of ODF: rows and cells with their numbers, repetitions bounded (ODF 1.3 part 3, 9)."""

import copy
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.odf.look import Looks
from seclint.extract.ooxml.parts import attribute, local

_REPEAT_MOST = 32
"""How often a cell or a row that is repeated is told."""

_CELLS_MOST = 20_000
_SMALL = 400
_COLUMNS_MOST = 1 << 20
_HIDDEN = {"collapse": "隐藏", "filter": "筛选隐藏"}


class Cell(NamedTuple):
    """A cell at `column` (from 1); `why` its column is not seen."""

    column: int
    element: etree._Element
    style: str
    why: str


class Row(NamedTuple):
    """A row (from 1) and its cells up to the last that holds something; `why` it is not seen."""

    number: int
    why: str
    cells: list[Cell]


class Repeats:
    """How many repeated cells may still be told: they tell nothing new."""

    def __init__(self) -> None:
        self._left = _CELLS_MOST

    def copies(self, element: etree._Element, times: int) -> list[etree._Element]:
        """The element, and as many copies of it as are told; an element is read but once."""
        cells = max(1, len(element))
        more = min(times, _REPEAT_MOST) - 1
        if more <= 0 or self._left < more * cells or not _plain(element):
            return [element]
        self._left -= more * cells
        return [element, *(copy.deepcopy(element) for _ in range(more))]


def _plain(element: etree._Element) -> bool:
    """Whether it holds little, and nothing that repeats in turn."""
    size = 0
    for each in element.iter("{*}*"):
        size += len(each.text or "") + len(each.tail or "") + 1
        if size > _SMALL or local(each) == "table":
            return False
    return True


class _Column(NamedTuple):
    start: int
    why: str
    style: str


class Grid:
    """The rows of one table."""

    def __init__(self, table: etree._Element, looks: Looks, repeats: Repeats) -> None:
        self._table = table
        self._looks = looks
        self._repeats = repeats
        self._columns = list(self._read_columns())
        self._starts = [column.start for column in self._columns]

    def rows(self) -> Iterator[Row]:
        """Each row that is written, a repeated one up to 32 times where it is not empty."""
        number = 1
        for element, grouped in _rows(self._table, ""):
            times = _times(element, "number-rows-repeated")
            style = attribute(element, "style-name") or ""
            why = grouped or _reason(element, "行") or self._thin("table-row", style, "行高近零")
            copies = self._repeats.copies(element, times) if _filled(element) else [element]
            for again, each in enumerate(copies):
                yield Row(number + again, why, self._cells(each))
            number += times

    def _thin(self, family: str, style: str, why: str) -> str:
        return why if style and self._looks.thin(family, style) else ""

    def _cells(self, row: etree._Element) -> list[Cell]:
        column, found, last = 1, list[Cell](), 0
        default = attribute(row, "default-cell-style-name") or ""
        for element in row:
            if local(element) not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(element, "number-columns-repeated")
            style = attribute(element, "style-name") or default
            filled = _holds(element)
            copies = self._repeats.copies(element, times) if filled else [element] * min(times, 32)
            for again, each in enumerate(copies):
                at = self._column(column + again)
                found.append(Cell(column + again, each, style or at.style, at.why))
            last = len(found) if filled else last
            column += times
        return found[:last]

    def _column(self, number: int) -> _Column:
        index = bisect_right(self._starts, number) - 1
        return self._columns[index] if index >= 0 else _Column(1, "", "")

    def _read_columns(self) -> Iterator[_Column]:
        start = 1
        for element in _columns(self._table):
            style = attribute(element, "style-name") or ""
            why = _reason(element, "列") or self._thin("table-column", style, "列宽近零")
            yield _Column(start, why, attribute(element, "default-cell-style-name") or "")
            start += _times(element, "number-columns-repeated")
        yield _Column(start, "", "")


def _rows(table: etree._Element, why: str, depth: int = 0) -> Iterator[tuple[etree._Element, str]]:
    for found in table:
        name = local(found)
        if name == "table-row":
            yield found, why
        elif name in ("table-header-rows", "table-rows", "table-row-group") and depth < 40:
            grouped = "隐藏行" if attribute(found, "display") == "false" else ""
            yield from _rows(found, why or grouped, depth + 1)


def _columns(table: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    for found in table:
        name = local(found)
        if name == "table-column":
            yield found
        elif name in ("table-header-columns", "table-columns", "table-column-group"):
            yield from _columns(found, depth + 1) if depth < 40 else ()


def _times(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return min(max(1, int(text)), _COLUMNS_MOST) if text.isdecimal() and len(text) < 9 else 1


def _reason(element: etree._Element, word: str) -> str:
    found = _HIDDEN.get(attribute(element, "visibility") or "")
    return f"{found}{word}" if found else ""


def _filled(row: etree._Element) -> bool:
    return any(map(_holds, row))


def _holds(cell: etree._Element) -> bool:
    keys = ("value", "string-value", "formula")
    return len(cell) > 0 or any(attribute(cell, key) for key in keys)
