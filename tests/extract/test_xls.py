"""Workbooks of BIFF8 and older: what cells show, what is damaged, what is too much."""

import io
import struct
from pathlib import Path

import biffwriter as biff
import pytest
import xlwt
from biffwriter import book, label, record, shared, sheet, string

from seclint.extract.excel97 import cells as xlscells
from seclint.extract.excel97.biff import Reader, of_rk, records
from seclint.model import Document, Unreviewed

PLANTED = Path(__file__).parent.parent / "files" / "xls" / "plants.xls"
WHITE = biff.font(color=9)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def rk(row: int, column: int, value: int) -> bytes:
    return record(0x27E, struct.pack("<HHHI", row, column, 0, value))


def lines(kit, data: bytes) -> list[str]:
    """The rows of the one sheet, without its name."""
    return [line for line in kit.only("a.xls", data).text.split("\n")[2:] if line.strip()]


# --- cells -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records_", "text"),
    [
        ([number(0, 0, 110101199003074567.0)], "110101199003074560"),
        ([number(0, 0, 62220212345678.0)], "62220212345678"),
        ([number(0, 0, 13800138000.0)], "13800138000"),
        ([number(0, 0, 0.1 + 0.2)], "0.3"),
        ([number(0, 0, 1e-7)], "0.0000001"),
        ([rk(0, 0, 5 << 2 | 2)], "5"),
        ([rk(0, 0, 12345 << 2 | 3)], "123.45"),
        ([rk(0, 0, (-7 << 2 | 2) & 0xFFFFFFFF)], "-7"),
        ([record(0xBD, struct.pack("<HHHIHIH", 0, 0, 0, 6, 0, 10, 1))], "1\t2"),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0))], "TRUE"),
        ([record(0x205, struct.pack("<HHHBB", 0, 0, 0, 42, 1))], "#N/A"),
        ([label(0, 0, "甲"), label(0, 3, "乙")], "甲\t\t\t乙"),
        ([label(0, 3, "乙"), label(0, 0, "甲")], "甲\t\t\t乙"),
        ([label(0, 0, "一\n二"), label(0, 1, "三\t四")], "一 二\t三 四"),
        ([biff.formula(0, 0, b"", struct.pack("<d", 2.5))], "2.5"),
        ([biff.formula(0, 0, b"", b"\1\0\1\0\0\0\xff\xff")], "TRUE"),
        ([biff.formula(0, 0, b"", b"\2\0\7\0\0\0\xff\xff")], "#DIV/0!"),
        ([biff.formula(0, 0, b"", b"\0" * 6 + b"\xff\xff"), record(0x207, string("值"))], "值"),
    ],
    ids=[
        "identity number", "card", "phone", "sum", "small", "rk", "rk of hundredths",
        "negative rk", "rks", "boolean", "error", "gap", "any order", "white space",
        "formula", "formula of a boolean", "formula of an error", "formula of a text",
    ],
)  # fmt: skip
def test_row(kit, records_: list[bytes], text: str) -> None:
    assert lines(kit, book(*records_)) == [text]


def test_rk_of_a_double() -> None:
    assert of_rk(0x3FF80000) == 1.5


def test_dates_are_written_as_such(kit) -> None:
    before = biff.xf(number_format=14) + biff.xf(number_format=22)
    cells = number(0, 0, 45000, 1), number(1, 0, 45000.5, 2)
    assert lines(kit, book(*cells, before=before)) == ["2023-03-15", "2023-03-15 12:00"]


def test_days_from_1904(kit) -> None:
    before = record(0x22, struct.pack("<H", 1)) + biff.xf(number_format=14)
    assert lines(kit, book(number(0, 0, 1, 1), before=before)) == ["1904-01-02"]


def test_a_format_with_words(kit) -> None:
    before = record(0x41E, struct.pack("<H", 164) + string('"甲〔"0"〕号"'))
    found = lines(kit, book(number(0, 0, 7, 1), before=before + biff.xf(number_format=164)))
    assert found[0] == "甲〔7〕号"


def test_a_long_number_is_told_whole_as_well(kit) -> None:
    before = record(0x41E, struct.pack("<H", 164) + string("000-0000-0000"))
    data = book(number(0, 0, 13800138000, 1), before=before + biff.xf(number_format=164))
    assert kit.pieces(kit.only("a.xls", data))[1:3] == [
        ("138-0013-8000", "table", "Sheet「Sheet1」!A1"),
        ("13800138000", "hidden", "Sheet「Sheet1」!A1（原始值）"),
    ]


