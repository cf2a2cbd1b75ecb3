"""Findings: where they stand, to the character, and what their excerpts may show."""

import pickle
import tracemalloc
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seclint.finding import Veil, Writer
from seclint.match import RuleSet
from seclint.model import (
    Document,
    Find,
    Finding,
    Masking,
    Near,
    Pattern,
    Place,
    Rule,
    Severity,
    Terms,
)
from seclint.review import judged, review


def rule(
    find: Find, mask: Masking = "none", identifier: str = "AA001", message: str = "出现例子"
) -> Rule:
    return Rule(
        identifier, "case", "例", "pii.id", Severity.ERROR, find, message, "删去", mask=mask
    )


def found(text: str, *rules: Rule, places: Iterable[tuple[int, Place]] = ()) -> list[Finding]:
    return list(review(Document("例.txt", text, tuple(places)), RuleSet(rules)))


MARK = rule(Terms(("机密",)))
NUMBER = Pattern("[0-9]{11}", "alnum")

# --- places --------------------------------------------------------------------------------

# Name: (text, original span, line, column, end line, end column).
PLACES = {
    "文首": ("机密", (0, 2), 1, 1, 1, 3),
    "行中": ("甲乙机密丙", (2, 4), 1, 3, 1, 5),
    "第二行": ("甲\n乙机密", (3, 5), 2, 2, 2, 4),
    "空行之后": ("\n\n机密", (2, 4), 3, 1, 3, 3),
    "行末": ("机密\n乙", (0, 2), 1, 1, 1, 3),
    "文末无换行": ("甲\n机密", (2, 4), 2, 1, 2, 3),
    "折叠前的宽度": ("　　機　密　", (2, 5), 1, 3, 1, 6),
    "零宽字符也占一列": ("甲\u200b机\u200b密", (2, 5), 1, 3, 1, 6),
    "命中外的零宽不算": ("\u200b机密\u200b", (1, 3), 1, 2, 1, 4),
    "增补平面的字占一列": ("𠀀🌟机密", (2, 4), 1, 3, 1, 5),
    "跨行": ("甲机\n密乙", (1, 4), 1, 2, 2, 2),
    "跨行有缩进": ("机\n  密", (0, 5), 1, 1, 2, 4),
    "表格": ("甲\t机密\t乙", (2, 4), 1, 3, 1, 5),
    "加粗": ("**机**密", (2, 6), 1, 3, 1, 7),
}


@pytest.mark.parametrize(
    ("text", "span", "line", "column", "end_line", "end_column"), PLACES.values(), ids=PLACES
)
def test_place(
    text: str, span: tuple[int, int], line: int, column: int, end_line: int, end_column: int
) -> None:
    (finding,) = found(text, MARK)
    assert finding.span == span
    assert (finding.line, finding.column) == (line, column)
    assert (finding.end_line, finding.end_column) == (end_line, end_column)


def test_a_wrapped_number_is_placed_from_its_first_to_its_last_line() -> None:
    (finding,) = found("电话：\n  １３８００１３\n  ８０００。", rule(NUMBER))
    assert finding.span == (6, 20)
    assert (finding.line, finding.column) == (2, 3)
    assert (finding.end_line, finding.end_column) == (3, 7)


def test_part_and_place_are_those_of_the_first_character() -> None:
    places = [(0, Place("body", "正文")), (3, Place("footer", "第1节页脚"))]
    first, second = found("机密\n机密", MARK, places=places)
    assert (first.part, first.place) == ("body", "正文")
    assert (second.part, second.place) == ("footer", "第1节页脚")
    assert found("机密", MARK)[0].place == "正文"


def test_it_says_what_its_rule_says() -> None:
    (finding,) = found("机密", MARK)
    assert (finding.document, finding.rule, finding.kind) == ("例.txt", "AA001", "pii.id")
    assert (finding.severity, finding.message, finding.muted) == (Severity.ERROR, "出现例子", None)
    assert pickle.loads(pickle.dumps(finding)) == finding


# --- excerpts ------------------------------------------------------------------------------

