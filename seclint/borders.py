"""borders: with which characters a part of an expression can begin, and with which it can end."""

from collections.abc import Callable, Iterable
from re import _constants  # type: ignore[attr-defined]  # there is no public parser
from typing import Any, NamedTuple

from seclint.syntax import Items, character, members

_WIDEST_CLASS = 1_000
"""A class of more characters than that tells nothing of a text."""


class Border(NamedTuple):
    """The characters that may stand there, in lower case; None where they may be any.

    It is `open` where the part may be empty: what stands there may then be of another part.
    """

    characters: frozenset[str] | None
    open: bool


ANY = Border(None, open=False)
NOTHING = Border(frozenset(), open=True)


def either(one: Border, other: Border) -> Border:
    """Where the one part may stand, or the other."""
    if one.characters is None or other.characters is None:
        return ANY
    return Border(one.characters | other.characters, one.open or other.open)


def beyond(one: Border, next_one: Border) -> Border:
    """The border of two parts, one after the other, the first of which is nearer to the edge."""
    return either(Border(one.characters, open=False), next_one) if one.open else one


def begin(items: Items) -> Border:
    """With what the items begin, one after the other."""
    return _edge(items, begin)


def end(items: Items) -> Border:
    """With what the items end."""
    return _edge(reversed(items), end)


_Side = Callable[[Items], Border]


def _edge(items: Iterable[tuple[Any, Any]], side: _Side) -> Border:
    found = NOTHING
    for kind, value in items:
        found = beyond(found, _of_item(kind, value, side))
        if not found.open:
            break
    return found


def _of_item(kind: Any, value: Any, side: _Side) -> Border:
    if kind is _constants.AT:
        return NOTHING
    if kind is _constants.SUBPATTERN:
        return side(value[-1])
    if kind is _constants.BRANCH:
        first, *others = map(side, value[1])
        for other in others:
            first = either(first, other)
        return first
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        inside = side(value[2])
        return inside if value[0] else either(inside, NOTHING)
    return _of_characters(kind, value)


def _of_characters(kind: Any, value: Any) -> Border:
    codes = [value] if kind is _constants.LITERAL else None
    codes = members(value, _WIDEST_CLASS) if kind is _constants.IN else codes
    found = frozenset(map(character, codes)) if codes else frozenset([None])
    return ANY if None in found else Border(frozenset(filter(None, found)), open=False)
