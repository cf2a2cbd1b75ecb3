"""expression: a google-re2 expression as a rule writes it, made to match folded text."""

import re
from functools import cache
from typing import Any

import re2

from seclint.errors import SeclintError
from seclint.fold import HAN

_PIECE = re.compile(r"\\[pP]\{Han\}|\\.|\[(?:\\.|[^\]\\])*\]", re.DOTALL)
_IN_CLASS = re.compile(r"\\[pP]\{Han\}|\\.", re.DOTALL)
_CLASSES = {
    r"\p{Han}": HAN,
    r"\P{Han}": "\x00-\u3006\u3008-\u33ff\ua000-\U0001ffff\U00040000-\U0010ffff",
}
r"""\p{Han} by its few ranges: RE2's own are many, and make a program that is four times as slow."""
_FOLDED = str.maketrans(
    {"（": r"\(", "）": r"\)", "？": r"\?", "【": r"\[", "】": r"\]"}
    | dict(zip("：，；！", ":,;!", strict=True))
)  # a folded （ is no group


def folded_expression(text: str) -> str:
    """The expression as it must read to match folded text."""
    return _PIECE.sub(_with_ranges, text.translate(_FOLDED))


def _with_ranges(piece: re.Match[str]) -> str:
    if piece[0].startswith("["):
        return _IN_CLASS.sub(lambda found: _CLASSES.get(found[0], found[0]), piece[0])
    return f"[{_CLASSES[piece[0]]}]" if piece[0] in _CLASSES else piece[0]


@cache
def compile_expression(text: str) -> Any:
    """A google-re2 program of an expression as it must read (see `folded_expression`).

    Raises SeclintError, with re2's reason, where it is not one.
    """
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(text, options)
    except re2.error as error:
        raise SeclintError(f"模式不合 RE2 语法（不支持前后查看）：{_reason(error)}") from None


def _reason(error: re2.error) -> str:
    """What re2 says, which it says in bytes."""
    reason = error.args[0]
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
