"""Quiz: the same sheet for the same seed, half of it clean, answered as check would."""

from typing import get_args

import pytest

from seclint import packs
from seclint.match import RuleSet
from seclint.model import Document, Part, Place, Rule, Severity
from seclint.packs import Ruleset
from seclint.packs.examples import DAY
from seclint.packs.quiz import PARTS, Question, quiz, sheet
from seclint.review import review

BUNDLED = packs.load([packs.bundled()])
ENGINE = RuleSet(BUNDLED.rules)
PERSONAL = packs.selected(BUNDLED, ("PI",), ()).rules


def asked(
    count: int = 10, seed: int = 1, rules: tuple[Rule, ...] = PERSONAL
) -> tuple[Question, ...]:
    return quiz(rules, BUNDLED, count, seed)


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_answer_is_what_check_says(seed: int) -> None:
    for question in asked(20, seed, BUNDLED.rules):
        document = Document("例", question.text, ((0, Place(question.part, "例")),))
        severities = {finding.severity for finding in review(document, ENGINE, DAY)}
        assert question.verdict == max(severities, default=None)


SHARES = {"even": (10, 5), "odd": (5, 3), "one": (1, 1), "two": (2, 1)}


@pytest.mark.parametrize(("count", "stopped"), SHARES.values(), ids=SHARES)
def test_half_of_the_questions_are_clean(count: int, stopped: int) -> None:
    verdicts = [question.verdict for question in asked(count)]
    assert len(verdicts) == count
    assert sum(verdict is not None for verdict in verdicts) == stopped


def test_the_seed_alone_decides() -> None:
    assert asked(seed=1) == asked(seed=1)
    assert asked(seed=1) != asked(seed=2)
    assert asked(rules=PERSONAL[::-1]) == asked(rules=PERSONAL)


def test_a_longer_sheet_asks_of_every_rule_before_it_asks_twice() -> None:
    stopped = [question for question in asked(2 * len(PERSONAL)) if question.verdict]
    rules = {ground.rule.id for question in stopped for ground in question.grounds}
    assert rules >= {rule.id for rule in PERSONAL}


def test_no_more_is_asked_than_there_is() -> None:
    (rule,) = packs.selected(BUNDLED, ("PI001",), ()).rules
    texts = [question.text for question in asked(1000, rules=(rule,))]
    assert len(set(texts)) == len(texts) <= len(rule.examples)


def test_every_part_has_its_word() -> None:
    assert set(PARTS) == set(get_args(Part))


def test_an_answer_says_why_and_what_to_do() -> None:
    rule = packs.find(BUNDLED, "PI001")
    questions = asked(4, rules=(rule,))
    told = "\n".join(sheet(questions, 1, answers=True))
    assert questions[0].text in told
    assert "依据：个人信息保护法 第二十五条；" in told
    assert f"处置：{rule.remedy}" in told
    assert "像“居民身份证号码（含港澳台居民居住证）（PI001）”，但不是：" in told


def test_without_answers_nothing_gives_them_away() -> None:
    told = "\n".join(sheet(asked(), 1, answers=False))
    assert "PI0" not in told
    assert "答案" not in told


FENCES = {"plain": ("甲", "~~~"), "code": ("甲\n~~~\n乙", "~~~~"), "more": ("~~~~", "~~~~~")}


@pytest.mark.parametrize(("text", "fence"), FENCES.values(), ids=FENCES)
def test_a_text_cannot_leave_its_block(text: str, fence: str) -> None:
    question = Question(text, "body", Severity.INFO, ())
    lines = list(sheet((question,), 1, answers=False))
    assert lines.count(fence) == 1
    assert f"{fence}text" in lines


def test_no_rules_no_questions() -> None:
    assert quiz((), Ruleset((), ""), 10, 1) == ()
