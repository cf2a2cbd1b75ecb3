"""layout: strips of text at places of a page, as the lines and table rows that a reader sees.

A strip is a stretch of one line; strips that stand on one base line are one line, however many
objects they come from, and a wide gap that the next line has as well, or a ruled border, parts two
cells.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from seclint.extract.ofd.geometry import Line, Rule, Strip, around
from seclint.extract.ofd.singles import arched, stacked

_SAME_LINE = 0.4  # of the smaller size: how far base lines may be apart
_WORD_GAP = 0.22  # of the size: Latin words are parted where no blank is written
_WIDE_GAP = 1.5
_BLANK_GAP = 1.0
_NEIGHBOUR = 5.0
_EVEN = 1.2
_RULES_MOST = 5000
_Gap = tuple[float, float]


def lines(strips: Iterable[Strip], rules: Sequence[Rule] = ()) -> list[Line]:
    """The lines that the strips make, those in the commonest direction first."""
    turns: dict[int, list[Strip]] = {}
    straight, arches = arched(strips)
    told: list[Line] = []
    for strip in straight:
        turns.setdefault(strip.turn, []).append(strip)
    for turn in sorted(turns, key=lambda turn: (-len(turns[turn]), turn)):
        rows, upright = stacked(rows_of(turns[turn]))
        told.extend(_told(rows, sorted(rules) if turn == 0 else []))
        told.extend(upright)
    return told + arches


def rows_of(strips: Iterable[Strip]) -> list[list[Strip]]:
    """Strips of one direction by the line they stand on, each line in reading order."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.base, strip.start)):
        if rows and strip.base - rows[-1][0].base <= _SAME_LINE * min(strip.size, rows[-1][0].size):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [_apart(sorted(row, key=lambda strip: strip.start)) for row in rows]


def _apart(row: list[Strip]) -> list[Strip]:
    """The row without texts that are printed twice, a hair apart, to look bold."""
    kept = row[:1]
    for strip in row[1:]:
        last = kept[-1]
        if strip.text != last.text or strip.start - last.start > 0.3 * strip.size:
            kept.append(strip)
    return kept


# --- cells ------------------------------------------------------------------------------------


def _told(rows: list[list[Strip]], rules: list[Rule]) -> Iterator[Line]:
    rules = rules[:_RULES_MOST]
    gaps = [_gaps(row) for row in rows]
    for index, row in enumerate(rows):
        near = [
            gaps[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(rows) and _near(row, rows[other])
        ]
        pieces = [row[0].text]
        for place, (left, right) in enumerate(pairwise(row)):
            gap = _between(left, right, rules, near)
            spaced = gap == " " and _spaced(row, place)
            pieces += ["" if spaced else gap, right.text]
        yield Line("".join(pieces), around(row))


def _near(row: list[Strip], other: list[Strip]) -> bool:
    return abs(row[0].base - other[0].base) <= _NEIGHBOUR * row[0].size


def _gaps(row: list[Strip]) -> list[_Gap]:
    """Wide gaps between the strips of a line."""
    return [
        (left.end, right.start)
        for left, right in pairwise(row)
        if right.start - left.end >= _WIDE_GAP * max(left.size, right.size)
    ]


def _between(left: Strip, right: Strip, rules: list[Rule], near: list[list[_Gap]]) -> str:
    gap, size = right.start - left.end, max(left.size, right.size)
    if _ruled(left, right, rules):
        return "\t"
    if gap >= _WIDE_GAP * size and len(left.text) + len(right.text) > 2:
        shared = any(_shares(gaps, left.end, right.start, 0.5 * size) for gaps in near)
        return "\t" if shared else " "
    latin = _latin(left.text[-1:]) and _latin(right.text[:1])
    return " " if gap >= (_WORD_GAP if latin else _BLANK_GAP) * size else ""


def _spaced(row: list[Strip], index: int) -> bool:
    """Whether a gap is only the pitch at which single characters of the row stand."""
    around = row[max(0, index - 1) : index + 3]
    if len(around) < 3 or any(len(strip.text) > 1 for strip in around):
        return False
    pitch = row[index + 1].start - row[index].start
    least = min(right.start - left.start for left, right in pairwise(around))
    return pitch <= min(_EVEN * least, 2.5 * row[index].size)


def _shares(gaps: list[_Gap], start: float, end: float, least: float) -> bool:
    """Whether one of the gaps, which are in order, lies above or below `start` to `end`."""
    at = bisect_left(gaps, (end, end))
    near = gaps[max(0, at - 3) : at]
    return any(min(last, end) - max(first, start) >= least for first, last in near)


def _ruled(left: Strip, right: Strip, rules: list[Rule]) -> bool:
    y = left.base - 0.3 * left.size
    low, high = left.end - 0.3 * left.size, right.start + 0.3 * right.size
    first, last = bisect_left(rules, (low,)), bisect_left(rules, (high,))
    return any(rule.top <= y <= rule.bottom for rule in rules[first:last])


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
