"""Worksheets of Excel 2 to 4 (BIFF2, 3, 4): a file is a stream of records; cells are read of it."""

import struct
from collections.abc import Iterator
from itertools import groupby
from math import isnan

from seclint.extract.codepages import encoding_of
from seclint.extract.draft import Draft
from seclint.extract.excel.grid import Cell, Grid
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel97.biff import EOF, Record, of_rk, records
from seclint.extract.excel97.cells import MOST_CELLS
from seclint.extract.excel97.places import reference
from seclint.extract.ole2.narrow import narrow
from seclint.extract.sweep import leftovers, untold
from seclint.model import Document, Place, Unreviewed

_REASON = "Excel 2 至 4 的工作表：只读出了单元格和残余文字，未能全部审查"


def old(name: str, data: bytes) -> Iterator[Document | Unreviewed]:
    """The cells as rows, what else reads like text, and that this is not all."""
    draft = Draft()
    grid = Grid(draft)
    cells = sorted(_cells(data))
    for row, found in groupby(cells[:MOST_CELLS], key=lambda cell: cell[0]):
        grid.row(row + 1, [_placed(row, column, text) for _, column, text in found])
    told = draft.document(name).text
    for text in untold(leftovers(data), told):
        draft.aside(text, Place("embedded", "工作表其他内容", "#workbook"))
    yield draft.document(name)
    yield Unreviewed(name, "unsupported", _REASON)


def _placed(row: int, column: int, text: str) -> Cell:
    ref = reference(row, column)
    return Cell(column + 1, text, Place("table", f"工作表!{ref}", f"sheet1#{ref}"))


def _cells(data: bytes) -> Iterator[tuple[int, int, str]]:
    encoding, at = "cp1252", (0, 0)
    for record in records(data):
        if record.kind == EOF:
            return
        try:
            if record.kind == 0x42:
                encoding = encoding_of(struct.unpack_from("<H", record.data)[0], "cp1252")
                continue
            if record.kind in (0x07, 0x207):
                text = _counted(record.data, 0, 1 if record.kind == 0x07 else 2, encoding)
            else:
                text = _text(record, encoding)
                at = struct.unpack_from("<HH", record.data)
        except (struct.error, IndexError):
            continue
        if text.strip():
            yield at[0], at[1], text


def _text(record: Record, encoding: str) -> str:
    """The text of a cell; "" for what is none, and for a formula whose text follows."""
    kind, data = record.kind, record.data
    if kind == 0x04:
        return _counted(data, 7, 1, encoding)
    if kind == 0x204:
        return _counted(data, 6, 2, encoding)
    if kind == 0x02:
        return str(struct.unpack_from("<H", data, 7)[0])
    if kind == 0x27E:
        return plain(repr(of_rk(struct.unpack_from("<I", data, 6)[0])))
    if kind in (0x03, 0x203, 0x06, 0x206, 0x406):
        (value,) = struct.unpack_from("<d", data, 7 if kind in (0x03, 0x06) else 6)
        return "" if isnan(value) else plain(repr(value))  # not a number: the text follows
    return ""


def _counted(data: bytes, at: int, size: int, encoding: str) -> str:
    count = int.from_bytes(data[at : at + size], "little")
    return narrow(data[at + size : at + size + count], encoding)
