"""unlisted: the records of a zip file that its directory does not list, and bytes of no record."""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from seclint.extract.archive.pkzip import (
    CENTRAL,
    DESCRIPTOR,
    END,
    END64,
    LOCAL,
    LOCATOR,
    Directory,
    Entry,
    cut,
    named,
    sizes,
)
from seclint.extract.archive.told import legible

_RECORD = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x05\x06|\x06[\x06\x07]|\x07\x08)")
_RECORDS = 20_000  # records that are looked for where no directory names them


class Gap(NamedTuple):
    """Bytes of no record, or the comment (`text`) of one that does not hold."""

    start: int
    end: int
    text: str = ""


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
    mark = 4 if data[at : at + 4] == DESCRIPTOR else 0
    told = entry.crc.to_bytes(4, "little")
    if not entry.flags & 8 or data[at + mark : at + mark + 4] != told:
        return 0
    short = struct.pack("<II", entry.packed & 0xFFFF_FFFF, entry.size & 0xFFFF_FFFF)
    return mark + (12 if data[at + mark + 4 : at + mark + 12] == short else 20)


_FIXED = {END64: 56, LOCATOR: 20, DESCRIPTOR: 16}


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
    if kind == LOCAL and at + 30 <= end:
        entry = _local(data, at, end)
        return entry, max(min(entry.end, end), at + 30)
    if kind == END and at + 22 <= end:
        stop = at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")
        return Gap(at, at, legible(data[at + 22 : stop])), stop
    if kind == CENTRAL and at + 46 <= end:
        lengths = list(struct.unpack_from("<HHH", data, at + 28))
        name, _, comment = cut(data, at + 46, lengths)
        return Gap(at, at, f"{legible(name)} {legible(comment)}"), at + 46 + sum(lengths)
    return None, at + _FIXED.get(kind, 4)


def _local(data: bytes, at: int, end: int) -> Entry:
    flags, method, crc, packed, size, *lengths = struct.unpack_from("<HH4xIIIHH", data, at + 6)
    name, extra = cut(data, at + 30, lengths)
    content = at + 30 + sum(lengths)
    size, packed = sizes(extra, size, packed)
    if flags & 8 and not packed:  # told behind the bytes only
        match = _RECORD.search(data, content, end)
        packed = size = max(0, (match.start() if match else end) - content)
        if match and match[0] == DESCRIPTOR and match.start() + 16 <= end:
            crc, _, size = struct.unpack_from("<III", data, match.start() + 4)
    entry = named(name, flags, extra, b"")
    return entry._replace(
        method=method, crc=crc, packed=packed, size=size, offset=at, content=content
    )
