"""Matching: held to a naive matcher of three lines, and to tables of what each `find` means."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seclint.errors import SeclintError
from seclint.expression import compile_expression, folded_expression
from seclint.fold import Folded, fold, unwrap
from seclint.match import RuleSet
from seclint.model import Edge, Find, Line, Pattern, Rule, Severity, Terms

ALNUM = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def rule(find: Find, identifier: str = "AA001") -> Rule:
    return Rule(identifier, "例", "例", "credential", Severity.WARNING, find, "例", "例")


def found(text: str, *finds: Find) -> list[tuple[int, int, int]]:
    """Start, end and the number of the `find`, of every hit in the text as it is."""
    rules = [rule(find, f"AA{number:03}") for number, find in enumerate(finds)]
    hits = RuleSet(rules).hits(Folded(text))
    return [(hit.start, hit.end, int(hit.rule.id[2:])) for hit in hits]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦ and ⟧, and the stretches between them."""
    plain, spans = "", []
    for number, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if number % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans


def check(text: str, find: Find) -> None:
    plain, spans = marked(text)
    assert [(start, end) for start, end, _ in found(plain, find)] == spans


# --- terms: the naive matcher ----------------------------------------------------------------


def naive(text: str, term: str) -> Iterator[tuple[int, int]]:
    for start in range(len(text) - len(term) + 1):
        end = start + len(term)
        if lower(text[start:end]) == lower(term) and free(text, start, end):
            yield start, end


def free(text: str, start: int, end: int) -> bool:
    return not any(
        len(pair) == 2 and set(pair) <= ALNUM
        for pair in (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    )


def lower(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def by_the_book(text: str, terms: Iterable[str]) -> list[tuple[int, int, int]]:
    hits = {(s, e, n) for n, term in enumerate(terms) for s, e in naive(text, term)}
    return sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2]))


words = st.text("机密甲级aAbB12Éß𠀀", min_size=1, max_size=4)
vocabularies = st.lists(words, min_size=1, max_size=6)
running = st.text("机密甲级aAbB12Éß𠀀 。", max_size=40)


@settings(max_examples=300, deadline=None)
@given(vocabularies, running)
def test_terms_on_one_line_are_the_naive_ones(terms: list[str], text: str) -> None:
    assert found(text, *(Terms((term,)) for term in terms)) == by_the_book(text, terms)


@settings(max_examples=300, deadline=None)
@given(vocabularies, st.text("机密甲级aAbB12 。\n", max_size=40))
def test_terms_across_lines_are_the_naive_ones_of_the_joined_text(
    terms: list[str], text: str
) -> None:
    joined = unwrap(text)
    across = {
        (*joined.span(start, end), number)
        for start, end, number in by_the_book(joined.text, terms)
        if joined.mended(start, end)
    }
    expected = across | set(by_the_book(text, terms))
    assert set(found(text, *(Terms((term,)) for term in terms))) == expected


@settings(max_examples=100, deadline=None)
@given(vocabularies, st.text("机密甲级aAbB12 。\n", max_size=40))
def test_one_rule_of_many_terms_sees_what_many_rules_see(terms: list[str], text: str) -> None:
    together = [hit[:2] for hit in found(text, Terms(tuple(terms)))]
    apart = {hit[:2] for hit in found(text, *(Terms((term,)) for term in terms))}
    assert together == sorted(apart, key=lambda hit: (hit[0], -hit[1]))


@settings(max_examples=100, deadline=None)
@given(vocabularies, st.text("机密甲级aAbB12 。\n", max_size=40))
def test_hits_come_by_start_longer_ones_first(terms: list[str], text: str) -> None:
    finds = [*(Terms((term,)) for term in terms), Pattern("[机密]+"), Line(".+")]
    hits = found(text, *finds)
    assert hits == sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2]))
    assert len(hits) == len(set(hits))


TERMS = {
    "大小写不论": (("VPN",), "⟦vpn⟧与⟦Vpn⟧"),
    "拉丁字母连着的不是": (("VPN",), "VPNs与aVPN"),
    "拉丁字母挨着汉字的是": (("VPN",), "用⟦VPN⟧登录"),
    "数字连着的不是": (("12345",), "123456与⟦12345⟧号"),
    "汉字不看两边": (("机密",), "司⟦机密⟧切"),
    "混合词只看拉丁一边": (("A级",), "⟦A级⟧景区，AA级景区"),
    "词按折叠后的写法": (("機　密", "Ａ类"), "⟦机密⟧⟦a类⟧"),
    "增补平面的字": (("𠀀密",), "𠀀⟦𠀀密⟧"),
    "没有": (("机密",), "机 密"),
}


