"""The places of an xls workbook: sheets and cells by their names."""

from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.excel.grid import Cell, letters_of, short
from seclint.model import Place


class Sheet(NamedTuple):
    """A sheet as the workbook lists it; `disguise` says why a reader would not find it."""

    name: str
    number: int
    disguise: str = ""

    @property
    def label(self) -> str:
        """How its places begin."""
        return f"Sheet「{short(self.name)}」"

    def anchor(self, reference: str = "") -> str:
        """For programs: #sheet1!D4."""
        return f"#sheet{self.number}" + (f"!{reference}" if reference else "")

    def at(self, reference: str, why: str = "") -> Place:
        """A cell, hidden for the reason `why`."""
        told = why or self.disguise
        label = f"{self.label}!{reference}" + (f"（{told}）" if told else "")
        return Place("hidden" if told else "table", label, self.anchor(reference))


def reference(row: int, column: int) -> str:
    """A cell by its name: (3, 3) is D4."""
    return f"{letters_of(column + 1)}{row + 1}"


def spelled(cells: list[Cell], row: int, sheet: Sheet) -> Iterator[tuple[str, Place]]:
    """Texts that are written one character to a cell, as in the boxes of a form."""
    if sum(len(cell.text) == 1 for cell in cells) < 2:
        return
    run: list[Cell] = []
    for cell in (*cells, Cell(0, "  ", cells[0].place)):
        if len(cell.text) == 1 and (not run or cell.column == run[-1].column + 1):
            run.append(cell)
            continue
        if len(run) > 1 and (len(run) > 5 or not run[0].text.isascii()):
            span = f"{reference(row, run[0].column - 1)}:{reference(row, run[-1].column - 1)}"
            place = sheet.at(span)
            label = f"{sheet.label}!{span}（逐字相连）"
            yield "".join(c.text for c in run), place._replace(label=label)
        run = [cell] if len(cell.text) == 1 else []
