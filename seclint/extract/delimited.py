"""CSV and TSV: the text is the file itself, with a place for each cell that holds something.

Rows and columns count records and fields from 1, as a spreadsheet would show them; quoted cells
may hold line breaks and delimiters.
"""

import re
from collections.abc import Iterator

from seclint.extract.encoding import decode
from seclint.model import Document, Place

_DELIMITERS = ",\t;|"


def extract(name: str, data: bytes) -> Iterator[Document]:
    """One document. Raises ExtractError("undecodable")."""
    text, encoding = decode(data)
    yield Document(name, text, tuple(_cells(text, _delimiter(text))), (f"编码 {encoding}",))


def _delimiter(text: str) -> str:
    """The delimiter that parts each of the first lines into the most fields."""
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:16384]).split("\n")[:20] if line]
    counts = {mark: [line.count(mark) for line in lines] or [0] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (min(counts[mark]), sum(counts[mark])))


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, Place]]:
    mark = re.escape(delimiter)
    field = re.compile(rf'(?:"[^"]*+(?:""[^"]*+)*+"?)?+[^{mark}\n]*+({mark}|\n|\Z)')
    row, column, line = 1, 1, "第1行"
    for match in field.finditer(text):
        start, (end, stop) = match.start(), match.span(1)
        if start < end:
            yield start, Place("table", f"{line}第{column}列")
        if stop > end and text[end] == delimiter:
            column += 1
        else:
            row, column = row + 1, 1
            line = f"第{row}行"
