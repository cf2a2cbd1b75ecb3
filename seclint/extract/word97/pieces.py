"""The piece table ([MS-DOC] 2.8.35): the text of a Word document, one `str` by position.

Each position (CP) is one character of it: what takes two positions is followed by a NUL, so that
offsets hold.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.likeness import likeness
from seclint.extract.word97.sprm import short

FILLER = "\0"
_LONGEST = 1024  # bytes of a list of modifiers
_COMPRESSED = 0x40000000
_ASTRAL = re.compile("([\U00010000-\U0010ffff])")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class Piece(NamedTuple):
    """Positions `start` to `end` stand from byte `offset` on, `width` bytes each.

    `modifier` is a list of properties (grpprl) that hold for all of it.
    """

    start: int
    end: int
    offset: int
    width: int
    modifier: bytes


class Pieces:
    """The pieces of a text in order, and the text."""

    def __init__(self, word: bytes, table: bytes) -> None:
        """`table` is the Clx. Raises ExtractError("damaged") where it holds no piece table."""
        self.pieces = tuple(_pieces(table, len(word)))
        self._starts = [piece.start for piece in self.pieces]
        texts = [_text(piece, word) for piece in self.pieces]
        self.text = "".join(texts)
        self.whole = bool(texts) and all(
            piece.offset + (piece.end - piece.start) * piece.width <= len(word)
            for piece in self.pieces
        )
        """Whether the stream holds all bytes of all pieces."""

    def at(self, position: int) -> Piece:
        """The piece that holds a position."""
        return self.pieces[max(0, bisect_right(self._starts, position) - 1)]

    def offset(self, position: int) -> int:
        """Where in the stream the character at a position stands."""
        piece = self.at(position)
        return piece.offset + (position - piece.start) * piece.width

    def spans(self) -> Iterator[tuple[int, int]]:
        """Stretches of the stream that the pieces read."""
        for piece in self.pieces:
            yield piece.offset, piece.offset + (piece.end - piece.start) * piece.width


def _pieces(table: bytes, most: int) -> Iterator[Piece]:
    """At most `most` characters in all: pieces that overlap must not multiply the text."""
    modifiers, packed = _parts(table)
    count = (len(packed) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", packed)
    at, left = positions[0], most
    for number in range(count):
        length = positions[number + 1] - positions[number]
        if length <= 0 or length > left:
            if length:
                raise ExtractError("damaged", "Word 文档的文字块表已损坏，未能审查")
            continue
        left -= length
        offset, modifier = struct.unpack_from("<IH", packed, 4 * (count + 1) + 8 * number + 2)
        small = bool(offset & _COMPRESSED)
        start = (offset & 0x3FFFFFFF) // 2 if small else offset & 0x3FFFFFFF
        applied = _modifier(modifier, modifiers)
        yield Piece(at, at + length, start, 1 if small else 2, applied)
        at += length


def _parts(table: bytes) -> tuple[list[bytes], bytes]:
    """The lists of modifiers, and the table of pieces. Raises ExtractError("damaged")."""
    at, modifiers = 0, []
    while at < len(table) and table[at] == 1:
        size = int.from_bytes(table[at + 1 : at + 3], "little")
        modifiers.append(table[at + 3 : at + 3 + min(size, _LONGEST)])
        at += 3 + size
    size = int.from_bytes(table[at + 1 : at + 5], "little")
    packed = table[at + 5 : at + 5 + size]
    if table[at : at + 1] != b"\2" or len(packed) < 16:
        raise ExtractError("damaged", "Word 文档的文字块表缺失，未能审查")
    return modifiers, packed


def _modifier(modifier: int, modifiers: list[bytes]) -> bytes:
    if not modifier & 1:
        return short(modifier)
    number = modifier >> 1
    return modifiers[number] if number < len(modifiers) else b""


# --- characters ------------------------------------------------------------------------------


def _text(piece: Piece, word: bytes) -> str:
    length = piece.end - piece.start
    data = word[piece.offset : piece.offset + length * piece.width]
    text = narrow(data) if piece.width == 1 else _wide(data)
    return text[:length].ljust(length, FILLER)


def _wide(data: bytes) -> str:
    text = data.decode("utf-16-le", "replace")
    return text if 2 * len(text) >= len(data) else _ASTRAL.sub("\\1" + FILLER, text)


def narrow(data: bytes) -> str:
    """Bytes are Windows-1252 by the book; some programs write GBK, which reads like Chinese."""
    if _HIGH.search(data):
        try:
            text = data.decode("gbk")
        except UnicodeDecodeError:
            text = ""
        foreign = "".join(_FOREIGN.findall(text))
        if foreign and likeness(foreign) > 0.6:
            return _FOREIGN.sub(lambda match: match[0] + FILLER, text)
    return data.decode("latin-1").translate(_WESTERN)
