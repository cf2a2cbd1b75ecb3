"""The rows of a worksheet: what each cell shows, and why a reader would not see it.

[ISO 29500-1] 18.3.1. Hidden cells stay in their row, so that a table's head stays over its
column; their place says that they are hidden.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract import formulas
from seclint.extract.cellstyle import PLAIN, Look
from seclint.extract.grid import Cell, Grid, column_of, letters_of
from seclint.extract.numberformat import plain
from seclint.extract.ooxml import leftovers, local, telling
from seclint.extract.outline import Covered, Outline
from seclint.extract.sharedstrings import SharedStrings, Text, text_of, unescape
from seclint.extract.stream import Stream
from seclint.model import Place

MOST_CELLS = 5_000_000
"""Cells that are read of one workbook."""
_NO_TEXT = ("", "")


class Sheet(NamedTuple):
    """A sheet as the workbook lists it; `disguise` says why a reader would not find it."""

    name: str
    file: str
    disguise: str = ""

    @property
    def label(self) -> str:
        """How its places begin."""
        return f"Sheet「{self.name}」"

    def at(self, reference: str, why: str = "") -> Place:
        """A cell, or more than one; hidden for the reason `why`."""
        told = why or self.disguise
        label = f"{self.label}!{reference}" + (f"（{told}）" if told else "")
        return Place("hidden" if told else "table", label, f"{self.file}#{reference}")


class Book:
    """What the sheets of a workbook share."""

    def __init__(self, grid: Grid, strings: SharedStrings, looks: tuple[Look, ...]) -> None:
        self.grid, self.strings, self.looks = grid, strings, looks
        self.cells_left = MOST_CELLS
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
        self._simple = tuple(look.is_simple for look in book.looks)

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
        self._strays(stream.strays, "A1")

    def _row(self, row: etree._Element, last: int) -> int:
        told = row.get("r", "")
        number = int(told) if told.isdecimal() and len(told) < 10 else last + 1
        self._book.cells_left -= len(row)
        if self._book.cells_left < 0:
            reason = f"单元格超过 {MOST_CELLS} 个，其余未能审查"
            raise ExtractError("too-big", reason)
        filtered = self._covered.is_filtered(number)
        outer = self._sheet.disguise or self._outline.of_row(row, filtered=filtered)
        if cells := list(self._cells(row, number, outer)):
            cells.sort(key=itemgetter(0))
            self._book.grid.row(number, cells)
            self._spelled(cells, number)
        if row.text and not row.text.isspace():
            self._strays([row.text], f"A{number}")
        return number

    def _cells(self, row: etree._Element, number: int, outer: str) -> Iterator[Cell]:
        sheet, outline, column = self._sheet, self._outline, 0
        merged = self._covered.in_row(number)
        for c in row:
            ref = c.get("r") or f"{letters_of(column + 1)}{number}"
            column = self._column(ref) or column + 1
            if c.text or c.tail:
                self._strays([c.text or "", c.tail or ""], ref)
            text, why = self._content(c, ref) if len(c) else _NO_TEXT
            if text and not text.isspace():
                why = outer or outline.of_column(column) or merged.why(column) or why
                yield Cell(column, text, sheet.at(ref, why))

    def _column(self, ref: str) -> int:
        letters = ref.rstrip("0123456789")
        if (column := self._columns.get(letters)) is None:
            column = self._columns[letters] = column_of(letters)
        return column

    # cells

    def _content(self, c: etree._Element, ref: str) -> tuple[str, str]:
        """What a cell shows, and why that is not seen."""
        style = c.get("s") or "0"
        index = int(style) if style.isdecimal() and len(style) < 7 else 0
        simple, look = True, PLAIN
        if index < len(self._simple):
            simple, look = self._simple[index], self._book.looks[index]
        kind = c.get("t")
        alone = len(c) == 1 and c[0].tag[-2:] == "}v"
        raw = (c[0].text or "") if alone else self._parts(c, ref, look)
        if kind is None or kind == "n":
            return self._number(raw, look, simple=simple)
        if kind == "s":
            text = self._shared(raw, ref, look)
        elif kind == "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        else:
            text = unescape(raw)
        return text, "" if simple else self._why(look)

    @staticmethod
    def _number(raw: str, look: Look, *, simple: bool) -> tuple[str, str]:
        if simple:
            return plain(raw), ""
        return look.format.show(raw), look.disguise or look.format.disguise(raw, number=True)

    @staticmethod
    def _why(look: Look) -> str:
        return look.disguise or look.format.disguise("", number=False)

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
        return f"{self._sheet.file}#{ref}"

    def _aside(self, text: str, place: Place) -> None:
        self.asides.append((text, place))

    def _strays(self, found: list[str], ref: str) -> None:
        label = f"{self._sheet.label}!{ref}（单元格之外）"
        for text in telling(iter(found)):
            self._aside(text, Place("embedded", label, self._anchor(ref)))

    def _spelled(self, cells: list[Cell], number: int) -> None:
        """Texts that are written one character to a cell, as in the boxes of a form."""
        run: list[Cell] = []
        for cell in (*cells, Cell(0, "  ", cells[0].place)):
            if len(cell.text) == 1 and (not run or cell.column == run[-1].column + 1):
                run.append(cell)
                continue
            if len(run) > 1 and (len(run) > 5 or not run[0].text.isascii()):
                first, last = (f"{letters_of(c.column)}{number}" for c in (run[0], run[-1]))
                place = self._sheet.at(f"{first}:{last}")
                label = f"{self._sheet.label}!{first}:{last}（逐字相连）"
                self._aside("".join(c.text for c in run), place._replace(label=label))
            run = [cell] if len(cell.text) == 1 else []
