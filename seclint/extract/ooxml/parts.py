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
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.sweep import leftovers, telling
from seclint.extract.ooxml.tree import attribute, attributes, child, local, remarks, taken, texts

__all__ = (
    "Relationship", "attribute", "attributes", "child", "custom_properties", "leftovers", "local",
    "properties", "relationships", "remarks", "source", "taken", "telling", "texts", "tree",
)  # fmt: skip

_MOST = 3_000_000
"""Tags in one part; a tree takes some 200 bytes for each."""


def tree(package: Package, name: str) -> etree._Element:
    """The root of an XML part. Raises ExtractError: "damaged", "too-big".

    No OOXML part may hold a DOCTYPE ([ISO 29500-2] 8.1.4); entities are never resolved.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    data = package.read(name)
    if data.count(b"<") > _MOST:
        raise ExtractError("too-big", f"部件 {name} 的元素数量超过上限，未能审查")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractError("damaged", f"部件 {name} 不是有效的 XML，未能审查") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise ExtractError("damaged", f"部件 {name} 含有 DOCTYPE，未能审查")
    return root


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
    "lpstr": "文档结构", "lpwstr": "文档结构", "Application": "程序",
}  # fmt: skip
_COUNTS = frozenset(
    (
        "TotalTime", "Pages", "Words", "Characters", "DocSecurity", "Lines", "Paragraphs",
        "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged",
        "AppVersion", "Slides", "Notes", "HiddenSlides", "MMClips", "i4", "revision", "created",
        "modified", "lastPrinted",
    )
)  # fmt: skip

_COUNT = re.compile(r"[0-9.:TZ+-]{0,24}|true|false", re.IGNORECASE)


def properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Labels and texts of the built-in properties (docProps/core.xml and app.xml)."""
    for element in root.iter("{*}*"):
        text = taken(element).strip()
        if text and not (local(element) in _COUNTS and _COUNT.fullmatch(text)):
            yield f"属性·{_LABELS.get(local(element), local(element))}", text


def custom_properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Labels and texts (name：value) of docProps/custom.xml; names are the document's own words."""
    for number, element in enumerate(root, start=1):
        value = "".join(texts(element)).strip()
        yield f"自定义属性{number}", f"{element.get('name', '')}：{value}"
