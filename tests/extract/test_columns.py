"""Tables laid out with wide blanks: what is one, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seclint.extract.columns import parted

TABLES = {
    "全角空格": ("姓名　班级　电话\n甲某　一班　123", "姓名\t班级\t电话\n甲某\t一班\t123"),
    "几个半角空格": (
        "姓名   班级  电话\n甲某   一班  123",
        "姓名\t  班级\t 电话\n甲某\t  一班\t 123",
    ),
    "有缩进": (
        "　　姓名　班级　电话\n　　甲某　一班　123",
        "　　姓名\t班级\t电话\n　　甲某\t一班\t123",
    ),
    "上下有正文": (
        "名单如下：\n姓名　班级　电话\n甲某　一班　123\n特此公示。",
        "名单如下：\n姓名\t班级\t电话\n甲某\t一班\t123\n特此公示。",
    ),
    "只有一行": ("姓名　班级　电话\n", None),
    "两列不算": ("姓名　班级\n甲某　一班\n", None),
    "列数不同": ("姓名　班级　电话\n甲某　一班\n", None),
    "一个半角空格": ("姓名 班级 电话\n甲某 一班 123", None),
    "拉开的字": ("签　发　人\n会　签　人", None),
    "字段": ("姓　　名　张某\n性　　别　男", None),
    "句子": ("今天　天气　好。\n明天　天气　差。", None),
    "正文缩进": ("　　第一段\n　　第二段", None),
    "空的": ("", None),
}


@pytest.mark.parametrize(("text", "wanted"), TABLES.values(), ids=TABLES)
def test_tables(text: str, wanted: str | None) -> None:
    assert parted(text) == (text if wanted is None else wanted)


@given(st.text("甲乙1 \t　。\n", max_size=40))
def test_every_other_character_stays_where_it_is(text: str) -> None:
    told = parted(text)
    assert len(told) == len(text)
    assert all(a == b or (b == "\t" and a in " \t　") for a, b in zip(text, told, strict=True))
