"""sums: what was tried and judged in the files, counted by kind, by rule and by set of files."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from seclint.evaluate.labels import Label
from seclint.evaluate.scores import FalseSpot, Group, Score, Spot
from seclint.model import Finding, Severity


class Tried(NamedTuple):
    """A label, tried: does it hold, does it where infos count too, and which rules found it?

    `file` and `shown` are its file and its text as they may be told.
    """

    label: Label
    file: str
    shown: str
    held: bool
    noted: bool
    rules: frozenset[str]


class Judged(NamedTuple):
    """A finding at warning or above in `file`, as it may be told."""

    file: str
    finding: Finding
    false: bool


class Result(NamedTuple):
    """What one file gave: `name` is its own, `shown` as it may be told."""

    name: str
    shown: str
    characters: int
    severities: tuple[Severity, ...]
    unreviewed: bool
    tried: tuple[Tried, ...]
    judged: tuple[Judged, ...]


def by_kind(tried: Sequence[Tried], judged: Sequence[Judged]) -> Iterator[Score]:
    """Every kind of the labels, once for each thing that they expect, and of the findings."""
    labels: dict[tuple[str, str], list[Tried]] = defaultdict(list)
    for each in tried:
        labels[each.label.kind, each.label.expect].append(each)
    findings = Counter(each.finding.kind for each in judged)
    false = Counter(each.finding.kind for each in judged if each.false)
    for kind, expect in sorted(labels.keys() | {(kind, "found") for kind in findings}):
        own, speaks = labels.get((kind, expect), []), expect == "found"
        held = sum(each.held for each in own)
        yield Score(
            kind,
            expect,
            labels=len(own),
            found=held,
            missed=len(own) - held,
            noted=sum(each.noted for each in own),
            findings=findings[kind] if speaks else 0,
            false=false[kind] if speaks else 0,
        )


def by_rule(tried: Sequence[Tried], judged: Sequence[Judged]) -> Iterator[Score]:
    """Every rule that a label names, or that found anything."""
    wanted = [each for each in tried if each.label.expect == "found"]
    found = Counter(rule for each in wanted for rule in each.rules)
    findings = Counter(each.finding.rule for each in judged)
    false = Counter(each.finding.rule for each in judged if each.false)
    named: dict[str | None, list[Tried]] = defaultdict(list)
    for each in wanted:
        named[each.label.rule].append(each)
    for rule in sorted({*found, *findings, *filter(None, named)}):
        own = named.get(rule, [])
        yield Score(
            rule,
            "found",
            labels=len(own),
            found=found[rule],
            missed=sum(not each.held for each in own),
            noted=sum(each.noted for each in own),
            findings=findings[rule],
            false=false[rule],
        )


def by_set(results: Iterable[Result]) -> Iterator[Group]:
    """Top folders, and the folders in them."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        folders = result.name.split("/")[:-1]
        for group in {"/".join(folders[:1]), "/".join(folders[:2])}:
            groups[group or "."].append(result)
    for name, members in sorted(groups.items()):
        count = Counter(severity for result in members for severity in result.severities)
        yield Group(
            name,
            files=len(members),
            characters=sum(result.characters for result in members),
            error=count[Severity.ERROR],
            warning=count[Severity.WARNING],
            info=count[Severity.INFO],
            false=sum(each.false for result in members for each in result.judged),
        )


def spots(tried: Sequence[Tried]) -> Iterator[Spot]:
    """The labels, told by where they stand."""
    held: dict[tuple[str, int, str, str], list[bool]] = defaultdict(list)
    for each in tried:
        label = each.label
        held[each.file, label.line or 0, label.kind, label.expect].append(each.held)
    for (file, line, kind, expect), each_held in sorted(held.items()):
        yield Spot(file, line or None, kind, expect, len(each_held), sum(each_held))


def false_spots(judged: Sequence[Judged]) -> Iterator[FalseSpot]:
    """The false findings, told by where they stand."""
    count = Counter(
        (each.file, each.finding.line, each.finding.kind, each.finding.rule)
        for each in judged
        if each.false
    )
    for (file, line, kind, rule), times in sorted(count.items()):
        yield FalseSpot(file, line, kind, rule, times)
