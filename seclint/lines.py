"""lines: which lines of a text stood in another one, in the same order.

First what is the same at both ends, then lines that occur once in each (as in a patience diff),
then the same between these, for so long as it helps; the little that is left is compared whole.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

_DEEPEST = 64
"""So often a stretch is parted again; a text may be made so that it never ends."""
_LITTLE = 4096
"""Pairs of lines that are compared one by one; of more that have no line once, none is the same."""

Lines = Sequence[Hashable]


class _Stretch(NamedTuple):
    """Lines of the old text and of the new one, ends excluded, that may be the same."""

    old: int
    old_end: int
    new: int
    new_end: int
    depth: int


def stood(old: Lines, new: Lines) -> list[int | None]:
    """For each line of `new` the line of `old` that it was, from 0; None where it was none."""
    found: list[int | None] = [None] * len(new)
    waiting = [_Stretch(0, len(old), 0, len(new), 0)]
    while waiting:
        stretch = _trimmed(waiting.pop(), old, new, found)
        if stretch.old < stretch.old_end and stretch.new < stretch.new_end:
            waiting.extend(_parted(stretch, old, new, found))
    return found


def _trimmed(stretch: _Stretch, old: Lines, new: Lines, found: list[int | None]) -> _Stretch:
    """The stretch without what is the same at both ends."""
    start, old_end, at, new_end, depth = stretch
    while start < old_end and at < new_end and old[start] == new[at]:
        found[at] = start
        start, at = start + 1, at + 1
    while start < old_end and at < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        found[new_end] = old_end
    return _Stretch(start, old_end, at, new_end, depth)


def _parted(
    stretch: _Stretch, old: Lines, new: Lines, found: list[int | None]
) -> Iterator[_Stretch]:
    """What lies between the lines that occur once in both, these being the same."""
    start, old_end, at, new_end, depth = stretch
    pairs = _rising(_once_in_both(stretch, old, new)) if depth < _DEEPEST else []
    if not pairs and (old_end - start) * (new_end - at) <= _LITTLE:
        _compared(stretch, old, new, found)
    for before, after in pairs:
        found[after] = before
        yield _Stretch(start, before, at, after, depth + 1)
        start, at = before + 1, after + 1
    if pairs:
        yield _Stretch(start, old_end, at, new_end, depth + 1)


def _once_in_both(stretch: _Stretch, old: Lines, new: Lines) -> list[tuple[int, int]]:
    """The places of such lines, old and new, in the order of the new ones."""
    start, old_end, at, new_end, _ = stretch
    times = Counter(old[start:old_end])
    places = {old[i]: i for i in range(start, old_end) if times[old[i]] == 1}
    times = Counter(new[at:new_end])
    return [(places[n], i) for i in range(at, new_end) if times[n := new[i]] == 1 and n in places]


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs whose first numbers rise too."""
    lowest: list[int] = []  # the lowest number that a run of so many pairs can end in
    ends: list[int] = []  # and the pair that it ends in
    before: list[int] = []
    for at, (number, _) in enumerate(pairs):
        length = bisect_left(lowest, number)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [at]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _compared(stretch: _Stretch, old: Lines, new: Lines, found: list[int | None]) -> None:
    from difflib import SequenceMatcher

    start, old_end, at, new_end, _ = stretch
    matcher = SequenceMatcher(None, old[start:old_end], new[at:new_end], autojunk=False)
    for before, after, size in matcher.get_matching_blocks():
        for step in range(size):
            found[at + after + step] = start + before + step
