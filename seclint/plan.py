"""plan: how rules are looked for: one automaton of all literals, and what runs around which.

All terms of all rules, and a literal that each expression needs, stand in one pyahocorasick
automaton. It is fed UTF-8 bytes decoded as latin-1: pyahocorasick looks a node's children up one
after the other, and with an alphabet of 256 that is several times faster than with thousands of
Chinese characters. A plan knows rules by their indexes, so that it can be kept apart from them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import ahocorasick

from seclint.borders import Border
from seclint.expression import folded_expression
from seclint.fold import DECORATION, fold
from seclint.frequency import FIGURE, commonness, share_of
from seclint.gates import Needs, needs
from seclint.literals import Demand
from seclint.model import Edge, Line, Pattern, Rule, Terms
from seclint.standing import depths

_BYTES = 4
"""Of a character, at most."""
_FEW = 24
"""So many words are quickly looked for."""
_RARE = 0.03
"""Of the characters of a text: an expression that needs nothing rarer runs everywhere."""
_COMMON = 0.4
"""Of the characters of a text: that so many of them could stand there need not be asked."""


class Beside(NamedTuple):
    """Characters, and the sizes in bytes that they have."""

    characters: frozenset[bytes]
    sizes: tuple[int, ...]


class Expression(NamedTuple):
    """A pattern of the rules at these indexes, as it reads folded text; a run of `edge` may not
    touch what counts of a match.
    """

    rules: tuple[int, ...]
    text: str
    edge: Edge


class Gate(NamedTuple):
    """Where the expression at an index may match: around a literal that it needs.

    That is from so many bytes `before` the literal to so many `after` it (None: so far as its line
    goes), and unless `lines`, in its line only. Nowhere does it match where none of the characters
    that it `leads` from stands before the literal, or none that it is `followed` by behind it; nor
    where one of each of `demands` does not stand around it. All are in lower case.
    """

    expression: int
    demands: tuple[tuple[bytes, ...], ...] = ()
    before: int | None = None
    after: int | None = None
    leads: Beside | None = None
    follows: Beside | None = None
    lines: bool = True


_NOTHING: "dict[bytes, Owners]" = {b"\0": (1, (), ())}
"""An automaton without words cannot be asked."""
Owners = tuple[int, tuple[int, ...], tuple[int, ...]]
"""Who asks for a literal of so many bytes: rules as their term, gates that it opens."""


class Plan(NamedTuple):
    """How rules are looked for.

    `rounds` are the ids of rules that are judged together, in order: each after all it looks at.
    The `automaton` gives the index of the `owners` of a literal. The first `patterns` of the
    expressions may match over a break inside a word. A number of n figures opens the gates in
    `figures[n]`, a longer one those in the last of them; the expressions in `everywhere` have no
    gates, and run all over the text.
    """

    rounds: tuple[frozenset[str], ...]
    expressions: tuple[Expression, ...]
    patterns: int
    gates: tuple[Gate, ...]
    automaton: Any
    owners: tuple[Owners, ...]
    figures: tuple[tuple[int, ...], ...]
    everywhere: tuple[int, ...]


def plan(rules: Iterable[Rule]) -> Plan:
    """How these rules are looked for. Picklable."""
    rules = tuple(rules)
    patterns = list(_patterns(rules))
    written = [*patterns, *_lines(rules)]
    gated = [(at, need) for at, (_, need) in enumerate(written) if _is_gated(need)]
    gates = [(_gate(at, gate, need), gate) for at, need in gated for gate in need.gates]
    wanted = _wanted(demands[0] for _, demands in gates)
    literals = _literals(rules, wanted) or _NOTHING
    owners = tuple(dict.fromkeys(literals.values()))
    return Plan(
        rounds=_rounds(rules),
        expressions=tuple(expression for expression, _ in written),
        patterns=len(patterns),
        gates=tuple(gate for gate, _ in gates),
        automaton=_automaton(literals, owners),
        owners=owners,
        figures=_figures(wanted),
        everywhere=tuple(sorted({*range(len(written))} - {at for at, _ in gated})),
    )


def _rounds(rules: tuple[Rule, ...]) -> tuple[frozenset[str], ...]:
    found = depths(rules)
    last = max(found.values(), default=0)
    return tuple(
        frozenset(identifier for identifier, depth in found.items() if depth == each)
        for each in range(last + 1)
    )


def _patterns(rules: tuple[Rule, ...]) -> Iterator[tuple[Expression, Needs]]:
    owners: dict[Pattern, list[int]] = defaultdict(list)
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Pattern):
            owners[rule.find].append(index)
    for find, indexes in owners.items():
        text = folded_expression(find.expression)
        yield Expression(tuple(indexes), text, find.edge), needs(text)


def _lines(rules: tuple[Rule, ...]) -> Iterator[tuple[Expression, Needs]]:
    owners: dict[Line, list[int]] = defaultdict(list)
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Line):
            owners[rule.find].append(index)
    for find, indexes in owners.items():
        need = needs(folded_expression(find.expression))
        whole = f"{DECORATION}(?P<hit>{find.expression}){DECORATION}"
        text = folded_expression(rf"(?m)(?:^|[\t|]){whole}(?:$|[\t|])")
        yield Expression(tuple(indexes), text, "none"), _unbounded(need)


def _unbounded(need: Needs) -> Needs:
    """The same of a line that may have any decoration around."""
    return need._replace(
        gates=tuple(
            tuple(demand._replace(before=None, after=None) for demand in gate)
            for gate in need.gates
        )
    )


def _is_gated(need: Needs) -> bool:
    """Is what it needs rare enough to be looked for?"""
    return all(gate and commonness(gate[0].words) <= _RARE for gate in need.gates)


def _gate(expression: int, gate: tuple[Demand, ...], need: Needs) -> Gate:
    first, *others = gate
    quick = [each.words for each in others if _is_quickly_met(each.words)]
    return Gate(
        expression,
        demands=tuple(tuple(sorted(map(_bytes, words))) for words in quick),
        before=None if first.before is None else _BYTES * first.before,
        after=None if first.after is None else _BYTES * first.after,
        leads=_beside(first.leads),
        follows=_beside(first.follows),
        lines=need.lines,
    )


def _beside(border: Border) -> Beside | None:
    if border.characters is None or share_of(border.characters) > _COMMON:
        return None
    characters = frozenset(map(_bytes, border.characters))
    return Beside(characters, tuple(sorted(set(map(len, characters)))))


def _is_quickly_met(words: frozenset[str]) -> bool:
    """To look for many words costs more than to run the expression."""
    return len(words) <= _FEW and not any(map(_is_number, words))


def _is_number(word: str) -> bool:
    return word.startswith(FIGURE)


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass").lower()


def _wanted(demands: Iterable[Demand]) -> dict[str, list[int]]:
    """The words that are wanted, and by which gates."""
    words: dict[str, list[int]] = defaultdict(list)
    for gate, demand in enumerate(demands):
        for word in demand.words:
            words[word].append(gate)
    return words


def _literals(rules: tuple[Rule, ...], wanted: dict[str, list[int]]) -> dict[bytes, Owners]:
    """All terms and all words that are wanted, with their owners."""
    terms: dict[bytes, set[int]] = defaultdict(set)
    for index, rule in enumerate(rules):
        if isinstance(rule.find, Terms):
            for word in fold("\n".join(rule.find.words)).text.split("\n"):  # as fast as one word
                terms[_bytes(word)].add(index)
    around = {_bytes(word): owners for word, owners in wanted.items() if not _is_number(word)}
    return {
        key: (len(key), tuple(sorted(terms.get(key, ()))), tuple(around.get(key, ())))
        for key in sorted(terms.keys() | around.keys())
    }


def _automaton(literals: dict[bytes, Owners], owners: tuple[Owners, ...]) -> Any:
    """The literals in UTF-8 read as latin-1; with numbers it is read in a third of the time."""
    numbers = {each: number for number, each in enumerate(owners)}
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for key, each in literals.items():
        automaton.add_word(key.decode("latin-1"), numbers[each])
    automaton.make_automaton()
    return automaton


def _figures(wanted: dict[str, list[int]]) -> tuple[tuple[int, ...], ...]:
    numbers = {len(word): owners for word, owners in wanted.items() if _is_number(word)}
    return tuple(
        tuple(sorted({each for size in numbers if size <= count for each in numbers[size]}))
        for count in range(max(numbers, default=0) + 1)
    )
