"""flow: paragraphs and table rows of one RTF story as lines, and the other views of them.

The line is what a reader sees. Text that is hidden or deleted follows it on lines of its own:
alone, and joined with the visible text that it touches, so that a mark of which only a part is
hidden is still one text.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.model import Part, Place

_CONTEXT = 10  # characters of visible text that are kept on each side
_CLAUSE = re.compile(r"[。；！？，\n\t]")


class Run(NamedTuple):
    """A text of one look. `part` is body, inserted, deleted or hidden; `why` is for its label."""

    text: str
    part: Part
    why: str = ""


class Cell(NamedTuple):
    """The runs of a paragraph or of a cell, and where they stand."""

    runs: list[Run]
    place: Place


class Story:
    """The body, a header, a note, a text box: takes runs and breaks, makes lines."""

    def __init__(self, part: Part, label: str, tables: Iterator[int]) -> None:
        self.part = part
        self.label = label
        self._tables = tables
        self._lines: list[tuple[str, Place | None]] = []
        self._asides: list[tuple[str, Place]] = []
        self._runs: list[Run] = []
        self._cell: list[Run] = []
        self._inner: list[Run] = []
        self._row: list[Cell] = []
        self._nested: list[Cell] = []
        self._paragraph = 1
        self._table = self._number = 0

    @property
    def here(self) -> str:
        """The label of where the reading stands."""
        return self._place().label

    def add(self, run: Run) -> None:
        """Append a run to the paragraph."""
        self._runs.append(run)

    def end(self, kind: str, level: int) -> None:
        """A break of this kind (par, line, cell, row, nestcell, nestrow); tables around it."""
        if kind == "line":
            self._runs.append(Run(" " if level else "\n", "body"))
        elif kind == "par" and level:
            cell = self._cell if level == 1 else self._inner
            cell += [*self._runs, Run(" ", "body")] if self._runs else []
            self._runs = []
        elif kind == "par":
            self._close_row()
            self._table = 0
            self._line([Cell(self._runs, self._place())])
            self._runs = []
            self._paragraph += 1
        elif kind in ("cell", "nestcell"):
            self._end_cell(nested=kind == "nestcell")
        else:
            self._end_row(nested=kind == "nestrow")

    def finish(self) -> None:
        """The story is over; what is open is closed."""
        self._close_row()
        if self._runs:
            self._line([Cell(self._runs, self._place())])
            self._runs = []

    def onto(self, draft: Draft) -> None:
        """Write it, parted from what is written."""
        if not self._lines:
            return
        draft.blank()
        for text, place in self._lines:
            if place is None:
                draft.space(text)
            else:
                draft.write(text, place)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self._lines)

    # places

    def _place(self) -> Place:
        if self.part == "body":
            return Place("body", f"正文第{self._paragraph}段", f"p{self._paragraph}")
        return Place(self.part, self.label)

    def _cell_place(self) -> Place:
        """The place of the cell that is being read."""
        row, column = self._number + (not self._row), len(self._row) + 1
        if self.part == "body":
            label = f"表{self._table} 第{row}行第{column}列"
            return Place("table", label, f"t{self._table}r{row}c{column}")
        return Place(self.part, self.label)

    # tables

    def _end_cell(self, *, nested: bool) -> None:
        if not self._table:
            self._table, self._number = next(self._tables), 0
        if nested:
            runs, self._inner, self._runs = [*self._inner, *self._runs], [], []
            self._nested.append(Cell(runs, self._place()))
            return
        runs, self._cell, self._runs = [*self._cell, *self._inner, *self._runs], [], []
        self._inner = []
        place = self._cell_place()
        self._number += not self._row
        self._row.append(Cell(runs, place))

    def _end_row(self, *, nested: bool) -> None:
        if nested:
            place = self._cell_place()
            self._line([cell._replace(place=place) for cell in self._nested])
            self._nested = []
        else:
            self._line(self._row)
            self._row = []

    def _close_row(self) -> None:
        if self._nested:
            self._end_row(nested=True)
        if self._cell or self._inner:
            self._end_cell(nested=False)
        if self._row:
            self._end_row(nested=False)

    # lines

    def _line(self, cells: list[Cell]) -> None:
        written = False
        for number, (runs, place) in enumerate(cells):
            if number:
                self._lines.append(("\t", None))
            for run in _seen(runs):
                self._lines.append((run.text, _at(place, run)))
                written = True
        if written or len(cells) > 1:
            self._lines.append(("\n", None))
        for runs, place in cells:
            for text, at in _unseen(runs, place):
                self._lines += [(text, at), ("\n", None)]


def _at(place: Place, run: Run) -> Place:
    if run.part == "body":
        return place
    return Place(run.part, f"{place.label}（{run.why}）", place.anchor)


def _seen(runs: Iterable[Run]) -> Iterator[Run]:
    return (run for run in runs if run.part in ("body", "inserted"))


def _unseen(runs: list[Run], place: Place) -> Iterator[tuple[str, Place]]:
    """Texts of hidden runs and of deleted ones, with the context that they touch."""
    if not any(run.part in ("hidden", "deleted") for run in runs):
        return
    parts: tuple[Part, ...] = ("hidden", "deleted")
    for part in parts:
        shown = ("body", "inserted", part) if part == "hidden" else ("body", part)
        view = [run for run in runs if run.part in shown]
        told: dict[tuple[str, str], None] = {}
        for text, why in _views(view, part):
            told[" ".join(text.split()), why] = None
        for text, why in told:
            if text:
                yield text, Place(part, f"{place.label}（{why}）", place.anchor)


def _views(runs: list[Run], part: Part) -> Iterator[tuple[str, str]]:
    """Each stretch of `part` alone, joined with what stands around it where it touches, and all."""
    text = "".join(run.text for run in runs)
    theirs = [run for run in runs if run.part == part]
    offset = 0
    for (is_part, why), group in groupby(runs, key=lambda run: (run.part == part, run.why)):
        said = "".join(run.text for run in group)
        start, offset = offset, offset + len(said)
        if not is_part or not said.strip():
            continue
        yield said, why
        before = _CLAUSE.split(text[max(0, start - _CONTEXT) : start])[-1]
        after = _CLAUSE.split(text[offset : offset + _CONTEXT])[0]
        if before[-1:].isalnum() or after[:1].isalnum():
            yield f"{before}{said}{after}", why
    if theirs:
        yield "".join(run.text for run in theirs), theirs[0].why
