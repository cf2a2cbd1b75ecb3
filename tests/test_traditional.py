"""The generated table of traditional characters."""

import runpy
from pathlib import Path

import pytest

from seclint.fold.traditional import SIMPLIFIED, TRADITIONAL

SCRIPT = Path(__file__).parents[1] / "scripts" / "make_traditional.py"
TABLE = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
PAIRS = [
    ("機密", "机密"),
    ("祕密", "秘密"),
    ("絕密", "绝密"),
    ("絶密", "绝密"),
    ("內部", "内部"),
    ("經", "经"),
    ("経", "经"),
    ("國家祕密", "国家秘密"),
    ("機関", "机关"),
    ("閱後退囘", "阅后退囘"),
    ("傳閱", "传阅"),
    ("涉密人員", "涉密人员"),
    ("商業", "商业"),
    ("電報", "电报"),
]
UNTOUCHED = "机密秘密绝密内部资料芸予欠糸弁著瞭藉覆沪只里面台〇★Ａ"


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_stands(old: str, new: str) -> None:
    assert "".join(TABLE.get(character, character) for character in old) == new


@pytest.mark.parametrize("character", UNTOUCHED)
def test_falls(character: str) -> None:
    assert character not in TABLE


def test_one_to_one_and_once() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(TABLE)
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


def test_is_what_the_script_makes() -> None:
    assert runpy.run_path(str(SCRIPT))["simplified"]() == TABLE
