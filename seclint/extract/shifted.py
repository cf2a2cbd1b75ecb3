"""shifted: encodings of seven bits that change between ASCII and Chinese (ISO 2022, HZ)."""

import re
from collections.abc import Iterator

from seclint.extract.likeness import likeness

_SHIFTS = re.compile(rb"\x1b\$[\x28-\x2b]?[@AB]|\x1b\$\)[AC]|\x1b\([BJI]")
_CN = b"\x1b$)A"
_SEGMENT = re.compile(rb"\x1b[$(]\)?[\x28-\x2b]?[@-Z]|\x0e|\x0f|\n")
_HZ = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)(?:~\}|(?=\n)|\Z)|~([~\n])")
_CODECS = ("iso2022_jp_2", "iso2022_kr")
_TELLING = 0.7


def shifted(data: bytes) -> Iterator[tuple[str, str]]:
    """(text, encoding) of such data, where that is what it is."""
    if _SHIFTS.search(data):
        if _CN in data and (text := _iso_2022_cn(data)) is not None:
            yield text, "ISO-2022-CN"
            return
        for codec in _CODECS:
            try:
                yield data.decode(codec), codec.replace("iso", "ISO-").replace("_", "-").upper()
            except UnicodeError:
                continue
            return
    if (text := _hz(data)) is not None:
        yield text, "HZ"


def _iso_2022_cn(data: bytes) -> str | None:
    """RFC 1922 with GB 2312 as the set that SO shifts to; each line begins in ASCII."""
    pieces, at, out = [], 0, False
    for mark in _SEGMENT.finditer(data):
        pieces.append(_piece(data[at : mark.start()], out=out))
        at = mark.end()
        out = mark[0] == b"\x0e" or (out and mark[0] not in (b"\x0f", b"\n"))
        pieces.append("\n" if mark[0] == b"\n" else "")
    pieces.append(_piece(data[at:], out=out))
    whole = [piece for piece in pieces if piece is not None]
    return "".join(whole) if len(whole) == len(pieces) else None


def _piece(data: bytes, *, out: bool) -> str | None:
    """One stretch, `out` of ASCII where it was shifted; None where it is neither."""
    try:
        return bytes(byte | 0x80 for byte in data).decode("gb2312") if out else data.decode("ascii")
    except UnicodeError:
        return None


def _hz(data: bytes) -> str | None:
    """RFC 1843, where what stands in its braces reads like Chinese."""
    if not data.isascii():
        return None
    told: list[str] = []

    def plain(found: re.Match[bytes]) -> bytes:
        if found[2]:
            return found[2].strip()
        text = bytes(byte | 0x80 for byte in found[1]).decode("gb2312", "replace")
        told.append(text)
        return text.encode()

    text = _HZ.sub(plain, data).decode()
    joined = "".join(told)
    return text if len(joined) > 1 and likeness(joined) > _TELLING else None
