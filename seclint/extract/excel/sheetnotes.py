"""Comments of worksheets, old and threaded, tables and query tables. [ISO 29500-1] 18.5, 18.7."""

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.excel.grid import short
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told, rest
from seclint.extract.excel.sharedstrings import text_of, unescape
from seclint.extract.excel.sheetparts import filtered
from seclint.extract.ooxml.parts import child, texts
from seclint.model import Place


def comments(root: etree._Element, sheet: Sheet, file: str) -> Told:
    """Notes and their authors."""
    authors = [(found.text or "").strip() for found in root.iter("{*}author")]
    for found in list(root.iter("{*}comment")):
        index = found.get("authorId", "")
        known = index.isdecimal() and len(index) < 9 and int(index) < len(authors)
        place = _place(sheet, found.get("ref", ""), authors[int(index)] if known else "", file)
        for text in found.iterchildren("{*}text"):
            yield text_of(text).whole, place
            text.clear()
    for author in dict.fromkeys(authors):
        yield author, Place("property", "批注的作者", file)
    for found in list(root.iter("{*}author")):
        found.text = None
    yield from rest(root, Place("comment", f"批注 {sheet.label}（其他内容）", file))


def threads(root: etree._Element, sheet: Sheet, file: str, people: dict[str, str]) -> Told:
    """Threaded comments; `people` are the names of their authors by id."""
    for found in root.iter("{*}threadedComment"):
        who = people.get(found.get("personId", ""), "")
        text = "".join(texts(found, "text"))
        yield unescape(text), _place(sheet, found.get("ref", ""), who, file)
        for said in found.iter("{*}text"):
            said.text = None
    yield from rest(root, Place("comment", f"批注 {sheet.label}（其他内容）", file))


def _place(sheet: Sheet, ref: str, author: str, file: str) -> Place:
    who = f"（{short(author)}）" if author else ""
    return Place("comment", f"批注 {sheet.label}!{ref}{who}", f"{file}#{ref}")


def people(root: etree._Element) -> dict[str, str]:
    """Names of those who wrote threaded comments, by id."""
    return {p.get("id", ""): p.get("displayName", "") for p in root.iter("{*}person")}


def persons(root: etree._Element, file: str) -> Told:
    """Names and accounts of those who wrote threaded comments."""
    for found in root.iter("{*}person"):
        told = dict.fromkeys((found.get("displayName", ""), found.get("userId", "")))
        yield "\n".join(filter(None, told)), Place("property", "批注的作者", file)


def table(root: etree._Element, sheet: Sheet, file: str) -> Told:
    """A table's name, its columns, its total row, its alternative text."""
    label = f"{sheet.label}!{root.get('ref', '')}"
    for text in dict.fromkeys((root.get("displayName", ""), root.get("name", ""))):
        yield text, Place("markup", f"{label}（表格名称）", file)
    for found in root.iter("{*}tableColumn"):
        place = Place("markup", f"{label}（表格列名）", file)
        yield unescape(found.get("name", "")).replace("\n", " "), place
        yield unescape(found.get("totalsRowLabel", "")), place
        code = child(found, "calculatedColumnFormula")
        if code is not None and formulas.words(code.text or ""):
            yield code.text or "", place
        found.clear()
    yield root.get("comment", ""), Place("comment", f"{label}（表格说明）", file)
    for text in filtered(root):
        yield text, Place("markup", f"{label}（筛选条件）", file)
    for found in root.iter("{*}table"):
        for key in ("altText", "altTextSummary"):
            yield found.get(key, ""), Place("alt", f"{label}（替代文字）", file)
    root.attrib.clear()
    for found in root.iter("{*}table"):
        found.attrib.clear()
    yield from rest(root, Place("embedded", f"{label}（表格其他内容）", file))
