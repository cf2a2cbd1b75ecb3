"""What a worksheet holds beside its rows: margins, validations, links, scenarios, conditions.

[ISO 29500-1] 18.3.1. Each reader takes what it has told out of the tree; what stays is swept.
"""

import re
from collections.abc import Iterator

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told, rest, take, taken
from seclint.extract.excel.sharedstrings import unescape
from seclint.extract.ooxml.parts import attribute, local
from seclint.extract.ooxml.sweep import telling
from seclint.model import Part, Place

_MARGINS: dict[str, tuple[Part, str]] = {
    "oddHeader": ("header", "页眉"), "evenHeader": ("header", "偶数页页眉"),
    "firstHeader": ("header", "首页页眉"), "oddFooter": ("footer", "页脚"),
    "evenFooter": ("footer", "偶数页页脚"), "firstFooter": ("footer", "首页页脚"),
}  # fmt: skip
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|(.))', re.DOTALL)
_SIDES = "LCR"


def beside(root: etree._Element, sheet: Sheet, targets: dict[str, str]) -> Told:
    """All of it; `targets` are the outside links of the sheet by their ids."""
    for read in (_margins, _validations, _conditions, _scenarios, _filters):
        yield from read(root, sheet)
    yield from _links(root, sheet, targets)
    yield from rest(root, Place("embedded", f"{sheet.label}其他内容", sheet.file))


# --- headers and footers -----------------------------------------------------------------------


def _margins(root: etree._Element, sheet: Sheet) -> Told:
    for found in taken(root, *_MARGINS):
        part, word = _MARGINS[local(found)]
        text = margin(unescape(found.text or ""), sheet.name)
        yield text, Place(part, f"{sheet.label}{word}", sheet.file)


def margin(code: str, name: str) -> str:
    """A header or footer without its codes: left, middle and right parted by tabs."""
    sides, at, last = ["", "", ""], 1, 0
    for found in _CODE.finditer(code):
        sides[at] += code[last : found.start()]
        last = found.end()
        letter = found[1] or ""
        if letter.upper() in _SIDES and letter:
            at = _SIDES.index(letter.upper())
        else:
            sides[at] += {"&": "&", "A": name}.get(letter.upper(), "")
    sides[at] += code[last:]
    return "\t".join(side.strip() for side in sides if side.strip())


# --- data validation ---------------------------------------------------------------------------

_HINTS: tuple[tuple[str, Part, str], ...] = (
    ("promptTitle", "comment", "数据验证提示"),
    ("prompt", "comment", "数据验证提示"),
    ("errorTitle", "comment", "数据验证出错信息"),
    ("error", "comment", "数据验证出错信息"),
)


def _validations(root: etree._Element, sheet: Sheet) -> Told:
    for found in taken(root, "dataValidation"):
        where = _where(found)
        for key, part, word in _HINTS:
            if text := found.get(key):
                label = f"{sheet.label}!{where}（{word}）"
                yield unescape(text), Place(part, label, sheet.anchor(where))
        place = Place("markup", f"{sheet.label}!{where}（数据验证）", sheet.anchor(where))
        yield from _said(found, place, "formula1", "formula2")


def _where(element: etree._Element) -> str:
    """The first range of sqref, an attribute or (in extensions) an element."""
    told = element.get("sqref") or next(
        (str(found.text or "") for found in element.iter("{*}sqref")), ""
    )
    return told.partition(" ")[0]


def _said(element: etree._Element, place: Place, *names: str) -> Told:
    for found in element.iter(*(f"{{*}}{name}" for name in names)):
        code = "".join(map(str, found.itertext()))
        if formulas.words(code):
            yield code.strip('"'), place


# --- conditional formats, filters, scenarios ---------------------------------------------------


def _conditions(root: etree._Element, sheet: Sheet) -> Told:
    for found in taken(root, "conditionalFormatting"):
        where = _where(found)
        place = Place("markup", f"{sheet.label}!{where}（条件格式）", sheet.anchor(where))
        for rule in found.iter("{*}cfRule"):
            text = take(rule, "text")
            yield text, place
            for code, _ in _said(rule, place, "formula", "f"):
                if not text or text not in code:  # SEARCH("机密",A1) for the text 机密
                    yield code, place
        for told in found.iter("{*}formula", "{*}f"):
            told.text = None
        yield from rest(found, place)


def _filters(root: etree._Element, sheet: Sheet) -> Told:
    for text in telling(filtered(root)):
        yield text, Place("markup", f"{sheet.label}（筛选条件）", sheet.file)


def filtered(root: etree._Element) -> Iterator[str]:
    """Values that filters let through."""
    for found in taken(root, "filter", "customFilter"):
        yield found.get("val", "")


def _scenarios(root: etree._Element, sheet: Sheet) -> Told:
    for number, found in enumerate(taken(root, "scenario"), start=1):
        place = Place("hidden", f"{sheet.label}方案{number}", sheet.file)
        for key in ("name", "comment", "user"):
            yield unescape(found.get(key, "")), place
        for cell in found.iter("{*}inputCells"):
            ref = cell.get("r", "")
            label = f"{place.label}（{ref}）"
            yield unescape(cell.get("val", "")), Place("hidden", label, sheet.anchor(ref))


# --- links -------------------------------------------------------------------------------------


def _links(root: etree._Element, sheet: Sheet, targets: dict[str, str]) -> Told:
    for found in taken(root, "hyperlink"):
        where = found.get("ref", "")
        anchor = sheet.anchor(where)
        place = Place("link", f"{sheet.label}!{where}（超链接）", anchor)
        target = targets.get(attribute(found, "id") or "", "")
        for text in dict.fromkeys((target, found.get("location", ""))):
            yield text, place
        hint = Place("link", f"{sheet.label}!{where}（超链接提示）", anchor)
        for text in dict.fromkeys((found.get("tooltip", ""), found.get("display", ""))):
            yield unescape(text), hint