@pytest.mark.parametrize(("terms", "text"), TERMS.values(), ids=TERMS)
def test_terms(terms: tuple[str, ...], text: str) -> None:
    check(text, Terms(terms))


def test_overlapping_terms_are_all_seen() -> None:
    hits = found("国家秘密级", Terms(("秘密", "国家秘密", "秘密级")), Terms(("国家", "密")))
    assert hits == [(0, 4, 0), (0, 2, 1), (2, 5, 0), (2, 4, 0), (3, 4, 1)]


# --- patterns --------------------------------------------------------------------------------

EDGES: dict[str, tuple[Edge, str]] = {
    "任意：两边不管": ("none", "a⟦1234⟧b"),
    "任意：接着再找": ("none", "⟦1234⟧⟦5678⟧9"),
    "数字：单独": ("digit", "⟦1234⟧"),
    "数字：挨着字母": ("digit", "a⟦1234⟧b"),
    "数字：挨着汉字": ("digit", "第⟦1234⟧号"),
    "数字：左边多一位": ("digit", "01234"),
    "数字：右边多一位": ("digit", "12345 ⟦1234⟧"),
    "字母数字：单独": ("alnum", "⟦1234⟧"),
    "字母数字：挨着汉字": ("alnum", "第⟦1234⟧号"),
    "字母数字：挨着连字符": ("alnum", "-⟦1234⟧-"),
    "字母数字：左边有字母": ("alnum", "a1234"),
    "字母数字：右边有字母": ("alnum", "1234b"),
    "字母数字：行首行末": ("alnum", "⟦1234⟧\n甲\n⟦5678⟧"),
    "字母数字：全角字母已折叠": ("alnum", "é⟦1234⟧"),
}


@pytest.mark.parametrize(("edge", "text"), EDGES.values(), ids=EDGES)
def test_edges(edge: Edge, text: str) -> None:
    check(text, Pattern("[0-9]{4}", edge))


PATTERNS = {
    "整个命中": ("密级:[绝机秘]密", "⟦密级:机密⟧。"),
    "只算hit组": ("密级:(?P<hit>[绝机秘]密)", "密级:⟦机密⟧。"),
    "hit组之后接着找": (";(?P<hit>[a-z]+);", ";⟦a⟧;⟦b⟧;c"),
    "没有hit组的分支算整个": ("密级:(?P<hit>机密)|绝密件", "密级:⟦机密⟧⟦绝密件⟧"),
    "hit组为空不算": ("密级:(?P<hit>机?)", "密级:公开 密级:⟦机⟧密"),
    "别的组不管": ("(密级):(公开|机密)", "⟦密级:机密⟧"),
    "全角标点写法": ("密级：（机密）", "⟦密级:(机密)⟧"),
    "全角逗号问号": ("机密，可？", "⟦机密,可?⟧"),
    "方头括号": ("【机密】", "⟦[机密]⟧"),
    "行首行末": ("(?m:^)机密(?m:$)", "⟦机密⟧\n机密件\n⟦机密⟧"),
    "汉字类": (r"\p{Han}{2}密", "a⟦国家密⟧"),
    "增补平面": ("𠀀.", "⟦𠀀密⟧"),
    "不分大小写": ("(?i:pwd)=", "⟦PWD=⟧⟦pwd=⟧"),
    "不重叠": ("机密机", "⟦机密机⟧密机"),
}


@pytest.mark.parametrize(("expression", "text"), PATTERNS.values(), ids=PATTERNS)
def test_patterns(expression: str, text: str) -> None:
    check(text, Pattern(expression))


