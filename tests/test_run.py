"""Which folders' names are reviewed with which file."""

import subprocess
import sys
from pathlib import Path

import pytest

from seclint.model import Unreviewed
from seclint.run import Task, tasks

HOME = Path(Path.cwd().anchor, "家", "王某")
WAYS: dict[str, tuple[str, tuple[Path, ...], set[str]]] = {
    "相对路径": ("公开/名单/a.txt", (), {"公开", "名单"}),
    "上一级": ("../公开/a.txt", (), {"公开"}),
    "当前目录里的绝对路径": ((HOME / "公开/a.txt").as_posix(), (HOME,), {"公开"}),
    "点名的目录里": ((HOME / "公开/名单/a.txt").as_posix(), (HOME / "公开",), {"名单"}),
    "先说的算": ((HOME / "公开/名单/a.txt").as_posix(), (HOME / "公开", HOME), {"名单"}),
    "别处的": ((HOME / "公开/a.txt").as_posix(), (HOME / "别处",), set()),
}


@pytest.mark.parametrize(("source", "roots", "inside"), WAYS.values(), ids=WAYS)
def test_folders_on_the_way(source: str, roots: tuple[Path, ...], inside: set[str]) -> None:
    (task,) = tasks([source], roots=roots)
    assert isinstance(task, Task)
    assert set(task.inside) == inside


def test_a_folder_is_told_once() -> None:
    unread = Unreviewed("b", "damaged", "坏了")
    assert [*tasks(["甲/a.txt", unread, "甲/乙/c.txt"], frozenset({"丙"}))] == [
        Task("甲/a.txt", ("甲",)),
        unread,
        Task("甲/乙/c.txt", ("乙",)),
    ]
    assert [*tasks(["丙/a.txt"], frozenset({"丙"}))] == [Task("丙/a.txt")]


@pytest.mark.parametrize("here", [True, False])
def test_a_folder_that_is_named_absolutely_is_reviewed_too(tmp_path: Path, here: bool) -> None:
    file = tmp_path / "公开" / "名单11010519491231002X" / "a.txt"
    file.parent.mkdir(parents=True)
    file.write_text("通知\n", "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "seclint", "check", "--isolated", "-f", "concise", "-q"),
            str(tmp_path / "公开"),
        ],
        cwd=tmp_path if here else file.anchor,
        capture_output=True,
        check=False,
    )
    told = done.stdout.decode().splitlines()
    assert (done.returncode, [line.split()[2] for line in told]) == (1, ["PI001"])
