"""Hiding places of Excel workbooks: by xlsxwriter, by openpyxl, by LibreOffice, by hand."""

import base64
import io
import struct
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.scenario import InputCells, Scenario
from planting import Plant
from zipped import package

from seclint.model import Part

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    f' xmlns:r="{KIND}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
)
Made = Callable[[str], bytes]


# --- by hand -----------------------------------------------------------------------------------


def relations(*links: tuple[str, str, str]) -> str:
    """A .rels part of (id, kind, target)."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    told = "".join(
        f'<Relationship Id="{i}" Type="{KIND}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for i, kind, target in links
    )
    return f'<Relationships xmlns="{space}">{told}</Relationships>'


def xml(root: str, content: str, attributes: str = "") -> str:
    """A part."""
    return f"<{root} {SPACES} {attributes}>{content}</{root}>"


def sheet(rows: str = "", after: str = "", before: str = "") -> str:
    """A worksheet with rows."""
    return xml("worksheet", f"{before}<sheetData>{rows}</sheetData>{after}")


def inline(ref: str, text: str, style: int = 0) -> str:
    """A cell with a string of its own."""
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def book(
    first: str = "",
    parts: dict[str, str | bytes] | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
    beside: tuple[tuple[str, str, str], ...] = (),
    more: str = "",
) -> bytes:
    """A workbook of one sheet 底稿; `links` are those of the sheet, `beside` of the workbook."""
    sheets = '<sheets><sheet name="底稿" sheetId="1" r:id="s1"/></sheets>'
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/xl/workbook.xml" ContentType="{TYPE}"/></Types>',
            "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": xml("workbook", sheets + more),
            "xl/_rels/workbook.xml.rels": relations(
                ("s1", "worksheet", "worksheets/sheet1.xml"), *beside
            ),
            "xl/worksheets/sheet1.xml": first or sheet(),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(*links),
        }
        | (parts or {})
    )


def styled(mark: str, fonts: str, fills: str, formats: str = "", number: int = 0) -> bytes:
    """A cell in the one style that these make."""
    styles = xml(
        "styleSheet",
        f"<numFmts>{formats}</numFmts><fonts>{fonts}</fonts><fills>{fills}</fills>"
        f'<cellXfs><xf/><xf numFmtId="{number}" fontId="0" fillId="0"/></cellXfs>',
    )
    return book(
        sheet(row(4, inline("D4", mark, 1))),
        {"xl/styles.xml": styles},
        beside=(("st", "styles", "styles.xml"),),
    )


def sheet_with(after: str, rows: str = "", before: str = "", **named: str) -> Made:
    """A maker of a workbook whose sheet holds this; {} is the mark."""
    return lambda mark: book(
        sheet(rows.replace("{}", mark), after.replace("{}", mark), before.replace("{}", mark))
    )


def part_of_sheet(kind: str, name: str, content: str) -> Made:
    """A maker of a workbook whose sheet has such a part."""
    return lambda mark: book(
        sheet(), {f"xl/{name}": content.replace("{}", mark)}, (("p", kind, f"../{name}"),)
    )


def part_of_book(kind: str, name: str, content: str, **others: str) -> Made:
    """A maker of a workbook that has such a part."""
    return lambda mark: book(
        "", {f"xl/{name}": content.replace("{}", mark)}, beside=(("p", kind, name),)
    )


def shared(mark: str, string: str, cell: str = '<c r="D4" t="s"><v>0</v></c>') -> bytes:
    """One shared string, and maybe a cell that shows it."""
    return book(
        sheet(row(4, cell)),
        {"xl/sharedStrings.xml": xml("sst", f"<si>{string.replace('{}', mark)}</si>")},
        beside=(("ss", "sharedStrings", "sharedStrings.xml"),),
    )


def threaded(mark: str) -> bytes:
    person = xml("personList", '<person displayName="李四" id="{P1}" userId="li@example.org"/>')
    said = f'<threadedComment ref="B2" personId="{{P1}}" id="{{T}}"><text>{mark}</text>'
    return book(
        sheet(),
        {
            "xl/persons/person.xml": person,
            "xl/threadedComments/threadedComment1.xml": xml(
                "ThreadedComments", f"{said}</threadedComment>"
            ),
        },
        (("t", "threadedComment", "../threadedComments/threadedComment1.xml"),),
        (("p", "person", "persons/person.xml"),),
    )


def pivot(field: str, item: str, records: str) -> Made:
    """A maker of a workbook with a pivot cache of one field; {} is the mark."""

    def make(mark: str) -> bytes:
        definition = xml(
            "pivotCacheDefinition",
            f'<cacheFields><cacheField name="{field}"><sharedItems><s v="{item}"/></sharedItems>'
            "</cacheField></cacheFields>",
        )
        parts: dict[str, str | bytes] = {
            "xl/pivotCache/pivotCacheDefinition1.xml": definition.replace("{}", mark),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations(
                ("r", "pivotCacheRecords", "pivotCacheRecords1.xml")
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": xml(
                "pivotCacheRecords", f"<r>{records}</r>".replace("{}", mark)
            ),
        }
        link = ("p", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
        return book("", parts, beside=(link,))

    return make


def revised(change: str) -> Made:
    """A maker of a shared workbook with one change; {} is the mark."""

    def make(mark: str) -> bytes:
        header = '<header dateTime="2024-01-02T08:00:00Z" userName="张三" r:id="r1"/>'
        parts: dict[str, str | bytes] = {
            "xl/revisions/revisionHeaders.xml": xml("headers", header),
            "xl/revisions/_rels/revisionHeaders.xml.rels": relations(
                ("r1", "revisionLog", "revisionLog1.xml")
            ),
            "xl/revisions/revisionLog1.xml": xml("revisions", change.replace("{}", mark)),
        }
        link = ("h", "revisionHeaders", "revisions/revisionHeaders.xml")
        return book("", parts, beside=(link,))

    return make


def change(kind: str) -> str:
    return f'<rcc rId="1" sId="1"><{kind} r="A1" t="inlineStr"><is><t>{{}}</t></is></{kind}></rcc>'


SHAPE = (
    '<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1" {attributes}>{link}'
    "</xdr:cNvPr></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>"
    "</xdr:sp></xdr:twoCellAnchor>"
)


def drawn(attributes: str = "", text: str = "", link: str = "") -> Made:
    """A maker of a workbook with one shape on its sheet; {} is the mark."""
    shape = SHAPE.format(attributes=attributes, text=text, link=link)
    return part_of_sheet("drawing", "drawings/drawing1.xml", xml("xdr:wsDr", shape))


def vml(content: str) -> Made:
    """A maker of a workbook with a VML drawing that is no XML (<br> stays open)."""
    return part_of_sheet(
        "vmlDrawing",
        "drawings/vmlDrawing1.vml",
        f'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>{content}<br></v:shape></xml>',
    )


def split_over(*pieces: str) -> Callable[[str], str]:
    """The mark cut in three between these."""
    return lambda mark: "".join(
        f"<r><rPr><b/></rPr><t>{piece}</t></r>" for piece in (mark[:2], mark[2:5], mark[5:])
    )


def mashup(mark: str) -> bytes:
    inner = package({"Formulas/Section1.m": f'section Section1; shared 查询1 = "{mark}";'})
    data = struct.pack("<II", 0, len(inner)) + inner
    text = xml("DataMashup", base64.b64encode(data).decode())
    return book("", {"customXml/item1.xml": text})


# --- BIFF12 by hand ----------------------------------------------------------------------------


def record(kind: int, data: bytes) -> bytes:
    """A record of [MS-XLSB] 2.1.4."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(data)
    return head + (bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])) + data


