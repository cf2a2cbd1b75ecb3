"""roundtrip: packages inside old Office files, where newer versions keep what would be lost.

Layouts, shapes in DrawingML: their texts are told if they are not those of the file itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.ole2.embedded import packages
from seclint.extract.ooxml.package import Package

_DULL = re.compile(r"^\[Content_Types\]\.xml$|\.rels$|(?:^|/)theme(?:Manager|Override)?\d*\.xml$")
_SAID = ("descr", "title", "alt", "string", "tooltip", "href")
_TELLS = re.compile(r"[\u3400-\u9fff]|\d{6}|[A-Za-z]{3,} [A-Za-z]+")


class Kept(NamedTuple):
    """What the packages of a stream say, the files in them, and where they stand."""

    texts: list[str]
    files: list[tuple[str, bytes]]
    spans: list[tuple[int, int]]


def kept(data: bytes) -> Kept:
    """All packages in a stream that can be read; others are left to the sweep."""
    found = Kept([], [], [])
    for packed in packages(data):
        try:
            said, files = list(_said(packed.content)), list(_files(packed.content))
        except (ExtractError, IndexError):  # an entry without a name
            continue
        found.texts.extend(said)
        found.files.extend(files)
        found.spans.append((packed.start, packed.end))
    return found


def _said(content: bytes) -> Iterator[str]:
    """Paragraphs and telling attributes of all XML parts. Raises ExtractError."""
    package = Package(content)
    for part in package.names:
        if part.endswith((".xml", ".vml")) and not _DULL.search(part):
            yield from _texts(package.read(part))


def _files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Parts that are no XML: pictures. Raises ExtractError."""
    package = Package(content)
    for part in package.names:
        if not part.endswith((".xml", ".vml", ".rels", "/")):
            yield part, package.read(part)


def _texts(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExtractError("damaged", "内嵌的压缩包中有部件已损坏，未能审查") from error
    for element in root.iter("{*}p"):
        yield "".join(found.text or "" for found in element.iter("{*}t")).strip()
    for element in root.iter("{*}*"):
        yield from (element.get(key, "") for key in _SAID if _TELLS.search(element.get(key, "")))
        name = etree.QName(element).localname
        if name != "t" and element.text and _TELLS.search(element.text):
            yield element.text.strip()
