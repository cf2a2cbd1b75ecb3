"""xmlpart: the XML of packages whose writers are not strict about it (OFD, ODF, EPUB).

White space and byte order marks before the declaration, a wrong encoding in it, a DOCTYPE, names
with broken prefixes: all of them are met in real files, and none of them loses text. What does
lose text makes the part not `whole`. Entities and external files are never resolved.
"""

import re
from typing import NamedTuple

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.encoding import decode

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENTITIES_MOST = 1000


class XmlPart(NamedTuple):
    """A part as a tree without comments; `remarks` are those, and texts of declared entities."""

    root: etree._Element
    whole: bool
    remarks: tuple[str, ...]


def parse(data: bytes, name: str) -> XmlPart:
    """Raises ExtractError("damaged") where nothing of the part `name` can be read."""
    stripped = _stripped(data)
    try:
        return _part(etree.fromstring(stripped, _parser()), whole=True)
    except (etree.LxmlError, ValueError):
        return _mended(stripped, name)


def _stripped(data: bytes) -> bytes:
    if data.startswith(_MARKS[1:]):
        return data
    while data.startswith(_MARKS[0]):
        data = data[3:]
    return data.lstrip()


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_blank_text=False,
    )


def _mended(data: bytes, name: str) -> XmlPart:
    """The part read as far as it goes: whole only where nothing but prefixes is wrong."""
    damaged = ExtractError("damaged", f"部件 {name} 不是有效的 XML，未能审查")
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged from error
    wrong = {entry.domain_name for entry in parser.error_log if entry.level_name != "WARNING"}
    if root is not None and wrong == {"NAMESPACE"}:
        return _part(root, whole=True)
    again = _recoded(data)
    if again is not None:
        return _part(again, whole=True)
    if root is None:
        raise damaged
    return _part(root, whole=False)


def _recoded(data: bytes) -> etree._Element | None:
    """The tree, where only the declared encoding is wrong."""
    try:
        text, _ = decode(data)
        return etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), _parser())
    except (etree.LxmlError, ValueError, ExtractError):
        return None


def _part(root: etree._Element, *, whole: bool) -> XmlPart:
    if root is None:  # a document of nothing but comments, recovered
        raise ExtractError("damaged", "部件没有内容，未能审查")
    remarks = [found.text or "" for found in root.iter(etree.Comment, etree.PI)]
    remarks.extend(_entities(root))
    whole = whole and next(root.iter(etree.Entity), None) is None
    etree.strip_tags(root, etree.Comment, etree.PI)  # they part a text that readers join
    return XmlPart(root, whole, tuple(text for text in remarks if text.strip()))


def _entities(root: etree._Element) -> list[str]:
    """What the internal subset of a DOCTYPE declares."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is None:
        return []
    found = []
    for entity in dtd.iterentities():  # type: ignore[attr-defined] # no stub
        found.append(entity.content or entity.orig or "")
        if len(found) == _ENTITIES_MOST:
            break
    return found
