"""literals: which words must stand in every match of an expression, and where in it they stand.

The automaton looks for them in the same pass as for all terms.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from re import _constants  # type: ignore[attr-defined]  # there is no public parser
from typing import Any, NamedTuple

from seclint.borders import ANY, Border, begin, beyond, either, end
from seclint.frequency import FIGURE, commonness
from seclint.syntax import Items, character, members

Words = frozenset[str]

FIGURES = re.compile(rb"[0-9](?:[0-9 \-._()]|\xc2\xb7){3,}")
"""Figures and what may part them inside a number, in folded text."""

_FIGURE_CHARACTERS = frozenset("0123456789 -._()·")
_FEWEST_FIGURES = 4
_WIDEST_CLASS = 40
"""A class of more characters than that tells nothing of a text."""
_MOST = 256
"""So many words are told of one stretch at most; a longer one is told in parts."""
_MOST_WANTED = 2_000
"""So many words are looked for at most; beyond that the expression simply runs."""
_TIMES = 3
"""So often a part may be repeated at most to be told word by word."""
_WIDEST = 512
"""Characters: an expression that may match more is taken for one without a bound."""


class Demand(NamedTuple):
    """Words, in lower case, one of which every match holds, and where in the match it stands.

    At most so many characters of the match stand `before` it and `after` it (None: no bound).
    Where they are known, one of the characters that it `leads` from stands right before it, and
    one that it is `followed` by right behind it.
    """

    words: Words
    before: int | None
    after: int | None
    leads: Border = ANY
    follows: Border = ANY


def alone(demand: Demand) -> Demand:
    """The demand in an expression that is no part of another: beyond it may stand anything."""
    leads, follows = demand.leads, demand.follows
    return demand._replace(
        leads=ANY if leads.open else leads, follows=ANY if follows.open else follows
    )


# --- what a sequence requires ----------------------------------------------------------------


class _Stretch(NamedTuple):
    """All that some items of a sequence can be, from the item `first` up to the item `last`.

    Where it `overlaps`, that item is a repetition, of which the words are the last time or the
    first.
    """

    words: Words
    first: int
    last: int
    overlaps: tuple[bool, bool] = (False, False)


def of_sequence(items: Items) -> tuple[Demand, ...]:
    """What the items of a sequence require, the rarest first; none that another implies."""
    found = [_shortened(demand) for demand in _demands(items)]
    found = [demand for demand in found if len(demand.words) <= _MOST_WANTED]
    kept: list[Demand] = []
    for demand in sorted(found, key=lambda each: commonness(each.words)):
        if not any(one.words <= demand.words for one in kept):
            kept.append(demand)
    return tuple(kept)


def _demands(items: Items) -> Iterator[Demand]:
    widths = [*map(_width, items)]
    for stretch in _stretches(items):
        yield _placed(stretch, items, widths)
    for at, (kind, value) in enumerate(items):
        if demands := _of_item(kind, value):
            around = _placed(_Stretch(frozenset(), at, at + 1), items, widths)
            yield from (_within(demand, around) for demand in demands)
    for count, first, last in _numbers(items):
        yield Demand(frozenset([FIGURE * count]), _sum(widths[:first]), _sum(widths[last:]))


def _placed(stretch: _Stretch, items: Items, widths: list[int | None]) -> Demand:
    """The words of a stretch, and what stands around it."""
    words, first, last, (begun, goes_on) = stretch
    return Demand(
        words,
        before=_sum(widths[: first + begun]),
        after=_sum(widths[last - goes_on :]),
        leads=ANY if begun else end(items[:first]),
        follows=ANY if goes_on else begin(items[last:]),
    )


def _within(demand: Demand, around: Demand) -> Demand:
    """What an item requires, seen from the sequence that it stands in."""
    return demand._replace(
        before=_sum((demand.before, around.before)),
        after=_sum((demand.after, around.after)),
        leads=beyond(demand.leads, around.leads),
        follows=beyond(demand.follows, around.follows),
    )


def _sum(widths: Iterable[int | None]) -> int | None:
    total = 0
    for width in widths:
        if width is None or total + width > _WIDEST:
            return None
        total += width
    return total


def _width(item: tuple[Any, Any]) -> int | None:
    """The most characters that an item can match."""
    kind, value = item
    if kind is _constants.AT:
        return 0
    if kind is _constants.SUBPATTERN:
        return _sum(map(_width, value[-1]))
    if kind is _constants.BRANCH:
        widths = [_sum(map(_width, branch)) for branch in value[1]]
        return _most(widths)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        once = _sum(map(_width, value[2]))
        return None if once is None or value[1] > _WIDEST else once * value[1]
    return 1


def _most(widths: Iterable[int | None]) -> int | None:
    known = [*widths]
    return None if None in known else max(width for width in known if width is not None)


def _shortened(demand: Demand) -> Demand:
    """The demand without the words that hold another one of them.

    What these have more stands before the shorter word, or behind it.
    """
    kept, rests = _shortest(demand.words)
    if not rests:
        return demand
    before, after = [left for left, _ in rests if left], [right for _, right in rests if right]
    return Demand(
        frozenset(kept),
        _sum((demand.before, max(map(len, before), default=0))),
        _sum((demand.after, max(map(len, after), default=0))),
        either(demand.leads, Border(frozenset(left[-1] for left in before), open=False)),
        either(demand.follows, Border(frozenset(right[0] for right in after), open=False)),
    )


def _shortest(words: Words) -> tuple[list[str], list[tuple[str, str]]]:
    """The words without those that hold another one of them, and what these have around it."""
    kept = sorted(words, key=len)
    longest = len(kept[-1])
    everything = "\n".join(kept)
    rests: list[tuple[str, str]] = []
    for word in [word for word in kept if len(word) < longest]:
        if everything.count(word) > 1:
            longer = {each for each in kept if word in each and each != word}
            rests += [each.partition(word)[::2] for each in longer]
            kept = [each for each in kept if each not in longer]
    return kept, rests


def _stretches(items: Items) -> Iterator[_Stretch]:
    """The stretches of a sequence that can be few words each."""
    run, first, begun = frozenset([""]), 0, False
    for at, (kind, value) in enumerate(items):
        exact, again = spellings(kind, value), _again(kind, value)
        if exact is not None and _are_few(run, exact):
            run = _joined(run, exact)
            continue
        overlaps = again is not None and _are_few(run, again)
        if again is not None and overlaps:
            run = _joined(run, again)
        if "" not in run:
            yield _Stretch(run, first, at + overlaps, (begun, overlaps))
        run, begun = exact or again or frozenset([""]), bool(again and not exact)
        first = at if exact or again else at + 1
    if "" not in run:
        yield _Stretch(run, first, len(items), (begun, False))


def _are_few(run: Words, following: Words) -> bool:
    return len(run) * len(following) <= _MOST


def _joined(run: Words, following: Words) -> Words:
    return frozenset(before + after for before in run for after in following)


def _again(kind: Any, value: Any) -> Words | None:
    """What a repetition both begins and ends with, where it stands at least once."""
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0]:
        return _exact_sequence(value[2])
    return None


def spellings(kind: Any, value: Any) -> Words | None:
    """All that the item can match, in lower case, where these are few words."""
    told = _EXACT.get(kind)
    return told(value) if told else None


def _exact_sequence(items: Items) -> Words | None:
    words: Words = frozenset([""])
    for kind, value in items:
        exact = spellings(kind, value)
        if exact is None or len(words) * len(exact) > _MOST:
            return None
        words = _joined(words, exact)
    return words


def _repeated(least: int, most: int, items: Any) -> Words | None:
    """All that a repetition can be."""
    once = _exact_sequence(items) if most <= _TIMES else None
    if once is None or len(once) ** most > _MOST:
        return None
    times = [reduce(_joined, [once] * number, frozenset([""])) for number in range(least, most + 1)]
    return frozenset().union(*times)


def _of_item(kind: Any, value: Any) -> tuple[Demand, ...]:
    """What an item requires that can be more than a few words."""
    if spellings(kind, value) is not None or _again(kind, value) is not None:
        return ()
    if kind is _constants.SUBPATTERN:
        return of_sequence(value[-1])
    if kind is _constants.BRANCH:  # the first demand of one alternative or of another, and so on
        return tuple(map(_one_of, zip(*map(of_sequence, value[1]), strict=False)))
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0]:
        inside, width = of_sequence(value[2]), _width((kind, value))
        return inside if value[1] == 1 else tuple(_somewhere(each, width) for each in inside)
    return ()


def _one_of(demands: tuple[Demand, ...]) -> Demand:
    return Demand(
        frozenset().union(*(each.words for each in demands)),
        _most(each.before for each in demands),
        _most(each.after for each in demands),
        reduce(either, (each.leads for each in demands)),
        reduce(either, (each.follows for each in demands)),
    )


def _somewhere(demand: Demand, width: int | None) -> Demand:
    """What is required once of a repetition: it may be the first time, or the last."""
    return alone(demand._replace(before=width, after=width))


def _exact_branch(branches: tuple[Items, ...]) -> Words | None:
    """All that one of the branches can be."""
    words: Words = frozenset()
    for branch in branches:
        exact = _exact_sequence(branch)
        if exact is None:
            return None
        words |= exact
    return words


def _of_class(items: Items) -> Words | None:
    found = members(items, _WIDEST_CLASS)
    words = frozenset(map(character, found)) if found else frozenset([None])
    return None if None in words else frozenset(filter(None, words))


def _of_character(code: int) -> Words | None:
    found = character(code)
    return None if found is None else frozenset([found])


_EXACT: dict[Any, Callable[[Any], Words | None]] = {
    _constants.LITERAL: _of_character,
    _constants.AT: lambda _: frozenset([""]),
    _constants.IN: _of_class,
    _constants.SUBPATTERN: lambda value: _exact_sequence(value[-1]),
    _constants.BRANCH: lambda value: _exact_branch(value[1]),
    _constants.MAX_REPEAT: lambda value: _repeated(*value),
    _constants.MIN_REPEAT: lambda value: _repeated(*value),
}


# --- numbers, whichever they are -------------------------------------------------------------


def _numbers(items: Items) -> Iterator[tuple[int, int, int]]:
    """How many figures each stretch of a sequence holds at least that is nothing but a number; the
    first item of the stretch, and the first behind it.
    """
    count = first = 0
    for at, (kind, value) in enumerate(items):
        figures = _figures(kind, value)
        if figures is None:
            if count >= _FEWEST_FIGURES:
                yield count, first, at
            count, first = 0, at + 1
        else:
            count += figures
    if count >= _FEWEST_FIGURES:
        yield count, first, len(items)


def _figures(kind: Any, value: Any) -> int | None:
    """How many figures the item holds at least; None where it may hold what is in no number."""
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        inside = _figures_of(value[2])
        return None if inside is None else value[0] * inside
    if kind is _constants.SUBPATTERN:
        return _figures_of(value[-1])
    if kind is _constants.BRANCH:
        each = [_figures_of(branch) for branch in value[1]]
        return None if None in each else min(number for number in each if number is not None)
    if kind is _constants.AT:
        return 0
    codes = [value] if kind is _constants.LITERAL else None
    codes = members(value, _WIDEST_CLASS) if kind is _constants.IN else codes
    characters = {chr(code) for code in codes} if codes else None
    if characters is None or not characters <= _FIGURE_CHARACTERS:
        return None
    return int(all(character.isdigit() for character in characters))


def _figures_of(items: Iterable[tuple[Any, Any]]) -> int | None:
    each = [_figures(kind, value) for kind, value in items]
    return None if None in each else sum(number for number in each if number is not None)
