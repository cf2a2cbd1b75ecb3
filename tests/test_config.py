"""Configuration: which file holds, what it may say, and what a person is told when it is wrong."""

import json
import tomllib
from datetime import date
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from seclint.allow import Allow
from seclint.config import FILES, KEYS, Config, load
from seclint.errors import ConfigError, UsageError
from seclint.model import Severity

PYPROJECT = "[tool.seclint]\n"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


# --- which file holds ----------------------------------------------------------------------

HOLDS = {
    "hidden before plain": (FILES, "a/b", ".seclint.toml"),
    "plain before pyproject": (("seclint.toml", "pyproject.toml"), "a/b", "seclint.toml"),
    "pyproject with a table": (("pyproject.toml",), "a/b", "pyproject.toml"),
    "nearest before hidden": ((".seclint.toml", "a/seclint.toml"), "a/b", "a/seclint.toml"),
    "not that of a neighbour": (("seclint.toml", "c/seclint.toml"), "a/b", "seclint.toml"),
    "not one below": (("seclint.toml", "a/b/c/seclint.toml"), "a/b", "seclint.toml"),
    "start is a file": (("a/seclint.toml",), "a/公告.txt", "a/seclint.toml"),
}


@pytest.mark.parametrize(("files", "start", "holds"), HOLDS.values(), ids=HOLDS)
def test_which_file_holds(tmp_path: Path, files: tuple[str, ...], start: str, holds: str) -> None:
    write(tmp_path, {name: PYPROJECT if "pyproject" in name else "" for name in files})
    assert load(tmp_path / start).source == (tmp_path / holds).as_posix()


def test_a_pyproject_without_the_table_does_not_count(tmp_path: Path) -> None:
    write(tmp_path, {"seclint.toml": "ignore = ['A']", "a/pyproject.toml": "[tool.other]\nx = 1"})
    assert load(tmp_path / "a").source == (tmp_path / "seclint.toml").as_posix()


def test_explicit_wins_and_isolated_reads_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"seclint.toml": "ignore = ['A']", "other.toml": "ignore = ['B']"})
    assert load(tmp_path, tmp_path / "other.toml").ignore == ("B",)
    assert load(tmp_path).ignore == ("A",)
    assert load(tmp_path, isolated=True) == Config()
    with pytest.raises(UsageError):
        load(tmp_path, tmp_path / "other.toml", isolated=True)


# --- what it says --------------------------------------------------------------------------


def test_every_key(tmp_path: Path) -> None:
    text = """\
    select = ["MK", "PI001"]
    ignore = ["PI003"]
    extend-select = ["CR"]
    exclude = ["归档/"]
    extend-exclude = ["*.bak"]
    rules = ["规则", "../共用"]
    profile = "web"
    fail-on = "error"
    respect-gitignore = false
    [per-file-ignores]
    "样例/**" = ["PI"]
    [[allow]]
    path = "公示/*.md"
    rule = "PI020"
    by = "张三"
    reason = "公开的  热线"
    until = 2026-12-31
    [[allow]]
    fingerprint = "0123456789abcdef0123456789abcdef"
    by = "李四"
    reason = "本人同意"
    """
    file = write(tmp_path, {"seclint.toml": text}) / "seclint.toml"
    assert load(tmp_path)._replace(set_at=()) == Config(
        select=("MK", "PI001"),
        ignore=("PI003",),
        extend_select=("CR",),
        exclude=("归档/",),
        extend_exclude=("*.bak",),
        rules=(tmp_path / "规则", tmp_path / "../共用"),
        profile="web",
        fail_on=Severity.ERROR,
        respect_gitignore=False,
        per_file_ignores=(("样例/**", ("PI",)),),
        allow=(
            Allow(
                file.as_posix(),
                12,
                "公开的 热线",
                "张三",
                "PI020",
                "公示/*.md",
                until=date(2026, 12, 31),
            ),
            Allow(
                file.as_posix(),
                18,
                "本人同意",
                "李四",
                fingerprint="0123456789abcdef0123456789abcdef",
            ),
        ),
        source=file.as_posix(),
    )


def test_an_empty_file_settles_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"seclint.toml": ""})
    file = tmp_path / "seclint.toml"
    assert load(tmp_path)._replace(set_at=()) == Config(source=file.as_posix())


def test_the_mark_that_notepad_writes_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "seclint.toml").write_bytes(b"\xef\xbb\xbfignore = ['A']\r\n")
    assert load(tmp_path).ignore == ("A",)


