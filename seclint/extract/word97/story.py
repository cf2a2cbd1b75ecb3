"""Stories of a Word 97-2003 document as lines of a Draft, like those of a docx.

A paragraph is a line and a table row is one, its cells parted by tabs. The line shows what a
reader sees; what tracked changes delete, and what is hidden, follows on lines of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from seclint.extract.context import around
from seclint.extract.draft import Draft
from seclint.extract.word.runs import CODE
from seclint.extract.word.story import Naming
from seclint.extract.word97.field import DULL, Code, Fields
from seclint.extract.word97.look import Look
from seclint.extract.word97.text import Paragraph, Run
from seclint.model import Part, Place

Hang = Callable[[int, int], None]
"""Tells what is anchored between two positions (text boxes), on lines of its own."""

Found = Run | Code


class Row(NamedTuple):
    """A row of a table, whose cells are read."""

    cells: list[list[Found]]
    table: int
    number: int
    shaded: bool


@dataclass
class _Table:
    """A table as it is read: the cells of its row so far, and what the last one holds."""

    number: int
    row: int = 1
    cells: list[list[Found]] = field(default_factory=list)
    cell: list[Found] | None = None

    def add(self, found: Iterable[Found]) -> None:
        """Append a paragraph to the cell; paragraphs are parted by spaces."""
        if self.cell is None:
            self.cell = []
        elif self.cell:
            self.cell.append(Run(" ", Look()))
        self.cell += found

    def close(self) -> None:
        """The cell ends."""
        if self.cell is not None:
            self.cells.append(self.cell)
        self.cell = None

    def next(self, *, shaded: bool) -> Row:
        """The row, which ends."""
        self.close()
        row = Row(self.cells, self.number, self.row, shaded)
        self.cells, self.row = [], self.row + 1
        return row


class Story:
    """One story: its paragraphs and tables as they are counted."""

    def __init__(self, draft: Draft, naming: Naming, hang: Hang | None = None) -> None:
        self._draft = draft
        self._naming = naming
        self._hang = hang
        self._fields = Fields()
        self._paragraphs = 0
        self._tables = 0
        self._open: list[_Table] = []
        self._inner: list[Row] = []
        self._from = 0
        self._waiting: list[Callable[[], None]] = []

    def tell(self, paragraphs: Iterable[Paragraph]) -> None:
        """Append all of it, line by line."""
        for paragraph in paragraphs:
            self._end_tables(paragraph.depth)
            if paragraph.depth:
                self._in_table(paragraph)
            else:
                self._paragraph(paragraph)
        self._end_tables(0)
        self._later(list(self._fields.rest()), self._naming.paragraph(self._paragraphs))
        if self._waiting:
            self._line_ends()

    def _line_ends(self) -> None:
        """What hangs on a line comes after it."""
        self._draft.space("\n")
        waiting, self._waiting = self._waiting, []
        for tell in waiting:
            tell()

    def _later(self, found: list[Found], place: Place, *, shaded: bool = False) -> None:
        asides = list(self._asides(found, place, shaded=shaded))
        if asides:
            self._waiting.append(lambda: self._lines(asides))

    def _anchored(self, start: int, end: int) -> None:
        if hang := self._hang:
            self._waiting.append(lambda: hang(start, end))

    # paragraphs and tables

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._paragraphs += 1
        place = self._naming.paragraph(self._paragraphs)
        found = list(self._fields.read(paragraph.runs))
        self._write(found, place)
        self._later(found, place)
        self._anchored(paragraph.start, paragraph.end)
        if not (paragraph.mark.deleted or paragraph.mark.disguise == "隐藏文字"):
            self._line_ends()  # else it goes on in the next one

    def _in_table(self, paragraph: Paragraph) -> None:
        if not self._open:
            self._from = paragraph.start
        while len(self._open) < paragraph.depth:
            self._tables += 1
            self._open.append(_Table(self._tables))
        table = self._open[-1]
        found = list(self._fields.read(paragraph.runs))
        if found or paragraph.ends != "row":
            table.add(found)
        if paragraph.ends == "cell":
            table.close()
        elif paragraph.ends == "row":
            self._row(table.next(shaded=paragraph.shaded_row), paragraph.end)

    def _end_tables(self, depth: int) -> None:
        while len(self._open) > depth:
            table = self._open[-1]
            if table.cells or table.cell is not None:
                self._row(table.next(shaded=False), self._from)
            self._open.pop()

    def _row(self, row: Row, end: int) -> None:
        """A row of a table in a table is told after the row that it stands in."""
        self._inner.append(row)
        if len(self._open) > 1:
            return
        rows, self._inner = [row, *self._inner[:-1]], []
        for found in rows:
            self._tell_row(found)
        self._anchored(self._from, end)
        self._from = end

    def _tell_row(self, row: Row) -> None:
        for column, found in enumerate(row.cells, start=1):
            if column > 1:
                self._draft.space("\t")
            place = self._naming.cell(row.table, row.number, column)
            self._write(found, place, shaded=row.shaded, inline=True)
            self._later(found, place, shaded=row.shaded)
        self._line_ends()

    # what is shown, and what is not

    def _disguise(self, run: Run, *, shaded: bool) -> str:
        if run.look.disguise or not run.look.white or not run.text.strip():
            return run.look.disguise
        boxed = self._naming.part == "textbox"  # boxes are often dark, with white text
        return "" if shaded or run.shaded or boxed else "白色文字"

    def _write(
        self, found: list[Found], place: Place, *, shaded: bool = False, inline: bool = False
    ) -> None:
        """The final view of a paragraph or a cell, without what is hidden."""
        inserted = Place("inserted", f"{place.label}（修订插入）", place.anchor)
        for run in found:
            if isinstance(run, Code) or run.look.deleted or self._disguise(run, shaded=shaded):
                continue
            text = run.text.replace("\n", " ") if inline else run.text
            self._draft.write(text, inserted if run.look.inserted else place)

    def _asides(
        self, found: list[Found], place: Place, *, shaded: bool
    ) -> Iterator[tuple[str, Place]]:
        """Deletions, hidden texts and codes."""
        runs = [run for run in found if isinstance(run, Run)]
        reasons = [self._disguise(run, shaded=shaded) for run in runs]
        original = [
            run
            for run, why in zip(runs, reasons, strict=True)
            if run.look.deleted or not (run.look.inserted or why)
        ]
        deleted = [run.look.deleted for run in original]
        for text in around([run.text for run in original], deleted):
            yield text, _aside(place, "deleted", "（修订删除）")
        for why in dict.fromkeys(filter(None, reasons)):
            for text in _hidden(runs, reasons, why):
                yield text, _aside(place, "hidden", f"（{why}）")
        for code in (item.text for item in found if isinstance(item, Code)):
            if not DULL.match(code):
                yield code, _aside(place, "markup", CODE)

    def _lines(self, asides: list[tuple[str, Place]]) -> None:
        for text, place in dict.fromkeys((" ".join(text.split()), place) for text, place in asides):
            if text:
                self._draft.write(text, place)
                self._draft.space("\n")


def _aside(place: Place, part: Part, note: str) -> Place:
    return Place(part, f"{place.label}{note}", place.anchor)


def _hidden(runs: list[Run], reasons: list[str], why: str) -> Iterator[str]:
    """Texts that are hidden for one reason: as they are, then as they read with their context.

    Hidden and visible text may make a mark together.
    """
    chosen = [reason == why for reason in reasons]
    for hidden, group in groupby(zip(runs, chosen, strict=True), key=lambda pair: pair[1]):
        if hidden:
            yield "".join(run.text for run, _ in group)
    final = [
        (run.text, wanted)
        for run, wanted in zip(runs, chosen, strict=True)
        if wanted or not run.look.deleted
    ]
    yield from around([text for text, _ in final], [wanted for _, wanted in final])
