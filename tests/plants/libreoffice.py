"""Hiding places in Word and PowerPoint files that LibreOffice wrote: see scripts/make_ooxml.py."""

from pathlib import Path

from planting import Plant

from seclint.model import Part

FILES = Path(__file__).parents[1] / "files" / "ooxml"
WHO = "王五，2024-01-02"


def plant(form: str, place: str, part: Part, label: str) -> Plant:
    def make(mark: str) -> bytes:
        return (FILES / f"libreoffice.{form}").read_bytes()

    return Plant(form, place, "LibreOffice", make, part, label)


PLANTS: tuple[Plant, ...] = (
    plant("docx", "正文", "body", "正文第1段"),
    plant("docx", "隐藏文字", "hidden", "正文第2段（隐藏文字）"),
    plant("docx", "批注", "comment", f"批注1（{WHO}）"),
    plant("docx", "脚注", "footnote", "脚注1"),
    plant("docx", "文本框", "textbox", "文本框1"),
    plant("docx", "修订删除", "deleted", f"正文第6段（修订删除，{WHO}）"),
    plant("docx", "修订插入", "inserted", f"正文第7段（修订插入，{WHO}）"),
    plant("docx", "表格", "table", "表1 第1行第1列"),
    plant("docx", "页眉", "header", "第1节页眉"),
    plant("docx", "页脚", "footer", "第1节页脚"),
    plant("docx", "标题属性", "property", "属性·标题"),
    plant("docx", "自定义属性", "property", "自定义属性1"),
    plant("pptx", "文本框", "body", "幻灯片1"),
    plant("pptx", "批注", "comment", f"幻灯片1 批注1（{WHO}）"),
    plant("pptx", "备注", "note", "幻灯片1 备注"),
    plant("pptx", "隐藏的幻灯片", "hidden", "幻灯片2（隐藏）"),
)
