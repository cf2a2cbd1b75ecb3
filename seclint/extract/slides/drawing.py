"""drawing: DrawingML as slides hold it: shapes in order, their texts and tables, as lines.

What readers do not see (a hidden shape, one outside the slide, a transparent run) stands on lines
of its own, so that it does not part the texts that they do see.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.ooxml.tree import child, local, taken
from seclint.extract.slides.look import (
    is_filled,
    is_title,
    placeholder,
    position,
    why_hidden,
    why_unseen,
)
from seclint.extract.word.runs import Piece
from seclint.extract.word.views import View, disguises
from seclint.model import Part, Place

_FEW = 2
"""Characters of a shape that may be a letter of a word set shape by shape."""

_PLACEHOLDERS: dict[str, tuple[Part, str]] = {
    "title": ("title", " 标题"), "ctrTitle": ("title", " 标题"),
    "ftr": ("footer", " 页脚"), "hdr": ("header", " 页眉"),
}  # fmt: skip
_SHAPES = frozenset(("sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart"))


class Sheet(NamedTuple):
    """What shapes stand on: a slide, its notes, a master.

    `size` is in EMU, (0, 0) where nothing is outside; `light` says that a white text on it cannot
    be seen. Only a `body` names its titles and tables.
    """

    part: Part
    label: str
    file: str
    size: tuple[int, int] = (0, 0)
    light: bool = False
    body: bool = False

    def place(self, ending: str = "", part: Part | None = None) -> Place:
        """A place on this sheet; on a hidden one all is hidden."""
        told = self.part if part is None or self.part == "hidden" else part
        return Place(told, f"{self.label}{ending}", self.file)


class Letter(NamedTuple):
    """The text of a small shape, and where it stands (EMU)."""

    top: int
    left: int
    text: str


class Shapes:
    """The shapes of one sheet as they are told."""

    def __init__(self, draft: Draft, sheet: Sheet) -> None:
        self._draft = draft
        self._sheet = sheet
        self._tables = 0
        self._letters: list[Letter] = []
        self._asides: list[View] = []

    def tell(self, tree: etree._Element) -> None:
        """Append the texts of all shapes in `tree` (an spTree), then what hangs on them."""
        self._all(tree, self._sheet)
        self._spelt()
        for aside in dict.fromkeys(self._asides):
            self._line(aside.text, aside.place)

    def _all(self, tree: etree._Element, sheet: Sheet) -> None:
        for shape in sorted(tree, key=lambda found: not is_title(found)):
            if local(shape) in _SHAPES:
                self._shape(shape, sheet)
            elif local(shape) == "AlternateContent":
                self._alternatives(shape, sheet)

    def _alternatives(self, shape: etree._Element, sheet: Sheet) -> None:
        """Choices, each only where it says something new."""
        said: set[str] = set()
        for choice in shape:
            words = "".join(map(str, choice.itertext("{*}t")))
            if not said or words not in said:
                self._all(choice, sheet)
            else:
                _silence(choice, words)
            said.add(words)

    def _shape(self, shape: etree._Element, sheet: Sheet) -> None:
        self._say(shape, sheet)
        if why := why_hidden(shape, sheet.size):
            sheet = sheet._replace(part="hidden", label=f"{sheet.label}（{why}）")
        if local(shape) == "grpSp":
            # Places inside are measured by the group.
            self._all(shape, sheet._replace(size=(0, 0)))
            return
        part, ending = _PLACEHOLDERS.get(placeholder(shape), (None, ""))
        place = sheet.place(ending, part) if sheet.body else sheet.place()
        for table in shape.iter("{*}tbl"):
            self._table(table, sheet)
        for body in shape.iter("{*}txBody"):
            sized = sheet._replace(light=sheet.light and not is_filled(child(shape, "spPr")))
            self._text(body, place, sized, position(shape))

    def _say(self, shape: etree._Element, sheet: Sheet) -> None:
        """Names, alternative texts, tips."""
        told = next((found for found in shape if local(found).startswith("nv")), None)
        label = sheet.label
        if told is not None:
            self._aside(Place("markup", f"{label}（形状名）", sheet.file), told, "name")
            self._aside(Place("alt", f"{label}（替代文字）", sheet.file), told, "descr", "title")
        if local(shape) != "grpSp":
            self._aside(Place("alt", f"{label}（提示文字）", sheet.file), shape, "tooltip")

    def _aside(self, place: Place, element: etree._Element, *keys: str) -> None:
        for found in element.iter(
            "{*}cNvPr", "{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver"
        ):
            for key in keys:
                text = found.get(key) or ""
                if text and not (key == "name" and text.isascii()):
                    self._asides.append(View(text, place))

    # texts

    def _text(
        self, body: etree._Element, place: Place, sheet: Sheet, at: tuple[int, int] | None
    ) -> None:
        start, letters = self._draft.length, ""
        for paragraph in body.iter("{*}p"):
            pieces = list(_pieces(paragraph, place, sheet))
            seen = "".join(piece.text for piece in pieces if not piece.hidden)
            letters += seen
            if seen.strip():
                self._draft.write(seen, place)
                self._draft.space("\n")
            for view in disguises(pieces):
                self._line(view.text, view.place)
        if at and 0 < len(letters.strip()) <= _FEW and start < self._draft.length:
            self._letters.append(Letter(*at, letters.strip()))

    def _line(self, text: str, place: Place) -> None:
        if text := " ".join(text.split()):
            self._draft.write(text, place)
            self._draft.space("\n")

    def _spelt(self) -> None:
        """A word that is set shape by shape, each with a letter or two of it."""
        if len(self._letters) > 1:
            across = "".join(letter.text for letter in sorted(self._letters))
            down = sorted(self._letters, key=lambda letter: (letter.left, letter.top))
            place = self._sheet.place("（单字拼合）")
            for text in dict.fromkeys((across, "".join(letter.text for letter in down))):
                self._line(text, place)

    def _table(self, table: etree._Element, sheet: Sheet) -> None:
        self._tables += 1
        views: list[View] = []
        for number, row in enumerate(table.iter("{*}tr"), start=1):
            for column, cell in enumerate(row.iterchildren("{*}tc"), start=1):
                if column > 1:
                    self._draft.space("\t")
                views += self._cell(cell, self._in_table(sheet, cell, number, column), sheet)
            self._draft.space("\n")
        for view in views:
            self._line(view.text, view.place)

    def _in_table(self, sheet: Sheet, cell: etree._Element, row: int, column: int) -> Place:
        if any(cell.get(key) in ("1", "true") for key in ("hMerge", "vMerge")):
            sheet = sheet._replace(part="hidden")
        ending = f" 表{self._tables} 第{row}行第{column}列"
        return sheet.place(ending, "table") if sheet.body else sheet.place()

    def _cell(self, cell: etree._Element, place: Place, sheet: Sheet) -> Iterator[View]:
        sheet = sheet._replace(light=sheet.light and not is_filled(child(cell, "tcPr")))
        pieces: list[Piece] = []
        for paragraph in cell.iter("{*}p"):
            if pieces:
                pieces.append(Piece(" ", place))
            pieces += _pieces(paragraph, place, sheet)
        seen = "".join(piece.text for piece in pieces if not piece.hidden)
        self._draft.write(" ".join(seen.split()), place)
        return disguises(pieces)


def _pieces(paragraph: etree._Element, place: Place, sheet: Sheet) -> Iterator[Piece]:
    """Runs of a paragraph; a choice that says the same as the one before it is left out."""
    said = ""
    for found in paragraph.iter("{*}t", "{*}br", "{*}Fallback"):
        if local(found) == "Fallback":
            _silence(found, said)
        elif local(found) == "t":
            text = taken(found).translate(_SPACES)
            said += text
            why = why_unseen(child(found.getparent(), "rPr"), light=sheet.light)
            label = f"{place.label}（{why}）"
            at = Place("hidden", label, place.anchor) if why else place
            yield Piece(text, at, hidden=bool(why))
        else:
            yield Piece("\n" if local(found) == "br" else " ", place)


_SPACES = dict.fromkeys(map(ord, "\t\n\r\v"), " ")


def _silence(fallback: etree._Element, said: str) -> None:
    texts = list(fallback.iter("{*}t"))
    if "".join(found.text or "" for found in texts) in said:
        for found in texts:
            taken(found)
