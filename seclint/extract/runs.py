"""The runs of one WordprocessingML paragraph, in order, and what hangs on them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.look import Styles
from seclint.extract.ooxml import attribute, attributes, child, local, telling, texts
from seclint.model import Part, Place


class Piece(NamedTuple):
    """Text of a run. A `deleted` one is no part of the final view, a `hidden` one of no view."""

    text: str
    place: Place
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


class Aside(NamedTuple):
    """A text that is no part of the running one: alternative text, field code, list item."""

    part: Part
    label: str
    text: str


class Box(NamedTuple):
    """The content of a text box, to be read as a story of its own."""

    content: etree._Element


Found = Piece | Aside | Box


class Scope(NamedTuple):
    """What holds for the runs below an element."""

    place: Place
    shaded: bool
    paragraph: etree._Element | None = None
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False

    def piece(self, text: str, *, deleted: bool = False) -> Piece:
        """A piece of text that all this holds for."""
        return Piece(text, self.place, deleted or self.deleted, self.inserted, self.hidden)

    def disguised(self, why: str) -> "Scope":
        """The same, for runs that a reader would not see."""
        label = f"{self.place.label}（{why}）"
        return self._replace(place=Place("hidden", label, self.place.anchor), hidden=True)


_SAYING = frozenset(
    ("alias", "tag", "listItem", "listEntry", "helpText", "statusText", "default", "name")
)
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")

CODE = "（域代码）"
"""How the label of a field code ends; it may stand in several runs."""

_TEXTS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_WINGDINGS = {"F0AB": "★", "F0B6": "☆", "F0FE": "☑", "F0FC": "√", "F0A8": "□", "F06F": "□"}
_SKIPPED = frozenset(
    ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtEndPr", "tblGrid", "softHyphen", "")
)


def read(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    """What stands in `element` and below it, in order."""
    for found in element:
        name = local(found)
        if name in _SKIPPED:
            continue
        if name in _TEXTS:
            yield scope.piece(_TEXTS[name])
        elif handler := _HANDLERS.get(name):
            yield from handler(found, scope, styles)
        else:
            yield from _attributes(found, scope)
            yield from read(found, scope, styles)


def _text(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    # A line feed in the XML is a space to Word; a tab would pass for the border of a cell.
    text = (element.text or "").translate(_SPACES)
    yield scope.piece(text, deleted=local(element) == "delText")


def _symbol(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    code = (attribute(element, "char") or "").upper()
    symbol = _WINGDINGS.get(code) if attribute(element, "font") == "Wingdings" else None
    yield scope.piece(symbol or _character(code))


def _character(code: str) -> str:
    try:
        character = chr(int(code, 16))
        character.encode()  # no half of a surrogate pair
    except (ValueError, OverflowError):
        return "\ufffd"
    return character


def _run(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    why = styles.disguise(child(element, "rPr"), scope.paragraph, shaded=scope.shaded)
    yield from read(element, scope.disguised(why) if why else scope, styles)


def _insertion(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    label = f"{scope.place.label}（修订插入）"
    place = Place("inserted", label, scope.place.anchor)
    yield from read(element, scope._replace(place=place, inserted=True), styles)


def _deletion(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    yield from read(element, scope._replace(deleted=True), styles)


def _alternatives(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    """The choices of mc:AlternateContent, each only where it says something new."""
    said: set[str] = set()
    for choice in element:
        words = _words(choice)
        if not said or (words and words not in said):
            said.add(words)
            yield from read(choice, scope, styles)


def _words(element: etree._Element) -> str:
    drawn = (found.get("string", "") for found in element.iter("{*}textpath"))
    said = texts(element, "t", "delText")
    return "".join("".join((*said, *drawn)).split())


def _box(element: etree._Element, _scope: Scope, _: Styles) -> Iterator[Found]:
    yield Box(element)


def _code(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    yield Aside("markup", f"{scope.place.label}{CODE}", element.text or "")


def _field(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    yield Aside("markup", f"{scope.place.label}{CODE}", attribute(element, "instr") or "")
    yield from read(element, scope, styles)


def _control(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    return control(element, scope)


def control(element: etree._Element, scope: Scope) -> Iterator[Found]:
    """Properties of a content control or a form field: names, hints, choices."""
    for text in telling(_said(element)):
        yield Aside("markup", f"{scope.place.label}（内容控件）", text)


def _said(element: etree._Element) -> Iterator[str]:
    for found in element.iter("{*}*"):
        known = local(found) in _SAYING
        for name, value in attributes(found):
            if name in ("val", "displayText", "value") and (known or not value.isascii()):
                yield value


def _reading(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    text = "".join(texts(element, "t"))
    yield Aside("alt", f"{scope.place.label}（拼音指南）", text)


def _watermark(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    part: Part = "header" if scope.place.part == "header" else "textbox"
    yield Aside(part, f"{scope.place.label}（水印）", attribute(element, "string") or "")


_HANDLERS: dict[str, Callable[[etree._Element, Scope, Styles], Iterator[Found]]] = {
    "t": _text,
    "delText": _text,
    "sym": _symbol,
    "r": _run,
    "ins": _insertion,
    "moveTo": _insertion,
    "del": _deletion,
    "moveFrom": _deletion,
    "AlternateContent": _alternatives,
    "txbxContent": _box,
    "instrText": _code,
    "delInstrText": _code,
    "fldSimple": _field,
    "sdtPr": _control,
    "ffData": _control,
    "rt": _reading,
    "textpath": _watermark,
}

_TELLING = frozenset(("descr", "title", "alt", "tooltip"))


def _attributes(element: etree._Element, scope: Scope) -> Iterator[Found]:
    for name, text in attributes(element):
        if name in _TELLING:
            yield Aside("alt", f"{scope.place.label}（替代文字）", text)
