"""Hiding places of Word 97-2003 documents: by LibreOffice (a committed file), and by hand."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import worddoc
from planting import Plant
from worddoc import DELETED, SPECIAL, VANISH, Run, block, plc, row, sprm, sttb, xst

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


# --- by hand ---------------------------------------------------------------------------------

Table = Callable[[str], dict[int, bytes]]
Streams = Callable[[str], dict[str, bytes]]


def _main(*runs: str | Run, **more: object) -> Callable[[str], bytes]:
    """A document whose one paragraph is these runs; "@" stands for the mark."""

    def make(mark: str) -> bytes:
        told = [Run(*run) if isinstance(run, tuple) else Run(run) for run in runs]
        return worddoc.document(
            [block(*(run._replace(text=run.text.replace("@", mark)) for run in told))], **more
        )

    return make


def _tables(tables: Table) -> Callable[[str], bytes]:
    return lambda mark: worddoc.document([block("正文")], tables(mark))


def _streams(streams: Streams) -> Callable[[str], bytes]:
    return lambda mark: worddoc.document([block("正文")], streams=streams(mark))


def _margin(number: int) -> Callable[[str], bytes]:
    """One of the headers and footers of the second section."""

    def make(mark: str) -> bytes:
        before, size = 12 + number, len(mark) + 1
        positions = (*[0] * (before + 1), *[size] * (18 - before))
        return worddoc.document([block("正文")], {11: plc(*positions)}, headers=[block(mark)])

    return make


def _row(mark: str) -> bytes:
    return worddoc.document([*row("甲", Run(mark, VANISH)), block("末")])


def _styled(kind: int, look: bytes) -> Callable[[str], bytes]:
    """A text that is hidden by the style of its paragraph (1) or of its characters (2)."""

    def make(mark: str) -> bytes:
        sheet = worddoc.sheet((1, 0xFFF, b""), (kind, 0xFFF, VANISH), (kind, 1, b""))
        named = Run(mark, look)
        return worddoc.document([block(named, style=2 if kind == 1 else 0)], {1: sheet})

    return make


def _narrow(mark: str) -> bytes:
    """A piece of single bytes in GBK, as some programs write it."""
    text = f"密级：{mark}\r".encode("gbk")
    pieces = plc(0, len(text)) + struct.pack("<HIH", 0, 0x40000000 | 2 * worddoc.TEXT, 0)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    filled = worddoc.document([block("甲" * len(text))], {33: clx}, main_length=len(text))
    return filled.replace(("甲" * len(text)).encode("utf-16-le")[: len(text)], text, 1)


def _fast_saved(mark: str) -> bytes:
    """The piece table leaves out what stands in the stream."""
    pieces = plc(0, 3) + struct.pack("<HIH", 0, worddoc.TEXT, 0)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    return worddoc.document([block("正文"), block(mark)], {33: clx}, main_length=3)


def _piece_hidden(mark: str) -> bytes:
    """The piece table itself hides a piece."""
    pieces = plc(0, 3, 3 + len(mark) + 1)
    for start, modifier in ((0, 0), (3, 1)):
        pieces += struct.pack("<HIH", 0, worddoc.TEXT + 2 * start, modifier)
    clx = b"\1" + struct.pack("<H", len(VANISH)) + VANISH
    clx += b"\2" + struct.pack("<I", len(pieces)) + pieces
    return worddoc.document([block("正文"), block(mark)], {33: clx})


def _glossary(mark: str) -> bytes:
    """AutoText: a second head, 512 bytes after the first in the same stream."""
    return worddoc.document([block("正文")], glossary_blocks=[block(mark)])


def _old(mark: str) -> bytes:
    text = f"第一段\r{mark}\r".encode("gbk")
    head = struct.pack("<6H", 0xA5DC, 0x65, 0, 0x0804, 0, 0) + bytes(12)
    head += struct.pack("<II", 0x300, 0x300 + len(text))
    return worddoc.compound({"WordDocument": head.ljust(0x300, b"\0") + text})


def _native(name: str, content: bytes) -> bytes:
    label = name.encode("gbk") + b"\0"
    body = b"\2\0" + label + label + bytes(4) + struct.pack("<I", len(label)) + label
    body += struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


def _object(mark: str) -> dict[str, bytes]:
    return {"ObjectPool/_11/\x01Ole10Native": _native("a.txt", mark.encode())}


def _storage(mark: str) -> dict[str, bytes]:
    table = worddoc.document([block(mark)])
    return {f"ObjectPool/_12/{name}": content for name, content in worddoc.split(table).items()}


def _xml(mark: str) -> bytes:
    return f"<?xml version='1.0'?><a>{mark}</a>".encode().ljust(4096)


def _metafile(mark: str) -> dict[str, bytes]:
    """An EMF that is not told by its records here, only by its words."""
    content = b"\1\0\0\0" + bytes(84) + mark.encode("utf-16-le") + bytes(20)
    packed = zlib.compress(content)
    fixed = struct.pack("<I28xBB", len(content), 0, 0xFE)
    return {"Data": worddoc.picture(fixed[1:] + packed, 0xF01A, 0x3D4, tag=fixed[:1])}


def _macro(mark: str) -> dict[str, bytes]:
    """A project of one module ([MS-OVBA]), its two streams not compressed but packed."""
    records = (
        (0x03, struct.pack("<H", 936)),
        (0x19, b"m"),
        (0x1A, b"m"),
        (0x31, bytes(4)),
        (0x2B, b""),
    )
    told = b"".join(struct.pack("<HI", kind, len(body)) + body for kind, body in records)
    source = f"Sub a()\r\n' {mark}\r\nEnd Sub\r\n".encode("gbk").ljust(4096)
    packed = {"dir": told.ljust(4096, b"\0"), "m": source}
    return {f"Macros/VBA/{name}": b"\1\xff\x3f" + body for name, body in packed.items()}


def _free(mark: str) -> bytes:
    """A sector that no chain has."""
    made = worddoc.document([block("正文")])
    return made + mark.encode("utf-16-le").ljust(512, b"\0")


def _slack(mark: str) -> bytes:
    """The rest of a stream's last sector."""
    made = worddoc.document([block("正文")], streams={"Data": bytes(4200)})
    return worddoc.shorten(made, "Data", 4100, mark.encode("utf-16-le"))


