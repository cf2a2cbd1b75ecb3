"""Charts in xls ([MS-XLS] 2.1.7.20.1): titles and labels, and their copies of values."""

import struct
from collections.abc import Callable, Iterator

from seclint.extract.excel.numberformat import plain
from seclint.extract.excel97 import ptg
from seclint.extract.excel97.biff import Record
from seclint.extract.excel97.cells import Book
from seclint.model import Place

_CATEGORIES = 2


class Chart:
    """The texts and the data of one chart."""

    def __init__(self, label: str, anchor: str, book: Book) -> None:
        self._label, self._anchor, self._book = label, anchor, book
        self._texts: list[str] = []
        self._formulas: list[str] = []
        self._kind = 0
        self._columns: dict[tuple[int, int], dict[int, str]] = {}
        self.readers: dict[int, Callable[[Record], None]] = {
            0x100D: self._text, 0x1051: self._source, 0x1065: self._index, 0x0203: self._number,
            0x0204: self._word,
        }  # fmt: skip
        """What reads which record; raises ShortRecordError or struct.error where it is broken."""

    def _text(self, record: Record) -> None:
        self._texts.append(self._book.reader(record, 2).string(1))

    def _source(self, record: Record) -> None:
        (size,) = struct.unpack_from("<H", record.data, 6)
        said = ptg.literals(record.data[8 : 8 + size], b"", self._book.encoding)
        if said:
            self._formulas.append(ptg.told(said))

    def _index(self, record: Record) -> None:
        (self._kind,) = struct.unpack_from("<H", record.data)

    def _number(self, record: Record) -> None:
        row, column, _, value = struct.unpack_from("<HHHd", record.data)
        self._cache(row, column, plain(repr(value)))

    def _word(self, record: Record) -> None:
        row, column = struct.unpack_from("<HH", record.data)
        self._cache(row, column, self._book.reader(record, 6).string())

    def _cache(self, row: int, column: int, text: str) -> None:
        order = (self._kind != _CATEGORIES, column) if self._kind else (True, column)
        self._columns.setdefault(order, {})[row] = " ".join(text.split())

    def asides(self) -> Iterator[tuple[str, Place]]:
        """Its texts, then its data as a table, the categories first."""
        for text in dict.fromkeys(self._texts):
            yield text, Place("textbox", f"{self._label}（文字）", self._anchor)
        for text in dict.fromkeys(self._formulas):
            yield text, Place("markup", f"{self._label}（公式）", self._anchor)
        yield self._table(), Place("hidden", f"{self._label}（缓存数据）", self._anchor)

    def _table(self) -> str:
        columns = [self._columns[order] for order in sorted(self._columns)]
        columns = list({tuple(column.items()): column for column in columns}.values())
        rows: dict[int, list[str]] = {}
        for number, column in enumerate(columns):
            for row, text in column.items():
                cells = rows.setdefault(row, [])
                cells += [""] * (min(number, 64) - len(cells)) + [text]
        return "\n".join("\t".join(rows[row]) for row in sorted(rows))
