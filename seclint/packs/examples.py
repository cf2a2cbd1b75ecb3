"""examples: each rule's examples, run as its tests."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from seclint.match import RuleSet
from seclint.model import Document, Example, Finding, Place, Rule, Span
from seclint.packs import Ruleset
from seclint.review import review
from seclint.standing import looked_at, looked_at_for_level

DAY = date(2026, 6, 1)
"""The day on which examples are reviewed, so that they hold on every other day too."""


class Failure(NamedTuple):
    """An example that did not do what it says."""

    rule: Rule
    example: Example
    message: str


def failures(ruleset: Ruleset) -> Iterator[Failure]:
    """Every example that fails, in order."""
    for rule in ruleset.rules:
        yield from failures_of(rule, ruleset.rules)


def failures_of(rule: Rule, rules: Sequence[Rule]) -> Iterator[Failure]:
    """The rule's examples that fail; it is tried with all of the rules that it depends on."""
    tried = RuleSet(_with_others(rule, rules))
    for example in rule.examples:
        if message := _failure(rule, example, tried):
            yield Failure(rule, example, message)


def _with_others(rule: Rule, rules: Iterable[Rule]) -> list[Rule]:
    """The rule, those it yields to, those whose findings it looks at, and so on for these."""
    wanted, waiting = {rule.id: rule}, [rule]
    while waiting:
        each = waiting.pop()
        names = {*each.yields_to, *looked_at(each), *looked_at_for_level(each)}
        others = [o for o in rules if {o.id, o.kind} & names and o.id not in wanted]
        wanted |= {other.id: other for other in others}
        waiting += others
    return list(wanted.values())


def _failure(rule: Rule, example: Example, rules: RuleSet) -> str | None:
    document = Document("例", example.text, ((0, Place(example.part, "例")),))
    findings = [finding for finding in review(document, rules, DAY) if finding.rule == rule.id]
    if message := _wrong_spans(example, {finding.span for finding in findings}):
        return message
    return _wrong_severity(example, findings)


def _wrong_spans(example: Example, found: set[Span]) -> str | None:
    if missed := set(example.spans) - found:
        return f"没有发现：{_quoted(example, missed)}"
    if false := found - set(example.spans):
        return f"不该发现：{_quoted(example, false)}"
    return None


def _wrong_severity(example: Example, findings: list[Finding]) -> str | None:
    for finding in findings:
        if example.severity and example.severity != finding.severity:
            return f"级别是 {finding.severity.name}，不是 {example.severity.name}"
    return None


def _quoted(example: Example, spans: set[Span]) -> str:
    return "、".join(f"「{example.text[slice(*span)]}」" for span in sorted(spans))
