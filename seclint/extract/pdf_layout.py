"""Lines of a page as a reader sees them, put together by where the glyphs stand.

Glyphs that follow each other make a piece; pieces of one height make a row; a wide gap in a row
is a tab where a ruling stands in it or other rows have it too. Text at another angle (sideways,
a watermark) and vertical text is laid out in its own frame, after the upright lines.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from seclint.extract.pdf_columns import in_columns
from seclint.extract.pdf_page import Box, Glyph, Run

_TOUCHING = 0.3
"""Pieces nearer than this many heights are one word."""
_ONE_LETTER = 1.1
"""Between Chinese characters, which are not parted by spaces, a gap of one is still none."""
_WIDE = 1.5
"""A gap of more heights may part two cells."""
_NEAR_ROWS = 8
_LETTERS = 2
_VERTICAL = -1


class Piece(NamedTuple):
    """Text without a wide gap in it, in the coordinates of its frame."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        """Of its box."""
        return self.box.bottom - self.box.top


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
    pieces = _pieces(turned)
    walls = sorted(rulings)
    found: list[Line] = []
    for block in in_columns(pieces):
        rows = _merged(_rows(block))
        for row, stops in zip(rows, _tab_rows(rows), strict=True):
            found.append(Line(_joined(row, stops, walls), _back(_around(row), angle)))
        found += [Line(text, _back(box, angle)) for text, box in _stacks(rows)]
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


# --- pieces ----------------------------------------------------------------------------------


class _Open:
    """A piece that is still growing; white space at its ends takes no room."""

    __slots__ = ("bottom", "end", "gaps", "high", "left", "low", "right", "run", "texts", "top")

    def __init__(self, glyph: Glyph) -> None:
        text, left, top, right, bottom, run = glyph
        self.texts = [text]
        self.gaps: list[float] = []
        self.run, self.top, self.right, self.bottom = run, top, right, bottom
        self.left, self.end, self.high, self.low = left, right, top, bottom

    def add(self, glyph: Glyph, gap: float) -> None:
        """Go on with this glyph."""
        text, _, top, right, bottom, run = glyph
        self.texts.append(text)
        self.gaps.append(gap)
        if top != self.top or bottom != self.bottom:
            self.high, self.low = min(self.high, top), max(self.low, bottom)
        self.run, self.top, self.bottom = run, top, bottom
        self.right = max(self.right, right)
        if text != " ":
            self.end = self.right

    def piece(self) -> Piece:
        """The piece as it is now, with the spaces that its gaps stand for."""
        text = "".join(self.texts)
        if self.gaps and max(self.gaps) > 0.2 * (self.bottom - self.top):
            text = _spaced(self.texts, self.gaps, self.bottom - self.top)
        return Piece(text.rstrip(" "), Box(self.left, self.high, self.end, self.low))


def _spaced(texts: list[str], gaps: list[float], high: float) -> str:
    """The text with a space in each gap between Latin letters that is wider than is usual."""
    least = max(0.2 * high, 1.8 * median(gaps))
    out = [texts[0]]
    for before, gap, text in zip(texts, gaps, texts[1:], strict=False):
        if gap > least and before < "\u2e80" and text < "\u2e80":
            out.append(" ")
        out.append(text)
    return "".join(out)


def _pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Glyphs in the order of the text layer, joined while each goes on where the last ended."""
    found: list[Piece] = []
    now: _Open | None = None
    for glyph in glyphs:
        text, left, top, right, bottom, run = glyph
        if now is not None:
            high = bottom - top
            gap = left - now.right
            if top == now.top and bottom == now.bottom:
                same = True
            else:
                level = min(bottom, now.bottom) - max(top, now.top)
                same = level > 0.5 * min(high, now.bottom - now.top)
            most = 1.0 if run == now.run else _TOUCHING
            if same and -0.5 * high < gap <= most * high:
                now.add(glyph, gap)
                continue
            if same and text == now.texts[-1] and abs(right - now.right) < 0.3 * high:
                continue  # painted twice to look bold
            found.append(now.piece())
        now = None if text == " " else _Open(glyph)
    if now is not None:
        found.append(now.piece())
    return [piece for piece in found if piece.text.strip()]


# --- rows ------------------------------------------------------------------------------------

Row = list[Piece]


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces of one height side by side; those that would overlap make rows of their own."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.box.top + p.box.bottom, p.box.left)):
        for row in reversed(rows[-4:]):
            if _level(row[-1], piece) and not any(_overlap(other, piece) for other in row[-50:]):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.box.left)
    return rows


def _level(one: Piece, other: Piece) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.height, other.height)


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > 0.4 * min(one.height, other.height)


def _around(row: Row) -> Box:
    return Box(
        min(p.box.left for p in row), min(p.box.top for p in row),
        max(p.box.right for p in row), max(p.box.bottom for p in row),
    )  # fmt: skip


def _tab_rows(rows: list[Row]) -> list[set[int]]:
    """For each row the pieces (by index) before which a gap stands that other rows have too."""
    gaps = [list(_wide_gaps(row)) for row in rows]
    found: list[set[int]] = []
    for number, own in enumerate(gaps):
        near = gaps[max(0, number - _NEAR_ROWS) : number] + gaps[number + 1 : number + _NEAR_ROWS]
        others = [gap for row in near for gap in row][:100]
        found.append({i for i, left, right in own if any(_meets(left, right, o) for o in others)})
    return found


