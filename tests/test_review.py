"""The whole core: which hits stand beside each other, in which order, under which names."""

import pytest

from seclint.fold import fold
from seclint.match import RuleSet
from seclint.model import (
    Alone,
    Condition,
    Document,
    Find,
    Level,
    Masking,
    Near,
    Not,
    Pattern,
    Place,
    Rule,
    Severity,
    Terms,
)
from seclint.review import MOST, judged, review, review_file, shown_name

ID = "11010519491231002X"
KINDS = {"AA": "mark.state", "BB": "mark.internal", "CC": "pii.id"}


def rule(
    identifier: str,
    find: Find,
    *where: Condition,
    yields_to: tuple[str, ...] = (),
    mask: Masking = "none",
    levels: tuple[Level, ...] = (),
) -> Rule:
    return Rule(
        id=identifier,
        name=identifier.lower(),
        title="例",
        kind=KINDS[identifier[:2]],
        severity=Severity.WARNING,
        find=find,
        message=f"出现 {identifier}",
        remedy="删去",
        where=where,
        yields_to=yields_to,
        mask=mask,
        levels=levels,
    )


def standing(text: str, *rules: Rule) -> list[tuple[str, str, str]]:
    """Rule, kind and original text of every finding, in order."""
    findings = review(Document("例.txt", text), RuleSet(rules))
    return [(f.rule, f.kind, text[slice(*f.span)]) for f in findings]


def reasons(text: str, *rules: Rule) -> list[tuple[str, str, str | None]]:
    """Rule, folded text and reason (None: it stands) of every hit, in order."""
    page, verdicts = judged(Document("例.txt", text), RuleSet(rules))
    return [(v.hit.rule.id, page.folded.text[v.hit.start : v.hit.end], v.reason) for v in verdicts]


LEVEL = rule("AA001", Terms(("机密",)))
MARK = rule("AA002", Pattern("机密★[0-9]+年"))
MEEK = rule("BB001", Terms(("机密", "机密★")), yields_to=("AA002",))
NUMBER = rule("CC001", Pattern("[1-9][0-9]{16}[0-9X]", "alnum"), mask="middle")

# --- one rule, many hits -------------------------------------------------------------------

LONGEST = {
    "长的盖住里面短的": (("国家秘密", "秘密"), "国家秘密", ["国家秘密"]),
    "盖住里面所有的": (("国家秘密级", "国家", "秘密", "级"), "国家秘密级", ["国家秘密级"]),
    "同起点取长的": (("机密", "机密级"), "机密级", ["机密级"]),
    "同终点取长的": (("密级", "机密级"), "机密级", ["机密级"]),
    "交错的都留": (("国家秘", "秘密级"), "国家秘密级", ["国家秘", "秘密级"]),
    "不相干的都留": (("机密", "秘密"), "机密、秘密", ["机密", "秘密"]),
    "隔着短的也盖得住": (("国家秘密级", "国家", "密级"), "国家秘密级", ["国家秘密级"]),
}


@pytest.mark.parametrize(("terms", "text", "stand"), LONGEST.values(), ids=LONGEST)
def test_the_longest_of_one_rule(terms: tuple[str, ...], text: str, stand: list[str]) -> None:
    assert standing(text, rule("AA001", Terms(terms))) == [
        ("AA001", "mark.state", found) for found in stand
    ]


def test_a_long_hit_that_fell_hides_no_short_one() -> None:
    picky = rule("AA001", Terms(("国家秘密", "秘密")), Near(("国家",), 2, "before"))
    assert reasons("国家秘密", picky) == [
        ("AA001", "国家秘密", "并非附近有「国家」等词"),
        ("AA001", "秘密", None),
    ]


def test_the_reason_of_a_hit_inside_a_longer_one() -> None:
    assert reasons("机密级", rule("AA001", Terms(("机密级", "机密")))) == [
        ("AA001", "机密级", None),
        ("AA001", "机密", "在同一规则更长的命中之内"),
    ]


def test_hits_of_two_rules_stand_side_by_side() -> None:
    assert standing("机密★5年", LEVEL, MARK) == [
        ("AA002", "mark.state", "机密★5年"),
        ("AA001", "mark.state", "机密"),
    ]


# --- yielding ------------------------------------------------------------------------------

YIELDS = {
    "在对方之内": ("机密★5年", [("AA002", "机密★5年")]),
    "对方没有": ("机密★启用", [("BB001", "机密★")]),
    "对方在别处": ("机密，机密★5年", [("BB001", "机密"), ("AA002", "机密★5年")]),
    "折叠之后才重叠": ("机 密☆５年", [("AA002", "机 密☆５年")]),
}


