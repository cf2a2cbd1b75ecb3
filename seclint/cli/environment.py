"""environment: what the environment asks for; all variables of ours, in one table."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from seclint import store
from seclint.cli import key, language
from seclint.cli.choices import Format, Lang, Level
from seclint.cli.request import Request
from seclint.errors import UsageError
from seclint.nearest import nearest

_PREFIX = "SECLINT_"


class Variable(NamedTuple):
    """What a variable is for, the parameter of a request that it gives, and how it is read.

    One without a parameter is read where it is needed. `read` raises ValueError.
    """

    help: str
    parameter: str = ""
    read: Callable[[str], Any] = str


def _file(written: str) -> Path:
    if Path(written).is_file():
        return Path(written)
    raise ValueError("没有这个文件")


def _number(written: str) -> int:
    if written.isascii() and written.isdigit():
        return int(written)
    raise ValueError("应为 0 或更大的整数")


def _cached(written: str) -> bool:
    """Whether to use the cache, where a variable says whether not to."""
    words = {"1": False, "true": False, "yes": False, "0": True, "false": True, "no": True}
    if written.lower() in words:
        return words[written.lower()]
    raise ValueError(f"应为：{' / '.join(words)}")


def _one_of(choices: type[Format] | type[Level] | type[Lang]) -> Callable[[str], Any]:
    def read(written: str) -> Any:
        if written in list(choices):
            return choices(written)
        raise ValueError(f"应为：{' / '.join(choices)}")

    return read


VARIABLES: dict[str, Variable] = {
    "SECLINT_CONFIG": Variable("使用这个配置文件，同 --config。", "config", _file),
    "SECLINT_OUTPUT_FORMAT": Variable(
        "报告格式，同 --output-format。", "output_format", _one_of(Format)
    ),
    "SECLINT_FAIL_ON": Variable("从这一级起退出码为 1，同 --fail-on。", "fail_on", _one_of(Level)),
    "SECLINT_PROFILE": Variable("发布渠道，同 --profile。", "profile"),
    language.VARIABLE: Variable("界面语言，同 --lang；也用于帮助。", "lang", _one_of(Lang)),
    "SECLINT_JOBS": Variable("同时审查的进程数，同 --jobs。", "jobs", _number),
    "SECLINT_NO_CACHE": Variable("为 1 时不沿用以前的结果，同 --no-cache。", "cache", _cached),
    store.VARIABLE: Variable("缓存所在的目录；置空则完全不用缓存。"),
    key.VARIABLE: Variable("基线的密钥，至少 16 个字符；没有时读 .seclint.key。"),
}
"""Every variable that seclint reads, but those that all programs share (NO_COLOR, CI…)."""


def environment() -> Request:
    """What the environment asks for; an empty variable asks for nothing.

    Raises UsageError, naming the variable, for a value that is none.
    """
    asked: dict[str, Any] = {}
    for name, variable in VARIABLES.items():
        if variable.parameter and (written := os.environ.get(name, "").strip()):
            asked[variable.parameter] = _value(name, variable, written)
    return Request(**asked)


def _value(name: str, variable: Variable, written: str) -> Any:
    try:
        return variable.read(written)
    except ValueError as error:
        raise UsageError(f"环境变量 {name} 的值「{written}」有误：{error}") from None


def strangers() -> Iterator[str]:
    """A note on each variable that looks like one of ours and is none: a name written wrong."""
    for name in sorted(os.environ):
        if name.startswith(_PREFIX) and name not in VARIABLES:
            yield f"seclint: 环境变量 {name} 不起作用{nearest(name, VARIABLES)}"


def variable_of(parameter: str) -> str:
    """The variable that gives this parameter."""
    return next(name for name, each in VARIABLES.items() if each.parameter == parameter)
