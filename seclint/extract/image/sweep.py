"""sweep: words that stand somewhere in bytes of no known format, in the encodings of Chinese."""

import re
from collections.abc import Iterator

from seclint.extract.likeness import likeness

_MOST = 16 << 20
_UTF8 = re.compile(
    rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe3-\xe9\xef][\x80-\xbf]{2}"
    rb"|\xe2[\x80-\x9e][\x80-\xbf])+"
)
_GB = re.compile(
    rb"(?:[\x20-\x7e]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9])+"
)
_WIDE = re.compile(
    "[\x20-\x7e\u2014-\u2026\u2460-\u2473\u2605\u2606\u3000-\u3017\u3400-\u9fff\uff01-\uff5e]+"
)
_HANZI = re.compile("[\u3400-\u9fff]")
_ASCII = re.compile(rb"[\x20-\x7e]{8,}")
_WORDY = re.compile(r"[A-Za-z0-9]{6}")


def swept(data: bytes, *, ascii_too: bool = True) -> Iterator[str]:
    """Runs of text in `data`, each once; Chinese ones must read like Chinese.

    Only the first 16 MiB are looked at.
    """
    data = data[:_MOST]
    seen: set[str] = set()
    for text in (*_utf8(data), *_gb(data), *_wide(data)):
        if text not in seen:
            seen.add(text)
            yield text
    if ascii_too:
        told = "\n".join(seen)
        for found in _ASCII.finditer(data):
            text = found[0].decode("ascii").strip()
            if _WORDY.search(text) and text not in told:
                yield text


def _utf8(data: bytes) -> Iterator[str]:
    for found in _UTF8.finditer(data):
        text = found[0].decode("utf-8", "ignore").strip()
        if len(_HANZI.findall(text)) >= 2:
            yield text


def _gb(data: bytes) -> Iterator[str]:
    for found in _GB.finditer(data):
        text = found[0].decode("gb18030", "ignore").strip()
        yield from _chinese(text)


def _wide(data: bytes) -> Iterator[str]:
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            for found in _WIDE.finditer(data[start:].decode(encoding, "replace")):
                yield from _chinese(found[0].strip())


def _chinese(text: str) -> Iterator[str]:
    hanzi = "".join(_HANZI.findall(text))
    if len(hanzi) >= 3 and likeness(hanzi) > 0.7:
        yield text
