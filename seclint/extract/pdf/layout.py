"""Lines of a page as a reader sees them, put together by where the glyphs stand.

Glyphs that follow each other make a piece; pieces of one height make a row; a wide gap in a row
is a tab where a ruling stands in it or other rows have it too. Text at another angle (sideways,
a watermark) and vertical text is laid out in its own frame, after the upright lines.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from seclint.extract.pdf.columns import in_columns
from seclint.extract.pdf.pieces import pieces
from seclint.extract.pdf.rows import around, joined, merged, rows_of, stacks, tab_stops
from seclint.extract.pdf.sheet import Box, Glyph, Run

_VERTICAL = -1


class Line(NamedTuple):
    """A row of pieces; cells are parted by tabs. `box` is in page coordinates."""

    text: str
    box: Box


def lines(glyphs: Sequence[Glyph], runs: Sequence[Run], rulings: Sequence[Box]) -> list[Line]:
    """The lines of a page, upright ones first, each frame from top to bottom."""
    frames: dict[int, list[Glyph]] = {}
    vertical = _vertical_runs(glyphs)
    for glyph in glyphs:
        angle = _VERTICAL if glyph.run in vertical else runs[glyph.run].angle
        frames.setdefault(angle, []).append(glyph)
    found: list[Line] = []
    for angle in sorted(frames, key=lambda angle: (angle != 0, angle)):
        found += _frame_lines(frames[angle], angle, rulings if angle == 0 else ())
    return found


def _frame_lines(glyphs: list[Glyph], angle: int, rulings: Sequence[Box]) -> list[Line]:
    turned = glyphs if angle == 0 else [_turned(glyph, angle) for glyph in glyphs]
    walls = sorted(rulings)
    found: list[Line] = []
    for block in in_columns(pieces(turned)):
        rows = merged(rows_of(block))
        for row, stops in zip(rows, tab_stops(rows), strict=True):
            found.append(Line(joined(row, stops, walls), _back(around(row), angle)))
        found += [Line(text, _back(box, angle)) for text, box in stacks(rows)]
    return [line for line in found if line.text.strip()]


# --- frames ----------------------------------------------------------------------------------


def _vertical_runs(glyphs: Sequence[Glyph]) -> set[int]:
    """Text objects whose glyphs follow one beneath the other."""
    vertical: set[int] = set()
    straight: set[int] = set()
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and last.run == glyph.run and glyph.run not in straight:
            high = glyph.bottom - glyph.top
            aside = abs(glyph.left + glyph.right - last.left - last.right) / 2
            down = (glyph.top + glyph.bottom - last.top - last.bottom) / 2
            if aside < 0.3 * high and 0.4 * high < down < 3 * high:
                vertical.add(glyph.run)
            straight.add(glyph.run)
        last = glyph
    return vertical


def _turned(glyph: Glyph, angle: int) -> Glyph:
    """The glyph in the frame of its text: x along the text, y down from it."""
    left, top, right, bottom = glyph[1:5]
    if angle == _VERTICAL:
        return glyph._replace(left=top, top=-right, right=bottom, bottom=-left)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = (left + right) / 2, (top + bottom) / 2
    u, v = x * cosine - y * sine, x * sine + y * cosine
    wide, high = right - left, bottom - top
    if angle % 90 == 0:
        half, tall = (wide / 2, high / 2) if angle % 180 == 0 else (high / 2, wide / 2)
    else:
        half = tall = max(0.1, min(wide, high) / (abs(cosine) + abs(sine)) / 2)
    return glyph._replace(left=u - half, top=v - tall, right=u + half, bottom=v + tall)


def _back(box: Box, angle: int) -> Box:
    """A box of a frame as one of the page."""
    if angle == 0:
        return box
    if angle == _VERTICAL:
        return Box(-box.bottom, box.left, -box.top, box.right)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs = [u * cosine + v * sine for u, v in corners]
    ys = [v * cosine - u * sine for u, v in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
