"""drawing: DrawingML as slides hold it: shapes in order, their texts and tables, as lines.

What readers do not see (a hidden shape, one outside the slide, a transparent run) stands on lines
of its own, so that it does not part the texts that they do see.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.ooxml.tree import attribute, child, local, taken
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
        for shape in sorted(tree, key=lambda found: not _is_title(found)):
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
        if why := _why_hidden(shape, sheet):
            sheet = sheet._replace(part="hidden", label=f"{sheet.label}（{why}）")
        if local(shape) == "grpSp":
            # Places inside are measured by the group.
            self._all(shape, sheet._replace(size=(0, 0)))
            return
        part, ending = _PLACEHOLDERS.get(_placeholder(shape), (None, ""))
        place = sheet.place(ending, part) if sheet.body else sheet.place()
        for table in shape.iter("{*}tbl"):
            self._table(table, sheet)
        for body in shape.iter("{*}txBody"):
            sized = sheet._replace(light=sheet.light and not _is_filled(child(shape, "spPr")))
            self._text(body, place, sized, _position(shape))

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
        sheet = sheet._replace(light=sheet.light and not _is_filled(child(cell, "tcPr")))
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
            why = _why_unseen(child(found.getparent(), "rPr"), light=sheet.light)
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


# --- looks -----------------------------------------------------------------------------------


def _is_title(shape: etree._Element) -> bool:
    return local(shape) == "sp" and _placeholder(shape) in ("title", "ctrTitle")


def _placeholder(shape: etree._Element) -> str:
    return attribute(child(shape, "nvSpPr", "nvPr", "ph"), "type") or ""


def _why_hidden(shape: etree._Element, sheet: Sheet) -> str:
    told = next((found for found in shape if local(found).startswith("nv")), None)
    if attribute(child(told, "cNvPr"), "hidden") in ("1", "true"):
        return "隐藏的形状"
    box, at = _frame(shape), _position(shape)
    if not at or box is None or not all(sheet.size):
        return ""
    size = child(box, "ext")
    right, bottom = at[1] + _number(size, "cx"), at[0] + _number(size, "cy")
    outside = right <= 0 or bottom <= 0 or at[1] >= sheet.size[0] or at[0] >= sheet.size[1]
    return "页面之外" if outside else ""


def _frame(shape: etree._Element) -> etree._Element | None:
    for properties in ("spPr", "grpSpPr"):
        if (found := child(shape, properties, "xfrm")) is not None:
            return found
    return child(shape, "xfrm")


def _position(shape: etree._Element) -> tuple[int, int] | None:
    """Top and left."""
    offset = child(_frame(shape), "off")
    return None if offset is None else (_number(offset, "y"), _number(offset, "x"))


def _number(element: etree._Element | None, key: str) -> int:
    value = (attribute(element, key) or "").strip()
    digits = value.removeprefix("-")
    return int(value) if digits.isdecimal() and len(digits) < 12 else 0


_TINY = 200  # hundredths of a point
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def _why_unseen(run: etree._Element | None, *, light: bool) -> str:
    if 0 < _number(run, "sz") <= _TINY:
        return "极小字"
    if child(run, "noFill") is not None and child(run, "ln") is None:
        return "透明文字"
    color = _first(child(run, "solidFill"))
    if attribute(child(color, "alpha"), "val") in ("0", "0%"):
        return "透明文字"
    return "白色文字" if light and is_white(color) else ""


def is_white(color: etree._Element | None) -> bool:
    """Whether this is (nearly) white, as a number or as the colour of the background."""
    value = (attribute(color, "val") or "").upper()
    if color is not None and local(color) == "srgbClr":
        return len(value) == 6 and all(value[i : i + 2] >= "F0" for i in (0, 2, 4))
    return value in ("BG1", "LT1")


def _is_filled(properties: etree._Element | None) -> bool:
    fills = (child(properties, name) for name in _FILLS)
    return any(fill is not None and not is_white(_first(fill)) for fill in fills)


def _first(element: etree._Element | None) -> etree._Element | None:
    return None if element is None else next(iter(element), None)


def is_light(root: etree._Element) -> bool:
    """Whether nothing on a sheet would let a white text be seen: no picture, no colour."""
    if next(root.iter("{*}blip", "{*}gradFill", "{*}pattFill", "{*}fillRef"), None) is not None:
        return False
    for fill in root.iter("{*}solidFill", "{*}bgRef"):
        above = fill.getparent()
        lettering = above is not None and local(above) in _LETTERING
        if not lettering and not is_white(_first(fill)):
            return False
    return True


_LETTERING = frozenset(
    ("rPr", "defRPr", "endParaRPr", "ln", "lnL", "lnR", "lnT", "lnB", "buClr", "highlight")
)
