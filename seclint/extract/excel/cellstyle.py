"""The styles of a workbook: which of them a reader cannot see, and how they show numbers.

[ISO 29500-1] 18.8.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from lxml import etree

from seclint.extract.excel.numberformat import BUILT_IN, NumberFormat
from seclint.extract.excel.residue import take
from seclint.extract.ooxml.parts import child, local
from seclint.model import Place

T = TypeVar("T")

WHITE, BLACK = "FFFFFF", "000000"
_TINY = 2.0
"""Points: a smaller font is no text for readers."""
_LITERAL = re.compile(r'"([^"]*)"')
_USUAL = re.compile(r"[\x00-\x7f年月日时分秒上下午¥￥通用格式]*")
_INDEXED = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}
_THEME = {"0": WHITE, "1": BLACK}


class Look(NamedTuple):
    """How the cells of one style look; `bare` ones have no fill, so that white is invisible."""

    format: NumberFormat
    disguise: str
    bare: bool
    is_simple: bool
    """Whether cells show what they hold, and nothing hides it."""


PLAIN = Look(NumberFormat("General"), "", bare=True, is_simple=True)


def looks(root: etree._Element, *, since_1904: bool) -> tuple[Look, ...]:
    """The looks of all cell styles (cellXfs), by their index."""
    codes = BUILT_IN | {int(i): code for i, code in _codes(root) if i.isdigit()}
    fonts = [_disguised(font) for font in _below(root, "fonts")]
    fills = [_background(fill) for fill in _below(root, "fills")]
    formats: dict[str, NumberFormat] = {}
    found = []
    for style in _below(root, "cellXfs"):
        code = codes.get(_index(style, "numFmtId"), "General")
        shape = formats.setdefault(code, NumberFormat(code, since_1904=since_1904))
        ink, tiny = _at(fonts, _index(style, "fontId"), (BLACK, False))
        ground = _at(fills, _index(style, "fillId"), WHITE)
        disguise = why(ink, ground, tiny=tiny)
        found.append(Look(shape, disguise, ground == WHITE, shape.is_plain and not disguise))
    return tuple(found)


def _below(root: etree._Element, name: str) -> list[etree._Element]:
    found = child(root, name)
    return [] if found is None else list(found)


def why(ink: str, ground: str, *, tiny: bool) -> str:
    """Why text of this colour on this ground is not seen."""
    if ink == ground:
        return "白色文字" if ink == WHITE else "文字与底色相同"
    return "极小字号" if tiny else ""


def _codes(root: etree._Element) -> Iterator[tuple[str, str]]:
    for found in root.iter("{*}numFmt"):
        yield found.get("numFmtId", ""), found.get("formatCode", "")


def _index(style: etree._Element, name: str) -> int:
    value = style.get(name, "0")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _at(items: list[T], index: int, otherwise: T) -> T:
    return items[index] if index < len(items) else otherwise


def _disguised(font: etree._Element) -> tuple[str, bool]:
    """Colour of a font, and whether it is tiny."""
    return color(child(font, "color")) or BLACK, is_tiny(child(font, "sz"))


def is_tiny(size: etree._Element | None) -> bool:
    """Whether a font size (sz) is too small to be read."""
    try:
        return size is not None and float(size.get("val", "11")) < _TINY
    except ValueError:
        return False


def _background(fill: etree._Element) -> str:
    """Colour of a fill; "" where it is a pattern or a gradient, on which any text is seen."""
    pattern = child(fill, "patternFill")
    if pattern is None:
        return "" if len(fill) else WHITE
    kind = pattern.get("patternType", "none")
    if kind == "solid":
        return color(child(pattern, "fgColor")) or BLACK
    return WHITE if kind == "none" else ""


def color(element: etree._Element | None) -> str:
    """RRGGBB, or a name that is equal for equal colours; "" where there is none."""
    if element is None:
        return ""
    shade = element.get("tint", "0")
    if rgb := element.get("rgb"):
        told = rgb[-6:].upper()
    elif (theme := element.get("theme")) is not None:
        told = _THEME.get(theme, f"theme {theme}")
    elif (index := element.get("indexed")) is not None:
        told = _INDEXED.get(index, f"index {index}")
    else:
        return ""
    return told if shade.strip("0.-") == "" else f"{told} {shade}"


def words(root: etree._Element, file: str) -> Iterator[tuple[str, Place]]:
    """What people wrote into the styles: literals in formats, names of styles of their own."""
    for number, code in _codes(root):
        said = "".join(_LITERAL.findall(code))
        if not _USUAL.fullmatch(code) or re.search(r"[A-Za-z0-9]", said):
            yield code, Place("markup", f"数字格式{number}", file)
    for found in root.iter("{*}numFmt", "{*}cellStyle"):
        take(found, "formatCode")
        name = take(found, "name")
        if local(found) == "cellStyle" and "builtinId" not in found.attrib:
            yield name, Place("markup", "单元格样式名", file)
