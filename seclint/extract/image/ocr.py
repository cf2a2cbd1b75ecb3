"""ocr: the lines of text in a picture, read by the extra `seclint[ocr]`; its models are local."""

from functools import cache
from itertools import pairwise
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageOps

from seclint.errors import ExtractError

if TYPE_CHECKING:
    from rapidocr import RapidOCR

_DETECT_AT = 1280
"""Pixels: the longer side of what letters are looked for in; they are read at full size."""

_LARGEST = 4000
"""Pixels: the longer side of what is read; an A4 page at 300 dpi has 3508."""

_TOLD_TURNED = 0.8
"""A mean score below which a picture may well lie on its side or stand on its head."""

_FAINT = 100
"""Grey levels: a picture that spans fewer is stretched to all of them first."""

_WIDE = 1.5
"""Heights of a line: a gap as wide as that parts two cells."""


class Row(NamedTuple):
    """A line of text, pixels from the top left, and how sure its reading is (0 to 1)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    score: float


def rows(picture: Image.Image) -> list[Row]:
    """Lines from the top down, what stands beside each other joined by a tab.

    Raises ExtractError("needs-ocr") where the extra is not installed.
    """
    picture = _prepared(picture)
    upright = _read(picture)
    if _on_its_side(upright):
        sides = (_read(picture.rotate(angle, expand=True)) for angle in (90, 270))
        return _joined(max(sides, key=_worth))
    if upright and mean(row.score for row in upright) >= _TOLD_TURNED:
        return _joined(upright)
    turned = (_read(picture.rotate(angle, expand=True)) for angle in (90, 270, 180))
    return _joined(max((upright, *turned), key=_worth))


def _on_its_side(found: list[Row]) -> bool:
    """Are most lines higher than wide? Each is read well, but they stand beside each other."""
    long = [row for row in found if len(row.text) > 2]
    high = sum(row.bottom - row.top > 2 * (row.right - row.left) for row in long)
    return 2 * high > len(long)


def _worth(found: list[Row]) -> float:
    return sum(row.score**4 * len(row.text) for row in found)


def _prepared(picture: Image.Image) -> Image.Image:
    if max(picture.size) > _LARGEST:
        picture = picture.copy()
        picture.thumbnail((_LARGEST, _LARGEST))
    grey = picture.convert("L")
    darkest, lightest = _extremes(grey)
    if lightest - darkest < _FAINT:
        return ImageOps.autocontrast(grey).convert("RGB")
    return picture.convert("RGB")


def _extremes(grey: Image.Image) -> tuple[int, int]:
    present = [level for level, count in enumerate(grey.histogram()) if count]
    return present[0], present[-1]


def spans(picture: Image.Image) -> int:
    """How many grey levels lie between the darkest and the lightest point."""
    darkest, lightest = _extremes(picture.convert("L"))
    return lightest - darkest


@cache
def _engine() -> "RapidOCR":
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        reason = "图片中的文字未能识别；安装 seclint[ocr] 后可审查"
        raise ExtractError("needs-ocr", reason) from error
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LARGEST,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECT_AT,
        }
    )


def _read(picture: Image.Image) -> list[Row]:
    import numpy

    found: Any = _engine()(numpy.asarray(picture)[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return []
    return [
        Row(text, *_bounds(box), float(score))
        for box, text, score in zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        if text.strip()
    ]


def _bounds(box: list[list[float]]) -> tuple[int, int, int, int]:
    across, down = zip(*box, strict=True)
    return int(min(across)), int(min(down)), int(max(across)), int(max(down))


def _joined(found: list[Row]) -> list[Row]:
    """Boxes that stand beside each other are one line."""
    lines: list[list[Row]] = []
    for row in sorted(found, key=lambda row: row.top + row.bottom):
        if lines and _beside(lines[-1][-1], row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [_line(sorted(line, key=lambda row: row.left)) for line in lines]


def _beside(one: Row, other: Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return 2 * shared > min(one.bottom - one.top, other.bottom - other.top)


def _line(line: list[Row]) -> Row:
    text = line[0].text
    for before, row in pairwise(line):
        wide = row.left - before.right > _WIDE * (row.bottom - row.top)
        text += ("\t" if wide else "") + row.text
    return Row(
        text,
        min(row.left for row in line),
        min(row.top for row in line),
        max(row.right for row in line),
        max(row.bottom for row in line),
        min(row.score for row in line),
    )
