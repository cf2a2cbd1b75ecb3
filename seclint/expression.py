"""expression: a google-re2 expression as a rule writes it, made to match folded text."""

from functools import cache
from typing import Any

import re2

from seclint.errors import SeclintError

_FOLDED = str.maketrans(
    {"（": r"\(", "）": r"\)", "？": r"\?", "【": r"\[", "】": r"\]"}
    | dict(zip("：，；！", ":,;!", strict=True))
)  # a folded （ is no group


def folded_expression(text: str) -> str:
    """The expression as it must read to match folded text."""
    return text.translate(_FOLDED)


@cache
def compile_expression(text: str) -> Any:
    """A google-re2 program. Raises SeclintError, with re2's reason, where it is not one."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(folded_expression(text), options)
    except re2.error as error:
        raise SeclintError(f"模式不合 RE2 语法（不支持前后查看）：{_reason(error)}") from None


def _reason(error: re2.error) -> str:
    """What re2 says, which it says in bytes."""
    reason = error.args[0]
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
