"""The vault: outcomes are found again, for the same file alone; nobody reads them without it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from seclint import packs, store
from seclint.extract import plain
from seclint.model import Document, Unreviewed
from seclint.run import Outcome, Review, Task, outcome, remembered
from seclint.vault import Vault

DRAFT = "关于示例事项的通知\n机密★10年\n联系人身份证号 11010519491231002X\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_kept_is_found() -> None:
    Vault([b"rules"]).keep(b"a.txt", b"draft", ("outcome", 1))
    assert Vault([b"rules"]).find(b"a.txt", b"draft") == ("outcome", 1)


OTHERS = {
    "别的规则": ([b"others"], b"a.txt", b"draft"),
    "别的名称": ([b"rules"], b"b.txt", b"draft"),
    "改过的内容": ([b"rules"], b"a.txt", b"drafT"),
    "名称与内容之间移动": ([b"rules"], b"a.txtd", b"raft"),
}


@pytest.mark.parametrize(("basis", "about", "content"), OTHERS.values(), ids=OTHERS)
def test_of_another_file_nothing_is_found(basis: list[bytes], about: bytes, content: bytes) -> None:
    Vault([b"rules"]).keep(b"a.txt", b"draft", "outcome")
    assert Vault(basis).find(about, content) is None


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "空的": lambda data: b"",
    "截断": lambda data: data[:-1],
    "改了一位": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "别的东西": lambda data: b"no entry" * 9,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_none(own_cache: Path, damage: Callable[[bytes], bytes]) -> None:
    vault = Vault([b"rules"])
    vault.keep(b"a.txt", b"draft", "outcome")
    (file,) = entries(own_cache)
    file.write_bytes(damage(file.read_bytes()))
    assert vault.find(b"a.txt", b"draft") is None
    vault.keep(b"a.txt", b"draft", "outcome")
    assert vault.find(b"a.txt", b"draft") == "outcome"


def test_nothing_of_the_draft_stands_in_the_cache(own_cache: Path) -> None:
    kept = "关于示例事项的通知" * 20
    Vault([b"rules"]).keep("某通知.txt".encode(), kept.encode(), (kept, "某通知.txt"))
    (file,) = entries(own_cache)
    data = file.read_bytes() + str(file.relative_to(own_cache)).encode()
    for encoding in "utf-8", "utf-16-le", "gb18030":
        assert not any(kept[at : at + 4].encode(encoding) in data for at in range(len(kept) - 4))
    assert len(set(data)) > 150  # nor any pattern of it


def test_no_entry_is_locked_as_another_one(own_cache: Path) -> None:
    vault = Vault([b"rules"])
    for name in b"a.txt", b"b.txt":
        vault.keep(name, b"draft", "outcome" * 9)
    one, other = (file.read_bytes()[4:] for file in entries(own_cache))
    assert one != other


def test_a_shelf_does_not_grow_without_end(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seclint.vault._SHELF", 1_000)
    for run in range(40):
        vault = Vault([b"rules"])
        for number in range(100):
            vault.keep(b"a.txt", b"%d %d" % (run, number), "x" * 200)
    shelves: dict[Path, int] = {}
    for file in entries(own_cache):
        shelves[file.parent] = shelves.get(file.parent, 0) + file.stat().st_size
    assert len(shelves) > 200
    assert max(shelves.values()) < 3_000  # what one run adds comes on top


def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    monkeypatch.setenv(store.VARIABLE, "")
    vault = Vault([b"rules"])
    vault.keep(b"a.txt", b"draft", "outcome")
    assert vault.find(b"a.txt", b"draft") is None
    assert not own_cache.exists()


# --- a review --------------------------------------------------------------------------------


class Reading:
    """Reads texts, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, name: str, data: bytes) -> tuple[Document | Unreviewed, ...]:
        self.times += 1
        return plain(name, data) or (Unreviewed(name, "unsupported", "例"),)


def review(tmp_path: Path, data: bytes) -> tuple[list[Outcome], int]:
    """The outcomes of two reviews of one file, and how often it was read."""
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    rules = packs.compiled(packs.load([packs.bundled()]))
    read = Reading()
    found = [
        outcome(
            Task(str(file)),
            Review(rules, date(2026, 11, 24), lambda name: Path(name).read_bytes(), read, vault),
        )
        for vault in (Vault([b"rules"]), Vault([b"rules"]))
    ]
    return found, read.times


REVIEWS = {
    "有发现的": (DRAFT.encode(), 1),
    "没有发现的": ("办事须知\n".encode(), 1),
    "未能审查的每次都读": (b"\x7fELF" + bytes(range(256)) * 9, 2),
}


@pytest.mark.parametrize(("data", "times"), REVIEWS.values(), ids=REVIEWS)
def test_a_second_review_is_as_the_first(tmp_path: Path, data: bytes, times: int) -> None:
    (first, second), read = review(tmp_path, data)
    assert first == second
    assert read == times


def test_only_what_is_known_is_remembered(tmp_path: Path) -> None:
    review(tmp_path, DRAFT.encode())
    rules = packs.compiled(packs.load([packs.bundled()]))
    how = Review(
        rules, date(2026, 11, 24), lambda name: Path(name).read_bytes(), plain, Vault([b"rules"])
    )
    known = remembered(Task(str(tmp_path / "a.txt")), how)
    assert known is not None
    assert {finding.rule for finding in known.findings} >= {"MK001", "PI001"}
    (tmp_path / "b.txt").write_text(DRAFT, "utf-8")
    assert remembered(Task(str(tmp_path / "b.txt")), how) is None
    assert remembered(Task(str(tmp_path / "gone.txt")), how) is None
    assert remembered(Unreviewed("c", "unreadable", "例"), how) is None
