"""The runs of one WordprocessingML paragraph, in order, and what hangs on them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.ooxml.parts import attribute, attributes, child, local, taken, telling, texts
from seclint.extract.word.look import Styles
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


class Reference(NamedTuple):
    """Another part is used here: a picture, an object, a chart; by the id of its relationship."""

    id: str


Found = Piece | Aside | Box | Reference


class Scope(NamedTuple):
    """What holds for the runs below an element."""

    place: Place
    shaded: bool
    paragraph: etree._Element | None = None
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False

    def piece(self, text: str) -> Piece:
        """A piece of text that all this holds for."""
        return Piece(text, self.place, self.deleted, self.inserted, self.hidden)

    def put_in(self, change: etree._Element) -> "Scope":
        """The same, for runs that a tracked change put in."""
        label = f"{self.place.label}（修订插入{signature(change)}）"
        return self._replace(place=Place("inserted", label, self.place.anchor), inserted=True)

    def taken_out(self, change: etree._Element) -> "Scope":
        """The same, for runs that a tracked change took out."""
        label = f"{self.place.label}（修订删除{signature(change)}）"
        return self._replace(place=Place("deleted", label, self.place.anchor), deleted=True)

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


def signature(element: etree._Element | None) -> str:
    """Who changed or wrote something, and when: ，张三，2024-01-02; what is known of it."""
    author, date = attribute(element, "author") or "", attribute(element, "date") or ""
    return "".join(f"，{told}" for told in (" ".join(author.split()), date[:10]) if told)


def _text(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    if local(element) == "delText" and not scope.deleted:
        scope = scope.taken_out(element)
    # A line feed in the XML is a space to Word; a tab would pass for the border of a cell.
    yield scope.piece(taken(element).translate(_SPACES))


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
    yield from read(element, scope.put_in(element), styles)


def _deletion(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    yield from read(element, scope.taken_out(element), styles)


def _alternatives(element: etree._Element, scope: Scope, styles: Styles) -> Iterator[Found]:
    """The choices of mc:AlternateContent, each only where it says something new."""
    said: set[str] = set()
    for choice in element:
        words = _words(choice)
        if not said or (words and words not in said):
            said.add(words)
            yield from read(choice, scope, styles)
        else:
            yield from _silent(choice, scope)


def _words(element: etree._Element) -> str:
    drawn = (found.get("string", "") for found in element.iter("{*}textpath"))
    symbols = (attribute(found, "char") or "" for found in element.iter("{*}sym"))
    said = texts(element, "t", "delText")
    return "".join("".join((*said, *drawn, *symbols)).split())


def _silent(element: etree._Element, scope: Scope) -> Iterator[Found]:
    """What a choice says besides its words, which another one has said."""
    for found in element.iter("{*}*"):
        yield from _attributes(found, scope)
        if local(found) in ("t", "delText"):
            taken(found)


def _box(element: etree._Element, _scope: Scope, _: Styles) -> Iterator[Found]:
    yield Box(element)


def _code(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    yield Aside("markup", f"{scope.place.label}{CODE}", taken(element))


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
    text = "".join(map(taken, element.iter("{*}t")))
    yield Aside("alt", f"{scope.place.label}（拼音指南）", text)


def _watermark(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    part: Part = "header" if scope.place.part == "header" else "textbox"
    yield Aside(part, f"{scope.place.label}（水印）", attribute(element, "string") or "")


def _bookmark(element: etree._Element, scope: Scope, _: Styles) -> Iterator[Found]:
    return bookmark(element, scope.place)


def bookmark(element: etree._Element, place: Place) -> Iterator[Found]:
    """The name of a bookmark, unless a program gave it (_Toc123456789)."""
    name = attribute(element, "name") or ""
    if not (name.startswith("_") and name.isascii()):
        yield Aside("markup", f"{place.label}（书签）", name)


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
    "bookmarkStart": _bookmark,
}

_TELLING = frozenset(("descr", "title", "alt", "tooltip"))


def _attributes(element: etree._Element, scope: Scope) -> Iterator[Found]:
    for key, text in element.items():
        space, _, name = str(key).rpartition("}")
        if name in _TELLING:
            yield Aside("alt", f"{scope.place.label}（替代文字）", str(text))
        elif space.endswith("/relationships"):
            yield Reference(str(text))
