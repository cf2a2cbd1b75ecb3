"""The text of a Word document with its properties: paragraphs, runs, fields, in any subdocument."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.word97.fib import CHARACTERS, PARAGRAPHS, PIECES, SECTIONS, STYLES, Fib
from seclint.extract.word97.fkp import Formatting, characters, pages, paragraphs
from seclint.extract.word97.look import Look, Looks, Styles, shaded, shaded_row
from seclint.extract.word97.pieces import Pieces
from seclint.extract.word97.sprm import (
    DEEPER,
    DEPTH,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    ROW_END,
    properties,
)

_MARK = re.compile("[\r\x07\x0c]")
_DEEPEST = 16  # tables in tables


class Run(NamedTuple):
    """Characters that look the same; `shaded` says that they stand on a dark ground."""

    text: str
    look: Look
    shaded: bool = False


class Paragraph(NamedTuple):
    """Positions `start` to `end`, its mark included.

    `depth` counts the tables around it; `ends` says what its mark ends: "", cell or row.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    mark: Look
    depth: int
    ends: str
    shaded_row: bool


class _Ground(NamedTuple):
    depth: int
    ends: str
    style: int
    shaded: bool
    shaded_row: bool


class WordText:
    """Everything that the tables say of the text, by position."""

    def __init__(self, fib: Fib, word: bytes, table: bytes) -> None:
        """Raises ExtractError("damaged") where there is no piece table."""
        self.pieces = Pieces(word, _cut(fib, table, PIECES))
        self.text = self.pieces.text
        self._fib = fib
        self._table = table
        self._characters = characters(word, _cut(fib, table, CHARACTERS))
        self._paragraphs = paragraphs(word, _cut(fib, table, PARAGRAPHS))
        self._looks = Looks(Styles(_cut(fib, table, STYLES)))
        self._sections = frozenset(self._section_ends())
        self._starts, self._packed = _runs(self.pieces, self._characters)

    def read(self) -> Iterator[tuple[int, int]]:
        """Stretches of the WordDocument stream that hold text or properties."""
        yield from self.pieces.spans()
        for number in (CHARACTERS, PARAGRAPHS):
            yield from pages(_cut(self._fib, self._table, number))

    def _section_ends(self) -> Iterator[int]:
        plc = _cut(self._fib, self._table, SECTIONS)
        for at in range(4, 4 * ((len(plc) - 4) // 16 + 1), 4):
            yield int.from_bytes(plc[at : at + 4], "little")

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """Paragraphs between two positions; the last one may lack its mark."""
        end = min(end, len(self.text))
        at = start
        for match in _MARK.finditer(self.text, start, end):
            if match[0] != "\x0c" or match.end() in self._sections:
                yield self._paragraph(at, match.end())
                at = match.end()
        if at < end:
            yield self._paragraph(at, end)

    def _paragraph(self, start: int, end: int) -> Paragraph:
        mark = self.text[end - 1]
        ground = self._ground(end - 1, mark)
        marked = bool(_MARK.match(mark))
        runs = tuple(self._within(start, end - 1 if marked else end, ground))
        look = self._looks.of(*self._packed[self._index(end - 1)], ground.style)
        return Paragraph(start, end, runs, look, ground.depth, ground.ends, ground.shaded_row)

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def _within(self, start: int, end: int, ground: _Ground) -> Iterator[Run]:
        first, last = self._index(start), bisect_left(self._starts, end)
        for index in range(first, last):
            begin = max(start, self._starts[index])
            until = self._starts[index + 1] if index + 1 < len(self._starts) else end
            if text := self.text[begin : min(end, until)]:
                look = self._looks.of(*self._packed[index], ground.style)
                yield Run(text, look, ground.shaded)

    def _ground(self, position: int, mark: str) -> _Ground:
        stretch = self._paragraphs.at(self.pieces.offset(position))
        found = properties(stretch.packed + self.pieces.at(position).modifier)
        depth = _number(found.get(DEPTH, b"")) + _number(found.get(DEEPER, b""))
        if not depth and (_is_on(found, IN_TABLE) or mark == "\x07"):
            depth = 1
        return _Ground(
            depth=max(0, min(depth, _DEEPEST)),
            ends=_ends(found, mark),
            style=stretch.style,
            shaded=shaded(found),
            shaded_row=shaded_row(found),
        )


def _ends(found: dict[int, bytes], mark: str) -> str:
    if _is_on(found, ROW_END) or _is_on(found, INNER_ROW_END):
        return "row"
    return "cell" if mark == "\x07" or _is_on(found, INNER_CELL) else ""


def _is_on(found: dict[int, bytes], code: int) -> bool:
    return found.get(code, b"\0")[:1] == b"\1"


def _number(operand: bytes) -> int:
    return int.from_bytes(operand[:4], "little", signed=True)


def _cut(fib: Fib, table: bytes, number: int) -> bytes:
    start, end = fib.table(number)
    return table[start:end]


Packed = tuple[bytes, bytes]
"""The properties of a run, and those that its piece adds."""


def _runs(pieces: Pieces, formatting: Formatting) -> tuple[list[int], list[Packed]]:
    """Where runs begin, in order, and their lists of properties.

    There are no more of them than characters, since each has one at least.
    """
    starts, packed = [0], [(b"", b"")]
    for piece in pieces.pieces:
        stop = piece.offset + (piece.end - piece.start) * piece.width
        at = piece.start
        for stretch in formatting.within(piece.offset, stop):
            begin = piece.start + (max(stretch.start, piece.offset) - piece.offset) // piece.width
            until = piece.start + (min(stretch.end, stop) - piece.offset) // piece.width
            if begin > at:
                starts.append(at)
                packed.append((b"", piece.modifier))
            if until > max(at, begin):
                starts.append(max(at, begin))
                packed.append((stretch.packed, piece.modifier))
                at = until
        if at < piece.end:
            starts.append(at)
            packed.append((b"", piece.modifier))
    return starts, packed
