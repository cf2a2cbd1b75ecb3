"""The first substream of an xls workbook: its sheets, names, links to other books, their cells."""

import re
import struct
from collections.abc import Callable
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.codepages import encoding_of
from seclint.extract.excel.grid import Cell
from seclint.extract.excel.places import Sheet
from seclint.extract.excel97 import ptg
from seclint.extract.excel97.biff import Reader, Record, ShortRecordError
from seclint.extract.excel97.cells import Book
from seclint.extract.excel97.places import reference
from seclint.extract.excel97.style import KINDS
from seclint.extract.ole2.narrow import narrow
from seclint.model import Place

_STATES = {1: "隐藏工作表", 2: "深度隐藏工作表"}
_LONGEST = 1024  # characters of an encoded path
_DRIVE = re.compile("\1(.)", re.DOTALL)
_CONTROLS = dict.fromkeys(range(9))


class Listed(NamedTuple):
    """A sheet and where in the stream it begins."""

    sheet: Sheet
    at: int


class Globals:
    """What holds for the whole workbook."""

    def __init__(self, book: Book) -> None:
        self.sheets: list[Listed] = []
        self.asides: list[tuple[str, Place]] = []
        self.drawing = bytearray()
        self.cached: list[tuple[int, list[Cell]]] = []
        self._book = book
        self._since_1904 = False
        self._external: tuple[str, tuple[str, ...]] = ("", ())
        self._externals = 0
        self._sheet_number = 0
        self.readers: dict[int, Callable[[Record], None]] = {
            0x2F: self._locked, 0x42: self._codepage, 0x22: self._epoch, 0x85: self._sheet,
            0xFC: book.strings.read, 0xEB: self._draw, 0x18: self._name, 0x218: self._name,
            0x894: self._name_note, 0x1AE: self._supbook, 0x17: self._externsheet,
            0x23: self._externname, 0x59: self._count, 0x5A: self._row, 0x5C: self._writer,
            0x5B: self._reserver, **dict.fromkeys(KINDS, self._style),
        }  # fmt: skip
        """What reads which record; raises one of `xlsobjects.BROKEN`."""

    def done(self) -> None:
        """All of it has been read: the looks of cells are known."""
        looks = self._book.styles.looks(since_1904=self._since_1904)
        self._book.looks = looks
        self._book.odd_looks = tuple(look if look.is_odd else None for look in looks)

    def _say(self, text: str, place: Place) -> None:
        self.asides.append((text, place))

    @staticmethod
    def _locked(_: Record) -> None:
        raise ExtractError("encrypted", "工作簿已加密，未能审查")

    def _codepage(self, record: Record) -> None:
        if self._book.encoding:
            self._book.encoding = encoding_of(struct.unpack_from("<H", record.data)[0], "cp1252")

    def _epoch(self, record: Record) -> None:
        self._since_1904 = record.data[:1] == b"\1"

    def _draw(self, record: Record) -> None:
        self.drawing += record.data

    def _style(self, record: Record) -> None:
        self._book.styles.take(record, self._book.encoding)

    def _sheet(self, record: Record) -> None:
        at, state = struct.unpack_from("<IB", record.data)
        name = self._book.reader(record, 6).string(1)
        sheet = Sheet(name, f"sheet{len(self.sheets) + 1}", _STATES.get(state & 3, ""))
        self.sheets.append(Listed(sheet, at))

    # people

    def _writer(self, record: Record) -> None:
        """WriteAccess: who saved it last; padded with blanks."""
        reader = self._book.reader(record)
        try:
            text = reader.string(1 if self._book.encoding else 2)
        except ShortRecordError:  # some programs leave the length out
            text = narrow(record.data)
        self._say(text.strip("\0 "), Place("property", "属性·最后写入者"))

    def _reserver(self, record: Record) -> None:
        """FileSharing: who set the password for writing."""
        reader = self._book.reader(record, 4)
        if reader.left > 2:
            text = reader.string(1 if self._book.encoding else 2)
            self._say(text.strip("\0 "), Place("property", "属性·写保护者"))

    # names

    def _name(self, record: Record) -> None:
        """Lbl ([MS-XLS] 2.4.150)."""
        data = record.data
        flags, _, count, size = struct.unpack_from("<HBBH", data)
        reader = self._book.reader(record, 14)
        name = reader.chars(count)
        said = ptg.literals(reader.take(size), data[reader.at :], self._book.encoding)
        if not flags & 0x20 or said:
            hidden = bool(flags & 1)
            place = Place("hidden", "定义名称（隐藏）") if hidden else Place("markup", "定义名称")
            shown = "" if flags & 0x20 else name
            self._say("：".join(filter(None, (shown, "，".join(said)))), place)
        for length in data[10:14]:
            if length:
                self._say(reader.chars(length), Place("markup", "定义名称的说明"))

    def _name_note(self, record: Record) -> None:
        """NameCmt ([MS-XLS] 2.4.181)."""
        reader = Reader(record, 12)
        name, comment = reader.number(2), reader.number(2)
        told = f"{reader.chars(name)}：{reader.chars(comment)}"
        self._say(told, Place("markup", "定义名称的说明"))

    # other workbooks

    def _supbook(self, record: Record) -> None:
        """SupBook ([MS-XLS] 2.4.271): the path of another workbook and the names of its sheets."""
        sheets, count = struct.unpack_from("<HH", record.data)
        if len(record.data) <= 4 or count in (0x0401, 0x3A01):
            self._external = ("", ())
            return
        reader = Reader(record, 2)
        path = decoded(reader.string())
        self._externals += 1
        label = f"外部链接{self._externals}"
        self._say(path, Place("link", label))
        names: list[str] = []
        while len(names) < sheets and reader.left:
            names.append(reader.string())
            self._say(names[-1], Place("link", f"{label}（工作表名）"))
        self._external = (label, tuple(names))

    def _externsheet(self, record: Record) -> None:
        """The name of a sheet or of another workbook, in BIFF5."""
        if self._book.encoding and record.data[1:2] != b"\3":
            text = decoded(self._book.reader(record, 1).chars(record.data[0]))
            self._say(text, Place("link", "外部链接"))

    def _externname(self, record: Record) -> None:
        text = self._book.reader(record, 6).string(1)
        if len(text) > 1:
            self._say(text, Place("link", f"{self._external[0] or '外部链接'}（定义名称）"))

    def _count(self, record: Record) -> None:
        """XCT: the cells that follow are of this sheet."""
        if len(record.data) >= 4:
            (self._sheet_number,) = struct.unpack_from("<H", record.data, 2)

    def _row(self, record: Record) -> None:
        """CRN: cells of another workbook as they were last seen."""
        data = record.data
        last, first, row = struct.unpack_from("<BBH", data)
        label, names = self._external
        known = self._sheet_number < len(names)
        label += f" Sheet「{names[self._sheet_number] if known else self._sheet_number}」"
        cells, at = [], 4
        for column in range(first, last + 1):
            text, at = ptg.constant(data, at, self._book.encoding)
            ref = reference(row, column)
            if text.strip():
                cells.append(Cell(column + 1, text, Place("hidden", f"{label}!{ref}（缓存）")))
        self._book.admit(len(cells))
        if cells:
            self.cached.append((row + 1, cells))


def decoded(path: str) -> str:
    r"""An encoded path ([MS-XLS] 2.5.277) as people write it (D:\表\甲.xls)."""
    path = path[:_LONGEST].removeprefix("\1")
    path = _DRIVE.sub(lambda found: "\\\\" if found[1] == "@" else f"{found[1]}:\\", path)
    return path.replace("\4", "..\\").replace("\3", "\\").translate(_CONTROLS)
