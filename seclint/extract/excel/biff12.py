"""BIFF12, the records of binary workbooks (xlsb). [MS-XLSB] 2.1.4, 2.5."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.ole2 import vba

_LONGEST = 32767
"""Characters in one string of a workbook."""
_SWEPT = 1 << 20
"""Bytes of one record that are looked through for strings."""
_NULL = 0xFFFFFFFF


class Record(NamedTuple):
    """One record: its type and what it holds."""

    kind: int
    data: bytes


def records(data: bytes, part: str) -> Iterator[Record]:
    """The records of a part. Raises ExtractError("damaged") where the last one is cut off."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, 4)
        if at + size > end:
            raise ExtractError("damaged", f"部件 {part} 已损坏，未能全部审查")
        yield Record(kind, data[at : at + size])
        at += size


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits in each byte, the lowest first, and what stands behind it."""
    number = 0
    for index in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        number |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            break
    return number, at


def word(data: bytes, at: int) -> int:
    """Four bytes as a number; 0 where they are cut off."""
    return int.from_bytes(data[at : at + 4], "little")


def wide(data: bytes, at: int = 0) -> tuple[str, int]:
    """An XLWideString or XLNullableWideString, and what stands behind it (2.5.166, 2.5.169)."""
    length = word(data, at)
    if length == _NULL:
        return "", at + 4
    end = at + 4 + 2 * min(length, _LONGEST)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def rk(number: int) -> float:
    """An RkNumber: thirty bits of a double or of a whole number, maybe of a hundredth (2.5.122)."""
    if number & 2:
        value = float((number >> 2) - (1 << 30 if number & 1 << 31 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (number & ~3) << 32))
    return value / 100 if number & 1 else value


def real(data: bytes, at: int) -> float:
    """A double; 0 where it is cut off."""
    return float(struct.unpack("<d", data[at : at + 8].ljust(8, b"\0"))[0])


def told(number: float) -> str:
    """A double as a workbook's XML would have it."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)


def strings(data: bytes) -> Iterator[str]:
    """Strings in a record of unknown shape: by their lengths, and those of formulas (PtgStr)."""
    at, end = 0, min(len(data), _SWEPT)
    left = 4 * end + _LONGEST
    while at < end - 5:
        length, start = word(data, at), at + 4
        left -= length if length <= _LONGEST else 0
        if left < 0:  # each byte would be the length of a string: nothing that Excel writes
            yield from vba.strings(data[at:])
            return
        if data[at] == 0x17:
            short = int.from_bytes(data[at + 1 : at + 3], "little")
            if text := _text(data, at + 3, short):
                yield text
                at += 3 + 2 * short
                continue
        if text := _text(data, start, length):
            yield text
            at = start + 2 * length
        else:
            at += 1


def _text(data: bytes, start: int, length: int) -> str:
    """The string that would stand there, if it is one."""
    if not 1 < length <= _LONGEST or start + 2 * length > len(data):
        return ""
    try:
        text = data[start : start + 2 * length].decode("utf-16-le")
    except UnicodeDecodeError:
        return ""
    return text if text.translate({10: " ", 13: " ", 9: " "}).isprintable() else ""
