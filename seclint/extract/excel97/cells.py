"""The cells of an xls sheet as rows of text ([MS-XLS] 2.2.1): what each shows, or why it is hidden.

Some programs write cells in any order, so all of a sheet are read before its first row is told.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from struct import Struct

from seclint.errors import ExtractError
from seclint.extract.excel.grid import Cell, Grid, letters_of
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel.places import Sheet, spelled
from seclint.extract.excel97 import ptg
from seclint.extract.excel97.biff import Reader, Record, of_rk
from seclint.extract.excel97.outline import Outline
from seclint.extract.excel97.places import reference
from seclint.extract.excel97.sst import Strings
from seclint.extract.excel97.style import Look, Styles
from seclint.model import Place

MOST_CELLS = 1_000_000
"""Filled cells that are read of one workbook: half a kilobyte and a dozen microseconds each."""
_LONG = 11
"""Digits of a number that is no amount, but a phone or an identity card."""

_CELL = Struct("<HHH")
_SHARED = Struct("<HHHI")
_NUMBER = Struct("<HHHd")
_RK = Struct("<HI")
_SHARED_CODE = 0x04BC
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip


class Book:
    """What all sheets share; `encoding` is that of bytes in BIFF5, "" in BIFF8."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.strings = Strings()
        self.styles = Styles()
        self.looks: tuple[Look, ...] = ()
        self.odd_looks: tuple[Look | None, ...] = ()
        """None for the looks of cells that show what they hold."""
        self.encoding = ""
        self.cells_left = MOST_CELLS
        self.seen: dict[int, str] = {}
        """What is seen of shared strings that have runs of their own, by their numbers."""
        self.whole: set[int] = set()
        """Those of them that were told with what is not seen."""
        self.formulas: set[tuple[str, ...]] = set()
        """What the formulas that were told say: the same is told once."""

    def admit(self, cells: int) -> None:
        """Raises ExtractError("too-big") when there are more cells than are read."""
        self.cells_left -= cells
        if self.cells_left < 0:
            raise ExtractError("too-big", f"单元格超过 {MOST_CELLS} 个，其余未能审查")

    def reader(self, record: Record, at: int = 0) -> Reader:
        """Reads a record from an offset on."""
        return Reader(record, at, self.encoding)


_Found = tuple[int, int, str, str]
"""Row and column from 0, text, and why the cell itself hides it."""


