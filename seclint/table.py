"""table: rows and cells in a text. Cells are parted by tabs, or by | as in Markdown."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from seclint.model import Columns, Span

HEAD_ROWS = 3
"""So many first rows of a table may hold its column heads: titles stand above them."""

_LONGEST_HEAD = 24
"""Characters: a longer cell is no column's head."""
_ROWS = {border: rf"[^\n{border}]*{border}[^\n]*" for border in (r"\t", r"\|")}
_TABLE = re.compile("|".join(rf"(?m:^){row}(?:\n{row})*" for row in _ROWS.values()))
_RULE = re.compile(r"[ :\-|+=\t]*")
"""The line between head and body of a Markdown table."""

Row = tuple[Span, ...]
"""The cells of a row, without the blanks around what they hold."""


class Table(NamedTuple):
    """Where a table stands, and its first rows: their cells, what these hold, and all of it."""

    span: Span
    top: tuple[Row, ...]
    names: tuple[tuple[str, ...], ...]
    head: str


class Head(NamedTuple):
    """The row of column heads that a rule looks for, in its table.

    `columns` are those counted, from 0; `rows` are filled in beneath, from `body` on.
    """

    table: Span
    span: Span
    columns: tuple[int, ...]
    rows: int
    body: int


def tables(text: str) -> Iterator[Table]:
    """The tables of a text."""
    if "\t" in text or "|" in text:
        for found in _TABLE.finditer(text):
            span = Span(*found.span())
            top = tuple(islice(_rows(text, span), HEAD_ROWS))
            names = tuple(tuple(text[slice(*cell)] for cell in row) for row in top)
            yield Table(span, top, names, text[span.start : top[-1][-1].end] if top else "")


def _rows(text: str, table: Span) -> Iterator[Row]:
    start = table.start
    while start < table.end:
        stop = text.find("\n", start, table.end)
        end = table.end if stop < 0 else stop
        if not _RULE.fullmatch(text, start, end):
            yield tuple(_cells(text, Span(start, end)))
        start = end + 1


def _cells(text: str, line: Span) -> Iterator[Span]:
    """The cells of a line; what stands outside the outer | of Markdown is none."""
    border = "\t" if "\t" in text[line.start : line.end] else "|"
    pieces = text[line.start : line.end].split(border)
    at = line.start
    for index, piece in enumerate(pieces):
        outside = border == "|" and index in (0, len(pieces) - 1) and not piece.strip()
        if not outside:
            start = at + len(piece) - len(piece.lstrip())
            yield Span(start, max(start, at + len(piece.rstrip())))
        at += len(piece) + 1


def head_of(text: str, table: Table, wanted: Columns) -> Head | None:
    """The row of a table that has such columns, if one of its first rows has."""
    if not any(word in table.head for word in wanted.words):
        return None
    end = table.span.end
    for row, names in zip(table.top, table.names, strict=True):
        columns = _columns(names, wanted)
        if columns:
            body = text.find("\n", row[-1].end, end) + 1 or end
            filled = sum(1 for _ in _filled(text, Span(body, end), columns))
            if filled >= wanted.rows:
                return Head(table.span, _whole(row), columns, filled, body)
    return None


def cells(text: str, head: Head) -> Iterator[Span]:
    """The cells beneath the columns of a head that hold something."""
    for filled in _filled(text, Span(head.body, head.table.end), head.columns):
        yield from filled


def _columns(names: tuple[str, ...], wanted: Columns) -> tuple[int, ...]:
    """The columns that count, if they are enough and stand beside what they must."""
    found = tuple(at for at, name in enumerate(names) if _is_head(name, wanted))
    enough = bool(found) and len(found) >= wanted.at_least
    return found if enough and _has_beside(names, found, wanted) else ()


def _filled(text: str, body: Span, columns: tuple[int, ...]) -> Iterator[tuple[Span, ...]]:
    """Of each row that holds something in these columns, the cells that do."""
    for row in _rows(text, body):
        held = tuple(row[at] for at in columns if at < len(row) and row[at].end > row[at].start)
        if held:
            yield held


def _is_head(cell: str, columns: Columns) -> bool:
    return (
        len(cell) <= _LONGEST_HEAD
        and any(word in cell for word in columns.words)
        and not any(word in cell for word in columns.but)
    )


def _has_beside(names: tuple[str, ...], found: tuple[int, ...], wanted: Columns) -> bool:
    """Is there a further column of those that must stand beside the found ones?"""
    others = (name for at, name in enumerate(names) if at not in found)
    return not wanted.beside or any(word in name for name in others for word in wanted.beside)


def _whole(row: Row) -> Span:
    """From the first cell that holds something to the end of the last one."""
    held = [cell for cell in row if cell.end > cell.start]
    return Span(held[0].start, held[-1].end)


def column_heads(text: str, offset: int, top: int) -> str:
    """What stands above the cell at `offset` in the first rows of its table, a line each.

    `top` is where the table begins.
    """
    start = text.rfind("\n", 0, offset) + 1
    border = border_of(text, start)
    column = text.count(border, start, offset)
    found: list[list[str]] = []
    while top < start and len(found) < HEAD_ROWS:
        row = line_at(text, top)
        found.append(row.split(border))
        top += len(row) + 1
    return "\n".join(row[column] for row in found if column < len(row))


def border_of(text: str, start: int) -> str:
    """What parts the cells of the line that begins at `start`."""
    return "\t" if "\t" in line_at(text, start) else "|"


def beneath(text: str, offset: int) -> Span:
    """The rows of a table beneath the one at `offset`."""
    border = border_of(text, text.rfind("\n", 0, offset) + 1)
    start = end = min(offset + len(line_at(text, offset)) + 1, len(text))
    while border in (row := line_at(text, end)):
        end = min(end + len(row) + 1, len(text))
    return Span(start, end)


def line_at(text: str, start: int) -> str:
    """The line that begins at `start`, without its end."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
