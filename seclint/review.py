"""review: the whole core on one page. Document and rules in, findings out; pure."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from seclint.finding import Verdict, Writer
from seclint.fold import Page, fold
from seclint.judge import level, objection
from seclint.match import RuleSet
from seclint.model import Document, Finding, Hit, Span


def review(document: Document, rules: RuleSet) -> Iterator[Finding]:
    """The findings of one document, masked, in order of place."""
    page, verdicts = judged(document, rules)
    if any(verdict.reason is None for verdict in verdicts):
        hits = [verdict.hit for verdict in verdicts]
        writer = Writer(page, hits, shown_name(document.name, rules))
        for verdict in verdicts:
            if verdict.reason is None:
                yield writer.finding(verdict)


def judged(document: Document, rules: RuleSet) -> tuple[Page, list[Verdict]]:
    """Every hit with the reason why it fell, or None where it stands; and the page it is on."""
    page = Page(document, fold(document.text))
    verdicts = [_verdict(hit, page) for hit in rules.hits(page.folded)]
    return page, _yielding(_longest(verdicts))


def shown_name(name: str, rules: RuleSet) -> str:
    """A file's name, with everything masked that a report must not spread."""
    page = Page(Document(name, name), fold(name))
    return Writer(page, rules.hits(page.folded), "").shown(Span(0, len(name)))


def _verdict(hit: Hit, page: Page) -> Verdict:
    reason = objection(hit, page)
    if reason is not None:
        return Verdict(hit, reason, hit.rule.own_level, "")
    return Verdict(hit, None, *level(hit, page))


def _longest(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, but a hit inside another one of its rule that stands falls.

    The hits come by start, longer ones first: so the furthest end so far is all there is to know.
    """
    furthest: dict[str, int] = {}
    kept = []
    for verdict in verdicts:
        rule, end = verdict.hit.rule.id, verdict.hit.end
        if verdict.reason is None and end <= furthest.get(rule, -1):
            verdict = verdict._replace(reason="在同一规则更长的命中之内")  # noqa: PLW2901
        if verdict.reason is None:
            furthest[rule] = max(end, furthest.get(rule, -1))
        kept.append(verdict)
    return kept


def _yielding(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, but a hit falls where a rule that its own yields to stands on it too."""
    ground = _ground(verdicts)
    return [
        verdict._replace(reason=f"让位于 {winner}")
        if verdict.reason is None and (winner := _winner(verdict.hit, ground))
        else verdict
        for verdict in verdicts
    ]


class _Ground(NamedTuple):
    """What one rule stands on: starts, ascending, and the furthest end up to each."""

    starts: list[int]
    furthest: list[int]


def _ground(verdicts: list[Verdict]) -> dict[str, _Ground]:
    wanted = {rule for verdict in verdicts for rule in verdict.hit.rule.yields_to}
    standing: dict[str, list[Hit]] = {}
    for verdict in verdicts:
        if verdict.reason is None and verdict.hit.rule.id in wanted:
            standing.setdefault(verdict.hit.rule.id, []).append(verdict.hit)
    return {
        rule: _Ground([hit.start for hit in hits], [*accumulate((hit.end for hit in hits), max)])
        for rule, hits in standing.items()
    }


def _winner(hit: Hit, ground: dict[str, _Ground]) -> str | None:
    for rule in hit.rule.yields_to:
        if stands := ground.get(rule):
            index = bisect_left(stands.starts, hit.end)
            if index and stands.furthest[index - 1] > hit.start:
                return rule
    return None
