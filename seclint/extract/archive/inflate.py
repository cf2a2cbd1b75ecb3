"""inflate: compressed streams, read piece by piece and never further than told.

A stream of a few kilobytes may unpack to gigabytes, so the size of the result is the caller's.
"""

import bz2
import lzma
import zlib
from typing import NamedTuple, Protocol

MOST = 256 << 20
"""Bytes that one entry or stream may unpack to."""

_DICTIONARY = 64 << 20  # bytes; the memory that LZMA needs is what its header asks for
_FIRST, _STEP = 1 << 10, 1 << 18  # bytes fed at once


class Inflated(NamedTuple):
    """What came out. `end` is the offset behind the stream.

    `whole` says that the stream ended as it should, `full` that there was more than allowed.
    """

    data: bytes
    end: int
    whole: bool
    full: bool


class Stream(Protocol):
    """A decompressor as bz2 and lzma have them."""

    def decompress(self, data: bytes | memoryview, max_length: int = -1) -> bytes:
        """Feed `data`, get at most `max_length` bytes."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def unused_data(self) -> bytes:
        """What was fed behind the end."""


class _Zlib:
    """zlib's decompressor with the interface of the two others."""

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    def decompress(self, data: bytes | memoryview, max_length: int = -1) -> bytes:
        """Feed `data`, get at most `max_length` bytes."""
        return self._inner.decompress(data, max_length)

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """What was fed behind the end."""
        return self._inner.unused_data


def deflated() -> Stream:
    """A bare deflate stream, as in zip."""
    return _Zlib(-15)


def gzipped() -> Stream:
    """One member of a gzip file."""
    return _Zlib(31)


def bzipped() -> Stream:
    """One bzip2 stream."""
    return bz2.BZ2Decompressor()


def xzipped() -> Stream:
    """One xz stream."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=2 * _DICTIONARY)


def lzma_zipped(properties: bytes) -> Stream:
    """LZMA in zip: five bytes of properties ([APPNOTE] 5.8.8). Raises ValueError, LZMAError."""
    size = int.from_bytes(properties[1:5], "little")
    if len(properties) != 5 or size > _DICTIONARY:
        raise ValueError("LZMA properties")
    packed = properties[0]
    filters = [
        {
            "id": lzma.FILTER_LZMA1,
            "dict_size": max(size, 4096),
            "lc": packed % 9,
            "lp": packed // 9 % 5,
            "pb": packed // 45,
        }
    ]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)


def inflate(stream: Stream, data: bytes | memoryview, start: int, most: int) -> Inflated:
    """The stream that begins at `start`, at most `most` bytes of it; what is broken ends it."""
    view, at, step, room = memoryview(data), start, _FIRST, most
    pieces: list[bytes] = []
    try:
        while at < len(view) and room > 0 and not stream.eof:
            fed = view[at : at + step]
            piece = stream.decompress(fed, room)
            at, step, room = at + len(fed), min(step * 2, _STEP), room - len(piece)
            pieces.append(piece)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        return Inflated(b"".join(pieces), at, whole=False, full=False)
    end = at - len(stream.unused_data)
    return Inflated(b"".join(pieces), end, whole=stream.eof, full=not stream.eof and room <= 0)
