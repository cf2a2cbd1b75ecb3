"""packed: texts and files that a text holds in base64, or as the digits of their bytes."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft, Lines
from seclint.extract.likeness import likeness
from seclint.extract.sniff import sniff
from seclint.model import Member, Place

_BASE64 = re.compile(
    r"(?:(?<=;base64,)|(?<![A-Za-z0-9+/_-])(?=[A-Za-z0-9+/_-]{8}))"
    r"(?:[A-Za-z0-9+/_-]{4,}+(?:(?:\\n|\\r)*+\n[ \t]*+|(?:\\[nr])++)?+)++={0,2}"
)
_PREFIX = ";base64,"
_LONG = re.compile(r"[A-Za-z0-9+/_-]{8}")
"""Without this or the prefix there is nothing: most texts are done with here."""
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){6,}+(?![0-9A-Za-z])")
_LINE = re.compile(r"[A-Za-z0-9+/_=-]+")
_BREAKS = re.compile(r"\\[nr]|\s")
_HANZI = "[\u3400-\u9fff]"
_PRINTED = re.compile(r"[\t\n\r\x20-\x7e]{12,}")
_LIKE, _ALL_COMMON, _FEWEST = 0.6, 0.8, 5
"""What a text must score; in other encodings than UTF-8 any bytes are hanzi of some sort."""

_HEAD = 64
_MOST = 64 << 20
"""Characters of one run."""

_FILES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"%PDF-",
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"{\\rtf",
    b"<svg", b"<?xml", b"\0\0\1\0",
)  # fmt: skip
"""How files begin that are worth reading by themselves."""


class Packed(NamedTuple):
    """What a run of base64 (or of digits) holds: a file, or a text."""

    line: int
    way: str
    data: bytes
    text: str


def packed(text: str) -> Iterator[Packed]:
    """Every such run that holds a known kind of file, or readable text."""
    if not _LONG.search(text) and _PREFIX not in text:
        return
    lines = None
    for way, shape in (("Base64", _BASE64), ("十六进制", _HEX)):
        for run in shape.finditer(text):
            for start, part in _parts(way, run):
                lines = lines or Lines(text)
                data = _bytes(way, part)
                told = "" if _is_file(data) else _text(data, way)
                yield Packed(lines.of(start), way, data, told)


def _parts(way: str, run: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The whole run if it holds something, else those of its lines that do, and where they are."""
    if _holds(way, run[0]):
        yield run.start(), run[0]
    elif way == "Base64" and _BREAKS.search(run[0]):
        for line in _LINE.finditer(run[0]):
            if len(line[0]) >= 8 and _holds(way, line[0]):
                yield run.start() + line.start(), line[0]


def _holds(way: str, run: str) -> bool:
    data = _bytes(way, run)
    return bool(data) and (_is_file(data) or bool(_text(data, way)))


def _is_file(data: bytes) -> bool:
    """Whether these are the bytes of a file worth reading by itself."""
    if not data.startswith(_FILES):
        return False
    try:
        return sniff("", data) not in ("text", "binary")
    except ExtractError:
        return True


def tell(draft: Draft, found: list[Packed]) -> None:
    """Write the texts as asides."""
    for run in found:
        label = f"第{run.line}行（{run.way} 还原）"
        draft.aside(run.text, Place("markup", label, f"line {run.line}"))


def members(found: list[Packed]) -> Iterator[Member]:
    """The files among them, named by what they are."""
    for number, run in enumerate((run for run in found if not run.text), start=1):
        yield Member(f"数据{number}{_suffix(run.data)}", run.data, f"内嵌数据（第{run.line}行）")


def _suffix(data: bytes) -> str:
    try:
        kind = sniff("", data)
    except ExtractError:
        return ""
    return "" if kind in ("text", "binary") else f".{kind}"


def _bytes(way: str, run: str) -> bytes:
    """What a run holds, as far as it begins like a file or a text; else b""."""
    if len(run) > _MOST:
        run = run[:_MOST]
    if way != "Base64":
        return bytes.fromhex(run)
    head = _unpacked(run[: _HEAD * 4 // 3])
    if head.startswith(_FILES) or _readable(head):
        return _unpacked(run)
    return b""


def _unpacked(run: str) -> bytes:
    plain = _BREAKS.sub("", run).rstrip("=").translate(str.maketrans("-_", "+/"))
    plain = plain[: -1 if len(plain) % 4 == 1 else None]
    try:
        return b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def _readable(head: bytes) -> bool:
    """Whether the first bytes may be text in any encoding."""
    told = head.translate(None, bytes(range(0x20, 0x7F)) + b"\t\r\n")
    return not told or bool(_chinese(head))


def _text(data: bytes, way: str) -> str:
    if way == "Base64" and data.isascii():
        text = data.decode("ascii")
        return text if _PRINTED.fullmatch(text) else ""
    return _chinese(data)


def _chinese(data: bytes) -> str:
    """The data as UTF-8, GB18030 or UTF-16, if that reads like Chinese; its end may be cut."""
    text = data.decode("utf-8", "ignore")
    if _whole(text, data, "utf-8") and len(re.findall(_HANZI, text)) > 1 and likeness(text) > _LIKE:
        return text
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        hanzi = "".join(re.findall(_HANZI, text))
        some = len(hanzi) >= max(_FEWEST, 0.4 * len(text))
        if some and likeness(hanzi) >= _ALL_COMMON and _whole(text, data, encoding):
            return text
    return ""


def _whole(text: str, data: bytes, encoding: str) -> bool:
    return len(text.encode(encoding, "ignore")) >= len(data) - 4
