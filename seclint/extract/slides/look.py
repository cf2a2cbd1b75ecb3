"""look: what of a sheet is seen: where shapes stand, how they are filled, how runs are coloured."""

from lxml import etree

from seclint.extract.ooxml.tree import attribute, child, local


def is_title(shape: etree._Element) -> bool:
    """Whether a shape holds the title: it is told first."""
    return local(shape) == "sp" and placeholder(shape) in ("title", "ctrTitle")


def placeholder(shape: etree._Element) -> str:
    """What a shape holds the place of: a title, a footer."""
    return attribute(child(shape, "nvSpPr", "nvPr", "ph"), "type") or ""


def why_hidden(shape: etree._Element, size: tuple[int, int]) -> str:
    """Why a shape is not seen on a sheet of this `size` (EMU), "" where it is."""
    told = next((found for found in shape if local(found).startswith("nv")), None)
    if attribute(child(told, "cNvPr"), "hidden") in ("1", "true"):
        return "隐藏的形状"
    box, at = _frame(shape), position(shape)
    if not at or box is None or not all(size):
        return ""
    extent = child(box, "ext")
    right, bottom = at[1] + _number(extent, "cx"), at[0] + _number(extent, "cy")
    outside = right <= 0 or bottom <= 0 or at[1] >= size[0] or at[0] >= size[1]
    return "页面之外" if outside else ""


def _frame(shape: etree._Element) -> etree._Element | None:
    for properties in ("spPr", "grpSpPr"):
        if (found := child(shape, properties, "xfrm")) is not None:
            return found
    return child(shape, "xfrm")


def position(shape: etree._Element) -> tuple[int, int] | None:
    """Top and left."""
    offset = child(_frame(shape), "off")
    return None if offset is None else (_number(offset, "y"), _number(offset, "x"))


def _number(element: etree._Element | None, key: str) -> int:
    value = (attribute(element, key) or "").strip()
    digits = value.removeprefix("-")
    return int(value) if digits.isdecimal() and len(digits) < 12 else 0


_TINY = 200  # hundredths of a point
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def why_unseen(run: etree._Element | None, *, light: bool) -> str:
    """Why a run of these properties is not seen, "" where it is."""
    if 0 < _number(run, "sz") <= _TINY:
        return "极小字"
    if child(run, "noFill") is not None and child(run, "ln") is None:
        return "透明文字"
    color = _first(child(run, "solidFill"))
    if attribute(child(color, "alpha"), "val") in ("0", "0%"):
        return "透明文字"
    return "白色文字" if light and is_white(color) else ""


def is_white(color: etree._Element | None) -> bool:
    """Whether this is (nearly) white, as a number or as the colour of the background."""
    value = (attribute(color, "val") or "").upper()
    if color is not None and local(color) == "srgbClr":
        return len(value) == 6 and all(value[i : i + 2] >= "F0" for i in (0, 2, 4))
    return value in ("BG1", "LT1")


def is_filled(properties: etree._Element | None) -> bool:
    """Whether a white text can be seen on what a shape or a cell is filled with."""
    fills = (child(properties, name) for name in _FILLS)
    return any(fill is not None and not is_white(_first(fill)) for fill in fills)


def _first(element: etree._Element | None) -> etree._Element | None:
    return None if element is None else next(iter(element), None)


def is_light(root: etree._Element) -> bool:
    """Whether nothing on a sheet would let a white text be seen: no picture, no colour."""
    if next(root.iter("{*}blip", "{*}gradFill", "{*}pattFill", "{*}fillRef"), None) is not None:
        return False
    for fill in root.iter("{*}solidFill", "{*}bgRef"):
        above = fill.getparent()
        lettering = above is not None and local(above) in _LETTERING
        if not lettering and not is_white(_first(fill)):
            return False
    return True


_LETTERING = frozenset(
    ("rPr", "defRPr", "endParaRPr", "ln", "lnL", "lnR", "lnT", "lnB", "buClr", "highlight")
)
