"""The page and the schema of the rule language say what the reader of packs does."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from seclint import packs
from seclint.genre import GENRES
from seclint.model import KINDS, PARTS
from seclint.packs.parse import OPTIONAL, REQUIRED, parse
from seclint.packs.reading import NO_PACKS
from seclint.validate import CHECKS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "rule-language.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "seclint" / "packs" / "pack.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
PACK = """\
pack: t
prefix: TT
title: 试
version: "1"
lists:
  敏感列: [身份证, 手机]
  敏感设施: [泵站]
rules:
  - id: TT001
    name: first
    title: 例
    kind: law.outdated
    severity: warning
    find: {terms: [例]}
    message: 例
    remedy: 删
    examples: {flag: [⟦例⟧], pass: [无]}
"""


def with_line(old: str, new: str) -> str:
    assert old in PACK
    return PACK.replace(old, new)


# --- the page --------------------------------------------------------------------------------


def test_the_page_has_every_key_of_a_rule() -> None:
    rows = re.findall(r"^\| (`[a-z-]+`(?: `[a-z-]+`)*) \|", PAGE, re.MULTILINE)
    assert set(re.findall(r"`([a-z-]+)`", " ".join(rows))) == {*REQUIRED, *OPTIONAL}


def test_the_page_has_every_genre() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("文种："))
    assert set(re.findall(r"[\u4e00-\u9fff]+", re.sub(r"（.*?）", "", line))) == {"文种", *GENRES}


FINDS = [line for line in BLOCKS[1].splitlines() if line.startswith("find:")]


@pytest.mark.parametrize("line", FINDS)
def test_each_find_of_the_page_is_one(line: str) -> None:
    text = with_line("    find: {terms: [例]}", f"    {line}")
    assert parse("页", text).pack.rules
    VALIDATOR.validate(yaml.safe_load(text))


CONDITIONS = [line for line in BLOCKS[2].splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("line", CONDITIONS)
def test_each_condition_of_the_page_is_one(line: str) -> None:
    text = with_line("    message:", f"    where:\n      {line}\n    message:")
    assert parse("页", text).pack.rules[0].where
    VALIDATOR.validate(yaml.safe_load(text))


def test_the_page_has_every_find_and_condition() -> None:
    found = set(re.findall(r"^find: \{([a-z-]+)", "\n".join(FINDS), re.MULTILINE))
    assert found == {key for each in SCHEMA["$defs"]["find"]["oneOf"] for key in each["required"]}
    told = set(re.findall(r"^- ([a-z-]+)", "\n".join(CONDITIONS), re.MULTILINE))
    plain, valued = SCHEMA["$defs"]["condition"]["oneOf"]
    both = {*plain["enum"], *valued["properties"]}
    assert told == {name for name in both if not name.startswith("not-")}


# --- the schema ------------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_names() -> None:
    defs = SCHEMA["$defs"]
    rule, valued = defs["rule"]["properties"], defs["condition"]["oneOf"][1]["properties"]
    assert tuple(rule["kind"]["enum"]) == KINDS
    assert set(rule) == {*REQUIRED, *OPTIONAL}
    assert set(defs["rule"]["required"]) == set(REQUIRED)
    assert tuple(valued["part"]["items"]["enum"]) == PARTS
    assert tuple(valued["genre"]["items"]["enum"]) == GENRES
    assert valued["valid"]["enum"] == list(CHECKS)


@pytest.mark.parametrize("file", sorted(packs.bundled().glob("*.yaml")), ids=lambda file: file.name)
def test_the_packs_that_ship_are_valid(file: Path) -> None:
    if file.name not in NO_PACKS:
        VALIDATOR.validate(yaml.safe_load(file.read_text("utf-8")))


WRONG = {
    "未知的键": ("    remedy: 删", "    remedy: 删\n    colour: 红"),
    "未知的条件": ("    message:", "    where: [alon]\n    message:"),
    "未知的文种": ("    message:", "    where: [genre: [告示]]\n    message:"),
    "两种查找": ("find: {terms: [例]}", "find: {terms: [例], line: 例}"),
    "没有例子": ("examples: {flag: [⟦例⟧], pass: [无]}", "examples: {flag: [⟦例⟧]}"),
    "没有这个类别": ("law.outdated", "law.new"),
    "编号": ("TT001", "T1"),
}


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_the_schema_refuses(old: str, new: str) -> None:
    pack: dict[str, Any] = yaml.safe_load(with_line(old, new))
    assert list(VALIDATOR.iter_errors(pack))


def test_the_schema_takes_what_is_right() -> None:
    VALIDATOR.validate(yaml.safe_load(PACK))
