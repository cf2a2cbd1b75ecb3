"""text: the encodings of mail: header words, parameters, transfer encodings, charsets.

`email` decodes for those who follow the standards. Raw GBK in headers, GBK under the label of
GB 2312, and text behind the padding of base64 are read here.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.encoding import decode

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_WORDS = re.compile(rf"{_WORD.pattern}(?:\s*{_WORD.pattern})*")
_CUT_WORD = re.compile(r"=\?[\w.:-]{1,40}\?[bBqQ]\?[^?\s]{4}")
_FOLD = re.compile(r"\r?\n[ \t]*")
_STATEFUL = re.compile(r"(?:iso-2022-|hz|utf-?7|x-unicode-2-0-utf-7)", re.IGNORECASE)
_WESTERN = re.compile(r"(?:iso-8859-|windows-125|cp125|latin)", re.IGNORECASE)
_PAIR = re.compile(rb"[\x80-\xff]{2}")
_EXTENDED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "hz-gb-2312": "hz", "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip
_HEADER = 20_000  # characters of a header that are looked at for parameters: more is an attack
_SURE = ("UTF-8", "GB18030", "Big5", "混合编码")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]*+")
_NEARLY_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/=]{8,}+[!-~]?)++[A-Za-z0-9+/=]*+")
_SEGMENT = re.compile(rb"[A-Za-z0-9+/]+")


class Decoded(NamedTuple):
    """`problem` says what could not be read, "" if nothing."""

    text: str
    problem: str = ""


def raw(value: object) -> bytes:
    """The bytes of what `email` keeps as text with surrogates for those that are not ASCII."""
    return str(value).encode("utf-8", "surrogateescape")


def charset(data: bytes, label: str) -> Decoded:
    """Text by evidence; the label where there is none, or where bytes are shifted ASCII."""
    encoding = _EXTENDED.get(label.lower(), label.lower())
    if _STATEFUL.match(encoding) and (text := _strict(data, encoding)) is not None:
        return Decoded(text)
    if _WESTERN.match(encoding) and not _PAIR.search(data):
        return Decoded(_strict(data, encoding) or data.decode("latin-1"))
    try:
        text, found = decode(data)
    except ExtractError:
        text, found = "", ""
    if found in _SURE or found.startswith("UTF-"):
        return Decoded(text)
    if (told := _as_declared(data, encoding)) is not None:
        return told._replace(text=told.text.replace("\r\n", "\n"))
    if found:
        return Decoded(text)
    return Decoded(data.decode("gb18030", "replace"), "部分文字的编码无法识别，未能审查")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # UTF-7 lets halves of a surrogate pair through
    except (UnicodeError, LookupError, ValueError):
        return None
    return text


def _as_declared(data: bytes, encoding: str) -> Decoded | None:
    """The text where all of it, or all but a last character that is cut, is in this encoding."""
    for cut in range(min(4, len(data))):
        if (text := _strict(data[: len(data) - cut], encoding)) is not None:
            return Decoded(text, "文字在一个字的中间断开，可能有内容未能审查" if cut else "")
    return None


# --- headers ---------------------------------------------------------------------------------


def header(value: object) -> str:
    """The text of a header."""
    return heading(value).text


def heading(value: object) -> Decoded:
    """The text of a header: unfolded, its encoded words undone ([RFC 2047])."""
    text, problem = charset(raw(value), "")
    problems = [problem]

    def joined(found: re.Match[str]) -> str:
        words = list(_joined(found))
        problems.extend(word.problem for word in words)
        return "".join(word.text for word in words)

    text = _WORDS.sub(joined, _FOLD.sub(" ", text)).strip()
    problems.append("邮件头的编码不完整，可能有内容未能审查" if _CUT_WORD.search(text) else "")
    return Decoded(text, next(filter(None, problems), ""))


def _joined(found: re.Match[str]) -> Iterator[Decoded]:
    """Words that follow each other; a character may be split between two of one charset."""
    data, label = b"", ""
    for word in _WORD.finditer(found[0]):
        name = word[1].partition("*")[0].lower()
        if name != label and data:
            yield charset(data, label)
            data = b""
        label = name
        data += _word(word[2].lower(), raw(word[3]))
    yield charset(data, label)


def _word(kind: str, data: bytes) -> bytes:
    if kind == "q":
        return quopri.decodestring(data.replace(b"_", b" "), header=False)
    return base64(data)[0]


def parameters(value: object) -> dict[str, str]:
    """Parameters of a header, those split or percent-encoded ([RFC 2231]) joined."""
    message = Message()
    message["Content-Type"] = header(value)[:_HEADER]
    try:
        found = message.get_params([]) or []
    except (ValueError, IndexError, TypeError):
        return {}
    return {str(key).lower(): _parameter(told) for key, told in found[1:]}


def _parameter(told: object) -> str:
    if isinstance(told, tuple):
        label, _, text = told
        return charset(str(text).encode("latin-1", "replace"), str(label or "")).text
    return header(told)


# --- bodies ----------------------------------------------------------------------------------


def base64(data: bytes) -> tuple[bytes, bytes]:
    """What is encoded, that behind a padding included; lines that are no base64."""
    lines = data.splitlines()
    told = [line for line in lines if _BASE64_LINE.fullmatch(line)]
    plain = [line for line in lines if not _BASE64_LINE.fullmatch(line)]
    pieces = []
    for segment in _SEGMENT.findall(b"".join(line.strip() for line in told).replace(b" ", b"")):
        whole = segment[: len(segment) - (len(segment) % 4 == 1)]
        pieces.append(binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(pieces), b"\n".join(plain)


def transferred(data: bytes, encoding: str) -> tuple[bytes, bytes, str]:
    """Bytes of a body; what stands beside them; what is wrong ("" if nothing)."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        content, plain = base64(data)
        digits = len(data.translate(None, b"\r\n\t ")) if not plain else 0
        broken = digits % 4 or _is_broken(data, plain)
        return content, plain, "附件或正文的编码不完整，可能有内容未能审查" if broken else ""
    if encoding == "quoted-printable":
        return quopri.decodestring(data), b"", ""
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uu(data)
    if encoding in ("", "7bit", "8bit", "binary"):
        return data, b"", ""
    return data, b"", "传输编码尚不支持，未能审查"


