"""syntax: a google-re2 expression taken apart, as far as Python's own parser can read it."""

import re
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public parser
from typing import Any

Items = tuple[tuple[Any, Any], ...]
"""A sequence: what each item is (see `re._constants`), and of what."""

_NEWLINE = ord("\n")
_WITHIN_LINES = (_constants.CATEGORY_DIGIT, _constants.CATEGORY_WORD)
_SPACES = frozenset(" \t\n\r\f")

_FOREIGN = re.compile(r"\\\\|\\z|(\[(?:\\.|[^\]\\])*\])|\\[pP]\{\w+\}")
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_IN_CLASS = re.compile(r"\\[pP]\{\w+\}")


def parsed(expression: str) -> Any:
    """The expression as Python's `re` has it, in tuples; None where only RE2 knows what it says."""
    if _POSIX.search(expression):  # RE2 reads [[:alpha:]] as a class, Python as something else
        return None
    try:
        return _plainly(_parser.parse(_FOREIGN.sub(_plain, expression)))
    except re.error:
        return None


def _plainly(tree: Any) -> Any:
    """The tree in tuples: the parser's own sequences are slow to walk."""
    if isinstance(tree, (list, tuple, _parser.SubPattern)):
        return tuple(map(_plainly, tree))
    return tree


def _plain(found: re.Match[str]) -> str:
    r"""What Python does not know, as it says it: the end \z, a class with \p{Han} and its like."""
    if found[0] in (r"\\", r"\z"):
        return found[0].replace("z", "Z")
    return _IN_CLASS.sub(_range, found[1] or f"[{found[0]}]")


def _range(found: re.Match[str]) -> str:
    return r"\u4e00-\u9fff" if found[0] == r"\p{Han}" else r"\W\w"


# --- may a match go on behind a line's end? --------------------------------------------------


def goes_on(tree: Any) -> bool:
    """May some part of the expression match the end of a line?"""
    if isinstance(tree, tuple) and len(tree) == 2:
        kind, value = tree
        if kind is _constants.IN:
            return _class_goes_on(value)
        if kind is _constants.CATEGORY:
            return bool(value not in _WITHIN_LINES)
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL):
            return bool((kind is _constants.LITERAL) == (value == _NEWLINE))
    return isinstance(tree, tuple) and any(map(goes_on, tree))


def _class_goes_on(items: Items) -> bool:
    """A class that holds a property may be any characters: inverted, it may hold the line's end."""
    if any(kind is _constants.CATEGORY and value not in _WITHIN_LINES for kind, value in items):
        return True
    inverse = items[0][0] is _constants.NEGATE
    return inverse != any(_is_newline(*item) for item in items)


def _is_newline(kind: Any, value: Any) -> bool:
    if kind is _constants.RANGE:
        return bool(value[0] <= _NEWLINE <= value[1])
    return bool(kind is _constants.LITERAL and value == _NEWLINE)


# --- characters ------------------------------------------------------------------------------


@cache
def character(code: int) -> str | None:
    """The character in lower case; None for one (Ⅱ, Ω) that is not lowered in the bytes."""
    found = chr(code)
    if found.isascii():
        return found.lower()
    return found if found.lower() == found.upper() else None


def members(items: Items, most: int) -> list[int] | None:
    """The code points of a class, where they are no more than `most`."""
    found: list[int] = []
    for kind, value in items:
        if kind is _constants.LITERAL:
            found.append(value)
        elif kind is _constants.RANGE:
            found.extend(range(value[0], min(value[1], value[0] + most) + 1))
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            found.extend(map(ord, _SPACES))
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT:
            found.extend(range(ord("0"), ord("9") + 1))
        else:
            return None
    return found if len(found) <= most else None