def _lost(mark: str) -> bytes:
    """A stream that no storage names."""
    made = worddoc.document([block("正文")], streams={"lost": mark.encode("utf-16-le")})
    return worddoc.unlink(made, "lost")


def _set(encoding: str, codepage: int) -> Streams:
    def make(mark: str) -> dict[str, bytes]:
        values = {4: worddoc.string(mark, encoding)}
        return {"\x05SummaryInformation": worddoc.properties(codepage, values)}

    return make


def _vector(mark: str) -> dict[str, bytes]:
    held = mark.encode("gbk") + b"\0"
    values = {13: struct.pack("<III", 0x101E, 1, len(held)) + held}
    return {"\x05DocumentSummaryInformation": worddoc.properties(936, values)}


def _custom(mark: str, name: str = "编号") -> dict[str, bytes]:
    values = {0: worddoc.dictionary({2: name}, "gbk"), 2: worddoc.string(mark, "gbk")}
    return {"\x05DocumentSummaryInformation": worddoc.properties(936, {}, values)}


def _shape(kind: str) -> Table:
    return lambda mark: {50: worddoc.art(worddoc.options(**{kind: mark}))}


def _anchored(mark: str) -> bytes:
    """A text box that hangs on the first of two paragraphs."""
    size = len(mark) + 1
    box = bytes(14) + struct.pack("<II", 77, 0)
    tables = {
        40: plc(0, 2, data=struct.pack("<I22x", 77)),
        56: plc(0, size, size + 1, data=box + bytes(22)),
    }
    return worddoc.document([block("甲"), block("乙")], tables, boxes=[block(mark), block()])


_FIELD = ("\x13", SPECIAL)
_BASE = (_FIELD, "EQ \\* jc2 \\o\\ad(\\s\\up 9(pin),@)", ("\x15", SPECIAL))
_SAVED = "保存记录1·保存者"

