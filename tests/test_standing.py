"""Rules that look at other rules' findings: in which order, where, and never in a circle."""

import pytest

from seclint.match import RuleSet
from seclint.model import (
    Beside,
    Condition,
    Count,
    Document,
    Find,
    Level,
    Not,
    Rule,
    Scope,
    Severity,
    Terms,
    Together,
)
from seclint.review import judged
from seclint.standing import Circular, depths


def rule(
    identifier: str,
    find: Find,
    *where: Condition,
    kind: str = "aggregate",
    levels: tuple[Level, ...] = (),
    yields_to: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=identifier,
        name=identifier.lower(),
        title="例",
        kind=kind,
        severity=Severity.WARNING,
        find=find,
        message="例",
        remedy="删",
        where=where,
        levels=levels,
        yields_to=yields_to,
        mask="none",
    )


NAME = rule("NA001", Terms(("示例甲",)), kind="pii.name")
PHONE = rule("PH001", Terms(("电话一", "电话二")), kind="pii.phone")
ILLNESS = rule("IL001", Terms(("某病",)), kind="pii.health")


def found(text: str, asked: Rule, *others: Rule) -> list[tuple[str, int]]:
    """What the rule finds beside the others, and where."""
    _, verdicts = judged(Document("例", text), RuleSet([*others, asked]))
    return [
        (text[v.hit.start : v.hit.end], v.hit.start)
        for v in verdicts
        if v.hit.rule is asked and v.reason is None
    ]


def both(within: Scope) -> Find:
    return Together(("pii.name", "PH001"), within, 2)


TOGETHER = {
    "同一行": (both("line"), "示例甲，电话一", [("示例甲", 0)]),
    "先后不论": (both("line"), "电话一，示例甲", [("电话一", 0)]),
    "每行报一次": (
        both("line"),
        "示例甲电话一电话二示例甲\n示例甲电话一",
        [("示例甲", 0), ("示例甲", 13)],
    ),
    "隔行不算": (both("line"), "示例甲\n电话一", []),
    "同段": (both("paragraph"), "示例甲\n电话一\n\n示例甲", [("示例甲", 0)]),
    "隔段不算": (both("paragraph"), "示例甲\n\n电话一", []),
    "全文": (both("document"), "示例甲\n\n电话一\n\n示例甲", [("示例甲", 0)]),
    "只有一样": (both("document"), "示例甲示例甲", []),
    "任两样": (
        Together(("pii.name", "PH001", "pii.health"), "line", 2),
        "某病电话一",
        [("某病", 0)],
    ),
    "任一样": (Together(("pii.name", "PH001"), "line", 1), "无\n电话一", [("电话一", 2)]),
}


@pytest.mark.parametrize(("find", "text", "hits"), TOGETHER.values(), ids=TOGETHER)
def test_together(find: Find, text: str, hits: list[tuple[str, int]]) -> None:
    assert found(text, rule("TO001", find), NAME, PHONE, ILLNESS) == hits


def near(within: object, *findings: str, at_least: int = 1) -> Condition:
    return Beside(findings or ("pii.phone",), within, at_least)


BESIDE = {
    "同行": (near("line"), "示例甲，电话一", True),
    "隔行": (near("line"), "示例甲\n电话一", False),
    "同句": (near("sentence"), "示例甲，电话一", True),
    "隔句": (near("sentence"), "示例甲。电话一", False),
    "字数以内": (near(3), "示例甲 电话一", True),
    "字数以外": (near(1), "示例甲，，电话一", False),
    "同段": (near("paragraph"), "示例甲\n电话一", True),
    "隔段": (near("paragraph"), "示例甲\n\n电话一", False),
    "全文": (near("document"), "示例甲\n\n电话一", True),
    "两样都有": (near("line", "PH001", "pii.health", at_least=2), "示例甲电话一某病", True),
    "两样缺一": (near("line", "PH001", "pii.health", at_least=2), "示例甲电话一", False),
    "没有": (near("document"), "示例甲", False),
    "反": (Not(near("line")), "示例甲", True),
    "反而有": (Not(near("line")), "示例甲电话一", False),
}


