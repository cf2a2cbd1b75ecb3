"""geometry: what stands on a page, and where: boxes, strips of text, lines, rules of tables.

Lengths are in the unit of the page, y grows downwards.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; all four sides in the unit of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: "Box") -> "Box":
        """The smallest box with both in it."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Strip(NamedTuple):
    """A stretch of text read in the direction `turn` (degrees, clockwise).

    `start`, `end` and `base` are its place along and across that direction, `size` its height.
    """

    text: str
    turn: int
    start: float
    end: float
    base: float
    size: float
    box: Box


class Line(NamedTuple):
    """A line of a page; cells of a table row are parted by tabs."""

    text: str
    box: Box


class Rule(NamedTuple):
    """A vertical rule of a table at `x`, from `top` to `bottom`."""

    x: float
    top: float
    bottom: float


def around(strips: Sequence[Strip]) -> Box:
    """The smallest box with all of them in it."""
    box = strips[0].box
    for strip in strips[1:]:
        box = box.around(strip.box)
    return box


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, outer: "Matrix") -> "Matrix":
        """The matrix that does this one first, then `outer`."""
        if outer == _UNMOVED:
            return self
        e, f = outer.at(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )

    @property
    def scale(self) -> float:
        """How much larger lengths across the line become."""
        return math.hypot(self.c, self.d)


_UNMOVED = Matrix()
