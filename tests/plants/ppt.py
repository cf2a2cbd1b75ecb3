"""Hiding places of ppt and dps: by LibreOffice (a committed file), and by hand."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import biffwriter
import pptwriter as ppt
from planting import Plant
from pptwriter import Entry, box, chars, deck, header, shape, slide, string

from seclint.model import Part

FILE = Path(__file__).parent.parent / "files" / "ppt" / "plants.ppt"

OFFICE_PLACES: dict[str, tuple[Part, str]] = {
    "标题": ("title", "幻灯片1 标题"),
    "正文": ("body", "幻灯片1"),
    "文本框": ("body", "幻灯片1"),
    "组合中的文字": ("body", "幻灯片1"),
    "表格": ("table", "幻灯片2 表1 第2行第2列"),
    "备注": ("note", "幻灯片1 备注"),
    "隐藏的幻灯片": ("hidden", "幻灯片3（隐藏）"),
    "隐藏的形状": ("hidden", "幻灯片4（隐藏的形状）"),
    "批注": ("comment", "幻灯片1 批注1（张三，2024-01-02）"),
    "超链接": ("link", "链接（幻灯片4）"),
    "母版": ("textbox", "母版1"),
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


# --- by hand -----------------------------------------------------------------------------------


def _listed(kind: int, entry: Entry, *slides: Entry) -> bytes:
    made = ppt.Deck()
    made.save(entries={0: list(slides) or [Entry(slide(box("公开")))], kind: [entry]})
    return made.file()


def _outline(mark: str) -> bytes:
    made = ppt.Deck()
    told = header(0) + chars("题") + header(1) + chars(mark)
    made.save(entries={0: [Entry(slide(shape(ppt.outline(0))), 256, told)]})
    return made.file()


def _notes(mark: str) -> bytes:
    return _listed(2, Entry(ppt.notes(box(mark)), 300), Entry(slide(box("公开"), notes=300)))


def _own_master(kind: str) -> Callable[[str], bytes]:
    """A master that the document names by the number of its object."""

    def make(mark: str) -> bytes:
        made = ppt.Deck()
        record = (
            ppt.notes(box(mark))
            if kind == "notes"
            else ppt.holder(ppt.HANDOUT, ppt.drawing(box(mark)))
        )
        made.add(50, record)
        made.save(entries={0: [Entry(slide(box("公开")))]}, **{kind: 50})
        return made.file()

    return make


def _table(mark: str) -> bytes:
    cells = [
        shape(header(4), chars(text), corner=corner)
        for text, corner in ((mark, (90, 50)), ("姓名", (0, 0)), ("编号", (90, 0)))
    ]
    empty = shape(header(4), corner=(0, 50))
    return deck(slide(ppt.group(*cells, empty, options=ppt.option(0x39F, 1))))


def _old(mark: str) -> bytes:
    """Saved twice: what the first slide said is still in the file."""
    made = ppt.Deck()
    made.save(entries={0: [Entry(slide(box(mark)))]})
    made.save(entries={0: [Entry(slide(box("公开")))]})
    return made.file()


def _deleted(mark: str) -> bytes:
    """A slide that no list names any more, though the directory does."""
    made = ppt.Deck()
    made.add(60, slide(box(mark)))
    made.save(entries={0: [Entry(slide(box("公开")))]})
    return made.file()


def _linked(mark: str) -> bytes:
    link = ppt.holder(0x0FD7, ppt.atom(0x0FD3, struct.pack("<I", 1)), string("x"), string(mark, 1))
    click = ppt.holder(0x0FF2, ppt.atom(0x0FF3, struct.pack("<II8x", 0, 1)))
    shown = slide(shape(header(4), chars("链接"), data=click))
    return deck(slide(box("公开")), shown, more=ppt.holder(0x0409, link))


def _object(content: bytes) -> bytes:
    """A file with an OLE object on its only slide."""
    made = ppt.Deck()
    made.add(70, ppt.stored(content))
    told = ppt.atom(0x0FC3, struct.pack("<6I", 0, 0, 9, 0, 70, 0))
    more = ppt.holder(0x0409, ppt.holder(0x0FCC, told))
    shown = slide(shape(header(4), chars("见"), data=ppt.atom(0x0BC1, struct.pack("<I", 9))))
    made.save(entries={0: [Entry(shown)]}, more=more)
    return made.file()


def _workbook(mark: str) -> bytes:
    return _object(biffwriter.book(biffwriter.label(0, 0, mark)))


def _package(mark: str) -> bytes:
    name = "附件.txt".encode("gb18030") + b"\0"
    held = mark.encode()
    body = b"\2\0" + name + name + b"\0\0\3\0" + struct.pack("<I", len(name)) + name
    body += struct.pack("<I", len(held)) + held
    return _object(ppt.compound({"\1Ole10Native": struct.pack("<I", len(body)) + body}))


def _dual(mark: str) -> bytes:
    inner = ppt.Deck()
    inner.save(entries={0: [Entry(slide(box(mark)))]})
    user = struct.pack("<IIIHHBBH", 20, 0xE391C05F, inner.edit, 0, 1012, 3, 0, 0)
    streams = {
        "PP97_DUALSTORAGE__PowerPoint Document": bytes(inner.data),
        "PP97_DUALSTORAGE__Current User": ppt.atom(0x0FF6, user + bytes(4)),
    }
    return deck(slide(box("公开")), **streams)


def _round_trip(mark: str) -> bytes:
    stream = io.BytesIO()
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    with zipfile.ZipFile(stream, "w") as package:
        said = f'<x xmlns:a="{space}"><a:p><a:t>{mark[:4]}</a:t><a:t>{mark[4:]}</a:t></a:p></x>'
        package.writestr("ppt/slideLayouts/slideLayout1.xml", said)
    return deck(slide(box("公开"), more=ppt.atom(0x041E, stream.getvalue())))


def _slide(*records: bytes) -> bytes:
    return deck(slide(box("公开"), more=b"".join(records)))


def _said(kind: int) -> Callable[[str], bytes]:
    return lambda mark: deck(slide(shape(header(4), chars("见"), options=ppt.option(kind, mark))))


def _hidden_group(mark: str) -> bytes:
    return deck(slide(ppt.group(box(mark), options=ppt.option(0x3BF, 0x20002))))


def _outside(mark: str) -> bytes:
    return deck(slide(shape(header(4), chars(mark), place=(-900, 0, 500, -100))))


def _document(*records: bytes) -> bytes:
    return deck(slide(box("公开")), more=b"".join(records))


def _user(mark: str) -> bytes:
    made = ppt.Deck()
    made.save(entries={0: [Entry(slide(box("公开")))]})
    return made.file(mark)


HAND: tuple[tuple[str, Part, str, Callable[[str], bytes]], ...] = (
    ("文本框", "body", "幻灯片1", lambda m: deck(slide(box(m)))),
    ("标题", "title", "幻灯片2 标题",
     lambda m: deck(slide(box("公开")), slide(shape(header(0), chars(m))))),
    ("单字节的文字", "body", "幻灯片1",
     lambda m: deck(slide(shape(header(4), ppt.narrow(m.encode("gb18030")))))),
    ("大纲中的文字", "body", "幻灯片1", _outline),
    ("表格", "table", "幻灯片1 表1 第2行第2列", _table),
    ("隐藏的幻灯片", "hidden", "幻灯片1（隐藏）", lambda m: deck(slide(box(m), hidden=True))),
    ("隐藏的组合", "hidden", "幻灯片1（隐藏的形状）", _hidden_group),
    ("页面之外的形状", "hidden", "幻灯片1（页面之外）", _outside),
    ("备注", "note", "幻灯片1 备注", _notes),
    ("没有幻灯片的备注", "note", "备注（无幻灯片）",
     lambda m: _listed(2, Entry(ppt.notes(box(m)), 999))),
    ("母版", "textbox", "母版1", lambda m: _listed(1, Entry(ppt.master(box(m))))),
    ("备注母版", "textbox", "备注母版1", _own_master("notes")),
    ("讲义母版", "textbox", "讲义母版1", _own_master("handout")),
    ("批注", "comment", "幻灯片1 批注1（张三，2024-01-02）",
     lambda m: _slide(ppt.comment(m, "张三"))),
    ("页脚", "footer", "幻灯片1 页脚", lambda m: _slide(ppt.holder(0x0FD9, string(m, 2)))),
    ("幻灯片名称", "markup", "幻灯片1（名称）", lambda m: _slide(string(m, 3))),
    ("幻灯片标记", "markup", "幻灯片1（标记）",
     lambda m: _slide(ppt.holder(0x1388, ppt.holder(0x1389, string("名"), string(m, 1))))),
    ("替代文字", "alt", "幻灯片1（替代文字）", _said(0x381)),
    ("形状名称", "markup", "幻灯片1（形状名）", _said(0x380)),
    ("艺术字", "textbox", "幻灯片1（艺术字）", _said(0xC0)),
    ("超链接", "link", "链接（幻灯片2）", _linked),
    ("嵌入的工作簿", "table", "嵌入文件 oleObject1.bin（幻灯片1） › Sheet「Sheet1」!A1", _workbook),
    ("嵌入的文件", "body", "嵌入文件 oleObject1.bin（幻灯片1） › 正文", _package),
    ("早先保存的版本", "hidden", "早先保存的版本", _old),
    ("已删除的幻灯片", "hidden", "早先保存的版本", _deleted),
    ("97 与 95 双重格式", "body", "嵌入文件 PP97_DUALSTORAGE › 幻灯片1", _dual),
    ("供新版软件使用的副本", "embedded", "供新版软件使用的副本", _round_trip),
    ("全部幻灯片的页脚", "footer", "幻灯片页脚",
     lambda m: _document(ppt.holder(0x0FD9, string(m, 2), instance=3))),
    ("备注和讲义的页眉", "header", "备注和讲义页眉",
     lambda m: _document(ppt.holder(0x0FD9, string(m, 1), instance=4))),
    ("自定义放映", "title", "自定义放映的名称",
     lambda m: _document(ppt.holder(0x0410, ppt.holder(0x0411, string(m))))),
    ("嵌入对象的名称", "embedded", "嵌入对象的名称",
     lambda m: _document(ppt.holder(0x0409, ppt.holder(0x0FCC, string(m, 1))))),
    ("声音的名称", "embedded", "声音的名称",
     lambda m: _document(ppt.holder(0x07E4, ppt.holder(0x07E6, string(m))))),
    ("批注的作者", "property", "批注的作者",
     lambda m: _document(ppt.holder(0x2EE4, string(m)))),
    ("文档中的其他文字", "embedded", "演示文稿其他文字", lambda m: _document(string(m, 9))),
    ("其他记录", "embedded", "其他数据流 PowerPoint Document",
     lambda m: _slide(ppt.atom(0x7777, m.encode("utf-16-le") + b"\0\0"))),
    ("最后写入者", "property", "属性·最后写入者", _user),
)  # fmt: skip


def _hand(row: tuple[str, Part, str, Callable[[str], bytes]]) -> Plant:
    place, part, label, make = row
    return Plant("ppt", place, "手工", make, part, label)


PLANTS: tuple[Plant, ...] = (
    *map(_office, OFFICE_PLACES),
    *map(_hand, HAND),
    Plant("dps", "文本框", "手工", lambda m: deck(slide(box(m))), "body", "幻灯片1"),
)
