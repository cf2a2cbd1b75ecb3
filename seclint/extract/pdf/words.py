"""Strings of a PDF as text, and which of them hold words for people."""

import re
from collections.abc import Iterator

import pikepdf

_HIGH = re.compile(rb"[\x80-\xff]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_DATE = re.compile(r"D:\d{4,14}[\dZ'+\-]*$")
_TAG = re.compile(r"<[^<>]*>")
_SPEAKS = re.compile(r"[\u4e00-\u9fff]|\d{6}")
_BREAK = re.compile(r"</(?:p|div|li|h\d)\s*>|<br\s*/?>", re.IGNORECASE)


def decoded(raw: bytes) -> str:
    """A text string ([ISO 32000-2] 7.9.2.2), or GB18030, which many Chinese producers put there."""
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(mark):
            return _unescaped(raw[len(mark) :].decode(encoding, "replace"))
    if raw.isascii():
        return raw.decode("ascii")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_chinese(raw, text):
            return text
    return raw.decode("pdfdoc", "replace")


def _is_chinese(raw: bytes, text: str) -> bool:
    """Do the high bytes come in pairs, and make common characters?"""
    runs = _HIGH.findall(raw)
    odd = sum(len(run) % 2 for run in runs)
    high = sum(not character.isascii() for character in text)
    return 3 * odd <= len(runs) and 2 * len(_HAN.findall(text)) >= high


def _unescaped(text: str) -> str:
    """Without the language codes between two ESC ([ISO 32000-2] 7.9.2.2.1)."""
    return re.sub("\x1b[^\x1b]{2,5}\x1b", "", text) if "\x1b" in text else text


def text_of(value: pikepdf.Object | None) -> str:
    """The text of a string; "" for anything else."""
    return decoded(bytes(value)) if isinstance(value, pikepdf.String) else ""


def told(text: str) -> str:
    """The words of a string, without controls; "" where it holds none (a date, binary data)."""
    clean = _CONTROLS.sub("", text).strip()
    if len(clean) < 0.7 * len(text.strip()) or _DATE.match(clean):
        return ""
    wordy = any(map(str.isalpha, clean)) or sum(map(str.isdigit, clean)) >= 6
    return clean if wordy else ""


def plain(text: str) -> str:
    """The words of rich text (XHTML), its blocks as lines."""
    if "<" not in text:
        return text
    from html import unescape

    bare = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return "\n".join(filter(None, (line.strip() for line in bare.splitlines())))


def tags(text: str) -> Iterator[str]:
    """What `plain` leaves out and may be words: tags with Chinese or a number inside."""
    from html import unescape

    return filter(_SPEAKS.search, map(unescape, _TAG.findall(text)))
