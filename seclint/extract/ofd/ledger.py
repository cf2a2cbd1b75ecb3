"""What was read of an OFD package so far: its parts, texts to tell, files inside, failures."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.fonts import is_font
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import local, telling
from seclint.extract.xmlpart import parse
from seclint.model import Member, Part, Place, Unreviewed

_XML = re.compile(r"\.xml$", re.IGNORECASE)
# What these hold are names for programs, numbers and paths; a text that is not is told still.
_DULL = frozenset(
    (
        "abbreviateddata", "glyphs", "docid", "maxunitid", "checkvalue", "signedvalue",
        "signaturemethod", "signaturedatetime", "fileloc", "docroot", "publicres", "documentres",
        "pageres", "seal", "baseloc", "schemaloc", "mediafile", "fontfile", "thumbnail", "appdata",
        "objectref", "pageref", "signatures", "attachments", "annotations", "customtags",
        "extensions", "physicalbox", "applicationbox", "contentbox", "cropbox", "bleedbox",
        "creationdate", "moddate", "maxsignid", "file", "path",
    )
)  # fmt: skip
_FONT_NAME = 20
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{11,19}[\dXx]?(?![\d.])")


class Ledger:
    """Reads parts of the package and keeps what they told until `close` writes it."""

    def __init__(self, name: str, package: Package) -> None:
        self.name = name
        self.package = package
        self.draft = Draft()
        self.done: set[str] = set()
        self.members: list[Member] = []
        self._asides: list[tuple[str, Place]] = []
        self._failures: dict[Unreviewed, None] = {}
        self._names = {each.lower(): each for each in package.names}

    # parts

    def locate(self, here: str, location: str) -> str | None:
        """The part at a location that the part `here` names: from the root, or from its folder.

        Real files mix the two up, and upper and lower case.
        """
        location = location.strip().replace("\\", "/")
        if not location:
            return None
        folder = "" if location.startswith("/") else posixpath.dirname(here)
        for base in dict.fromkeys((folder, "", posixpath.dirname(folder))):
            path = posixpath.normpath(posixpath.join("/", base, location.lstrip("/")))
            if found := self._names.get(path.lstrip("/").lower()):
                return found
        return None

    def root(self, part: str) -> etree._Element | None:
        """The tree of a part, None where it cannot be read: that is noted."""
        self.done.add(part)
        try:
            found = parse(self.package.read(part), part)
        except ExtractError as error:
            self.fail(error.code, error.reason)
            return None
        if not found.whole:
            self.fail("damaged", f"部件 {part} 已损坏或含有未展开的实体，只读出一部分")
        for text in found.remarks:
            self.say("comment", "XML 注释", text, part)
        return found.root

    def named(self, here: str, location: str) -> etree._Element | None:
        """The tree of the part at a location; a missing one is noted."""
        part = self.locate(here, location)
        if part is None:
            self.fail("damaged", f"缺少部件 {location.strip()}，未能审查")
            return None
        return self.root(part)

    # what was found

    def say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        """Keep a text that is no part of the flow."""
        if text.strip():
            self._asides.append((text.strip(), Place(part, label, anchor)))

    def fail(self, code: str, reason: str) -> None:
        """Keep what could not be read."""
        self._failures[Unreviewed(self.name, code, reason)] = None

    def file(self, part: str, label: str, name: str = "") -> None:
        """Keep a file inside, once."""
        if part in self.done:
            return
        self.done.add(part)
        try:
            data = self.package.read(part)
        except ExtractError as error:
            self.fail(error.code, error.reason)
            return
        if not is_font(data):
            self.members.append(Member(name or posixpath.basename(part), data, label))

    def sweep(self, root: etree._Element, part: Part, label: str, anchor: str) -> None:
        """Keep every text of a tree that no reader took before."""
        for text in telling(_leftovers(root)):
            self.say(part, label, text, anchor)

    def close(self) -> None:
        """Write what was kept; each text of a place once."""
        for text, place in dict.fromkeys(self._asides):
            self.draft.aside(text, place)
        self._asides.clear()

    def failures(self) -> Iterator[Unreviewed]:
        """What could not be read, each once."""
        yield from self._failures

    def rest(self) -> Iterator[str]:
        """Parts that nothing named: fonts and the like left out."""
        for part in self.package.names:
            if part not in self.done:
                yield part


def is_xml(part: str) -> bool:
    """Whether a part is named as one of XML."""
    return bool(_XML.search(part))


def take(element: etree._Element | None) -> str:
    """The text of an element, which is then told: no sweep tells it again."""
    if element is None:
        return ""
    text = "".join(map(str, element.itertext()))
    for each in element.iter("{*}*"):
        each.text = None
        if each is not element:
            each.tail = None
    return text.strip()


def clear_codes(element: etree._Element) -> None:
    """Take out a text that has no words."""
    if (element.text or "").isascii():
        element.text = None


def taken(element: etree._Element, name: str) -> str:
    """The value of an attribute, which is then told."""
    return str(element.attrib.pop(name, ""))


def _leftovers(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}*"):
        text = element.text or ""
        dull = local(element).lower() in _DULL and text.isascii()
        if not dull or _LONG_NUMBER.search(text):
            yield text
        yield element.tail or ""
        for key, value in ((str(key), str(value)) for key, value in element.items()):
            if key in ("DeltaX", "DeltaY"):
                continue
            named = key in ("FontName", "FamilyName") and len(value) <= _FONT_NAME
            if not named and (not value.isascii() or _LONG_NUMBER.search(value)):
                yield value
            if not key.isascii():
                yield key.rpartition("}")[2]
        if not local(element).isascii():
            yield local(element)
