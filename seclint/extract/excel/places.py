"""places: sheets and cells by their names, in workbooks of every kind."""

from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.excel.grid import Cell, letters_of, short
from seclint.model import Place


class Sheet(NamedTuple):
    """A sheet as the workbook lists it; `disguise` says why a reader would not find it.

    `file` is its part of the package, or its number where the workbook is one stream (sheet1).
    """

    name: str
    file: str
    disguise: str = ""

    @property
    def label(self) -> str:
        """How its places begin."""
        return f"Sheet「{short(self.name)}」"

    def anchor(self, reference: str = "") -> str:
        """For programs: xl/worksheets/sheet1.xml#D4."""
        return short(self.file) + (f"#{reference}" if reference else "")

    def at(self, reference: str, why: str = "") -> Place:
        """A cell, or more than one; hidden for the reason `why`."""
        told = why or self.disguise
        label = f"{self.label}!{reference}" + (f"（{told}）" if told else "")
        return Place("hidden" if told else "table", label, self.anchor(reference))


def spelled(cells: list[Cell], row: int, sheet: Sheet) -> Iterator[tuple[str, Place]]:
    """Texts of a row (from 1) that are written one character to a cell, as in boxes of a form."""
    if sum(len(cell.text) == 1 for cell in cells) < 2:
        return
    run: list[Cell] = []
    for cell in (*cells, Cell(0, "  ", cells[0].place)):
        if len(cell.text) == 1 and (not run or cell.column == run[-1].column + 1):
            run.append(cell)
            continue
        if len(run) > 1 and (len(run) > 5 or not run[0].text.isascii()):
            span = ":".join(f"{letters_of(end.column)}{row}" for end in (run[0], run[-1]))
            label = f"{sheet.label}!{span}（逐字相连）"
            yield "".join(c.text for c in run), sheet.at(span)._replace(label=label)
        run = [cell] if len(cell.text) == 1 else []