def wide(text: str) -> bytes:
    """An XLWideString."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary(
    rows: bytes = b"", strings: bytes = b"", parts: dict[str, bytes] | None = None, state: int = 0
) -> bytes:
    """An xlsb of one sheet 底稿."""
    listed = record(156, struct.pack("<II", state, 1) + wide("s1") + wide("底稿"))
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/xl/workbook.bin" ContentType="{kind}"/></Types>',
            "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": record(131, b"") + listed + record(132, b""),
            "xl/_rels/workbook.bin.rels": relations(
                ("s1", "worksheet", "worksheets/sheet1.bin"),
                ("s2", "sharedStrings", "sharedStrings.bin"),
            ),
            "xl/worksheets/sheet1.bin": rows,
            "xl/worksheets/_rels/sheet1.bin.rels": relations(("c", "comments", "../comments1.bin")),
            "xl/sharedStrings.bin": strings,
        }
        | (parts or {})
    )


def binary_row(number: int, cells: bytes, flags: int = 0) -> bytes:
    """BrtRowHdr and its cells."""
    head = struct.pack("<IIHBB", number - 1, 0, 300, 0, flags) + bytes(5)
    return record(0, head) + cells


def binary_cell(kind: int, column: int, value: bytes) -> bytes:
    """A cell record."""
    return record(kind, struct.pack("<II", column - 1, 0) + value)


def binary_comment(mark: str) -> bytes:
    at = struct.pack("<IIIII", 0, 1, 1, 1, 1) + bytes(16)
    said = record(632, wide("王五")) + record(635, at) + record(637, b"\0" + wide(mark))
    return binary(parts={"xl/comments1.bin": said})


def binary_column(mark: str) -> bytes:
    hidden = record(60, struct.pack("<IIIIH", 3, 3, 0, 0, 1))
    return binary(hidden + binary_row(4, binary_cell(6, 4, wide(mark))))


def binary_margin(mark: str) -> bytes:
    none = b"\xff" * 4
    return binary(record(479, b"\0\0" + wide(f'&L&"宋体,常规"&10{mark}') + none * 5))


# --- by xlsxwriter -----------------------------------------------------------------------------

Write = Callable[..., None]


def written(write: Write) -> Made:
    """A maker of a workbook that xlsxwriter writes: `write(workbook, sheet 底稿, mark)`."""

    def make(mark: str) -> bytes:
        stream = io.BytesIO()
        workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
        first = workbook.add_worksheet("底稿")
        workbook.add_worksheet("封面")
        write(workbook, first, mark)
        workbook.close()
        return stream.getvalue()

    return make


def _hidden_sheet(workbook, first, mark) -> None:
    workbook.get_worksheet_by_name("封面").activate()
    first.write("D4", mark)
    first.hide()


def _hidden_column(workbook, first, mark) -> None:
    first.write("D4", mark)
    first.set_column("D:D", 8, None, {"hidden": True})


def _hidden_row(workbook, first, mark) -> None:
    first.write("D4", mark)
    first.set_row(3, 15, None, {"hidden": True})


def _grouped(workbook, first, mark) -> None:
    first.write("D4", mark)
    first.set_column("D:D", 8, None, {"level": 1, "hidden": True})
    first.set_column("E:E", 8, None, {"collapsed": True})


def _filtered(workbook, first, mark) -> None:
    first.write_row("A1", ["姓名", "镇"])
    first.write_row("A2", [mark, "甲"])
    first.autofilter("A1:B2")
    first.filter_column("B", "x == 乙")
    first.set_row(1, options={"hidden": True})


def _format(workbook, first, mark) -> None:
    first.write("D4", mark, workbook.add_format({"num_format": ";;;"}))


def _white(workbook, first, mark) -> None:
    first.write("D4", mark, workbook.add_format({"font_color": "white"}))


def _rich(workbook, first, mark) -> None:
    bold = workbook.add_format({"bold": True})
    first.write_rich_string("A1", mark[:3], bold, mark[3:6], mark[6:])


def _white_run(workbook, first, mark) -> None:
    first.write_rich_string("A1", "可见", workbook.add_format({"font_color": "#FFFFFF"}), mark)


def _merged(workbook, first, mark) -> None:
    first.merge_range("A1:C1", "标题")
    first.write("B1", mark)


def _formula(workbook, first, mark) -> None:
    first.write_formula("B2", f'=IF(A1>0,"{mark}","")', None, 0)


def _formula_value(workbook, first, mark) -> None:
    first.write_formula("B2", "=A1&A2", None, mark)


def _header(workbook, first, mark) -> None:
    first.set_header(f'&L&"宋体,常规"&10{mark}&R&P')


def _footer(workbook, first, mark) -> None:
    first.set_footer(f"&C{mark}")


def _comment(workbook, first, mark) -> None:
    first.write_comment("B2", mark, {"author": "赵六"})


def _author(workbook, first, mark) -> None:
    first.write_comment("B2", "无", {"author": mark})


def _prompt(workbook, first, mark) -> None:
    first.data_validation("B2", {"validate": "any", "input_title": "提示", "input_message": mark})


def _error(workbook, first, mark) -> None:
    first.data_validation(
        "B2", {"validate": "integer", "criteria": ">", "value": 1, "error_message": mark}
    )


def _list(workbook, first, mark) -> None:
    first.data_validation("B2", {"validate": "list", "source": [mark, "否"]})


def _condition(workbook, first, mark) -> None:
    first.conditional_format("A1:B2", {"type": "text", "criteria": "containing", "value": mark})


def _tip(workbook, first, mark) -> None:
    first.write_url("B2", "https://example.org/", tip=mark)


def _target(workbook, first, mark) -> None:
    first.write_url("B2", f"https://example.org/{mark}", string="见")


def _location(workbook, first, mark) -> None:
    first.write_url("B2", f"internal:'{mark}'!A1", string="见")


def _box(workbook, first, mark) -> None:
    first.insert_textbox("B2", mark)


def _alt(workbook, first, mark) -> None:
    first.insert_textbox("B2", "甲", {"description": mark})


def _chart(workbook, first, mark) -> None:
    chart = workbook.add_chart({"type": "column"})
    first.write_column("A1", [1, 2])
    chart.add_series({"values": "=底稿!$A$1:$A$2"})
    chart.set_title({"name": mark})
    first.insert_chart("C1", chart)


def _chart_sheet(workbook, first, mark) -> None:
    chart = workbook.add_chart({"type": "column"})
    first.write_column("A1", [1, 2])
    chart.add_series({"values": "=底稿!$A$1:$A$2"})
    chart.set_title({"name": mark})
    workbook.add_chartsheet("图").set_chart(chart)


def _chart_name(workbook, first, mark) -> None:
    chart = workbook.add_chart({"type": "column"})
    first.write_column("A1", [1, 2])
    chart.add_series({"values": "=底稿!$A$1:$A$2", "name": mark})
    first.insert_chart("C1", chart)


def _cached(workbook, first, mark) -> None:
    chart = workbook.add_chart({"type": "column"})
    first.write_column("B1", [1, 2])
    chart.add_series(
        {
            "values": "=底稿!$B$1:$B$2",
            "categories": "=底稿!$A$1:$A$2",
            "categories_data": [mark, "乙"],
        }
    )
    first.insert_chart("C1", chart)


def _table_name(workbook, first, mark) -> None:
    first.add_table("A1:B3", {"name": f"_{mark}"})


def _name(workbook, first, mark) -> None:
    workbook.define_name(f"_{mark}", "=底稿!$A$1")


def _property(workbook, first, mark) -> None:
    workbook.set_properties({"keywords": mark})


def _custom(workbook, first, mark) -> None:
    workbook.set_custom_property("密级", mark)


def _sheet_name(workbook, first, mark) -> None:
    workbook.add_worksheet(mark)


def _visible(workbook, first, mark) -> None:
    first.write("D4", mark)


# --- by openpyxl -------------------------------------------------------------------------------


def saved(change_: Write) -> Made:
    """A maker of a workbook that openpyxl saves: `change_(workbook, sheet 底稿, mark)`."""

    def make(mark: str) -> bytes:
        workbook, stream = openpyxl.Workbook(), io.BytesIO()
        workbook.active.title = "底稿"
        workbook.create_sheet("封面")
        change_(workbook, workbook.active, mark)
        workbook.save(stream)
        return stream.getvalue()

    return make


def _very_hidden(workbook, first, mark) -> None:
    first["D4"] = mark
    first.sheet_state = "veryHidden"
    workbook.active = 1


def _narrow(workbook, first, mark) -> None:
    first["D4"] = mark
    first.column_dimensions["D"].width = 0.1


def _flat(workbook, first, mark) -> None:
    first["D4"] = mark
    first.row_dimensions[4].height = 0.5


def _even(workbook, first, mark) -> None:
    first.HeaderFooter.differentOddEven = True
    first.evenHeader.center.text = mark


def _first_page(workbook, first, mark) -> None:
    first.HeaderFooter.differentFirst = True
    first.firstFooter.center.text = mark


def _note(workbook, first, mark) -> None:
    first["B2"].comment = Comment(mark, "赵六")


def _hidden_name(workbook, first, mark) -> None:
    workbook.defined_names["代号"] = DefinedName("代号", attr_text=f'"{mark}"', hidden=True)


def _scenario(workbook, first, mark) -> None:
    first.scenarios.scenario = (
        Scenario(name="甲", inputCells=(InputCells("A1", val="1"),), comment=mark, user="赵六"),
    )


def _scenario_value(workbook, first, mark) -> None:
    cells = (InputCells("B2", val=mark),)
    first.scenarios.scenario = (Scenario(name="甲", inputCells=cells),)


def _list_quoted(workbook, first, mark) -> None:
    rule = DataValidation(type="list", formula1=f'"{mark},否"')
    rule.add("C3")
    first.add_data_validation(rule)


# --- by LibreOffice ----------------------------------------------------------------------------

OFFICE = Path(__file__).parents[1] / "files" / "xlsx" / "libreoffice.xlsx"


def office(_mark: str) -> bytes:
    """What scripts/make_office_xlsx.py had LibreOffice write, with the marks of the plants."""
    return OFFICE.read_bytes()


# --- the list ----------------------------------------------------------------------------------


def _by(producer: str, *rows: tuple[str, Made, Part, str], kind: str = "xlsx") -> list[Plant]:
    return [Plant(kind, place, producer, make, part, label) for place, make, part, label in rows]


CELL = "Sheet「底稿」!D4"
FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FF112233"/></patternFill></fill>'
NO_FILL = "<fill><patternFill/></fill>"

PLANTS: tuple[Plant, ...] = (
    *_by(
        "xlsxwriter",
        ("单元格", written(_visible), "table", CELL),
        ("工作表名", written(_sheet_name), "title", "工作表名"),
        ("隐藏工作表", written(_hidden_sheet), "hidden", f"{CELL}（隐藏工作表）"),
        ("隐藏列", written(_hidden_column), "hidden", f"{CELL}（隐藏列）"),
        ("隐藏行", written(_hidden_row), "hidden", f"{CELL}（隐藏行）"),
        ("折叠的分组", written(_grouped), "hidden", f"{CELL}（隐藏列）"),
        ("筛选隐藏行", written(_filtered), "hidden", "Sheet「底稿」!A2（筛选隐藏行）"),
        ("不显示的数字格式", written(_format), "hidden", f"{CELL}（不显示的数字格式）"),
        ("白色文字", written(_white), "hidden", f"{CELL}（白色文字）"),
        ("富文本", written(_rich), "table", "Sheet「底稿」!A1"),
        ("富文本中的白色文字", written(_white_run), "hidden", "Sheet「底稿」!A1（白色文字）"),
        ("被合并单元格遮盖", written(_merged), "hidden", "Sheet「底稿」!B1（被合并单元格遮盖）"),
        ("公式中的文字", written(_formula), "markup", "Sheet「底稿」!B2（公式）"),
        ("公式的缓存值", written(_formula_value), "table", "Sheet「底稿」!B2"),
        ("图表工作表的标题", written(_chart_sheet), "textbox", "Sheet「图」图表1（文字）"),
        ("页眉", written(_header), "header", "Sheet「底稿」页眉"),
        ("页脚", written(_footer), "footer", "Sheet「底稿」页脚"),
        ("批注", written(_comment), "comment", "批注 Sheet「底稿」!B2（赵六）"),
        ("批注的作者", written(_author), "property", "批注的作者"),
        ("数据验证提示", written(_prompt), "comment", "Sheet「底稿」!B2（数据验证提示）"),
        ("数据验证出错信息", written(_error), "comment", "Sheet「底稿」!B2（数据验证出错信息）"),
        ("数据验证列表", written(_list), "markup", "Sheet「底稿」!B2（数据验证）"),
        ("条件格式", written(_condition), "markup", "Sheet「底稿」!A1:B2（条件格式）"),
        ("超链接提示", written(_tip), "link", "Sheet「底稿」!B2（超链接提示）"),
        ("超链接", written(_target), "link", "Sheet「底稿」!B2（超链接）"),
        ("超链接位置", written(_location), "link", "Sheet「底稿」!B2（超链接）"),
        ("文本框", written(_box), "textbox", "Sheet「底稿」文本框1"),
        ("替代文字", written(_alt), "alt", "Sheet「底稿」图形（替代文字）"),
        ("图表标题", written(_chart), "textbox", "Sheet「底稿」图表1（文字）"),
        ("图表系列名", written(_chart_name), "hidden", "Sheet「底稿」图表1（缓存数据）"),
        ("图表缓存数据", written(_cached), "hidden", "Sheet「底稿」图表1（缓存数据）"),
        ("表格名称", written(_table_name), "markup", "Sheet「底稿」!A1:B3（表格名称）"),
        ("定义名称", written(_name), "markup", "定义名称"),
        ("属性", written(_property), "property", "属性·关键词"),
        ("自定义属性", written(_custom), "property", "自定义属性1"),
    ),
    *_by(
        "openpyxl",
        ("单元格", saved(lambda w, s, mark: s.__setitem__("D4", mark)), "table", CELL),
        ("深度隐藏工作表", saved(_very_hidden), "hidden", f"{CELL}（深度隐藏工作表）"),
        ("列宽为零", saved(_narrow), "hidden", f"{CELL}（列宽为零）"),
        ("行高为零", saved(_flat), "hidden", f"{CELL}（行高为零）"),
        ("偶数页页眉", saved(_even), "header", "Sheet「底稿」偶数页页眉"),
        ("首页页脚", saved(_first_page), "footer", "Sheet「底稿」首页页脚"),
        ("批注", saved(_note), "comment", "批注 Sheet「底稿」!B2（赵六）"),
        ("定义名称（隐藏）", saved(_hidden_name), "hidden", "定义名称（隐藏）"),
        ("方案", saved(_scenario), "hidden", "Sheet「底稿」方案1"),
        ("方案的值", saved(_scenario_value), "hidden", "Sheet「底稿」方案1（B2）"),
        ("数据验证列表", saved(_list_quoted), "markup", "Sheet「底稿」!C3（数据验证）"),
    ),
    *_by(
        "LibreOffice",
        ("单元格", office, "table", "Sheet「底稿」!A1"),
        ("隐藏列", office, "hidden", "Sheet「底稿」!D1（隐藏列）"),
        ("隐藏行", office, "hidden", "Sheet「底稿」!A3（隐藏行）"),
        ("隐藏工作表", office, "hidden", "Sheet「旧表」!A1（隐藏工作表）"),
        ("批注", office, "comment", "批注 Sheet「底稿」!B1"),
        ("页眉", office, "header", "Sheet「底稿」页眉"),
        ("数据验证提示", office, "comment", "Sheet「底稿」!B2（数据验证提示）"),
        ("文本框", office, "textbox", "Sheet「底稿」文本框1"),
        ("属性", office, "property", "属性·关键词"),
    ),
    *_by(
        "手写 XML",
        (
            "文字与底色相同",
            lambda mark: styled(mark, '<font><color rgb="FF112233"/></font>', FILL),
            "hidden",
            f"{CELL}（文字与底色相同）",
        ),
        (
            "极小字号",
            lambda mark: styled(mark, '<font><sz val="1"/></font>', NO_FILL),
            "hidden",
            f"{CELL}（极小字号）",
        ),
        (
            "白色文字（主题色）",
            lambda mark: styled(mark, '<font><color theme="0"/></font>', NO_FILL),
            "hidden",
            f"{CELL}（白色文字）",
        ),
        (
            "白色文字（数字格式）",
            lambda mark: styled(
                mark, "", "", '<numFmt numFmtId="200" formatCode="0;0;0;[White]@"/>', 200
            ),
            "hidden",
            f"{CELL}（白色文字）",
        ),
        (
            "数字格式中的文字",
            lambda mark: styled(
                "1", "", "", f'<numFmt numFmtId="200" formatCode="0&quot;{mark}&quot;"/>', 200
            ),
            "markup",
            "数字格式200",
        ),
        (
            "共享字符串",
            lambda mark: shared(mark, split_over()(mark)),
            "table",
            CELL,
        ),
        (
            "拼音",
            lambda mark: shared(mark, '<t>字</t><rPh sb="0" eb="1"><t>{}</t></rPh>'),
            "alt",
            f"{CELL}（拼音）",
        ),
        (
            "未使用的共享字符串",
            lambda mark: shared(mark, "<t>{}</t>", ""),
            "hidden",
            "未使用的共享字符串",
        ),
        (
            "未列出的工作表",
            lambda mark: book("", {"xl/worksheets/sheet9.xml": sheet(row(4, inline("D4", mark)))}),
            "hidden",
            "Sheet「sheet9.xml」!D4（未列出的工作表）",
        ),
        (
            "逐字分格",
            lambda mark: book(
                sheet(row(1, *(inline(f"{chr(65 + i)}1", c) for i, c in enumerate(mark))))
            ),
            "table",
            "Sheet「底稿」!A1:K1（逐字相连）",
        ),
        ("线程批注", threaded, "comment", "批注 Sheet「底稿」!B2（李四）"),
        (
            "扩展的数据验证",
            sheet_with(
                "<extLst><ext><x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>"
                '"{}"</xm:f></x14:formula1><xm:sqref>B2</xm:sqref></x14:dataValidation>'
                "</x14:dataValidations></ext></extLst>"
            ),
            "markup",
            "Sheet「底稿」!B2（数据验证）",
        ),
        (
            "筛选条件",
            sheet_with(
                '<autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="{}"/>'
                "</filters></filterColumn></autoFilter>"
            ),
            "markup",
            "Sheet「底稿」（筛选条件）",
        ),
        (
            "单元格之外的文字",
            sheet_with("", rows='<row r="1"><c r="A1"><v>1</v></c>{}</row>'),
            "embedded",
            "Sheet「底稿」!A1（单元格之外）",
        ),
        (
            "工作表的其他元素",
            sheet_with("<smartTags>{}</smartTags>"),
            "embedded",
            "Sheet「底稿」其他内容",
        ),
        (
            "隐藏的文本框",
            drawn('hidden="1"', "{}"),
            "hidden",
            "Sheet「底稿」文本框1（隐藏）",
        ),
        ("图形名称", drawn('title="{}"'), "alt", "Sheet「底稿」图形（替代文字）"),
        (
            "图形的超链接提示",
            drawn(link='<a:hlinkClick tooltip="{}"/>'),
            "link",
            "Sheet「底稿」图形（超链接）",
        ),
        ("图形（VML）", vml('<v:textbox title="{}"/>'), "textbox", "Sheet「底稿」图形（VML）"),
        ("透视缓存的字段名", pivot("{}", "甲", ""), "hidden", "数据透视缓存1（字段名）"),
        (
            "透视缓存的记录",
            pivot("姓名", "甲", '<s v="{}"/>'),
            "hidden",
            "数据透视缓存1（记录1）",
        ),
        (
            "透视缓存的字段值",
            pivot("姓名", "{}", ""),
            "hidden",
            "数据透视缓存1（字段「姓名」的值）",
        ),
        (
            "外部链接的缓存值",
            part_of_book(
                "externalLink",
                "externalLinks/externalLink1.xml",
                xml(
                    "externalLink",
                    '<externalBook><sheetNames><sheetName val="源"/></sheetNames><sheetDataSet>'
                    '<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{}</v></cell></row>'
                    "</sheetData></sheetDataSet></externalBook>",
                ),
            ),
            "hidden",
            "外部链接1 Sheet「源」!A1（缓存）",
        ),
        (
            "外部链接的工作表名",
            part_of_book(
                "externalLink",
                "externalLinks/externalLink1.xml",
                xml("externalLink", '<sheetNames><sheetName val="{}"/></sheetNames>'),
            ),
            "link",
            "外部链接1（工作表名）",
        ),
        (
            "DDE 链接",
            part_of_book(
                "externalLink",
                "externalLinks/externalLink1.xml",
                xml("externalLink", '<ddeLink ddeService="Excel" ddeTopic="{}"/>'),
            ),
            "link",
            "外部链接1（DDE 或 OLE）",
        ),
        (
            "数据连接",
            part_of_book(
                "connections",
                "connections.xml",
                xml(
                    "connections",
                    '<connection name="a"><dbPr connection="DSN=x;PWD={}" command="select 1"/>'
                    "</connection>",
                ),
            ),
            "link",
            "数据连接1",
        ),
        (
            "表格列名",
            part_of_sheet(
                "table",
                "tables/table1.xml",
                xml(
                    "table", '<tableColumns><tableColumn name="{}"/></tableColumns>', 'ref="A1:A3"'
                ),
            ),
            "markup",
            "Sheet「底稿」!A1:A3（表格列名）",
        ),
        (
            "查询表",
            part_of_sheet(
                "queryTable", "queryTables/queryTable1.xml", xml("queryTable", "", 'name="{}"')
            ),
            "markup",
            "Sheet「底稿」查询表",
        ),
        (
            "修订（删除）",
            revised(change("oc")),
            "deleted",
            "Sheet「底稿」!A1 修订（删除，作者 张三，2024-01-02）",
        ),
        (
            "修订（插入）",
            revised(change("nc")),
            "inserted",
            "Sheet「底稿」!A1 修订（插入，作者 张三，2024-01-02）",
        ),
        (
            "修订（改名）",
            revised('<rsnm sheetId="1" oldName="{}" newName="乙"/>'),
            "deleted",
            "修订（作者 张三，2024-01-02）",
        ),
        ("Power Query 查询", mashup, "markup", "Power Query 查询 Formulas/Section1.m"),
        (
            "无人引用的部件",
            lambda mark: book("", {"xl/comments7.xml": xml("comments", f"<x>{mark}</x>")}),
            "comment",
            "批注 Sheet「comments7.xml」（其他内容）",
        ),
        (
            "自定义 XML",
            lambda mark: book("", {"customXml/item1.xml": f"<a>{mark}</a>"}),
            "embedded",
            "其他部件 customXml/item1.xml",
        ),
        (
            "XML 注释",
            lambda mark: book(sheet(f"<!--{mark}-->")),
            "comment",
            "XML 注释",
        ),
        (
            "外部关系",
            lambda mark: book(
                "", beside=(("x", "attachedTemplate", f"https://example.org/{mark}"),)
            ),
            "link",
            "链接（xl/workbook.xml）",
        ),
        (
            "工作表自定义属性",
            lambda mark: book("", {"xl/customProperty1.bin": mark.encode("utf-16-le")}),
            "property",
            "工作表自定义属性",
        ),
        (
            "打印机设置",
            lambda mark: book(
                "", {"xl/printerSettings/printerSettings1.bin": mark.encode("utf-16-le")}
            ),
            "embedded",
            "打印机设置 printerSettings1.bin",
        ),
        ("部件名", lambda mark: book("", {f"xl/{mark}.xml": "<a/>"}), "filename", "部件名"),
        (
            "样式的其他内容",
            lambda mark: book("", {"xl/styles.xml": xml("styleSheet", f"<x>{mark}</x>")}),
            "embedded",
            "样式（其他内容）",
        ),
        (
            "压缩包注释",
            lambda mark: package({"xl/worksheets/sheet1.xml": sheet()}, mark),
            "property",
            "压缩包注释",
        ),
        (
            "单元格样式名",
            lambda mark: book(
                "",
                {"xl/styles.xml": xml("styleSheet", f'<cellStyle name="{mark}"/>')},
                beside=(("st", "styles", "styles.xml"),),
            ),
            "markup",
            "单元格样式名",
        ),
        (
            "表格说明",
            part_of_sheet("table", "tables/table1.xml", xml("table", "", 'ref="A1" comment="{}"')),
            "comment",
            "Sheet「底稿」!A1（表格说明）",
        ),
        (
            "智能图形",
            lambda mark: book(
                "",
                {"xl/diagrams/data1.xml": xml("x", f"<a:p><a:t>{mark}</a:t></a:p>")},
                (("d", "diagramData", "../diagrams/data1.xml"),),
            ),
            "embedded",
            "Sheet「底稿」其他部件 xl/diagrams/data1.xml",
        ),
        (
            "嵌入文件",
            lambda mark: book("", {"xl/embeddings/a.txt": mark.encode()}),
            "body",
            "嵌入文件 a.txt › 正文",
        ),
        (
            "工作簿的其他元素",
            lambda mark: book("", more=f"<x>{mark}</x>"),
            "embedded",
            "工作簿其他内容",
        ),
    ),
    *_by(
        "手写 BIFF12",
        (
            "单元格",
            lambda mark: binary(binary_row(4, binary_cell(6, 4, wide(mark)))),
            "table",
            CELL,
        ),
        (
            "共享字符串",
            lambda mark: binary(
                binary_row(4, binary_cell(7, 4, bytes(4))), record(19, b"\0" + wide(mark))
            ),
            "table",
            CELL,
        ),
        (
            "公式的缓存值",
            lambda mark: binary(binary_row(4, binary_cell(8, 4, wide(mark)))),
            "table",
            CELL,
        ),
        (
            "隐藏工作表",
            lambda mark: binary(binary_row(4, binary_cell(6, 4, wide(mark))), state=1),
            "hidden",
            f"{CELL}（隐藏工作表）",
        ),
        (
            "隐藏行",
            lambda mark: binary(binary_row(4, binary_cell(6, 4, wide(mark)), 0x10)),
            "hidden",
            f"{CELL}（隐藏行）",
        ),
        ("隐藏列", binary_column, "hidden", f"{CELL}（隐藏列）"),
        ("页眉", binary_margin, "header", "Sheet「底稿」页眉"),
        ("批注", binary_comment, "comment", "批注 Sheet「底稿」!B2（王五）"),
        (
            "未使用的共享字符串",
            lambda mark: binary(strings=record(19, b"\0" + wide(mark))),
            "hidden",
            "未使用的共享字符串",
        ),
        (
            "拼音",
            lambda mark: binary(strings=record(19, b"\2" + wide("字") + wide(mark))),
            "alt",
            "共享字符串（拼音）",
        ),
        (
            "工作表的其他记录",
            lambda mark: binary(record(500, b"\x07" + wide(mark))),
            "embedded",
            "Sheet「底稿」其他内容",
        ),
        (
            "公式中的文字",
            lambda mark: binary(
                record(501, b"\x17" + struct.pack("<H", len(mark)) + mark.encode("utf-16-le"))
            ),
            "embedded",
            "Sheet「底稿」其他内容",
        ),
        (
            "其他部件",
            lambda mark: binary(parts={"xl/tables/table1.bin": record(343, wide(mark))}),
            "embedded",
            "其他部件 xl/tables/table1.bin",
        ),
        kind="xlsb",
    ),
)