@pytest.mark.parametrize(("text", "stand"), YIELDS.values(), ids=YIELDS)
def test_a_rule_yields(text: str, stand: list[tuple[str, str]]) -> None:
    found = [(identifier, matched) for identifier, _, matched in standing(text, MEEK, MARK)]
    assert found == stand


OVERLAPS = {
    "对方在前面伸进来": ("甲乙丙", "乙丙丁", "甲乙丙丁", ["AA001"]),
    "对方在后面伸进来": ("乙丙丁", "甲乙丙", "甲乙丙丁", ["AA001"]),
    "对方短、在中间": ("乙", "甲乙丙", "甲乙丙", ["AA001"]),
    "只是挨着（前）": ("甲", "乙", "甲乙", ["AA001", "BB001"]),
    "只是挨着（后）": ("乙", "甲", "甲乙", ["BB001", "AA001"]),
}


@pytest.mark.parametrize(("strong", "meek", "text", "stand"), OVERLAPS.values(), ids=OVERLAPS)
def test_yielding_is_by_overlap(strong: str, meek: str, text: str, stand: list[str]) -> None:
    rules = (
        rule("AA001", Terms((strong,))),
        rule("BB001", Terms((meek,)), yields_to=("AA001",)),
    )
    assert [identifier for identifier, _, _ in standing(text, *rules)] == stand


def test_the_reason_names_the_winner() -> None:
    assert reasons("机密★5年", MARK, MEEK) == [
        ("AA002", "机密★5年", None),
        ("BB001", "机密★", "让位于 AA002"),
        ("BB001", "机密", "在同一规则更长的命中之内"),
    ]


def test_it_yields_to_no_rule_that_fell() -> None:
    fallen = rule("AA002", Pattern("机密★[0-9]+年"), Alone())
    assert standing("甲机密★5年", fallen, MEEK) == [("BB001", "mark.internal", "机密★")]


def test_the_first_of_many_winners_is_named() -> None:
    meek = rule("BB001", Terms(("机密",)), yields_to=("AA001", "AA002"))
    assert ("BB001", "机密", "让位于 AA001") in reasons("机密★5年", LEVEL, MARK, meek)


def test_a_long_stand_before_short_ones_still_counts() -> None:
    """The furthest end so far matters, not the nearest start."""
    strong = rule("AA001", Terms(("甲乙丙丁戊", "乙")), Not(Near(("无",), 1)))
    other = rule("AA003", Terms(("乙",)))
    meek = rule("BB001", Terms(("戊",)), yields_to=("AA001", "AA003"))
    assert ("BB001", "戊", "让位于 AA001") in reasons("甲乙丙丁戊", strong, other, meek)


# --- order and place -----------------------------------------------------------------------


def test_findings_come_by_place() -> None:
    text = f"机密{ID}\n机密★5年\n机密"
    assert standing(text, NUMBER, MARK, LEVEL) == [
        ("AA001", "mark.state", "机密"),
        ("CC001", "pii.id", ID),
        ("AA002", "mark.state", "机密★5年"),
        ("AA001", "mark.state", "机密"),
        ("AA001", "mark.state", "机密"),
    ]


def test_the_same_place_comes_in_the_order_of_the_rules() -> None:
    twin = rule("BB002", Terms(("机密",)))
    assert [f[0] for f in standing("机密", twin, LEVEL)] == ["BB002", "AA001"]
    assert [f[0] for f in standing("机密", LEVEL, twin)] == ["AA001", "BB002"]


# Name: (text, where it stands: line, column, end line, end column).
PLACES = {
    "全角、零宽、跨行": ("头\n号码１１０１０５\u200b１９４９１２\n　３１００２Ｘ。", (2, 3, 3, 8)),
    "字间有空格": (" ".join(ID), (1, 1, 1, 36)),
    "汉字数字": ("号：一一〇一〇五一九四九一二三一〇〇二Ｘ", (1, 3, 1, 21)),
    "两个段落之间": (f"甲\n\n{ID}\n\n乙", (3, 1, 3, 19)),
}


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES)
def test_place(text: str, place: tuple[int, int, int, int]) -> None:
    (finding,) = review(Document("例.txt", text), RuleSet([NUMBER]))
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == place
    assert fold(text[slice(*finding.span)]).text.replace("\n", "").replace(" ", "") == ID