class Cells:
    """The cells of one sheet; `asides` are what hangs on them."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.asides: list[tuple[str, Place]] = []
        self.broken = 0
        self._sheet, self._book = sheet, book
        self._cells: list[_Found] = []
        self._outline = Outline()
        self._letters: dict[int, tuple[str, str]] = {}
        self._waiting: tuple[int, int, int] | None = None
        self.readers: dict[int, Callable[[Record], None]] = {
            0x00FD: self._shared, 0x0203: self._number, 0x027E: self._rk, 0x00BD: self._rks,
            0x0204: self._label, 0x00D6: self._label, 0x0006: self._formula,
            0x0206: self._formula, 0x0406: self._formula, 0x0207: self._result,
            0x0205: self._boolean, _SHARED_CODE: self._shared_code, 0x0221: self._shared_code,
            **self._outline.readers,
        }  # fmt: skip
        """What reads which record; raises ValueError or struct.error where it is broken."""

    # values

    def _add(self, row: int, column: int, text: str, why: str = "") -> None:
        if text and not text.isspace():
            self._book.admit(1)
            self._cells.append((row, column, text, why))

    def _look(self, number: int) -> Look | None:
        """How the cells of a style look; None where they show what they hold."""
        odd = self._book.odd_looks
        return odd[number] if number < len(odd) else None

    def _text(self, cell: tuple[int, int, int], text: str) -> None:
        row, column, style = cell
        look = self._look(style)
        why = "" if look is None else look.disguise or look.format.disguise("", number=False)
        self._add(row, column, text, why)

    def _value(self, cell: tuple[int, int, int], value: float) -> None:
        row, column, style = cell
        look = self._look(style)
        if value.is_integer() and abs(value) < 1e15:
            raw = shown = str(int(value))
        else:
            raw, shown = repr(value), ""
        if look is None:
            self._add(row, column, shown or plain(raw))
        else:
            why = look.disguise or look.format.disguise(raw, number=True)
            self._add(row, column, self._shown(raw, look, cell), why)

    def _shown(self, raw: str, look: Look, cell: tuple[int, int, int]) -> str:
        """A number as its format shows it; a long one also as it is, if the format parts it."""
        shown, whole = look.format.show(raw), plain(raw)
        if shown != whole and len(whole) >= _LONG and whole.isdigit():
            self.asides.append((whole, self._sheet.at(reference(cell[0], cell[1]), "原始值")))
        return shown

    def _shared(self, record: Record) -> None:
        row, column, style, index = _SHARED.unpack_from(record.data)
        strings = self._book.strings
        try:
            text = strings.use(index)
        except IndexError:
            self.broken += 1
            return
        if index in strings.runs or index in strings.readings:
            text = self._rich(text, index, (row, column, style))
        self._text((row, column, style), text)

    def _rich(self, text: str, index: int, cell: tuple[int, int, int]) -> str:
        """The runs that are seen; the others are told beside the first cell, with all of them."""
        book, ref = self._book, reference(cell[0], cell[1])
        looks = book.looks
        if index not in book.seen:
            book.seen[index] = self._seen(text, index)
            if reading := book.strings.readings.get(index):
                place = Place("alt", f"{self._sheet.label}!{ref}（拼音）", self._sheet.anchor(ref))
                self.asides.append((reading, place))
        seen = book.seen[index]
        if seen == text or (cell[2] < len(looks) and not looks[cell[2]].bare):
            return text
        if index not in book.whole:
            book.whole.add(index)
            self.asides.append((text, self._sheet.at(ref, "白色文字")))
        return seen

    def _seen(self, text: str, index: int) -> str:
        styles = self._book.styles
        pieces = _pieces(text, self._book.strings.runs.get(index, ()))
        return "".join(p for p, font in pieces if font is None or not styles.disguise(font))

    def _number(self, record: Record) -> None:
        row, column, style, value = _NUMBER.unpack_from(record.data)
        self._value((row, column, style), value)

    def _rk(self, record: Record) -> None:
        row, column = struct.unpack_from("<HH", record.data)
        style, number = _RK.unpack_from(record.data, 4)
        self._value((row, column, style), of_rk(number))

    def _rks(self, record: Record) -> None:
        row, column = struct.unpack_from("<HH", record.data)
        body = record.data[4:-2]
        for style, number in _RK.iter_unpack(body[: len(body) // 6 * 6]):
            self._value((row, column, style), of_rk(number))
            column += 1

    def _label(self, record: Record) -> None:
        cell = _CELL.unpack_from(record.data)
        self._text((cell[0], cell[1], cell[2]), self._book.reader(record, 6).string())

    def _boolean(self, record: Record) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", record.data)
        known = _ERRORS.get(value, "") if is_error else "TRUE" if value else "FALSE"
        self._add(row, column, known)

    def _formula(self, record: Record) -> None:
        data = record.data
        row, column, style = _CELL.unpack_from(data)
        if data[12:14] != b"\xff\xff":
            self._value((row, column, style), struct.unpack_from("<d", data, 6)[0])
        elif data[6] == 0:
            self._waiting = (row, column, style)
        elif data[6] in (1, 2):
            known = _ERRORS.get(data[8], "") if data[6] == 2 else ("FALSE", "TRUE")[data[8] & 1]
            self._add(row, column, known)
        self._code(data, 20, (row, column))

    def _shared_code(self, record: Record) -> None:
        """ShrFmla, Array ([MS-XLS] 2.4.277, 2.4.4): a formula of more than one cell."""
        row, column = struct.unpack_from("<H2xB", record.data)
        self._code(record.data, 8 if record.kind == _SHARED_CODE else 12, (row, column))

    def _code(self, data: bytes, at: int, cell: tuple[int, int]) -> None:
        """Tell what a formula says, whose tokens stand behind their size."""
        (size,) = struct.unpack_from("<H", data, at)
        at += 2
        said = ptg.literals(data[at : at + size], data[at + size :], self._book.encoding)
        if said and said not in self._book.formulas:
            self._book.formulas.add(said)
            ref = reference(*cell)
            place = Place("markup", f"{self._sheet.label}!{ref}（公式）", self._sheet.anchor(ref))
            self.asides.append((ptg.told(said), place))

    def _result(self, record: Record) -> None:
        """The text of the formula before it."""
        if self._waiting is not None:
            cell, self._waiting = self._waiting, None
            self._text(cell, self._book.reader(record).string())

    # telling

    def tell(self) -> None:
        """Write the rows to the grid."""
        self._cells.sort(key=itemgetter(0, 1))
        grid = self._book.grid
        grid.begin()
        for row, found in groupby(self._cells, key=itemgetter(0)):
            cells = self._placed(row, found)
            grid.row(row + 1, cells)
            self.asides.extend(spelled(cells, row + 1, self._sheet))
        self._cells.clear()

    def _placed(self, row: int, found: Iterable[_Found]) -> list[Cell]:
        """The cells of a row, each with its place."""
        sheet, outline, letters, cells = self._sheet, self._outline, self._letters, []
        of_row, merges = sheet.disguise or outline.of_row(row), outline.merges(row)
        number, label, anchor = str(row + 1), f"{sheet.label}!", f"{sheet.anchor()}#"
        for _, column, text, why in found:
            if column not in letters:
                letters[column] = letters_of(column + 1), outline.of_column(column)
            name, hidden = letters[column]
            outer = of_row or hidden or (merges.why(column + 1) if merges else "") or why
            ref = name + number
            if outer:
                place = Place("hidden", f"{label}{ref}（{outer}）", anchor + ref)
            else:
                place = Place("table", label + ref, anchor + ref)
            cells.append(Cell(column + 1, text, place))
        return cells


def _pieces(text: str, runs: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, int | None]]:
    """Pieces of a text and the font of each; None for that of the cell."""
    at, font = 0, None
    for start, following in runs:
        if start > at:
            yield text[at:start], font
            at = start
        font = following
    yield text[at:], font