LINES = {
    "独占一行": "甲\n⟦机密⟧\n乙",
    "文首": "⟦机密⟧\n乙",
    "文末": "甲\n⟦机密⟧",
    "方括号": "[⟦机密⟧]",
    "圆括号与空格": " ( ⟦机密⟧ ) ",
    "引号": "“⟦机密⟧”",
    "标题记号": "## ⟦机密⟧",
    "加粗": "**⟦机密⟧**",
    "列表记号": "- ⟦机密⟧",
    "项目符号": "■ ⟦机密⟧ ●",
    "竖线表格": "|⟦机密⟧|",
    "表格第一格": "⟦机密⟧\t甲",
    "表格中间格": "甲\t⟦机密⟧\t乙",
    "表格末格": "甲\t⟦机密⟧",
    "相邻两格": "⟦机密⟧\t⟦机密⟧",
    "相邻两行": "⟦机密⟧\n⟦机密⟧",
    "隔着空行": "⟦机密⟧\n\n⟦机密⟧",
    "后面有字": "机密件",
    "前面有字": "定为机密",
    "句中": "甲，机密，乙",
    "同格有字": "甲\t机密件\t乙",
    "断成两行": "机\n密",
    "句号不是装饰": "机密。",
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_lines(text: str) -> None:
    check(text, Line("机密"))


def test_a_line_of_alternatives_is_the_whole_line() -> None:
    check("⟦内部⟧\n内部件\n⟦内参⟧\n本内参", Line("内部|内参"))


def one_by_one(text: str, expression: str, edge: str) -> Iterator[tuple[int, int]]:
    """Leftmost matches with free edges; after any other the search goes on one character later."""
    position, regex = 0, re.compile(expression)
    while match := regex.search(text, position):
        start, end = match.span("hit" if "<hit>" in expression else 0)
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        touched = edge != "none" and set(around) & (ALNUM if edge == "alnum" else set("0123456789"))
        if start < end and not touched:
            yield start, end
        position = match.start() + 1 if touched or start == end else end


SHAPES = ["[0-9]{3}", "[0-9]{2,}", "-?[0-9]{3}", r"\(?[0-9]{2}-?[0-9]", "(?:[0-9] ?){3}"]
SHAPES += ["a?[0-9]{2}a?", "甲?[0-9]{2,3}", "[a甲]-(?P<hit>[0-9]{2})", "(?P<hit>[0-9]{2})-"]


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(SHAPES),
    st.sampled_from(["alnum", "digit", "none"]),
    st.text("019-( aé甲𠀀", max_size=16),
)
@example("-?[0-9]{3}", "digit", "0000-111")
def test_patterns_are_the_naive_ones(expression: str, edge: Edge, text: str) -> None:
    hits = [hit[:2] for hit in found(text, Pattern(expression, edge))]
    assert hits == list(one_by_one(text, expression, edge))


BAD = {
    "没有环视": "(?=机密)",
    "括号不成对": "(机密",
    "没有反向引用": r"(机)\1",
    "重复太多": "机{9999}",
}


@pytest.mark.parametrize("expression", BAD.values(), ids=BAD)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(SeclintError, match="RE2"):
        compile_expression(folded_expression(expression))


# --- across lines ----------------------------------------------------------------------------

ACROSS = {
    "词断行": (Terms(("机密",)), "本件⟦机\n密⟧文件"),
    "词断三行": (Terms(("秘密★",)), "⟦秘\n密\n★⟧"),
    "词后缩进": (Terms(("机密",)), "⟦机\n  密⟧"),
    "号码断行": (Pattern("[0-9]{11}", "alnum"), "手机⟦1380013\n8000⟧。"),
    "号码断行后还有数字": (Pattern("[0-9]{11}", "alnum"), "1380013\n80001"),
    "行内的照旧只算一次": (Terms(("机密",)), "⟦机密⟧\n⟦机密⟧"),
    "断行两侧各有一个": (Terms(("机密",)), "⟦机密⟧⟦机\n密⟧⟦机密⟧"),
    "空行不算断行": (Terms(("机密",)), "机\n\n密"),
    "拉丁词不算": (Terms(("VPN",)), "VP\nN"),
    "整行的不跨行": (Line("机密"), "机\n密"),
}


@pytest.mark.parametrize(("find", "text"), ACROSS.values(), ids=ACROSS)
def test_across_lines(find: Find, text: str) -> None:
    check(text, find)


def test_offsets_are_characters_of_the_folded_text() -> None:
    page = fold("🌟𠀀机\u200b密，机 密")
    hits = RuleSet([rule(Terms(("机密",)))]).hits(page)
    assert [page.span(hit.start, hit.end) for hit in hits] == [(2, 5), (6, 9)]


def test_no_rules_and_no_text() -> None:
    assert found("机密") == []
    assert found("", Terms(("机密",)), Pattern("机"), Line("机")) == []


EMPTY: dict[str, tuple[Find, str]] = {
    "可空的模式": (Pattern("[0-9]*"), "甲⟦12⟧乙"),
    "可空的模式、有边界": (Pattern("[0-9]*", "alnum"), "甲⟦12⟧乙"),
    "可空的整行": (Line("(?:机密)?"), "⟦机密⟧\n\n甲"),
    "空文": (Pattern("机?"), ""),
}


