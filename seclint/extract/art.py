"""Office Art ([MS-ODRAW]) in doc, xls and ppt: pictures, and what shapes say of themselves.

Records are found by their headers wherever they stand, not by walking containers: one broken
length would hide all that follows it.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_MOST_INFLATED = 64 << 20  # bytes of a metafile
# Record types F01A to F02A after the instances that go with them ([MS-ODRAW] 2.2.23).
_BLIP = re.compile(
    rb"(?:[\x40\x50]\x3d\x1a\xf0|[\x60\x70]\x21\x1b\xf0|[\x20\x30]\x54\x1c\xf0"
    rb"|[\xa0\xb0\x20\x30][\x46\x6e][\x1d\x2a]\xf0|[\x00\x10]\x6e\x1e\xf0"
    rb"|[\x80\x90]\x7a\x1f\xf0|[\x40\x50]\x6e\x29\xf0)(....)",
    re.DOTALL,
)
_EXTENSIONS = {
    0x1A: "emf", 0x1B: "wmf", 0x1C: "pict", 0x1D: "jpg", 0x1E: "png", 0x1F: "bmp", 0x29: "tif",
    0x2A: "jpg",
}  # fmt: skip
_DIB = 0x1F
_BITMAP = ((0, 4), (14, 2), (32, 4))  # size of the header, bits of a pixel, colours in use
_METAFILES = (0x1A, 0x1B, 0x1C)
_OPTIONS = re.compile(
    rb"[\x03\x13\x23\x33\x43\x53\x63\x73\x83\x93\xa3\xb3\xc3\xd3\xe3\xf3]."  # version 3
    rb"(?:\x0b\xf0|[\x21\x22]\xf1)(....)",
    re.DOTALL,
)
WORDART, _NAME = 0x00C0, 0x0380
SAID = {
    WORDART: "艺术字", _NAME: "形状名称", 0x0381: "替代文字", 0x038D: "屏幕提示",
    0x0105: "图片来源", 0x0187: "填充图片来源", 0x01C5: "线条图片来源", 0x038E: "脚本",
}  # fmt: skip
"""Properties of shapes that are texts, and what they are called."""

_DULL = re.compile(
    r"(?:图片|图形|文本框|矩形|直线|组合|自选图形|对象|\w*占位符|副?标题|Picture|Image\w*|Text ?Box"
    r"|Rectangle|Line|Group|AutoShape|Shape|Object|Straight Connector|\w*WaterMarkObject"
    r"|\w+(?: \w+)? Placeholder|(?:Sub)?[Tt]itle|_x0000_\w*)[ \d]*+"
)


class Picture(NamedTuple):
    """A picture between two offsets of a stream."""

    start: int
    end: int
    extension: str
    content: bytes


class Said(NamedTuple):
    """A text that a shape's property `kind` (see SAID) holds, between two offsets.

    One that is `dull` is a name that programs give.
    """

    start: int
    end: int
    kind: int
    text: str
    dull: bool


def pictures(data: bytes) -> Iterator[Picture]:
    """Pictures in a stream, metafiles inflated; empty `content` where one could not be."""
    end = 0
    for match in _BLIP.finditer(data):
        length = int.from_bytes(match[1], "little")
        start = match.start()
        if start >= end and 16 < length <= len(data) - match.end():
            end = match.end() + length
            yield _picture(data[start:end], start)


def _picture(record: bytes, at: int) -> Picture:
    kind = record[2]
    instance = int.from_bytes(record[:2], "little") >> 4
    body = record[8 + (32 if instance & 1 else 16) :]  # one checksum, or two
    if kind in _METAFILES:
        size, packed = int.from_bytes(body[:4], "little"), body[32:33]
        content = _inflated(body[34:], size) if packed == b"\0" else body[34:]
    else:
        content = _bitmap(body[1:]) if kind == _DIB else body[1:]
    return Picture(at, at + len(record), _EXTENSIONS[kind], content)


def _bitmap(data: bytes) -> bytes:
    """A bitmap without its file's header, with one."""
    size, bits, used = (int.from_bytes(data[at : at + n], "little") for at, n in _BITMAP)
    colors = used or (1 << bits if bits <= 8 else 0)
    start = 14 + size + 4 * min(colors, 256)
    return b"BM" + struct.pack("<IHHI", 14 + len(data), 0, 0, start) + data


def _inflated(data: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, min(size or _MOST_INFLATED, _MOST_INFLATED))
    except zlib.error:
        return b""


def words(data: bytes) -> Iterator[Said]:
    """Texts in the properties of shapes."""
    for start, end, kind, value in _properties(data):
        if kind in SAID:
            text = value[: len(value) & ~1].decode("utf-16-le", "replace").partition("\0")[0]
            dull = kind == _NAME and bool(_DULL.fullmatch(text))
            yield Said(start, end, kind, text, dull)


def _properties(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """Complex properties of shapes ([MS-ODRAW] 2.2.9): start, end, kind and value."""
    done = 0
    for match in _OPTIONS.finditer(data):
        count = int.from_bytes(match[0][:2], "little") >> 4
        length = int.from_bytes(match[1], "little")
        if match.start() < done or not 6 * count <= length <= len(data) - match.end():
            continue
        done = match.end() + length
        at = match.end() + 6 * count
        for kind, size in struct.iter_unpack("<HI", data[match.end() : at]):
            if kind & 0x8000:
                end = min(at + size, done)
                yield at, end, kind & 0x3FFF, data[at:end]
                at = end
