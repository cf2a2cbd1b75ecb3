"""The pool: results in order, whatever dies; the same report, however many processes made it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from seclint.pool import spread


def squared(number: int) -> int:
    return number * number


def begin() -> Callable[[int], int]:
    return squared


def fatal(home: int, number: int) -> int:
    if number == 3 and os.getpid() != home:
        os._exit(9)
    return number * number


def begin_fatal(home: int) -> Callable[[int], int]:
    return partial(fatal, home)


def test_results_come_in_order() -> None:
    assert [*spread(range(50), begin, 2, squared)] == [number**2 for number in range(50)]


def test_what_a_dead_process_had_in_hand_is_done_here() -> None:
    home = os.getpid()
    found = spread(range(8), partial(begin_fatal, home), 2, partial(fatal, home))
    assert [*found] == [number**2 for number in range(8)]


def test_of_no_task_there_is_no_result() -> None:
    assert [*spread([], begin, 2, squared)] == []


# --- the command line ------------------------------------------------------------------------


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    folder.mkdir()
    line = "各单位要高度重视，加强组织领导，明确责任分工，确保各项任务落到实处。\n"
    for number in range(12):
        marked = "机密★10年\n" if number % 5 == 0 else ""
        size = 10 + 30 * (number % 4)
        (folder / f"{number:02}.txt").write_text(marked + line * size, "utf-8")
    (folder / "99.docx").write_bytes(b"PK\x03\x04 no such thing")
    return folder


COMMAND = (
    "import seclint.cli.reviewing as reviewing; reviewing._WORTH = 0\n"
    "from seclint.cli import main; main()"
)
"""Processes are started however little there is to do."""


def check(drafts: Path, *options: str, cache: str = "") -> tuple[int, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "check", "--isolated", "-f", "json", *options, "."],
        cwd=drafts,
        env=os.environ | {"SECLINT_CACHE_DIR": cache or os.environ["SECLINT_CACHE_DIR"]},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_report_is_the_same_over_processes_and_from_the_cache(
    drafts: Path, tmp_path: Path
) -> None:
    cache = str(tmp_path / "cache")
    alone = check(drafts, "-j1", "--no-cache")
    assert alone[0] == 3
    assert alone[1].count(b'"MK001"') == 3
    assert check(drafts, "-j2", "--no-cache") == alone
    assert check(drafts, "-j2", cache=cache) == alone
    assert check(drafts, "-j2", cache=cache) == alone
    assert check(drafts, "-j1", cache=cache) == alone


# Windows has neither process groups nor a signal that one process can send another as Ctrl-C.
@pytest.mark.skipif(os.name == "nt", reason="no process groups")
def test_an_interrupt_ends_all_processes_and_leaves_no_report(drafts: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    (drafts / "long.txt").write_text("各单位要高度重视，加强组织领导。\n" * 400_000, "utf-8")
    command = [sys.executable, "-c", COMMAND, "check", "--isolated", "-j2", "--no-cache"]
    with subprocess.Popen(
        [*command, "-f", "json", "-o", str(report), "."],
        cwd=drafts,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hearing,  # noqa: PLW1509 no other thread runs here
    ) as process:
        while not children(process.pid):
            assert process.poll() is None, "it ended before a second process began"
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert not [*tmp_path.glob("*report*")]
    assert soon(lambda: not alive(process.pid))


def hearing() -> None:
    """What a shell starts in the background is deaf to interrupts, and all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def soon(holds: Callable[[], bool]) -> bool:
    return any(holds() or time.sleep(0.05) for _ in range(100))


def test_what_comes_from_elsewhere_is_read_there(tmp_path: Path) -> None:
    """A file on the disk of the same name is another one, however large."""
    (tmp_path / "稿.txt").write_text("办事须知\n" * 10_000, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "check", "-j2", "-", "--stdin-filename", "稿.txt"],
        cwd=tmp_path,
        input="内部资料 注意保存\n".encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "MK020" in done.stdout.decode()


def children(process: int) -> list[str]:
    listed = subprocess.run(
        ["pgrep", "-P", str(process)], capture_output=True, text=True, check=False
    )
    return listed.stdout.split()
