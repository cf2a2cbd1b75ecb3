"""The colours of OFD objects, and the resources that they are drawn with (GB/T 33190 7.9, 8.2)."""

from collections.abc import Callable, Iterator
from math import isnan
from typing import NamedTuple

from lxml import etree

from seclint.extract.ooxml.parts import local

_OPAQUE = 230
_CLEAR = 12
_NEAR = 16
_CHAIN_MOST = 6


class Ink(NamedTuple):
    """A colour (red, green, blue of 255), None where it is a pattern; `why` it cannot be seen."""

    colour: tuple[int, int, int] | None
    alpha: float
    why: str = ""

    @property
    def opaque(self) -> bool:
        """Whether nothing shines through."""
        return self.alpha >= _OPAQUE

    def like(self, other: "Ink") -> bool:
        """Whether one cannot be told from the other."""
        if self.colour is None or other.colour is None:
            return False
        pairs = zip(self.colour, other.colour, strict=True)
        return all(abs(one - another) <= _NEAR for one, another in pairs)

    @property
    def white(self) -> bool:
        """Whether it is white, or so nearly that nobody would see it on paper."""
        return self.like(PAPER)


PAPER = Ink((255, 255, 255), 255.0)
_BLACK = (0, 0, 0)


class Resources:
    """Draw parameters, colour spaces, composite units and files, by their ids."""

    def __init__(self, opaque: Callable[[str], bool]) -> None:
        self.parameters: dict[str, etree._Element] = {}
        self.spaces: dict[str, str] = {}
        self.units: dict[str, etree._Element] = {}
        self.files: dict[str, str] = {}
        self._opaque = opaque
        self._known: dict[str, bool] = {}

    def opaque(self, resource: str) -> bool:
        """Whether a picture hides what is below it."""
        if resource not in self._known:
            file = self.files.get(resource)
            self._known[resource] = bool(file) and self._opaque(file or "")
        return self._known[resource]

    def add(self, root: etree._Element, file: Callable[[str], str | None]) -> None:
        """Take in the resources of a part; `file` tells the name of a media file's location."""
        for element in root.iter("{*}*"):
            name, key = local(element), element.get("ID") or ""
            if name == "DrawParam":
                self.parameters[key] = element
            elif name == "ColorSpace":
                self.spaces[key] = (element.get("Type") or "").upper()
            elif name in ("CompositeGraphicUnit", "VectorG", "CompositeGraphicUnits"):
                self.units[key] = element
            elif name == "MultiMedia":
                self._media(element, key, file)

    def _media(self, element: etree._Element, key: str, file: Callable[[str], str | None]) -> None:
        for found in element.iterfind("{*}MediaFile"):
            if name := file((found.text or "").strip()):
                self.files[key] = name


class Paints:
    """How an object is painted: by itself, or else by the draw parameters around it."""

    def __init__(
        self,
        element: etree._Element,
        parameters: tuple[str, ...],
        resources: Resources,
        *,
        visible: bool,
    ) -> None:
        self._element = element
        self._parameters = parameters
        self._resources = resources
        self._visible = visible

    @property
    def filled(self) -> bool:
        """Whether a path is filled; by default it is not."""
        return (self._element.get("Fill") or "false").lower() in ("true", "1")

    def fill(self) -> Ink:
        """What a shape is filled with."""
        return self._ink(self._colour("FillColor"))

    def text(self) -> Ink:
        """What a text is written with; `why` nobody sees it, if so."""
        painted = self._ink(self._colour("FillColor"))
        fill = (self._element.get("Fill") or "true").lower() not in ("false", "0")
        if not fill:
            stroke = (self._element.get("Stroke") or "false").lower() in ("true", "1")
            painted = self._ink(self._colour("StrokeColor"))
            if not stroke:
                return painted._replace(why="不绘制的文字")
        if not self._visible:
            return painted._replace(why="不可见对象")
        return painted._replace(why="透明文字") if painted.alpha <= _CLEAR else painted

    def _colour(self, name: str) -> etree._Element | None:
        for found in self._element:
            if local(found) == name:
                return found
        return next((found for one in self._chain() for found in one if local(found) == name), None)

    def _chain(self) -> Iterator[etree._Element]:
        """The draw parameters that hold, and those that they extend."""
        for named in self._parameters:
            key, seen = named, 0
            while (found := self._resources.parameters.get(key)) is not None and seen < _CHAIN_MOST:
                yield found
                key, seen = found.get("Relative") or "", seen + 1

    def _ink(self, colour: etree._Element | None) -> Ink:
        alpha = number(self._element.get("Alpha") or "", 255.0)
        if colour is None:
            return Ink(_BLACK, alpha)
        alpha = alpha * number(colour.get("Alpha") or "", 255.0) / 255.0
        values = [number(each, -1.0) for each in (colour.get("Value") or "").split()[:4]]
        space = self._resources.spaces.get(colour.get("ColorSpace") or "", "")
        if len(colour) or min(values, default=0.0) < 0:
            return Ink(None, alpha)
        return Ink(_rgb(values, space), alpha)


def _rgb(values: list[float], space: str) -> tuple[int, int, int] | None:
    if not values:
        return _BLACK
    if len(values) == 1 and space in ("", "GRAY", "GREY"):
        return _bytes(values * 3)
    if len(values) == 3:
        return _bytes(values)
    if len(values) == 4:
        *inks, key = values
        return _bytes([255 - min(255.0, ink + key) for ink in inks])
    return None


def _bytes(values: list[float]) -> tuple[int, int, int]:
    red, green, blue = (int(max(0.0, min(255.0, each))) for each in values)
    return red, green, blue


def number(text: str, default: float) -> float:
    """A number as it is written, `default` where it is none, bounded where it is absurd."""
    try:
        found = float(text)
    except ValueError:
        return default
    return default if isnan(found) else max(-1e9, min(1e9, found))
