"""The runs of one ODF paragraph, in order, and what hangs on them (ODF 1.3 part 3, 6 and 7).

What is read is taken out of the tree, so that the sweep of the rest tells nothing twice.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from lxml import etree

from seclint.extract.odf.look import Looks
from seclint.extract.ooxml.parts import attribute, local
from seclint.extract.word.runs import Aside, Piece
from seclint.model import Place

_BLANKS_MOST = 200
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")


class Box(NamedTuple):
    """A frame or a shape, to be read as a story of its own."""

    element: etree._Element


class Note(NamedTuple):
    """A foot note, an end note or an annotation, to be read as a story of its own."""

    element: etree._Element
    kind: str
    where: str = ""


Found = Piece | Aside | Box | Note


class Scope(NamedTuple):
    """What holds for the runs below an element: `styles` are (family, name), the nearest first."""

    place: Place
    styles: tuple[tuple[str, str], ...] = ()
    shaded: bool = False
    why: str = ""

    def disguised(self, why: str) -> "Scope":
        """The same, for runs that a reader would not see."""
        return self._replace(why=why) if why and not self.why else self


class Changes:
    """Tracked changes of a text: what each one deleted, and which ones are open."""

    def __init__(self) -> None:
        self.deleted: dict[str, list[str]] = {}
        self._kinds: dict[str, str] = {}
        self._open: dict[str, None] = {}
        self.authors: dict[str, None] = {}

    def read(self, root: etree._Element) -> None:
        """Take in the changed regions of a text:tracked-changes."""
        for region in root.iterfind(".//{*}changed-region"):
            name = attribute(region, "id") or ""
            for change in region:
                self._kinds[name] = local(change)
                self.authors.update(dict.fromkeys(author(change)))
                clear(change, "date")
                if local(change) == "deletion":
                    lines = list(change.iter("{*}p", "{*}h"))
                    self.deleted[name] = [take(line) for line in lines]

    def start(self, name: str) -> None:
        """A change of text begins; LibreOffice writes deletions that are shown in this way, too."""
        if self._kinds.get(name) in ("insertion", "deletion"):
            self._open[name] = None

    def end(self, name: str) -> None:
        """It ends."""
        self._open.pop(name, None)

    @property
    def inserting(self) -> bool:
        """Whether what is read now was inserted."""
        return "insertion" in map(self._kinds.get, self._open)

    @property
    def deleting(self) -> bool:
        """Whether what is read now was deleted."""
        return "deletion" in map(self._kinds.get, self._open)


class Runs:
    """Reads what stands in a paragraph."""

    def __init__(self, looks: Looks, changes: Changes) -> None:
        self._looks = looks
        self._changes = changes

    def read(self, element: etree._Element, scope: Scope) -> list[Found]:
        """What stands in `element` and below it, in order."""
        return list(self._inside(element, scope))

    def _inside(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        yield from self._text(element.text, scope)
        element.text = None
        for found in element:
            handler = _HANDLERS.get(local(found))
            if handler is not None:
                yield from handler(self, found, scope)
            elif local(found) in BOXES:
                yield Box(found)
            else:
                yield from self._inside(found, scope)
            yield from self._text(found.tail, scope)
            found.tail = None

    def _text(self, text: str | None, scope: Scope) -> Iterator[Piece]:
        if not text:
            return
        inserted, place = self._changes.inserting, scope.place
        if scope.why or self._hidden(scope):
            why = scope.why or self._hidden(scope)
            place = Place("hidden", f"{place.label}（{why}）", place.anchor)
        elif inserted:
            place = Place("inserted", f"{place.label}（修订插入）", place.anchor)
        deleted = self._changes.deleting
        yield Piece(text.translate(_SPACES), place, deleted, inserted and not deleted)

    def _hidden(self, scope: Scope) -> str:
        return self._looks.disguise(scope.styles, shaded=scope.shaded)

    # handlers

    def _span(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        name = attribute(element, "style-name")
        styles = (("text", name), *scope.styles) if name else scope.styles
        yield from self._inside(element, scope._replace(styles=styles[:12]))

    def _blanks(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        count = attribute(element, "c") or "1"
        times = min(int(count), _BLANKS_MOST) if count.isdecimal() and len(count) < 9 else 1
        yield from self._text(" " * times, scope)

    def _tab(self, _: etree._Element, scope: Scope) -> Iterator[Found]:
        yield from self._text(" ", scope)

    def _line(self, _: etree._Element, scope: Scope) -> Iterator[Found]:
        yield Piece("\n", scope.place, inserted=self._changes.inserting)

    def _link(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        yield Aside("link", f"{scope.place.label}（链接）", taken(element, "href"))
        if title := taken(element, "title"):
            yield Aside("alt", f"{scope.place.label}（链接提示）", title)
        yield from self._inside(element, scope)

    def _note(self, element: etree._Element, _: Scope) -> Iterator[Found]:
        kind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
        yield Note(element, kind)

    def _annotation(self, element: etree._Element, _: Scope) -> Iterator[Found]:
        yield Note(element, "annotation")

    def _ruby(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        yield Aside("alt", f"{scope.place.label}（拼音指南）", take(element))

    def _start(self, element: etree._Element, _: Scope) -> Iterator[Found]:
        self._changes.start(attribute(element, "change-id") or "")
        return iter(())

    def _end(self, element: etree._Element, _: Scope) -> Iterator[Found]:
        self._changes.end(attribute(element, "change-id") or "")
        return iter(())

    def _deletion(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        for text in self._changes.deleted.pop(attribute(element, "change-id") or "", ()):
            yield Piece(text, scope.place, deleted=True)

    def _hidden_text(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        text = taken(element, "string-value") or (element.text or "")
        yield Aside("hidden", f"{scope.place.label}（隐藏文字域）", text)
        for key in ("condition", "string-value-if-true", "string-value-if-false"):
            yield Aside("markup", f"{scope.place.label}（条件文字）", taken(element, key))
        if attribute(element, "is-hidden") == "true":
            element.text = None
        yield from self._inside(element, scope)

    def _field(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        """A variable or a field: what it shows, and what it says besides."""
        shown = "".join(map(str, element.itertext()))
        if attribute(element, "display") == "none":
            scope = scope.disguised("不显示的域")
        for key in ("string-value", "description", "formula", "connection-name", "href"):
            value = taken(element, key)
            if value and value.removeprefix("ooow:").strip('"') != shown:
                yield Aside("markup", f"{scope.place.label}（域）", value)
        for choice in element.iterfind("{*}label"):
            yield Aside("markup", f"{scope.place.label}（下拉列表）", taken(choice, "value"))
        yield from self._inside(element, scope)

    def _script(self, element: etree._Element, scope: Scope) -> Iterator[Found]:
        yield Aside("markup", f"{scope.place.label}（脚本）", take(element))

    def _nothing(self, _: etree._Element, __: Scope) -> Iterator[Found]:
        return iter(())


_FIELDS = (
    "variable-set", "variable-get", "variable-input", "user-field-get", "user-field-input",
    "expression", "text-input", "placeholder", "drop-down", "database-display", "database-name",
    "database-next", "database-row-select", "execute-macro", "dde-connection", "meta-field",
    "sequence", "user-defined",
)  # fmt: skip
_HANDLERS: dict[str, Callable[[Runs, etree._Element, Scope], Iterator[Found]]] = {
    "span": Runs._span,
    "s": Runs._blanks,
    "tab": Runs._tab,
    "line-break": Runs._line,
    "a": Runs._link,
    "note": Runs._note,
    "annotation": Runs._annotation,
    "annotation-end": Runs._nothing,
    "ruby-text": Runs._ruby,
    "change-start": Runs._start,
    "change-end": Runs._end,
    "change": Runs._deletion,
    "hidden-text": Runs._hidden_text,
    "hidden-paragraph": Runs._hidden_text,
    "conditional-text": Runs._hidden_text,
    "script": Runs._script,
    "soft-page-break": Runs._nothing,
    "bibliography-configuration": Runs._nothing,
    **dict.fromkeys(_FIELDS, Runs._field),
}

BOXES = frozenset(
    (
        "frame", "g", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon",
        "path", "connector", "caption", "control", "page-thumbnail", "regular-polygon", "measure",
        "scene", "text-box",
    )
)  # fmt: skip
"""Elements of the drawing namespace that may hold texts of their own."""


def author(element: etree._Element) -> list[str]:
    """Who made a change or an annotation."""
    names = (take(each) for each in element.iter("{*}creator", "{*}sender-initials"))
    return [name for name in names if name]


def clear(element: etree._Element, *names: str) -> None:
    """Take the texts of elements with these names out of the tree: they hold no words."""
    for found in element.iter(*(f"{{*}}{name}" for name in names)):
        found.text = None


def take(element: etree._Element) -> str:
    """The text of an element with all that is below it, taken out of the tree."""
    text = "".join(_taken_text(element))
    return " ".join(text.split()) if "\n" in text else text.strip()


def _taken_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    element.text = None
    for found in element:
        if local(found) in ("s", "tab", "line-break"):
            yield " "
        yield from _taken_text(found)
        yield found.tail or ""
        found.tail = None


def taken(element: etree._Element, name: str) -> str:
    """The value of an attribute, whatever its namespace, taken out of the tree."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            drop(element, key)
            return str(value)
    return ""


def drop(element: etree._Element, key: str | bytes) -> None:
    """Take an attribute out of the tree; one of a damaged part may have a name that cannot be."""
    with suppress(ValueError):
        del element.attrib[key]
