"""ifd: the tags of TIFF and EXIF ([TIFF 6.0], section 2), and the bytes that they account for."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_MOST_IFDS = 200
_MOST_TAGS = 4096
_MOST_BYTES = 16 << 20

EXIF, GPS, INTEROPERABILITY, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A
_BELOW = (EXIF, GPS, INTEROPERABILITY, SUB_IFDS)
ASCII, UTF8 = 2, 129


class Tag(NamedTuple):
    """A tag in the IFD `group` (0x8769 is Exif, 0x8825 GPS, else 0) of page `page`, from 0."""

    group: int
    page: int
    number: int
    kind: int
    data: bytes
    order: str

    def integers(self) -> tuple[int, ...]:
        """The values, if they are whole numbers."""
        letter = {1: "B", 3: "H", 4: "I", 13: "I"}.get(self.kind)
        if letter is None:
            return ()
        count = len(self.data) // struct.calcsize(letter)
        return struct.unpack(f"{self.order}{count}{letter}", self.data)

    def rationals(self) -> tuple[float, ...]:
        """The values, if they are fractions; 0 for one that is divided by 0."""
        if self.kind not in (5, 10):
            return ()
        letter = "I" if self.kind == 5 else "i"
        pairs = struct.iter_unpack(f"{self.order}2{letter}", self.data)
        return tuple(above / below if below else 0.0 for above, below in pairs)


class Ifds:
    """Every IFD of a TIFF (or of EXIF) that its first one leads to; broken ones are left out."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.order = ">" if data[:2] == b"MM" else "<"
        self.extents: list[tuple[int, int]] = [(0, 8)]
        """(start, end) of every byte that a tag, or a table of tags, accounts for."""
        self.tags: list[Tag] = []
        self.broken = False
        """Whether a table or a value lies outside the file, or there are too many."""
        self._seen: set[int] = set()
        if first := self._number("I", 4):
            self._chain(first)
        self._pixels()

    def _number(self, letter: str, at: int) -> int:
        size = struct.calcsize(letter)
        if not 0 <= at <= len(self._data) - size:
            self.broken = True
            return 0
        found: int = struct.unpack_from(self.order + letter, self._data, at)[0]
        return found

    def _chain(self, at: int) -> None:
        pending = [(at, 0, 0)]
        page = 0
        while pending:
            at, group, number = pending.pop()
            if at in self._seen or len(self._seen) >= _MOST_IFDS:
                self.broken = True
                continue
            self._seen.add(at)
            following = self._table(at, group, number, pending)
            if following and group == 0:
                page += 1
                pending.append((following, 0, page))

    def _table(self, at: int, group: int, page: int, pending: list[tuple[int, int, int]]) -> int:
        """Offset of the next IFD."""
        count = min(self._number("H", at), _MOST_TAGS)
        end = at + 2 + 12 * count
        self.extents.append((at, end + 4))
        for entry in range(at + 2, min(end, len(self._data) - 11), 12):
            tag = self._tag(entry, group, page)
            if tag is None:
                continue
            self.tags.append(tag)
            if tag.number in _BELOW:
                below = 0x10000 if tag.number == SUB_IFDS else tag.number
                pending.extend((offset, below, page) for offset in tag.integers()[:50])
        return self._number("I", end) if end + 4 <= len(self._data) else 0

    def _tag(self, entry: int, group: int, page: int) -> Tag | None:
        number, kind, count = struct.unpack_from(f"{self.order}HHI", self._data, entry)
        size = _SIZES.get(kind, 1) * count
        start = entry + 8 if size <= 4 else self._number("I", entry + 8)
        if start + size > len(self._data):
            self.broken = True
        if size > 4:
            self.extents.append((start, min(start + size, len(self._data))))
        data = self._data[start : start + min(size, _MOST_BYTES)]
        unit = _SIZES.get(kind, 1)
        return Tag(group, page, number, kind, data[: len(data) // unit * unit], self.order)

    def _pixels(self) -> None:
        """Strips and tiles, and the pictures that EXIF holds."""
        values = {(tag.page, tag.group, tag.number): tag.integers() for tag in self.tags}
        for starts, sizes in ((273, 279), (324, 325), (0x201, 0x202), (288, 289)):
            for (page, group, number), offsets in values.items():
                if number == starts:
                    lengths = values.get((page, group, sizes), ())
                    spans = zip(offsets, lengths, strict=False)
                    self.extents.extend((start, start + length) for start, length in spans)

    def gaps(self) -> Iterator[bytes]:
        """What lies between and behind all of these."""
        at = 0
        for start, end in sorted(self.extents):
            if start > at:
                yield self._data[at:start]
            at = max(at, end)
        yield self._data[at:]

    def thumbnail(self) -> bytes:
        """The small JPEG that EXIF keeps beside the picture, b"" where there is none."""
        found = {tag.number: tag.integers() for tag in self.tags if tag.group == 0}
        start, length = found.get(0x201, (0,)) or (0,), found.get(0x202, (0,)) or (0,)
        return self._data[start[0] : start[0] + length[0]]
