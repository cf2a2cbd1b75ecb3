"""The shared strings of a workbook: texts that cells name by number. [ISO 29500-1] 18.4."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.excel.cellstyle import WHITE, color, is_tiny
from seclint.extract.ooxml.parts import child, local

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Text(NamedTuple):
    """One string: `seen` leaves out the runs in white, `reading` is its phonetic guide."""

    whole: str
    seen: str
    reading: str = ""


def text_of(element: etree._Element) -> Text:
    """The text of an si, is or text element, its runs joined."""
    whole, seen, reading = [], [], []
    for found in element:
        name = local(found)
        if name == "rPh":
            reading.append(_inner(found))
            continue
        said = (found.text or "") if name == "t" else _inner(found)
        whole.append(said)
        if name != "r" or not _is_white(child(found, "rPr")):
            seen.append(said)
    joined = unescape("".join(whole))
    shown = joined if len(seen) == len(whole) else unescape("".join(seen))
    return Text(joined, shown, unescape("".join(reading)))


def _inner(element: etree._Element) -> str:
    return "".join(map(str, element.itertext("{*}t")))


def _is_white(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    return color(child(properties, "color")) == WHITE or is_tiny(child(properties, "sz"))


def unescape(text: str) -> str:
    """Characters that are written _xHHHH_ (ST_Xstring). [ISO 29500-1] 22.9.2.19."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code < 32 and code not in (9, 10, 13):
        return ""
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


class SharedStrings:
    """All strings, and which of them a cell has used."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.special: dict[int, Text] = {}
        """Those with a phonetic guide or with runs in white."""
        self._used = bytearray()

    def add(self, text: Text) -> None:
        """The next string."""
        if text.reading or text.seen != text.whole:
            self.special[len(self.texts)] = text
        self.texts.append(text.whole)
        self._used.append(0)

    def use(self, raw: str | int) -> int:
        """The number of a string that a cell names. Raises ValueError, IndexError."""
        index = int(raw)
        if index < 0:
            raise IndexError
        self._used[index] = 1
        return index

    def unused(self) -> Iterator[tuple[int, str]]:
        """Strings that no cell shows."""
        for index, used in enumerate(self._used):
            if not used:
                yield index, self.texts[index]
