"""The workbook part: sheets, their state, names that stand for cells. [ISO 29500-1] 18.2."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told, taken
from seclint.extract.ooxml.parts import attribute
from seclint.extract.ooxml.reading import Parts
from seclint.model import Place

_STATES = {"hidden": "隐藏工作表", "veryHidden": "深度隐藏工作表"}
_TRUE = ("1", "true", "on")


def sheets(parts: Parts, main: str, root: etree._Element | None) -> Iterator[Sheet]:
    """Sheets in the order of their tabs, then those that no tab shows (by their parts' names)."""
    targets = {link.id: link.target for link in parts.related(main)}
    listed = set()
    for found in () if root is None else root.iter("{*}sheets"):
        for sheet in found:
            file = targets.get(attribute(sheet, "id") or "", "")
            listed.add(file)
            yield Sheet(sheet.get("name", ""), file, _STATES.get(sheet.get("state", ""), ""))
    for file in parts.package.names:
        folder, base = posixpath.split(file)
        if file not in listed and folder.lower().endswith("sheets") and base.endswith(".xml"):
            yield Sheet(base, file, "未列出的工作表")


def since_1904(root: etree._Element | None) -> bool:
    """Whether days are counted from 1904."""
    found = () if root is None else root.iter("{*}workbookPr")
    return any(properties.get("date1904") in _TRUE for properties in found)


def names(root: etree._Element, file: str) -> Told:
    """Defined names: those that people gave, and what they stand for; taken out of the tree."""
    for found in taken(root, "definedName"):
        name, value = found.get("name", ""), found.text or ""
        if not name.startswith("_xlnm") or formulas.words(value):
            yield defined(name, value, file, hidden=found.get("hidden") in _TRUE)
        for key in ("comment", "description", "help", "statusBar", "customMenu"):
            if text := found.get(key):
                yield text, Place("markup", "定义名称的说明", file)


def defined(name: str, value: str, file: str, *, hidden: bool) -> tuple[str, Place]:
    """A defined name as one line."""
    place = (
        Place("hidden", "定义名称（隐藏）", file) if hidden else Place("markup", "定义名称", file)
    )
    return f"{name}：{value}", place
