"""page: a rule as a page of text, for `seclint rule ID`."""

from collections.abc import Iterator

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
from seclint.packs.law import NO_LAWS, Laws

_SEVERITIES = {"ERROR": "不得公开", "WARNING": "须复核", "INFO": "提示"}


def page(rule: Rule, laws: Laws = NO_LAWS) -> Iterator[str]:
    """The page, line by line: what it says, why, what to do, examples, how it finds and judges."""
    yield f"{rule.id}  {rule.title}（{rule.name}）"
    yield f"级别  {_severity(rule.own_level)}"
    yield f"类别  {rule.kind}"
    yield f"说明  {rule.message}"
    yield f"处置  {rule.remedy}"
    yield from (f"依据  {laws.told(article)}" for article in rule.basis)
    yield from (f"报告  {_marked(example)}" for example in rule.examples if example.spans)
    yield from (f"放行  {_marked(example)}" for example in rule.examples if not example.spans)
    yield f"查找  {_looks_for(rule.find)}"
    yield from (f"条件  {_told(condition)}" for condition in rule.where)
    yield from (f"放行词  {phrase}" for phrase in rule.allow)
    yield from (f"让位于  {other}" for other in rule.yields_to)
    yield from (f"改判  {_severity(level)}：{_all(level.when)}" for level in rule.levels)


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


def _marked(example: Example) -> str:
    """The example on one line, ⟦ and ⟧ around what is found."""
    text = example.text
    for span in sorted(example.spans, reverse=True):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    return text.strip().replace("\n", " ⏎ ").replace("\t", " ⇥ ")
