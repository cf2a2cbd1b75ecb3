"""notes: strings of a PDF outside its painted text, by the name that people know their place by."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from seclint.extract.pdf.names import NAMES
from seclint.extract.pdf.tree import get, numbered
from seclint.extract.pdf.words import decoded, text_of, told
from seclint.model import Part, Place

_STOCK = frozenset(("Adobe", "Identity", "GB1", "UCS", "Artifex"))


class Note(NamedTuple):
    """A text that is no painted one, and where it stands."""

    place: Place
    text: str


class Spot(NamedTuple):
    """Where a string stands: the dictionary around it, the page, the kind, the whole object."""

    node: Any
    where: str
    kind: str
    owner: Any


def note(spot: Spot, key: str, text: str) -> Iterator[Note]:
    """A text under a key of a dictionary, as it is told: nothing for what programs write."""
    if not (words := told(text)) or words in _STOCK:
        return
    names = NAMES.get(spot.kind, {})
    number = numbered(spot.owner)[0]
    anchor = f"object {number}" if number else ""
    if spot.kind == "info" and key not in names:
        words = f"{key.removeprefix('/')}：{words}"
        yield Note(Place("property", "自定义属性", anchor), words)
    elif found := names.get(key) or names.get(""):
        part, label = _annotated(spot, key, *found)
        yield Note(Place(part, spot.where + label, anchor), words)
    else:
        yield Note(Place("embedded", f"{spot.where}其他数据", anchor), words)


def _annotated(spot: Spot, key: str, part: Part, label: str) -> tuple[Part, str]:
    """The author of a comment is told in its label; one that is not shown is hidden."""
    if spot.kind == "annotation" and key in ("/Contents", "/RC", "/Subj"):
        author = told(text_of(get(spot.node, "/T")))
        flags = get(spot.node, "/F")
        if isinstance(flags, int) and flags & 0x22:  # Hidden, NoView
            return "hidden", f"隐藏{label}" + (f"（{author}）" if author else "")
        return part, label + (f"（{author}）" if author else "")
    if spot.kind == "struct" and not spot.where:
        return part, label.strip("（）")
    return part, label


def name_of(value: Any) -> str:
    """What a name object says."""
    raw = re.sub(rb"#([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1].decode()), value.unparse())
    return decoded(raw[1:])


# Strings of an X.509 name in DER: UTF8String, PrintableString, IA5String, BMPString.
_DER = re.compile(
    rb"([\x0c\x13\x16\x1e])(?:([\x01-\x7f])|\x81([\x80-\xff])|\x82([\x01-\x0f].))", re.DOTALL
)


def certificate(der: bytes) -> Iterator[str]:
    """Names in a signature's certificates; Chinese ones often hold identity numbers."""
    seen = set()
    for match in _DER.finditer(der):
        size = int.from_bytes(match[2] or match[3] or match[4], "big")
        raw = der[match.end() : match.end() + size]
        try:
            text = raw.decode("utf-16-be" if match[1] == b"\x1e" else "utf-8")
        except UnicodeDecodeError:
            continue
        if len(raw) == size and len(text) > 1 and text.isprintable() and text not in seen:
            seen.add(text)
            yield told(text)
