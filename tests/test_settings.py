"""What holds in the end: an option, else the environment, the configuration, a default."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from seclint import config
from seclint.cli.choices import Format, Lang, Level
from seclint.cli.environment import VARIABLES, environment, strangers
from seclint.cli.job import work
from seclint.cli.request import Request
from seclint.cli.settings import filled, format_of, settled
from seclint.errors import ConfigError, UsageError
from seclint.model import Severity

HERE = "seclint.toml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, with nothing of ours in the environment but the cache."""
    for name in set(VARIABLES) - {"SECLINT_CACHE_DIR"}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- precedence ------------------------------------------------------------------------------

INFO, WARNING, ERROR = Severity
ORDER: dict[str, tuple[str, dict[str, str], Request, str, object, str]] = {
    "nothing": ("", {}, Request(), "fail-on", WARNING, ""),
    "configuration": ("fail-on = 'info'", {}, Request(), "fail-on", INFO, "seclint.toml:1"),
    "environment over configuration": (
        "fail-on = 'info'",
        {"SECLINT_FAIL_ON": "error"},
        Request(),
        "fail-on",
        ERROR,
        "SECLINT_FAIL_ON",
    ),
    "an empty variable": (
        "fail-on = 'info'",
        {"SECLINT_FAIL_ON": " "},
        Request(),
        "fail-on",
        INFO,
        "seclint.toml:1",
    ),
    "option over environment": (
        "fail-on = 'info'",
        {"SECLINT_FAIL_ON": "error"},
        Request(fail_on=Level.WARNING),
        "fail-on",
        WARNING,
        "--fail-on",
    ),
    "profile": (
        "profile = 'web'",
        {"SECLINT_PROFILE": "personnel"},
        Request(),
        "profile",
        "personnel",
        "SECLINT_PROFILE",
    ),
    "select is replaced": (
        "select = ['MK']",
        {},
        Request(select=["PI,CR", "LW"]),
        "select",
        ("PI", "CR", "LW"),
        "--select",
    ),
    "exclude is replaced": (
        "\nexclude = ['a']",
        {},
        Request(exclude=["b"]),
        "exclude",
        ("b",),
        "--exclude",
    ),
    "a flag that is off": (
        "respect-gitignore = true",
        {},
        Request(respect_gitignore=False),
        "respect-gitignore",
        False,
        "--respect-gitignore",
    ),
}


@pytest.mark.parametrize(
    ("text", "variables", "request_", "key", "value", "place"), ORDER.values(), ids=ORDER
)
def test_which_of_them_holds(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    variables: dict[str, str],
    request_: Request,
    key: str,
    value: object,
    place: str,
) -> None:
    (here / HERE).write_text(text, "utf-8")
    for name, said in variables.items():
        monkeypatch.setenv(name, said)
    settings = settled(request_)
    assert getattr(settings, key.replace("-", "_")) == value
    assert (settings.places(key) or ("",))[-1].endswith(place)


GROWING = {
    "ignore": Request(ignore=["B"]),
    "extend-select": Request(extend_select=["B"]),
    "extend-exclude": Request(extend_exclude=["B"]),
    "rules": Request(folders=[Path("B")]),
}


@pytest.mark.parametrize(("key", "asked"), GROWING.items(), ids=GROWING)
def test_what_an_option_adds_to(here: Path, key: str, asked: Request) -> None:
    (here / HERE).write_text(f"# 注\n{key} = ['A']", "utf-8")
    settings = settled(asked)
    assert [Path(each).name for each in getattr(settings, key.replace("-", "_"))] == ["A", "B"]
    first, second = settings.places(key)
    assert first.endswith("seclint.toml:2")
    assert second == f"--{key}"


def test_what_is_extended_is_named_first(here: Path) -> None:
    (here / "base.toml").write_text("ignore = ['A']\nextend-select = ['B']", "utf-8")
    (here / HERE).write_text("extend = 'base.toml'\n\nextend-select = ['C']", "utf-8")
    settings = settled(Request())
    assert [Path(place).name for place in settings.places("ignore")] == ["base.toml:1"]
    places = [Path(place).name for place in settings.places("extend-select")]
    assert places == ["base.toml:2", "seclint.toml:3"]


