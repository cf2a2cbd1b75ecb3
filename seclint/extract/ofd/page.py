"""The graphic objects of an OFD page, as texts, covers, pictures and rules (GB/T 33190 8–13).

Everything is in millimetres from the top left of the page. Elements are known by their local
names in any case: real files mix prefixed and bare names, `Size` and `size`.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from seclint.extract.ofd.geometry import Box, Matrix, Rule
from seclint.extract.ofd.ink import Ink, Paints, Resources, number
from seclint.extract.ofd.shape import PATH_MOST, Path, Style, box_of, near, placed, spanned, value
from seclint.extract.ooxml.parts import local

OBJECTS_MOST = 150_000
"""Graphic objects in one file; a file of that many cannot be read in time."""

_DEPTH_MOST = 12
_UNITS_MOST = 2000  # composite units shown on a page: they may hold each other


class Text(NamedTuple):
    """One TextCode: `points` are where its characters begin, on their base line."""

    text: str
    points: tuple[tuple[float, float], ...]
    turn: float
    width: float
    size: float
    ink: Ink
    layer: int


class Cover(NamedTuple):
    """A filled shape or a picture; `solid` where nothing below it can be seen."""

    box: Box
    ink: Ink | None
    solid: bool
    layer: int


class Picture(NamedTuple):
    """An ImageObject: which resource, and where."""

    resource: str
    box: Box


class Graphics:
    """What is drawn on a page, in the order of drawing."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.covers: list[Cover] = []
        self.pictures: list[Picture] = []
        self.rules: list[Rule] = []
        self.links: list[str] = []
        self.units = 0
        self.curves = 0
        self.silent = 0
        """Text objects whose characters say nothing: only their glyphs do."""
        self.cut = False


class Scope(NamedTuple):
    """What holds for the objects below an element."""

    matrix: Matrix = Matrix()
    visible: bool = True
    paints: tuple[str, ...] = ()
    depth: int = 0


class Painter:
    """Reads graphic objects into `graphics`; `left` objects may still be read in this file."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self.graphics = Graphics()
        self._layer = 0
        self.left = OBJECTS_MOST

    def begin(self, graphics: Graphics) -> None:
        """What comes next is drawn on another page."""
        self.graphics, self._layer = graphics, 0

    def draw(self, element: etree._Element, scope: Scope) -> None:
        """The objects in `element` (a layer, a block, an appearance, a composite), in order."""
        if scope.depth > _DEPTH_MOST:
            self.graphics.cut = True
            return
        for found in element:
            self.left -= 1
            if self.left < 0:
                self.graphics.cut = True
                return
            handler = _HANDLERS.get(local(found).lower())
            if handler is not None:
                self._layer += 1
                handler(self, found, self._scope(found, scope))

    def _scope(self, element: etree._Element, scope: Scope) -> Scope:
        visible = scope.visible and value(element, "Visible").lower() not in ("false", "0")
        named = value(element, "DrawParam")
        paints = (named, *scope.paints) if named else scope.paints
        return Scope(scope.matrix, visible, paints[:4], scope.depth + 1)

    # handlers

    def _text(self, element: etree._Element, scope: Scope) -> None:
        matrix = placed(element, scope.matrix)
        ink = self._paints(element, scope).text()
        style = Style.of(element)
        said, x, y = False, 0.0, 0.0
        for code in (found for found in element if local(found).lower() == "textcode"):
            text = "".join(map(str, code.itertext())).strip("\r\n")
            x, y = number(value(code, "X"), x), number(value(code, "Y"), y)
            code.text = None
            said = said or any(map(_speaks, text))
            if text:
                points = style.points(code, text, x, y)
                self.graphics.texts.append(self._placed(text, points, style, matrix, ink))
        if not said and _child(element, "CGTransform") is not None:
            self.graphics.silent += 1

    def _placed(
        self,
        text: str,
        points: list[tuple[float, float]],
        style: "Style",
        matrix: Matrix,
        ink: Ink,
    ) -> Text:
        across = math.hypot(matrix.a, matrix.b)
        turn = math.degrees(math.atan2(matrix.b, matrix.a)) if across else 0.0
        where = tuple(near(matrix.at(x, y)) for x, y in points)
        size, width = style.size * matrix.scale, style.size * style.stretch * across
        return Text(text, where, turn, width, size, ink, self._layer)

    def _path(self, element: etree._Element, scope: Scope) -> None:
        matrix = placed(element, scope.matrix)
        data = _child(element, "AbbreviatedData")
        path = Path.of("" if data is None else data.text or "", matrix)
        if data is not None:
            data.text = None
        paints = self._paints(element, scope)
        self.graphics.curves += path.curved and scope.visible
        if paints.filled and path.box and scope.visible:
            ink = paints.fill()
            solid = path.rectangle and ink.opaque and ink.colour is not None
            self.graphics.covers.append(Cover(path.box, ink, solid, self._layer))
        if len(self.graphics.rules) < PATH_MOST and scope.visible:
            self.graphics.rules.extend(path.rules)
        self._pattern(element, scope)

    def _pattern(self, element: etree._Element, scope: Scope) -> None:
        """Objects that a pattern repeats."""
        for cell in element.iterfind(".//{*}CellContent"):
            self.draw(cell, scope._replace(matrix=placed(element, scope.matrix)))

    def _image(self, element: etree._Element, scope: Scope) -> None:
        matrix, box = placed(element, scope.matrix), self._box(element, scope)
        if value(element, "CTM"):
            box = spanned(matrix, ((0, 0), (1, 0), (0, 1), (1, 1)))
        resource = value(element, "ResourceID")
        self.graphics.pictures.append(Picture(resource, box))
        solid = scope.visible and self._resources.opaque(resource)
        solid = solid and not value(element, "ImageMask")
        solid = solid and number(value(element, "Alpha"), 255.0) > 230
        self.graphics.covers.append(Cover(box, None, solid, self._layer))

    def _composite(self, element: etree._Element, scope: Scope) -> None:
        unit = self._resources.units.get(value(element, "ResourceID"))
        self.graphics.units += 1
        if self.graphics.units > _UNITS_MOST:
            self.graphics.cut = True
        elif unit is not None:
            self.draw(unit, scope._replace(matrix=placed(element, scope.matrix)))

    def _block(self, element: etree._Element, scope: Scope) -> None:
        self.draw(element, scope)

    def _paints(self, element: etree._Element, scope: Scope) -> Paints:
        return Paints(element, scope.paints, self._resources, visible=scope.visible)

    @staticmethod
    def _box(element: etree._Element, scope: Scope) -> Box:
        left, top, width, height = box_of(value(element, "Boundary"))
        corners = ((left, top), (left + width, top), (left, top + height))
        return spanned(scope.matrix, (*corners, (left + width, top + height)))


_HANDLERS: dict[str, Callable[[Painter, etree._Element, Scope], None]] = {
    "textobject": Painter._text,
    "pathobject": Painter._path,
    "imageobject": Painter._image,
    "compositeobject": Painter._composite,
    "pageblock": Painter._block,
    "layer": Painter._block,
    "content": Painter._block,
}


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((found for found in element if local(found).lower() == name.lower()), None)


def _speaks(character: str) -> bool:
    """Whether a character says by itself what is drawn."""
    return (
        not character.isspace()
        and not "\ue000" <= character <= "\uf8ff"
        and (character not in "\ufffd\u25a1\u00a4" and character.isprintable())
    )
