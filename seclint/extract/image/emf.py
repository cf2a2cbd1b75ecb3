"""EMF and EMF+: the records that write, describe, comment or show a picture.

[MS-EMF] 2.3, [MS-EMFPLUS] 2.3.
"""

import io
import struct
from collections.abc import Iterator

from PIL import Image

from seclint.extract.image.records import (
    CUT,
    GLYPHS,
    MOST_RECORDS,
    Cut,
    Loose,
    Record,
    Said,
    behind,
    bitmap,
    guarded,
    string,
)
from seclint.extract.image.words import swept
from seclint.model import Member

_HEADER, _END, _COMMENT = 1, 14, 70
_EXT_A, _EXT_W, _POLY_A, _POLY_W, _SMALL = 83, 84, 96, 97, 108
_EMF_BITMAPS = {76: 84, 77: 84, 78: 84, 79: 60, 80: 48, 81: 48, 114: 84, 115: 84, 116: 84}
"""EMF records with a bitmap, and where its offBmi, cbBmi, offBits, cbBits stand in the record."""


def emf(data: bytes) -> Iterator[Record]:
    """Every record that tells something."""
    at, plus, pieces = 0, _Plus(), list[bytes]()
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            break
        number, size = struct.unpack_from("<II", data, at)
        record = data[at : at + size]
        if size < 8 or len(record) < size:
            break
        at += size
        if number == _COMMENT and record[12:16] == b"EMF+":
            pieces.append(record[16 : 12 + int.from_bytes(record[8:12], "little")])
        else:
            yield from guarded(_emf_record, number, record)
        if number == _END:
            yield from plus.read(b"".join(pieces))
            yield from behind(data[at:], cut=False)
            return
    yield from plus.read(b"".join(pieces))
    yield from behind(data[at:], cut=True)


def _emf_record(number: int, record: bytes) -> Iterator[Record]:
    if number == _HEADER:
        length, start = struct.unpack_from("<II", record, 60)
        told = record[start : start + 2 * length].decode("utf-16-le", "replace")
        yield from (Loose("属性·说明", part) for part in told.split("\0") if part.strip())
    elif number in (_EXT_A, _EXT_W):
        yield _emr_text(record, 36, wide=number == _EXT_W)
    elif number in (_POLY_A, _POLY_W):
        (count,) = struct.unpack_from("<I", record, 36)
        for entry in range(min(count, (len(record) - 40) // 40)):
            yield _emr_text(record, 40 + 40 * entry, wide=number == _POLY_W)
    elif number == _SMALL:
        yield _small(record)
    elif number == _COMMENT:
        yield from _comment(record[12 : 12 + int.from_bytes(record[8:12], "little")])
    elif number in _EMF_BITMAPS:
        yield from _emf_bitmap(record, _EMF_BITMAPS[number])


_BY_GLYPH = 0x10  # ETO_GLYPH_INDEX: no characters, but the numbers of their shapes in a font


def _emr_text(record: bytes, at: int, *, wide: bool) -> Said | Cut:
    x, y, count, start, options = struct.unpack_from("<iiIII", record, at)
    if options & _BY_GLYPH and count:
        return GLYPHS
    return Said(string(record[start:], count, wide=wide), x, y)


def _small(record: bytes) -> Said | Cut:
    x, y, count, options = struct.unpack_from("<iiII", record, 8)
    if options & _BY_GLYPH and count:
        return GLYPHS
    start = 36 if options & 0x100 else 52  # ETO_NO_RECT
    return Said(string(record[start:], count, wide=not options & 0x200), x, y)


def _comment(body: bytes) -> Iterator[Record]:
    """Comments of programs, public ones and a whole WMF among them."""
    for text in swept(body):
        yield Loose("图元文件注释", text)


def _emf_bitmap(record: bytes, at: int) -> Iterator[Record]:
    header, header_size, bits, bits_size = struct.unpack_from("<4I", record, at)
    if header_size and bits_size:
        head = record[header : header + header_size]
        yield from bitmap(head + record[bits : bits + bits_size])


_DRAW_STRING, _DRAW_DRIVER, _OBJECT = 0x401C, 0x4036, 0x4008
_PICTURE, _MORE = 5, 0x8000


class _Plus:
    """EMF+ records: strings that are drawn, and pictures that may come in several parts."""

    def __init__(self) -> None:
        self._part = b""

    def read(self, data: bytes) -> Iterator[Record]:
        """All of them; [MS-EMFPLUS] 2.3: type, flags, size, size of the data."""
        at = 0
        while at + 12 <= len(data):
            number, flags, size, length = struct.unpack_from("<HHII", data, at)
            if size < 12:
                yield CUT
                return
            body = data[at + 12 : at + 12 + min(length, size - 12)]
            at += size
            if at > len(data):
                yield CUT
            if number == _DRAW_STRING:
                yield from guarded(_drawn, flags, body)
            elif number == _DRAW_DRIVER:
                yield from guarded(_driven, flags, body)
            elif number == _OBJECT and flags >> 8 & 0x7F == _PICTURE:
                yield from guarded(self._picture, flags, body)
        if self._part:
            yield CUT

    def _picture(self, flags: int, body: bytes) -> Iterator[Record]:
        if flags & _MORE:
            self._part += body[4:]
            return
        body, self._part = self._part + (body[4:] if self._part else body), b""
        kind, rest = int.from_bytes(body[4:8], "little"), body[8:]
        if kind == 2:  # a metafile, after its kind and size
            yield Member("图元文件", rest[8:], "图元文件内图元文件")
        elif kind == 1 and int.from_bytes(rest[16:20], "little") == 1:
            yield Member("图片", rest[20:], "图元文件内图片")
        elif kind == 1:
            yield from _raw(rest)
        else:
            yield CUT


def _drawn(_flags: int, body: bytes) -> Iterator[Record]:
    """[MS-EMFPLUS] 2.3.4.14: brush, format, length, rectangle, text."""
    _, _, count, x, y = struct.unpack_from("<IIIff", body)
    yield Said(string(body[28:], count, wide=True), round(x), round(y))


def _driven(_flags: int, body: bytes) -> Iterator[Record]:
    """[MS-EMFPLUS] 2.3.4.6: brush, options, matrix, count, characters, their positions."""
    _, options, _, count = struct.unpack_from("<4I", body)
    _, y = struct.unpack_from("<ff", body, 16 + 2 * count + 2 * count % 4)
    if options & 1:  # else they are numbers of glyphs in a font
        yield Said(string(body[16:], count, wide=True), 0, round(y))
    else:
        yield GLYPHS


_LAYOUTS = {0x26200A: "BGRA", 0x22009: "BGRX", 0x21808: "BGR", 0xE200B: "BGRa"}


def _raw(rest: bytes) -> Iterator[Record]:
    """Bare pixels ([MS-EMFPLUS] 2.2.2.2) as a PNG."""
    width, height, stride, layout = struct.unpack_from("<iiiI", rest)
    order = _LAYOUTS.get(layout, "")
    if not order or not 0 < width * height < 80_000_000 or len(rest) - 20 < stride * height:
        yield Cut("图元文件内图片的格式尚不支持，未能审查")
        return
    mode = "RGB" if order in ("BGR", "BGRX") else "RGBA"
    picture = Image.frombytes(mode, (width, height), rest[20:], "raw", order, stride, 1)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    yield Member("图片.png", stream.getvalue(), "图元文件内图片")
