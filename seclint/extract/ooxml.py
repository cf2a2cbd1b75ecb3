"""OOXML below any one application: parts as trees, relationships, properties, leftover parts.

Elements and attributes are known by their local names, so that the transitional and the strict
namespaces, and VML beside DrawingML, read alike.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.package import Package


def tree(package: Package, name: str) -> etree._Element:
    """The root of an XML part. Raises ExtractError("damaged").

    No OOXML part may hold a DOCTYPE ([ISO 29500-2] 8.1.4); entities are never resolved.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(package.read(name), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractError("damaged", f"部件 {name} 不是有效的 XML，未能审查") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise ExtractError("damaged", f"部件 {name} 含有 DOCTYPE，未能审查")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The value of an attribute, whatever its namespace."""
    if element is None:
        return None
    if (plain := element.get(name)) is not None:
        return plain
    return next((v for k, v in attributes(element) if k == name), None)


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Local names and values of all attributes."""
    for key, value in element.items():
        yield str(key).rpartition("}")[2], str(value)


def texts(element: etree._Element, *names: str) -> Iterator[str]:
    """Texts below an element, of elements with these local names if any are given."""
    yield from map(str, element.itertext(*(f"{{*}}{name}" for name in names)))


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of this name, of its child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


class Relationship(NamedTuple):
    """What a part says of another one: `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """Relationships of `part` ("" for the package); internal targets as part names.

    Raises ExtractError("damaged").
    """
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in package.names:
        return ()
    return tuple(
        _relationship(found, folder) for found in tree(package, name).iter("{*}Relationship")
    )


def _relationship(found: etree._Element, folder: str) -> Relationship:
    target, external = found.get("Target", ""), found.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = found.get("Type", "").rpartition("/")[2]
    return Relationship(found.get("Id", ""), kind, target, external)


def source(name: str) -> str:
    """The part whose relationships the part `name` (.../_rels/x.xml.rels) holds."""
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


# --- properties ------------------------------------------------------------------------------

_LABELS = {
    "title": "标题", "subject": "主题", "creator": "作者", "keywords": "关键词",
    "description": "备注", "lastModifiedBy": "最后保存者", "category": "类别",
    "contentStatus": "内容状态", "identifier": "标识", "language": "语言", "version": "版本",
    "Company": "单位", "Manager": "主管", "Template": "模板", "HyperlinkBase": "超链接基础",
    "lpstr": "文档结构",
}  # fmt: skip
_COUNTS = frozenset(
    (
        "TotalTime", "Pages", "Words", "Characters", "DocSecurity", "Lines", "Paragraphs",
        "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged",
        "AppVersion", "Slides", "Notes", "HiddenSlides", "MMClips", "i4", "revision", "created",
        "modified", "lastPrinted", "Application",
    )
)  # fmt: skip


def properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Labels and texts of the built-in properties (docProps/core.xml and app.xml)."""
    for element in root.iter("{*}*"):
        text = (element.text or "").strip()
        if text and local(element) not in _COUNTS:
            yield f"属性·{_LABELS.get(local(element), local(element))}", text


def custom_properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Labels and texts (name：value) of docProps/custom.xml; names are the document's own words."""
    for number, element in enumerate(root, start=1):
        value = "".join(texts(element)).strip()
        yield f"自定义属性{number}", f"{element.get('name', '')}：{value}"


# --- whatever else ---------------------------------------------------------------------------

_NUMBER = re.compile(r"[0-9]{11}")  # a phone, an identity card, a bank card
_TELLING = frozenset(("alt", "descr", "title", "string", "displayText"))


def leftovers(root: etree._Element) -> Iterator[str]:
    """Texts of a part that no other reader knows, runs joined by paragraph."""
    for element in root.iter("{*}*"):
        yield from _told(element)
        if local(element) == "p":
            yield "".join(texts(element, "t", "delText"))
        elif element.text and not element.text.isspace() and not _in_paragraph(element):
            yield element.text
        if element.tail and not element.tail.isspace():
            yield element.tail


def _told(element: etree._Element) -> Iterator[str]:
    """Attributes that hold words for people."""
    for key, value in attributes(element):
        if (
            not value.isascii()
            or key in _TELLING
            or _NUMBER.search(value)
            or local(element) == "docVar"
        ):
            yield value


def _in_paragraph(element: etree._Element) -> bool:
    told = local(element) in ("t", "delText")
    return told and any(local(above) == "p" for above in element.iterancestors())


def telling(found: Iterator[str]) -> Iterator[str]:
    """Those of the texts that are more than small numbers and symbols, each once."""
    seen: set[str] = set()
    for text in (" ".join(text.split()) for text in found):
        if text not in seen and _tells(text):
            seen.add(text)
            yield text


def _tells(text: str) -> bool:
    return any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) >= 6
