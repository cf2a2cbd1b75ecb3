"""Excel 2003 XML (SpreadsheetML): each row of a sheet is a line, its cells parted by tabs."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.odf.runs import taken
from seclint.extract.odf.sheet import exact, letters
from seclint.extract.ooxml.tree import attribute, child, local
from seclint.model import Place

_GAP_MOST = 32
_LAST = 1 << 20


class _Cell(NamedTuple):
    column: int
    element: etree._Element
    text: str


class Workbook:
    """Reads a Workbook into `draft`; what is told is taken out of the tree."""

    def __init__(self, root: etree._Element, draft: Draft) -> None:
        self._root = root
        self._draft = draft

    def tell(self) -> None:
        """All sheets; hidden cells below each."""
        for sheet in self._root.iterchildren("{*}Worksheet"):
            self._sheet(sheet)

    def _sheet(self, sheet: etree._Element) -> None:
        name = taken(sheet, "Name")
        label = f"Sheet「{name}」"
        options = child(sheet, "WorksheetOptions", "Visible")
        why = "隐藏工作表" if options is not None and "Hidden" in (options.text or "") else ""
        self._draft.blank()
        after: list[tuple[str, Place]] = [(name, Place("property", f"{label} 的名称"))]
        for table in sheet.iterchildren("{*}Table"):
            columns = dict(_hidden_columns(table))
            for number, row in _numbered(table, "Row"):
                hides = why or ("隐藏行" if attribute(row, "Hidden") == "1" else "")
                self._row(row, f"{label}!{{}}{number}", (hides, columns), after)
        after.extend(_margins(sheet, label))
        for text, place in after:
            self._draft.aside(text, place)

    def _row(
        self,
        row: etree._Element,
        label: str,
        hiding: tuple[str, dict[int, str]],
        after: list[tuple[str, Place]],
    ) -> None:
        last, started = 0, False
        for cell in _cells(row):
            where = label.format(letters(cell.column))
            after.extend(_hanging(cell.element, where))
            if not cell.text:
                continue
            if why := hiding[0] or hiding[1].get(cell.column, ""):
                after.append((cell.text, Place("hidden", f"{where}（{why}）")))
                continue
            if started:
                self._draft.space("\t" * min(cell.column - last, _GAP_MOST))
            self._draft.write(cell.text, Place("table", where))
            last, started = cell.column, True
        if started:
            self._draft.space("\n")


def _numbered(above: etree._Element, name: str) -> Iterator[tuple[int, etree._Element]]:
    """Rows, columns or cells with their numbers; ss:Index skips ahead."""
    number = 0
    for element in above:
        if local(element) != name:
            continue
        number = _integer(element, "Index") or number + 1
        yield number, element
        number += _integer(element, "Span") + _integer(element, "MergeAcross")


def _integer(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or ""
    return min(int(text), _LAST) if text.isdecimal() and len(text) < 9 else 0


def _hidden_columns(table: etree._Element) -> Iterator[tuple[int, str]]:
    left = _LAST
    for number, column in _numbered(table, "Column"):
        if attribute(column, "Hidden") == "1":
            span = min(_integer(column, "Span"), left, 16384)
            left -= span
            yield from ((number + more, "隐藏列") for more in range(span + 1))


def _cells(row: etree._Element) -> Iterator[_Cell]:
    for column, cell in _numbered(row, "Cell"):
        data = child(cell, "Data")
        text = "" if data is None else " ".join("".join(map(str, data.itertext())).split())
        if data is not None:
            if attribute(data, "Type") == "Number":
                text = exact(text)
            _clear(data)
        yield _Cell(column, cell, text)


def _hanging(cell: etree._Element, where: str) -> Iterator[tuple[str, Place]]:
    """The comment, the link and the formula of a cell."""
    for comment in cell.iterchildren("{*}Comment"):
        yield "".join(map(str, comment.itertext())).strip(), Place("comment", f"{where}（批注）")
        yield taken(comment, "Author"), Place("property", "批注或修订的作者")
        _clear(comment)
    yield taken(cell, "HRef"), Place("link", f"{where}（链接）")
    formula = taken(cell, "Formula")
    if '"' in formula or not formula.isascii():
        yield formula, Place("markup", f"{where}（公式）")


def _margins(sheet: etree._Element, label: str) -> Iterator[tuple[str, Place]]:
    for setup in sheet.iter("{*}PageSetup"):
        for element in setup:
            text = taken(element, "Data")
            if local(element) == "Header":
                yield text, Place("header", f"{label} 页眉")
            elif local(element) == "Footer":
                yield text, Place("footer", f"{label} 页脚")


def _clear(root: etree._Element) -> None:
    for element in root.iter("{*}*"):
        element.text = None
        if element is not root:
            element.tail = None
