"""Binary workbooks (xlsb): cells, names, margins and comments; all other records are swept.

[MS-XLSB] 2.4. The package around them is that of an xlsx: see `xlsx`.
"""

import re
from collections.abc import Callable, Iterator

from seclint.errors import ExtractError
from seclint.extract.excel.biff12 import Record, real, records, rk, strings, told, wide, word
from seclint.extract.excel.cellstyle import PLAIN, WHITE, Look, why
from seclint.extract.excel.grid import Cell, letters_of, short
from seclint.extract.excel.numberformat import BUILT_IN, NumberFormat
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told
from seclint.extract.excel.sharedstrings import SharedStrings, Text
from seclint.extract.excel.sheet import MOST_CELLS, Book
from seclint.extract.excel.sheetparts import margin
from seclint.extract.ooxml.reading import Parts
from seclint.extract.ooxml.sweep import telling
from seclint.model import Part, Place

ROW, COLUMN, ITEM, FORMAT, FONT, FILL, STYLE = 0, 60, 19, 44, 43, 45, 47
SHEET, PROPERTIES, MARGINS, STYLES, NO_STYLES = 156, 153, 479, 617, 618
COMMENT, COMMENT_TEXT, AUTHOR = 635, 637, 632
_RECORDS = re.compile(
    r"^xl/(?:[^/]+|(?:work|chart|dialog|macro)sheets/[^/]+|tables/.*|pivot\w+/.*"
    r"|externalLinks/.*|queryTables/.*|revisions/.*|slicer\w*/.*|threadedComments/.*)\.bin$"
)
_NO_RECORDS = re.compile(r"vbaProject|customProperty", re.IGNORECASE)
_STATES = {1: "隐藏工作表", 2: "深度隐藏工作表"}
_MARGINS: tuple[tuple[Part, str], ...] = (
    ("header", "页眉"), ("footer", "页脚"), ("header", "偶数页页眉"), ("footer", "偶数页页脚"),
    ("header", "首页页眉"), ("footer", "首页页脚"),
)  # fmt: skip


def sheets(parts: Parts, main: str) -> Iterator[Sheet]:
    """The sheets that the workbook lists, in order."""
    targets = {link.id: link.target for link in parts.related(main)}
    for record in read(parts, main, done=False):
        if record.kind == SHEET:
            identity, at = wide(record.data, 8)
            if identity not in targets:  # the beta of Excel 2007 wrote four bytes more
                identity, at = wide(record.data, 12)
            name, _ = wide(record.data, at)
            yield Sheet(name, targets.get(identity, ""), _STATES.get(word(record.data, 0), ""))


def read(parts: Parts, part: str, *, done: bool = True) -> Iterator[Record]:
    """The records of a part, each once; damage is noted as failed."""
    if part not in parts.package.names or part in parts.done:
        return
    if done:
        parts.done.add(part)
    try:
        yield from records(parts.package.read(part), part)
    except ExtractError as error:
        if done:
            parts.failed.append(error)


def since_1904(parts: Parts, main: str) -> bool:
    """Whether days are counted from 1904."""
    found = (r for r in read(parts, main, done=False) if r.kind == PROPERTIES)
    return any(record.data[:1] and record.data[0] & 1 for record in found)


def shared(parts: Parts, part: str, into: SharedStrings) -> Told:
    """Reads the shared strings: flags, text, runs, phonetic guide (2.5.121); tells the last."""
    for record in read(parts, part):
        if record.kind == ITEM:
            text, at = wide(record.data, 1)
            into.add(Text(text, text))
            yield " ".join(strings(record.data[at:])), Place("alt", "共享字符串（拼音）", part)


def looks(parts: Parts, part: str, *, since_1904: bool) -> tuple[Look, ...]:
    """The looks of all cell styles, by their index."""
    codes, fonts, fills, inside = dict(BUILT_IN), [], [], False
    found: list[Look] = []
    for kind, data in read(parts, part):
        inside = kind == STYLES or (inside and kind != NO_STYLES)
        if kind == FORMAT:
            codes[_short(data, 0)] = wide(data, 2)[0]
        elif kind == FONT:
            fonts.append(_color(data, 12) or "000000")
        elif kind == FILL:
            fills.append({0: WHITE, 1: _color(data, 4)}.get(word(data, 0), ""))
        elif kind == STYLE and inside:
            shape = NumberFormat(codes.get(_short(data, 2), "General"), since_1904=since_1904)
            ink = _at(fonts, _short(data, 4), "000000")
            ground = _at(fills, _short(data, 6), WHITE)
            disguise = why(ink, ground, tiny=False)
            found.append(Look(shape, disguise, ground == WHITE, shape.is_plain and not disguise))
    return tuple(found)


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _at(items: list[str], index: int, otherwise: str) -> str:
    return items[index] if index < len(items) else otherwise


