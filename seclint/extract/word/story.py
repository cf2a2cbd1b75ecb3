"""Stories of WordprocessingML: body, headers, notes, comments, text boxes, as lines of a Draft.

A paragraph is a line and a table row is one, its cells parted by tabs. That line shows the final
view of tracked changes; what they delete follows on a line of its own, with the unchanged text
around it, so that a mark of which only half was deleted is still one text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.ooxml.parts import attribute, child, local
from seclint.extract.word.look import Styles, filled, named
from seclint.extract.word.runs import (
    CODE,
    Aside,
    Box,
    Found,
    Piece,
    Reference,
    Scope,
    bookmark,
    control,
    read,
)  # fmt: skip
from seclint.extract.word.views import deletions, disguises, written
from seclint.model import Part, Place

# Fields that number and refer: their codes hold no words.
_DULL_CODE = re.compile(
    r"\s*+(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|SEQ|PAGEREF|REF|STYLEREF|DATE|TIME|=)\b[!#-~ ]*+$"
)


class Naming(NamedTuple):
    """How the places of a story are named; in the body each paragraph has its own number."""

    part: Part
    label: str
    file: str

    def paragraph(self, number: int) -> Place:
        """The place of a paragraph."""
        label = f"正文第{number}段" if self.part == "body" else self.label
        return Place(self.part, label, f"{self.file}#p{number}")

    def cell(self, table: int, row: int, column: int) -> Place:
        """The place of a cell."""
        anchor = f"{self.file}#t{table}r{row}c{column}"
        if self.part == "body":
            return Place("table", f"表{table} 第{row}行第{column}列", anchor)
        return Place(self.part, self.label, anchor)


class Book:
    """What the stories of one file share: the draft, the styles, the number of text boxes."""

    def __init__(self, draft: Draft, styles: Styles, uses: dict[tuple[str, str], str]) -> None:
        """`uses` gets the labels of where a relationship (part, id) is used first."""
        self.draft = draft
        self.styles = styles
        self.uses = uses
        self._boxes = 0

    def tell(self, root: etree._Element, naming: Naming) -> None:
        """Append the blocks in `root` (a body, a header, a note, a text box), line by line."""
        story = _Story(self, naming)
        story.blocks(root)
        story.close()

    def line(self, text: str, place: Place) -> None:
        """Append a line of its own, unless it would be empty."""
        if text := text.strip():
            self.draft.write(text, place)
            self.draft.space("\n")

    def hang(self, found: Iterable[Found], place: Place) -> None:
        """Append what hangs on the paragraph at `place`: asides, then text boxes."""
        found = list(found)
        for aside in _joined(found):
            self.line(aside.text, Place(aside.part, aside.label, place.anchor))
        file = place.anchor.partition("#")[0]
        for box in found:
            if isinstance(box, Reference):
                self.uses.setdefault((file, box.id), place.label)
            elif isinstance(box, Box):
                self._boxes += 1
                self.tell(box.content, Naming("textbox", f"文本框{self._boxes}", file))


def _joined(found: Iterable[Found]) -> Iterator[Aside]:
    """Asides, each text once; field codes that stand in several runs joined."""
    texts: dict[tuple[Part, str], list[str]] = {}
    for aside in found:
        if isinstance(aside, Aside):
            texts.setdefault((aside.part, aside.label), []).append(aside.text)
    for (part, label), said in texts.items():
        whole = ["".join(said)] if label.endswith(CODE) else said
        for text in dict.fromkeys(whole):
            if not (label.endswith(CODE) and _DULL_CODE.match(text)):
                yield Aside(part, label, " ".join(text.split()))


class _Story:
    """One story: its paragraphs and tables as they are counted."""

    def __init__(self, book: Book, naming: Naming) -> None:
        self._book = book
        self._naming = naming
        self._paragraphs = 0
        self._tables = 0
        self._waiting: list[tuple[list[Found], Place]] = []

    def close(self) -> None:
        """End the line that stands open, and tell what hangs on it."""
        if self._waiting:
            self._book.draft.space("\n")
        waiting, self._waiting = self._waiting, []
        for found, place in waiting:
            self._after(found, place)

    def blocks(self, root: etree._Element) -> None:
        # What a content control says of itself comes after what it holds.
        for block in sorted(root, key=lambda found: local(found) == "sdtPr"):
            name = local(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self.close()
                self._table(block)
            elif name in ("sdtPr", "bookmarkStart"):
                self._hang(block)
            elif name not in ("", "sectPr"):
                self.blocks(block)

    def _hang(self, block: etree._Element) -> None:
        place = self._naming.paragraph(self._paragraphs)
        scope = Scope(place, self._shaded)
        said = control(block, scope) if local(block) == "sdtPr" else bookmark(block, place)
        if self._waiting:
            self._waiting.append((list(said), place))
        else:
            self._book.hang(said, place)

    @property
    def _shaded(self) -> bool:
        return self._naming.part == "textbox"  # boxes are often dark, with white text

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        if not len(element) and not self._waiting:  # there may be millions
            self._book.draft.space("\n")
            return
        place = self._naming.paragraph(self._paragraphs)
        found = self._read(element, Scope(place, self._shaded))
        for piece in written(found):
            if not (piece.deleted or piece.hidden):
                self._book.draft.write(piece.text, piece.place)
        self._waiting.append((found, place))
        if not _goes_on(child(element, "pPr", "rPr")):
            self.close()

    def _read(self, element: etree._Element, scope: Scope) -> list[Found]:
        scope = scope._replace(paragraph=child(element, "pPr"))
        return list(read(element, scope, self._book.styles))

    def _after(self, found: list[Found], place: Place) -> None:
        """What stands on the lines after a paragraph or a cell."""
        pieces = written(found)
        for view in (*deletions(pieces), *disguises(pieces)):
            self._book.line(view.text, view.place)
        self._book.hang(found, place)

    # tables

    def _table(self, element: etree._Element) -> None:
        self._tables += 1
        table = self._tables
        for kind in ("tblCaption", "tblDescription"):
            text = attribute(child(element, "tblPr", kind), "val") or ""
            self._book.line(text, Place("alt", f"表{table}（替代文字）", self._naming.file))
        for row, found in enumerate(_within(element, "tr"), start=1):
            self._row(found, table, row)

    def _row(self, element: etree._Element, table: int, row: int) -> None:
        properties, column, read = child(element, "trPr"), 1, []
        for cell in _within(element, "tc"):
            if column > 1:
                self._book.draft.space("\t")
            place = _row_place(self._naming.cell(table, row, column), properties)
            found = self._cell(cell, place)
            self._inline(found)
            read.append((cell, found, place))
            column += _width(cell)
        self._book.draft.space("\n")
        for cell, found, place in read:
            self._after(found, place)
            for nested in _within(cell, "tbl"):
                self._table(nested)

    def _cell(self, cell: etree._Element, place: Place) -> list[Found]:
        """What stands in a cell, its paragraphs parted by spaces."""
        scope = Scope(place, self._shaded or filled(child(cell, "tcPr")))
        found: list[Found] = []
        for block in _within(cell, "p", "sdtPr"):
            if local(block) == "sdtPr":
                found.extend(control(block, scope))
                continue
            read = self._read(block, scope)
            if any(written(found)) and any(written(read)):
                found.append(Piece(" ", place))
            found.extend(read)
        return found

    def _inline(self, found: list[Found]) -> None:
        for piece in written(found):
            if not (piece.deleted or piece.hidden):
                self._book.draft.write(piece.text.replace("\n", " "), piece.place)


def _goes_on(mark: etree._Element | None) -> bool:
    """Whether a paragraph mark is deleted or hidden: readers see the next paragraph in its line."""
    return child(mark, "del") is not None or named(mark, "vanish")


def _row_place(place: Place, properties: etree._Element | None) -> Place:
    scope = Scope(place, shaded=False)
    if (change := child(properties, "del")) is not None:
        return scope.taken_out(change).place
    if (change := child(properties, "ins")) is not None:
        return scope.put_in(change).place
    if named(properties, "hidden"):
        return Place("hidden", f"{place.label}（隐藏行）", place.anchor)
    return place


def _within(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements of these names below `element`, through wrappers but not through tables."""
    for found in element:
        name = local(found)
        if name in names:
            yield found
        elif name not in ("", "p", "tbl", "tr", "tc"):
            yield from _within(found, *names)


def _width(cell: etree._Element) -> int:
    value = attribute(child(cell, "tcPr", "gridSpan"), "val") or "1"
    return int(value) if value.isdecimal() and len(value) < 4 else 1
