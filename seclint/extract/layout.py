"""layout: strips of text at places of a page, as the lines and table rows that a reader sees.

Lengths are in the unit of the page, y grows downwards. A strip is a stretch of one line; strips
that stand on one base line are one line, however many objects they come from, and a wide gap that
the next line has as well, or a ruled border, parts two cells.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
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


_SAME_LINE = 0.4  # of the smaller size: how far base lines may be apart
_WORD_GAP = 0.22  # of the size: Latin words are parted where no blank is written
_WIDE_GAP = 1.5
_BLANK_GAP = 1.0
_NEIGHBOUR = 5.0
_EVEN = 1.2
_STACK = (0.8, 1.4)  # of the size: distance of the characters of an upright line
_RULES_MOST = 5000
_Gap = tuple[float, float]


def lines(strips: Iterable[Strip], rules: Sequence[Rule] = ()) -> list[Line]:
    """The lines that the strips make, those in the commonest direction first."""
    turns: dict[int, list[Strip]] = {}
    straight, arches = _arched(strips)
    told: list[Line] = []
    for strip in straight:
        turns.setdefault(strip.turn, []).append(strip)
    for turn in sorted(turns, key=lambda turn: (-len(turns[turn]), turn)):
        rows, upright = _stacked(rows_of(turns[turn]))
        told.extend(_told(rows, sorted(rules) if turn == 0 else []))
        told.extend(upright)
    return told + arches


def rows_of(strips: Iterable[Strip]) -> list[list[Strip]]:
    """Strips of one direction by the line they stand on, each line in reading order."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.base, strip.start)):
        if rows and strip.base - rows[-1][0].base <= _SAME_LINE * min(strip.size, rows[-1][0].size):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [_apart(sorted(row, key=lambda strip: strip.start)) for row in rows]


def _apart(row: list[Strip]) -> list[Strip]:
    """The row without texts that are printed twice, a hair apart, to look bold."""
    kept = row[:1]
    for strip in row[1:]:
        last = kept[-1]
        if strip.text != last.text or strip.start - last.start > 0.3 * strip.size:
            kept.append(strip)
    return kept


# --- arches of single characters, as on seals -------------------------------------------------


def _arched(strips: Iterable[Strip]) -> tuple[list[Strip], list[Line]]:
    """The strips without characters each turned against the one before, and those as lines."""
    straight: list[Strip] = []
    arches: list[Line] = []
    arch: list[Strip] = []
    for strip in strips:
        if arch and not _bends(arch[-1], strip):
            _ended(arch, straight, arches)
            arch = []
        arch.append(strip)
    _ended(arch, straight, arches)
    return straight, arches


def _ended(arch: list[Strip], straight: list[Strip], arches: list[Line]) -> None:
    if len(arch) > 2:
        arches.append(Line("".join(strip.text for strip in arch), _around(arch)))
    else:
        straight.extend(arch)


def _bends(last: Strip, strip: Strip) -> bool:
    bend = abs(strip.turn - last.turn) % 360
    if len(last.text) != 1 or len(strip.text) != 1 or not 2 <= min(bend, 360 - bend) <= 60:
        return False
    one, other = last.box, strip.box
    across = math.hypot(
        (one.left + one.right - other.left - other.right) / 2,
        (one.top + one.bottom - other.top - other.bottom) / 2,
    )
    return across <= 3 * max(last.size, strip.size)


# --- upright lines of single characters -------------------------------------------------------


def _stacked(rows: list[list[Strip]]) -> tuple[list[list[Strip]], list[Line]]:
    """The rows without single characters that stand below each other, and those as lines."""
    lonely: dict[int, list[Strip]] = {}
    for strip in (strip for row in rows for strip in _lonely(row)):
        lonely.setdefault(round(strip.start / strip.size), []).append(strip)
    taken: set[int] = set()
    upright = []
    for chain in (chain for column in lonely.values() for chain in _chains(column)):
        taken.update(map(id, chain))
        upright.append(Line("".join(s.text for s in chain), _around(chain)))
    if not upright:
        return rows, []
    left = [[strip for strip in row if id(strip) not in taken] for row in rows]
    return [row for row in left if row], upright


