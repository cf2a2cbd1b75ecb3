"""Spreadsheets of ODF: each row of a sheet is a line, its cells parted by tabs.

What a reader does not see (hidden sheets, rows, columns, cells that show nothing) stands below
the sheet, by rows as well, so that the lines of the sheet are those on the screen.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from seclint.extract.odf.pieces import pieces
from seclint.extract.odf.runs import BOXES, Box, Found, Note, Scope, taken
from seclint.extract.odf.story import Book, Naming
from seclint.extract.odf.table import Cell, Grid, Row
from seclint.extract.ooxml.parts import attribute, local
from seclint.extract.word.runs import Aside
from seclint.model import Place

_DIGITS_MOST = 40
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_LITERAL = re.compile(r'"[^"]*"|[^\x00-\x7f]|\d{11}')
_SHAPES = ("shapes", "forms", "desc", "title", "table-source")


class _Text(NamedTuple):
    text: str
    place: Place


class Sheets:
    """Reads the sheets of a workbook into the draft of `book`; `file` is the part they stand in."""

    def __init__(self, book: Book, file: str) -> None:
        self._book = book
        self._file = file
        self._disguises: dict[str, str] = {}

    def tell(self, body: etree._Element) -> None:
        """All tables in an office:spreadsheet."""
        for table in body.iterchildren("{*}table"):
            self._sheet(table)

    def _sheet(self, table: etree._Element) -> None:
        name = taken(table, "name")
        style = attribute(table, "style-name") or ""
        shown = self._book.looks.property("table", style, "table-properties", "display")
        why = "隐藏工作表" if shown == "false" else ""
        self._book.draft.blank()
        label = f"Sheet「{name}」"
        where = Place("property", f"{label} 的名称", self._file)
        hidden: list[list[_Text]] = []
        for row in Grid(table, self._book.looks, self._book.repeats).rows():
            self._row(row, label, why, hidden)
        if hidden:
            self._book.draft.blank()
        for texts in hidden:
            self._write(texts)
        self._book.line(name, where)
        self._shapes(table, label)

    def _shapes(self, table: etree._Element, label: str) -> None:
        naming = Naming("textbox", f"{label}中的图形", self._file)
        for element in table.iterchildren("{*}shapes"):
            for shape in element:
                if local(shape) in BOXES:
                    self._book.box(shape, naming)
        self._book.described(table, Naming("alt", label, self._file))
        scenario = next(table.iterchildren("{*}scenario"), None)
        if scenario is not None:
            self._book.line(taken(scenario, "comment"), Place("comment", f"{label} 方案说明"))

    # rows

    def _row(self, row: Row, label: str, why: str, hidden: list[list[_Text]]) -> None:
        seen: list[_Text] = []
        unseen: list[_Text] = []
        after: list[_Text] = []
        for cell in row.cells:
            place = self._place(label, row.number, cell.column)
            text = self._cell(cell, place, after)
            reason = why or row.why or cell.why or self._disguise(cell.style)
            if reason and text:
                place = place._replace(part="hidden", label=f"{place.label}（{reason}）")
                unseen.append(_Text(text, place))
                text = ""
            seen.append(_Text(text, place))
        if any(each.text for each in seen):
            self._write(seen)
        if unseen:
            hidden.append(unseen)
        for each in after:
            self._book.line(each.text, each.place)

    def _write(self, texts: list[_Text]) -> None:
        for index, each in enumerate(texts):
            if index:
                self._book.draft.space("\t")
            self._book.draft.write(each.text, each.place)
        self._book.draft.space("\n")

    def _place(self, label: str, row: int, column: int) -> Place:
        name = f"{letters(column)}{row}"
        return Place("table", f"{label}!{name}", f"{self._file}#{label}!{name}")

    def _disguise(self, style: str) -> str:
        if style not in self._disguises:
            looks = self._book.looks
            why = looks.disguise((("table-cell", style), ("table-cell", "")))
            self._disguises[style] = why or ("空白格式" if looks.blank(style) else "")
        return self._disguises[style]

    # cells

    def _cell(self, cell: Cell, place: Place, after: list[_Text]) -> str:
        """What a cell shows; what hangs on it goes to `after`."""
        element = cell.element
        shown = " ".join(self._lines(element, place, after)).strip()
        value = taken(element, "value") or taken(element, "string-value")
        if value and shown in ("", value):
            shown = exact(value)
        elif value and value != shown and (raw := _telling(exact(value), shown)):
            if _EXPONENT.search(shown) or shown.startswith("#"):
                shown = raw
            else:
                after.append(_Text(raw, place._replace(label=f"{place.label}（原值）")))
        formula = attribute(element, "formula") or ""
        if formula and _LITERAL.search(formula):
            where = Place("markup", f"{place.label}（公式）", place.anchor)
            after.append(_Text(taken(element, "formula"), where))
        return shown.replace("\t", " ")

    def _lines(self, element: etree._Element, place: Place, after: list[_Text]) -> Iterator[str]:
        for block in element:
            name = local(block)
            if name == "p" and len(block) == 0:
                text, block.text = block.text, None
                if text:
                    yield text.replace("\n", " ")
            elif name == "annotation":
                self._book.keep(Note(block, "annotation", place.label), self._file)
            elif name in BOXES:
                self._book.box(block, Naming("textbox", f"{place.label}处的图形", self._file))
            elif name == "p":
                yield self._joined(self._book.runs.read(block, Scope(place)), after)
            elif name == "detective":
                continue

    def _joined(self, found: list[Found], after: list[_Text]) -> str:
        for each in found:
            if isinstance(each, Aside):
                after.append(_Text(each.text, Place(each.part, each.label)))
            elif isinstance(each, Note):
                self._book.keep(each, self._file)
            elif isinstance(each, Box):
                self._book.box(each.element, Naming("textbox", "单元格中的图形", self._file))
        hidden = [each for each in pieces(found) if each.place.part == "hidden"]
        after.extend(_Text(each.text, each.place) for each in hidden)
        return "".join(each.text for each in pieces(found) if each.place.part != "hidden")


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def exact(value: str) -> str:
    """A number with all its digits; any other value as it is."""
    if "e" not in value.lower():
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS_MOST:
        return value
    return format(number, "f")


def _telling(raw: str, shown: str) -> str:
    """The raw value, where it has digits that are not shown."""
    digits = re.sub(r"\D", "", raw.partition(".")[0] if "." in raw else raw)
    said = re.sub(r"\D", "", shown)
    if any(map(str.isalpha, raw)) and raw not in shown:
        return raw
    return raw if len(digits) >= 7 and digits not in said else ""