EXCERPTS: dict[str, tuple[str, tuple[Rule, ...], list[str]]] = {
    "标志照样显示": ("本件定为机密。", (MARK,), ["本件定为机密。"]),
    "号码全遮": ("电话13800138000，王", (rule(NUMBER, "all"),), ["电话***********，王"]),
    "号码留头尾": ("电话13800138000。", (rule(NUMBER, "middle"),), ["电话138******00。"]),
    "短的留不得": (
        "口令12345678。",
        (rule(Pattern("[0-9]{8}", "alnum"), "middle"),),
        ["口令********。"],
    ),
    "九位留头尾": (
        "口令123456789。",
        (rule(Pattern("[0-9]{9}", "alnum"), "middle"),),
        ["口令123****89。"],
    ),
    "只到本行": ("上行\n机密\n下行", (MARK,), ["机密"]),
    "换行写作空格": ("甲机\n密乙", (MARK,), ["甲机 密乙"]),
    "制表符写作空格": ("甲\t机密\t乙", (MARK,), ["甲 机密 乙"]),
    "左右各十八字": (
        "零" * 9 + "左" * 18 + "机密" + "右" * 18 + "零" * 9,
        (MARK,),
        ["左" * 18 + "机密" + "右" * 18],
    ),
    "太长的中间省略": (
        "密" + "甲" * 60 + "机",
        (rule(Pattern("密甲+机")),),
        ["密" + "甲" * 31 + "…" + "甲" * 6 + "机"],
    ),
    "旁边的号码也遮": (
        "机密13800138000",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["机密***********", "机密***********"],
    ),
    "旁边的号码留头尾": (
        "机密13800138000",
        (MARK, rule(NUMBER, "middle", "AA002")),
        ["机密138******00"] * 2,
    ),
    "号码的一段在别处也遮": (
        "尾号38000机密\n13800138000",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["尾号*****机密", "***********"],
    ),
    "三位以内的不遮": (
        "尾号000机密\n13800138000",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["尾号000机密", "***********"],
    ),
    "全角的号码": (
        "机密１３８００１３８０００",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["机密***********"] * 2,
    ),
    "全角号码的半角片段": (
        "尾号38000机密\n１３８００１３８０００",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["尾号*****机密", "***********"],
    ),
    "跨行的号码": (
        "机密1380013\n8000",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["机密*******", "机密************"],
    ),
    "相邻的两个号码": (
        "机密13800138000,13900139000",
        (MARK, rule(NUMBER, "all", "AA002")),
        ["机密***********,******", *["机密***********,***********"] * 2],
    ),
    "重叠的两条规则": (
        "13800138000",
        (rule(Pattern("[0-9]{11}"), "middle"), rule(Pattern("1380[0-9]{2}"), "all", "AA002")),
        ["*********00"] * 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rules", "excerpts"), EXCERPTS.values(), ids=EXCERPTS)
def test_excerpt(text: str, rules: tuple[Rule, ...], excerpts: list[str]) -> None:
    assert [finding.excerpt for finding in found(text, *rules)] == excerpts


def test_a_hit_that_fell_is_hidden_too() -> None:
    fallen = Rule(
        "AA002",
        "case",
        "例",
        "pii.id",
        Severity.ERROR,
        NUMBER,
        "例",
        "例",
        where=(Near(("电话",), 3),),
    )
    (finding,) = found("机密13800138000", MARK, fallen)
    assert finding.rule == "AA001"
    assert finding.excerpt == "机密***********"


numbers = st.from_regex("1[3-9][0-9]{9}", fullmatch=True)


@settings(max_examples=150, deadline=None)
@given(
    first=numbers,
    second=numbers,
    gaps=st.tuples(*[st.sampled_from(["", "、", "机密", "\n", "\t", "，电话", "\u200b"])] * 3),
    cut=st.integers(0, 7),
    masks=st.sampled_from(["all", "middle"]),
)
def test_no_excerpt_shows_four_characters_of_a_masked_match(
    first: str, second: str, gaps: tuple[str, str, str], cut: int, masks: Masking
) -> None:
    text = f"{first[cut:]}{gaps[0]}机密{first}{gaps[1]},{second}{gaps[2]}机密{second[:cut]}"
    hits = found(text, MARK, rule(NUMBER, masks, "AA002"))
    secrets = [text[slice(*f.span)] for f in hits if f.rule == "AA002"]
    assume(secrets)
    runs = {secret[i : i + 4] for secret in secrets for i in range(len(secret) - 3)}
    for finding in hits:
        assert not {run for run in runs if run in finding.excerpt}


# --- fingerprints --------------------------------------------------------------------------


def test_fingerprints_tell_findings_apart_and_nothing_of_their_text() -> None:
    number = rule(NUMBER, "all")
    one = found("13800138000，13900139000", number)
    other = found("13700137000，13600136000", number)
    prints = [finding.fingerprint for finding in one]
    assert len(set(prints)) == 2
    assert prints == [finding.fingerprint for finding in other]
    assert prints[0] != found("13800138000", rule(NUMBER, "all", "AA009"))[0].fingerprint
    elsewhere = review(Document("别.txt", "13800138000"), RuleSet([number]))
    assert prints[0] != next(elsewhere).fingerprint


def test_masking_a_long_text_takes_a_few_times_its_memory() -> None:
    text = "甲乙丙丁\n" * 200_000 + "号码13800000000"
    page, verdicts = judged(Document("例.txt", text), RuleSet((rule(NUMBER, "all"),)))
    veil = Veil([(page, verdicts)])
    tracemalloc.start()
    try:
        Writer(page, verdicts, veil)
        assert tracemalloc.get_traced_memory()[1] < 25 * len(text)
    finally:
        tracemalloc.stop()


def test_masking_keeps_half_of_a_pair_and_other_planes_in_place() -> None:
    (finding,) = found("\ud800\udc00🌟𠀀号13800000000码", rule(NUMBER, "all"))
    assert finding.excerpt == "\ud800\udc00🌟𠀀号***********码"