def _color(data: bytes, at: int) -> str:
    """A BrtColor: its kind (1 index, 2 RGB, 3 theme), index, shade, red, green, blue."""
    kind, index, rgb = data[at : at + 1], data[at + 1 : at + 2], data[at + 4 : at + 7]
    if not kind or kind[0] >> 1 == 0:
        return ""
    if kind[0] & 1 or kind[0] >> 1 == 2:
        return rgb.hex().upper()
    return WHITE if (kind[0] >> 1, index) in ((1, b"\x09"), (3, b"\0")) else f"index {index.hex()}"


class BinaryRows:
    """The rows of one binary sheet; `asides` are its margins and what else its records say."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.asides: list[tuple[str, Place]] = []
        self._sheet, self._book = sheet, book
        self._columns: dict[int, str] = {}
        self._row, self._disguise = 0, ""
        self._cells: list[Cell] = []
        self._swept: list[str] = []
        self._values: dict[int, Callable[[bytes, Look], str]] = {
            2: lambda data, look: look.format.show(told(rk(word(data, 8)))),
            5: lambda data, look: look.format.show(told(real(data, 8))),
            9: lambda data, look: look.format.show(told(real(data, 8))),
            6: lambda data, _: wide(data, 8)[0],
            8: lambda data, _: wide(data, 8)[0],
            62: lambda data, _: wide(data, 9)[0],
            7: lambda data, _: self._book.strings.texts[self._book.strings.use(word(data, 8))],
        }

    def read(self, found: Iterator[Record]) -> None:
        """Raises ExtractError("too-big" or "damaged")."""
        self._book.grid.begin()
        for kind, data in found:
            if kind in self._values and len(data) >= 8:
                self._cell(kind, data)
            elif kind == ROW:
                self._flush()
                self._begin(data)
            elif kind == COLUMN:
                hidden = len(data) > 16 and data[16] & 1
                span = range(word(data, 0) + 1, min(word(data, 4) + 1, 16384) + 1)
                self._columns.update(dict.fromkeys(span, "隐藏列" if hidden else ""))
            elif kind == MARGINS:
                self._margins(data)
            else:
                self._swept.extend(strings(data))
        self._flush()
        place = Place("embedded", f"{self._sheet.label}其他内容", self._sheet.file)
        self.asides.extend((text, place) for text in telling(iter(self._swept)))

    def _begin(self, data: bytes) -> None:
        self._row = word(data, 0) + 1
        hidden = len(data) > 11 and data[11] & 0x10
        self._disguise = self._sheet.disguise or ("隐藏行" if hidden else "")

    def _cell(self, kind: int, data: bytes) -> None:
        self._book.cells_left -= 1
        if self._book.cells_left < 0:
            raise ExtractError("too-big", f"单元格超过 {MOST_CELLS} 个，其余未能审查")
        column, index = word(data, 0) + 1, int.from_bytes(data[4:7], "little")
        look = self._book.looks[index] if index < len(self._book.looks) else PLAIN
        try:
            text = self._values[kind](data, look)
        except IndexError:
            raise ExtractError("damaged", f"{self._sheet.label}的文字缺失，未能全部审查") from None
        number = kind in (2, 5, 9)
        disguise = look.disguise or look.format.disguise(text, number=number)
        place = self._sheet.at(
            f"{letters_of(column)}{self._row}",
            self._disguise or self._columns.get(column, "") or disguise,
        )
        if text.strip():
            self._cells.append(Cell(column, text, place))
        if kind in (8, 9):
            self._swept.extend(strings(data[16:] if number else data[wide(data, 8)[1] :]))

    def _flush(self) -> None:
        if self._cells:
            self._book.grid.row(self._row, sorted(self._cells, key=lambda cell: cell.column))
        self._cells = []

    def _margins(self, data: bytes) -> None:
        at = 2
        for part, word_ in _MARGINS:
            code, at = wide(data, at)
            place = Place(part, f"{self._sheet.label}{word_}", self._sheet.file)
            self.asides.append((margin(code, self._sheet.name), place))


def _comments(found: Iterator[Record], sheet: Sheet, file: str) -> Told:
    authors: list[str] = []
    author = ref = ""
    for kind, data in found:
        if kind == AUTHOR:
            authors.append(wide(data)[0])
            yield authors[-1], Place("property", "批注的作者", file)
        elif kind == COMMENT:
            author = _at(authors, word(data, 0), "")
            ref = f"{letters_of(word(data, 12) + 1)}{word(data, 4) + 1}"
        elif kind == COMMENT_TEXT:
            who = f"（{short(author)}）" if author else ""
            label = f"批注 {sheet.label}!{ref}{who}"
            yield wide(data, 1)[0], Place("comment", label, f"{file}#{ref}")


def is_binary(file: str) -> bool:
    """Whether a part is one of records, by its name: other things are called .bin as well."""
    return bool(_RECORDS.search(file)) and not _NO_RECORDS.search(file)


def part(parts: Parts, sheet: Sheet, file: str) -> Told:
    """Any other binary part: its comments, or the strings in its records."""
    if "comments" in file:
        yield from _comments(read(parts, file), sheet, file)
        return
    place = Place("embedded", f"其他部件 {file}", file)
    others = (record for record in read(parts, file) if record.kind != SHEET)
    for text in telling(text for record in others for text in strings(record.data)):
        yield text, place