def _is_broken(data: bytes, plain: bytes) -> bool:
    """Whether a line beside base64 is one of its own lines, with a wrong character in it."""
    width = max(map(len, map(bytes.strip, data.splitlines())), default=0)
    lines = [line.strip() for line in plain.splitlines()]
    return any(len(line) == width and _NEARLY_BASE64.fullmatch(line) for line in lines)


def _uu(data: bytes) -> tuple[bytes, bytes, str]:
    found, plain, problem = _uu_files(data)
    return b"".join(inside for _, inside in found), plain, problem


def _uu_files(data: bytes) -> tuple[list[tuple[bytes, bytes]], bytes, str]:
    """Names and bytes of the files, the lines beside them, and what is wrong with the files."""
    found: list[tuple[bytes, bytes]] = []
    plain: list[bytes] = []
    pieces: list[bytes] | None = None
    name, broken = b"", False
    for line in data.splitlines():
        if (begun := _BEGIN.fullmatch(line)) and pieces is None:
            name, pieces = begun[1], []
        elif pieces is not None and line.strip() == b"end":
            found.append((name, b"".join(pieces)))
            pieces = None
        elif pieces is None:
            plain.append(line)
        else:
            try:
                pieces.append(binascii.a2b_uu(line[: _uu_length(line)]))
            except binascii.Error:
                broken = True
    if pieces is not None:
        found.append((name, b"".join(pieces)))
    problem = "uuencode 数据不完整，可能有内容未能审查" if broken or pieces is not None else ""
    return found, b"\n".join(plain), problem


def _uu_length(line: bytes) -> int:
    """Characters of a line, as its first one tells; some encoders put a checksum behind them."""
    return 1 + 4 * -(-((line[0] - 32) & 63) // 3) if line else 0


_BEGIN = re.compile(rb"begin [0-7]{3,4} ([^\r\n]+)")
_LONG_BASE64 = re.compile(rb"\s*+(?:[A-Za-z0-9+/]{4}|[\r\n]++)*+[A-Za-z0-9+/]{0,3}={0,2}\s*+")
_QUOTED = re.compile(rb"(?:=[0-9A-F]{2}){2}")


def undeclared(data: bytes) -> bytes | None:
    """The bytes of a body in base64 that no header tells of."""
    if len(data) >= 24 and _LONG_BASE64.fullmatch(data):
        return base64(data)[0]
    return None


def quoted(data: bytes) -> bytes | None:
    """The bytes of a body in quoted-printable that no header tells of."""
    return quopri.decodestring(data) if _QUOTED.search(data) else None


def uuencoded(data: bytes) -> tuple[list[tuple[str, bytes]], str]:
    """Names and bytes of the files in uuencode in a text, and what is wrong with them."""
    if b"begin " not in data:
        return [], ""
    found, _, problem = _uu_files(data)
    files = [(charset(name, "").text, inside) for name, inside in found if inside]
    return files, problem if files else ""


def flowed(text: str, *, joined: bool) -> str:
    """The lines of format=flowed ([RFC 3676]) as they were typed; `joined` for DelSp=yes."""
    text = re.sub(r"(?<=[^\n-]) \n(?! *\n)", "" if joined else " ", text)
    return re.sub(r"^ ", "", text, flags=re.MULTILINE)


_QUOTED_VALUE = re.compile(r"ENCODING=QUOTED-PRINTABLE", re.IGNORECASE)


def card(data: bytes, label: str) -> Decoded:
    """Text of a calendar or a business card ([RFC 5545], [RFC 6350]): unfolded, unescaped."""
    data = re.sub(rb"\r?\n[ \t]", b"", data)
    if _QUOTED_VALUE.search(data.decode("latin-1")):
        data = quopri.decodestring(data)
    text, problem = charset(data, label)
    return Decoded(re.sub(r"\\([nN,;\\])", lambda m: "\n" if m[1] in "nN" else m[1], text), problem)
