"""The rows of a worksheet: what each cell shows, and why a reader would not see it.

[ISO 29500-1] 18.3.1. Hidden cells stay in their row, so that a table's head stays over its
column; their place says that they are hidden.
"""

from collections.abc import Iterator
from operator import itemgetter
from string import digits

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.excel import formulas
from seclint.extract.excel.cellstyle import PLAIN, Look
from seclint.extract.excel.grid import Cell, Grid, column_of, letters_of
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel.outline import Covered, Outline
from seclint.extract.excel.places import Sheet, spelled
from seclint.extract.excel.residue import empty
from seclint.extract.excel.sharedstrings import SharedStrings, Text, text_of, unescape
from seclint.extract.excel.stream import Stream
from seclint.extract.ooxml.parts import local
from seclint.extract.ooxml.sweep import leftovers, telling
from seclint.model import Place

MOST_CELLS = 600_000
"""Cells that are read of one workbook: half a kilobyte and a dozen microseconds each."""
_MOST_BESIDE = 50_000_000
"""Characters that may hang on the cells of a workbook: one phonetic guide may serve them all."""
_LONG = 11
"""Digits of a number that is no amount, but a phone or an identity card."""
_NO_TEXT = ("", "")
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


class Book:
    """What the sheets of a workbook share."""

    def __init__(self, grid: Grid, strings: SharedStrings, looks: tuple[Look, ...]) -> None:
        self.grid, self.strings, self.looks = grid, strings, looks
        self.cells_left = MOST_CELLS
        self.characters_left = _MOST_BESIDE
        self.formulas: set[tuple[str, ...]] = set()
        """What the formulas that were told say: the same is told once."""


