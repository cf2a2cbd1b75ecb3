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
_EXPANDED_MOST = 1 << 20  # characters


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
    declared = _entities(root)
    remarks.extend(declared.values())
    whole = _expanded(root, declared) and whole
    etree.strip_tags(root, etree.Comment, etree.PI)  # they part a text that readers join
    return XmlPart(root, whole, tuple(text for text in remarks if text.strip()))


def _entities(root: etree._Element) -> dict[str, str]:
    """What the internal subset of a DOCTYPE declares."""
    dtd = root.getroottree().docinfo.internalDTD
    found: dict[str, str] = {}
    entities = () if dtd is None else dtd.iterentities()  # type: ignore[attr-defined] # no stub
    for entity in entities:
        found[entity.name] = entity.content or entity.orig or ""
        if len(found) == _ENTITIES_MOST:
            break
    return found


def _expanded(root: etree._Element, declared: dict[str, str]) -> bool:
    """Put the declared texts in place of the entities, one step deep; False where that is short.

    Nothing is resolved: an entity of entities, or of another file, stays unread.
    """
    left, whole = _EXPANDED_MOST, True
    for entity in list(root.iter(etree.Entity)):
        text = declared.get(entity.text[1:-1], "") if entity.text else ""
        if not text or "&" in text or "<" in text or len(text) > left:
            text, whole = "", False
        left -= len(text)
        _replace(entity, text + (entity.tail or ""))
    return whole


def _replace(node: etree._Element, text: str) -> None:
    above, before = node.getparent(), node.getprevious()
    if above is None:
        return
    if before is None:
        above.text = (above.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    node.tail = None
    above.remove(node)
