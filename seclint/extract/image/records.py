"""records: what the records of a metafile come to, and what WMF and EMF have in common."""

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from seclint.extract.image.words import swept
from seclint.model import Member

MOST_RECORDS = 500_000


class Said(NamedTuple):
    """A text that a record writes, and where; of one line are those with the same `y`."""

    text: str
    x: int
    y: int


class Loose(NamedTuple):
    """A text that is not written: a description, a comment, a font's words."""

    label: str
    text: str


class Cut(NamedTuple):
    """Records follow that could not be read, and why."""

    reason: str


Record = Said | Loose | Member | Cut


CUT = Cut("图元文件已损坏或过大，仅审查了可读的部分")
GLYPHS = Cut("图元文件以字形编号书写文字，未能审查")
_BROKEN = (struct.error, IndexError, OverflowError, ValueError)


def guarded(
    read: Callable[[int, bytes], Iterator[Record]], number: int, body: bytes
) -> Iterator[Record]:
    """What a record comes to, or that it is broken."""
    try:
        yield from read(number, body)
    except _BROKEN:
        yield CUT


def behind(data: bytes, *, cut: bool) -> Iterator[Record]:
    """Words behind the last record; `cut` where that is not the end of the file."""
    if cut:
        yield CUT
    for text in swept(data):
        yield Loose("图元文件后附加的数据", text)


def narrow(data: bytes) -> str:
    """Text in the code page of the machine that wrote it: no record says which."""
    return data.strip(b"\0").decode("gb18030", "replace")


def string(data: bytes, count: int, *, wide: bool) -> str:
    """`count` characters, in UTF-16 or in a code page. Raises IndexError where there are fewer."""
    if len(data) < count << wide:
        raise IndexError(count)
    if wide:
        return data[: 2 * count].decode("utf-16-le", "replace").replace("\0", "")
    return narrow(data[:count])


def bitmap(packed: bytes) -> Iterator[Record]:
    """A device-independent bitmap as a BMP file, to which only its first header is missing."""
    if len(packed) < 40:
        yield CUT
        return
    (header,) = struct.unpack_from("<I", packed)
    bits, packing, colors = *struct.unpack_from("<HI", packed, 14), packed[32:36]
    count = int.from_bytes(colors, "little") or (1 << bits if bits <= 8 else 0)
    start = 14 + header + 4 * count + (12 if packing == 3 and header == 40 else 0)
    if header < 40 or start > len(packed) + 14:
        yield CUT
        return
    size = len(packed) + 14
    yield Member(
        "图片.bmp", struct.pack("<2sIII", b"BM", size, 0, start) + packed, "图元文件内图片"
    )
