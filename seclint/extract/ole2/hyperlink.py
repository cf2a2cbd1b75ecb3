"""Hyperlink objects of old Office files ([MS-OSHARED] 2.3.7.1): their texts and targets."""

import struct
from collections.abc import Iterator

from seclint.extract.ole2.narrow import narrow

_URL = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_FILE = bytes.fromhex("0303000000000000c000000000000046")
_MONIKER, _PLACE, _SHOWN, _FRAME, _AS_STRING = 0x01, 0x08, 0x10, 0x80, 0x100


def texts(data: bytes, at: int = 0) -> Iterator[str]:
    """Text shown, frame, target and place in the target. Raises struct.error where it is broken."""
    version, flags = struct.unpack_from("<II", data, at)
    if version != 2:
        raise struct.error(version)
    at += 8
    for flag in (_SHOWN, _FRAME):
        if flags & flag:
            text, at = _string(data, at)
            yield text
    if flags & _MONIKER:
        text, at = _string(data, at) if flags & _AS_STRING else _moniker(data, at)
        yield text
    if flags & _PLACE:
        yield _string(data, at)[0]


def _string(data: bytes, at: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", data, at)
    return _wide(data, at + 4, 2 * count)


def _wide(data: bytes, at: int, size: int) -> tuple[str, int]:
    end = at + size
    if end > len(data):
        raise struct.error(size)
    return data[at:end].decode("utf-16-le", "replace").partition("\0")[0], end


def _moniker(data: bytes, at: int) -> tuple[str, int]:
    kind = data[at : at + 16]
    at += 16
    if kind == _URL:
        (size,) = struct.unpack_from("<I", data, at)
        return _wide(data, at + 4, size)
    if kind != _FILE:
        raise struct.error(kind)
    (size,) = struct.unpack_from("<I", data, at + 2)
    short = narrow(data[at + 6 : at + 6 + size].partition(b"\0")[0])
    at += 6 + size + 24
    (left,) = struct.unpack_from("<I", data, at)
    if not left:
        return short, at + 4
    (size,) = struct.unpack_from("<I", data, at + 4)
    return _wide(data, at + 10, size)[0], at + 4 + left
