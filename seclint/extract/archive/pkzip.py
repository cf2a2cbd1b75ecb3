"""pkzip: the records of a zip file in memory ([APPNOTE]), those that no directory lists included.

`zipfile` reads entries by name, trusts the directory alone and skips what stands between entries.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.archive.inflate import (
    MOST,
    Inflated,
    Stream,
    bzipped,
    deflated,
    inflate,
    lzma_zipped,
    xzipped,
)
from seclint.extract.archive.told import legible

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR, _DESCRIPTOR = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"
_RECORD = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x05\x06|\x06[\x06\x07]|\x07\x08)")
_CANDIDATES = 64  # ends of directories that are looked at
_RECORDS = 20_000  # records that are looked for where no directory names them
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


class Gap(NamedTuple):
    """Bytes of no record, or the comment (`text`) of one that does not hold."""

    start: int
    end: int
    text: str = ""


# --- the directory ---------------------------------------------------------------------------


def directory(data: bytes) -> Directory | None:
    """The directory that holds; None where there is none."""
    end = len(data)
    for _ in range(_CANDIDATES):
        end = data.rfind(_END, 0, end)
        if end < 0:
            return None
        if len(data) - end >= 22 and (found := _directory(data, end)):
            return found
    return None


def _directory(data: bytes, end: int) -> Directory | None:
    declared, size, offset, comment = struct.unpack_from("<HIIH", data, end + 10)
    stop = end
    if data[max(end - 20, 0) : max(end - 16, 0)] == _LOCATOR:
        stop, declared, size, offset = _long(data, end) or (end, declared, size, offset)
    start = stop - size
    if start < 0 or (size and data[start : start + 4] != _CENTRAL):
        start = offset
    if declared and data[start : start + 4] != _CENTRAL:
        return None
    shift = start - offset  # bytes that were put before the archive
    entries = tuple(_central(data, start, stop, shift))
    told = legible(data[end + 22 : end + 22 + comment])
    return Directory(entries, told, start, end + 22 + comment, declared)


def _long(data: bytes, end: int) -> tuple[int, int, int, int] | None:
    """The same of a zip64: where its end record stands, entries, size, offset."""
    at = data.rfind(_END64, 0, end)
    if at < 0 or end - at < 56:
        return None
    declared, size, offset = struct.unpack_from("<QQQ", data, at + 32)
    return at, declared, size, offset


def _central(data: bytes, at: int, end: int, shift: int) -> Iterator[Entry]:
    while data[at : at + 4] == _CENTRAL and at + 46 <= end:
        flags, method, crc, packed, size, *lengths = struct.unpack_from("<HH4xIIIHHH", data, at + 8)
        mode, offset = struct.unpack_from("<2xHI", data, at + 38)
        name, extra, comment = _cut(data, at + 46, lengths)
        at += 46 + sum(lengths)
        sizes = _sizes(extra, size, packed, offset)
        told = _entry(name, flags, extra, comment)
        yield _placed(
            data,
            told._replace(
                method=method, crc=crc, size=sizes[0], packed=sizes[1], mode=mode,
                offset=sizes[2] + shift,
            ),
        )  # fmt: skip


def _cut(data: bytes, at: int, lengths: list[int]) -> list[bytes]:
    fields = []
    for length in lengths:
        fields.append(data[at : at + length])
        at += length
    return fields


def _sizes(extra: bytes, *values: int) -> list[int]:
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


def _entry(raw: bytes, flags: int, extra: bytes, comment: bytes) -> Entry:
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
    if at < 0 or data[at : at + 4] != _LOCAL or at + 30 > len(data):
        return entry
    name, extra = struct.unpack_from("<HH", data, at + 26)
    also = legible(data[at + 30 : at + 30 + name])
    differs = also not in (entry.name, entry.also)
    told = also if differs else entry.also
    flags, method, crc = struct.unpack_from("<HH4xI", data, at + 6)
    torn = method != entry.method or (not flags & 8 and crc != entry.crc)
    return entry._replace(content=at + 30 + name + extra, also=told, torn=torn)


# --- what no directory lists -----------------------------------------------------------------


def unlisted(data: bytes, found: Directory | None) -> Iterator[Entry | Gap]:
    """Entries and bytes that stand where the directory names none, in order."""
    budget = iter(range(_RECORDS))
    for start, end in _gaps(data, found):
        yield from _walk(data, start, end, budget)


def _gaps(data: bytes, found: Directory | None) -> Iterator[tuple[int, int]]:
    entries = () if found is None else found.entries
    taken = [(e.offset, e.end + _descriptor(data, e)) for e in entries if e.content >= 0]
    if found is not None:
        taken.append((found.start, found.end))
    at = 0
    for start, end in sorted(taken):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(data):
        yield at, len(data)


def overlapping(entries: tuple[Entry, ...]) -> bool:
    """Whether two entries share bytes."""
    spans = sorted((entry.offset, entry.end) for entry in entries if entry.content >= 0)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _descriptor(data: bytes, entry: Entry) -> int:
    """Length of the data descriptor behind an entry."""
    at = entry.end
    mark = 4 if data[at : at + 4] == _DESCRIPTOR else 0
    told = entry.crc.to_bytes(4, "little")
    if not entry.flags & 8 or data[at + mark : at + mark + 4] != told:
        return 0
    short = struct.pack("<II", entry.packed & 0xFFFF_FFFF, entry.size & 0xFFFF_FFFF)
    return mark + (12 if data[at + mark + 4 : at + mark + 12] == short else 20)


_FIXED = {_END64: 56, _LOCATOR: 20, _DESCRIPTOR: 16}


def _walk(data: bytes, at: int, end: int, budget: Iterator[int]) -> Iterator[Entry | Gap]:
    while at < end:
        match = _RECORD.search(data, at, end) if next(budget, None) is not None else None
        start = match.start() if match else end
        if data[at:start].strip(b"\0"):
            yield Gap(at, start)
        if match is None:
            return
        entry, at = _record(data, start, end)
        if entry is not None:
            yield entry


def _record(data: bytes, at: int, end: int) -> tuple[Entry | Gap | None, int]:
    """The record at `at` and where the next one may begin."""
    kind = data[at : at + 4]
    if kind == _LOCAL and at + 30 <= end:
        entry = _local(data, at, end)
        return entry, max(min(entry.end, end), at + 30)
    if kind == _END and at + 22 <= end:
        stop = at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")
        return Gap(at, at, legible(data[at + 22 : stop])), stop
    if kind == _CENTRAL and at + 46 <= end:
        lengths = list(struct.unpack_from("<HHH", data, at + 28))
        name, _, comment = _cut(data, at + 46, lengths)
        return Gap(at, at, f"{legible(name)} {legible(comment)}"), at + 46 + sum(lengths)
    return None, at + _FIXED.get(kind, 4)


def _local(data: bytes, at: int, end: int) -> Entry:
    flags, method, crc, packed, size, *lengths = struct.unpack_from("<HH4xIIIHH", data, at + 6)
    name, extra = _cut(data, at + 30, lengths)
    content = at + 30 + sum(lengths)
    size, packed = _sizes(extra, size, packed)
    if flags & 8 and not packed:  # told behind the bytes only
        match = _RECORD.search(data, content, end)
        packed = size = max(0, (match.start() if match else end) - content)
        if match and match[0] == _DESCRIPTOR and match.start() + 16 <= end:
            crc, _, size = struct.unpack_from("<III", data, match.start() + 4)
    entry = _entry(name, flags, extra, b"")
    return entry._replace(
        method=method, crc=crc, packed=packed, size=size, offset=at, content=content
    )


# --- content ---------------------------------------------------------------------------------


def content(data: bytes, entry: Entry) -> tuple[bytes, str]:
    """Bytes of an entry, never more than it declares, and what is wrong with them ("" if nothing).

    Raises ExtractError: encrypted, unsupported, damaged, too-big.
    """
    if entry.flags & 0x2041 or entry.method == 99:
        raise ExtractError("encrypted", "压缩包内此文件已加密，未能审查")
    if entry.content < 0:
        raise ExtractError("damaged", "压缩包内此文件的数据缺失，未能审查")
    if entry.size > MOST:
        raise ExtractError("too-big", "压缩包内此文件解压后超过上限，未能审查")
    got = _inflated(data, entry)
    wrong = ""
    if got.full or len(got.data) != entry.size or not got.whole:
        wrong = "压缩包内此文件已损坏或大小与声明不符，只审查了读出的部分"
    elif zlib.crc32(got.data) != entry.crc:
        wrong = "压缩包内此文件的校验和不符，内容可能不完整"
    return got.data[: entry.size], wrong


def _inflated(data: bytes, entry: Entry) -> Inflated:
    view = memoryview(data)[: entry.end]
    start, most = entry.content, entry.size + 1
    if entry.method == 0:
        return Inflated(bytes(view[start : start + most]), entry.end, whole=True, full=False)
    if entry.method == 14:
        length = int.from_bytes(view[start + 2 : start + 4], "little")
        try:
            stream = lzma_zipped(bytes(view[start + 4 : start + 4 + length]))
        except ValueError as error:
            raise ExtractError("damaged", "压缩包内此文件已损坏，未能审查") from error
        got = inflate(stream, view, start + 4 + length, most)
        return got._replace(whole=got.whole or len(got.data) == entry.size)  # needs no end mark
    return inflate(_stream(entry.method), view, start, most)


def _stream(method: int) -> Stream:
    streams = {8: deflated, 12: bzipped, 95: xzipped}
    if method not in streams:
        raise ExtractError("unsupported", "压缩包内此文件的压缩方式尚不支持，未能审查")
    return streams[method]()