_BY_HAND: dict[str, tuple[Part, str, Callable[[str], bytes]]] = {
    "被拆散的文字": ("body", "正文第1段", _main(*"@")),
    "首页页眉": ("header", "第2节首页页眉", _margin(4)),
    "首页页脚": ("footer", "第2节首页页脚", _margin(5)),
    "偶数页页眉": ("header", "第2节偶数页页眉", _margin(0)),
    "偶数页页脚": ("footer", "第2节偶数页页脚", _margin(2)),
    "单元格内的隐藏文字": ("hidden", "表1 第1行第2列（隐藏文字）", _row),
    "字符样式隐藏的文字": (
        "hidden", "正文第1段（隐藏文字）", _styled(2, sprm(0x4A30, b"\2\0")),
    ),
    "段落样式隐藏的文字": ("hidden", "正文第1段（隐藏文字）", _styled(1, b"")),
    "文字块隐藏的文字": ("hidden", "正文第2段（隐藏文字）", _piece_hidden),
    "白色文字（旧属性）": (
        "hidden", "正文第1段（白色文字）", _main("见", ("@", sprm(0x2A42, b"\x08"))),
    ),
    "隐藏又删除的文字": (
        "deleted", "正文第1段（修订删除）", _main("见", ("@", VANISH + DELETED)),
    ),
    "GBK 单字节文字块": ("body", "正文第1段", _narrow),
    "快速保存的残留": ("embedded", "其他数据流 WordDocument", _fast_saved),
    "拼音指南的正字": ("body", "正文第1段", _main(*_BASE)),
    "域代码（未结束）": ("markup", "正文第1段（域代码）", _main(_FIELD, "QUOTE @")),
    "文本框（锚定）": ("textbox", "文本框1", _anchored),
    "自动图文集": ("embedded", "自动图文集", _glossary),
    "自动图文集名称": ("embedded", "自动图文集·名称1", _tables(lambda m: {9: sttb(m)})),
    "正文之后的文字": (
        "embedded", "各部分之外的文字",
        lambda mark: worddoc.document([block("文"), block(mark)], main_length=2),
    ),
    "宏子文档": (
        "embedded", "宏子文档",
        lambda mark: worddoc.document([block("文")], macros=[block(mark)]),
    ),
    "文档内标题": ("property", "文档内属性·标题", _tables(lambda m: {32: sttb("", "", m)})),
    "文档变量": (
        "property", "文档变量1", _tables(lambda m: {60: sttb("甲", extra=4) + xst(m)}),
    ),
    "保存者": ("property", _SAVED, _tables(lambda m: {71: sttb(m, "C:\\")})),
    "保存路径": ("property", "保存记录1·路径", _tables(lambda m: {71: sttb("甲", f"C:\\{m}")})),
    "其他表": ("embedded", "其他数据流 1Table", _tables(lambda m: {91: sttb(m)})),
    "图形的替代文字": ("alt", "图形（替代文字）", _tables(_shape("x0381"))),
    "图形的名称": ("alt", "图形（形状名称）", _tables(_shape("x0380"))),
    "图形的屏幕提示": ("alt", "图形（屏幕提示）", _tables(_shape("x038D"))),
    "图片来源": ("alt", "图形（图片来源）", _tables(_shape("x0105"))),
    "艺术字": ("textbox", "艺术字", _tables(_shape("x00C0"))),
    "表单域": ("embedded", "其他数据流 Data", _streams(lambda m: {"Data": b"\1\0" + xst(m)})),
    "另一张表的数据流": (
        "embedded", "其他数据流 0Table", _streams(lambda m: {"0Table": m.encode("utf-16-le")}),
    ),
    "自有数据流": ("embedded", "其他数据流 甲", _streams(lambda m: {"甲": m.encode("gbk")})),
    "XML 数据流": (
        "body", "嵌入文件 Item › 正文",
        _streams(lambda m: {"MsoDataStore/a/Item": _xml(m)}),
    ),
    "图元文件中的文字": ("image", "图片 image1.emf 中的文字", _streams(_metafile)),
    "嵌入的文件": ("body", "嵌入文件 _11 › 正文", _streams(_object)),
    "嵌入的文档": ("body", "嵌入文件 _12 › 正文第1段", _streams(_storage)),
    "宏": ("markup", "宏 m", _streams(_macro)),
    "空闲扇区": ("embedded", "文件的空闲部分", _free),
    "数据流末尾": ("embedded", "文件的空闲部分", _slack),
    "无主的数据流": ("embedded", "其他数据流 ?/lost", _lost),
    "作者（GBK）": ("property", "属性·作者", _streams(_set("gbk", 936))),
    "作者（UTF-8）": ("property", "属性·作者", _streams(_set("utf-8", 65001))),
    "作者（UTF-16）": ("property", "属性·作者", _streams(_set("utf-16-le", 1200))),
    "作者（代码页有误）": ("property", "属性·作者", _streams(_set("gbk", 1252))),
    "文档结构": ("property", "属性·文档结构", _streams(_vector)),
    "自定义属性的值": ("property", "自定义属性1", _streams(_custom)),
    "自定义属性的名称": (
        "property", "自定义属性1", _streams(lambda m: _custom("值", m)),
    ),
    "Word 6/95 正文": ("body", "正文第2段", _old),
}  # fmt: skip

_WRITER: dict[str, tuple[Part, str, Callable[[str], bytes]]] = {
    "正文": ("body", "正文第1段", _main("@")),
    "页眉": ("header", "第2节页眉", _margin(1)),
    "表格": ("table", "表1 第1行第1列", lambda mark: worddoc.document([*row(mark, "乙")])),
    "批注": (
        "comment", "批注1",
        lambda mark: worddoc.document(
            [block("文")], {5: plc(0, len(mark) + 1)}, comments=[block(mark)]
        ),
    ),
    "属性": ("property", "属性·作者", _streams(_set("gbk", 936))),
    "Works 文档": (
        "embedded", "其他数据流 CONTENTS",
        lambda mark: worddoc.compound(
            {"MatOST": b"", "CONTENTS": b"CHNKWKS " + mark.encode("utf-16-le")}
        ),
    ),
}  # fmt: skip

PLANTS: tuple[Plant, ...] = (
    *map(_office, OFFICE_PLACES),
    *(
        Plant("doc", place, "手工", make, part, label)
        for place, (part, label, make) in _BY_HAND.items()
    ),
    *(
        Plant("wps", place, "手工", make, part, label)
        for place, (part, label, make) in _WRITER.items()
    ),
)