def _lonely(row: list[Strip]) -> Iterator[Strip]:
    for index, strip in enumerate(row):
        near = index and strip.start - row[index - 1].end < strip.size
        close = index + 1 < len(row) and row[index + 1].start - strip.end < strip.size
        if len(strip.text) == 1 and not near and not close:
            yield strip


def _chains(column: list[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in column:
        if chain and not _follows(chain[-1], strip):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(strip)
    if len(chain) > 1:
        yield chain


def _follows(above: Strip, below: Strip) -> bool:
    step, aside = below.base - above.base, abs(below.start - above.start)
    most = max(above.size, below.size)
    return _STACK[0] * most <= step <= _STACK[1] * most and aside <= 0.4 * most


# --- cells ------------------------------------------------------------------------------------


def _told(rows: list[list[Strip]], rules: list[Rule]) -> Iterator[Line]:
    rules = rules[:_RULES_MOST]
    gaps = [_gaps(row) for row in rows]
    for index, row in enumerate(rows):
        near = [
            gaps[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(rows) and _near(row, rows[other])
        ]
        pieces = [row[0].text]
        for place, (left, right) in enumerate(pairwise(row)):
            gap = _between(left, right, rules, near)
            spaced = gap == " " and _spaced(row, place)
            pieces += ["" if spaced else gap, right.text]
        yield Line("".join(pieces), _around(row))


def _near(row: list[Strip], other: list[Strip]) -> bool:
    return abs(row[0].base - other[0].base) <= _NEIGHBOUR * row[0].size


def _gaps(row: list[Strip]) -> list[_Gap]:
    """Wide gaps between the strips of a line."""
    return [
        (left.end, right.start)
        for left, right in pairwise(row)
        if right.start - left.end >= _WIDE_GAP * max(left.size, right.size)
    ]


def _between(left: Strip, right: Strip, rules: list[Rule], near: list[list[_Gap]]) -> str:
    gap, size = right.start - left.end, max(left.size, right.size)
    if _ruled(left, right, rules):
        return "\t"
    if gap >= _WIDE_GAP * size and len(left.text) + len(right.text) > 2:
        shared = any(_shares(gaps, left.end, right.start, 0.5 * size) for gaps in near)
        return "\t" if shared else " "
    latin = _latin(left.text[-1:]) and _latin(right.text[:1])
    return " " if gap >= (_WORD_GAP if latin else _BLANK_GAP) * size else ""


def _spaced(row: list[Strip], index: int) -> bool:
    """Whether a gap is only the pitch at which single characters of the row stand."""
    around = row[max(0, index - 1) : index + 3]
    if len(around) < 3 or any(len(strip.text) > 1 for strip in around):
        return False
    pitch = row[index + 1].start - row[index].start
    least = min(right.start - left.start for left, right in pairwise(around))
    return pitch <= min(_EVEN * least, 2.5 * row[index].size)


def _shares(gaps: list[_Gap], start: float, end: float, least: float) -> bool:
    """Whether one of the gaps, which are in order, lies above or below `start` to `end`."""
    at = bisect_left(gaps, (end, end))
    near = gaps[max(0, at - 3) : at]
    return any(min(last, end) - max(first, start) >= least for first, last in near)


def _ruled(left: Strip, right: Strip, rules: list[Rule]) -> bool:
    y = left.base - 0.3 * left.size
    low, high = left.end - 0.3 * left.size, right.start + 0.3 * right.size
    first, last = bisect_left(rules, (low,)), bisect_left(rules, (high,))
    return any(rule.top <= y <= rule.bottom for rule in rules[first:last])


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _around(strips: Sequence[Strip]) -> Box:
    box = strips[0].box
    for strip in strips[1:]:
        box = box.around(strip.box)
    return box


# --- geometry ---------------------------------------------------------------------------------


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
