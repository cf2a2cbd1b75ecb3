"""review: the whole core on one page. Document and rules in, findings out; pure."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from seclint.finding import Veil, Verdict, Writer, to_mask
from seclint.fold import fold
from seclint.inline import let_go, void
from seclint.judge import Scene, level, objection, too_few
from seclint.match import RuleSet
from seclint.model import Document, Finding, Hit, Severity, Span, Together, Void
from seclint.page import Page
from seclint.standing import Standing, together

_NUMBER = re.compile("[0-9]{5}|@")
MOST = 1_000
"""Findings of one rule in one file that are told one by one; of the others, how many there are."""


_Sort = tuple[str, Severity, bool, bool]
"""Findings of one rule at one severity, let go or not, old or new: no error is left out for the
many infos before it, none for what does not count, and nothing new for what is old.
"""


class Reviewed(NamedTuple):
    """The findings in the documents of one file, the marks in them that are without effect, and
    how a name of the file may be told.
    """

    findings: tuple[Finding, ...]
    void: tuple[Void, ...]
    shown: Callable[[str], str]


def review(document: Document, rules: RuleSet, day: date | None = None) -> Iterator[Finding]:
    """The findings of one document, masked, in order of place; `day` is that of the review."""
    yield from review_file([document], rules, day).findings


def review_file(
    documents: Iterable[Document],
    rules: RuleSet,
    day: date | None = None,
    key: bytes | None = None,
    former: Iterable[Document] = (),
) -> Reviewed:
    """The findings of all documents of one file: what is secret in one is so in all of them.

    With a key, each has its `identity`; what stood in the `former` version of the file is `old`.
    """
    pages = [judged(document, rules, day) for document in documents]
    if before := [judged(document, rules, day) for document in former]:
        from seclint.former import aged  # it compares lines, which nothing else here needs

        pages = aged(pages, before)
    veil = Veil((page, to_mask(verdicts)) for page, verdicts in pages)

    @cache
    def shown(name: str) -> str:
        return veil.hide_in_name(shown_name(name, rules))

    told, left = Counter[_Sort](), Counter[_Sort]()
    found: list[Finding] = []
    idle: list[Void] = []
    for page, verdicts in pages:
        standing = [verdict for verdict in verdicts if verdict.reason is None]
        some = [verdict for verdict in standing if _counted(_sort(verdict), told, left)]
        writer = Writer(page, to_mask(verdicts), veil, key)
        found.extend(_findings(page, some, writer, shown))
        idle.extend(
            each._replace(document=shown(each.document), reason=veil.hide(each.reason))
            for each in void(page.document, standing, rules)
        )
    return Reviewed(tuple(_with_more(found, left) if left else found), tuple(idle), shown)


def _sort(verdict: Verdict) -> _Sort:
    let_go = verdict.mark is not None
    return verdict.hit.rule.id, verdict.level.severity, let_go, verdict.old


def _counted(sort: _Sort, told: Counter[_Sort], left: Counter[_Sort]) -> bool:
    """Is one more of this sort told by itself? It is counted either way."""
    enough = told[sort] >= MOST
    (left if enough else told)[sort] += 1
    return not enough


def _with_more(findings: list[Finding], left: Counter[_Sort]) -> Iterator[Finding]:
    """The findings, the last of each sort with how many more there are."""
    sorts = [(each.rule, each.severity, each.muted is not None, each.old) for each in findings]
    last = {sort: at for at, sort in enumerate(sorts)}
    for at, (finding, sort) in enumerate(zip(findings, sorts, strict=True)):
        yield finding._replace(more=left[sort]) if left[sort] and last[sort] == at else finding


def _findings(
    page: Page, verdicts: list[Verdict], writer: Writer, shown: Callable[[str], str]
) -> Iterator[Finding]:
    if verdicts:
        name = shown(page.document.name)
        for verdict in verdicts:
            place = page.document.place(page.folded.origin(verdict.hit.start))
            label = writer.label(_told_label(place.label, shown))
            yield writer.finding(verdict, name, place._replace(label=label))


def _told_label(label: str, shown: Callable[[str], str]) -> str:
    """The label of a place: it may name a part of the file, which may hold a number."""
    return shown(label) if _NUMBER.search(fold(label).text) else label


def judged(
    document: Document, rules: RuleSet, day: date | None = None
) -> tuple[Page, list[Verdict]]:
    """Every hit with the reason why it fell, or None where it stands, and the mark that lets it go;
    and the page it is on.
    """
    page = Page(document, fold(document.text), day)
    hits = [*rules.hits(page.folded)]
    verdicts: list[Verdict] = []
    for number, ids in enumerate(rules.rounds):
        standing = _standing(verdicts)
        now = [hit for hit in hits if hit.rule.id in ids] if len(rules.rounds) > 1 else hits
        if number:
            now.extend(_combined(rules, ids, page, standing))
        judged_now = _round(now, Scene(page, standing))
        verdicts = _yielding(_longest(sorted(verdicts + judged_now, key=_by_place)))
    scene = Scene(page, _standing(verdicts))
    return page, let_go(page, [_levelled(verdict, scene) for verdict in verdicts], rules)


def _by_place(verdict: Verdict) -> tuple[int, int]:
    return verdict.hit.start, -verdict.hit.end


def _standing(verdicts: list[Verdict]) -> Standing:
    return Standing(verdict.hit for verdict in verdicts if verdict.reason is None)


def _combined(rules: RuleSet, ids: frozenset[str], page: Page, standing: Standing) -> Iterator[Hit]:
    """The hits of rules that are made of others' findings."""
    for rule in rules.together:
        if isinstance(rule.find, Together) and rule.id in ids:
            yield from together(rule, rule.find, page.folded.text, standing)


def _round(hits: list[Hit], scene: Scene) -> list[Verdict]:
    """The verdicts on rules that do not look at each other; how many there are is asked last."""
    verdicts = [Verdict(hit, objection(hit, scene), hit.rule.own_level, "") for hit in hits]
    crowd = Scene(scene.page, _standing(verdicts))
    return [
        verdict._replace(reason=too_few(verdict.hit, crowd)) if verdict.reason is None else verdict
        for verdict in verdicts
    ]


def _levelled(verdict: Verdict, scene: Scene) -> Verdict:
    if verdict.reason is not None:
        return verdict
    return Verdict(verdict.hit, None, *level(verdict.hit, scene))


def shown_name(name: str, rules: RuleSet) -> str:
    """A file's name, with everything masked that a report must not spread."""
    page = Page(Document(name, name), fold(name))
    unjudged = [Verdict(hit, "", hit.rule.own_level, "") for hit in rules.hits(page.folded)]
    masked = to_mask(unjudged)
    return Writer(page, masked, Veil([(page, masked)])).shown(Span(0, len(name)))


def _longest(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, but a hit inside another one of its rule that stands falls.

    The hits come by start, longer ones first: so the furthest end so far is all there is to know.
    """
    furthest: dict[str, int] = {}
    return [_longest_so_far(verdict, furthest) for verdict in verdicts]


def _longest_so_far(verdict: Verdict, furthest: dict[str, int]) -> Verdict:
    rule, end = verdict.hit.rule.id, verdict.hit.end
    if verdict.reason is not None:
        return verdict
    if end <= furthest.get(rule, -1):
        return verdict._replace(reason="在同一规则更长的命中之内")
    furthest[rule] = end
    return verdict


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
