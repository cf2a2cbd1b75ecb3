"""match: see everything that the rules look for, in one pass over a folded text.

All literals of all rules stand in one pyahocorasick automaton. It is fed UTF-8 bytes decoded as
latin-1: pyahocorasick looks a node's children up one after the other, and with an alphabet of
256 that is several times faster than with thousands of Chinese characters. Patterns are
google-re2 (linear time), over the same bytes. Byte offsets become characters only for hits.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import ahocorasick
import re2

from seclint.errors import SeclintError
from seclint.fold import DECORATION, Folded, fold, unwrap
from seclint.literals import Needs, needs
from seclint.model import Columns, Edge, Hit, Line, Pattern, Rule, Terms, Together
from seclint.standing import depths
from seclint.table import cells, head_of, tables

_EDGES: dict[Edge, re.Pattern[bytes]] = {
    "alnum": re.compile(rb"[0-9A-Za-z]+"),
    "digit": re.compile(rb"[0-9]+"),
    "none": re.compile(rb"(?!)"),
}
_ALNUM = _EDGES["alnum"]
_BLOCK = 1 << 11
"""Bytes: an expression runs in the blocks of a text, whole lines, that hold what it requires."""
_REACH = 1 << 11
"""Bytes: no match that begins in a block ends further behind it."""


class _Seen(NamedTuple):
    """A match in bytes, of the rule at this index."""

    start: int
    end: int
    rule: int


def _by_rule(seen: _Seen) -> int:
    return seen.rule


class _Expression(NamedTuple):
    """A pattern as it was written, compiled when it is first wanted; a run of `edge` may not
    touch what counts of a match.
    """

    rule: int
    text: str
    edge: Edge
    needs: Needs


class Plan(NamedTuple):
    """How rules are looked for; by their indexes, so that it may be kept apart from them.

    `rounds` are the ids of rules that are judged together, in order; `characters` says which
    demands of which expressions a character meets. Demands are the bits of a mask: an expression
    is wanted where all are met.
    """

    rounds: tuple[frozenset[str], ...]
    patterns: tuple[_Expression, ...]
    lines: tuple[_Expression, ...]
    automaton: Any
    characters: dict[str, tuple[tuple[int, int], ...]]


def plan(rules: Iterable[Rule]) -> Plan:
    """How these rules are looked for. Picklable."""
    rules = tuple(rules)
    patterns, lines = tuple(_patterns(rules)), tuple(_lines(rules))
    expressions = (*patterns, *lines)
    return Plan(
        _rounds(rules),
        patterns,
        lines,
        _automaton(rules, expressions),
        {word: tuple(met) for word, met in _owners(expressions, lambda w: len(w) == 1).items()},
    )


class _Block(NamedTuple):
    """Some lines of a text in bytes, the terms seen there, and what demands of which rules are met
    there.
    """

    start: int
    end: int
    terms: list[_Seen]
    met: dict[int, int]


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
        unwrapped = unwrap(folded.text)
        if unwrapped.cuts:
            found.update(self._across_lines(unwrapped))
        hits = [
            Hit(self.rules[rule], start, end) for start, end, rule in sorted(found, key=_by_rule)
        ]
        hits.extend(_in_tables(self._columns, folded.text))
        yield from sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def _in_lines(self, text: str) -> Iterator[_Seen]:
        data = text.encode("utf-8", "surrogatepass")
        return _in_characters(self._seen(data, (*self._plan.patterns, *self._plan.lines)), data)

    def _across_lines(self, unwrapped: Folded) -> Iterator[_Seen]:
        data = unwrapped.text.encode("utf-8", "surrogatepass")
        for start, end, rule in _in_characters(self._seen(data, self._plan.patterns), data):
            if unwrapped.mended(start, end):
                yield _Seen(*unwrapped.span(start, end), rule)

    def _seen(self, data: bytes, expressions: tuple[_Expression, ...]) -> list[_Seen]:
        blocks = [self._block(data, start, end) for start, end in _bounds(data)]
        seen = [found for block in blocks for found in block.terms]
        for block, following in zip_longest(blocks, blocks[1:]):
            ahead = following.met if following else {}
            for expression in expressions:
                all_met = (1 << len(expression.needs.demands)) - 1
                met = block.met.get(expression.rule, 0)
                if expression.needs.lines:
                    met |= ahead.get(expression.rule, 0)
                if met & all_met == all_met:
                    seen.extend(_matches(expression, data, block.start, block.end))
        return seen

    def _block(self, data: bytes, start: int, end: int) -> _Block:
        """One pass of the automaton over some lines."""
        block = data[start:end]
        terms: list[_Seen] = []
        met: dict[int, int] = {}
        for last, seen in self._plan.automaton.iter(block.lower().decode("latin-1")):
            for length, rule in seen:
                if length < 0:
                    met[rule] = met.get(rule, 0) | -length
                elif _word_ends_free(data, start + last + 1 - length, start + last + 1):
                    terms.append(_Seen(start + last + 1 - length, start + last + 1, rule))
        owners = self._plan.characters
        for character in owners.keys() & set(block.decode("utf-8", "surrogatepass").lower()):
            for demand, rule in owners[character]:
                met[rule] = met.get(rule, 0) | demand
        return _Block(start, end, terms, met)


def _bounds(data: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each block: whole lines, or one very long one."""
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start + _BLOCK)
        end = len(data) if stop < 0 else stop + 1
        yield start, end
        start = end


