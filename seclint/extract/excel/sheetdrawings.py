"""Drawings on worksheets, and charts: boxes, alternative texts, links, cached values.

[ISO 29500-1] 20.5, 21.2.
"""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel.residue import Told, empty, rest, take, taken
from seclint.extract.ooxml.parts import attribute, child, local, texts
from seclint.model import Place

_GIVEN = re.compile(
    r"(?:[A-Za-z ]+|文本框|图片|图表|矩形|椭圆|组合|直线|直接连接符|图形|对象|形状|标题|艺术字)"
    r"[ ]?\d*"
)
"""Names of shapes that programs give."""


class _Shapes:
    """The shapes of one drawing: boxes and pictures are counted, a Fallback says nothing twice."""

    def __init__(self, label: str, file: str) -> None:
        self._label, self._file = label, file
        self._boxes = 0
        self._said: set[str] = set()
        self._letters: list[str] = []

    def read(self, body: etree._Element) -> Told:
        """The paragraphs of one text body, and where they stand."""
        text = "\n".join(paragraphs(body))
        if not text.strip() or self._again(body, text):
            return
        self._boxes += 1
        hidden = any(_is_hidden(above) for above in body.iterancestors())
        label = f"{self._label}文本框{self._boxes}" + ("（隐藏）" if hidden else "")
        yield text, Place("hidden" if hidden else "textbox", label, self._file)
        self._letters.append(text.strip())

    def _again(self, body: etree._Element, text: str) -> bool:
        again = text in self._said and any(local(a) == "Fallback" for a in body.iterancestors())
        self._said.add(text)
        return again

    def spelled(self) -> Told:
        """Boxes that hold one character each, as one text."""
        run: list[str] = []
        for text in (*self._letters, ""):
            if len(text) == 1:
                run.append(text)
                continue
            if len(run) > 1:
                yield "".join(run), Place("textbox", f"{self._label}文本框（逐字相连）", self._file)
            run = []


def drawing(root: etree._Element, label: str, file: str, links: dict[str, str]) -> Told:
    """Text boxes first, then what is told of each shape; the rest is swept."""
    shapes = _Shapes(label, file)
    for body in list(root.iter("{*}txBody")):
        yield from shapes.read(body)
        for text in body.iter("{*}t"):
            text.text = None
    yield from shapes.spelled()
    for found in root.iter("{*}cNvPr", "{*}docPr"):
        yield from _named(found, Place("alt", f"{label}图形（替代文字）", file))
        yield from _clicked(found, Place("link", f"{label}图形（超链接）", file), links)
    for found in root.iter("{*}sp", "{*}cxnSp", "{*}graphicFrame", "{*}pic"):
        for key in ("textlink", "macro"):
            if formulas.words(found.get(key, "")):
                yield take(found, key), Place("markup", f"{label}图形（公式）", file)
    yield from rest(root, Place("embedded", f"{label}图形其他内容", file))


def paragraphs(body: etree._Element) -> Iterator[str]:
    """The paragraphs of a DrawingML text; a line break within one is a space."""
    for paragraph in body.iter("{*}p"):
        yield "".join(map(_piece, paragraph.iter("{*}t", "{*}br")))


def _piece(found: etree._Element) -> str:
    return " " if local(found) == "br" else found.text or ""


def _is_hidden(element: etree._Element) -> bool:
    """Whether a shape or its group is hidden."""
    if local(element) not in ("sp", "grpSp", "cxnSp", "pic", "graphicFrame"):
        return False
    return any(
        found.get("hidden") in ("1", "true")
        for inner in element
        if local(inner).startswith("nv")
        for found in inner.iterchildren("{*}cNvPr")
    )


def _named(found: etree._Element, place: Place) -> Told:
    name = take(found, "name")
    told = [take(found, key) for key in ("descr", "title")]
    if not _GIVEN.fullmatch(name):
        told.append(name)
    for text in dict.fromkeys(told):
        yield text, place


def _clicked(found: etree._Element, place: Place, links: dict[str, str]) -> Told:
    for link in found.iter("{*}hlinkClick", "{*}hlinkHover"):
        told = (links.get(attribute(link, "id") or "", ""), take(link, "tooltip"))
        for text in told:
            yield text, place


# --- charts ------------------------------------------------------------------------------------


def chart(root: etree._Element, label: str, file: str) -> Told:
    """Titles and labels, then the cached values of each series as a table."""
    for body in list(root.iter("{*}rich", "{*}txBody")):
        text = "\n".join(paragraphs(body))
        yield text, Place("textbox", f"{label}（文字）", file)
        empty(body)
    for series in list(root.iter("{*}ser")):
        yield "\n".join(_series(series)), Place("hidden", f"{label}（缓存数据）", file)
    for cache in list(root.iter("{*}strCache", "{*}numCache", "{*}multiLvlStrCache")):
        yield "\t".join(_values(cache)), Place("hidden", f"{label}（缓存数据）", file)
        empty(cache)
    for found in root.iter("{*}formatCode"):
        if (found.text or "").isascii():
            found.text = None
    yield from rest(root, Place("embedded", f"{label}（其他内容）", file))


def _series(series: etree._Element) -> Iterator[str]:
    """A series as lines: its name over its values, each with its category before it."""
    columns = [list(_values(child(series, key))) for key in ("cat", "val")]
    others = [list(_values(found)) for found in series if local(found) in ("xVal", "yVal")]
    title = child(series, "tx")
    name = " ".join(_values(title)) or " ".join(_literal(title))
    columns = [column for column in (*columns, *others) if column]
    if name:
        yield "\t" * max(len(columns) - 1, 0) + name
    for index in range(max(map(len, columns), default=0)):
        yield "\t".join(column[index] if index < len(column) else "" for column in columns)
    for found in list(series.iter("{*}pt")):
        empty(found)


def _literal(title: etree._Element | None) -> Iterator[str]:
    """The name of a series that is no reference."""
    for found in () if title is None else taken(title, "v"):
        yield found.text or ""


def _values(element: etree._Element | None) -> Iterator[str]:
    """The points below an element; several levels of a category as one."""
    if element is None:
        return
    for found in element.iter("{*}pt"):
        yield plain("".join(texts(found, "v")).strip()).replace("\t", " ").replace("\n", " ")


# --- VML ---------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^>]*+>?")
_SAID = re.compile(r"\b(?:alt|title|string|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def loose(source: str) -> Iterator[str]:
    """Texts and telling attributes of VML that is no XML: Excel leaves <br> open in it."""
    for found in _SAID.finditer(source):
        yield unescape(found[1] or found[2] or "")
    for piece in _TAG.split(source):
        yield unescape(piece)
