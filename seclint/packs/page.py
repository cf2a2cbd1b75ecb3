"""page: a rule as a page, for `seclint rule ID` and for docs/rules: one description, two forms."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from seclint.judge import describe
from seclint.model import (
    Columns,
    Condition,
    Example,
    Find,
    Level,
    Line,
    Not,
    Pattern,
    Rule,
    Terms,
    Together,
)
from seclint.packs import Ruleset
from seclint.packs.cases import Case

_SEVERITIES = {"ERROR": "不得公开", "WARNING": "须复核", "INFO": "提示"}
_SECTIONS = {
    "说明": "查什么",
    "处置": "怎样处置",
    "依据": "为什么",
    "案例": "公开的案例",
    "报告": "要报的例子",
    "放行": "不报的例子",
    "查找": "怎样查找",
    "条件": "成立的条件",
    "放行词": "放行的词语",
    "让位于": "让位于",
    "改判": "何时改判",
}
"""The sections of a Markdown page; what has none stands in the list at its head."""


_RUN_ON = ("放行词", "让位于")
"""Sections of words so short that they stand in one paragraph."""


class Saying(NamedTuple):
    """One thing that is said of a rule; `code` is to be shown letter by letter."""

    label: str
    text: str
    code: str = ""
    note: str = ""
    quote: str = ""


def page(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    """The page as plain text, line by line; the rule set knows the words of the laws."""
    yield f"{rule.id}  {rule.title}（{rule.name}）"
    for saying in _sayings(rule, ruleset):
        said = " ".join(filter(None, (saying.text, saying.code)))
        yield f"{saying.label}  {said}{saying.note}"
        yield from (f"      {line}" for line in saying.quote.splitlines())


def markdown(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    """The page in Markdown, line by line."""
    yield f"# {rule.id} {escaped(rule.title)}"
    yield ""
    yield f"- 名称：{code(rule.name)}"
    for label, sayings in groupby(_sayings(rule, ruleset), key=lambda saying: saying.label):
        if label in _SECTIONS:
            yield from ("", f"## {_SECTIONS[label]}", "", *_items(list(sayings)))
        else:
            yield from (f"- {label}：{_marked_down(saying)}" for saying in sayings)


def _items(sayings: list[Saying]) -> Iterator[str]:
    """What a section says: a paragraph, or a list of several things or of code."""
    if sayings[0].label in _RUN_ON:
        yield "、".join(map(_marked_down, sayings))
        return
    for saying in sayings:
        bullet = "- " if len(sayings) > 1 or saying.code or saying.quote else ""
        yield f"{bullet}{_marked_down(saying)}"
        if saying.quote:
            yield ""
            yield from (f"  > {escaped(line)}".rstrip() for line in saying.quote.splitlines())
            yield ""


def _marked_down(saying: Saying) -> str:
    said = filter(None, (escaped(saying.text), saying.code and code(saying.code)))
    return " ".join(said) + escaped(saying.note)


def escaped(text: str) -> str:
    """Text in which Markdown sees nothing but text."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", text)


def code(text: str) -> str:
    """A code span that holds the text, backticks included."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    room = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{room}{text}{room}{fence}"


def _sayings(rule: Rule, ruleset: Ruleset) -> Iterator[Saying]:
    """What it says, why, what to do, examples, how it finds and judges."""
    yield Saying("级别", _severity(rule.own_level))
    yield Saying("类别", rule.kind)
    yield from _standing(rule)
    yield Saying("说明", rule.message)
    yield Saying("处置", rule.remedy)
    yield from (_article(basis, ruleset) for basis in rule.basis)
    yield from (_case(ruleset.case(identifier)) for identifier in rule.cases)
    yield from (_shown(each) for each in rule.examples if each.spans)
    yield from (_shown(each) for each in rule.examples if not each.spans)
    yield _search(rule.find)
    yield from (Saying("条件", _told(condition)) for condition in rule.where)
    yield from (Saying("放行词", phrase) for phrase in rule.allow)
    yield from (Saying("让位于", other) for other in rule.yields_to)
    yield from (Saying("改判", f"{_severity(level)}：{when(level)}") for level in rule.levels)


def _article(basis: str, ruleset: Ruleset) -> Saying:
    """An article with the law's own words, or with what it is about."""
    article = ruleset.laws.article(basis)
    if article is None:
        return Saying("依据", basis)
    if article.quoted:
        return Saying("依据", basis, quote=article.text)
    return Saying("依据", basis, note=f"（{article.text}）")


def _case(case: Case) -> Saying:
    told = "，".join(filter(None, (case.source, f"{case.year} 年" if case.year else "")))
    return Saying("案例", f"{case.id} {case.summary}", note=f"（{told}）")


def _standing(rule: Rule) -> Iterator[Saying]:
    """What is unusual in how the rule counts."""
    if rule.preview:
        yield Saying("试行", "最高只到提示（info）")
    if rule.window.first or rule.window.last:
        days = (day.isoformat() if day else "" for day in rule.window)
        yield Saying("有效期", " 至 ".join(days).strip())
    if not rule.suppressible:
        yield Saying("豁免", "不许豁免")


def _search(find: Find) -> Saying:
    """How it finds; words and patterns are shown letter by letter."""
    if isinstance(find, Columns | Together):
        return Saying("查找", _looks_for(find))
    how, _, what = _looks_for(find).partition(" ")
    return Saying("查找", how, what)


def _shown(example: Example) -> Saying:
    """An example, with its severity and the part that it stands in where it names them."""
    severity = example.severity.name.lower() if example.severity else ""
    part = "" if example.part == "body" else f"位于 {example.part}"
    note = "，".join(filter(None, (severity, part)))
    label = "报告" if example.spans else "放行"
    return Saying(label, "", marked(example), f"（{note}）" if note else "")


def when(level: Level) -> str:
    """The conditions of a level in words: 附近有「订单」等词，独占一行."""
    return _all(level.when)


def _severity(level: Level) -> str:
    name = level.severity.name
    return f"{_SEVERITIES[name]}（{name.lower()}）"


def _all(conditions: tuple[Condition, ...]) -> str:
    return "，".join(map(_told, conditions))


def _told(condition: Condition) -> str:
    return (
        f"并非{describe(condition.condition)}"
        if isinstance(condition, Not)
        else describe(condition)
    )


def _looks_for(find: Find) -> str:
    match find:
        case Terms(words):
            return "词语 " + "、".join(words)
        case Pattern(expression):
            return f"模式 {expression}"
        case Line(expression):
            return f"整行 {expression}"
        case Columns(words, _, at_least, rows):
            return f"表头有 {at_least} 列以上（其下 {rows} 行以上）：{'、'.join(words)}"
        case Together(findings, within, at_least):
            scope = {"line": "同行", "paragraph": "同段", "document": "全文"}[within]
            return f"{scope}有其中 {at_least} 种以上发现：{'、'.join(findings)}"


def marked(example: Example) -> str:
    """The example on one line, ⟦ and ⟧ around what is found."""
    text = example.text
    for span in sorted(example.spans, reverse=True):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    return text.strip().replace("\n", " ⏎ ").replace("\t", " ⇥ ")
