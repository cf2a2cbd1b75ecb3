"""measure: every file read, every label tried, every finding of it judged true or false."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from seclint.evaluate import sums
from seclint.evaluate.labels import ANY, Label
from seclint.evaluate.reading import How, Reading, Seen, bare, read
from seclint.evaluate.scores import Scores
from seclint.evaluate.sums import Judged, Result, Tried
from seclint.finding import SHOWN_AT_MOST
from seclint.isolate import Reader
from seclint.match import RuleSet
from seclint.model import Severity
from seclint.packs import Ruleset, compiled
from seclint.review import shown_name


class Job(NamedTuple):
    """Files under `root`, by their names from there; the rules; the day; what counts as found."""

    root: Path
    names: tuple[str, ...]
    ruleset: Ruleset
    day: date
    at: Severity
    version: str


class Measured(NamedTuple):
    """The scores, and what they count, by file; nothing in it shows what a report would mask."""

    scores: Scores
    missed: tuple[Tried, ...]
    false: tuple[Judged, ...]
    unread: tuple[str, ...]


def measure(job: Job, labels: Iterable[Label]) -> Measured:
    """Read every file, those that labels name too, and try the labels of each."""
    results = list(_results(job, labels))
    tried = [each for result in results for each in result.tried]
    judged = [each for result in results for each in result.judged]
    scores = Scores(
        version=job.version,
        ruleset=job.ruleset.sha256,
        at=job.at.name.lower(),
        files=len(results),
        characters=sum(result.characters for result in results),
        unreviewed=sum(result.unreviewed for result in results),
        kinds=tuple(sums.by_kind(tried, judged)),
        rules=tuple(sums.by_rule(tried, judged)),
        sets=tuple(sums.by_set(results)),
        labels=tuple(sums.spots(tried)),
        false=tuple(sums.false_spots(judged)),
    )
    return Measured(
        scores,
        missed=tuple(each for each in tried if not each.held),
        false=tuple(each for each in judged if each.false),
        unread=tuple(result.shown for result in results if result.unreviewed),
    )


def _results(job: Job, labels: Iterable[Label]) -> Iterator[Result]:
    with Reader() as reader:
        yield from _read_results(job, labels, How(compiled(job.ruleset), job.day, reader))


def _read_results(job: Job, labels: Iterable[Label], how: How) -> Iterator[Result]:
    veil = _Veil(job.ruleset)
    of_file: dict[str, list[_Tester]] = defaultdict(list)
    for label in labels:
        told = veil.told(label, how.rules)
        of_file[label.file].append(_Tester(label, bare(label.text), told))
    for name in sorted({*job.names, *of_file}):
        reading, own = read(job.root, name, how), of_file.get(name, [])
        yield Result(
            name,
            reading.name,
            reading.characters,
            tuple(seen.finding.severity for seen in reading.seen),
            reading.unreviewed,
            tried=tuple(test.tried(reading, job.at) for test in own),
            judged=tuple(_judged(own, reading)),
        )


class _Tester(NamedTuple):
    """A label, its text as it is compared, and as it may be told."""

    label: Label
    text: str
    shown: str

    def tried(self, reading: Reading, at: Severity) -> Tried:
        """The label, tried on its file."""
        least = self.label.severity or at
        return Tried(
            self.label,
            reading.name,
            self.shown,
            held=self.holds(reading, least),
            noted=self.holds(reading, Severity.INFO),
            rules=self.finders(reading, least),
        )

    def touches(self, seen: Seen) -> bool:
        """Does this finding stand on the label's text?"""
        finding, label = seen.finding, self.label
        return (
            (label.kind == ANY or finding.kind in (label.kind, *label.others))
            and (label.line is None or finding.line <= label.line <= finding.end_line)
            and (not self.text or seen.stands_on(self.text))
        )

    def finders(self, reading: Reading, at: Severity) -> frozenset[str]:
        """The rules that find the label, at this severity or above."""
        return frozenset(
            seen.finding.rule
            for seen in reading.seen
            if seen.finding.severity >= at
            and self.label.rule in (None, seen.finding.rule)
            and self.touches(seen)
        )

    def holds(self, reading: Reading, at: Severity) -> bool:
        """Is it as the label says?"""
        match self.label.expect:
            case "found":
                return bool(self.finders(reading, at))
            case "not-error":
                return not self.finders(reading, Severity.ERROR)
            case "clean":
                return not self.finders(reading, Severity.WARNING)
            case "unreviewed":
                return reading.unreviewed

    def excuses(self, seen: Seen) -> bool:
        """Does the label say that this finding is right, or bearable?"""
        bearable = self.label.expect == "not-error" and seen.finding.severity < Severity.ERROR
        return (self.label.expect == "found" or bearable) and self.touches(seen)


def _judged(labels: list[_Tester], reading: Reading) -> Iterator[Judged]:
    for seen in reading.seen:
        if seen.finding.severity >= Severity.WARNING:
            false = not any(label.excuses(seen) for label in labels)
            yield Judged(reading.name, seen.finding, false=false)


class _Veil:
    """Tells the text of a label: as it is where the rules of its kind mask nothing."""

    def __init__(self, ruleset: Ruleset) -> None:
        masks = defaultdict(set)
        for rule in ruleset.rules:
            masks[rule.kind].add(rule.mask)
        self._open = {kind for kind, how in masks.items() if how == {"none"}}

    def told(self, label: Label, rules: RuleSet) -> str:
        """The text on one line, with no more than a few characters of what may be a secret."""
        if label.kind in self._open:
            return shown_name(label.text, rules)
        shown = min(SHOWN_AT_MOST, len(label.text) // 3)
        return label.text[:shown] + "*" * (len(label.text) - shown)
