"""The shared strings of an xls workbook ([MS-XLS] 2.4.265), and which of them cells show."""

from collections.abc import Iterator
from struct import Struct, iter_unpack

from seclint.extract.excel97.biff import Reader, Record, ShortRecordError

_HEAD = Struct("<HB")
_RICH, _EXTENDED = 8, 4


class Strings:
    """Strings by their number; `runs` are fonts and `readings` phonetics of those that have any."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.runs: dict[int, tuple[tuple[int, int], ...]] = {}
        self.readings: dict[int, str] = {}
        self.missing = 0
        self._used = bytearray()

    def read(self, record: Record) -> None:
        """Read an SST record; `missing` says how many strings it does not hold."""
        reader = Reader(record)
        unique = 0
        try:
            reader.take(4)
            unique = reader.number(4)
            while len(self.texts) < unique:
                self.texts.append(self._plain(reader))
        except ShortRecordError:
            self.missing = max(1, unique - len(self.texts))
        self._used = bytearray(len(self.texts))

    def use(self, index: int) -> str:
        """A string that a cell shows. Raises IndexError."""
        self._used[index] = 1
        return self.texts[index]

    def unused(self) -> Iterator[tuple[int, str]]:
        """Strings that no cell shows, by their numbers."""
        return (
            (number, text)
            for number, text in enumerate(self.texts)
            if not self._used[number] and text.strip()
        )

    def _plain(self, reader: Reader) -> str:
        """The next string, the short way if it has neither runs nor seams."""
        at = reader.at
        if at + 3 > len(reader.data):
            raise ShortRecordError
        count, flags = _HEAD.unpack_from(reader.data, at)
        end = at + 3 + (count << (flags & 1))
        if flags & (_RICH | _EXTENDED) or end > reader.seam():
            return self._rich(reader)
        reader.at = end
        raw = reader.data[at + 3 : end]
        return raw.decode("utf-16-le" if flags & 1 else "latin-1", "replace")

    def _rich(self, reader: Reader) -> str:
        count, flags = reader.number(2), reader.number(1)
        runs = reader.number(2) if flags & _RICH else 0
        extra = reader.number(4) if flags & _EXTENDED else 0
        text = reader.letters(count, wide=bool(flags & 1))
        if runs:
            self.runs[len(self.texts)] = tuple(iter_unpack("<HH", reader.take(4 * runs)))
        if extra and (reading := phonetic(reader.take(extra))):
            self.readings[len(self.texts)] = reading
        return text


def phonetic(extra: bytes) -> str:
    """The reading in an ExtRst structure ([MS-XLS] 2.5.87)."""
    count = int.from_bytes(extra[12:14], "little")
    return extra[14 : 14 + 2 * count].decode("utf-16-le", "replace").strip("\0")
