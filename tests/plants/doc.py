"""Hiding places of Word 97-2003 documents: by LibreOffice (a committed file), and by hand."""

from pathlib import Path

from planting import Plant

from seclint.model import Part

FILE = Path(__file__).parent.parent / "files" / "doc" / "plants.doc"

OFFICE_PLACES: dict[str, tuple[Part, str]] = {
    "正文": ("body", "正文第1段"),
    "隐藏文字": ("hidden", "正文第2段（隐藏文字）"),
    "白色文字": ("hidden", "正文第3段（白色文字）"),
    "极小字": ("hidden", "正文第4段（极小字）"),
    "修订插入": ("inserted", "正文第5段（修订插入）"),
    "修订删除": ("deleted", "正文第6段（修订删除）"),
    "修订作者": ("property", "批注或修订的作者"),
    "文本框": ("textbox", "文本框1"),
    "域代码": ("markup", "正文第8段（域代码）"),
    "书签": ("markup", "书签1"),
    "脚注": ("footnote", "脚注1"),
    "尾注": ("footnote", "尾注1"),
    "表格": ("table", "表1 第1行第2列"),
    "嵌套表格": ("table", "表2 第1行第1列"),
    "批注": ("comment", "批注1"),
    "批注作者": ("property", "批注或修订的作者"),
    "页眉": ("header", "第1节页眉"),
    "页脚": ("footer", "第1节页脚"),
    "水印": ("header", "页眉（水印）"),
    "页眉中的文本框": ("textbox", "页眉页脚文本框1"),
    "标题": ("property", "属性·标题"),
    "主题": ("property", "属性·主题"),
    "作者": ("property", "属性·作者"),
    "关键词": ("property", "属性·关键词"),
    "备注": ("property", "属性·备注"),
    "自定义属性": ("property", "自定义属性2"),
}
"""Part and label of each place in the file that scripts/make_doc.py makes."""


def _office(place: str) -> Plant:
    part, label = OFFICE_PLACES[place]
    return Plant("doc", place, "LibreOffice", lambda _: FILE.read_bytes(), part, label)


def office_mark(place: str) -> str:
    """The mark that stands in a place of the file."""
    return _office(place).mark


PLANTS: tuple[Plant, ...] = tuple(map(_office, OFFICE_PLACES))
