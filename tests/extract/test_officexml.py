"""Word 2003, Excel 2003 and flat OPC: joined texts, tables, damage."""

import pytest
from plants.officexml import COLUMN, RUN, comment, excel, opc, paragraph, row, word

from seclint.model import Unreviewed


def test_comment_does_not_stand_in_the_line(kit) -> None:
    spaced = comment("机密文件").replace(b"</aml:annotation>", b"</aml:annotation>\n ")
    found = kit.only("a.xml", spaced)
    assert kit.pieces(found) == [
        ("公告附件", "body", "正文第1段"),
        ("机密文件", "comment", "批注1"),
        ("张三", "property", "批注或修订的作者"),
    ]


def test_runs_make_one_line(kit) -> None:
    data = word(paragraph(RUN.format("机"), RUN.format("密")))
    assert kit.only("a.xml", data).text == "机密\n"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (row("一") + row("二"), "一\n二\n"),
        ("<Row><Cell><Data>一</Data></Cell><Cell ss:Index='4'><Data>二</Data></Cell></Row>",
         "一\t\t\t二\n"),
        (row("一").replace("String", "Number").replace("一", "1.1010119900307001E17"),
         "110101199003070010\n"),
        (row("一", 'ss:Index="99999999"'), "一\n"),
        (COLUMN.replace("Hidden", 'Span="99999999" ss:Hidden') + row("一"), "一\n"),
    ],
    ids=["rows", "gap", "exponent", "far row", "far columns"],
)  # fmt: skip
def test_sheet(kit, rows: str, text: str) -> None:
    assert kit.only("a.xml", excel(rows)).text == f"{text}\n底稿"


def test_broken_part_of_a_package(kit) -> None:
    found = kit.read("a.xml", opc("公告").replace(b"xmlData>", b"other>"))
    assert [each.code for each in found if isinstance(each, Unreviewed)] == ["damaged", "damaged"]