def test_hidden_cells_stay_in_their_row(kit) -> None:
    data = book(
        record(0x7D, struct.pack("<6H", 1, 1, 2000, 0, 1, 0)),
        label(0, 0, "姓名"), label(0, 1, "密级"), label(1, 0, "张三"), label(1, 1, "机密"),
    )  # fmt: skip
    found = kit.only("a.xls", data)
    assert "姓名\t密级\n张三\t机密\n" in found.text
    assert ("机密", "hidden", "Sheet「Sheet1」!B2（隐藏列）") in kit.pieces(found)
    assert ("张三", "table", "Sheet「Sheet1」!A2") in kit.pieces(found)


def test_a_white_run_is_not_in_the_line(kit) -> None:
    strings = biff.sst(biff.rich("机x密", (1, 6), (2, 1)))
    found = kit.only("a.xls", book(shared(0, 0, 0), before=WHITE + strings))
    assert kit.pieces(found)[1:] == [
        ("机密", "table", "Sheet「Sheet1」!A1"),
        ("机x密", "hidden", "Sheet「Sheet1」!A1（白色文字）"),
    ]


def test_white_on_a_fill_is_seen(kit) -> None:
    before = WHITE + biff.xf(font_number=6, pattern=1, color=10)
    found = kit.only("a.xls", book(label(0, 0, "机密", 1), before=before))
    assert kit.pieces(found)[1] == ("机密", "table", "Sheet「Sheet1」!A1")


def test_a_palette_of_its_own(kit) -> None:
    colors = record(0x92, struct.pack("<H", 1) + b"\xff\xff\xff\0")
    before = colors + biff.font(color=8) + biff.xf(font_number=6)
    found = kit.only("a.xls", book(label(0, 0, "机密", 1), before=before))
    assert kit.pieces(found)[1][1] == "hidden"


def test_a_far_cell_makes_few_tabs(kit) -> None:
    cells = [label(row, 255, "远") for row in range(0, 60000, 1000)]
    assert len(kit.only("a.xls", book(*cells)).text) < 20_000


def test_formulas_that_say_the_same_are_told_once(kit) -> None:
    code = biff.ptg_string("机") + biff.ptg_string("密") + b"\x08"
    found = kit.only("a.xls", book(*(biff.formula(row, 0, code) for row in range(5))))
    told = [piece for piece in kit.pieces(found) if piece[1] == "markup"]
    assert told == [("机\n密\n机密", "markup", "Sheet「Sheet1」!A1（公式）")]


# --- strings that go on in another record ------------------------------------------------------


@pytest.mark.parametrize(
    ("cut", "flags"),
    [
        (8, b""),
        (11, b"\1"),
        (13, b"\1"),
        (17, b"\1"),
        (19, b""),
        (22, b"\0"),
        (25, b"\0"),
        (28, b""),
    ],
)
def test_shared_strings_past_a_seam(kit, cut: int, flags: bytes) -> None:
    strings = string("甲乙丙丁") + struct.pack("<HB", 6, 0) + b"abcdef" + string("末")
    body = struct.pack("<II", 3, 3) + strings
    before = record(0xFC, body[:cut], flags + body[cut:])
    cells = [shared(row, 0, row) for row in range(3)]
    assert lines(kit, book(*cells, before=before)) == ["甲乙丙丁", "abcdef", "末"]


def test_a_string_changes_its_width_at_a_seam() -> None:
    pieces = struct.pack("<HB", 5, 0) + b"abc", b"\1" + "机密".encode("utf-16-le")
    (found,) = records(record(0x207, *pieces))
    assert Reader(found).string() == "abc机密"


# --- formulas, names, charts -------------------------------------------------------------------


def test_a_name_and_a_hidden_sheet_together(kit) -> None:
    made = biff.stream(("公开", 0, sheet(label(0, 0, "甲"))), ("底稿", 2, sheet(label(3, 3, "乙"))))
    found = kit.only("a.xls", biff.compound({"Workbook": made}))
    assert ("底稿", "hidden", "工作表名（深度隐藏工作表）") in kit.pieces(found)
    assert ("乙", "hidden", "Sheet「底稿」!D4（深度隐藏工作表）") in kit.pieces(found)
    assert found.place(found.text.index("乙")).anchor == "sheet2#D4"


def test_the_data_of_a_chart_is_a_table(kit) -> None:
    index = [record(0x1065, struct.pack("<H", kind)) for kind in (1, 2)]
    chart = sheet(
        record(0x100D, b"\0\0" + string("标题", 1)), index[0], number(0, 0, 5), number(1, 0, 6),
        index[1], label(0, 0, "甲"), label(1, 0, "乙"), kind=biff.CHART,
    )  # fmt: skip
    assert "甲\t5\n乙\t6" in kit.only("a.xls", book(label(0, 0, "x"), chart)).text