# --- the environment -------------------------------------------------------------------------

SAID: dict[str, tuple[str, str, object]] = {
    "format": ("SECLINT_OUTPUT_FORMAT", "json", Request(output_format=Format.JSON)),
    "level": ("SECLINT_FAIL_ON", "info", Request(fail_on=Level.INFO)),
    "profile": ("SECLINT_PROFILE", "web", Request(profile="web")),
    "language": ("SECLINT_LANG", "en", Request(lang=Lang.EN)),
    "processes": ("SECLINT_JOBS", "2", Request(jobs=2)),
    "one a processor": ("SECLINT_JOBS", "0", Request(jobs=0)),
    "no cache": ("SECLINT_NO_CACHE", "1", Request(cache=False)),
    "no cache, in a word": ("SECLINT_NO_CACHE", "True", Request(cache=False)),
    "a cache after all": ("SECLINT_NO_CACHE", "0", Request(cache=True)),
    "nothing": ("SECLINT_JOBS", "", Request()),
}


@pytest.mark.parametrize(("name", "value", "asked"), SAID.values(), ids=SAID)
def test_what_a_variable_says(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, asked: Request
) -> None:
    monkeypatch.setenv(name, value)
    assert environment() == asked


WRONG = {
    "SECLINT_CONFIG": "没有.toml",
    "SECLINT_OUTPUT_FORMAT": "pdf",
    "SECLINT_FAIL_ON": "fatal",
    "SECLINT_LANG": "fr",
    "SECLINT_JOBS": "-1",
    "SECLINT_NO_CACHE": "maybe",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items(), ids=WRONG)
def test_a_value_that_is_none(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=f"^环境变量 {name} 的值「{value}」有误："):
        settled(Request())


def test_a_profile_that_is_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECLINT_PROFILE", "weeb")
    (here / "a.md").write_text("甲", "utf-8")
    with pytest.raises(ConfigError, match=r"^SECLINT_PROFILE：没有发布渠道「weeb」"):
        work(Request())


