"""CSV and TSV: the text is the file itself, but for a tab in place of each delimiter.

Rows and columns count records and fields from 1, as a spreadsheet would show them; quoted cells
may hold line breaks and delimiters.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_lines
from seclint.extract.packed import members, packed, tell
from seclint.model import Extracted, Place

_DELIMITERS = ",\t;|"


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    cells = list(_cells(text, _delimiter(text)))
    places = tuple((cell.start, cell.place) for cell in cells if cell.start < cell.end)
    draft, held = Draft(), list(packed(text))
    draft.paste(_tabbed(text, cells), places)
    for number, line in escaped_lines(text):
        draft.aside(line, Place("markup", f"第{number}行（转义文字还原）", f"line {number}"))
    tell(draft, held)
    yield draft.document(name, (f"编码 {encoding}",))
    yield from members(held)
    yield from besides(name, found)


class _Cell(NamedTuple):
    """A cell from `start` to `end`; `parted` where a delimiter follows it."""

    start: int
    end: int
    parted: bool
    place: Place


def _tabbed(text: str, cells: list[_Cell]) -> str:
    """The text with a tab for each delimiter: it parts cells in every kind of document."""
    pieces, last = [], 0
    for cell in cells:
        if cell.parted:
            pieces.append(text[last : cell.end])
            last = cell.end + 1
    return "\t".join((*pieces, text[last:]))


def _delimiter(text: str) -> str:
    """The delimiter that parts each of the first lines into the most fields."""
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:16384]).split("\n")[:20] if line]
    counts = {mark: [line.count(mark) for line in lines] or [0] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (min(counts[mark]), sum(counts[mark])))


def _cells(text: str, delimiter: str) -> Iterator[_Cell]:
    mark = re.escape(delimiter)
    field = re.compile(rf'(?:"[^"]*+(?:""[^"]*+)*+"?)?+[^{mark}\n]*+({mark}|\n|\Z)')
    row, column, line = 1, 1, "第1行"
    for match in field.finditer(text):
        start, (end, stop) = match.start(), match.span(1)
        parted = stop > end and text[end] == delimiter
        yield _Cell(start, end, parted, Place("table", f"{line}第{column}列"))
        if parted:
            column += 1
        else:
            row, column = row + 1, 1
            line = f"第{row}行"
