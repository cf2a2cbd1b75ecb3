"""Stories of ODF: the text of a document, a header, a shape or a cell, as lines of a Draft.

A paragraph is a line and a table row is one, its cells parted by tabs. What a reader does not see
stands on a line of its own, after the paragraph, and once more with the words around it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.odf.look import Looks
from seclint.extract.odf.pieces import pieces, unseen, visible
from seclint.extract.odf.runs import BOXES, Box, Changes, Found, Note, Runs, Scope, author, clear
from seclint.extract.odf.table import Cell, Grid, Repeats, Row
from seclint.extract.ooxml.parts import attribute, local
from seclint.extract.word.runs import Aside, Piece
from seclint.extract.word.views import deletions
from seclint.model import Part, Place

_DEPTH_MOST = 60
_SKIPPED = frozenset(
    (
        "", "tracked-changes", "forms", "variable-decls", "sequence-decls", "user-field-decls",
        "dde-connection-decls", "alphabetical-index-auto-mark-file", "soft-page-break", "shapes",
        "event-listeners", "title", "desc", "settings", "animations", "par", "notes",
    )
)  # fmt: skip
_NOTES: dict[str, tuple[Part, str]] = {
    "footnote": ("footnote", "脚注"),
    "endnote": ("footnote", "尾注"),
    "annotation": ("comment", "批注"),
}


class Naming(NamedTuple):
    """How the places of a story are named; only a `counted` one numbers its paragraphs."""

    part: Part
    label: str
    file: str
    counted: bool = False

    def paragraph(self, number: int) -> Place:
        """The place of a paragraph."""
        label = f"{self.label}第{number}段" if self.counted else self.label
        return Place(self.part, label, f"{self.file}#p{number}")

    def cell(self, table: int, row: int, column: int) -> Place:
        """The place of a cell."""
        anchor = f"{self.file}#t{table}r{row}c{column}"
        where = f"表{table} 第{row}行第{column}列"
        if self.part not in ("body", "title"):
            return Place(self.part, self.label, anchor)
        return Place("table", where if self.counted else f"{self.label} {where}", anchor)


class Book:
    """What the stories of one part share: the draft, the styles, the changes, the counters."""

    def __init__(self, draft: Draft, looks: Looks, changes: Changes) -> None:
        self.draft = draft
        self.looks = looks
        self.changes = changes
        self.runs = Runs(looks, changes)
        self.files: list[tuple[str, etree._Element]] = []
        self.repeats = Repeats()
        self._boxes = 0
        self._notes: list[tuple[Note, str]] = []
        self._counts: dict[str, int] = {}
        self.cut = False

    def tell(self, root: etree._Element, naming: Naming, why: str = "") -> None:
        """Append the blocks in `root`, line by line."""
        _Story(self, naming, shaded=False).blocks(root, why, 0)

    def line(self, text: str, place: Place) -> None:
        """Append a line of its own, unless it would be empty."""
        if text := text.strip():
            self.draft.write(text, place)
            self.draft.space("\n")

    def keep(self, note: Note, file: str) -> None:
        """Tell a note when `close` comes."""
        self._notes.append((note, file))

    def close(self) -> None:
        """Tell the notes: foot notes, end notes, annotations, each numbered by kind."""
        for kind, (part, word) in _NOTES.items():
            for note, file in (each for each in list(self._notes) if each[0].kind == kind):
                self._counts[kind] = self._counts.get(kind, 0) + 1
                label = f"{note.where}（{word}）" if note.where else f"{word}{self._counts[kind]}"
                self._note(note, Naming(part, label, file))
        self._notes.clear()

    def _note(self, note: Note, naming: Naming) -> None:
        self.draft.blank()
        if note.kind == "annotation":
            self.changes.authors.update(dict.fromkeys(author(note.element)))
            clear(note.element, "date", "date-string")
        bodies = [each for each in note.element if local(each) == "note-body"] or [note.element]
        for citation in note.element.iterchildren("{*}note-citation"):
            citation.text = None
        for body in bodies:
            self.tell(body, naming)

    def box(self, element: etree._Element, naming: Naming, depth: int = 0, where: str = "") -> None:
        """A frame or a shape `where` it stands: alternative texts, files, its own text."""
        if depth > _DEPTH_MOST:
            self.cut = True
            return
        self.described(element, naming)
        kind = local(element)
        inner = [each for each in element if local(each) in BOXES]
        self.files.extend(
            (where or naming.label, each)
            for each in element.iter("{*}image", "{*}object", "{*}object-ole", "{*}plugin")
            if kind == "frame" and each.getparent() is element
        )
        if kind == "text-box" or any(local(e) in ("p", "h", "list", "table") for e in element):
            self._boxed(element, naming)
        elif kind == "frame" or inner:
            for each in inner or element:
                self.box(each, naming, depth + 1, where)

    def described(self, element: etree._Element, naming: Naming) -> None:
        """The title and the description of a shape or a table."""
        for found in element:
            if local(found) in ("title", "desc"):
                text = "".join(map(str, found.itertext()))
                found.text = None
                self.line(text, Place("alt", f"{naming.label}（替代文字）", naming.file))

    def _boxed(self, element: etree._Element, naming: Naming) -> None:
        if naming.counted or naming.part in ("header", "footer"):
            self._boxes += 1
            part: Part = "textbox" if naming.counted else naming.part
            naming = Naming(part, f"文本框{self._boxes}", naming.file)
        _Story(self, naming, shaded=True).blocks(element, "", 0)


class _Story:
    """One story: its paragraphs and tables as they are counted."""

    def __init__(self, book: Book, naming: Naming, *, shaded: bool) -> None:
        self._book = book
        self._naming = naming
        self._shaded = shaded
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, root: etree._Element, why: str, depth: int) -> None:
        if depth > _DEPTH_MOST:
            self._book.cut = True
            return
        for block in root:
            name = local(block)
            if name in ("p", "h"):
                self._paragraph(block, why)
            elif name == "table":
                self._table(block, why, depth)
            elif name in BOXES:
                self._book.box(block, self._naming, depth)
            elif name == "annotation":
                self._book.keep(Note(block, "annotation"), self._naming.file)
            elif name not in _SKIPPED:
                self._changing(block)
                self.blocks(block, why or _section(block), depth + 1)

    def _changing(self, element: etree._Element) -> None:
        """A change may begin, end or stand between paragraphs."""
        changes, name = self._book.changes, attribute(element, "change-id") or ""
        if local(element) == "change-start":
            changes.start(name)
        elif local(element) == "change-end":
            changes.end(name)
        elif local(element) == "change":
            place = self._naming.paragraph(self._paragraphs)
            for text in changes.deleted.pop(name, ()):
                self._book.line(text, _marked(place, "deleted", "修订删除"))

    def _paragraph(self, element: etree._Element, why: str) -> None:
        self._paragraphs += 1
        place = self._naming.paragraph(self._paragraphs)
        found = self._read(element, Scope(place, (), self._shaded, why))
        for piece in visible(found):
            self._book.draft.write(piece.text, piece.place)
        self._book.draft.space("\n")
        self._after(found, place)

    def _read(self, element: etree._Element, scope: Scope) -> list[Found]:
        style = attribute(element, "style-name") or ""
        styles = (("paragraph", style), ("paragraph", ""), *scope.styles)
        for field in element.iter("{*}hidden-paragraph"):
            if attribute(field, "is-hidden") == "true":
                scope = scope.disguised("隐藏段落")
        return self._book.runs.read(element, scope._replace(styles=styles))

    def _after(self, found: list[Found], place: Place) -> None:
        """What stands on the lines after a paragraph or a row."""
        for text, where in unseen(found):
            self._book.line(text, where)
        for text, _ in deletions(pieces(found)):
            self._book.line(text, _marked(place, "deleted", "修订删除"))
        for aside in dict.fromkeys(each for each in found if isinstance(each, Aside)):
            text = " ".join(aside.text.split())
            self._book.line(text, Place(aside.part, aside.label, place.anchor))
        for each in found:
            if isinstance(each, Note):
                self._book.keep(each, self._naming.file)
            elif isinstance(each, Box):
                self._book.box(each.element, self._naming, 0, place.label)

    # tables

    def _table(self, element: etree._Element, why: str, depth: int) -> None:
        self._tables += 1
        table = self._tables
        self._book.described(element, self._naming)
        for row in Grid(element, self._book.looks, self._book.repeats).rows():
            self._row(row, table, why, depth)

    def _row(self, row: Row, table: int, why: str, depth: int) -> None:
        read: list[tuple[list[Found], Place, etree._Element]] = []
        for cell in row.cells:
            place = self._naming.cell(table, row.number, cell.column)
            hidden = why or row.why or cell.why
            found = self._cell(cell, Scope(place, (), self._shaded, hidden))
            read.append((found, place, cell.element))
        seen = any(visible(found) for found, _, _ in read)
        if seen or any(pieces(found) for found, _, _ in read):
            self._cells(read, seen=seen)
        for found, place, cell_element in read:
            self._after(found if seen else [e for e in found if not isinstance(e, Piece)], place)
            for nested in _nested(cell_element):
                self._table(nested, why or row.why, depth + 1)

    def _cells(self, read: list[tuple[list[Found], Place, etree._Element]], *, seen: bool) -> None:
        """The row as it is seen; one that is not seen at all as it would be."""
        for index, (found, _, _) in enumerate(read):
            if index:
                self._book.draft.space("\t")
            for piece in visible(found) if seen else pieces(found):
                self._book.draft.write(piece.text.replace("\n", " "), piece.place)
        self._book.draft.space("\n")

    def _cell(self, cell: Cell, scope: Scope) -> list[Found]:
        """What stands in a cell, its paragraphs parted by spaces."""
        styles = (("table-cell", cell.style),) if cell.style else ()
        found: list[Found] = []
        for block in _lines(cell.element, 0):
            if local(block) in BOXES:
                found.append(Box(block))
                continue
            read = self._read(block, scope._replace(styles=styles))
            if pieces(found) and pieces(read):
                found.append(Piece(" ", pieces(read)[0].place))
            found.extend(read)
        return found


def _marked(place: Place, part: Part, why: str) -> Place:
    return Place(part, f"{place.label}（{why}）", place.anchor)


def _section(element: etree._Element) -> str:
    hidden = attribute(element, "display") in ("none", "condition")
    return "隐藏节" if local(element) == "section" and hidden else ""


def _lines(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Paragraphs and boxes in a cell, through lists but not through tables."""
    for found in element:
        name = local(found)
        if name in ("p", "h") or name in BOXES:
            yield found
        elif name not in _SKIPPED and name != "table" and depth < _DEPTH_MOST:
            yield from _lines(found, depth + 1)


def _nested(element: etree._Element) -> list[etree._Element]:
    return [found for found in element if local(found) == "table"]
