"""Dates as Chinese documents write them; the latest counts, and what is none falls."""

from datetime import date

import pytest

from seclint.dates import latest

DATES = {
    "年月日": ("2026年3月1日起", date(2026, 3, 1)),
    "短横": ("自2026-03-01起", date(2026, 3, 1)),
    "点": ("2026.3.1", date(2026, 3, 1)),
    "斜线": ("2026/03/01", date(2026, 3, 1)),
    "月为月末": ("2026年2月", date(2026, 2, 28)),
    "十二月": ("2026年12月", date(2026, 12, 31)),
    "年为年末": ("2025年普通高等学校招生", date(2025, 12, 31)),
    "学年": ("2025学年", date(2025, 12, 31)),
    "后一个省了年": ("公示期：2026年3月1日至3月7日", date(2026, 3, 7)),
    "取最晚的": ("2026年3月9日、2024年5月1日", date(2026, 3, 9)),
    "没有年": ("3月7日", None),
    "没有日期": ("公示期为五个工作日", None),
    "不存在的日子": ("2026年2月30日", None),
    "长数字不是": ("流水号120260301999", None),
    "版本号不是": ("1.2.3", None),
    "电话不是": ("0571-2026-0301", None),
}


@pytest.mark.parametrize(("text", "day"), DATES.values(), ids=DATES)
def test_the_latest_date(text: str, day: date | None) -> None:
    assert latest(text) == day
