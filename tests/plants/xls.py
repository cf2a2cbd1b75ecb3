"""Hiding places of xls and et: by LibreOffice (a committed file), by xlwt, and by hand."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import biffwriter as biff
import xlwt
from biffwriter import book, label, record, sheet, string
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
    "页眉": ("header", "Sheet「公开」页眉"),
    "页脚": ("footer", "Sheet「公开」页脚"),
    "定义名称": ("markup", "定义名称"),
    "图表标题": ("textbox", "Sheet「公开」图表1（文字）"),
    "条件格式": ("markup", "Sheet「公开」（条件格式）"),
    "数字格式": ("table", "Sheet「公开」!A15"),
    "标题": ("property", "属性·标题"),
    "主题": ("property", "属性·主题"),
    "作者": ("property", "属性·作者"),
    "关键词": ("property", "属性·关键词"),
    "备注": ("property", "属性·备注"),
}
"""Part and label of each place in the file that scripts/make_xls.py makes."""


def _office(place: str) -> Plant:
    part, label = OFFICE_PLACES[place]
    return Plant("xls", place, "LibreOffice", lambda _: FILE.read_bytes(), part, label)


def office_mark(place: str) -> str:
    """The mark that stands in a place of the file."""
    return _office(place).mark


# --- by xlwt -----------------------------------------------------------------------------------


def written(fill: Callable[[xlwt.Workbook, xlwt.Worksheet], None]) -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    fill(made, made.add_sheet("表"))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _deeply_hidden(mark: str) -> bytes:
    def fill(made: xlwt.Workbook, _: xlwt.Worksheet) -> None:
        hidden = made.add_sheet("底稿")
        hidden.write(3, 3, mark)
        hidden.visibility = 2

    return written(fill)


def _styled(style: str) -> Callable[[str], bytes]:
    return lambda mark: written(lambda _, s: s.write(0, 0, mark, xlwt.easyxf(style)))


def _flat_row(mark: str) -> bytes:
    def fill(_: xlwt.Workbook, s: xlwt.Worksheet) -> None:
        s.write(1, 0, mark)
        s.row(1).height_mismatch = True
        s.row(1).height = 0

    return written(fill)


def _narrow_column(mark: str) -> bytes:
    def fill(_: xlwt.Workbook, s: xlwt.Worksheet) -> None:
        s.write(0, 1, mark)
        s.col(1).width = 0

    return written(fill)


def _formula(mark: str) -> bytes:
    code = f'"{mark}"&A1'
    return written(lambda _, s: s.write(0, 1, xlwt.Formula(code)))


XLWT: tuple[tuple[str, Part, str, Callable[[str], bytes]], ...] = (
    ("单元格", "table", "Sheet「表」!D4", lambda m: written(lambda _, s: s.write(3, 3, m))),
    ("深度隐藏工作表", "hidden", "Sheet「底稿」!D4（深度隐藏工作表）", _deeply_hidden),
    ("白色文字", "hidden", "Sheet「表」!A1（白色文字）", _styled("font: colour white")),
    ("极小字号", "hidden", "Sheet「表」!A1（极小字号）", _styled("font: height 20")),
    (
        "文字与底色相同", "hidden", "Sheet「表」!A1（文字与底色相同）",
        _styled("font: colour red; pattern: pattern solid, fore_colour red"),
    ),
    ("行高为零", "hidden", "Sheet「表」!A2（行高为零）", _flat_row),
    ("列宽为零", "hidden", "Sheet「表」!B1（列宽为零）", _narrow_column),
    ("公式", "markup", "Sheet「表」!B1（公式）", _formula),
)  # fmt: skip

# --- by hand -----------------------------------------------------------------------------------


def _globals(*records: bytes) -> bytes:
    return book(label(0, 0, "甲"), before=b"".join(records))


def _frt(kind: int) -> bytes:
    return struct.pack("<HHQ", kind, 0, 0)


def _first_pages(mark: str) -> bytes:
    held = _frt(0x89C) + bytes(16) + struct.pack("<HHHHH", 3, 0, 0, len(mark), 0)
    return book(record(0x89C, held + string(mark)))


def _validation(mark: str) -> bytes:
    list_of = biff.ptg_string(f"甲\0{mark}")
    texts = string("题") + string("错") + string("说明") + string("出错")
    held = struct.pack("<I", 3) + texts + struct.pack("<HH", len(list_of), 0) + list_of
    return book(record(0x1BE, held + struct.pack("<HHHHHHH", 0, 0, 1, 0, 1, 0, 1)))


def _scenario(mark: str) -> bytes:
    head = struct.pack("<HBBBBB", 1, 0, 0, 2, 0, 2) + biff.letters("方案") + string("张三")
    return book(record(0xAF, head + struct.pack("<HH", 1, 1) + string(mark)))


def _filter(mark: str) -> bytes:
    compared = struct.pack("<BBIB3x", 6, 2, 0, len(mark))
    return book(record(0x9E, struct.pack("<HH", 0, 0) + compared + bytes(10) + biff.letters(mark)))


def _array(mark: str) -> bytes:
    code = biff.ptg_string(mark)
    head = struct.pack("<HHBBHIH", 1, 2, 0, 0, 0, 0, len(code))
    return book(record(0x221, head + code))


def _shared_formula(mark: str) -> bytes:
    code = biff.ptg_string(mark)
    return book(record(0x4BC, struct.pack("<HHBBHH", 1, 2, 0, 0, 2, len(code)) + code))


def _constants(mark: str) -> bytes:
    code = b"\x60" + bytes(7)
    array = struct.pack("<BH", 0, 0) + b"\2" + string(mark)
    return book(biff.formula(0, 0, code, constants=array))


def _external(*, name: str = "", cell: str = "", defined: str = "") -> bytes:
    path = string("\1" + "D\3" + "资料\3" + "甲.xls") if not name else string(f"\1{name}")
    made = record(0x1AE, struct.pack("<H", 1) + path + string("底稿"))
    if defined:
        made += record(0x23, struct.pack("<HHH", 0, 0, 0) + string(defined, 1))
    if cell:
        made += record(0x59, struct.pack("<HH", 1, 0))
        made += record(0x5A, struct.pack("<BBH", 1, 1, 2) + b"\2" + string(cell))
    return _globals(made)


def _name(mark: str, flags: int = 0, description: str = "") -> bytes:
    code = biff.ptg_string(mark)
    head = struct.pack("<HBBHHH4B", flags, 0, 2, len(code), 0, 0, 0, len(description), 0, 0)
    more = biff.letters(description) if description else b""
    return _globals(record(0x18, head + biff.letters("名称") + code + more))


def _described_name(mark: str) -> bytes:
    return _globals(
        record(0x894, _frt(0x894) + struct.pack("<HH", 2, len(mark)) + biff.letters("名称")
               + biff.letters(mark))
    )  # fmt: skip


def _chart(*records: bytes) -> bytes:
    return book(label(0, 0, "甲"), sheet(*records, kind=biff.CHART))


def _chart_formula(mark: str) -> bytes:
    code = biff.ptg_string(mark)
    return _chart(record(0x1051, struct.pack("<BBHHH", 0, 1, 0, 0, len(code)) + code))


def _cached(mark: str) -> bytes:
    return _chart(record(0x1065, struct.pack("<H", 2)), label(0, 0, mark))


def _pivot(*, name: str = "字段", item: str = "", inline: str = "", who: str = "李四") -> bytes:
    head = struct.pack("<IHHHHHHHH", 1, 1, 0, 0, 2, 2, 1, 1, len(who)) + biff.letters(who)
    field = struct.pack("<HHHHHHH", 1, 0, 0, 1, 0, 0, 0)
    made = record(0xC6, head) + record(0xC7, field + string(name))
    made += record(0xCD, string(item or "项")) + record(0xC7, field + string("二"))
    made += record(0xC8, b"\0") + (record(0xCD, string(inline)) if inline else b"")
    return book(label(0, 0, "甲"), _SX_DB_CUR__0001=made + record(0x0A))


def _embedded(mark: str) -> bytes:
    inner = biff.stream(("内", 0, sheet(label(1, 1, mark))))
    return book(label(0, 0, "甲"), MBD0001__Workbook=inner)


def _dual(mark: str) -> bytes:
    old = biff.stream(("旧", 0, sheet(label(1, 1, mark))))
    return book(label(0, 0, "甲"), Book=old)


def _covered(mark: str) -> bytes:
    return book(
        label(0, 0, "甲"), label(0, 1, mark), record(0xE5, struct.pack("<5H", 1, 0, 0, 0, 1))
    )


def _drawn(kind: int) -> Callable[[str], bytes]:
    return lambda mark: book(label(0, 0, "甲"), record(0xEC, biff.shape(kind, mark)))


def _unlisted(mark: str) -> bytes:
    made = biff.stream(("一", 0, sheet(label(0, 0, "甲"))), unlisted=sheet(label(0, 0, mark)))
    return biff.compound({"Workbook": made})


def _behind(mark: str) -> bytes:
    made = biff.stream(("一", 0, sheet(label(0, 0, "甲"))), unlisted=b"\0" * 8 + _wide(mark))
    return biff.compound({"Workbook": made})


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


def _written_by(mark: str) -> bytes:
    return _globals(record(0x5C, string(mark.ljust(40)) + b" " * 29))


def _old_label(row: int, column: int, text: str) -> bytes:
    held = text.encode("gb18030")
    return record(0x204, struct.pack("<HHHH", row, column, 0, len(held)) + held)


def _old_note(mark: str) -> bytes:
    held = mark.encode("gb18030")
    return biff.old_book(record(0x1C, struct.pack("<HHH", 0, 1, len(held)) + held))


def _excel_3(mark: str) -> bytes:
    head = record(0x209, struct.pack("<HHH", 3, 0x10, 0)) + record(0x42, struct.pack("<H", 936))
    return head + _old_label(1, 2, mark) + record(0x0A)


def _excel_2(mark: str) -> bytes:
    held = mark.encode("gb18030")
    cell = record(4, struct.pack("<HH3xB", 1, 2, len(held)) + held)
    return record(9, struct.pack("<HH", 2, 0x10)) + cell + record(0x0A)


def _spelled(mark: str) -> bytes:
    return book(*(label(0, column, letter) for column, letter in enumerate(mark)))


def _reading(mark: str) -> bytes:
    return book(biff.shared(0, 0, 0), before=biff.sst(biff.rich("读音", reading=mark)))


def _unused(mark: str) -> bytes:
    return book(biff.shared(0, 0, 0), before=biff.sst(string("甲"), string(mark)))


def _usual_row(mark: str) -> bytes:
    return book(record(0x225, struct.pack("<HH", 2, 0)), label(5, 0, mark))


def _style_name(mark: str) -> bytes:
    return _globals(record(0x293, struct.pack("<H", 1) + string(mark)))


HAND: tuple[tuple[str, Part, str, Callable[[str], bytes]], ...] = (
    ("默认隐藏的行", "hidden", "Sheet「Sheet1」!A6（隐藏行）", _usual_row),
    ("被合并单元格遮盖", "hidden", "Sheet「Sheet1」!B1（被合并单元格遮盖）", _covered),
    ("逐字相连", "table", "Sheet「Sheet1」!A1:K1（逐字相连）", _spelled),
    ("拼音", "alt", "Sheet「Sheet1」!A1（拼音）", _reading),
    ("未使用的共享字符串", "hidden", "未使用的共享字符串", _unused),
    ("未列出的工作表", "hidden", "Sheet「未列出1」!A1（未列出的工作表）", _unlisted),
    ("工作表之外的数据", "embedded", "工作表之外的数据", _behind),
    ("其他记录", "embedded", "Sheet「Sheet1」其他内容", lambda m: book(record(0x8FE, _wide(m)))),
    (
        "批注", "comment", "批注 Sheet「Sheet1」!D4（张三）",
        lambda m: book(biff.note(3, 3, m, "张三")),
    ),
    (
        "批注作者", "comment", "批注 Sheet「Sheet1」!D4（{}）",
        lambda m: book(biff.note(3, 3, m, m)),
    ),
    ("文本框", "textbox", "Sheet「Sheet1」文本框1", lambda m: book(biff.thing(6, 1, m))),
    ("替代文字", "alt", "Sheet「Sheet1」图形（替代文字）", _drawn(0x381)),
    ("形状名称", "alt", "Sheet「Sheet1」图形（形状名称）", _drawn(0x380)),
    ("艺术字", "textbox", "Sheet「Sheet1」图形（艺术字）", _drawn(0xC0)),
    ("页眉", "header", "Sheet「Sheet1」页眉", lambda m: book(record(0x14, string(f"&C{m}")))),
    ("首页页眉", "header", "Sheet「Sheet1」首页页眉", _first_pages),
    (
        "超链接的文字", "link", "Sheet「Sheet1」!B1（超链接）",
        lambda m: book(biff.link(0, 1, shown=m, target="https://example.com", place="")),
    ),
    (
        "超链接的位置", "link", "Sheet「Sheet1」!B1（超链接）",
        lambda m: book(biff.link(0, 1, shown="", target="https://example.com", place=m)),
    ),
    (
        "超链接提示", "link", "Sheet「Sheet1」!B1（超链接提示）",
        lambda m: book(record(0x800, struct.pack("<5H", 0x800, 0, 0, 1, 1) + _wide(m))),
    ),
    ("数据验证的序列", "markup", "Sheet「Sheet1」!A1:B2（数据验证）", _validation),
    ("方案", "hidden", "Sheet「Sheet1」方案（B2）", _scenario),
    ("筛选条件", "markup", "Sheet「Sheet1」（筛选条件）", _filter),
    ("数组公式", "markup", "Sheet「Sheet1」!A2（公式）", _array),
    ("共享公式", "markup", "Sheet「Sheet1」!A2（公式）", _shared_formula),
    ("公式中的数组", "markup", "Sheet「Sheet1」!A1（公式）", _constants),
    (
        "查询", "markup", "Sheet「Sheet1」（查询或透视表）",
        lambda m: book(record(0xCD, string(m))),
    ),
    (
        "数据来源", "link", "Sheet「Sheet1」（数据来源）",
        lambda m: book(record(0x51, bytes(6) + string(m))),
    ),
    ("图表文字", "textbox", "Sheet「Sheet1」图表1（文字）",
     lambda m: _chart(record(0x100D, b"\0\0" + string(m, 1)))),
    ("图表公式", "markup", "Sheet「Sheet1」图表1（公式）", _chart_formula),
    ("图表缓存", "hidden", "Sheet「Sheet1」图表1（缓存数据）", _cached),
    ("隐藏的定义名称", "hidden", "定义名称（隐藏）", lambda m: _name(m, 1)),
    ("定义名称的菜单", "markup", "定义名称的说明", lambda m: _name("甲", 0, m)),
    ("定义名称的说明", "markup", "定义名称的说明", _described_name),
    ("外部链接", "link", "外部链接1", lambda m: _external(name=m)),
    ("外部链接的缓存", "hidden", "外部链接1 Sheet「底稿」!B3（缓存）", lambda m: _external(cell=m)),
    ("外部链接的名称", "link", "外部链接1（定义名称）", lambda m: _external(defined=m)),
    ("单元格样式名", "markup", "单元格样式名", _style_name),
    ("最后写入者", "property", "属性·最后写入者", _written_by),
    (
        "写保护者", "property", "属性·写保护者",
        lambda m: _globals(record(0x5B, struct.pack("<HH", 0, 0) + string(m))),
    ),
    ("透视表字段名", "hidden", "数据透视表缓存1（字段名）", lambda m: _pivot(name=m)),
    ("透视表的值", "hidden", "数据透视表缓存1（记录1）", lambda m: _pivot(item=m)),
    ("透视表的记录", "hidden", "数据透视表缓存1（记录1）", lambda m: _pivot(inline=m)),
    ("透视表刷新者", "property", "数据透视表缓存1（刷新者）", lambda m: _pivot(who=m)),
    ("嵌入的工作簿", "table", "嵌入文件 MBD0001 › Sheet「内」!B2", _embedded),
    ("旧版本的副本", "hidden", "旧版本的工作簿副本（Book）", _dual),
    (
        "修订记录", "embedded", "其他数据流 Revision Log",
        lambda m: book(label(0, 0, "甲"), **{"Revision Log": b"\1\0\7\0" + _wide(m)}),
    ),
    ("Excel 5 的单元格", "table", "Sheet「Sheet1」!C2",
     lambda m: biff.old_book(_old_label(1, 2, m))),
    ("Excel 5 的批注", "comment", "批注 Sheet「Sheet1」!B1", _old_note),
    ("Excel 3 的单元格", "table", "工作表!C2", _excel_3),
    ("Excel 2 的单元格", "table", "工作表!C2", _excel_2),
    ("没有外壳的数据流", "table", "Sheet「一」!A1",
     lambda m: biff.stream(("一", 0, sheet(label(0, 0, m))))),
)  # fmt: skip


def _made(producer: str, row: tuple[str, Part, str, Callable[[str], bytes]]) -> Plant:
    place, part, label_, make = row
    plant = Plant("xls", place, producer, make, part, label_)
    return plant._replace(label=label_.format(plant.mark))


PLANTS: tuple[Plant, ...] = (
    *map(_office, OFFICE_PLACES),
    *(_made("xlwt", row) for row in XLWT),
    *(_made("手工", row) for row in HAND),
    Plant(
        "et", "单元格", "xlwt", lambda m: written(lambda _, s: s.write(0, 0, m)), "table",
        "Sheet「表」!A1",
    ),
)  # fmt: skip
