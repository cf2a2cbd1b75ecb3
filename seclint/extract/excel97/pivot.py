"""Pivot caches of xls ([MS-XLS] 2.1.7.20.4): copies of cells that no sheet need show any more."""

import struct
from collections.abc import Callable

from seclint.extract.excel.grid import Cell, Grid
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel97.biff import Reader, Record, records
from seclint.extract.excel97.objects import BROKEN
from seclint.model import Place

MOST_VALUES = 1_000_000
"""Values that are told of one cache."""


class PivotCache:
    """Fields, their items, and the records that refer to them; `spans` are the bytes read."""

    def __init__(self, label: str, anchor: str) -> None:
        self.asides: list[tuple[str, Place]] = []
        self.spans: list[tuple[int, int]] = []
        self.broken = self.cut = 0
        self._label, self._anchor = label, anchor
        self._names: list[str] = []
        self._items: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._open: list[int] = []
        self._values = 0
        self._readers: dict[int, Callable[[Record], None]] = {
            0xC6: self._head, 0xC7: self._field, 0xC8: self._row, 0xC9: self._item,
            0xCA: self._item, 0xCC: self._item, 0xCD: self._item, 0xCE: self._item,
            0xCF: self._item, 0xCB: self._item,
        }  # fmt: skip

    def read(self, stream: bytes) -> None:
        """Read its stream; what is broken is counted, and left to the sweep."""
        for record in records(stream):
            if (reader := self._readers.get(record.kind)) is None:
                continue
            try:
                reader(record)
                self.spans.append((record.at, record.end))
            except BROKEN:
                self.broken += 1

    def _head(self, record: Record) -> None:
        (count,) = struct.unpack_from("<H", record.data, 18)
        if count != 0xFFFF:
            who = Reader(record, 20).chars(count)
            self.asides.append((who, Place("property", f"{self._label}（刷新者）", self._anchor)))

    def _field(self, record: Record) -> None:
        self._names.append(Reader(record, 14).string())
        self._items.append([])

    def _item(self, record: Record) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self.cut += 1
            return
        text = _shown(record)
        if self._rows:
            if self._open:
                self._rows[-1][self._open.pop(0)] = text
        elif self._items:
            self._items[-1].append(text)

    def _row(self, record: Record) -> None:
        """SXDBB: which item of each field that has any."""
        self._values += len(self._names)
        if self._values > MOST_VALUES:
            self.cut += 1
            return
        widths = [(len(items) > 255) + bool(items) for items in self._items]
        if sum(widths) != len(record.data):
            raise struct.error(len(record.data))
        row, at = [], 0
        for items, width in zip(self._items, widths, strict=True):
            index = int.from_bytes(record.data[at : at + width], "little")
            row.append(items[index] if width and index < len(items) else "")
            at += width
        self._rows.append(row)
        self._open = [column for column, width in enumerate(widths) if not width]

    def tell(self, grid: Grid) -> None:
        """Names of fields, then its records; then the items of each field."""
        grid.begin()
        place = Place("hidden", f"{self._label}（字段名）", self._anchor)
        self._line(grid, 1, self._names, place)
        for number, row in enumerate(self._rows, start=1):
            place = Place("hidden", f"{self._label}（记录{number}）", f"{self._anchor}!{number}")
            self._line(grid, number + 1, row, place)
        for name, items in zip(self._names, self._items, strict=True):
            text = "\n".join(dict.fromkeys(items))
            place = Place("hidden", f"{self._label}（字段「{name}」的值）", self._anchor)
            self.asides.append((text, place))

    @staticmethod
    def _line(grid: Grid, number: int, texts: list[str], place: Place) -> None:
        cells = [Cell(n, text, place) for n, text in enumerate(texts, start=1) if text.strip()]
        if cells:
            grid.row(number, cells)


def _shown(record: Record) -> str:
    kind, data = record.kind, record.data
    if kind == 0xCD:
        return Reader(record).string()
    if kind == 0xC9:
        return plain(repr(struct.unpack_from("<d", data)[0]))
    if kind == 0xCC:
        return str(struct.unpack_from("<h", data)[0])
    if kind == 0xCE:
        year, month, day, *clock = struct.unpack_from("<HHBBBB", data)
        time = " {:02d}:{:02d}:{:02d}".format(*clock) if any(clock) else ""
        return f"{year:04d}-{month:02d}-{day:02d}{time}"
    return ""
