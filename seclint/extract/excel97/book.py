"""A workbook stream of xls ([MS-XLS] 2.1.7.20): its sheets in order, then what is left of it."""

import re
from collections.abc import Callable
from typing import Protocol

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.excel.grid import Grid
from seclint.extract.excel.places import Sheet
from seclint.extract.excel97.biff import BIFF8, BOF, EOF, Record, substream
from seclint.extract.excel97.cells import Book
from seclint.extract.excel97.globals import Globals, Listed
from seclint.extract.excel97.objects import BROKEN, shapes
from seclint.extract.excel97.sheet import Readers, SheetReading
from seclint.extract.sweep import leftovers, masked, untold
from seclint.model import Part, Place

_BLANKS = re.compile(rb"\0{64,}")
# Records without words of the document's own: numbers, fonts, colours, printers.
_DULL = frozenset((
    BOF, EOF, 0x0042, 0x0201, 0x00BE, 0x020B, 0x00D7, 0x00FF, 0x003D, 0x023E, 0x0041, 0x001D,
    0x087C, 0x087D, 0x0896, 0x088E, 0x0892, 0x088F, 0x088D, 0x004D, 0x00A1, 0x00E1, 0x00C1,
    0x0010, 0x0026, 0x0027, 0x0028, 0x0029, 0x005F, 0x0080, 0x0055, 0x01BA, 0x0200, 0x00EB,
    0x00EC, 0x009C, 0x01AF, 0x0863,
    *range(0x1001, 0x100D), *range(0x100E, 0x1051), *range(0x1052, 0x1067),
))  # fmt: skip


class _Reading(Protocol):
    """What reads the records of a substream: the readers for the next one by its kind."""

    @property
    def readers(self) -> Readers:
        """They may change with each record."""


class _Stretch:
    """A substream from `start` to `end`, and how its leftovers are called."""

    def __init__(self, start: int, label: str, anchor: str) -> None:
        self.start = self.end = start
        self.label, self.anchor = label, anchor


