"""table: rows and cells in a text. Cells are parted by tabs, or by | as in Markdown."""

import re
from collections.abc import Iterator
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


class Head(NamedTuple):
    """The row of column heads that a rule looks for.

    `rows` are filled in beneath, `cells` are those of the columns that were counted.
    """

    span: Span
    rows: int
    cells: tuple[Span, ...]


Rows = tuple[Row, ...]


def tables(text: str) -> Iterator[Rows]:
    """The tables of a text."""
    for table in _TABLE.finditer(text):
        yield tuple(_rows(text, Span(*table.span())))


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


def head_of(text: str, rows: Rows, columns: Columns) -> Head | None:
    """The row of a table that has such columns, if one of its first rows has."""
    for index, row in enumerate(rows[:HEAD_ROWS]):
        names = [text[slice(*cell)] for cell in row]
        wanted = [at for at, name in enumerate(names) if _is_head(name, columns)]
        if wanted and len(wanted) >= columns.at_least and _has_beside(names, wanted, columns):
            body = [tuple(_at(below, wanted)) for below in rows[index + 1 :]]
            filled = [cells for cells in body if cells]
            if len(filled) >= columns.rows:
                counted = tuple(cell for cells in filled for cell in cells)
                return Head(_whole(row), len(filled), counted)
    return None


def _is_head(cell: str, columns: Columns) -> bool:
    return (
        len(cell) <= _LONGEST_HEAD
        and any(word in cell for word in columns.words)
        and not any(word in cell for word in columns.but)
    )


def _has_beside(names: list[str], wanted: list[int], columns: Columns) -> bool:
    """Is there a further column of those that must stand beside the wanted ones?"""
    others = (name for at, name in enumerate(names) if at not in wanted)
    return not columns.beside or any(word in name for name in others for word in columns.beside)


def _at(row: Row, wanted: list[int]) -> Iterator[Span]:
    """The cells of these columns that hold something."""
    return (row[at] for at in wanted if at < len(row) and row[at].end > row[at].start)


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


def line_at(text: str, start: int) -> str:
    """The line that begins at `start`, without its end."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
