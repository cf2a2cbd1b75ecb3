"""mapi: properties of Outlook items ([MS-OXPROPS]): tags, types, names, compressed RTF."""

import struct
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.codepages import encoding_of
from seclint.extract.mail.text import charset
from seclint.model import Part

STRING8, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D

SUBJECT, BODY, RTF, HTML = 0x0037, 0x1000, 0x1009, 0x1013
DATA, LONG_NAME, SHORT_NAME, DISPLAY_NAME = 0x3701, 0x3707, 0x3704, 0x3001
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE

LABELS: dict[int, tuple[Part, str]] = {
    SUBJECT: ("subject", "主题"),
    BODY: ("body", "正文"),
    0x003D: ("property", "主题前缀"),
    0x0E1D: ("subject", "主题（规范化）"),
    0x0070: ("property", "会话主题"),
    0x007D: ("property", "邮件头"),
    0x0C1A: ("property", "发件人"),
    0x0C1F: ("property", "发件人地址"),
    0x5D01: ("property", "发件人地址"),
    0x0042: ("property", "代表发件人"),
    0x0065: ("property", "代表发件人地址"),
    0x0E02: ("property", "密送"),
    0x0E03: ("property", "抄送"),
    0x0E04: ("property", "收件人"),
    0x0E4B: ("property", "原作者"),
    DISPLAY_NAME: ("property", "名称"),
    0x3003: ("property", "地址"),
    0x39FE: ("property", "地址"),
    0x403E: ("property", "地址"),
    0x3FFA: ("property", "最后保存者"),
    0x3A16: ("property", "单位"),
    LONG_NAME: ("filename", "附件名"),
    SHORT_NAME: ("filename", "附件短名"),
    0x370D: ("link", "附件路径"),
    0x3708: ("link", "附件路径"),
    0x3712: ("property", "附件内容标识"),
}
"""Places of the properties that people know."""

DULL = frozenset(
    (0x001A, 0x3002, 0x0C1E, 0x0064, 0x0075, 0x0077, 0x370E, 0x3703, 0x3FF0, 0x300B, 0x65E0,
     0x65E2, 0x65E3, 0x0E58, 0x5D0A, 0x5D0B)
)  # fmt: skip
"""Classes, address types, media types: no words."""

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING = 4096
_MOST = 64 << 20  # bytes of RTF that are unpacked


class Tag(NamedTuple):
    """A property: its number and its type."""

    number: int
    type: int


def place(number: int) -> tuple[Part, str]:
    """Where the text of a property stands."""
    return LABELS.get(number, ("property", f"属性·0x{number:04X}"))


def text(data: bytes, kind: int, codepage: int = 0) -> str:
    """A string property. The codepage is believed where the bytes tell nothing."""
    if kind & 0xFFF == UNICODE:
        return data.decode("utf-16-le", "replace").rstrip("\0")
    return charset(data.rstrip(b"\0"), encoding_of(codepage)).text


def unpacked(data: bytes) -> bytes:
    """RTF out of its compression ([MS-OXRTFCP] 2.2). Raises ExtractError("damaged")."""
    if len(data) < 16:
        raise ExtractError("damaged", "RTF 正文已损坏，未能审查")
    size, raw, kind = struct.unpack_from("<II4s", data)
    if kind == b"MELA":
        return data[16 : 16 + raw]
    if kind != b"LZFu" or raw > _MOST:
        raise ExtractError("damaged", "RTF 正文已损坏或过大，未能审查")
    return _expanded(data[16 : size + 4], raw)


def _expanded(data: bytes, size: int) -> bytes:
    """Runs of eight tokens, a control byte before each; a token is a byte or a reference."""
    out = bytearray(_DICTIONARY)  # the ring starts with it; offsets are taken modulo its size
    start, at = len(out), 0
    while at < len(data):
        control = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if not control >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            pair = int.from_bytes(data[at : at + 2], "big")
            at += 2
            back = (len(out) - (pair >> 4)) % _RING
            if not back:  # a reference to where the writing stands ends the text
                return bytes(out[start:])
            _repeat(out, back, (pair & 15) + 2)
        if len(out) - start > size + 8 * 17:
            break
    return bytes(out[start : start + size])


def _repeat(out: bytearray, back: int, length: int) -> None:
    for _ in range(length):
        out.append(out[-back] if back <= len(out) else 0)