class Rows:
    """The rows of one sheet; `asides` are what hangs on its cells, `broken` ones name no string."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.asides: list[tuple[str, Place]] = []
        self.broken = 0
        self._sheet, self._book = sheet, book
        self._outline = Outline()
        self._covered = Covered(b"")
        self._columns: dict[str, int] = {}
        self._looks: dict[str | None, Look] = {}
        self._value = "v"

    def read(self, stream: Stream) -> None:
        """Raises ExtractError after all that stands before the damage, or the limit."""
        self._covered = Covered(stream.after(b"sheetData"))
        self._book.grid.begin()
        number = 0
        for element in stream:
            name = local(element)
            if name == "row":
                number = self._row(element, number)
            else:
                self._outline.take(element)
                empty(element)
        self._strays(stream.strays, "A1")

    def _row(self, row: etree._Element, last: int) -> int:
        told = row.get("r", "")
        number = int(told) if told.isdecimal() and len(told) < 10 else last + 1
        self._value = f"{str(row.tag)[:-3]}v"
        self._book.cells_left -= len(row)
        if self._book.cells_left < 0:
            reason = f"单元格超过 {MOST_CELLS} 个，其余未能审查"
            raise ExtractError("too-big", reason)
        filtered = self._covered.is_filtered(number)
        outer = self._sheet.disguise or self._outline.of_row(row, filtered=filtered)
        if cells := list(self._cells(row, number, outer)):
            cells.sort(key=itemgetter(0))
            self._book.grid.row(number, cells)
            for text, place in spelled(cells, number, self._sheet):
                self._aside(text, place)
        if row.text and not row.text.isspace():
            self._strays([row.text], f"A{number}")
        return number

    def _cells(self, row: etree._Element, number: int, outer: str) -> Iterator[Cell]:
        # A million cells pass here: what is looked up twice is kept, what is rare stands apart.
        label, anchor = f"{self._sheet.label}!", f"{self._sheet.anchor()}#"
        merged, columns, column = self._covered.in_row(number), self._columns, 0
        for c in row:
            ref = c.get("r") or f"{letters_of(column + 1)}{number}"
            column = columns.get(ref.rstrip(digits)) or self._column(ref, column)
            if c.text or c.tail:
                self._strays([c.text or "", c.tail or ""], ref)
            text, why = self._content(c, ref) if len(c) else _NO_TEXT
            if text and not text.isspace():
                why = outer or self._outline.of_column(column) or merged.why(column) or why
                place = (
                    self._sheet.at(ref, why) if why else Place("table", label + ref, anchor + ref)
                )
                yield Cell(column, text, place)

    def _column(self, ref: str, last: int) -> int:
        """The column of a reference that is seen for the first time, or that names none."""
        letters = ref.rstrip(digits)
        if column := column_of(letters):
            self._columns[letters] = column
        return column or last + 1

    # cells

    def _content(self, c: etree._Element, ref: str) -> tuple[str, str]:
        """What a cell shows, and why that is not seen."""
        look = self._looks.get(c.get("s")) or self._look(c.get("s"))
        kind, value = c.get("t"), c[0]
        alone = value.tag == self._value and len(c) == 1
        raw = (value.text or "") if alone else self._parts(c, ref, look)
        if kind == "s":
            text = self._shared(raw, ref, look)
        elif kind is None or kind == "n":
            if look.is_simple:
                return (raw if raw.isdigit() else plain(raw)), ""
            return self._shown(raw, look, ref), self._why(look, raw)
        else:
            text = _BOOLEANS.get(raw, raw) if kind == "b" else unescape(raw)
        return text, "" if look.is_simple else self._why(look, "")

    def _look(self, style: str | None) -> Look:
        """The look of a style that is seen for the first time."""
        index = int(style) if style and style.isdecimal() and len(style) < 7 else 0
        looks = self._book.looks
        self._looks[style] = looks[index] if index < len(looks) else PLAIN
        return self._looks[style]

    @staticmethod
    def _why(look: Look, raw: str) -> str:
        return look.disguise or look.format.disguise(raw, number=bool(raw))

    def _shown(self, raw: str, look: Look, ref: str) -> str:
        """A number as its format shows it; a long one also as it is, if the format parts it."""
        shown, whole = look.format.show(raw), plain(raw)
        if shown != whole and len(whole) >= _LONG and whole.isdigit():
            self._aside(whole, self._sheet.at(ref, "原始值"))
        return shown

    def _shared(self, raw: str, ref: str, look: Look) -> str:
        strings = self._book.strings
        try:
            index = strings.use(raw)
        except (ValueError, IndexError):
            self.broken += 1
            return ""
        if strings.special and (special := strings.special.get(index)):
            return self._rich(special, ref, look)
        return strings.texts[index]

    def _rich(self, text: Text, ref: str, look: Look) -> str:
        """The runs that are seen; the others are told beside the cell, with those around them."""
        label = f"{self._sheet.label}!{ref}"
        if text.reading:
            self._aside(text.reading, Place("alt", f"{label}（拼音）", self._anchor(ref)))
        if text.seen == text.whole or not look.bare:
            return text.whole
        self._aside(text.whole, self._sheet.at(ref, "白色文字"))
        return text.seen

    def _parts(self, c: etree._Element, ref: str, look: Look) -> str:
        """The value of a cell that holds more than a value."""
        raw, code = "", ""
        for found in c:
            name = local(found)
            if name == "v":
                raw = found.text or ""
            elif name == "f":
                code = found.text or ""
            elif name == "is":
                raw = self._rich(text_of(found), ref, look)
            else:
                self._strays(list(leftovers(found)), ref)
        if code:
            self._formula(code, raw, ref)
        return raw

    def _formula(self, code: str, raw: str, ref: str) -> None:
        said = formulas.words(code)
        if said and said not in self._book.formulas:
            self._book.formulas.add(said)
            place = Place("markup", f"{self._sheet.label}!{ref}（公式）", self._anchor(ref))
            text = formulas.joined(code)
            self._aside(code if text in raw else f"{code}\n{text}", place)

    # what hangs on them

    def _anchor(self, ref: str) -> str:
        return self._sheet.anchor(ref)

    def _aside(self, text: str, place: Place) -> None:
        self._book.characters_left -= len(text)
        if self._book.characters_left < 0:
            raise ExtractError("too-big", "公式、拼音等文字总量超过上限，其余未能审查")
        self.asides.append((text, place))

    def _strays(self, found: list[str], ref: str) -> None:
        label = f"{self._sheet.label}!{ref}（单元格之外）"
        for text in telling(iter(found)):
            self._aside(text, Place("embedded", label, self._anchor(ref)))
