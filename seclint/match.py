"""match: see everything that the rules look for, in one pass over a folded text.

The pass finds all terms, and the literals that expressions need; an expression then runs only
around those (see `plan`). Expressions are google-re2 (linear time), over the same bytes. Byte
offsets become characters only for hits.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from seclint.expression import compile_expression
from seclint.fold import Folded, unwrap
from seclint.literals import FIGURES
from seclint.model import Columns, Edge, Hit, Rule, Together
from seclint.plan import Expression, Plan, plan
from seclint.table import cells, head_of, tables
from seclint.windows import Spot, joined, windows

_EDGES: dict[Edge, re.Pattern[bytes]] = {
    "alnum": re.compile(rb"[0-9A-Za-z]+"),
    "digit": re.compile(rb"[0-9]+"),
    "none": re.compile(rb"(?!)"),
}
_ALNUM = _EDGES["alnum"]
_NO_FIGURES = " -._()·".encode()


class _Seen(NamedTuple):
    """A match in bytes, of the rule at this index."""

    start: int
    end: int
    rule: int


_Spots = dict[int, list[Spot]]
"""By the index of the gate that they open."""
_Run = tuple[Expression, Iterable[Spot]]
"""An expression, and the windows that it may match in, ascending."""


def _by_rule(seen: _Seen) -> int:
    return seen.rule


class RuleSet:
    """Rules, compiled once; `hits` may then be asked for any number of texts.

    `together` are the rules that are made of others' findings: no text is searched for them.
    """

    def __init__(self, rules: Iterable[Rule], known: Plan | None = None) -> None:
        self.rules = tuple(rules)
        self._plan = known or plan(self.rules)
        self._columns = tuple(rule for rule in self.rules if isinstance(rule.find, Columns))
        self.together = tuple(rule for rule in self.rules if isinstance(rule.find, Together))

    @property
    def rounds(self) -> tuple[frozenset[str], ...]:
        """The ids of the rules that are judged together, in order: each after all it looks at."""
        return self._plan.rounds

    def hits(self, folded: Folded) -> Iterator[Hit]:
        """All hits in the folded text, by start, longer ones first; those across lines included."""
        found = set(self._in_lines(folded.text))
        found.update(self._across_lines(unwrap(folded.text)))
        hits = [
            Hit(self.rules[rule], start, end) for start, end, rule in sorted(found, key=_by_rule)
        ]
        hits.extend(_in_tables(self._columns, folded.text))
        yield from sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def _in_lines(self, text: str) -> Iterator[_Seen]:
        data = text.encode("utf-8", "surrogatepass")
        lowered = data.lower()
        seen, spots = self._pass(data, lowered)
        for expression, where in self._runs(lowered, spots, len(self._plan.expressions)):
            seen.extend(_matches(expression, data, where))
        return _in_characters(seen, data)

    def _across_lines(self, unwrapped: Folded) -> Iterator[_Seen]:
        """What stands over a break inside a word: the lines around each are read once more."""
        for first, last in _around_cuts(unwrapped):
            text = unwrapped.text[first:last]
            data = text.encode("utf-8", "surrogatepass")
            lowered = data.lower()
            breaks = _in_bytes(text, (cut - first for cut in unwrapped.cuts_in(first, last)))
            seen, spots = self._pass(data, lowered)
            for expression, where in self._runs(lowered, spots, self._plan.patterns):
                seen.extend(_matches(expression, data, _over(breaks, where)))
            for start, end, rule in _in_characters(seen, data):
                if unwrapped.mended(first + start, first + end):
                    yield _Seen(*unwrapped.span(first + start, first + end), rule)

    def _pass(self, data: bytes, lowered: bytes) -> tuple[list[_Seen], _Spots]:
        """One pass of the automaton: terms, and where expressions find what they need."""
        terms: list[_Seen] = []
        spots: _Spots = defaultdict(list)
        owners = self._plan.owners
        for last, number in self._plan.automaton.iter(lowered.decode("latin-1")):
            size, rules, gates = owners[number]
            spot = start, end = last + 1 - size, last + 1
            for gate in gates:
                spots[gate].append(spot)
            if rules and _word_ends_free(data, start, end):
                terms.extend(_Seen(start, end, rule) for rule in rules)
        around = self._plan.figures
        for number in FIGURES.finditer(data) if around else ():
            size = len(number[0].translate(None, _NO_FIGURES))
            for gate in around[min(size, len(around) - 1)]:
                spots[gate].append(number.span())
        return terms, spots

    def _runs(self, lowered: bytes, spots: _Spots, count: int) -> Iterator[_Run]:
        """Where the first `count` expressions may match, by what they need."""
        expressions = self._plan.expressions
        for index in self._plan.everywhere:
            if index < count:
                yield expressions[index], [(0, len(lowered))]
        where: dict[int, list[Spot]] = defaultdict(list)
        for number, found in spots.items():
            gate = self._plan.gates[number]
            if gate.expression < count:
                where[gate.expression] += windows(gate, found, lowered)
        for index in sorted(where):
            yield expressions[index], joined(sorted(where[index]))


def _around_cuts(unwrapped: Folded) -> Iterator[Spot]:
    """Where the joined text has a break inside a word: its line, and one before and behind.

    Each line is walked a few times at most, however many breaks it has.
    """
    text = unwrapped.text
    line_end = first = last = -1
    for cut in unwrapped.cuts:
        if cut <= line_end:
            continue
        line = text.rfind("\n", max(line_end, 0), cut)
        begin = text.rfind("\n", 0, max(line, 0)) + 1
        line_end = _end_of_line(text, cut)
        if begin > last:
            if last >= 0:
                yield first, last
            first = begin
        last = _end_of_line(text, line_end + 1)
    if last >= 0:
        yield first, last


def _over(breaks: list[int], where: Iterable[Spot]) -> Iterator[Spot]:
    """The windows that a break lies in; breaks ascend."""
    for start, end in where:
        if bisect_left(breaks, end) > bisect_right(breaks, start):
            yield start, end


def _end_of_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _in_tables(rules: tuple[Rule, ...], text: str) -> Iterator[Hit]:
    found = [*tables(text)] if rules else []
    for rule in rules:
        if isinstance(rule.find, Columns):
            for table in found:
                if head := head_of(text, table, rule.find):
                    secret = () if rule.mask == "none" else tuple(cells(text, head))
                    yield Hit(rule, *head.span, head.rows, secret)


def _matches(expression: Expression, data: bytes, where: Iterable[Spot]) -> Iterator[_Seen]:
    """Every match within the windows whose edges are free, none of which overlap.

    Where they are not, no match can begin before the run of such characters ends: the search
    goes on behind it, so that a long run costs one step.
    """
    edge = _EDGES[expression.edge]
    regex, group = _wanted(expression.text)
    position = 0
    for first, last in where:
        position = max(position, first)
        while position < last and (match := regex.search(data, position, last)):
            start, end = _counted(match, group)
            if end > start and _edges_free(data, start, end, edge):
                for rule in expression.rules:
                    yield _Seen(start, end, rule)
                position = end
            else:
                run = edge.match(data, match.start())
                position = (run.end() if run else match.start()) + 1


@cache
def _wanted(text: str) -> tuple[Any, int]:
    """The compiled expression, and the number of its group `hit`, or 0."""
    regex = compile_expression(text)
    return regex, regex.groupindex.get("hit", 0)


def _counted(match: Any, group: int) -> tuple[int, int]:
    """What counts of a match: the group, where the alternative that matched has it."""
    start, end = match.span(group)
    return (start, end) if start >= 0 else match.span()


def _edges_free(data: bytes, start: int, end: int, edge: re.Pattern[bytes]) -> bool:
    before = start and edge.match(data, start - 1, start)
    return not before and not edge.match(data, end, end + 1)


def _word_ends_free(data: bytes, start: int, end: int) -> bool:
    """A term that begins or ends with a Latin letter or digit is no part of a longer one."""
    before = start and _ALNUM.fullmatch(data, start - 1, start + 1)
    after = end < len(data) and _ALNUM.fullmatch(data, end - 1, end + 1)
    return not before and not after


def _in_bytes(text: str, offsets: Iterable[int]) -> list[int]:
    """Offsets of characters, ascending, in bytes; the text is encoded once."""
    pieces = pairwise((0, *offsets))
    return [*accumulate(len(text[a:b].encode("utf-8", "surrogatepass")) for a, b in pieces)]


def _in_characters(seen: list[_Seen], data: bytes) -> Iterator[_Seen]:
    """The same matches, counted in characters: bytes are decoded once, from match to match."""
    offsets = {0: 0}
    byte = character = 0
    for position in sorted({position for found in seen for position in found[:2]}):
        character += len(data[byte:position].decode("utf-8", "surrogatepass"))
        byte = position
        offsets[position] = character
    for found in seen:
        yield _Seen(offsets[found.start], offsets[found.end], found.rule)