# --- extend --------------------------------------------------------------------------------


def test_extend_replaces_choices_and_adds_up_what_extends(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "省/基础.toml": "ignore = ['A']\nfail-on = 'info'\nrules = ['规则']\n"
            "extend-select = ['S1']\nextend-exclude = ['x']",
            "省/厅.toml": "extend = '基础.toml'\nextend-select = ['S2']",
            "seclint.toml": "extend = '省/厅.toml'\nignore = ['B']\nrules = ['本单位']\n"
            "extend-select = ['S3']",
        },
    )
    assert load(tmp_path)._replace(set_at=()) == Config(
        ignore=("B",),
        fail_on=Severity.INFO,
        rules=(tmp_path / "省/规则", tmp_path / "本单位"),
        extend_select=("S1", "S2", "S3"),
        extend_exclude=("x",),
        source=(tmp_path / "seclint.toml").as_posix(),
    )


def test_extend_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, {"seclint.toml": "extend = 'b.toml'", "b.toml": "extend = './seclint.toml'"})
    a, b = tmp_path / "seclint.toml", tmp_path / "b.toml"
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert str(error.value) == f"{b}:1: extend 成环：{a} → {b} → {a}"


# --- what a person is told -----------------------------------------------------------------

ALL_KEYS = (
    "extend, select, ignore, extend-select, exclude, extend-exclude, rules, profile, fail-on, "
    "respect-gitignore, per-file-ignores, allow"
)
ENTRY = "[[allow]]\npath = 'a'\nrule = 'A'\n"
WORD = f"{ENTRY}by = 'x'\n"
WRONG = {
    "misspelt": ("\nselct = []", ":2: 没有「selct」这个键；是否为「select」？"),
    "underscore": ("fail_on = 'error'", ":1: 没有「fail_on」这个键；是否为「fail-on」？"),
    "unlike any": ("zzz = 1", f":1: 没有「zzz」这个键；可用：{ALL_KEYS}"),
    "unknown table": ("ignore = []\n[lintt]\nx = 1", f":2: 没有「lintt」这个键；可用：{ALL_KEYS}"),
    "no list": ("ignore = 'A'", ":1: 「ignore」的值有误，应为：字符串的列表"),
    "list of numbers": ("ignore = ['A', 1]", ":1: 「ignore」的值有误，应为：字符串的列表"),
    "no flag": ("respect-gitignore = 1", ":1: 「respect-gitignore」的值有误，应为：true 或 false"),
    "no severity": ("fail-on = 'fatal'", ":1: 「fail-on」的值有误，应为：info / warning / error"),
    "no text": ("extend = []", ":1: 「extend」的值有误，应为：字符串"),
    "no table": (
        "per-file-ignores = ['A']",
        ":1: 「per-file-ignores」的值有误，应为：文件模式 = 字符串的列表",
    ),
    "table of texts": (
        "\n[per-file-ignores]\n'a' = 'A'",
        ":2: 「per-file-ignores」的值有误，应为：文件模式 = 字符串的列表",
    ),
    "no tables": ("allow = ['A']", ":1: 「allow」的值有误，应为：[[allow]] 表"),
    "nobody's word": (f"{ENTRY}reason = 'x'", ":1: [[allow]] 缺少「by」"),
    "no reason": (f"{ENTRY}by = 'x'", ":1: [[allow]] 缺少「reason」"),
    "a blank reason": (
        f"{WORD}reason = ' '",
        ":1: [[allow]] 「reason」的值有误，应为：不空的字符串",
    ),
    "no path": (
        "[[allow]]\nrule = 'A'\nby = 'x'\nreason = 'x'",
        ":1: [[allow]] 要写 fingerprint，或者 path 和 rule",
    ),
    "a misspelt key of an entry": (
        f"{WORD}reason = 'x'\nuntll = 2026-01-01",
        ":1: [[allow]] 没有「untll」这个键；是不是「until」？",
    ),
    "a short fingerprint": (
        f"{WORD}reason = 'x'\nfingerprint = '0a'",
        ":1: [[allow]] 「fingerprint」的值有误，应为：32 位十六进制数（seclint why 给出）",
    ),
    "no day": (
        f"{WORD}reason = 'x'\nuntil = 1",
        ":1: [[allow]] 「until」的值有误，应为：日期（不加引号，如 2026-12-31）",
    ),
    "a quoted day": (
        f"{WORD}reason = 'x'\nuntil = '2026-01-01'",
        ":1: [[allow]] 「until」的值有误，应为：日期（不加引号，如 2026-12-31）",
    ),
    "no TOML": ("ignore = []\nselect = ]", ":2: TOML 语法有误（Invalid value）"),
    "cut off": ("ignore = []\nselect = [", ": TOML 语法有误（Invalid value）"),
    "twice": ("ignore = []\nignore = []", ": TOML 语法有误（"),
    "too deep": ("a = " + "[" * 100_000, ": TOML 语法有误（"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, {"seclint.toml": text}) / "seclint.toml"
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert str(error.value).startswith(f"{file}{message}")


def test_the_line_of_a_key_in_pyproject_is_that_of_our_table(tmp_path: Path) -> None:
    text = "[tool.other]\nselct = 1\n[tool.seclint]\n# 注\nselct = []\n"
    file = write(tmp_path, {"pyproject.toml": text}) / "pyproject.toml"
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert str(error.value).startswith(f"{file}:5: ")


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    file = tmp_path / "seclint.toml"
    file.write_bytes("exclude = ['归档']".encode("gbk"))
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert str(error.value) == f"{file}: 不是 UTF-8 编码，请另存为 UTF-8"


def test_files_that_are_named_must_be_there(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "", "seclint.toml": "extend = 'no.toml'"})
    missing, bare = tmp_path / "no.toml", tmp_path / "pyproject.toml"
    told = {}
    for name, explicit in {"missing": missing, "bare": bare, "extended": None}.items():
        with pytest.raises(ConfigError) as error:
            load(tmp_path, explicit)
        told[name] = str(error.value)
    assert told == {
        "missing": f"{missing}: 配置文件不存在",
        "bare": f"{bare}: 没有 [tool.seclint]",
        "extended": f"{tmp_path / 'seclint.toml'}:1: extend 所指的文件不存在：{missing}",
    }


