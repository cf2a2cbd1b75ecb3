"""rar: the blocks of RAR archives, for what libarchive does not tell: comments, a missing end.

libarchive takes the end of a file for the end of the archive.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

RAR4, RAR5 = b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\x01\0"
_BLOCKS = 100_000  # blocks that are looked at
_END4, _SERVICE4, _MAIN4 = 0x7B, 0x7A, 0x73
_MAIN5, _SERVICE5, _LOCK5, _END5 = 1, 3, 4, 5
_COMMENT = b"CMT"


class Told(NamedTuple):
    """What the blocks say. `comment` is None where there is one that cannot be read.

    `rest` is the offset behind the last block, -1 where the archive is cut short.
    """

    comment: bytes | None
    rest: int


def blocks(data: bytes) -> Told:
    """The comment and the end of an archive."""
    walk = _five(data) if data.startswith(RAR5) else _four(data)
    comment: bytes | None = b""
    end = -1
    for block in walk:
        end = block.end if block.end <= len(data) else -1
        if block.comment != b"":
            comment = block.comment
        if block.last or end < 0:
            break
    return Told(comment, end)


class _Block(NamedTuple):
    end: int
    last: bool
    comment: bytes | None = b""


def _four(data: bytes) -> Iterator[_Block]:
    """RAR 1.5 to 4: checksum, type, flags, size, size of data; an old one needs no end block."""
    at = len(RAR4)
    for _ in range(_BLOCKS):
        if at + 7 > len(data):
            yield _Block(at if at == len(data) else len(data) + 1, last=True)
            return
        kind, flags, size = struct.unpack_from("<BHH", data, at + 2)
        added = int.from_bytes(data[at + 7 : at + 11], "little") if flags & 0x8000 else 0
        locked = kind == _MAIN4 and bool(flags & 0x80)  # the other headers are encrypted
        end = len(data) if locked else at + max(size, 7) + added
        told = kind == _SERVICE4 and _COMMENT in data[at : at + size]
        packed = data[at + size : end] if told and data[at + 25 : at + 26] == b"0" else None
        yield _Block(end, locked or kind == _END4, packed if told else b"")
        at = end


def _five(data: bytes) -> Iterator[_Block]:
    """RAR 5: checksum, size, type, flags, sizes; an encryption block hides all others."""
    at = len(RAR5)
    for _ in range(_BLOCKS):
        size, start = _number(data, at + 4)
        kind, more = _number(data, start)
        flags, more = _number(data, more)
        extra, more = _number(data, more) if flags & 1 else (0, more)
        length, more = _number(data, more) if flags & 2 else (0, more)
        head = start + size
        if at + 7 > len(data) or not size:
            yield _Block(len(data) + 1, last=True)
            return
        locked = kind == _LOCK5
        told = kind == _SERVICE5 and data[more : head - extra].endswith(_COMMENT)
        comment = _stored(data, more, head, length) if told else b""
        yield _Block(
            len(data) if locked else head + length, locked or kind == _END5, comment
        )  # fmt: skip
        at = head + length


def _stored(data: bytes, at: int, head: int, length: int) -> bytes | None:
    """The comment behind a service header, unless it is compressed."""
    flags, at = _number(data, at)
    _, at = _number(data, at)
    _, at = _number(data, at)
    at += 4 * bool(flags & 2) + 4 * bool(flags & 4)
    method, _ = _number(data, at)
    return None if method >> 7 & 7 else data[head : head + length].rstrip(b"\0")


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, seven bits a byte, and the offset behind it."""
    number = 0
    for shift, byte in enumerate(data[at : at + 10]):
        number |= (byte & 127) << 7 * shift
        if not byte & 128:
            return number, at + shift + 1
    return 0, at + 10
