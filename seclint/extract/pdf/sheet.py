"""What is on a PDF page: glyphs with their boxes, and what is painted around them.

Coordinates are those of the page as displayed: points from the top left of the crop box, the
page's rotation undone.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Color = tuple[int, int, int]


class Box(NamedTuple):
    """Points from the top left of the page as displayed."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Is the point inside?"""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """A character and its box; `run` is the index of its text object in `Sheet.runs`."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    run: int


class Run(NamedTuple):
    """A text object. `angle` is in degrees against the page as displayed, counter-clockwise.

    `order` says when it was painted, `hidden` why its state alone keeps it from being seen.
    """

    handle: int
    order: int
    angle: int
    hidden: str
    color: Color
    clip: Box | None


class TextState(NamedTuple):
    """What surrounds a text object: its order, the mapping of its form, why it is hidden."""

    order: int
    view: Matrix
    hidden: str


class Patch(NamedTuple):
    """A filled path, an image or a shading; `color` is None where it has no single one."""

    order: int
    box: Box
    color: Color | None
    plain: bool
    """An opaque rectangle of one colour."""


@dataclass(slots=True)
class Sheet:
    """What is on a page. `lost` are texts that take no room, `spoken` the /ActualText lines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    images: int = 0
    segments: int = 0
    clipped: bool = False
    """More objects than are looked at."""


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner mapping, then the outer one."""
    a, b, c, d, e, f = inner
    p, q, r, s, x, y = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + x, e * q + f * s + y,
    )  # fmt: skip


def mapped(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """The box around a rectangle of user space (y upwards), mapped."""
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top)
    ys = (b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top)
    return Box(min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)
