"""OLE objects and macros in a PowerPoint stream ([MS-PPT] 2.10.34): compound files, compressed."""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seclint.extract.slides97.edits import Edits
from seclint.extract.slides97.records import OBJECT, Record, below, number

_ATOM = 0x0FC3
_MOST_INFLATED = 128 << 20  # bytes of one object


class Embedded(NamedTuple):
    """An object inside: its bytes (none if it is broken), the stretch read, its slides."""

    span: tuple[int, int]
    content: bytes
    slides: tuple[int, ...]


def objects(data: bytes, edits: Edits, shown: Mapping[int, list[int]]) -> Iterator[Embedded]:
    """All of them; `shown` are the slides that show each, by its number."""
    owners = dict(_owners(data, edits, shown))
    for record in edits.records:
        if record.kind == OBJECT:
            content = _inflated(data, record)
            yield Embedded((record.at, record.end), content, tuple(owners.get(record.at, ())))


def _inflated(data: bytes, record: Record) -> bytes:
    raw = data[record.start : record.end]
    if record.instance == 0:
        return raw
    try:
        stream = zlib.decompressobj()
        content = stream.decompress(raw[4:], _MOST_INFLATED)
    except zlib.error:
        return b""
    return b"" if stream.unconsumed_tail else content


def _owners(
    data: bytes, edits: Edits, shown: Mapping[int, list[int]]
) -> Iterator[tuple[int, list[int]]]:
    """Offsets of objects, and the slides that show them."""
    for _, found in below(data, edits.document) if edits.document else ():
        if found.kind == _ATOM:
            slides = shown.get(number(data, found, 8), [])
            yield edits.live.get(number(data, found, 16), -1), slides
