"""sweep: what an XML part holds that nobody has told yet, so that nothing hides where no walk goes.

Texts are joined by the element that a reader sees as one (a paragraph, a cell's string, a line of
a drawing), since programs split them as they like. What is told is compared without white space.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from seclint.extract.ooxml import attributes, local

_CONTAINERS = frozenset(("p", "si", "is", "text", "h", "comment", "txPr", "rich"))
"""Elements whose runs are one text."""

_NUMBER = re.compile(r"[0-9]{11}")  # a phone, an identity card, a bank card
_TELLING = frozenset(("alt", "descr", "title", "string", "displayText"))
_BLANK = re.compile(r"\s+")


class Told:
    """What has been told of a file: whole lines and cells, and all of it in one string."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = [*texts]
        self._pieces = {
            _bare(cell) for text in whole for line in text.split("\n") for cell in line.split("\t")
        }
        self._all = "\n".join(map(_bare, whole))

    def knows(self, text: str) -> bool:
        """Has this text been told, whole or within another one?"""
        bare = _bare(text)
        return bare in self._pieces or bare in self._all


def _bare(text: str) -> str:
    return _BLANK.sub("", text)


def untold(root: etree._Element, told: Told) -> Iterator[str]:
    """Texts of a part, each once, that hold words or long numbers and are not `told`."""
    return (text for text in telling(_texts(root)) if not told.knows(text))


def _texts(root: etree._Element) -> Iterator[str]:
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield from _said(element)
            if inside is None and local(element) in _CONTAINERS:
                inside = element
                yield "".join(map(str, element.itertext()))
            elif inside is None and element.text:
                yield element.text
        else:
            if element is inside:
                inside = None
            if inside is None and element.tail:
                yield element.tail


def _said(element: etree._Element) -> Iterator[str]:
    """Attributes that hold words for people, or a long number."""
    for key, value in attributes(element):
        known = key in _TELLING or local(element) == "docVar"
        if known or not value.isascii() or _NUMBER.search(value):
            yield value


def telling(found: Iterable[str]) -> Iterator[str]:
    """Those of the texts that are more than small numbers and symbols, each once."""
    seen: set[str] = set()
    for text in (" ".join(text.split()) for text in found):
        if text not in seen and _tells(text):
            seen.add(text)
            yield text


def _tells(text: str) -> bool:
    return any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) >= 6
