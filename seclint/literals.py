"""literals: which words must stand in a text before an expression can match it at all.

Most expressions of most rules match nothing in most texts. Each needs one of a few literals, which
the automaton looks for in the same pass as all terms; the expression itself runs only where one of
them was seen.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public parser
from typing import Any, NamedTuple

Words = frozenset[str]

_NEWLINE = ord("\n")
_WITHIN_LINES = (_constants.CATEGORY_DIGIT, _constants.CATEGORY_WORD)

_FOREIGN = re.compile(r"\\\\|\\z|(\[(?:\\.|[^\]\\])*\])|\\[pP]\{\w+\}")
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_IN_CLASS = re.compile(r"\\[pP]\{\w+\}")
_WIDEST_CLASS = 16
"""A class of more characters than that tells nothing of a text."""
_MOST = 400
"""So many alternatives are looked for at most; beyond that the expression simply runs."""
_DEMANDS = 3
"""So many demands are asked for: one more would hardly ever turn an expression away."""


class Needs(NamedTuple):
    """What an expression needs of a text: of each of `demands` one word, in lower case.

    Where `lines` is true, a match may go on behind a line's end.
    """

    demands: tuple[Words, ...]
    lines: bool


def needs(expression: str) -> Needs:
    """What every match of the expression holds."""
    if _POSIX.search(expression):  # RE2 reads [[:alpha:]] as a class, Python as something else
        return Needs((), lines=True)
    try:
        parsed = _parser.parse(_FOREIGN.sub(_plain, expression))
    except re.error:  # RE2 knows what Python does not: the expression runs everywhere
        return Needs((), lines=True)
    return Needs(_of_sequence(parsed)[:_DEMANDS], _goes_on(parsed))


def _plain(found: re.Match[str]) -> str:
    r"""What Python does not know, as it says it: the end \z, a class with \p{Han} and its like."""
    if found[0] in (r"\\", r"\z"):
        return found[0].replace("z", "Z")
    return _IN_CLASS.sub(_range, found[1] or f"[{found[0]}]")


def _range(found: re.Match[str]) -> str:
    return r"\u4e00-\u9fff" if found[0] == r"\p{Han}" else r"\W\w"


def _goes_on(tree: Any) -> bool:
    """May some part of the expression match the end of a line?"""
    if isinstance(tree, tuple) and len(tree) == 2:
        kind, value = tree
        if kind is _constants.IN:
            return _class_goes_on(value)
        if kind is _constants.CATEGORY:
            return bool(value not in _WITHIN_LINES)
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL):
            return bool((kind is _constants.LITERAL) == (value == _NEWLINE))
    if isinstance(tree, (list, tuple, _parser.SubPattern)):
        return any(map(_goes_on, tree))
    return False


def _class_goes_on(items: list[tuple[Any, Any]]) -> bool:
    """A class that holds a property may be any characters: inverted, it may hold the line's end."""
    if any(kind is _constants.CATEGORY and value not in _WITHIN_LINES for kind, value in items):
        return True
    inverse = items[0][0] is _constants.NEGATE
    return inverse != any(_is_newline(*item) for item in items)


def _is_newline(kind: Any, value: Any) -> bool:
    if kind is _constants.RANGE:
        return bool(value[0] <= _NEWLINE <= value[1])
    return bool(kind is _constants.LITERAL and value == _NEWLINE)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Words, ...]:
    """What the items of a sequence require, the most telling first; none that another implies."""
    found = [words for words in _demands(items) if len(words) <= _MOST and _in_lines(words)]
    kept: list[Words] = []
    for words in sorted(found, key=_telling, reverse=True):
        if not any(one <= words for one in kept):
            kept.append(words)
    return tuple(kept)


def _in_lines(words: Words) -> bool:
    """Can each word be seen by somebody who reads line by line?"""
    return not any("\n" in word[:-1] for word in words)


def _demands(items: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """What each stretch of a sequence requires: all that it can be, where these are few words."""
    run: Words = frozenset([""])
    for kind, value in items:
        exact = _exact(kind, value)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(before + after for before in run for after in exact)
            continue
        if "" not in run:
            yield run
        run = exact or frozenset([""])
        if exact is None:
            yield from _of_item(kind, value)
    if "" not in run:
        yield run


def _exact(kind: Any, value: Any) -> Words | None:
    """All that the item can match, in lower case, where these are few words."""
    if kind is _constants.LITERAL:
        return _of_character(value)
    if kind is _constants.AT:
        return frozenset([""])
    if kind is _constants.IN:
        return _of_class(value)
    if kind is _constants.SUBPATTERN:
        return _exact_sequence(value[-1])
    if kind is _constants.BRANCH:
        return reduce(_either, map(_exact_sequence, value[1]))
    return None


def _exact_sequence(items: Iterable[tuple[Any, Any]]) -> Words | None:
    words: Words = frozenset([""])
    for kind, value in items:
        exact = _exact(kind, value)
        if exact is None or len(words) * len(exact) > _MOST:
            return None
        words = frozenset(before + after for before in words for after in exact)
    return words


def _of_item(kind: Any, value: Any) -> tuple[Words, ...]:
    """What an item requires that can be more than a few words."""
    if kind is _constants.SUBPATTERN:
        return _of_sequence(value[-1])
    if kind is _constants.BRANCH:  # the first demand of one alternative or of another, and so on
        alternatives = zip(*map(_of_sequence, value[1]), strict=False)
        return tuple(frozenset().union(*each) for each in alternatives)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _of_sequence(value[2]) if value[0] else ()
    return ()


def _either(one: Words | None, other: Words | None) -> Words | None:
    return None if one is None or other is None else one | other


def _of_class(items: list[tuple[Any, Any]]) -> Words | None:
    plain = all(kind is _constants.LITERAL for kind, _ in items)
    if not plain or len(items) > _WIDEST_CLASS:
        return None
    return reduce(_either, (_of_character(value) for _, value in items))


def _of_character(code: int) -> Words | None:
    """The character in lower case; None for one (Ⅱ, Ω) that is not lowered in the bytes."""
    character = chr(code)
    if character.isascii():
        return frozenset([character.lower()])
    return frozenset([character]) if character.lower() == character.upper() else None


def _telling(words: Words) -> tuple[int, int]:
    """Longer words are rarer, and so are fewer ones; a letter or digit alone tells nothing."""
    return min(len(word.encode()) for word in words), -len(words)