def test_the_level_that_is_earned_speaks() -> None:
    alone = Level(Severity.ERROR, (Alone(),), "独占一行", "停", None)
    judged_by = rule("AA001", Terms(("机密",)), levels=(alone,))
    first, second = review(Document("例.txt", "机密\n甲机密"), RuleSet([judged_by]))
    assert (first.severity, first.message) == (Severity.ERROR, "独占一行")
    assert (second.severity, second.message) == (Severity.WARNING, "出现 AA001")


def test_a_document_without_hits_has_no_findings() -> None:
    assert standing("公开", LEVEL, MARK, NUMBER) == []
    assert standing("", LEVEL) == []
    assert standing("机密") == []


SHORT = {
    "不成立的短词照写": ("示例\n机密", "示例", "示例"),
    "成立的短词遮住": ("示例机密", "示例机密", "**机密"),
    "不成立的长词遮住": ("示例人员名\n机密", "示例人员名", "*****"),
}


@pytest.mark.parametrize(("text", "line", "shown"), SHORT.values(), ids=SHORT)
def test_a_short_hit_that_fell_stays_readable(text: str, line: str, shown: str) -> None:
    masked = rule("CC002", Terms(("示例", "示例人员名")), Near(("机密",), "line"), mask="all")
    everything = rule("AA001", Pattern(line))
    (finding,) = [
        f
        for f in review(Document("例.txt", text), RuleSet([masked, everything]))
        if f.rule == "AA001"
    ]
    assert finding.excerpt == shown


# --- names ---------------------------------------------------------------------------------

NAMES = {
    "没有号码": ("公示名单.docx", "公示名单.docx"),
    "有号码": (f"示例甲{ID}.docx", "示例甲110*************2X.docx"),
    "目录有号码": (f"{ID}/公示.docx", "110*************2X/公示.docx"),
    "全角号码": (
        "示例甲１１０１０５１９４９１２３１００２Ｘ.txt",
        "示例甲１１０" + "*" * 13 + "２Ｘ.txt",
    ),
    "标志不遮": ("机密★5年方案.docx", "机密★5年方案.docx"),
    "压缩包里": (f"甲.zip!/{ID}.txt", "甲.zip!/110*************2X.txt"),
    "多出一位的不是号码": (f"{ID}1.txt", f"{ID}1.txt"),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)
def test_names_are_masked(name: str, shown: str) -> None:
    rules = RuleSet([NUMBER, MARK])
    assert shown_name(name, rules) == shown
    places = ((0, Place("filename", "文件名")),)
    for finding in review(Document(name, "机密★5年", places), rules):
        assert finding.document == shown


# --- many of one rule ------------------------------------------------------------------------

BAD = Level(Severity.ERROR, (Near(("密",), 2),), "密", "删", None)


def test_of_very_many_the_others_are_counted() -> None:
    many = review(Document("例.txt", "甲\n" * (MOST + 3)), RuleSet([rule("AA001", Terms(("甲",)))]))
    findings = [*many]
    assert [finding.line for finding in findings] == [*range(1, MOST + 1)]
    assert [finding.more for finding in findings] == [0] * (MOST - 1) + [3]


def test_just_enough_are_all_told() -> None:
    many = review(Document("例.txt", "甲\n" * MOST), RuleSet([rule("AA001", Terms(("甲",)))]))
    assert {finding.more for finding in many} == {0}


def test_no_error_is_left_out_for_what_stands_before_it() -> None:
    rules = RuleSet([rule("AA001", Terms(("甲",)), levels=(BAD,)), rule("BB001", Terms(("乙",)))])
    findings = [*review(Document("例.txt", "甲\n" * (MOST + 3) + "丙甲密\n乙\n"), rules)]
    assert [(f.rule, f.severity, f.more) for f in findings[-3:]] == [
        ("AA001", Severity.WARNING, 3),
        ("AA001", Severity.ERROR, 0),
        ("BB001", Severity.WARNING, 0),
    ]


def test_they_are_counted_over_all_documents_of_a_file() -> None:
    texts = ("甲\n" * (MOST - 1), "甲\n甲\n甲\n")
    documents = [Document(f"例.zip!/{at}.txt", text) for at, text in enumerate(texts)]
    found = review_file(documents, RuleSet([rule("AA001", Terms(("甲",)))])).findings
    assert len(found) == MOST
    assert (found[-1].document, found[-1].more) == ("例.zip!/1.txt", 2)