def test_a_variable_is_no_more_than_a_choice_left_open(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECLINT_LANG", "en")
    monkeypatch.setenv("SECLINT_NO_CACHE", "1")
    asked = filled(Request(lang=Lang.ZH))
    assert (asked.lang, asked.cache) == (Lang.ZH, False)


def test_a_variable_over_what_a_workflow_suggests(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert format_of(filled(Request())) is Format.GITHUB
    monkeypatch.setenv("SECLINT_OUTPUT_FORMAT", "sarif")
    assert format_of(filled(Request())) is Format.SARIF


def test_the_file_that_a_variable_names(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / HERE).write_text("ignore = ['A']", "utf-8")
    for name in "BC":
        (here / f"{name}.toml").write_text(f"ignore = ['{name}']", "utf-8")
    monkeypatch.setenv("SECLINT_CONFIG", "B.toml")
    assert settled(Request()).ignore == ("B",)
    assert settled(Request(config=Path("C.toml"))).ignore == ("C",)
    assert settled(Request(isolated=True)).ignore == ()


STRANGE = {
    "one letter": ("SECLINT_FAILON", "；是不是「SECLINT_FAIL_ON」？"),
    "another order": ("SECLINT_FORMAT_OUTPUT", "；是不是「SECLINT_OUTPUT_FORMAT」？"),
}


@pytest.mark.parametrize(("name", "hint"), STRANGE.values(), ids=STRANGE)
def test_a_variable_that_is_none_of_ours(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str, hint: str
) -> None:
    assert list(strangers()) == []
    monkeypatch.setenv(name, "1")
    assert list(strangers()) == [f"seclint: 环境变量 {name} 不起作用{hint}"]


# --- --show-settings -------------------------------------------------------------------------

EVERYTHING = """\
select = ["MK", "PI"]
ignore = ["PI003"]
extend-select = ["CR"]
exclude = ["归档\\u001b/"]
extend-exclude = ["*.bak", 'C:\\旧']
rules = []
profile = "web"
fail-on = "error"
respect-gitignore = false
[per-file-ignores]
"样例/**" = ["PI"]
[[allow]]
path = "公告.md"
rule = "PI020"
by = "张三"
reason = '对外公开的"值班"电话'
until = 2026-12-31
[[allow]]
fingerprint = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
by = "李四"
reason = "试题"
"""


@pytest.mark.parametrize("text", ["", EVERYTHING], ids=["defaults", "everything"])
def test_what_is_shown_is_a_configuration_that_says_the_same(
    here: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (here / HERE).write_text(text, "utf-8")
    before = without_lines(settled(Request()))
    assert work(Request(show_settings=True)) == 0
    (here / HERE).write_text(capsys.readouterr().out, "utf-8")
    after = without_lines(settled(Request()))
    assert set(tomllib.loads((here / HERE).read_text("utf-8"))) >= {"fail-on", "exclude"}
    changed = {
        name
        for name in config.Config._fields
        if getattr(before, name) != getattr(after, name) and name != "set_at"
    }
    assert changed <= {"exclude"}  # the default one is written out


def without_lines(settings: config.Config) -> config.Config:
    """The settings, wherever in its file an entry stands."""
    return settings._replace(allow=tuple(each._replace(line=1) for each in settings.allow))


def shown(capsys: pytest.CaptureFixture[str], **asked: Any) -> list[list[str]]:
    """Each line but the heads: what is set, and where."""
    work(Request(show_settings=True, **asked))
    lines = capsys.readouterr().out.splitlines()
    return [[part.strip() for part in line.rsplit("  # ", 1)] for line in lines if "  # " in line]


def test_what_is_shown_says_where_it_comes_from(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / HERE).write_text("\nignore = ['MK054']\nfail-on = 'info'", "utf-8")
    monkeypatch.setenv("SECLINT_FAIL_ON", "error")
    monkeypatch.setenv("SECLINT_LANG", "zh")
    told = shown(capsys, ignore=["PI"], jobs=3)
    assert [line for line in told if "cache-dir" not in line[0] and "exclude" not in line[0]] == [
        ["# select：不限", "缺省"],
        ['ignore = ["MK054", "PI"]', "seclint.toml:2，--ignore"],
        ["extend-select = []", "缺省"],
        ["rules = []", "缺省"],
        ["# profile：不限", "缺省"],
        ['fail-on = "error"', "seclint.toml:3，SECLINT_FAIL_ON"],
        ["respect-gitignore = true", "缺省"],
        ['# output-format = "full"', "缺省"],
        ['# lang = "zh"', "SECLINT_LANG"],
        ["# jobs = 3", "--jobs"],
        ["# cache = true", "缺省"],
    ]


def test_what_a_channel_selects_is_shown(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, profile="web")
    assert ['profile = "web"', "--profile"] in told
    with pytest.raises(UsageError):
        work(Request(show_settings=True, select=["NOPE"]))


def test_no_key_and_no_number_is_shown(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECLINT_KEY", "0123456789abcdef")
    work(Request(show_settings=True, extend_exclude=["名单 11010519491231002X/"]))
    told = capsys.readouterr().out
    assert "0123" not in told
    assert "1949" not in told


def test_settings_do_what_they_say(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.md").write_text("内部资料 注意保存\n", "utf-8")
    assert work(Request(quiet=True)) == 1
    monkeypatch.setenv("SECLINT_FAIL_ON", "error")
    assert work(Request(quiet=True)) == 0
    assert work(Request(quiet=True, fail_on=Level.WARNING)) == 1


def test_a_language_from_the_environment(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.md").write_text("甲\n", "utf-8")
    monkeypatch.setenv("SECLINT_LANG", "en")
    monkeypatch.setenv("SECLINT_OUTPUT_FORMAT", "json")
    work(Request(output_format=Format.CONCISE))
    assert capsys.readouterr().out.startswith("Files 1: passed 1")
    work(Request())
    assert json.loads(capsys.readouterr().out)["summary"]["clean"] == 1
