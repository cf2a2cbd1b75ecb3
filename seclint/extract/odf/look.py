"""How texts of ODF look to a reader: whether, and why, they are not seen (ODF 1.3 part 3, 16).

Styles of the same name stand in content.xml and in styles.xml: each part has a `Looks` of its own.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from seclint.extract.ooxml.parts import attribute, local

_CHAIN_MOST = 20
_TINY = 2.0  # points
_THIN = 1.0  # millimetres
_LENGTH = re.compile(r"\s*([\d.]+)\s*(mm|cm|in|pt|pc|px)\s*$")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 0.3528, "pc": 4.233, "px": 0.2646}
_SHOWING = frozenset(
    (
        "number", "text-content", "text", "fraction", "scientific-number", "boolean", "day",
        "month", "year", "era", "day-of-week", "week-of-year", "quarter", "hours", "minutes",
        "seconds", "am-pm", "currency-symbol",
    )
)  # fmt: skip


class Looks:
    """The styles that hold in one part, by family and name."""

    def __init__(self, containers: Iterable[etree._Element | None]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._formats: dict[str, etree._Element] = {}
        for style in (each for container in containers for each in _children(container)):
            name = attribute(style, "name") or ""
            if local(style) in ("style", "default-style"):
                self._styles.setdefault((attribute(style, "family") or "", name), style)
            elif local(style).endswith("-style"):
                self._formats.setdefault(name, style)

    def disguise(self, named: Iterable[tuple[str, str]], *, shaded: bool = False) -> str:
        """隐藏文字, 白色文字 or 极小字; "" for a text that can be seen.

        `named` are the styles (family, name) that hold, the nearest first; `shaded` says that a
        white text would be seen where it stands.
        """
        chain = [style for family, name in named for style in self._chain(family, name)]
        texts = [found for style in chain for found in _properties(style, "text-properties")]
        if _first(texts, "display") in ("none", "condition"):
            return "隐藏文字"
        if not shaded and white(_first(texts, "color")) and not self._filled(chain, texts):
            return "白色文字"
        size = millimetres(_first(texts, "font-size"))
        return "极小字" if size is not None and size <= _TINY * _MILLIMETRES["pt"] else ""

    def _filled(self, chain: list[etree._Element], texts: list[etree._Element]) -> bool:
        if _first(texts, "use-window-font-color") == "true":
            return True
        around = [
            found
            for style in chain
            for kind in ("paragraph-properties", "table-cell-properties")
            for found in _properties(style, kind)
        ]
        return dark(_first(texts, "background-color")) or dark(_first(around, "background-color"))

    def property(self, family: str, name: str, kind: str, key: str) -> str:
        """The value of one property of a style or of those that it extends; "" where none."""
        found = [each for style in self._chain(family, name) for each in _properties(style, kind)]
        return _first(found, key)

    def filled(self, family: str, name: str) -> bool:
        """Whether a shape, a frame or a cell of this style has a ground of its own."""
        graphic = self.property(family, name, "graphic-properties", "fill")
        if graphic not in ("", "none"):
            return True
        return any(
            dark(self.property(family, name, kind, "background-color"))
            for kind in ("graphic-properties", "table-cell-properties")
        )

    def blank(self, name: str) -> bool:
        """Whether cells of this style show nothing, whatever they hold (the format ;;;)."""
        for style in self._chain("table-cell", name):
            if format_name := attribute(style, "data-style-name"):
                found = self._formats.get(format_name)
                return found is not None and not any(map(_shows, found.iter("{*}*")))
        return False

    def thin(self, family: str, name: str) -> bool:
        """Whether a row or a column of this style is too thin to see."""
        kind, key = ("table-row-properties", "row-height")
        if family == "table-column":
            kind, key = ("table-column-properties", "column-width")
        size = millimetres(self.property(family, name, kind, key))
        return size is not None and size < _THIN

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """The style and those that it extends."""
        for _ in range(_CHAIN_MOST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name") or ""
            if not name:
                return


def _children(container: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if container is None else iter(container)


def _properties(style: etree._Element, kind: str) -> Iterator[etree._Element]:
    return (found for found in style if local(found) == kind)


def _first(found: Iterable[etree._Element], key: str) -> str:
    return next((value for each in found if (value := attribute(each, key))), "")


def _shows(element: etree._Element) -> bool:
    name = local(element)
    return name in _SHOWING and not (name == "text" and not (element.text or "").strip())


def white(colour: str) -> bool:
    """Whether a colour (#rrggbb) is white, or nearly so."""
    value = colour.strip().lstrip("#")
    return len(value) == 6 and all(value[i : i + 2].upper() >= "F0" for i in (0, 2, 4))


def dark(colour: str) -> bool:
    """Whether a white text can be seen on this ground."""
    return colour.startswith("#") and not white(colour)


def millimetres(length: str) -> float | None:
    """A length in millimetres; None where it is relative, or none."""
    found = _LENGTH.match(length)
    try:
        return float(found[1]) * _MILLIMETRES[found[2]] if found else None
    except ValueError:
        return None
