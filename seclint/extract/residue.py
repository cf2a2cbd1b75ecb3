"""residue: what was told is taken out of a tree, so that what no reader knows can be swept."""

from collections.abc import Iterator

from lxml import etree

from seclint.extract import formulas
from seclint.extract.ooxml import leftovers, local, telling
from seclint.model import Place

Told = Iterator[tuple[str, Place]]
"""Texts and where they stand."""

_FORMULAS = frozenset(("formula", "formula1", "formula2", "f", "calculatedColumnFormula"))
_REFERENCES = frozenset(("sqref", "ref"))


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
        name = local(found)
        if name in _REFERENCES or (name in _FORMULAS and not formulas.words(found.text or "")):
            found.text = None
    for text in telling(leftovers(root)):
        yield text, place
