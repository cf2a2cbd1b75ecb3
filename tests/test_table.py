"""Tables in text: which rows are heads, what stands beneath, and what is no table at all."""

import pytest

from seclint.model import Columns
from seclint.table import Head, cells, head_of, tables

WANTED = Columns(("身份证", "手机", "住址"), ("办公",), at_least=2, rows=1)


def heads(text: str, columns: Columns) -> list[Head]:
    return [head for table in tables(text) if (head := head_of(text, table, columns))]


# Name: (text, the heads found, how many rows beneath each, the cells counted of all of them).
TABLES = {
    "制表符": ("姓名\t身份证号\t手机\n甲\t1\t2", ["姓名\t身份证号\t手机"], [1], ["1", "2"]),
    "竖线": (
        "| 姓名 | 身份证号 | 手机 |\n|---|---|---|\n| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |",
        ["姓名 | 身份证号 | 手机"],
        [2],
        ["1", "2", "3", "4"],
    ),
    "没有外边的竖线": ("姓名|身份证号|手机\n甲|1|2", ["姓名|身份证号|手机"], [1], ["1", "2"]),
    "标题行在上": (
        "名单\t\n姓名\t身份证号\t手机\n甲\t1\t2",
        ["姓名\t身份证号\t手机"],
        [1],
        ["1", "2"],
    ),
    "标题行太多": ("名单\t\n" * 3 + "姓名\t身份证号\t手机\n甲\t1\t2", [], [], []),
    "两张表": (
        "身份证\t手机\n1\t2\n\n手机\t住址\n3\t4",
        ["身份证\t手机", "手机\t住址"],
        [1, 1],
        ["1", "2", "3", "4"],
    ),
    "空行不算": ("身份证\t手机\n\t\n1\t\n", ["身份证\t手机"], [1], ["1"]),
    "别的列有字不算": ("姓名\t身份证\t手机\n甲\t\t", [], [], []),
    "只有表头": ("姓名\t身份证\t手机\n", [], [], []),
    "只有一列": ("姓名\t身份证\n甲\t1", [], [], []),
    "除外的列": ("姓名\t身份证\t办公手机\n甲\t1\t2", [], [], []),
    "太长的格": ("请填写本人的身份证号码与家庭住址以便我们与您联系核对\t手机\n1\t2", [], [], []),
    "不是表": ("姓名 身份证 手机\n甲 1 2", [], [], []),
    "缺格的行": ("姓名\t身份证\t手机\n甲\n乙\t1\n", [], [], []),
    "行比表头短": ("姓名\t身份证\t手机\n乙\t1", ["姓名\t身份证\t手机"], [1], ["1"]),
    "空白在格里": (" 身份证 \t 手机 \n 1 \t 2 ", ["身份证 \t 手机"], [1], ["1", "2"]),
}


@pytest.mark.parametrize(("text", "found", "rows", "beneath"), TABLES.values(), ids=TABLES)
def test_heads(text: str, found: list[str], rows: list[int], beneath: list[str]) -> None:
    all_heads = heads(text, WANTED)
    assert [text[slice(*head.span)] for head in all_heads] == found
    assert [head.rows for head in all_heads] == rows
    assert [text[slice(*cell)] for head in all_heads for cell in cells(text, head)] == beneath


@pytest.mark.parametrize(("least", "count"), [(3, 1), (4, 0)])
def test_so_many_rows_must_be_filled_in(least: int, count: int) -> None:
    text = "身份证\t手机\n" + "1\t2\n" * 3
    assert len(heads(text, WANTED._replace(rows=least))) == count


BESIDE = {
    "另有一列": ("姓名\t身份证\t手机\n甲\t1\t2", True),
    "没有那一列": ("编号\t身份证\t手机\n甲\t1\t2", False),
    "只有算过的那一列": ("手机姓名\t身份证\n甲\t1", False),
}


@pytest.mark.parametrize(("text", "found"), BESIDE.values(), ids=BESIDE)
def test_a_further_column_must_stand_beside(text: str, found: bool) -> None:
    assert bool(heads(text, WANTED._replace(beside=("姓名",)))) is found
