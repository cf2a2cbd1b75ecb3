"""literals: which words must stand in a text before an expression can match it at all.

Most expressions of most rules match nothing in most texts. Each needs one of a few literals, which
the automaton looks for in the same pass as all terms; the expression itself runs only around those
that were seen.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, reduce
from math import prod
from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public parser
from typing import Any, NamedTuple

Words = frozenset[str]

_NOTHING: Words | None = frozenset()

FIGURE = "\0"
"""A word of so many of these is a run of so many figures, whichever they are (see FIGURES)."""

FIGURES = re.compile(rb"[0-9](?:[0-9 \-._()]|\xc2\xb7){3,}")
"""Figures and what may part them inside a number, in folded text."""

_FIGURE_CHARACTERS = frozenset("0123456789 -._()·")
_FEWEST_FIGURES = 4
_NEWLINE = ord("\n")
_WITHIN_LINES = (_constants.CATEGORY_DIGIT, _constants.CATEGORY_WORD)
_SPACES = frozenset(" \t\n\r\f")

_FOREIGN = re.compile(r"\\\\|\\z|(\[(?:\\.|[^\]\\])*\])|\\[pP]\{\w+\}")
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_IN_CLASS = re.compile(r"\\[pP]\{\w+\}")
_WIDEST_CLASS = 40
"""A class of more characters than that tells nothing of a text."""
_MOST = 256
"""So many words are told of one stretch at most; a longer one is told in parts."""
_MOST_WANTED = 2_000
"""So many words are looked for at most; beyond that the expression simply runs."""
_DEMANDS = 3
"""So many demands are asked for: one more would hardly ever turn an expression away."""
_TIMES = 3
"""So often a part may be repeated at most to be told word by word."""
_WIDEST = 512
"""Characters: an expression that may match more is taken for one without a bound."""


class Needs(NamedTuple):
    """What an expression needs of a text: of each of `demands` one word, in lower case.

    The rarest demand comes first. Where `lines` is true, a match may go on behind a line's end;
    `width` is the most characters that it may have, None where there is no bound.
    """

    demands: tuple[Words, ...]
    lines: bool
    width: int | None


def needs(expression: str) -> Needs:
    """What every match of the expression holds."""
    if _POSIX.search(expression):  # RE2 reads [[:alpha:]] as a class, Python as something else
        return Needs((), lines=True, width=None)
    try:
        parsed = _parser.parse(_FOREIGN.sub(_plain, expression))
    except re.error:  # RE2 knows what Python does not: the expression runs everywhere
        return Needs((), lines=True, width=None)
    width = parsed.getwidth()[1]
    demands = _of_sequence(parsed)[:_DEMANDS]
    return Needs(demands, _goes_on(parsed), width if width <= _WIDEST else None)


def _plain(found: re.Match[str]) -> str:
    r"""What Python does not know, as it says it: the end \z, a class with \p{Han} and its like."""
    if found[0] in (r"\\", r"\z"):
        return found[0].replace("z", "Z")
    return _IN_CLASS.sub(_range, found[1] or f"[{found[0]}]")


def _range(found: re.Match[str]) -> str:
    return r"\u4e00-\u9fff" if found[0] == r"\p{Han}" else r"\W\w"


# --- may a match go on behind a line's end? --------------------------------------------------


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


# --- what a sequence requires ----------------------------------------------------------------


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Words, ...]:
    """What the items of a sequence require, the rarest first; none that another implies."""
    items = list(items)
    found = [_shortest(words) for words in _demands(items)]
    found = [words for words in found if len(words) <= _MOST_WANTED]
    found += [frozenset([FIGURE * number]) for number in _numbers(items)]
    kept: list[Words] = []
    for words in sorted(found, key=commonness):
        if not any(one <= words for one in kept):
            kept.append(words)
    return tuple(kept)


def _shortest(words: Words) -> Words:
    """The words without those that hold another one of them."""
    kept = sorted(words, key=len)
    longest = len(kept[-1])
    everything = "\n".join(kept)
    for word in [word for word in kept if len(word) < longest]:
        if everything.count(word) > 1:
            kept = [each for each in kept if each == word or word not in each]
    return frozenset(kept)


def _demands(items: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """What each stretch of a sequence requires: all that it can be, where these are few words."""
    run: Words = frozenset([""])
    for kind, value in items:
        exact = _exact(kind, value)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = _joined(run, exact)
            continue
        again = _again(kind, value)
        if again is not None and len(run) * len(again) <= _MOST:
            run = _joined(run, again)
        if "" not in run:
            yield run
        run = exact or again or frozenset([""])
        if exact is None and again is None:
            yield from _of_item(kind, value)
    if "" not in run:
        yield run


def _joined(run: Words, following: Words) -> Words:
    return frozenset(before + after for before in run for after in following)


def _again(kind: Any, value: Any) -> Words | None:
    """What a repetition both begins and ends with, where it stands at least once."""
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0]:
        return _exact_sequence(value[2])
    return None


def _exact(kind: Any, value: Any) -> Words | None:
    """All that the item can match, in lower case, where these are few words."""
    told = _EXACT.get(kind)
    return told(value) if told else None


def _exact_sequence(items: Iterable[tuple[Any, Any]]) -> Words | None:
    words: Words = frozenset([""])
    for kind, value in items:
        exact = _exact(kind, value)
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
    found = _members(items)
    if found is None:
        return None
    return reduce(_either, map(_of_character, found), _NOTHING)


@cache
def _of_character(code: int) -> Words | None:
    """The character in lower case; None for one (Ⅱ, Ω) that is not lowered in the bytes."""
    character = chr(code)
    if character.isascii():
        return frozenset([character.lower()])
    return frozenset([character]) if character.lower() == character.upper() else None


def _members(items: list[tuple[Any, Any]]) -> list[int] | None:
    """The characters of a class, where they are few."""
    found: list[int] = []
    for kind, value in items:
        if kind is _constants.LITERAL:
            found.append(value)
        elif kind is _constants.RANGE:
            found.extend(range(value[0], min(value[1], value[0] + _WIDEST_CLASS) + 1))
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            found.extend(map(ord, _SPACES))
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT:
            found.extend(range(ord("0"), ord("9") + 1))
        else:
            return None
    return found if len(found) <= _WIDEST_CLASS else None


_EXACT: dict[Any, Callable[[Any], Words | None]] = {
    _constants.LITERAL: _of_character,
    _constants.AT: lambda _: frozenset([""]),
    _constants.IN: _of_class,
    _constants.SUBPATTERN: lambda value: _exact_sequence(value[-1]),
    _constants.BRANCH: lambda value: reduce(_either, map(_exact_sequence, value[1])),
    _constants.MAX_REPEAT: lambda value: _repeated(*value),
    _constants.MIN_REPEAT: lambda value: _repeated(*value),
}


# --- numbers, whichever they are -------------------------------------------------------------


def _numbers(items: Iterable[tuple[Any, Any]]) -> Iterator[int]:
    """How many figures each stretch of a sequence holds at least that is nothing but a number."""
    count = 0
    for kind, value in items:
        figures = _figures(kind, value)
        if figures is None:
            if count >= _FEWEST_FIGURES:
                yield count
            count = 0
        else:
            count += figures
    if count >= _FEWEST_FIGURES:
        yield count


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
    codes = _members(value) if kind is _constants.IN else codes
    characters = {chr(code) for code in codes} if codes else None
    if characters is None or not characters <= _FIGURE_CHARACTERS:
        return None
    return int(all(character.isdigit() for character in characters))


def _figures_of(items: Iterable[tuple[Any, Any]]) -> int | None:
    each = [_figures(kind, value) for kind, value in items]
    return None if None in each else sum(number for number in each if number is not None)


# --- how common words are --------------------------------------------------------------------

_FREQUENT = (
    "的和在有人市一工作国大年中管理发展建设县民政府区部门规定业地应当实施单位全行为上生会公法经学机务者进其条资安第件"
    "村镇乡省是不了我他这个们来到以说时要就出可也你对能而子那得于着下自之过后里用道所然家种事成方多么去如都同现没动面"
    "起看天分还好小些主样心她本前开但因只从想日军意无力它与长把十此已使情明性知三又关点正外将两高间由问很最重并物手战"
    "向头文体美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世次度任常先海通教儿原东声提立及比员解水名真论"
    "处走义各入几口认平系气题活更别打女变四神总何电数少报才结反受目太量再感做接必场计期直德命山金指许统保至队形社便空"
    "决治科司五基书非则达光放强即难且权思完式色路记南品住告类求据程北边该交万取格术领共确传师观清今切院让识带导争运号"
    "户元企技检批监督审查核环境食药卫险农林渔牧矿消防党委局厅站岗职责款项标准备案证"
)
"""Characters by how often they stand in what offices write, about: a guess that costs time where
it is wrong, and nothing else.
"""
_SHARES = {character: 0.12 / (rank + 12) for rank, character in enumerate(_FREQUENT)}
_SHARES |= dict.fromkeys("0123456789", 0.005) | dict.fromkeys(" ,、。\n", 0.02)
_SHARES |= dict.fromkeys("()-:;.", 0.006) | dict.fromkeys("\t|", 0.001)
_SHARE_OF_LATIN, _SHARE_OF_OTHERS = 0.003, 0.0001
_BESIDE = {True: 0.05, False: 0.2}
"""How often a character of ASCII, or another one, stands beside one that it makes a word with."""


def commonness(words: Words) -> float:
    """How often, about, one of the words begins at a character of a Chinese text."""
    return sum(map(_share, words))


@cache
def _share(word: str) -> float:
    """The share of its rarest character, and how likely it is that the others stand beside that."""
    if word[0] == FIGURE:
        return float(0.01 * 0.6 ** len(word))
    rarest = min(word, key=_share_of_character)
    others = (_BESIDE[character.isascii()] for character in word.replace(rarest, "", 1))
    return _share_of_character(rarest) * prod(others)


def _share_of_character(character: str) -> float:
    other = _SHARE_OF_LATIN if character.isascii() else _SHARE_OF_OTHERS
    return _SHARES.get(character, other)
