"""page: a rule as a page of text, for `seclint rule ID`."""

from collections.abc import Iterator

from seclint.model import Example, Find, Line, Pattern, Rule, Terms

_SEVERITIES = {"ERROR": "不得公开", "WARNING": "须复核", "INFO": "提示"}


def page(rule: Rule) -> Iterator[str]:
    """The page, line by line: what it finds, why, true and false examples, what to do."""
    yield f"{rule.id}  {rule.title}（{rule.name}）"
    yield f"级别  {_SEVERITIES[rule.severity.name]}（{rule.severity.name.lower()}）{_levels(rule)}"
    yield f"类别  {rule.kind}"
    yield f"说明  {rule.message}"
    yield f"查找  {_looks_for(rule.find)}"
    yield from (f"依据  {article}" for article in rule.basis)
    yield f"处置  {rule.remedy}"
    yield from _examples("报告", [example for example in rule.examples if example.spans])
    yield from _examples("放行", [example for example in rule.examples if not example.spans])


def _levels(rule: Rule) -> str:
    others = sorted({level.severity.name.lower() for level in rule.levels} - {rule.severity.name})
    return f"，按上下文可为 {'、'.join(others)}" if others else ""


def _looks_for(find: Find) -> str:
    match find:
        case Terms(words):
            return "词语 " + "、".join(words)
        case Pattern(expression):
            return f"模式 {expression}"
        case Line(expression):
            return f"整行 {expression}"


def _examples(title: str, examples: list[Example]) -> Iterator[str]:
    for example in examples:
        yield f"{title}  {_marked(example)}"


def _marked(example: Example) -> str:
    """The example on one line, ⟦ and ⟧ around what is found."""
    text = example.text
    for span in sorted(example.spans, reverse=True):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    return text.strip().replace("\n", " ⏎ ").replace("\t", " ⇥ ")
