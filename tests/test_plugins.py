"""The plug-in table: built in, from other packages, or refused by name."""

import sys
from pathlib import Path

import pytest

from seclint.errors import UsageError
from seclint.plugins import Table

BUILT_IN = {"乙": "os.path:join", "甲": "os.path:basename", "坏": "seclint_no_such:render"}


@pytest.fixture
def guest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed distribution that adds to the group seclint.test, and is not imported yet."""
    info = tmp_path / "seclint_guest-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: seclint-guest\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[seclint.test]\nguest = seclint_guest:render\n甲 = seclint_guest:other\n"
        "lost = seclint_guest:nothing\n\n[seclint.elsewhere]\nstranger = seclint_guest:other\n",
        encoding="utf-8",
    )
    (tmp_path / "seclint_guest.py").write_text("def render():\n    return 'guest'\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seclint_guest", raising=False)
    return "seclint_guest"


def test_a_built_in_function() -> None:
    assert Table("seclint.test", BUILT_IN).get("甲")("a/b") == "b"


def test_names_are_sorted() -> None:
    assert Table("seclint.test", BUILT_IN).names() == ("乙", "坏", "甲")
    assert Table("seclint.test", {}).names() == ()


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    table = Table("seclint.test", BUILT_IN)
    assert "坏" in table.names()
    with pytest.raises(ModuleNotFoundError, match="seclint_no_such"):
        table.get("坏")


@pytest.mark.parametrize("name", ["丙", "", "甲 ", "os.path:join"])
def test_an_unknown_name_is_refused_with_what_there_is(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        Table("seclint.test", BUILT_IN).get(name)
    assert str(refused.value) == f"没有「{name}」；可用：乙, 坏, 甲"


def test_a_guest_is_listed_unimported_and_then_called(guest: str) -> None:
    table = Table("seclint.test", BUILT_IN)
    assert table.names() == ("guest", "lost", "乙", "坏", "甲")
    assert guest not in sys.modules
    assert table.get("guest")() == "guest"


def test_a_guest_of_another_group_is_none_of_ours(guest: str) -> None:
    with pytest.raises(UsageError, match="没有「stranger」；可用：guest, lost, 乙, 坏, 甲"):
        Table("seclint.test", BUILT_IN).get("stranger")


def test_the_built_in_one_wins_over_a_guest_of_its_name(guest: str) -> None:
    assert Table("seclint.test", BUILT_IN).get("甲")("a/b") == "b"
    assert guest not in sys.modules


def test_a_guest_without_its_function_says_so(guest: str) -> None:
    with pytest.raises(AttributeError, match="nothing"):
        Table("seclint.test", BUILT_IN).get("lost")


def test_a_guest_may_report(tmp_path: Path, guest: str) -> None:
    """A real table of ours takes guests the same way."""
    from seclint.report import REPORTERS

    ours = REPORTERS.names()
    entry = tmp_path / "seclint_guest-1.0.dist-info" / "entry_points.txt"
    entry.write_text("[seclint.reporters]\nguest = seclint_guest:render\n")
    assert {"full", "json"} <= set(ours)
    assert REPORTERS.names() == tuple(sorted((*ours, "guest")))
    assert REPORTERS.get("guest")() == "guest"
