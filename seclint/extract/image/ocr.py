"""ocr: texts in a picture, read by the models of the extra `ocr`, in the order of their lines.

The model for the direction of a line is not used: it turns lines of digits (an identity card
beside a bank card) upside down. Which way up a page is, is decided for all of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import hypot
from typing import Any

from PIL import Image

from seclint.extract.image.bands import Band
from seclint.extract.image.rows import Piece, Row, once, rows

_SIDE = 1280
"""Pixels of the longer side that lines are looked for in: finds 6 px text in an A4 scan."""

_MOST_ZOOM = 4.0
"""A small picture is enlarged so much: 6 px text is read, 4 px is not."""

_PAD = 24
_BREATH = 50
"""Lines after which it is told that work goes on."""

_THREADS = 4
_POOR = 0.8
"""A mean score below which a page may stand on its head."""


@contextmanager
def _no_trial_of_sockets() -> Iterator[None]:
    """While it holds, nobody opens a socket to see whether there is IPv6, as urllib3 does.

    The reader's package imports that, though nothing is ever fetched.
    """
    import socket

    before = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = before


@cache
def engine() -> Any:
    """The reader of this process, or None without the extra."""
    try:
        with _no_trial_of_sockets():
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
            "Det.max_candidates": 10_000,
            # Short lines are not padded to the width of long ones: a table is read thrice as fast.
            "Rec.rec_img_shape": [3, 48, 64],
            # Each thread takes address space, which is limited where files are read.
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_THREADS, os.cpu_count() or 1),
        }
    )


def read(parts: list[Band]) -> Iterator[tuple[Row, ...] | None]:
    """The rows of a picture as its last item; None before that now and then, as it goes on."""
    pieces: list[Piece] = []
    for number, band in enumerate(parts, start=1):
        for found in _read(band.picture):
            if found is None:
                yield None
            else:
                pieces.append(_moved(found, band))
        if number < len(parts):
            yield None
    yield rows(once(pieces) if len(parts) > 1 else pieces)


def _moved(piece: Piece, band: Band) -> Piece:
    left, top, right, bottom = piece.box
    box = (left + band.left, top + band.top, right + band.left, bottom + band.top)
    return piece._replace(box=box)


def _read(picture: Image.Image) -> Iterator[Piece | None]:
    """The lines of a picture, and None now and then."""
    zoom = min(_MOST_ZOOM, max(1.0, _SIDE / max(picture.size)))
    framed = _framed(picture, zoom)
    found = [_Line(corners, zoom) for corners in _corners(framed)]
    pieces: list[Piece] = []
    for number, line in enumerate(found, start=1):
        pieces.append(line.read(framed))
        if number % _BREATH == 0:
            yield None
    if pieces and _quality(pieces) < _POOR and _turned(framed, found, pieces):
        for number, line in enumerate(found):
            if number % _BREATH == 0:
                yield None
            pieces[number] = line.read(framed, turned=True)
    yield from pieces


class _Line:
    """Where a line stands in the enlarged and framed picture."""

    def __init__(self, corners: list[list[float]], zoom: float) -> None:
        self._corners = corners
        across = [(x - _PAD) / zoom for x, _ in corners]
        down = [(y - _PAD) / zoom for _, y in corners]
        self._box = (min(across), min(down), max(across), max(down))
        run, height = across[1] - across[0], down[3] - down[0]
        self._slope = (down[1] - down[0]) / run if run > 3 * height > 0 else 0.0

    @property
    def length(self) -> float:
        """Pixels of its longer side."""
        left, top, right, bottom = self._box
        return max(right - left, bottom - top)

    def read(self, framed: Image.Image, *, turned: bool = False) -> Piece:
        """What it says; no text where nothing could be made out."""
        line = self._cut(framed)
        if turned:
            line = line.transpose(Image.Transpose.ROTATE_180)
        result = engine()(line, use_det=False, use_rec=True)
        text = (result.txts or ("",))[0]
        score = float((result.scores or (0.0,))[0]) if text.strip() else 0.0
        return Piece(text, self._box, score, self._slope, turned)

    def _cut(self, framed: Image.Image) -> Image.Image:
        """The line by itself, level; one that runs down is laid on its side."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self._corners
        width = max(1, round(max(hypot(x1 - x0, y1 - y0), hypot(x2 - x3, y2 - y3))))
        height = max(1, round(max(hypot(x3 - x0, y3 - y0), hypot(x2 - x1, y2 - y1))))
        quad = (x0, y0, x3, y3, x2, y2, x1, y1)
        line = framed.transform(
            (width, height), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC
        )
        return line.transpose(Image.Transpose.ROTATE_90) if height >= 1.5 * width else line


def _corners(framed: Image.Image) -> list[list[list[float]]]:
    """Corners of each line, clockwise from where it begins."""
    result = engine()(framed, use_det=True, use_rec=False)
    boxes = None if result is None else result.boxes
    return [] if boxes is None else boxes.tolist()


def _quality(pieces: list[Piece]) -> float:
    """The mean score of a character."""
    characters = sum(len(piece.text) or 1 for piece in pieces) or 1
    return sum(piece.score * len(piece.text) for piece in pieces) / characters


def _turned(framed: Image.Image, found: list[_Line], pieces: list[Piece]) -> bool:
    """Are the longest lines better read upside down?"""
    longest = sorted(zip(found, pieces, strict=True), key=lambda pair: -pair[0].length)[:8]
    better = sum(line.read(framed, turned=True).score > piece.score for line, piece in longest)
    return better * 2 > len(longest)


def _framed(picture: Image.Image, zoom: float) -> Image.Image:
    """Enlarged, with a margin: text at the very edge is not found; nor is it in a long strip."""
    if zoom > 1:
        size = (round(picture.width * zoom), round(picture.height * zoom))
        picture = picture.resize(size, Image.Resampling.BICUBIC)
    height = max(picture.height + 2 * _PAD, (picture.width + 2 * _PAD) // 7)
    framed = Image.new("RGB", (picture.width + 2 * _PAD, height), picture.getpixel((0, 0)))
    framed.paste(picture, (_PAD, _PAD))
    return framed
