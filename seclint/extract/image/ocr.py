"""ocr: texts in a picture, read by the models of the extra `ocr`, in the order of their lines.

The model for the direction of a line is not used: it turns lines of digits (an identity card
beside a bank card) upside down. Which way up a page is, is decided for all of it.
"""

from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any, NamedTuple

from PIL import Image

from seclint.extract.image.bands import Band, bands

_SIDE = 1280
"""Pixels of the longer side that lines are looked for in: finds 6 px text in an A4 scan."""

_MOST_ZOOM = 4.0
"""A small picture is enlarged so much: 6 px text is read, 4 px is not."""

_PAD = 24
_THREADS = 4
_POOR = 0.8
"""A mean score below which a page may stand on its head."""

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


@cache
def engine() -> Any:
    """The reader of this process, or None without the extra."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    import os
    from pathlib import Path

    import rapidocr

    # A distribution without its models would fetch them from the network.
    if len(list((Path(rapidocr.__file__).parent / "models").glob("*.onnx"))) < 2:
        return None
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 100_000,
            "Global.text_score": 0.0,
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            # Each thread takes address space, which is limited where files are read.
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_THREADS, os.cpu_count() or 1),
        }
    )


def read(picture: Image.Image) -> Iterator[tuple[Row, ...] | None]:
    """The rows of a picture as its last item; None before that for each part that is done."""
    pieces: list[Piece] = []
    parts = bands(picture)
    for number, band in enumerate(parts, start=1):
        pieces.extend(_moved(piece, band) for piece in _read(band.picture))
        if number < len(parts):
            yield None
    yield rows(_once(pieces) if len(parts) > 1 else pieces)


def _moved(piece: Piece, band: Band) -> Piece:
    left, top, right, bottom = piece.box
    box = (left + band.left, top + band.top, right + band.left, bottom + band.top)
    return piece._replace(box=box)


def _read(picture: Image.Image) -> list[Piece]:
    pieces = _found(picture) or _seen(picture)
    if not pieces or _quality(pieces) >= _POOR or not _turned(picture, pieces):
        return pieces
    over = _found(picture.transpose(Image.Transpose.ROTATE_180))
    if _quality(over) <= _quality(pieces):
        return pieces
    return [
        piece._replace(box=_upside_down(piece.box, picture.size), turned=True) for piece in over
    ]


def _upside_down(box: Box, size: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    return size[0] - right, size[1] - bottom, size[0] - left, size[1] - top


def _quality(pieces: list[Piece]) -> float:
    """The mean score of a character."""
    characters = sum(len(piece.text) or 1 for piece in pieces) or 1
    return sum(piece.score * len(piece.text) for piece in pieces) / characters


def _turned(picture: Image.Image, pieces: list[Piece]) -> bool:
    """Are the longest lines better read upside down?"""
    longest = sorted(pieces, key=lambda piece: -max(piece.width, piece.height))[:8]
    better = 0
    for piece in longest:
        line = picture.crop(piece.box)
        if piece.upright:
            line = line.transpose(Image.Transpose.ROTATE_90)
        line = line.transpose(Image.Transpose.ROTATE_180)
        result = engine()(line, use_det=False, use_rec=True)
        better += (result.scores or (0.0,))[0] > piece.score
    return better * 2 > len(longest)


def _found(picture: Image.Image) -> list[Piece]:
    zoom = _zoom(picture)
    result = engine()(_framed(picture, zoom), use_det=True, use_rec=True)
    if result is None or result.txts is None or result.boxes is None:
        return []
    found = zip(result.txts, result.boxes.tolist(), result.scores, strict=True)
    return [_piece(text, corners, float(score), zoom) for text, corners, score in found]


def _seen(picture: Image.Image) -> list[Piece]:
    """Lines of which not a character could be read: upside down, say, or in another script."""
    zoom = _zoom(picture)
    result = engine()(_framed(picture, zoom), use_det=True, use_rec=False)
    boxes = [] if result is None or result.boxes is None else result.boxes.tolist()
    return [_piece("", corners, 0.0, zoom) for corners in boxes]


def _zoom(picture: Image.Image) -> float:
    return min(_MOST_ZOOM, max(1.0, _SIDE / max(picture.size)))


def _framed(picture: Image.Image, zoom: float) -> Image.Image:
    """Enlarged, with a margin: text at the very edge is not found; nor is it in a long strip."""
    if zoom > 1:
        size = (round(picture.width * zoom), round(picture.height * zoom))
        picture = picture.resize(size, Image.Resampling.BICUBIC)
    height = max(picture.height + 2 * _PAD, (picture.width + 2 * _PAD) // 7)
    framed = Image.new("RGB", (picture.width + 2 * _PAD, height), picture.getpixel((0, 0)))
    framed.paste(picture, (_PAD, _PAD))
    return framed


def _piece(text: str, corners: list[list[float]], score: float, zoom: float) -> Piece:
    across = [(x - _PAD) / zoom for x, _ in corners]
    down = [(y - _PAD) / zoom for _, y in corners]
    box = (min(across), min(down), max(across), max(down))
    run = across[1] - across[0]
    slope = (down[1] - down[0]) / run if run > 3 * (down[3] - down[0]) > 0 else 0.0
    return Piece(text, box, score, slope)


def _once(pieces: list[Piece]) -> list[Piece]:
    """Without what two overlapping bands both show; the longer text is kept."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -len(piece.text)):
        if not any(piece.text in other.text and _overlap(piece, other) for other in kept):
            kept.append(piece)
    return kept


def _overlap(one: Piece, other: Piece) -> bool:
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return across > 0.5 * one.width and down > 0.5 * one.height


# --- rows --------------------------------------------------------------------------------------


def rows(pieces: list[Piece]) -> tuple[Row, ...]:
    """Pieces that stand on one line as one row, from top to bottom; then columns from the right."""
    if sum(piece.turned for piece in pieces) * 2 <= len(pieces):
        return _rows(pieces)
    over = _rows([piece._replace(box=_upside_down(piece.box, (0, 0))) for piece in pieces])
    return tuple(
        tuple(piece._replace(box=_upside_down(piece.box, (0, 0))) for piece in row) for row in over
    )


def _rows(pieces: list[Piece]) -> tuple[Row, ...]:
    slopes = [piece.slope for piece in pieces if piece.slope]
    slope = median(slopes) if slopes else 0.0

    def level(piece: Piece) -> float:
        left, top, right, bottom = piece.box
        return (top + bottom) / 2 - slope * (left + right) / 2

    found: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if not p.upright), key=level):
        last = found[-1][-1] if found else None
        if last and level(piece) - level(last) < 0.5 * min(piece.height, last.height):
            found[-1].append(piece)
        else:
            found.append([piece])
    columns = sorted((p for p in pieces if p.upright), key=lambda piece: -piece.box[2])
    level_rows = [tuple(sorted(row, key=lambda piece: piece.box[0])) for row in found]
    return (*level_rows, *((column,) for column in columns))


def joined(before: Piece, after: Piece) -> str:
    """What `after` adds to its row: its text, and what parts it from `before`.

    Where one stands over the other (two bands share it), what both show is told once.
    """
    height = min(before.height, after.height) or 1
    apart = before.box[0] - after.box[2] if after.turned else after.box[0] - before.box[2]
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
