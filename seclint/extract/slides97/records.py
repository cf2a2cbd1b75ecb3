"""Records of PowerPoint 97-2003 ([MS-PPT] 2.3.1): containers and atoms, and the texts in them."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.ole2.narrow import narrow

DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT = 0x03E8, 0x03EE, 0x03F0, 0x03F8, 0x0FC9
PARTS = (DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT)
"""Records of the stream itself that hold texts."""
USER_EDIT, PERSIST, OBJECT, LOCKED = 0x0FF5, 0x1772, 0x1011, 0x2F14
CHARS, BYTES, STRING, TEXT_HEADER, OUTLINE_REFERENCE = 0x0FA0, 0x0FA8, 0x0FBA, 0x0F9F, 0x0F9E
TEXTS = (CHARS, BYTES, STRING)

_HEADER = struct.Struct("<HHI")
_CONTAINER = 0xF
_BLOB = 0x138B  # an atom by its header, but it holds records: comments, say
_DEEPEST = 64
_CONTROLS = dict.fromkeys(range(32)) | {9: " ", 10: "\n", 11: "\n", 13: "\n"}


class Record(NamedTuple):
    """A record at `at`, its content from `start` to `end`; `whole` unless its holder ends first."""

    kind: int
    instance: int
    at: int
    start: int
    end: int
    container: bool
    whole: bool


def children(data: bytes, start: int, end: int) -> Iterator[Record]:
    """Records between two offsets; the last may be cut short."""
    while start + 8 <= end:
        head, kind, length = _HEADER.unpack_from(data, start)
        if not (head or kind or length):
            return
        stop = start + 8 + length
        container = head & 0xF == _CONTAINER or kind == _BLOB
        whole = stop <= end
        yield Record(kind, head >> 4, start, start + 8, min(stop, end), container, whole)
        start = stop


def record_at(data: bytes, at: int) -> Record | None:
    """The record at an offset; None where there is none."""
    return next(children(data, at, len(data)), None) if at >= 0 else None


def inside(data: bytes, record: Record) -> Iterator[Record]:
    """The records in a container."""
    return children(data, record.start, record.end)


Path = tuple[Record, ...]


def below(data: bytes, record: Record) -> Iterator[tuple[Path, Record]]:
    """All records below a container in order, each behind the containers that it is in."""
    waiting: list[tuple[Path, Iterator[Record]]] = [((record,), inside(data, record))]
    while waiting:
        path, rest = waiting[-1]
        found = next(rest, None)
        if found is None:
            waiting.pop()
            continue
        yield path, found
        if found.container and len(path) < _DEEPEST:
            waiting.append(((*path, found), inside(data, found)))


def text(data: bytes, record: Record) -> str:
    """The text in one of TEXTS, with line breaks for paragraphs."""
    raw = data[record.start : record.end]
    if record.kind == BYTES:
        told = narrow(raw)
    else:
        told = raw[: len(raw) & ~1].decode("utf-16-le", "replace")
    return told.translate(_CONTROLS)


def number(data: bytes, record: Record, at: int, size: int = 4) -> int:
    """An unsigned number in a record; 0 behind its end."""
    at += record.start
    return int.from_bytes(data[at : min(at + size, record.end)], "little")
