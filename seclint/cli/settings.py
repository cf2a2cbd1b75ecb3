"""settings: what holds in the end. An option, else the environment, the configuration, a default.

What a configuration can settle is settled in a `Config`, which remembers where each key was set;
`--show-settings` prints what a run goes by.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seclint import store
from seclint.cli.choices import Format, Lang
from seclint.cli.environment import environment, variable_of
from seclint.cli.language import say
from seclint.cli.request import Request
from seclint.config import KEYS, Config, Read, load, on_disk
from seclint.discover import DEFAULT_EXCLUDE
from seclint.model import Severity
from seclint.report.terminal import harmless, pad

if TYPE_CHECKING:
    from seclint.packs.profiles import Profile


_DEFAULT = "缺省"
_TABLES = ("per-file-ignores", "allow")
"""Keys whose values are tables, which in TOML stand last."""


def settled(request: Request, read: Read = on_disk) -> Config:
    """The configuration as `read`, with the environment and then the options over it.

    Raises UsageError, ConfigError.
    """
    said = environment()
    file = request.config or (None if request.isolated else said.config)
    settings = load(Path.cwd(), file, isolated=request.isolated, read=read)
    return with_options(_over(settings, said, variable_of), request)


def filled(request: Request) -> Request:
    """The request, and what the environment asks for where it leaves that open."""
    said = environment()
    left = (name for name in Request._fields if getattr(request, name) is None)
    return request._replace(**{name: getattr(said, name) for name in left})


def with_options(settings: Config, request: Request) -> Config:
    """The same, and over it what the options say."""
    return _over(settings, request, _option)


def is_option(place: str) -> bool:
    """Is a setting that was set at this place one of the command line?"""
    return place.startswith("--")


def excludes(settings: Config) -> tuple[str, ...]:
    """The patterns of files that are not reviewed."""
    base = DEFAULT_EXCLUDE if settings.exclude is None else settings.exclude
    return base + settings.extend_exclude


def format_of(request: Request) -> Format:
    """The one that was asked for; else, in a workflow, annotations, and the full one elsewhere."""
    if request.output_format:
        return request.output_format
    in_workflow = os.environ.get("GITHUB_ACTIONS") == "true" and request.output_file is None
    return Format.GITHUB if in_workflow else Format.FULL


def split(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of an option that may be repeated or hold commas; None where it is not given."""
    if values is None:
        return None
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _over(settings: Config, request: Request, place: Callable[[str], str]) -> Config:
    """The settings, and over them what a request says, which stands at the place of each name."""
    said: dict[str, Any] = {
        "select": split(request.select),
        "ignore": _grown(settings.ignore, split(request.ignore)),
        "extend_select": _grown(settings.extend_select, split(request.extend_select)),
        "exclude": split(request.exclude),
        "extend_exclude": _grown(settings.extend_exclude, split(request.extend_exclude)),
        "rules": _grown(settings.rules, tuple(request.folders or ())),
        "profile": request.profile,
        "fail_on": request.fail_on and request.fail_on.severity,
        "respect_gitignore": request.respect_gitignore,
    }
    own = {name: value for name, value in said.items() if value is not None}
    set_at = tuple((name.replace("_", "-"), place(name)) for name in own)
    return settings._replace(**own, set_at=settings.set_at + set_at)


def _grown(base: tuple[Any, ...], more: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    return base + more if more else None


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


# --- shown ---------------------------------------------------------------------------------

_WIDEST = 40
"""Columns: no longer setting moves the sources of the others to the right."""


class _Setting(NamedTuple):
    """A key, its value (None: there is none), and where that was set."""

    key: str
    value: object
    source: str

    def line(self) -> str:
        """As TOML, and its source as a comment."""
        told = (
            say(f"# {self.key}：不限")
            if self.value is None
            else f"{self.key} = {_toml(self.value)}"
        )
        return f"{pad(told, _WIDEST)}  # {say(self.source)}"


def shown(request: Request, settings: Config, profile: "Profile | None") -> Iterator[str]:
    """What a run goes by: what a configuration can say as a configuration, the rest as comments."""
    yield say("# 选项盖过环境变量，环境变量盖过配置，配置盖过缺省；这里是起作用的。")
    yield say(f"# 配置文件：{harmless(_near(settings.source or say('没有')))}")
    yield from (harmless(each.line()) for each in _of_configuration(settings, profile))
    yield say("# 不写在配置里的：")
    yield from (harmless(each.line()) for each in _of_request(request))
    yield from map(harmless, (*_per_file(settings), *_allowed(settings)))


def _of_configuration(settings: Config, profile: "Profile | None") -> Iterator[_Setting]:
    for key in KEYS:
        value = getattr(settings, key.replace("-", "_"), None)
        source = _sources(settings, key)
        if key == "select" and not value and profile and profile.select:
            yield _Setting(key, profile.select, f"渠道 {profile.name}")
        elif key == "exclude" and value is None:
            yield _Setting(key, DEFAULT_EXCLUDE, source)
        elif key not in ("extend", *_TABLES):
            yield _Setting(key, value, source)


def _of_request(request: Request) -> Iterator[_Setting]:
    asked = filled(request)
    values = {
        "output_format": format_of(asked),
        "lang": asked.lang or Lang.ZH,
        "jobs": asked.jobs or 0,
        "cache": asked.cache is not False,
    }
    for name, value in values.items():
        yield _Setting(f"# {name.replace('_', '-')}", value, _source(name, request, asked))
    cache_source = store.VARIABLE if store.VARIABLE in os.environ else _DEFAULT
    yield _Setting("# cache-dir", store.chosen() or "", cache_source)


def _source(name: str, request: Request, asked: Request) -> str:
    if getattr(request, name) is not None:
        return _option(name)
    return _DEFAULT if getattr(asked, name) is None else variable_of(name)


def _sources(settings: Config, key: str) -> str:
    return "，".join(map(_near, settings.places(key))) or _DEFAULT


def _near(place: str) -> str:
    """A place, by its path from here if it is below."""
    return place.removeprefix(f"{Path.cwd()}{os.sep}").removeprefix(f"{Path.cwd().as_posix()}/")


def _per_file(settings: Config) -> Iterator[str]:
    """Last, since in TOML a table goes on to the next one."""
    if settings.per_file_ignores:
        yield f"[per-file-ignores]  # {_sources(settings, 'per-file-ignores')}"
    for pattern, prefixes in settings.per_file_ignores:
        yield f"{_toml(pattern)} = {_toml(prefixes)}"


def _allowed(settings: Config) -> Iterator[str]:
    for entry in settings.allow:
        yield f"[[allow]]  # {_near(f'{entry.file}:{entry.line}')}"
        for key in ("path", "rule", "fingerprint", "by", "reason", "until"):
            if (value := getattr(entry, key)) is not None:
                yield f"{key} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Severity):
        return _toml(value.name.lower())
    if isinstance(value, bool | int):
        return str(value).lower()
    return json.dumps(str(value), ensure_ascii=False)
