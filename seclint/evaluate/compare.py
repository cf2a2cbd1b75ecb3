"""compare: what changed since scores were saved. Worse is a lost label or a new false finding."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from seclint.errors import UsageError
from seclint.evaluate.scores import Score, Scores


class Site(NamedTuple):
    """A spot, so many times: a label's, or that of a false finding (which expects nothing)."""

    file: str
    line: int
    kind: str
    expect: str
    times: int


class Delta(NamedTuple):
    """The shares of a kind or rule that changed, before and now; None is no share."""

    name: str
    expect: str
    recall: tuple[float | None, float | None]
    precision: tuple[float | None, float | None]


class Changes(NamedTuple):
    """What changed. Only labels and files that both measurements know count as lost or gained."""

    kinds: tuple[Delta, ...]
    rules: tuple[Delta, ...]
    lost: tuple[Site, ...]
    gained: tuple[Site, ...]
    new_false: tuple[Site, ...]
    gone_false: tuple[Site, ...]

    @property
    def worse(self) -> bool:
        """Did a label get lost, or something new get found falsely?"""
        return bool(self.lost or self.new_false)

    def rows(self) -> dict[str, list[dict[str, object]]]:
        """The changes as plain data, for JSON."""
        return {key: [row._asdict() for row in rows] for key, rows in self._asdict().items()}


def compare(before: Scores, now: Scores) -> Changes:
    """What changed. Raises UsageError where the two did not count from the same severity."""
    if before.at != now.at:
        raise UsageError(f"两次的 --at 不同：原来是 {before.at}，这次是 {now.at}")
    return Changes(
        kinds=_deltas(before.kinds, now.kinds),
        rules=_deltas(before.rules, now.rules),
        lost=_lost(before, now),
        gained=_lost(now, before),
        new_false=_more(_false(now), _false(before)),
        gone_false=_more(_false(before), _false(now)),
    )


def _deltas(before: Iterable[Score], now: Iterable[Score]) -> tuple[Delta, ...]:
    old = {(score.name, score.expect): score for score in before}
    new = {(score.name, score.expect): score for score in now}
    deltas = (_delta(key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()))
    return tuple(
        delta
        for delta in deltas
        if delta.recall[0] != delta.recall[1] or delta.precision[0] != delta.precision[1]
    )


def _delta(key: tuple[str, str], old: Score | None, new: Score | None) -> Delta:
    return Delta(
        *key,
        recall=(old and old.recall, new and new.recall),
        precision=(old and old.precision, new and new.precision),
    )


_Key = tuple[str, int, str, str]


def _lost(before: Scores, now: Scores) -> tuple[Site, ...]:
    """Labels that held before, still stand, and do not hold now."""
    held, known = Counter[_Key](), Counter[_Key]()
    for spot in now.labels:
        key = spot.file, spot.line or 0, spot.kind, spot.expect
        held[key], known[key] = spot.held, spot.labels
    had = Counter[_Key]()
    for spot in before.labels:
        key = spot.file, spot.line or 0, spot.kind, spot.expect
        had[key] = min(spot.held, known[key])
    return _more(had, held)


def _false(scores: Scores) -> Counter[_Key]:
    """By file, line and kind: which of two rules of a kind found it is all one."""
    count = Counter[_Key]()
    for spot in scores.false:
        count[spot.file, spot.line, spot.kind, ""] += spot.times
    return count


def _more(these: Counter[_Key], those: Counter[_Key]) -> tuple[Site, ...]:
    return tuple(Site(*key, count) for key, count in sorted((these - those).items()))
