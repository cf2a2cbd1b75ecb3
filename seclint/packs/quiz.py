"""quiz: a training sheet from the rules' examples: may this be published as it is, and why?

What is drawn depends on the seed and the examples alone, not on any random generator: the same
seed gives the same sheet on every machine and in every version of Python.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from seclint.match import RuleSet
from seclint.model import Document, Example, Finding, Part, Place, Rule, Severity
from seclint.packs import Ruleset, compiled
from seclint.packs.examples import DAY
from seclint.review import judged, review

PARTS: dict[Part, str] = {
    "body": "正文", "title": "标题", "table": "表格", "header": "页眉", "footer": "页脚",
    "footnote": "脚注", "textbox": "文本框", "comment": "批注", "inserted": "修订中插入的文字",
    "deleted": "修订中删去的文字", "hidden": "隐藏文字", "note": "备注", "property": "文档属性",
    "filename": "文件名", "alt": "图片的替代文字", "link": "链接", "embedded": "嵌入的文件",
    "image": "图片里的文字", "subject": "邮件主题", "markup": "网页源码",
}  # fmt: skip
"""Where a text stands, in words."""

_VERDICTS = {
    Severity.ERROR: "不得公开",
    Severity.WARNING: "须复核后再定",
    Severity.INFO: "可以公开，但先看一眼（提示）",
}


class Ground(NamedTuple):
    """A rule that speaks of a text, what it says and to what; `remedy` is "" where it falls."""

    rule: Rule
    text: str
    message: str
    remedy: str


class Question(NamedTuple):
    """A text, where it stands, how bad the rules find it (None: not at all), and why."""

    text: str
    part: Part
    verdict: Severity | None
    grounds: tuple[Ground, ...]


class _Card(NamedTuple):
    """An example of a rule."""

    rule: Rule
    example: Example

    def lot(self, seed: str) -> bytes:
        """What decides when it is drawn."""
        drawn = f"{seed}\0{self.rule.id}\0{self.example.text}".encode()
        return blake2b(drawn, digest_size=16).digest()


def quiz(rules: Iterable[Rule], ruleset: Ruleset, count: int, seed: int) -> tuple[Question, ...]:
    """Up to `count` questions from the examples of `rules`, half of them clean, in mixed order.

    The answers are those of all rules together: what one lets pass another may stop.
    """
    engine = compiled(ruleset)
    cards = [_Card(rule, example) for rule in rules for example in rule.examples]
    stopped = [card for card in cards if card.example.spans]
    clean = [card for card in cards if not card.example.spans]
    asked = [
        *_asked(stopped, (count + 1) // 2, seed, engine),
        *_asked(clean, count // 2, seed, engine),
    ]
    asked.sort(key=lambda pair: pair[0].lot(f"{seed} mixed"))
    return tuple(question for _, question in asked)


def _asked(
    cards: list[_Card], count: int, seed: int, engine: RuleSet
) -> Iterator[tuple[_Card, Question]]:
    """So many questions; an example that other rules judge otherwise teaches nothing clear."""
    for card in _drawn(cards, str(seed)):
        if count <= 0:
            return
        question = _question(card, engine)
        if (question.verdict is None) != bool(card.example.spans):
            yield card, question
            count -= 1


def _drawn(cards: list[_Card], seed: str) -> list[_Card]:
    """By lot, but no second example of a rule before the first of every other one."""
    turn: dict[str, int] = defaultdict(int)
    turns = []
    for card in sorted(cards, key=lambda card: card.lot(seed)):
        turns.append((turn[card.rule.id], card))
        turn[card.rule.id] += 1
    return [card for _, card in sorted(turns, key=lambda pair: pair[0])]


def _question(card: _Card, engine: RuleSet) -> Question:
    example = card.example
    document = Document("例", example.text, ((0, Place(example.part, "例")),))
    found = sorted(review(document, engine, DAY), key=lambda finding: -finding.severity)
    if not found:
        return Question(example.text, example.part, None, (_near_miss(card, document, engine),))
    by_rule = {rule.id: rule for rule in engine.rules}
    grounds = {finding.rule: _ground(by_rule[finding.rule], finding, document) for finding in found}
    return Question(example.text, example.part, found[0].severity, tuple(grounds.values()))


def _ground(rule: Rule, finding: Finding, document: Document) -> Ground:
    return Ground(rule, document.text[slice(*finding.span)], finding.message, finding.remedy)


def _near_miss(card: _Card, document: Document, engine: RuleSet) -> Ground:
    """What the card's rule saw in a text that it let pass, and why it did not stand."""
    page, verdicts = judged(document, engine, DAY)
    own = [verdict for verdict in verdicts if verdict.hit.rule.id == card.rule.id]
    if not own:
        return Ground(card.rule, "", "写法不同，规则没有命中", "")
    span = page.folded.span(own[0].hit.start, own[0].hit.end)
    return Ground(card.rule, document.text[slice(*span)], own[0].reason or "", "")


# --- the sheet -------------------------------------------------------------------------------


def sheet(questions: tuple[Question, ...], seed: int, *, answers: bool) -> Iterator[str]:
    """The sheet in Markdown, line by line."""
    yield from ("# 保密审查练习", "")
    yield f"共 {len(questions)} 题（种子 {seed}）。下面各段文字可以直接公开吗？为什么？"
    yield from (
        "",
        "例中的人和号码都是编的。是不是国家秘密，只有定密机关能定；这里只问能不能直接公开。",
    )
    for number, question in enumerate(questions, 1):
        where = "" if question.part == "body" else f"（{PARTS[question.part]}）"
        yield from ("", f"## 第 {number} 题{where}", "", *_fenced(question.text), "", "答：")
    if answers:
        yield from ("", "---", "", "# 答案")
        for number, question in enumerate(questions, 1):
            yield from ("", *_answer(number, question))


def _fenced(text: str) -> Iterator[str]:
    fence = "~~~"
    while fence in text:
        fence += "~"
    yield from (f"{fence}text", *text.split("\n"), fence)


def _answer(number: int, question: Question) -> Iterator[str]:
    verdict = _VERDICTS[question.verdict] if question.verdict else "可以公开（就规则所查而言）"
    yield from (f"**第 {number} 题　{verdict}。**", "")
    for ground in question.grounds:
        named = f"{ground.rule.title}（{ground.rule.id}）"
        seen = f"「{' '.join(ground.text.split())}」" if ground.text else ""
        if question.verdict is None:
            because = f"{seen}（{ground.message}）" if seen else ground.message
            yield f"- 像“{named}”，但不是：{because}。"
            continue
        yield f"- {named}：{seen}{ground.message}。"
        if ground.rule.basis:
            yield f"  - 依据：{'；'.join(ground.rule.basis)}"
        yield f"  - 处置：{ground.remedy}"
