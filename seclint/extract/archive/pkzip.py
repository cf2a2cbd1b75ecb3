"""pkzip: the records of a zip file in memory ([APPNOTE]), as its directory lists them.

`zipfile` reads entries by name, trusts the directory alone and skips what stands between entries.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.archive.told import legible

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64, LOCATOR, DESCRIPTOR = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"
_CANDIDATES = 64  # ends of directories that are looked at
# Extra fields that hold times, sizes, rights: no words.
_DULL = frozenset((0x0001, 0x5455, 0x7875, 0x5855, 0x7855, 0x000A, 0x9901, 0xA220, 0xCAFE))
_PATH, _COMMENT = 0x7075, 0x6375  # Info-ZIP: UTF-8 beside the field of another encoding
_HANZI = re.compile("[\u4e00-\u9fff]{2}")


class Entry(NamedTuple):
    """One entry. `offset` is that of its local header, `content` of its bytes, -1 where lost.

    `also` is the name as another record or field writes it, "" where all agree; `torn` says that
    directory and local header tell of different bytes.
    """

    name: str
    also: str
    comment: str
    extra: tuple[str, ...]
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int
    content: int = -1
    torn: bool = False

    @property
    def end(self) -> int:
        """Offset behind its bytes."""
        return max(self.content + self.packed, self.offset)

    @property
    def is_folder(self) -> bool:
        """Whether it is but a name."""
        return self.name.endswith(("/", "\\")) and not self.size

    @property
    def holds(self) -> bool:
        """Whether it has bytes, though it may say that it has none."""
        return bool(self.packed or self.torn)

    @property
    def is_link(self) -> bool:
        """Whether its content is the path of another file."""
        return self.mode & 0o170000 == 0o120000


class Directory(NamedTuple):
    """The central directory; it and what ends it stand at `start` to `end`.

    The latter is behind the end of the file where the comment is cut short.
    """

    entries: tuple[Entry, ...]
    comment: str
    start: int
    end: int
    declared: int


def directory(data: bytes) -> Directory | None:
    """The directory that holds; None where there is none."""
    end = len(data)
    for _ in range(_CANDIDATES):
        end = data.rfind(END, 0, end)
        if end < 0:
            return None
        if len(data) - end >= 22 and (found := _directory(data, end)):
            return found
    return None


def _directory(data: bytes, end: int) -> Directory | None:
    declared, size, offset, comment = struct.unpack_from("<HIIH", data, end + 10)
    stop = end
    if data[max(end - 20, 0) : max(end - 16, 0)] == LOCATOR:
        stop, declared, size, offset = _long(data, end) or (end, declared, size, offset)
    start = stop - size
    if start < 0 or (size and data[start : start + 4] != CENTRAL):
        start = offset
    if declared and data[start : start + 4] != CENTRAL:
        return None
    shift = start - offset  # bytes that were put before the archive
    entries = tuple(_central(data, start, stop, shift))
    told = legible(data[end + 22 : end + 22 + comment])
    return Directory(entries, told, start, end + 22 + comment, declared)


def _long(data: bytes, end: int) -> tuple[int, int, int, int] | None:
    """The same of a zip64: where its end record stands, entries, size, offset."""
    at = data.rfind(END64, 0, end)
    if at < 0 or end - at < 56:
        return None
    declared, size, offset = struct.unpack_from("<QQQ", data, at + 32)
    return at, declared, size, offset


def _central(data: bytes, at: int, end: int, shift: int) -> Iterator[Entry]:
    while data[at : at + 4] == CENTRAL and at + 46 <= end:
        flags, method, crc, packed, size, *lengths = struct.unpack_from("<HH4xIIIHHH", data, at + 8)
        mode, offset = struct.unpack_from("<2xHI", data, at + 38)
        name, extra, comment = cut(data, at + 46, lengths)
        at += 46 + sum(lengths)
        size, packed, offset = sizes(extra, size, packed, offset)
        told = named(name, flags, extra, comment)
        whole = told._replace(
            method=method, crc=crc, size=size, packed=packed, mode=mode, offset=offset + shift
        )
        yield _placed(data, whole)


def cut(data: bytes, at: int, lengths: list[int]) -> list[bytes]:
    """Fields of these lengths, one behind the other."""
    fields = []
    for length in lengths:
        fields.append(data[at : at + length])
        at += length
    return fields


def sizes(extra: bytes, *values: int) -> list[int]:
    """Sizes and offset; those that do not fit stand in the zip64 field, in this order."""
    field = next((found for key, found in _fields(extra) if key == 1), b"")
    told = []
    for value in values:
        if value == 0xFFFF_FFFF and len(field) >= 8:
            told.append(int.from_bytes(field[:8], "little"))
            field = field[8:]
        else:
            told.append(value)
    return told


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        key, length = struct.unpack_from("<HH", extra, at)
        yield key, extra[at + 4 : at + 4 + length]
        at += 4 + length


def named(raw: bytes, flags: int, extra: bytes, comment: bytes) -> Entry:
    """An entry of which only the words are known."""
    fields = list(_fields(extra))
    name = also = legible(raw)
    for key, field in fields:
        if key == _PATH and field[:5] == b"\x01" + zlib.crc32(raw).to_bytes(4, "little"):
            name = legible(field[5:])
    remark = next((legible(field[5:]) for key, field in fields if key == _COMMENT), "")
    words = (legible(field) for key, field in fields if key not in (*_DULL, _PATH, _COMMENT))
    return Entry(
        name, also if also != name else "", remark or legible(comment),
        tuple(text for text in words if "\ufffd" not in text and _HANZI.search(text)),
        flags, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _placed(data: bytes, entry: Entry) -> Entry:
    """The entry with what its local header says: where its bytes are, another name."""
    at = entry.offset
    if at < 0 or data[at : at + 4] != LOCAL or at + 30 > len(data):
        return entry
    name, extra = struct.unpack_from("<HH", data, at + 26)
    also = legible(data[at + 30 : at + 30 + name])
    differs = also not in (entry.name, entry.also)
    told = also if differs else entry.also
    flags, method, crc = struct.unpack_from("<HH4xI", data, at + 6)
    torn = method != entry.method or (not flags & 8 and crc != entry.crc)
    return entry._replace(content=at + 30 + name + extra, also=told, torn=torn)
