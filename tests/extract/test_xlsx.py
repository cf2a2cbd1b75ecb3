"""Workbooks: lines and tabs, numbers as a reader sees them, damage, limits, odd but valid files."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.styles import Alignment
from plants import xlsx as by_hand
from plants.xlsx import book, inline, package, part_of_sheet, relations, row, sheet, wide, xml

from seclint.extract.excel import grid, stream
from seclint.extract.excel import sheet as sheet_module
from seclint.extract.excel.numberformat import NumberFormat, plain
from seclint.model import Document, Unreviewed

LISTED = '<sheets><sheet name="{}" sheetId="1" r:id="s1"/></sheets>'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def number(ref: str, value: str, style: int = 0) -> str:
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def text_of(kit, data: bytes) -> str:
    """What stands below the name of the sheet."""
    return kit.only("a.xlsx", data).text.partition("\n\n")[2].rstrip("\n")


# --- lines and tabs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([row(1, inline("A1", "姓名"), inline("C1", "电话"))], "姓名\t\t电话"),
        ([row(1, inline("B1", "甲"))], "\t甲"),
        ([row(1, inline("A1", "甲")), row(3, inline("A3", "乙"))], "甲\n乙"),
        ([row(1, inline("A1", "甲")), row(9, inline("A9", "乙"))], "甲\n\n乙"),
        ([row(1, inline("A1", "甲")), row(1048576, inline("A1048576", "乙"))], "甲\n\n乙"),
        ([row(1, inline("A1", "甲"), inline("XFD1", "乙"))], "甲" + "\t" * 256 + "乙"),
        ([row(1, inline("B1", "乙一"), inline("A1", "甲"))], "甲\t乙一"),
        ([row(1, inline("A1", "甲"), inline("A1", "乙"))], "甲\t乙"),
        ([row(1, inline("A1", "甲\n乙"), inline("B1", "丙"))], "甲 乙\t丙"),
        ([row(1, inline("A1", "甲\n乙"))], "甲\n乙"),
        ([row(1, inline("A1", "甲"), inline("B1", "乙\t丙"))], "甲\t乙 丙"),
        ([row(1, inline("A1", "甲"), '<c r="B1"/>', inline("C1", "  "))], "甲"),
        (["<row>" + inline("", "甲") + inline("", "乙一") + "</row>"], "甲\t乙一"),
        (['<row r="x">' + inline("a1", "甲") + inline("$$", "乙一") + "</row>"], "甲\t乙一"),
        (
            ["<row><c t='inlineStr'><is><r><t>机</t></r><r><t>密</t></r></is></c></row>"],
            "机密",
        ),
        (["<row><c t='inlineStr'><is><t>机<!--x-->密</t></is></c></row>"], "机密\n\nx"),
        (["<row><c t='str'><v>_x673A_密_x000D_</v></c></row>"], "机密"),
        (["<row><c t='str'><v>_x005F_x673A_</v></c></row>"], "_x673A_"),
        (["<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row>"], "TRUE\t#N/A"),
        (["<row><c t='d'><v>2024-01-02</v></c></row>"], "2024-01-02"),
    ],
)
def test_rows_are_lines_and_cells_are_parted_by_tabs(kit, rows: list[str], text: str) -> None:
    assert text_of(kit, book(sheet("".join(rows)))) == text


def test_a_sheet_of_far_cells_stays_small(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_SLACK", 10_000)
    rows = "".join(row(n * 50, inline(f"XFD{n * 50}", "远")) for n in range(1, 1001))
    found = kit.only("a.xlsx", book(sheet(rows)))
    assert found.text.count("远") == 1000
    assert len(found.text) < 20_000


def test_each_cell_has_a_place(kit) -> None:
    found = kit.only("a.xlsx", book(sheet(row(4, inline("B4", "甲"), inline("D4", "乙")))))
    assert kit.pieces(found) == [
        ("底稿", "title", "工作表名"),
        ("甲", "table", "Sheet「底稿」!B4"),
        ("乙", "table", "Sheet「底稿」!D4"),
    ]
    assert found.place(found.text.index("乙")).anchor == "xl/worksheets/sheet1.xml#D4"


def test_hidden_cells_stay_under_their_heads(kit) -> None:
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    rows = row(1, inline("A1", "姓名"), inline("B1", "证号"), inline("C1", "镇"))
    rows += row(2, inline("A2", "甲"), inline("B2", "乙"), inline("C2", "丙"))
    found = kit.only("a.xlsx", book(sheet(rows, before=hidden)))
    assert "姓名\t证号\t镇\n甲\t乙\t丙\n" in found.text
    assert ("乙", "hidden", "Sheet「底稿」!B2（隐藏列）") in kit.pieces(found)


def test_a_white_run_is_no_part_of_the_line(kit) -> None:
    white = '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>隐</t></r>'
    cell = f'<c r="A1" t="inlineStr"><is><r><t>机</t></r>{white}<r><t>密</t></r></is></c>'
    found = kit.only("a.xlsx", book(sheet(row(1, cell))))
    assert kit.pieces(found)[1:] == [
        ("机密", "table", "Sheet「底稿」!A1"),
        ("机隐密", "hidden", "Sheet「底稿」!A1（白色文字）"),
    ]


@pytest.mark.parametrize(
    ("cells", "joined"),
    [
        (["机", "密"], ["机密"]),
        (list("110101"), ["110101"]),
        (list("12345"), []),
        (["机", "", "密"], []),
        (["机", "密件"], []),
    ],
)
def test_texts_of_one_character_to_a_cell(kit, cells: list[str], joined: list[str]) -> None:
    told = (inline(f"{chr(65 + n)}1", text) for n, text in enumerate(cells))
    found = kit.pieces(kit.only("a.xlsx", book(sheet(row(1, *told)))))
    assert [text for text, _, label in found if "逐字" in label] == joined


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("1.10101199003071E+17", "110101199003071000"),
        ("110101199003071234", "110101199003071234"),
        ("13800138000.0", "13800138000"),
        ("1.38001380E10", "13800138000"),
        ("0.30000000000000004", "0.3"),
        ("1E-3", "0.001"),
        ("-5", "-5"),
        ("1E+999999999", "1E+999999999"),
        ("Infinity", "Infinity"),
        ("机密", "机密"),
        ("", ""),
    ],
)
def test_numbers_have_all_their_digits(raw: str, shown: str) -> None:
    assert plain(raw) == shown


@pytest.mark.parametrize(
    ("code", "raw", "shown"),
    [
        ("yyyy-mm-dd", "45292", "2024-01-01"),
        ('yyyy"年"m"月"d"日"', "45292.75", "2024-01-01"),
        ("[$-804]yyyy/m/d h:mm", "45292.75", "2024-01-01 18:00"),
        ("h:mm:ss", "0.5000115740740741", "12:00:01"),
        ("[h]:mm", "2.5", "60:00"),
        ("mmm-yy", "59", "1900-02-28"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "110101199003071000", "110101199003071000"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("0", "1.10101199003071E+17", "110101199003071000"),
        ("000000", "123", "000123"),
        ("000-0000-0000", "1380013800", "013-8001-3800"),
        ("#,##0.00", "13800138000", "13800138000"),
        ('0"人"', "12", "12人"),
        ("¥#,##0;¥-#,##0", "-3", "¥-3"),
        ("[$￥-804]#,##0", "7", "￥7"),
        ("0.0%", "0.256", "25.6%"),
        ("@", "5", "5"),
        ('"第"0"号";;', "5", "第5号"),
        ("# ?/?", "0.5", "0.5"),
        ("[红色]0.00_ ;\\-0", "2", "2"),
    ],
)
def test_numbers_are_shown_as_their_format_has_them(code: str, raw: str, shown: str) -> None:
    assert NumberFormat(code).show(raw) == shown


@pytest.mark.parametrize(
    ("code", "raw", "hidden"),
    [
        (";;;", "5", True),
        (";;", "5", True),
        (";;", "", False),
        (";;;@", "5", True),
        ("0;;", "-5", True),
        ("0;;", "5", False),
        ('"公开"', "5", True),
        (";;;**", "", True),
        ("[<1]0;0", "5", False),
        ("General", "5", False),
    ],
)
def test_formats_that_show_nothing(code: str, raw: str, hidden: bool) -> None:
    assert bool(NumberFormat(code).disguise(raw, number=bool(raw))) == hidden


def test_days_from_1904() -> None:
    assert NumberFormat("yyyy-mm-dd", since_1904=True).show("43830") == "2024-01-01"


def test_dates_and_long_numbers_of_openpyxl(kit) -> None:
    workbook, stream = openpyxl.Workbook(), io.BytesIO()
    first = workbook.active
    first.append(["身份证号", "出生", "登记"])
    first.append([110101199003071234, date(1990, 3, 7), datetime.fromisoformat("2024-01-02T08:30")])
    first["A2"].number_format = "0"
    first["A3"] = "一\n二"
    first["A3"].alignment = Alignment(wrap_text=True)
    workbook.save(stream)
    text = kit.only("a.xlsx", stream.getvalue()).text
    assert "身份证号\t出生\t登记\n110101199003071" in text
    assert "\t1990-03-07\t2024-01-02 08:30\n一\n二\n" in text


# --- odd but valid ---------------------------------------------------------------------------


def test_strict_workbook_and_a_main_part_of_another_name(kit) -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    listed = f'<x:sheets><x:sheet name="底" sheetId="1" r:id="s" xmlns:r="{strict}"/></x:sheets>'
    rels = relations(("s", "worksheet", "/XL/Sheets/One.xml")).replace(by_hand.KIND, strict)
    data = package(
        {
            "[Content_Types].xml": f'<Override ContentType="{by_hand.TYPE}"/>',
            "_rels/.rels": relations(("r", "officeDocument", "xl/other.xml")),
            "xl/other.xml": f'<x:workbook xmlns:x="{STRICT}">{listed}</x:workbook>',
            "xl/_rels/other.xml.rels": rels,
            "xl/sheets/one.xml": f'<x:worksheet xmlns:x="{STRICT}"><x:sheetData><x:row><x:c '
            't="str"><x:v>机密</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        }
    )
    assert kit.pieces(kit.only("a.xlsx", data)) == [
        ("底", "title", "工作表名"),
        ("机密", "table", "Sheet「底」!A1"),
    ]


def test_a_workbook_in_utf_16(kit) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet(row(1, inline("A1", "机密")))
    assert text_of(kit, book(text.encode("utf-16"))) == "机密"


def test_fallback_says_nothing_twice_and_letters_in_boxes_are_joined(kit) -> None:
    def box(letter: str) -> str:
        return (
            f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{letter}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        )

    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = (
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice>{box("机")}</mc:Choice>'
        f"<mc:Fallback>{box('机')}</mc:Fallback></mc:AlternateContent>"
    )
    drawing = xml("xdr:wsDr", twice + box("密"))
    made = part_of_sheet("drawing", "drawings/drawing1.xml", drawing)("")
    assert kit.pieces(kit.only("a.xlsx", made))[1:] == [
        ("机", "textbox", "Sheet「底稿」文本框1"),
        ("密", "textbox", "Sheet「底稿」文本框2"),
        ("机密", "textbox", "Sheet「底稿」文本框（逐字相连）"),
    ]


def test_a_column_of_one_formula_is_told_once(kit) -> None:
    rows = "".join(
        row(n, f'<c r="A{n}"><f>IF(B{n}&gt;0,"是","")</f><v>1</v></c>') for n in range(1, 9)
    )
    found = kit.pieces(kit.only("a.xlsx", book(sheet(rows))))
    assert [label for _, part, label in found if part == "markup"] == ["Sheet「底稿」!A1（公式）"]


def test_arithmetic_is_not_told_and_parts_without_value_are_joined(kit) -> None:
    rows = row(1, '<c r="A1"><f>SUM(B1:B9)</f><v>1</v></c>', '<c r="B1"><f>"机"&amp;"密"</f></c>')
    found = kit.pieces(kit.only("a.xlsx", book(sheet(rows))))
    assert found[2:] == [('"机"&"密"\n机密', "markup", "Sheet「底稿」!B1（公式）")]


def test_records_of_a_pivot_cache_are_a_table(kit) -> None:
    made = by_hand.pivot("姓名", "甲", '<x v="0"/>')("")
    assert "姓名\n甲\n" in kit.only("a.xlsx", made).text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('&L&"宋体,常规"&10机密&C&P&R&D', "机密"),
        ("机&B密", "机密"),
        ("&L左&C中&R右", "左\t中\t右"),
        ("&KFF0000红&K01+000字", "红字"),
        ("甲&&乙", "甲&乙"),
        ("&A", "底稿"),
        ('&"机密', "机密"),
    ],
)
def test_codes_of_headers(kit, code: str, text: str) -> None:
    header = f"<headerFooter><oddHeader>{code.replace('&', '&amp;')}</oddHeader></headerFooter>"
    found = kit.pieces(kit.only("a.xlsx", book(sheet("", header))))
    assert found[1] == (text, "header", "Sheet「底稿」页眉")


# --- binary workbooks ------------------------------------------------------------------------


def test_numbers_of_a_binary_workbook(kit) -> None:
    cells = by_hand.binary_cell(2, 1, (100 << 2 | 2).to_bytes(4, "little"))
    cells += by_hand.binary_cell(2, 2, (12345 << 2 | 3).to_bytes(4, "little"))
    cells += by_hand.binary_cell(5, 4, b"\0\0\0\0\0\0\xf8\x3f")
    found = kit.only("a.xlsb", by_hand.binary(by_hand.binary_row(2, cells)))
    assert "100\t123.45\t\t1.5\n" in found.text


@pytest.mark.parametrize(
    "rows",
    [by_hand.record(6, bytes(8) + wide("密"))[:-3], by_hand.binary_cell(7, 1, b"\x09\0\0\0")],
    ids=["cut off", "no such string"],
)
def test_damaged_binary_sheets(kit, rows: bytes) -> None:
    found = kit.read("a.xlsb", by_hand.binary(rows))
    assert any(isinstance(item, Unreviewed) and item.code == "damaged" for item in found)


# --- damage and limits -----------------------------------------------------------------------


def reasons(kit, data: bytes) -> list[str]:
    return [item.reason for item in kit.read("a.xlsx", data) if isinstance(item, Unreviewed)]


def whole() -> bytes:
    return by_hand.shared("机密", "<t>机密★10年</t>")


@pytest.mark.parametrize("part", range(1, 21))
def test_a_cut_off_file_is_never_clean(kit, part: int) -> None:
    data = whole()
    found = kit.read("a.xlsx", data[: len(data) * part // 21])
    assert any(isinstance(item, Unreviewed) for item in found)


@pytest.mark.parametrize("part", range(1, 21))
def test_a_cut_off_sheet_is_reported_and_read_as_far_as_it_goes(kit, part: int) -> None:
    text = sheet("".join(row(n, inline(f"A{n}", f"甲{n}。")) for n in range(1, 100)))
    found = kit.read("a.xlsx", book(text[: len(text) * part // 21]))
    assert any(isinstance(item, Unreviewed) and item.code == "damaged" for item in found)
    told = "".join(item.text for item in found if isinstance(item, Document))
    assert told.count("。") >= text[: len(text) * part // 21].count("</row>")


@pytest.mark.parametrize(
    ("first", "parts", "reason"),
    [
        ("<worksheet", {}, "部件 xl/worksheets/sheet1.xml 已损坏，未能全部审查"),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet(row(1, inline("A1", "甲"))),
            {},
            "部件 xl/worksheets/sheet1.xml 含有 DOCTYPE，未能审查",
        ),
        ("", {"xl/workbook.xml": "<a"}, "部件 xl/workbook.xml 不是有效的 XML，未能审查"),
        ("", {"xl/comments1.xml": "<a"}, "部件 xl/comments1.xml 不是有效的 XML，未能审查"),
        (
            "",
            {"xl/_rels/workbook.xml.rels": "<a"},
            "部件 xl/_rels/workbook.xml.rels 不是有效的 XML，未能审查",
        ),
        ("", {"xl/model/item.data": b"x"}, "含数据模型（Power Pivot），其内容未能审查"),
        ("", {"customXml/item1.xml": "<DataMashup>AAAA</DataMashup>"}, "压缩包已损坏，未能审查"),
        (
            sheet(row(1, '<c r="A1" t="s"><v>9</v></c>')),
            {},
            "Sheet「底稿」有 1 个单元格的文字缺失，未能审查",
        ),
    ],
)
def test_what_cannot_be_read_is_said(kit, first: str, parts: dict, reason: str) -> None:
    assert reason in reasons(kit, book(first, parts))


def test_a_workbook_without_its_main_part(kit) -> None:
    found = kit.read("a.xlsx", package({"xl/worksheets/sheet1.xml": sheet(row(1, "机密"))}))
    assert any("机密" in item.text for item in found if isinstance(item, Document))


def test_more_cells_than_are_read(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MOST_CELLS", 3)
    rows = "".join(row(n, inline(f"A{n}", f"甲{n}")) for n in range(1, 9))
    found = kit.read("a.xlsx", book(sheet(rows)))
    assert "甲1\n甲2\n甲3\n" in found[0].text
    assert found[1].code == "too-big"


def test_one_long_string_in_every_cell(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_MOST", 10_000)
    cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 100))
    strings = xml("sst", f"<si><t>{'长' * 1000}</t></si>")
    link = ("ss", "sharedStrings", "sharedStrings.xml")
    data = book(sheet(cells), {"xl/sharedStrings.xml": strings}, beside=(link,))
    assert reasons(kit, data) == ["单元格文字总量超过上限，其余未能审查"]


def test_a_long_name_of_a_sheet_does_not_stand_in_every_label(kit) -> None:
    parts = {"xl/workbook.xml": xml("workbook", LISTED.format("名" * 1000))}
    label = kit.pieces(kit.only("a.xlsx", book(sheet(row(1, inline("A1", "甲"))), parts)))[1][2]
    assert label == f"Sheet「{'名' * 59}…」!A1"


def test_a_long_number_that_its_format_parts_is_told_whole_as_well(kit) -> None:
    code = '<numFmt numFmtId="200" formatCode="000-0000-0000"/>'
    styles = f'<numFmts>{code}</numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
    parts = {"xl/styles.xml": xml("styleSheet", styles)}
    data = book(sheet(row(1, number("A1", "13800138000", 1))), parts)
    found = kit.pieces(kit.only("a.xlsx", data))
    assert found[1:3] == [
        ("138-0013-8000", "table", "Sheet「底稿」!A1"),
        ("13800138000", "hidden", "Sheet「底稿」!A1（原始值）"),
    ]


def test_one_endless_row(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_WIDEST", 1 << 18)
    data = book(sheet("<row>" + f"<c{' ' * 100}/>" * 5_000 + "</row>"))
    assert "部件 xl/worksheets/sheet1.xml 的一处内容过长，未能全部审查" in reasons(kit, data)