def _wide_gaps(row: Row) -> Iterable[tuple[int, float, float]]:
    for index in range(1, len(row)):
        before, after = row[index - 1], row[index]
        if after.box.left - before.box.right > _WIDE * min(before.height, after.height):
            yield index, before.box.right, after.box.left


def _meets(left: float, right: float, other: tuple[int, float, float]) -> bool:
    return min(right, other[2]) - max(left, other[1]) > 5


def _joined(row: Row, tabs: set[int], walls: Sequence[Box]) -> str:
    """The text of a row, its gaps told as nothing, a space or a tab."""
    tight = _letterspaced(row)
    out = [row[0].text]
    for index in range(1, len(row)):
        before, after = row[index - 1], row[index]
        if index in tight:
            both = before.text + after.text
            walled = both.isdigit() and index in tabs
        else:
            walled = index in tabs or _walled(before, after, walls)
        out.append("\t" if walled else "" if index in tight else _gap(before, after))
        out.append(after.text)
    return "".join(out)


def _gap(before: Piece, after: Piece) -> str:
    wide = (after.box.left - before.box.right) / max(0.1, min(before.height, after.height))
    sides = (before.text[-1] >= "\u2e80") + (after.text[0] >= "\u2e80")
    return " " if wide > (0.12, _TOUCHING, _ONE_LETTER)[sides] else ""


def _walled(before: Piece, after: Piece, walls: Sequence[Box]) -> bool:
    """Does a ruling stand between two pieces?"""
    middle = (before.box.top + before.box.bottom) / 2
    left, right = before.box.right - 1, after.box.left + 1
    for wall in walls[bisect_left(walls, (left - 3,)) :][:500]:
        if wall.left > right:
            break
        if wall.right >= left and wall.top <= middle <= wall.bottom:
            return True
    return False


def _letterspaced(row: Row) -> set[int]:
    """Pieces that go on a word set with wide, even gaps (机　密　★　1　0　年)."""
    found: set[int] = set()
    start = 0
    for end in range(1, len(row) + 1):
        if end < len(row) and len(row[end].text) <= _LETTERS and _even(row, start, end):
            continue
        if end - start >= 3 and any(len(piece.text) == 1 for piece in row[start:end]):
            found.update(range(start + 1, end))
        start = end if end < len(row) and len(row[end].text) <= _LETTERS else end + 1
    return found


def _even(row: Row, start: int, end: int) -> bool:
    if start >= end:
        return True
    if len(row[start].text) > _LETTERS:
        return False
    first = row[start + 1].box.left - row[start].box.right
    gap = row[end].box.left - row[end - 1].box.right
    high = min(row[end].height, row[end - 1].height)
    return 0 <= gap <= 4 * high and abs(gap - first) <= 0.6 * high


# --- one glyph beneath the other ---------------------------------------------------------------


def _merged(rows: list[Row]) -> list[Row]:
    """Rows of one glyph each, one beneath the other, as one row."""
    found: list[Row] = []
    open_: list[Piece] = []
    for row in [*rows, []]:
        alone = len(row) == 1 and len(row[0].text.strip()) == 1
        if open_ and alone and _beneath(open_, row[0]) and _aligned(open_[-1], row[0]):
            open_.append(row[0])
            continue
        found += _stack_rows(open_)
        open_ = [row[0]] if alone else []
        found += [row] if row and not alone else []
    return found


def _stack_rows(stack: list[Piece]) -> list[Row]:
    if not any(map(_is_han, stack)):
        return [[piece] for piece in stack]
    return [[Piece("".join(piece.text.strip() for piece in stack), _around(stack))]]


def _is_han(piece: Piece) -> bool:
    text = piece.text.strip()
    return len(text) == 1 and ("\u4e00" <= text <= "\u9fff" or text in "★〇")


def _aligned(one: Piece, other: Piece) -> bool:
    aside = one.box.left + one.box.right - other.box.left - other.box.right
    return abs(aside) / 2 < 0.3 * one.height


def _stacks(rows: list[Row]) -> list[tuple[str, Box]]:
    """Words written downwards, a glyph a row, as lines of their own."""
    open_: dict[int, list[Piece]] = {}
    found: list[list[Piece]] = []
    for row in rows:
        for piece in row[:100]:
            if len(piece.text.strip()) != 1:
                continue
            column = round((piece.box.left + piece.box.right) / 2 / max(1.0, piece.height * 0.4))
            stack = open_.get(column) or open_.get(column - 1) or open_.get(column + 1)
            if stack is None or not _beneath(stack, piece):
                stack = open_[column] = []
                found.append(stack)
            stack.append(piece)
    return [
        ("".join(piece.text.strip() for piece in stack), _around(stack))
        for stack in found
        if len(stack) > 2 and any(map(_is_han, stack))
    ]


def _beneath(stack: list[Piece], piece: Piece) -> bool:
    last = stack[-1].box
    pitch = piece.box.top - last.top
    if not 0.5 * piece.height < pitch < 2.2 * piece.height:
        return False
    return len(stack) < 2 or abs(pitch - (last.top - stack[-2].box.top)) < 0.4 * piece.height
