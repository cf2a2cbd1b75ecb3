"""What an expression requires of a text: never more than it does, and as much as can be told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seclint.frequency import FIGURE
from seclint.gates import needs
from seclint.literals import FIGURES, Demand


def figures(number: int) -> str:
    return FIGURE * number


NEEDS = {
    "一个词": ("机密", [{"机密"}], False),
    "几个词": ("机密|秘密", [{"机密", "秘密"}], False),
    "同头的词": ("机密|机要", [{"机密", "机要"}], False),
    "可有可无的不要": ("机密(?:级)?", [{"机密"}], False),
    "至少一次的要": ("(?:机密)+件", [{"机密件"}, {"机密"}], False),
    "更少见的更好": ("密.机关代号", [{"机关代号"}, {"密"}], False),
    "常见的字在后": ("的.密", [{"密"}, {"的"}], False),
    "短的够了": ("机密(?:文件)?(?:袋)?", [{"机密"}], False),
    "重复的两端": ("第[一二]+号", [{"一号", "二号"}, {"第一", "第二"}], False),
    "重复两三次": ("密{2,3}件", [{"密密件"}], False),
    "前后相乘": ("(?:家庭|现)住(?:址|所)", [{"家庭住址", "家庭住所", "现住址", "现住所"}], False),
    "间隔断开": ("机[ -]?密级", [{"机密级", "机 密级", "机-密级"}], False),
    "字的类": ("[京沪]A", [{"京a", "沪a"}], False),
    "大的类不要": ("[一-龟]", [], False),
    "汉字的类": (r"\p{Han}{2}示例", [{"示例"}], False),
    "汉字在类里": (r"[\p{Han}0-9]{2}示例", [{"示例"}], False),
    "不分大小写": ("(?i:Password)=", [{"password="}], False),
    "分支里有一个什么也不要": ("机密|.{5}", [], False),
    "数字太少不算": (r"[^0-9][0-9]{3}[^0-9]", [set("0123456789")], True),
    "行首不算": ("(?m:^)机密", [{"机密"}], False),
    "命中一组": ("前(?P<hit>机密件)", [{"前机密件"}], False),
    "任意字不跨行": ("机密.+件", [{"机密"}, {"件"}], False),
    "否定的类跨行": ("机密[^。]+件", [{"机密"}, {"件"}], True),
    "否定的类不跨行": (r"机密[^。\n]+件", [{"机密"}, {"件"}], False),
    "空白跨行": (r"机密\s件", [{f"机密{space}件" for space in " \t\n\r\f"}], True),
    "非数字跨行": (r"机密\D", [{"机密"}], True),
    "换行本身": ("机密\n", [{"机密\n"}], True),
    "非汉字跨行": (r"机密\P{Han}", [{"机密"}], True),
    "文末": (r"机密\z", [{"机密"}], False),
    "反斜线后的字母": (r"机密\\z", [{"机密\\z"}], False),
    "不是 Python 的": (r"机密\Q.\E", [], True),
    "POSIX 的类": ("[[:alpha:]]机密", [], True),
    "否定的 POSIX 的类": ("[[:^alpha:]]机密", [], True),
    "以冒号开头的类": ("口令[:为是]", [{"口令:", "口令为", "口令是"}], False),
    "否定的性质跨行": (r"机密[^\p{Lu}]", [{"机密"}], True),
    "汉字里除去几个": (r"机密[^\P{Han}某]", [{"机密"}], True),
    "不折叠大小写的字母不要": ("Ⅱ级响应", [{"级响应"}], False),
    "类里有这样的字母": ("[ⅠⅡ]级响应", [{"级响应"}], False),
    "大写的拉丁字母": ("KEY=", [{"key="}], False),
    "每个分支要的都行": (r"机.?密|秘.?密", [{"密", "秘"}, {"密", "机"}], False),
    "换行以后的字也要": ("甲\n乙示例|丙\n", [{"甲\n乙示例", "丙\n"}], True),
    "空的": ("", [], False),
}


@pytest.mark.parametrize(("expression", "demands", "lines"), NEEDS.values(), ids=NEEDS)
def test_needs(expression: str, demands: list[set[str]], lines: bool) -> None:
    assert [set(each.words) for each in only_gate(expression)] == demands
    assert needs(expression).lines == lines


def only_gate(expression: str) -> tuple[Demand, ...]:
    (gate,) = needs(expression).gates
    return gate


PIECES = (
    "机",
    "密",
    "[机密]",
    "(?:机|密)",
    "机?",
    "密+",
    ".",
    r"\s",
    "[^机]",
    "(?:机密|密件)",
    "件{2}",
    "[0-9]{2}",
    "[0-9 -]+",
    "1(?:2|3)-?",
    "[a-zA-Z机]",
    "(?:[a-zA-Z]?密)+",
    "(?:.密|[a-zA-Z]件){1,2}",
    "(?:甲机密|机密)",
)


NUMBERS = {
    "有多少位": ("[1-9][0-9]{17}", {figures(18)}),
    "分开写的": (r"[0-9]{4}[ \-]?[0-9]{4}年?", {figures(8)}),
    "每个分支里最少的": ("[0-9]{6}(?:[0-9]{3}|[0-9]{5})", {figures(9)}),
    "可有可无的不算": ("[0-9]{6}(?:-[0-9]{4})?", {figures(6)}),
    "或者是词": ("机密|[0-9]{5}年", {"机密", figures(5)}),
}


@pytest.mark.parametrize(("expression", "demand"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_needed(expression: str, demand: set[str]) -> None:
    assert set(only_gate(expression)[0].words) == demand


PLACES = {
    "一个词": ("机密", 0, 0),
    "前后都有": (".{2}机密.{0,3}", 2, 3),
    "最宽的分支": ("(?:甲|.{4})机密(?:.|..)", 4, 2),
    "在括号里": (".(?:.机密.).", 2, 2),
    "在分支里": (".(?:..机密|文件.{3})..", 3, 5),
    "重复的后一次": ("(?:[密级]){1,3}.{30}", 2, 32),
    "重复里的一次": ("(?:.机密){1,3}.", 9, 10),
    "短的在长的里面": ("(?:甲乙机密|机密).", 2, 1),
    "前面没有界限": (".*机密.", None, 1),
    "后面没有界限": (".机密.+", 1, None),
    "太宽": ("机密.{600}", 0, None),
    "数字": ("年.{2}[0-9]{18}.", 3, 1),
}


@pytest.mark.parametrize(("expression", "before", "after"), PLACES.values(), ids=PLACES)
def test_where_it_stands(expression: str, before: int | None, after: int | None) -> None:
    demand = only_gate(expression)[0]
    assert (demand.before, demand.after) == (before, after)


LETTERS = set("abcdefghijklmnopqrstuvwxyz")
DOZENS = set(map(chr, range(ord("一"), ord("一") + 60)))
A, B = "[A-Za-z]", f"[一-{max(DOZENS)}]"
"""Classes of too many characters to be told word by word."""

BESIDE = {
    "前后都有": (f"{A}天干地支{B}", LETTERS, DOZENS),
    "文首": (f"天干地支{B}", None, DOZENS),
    "可以没有": (f"{A}?天干地支", None, None),
    "可以没有，前面还有": (f"{B}{A}?天干地支", LETTERS | DOZENS, None),
    "括号外面的": (f"{B}(?:{A}?天干地支).", LETTERS | DOZENS, None),
    "几个分支": (f"(?:{A}|{B})天干地支", LETTERS | DOZENS, None),
    "否定的类": ("[^子]天干地支", None, None),
    "太大的类": ("[一-龟]天干地支", None, None),
    "不折叠大小写的字母": ("[Α-Ωα-ω]天干地支", None, None),
    "行首": (f"{A}(?m:^)天干地支", LETTERS, None),
    "长的里面多出来的": (f"{A}(?:甲天干地支|天干地支)", LETTERS | {"甲"}, None),
    "重复的里面": (f"(?:{A}天干地支.)+", LETTERS, None),
    "重复的末尾": (f"(?:.天干地支)+{A}", None, None),
}


@pytest.mark.parametrize(("expression", "leads", "follows"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_it(
    expression: str, leads: set[str] | None, follows: set[str] | None
) -> None:
    (demand,) = (each for each in only_gate(expression) if "天干地支" in each.words)
    assert (demand.leads.characters, demand.follows.characters) == (leads, follows)


GATES: dict[str, tuple[str, list[list[set[str]]]]] = {
    "一个门就够了": ("天干(?:甲.|.乙)", [[{"天干"}, {"甲", "乙"}]]),
    "各有各的门": ("机.?密|件", [[{"密"}, {"机"}], [{"件"}]]),
    "旁边的字不同": (f"的{A}|人{B}", [[{"的"}], [{"人"}]]),
    "括号里的": (f"(?P<hit>.(?:的{A}.|.人{B}))", [[{"的"}], [{"人"}]]),
    "分支里的分支": (f"的{A}|(?:人{B}|.地支)", [[{"的"}], [{"人"}], [{"地支"}]]),
    "有一个什么也不要": (f"的{A}|....", [[]]),
}


@pytest.mark.parametrize(("expression", "gates"), GATES.values(), ids=GATES)
def test_gates(expression: str, gates: list[list[set[str]]]) -> None:
    found = needs(expression).gates
    assert [[set(demand.words) for demand in gate] for gate in found] == gates


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.text("机密件甲a\n 123-", max_size=12),
)
def test_every_match_holds_what_is_required(pieces: list[str], text: str) -> None:
    expression = "".join(pieces)
    found = needs(expression)
    for match in re.finditer(expression, text):
        assert any(all(stands_in(match[0], demand) for demand in gate) for gate in found.gates)
        assert found.lines or "\n" not in match[0]


def stands_in(text: str, demand: Demand) -> bool:
    """One of the words, so far from both ends as is said, beside what is said."""
    if any(word.startswith(FIGURE) for word in demand.words):
        return any(holds(text, word) for word in demand.words)
    return any(
        (demand.before is None or at <= demand.before)
        and (demand.after is None or len(text) - at - len(word) <= demand.after)
        and (demand.leads.characters is None or text[at - 1 : at] in demand.leads.characters)
        and (
            demand.follows.characters is None
            or text[at + len(word) :][:1] in demand.follows.characters
        )
        for word in demand.words
        for at in range(len(text))
        if text.startswith(word, at)
    )


def holds(text: str, word: str) -> bool:
    if not word.startswith(FIGURE):
        return word in text
    numbers = FIGURES.findall(text.encode())
    return any(sum(map(bytes.isdigit, map(bytes, zip(n)))) >= len(word) for n in numbers)
