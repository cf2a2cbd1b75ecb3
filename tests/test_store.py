"""The cache: what was made is found again, what is damaged or out of date is made anew."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from seclint import packs, store
from seclint.errors import RuleError
from seclint.match import RuleSet
from seclint.model import Document
from seclint.review import review
from seclint.store import VARIABLE, remembered
from seclint.vault import Vault

PACK = """\
pack: t
prefix: TT
title: 试
version: "1"
lists:
  词: {file: 词.txt}
rules:
  - id: TT001
    name: first
    title: 例
    kind: mark.internal
    severity: warning
    find: {terms: 词}
    mask: none
    message: 例
    remedy: 删
    examples: {flag: [⟦甲件⟧], pass: [无]}
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


class Maker:
    """Makes a value, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [self.times]


def test_what_was_made_is_found_again() -> None:
    make = Maker()
    assert remembered("t", [b"a", b"b"], make) == remembered("t", [b"a", b"b"], make) == [1]


OTHERS = {"另一内容": [b"a", b"c"], "另一分法": [b"ab"], "少一份": [b"a"], "次序": [b"b", b"a"]}


@pytest.mark.parametrize("parts", OTHERS.values(), ids=OTHERS)
def test_other_parts_are_another_thing(parts: list[bytes]) -> None:
    make = Maker()
    remembered("t", [b"a", b"b"], make)
    assert remembered("t", parts, make) == [2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "空的": lambda data: b"",
    "截断": lambda data: data[:-1],
    "改了一位": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "只有校验和": lambda data: data[:4],
    "别的东西": lambda data: b"not a pickle" * 9,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_made_anew(own_cache: Path, damage: Callable[[bytes], bytes]) -> None:
    make = Maker()
    remembered("t", [b"a"], make)
    (file,) = own_cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert remembered("t", [b"a"], make) == [2]
    assert remembered("t", [b"a"], make) == [2]


def test_a_folder_that_cannot_be_written_to_is_no_error(own_cache: Path) -> None:
    own_cache.write_text("这里是文件，不是目录", "utf-8")
    assert remembered("t", [b"a"], Maker()) == [1]


WINDOWS = os.name == "nt"
"""It keeps a user's folders from others by itself, whatever their mode."""


@pytest.mark.parametrize(
    ("mode", "used"), [(0o700, True), (0o755, True), (0o777, WINDOWS), (0o702, WINDOWS)]
)
def test_a_folder_that_others_may_write_to_is_not_used(
    own_cache: Path, mode: int, used: bool
) -> None:
    own_cache.mkdir()
    own_cache.chmod(mode)
    remembered("t", [b"a"], Maker())
    assert bool([*own_cache.iterdir()]) is used


def test_a_new_folder_is_ones_own(own_cache: Path) -> None:
    remembered("t", [b"a"], Maker())
    assert WINDOWS or own_cache.stat().st_mode & 0o077 == 0


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    monkeypatch.setenv(VARIABLE, "")
    make = Maker()
    remembered("t", [b"a"], make)
    assert remembered("t", [b"a"], make) == [2]
    assert not own_cache.exists()


def test_nothing_half_written_stays(own_cache: Path) -> None:
    remembered("t", [b"a"], Maker())
    assert [file.suffix for file in own_cache.iterdir()] == [".pickle"]


def test_old_ones_are_taken_away(own_cache: Path) -> None:
    for number in range(20):
        remembered("t", [b"%d" % number], Maker())
    remembered("other", [b"a"], Maker())
    names = sorted(file.name.partition("-")[0] for file in own_cache.iterdir())
    assert names == ["other", *["t"] * 8]


def test_a_library_put_in_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.syspath_prepend(str(libraries))
    found = []
    for name in "", "one", "two":
        (libraries / name).mkdir(exist_ok=True)
        os.utime(libraries, ns=(1, 1 + len(found)))
        store._code.cache_clear()
        found.append(store.digest([]))
    store._code.cache_clear()
    assert len(set(found)) == 3


def test_cleaning_takes_away_what_is_ours_alone(own_cache: Path) -> None:
    remembered("t", [b"a"], Maker())
    Vault([b"rules"]).keep(b"a.txt", b"draft", "outcome")
    (own_cache / "论文.docx").write_bytes(b"not ours")
    (own_cache / "results" / "ab").mkdir(parents=True, exist_ok=True)
    (own_cache / "results" / "ab" / "notes.txt").write_bytes(b"not ours")
    command = [sys.executable, "-m", "seclint", "clean"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert "2 个文件" in done.stdout.decode()
    left = {file.name for file in own_cache.rglob("*") if file.is_file()}
    assert left == {"论文.docx", "notes.txt"}


# --- rules -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "rules"
    own.mkdir()
    (own / "甲.yaml").write_text(PACK, "utf-8")
    (own / "词.txt").write_text("甲件\n", "utf-8")
    return own


def words(folder: Path) -> list[str]:
    """What the rules of the folder find."""
    text = "甲件、乙件"
    rules = packs.compiled(packs.load([folder]))
    return [text[slice(*finding.span)] for finding in review(Document("例", text), rules)]


def test_rules_are_the_same_from_the_cache(folder: Path, own_cache: Path) -> None:
    first = packs.load([folder])
    names = {file.name.partition("-")[0] for file in own_cache.iterdir()}
    assert packs.load([folder]) == first
    assert names == {"rules"}
    assert words(folder) == words(folder) == ["甲件"]


def test_a_changed_word_list_makes_other_rules(folder: Path) -> None:
    first = packs.load([folder]).sha256
    assert packs.load([folder]).sha256 == first
    (folder / "词.txt").write_text("乙件\n", "utf-8")
    assert packs.load([folder]).sha256 != first


def test_a_changed_word_list_counts_at_once(folder: Path) -> None:
    assert words(folder) == ["甲件"]
    (folder / "词.txt").write_text("乙件\n", "utf-8")
    assert words(folder) == ["乙件"]


def test_a_changed_pack_counts_at_once(folder: Path) -> None:
    assert words(folder) == ["甲件"]
    changed = PACK.replace("{terms: 词}", "{terms: [乙件]}").replace("⟦甲件⟧", "⟦乙件⟧")
    (folder / "甲.yaml").write_text(changed, "utf-8")
    assert words(folder) == ["乙件"]


def test_a_mistake_is_not_remembered_as_right(folder: Path) -> None:
    words(folder)
    (folder / "甲.yaml").write_text(PACK.replace("severity", "severty"), "utf-8")
    with pytest.raises(RuleError):
        packs.load([folder])


def test_the_plan_fits_the_rules_that_are_asked(folder: Path) -> None:
    ruleset = packs.load([packs.bundled()])
    few = packs.selected(ruleset, ("MK001",), ())
    text = Document("例", "机密★5年\n13800138000")
    fresh = [f.rule for f in review(text, RuleSet(few.rules))]
    assert [f.rule for f in review(text, packs.compiled(few))] == fresh == ["MK001"]


def test_no_document_comes_in(folder: Path, own_cache: Path) -> None:
    words(folder)
    assert os.environ[VARIABLE] == str(own_cache)
    assert all("乙件".encode() not in file.read_bytes() for file in own_cache.iterdir())
