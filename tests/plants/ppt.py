"""Hiding places of ppt and dps: by LibreOffice (a committed file), and by hand."""

from pathlib import Path

from planting import Plant

from seclint.model import Part

FILE = Path(__file__).parent.parent / "files" / "ppt" / "plants.ppt"

OFFICE_PLACES: dict[str, tuple[Part, str]] = {
    "标题": ("title", "幻灯片1"),
    "正文": ("body", "幻灯片1"),
    "文本框": ("body", "幻灯片1"),
    "组合中的文字": ("body", "幻灯片1"),
    "表格": ("table", "幻灯片2 表1 第2行第2列"),
    "备注": ("note", "幻灯片1 备注"),
    "隐藏的幻灯片": ("hidden", "幻灯片3（隐藏）"),
    "隐藏的形状": ("hidden", "幻灯片4（隐藏的形状）"),
    "批注": ("comment", "幻灯片1 批注1（张三）"),
    "超链接": ("link", "幻灯片4（超链接）"),
    "母版": ("body", "母版1"),
    "属性标题": ("property", "属性·标题"),
    "属性主题": ("property", "属性·主题"),
    "属性作者": ("property", "属性·作者"),
    "属性关键词": ("property", "属性·关键词"),
    "属性备注": ("property", "属性·备注"),
}
"""Part and label of each place in the file that scripts/make_ppt.py makes."""


def _office(place: str) -> Plant:
    part, label = OFFICE_PLACES[place]
    return Plant("ppt", place, "LibreOffice", lambda _: FILE.read_bytes(), part, label)


def office_mark(place: str) -> str:
    """The mark that stands in a place of the file."""
    return _office(place).mark


PLANTS: tuple[Plant, ...] = tuple(map(_office, OFFICE_PLACES))
