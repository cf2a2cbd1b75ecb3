"""pixels: what of a picture may hold text, in the views that a reader, or a forger, would try.

Besides the picture as it is shown: over black, since white text on nothing is seen there; the
colours behind full transparency; and text so faint that only stretching its contrast shows it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageOps

_LOWEST, _SHORTEST = 6, 12
"""Pixels: two characters of the smallest print that anybody can read."""

_MOST = 25_000_000
"""Pixels that are looked at; a larger picture is made smaller first."""

_FAINT = 24
"""Levels that faint text differs from its ground; from there on it is read as it is."""

_FEWEST_FAINT = 40
_GROUND = 0.3
_RANGE = 60


class View(NamedTuple):
    """One way to look at a picture; `name` is "" for the way it is shown."""

    name: str
    picture: Image.Image
    zoom: float
    faint: bool = False


def wordless(picture: Image.Image) -> bool:
    """Whether it is too small for two characters."""
    return min(picture.size) < _LOWEST or max(picture.size) < _SHORTEST


def views(picture: Image.Image) -> Iterator[View]:
    """Every view in which there is more than one colour."""
    if wordless(picture):
        return
    picture, zoom = _reduced(_eight_bits(picture))
    for name, view in _composed(picture):
        if not _uniform(view):
            yield View(name, _stretched(view), zoom)
        if (faint := _faint(view)) is not None:
            yield View("，".join(filter(None, (name, "极淡文字"))), faint, zoom, faint=True)


def _reduced(picture: Image.Image) -> tuple[Image.Image, float]:
    zoom = min(1.0, (_MOST / (picture.width * picture.height)) ** 0.5)
    if zoom == 1.0:
        return picture, 1.0
    if picture.mode in ("1", "P"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    size = (max(1, int(picture.width * zoom)), max(1, int(picture.height * zoom)))
    return picture.resize(size, Image.Resampling.BOX), zoom


def _composed(picture: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    if not picture.has_transparency_data:
        yield "", picture.convert("RGB")
        return
    layered = picture.convert("RGBA")
    alpha = layered.getchannel("A")
    shown = _over(layered, "white")
    yield "", shown
    lowest, _ = _extrema(alpha)
    if lowest == 255:
        return
    yield "深色背景", _over(layered, "black")
    bare = layered.convert("RGB")
    if not _uniform(Image.composite(shown, bare, alpha.point([0] * 16 + [255] * 240))):
        yield "透明处", bare


def _eight_bits(picture: Image.Image) -> Image.Image:
    """16 and 32 bits of grey as 8, their range stretched (Pillow would clip them)."""
    if picture.mode not in ("I", "F", "I;16", "I;16B", "I;16L", "I;16N"):
        return picture
    wide = picture.convert("F")
    low, high = _extrema(wide)
    scale = 255 / (high - low) if high > low else 0
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _extrema(grey: Image.Image) -> tuple[float, float]:
    """The lowest and the highest level of a picture of one channel."""
    low, high = grey.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError(grey.mode)
    return low, high


def _over(layered: Image.Image, ground: str) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", layered.size, ground), layered).convert("RGB")


def _uniform(picture: Image.Image) -> bool:
    return all(low == high for low, high in map(_extrema, picture.split()))


def _stretched(picture: Image.Image) -> Image.Image:
    """With more contrast, where there is little in all of it."""
    low, high = _extrema(picture.convert("L"))
    return ImageOps.autocontrast(picture, preserve_tone=True) if high - low < _RANGE else picture


def _faint(picture: Image.Image) -> Image.Image | None:
    """Only what hardly differs from the ground, in black on white; None where nothing does.

    The borders of what is seen well are faint too, and so is what JPEG leaves around it.
    """
    ground = _ground(picture)
    if ground is None:
        return None
    red, green, blue = ImageChops.difference(
        picture, Image.new("RGB", picture.size, ground)
    ).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    strong = strongest.point([0] * (_FAINT + 1) + [255] * (255 - _FAINT))
    faint = ImageChops.subtract(strongest, _around(strong))
    levels = faint.histogram()
    if sum(levels[1:]) < _FEWEST_FAINT:
        return None
    highest = max(level for level in range(1, _FAINT + 1) if levels[level])
    return faint.point([255 - min(255, value * 255 // highest) for value in range(256)])


def _ground(picture: Image.Image) -> tuple[int, ...] | None:
    """The colour of most of the picture, if there is such a one."""
    small = picture.resize((256, 256), Image.Resampling.NEAREST)
    count, color = max(small.getcolors(65536) or [(0, (0, 0, 0))])
    return color if isinstance(color, tuple) and count >= _GROUND * 65536 else None


def _around(strong: Image.Image) -> Image.Image:
    """The mask, four to eight pixels wider on all sides."""
    small = strong.reduce(4).point([0] + [255] * 255).filter(ImageFilter.MaxFilter(3))
    return small.resize((small.width * 4, small.height * 4), Image.Resampling.NEAREST).crop(
        (0, 0, *strong.size)
    )