def test_an_embedded_picture_of_many_records(kit) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    head = struct.pack("<HHI", 0x6E00, 0xF01E, 17 + len(picture)) + bytes(17)
    art = head + picture
    data = book(label(0, 0, "甲"), before=record(0xEB, art[:8000], art[8000:]))
    found = list(xls_members(data))
    assert [(member.name, member.data) for member in found] == [("image1.png", picture)]


def xls_members(data: bytes):
    from seclint.extract.excel97 import extract
    from seclint.model import Member

    return (item for item in extract("a.xls", data) if isinstance(item, Member))


# --- what cannot be read -----------------------------------------------------------------------


def test_encrypted(kit) -> None:
    (found,) = kit.read("a.xls", book(before=record(0x2F, b"\1\0" + bytes(52))))
    assert isinstance(found, Unreviewed)
    assert found.code == "encrypted"


def reasons(kit, data: bytes) -> str:
    return "；".join(i.reason for i in kit.read("a.xls", data) if isinstance(i, Unreviewed))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (book(shared(0, 0, 9), before=biff.sst(string("甲"))), "单元格的文字缺失"),
        (book(before=record(0xFC, struct.pack("<II", 9, 9) + string("甲"))), "缺 8 个"),
        (book(record(0x204, b"\0\0")), "1 条记录已损坏"),
        (biff.compound({"Workbook": b"\0"}), "工作簿不完整"),
        (
            biff.compound({"Workbook": biff.stream(("丢", 0, b""))}),
            "Sheet「丢」缺失",
        ),
        (record(0x9, struct.pack("<HH", 2, 0x10)) + record(0xA), "Excel 2 至 4"),
    ],
    ids=["string", "strings", "record", "empty", "sheet", "old"],
)
def test_damage_is_told(kit, data: bytes, reason: str) -> None:
    assert reason in reasons(kit, data)


def test_a_broken_record_is_still_swept(kit) -> None:
    broken = record(0x1BE, b"\1\0\0\0\xff\xff\1" + "机密文件内容".encode("utf-16-le") + b"\0\0")
    found = kit.read("a.xls", book(broken))
    assert any("机密文件内容" in item.text for item in found if isinstance(item, Document))
    assert any(isinstance(item, Unreviewed) for item in found)


def test_sheets_that_overlap_do_not_take_long(kit) -> None:
    made = bytearray(biff.stream(*(("表", 0, b"") for _ in range(500))))
    start, listed = len(made), record(0x85, bytes(6) + string("表", 1))
    made += biff.bof(biff.SHEET) * 500 + label(0, 0, "机密") + biff.EOF * 500
    at = made.index(listed[:4])
    for n in range(500):
        struct.pack_into("<I", made, at + len(listed) * n + 4, start + 20 * n)
    found = kit.read("a.xls", biff.compound({"Workbook": bytes(made)}))
    assert any("机密" in item.text for item in found if isinstance(item, Document))


def test_too_many_cells(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlscells, "MOST_CELLS", 3)
    data = book(*(label(row, 0, "甲") for row in range(5)))
    assert "单元格超过 3 个" in reasons(kit, data)


@pytest.mark.parametrize("part", range(1, 21))
def test_cut_short_it_is_never_clean(kit, part: int) -> None:
    whole = PLANTED.read_bytes()
    found = kit.read("a.xls", whole[: len(whole) * part // 21])
    assert any(isinstance(item, Unreviewed) and item.code != "needs-ocr" for item in found)


def test_a_workbook_by_xlwt_reads_without_complaint(kit) -> None:
    made = xlwt.Workbook(encoding="utf-8")
    made.add_sheet("表").write(0, 0, "公开")
    stream = io.BytesIO()
    made.save(stream)
    assert kit.pieces(kit.only("a.et", stream.getvalue()))[:2] == [
        ("表", "title", "工作表名"),
        ("公开", "table", "Sheet「表」!A1"),
    ]


def test_the_name_of_the_stream_in_capitals(kit) -> None:
    made = biff.stream(("一", 0, sheet(label(0, 0, "机密"))))
    assert "机密" in kit.only("a.xls", biff.compound({"WORKBOOK": made})).text


def test_a_stream_that_ends_in_half_a_head(kit) -> None:
    made = biff.stream(("一", 0, sheet(label(0, 0, "机密"))))
    found = kit.read("a.xls", made + b"\x09\x08")
    assert any("机密" in item.text for item in found if isinstance(item, Document))
