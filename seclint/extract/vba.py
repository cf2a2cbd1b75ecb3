"""vba: the source of macros, as Office stores it ([MS-OVBA]): in an OLE file, compressed.

olevba would do it, but depends on a library under the GPL.
"""

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

import olefile

from seclint.errors import ExtractError

_MOST = 8 << 20
"""Bytes of source of one module."""

_DAMAGE = (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error)


class Module(NamedTuple):
    """A module of macros and its source."""

    name: str
    source: str


def modules(data: bytes) -> Iterator[Module]:
    """The modules of all VBA projects in an OLE file. Raises ExtractError("damaged")."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for path in ole.listdir():
                if path[-1].lower() == "dir" and len(path) > 1 and path[-2].lower() == "vba":
                    yield from _project(ole, path[:-1])
    except _DAMAGE as error:
        raise ExtractError("damaged", "宏（VBA）已损坏，其内容未能全部审查") from error


def _project(ole: olefile.OleFileIO, folder: list[str]) -> Iterator[Module]:
    directory = decompressed(ole.openstream([*folder, "dir"]).read())
    encoding, found = _directory(directory)
    for name, stream, offset in found:
        source = decompressed(ole.openstream([*folder, stream]).read()[offset:])
        yield Module(name, source.decode(encoding, "replace").replace("\r\n", "\n"))


class _Entry(NamedTuple):
    name: str
    stream: str
    offset: int


def _directory(data: bytes) -> tuple[str, list[_Entry]]:
    """The encoding and the modules that a `dir` stream names ([MS-OVBA] 2.3.4.2)."""
    encoding, found = "gb18030", []
    name = stream = ""
    offset = 0
    for kind, body in _records(data):
        if kind == 0x0003:
            encoding = _encoding(int.from_bytes(body, "little"))
        elif kind == 0x0019:
            name = body.decode(encoding, "replace")
        elif kind == 0x001A:
            stream = body.decode(encoding, "replace")
        elif kind == 0x0032:
            stream = body.decode("utf-16-le", "replace")
        elif kind == 0x0031:
            offset = int.from_bytes(body, "little")
        elif kind == 0x002B and stream:
            found.append(_Entry(name, stream, offset))
            stream = ""
    return encoding, found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 6 <= len(data):
        kind, size = struct.unpack_from("<HI", data, at)
        if kind == 0x0009:  # its size does not count all of it
            size = 6
        yield kind, data[at + 6 : at + 6 + size]
        at += 6 + size


def _encoding(page: int) -> str:
    known = {950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}
    known |= {number: f"cp{number}" for number in range(1250, 1259)}
    return known.get(page, "gb18030")


def decompressed(data: bytes) -> bytes:
    """[MS-OVBA] 2.4.1: chunks of 4,096 bytes, literals and copies. Raises ValueError."""
    if data[:1] != b"\x01":
        raise ValueError("no compressed container")
    out, at = bytearray(), 1
    while at + 2 <= len(data) and len(out) < _MOST:
        head = int.from_bytes(data[at : at + 2], "little")
        end = min(len(data), at + 3 + (head & 0x0FFF))
        chunk = data[at + 2 : end]
        out += _chunk(chunk) if head & 0x8000 else chunk
        at = end
    return bytes(out)


def _chunk(chunk: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(8):
            if at >= len(chunk):
                break
            if flags >> bit & 1:
                _copy(out, int.from_bytes(chunk[at : at + 2], "little"))
                at += 2
            else:
                out.append(chunk[at])
                at += 1
    return bytes(out)


def _copy(out: bytearray, token: int) -> None:
    bits = max(4, (len(out) - 1).bit_length())
    length = (token & (0xFFFF >> bits)) + 3
    back = (token >> (16 - bits)) + 1
    if back > len(out):
        raise ValueError("a copy from before the chunk")
    for _ in range(length):
        out.append(out[-back])
