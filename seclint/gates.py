"""gates: what must stand in a text before an expression can match it at all: one way in or another.

Most expressions of most rules match nothing in most texts. Each is looked at only where one of its
gates is open: where one of a few literals stands (see `literals`), beside what it needs.
"""

from collections.abc import Iterator
from re import _constants  # type: ignore[attr-defined]  # there is no public parser
from typing import Any, NamedTuple

from seclint.frequency import commonness, share_of
from seclint.literals import Demand, alone, of_sequence, spellings
from seclint.syntax import Items, goes_on, parsed

_DEMANDS = 3
"""So many demands are asked for: one more would hardly ever turn an expression away."""
_MOST_GATES = 16
"""So many alternatives have gates of their own at most."""
_OPEN = 1.0
"""What it costs, at that scale, to run an expression everywhere: more than any gate should."""
_DEAR = 0.002
"""What costs less, at that scale, is not worth looking for anything better."""
_RUN = 6
"""To run an expression costs so many times what it costs to see a word."""


class Needs(NamedTuple):
    """What an expression needs of a text: of one of `gates`, one word of each demand.

    The rarest demand of a gate comes first; a gate without demands is open everywhere. Where
    `lines` is true, a match may go on behind a line's end.
    """

    gates: tuple[tuple[Demand, ...], ...]
    lines: bool


def needs(expression: str) -> Needs:
    """What every match of the expression holds."""
    tree = parsed(expression)
    if tree is None:
        return Needs(((),), lines=True)
    return Needs(_gates(_flat(tree)), goes_on(tree))


def _gates(items: Items) -> tuple[tuple[Demand, ...], ...]:
    """One gate for the whole sequence; or one for each alternative of an item of it, where these
    together cost less.
    """
    best: tuple[tuple[Demand, ...], ...] = (_gate(items),)
    least = _cost(best[0])
    for at, (kind, value) in enumerate(items if least > _DEAR else ()):
        if kind is _constants.BRANCH and spellings(kind, value) is None:
            ways = [items[:at] + way + items[at + 1 :] for way in _ways(value)]
            gates = tuple(map(_gate, ways)) if len(ways) <= _MOST_GATES else ()
            if gates and (total := sum(map(_cost, gates))) < least:
                best, least = gates, total
    return best


def _ways(value: Any) -> Iterator[Items]:
    """The alternatives of a branch, and of those that are nothing but a branch again."""
    for way in map(_flat, value[1]):
        kind, inside = way[0] if len(way) == 1 else (None, None)
        if kind is _constants.BRANCH and spellings(kind, inside) is None:
            yield from _ways(inside)
        else:
            yield way


def _flat(items: Items) -> Items:
    """The sequence with the items of its groups in their place."""
    found: list[tuple[Any, Any]] = []
    for kind, value in items:
        found.extend(_flat(value[-1]) if kind is _constants.SUBPATTERN else [(kind, value)])
    return tuple(found)


def _gate(items: Items) -> tuple[Demand, ...]:
    demands = sorted(map(alone, of_sequence(items)), key=_cost_of)
    return tuple(demands[:_DEMANDS])


def _cost(gate: tuple[Demand, ...]) -> float:
    """What it costs, about, for each character of a Chinese text, to see the words of the first
    demand, and to run the expression where what stands beside them is right.
    """
    return _cost_of(gate[0]) if gate else _OPEN


def _cost_of(demand: Demand) -> float:
    beside = [
        1.0 if border.characters is None or border.open else share_of(border.characters)
        for border in (demand.leads, demand.follows)
    ]
    return commonness(demand.words) * (1 + _RUN * beside[0] * beside[1])
