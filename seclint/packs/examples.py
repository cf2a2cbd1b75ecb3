"""examples: each rule's examples, run as its tests."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from seclint.match import RuleSet
from seclint.model import Document, Example, Finding, Place, Rule, Span
from seclint.packs import Ruleset, compiled
from seclint.review import review

DAY = date(2026, 6, 1)
"""The day on which examples are reviewed, so that they hold on every other day too."""


class Failure(NamedTuple):
    """An example that did not do what it says."""

    rule: Rule
    example: Example
    message: str


def failures(ruleset: Ruleset, tried: RuleSet | None = None) -> Iterator[Failure]:
    """Every example that fails, in order; `tried` are the rules that are judged together."""
    together = tried or compiled(ruleset)
    for rule in ruleset.rules:
        yield from failures_of(rule, together)


def failures_of(rule: Rule, tried: RuleSet) -> Iterator[Failure]:
    """The rule's examples that fail, judged with all these rules; it is one of them."""
    for example in rule.examples:
        if message := _failure(rule, example, tried):
            yield Failure(rule, example, message)


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
