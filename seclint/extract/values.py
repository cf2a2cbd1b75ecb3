"""values: what the attributes of a page hold: words, addresses, and files in data: URLs."""

import re
from base64 import b64decode
from urllib.parse import unquote, unquote_to_bytes

from seclint.model import Member, Part, Place


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ATTRIBUTES: dict[str, tuple[Part, str]] = (
    dict.fromkeys(
        ("alt", "title", "placeholder", "aria-label", "label", "summary"), ("alt", "替代文字")
    )
    | dict.fromkeys(("href", "src", "action", "poster", "cite", "data", "srcset"), ("link", "链接"))
    | {"content": ("property", "元数据")}
)
# Values that are names for programs, not words for people; any other value is kept as markup.
_DULL = _names(
    "class id style width height lang dir type rel charset http-equiv align valign border target"
    " cellpadding cellspacing bgcolor color size face colspan rowspan role method media xmlns"
    " tabindex hidden async defer crossorigin loading"
)
_NUMBER = re.compile(r"[0-9]{11}")
_DATA = re.compile(r"data:([^;,\s\"']{0,99})([^,\s\"']{0,99}),", re.IGNORECASE)
_END = re.compile(r"[\s\"')>]|\Z")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*+=*+")
_SUFFIXES = {"text/html": ".html", "image/svg+xml": ".svg", "text/css": ".css"}

Told = tuple[str, Place]


class Values:
    """Texts and files of attributes and style sheets, in their order."""

    def __init__(self) -> None:
        self.asides: list[Told] = []
        self.members: list[Member] = []

    def keep(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Take the attributes of one tag."""
        for key, value in attributes.items():
            if key == "srcdoc":
                self._member("srcdoc", ".html", value.encode("utf-8", "replace"), line)
            elif value[:8].lstrip().lower().startswith("data:"):
                self._whole(value.strip(), line)
            else:
                self.embedded(value, line)
                if not _dull(name, key, value):
                    part, label = _ATTRIBUTES.get(key, ("markup", "属性值"))
                    shown = unquote(value) if part == "link" else value
                    self._say(shown, part, label, line)

    def embedded(self, text: str, line: int) -> None:
        """Take the files in data: URLs that stand anywhere in a text."""
        at = 0
        while found := _DATA.search(text, at):
            end = _END.search(text, found.end())
            at = end.start() if end else len(text)
            data = _payload(text[found.end() : at], encoded="base64" in found[2].lower())
            if data:
                self._member("data", _SUFFIXES.get(found[1].lower(), ""), data, line)

    def _whole(self, value: str, line: int) -> None:
        """An address that is a data: URL: its text may hold anything."""
        head, _, payload = value.partition(",")
        data = _payload(payload, encoded="base64" in head.lower())
        if data is None:
            self._say(payload, "markup", "内嵌数据", line)
        elif data:
            kind = head[5:].partition(";")[0].lower()
            self._member("data", _SUFFIXES.get(kind, ""), data, line)

    def _say(self, text: str, part: Part, label: str, line: int) -> None:
        if text.strip():
            place = Place(part, f"{label}（源码第{line}行）", f"line {line}")
            self.asides.append((text.strip(), place))

    def _member(self, kind: str, suffix: str, data: bytes, line: int) -> None:
        name = f"{kind}-{len(self.members) + 1}{suffix}"
        self.members.append(Member(name, data, f"内嵌数据（源码第{line}行）"))


def _dull(name: str, key: str, value: str) -> bool:
    """Whether the value is a name for programs, or told elsewhere."""
    if (key, name) == ("value", "input"):
        return True
    return key in _DULL and value.isascii() and not _NUMBER.search(value)


def _payload(text: str, *, encoded: bool) -> bytes | None:
    """Bytes of a data: URL, or None where its base64 is broken."""
    data = unquote_to_bytes(text)
    if not encoded:
        return data
    try:
        return b64decode(data + b"==")
    except ValueError:  # one digit too many: it is cut, and may be read up to there
        whole = data.rstrip(b"=")[:-1] if _BASE64.fullmatch(data) else b""
        return b64decode(whole + b"==") or None
