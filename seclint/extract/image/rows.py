"""rows: pieces of text in a picture, put into the lines and the order that they are read in."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_DOUBTFUL = 0.6
"""A score below which a line was seen but not read with confidence."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


class Piece(NamedTuple):
    """A line of text as it was found, or a part of one; no text where none could be made out."""

    text: str
    box: Box
    score: float
    slope: float = 0.0
    turned: bool = False
    """It was read with the picture upside down."""

    @property
    def width(self) -> float:
        """Pixels."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Pixels."""
        return self.box[3] - self.box[1]

    @property
    def upright(self) -> bool:
        """Does it run from top to bottom, as vertical text and pages on their side do?"""
        return self.height >= 1.5 * self.width and len(self.text) != 1

    @property
    def doubtful(self) -> bool:
        """Whether text was seen here but not read with confidence; a speck is no text."""
        length = max(self.width, self.height) / (min(self.width, self.height) or 1)
        told = sum(map(str.isalnum, self.text))
        return (self.score < _DOUBTFUL and length > 1.5) or (length > 5 and told < length / 5)


Row = tuple[Piece, ...]


_NEAR = 64
"""Pixels: two sights of one text have their middles no further apart."""


def once(pieces: list[Piece]) -> list[Piece]:
    """Without what two overlapping bands both show; the longer text is kept."""
    kept: dict[int, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: -len(piece.text)):
        at = int((piece.box[1] + piece.box[3]) / 2) // _NEAR
        near = (other for where in (at - 1, at, at + 1) for other in kept.get(where, ()))
        if not any(piece.text in other.text and _overlap(piece, other) for other in near):
            kept.setdefault(at, []).append(piece)
    return [piece for some in kept.values() for piece in some]


def _overlap(one: Piece, other: Piece) -> bool:
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return across > 0.5 * one.width and down > 0.5 * one.height


class _Seat(NamedTuple):
    """A piece, and the box it would have if the page were held as it is read."""

    box: Box
    piece: Piece

    @property
    def height(self) -> float:
        """Of the line."""
        return self.box[3] - self.box[1]

    @property
    def upright(self) -> bool:
        """Does it run across the lines of the page?"""
        return self.height >= 1.5 * (self.box[2] - self.box[0]) and len(self.piece.text) != 1


def rows(pieces: list[Piece]) -> tuple[Row, ...]:
    """Pieces that stand on one line as one row, in the order that they are read in.

    A page on its side, and vertical text, are read from right to left.
    """
    turned = sum(piece.turned for piece in pieces) * 2 > len(pieces)
    aside = sum(piece.upright for piece in pieces) * 2 > len(pieces)
    seats = [_Seat(_held(piece.box, turned=turned, aside=aside), piece) for piece in pieces]
    return tuple(tuple(seat.piece for seat in row) for row in _rows(seats, level=not aside))


def _held(box: Box, *, turned: bool, aside: bool) -> Box:
    left, top, right, bottom = box
    if turned:
        left, top, right, bottom = -right, -bottom, -left, -top
    return (top, -right, bottom, -left) if aside else (left, top, right, bottom)


def _rows(seats: list[_Seat], *, level: bool) -> Iterator[list[_Seat]]:
    slopes = [seat.piece.slope for seat in seats if seat.piece.slope and level]
    slope = median(slopes) if slopes else 0.0

    def middle(seat: _Seat) -> float:
        left, top, right, bottom = seat.box
        return (top + bottom) / 2 - slope * (left + right) / 2

    found: list[list[_Seat]] = []
    for seat in sorted((seat for seat in seats if not seat.upright), key=middle):
        last = found[-1][-1] if found else None
        if last and middle(seat) - middle(last) < 0.5 * min(seat.height, last.height):
            found[-1].append(seat)
        else:
            found.append([seat])
    yield from (sorted(row, key=lambda seat: seat.box[0]) for row in found)
    across = (seat for seat in seats if seat.upright)
    yield from ([seat] for seat in sorted(across, key=lambda seat: -seat.box[2]))


def _joined(before: Piece, after: Piece) -> str:
    """What `after` adds to its row: its text, and what parts it from `before`.

    Where one stands over the other (two bands share it), what both show is told once.
    """
    aside = before.upright and after.upright
    one, other = (_held(piece.box, turned=before.turned, aside=aside) for piece in (before, after))
    height = min(one[3] - one[1], other[3] - other[1]) or 1
    apart = other[0] - one[2]
    if apart < -0.5 * height:
        return after.text[_shared(before.text, after.text) :]
    return _gap(apart / height, before, after) + after.text


def _shared(before: str, after: str) -> int:
    """How many characters the one ends and the other begins with."""
    lengths = range(min(len(before), len(after)), 0, -1)
    return next((n for n in lengths if before.endswith(after[:n])), 0)


def _gap(distance: float, before: Piece, after: Piece) -> str:
    """Nothing, a space, or a tab where a cell may begin; `distance` in heights of a line.

    Single characters set wide apart (机　密) are one word.
    """
    if distance < 0.5:
        return ""
    spaced = len(before.text) == 1 or len(after.text) == 1
    return " " if distance < 1.5 or (spaced and distance < 8) else "\t"


def line(row: Row) -> list[str]:
    """What each piece of a row adds to it."""
    return [row[0].text, *(_joined(before, after) for before, after in pairwise(row))]
