"""Formatted disk pages ([MS-DOC] 2.9.33, 2.9.35): which properties hold from which byte on."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_PAGE = 512


class Stretch(NamedTuple):
    """Bytes of the WordDocument stream, and the list of properties (grpprl) that holds there.

    `style` is the number of the paragraph's style; 0 for characters, whose lists name their own.
    """

    start: int
    end: int
    packed: bytes
    style: int = 0


class Formatting:
    """Stretches in the order of their bytes."""

    def __init__(self, stretches: Iterator[Stretch]) -> None:
        self._stretches = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in self._stretches]

    def at(self, offset: int) -> Stretch:
        """The stretch that holds a byte; one without properties where none does."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._stretches[index].end:
            return self._stretches[index]
        return Stretch(offset, offset + 1, b"")

    def within(self, start: int, end: int) -> Iterator[Stretch]:
        """Stretches that begin in, or reach into, these bytes."""
        index = max(0, bisect_right(self._starts, start) - 1)
        for stretch in self._stretches[index : bisect_right(self._starts, end)]:
            if stretch.end > start and stretch.start < end:
                yield stretch


def characters(word: bytes, plc: bytes) -> Formatting:
    """Properties of characters; `plc` is PlcBteChpx."""
    return Formatting(_stretches(word, plc, paragraphs=False))


def paragraphs(word: bytes, plc: bytes) -> Formatting:
    """Properties of paragraphs; `plc` is PlcBtePapx."""
    return Formatting(_stretches(word, plc, paragraphs=True))


def pages(plc: bytes) -> Iterator[tuple[int, int]]:
    """Stretches of the stream that are pages, each once."""
    count = (len(plc) - 4) // 8
    if count > 0:
        numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1))
        for number in dict.fromkeys(number & 0x3FFFFF for number in numbers):
            yield number * _PAGE, number * _PAGE + _PAGE


def _stretches(word: bytes, plc: bytes, *, paragraphs: bool) -> Iterator[Stretch]:
    for start, end in pages(plc):
        page = word[start:end]
        if len(page) == _PAGE:
            yield from _paragraphs(page) if paragraphs else _characters(page)


def _characters(page: bytes) -> Iterator[Stretch]:
    count = min(page[511], 101)  # more than these do not fit
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + number]
        packed = page[at + 1 : at + 1 + page[at]] if at else b""
        yield Stretch(offsets[number], offsets[number + 1], packed)


def _paragraphs(page: bytes) -> Iterator[Stretch]:
    count = min(page[511], 29)  # more than these do not fit
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + 13 * number]
        size = 2 * page[at] - 1
        if at and not page[at] and at + 1 < _PAGE:
            at, size = at + 1, 2 * page[at + 1]
        held = page[at + 1 : at + 1 + size] if at else b""
        style = int.from_bytes(held[:2], "little")
        yield Stretch(offsets[number], offsets[number + 1], held[2:], style)
