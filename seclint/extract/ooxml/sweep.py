"""sweep: what an XML part holds that nobody has told yet, so that nothing hides off the walks.

Walks take the texts that they read out of the tree (`ooxml.taken`); here is what stays in it.
Texts are joined by the element that a reader sees as one (a paragraph, the string of a cell),
since programs split them as they like.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from lxml import etree

from seclint.extract.ooxml.tree import local

_CONTAINERS = frozenset(("p", "si", "is", "text", "h", "comment", "rich", "svg"))
"""Elements whose runs are one text."""

_RUNS = {"delText": "t", "tspan": "text"}
"""Texts of these elements are read together with those of the other."""

_MEASURES = frozenset(
    ("posOffset", "pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight", "colOff", "rowOff",
     "col", "row", "Anchor", "TotalTime", "fontKey", "rsid")
)  # fmt: skip
_BINARY = frozenset(("fldData", "DigestValue", "SignatureValue", "X509Certificate", "binData"))
_CODES = re.compile(r"[A-Za-z0-9+/=\s]*+")  # base64

_KNOWN = frozenset(
    ("alt", "descr", "title", "string", "displayText", "author", "initials", "tooltip", "prompt",
     "promptTitle", "error", "errorTitle", "userName", "caption")
)  # fmt: skip
_KNOWING = frozenset(("docVar", "tag"))
_WORDY = re.compile(
    r"[0-9]{11}"  # a phone, an identity card, a bank card
    r"|[\w.+-]@[\w-]+\.\w|^\\\\|^[A-Za-z]:[\\/]|^(?:file|ftp|https?|mailto):"
    r"|passw|pwd|token|secret|api.?key",
    re.IGNORECASE,
)
_PANOSE = re.compile(r"0[0-9A-F][0-9A-F]{18}")  # the looks of a font, in 20 digits
_SCHEMAS = ("http://schemas.", "http://purl.", "http://www.w3.org/", "urn:")
_FALLBACK = 1 << 30
"""Characters looked through for texts within others, for one file: then they are told twice."""


class Told:
    """What has been told of a file: whole lines and cells, and all of it in one string."""

    def __init__(self, text: str) -> None:
        self._pieces = {_bare(cell) for line in text.split("\n") for cell in line.split("\t")}
        self._pieces.update(map(_bare, text.split("\n")))
        self._all = " ".join(text.split())
        self._left = _FALLBACK

    def knows(self, text: str) -> bool:
        """Whether this was told: whole, or within another text at bounds of words."""
        if _bare(text) in self._pieces:
            return True
        self._left -= len(self._all)
        return self._left > 0 and self._within(" ".join(text.split()))

    def hear(self, text: str) -> None:
        """From now on this has been told."""
        self._pieces.add(_bare(text))

    def _within(self, text: str) -> bool:
        start = self._all.find(text)
        if start < 0:
            return False
        end = start + len(text)
        # A number within a longer one is another number.
        return not any(_joins(self._all[edge - 1 : edge + 1]) for edge in (start, end) if edge)


def _joins(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalnum()


def _bare(text: str) -> str:
    return "".join(text.split())


def untold(found: Iterable[str], told: Told) -> Iterator[str]:
    """Those of the texts of a part (`leftovers`) that tell something and were not told yet."""
    for text in telling(found):
        if not told.knows(text):
            told.hear(text)
            yield text


def telling(found: Iterable[str]) -> Iterator[str]:
    """Those of the texts that are more than small numbers and symbols, each once."""
    seen: set[str] = set()
    for text in (" ".join(text.split()) for text in found):
        if text not in seen and _tells(text):
            seen.add(text)
            yield text


def _tells(text: str) -> bool:
    return any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) >= 6


def leftovers(root: etree._Element) -> Iterator[str]:
    """Texts and telling attributes in a tree, what is one text for a reader joined.

    Whoever wants comments and instructions takes them first (`tree.remarks`).
    """
    yield from (prefix for prefix in root.nsmap if prefix and not prefix.isascii())
    yield from _attributes(root)
    groups: dict[etree._Element, _Group] = {}
    found = cast("list[Any]", _TEXTS(root))
    mixed = {text.getparent().getparent() for text in found if text.is_tail}
    for text in found:
        node = text.getparent()
        holder = node.getparent() if text.is_tail else node
        name = local(holder)
        if not _is_dull(name, text):
            container, joined = _container(holder, mixed)
            groups.setdefault(container, _Group()).add("" if joined else name, str(text))
    for group in groups.values():
        yield from group.texts()


_TEXTS = etree.XPath("descendant::text()[normalize-space()]")


def _container(element: etree._Element, mixed: set[etree._Element]) -> tuple[etree._Element, bool]:
    """What a reader sees as one text with this element, and whether all in it is one.

    Text between elements is read with the text before it (`mixed`).
    """
    for above in (element, *element.iterancestors()):
        if above in mixed:
            return above, True
        if local(above) in _CONTAINERS:
            return above, False
    return element, False


class _Group:
    """Texts of one container, by the kind of element that they stand in."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}

    def add(self, name: str, text: str) -> None:
        self._texts.setdefault(_RUNS.get(name, name), []).append(text)

    def texts(self) -> Iterator[str]:
        return map("".join, self._texts.values())


def _is_dull(name: str, text: str) -> bool:
    """Whether a text only says where something stands, or is data of a program."""
    if name in _MEASURES:
        return text.isascii() and len(text) < 11
    return name in _BINARY and bool(_CODES.fullmatch(text))


def _attributes(root: etree._Element) -> Iterator[str]:
    """Attributes that hold words for people or a long number; names that are words."""
    tags, keys, seen = _Names(), _Names(), set[str]()
    for element in root.iter("*"):
        name = tags[str(element.tag)]
        if not name.isascii():
            yield name
        for key, value in cast("list[tuple[str, str]]", element.items()):
            told = keys[key]
            if not told.isascii():
                yield told
            if told in _KNOWN or name in _KNOWING:
                yield value
            elif value not in seen:
                seen.add(value)
                if not value.isascii() or (_is_wordy(value) and not _PANOSE.fullmatch(value)):
                    yield value


class _Names(dict[str, str]):
    """Names without their namespaces, each looked at once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition("}")[2]
        return self[name]


def _is_wordy(value: str) -> bool:
    return bool(_WORDY.search(value)) and not value.startswith(_SCHEMAS)