# --- the schema that editors complete and check by ------------------------------------------

SCHEMA = json.loads(resources("seclint").joinpath("config.schema.json").read_text("utf-8"))


def test_the_schema_can_be_handed_in() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["$id"].endswith("/seclint.json")
    assert all(len(each["description"].split("\n")) == 2 for each in SCHEMA["properties"].values())


def test_the_schema_has_every_key_and_no_other() -> None:
    assert list(SCHEMA["properties"]) == list(KEYS)


def test_the_schema_tells_the_defaults_and_no_wrong_example(tmp_path: Path) -> None:
    file = tmp_path / "seclint.toml"
    for key, about in SCHEMA["properties"].items():
        for example in about.get("examples", ()):
            jsonschema.validate({key: example}, SCHEMA, jsonschema.Draft7Validator)
        if "default" in about:
            file.write_text(f"{key} = {json.dumps(about['default'])}", "utf-8")
            assert load(tmp_path)._replace(set_at=()) == Config(source=file.as_posix()), key


SOUND = {
    "empty": "",
    "lists": "select = ['MK']\nignore = []\nextend-select = ['PI001']",
    "files": "exclude = ['a']\nextend-exclude = ['b/']\nrules = []",
    "choices": "profile = 'web'\nfail-on = 'info'\nrespect-gitignore = false",
    "files and rules": "[per-file-ignores]\n'*.md' = ['MK']\n'a/' = []",
    "entries": f"{WORD}reason = 'x'\nuntil = 2026-12-31\n{WORD}reason = 'y'",
    "an entry by fingerprint": f"allow = [{{fingerprint = '{'0a' * 16}', by = 'x', reason = 'y'}}]",
    "no entries": "allow = []",
}
NO_TOML = ("no TOML", "cut off", "twice", "too deep")
NO_JSON = ("a quoted day",)
"""An editor checks TOML as if it were JSON, where a day is a string."""


def in_json(text: str) -> Any:
    """TOML as an editor checks it."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_so_for_both(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"seclint.toml": text})
    load(tmp_path)
    jsonschema.validate(in_json(text), SCHEMA, jsonschema.Draft7Validator)


@pytest.mark.parametrize("case", sorted(WRONG.keys() - {*NO_TOML, *NO_JSON}))
def test_what_is_wrong_is_so_for_both(case: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(in_json(WRONG[case][0]), SCHEMA, jsonschema.Draft7Validator)
