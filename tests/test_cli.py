"""The command line, from outside: transcripts replayed to the letter, and how it meets its world.

A transcript is tests/cli/NAME.md: prose, and ```console blocks in which `$ ` begins a command, then
follow its stdout, its stderr (each line after `2> `) and `? 3`, its exit code where it is not 0.
`[..]` stands for anything within a line, `...` alone on a line for any number of lines. A command
is `seclint …`, with `< FILE` at its end for stdin, or `cat FILE`. The working directory is a copy
of NAME.in/ beside the transcript; where there is none, it holds a copy of examples/drafts.

    python tests/test_cli.py --update [NAME…]     write down what comes out now; then read the diff
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
DRAFTS = ROOT / "examples" / "drafts"
TRANSCRIPTS = sorted((ROOT / "tests" / "cli").glob("*.md"))
SECLINT = shutil.which("seclint", path=sysconfig.get_path("scripts")) or "seclint"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
WILD = re.compile(r"(^\.\.\.\n|\[\.\.\])", re.MULTILINE)

_STRANGE = ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "TERM", "COLUMNS", "PYTHONUTF8")
PLAIN = {key: value for key, value in os.environ.items() if key not in _STRANGE}
"""The environment, without what may change what seclint prints."""


def seclint(
    *arguments: str, cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [SECLINT, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=PLAIN | {"PYTHONIOENCODING": "utf-8"} | environment,
        check=False,
    )


# --- transcripts ---------------------------------------------------------------------------


class Step(NamedTuple):
    """A command, and the lines that it must print."""

    command: str
    wanted: str

    def played(self, cwd: Path) -> str:
        """What it prints, and its exit code."""
        words = shlex.split(self.command)
        if words[0] == "cat":
            return (cwd / words[1]).read_text("utf-8")
        assert words[0] == "seclint", words
        stdin = b""
        if "<" in words:
            words, file = words[: words.index("<")], words[-1]
            stdin = (cwd / file).read_bytes()
        done = seclint(*words[1:], cwd=cwd, stdin=stdin)
        told = "".join(f"2> {line}\n" for line in done.stderr.decode().splitlines())
        lines = done.stdout.decode().replace("\r\n", "\n")
        return lines + told + (f"? {done.returncode}\n" if done.returncode else "")

    def allows(self, got: str) -> bool:
        parts = WILD.split(self.wanted)
        wild = {"[..]": "[^\n]*", "...\n": "(?:[^\n]*\n)*"}
        return bool(re.fullmatch("".join(wild.get(p) or re.escape(p) for p in parts), got))

    def updated(self, got: str) -> str:
        """`got`, with the `[..]` of the lines that it still agrees with."""
        wanted = [line for line in self.wanted.splitlines(keepends=True) if line != "...\n"]
        return "".join(
            next((line for line in wanted if Step("", line).allows(new)), new)
            for new in got.splitlines(keepends=True)
        )


def steps(block: str) -> list[Step]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [Step(*part.split("\n", 1)) for part in parts]


def laid_out(transcript: Path, cwd: Path) -> Path:
    own = transcript.with_suffix(".in")
    if own.is_dir():
        shutil.copytree(own, cwd, dirs_exist_ok=True)
    else:
        shutil.copytree(DRAFTS, cwd / "examples" / "drafts")
    return cwd


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(transcript: Path, tmp_path: Path) -> None:
    cwd = laid_out(transcript, tmp_path)
    for block in BLOCK.findall(transcript.read_text("utf-8")):
        for step in steps(block):
            if not step.allows(got := step.played(cwd)):
                assert got == step.wanted, step.command


def test_every_folder_has_its_transcript() -> None:
    folders = {path.stem for path in (ROOT / "tests" / "cli").glob("*.in")}
    assert folders <= {path.stem for path in TRANSCRIPTS}


@pytest.mark.parametrize(
    ("wanted", "got", "allowed"),
    [
        ("通过\n", "通过\n", True),
        ("通过\n", "通过\n\n", False),
        ("通过 [..] 件\n", "通过 12 件\n", True),
        ("通过 [..] 件\n", "通过 1\n2 件\n", False),
        ("头\n...\n尾\n", "头\n一\n二\n尾\n", True),
        ("头\n...\n尾\n", "头\n尾\n", True),
        ("头\n...\n尾\n", "头\n一\n", False),
        ("a.b\n", "axb\n", False),
    ],
)
def test_what_a_transcript_allows(wanted: str, got: str, allowed: bool) -> None:
    assert Step("seclint", wanted).allows(got) is allowed


def update(names: list[str]) -> None:
    """Write down what comes out now."""
    for transcript in TRANSCRIPTS:
        if names and transcript.stem not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            cwd = laid_out(transcript, Path(folder))

            def replayed(block: re.Match[str], cwd: Path = cwd) -> str:
                return "".join(_now(step, cwd) for step in steps(block[0]))

            text = BLOCK.sub(replayed, transcript.read_text("utf-8"))
        transcript.write_text(text, "utf-8", newline="\n")


def _now(step: Step, cwd: Path) -> str:
    got = step.played(cwd)
    return f"$ {step.command}\n{step.wanted if step.allows(got) else step.updated(got)}"


if __name__ == "__main__":
    assert sys.argv[1:2] == ["--update"], __doc__
    update(sys.argv[2:])