class BookStream:
    """A workbook stream as it is told to a draft; `failed` says what was not read."""

    def __init__(self, stream: bytes, draft: Draft) -> None:
        self.failed: list[ExtractError] = []
        self.drawings = bytearray()
        self._stream, self._draft = stream, draft
        self._book = Book(Grid(draft))
        self._globals = Globals(self._book)
        self._spans: list[list[int]] = [[0, 0]]
        self._stretches: list[_Stretch] = []
        self._begun: set[int] = set()
        self._broken = 0
        self._left = 2 * len(stream)
        if int.from_bytes(stream[4:6], "little") < BIFF8:
            self._book.encoding = "cp1252"

    def tell(self) -> None:
        """Sheets, names, links to other books, strings that no cell shows, all that is left."""
        self._walk(0, self._globals, _Stretch(0, "工作簿其他内容", "#workbook"))
        self._globals.done()
        self.drawings += self._globals.drawing
        if missing := self._book.strings.missing:
            self._fail(f"共享字符串不完整，缺 {missing} 个，未能审查")
        for listed in self._globals.sheets:
            self._sheet(listed)
        self._unlisted()
        self._rest()
        self._sweep()

    def _fail(self, reason: str) -> None:
        self.failed.append(ExtractError("damaged", reason))

    def _try(self, read: Callable[[], None]) -> None:
        """Read what may be more than is read; then what follows is read all the same."""
        try:
            read()
        except ExtractError as error:
            self.failed.append(error)

    def _say(self, text: str, place: Place) -> None:
        self._draft.aside(text.strip("\0 \r\n"), place)

    # substreams

    def _walk(self, at: int, reading: _Reading, stretch: _Stretch) -> None:
        """Read a substream; what of it is broken or not known stays for the sweep."""
        kind, spans = -1, self._spans
        self._stretches.append(stretch)
        for record in substream(self._stream, at):
            kind, stretch.end = record.kind, record.end
            reader = reading.readers.get(kind)
            if reader is None:
                if kind not in _DULL:
                    continue
            elif not self._read(record, reader):
                continue
            if spans[-1][1] == record.at:
                spans[-1][1] = record.end
            else:
                spans.append([record.at, record.end])
        if kind != EOF:
            self._fail(f"{stretch.label.removesuffix('其他内容')}不完整，未能全部审查")
        self._left -= stretch.end - at
        if self._left < 0:
            raise ExtractError("damaged", "工作表的记录相互重叠，未能全部审查")

    def _read(self, record: Record, reader: Callable[[Record], None]) -> bool:
        """Whether a record could be read."""
        if record.kind == BOF:
            self._begun.add(record.at)
        try:
            reader(record)
        except BROKEN:
            self._broken += record.whole
            return False
        return True

    def _sheet(self, listed: Listed) -> None:
        sheet, at = listed
        part: Part = "hidden" if sheet.disguise else "title"
        why = f"（{sheet.disguise}）" if sheet.disguise else ""
        self._say(sheet.name, Place(part, f"工作表名{why}", sheet.anchor()))
        if at in self._begun:
            return
        if self._stream[at : at + 2] != b"\x09\x08":
            self._fail(f"{sheet.label}缺失，未能审查")
            return
        reading = SheetReading(sheet, self._book)
        stretch = _Stretch(at, f"{sheet.label}其他内容", sheet.anchor())
        self._try(lambda: self._walk(at, reading, stretch))
        self._try(reading.rows)
        for text, place in reading.asides():
            self._say(text, place)
        if reading.broken:
            self._fail(f"{sheet.label}有 {reading.broken} 个单元格的文字缺失，未能审查")
        self.drawings += reading.objects.drawing

    def _unlisted(self) -> None:
        """Sheets that no tab names."""
        number = 0
        for start, end in self._gaps():
            at = start
            while self._stream[at : at + 2] == b"\x09\x08" and at < end:
                number += 1
                name = f"未列出{number}"
                sheet = Sheet(name, f"sheet{len(self._globals.sheets) + number}", "未列出的工作表")
                self._sheet(Listed(sheet, at))
                last = self._stretches[-1]
                at = last.end if last.start == at < last.end else end

    def _gaps(self) -> list[tuple[int, int]]:
        """What stands between the substreams that were read."""
        at, found = 0, []
        for stretch in sorted(self._stretches, key=lambda stretch: stretch.start):
            if stretch.start > at:
                found.append((at, stretch.start))
            at = max(at, stretch.end)
        return [*found, (at, len(self._stream))]

    # what is no sheet

    def _rest(self) -> None:
        for text, place in (*self._globals.asides, *self._book.styles.words):
            self._say(text, place)
        for text, place in shapes(bytes(self._globals.drawing), "工作簿", "#workbook"):
            self._say(text, place)
        self._try(self._cached)
        for number, text in self._book.strings.unused():
            self._say(text, Place("hidden", "未使用的共享字符串", f"#string{number + 1}"))
        if self._broken:
            self._fail(f"有 {self._broken} 条记录已损坏，未能全部审查")

    def _cached(self) -> None:
        """Cells of other workbooks. Raises ExtractError("too-big")."""
        if self._globals.cached:
            self._book.grid.begin()
        for number, cells in self._globals.cached:
            self._book.grid.row(number, cells)

    def _sweep(self) -> None:
        """What no reader knows, by the sheet that it stands in."""
        told = self._draft.document("").text
        rest = masked(self._stream, ((start, end) for start, end in self._spans))
        gaps = []
        for start, end in self._gaps():
            gap = _Stretch(start, "工作表之外的数据", "#workbook")
            gap.end = end
            gaps.append(gap)
        for stretch in (*self._stretches, *gaps):
            piece = _BLANKS.sub(bytes(64), rest[stretch.start : stretch.end])
            for text in untold(leftovers(piece), told):
                self._say(text, Place("embedded", stretch.label, stretch.anchor))
