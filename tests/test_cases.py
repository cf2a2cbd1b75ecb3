"""Cases: published leaks that rules name; no person can be known from them."""

import re
from pathlib import Path

import pytest

from seclint import packs
from seclint.errors import RuleError
from seclint.packs.casefile import FILE, parse_cases, together
from seclint.packs.cases import Case

BUNDLED = packs.load([packs.bundled()])

each_case = pytest.mark.parametrize("case", BUNDLED.cases, ids=lambda case: case.id)


def test_the_cases_that_ship() -> None:
    assert [case.id for case in BUNDLED.cases] == [f"F{number:02}" for number in range(1, 25)]


@each_case
def test_a_case_says_what_would_have_stopped_it_and_who_told_it(case: Case) -> None:
    assert re.search(r"D\d\d|离线", case.stopped_by)
    assert case.source
    assert case.year is None or str(case.year) in case.source


@each_case
def test_a_case_gives_no_number_of_a_person(case: Case) -> None:
    assert not re.search(r"\d{7}", case.summary)


def test_a_rule_names_cases_that_there_are() -> None:
    known = {case.id for case in BUNDLED.cases}
    assert {name for rule in BUNDLED.rules for name in rule.cases} <= known


CASES = """\
cases:
  F01:
    summary: 某单位某人未审查即上网。
    stopped-by: 上网前的审查门禁
    source: 示例报，2021
    year: 2021
  F02:
    summary: 又一件。
    stopped-by: 同上
    source: 示例报
"""


def test_small_cases() -> None:
    first, second = together(parse_cases("例", CASES)).values()
    assert first == Case(
        "F01", "某单位某人未审查即上网。", "上网前的审查门禁", "示例报，2021", 2021
    )
    assert second.year is None


# Name: (what is replaced, what by, line:column, what the message says). Lines count in CASES.
BROKEN = {
    "没有案例": ("cases:", "case:", "1:1", "是不是「cases」"),
    "编号写错": ("F02:", "f2:", "7:3", "案例编号"),
    "编号重复": ("F02:", "F01:", "7:3", "「F01」重复"),
    "键拼错": ("    year:", "    yaer:", "6:5", "是不是「year」"),
    "没有来源": ("    source: 示例报\n", "", "8:5", "缺少「source」"),
    "年份不是数": ("year: 2021", "year: 当年", "6:11", "整数"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "says"), BROKEN.values(), ids=BROKEN)
def test_broken_cases_say_where(old: str, new: str, place: str, says: str) -> None:
    assert CASES.count(old) == 1
    with pytest.raises(RuleError) as refused:
        together(parse_cases("例.yaml", CASES.replace(old, new)))
    assert str(refused.value).startswith(f"例.yaml:{place}: ")
    assert says in str(refused.value)


def test_an_id_stands_once_in_all_files() -> None:
    with pytest.raises(RuleError, match=r"^乙:2:3: .*「F01」重复"):
        together((*parse_cases("甲", CASES), *parse_cases("乙", CASES)))


def test_the_file_of_cases_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(CASES.replace("F0", "X0"), "utf-8")
    rules = Path(packs.bundled() / "credentials.yaml").read_text("utf-8")
    (tmp_path / "一.yaml").write_text(rules, "utf-8")
    ruleset = packs.load([tmp_path])
    assert len(ruleset.packs) == 1
    assert [case.id for case in ruleset.cases][-2:] == ["X01", "X02"]
