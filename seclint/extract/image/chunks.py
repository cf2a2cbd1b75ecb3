"""chunks: how the bytes of a picture file are laid out; what is not pixels, and where it ends.

PNG (ISO 15948), JPEG (ITU T.81), GIF89a, RIFF (WebP), BMP, ICO, and boxes (JPEG 2000, HEIF).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

_MOST_TEXT = 4 << 20
"""Bytes that one compressed text of a PNG may unpack to."""

_MOST_CHUNKS = 200_000


class Chunk(NamedTuple):
    """A part of the file: `kind` says how it is to be read, `name` what it is called there."""

    kind: Literal["text", "exif", "xmp", "photoshop", "other", "cut"]
    name: str
    data: bytes


Found = Iterator[Chunk | int]
"""Chunks, and as the last item the offset where the picture ends; no such item where it is cut."""


def walk(kind: str, data: bytes) -> tuple[list[Chunk], int]:
    """The chunks of a file that are no pixels, and where it ends: behind `data` where it is cut."""
    chunks, end = list[Chunk](), len(data) + 1
    for count, found in enumerate(_WALKS.get(kind, _nothing)(data)):
        if isinstance(found, int):
            end = found
        else:
            chunks.append(found)
        if count > _MOST_CHUNKS:
            chunks.append(Chunk("cut", "", b""))
            break
    return chunks, end


def _nothing(data: bytes) -> Found:
    yield len(data)


# --- PNG ---------------------------------------------------------------------------------------

_PIXELS = (b"IHDR", b"PLTE", b"IDAT", b"fdAT", b"tRNS", b"acTL", b"fcTL")
_NUMBERS = (b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"tIME", b"cICP")


def _png(data: bytes) -> Found:
    at = 8
    while at + 12 <= len(data):
        (size,), name = struct.unpack_from(">I", data, at), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"IEND":
            yield at
            return
        if name not in _PIXELS and name not in _NUMBERS:
            yield from _png_chunk(name, body)


def _png_chunk(name: bytes, body: bytes) -> Iterator[Chunk]:
    if name in (b"tEXt", b"zTXt", b"iTXt"):
        yield from _png_text(name, body)
    elif name == b"eXIf":
        yield Chunk("exif", "", body)
    elif name == b"iCCP":
        yield from _unpacked("other", "iCCP", body.partition(b"\0")[2][1:])
    else:
        yield Chunk("other", name.decode("latin-1"), body)


def _png_text(name: bytes, body: bytes) -> Iterator[Chunk]:
    keyword, _, rest = body.partition(b"\0")
    key = keyword.decode("latin-1")
    packed = name == b"zTXt"
    if packed:
        rest = rest[1:]
    elif name == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        language, _, rest = rest.partition(b"\0")
        translated, _, rest = rest.partition(b"\0")
        yield Chunk("text", key, b" ".join(filter(None, (language[20:], translated))))
    kind: Literal["text", "xmp"] = "xmp" if key.startswith("XML:com.adobe") else "text"
    if packed:
        yield from _unpacked(kind, key, rest)
    else:
        yield Chunk(kind, key, rest)


def _unpacked(kind: Literal["text", "xmp", "other"], name: str, packed: bytes) -> Iterator[Chunk]:
    stream = zlib.decompressobj()
    try:
        data = stream.decompress(packed, _MOST_TEXT)
    except zlib.error:
        data = b""
    yield Chunk(kind, name, data)
    if not stream.eof:
        yield Chunk("cut", name, b"")


# --- JPEG --------------------------------------------------------------------------------------

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"


def _jpeg(data: bytes) -> Found:
    at, more = 2, []
    while marker := _MARKER.search(data, at):
        code, at = marker[0][1], marker.end()
        if code == 0xD9:
            break
        size = int.from_bytes(data[at : at + 2], "big")
        body = data[at + 2 : at + size]
        at += max(2, size)
        if body.startswith(_XMP_EXTENSION):
            more.append(body[len(_XMP_EXTENSION) + 40 :])
        elif 0xE0 <= code <= 0xEF or code == 0xFE:
            yield _segment(code, body)
    if more:
        yield Chunk("xmp", "", b"".join(more))
    yield at if marker else len(data)  # one without its end may still be whole


def _segment(code: int, body: bytes) -> Chunk:
    if code == 0xFE:
        return Chunk("text", "COM", body)
    if code == 0xE1 and body.startswith(b"Exif\0"):
        return Chunk("exif", "", body[6:])
    if code == 0xE1 and body.startswith(_XMP):
        return Chunk("xmp", "", body[len(_XMP) :])
    if code == 0xED and body.startswith(b"Photoshop 3.0\0"):
        return Chunk("photoshop", "", body[14:])
    return Chunk("other", f"APP{code - 0xE0}", body)


# --- GIF ---------------------------------------------------------------------------------------


def _gif(data: bytes) -> Found:
    at = 13 + _colors(data, 10)
    while at < len(data):
        mark = data[at]
        if mark == 0x3B:
            yield at + 1
            return
        if mark == 0x21:
            label = data[at + 1 : at + 2]
            body, at = _blocks(data, at + 2)
            yield from _extension(label, body)
        elif mark == 0x2C:
            _, at = _blocks(data, at + 11 + _colors(data, at + 9))
        else:
            return


def _colors(data: bytes, at: int) -> int:
    flags = data[at] if at < len(data) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> tuple[list[bytes], int]:
    blocks = []
    while at < len(data) and (size := data[at]):
        blocks.append(data[at + 1 : at + 1 + size])
        at += 1 + size
    return blocks, at + 1


def _extension(label: bytes, blocks: list[bytes]) -> Iterator[Chunk]:
    if label == b"\xfe":
        yield Chunk("text", "COM", b"".join(blocks))
    elif label == b"\x01":  # plain text: drawn over the picture
        yield Chunk("text", "GIF", b"".join(blocks[1:]))
    elif label == b"\xff" and blocks and blocks[0].startswith(b"XMP Data"):
        # XMP is not cut in blocks there: the bytes that say their lengths are text as well.
        yield Chunk("xmp", "", b"".join(bytes((len(block),)) + block for block in blocks[1:]))
    elif label == b"\xff" and blocks and not blocks[0].startswith((b"NETSCAPE", b"ANIMEXTS")):
        yield Chunk("other", blocks[0].decode("latin-1"), b"".join(blocks[1:]))


# --- the others --------------------------------------------------------------------------------


def _riff(data: bytes) -> Found:
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
        if name == b"EXIF":
            yield Chunk("exif", "", body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield Chunk("xmp", "", body)
        elif name not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"):
            yield Chunk("other", name.decode("latin-1"), body)
    yield end + end % 2


def _bmp(data: bytes) -> Found:
    size, _, start, header, width, height, _, bits, packing = struct.unpack_from(
        "<xxIIIIiiHHI", data.ljust(34, b"\0")
    )
    row = (abs(width) * bits + 31) // 32 * 4
    pixels = row * abs(height) if packing in (0, 3, 6) and header >= 40 else 0
    yield max(size, start + pixels) or len(data)


def _ico(data: bytes) -> Found:
    count, end = min(int.from_bytes(data[4:6], "little"), 1000), 0
    for entry in (data[6 + 16 * number : 22 + 16 * number] for number in range(count)):
        size, start = struct.unpack("<II", entry[8:].ljust(8, b"\0"))
        end = max(end, start + size)
        if data.startswith(b"\x89PNG", start):
            inner = _png(data[start : start + size])
            yield from (chunk for chunk in inner if isinstance(chunk, Chunk))
    yield end or len(data)


_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF_UUID = b"JpgTiffExif->JP2"


def _boxes(data: bytes) -> Found:
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size == 0:
            size = len(data) - at
        if size < head or not name.isascii():
            break
        yield from _box(name, data[at + head : at + size])
        at += size
    yield at


def _box(name: bytes, body: bytes) -> Iterator[Chunk]:
    if name == b"xml " or (name == b"uuid" and body.startswith(_XMP_UUID)):
        yield Chunk("xmp", "", body.removeprefix(_XMP_UUID))
    elif name == b"uuid" and body.startswith(_EXIF_UUID):
        yield Chunk("exif", "", body.removeprefix(_EXIF_UUID))
    elif name not in (b"mdat", b"jp2c", b"ftyp", b"jP  "):
        yield Chunk("other", name.decode("latin-1"), body)


_WALKS: dict[str, Callable[[bytes], Found]] = {
    "png": _png,
    "jpeg": _jpeg,
    "gif": _gif,
    "webp": _riff,
    "bmp": _bmp,
    "ico": _ico,
    "cur": _ico,
    "jp2": _boxes,
    "avif": _boxes,
}
