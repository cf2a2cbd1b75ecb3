"""residue: what was told is taken out of a tree, so that what no reader knows can be swept."""

import re
from collections.abc import Iterator

from lxml import etree

from seclint.extract.excel import formulas
from seclint.extract.ooxml.parts import local
from seclint.extract.ooxml.sweep import leftovers, telling
from seclint.model import Place

Told = Iterator[tuple[str, Place]]
"""Texts and where they stand."""

_FORMULAS = frozenset(("formula", "formula1", "formula2", "f", "calculatedColumnFormula"))
_REFERENCES = frozenset(("sqref", "ref"))
_MEASURES = frozenset(("colOff", "rowOff", "col", "row", "posOffset", "Anchor"))
_FONTS = frozenset(
    (("latin", "typeface"), ("ea", "typeface"), ("cs", "typeface"), ("font", "typeface"),
     ("sym", "typeface"), ("buFont", "typeface"), ("name", "val"), ("rFont", "val"))
)  # fmt: skip
_FRACTION = re.compile(r"-?\d+\.\d+(?:E[+-]?\d+)?")
_FONT_NAME = 24
"""Characters: what is longer is no name of a font."""
_FLAGS = frozenset(("True", "False", "General"))


def take(element: etree._Element, key: str) -> str:
    """The value of an attribute, which goes out of the tree; "" where there is none."""
    value = element.get(key)
    if value is None:
        return ""
    del element.attrib[key]
    return value


def empty(element: etree._Element) -> None:
    """All but what follows the element goes out of the tree."""
    tail = element.tail
    element.clear()
    if tail:
        element.tail = tail


def taken(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements of these names, each emptied once it was read."""
    for found in list(root.iter(*(f"{{*}}{name}" for name in names))):
        yield found
        empty(found)


def rest(root: etree._Element, place: Place) -> Told:
    """What no reader knows; formulas only where they say words."""
    for found in list(root.iter("{*}*")):
        if _is_dull(local(found), found.text or ""):
            found.text = None
        for key, value in list(found.items()):
            if _is_measure(local(found), str(key), str(value)):
                take(found, str(key))
    for text in telling(leftovers(root)):
        yield text, place


def _is_measure(name: str, key: str, value: str) -> bool:
    """Whether an attribute is a fraction of something, or names a font."""
    if key == "panose" or _FRACTION.fullmatch(value):
        return True
    return (name, key) in _FONTS and len(value) <= _FONT_NAME


def _is_dull(name: str, text: str) -> bool:
    """Whether a text only says where and how something stands."""
    if name in _FORMULAS:
        return not formulas.words(text)
    if name in _MEASURES:
        return text.isascii() and not any(map(str.isalpha, text))
    return name in _REFERENCES or text.strip() in _FLAGS
