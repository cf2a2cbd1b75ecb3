"""What the dictionaries of a PDF are, by their keys, and what people call the strings in them."""

from typing import Any

import pikepdf

from seclint.model import Part

_ANNOTATION: dict[str, tuple[Part, str]] = {
    "/Contents": ("comment", "批注"), "/RC": ("comment", "批注"), "/Subj": ("comment", "批注主题"),
    "/T": ("property", "批注的作者"), "/NM": ("markup", "批注标识"),
}  # fmt: skip
_FIELD: dict[str, tuple[Part, str]] = {
    "/V": ("textbox", "表单域"), "/RV": ("textbox", "表单域"), "/DV": ("textbox", "表单域默认值"),
    "/TU": ("alt", "表单域提示"), "/T": ("markup", "表单域名称"), "/TM": ("markup", "表单域名称"),
    "/Opt": ("markup", "表单域选项"), "/CA": ("textbox", "按钮文字"),
    "/RC": ("textbox", "按钮文字"), "/AC": ("textbox", "按钮文字"),
}  # fmt: skip
NAMES: dict[str, dict[str, tuple[Part, str]]] = {
    "annotation": _ANNOTATION,
    "widget": _FIELD | {"/Contents": ("alt", "表单域提示")},
    "field": _FIELD,
    "link": _ANNOTATION | {"/Contents": ("alt", "链接说明")},
    "action": {
        "/URI": ("link", "链接"), "/JS": ("markup", "脚本"), "/F": ("link", "链接"),
        "/UF": ("link", "链接"), "/P": ("link", "链接"), "/D": ("link", "链接"),
    },
    "struct": {
        "/Alt": ("alt", "（替代文字）"), "/ActualText": ("alt", "（替代文字）"),
        "/E": ("alt", "（缩写全称）"), "/T": ("title", "（结构标题）"),
    },
    "outline": {"/Title": ("title", "书签")},
    "layer": {"/Name": ("markup", "图层名称")},
    "file": {
        "/F": ("filename", "附件名"), "/UF": ("filename", "附件名"), "/DOS": ("filename", "附件名"),
        "/Unix": ("filename", "附件名"), "/Mac": ("filename", "附件名"),
        "/Desc": ("property", "附件说明"),
    },
    "outside": {"/F": ("link", "外部文件"), "/UF": ("link", "外部文件")},
    "signature": {
        "/Reason": ("property", "签名·理由"), "/Location": ("property", "签名·地点"),
        "/Name": ("property", "签名·姓名"), "/ContactInfo": ("property", "签名·联系方式"),
    },
    "info": {
        "/Title": ("property", "属性·标题"), "/Author": ("property", "属性·作者"),
        "/Subject": ("property", "属性·主题"), "/Keywords": ("property", "属性·关键词"),
        "/Creator": ("property", "属性·创建程序"), "/Producer": ("property", "属性·生成程序"),
    },
    "thread": {
        "/Title": ("property", "文章线索·标题"), "/Author": ("property", "文章线索·作者"),
        "/Subject": ("property", "文章线索·主题"), "/Keywords": ("property", "文章线索·关键词"),
    },
    "page label": {"/P": ("markup", "页码前缀")},
    "destinations": {"": ("markup", "命名目标")},
    "scripts": {"": ("markup", "脚本名称")},
    "files": {"": ("filename", "附件名")},
    "portfolio": {"": ("property", "文件包（portfolio）字段")},
    "piece": {"": ("embedded", "应用程序数据（PieceInfo）")},
}  # fmt: skip
_ACTIONS = frozenset(
    (
        "/URI", "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData",
        "/Rendition", "/ResetForm", "/Hide", "/GoTo", "/Named", "/Thread", "/Sound", "/Movie",
        "/SetOCGState", "/Trans", "/GoTo3DView", "/RichMediaExecute", "/GoToDp",
    )
)  # fmt: skip


def kind_of(node: Any, inherited: str) -> str:
    """What a dictionary is, by its keys."""
    subtype, sort = node.get("/Subtype"), node.get("/S")
    if "/Rect" in node and subtype is not None:
        return {"/Widget": "widget", "/Link": "link"}.get(str(subtype), "annotation")
    if "/FT" in node or ("/T" in node and "/Kids" in node):
        return "field"
    if sort is not None and str(sort) in _ACTIONS:
        return "action"
    if "/ByteRange" in node:
        return "signature"
    if "/EF" in node or node.get("/Type") in (pikepdf.Name.Filespec, pikepdf.Name.F):
        return "file" if "/EF" in node else "outside"
    return _other_kind(node, inherited)


def _other_kind(node: Any, inherited: str) -> str:
    kind = node.get("/Type")
    if kind == pikepdf.Name.OCG:
        return "layer"
    if kind == pikepdf.Name.StructElem or ("/P" in node and "/K" in node and "/S" in node):
        return "struct"
    if "/Title" in node and "/Parent" in node:
        return "outline"
    return inherited
