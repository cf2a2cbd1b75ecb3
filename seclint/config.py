"""Configuration: .seclint.toml, seclint.toml or [tool.seclint] of pyproject.toml -> Config.

The nearest directory that has one of them wins, and within it the first of them. `extend` names a
file to build upon: its `rules`, `allow` and `extend-…` lists stay and grow, all else is replaced.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from os.path import realpath
from pathlib import Path
from typing import Any, NamedTuple

from seclint.allow import Allow, AllowError, entries
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
    allow: tuple[Allow, ...] = ()
    source: str | None = None
    set_at: tuple[tuple[str, str], ...] = ()

    def places(self, key: str) -> tuple[str, ...]:
        """Where this key was set; () where nothing but seclint itself sets it."""
        return tuple(place for name, place in self.set_at if name == key)


Read = Callable[[Path], bytes | None]
"""The bytes of a file, None where it is not there. It may raise OSError."""


def on_disk(file: Path) -> bytes | None:
    """The file as it is now."""
    return file.read_bytes() if file.is_file() else None


def load(
    start: Path, explicit: Path | None = None, *, isolated: bool = False, read: Read = on_disk
) -> Config:
    """The configuration that holds at `start`: `explicit`, or else the nearest one, as `read`.

    Raises ConfigError naming file, line and key where it is wrong; UsageError where `isolated`
    forbids what `explicit` asks for.
    """
    if isolated and explicit:
        raise UsageError("--isolated 不读配置文件，不能与 --config 同用")
    if isolated:
        return Config()
    source = _explicit(explicit, read) if explicit else _nearest(start, read)
    if source is None:
        return Config()
    return Config(**_settings(source, ()), source=source.file.as_posix())


# --- files ---------------------------------------------------------------------------------


class _Source(NamedTuple):
    """A table of settings, its file, that file's text, the table's name in it, and how all that
    was read.
    """

    file: Path
    text: str
    name: str
    table: dict[str, Any]
    read: Read

    def error(self, key: str, message: str) -> ConfigError:
        """A ConfigError at the line of `key`, if that can be found."""
        return self.error_at(_line_of(key, self), message)

    def error_at(self, line: int | None, message: str) -> ConfigError:
        """A ConfigError at a line, if that is known."""
        return ConfigError(f"{self._at(line)}: {message}")

    def place(self, key: str) -> str:
        """The file, and the line of `key`, if that can be found."""
        return self._at(_line_of(key, self))

    def _at(self, line: int | None) -> str:
        return f"{self.file}{f':{line}' if line else ''}"


def _nearest(start: Path, read: Read) -> _Source | None:
    start = Path(realpath(start))
    for directory in (start, *start.parents):
        for name in FILES:
            file = directory / name
            if (data := _bytes(file, read)) is not None and (source := _read(file, data, read)):
                return source
    return None


def _explicit(file: Path, read: Read) -> _Source:
    if (data := _bytes(file, read)) is None:
        raise ConfigError(f"{file}: 配置文件不存在")
    if source := _read(file, data, read):
        return source
    raise ConfigError(f"{file}: 没有 [tool.seclint]")


def _bytes(file: Path, read: Read) -> bytes | None:
    try:
        return read(file)
    except OSError as error:
        raise ConfigError(f"{file}: 无法读取（{error.strerror}）") from error


def _read(file: Path, data: bytes, read: Read) -> _Source | None:
    """What a file settles; None for a pyproject.toml without [tool.seclint]."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: 不是 UTF-8 编码，请另存为 UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _malformed(file, str(error)) from error
    if file.name != "pyproject.toml":
        return _Source(file, text, "", table, read)
    tool = table.get("tool")
    own = tool.get("seclint") if isinstance(tool, dict) else None
    return _Source(file, text, "tool.seclint", own, read) if isinstance(own, dict) else None


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


def _line_of_entry(key: str, index: int, source: _Source) -> int | None:
    """The line of the `index`-th table of the array `key`; where it is written inline, that of
    `key`.
    """
    name = re.escape(f"{source.name}." if source.name else "") + rf"""["']?{re.escape(key)}["']?"""
    header = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    lines = [n for n, line in enumerate(source.text.split("\n"), 1) if header.match(line)]
    return lines[index] if index < len(lines) else _line_of(key, source)


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


def _entries(value: object) -> tuple[dict[str, object], ...]:
    try:
        return entries(value)
    except TypeError:
        raise _WrongTypeError("[[allow]] 表") from None


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
    "allow": _entries,
}
"""The keys of a configuration, and how the value of each is read."""

_GROWING = ("extend_select", "extend_exclude", "rules", "allow", "set_at")


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
        except AllowError as error:
            line = _line_of_entry(key, error.index, source)
            raise source.error_at(line, f"[[allow]] {error}") from None
        if key == "rules":
            read = tuple(source.file.parent / directory for directory in read)
        if key == "allow":
            read = tuple(_allowed(source, read))
        yield key.replace("-", "_"), read
    yield "set_at", tuple((key, source.place(key)) for key in source.table)


def _allowed(source: _Source, read: Iterable[dict[str, Any]]) -> Iterator[Allow]:
    for index, fields in enumerate(read):
        line = _line_of_entry("allow", index, source)
        yield Allow(file=source.file.as_posix(), line=line or 1, **fields)


def _nearest_key(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.replace("_", "-").lower(), KEYS, n=1)
    return f"；是否为「{near[0]}」？" if near else f"；可用：{', '.join(KEYS)}"


def _extended(source: _Source, target: str | None, chain: tuple[Path, ...]) -> dict[str, Any]:
    if target is None:
        return {}
    file = source.file.parent / target
    if _bytes(file, source.read) is None:
        raise source.error("extend", f"extend 所指的文件不存在：{file}")
    if any(realpath(file) == realpath(earlier) for earlier in chain):
        raise source.error("extend", f"extend 成环：{' → '.join(map(str, (*chain, file)))}")
    return _settings(_explicit(file, source.read), chain)
