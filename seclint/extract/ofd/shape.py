"""The shapes of OFD objects: where their characters stand, and what their paths enclose.

Attributes are known by their names, capitalised or not (`Size`, `size`); GB/T 33190 7.7, 9, 11.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.ofd.geometry import Box, Matrix, Rule
from seclint.extract.ofd.ink import number

PATH_MOST = 20_000
"""Numbers read of one path, and rules kept of one page."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"[gG]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_PATH = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TURNS = {"90": (0.0, 1.0), "180": (-1.0, 0.0), "270": (0.0, -1.0)}
_FAR = 1e7
_SIZE = 3.5  # mm, where a text has no size


# --- attributes -------------------------------------------------------------------------------


def value(element: etree._Element, name: str) -> str:
    """The value of an attribute, its name capitalised or not; "" where there is none."""
    return element.get(name) or element.get(name[:1].lower() + name[1:]) or ""


def numbers(text: str, most: int = 8) -> list[float]:
    """The numbers in an attribute, at most so many."""
    found = []
    for match in _NUMBER.finditer(text):
        found.append(number(match[0], 0.0))
        if len(found) == most:
            break
    return found


def box_of(text: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of an ST_Box; zeros where there is none."""
    left, top, width, height, *_ = [*numbers(text, 4), 0.0, 0.0, 0.0, 0.0]
    return left, top, width, height


def placed(element: etree._Element, outer: Matrix) -> Matrix:
    """The matrix of an object: its CTM, then its boundary, then what is around it."""
    own = numbers(value(element, "CTM"), 6)
    left, top, *_ = [*numbers(value(element, "Boundary"), 2), 0.0, 0.0]
    if len(own) < 6:
        return Matrix(e=left, f=top).inside(outer)
    a, b, c, d, right, down = own
    return Matrix(a, b, c, d, right + left, down + top).inside(outer)


def near(point: tuple[float, float]) -> tuple[float, float]:
    """The point, brought back where it is absurdly far off."""
    x, y = point
    return max(-_FAR, min(_FAR, x)), max(-_FAR, min(_FAR, y))


def spanned(matrix: Matrix, points: tuple[tuple[float, float], ...]) -> Box:
    """The box around points, after the matrix."""
    at = [near(matrix.at(x, y)) for x, y in points]
    xs, ys = [x for x, _ in at], [y for _, y in at]
    return Box(min(xs), min(ys), max(xs), max(ys))


# --- where characters stand -------------------------------------------------------------------


class Style(NamedTuple):
    """What decides where the characters of a TextObject stand."""

    size: float
    stretch: float
    step: tuple[float, float]

    @classmethod
    def of(cls, element: etree._Element) -> "Style":
        """The style of a TextObject."""
        size = abs(number(value(element, "Size"), _SIZE))
        step = _TURNS.get(value(element, "ReadDirection"), (1.0, 0.0))
        return cls(size, abs(number(value(element, "HScale"), 1.0)), step)

    def points(
        self, code: etree._Element, text: str, x: float, y: float
    ) -> list[tuple[float, float]]:
        """The origin of each character, before the matrix of the object."""
        across, down = value(code, "DeltaX"), value(code, "DeltaY")
        if not across and not down:
            return list(self._advanced(text, x, y))
        found = [(x, y)]
        shifts = zip(_steps(across, len(text)), _steps(down, len(text)), strict=True)
        for (right, below), _ in zip(shifts, text[1:], strict=False):
            x, y = x + right, y + below
            found.append((x, y))
        return found

    def _advanced(self, text: str, x: float, y: float) -> Iterator[tuple[float, float]]:
        for character in text:
            yield x, y
            step = self.size * self.stretch * em(character)
            x, y = x + step * self.step[0], y + step * self.step[1]


def em(character: str) -> float:
    """About how wide a character is, in parts of its height."""
    return 1.0 if character >= "\u2e80" else 0.5


def _steps(text: str, count: int) -> list[float]:
    """The numbers of an ST_Array, `g n v` standing for n times v; made `count` long."""
    if not text:
        return [0.0] * count
    found: list[float] = []
    tokens = _STEP.finditer(text)
    for token in tokens:
        times, size = 1.0, token[0]
        if size in "gG":
            times = number(next(tokens, [""])[0], 0.0)
            size = next(tokens, ["0"])[0]
        room = count - len(found)
        found.extend([number(size, 0.0)] * int(max(0.0, min(times, room))))
        if len(found) >= count:
            break
    last = found[-1] if found else 0.0
    return found + [last] * (count - len(found))


# --- paths ------------------------------------------------------------------------------------


class Path(NamedTuple):
    """The outline of a PathObject: its box, and what of it matters to texts."""

    box: Box | None
    rectangle: bool
    curved: bool
    rules: list[Rule]

    @classmethod
    def of(cls, data: str, matrix: Matrix) -> "Path":
        """Abbreviated data (GB/T 33190 9.2); what is beyond a bound is left out."""
        points: list[tuple[float, float]] = []
        rules: list[Rule] = []
        curved = straight = False
        for order, at in _orders(data):
            here = [near(matrix.at(x, y)) for x, y in at]
            curved = curved or order in ("Q", "B", "A")
            straight = straight or order == "L"
            if order == "L" and points and here:
                rules.extend(_rule(points[-1], here[-1]))
            points.extend(here)
        if not points:
            return cls(None, rectangle=False, curved=False, rules=[])
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        plain = not curved and straight and _rectangular(points, box)
        return cls(box, plain, curved, rules)


def _orders(data: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    order, values = "", list[float]()
    for count, token in enumerate(_PATH.finditer(data)):
        if count > PATH_MOST:
            break
        if token[0].isalpha():
            yield order, _pairs(order, values)
            order, values = token[0], []
        else:
            values.append(number(token[0], 0.0))
    yield order, _pairs(order, values)


def _pairs(order: str, values: list[float]) -> list[tuple[float, float]]:
    if order == "A":
        values = values[-2:]
    return list(zip(values[::2], values[1::2], strict=False))


def _rectangular(points: list[tuple[float, float]], box: Box) -> bool:
    """Whether a path of these points fills its box."""
    slack = 0.05 * min(box.right - box.left, box.bottom - box.top)
    corners = {
        (x - box.left <= slack, y - box.top <= slack)
        for x, y in points
        if min(x - box.left, box.right - x) <= slack and min(y - box.top, box.bottom - y) <= slack
    }
    return 4 <= len(points) <= 6 and len(corners) == 4


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    """The line between two points, where it may be the side of a cell."""
    if abs(start[0] - end[0]) <= 0.2 and abs(start[1] - end[1]) >= 2.0:
        yield Rule(start[0], min(start[1], end[1]), max(start[1], end[1]))
