"""Revision logs of shared workbooks: what cells held before, and who changed them.

[ISO 29500-1] 18.11.
"""

from typing import NamedTuple

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.excel.grid import short
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel.residue import Told, rest, take
from seclint.extract.excel.sharedstrings import text_of, unescape
from seclint.extract.ooxml.parts import attribute, local
from seclint.model import Part, Place

_KINDS: dict[str, tuple[Part, str]] = {"oc": ("deleted", "删除"), "nc": ("inserted", "插入")}


class Log(NamedTuple):
    """Who wrote a revision log, and when (YYYY-MM-DD)."""

    author: str = ""
    day: str = ""


def headers(root: etree._Element) -> dict[str, Log]:
    """Logs by the id of the relationship to them."""
    return {
        attribute(found, "id") or "": Log(found.get("userName", ""), found.get("dateTime", "")[:10])
        for found in root.iter("{*}header")
    }


def authors(root: etree._Element, file: str) -> Told:
    """Those who changed the workbook."""
    for name in dict.fromkeys(found.get("userName", "") for found in root.iter("{*}header")):
        yield name, Place("property", "修订的作者", file)
    for found in root.iter("{*}header"):
        found.attrib.clear()
    yield from rest(root, Place("embedded", "修订记录（其他内容）", file))


def revisions(root: etree._Element, log: Log, sheets: dict[str, str], file: str) -> Told:
    """Old and new values of cells, old and new names; `sheets` are labels by sheet id."""
    signed = f"作者 {short(log.author)}，{log.day}" if log.author or log.day else "作者不明"
    for found in list(root.iter("{*}oc", "{*}nc")):
        part, word = _KINDS[local(found)]
        change = found.getparent()
        ref = found.get("r", "")
        sheet = sheets.get((change.get("sId") if change is not None else "") or "", "")
        place = Place(part, f"{sheet}!{ref} 修订（{word}，{signed}）".lstrip("!"), f"{file}#{ref}")
        yield _value(found), place
        found.clear()
    for found in root.iter("{*}rsnm", "{*}rcmt", "{*}rdn"):
        told = [take(found, key) for key in ("oldName", "newName", "author", "name")]
        yield "\n".join(filter(None, told)), Place("deleted", f"修订（{signed}）", file)
    yield from rest(root, Place("deleted", f"修订（{signed}，其他内容）", file))


def _value(cell: etree._Element) -> str:
    told = []
    for found in cell:
        name = local(found)
        if name == "is":
            told.append(text_of(found).whole)
        elif name == "v":
            told.append(plain(unescape(found.text or "")))
        elif name == "f" and formulas.words(found.text or ""):
            told.append(found.text or "")
    return "\n".join(told)
