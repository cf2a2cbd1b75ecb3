"""Tokens of formulas in xls ([MS-XLS] 2.5.198): what a formula says that no cell shows."""

import struct
from collections.abc import Iterator

from seclint.extract.excel.numberformat import plain
from seclint.extract.ole2.narrow import narrow

_STRING, _ATTRIBUTE, _NUMBER, _ARRAY, _JOIN = 0x17, 0x19, 0x1F, 0x20, 0x08
_CHOOSE = 0x04
_LONG_NUMBER = 1e10
"""A number as long as a phone's."""
_SIZES8 = {
    0x01: 4, 0x02: 4, 0x18: 5, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3,
    0x23: 4, 0x24: 4, 0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4,
    0x2D: 8, 0x2E: 2, 0x2F: 2, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10,
    **dict.fromkeys([*range(0x03, 0x17)], 0),
}  # fmt: skip
_SIZES5 = _SIZES8 | {
    0x1A: 7, 0x1B: 4, 0x23: 14, 0x24: 3, 0x25: 6, 0x2A: 3, 0x2B: 6, 0x2C: 3, 0x2D: 6, 0x39: 24,
    0x3A: 17, 0x3B: 20, 0x3C: 17, 0x3D: 20,
}  # fmt: skip


def literals(code: bytes, constants: bytes = b"", encoding: str = "") -> tuple[str, ...]:
    """Strings and long numbers in the tokens `code` and in the arrays that follow them.

    `encoding` is that of bytes, in BIFF5. Raises ValueError, struct.error at an unknown token,
    IndexError at the end.
    """
    found: list[str] = []
    arrays, at = 0, 0
    while at < len(code):
        token = code[at]
        token = token if token < 0x20 else (token & 0x1F) | 0x20
        at += 1
        if token == _STRING:
            text, at = _string(code, at, encoding)
            found.append(text)
        elif token == _ATTRIBUTE:
            at += 3 + (2 * (_short(code, at + 1) + 1) if code[at] & _CHOOSE else 0)
        else:
            arrays += token == _ARRAY
            if token == _NUMBER:
                found.extend(_long(code, at))
            at += _size(token, encoding)
    found.extend(_arrays(constants, arrays, encoding))
    return tuple(text for text in found if any(map(str.isalnum, text)))


def told(said: tuple[str, ...]) -> str:
    """What a formula says, as lines: each literal, then all of them joined (机 & 密)."""
    if len(said) < 2:
        return "".join(said)
    return "\n".join((*said, "".join(said)))


def _size(token: int, encoding: str) -> int:
    sizes = _SIZES5 if encoding else _SIZES8
    if token not in sizes:
        raise ValueError(token)
    return sizes[token]


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _string(code: bytes, at: int, encoding: str) -> tuple[str, int]:
    """A ShortXLUnicodeString and where it ends."""
    count = code[at]
    if encoding:
        return narrow(code[at + 1 : at + 1 + count], encoding), at + 1 + count
    wide = code[at + 1] & 1
    end = at + 2 + (count << wide)
    return code[at + 2 : end].decode("utf-16-le" if wide else "latin-1", "replace"), end


def _long(data: bytes, at: int) -> Iterator[str]:
    (value,) = struct.unpack_from("<d", data, at)
    if value >= _LONG_NUMBER:
        yield plain(repr(value))


def _arrays(data: bytes, count: int, encoding: str) -> Iterator[str]:
    """Strings in the constants of arrays ([MS-XLS] 2.5.198.8)."""
    at = 0
    for _ in range(count):
        if at + 3 > len(data):
            return
        size = (data[at] + 1) * (_short(data, at + 1) + 1)
        at += 3
        for _ in range(size):
            if at >= len(data):
                return
            text, at = constant(data, at, encoding)
            if text:
                yield text


def constant(data: bytes, at: int, encoding: str = "") -> tuple[str, int]:
    """A serialised value (SerAr, [MS-XLS] 2.5.242) and where it ends; "" for what is no word."""
    kind = data[at]
    if kind == 2:
        if encoding:
            return _string(data, at + 1, encoding)
        count, wide = _short(data, at + 1), data[at + 3] & 1
        end = at + 4 + (count << wide)
        return data[at + 4 : end].decode("utf-16-le" if wide else "latin-1", "replace"), end
    if kind == 1:
        (value,) = struct.unpack_from("<d", data, at + 1)
        return plain(repr(value)), at + 9
    return "", at + 9