@pytest.mark.parametrize(("condition", "text", "stands"), BESIDE.values(), ids=BESIDE)
def test_beside(condition: Condition, text: str, stands: bool) -> None:
    asked = rule("NA001", Terms(("示例甲",)), condition, kind="pii.name")
    assert bool(found(text, asked, PHONE, ILLNESS)) is stands


def test_what_fell_is_no_finding() -> None:
    fallen = rule("PH001", Terms(("电话一",)), near("line", "pii.health"), kind="pii.phone")
    asked = rule("NA001", Terms(("示例甲",)), near("line"), kind="pii.name")
    assert found("示例甲电话一", asked, fallen, ILLNESS) == []
    assert found("示例甲电话一某病", asked, fallen, ILLNESS) == [("示例甲", 0)]


def test_what_yields_is_no_finding() -> None:
    winner = rule("WW001", Terms(("打电话一",)))
    yielding = rule("PH001", Terms(("电话一",)), kind="pii.phone", yields_to=("WW001",))
    asked = rule("NA001", Terms(("示例甲",)), near("line"), kind="pii.name")
    assert found("示例甲打电话一", asked, yielding, winner) == []


COUNTS = {
    "够数": (Count(2, "document"), "电话一\n\n电话一", 2),
    "不够数": (Count(3, "document"), "电话一\n\n电话一", 0),
    "同一行够数": (Count(2, "line"), "电话一电话二\n电话一", 2),
    "不同的够数": (Count(2, "document", distinct=True), "电话一\n电话二", 2),
    "相同的不够数": (Count(2, "document", distinct=True), "电话一\n电话一", 0),
    "反": (Not(Count(2, "document")), "电话一", 1),
}


@pytest.mark.parametrize(("condition", "text", "number"), COUNTS.values(), ids=COUNTS)
def test_counts(condition: Condition, text: str, number: int) -> None:
    asked = rule("PH001", Terms(("电话一", "电话二")), condition, kind="pii.phone")
    assert len(found(text, asked)) == number


def test_only_what_stands_otherwise_is_counted() -> None:
    asked = rule("PH001", Terms(("电话一",)), Count(2, "document"), near("line", "pii.name"))
    assert found("示例甲电话一\n电话一", asked, NAME) == []
    assert len(found("示例甲电话一\n示例甲电话一", asked, NAME)) == 2


def test_a_level_may_look_at_what_is_judged_later() -> None:
    worse = Level(Severity.ERROR, (near("line", "pii.name"),), "例", "删", None)
    phone = rule("PH001", Terms(("电话一",)), kind="pii.phone", levels=(worse,))
    name = rule("NA001", Terms(("示例甲",)), near("line"), kind="pii.name")
    _, verdicts = judged(Document("例", "示例甲电话一\n电话一"), RuleSet([phone, name]))
    told = [(v.hit.rule.id, v.level.severity) for v in verdicts if v.reason is None]
    assert told == [
        ("NA001", Severity.WARNING),
        ("PH001", Severity.ERROR),
        ("PH001", Severity.WARNING),
    ]


def test_each_is_judged_after_all_that_it_looks_at() -> None:
    first = rule("AA001", Together(("BB001", "pii.name"), "line", 2))
    second = rule("BB001", Terms(("乙",)), near("line", "PH001"))
    assert depths([first, second, NAME, PHONE]) == {"PH001": 0, "BB001": 1, "NA001": 0, "AA001": 2}


CIRCLES = {
    "自己": [rule("AA001", Together(("AA001",), "line", 1))],
    "自己的类别": [rule("AA001", Terms(("甲",)), near("line", "aggregate"))],
    "两条": [
        rule("AA001", Together(("BB001",), "line", 1)),
        rule("BB001", Terms(("乙",)), Not(near("line", "AA001"))),
    ],
}


@pytest.mark.parametrize("rules", CIRCLES.values(), ids=CIRCLES)
def test_a_circle_is_refused(rules: list[Rule]) -> None:
    with pytest.raises(Circular) as circle:
        depths(rules)
    assert circle.value.args[0] == circle.value.args[-1] == "AA001"