def _rounds(rules: tuple[Rule, ...]) -> tuple[frozenset[str], ...]:
    """The ids of the rules that are judged together, in order: each after all it looks at."""
    found = depths(rules)
    last = max(found.values(), default=0)
    return tuple(
        frozenset(identifier for identifier, depth in found.items() if depth == each)
        for each in range(last + 1)
    )


def _in_tables(rules: tuple[Rule, ...], text: str) -> Iterator[Hit]:
    found = [*tables(text)] if rules else []
    for rule in rules:
        if isinstance(rule.find, Columns):
            for table in found:
                if head := head_of(text, table, rule.find):
                    secret = () if rule.mask == "none" else tuple(cells(text, head))
                    yield Hit(rule, *head.span, head.rows, secret)


def _automaton(rules: tuple[Rule, ...], expressions: Iterable[_Expression]) -> Any:
    """All terms, with their lengths and rules, and all longer literals, with demands below 0."""
    owners: dict[str, set[tuple[int, int]]] = {}
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Terms):
            for word in rule.find.words:
                key = _key(fold(word).text)
                owners.setdefault(key, set()).add((len(key), index))
    for word, wanting in _owners(expressions, lambda word: len(word) > 1).items():
        owners.setdefault(_key(word), set()).update((-demand, rule) for demand, rule in wanting)
    automaton = ahocorasick.Automaton()
    for key, owner in owners.items():
        automaton.add_word(key, tuple(owner))
    automaton.add_word("\0seclint", ())  # an automaton without words cannot be asked
    automaton.make_automaton()
    return automaton


def _key(word: str) -> str:
    return word.encode("utf-8", "surrogatepass").lower().decode("latin-1")


def _owners(
    expressions: Iterable[_Expression], counts: Callable[[str], bool]
) -> dict[str, set[tuple[int, int]]]:
    """The literals that count, each with the demands of expressions that it meets."""
    owners: dict[str, set[tuple[int, int]]] = {}
    for expression in expressions:
        for number, words in enumerate(expression.needs.demands):
            for word in filter(counts, words):
                owners.setdefault(word, set()).add((1 << number, expression.rule))
    return owners


def _patterns(rules: tuple[Rule, ...]) -> Iterator[_Expression]:
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Pattern):
            text = rule.find.expression
            need = needs(_folded_expression(text))
            yield _Expression(index, text, rule.find.edge, need)


def _lines(rules: tuple[Rule, ...]) -> Iterator[_Expression]:
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Line):
            whole = f"{DECORATION}(?P<hit>{rule.find.expression}){DECORATION}"
            text = rf"(?m)(?:^|[\t|]){whole}(?:$|[\t|])"
            need = needs(_folded_expression(rule.find.expression))
            yield _Expression(index, text, "none", need)


@cache
def compile_pattern(expression: str) -> Any:
    """A google-re2 program. Raises SeclintError, with re2's reason, where it is not one."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(_folded_expression(expression), options)
    except re2.error as error:
        raise SeclintError(f"模式不合 RE2 语法（不支持前后查看）：{_reason(error)}") from None


def _reason(error: re2.error) -> str:
    """What re2 says, which it says in bytes."""
    reason = error.args[0]
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


def _folded_expression(expression: str) -> str:
    """The expression as it must read to match folded text; a folded （ is no group."""
    for full, plain in ("（", r"\("), ("）", r"\)"), ("？", r"\?"), ("【", r"\["), ("】", r"\]"):
        expression = expression.replace(full, plain)
    return expression.replace("：", ":").replace("，", ",").replace("；", ";").replace("！", "!")


def _matches(expression: _Expression, data: bytes, first: int, last: int) -> Iterator[_Seen]:
    """Every match that begins between these offsets and whose edges are free.

    Where they are not, no match can begin before the run of such characters ends: the search
    goes on behind it, so that a long run costs one step.
    """
    edge = _EDGES[expression.edge]
    regex, group = _wanted(expression.text)
    position, reach = first, min(len(data), last + _REACH)
    while position < last and (match := regex.search(data, position, reach)):
        if match.start() >= last:
            return
        start, end = _counted(match, group)
        if end > start and _edges_free(data, start, end, edge):
            yield _Seen(start, end, expression.rule)
            position = end
        else:
            run = edge.match(data, match.start())
            position = (run.end() if run else match.start()) + 1


@cache
def _wanted(text: str) -> tuple[Any, int]:
    """The compiled expression, and the number of its group `hit`, or 0."""
    regex = compile_pattern(text)
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