@pytest.mark.timeout(5)
@pytest.mark.parametrize(("find", "text"), EMPTY.values(), ids=EMPTY)
def test_an_expression_that_matches_nothing_at_all_ends(find: Find, text: str) -> None:
    check(text, find)


def test_a_lone_surrogate_does_not_end_the_run() -> None:
    check("\ud800⟦机密⟧\udfff\n⟦机密⟧", Terms(("机密",)))
    check("\ud800⟦1234⟧\udfff", Pattern("[0-9]{4}", "alnum"))


FAR = {
    "行首以后很远": (Pattern("(?m:^)例[^\n]*?(?P<hit>停用)"), f"例{'甲' * 5_000}⟦停用⟧\n甲停用"),
    "行尾以前很远": (Pattern("(?P<hit>停用)[^\n]*例(?m:$)"), f"⟦停用⟧{'甲' * 5_000}例\n停用"),
    "下一行": (Pattern("停用[^。]*例"), f"⟦停用{'甲' * 200}\n乙{'甲' * 200}例⟧"),
    "整行很长": (Line("[^\n]*停用"), f"⟦{'甲' * 5_000}停用⟧\n停用甲"),
}


@pytest.mark.parametrize(("find", "text"), FAR.values(), ids=FAR)
def test_an_expression_without_a_bound_reaches_over_its_line(find: Find, text: str) -> None:
    check(text, find)


ACROSS = {
    "要的词不少见": (Pattern(r"\p{Han}{3}"), "甲乙\n丙"),
    "要的词少见": (Pattern("机密件"), "机\n密件"),
    "断行在长行里": (Pattern("(?m:^)例[^\n]*?(?P<hit>机密件)"), f"例{'甲' * 3_000}机\n密件"),
    "不是真的行首": (Pattern("(?m:^)甲[^\n]*?(?P<hit>机密件)"), f"例{'甲' * 3_000}机\n密件"),
}
FOUND_ACROSS = {"要的词不少见", "要的词少见", "断行在长行里"}


@pytest.mark.parametrize("name", ACROSS)
def test_a_break_inside_a_word_hides_nothing(name: str) -> None:
    find, text = ACROSS[name]
    assert bool(found(text, find)) == (name in FOUND_ACROSS)


def test_no_rules_find_nothing_whatever_the_text() -> None:
    assert found("\0机密\0") == []


# --- bounded: long texts of one kind end (pytest-timeout says when they do not) ---------------

MEGABYTE = 1_000_000
LONG: dict[str, tuple[Find, str]] = {
    "有限模式、数字不断": (Pattern("[1-9][0-9]{16}[0-9X]", "alnum"), "1" * MEGABYTE),
    "有限模式、逐字有空格": (Pattern("(?:[0-9] ?){18}", "alnum"), "1 " * (MEGABYTE // 2)),
    "嵌套的重复": (Pattern("(?:(?:a*)*)*b"), "a" * MEGABYTE),
    "交替的重复": (Pattern("(?:a|aa)+$"), "a" * MEGABYTE + "b"),
    "惰性的区间": (Pattern("机[^\n]{0,60}?密"), "机" * (MEGABYTE // 3)),
    "整行、装饰不断": (Line("机密"), "■" * (MEGABYTE // 3)),
    "整行、空格不断": (Line("机密"), " " * MEGABYTE),
    "空行不断": (Line("机密"), "\n" * MEGABYTE),
    "词、重叠不断": (Terms(("机机", "机")), "机" * (MEGABYTE // 30)),
    "断行不断": (Terms(("机密",)), "机\n" * (MEGABYTE // 4)),
    "整行内不限远近": (Pattern("(?m:^)[^\n]*?(?P<hit>机)"), "机" * (MEGABYTE // 3)),
    "跨行不限远近": (Pattern("机[^。]*密"), "机" * (MEGABYTE // 3)),
    "长行之间的断行": (Pattern("机[^\n]*密级"), ("机" * 9_999 + "\n") * (MEGABYTE // 60_000)),
    "没有边界的长模式": (Pattern("[0-9]{4,}", "alnum"), "a" + "1" * MEGABYTE),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("find", "text"), LONG.values(), ids=LONG)
def test_a_long_text_ends(find: Find, text: str) -> None:
    for start, end, _ in found(text, find):
        assert 0 <= start < end <= len(text)
