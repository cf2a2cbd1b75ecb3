"""Pieces of text: glyphs that follow each other without a wide gap."""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from seclint.extract.pdf.sheet import Box, Glyph

TOUCHING = 0.3
"""Pieces nearer than this many heights are one word."""


class Piece(NamedTuple):
    """Text without a wide gap in it, in the coordinates of its frame."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        """Of its box."""
        return self.box.bottom - self.box.top


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


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
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
            most = 1.0 if run == now.run else TOUCHING
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
