"""Hiding places of xls and et: by LibreOffice (a committed file), by xlwt, and by hand."""

from pathlib import Path

from planting import Plant

from seclint.model import Part

FILE = Path(__file__).parent.parent / "files" / "xls" / "plants.xls"

OFFICE_PLACES: dict[str, tuple[Part, str]] = {
    "单元格": ("table", "Sheet「公开」!A1"),
    "工作表名": ("title", "工作表名"),
    "隐藏工作表名": ("hidden", "工作表名（隐藏工作表）"),
    "隐藏工作表": ("hidden", "Sheet「底稿」!A1（隐藏工作表）"),
    "隐藏行": ("hidden", "Sheet「公开」!B3（隐藏行）"),
    "隐藏列": ("hidden", "Sheet「公开」!D4（隐藏列）"),
    "白色文字": ("hidden", "Sheet「公开」!A5（白色文字）"),
    "不显示的数字格式": ("hidden", "Sheet「公开」!A6（不显示的数字格式）"),
    "公式": ("markup", "Sheet「公开」!A7（公式）"),
    "公式的结果": ("table", "Sheet「公开」!A8"),
    "超链接": ("link", "Sheet「公开」!A9（超链接）"),
    "批注": ("comment", "批注 Sheet「公开」!A10"),
    "数据验证的提示": ("markup", "Sheet「公开」!A11（数据验证）"),
    "数据验证的序列": ("markup", "Sheet「公开」!A12（数据验证）"),
    "多种格式的文字": ("table", "Sheet「公开」!A13"),
    "多种格式的白色文字": ("hidden", "Sheet「公开」!A14（白色文字）"),
    "文本框": ("textbox", "Sheet「公开」文本框1"),
    "图片的替代文字": ("alt", "Sheet「公开」图形（替代文字）"),
    "页眉": ("header", "Sheet「公开」页眉"),
    "页脚": ("footer", "Sheet「公开」页脚"),
    "定义名称": ("markup", "定义名称"),
    "图表标题": ("textbox", "Sheet「公开」图表1（文字）"),
    "条件格式": ("markup", "Sheet「公开」（条件格式）"),
    "数字格式": ("markup", "数字格式164"),
    "标题": ("property", "属性·标题"),
    "主题": ("property", "属性·主题"),
    "作者": ("property", "属性·作者"),
    "关键词": ("property", "属性·关键词"),
    "备注": ("property", "属性·备注"),
    "类别": ("property", "属性·类别"),
}
"""Part and label of each place in the file that scripts/make_xls.py makes."""


def _office(place: str) -> Plant:
    part, label = OFFICE_PLACES[place]
    return Plant("xls", place, "LibreOffice", lambda _: FILE.read_bytes(), part, label)


def office_mark(place: str) -> str:
    """The mark that stands in a place of the file."""
    return _office(place).mark


PLANTS: tuple[Plant, ...] = tuple(map(_office, OFFICE_PLACES))
