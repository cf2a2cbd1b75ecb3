"""xmlpart: the XML of packages whose writers are not strict about it (OFD, ODF, EPUB).

White space and byte order marks before the declaration, a wrong encoding in it, a DOCTYPE, names
with broken prefixes: all of them are met in real files, and none of them loses text. What does
lose text makes the part not `whole`. Entities and external files are never resolved.
"""

import re
from typing import Any, NamedTuple

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.encoding import decode

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_BELIEVED = frozenset(("GB18030", "UTF-16LE", "UTF-16BE"))
_WRONG = 0.3  # of the characters beyond ASCII
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
    """The part read as far as it goes: whole only where nothing but prefixes is wrong, or the
    declared encoding.
    """
    parser = _parser(recover=True)
    root, whole = _recovered(data, parser), False
    wrong = {entry.domain_name for entry in parser.error_log if entry.level_name != "WARNING"}
    if root is not None and wrong == {"NAMESPACE"}:
        whole = True
    elif text := _reading(data):
        root, whole = text
    if root is None:
        raise ExtractError("damaged", f"部件 {name} 不是有效的 XML，未能审查")
    return _part(root, whole=whole)


def _recovered(data: bytes, parser: etree.XMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def _reading(data: bytes) -> tuple[etree._Element | None, bool] | None:
    """The tree where the bytes are no UTF-8, and whether it is whole; None where they are.

    A few wrong bytes are damage; where most are wrong, the text is in another encoding.
    """
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not lost or b"\0" in data[:64]:
        return None
    if lost > _WRONG * sum(not character.isascii() for character in text):
        try:
            text, encoding = decode(data)
        except ExtractError:
            return None
        parser = _parser()
        root = _recovered(_undeclared(text), parser)
        if root is not None and encoding in _BELIEVED:
            return root, True
    return _recovered(_undeclared(text), _parser(recover=True)), False


def _undeclared(text: str) -> bytes:
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


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
    dtd: Any = root.getroottree().docinfo.internalDTD  # its stub knows no iterentities
    found: dict[str, str] = {}
    for entity in () if dtd is None else dtd.iterentities():
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
    text = _CONTROLS.sub(" ", text)
    above, before = node.getparent(), node.getprevious()
    if above is None:
        return
    if before is None:
        above.text = _CONTROLS.sub(" ", above.text or "") + text
    else:
        before.tail = _CONTROLS.sub(" ", before.tail or "") + text
    node.tail = None
    above.remove(node)
