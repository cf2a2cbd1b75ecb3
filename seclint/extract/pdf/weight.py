"""What a PDF would unpack to, asked before any parser does: pdfium ends the process on a bomb."""

import re
import zlib
from collections.abc import Iterator

from seclint.errors import ExtractError

STREAM = 128 << 20
"""Bytes that one stream may unpack to."""
TOTAL = 768 << 20
"""Bytes that all streams together may unpack to."""
_SAFE = 1 << 16  # below this many bytes deflate cannot reach the limit in one step
_STEP = 1 << 20
_STREAM = re.compile(rb"stream\r?\n")
_A85 = re.compile(rb"/ASCII85Decode|/A85\b")
_BOMB = "数据流解压后的大小超过上限，未能审查"


def weigh(data: bytes) -> None:
    """Raises ExtractError("too-big"). Each byte is unpacked at most twice."""
    total = 0
    at = 0
    while found := _STREAM.search(data, at):
        start = found.end()
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            at = start
            continue
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        total += _stream(data, found.start(), start, end)
        if total > TOTAL:
            raise ExtractError("too-big", _BOMB)
        at = end


def _stream(data: bytes, keyword: int, start: int, end: int) -> int:
    """Bytes that a stream unpacks to, as far as deflate goes; small ones are not asked."""
    packed = memoryview(data)[start:end]
    if _A85.search(data, max(0, keyword - 512), keyword):
        return _from_ascii(bytes(packed)) if len(packed) > 2048 else 0
    return _unpacked(packed, 0) if _deflated(packed[:2]) else 0


def _from_ascii(text: bytes) -> int:
    import base64

    try:
        packed = base64.a85decode(text.strip().removesuffix(b"~>"), ignorechars=b" \t\n\r\v\f\0")
    except ValueError:
        return 0
    return _unpacked(memoryview(packed), 0) if _deflated(packed[:2]) else len(packed)


def _deflated(head: bytes | memoryview) -> bool:
    return len(head) > 1 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0


def _unpacked(packed: memoryview, depth: int) -> int:
    """Raises ExtractError("too-big")."""
    inflater = zlib.decompressobj()
    try:
        head = inflater.decompress(packed[:512], 512)
    except zlib.error:
        return 0
    nested = _deflated(head[:2])
    if not nested and len(packed) < _SAFE:
        return len(head) if len(packed) < 64 else 3 * len(packed)
    if nested and depth > 2:
        raise ExtractError("too-big", _BOMB)
    return _to_the_end(packed, depth, nested=nested)


def _to_the_end(packed: memoryview, depth: int, *, nested: bool) -> int:
    inflater = zlib.decompressobj()
    size = 0
    kept: list[bytes] = []
    for at in range(0, len(packed), _SAFE):
        for chunk in _chunks(inflater, bytes(packed[at : at + _SAFE])):
            size += len(chunk)
            if size > STREAM:
                raise ExtractError("too-big", _BOMB)
            if nested:
                kept.append(chunk)
        if inflater.eof:
            break
    return max(size, _unpacked(memoryview(b"".join(kept)), depth + 1)) if nested else size


def _chunks(inflater: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What a piece of deflated data unpacks to; damage ends it."""
    try:
        while packed and not inflater.eof:
            yield inflater.decompress(packed, _STEP)
            packed = inflater.unconsumed_tail
    except zlib.error:
        return
