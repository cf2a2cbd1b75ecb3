"""bands: a picture in parts that are small enough to find small print in, cut where nothing is."""

from typing import NamedTuple

from PIL import Image, ImageChops

_LONGEST = 3600
"""Pixels that a picture may be long to be looked at as one (A4 at 300 dpi)."""

_LENGTH = 2560
_SEARCH = 800
"""Pixels before the end of a band in which a blank line is looked for."""

_OVERLAP = 256
"""Pixels that two bands share where no blank line parts them."""


class Band(NamedTuple):
    """A part of a picture, and where it stands in it."""

    picture: Image.Image
    left: int
    top: int


def bands(picture: Image.Image) -> list[Band]:
    """The picture itself, or bands along its longer side, those of one colour left out."""
    return [band for band in _bands(picture) if not _uniform(band.picture)]


def _uniform(picture: Image.Image) -> bool:
    return len(picture.getcolors(1) or ()) == 1


def _bands(picture: Image.Image) -> list[Band]:
    width, height = picture.size
    if max(width, height) <= _LONGEST:
        return [Band(picture, 0, 0)]
    if height >= width:
        spans = _spans(picture, height)
        return [Band(picture.crop((0, start, width, end)), 0, start) for start, end in spans]
    spans = _spans(picture.transpose(Image.Transpose.TRANSPOSE), width)
    return [Band(picture.crop((start, 0, end, height)), start, 0) for start, end in spans]


def _spans(picture: Image.Image, length: int) -> list[tuple[int, int]]:
    spans, start = [], 0
    while length - start > _LENGTH + _SEARCH:
        end = start + _LENGTH
        blank = _blank(picture.crop((0, end - _SEARCH, picture.width, end)))
        if blank is None:
            spans.append((start, end))
            start = end - _OVERLAP
        else:
            end += blank - _SEARCH
            spans.append((start, end))
            start = end
    return [*spans, (start, length)]


def _blank(strip: Image.Image) -> int | None:
    """The lowest line of the strip that is, like those around it, of one colour; None if none."""
    grey = strip.convert("L")
    edges = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    raw = edges.crop((1, 0, edges.width, edges.height)).point([0] * 24 + [255] * 232).tobytes()
    width = edges.width - 1
    lines = [raw.count(0, at, at + width) == width for at in range(0, len(raw), width)]
    for at in range(len(lines) - 4, 4, -1):
        if all(lines[at - 4 : at + 4]):
            return at
    return None
