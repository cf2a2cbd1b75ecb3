"""Every option is in the reference, which is of now, and is used by some test or transcript."""

import re
import runpy
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from seclint.cli import main

ROOT = Path(__file__).parents[1]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_reference.py"))
COMMANDS: dict[str, Any] = dict(SCRIPT["commands"]())


def test_the_reference_is_of_now() -> None:
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert page == SCRIPT["page"](), "python scripts/make_reference.py"


# --- options that nothing else uses ----------------------------------------------------------

LOCKED = ROOT / "tests" / "files" / "locked" / "aes256.zip"
FILES = {
    "稿.md": "内部资料 注意保存\n",
    "答复.md": "（此件依申请公开）\n",
    "通知.txt": "示例工程一号进展顺利。\n",
    "旧/稿.md": "内部资料 注意保存\n",
    ".gitignore": "旧/\n",
    "只查.toml": "select = ['PI']\n",
    "口令.txt": "示例口令\n",
    "标注.jsonl": '{"file": "通知.txt", "kind": "mark.internal", "expect": "found",'
    ' "text": "示例工程一号"}\n',
}


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of drafts, and rules of its own."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / ".git").mkdir()
    shutil.copy(LOCKED, tmp_path / "加密.zip")
    shutil.copytree(ROOT / "tests" / "cli" / "packs.in" / "rules", tmp_path / "规则")
    monkeypatch.setenv("SECLINT_KEY", "0123456789abcdef")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str]:
    """The exit code of a command line, and all that it says."""
    monkeypatch.setattr(sys, "argv", ["seclint", *line.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out + err


USES: dict[str, tuple[int, str]] = {
    "check --show-files .": (0, "!旧/稿.md"),
    "check --show-files --no-respect-gitignore .": (0, "旧/稿.md"),
    "check --show-files --respect-gitignore .": (0, "!旧/稿.md"),
    "check --show-files --extend-exclude 稿.md .": (0, "!稿.md"),
    "check --show-settings --cache": (0, "# cache = true                            # --cache"),
    "check 稿.md --date 昨天": (2, "--date 不是日期：昨天"),
    "baseline 稿.md --date 昨天": (2, "--date 不是日期：昨天"),
    "why 稿.md --date 昨天": (2, "--date 不是日期：昨天"),
    "why 加密.zip": (3, "未能审查（encrypted）"),
    "why 加密.zip --password-file 口令.txt": (0, "!未能审查"),
    "baseline 稿.md": (0, ".seclint-baseline.json：1 处"),
    "baseline 稿.md --config 只查.toml": (0, ".seclint-baseline.json：0 处"),
    "baseline 通知.txt --rules 规则": (0, ".seclint-baseline.json：1 处"),
    "baseline 答复.md": (0, ".seclint-baseline.json：1 处"),
    "baseline 答复.md --profile petition-answer": (0, ".seclint-baseline.json：0 处"),
    "baseline 加密.zip --password-file 口令.txt": (0, "!未能审查"),
    "baseline 稿.md --new-key": (0, ".seclint-baseline.json：1 处"),
    "eval 标注.jsonl . --rules 规则 --exclude 稿.md": (0, "DW001"),
    "eval 标注.jsonl .": (0, "MK020"),
    "eval 标注.jsonl . --exclude 稿.md": (0, "!MK020"),
    "eval 标注.jsonl . --lang en": (0, "precision"),
    "quiz --answers": (0, "答案"),
    "quiz --no-answers": (0, "!答案"),
    "quiz --lang en --help": (0, "training sheet"),
    "rules --lang en": (0, "Resident identity number"),
    "test 规则 --lang en": (0, "1 rules, 2 examples: 2 passed, 0 failed"),
    "clean --lang en --help": (0, "Empty the cache"),
    "init --dry-run --lang en": (0, "would write .seclint.toml"),
    "init --dry-run --ci github": (0, "将写 .github/workflows/seclint.yml"),
    "init --ci gitlab --repo file:///示例 --rev v9": (0, "已写 .gitlab-ci.yml"),
}


@pytest.mark.parametrize(("line", "wanted"), USES.items(), ids=USES)
def test_what_an_option_does(
    drafts: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    wanted: tuple[int, str],
) -> None:
    code, told = ran(line, capsys, monkeypatch)
    words = wanted[1].removeprefix("!")
    assert code == wanted[0], told
    assert (words in told) is not wanted[1].startswith("!"), told


def test_a_frozen_baseline(
    drafts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ran("baseline 稿.md -o 基线.json", capsys, monkeypatch)[0] == 0
    line = "check 稿.md --baseline 基线.json --frozen"
    assert ran(line, capsys, monkeypatch)[0] == 0
    (drafts / "稿.md").write_text("已改\n", "utf-8")
    code, told = ran(line, capsys, monkeypatch)
    assert (code, "有 1 处已经不在" in told) == (1, True)


# --- every option ----------------------------------------------------------------------------


def options() -> dict[str, tuple[str, list[str]]]:
    """Each spelling that turns something another way, by command and option."""
    found = {}
    for name, command in COMMANDS.items():
        for option in command.params:
            for spellings in (option.opts, option.secondary_opts):
                if spellings and spellings[0].startswith("-"):
                    found[f"{name} {spellings[0]}"] = (name, spellings)
    return found


def used() -> str:
    """The commands of all transcripts, and all tests."""
    lines = [
        line
        for file in (ROOT / "tests" / "cli").glob("*.md")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("$ seclint ")
    ]
    tests = (file.read_text("utf-8") for file in (ROOT / "tests").glob("test_*.py"))
    # "check", "--jobs", "1" of a test reads like a command line
    return "\n".join((*lines, *(re.sub("[\"', \n]+", " ", text) for text in tests)))


USED = used()


@pytest.mark.parametrize(("command", "spellings"), options().values(), ids=options())
def test_an_option_is_used(command: str, spellings: list[str]) -> None:
    written = "|".join(map(re.escape, spellings))
    assert re.search(rf"\b{command} [^$;]{{0,300}}?(?:{written})(?![\w-])", USED)
