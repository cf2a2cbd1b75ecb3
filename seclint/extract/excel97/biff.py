"""BIFF, the records of Excel's older files: [MS-XLS] 2.1.4, for BIFF5 and BIFF8.

A record of more than 8,224 bytes goes on in CONTINUE records; where one begins within the
characters of a string, a byte tells anew how wide they are ([MS-XLS] 2.5.293).
"""

from collections.abc import Iterator
from struct import Struct, pack, unpack
from typing import NamedTuple

from seclint.extract.ole2.narrow import narrow

BOF, EOF = 0x0809, 0x000A
_CONTINUE = b"\x3c\0"
OLD_BOFS = {0x0009: 2, 0x0209: 3, 0x0409: 4}
"""Records that begin a stream of BIFF2, 3 and 4."""
BIFF8 = 0x0600
CHART = 0x0020
"""A kind of substream."""

_HEADER = Struct("<HH")


class ShortRecordError(ValueError):
    """A record ends before what it must hold."""


class Record(NamedTuple):
    """A record from its offset `at` to `end`; `seams` are where in `data` CONTINUE records begin.

    `data` is shorter than the record says where `whole` is False: the stream ends there.
    """

    kind: int
    data: bytes
    at: int
    end: int
    seams: tuple[int, ...] = ()
    whole: bool = True


def records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """Records from an offset on, those with CONTINUE records as one; ends before padding."""
    size = len(stream)
    while at + 4 <= size:
        kind, length = _HEADER.unpack_from(stream, at)
        if not (kind or length):
            return
        end = at + 4 + length
        if stream[end : end + 2] == _CONTINUE:
            record = _joined(stream, at)
        else:
            record = Record(kind, stream[at + 4 : end], at, min(end, size), (), end <= size)
        yield record
        at = record.end


def _joined(stream: bytes, at: int) -> Record:
    """A record and the CONTINUE records behind it."""
    kind, length = _HEADER.unpack_from(stream, at)
    start, parts, seams, held = at, [], [], 0
    while True:
        end = at + 4 + length
        parts.append(stream[at + 4 : end])
        held += len(parts[-1])
        if stream[end : end + 2] != _CONTINUE or end + 4 > len(stream):
            break
        seams.append(held)
        at, length = end, _HEADER.unpack_from(stream, end)[1]
    whole = end <= len(stream)
    return Record(kind, b"".join(parts), start, min(end, len(stream)), tuple(seams), whole)


def substream(stream: bytes, at: int) -> Iterator[Record]:
    """Records from a BOF to its EOF; substreams may stand inside."""
    depth = 0
    for record in records(stream, at):
        yield record
        if record.kind == BOF:
            depth += 1
        elif record.kind == EOF:
            depth -= 1
            if depth <= 0:
                return


def of_rk(number: int) -> float:
    """A number in 32 bits ([MS-XLS] 2.5.217)."""
    if number & 2:
        value = float((number >> 2) - (0x40000000 if number & 0x80000000 else 0))
    else:
        (value,) = unpack("<d", bytes(4) + pack("<I", number & 0xFFFFFFFC))
    return value / 100 if number & 1 else value


class Reader:
    """Reads the fields of a record from `at` on; ShortRecordError where there are no more."""

    def __init__(self, record: Record, at: int = 0, encoding: str = "") -> None:
        self.data = record.data
        self.at = at
        self._encoding = encoding  # of bytes, in BIFF5
        self._seams = [seam for seam in record.seams if seam >= at]
        self._seams.append(len(self.data))
        self._seams.reverse()

    @property
    def left(self) -> int:
        """Bytes that are not read yet."""
        return len(self.data) - self.at

    def take(self, count: int) -> bytes:
        """The next bytes."""
        start, self.at = self.at, self.at + count
        if count < 0 or self.at > len(self.data):
            raise ShortRecordError
        return self.data[start : self.at]

    def number(self, size: int) -> int:
        """An unsigned number of `size` bytes."""
        return int.from_bytes(self.take(size), "little")

    def string(self, size: int = 2) -> str:
        """A string behind its length, which takes `size` bytes: XLUnicodeString, or bytes."""
        return self.chars(self.number(size))

    def chars(self, count: int) -> str:
        """XLUnicodeStringNoCch: `count` characters, rich or not; in BIFF5 as many bytes."""
        if self._encoding:
            return narrow(self.take(count), self._encoding)
        return self.marked(count, self.number(1))

    def marked(self, count: int, flags: int) -> str:
        """The characters behind these flags; runs and readings behind them are passed over."""
        runs = self.number(2) if flags & 8 else 0
        extra = self.number(4) if flags & 4 else 0
        text = self.letters(count, wide=bool(flags & 1))
        if runs or extra:
            self.take(4 * runs + extra)
        return text

    def letters(self, count: int, *, wide: bool) -> str:
        """So many characters, past all seams."""
        parts = []
        while count:
            room = self._room()
            if not room:
                wide = bool(self.number(1) & 1)
                room = self._room()
            number = min(count, room >> wide)
            raw = self.take(number << wide)
            parts.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= number
            if not number:
                raise ShortRecordError
        return "".join(parts)

    def _room(self) -> int:
        """Bytes up to the next seam; 0 at a seam that is not passed yet."""
        seams = self._seams
        while seams and seams[-1] < self.at:
            seams.pop()
        if not seams:
            raise ShortRecordError
        if seams[-1] == self.at and len(seams) > 1:
            seams.pop()
            return 0
        return seams[-1] - self.at

    def seam(self) -> int:
        """Where the next CONTINUE record begins, or the end."""
        seams = self._seams
        while len(seams) > 1 and seams[-1] <= self.at:
            seams.pop()
        return seams[-1]
