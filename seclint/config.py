"""Configuration: .seclint.toml, seclint.toml or [tool.seclint] of pyproject.toml -> Config.

The nearest directory that has one of them wins, and within it the first of them. `extend` names a
file to build upon: its `rules` and `extend-…` lists stay and grow, all else is replaced.
"""

import re
from collections.abc import Callable, Iterator
from os.path import realpath
from pathlib import Path
from typing import Any, NamedTuple

from seclint.errors import ConfigError, UsageError
from seclint.model import Severity

FILES = (".seclint.toml", "seclint.toml", "pyproject.toml")


class Config(NamedTuple):
    """What a unit has settled. None leaves a choice to seclint's own defaults.

    `rules` are directories, `source` is the file that all this came from; `set_at` says where each
    key was set, in order: (key, "seclint.toml:3"), more than once where several add to it.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    profile: str | None = None
    fail_on: Severity = Severity.WARNING
    respect_gitignore: bool = True
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    source: str | None = None
    set_at: tuple[tuple[str, str], ...] = ()

    def places(self, key: str) -> tuple[str, ...]:
        """Where this key was set; () where nothing but seclint itself sets it."""
        return tuple(place for name, place in self.set_at if name == key)


def load(start: Path, explicit: Path | None = None, *, isolated: bool = False) -> Config:
    """The configuration that holds at `start`: `explicit`, or else the nearest one.

    Raises ConfigError naming file, line and key where it is wrong; UsageError where `isolated`
    forbids what `explicit` asks for.
    """
    if isolated and explicit:
        raise UsageError("--isolated 不读配置文件，不能与 --config 同用")
    if isolated:
        return Config()
    source = _explicit(explicit) if explicit else _nearest(start)
    if source is None:
        return Config()
    return Config(**_settings(source, ()), source=source.file.as_posix())


# --- files ---------------------------------------------------------------------------------


class _Source(NamedTuple):
    """A table of settings, its file, that file's text, and the table's name in it."""

    file: Path
    text: str
    name: str
    table: dict[str, Any]

    def error(self, key: str, message: str) -> ConfigError:
        """A ConfigError at the line of `key`, if that can be found."""
        return ConfigError(f"{self.place(key)}: {message}")

    def place(self, key: str) -> str:
        """The file, and the line of `key`, if that can be found."""
        line = _line_of(key, self)
        return f"{self.file}{f':{line}' if line else ''}"


def _nearest(start: Path) -> _Source | None:
    start = Path(realpath(start))
    for directory in (start, *start.parents):
        for name in FILES:
            file = directory / name
            if file.is_file() and (source := _read(file)):
                return source
    return None


def _explicit(file: Path) -> _Source:
    if not file.is_file():
        raise ConfigError(f"{file}: 配置文件不存在")
    if source := _read(file):
        return source
    raise ConfigError(f"{file}: 没有 [tool.seclint]")


def _read(file: Path) -> _Source | None:
    """What a file settles; None for a pyproject.toml without [tool.seclint]."""
    import tomllib

    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{file}: 无法读取（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: 不是 UTF-8 编码，请另存为 UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _malformed(file, str(error)) from error
    if file.name != "pyproject.toml":
        return _Source(file, text, "", table)
    tool = table.get("tool")
    own = tool.get("seclint") if isinstance(tool, dict) else None
    return _Source(file, text, "tool.seclint", own) if isinstance(own, dict) else None


def _malformed(file: Path, message: str) -> ConfigError:
    """From what tomllib says: "Invalid value (at line 3, column 5)"."""
    what, _, place = message.partition(" (at ")
    line = re.match(r"line (\d+)", place)
    return ConfigError(f"{file}{f':{line[1]}' if line else ''}: TOML 语法有误（{what}）")


def _line_of(key: str, source: _Source) -> int | None:
    """The line (from 1) that sets `key`, alone or as a table, where it is written plainly."""
    table, prefix = "", re.escape(f"{source.name}." if source.name else "")
    quoted = rf"""["']?{re.escape(key)}["']?"""
    for number, line in enumerate(source.text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = header[1]
            if re.fullmatch(rf"{prefix}{quoted}(\..*)?", table):
                return number
        elif table == source.name and re.match(rf"\s*{quoted}\s*[=.]", line):
            return number
    return None


# --- keys ----------------------------------------------------------------------------------


class _WrongTypeError(Exception):
    """What was expected."""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise _WrongTypeError("字符串")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongTypeError("true 或 false")


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise _WrongTypeError("字符串的列表")


def _severity(value: object) -> Severity:
    names = [severity.name.lower() for severity in Severity]
    if isinstance(value, str) and value in names:
        return Severity[value.upper()]
    raise _WrongTypeError(" / ".join(names))


def _words_by_pattern(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    try:
        if isinstance(value, dict):
            return tuple((pattern, _words(words)) for pattern, words in value.items())
    except _WrongTypeError:
        pass
    raise _WrongTypeError("文件模式 = 字符串的列表")


KEYS: dict[str, Callable[[object], object]] = {
    "extend": _text,
    "select": _words,
    "ignore": _words,
    "extend-select": _words,
    "exclude": _words,
    "extend-exclude": _words,
    "rules": _words,
    "profile": _text,
    "fail-on": _severity,
    "respect-gitignore": _flag,
    "per-file-ignores": _words_by_pattern,
}
"""The keys of a configuration, and how the value of each is read."""

_GROWING = ("extend_select", "extend_exclude", "rules", "set_at")


def _settings(source: _Source, chain: tuple[Path, ...]) -> dict[str, Any]:
    """The settings of a file upon those that it extends; `chain` is what extends this one."""
    own = dict(_own(source))
    below = _extended(source, own.pop("extend", None), (*chain, source.file))
    grown = {key: below[key] + own[key] for key in _GROWING if key in below and key in own}
    return {**below, **own, **grown}


def _own(source: _Source) -> Iterator[tuple[str, Any]]:
    for key, value in source.table.items():
        if key not in KEYS:
            raise source.error(key, f"没有「{key}」这个键{_nearest_key(key)}")
        try:
            read: Any = KEYS[key](value)
        except _WrongTypeError as expected:
            raise source.error(key, f"「{key}」的值有误，应为：{expected}") from None
        if key == "rules":
            read = tuple(source.file.parent / directory for directory in read)
        yield key.replace("-", "_"), read
    yield "set_at", tuple((key, source.place(key)) for key in source.table)


def _nearest_key(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.replace("_", "-").lower(), KEYS, n=1)
    return f"；是否为「{near[0]}」？" if near else f"；可用：{', '.join(KEYS)}"


def _extended(source: _Source, target: str | None, chain: tuple[Path, ...]) -> dict[str, Any]:
    if target is None:
        return {}
    file = source.file.parent / target
    if not file.is_file():
        raise source.error("extend", f"extend 所指的文件不存在：{file}")
    if any(file.samefile(earlier) for earlier in chain):
        raise source.error("extend", f"extend 成环：{' → '.join(map(str, (*chain, file)))}")
    return _settings(_explicit(file), chain)
