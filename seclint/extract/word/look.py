"""How a run of WordprocessingML looks to a reader: whether, and why, they would not see it."""

from collections.abc import Iterator

from lxml import etree

from seclint.extract.ooxml.parts import attribute, child

_OFF = ("0", "false", "off", "none")
_TINY = 4  # half points


class Styles:
    """What styles.xml says of runs, by style id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iter("{*}style")
        self._styles = {attribute(style, "styleId") or "": style for style in found}

    def disguise(
        self,
        run: etree._Element | None,
        paragraph: etree._Element | None = None,
        *,
        shaded: bool = False,
    ) -> str:
        """隐藏文字, 白色文字, 透明文字 or 极小字; "" for a run that can be seen.

        `run` and `paragraph` are the properties (rPr, pPr) of the two; `shaded` says that a white
        text would be seen where it stands. Nearer properties outrank those of styles.
        """
        sheets = list(self._sheets(run, paragraph))
        if _on(sheets, "vanish") or _on(sheets, "specVanish") or _on(sheets, "webHidden"):
            return "隐藏文字"
        if not shaded and _white(_first(sheets, "color")) and not _dark(sheets, paragraph):
            return "白色文字"
        if child(_first(sheets, "textFill"), "noFill") is not None:
            return "透明文字"
        size = attribute(_first(sheets, "sz"), "val") or ""
        return "极小字" if size.isdecimal() and int(size) <= _TINY else ""

    def _sheets(
        self, run: etree._Element | None, paragraph: etree._Element | None
    ) -> Iterator[etree._Element]:
        """Run properties that hold, the nearest first."""
        if run is not None:
            yield run
            yield from self._inherited(attribute(child(run, "rStyle"), "val"))
        yield from self._inherited(attribute(child(paragraph, "pStyle"), "val"))

    def _inherited(self, name: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if (properties := child(style, "rPr")) is not None:
                yield properties
            name = attribute(child(style, "basedOn"), "val")


def _first(sheets: list[etree._Element], name: str) -> etree._Element | None:
    return next((found for sheet in sheets if (found := child(sheet, name)) is not None), None)


def _on(sheets: list[etree._Element], name: str) -> bool:
    found = _first(sheets, name)
    return found is not None and (attribute(found, "val") or "1").lower() not in _OFF


def _white(color: etree._Element | None) -> bool:
    value = attribute(color, "val") or ""
    return len(value) == 6 and all(value[i : i + 2].upper() >= "F0" for i in (0, 2, 4))


def _dark(sheets: list[etree._Element], paragraph: etree._Element | None) -> bool:
    highlight = attribute(_first(sheets, "highlight"), "val") or "none"
    if highlight not in ("none", "white"):
        return True
    return shades(_first(sheets, "shd")) or shades(child(paragraph, "shd"))


def shades(shading: etree._Element | None) -> bool:
    """Whether a white text can be seen on this shading."""
    if shading is None:
        return False
    fill = (attribute(shading, "fill") or "auto").upper()
    return fill not in ("AUTO", "FFFFFF") or (attribute(shading, "val") or "").startswith("pct")


def filled(properties: etree._Element | None) -> bool:
    """Whether the cell with these properties (tcPr) is shaded."""
    return shades(child(properties, "shd"))


def named(element: etree._Element | None, name: str) -> bool:
    """Whether these properties hold the switch `name`, on."""
    return element is not None and _on([element], name)
