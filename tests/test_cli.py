"""The command line, from outside: transcripts replayed to the letter, and how it meets its world.

A transcript is tests/cli/NAME.md: prose, and ```console blocks in which `$ ` begins a command, then
follow its stdout, its stderr (each line after `2> `) and `? 3`, its exit code where it is not 0.
`[..]` stands for anything within a line, `...` alone on a line for any number of lines. A command
is `seclint …`, with `< FILE` at its end for stdin, `cat FILE`, or `git …`. The working directory
is a copy of NAME.in/ beside the transcript; where there is none, it holds examples/drafts.

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
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from gitrepo import git
from reportlab.pdfgen import canvas

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
        if words[0] == "git":
            said = git(cwd, *words[1:])
            return f"{said}\n" if said else ""
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
        wild = [line for line in self.wanted.splitlines(keepends=True) if "[..]" in line]
        return "".join(
            next((line for line in wild if Step("", line).allows(new)), new)
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


# --- its world -----------------------------------------------------------------------------

BAD = "机密★20年\n\n# 关于某事项的请示 café 😀\n"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "草稿.md").write_text(BAD, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("form", "encoding"),
    [("full", "gbk"), ("full", "ascii"), ("concise", "gbk"), ("concise", "latin-1")],
)
def test_a_console_of_another_encoding(bad: Path, form: str, encoding: str) -> None:
    done = seclint("check", "草稿.md", "-f", form, cwd=bad, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode(encoding)
    assert "MK001" in text
    assert ("须复核" in text) is (encoding == "gbk")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_refusals_on_a_console_of_another_encoding(tmp_path: Path, encoding: str) -> None:
    done = seclint("check", "没有.md", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"seclint: ")
    assert b"Traceback" not in done.stderr


LOCALES = {
    "utf-8": {},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "locale C": {"PYTHONIOENCODING": "", "LC_ALL": "C", "PYTHONUTF8": "0"}
    | {"PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_json_is_utf8_whatever_the_locale(bad: Path, locale: dict[str, str]) -> None:
    (bad / "草稿.md").rename(bad / "draft.md")  # a name is another matter: see below
    done = seclint("check", ".", "-f", "json", cwd=bad, **locale)
    report = json.loads(done.stdout.decode("utf-8"))
    assert [finding["place"] for finding in report["findings"]] == ["正文"]
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_html_is_the_utf8_that_it_says(bad: Path, locale: dict[str, str]) -> None:
    (bad / "草稿.md").rename(bad / "draft.md")
    page = seclint("check", ".", "-f", "html", cwd=bad, **locale).stdout.decode("utf-8")
    assert '<meta charset="utf-8">' in page
    assert "信息公开保密审查报告" in page


@pytest.mark.skipif(sys.platform != "linux", reason="a name that is no Unicode")
@pytest.mark.parametrize("form", ["full", "concise", "html", "json"])
def test_a_name_that_is_no_unicode(bad: Path, form: str) -> None:
    os.rename(os.fsencode(bad / "草稿.md"), os.fsencode(bad) + b"/\xd6\xd0.md")  # noqa: PTH104 bytes
    done = seclint("check", ".", "-f", form, cwd=bad)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "MK001" in done.stdout.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_no_finding(bad: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [SECLINT, "check", "草稿.md"],
            cwd=bad,
            stdout=full,
            stderr=subprocess.PIPE,
            env=PLAIN | {"PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"seclint: ")


def test_a_report_that_cannot_be_written_leaves_nothing(bad: Path) -> None:
    (bad / "out").mkdir()
    done = seclint("check", "草稿.md", "-o", "out", cwd=bad)
    assert (done.returncode, done.stdout) == (2, b"")
    assert sorted(path.name for path in bad.iterdir()) == ["out", "草稿.md"]


def test_a_report_in_a_file_is_utf8_whatever_the_locale(bad: Path) -> None:
    done = seclint("check", ".", "-o", "out.txt", cwd=bad, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "疑似国家秘密标志" in (bad / "out.txt").read_text("utf-8")
    assert sorted(path.name for path in bad.iterdir()) == ["out.txt", "草稿.md"]


def test_a_report_goes_where_a_link_leads(bad: Path) -> None:
    (bad / "out").mkdir()
    (bad / "link.txt").symlink_to(bad / "out" / "report.txt")
    seclint("check", ".", "-o", "link.txt", cwd=bad)
    assert (bad / "link.txt").is_symlink()
    assert "MK001" in (bad / "out" / "report.txt").read_text("utf-8")


def test_a_report_goes_through_a_pipe_and_leaves_it_one(bad: Path) -> None:
    os.mkfifo(bad / "pipe")
    with subprocess.Popen(["cat", bad / "pipe"], stdout=subprocess.PIPE) as reader:
        seclint("check", "草稿.md", "-o", "pipe", cwd=bad)
        told, _ = reader.communicate(timeout=20)
    assert "MK001" in told.decode()
    assert (bad / "pipe").is_fifo()


STREAMS = {
    "findings": (["草稿.md"], True, False),
    "nothing to review": ([".", "--exclude", "*"], True, True),
    "missing path": (["没有.md"], False, True),
    "one path missing": (["草稿.md", "没有.md"], False, True),
    "unknown rule": (["草稿.md", "--select", "NOPE"], False, True),
    "unknown option": (["--nope"], False, True),
    "files": (["--show-files"], True, False),
    "how it was read": (["草稿.md", "-v"], True, True),
}


@pytest.mark.parametrize(("arguments", "out", "err"), STREAMS.values(), ids=STREAMS)
def test_results_on_stdout_the_rest_on_stderr(
    bad: Path, arguments: list[str], out: bool, err: bool
) -> None:
    done = seclint("check", *arguments, cwd=bad)
    assert (bool(done.stdout), bool(done.stderr)) == (out, err)


COLORS = {
    "no terminal": ([], {}, False),
    "FORCE_COLOR": ([], {"FORCE_COLOR": "1"}, True),
    "NO_COLOR wins": ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    "an empty NO_COLOR does not count": ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    "a dumb terminal": ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    "always wins": (["--color", "always"], {"NO_COLOR": "1"}, True),
    "never wins": (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    "json has none": (["-f", "json"], {"FORCE_COLOR": "1"}, False),
    "a file has none": (["-o", "out.txt"], {"FORCE_COLOR": "1"}, False),
}


@pytest.mark.parametrize(("arguments", "environment", "colored"), COLORS.values(), ids=COLORS)
def test_color(bad: Path, arguments: list[str], environment: dict[str, str], colored: bool) -> None:
    done = seclint("check", "草稿.md", *arguments, cwd=bad, **environment)
    file = bad / "out.txt"
    told = file.read_bytes() if file.exists() else done.stdout
    assert "MK001" in told.decode()
    assert (b"\x1b[" in told) is colored


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told another way there")
def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    for number in range(400):  # the report must not fit into the pipe
        (tmp_path / f"{number}.txt").write_text("机密★20年\n\n" * 5, "utf-8")
    with subprocess.Popen(
        [SECLINT, "check", ".", "-f", "concise"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN | {"PYTHONIOENCODING": "utf-8"},
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode != 0


@pytest.mark.parametrize("form", ["full", "json"])
def test_the_same_bytes_twice(form: str) -> None:
    arguments = ("check", "examples/drafts", "-f", form, "--statistics")
    first, second = (seclint(*arguments, cwd=ROOT, PYTHONHASHSEED=seed) for seed in "12")
    assert first.stdout
    assert (first.stdout, first.returncode) == (second.stdout, second.returncode)


WATCHER = """
import os, sys

LOG = os.open(os.environ["WATCH_LOG"], os.O_WRONLY)

def watch(event, arguments):
    writes = False
    if event == "open":
        path, mode, flags = arguments
        writes = bool(set(mode or "") & set("wxa+")) or bool((flags or 0) & 3)
        writes = writes and path != os.devnull and not isinstance(path, int)  # nowhere, or a pipe
    if event == "subprocess.Popen" and arguments[1][1:] == ["-P", "-m", "seclint.isolate.child"]:
        return  # it is watched as well
    if writes or event.startswith(WATCH):
        os.write(LOG, f"{event} {arguments}\\n".encode())

WATCH = ("socket.", "urllib.", "http.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
         "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
         "os.chmod", "os.utime", "shutil.", "tempfile.", "ftplib.", "smtplib.")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
"""
RUN = "from seclint.cli import main; main()"


def watched(code: str, *arguments: str, cwd: Path, **more: str) -> tuple[int, str]:
    """The exit code of `code`, and all that it and its children did to the world outside."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text(WATCHER)
        log = Path(folder, "log")
        os.mkfifo(log)  # a process that may write no file may still write to a pipe
        reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=cwd,
            capture_output=True,
            env=PLAIN
            | {"PYTHONIOENCODING": "utf-8", "WATCH_LOG": str(log)}
            | {"PYTHONPATH": os.pathsep.join((folder, PLAIN.get("PYTHONPATH", "")))}
            | more,
            check=False,
        )
        with os.fdopen(reader, "rb") as told:
            return done.returncode, told.read().decode("utf-8", "replace")


@pytest.mark.parametrize("form", ["full", "json"])
def test_check_opens_no_socket_and_writes_no_file(bad: Path, form: str) -> None:
    shutil.copytree(DRAFTS, bad / "drafts")
    (bad / "GBK.txt").write_bytes("内部资料\r\n司机密切配合\n".encode("gb18030"))
    (bad / "foreign.txt").write_bytes("Übermäßig große Häuser\n".encode("latin-1"))
    done = watched(RUN, "check", ".", "-f", form, cwd=bad, SECLINT_CACHE_DIR="")
    assert done == (3, "")


FAR = "http://192.0.2.1/x"  # an address that is nobody's
FETCHING = {
    "page.html": f'<link rel="stylesheet" href="{FAR}"><img src="{FAR}"><p>周六开放。</p>',
    "picture.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{FAR}"/></svg>',
    "entity.xml": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{FAR}">]><x>&e;</x>',
    "schema.xml": f'<x xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:y="{FAR}">甲</x>',
    "template.rtf": f"{{\\rtf1{{\\*\\template {FAR}}} x}}",
    "mail.eml": f"Subject: x\nContent-Type: text/html\n\n<img src='{FAR}'>",
}
"""Texts that ask their reader to fetch something."""


def test_no_format_opens_a_socket(tmp_path: Path) -> None:
    for file in (ROOT / "tests" / "files").rglob("*"):
        if file.is_file() and (file.parent.name != "image" or file.name == "page.png"):
            shutil.copy(file, tmp_path)
    for name, text in FETCHING.items():
        (tmp_path / name).write_text(text, "utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in sorted(tmp_path.glob("libreoffice.*")):
            archive.write(file, file.name)
    paper = canvas.Canvas(str(tmp_path / "paper.pdf"))
    paper.drawString(72, 72, "Saturday")
    paper.linkURL(FAR, (0, 0, 99, 99))
    paper.save()
    status, told = watched(RUN, "check", ".", "-j1", "--no-cache", "-o", "out.json", cwd=tmp_path)
    events = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")
    assert status == 3
    assert [line for line in told.splitlines() if line.startswith(events)] == []
    assert "open" in told  # the report: the watch was on


def test_the_child_is_watched_as_well(bad: Path) -> None:
    code = "from seclint.isolate import wire\nwire.tasks = lambda _: open('x', 'w') and []\n"
    _, told = watched(f"{code}from seclint.isolate.child import main; main()", cwd=bad)
    assert told.startswith("open ('x', 'w'")


def test_check_writes_nothing_but_its_cache(bad: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    status, told = watched(RUN, "check", ".", cwd=bad, SECLINT_CACHE_DIR=str(cache))
    events = [line for line in told.splitlines() if not line.startswith("tempfile.")]
    assert status == 1
    assert events
    assert all(str(cache) in event for event in events), events


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("import socket; socket.socket()", "socket.__new__"),
        ("open('x', 'w')", "open"),
        ("import os; os.open('x', os.O_CREAT | os.O_RDWR)", "open"),
        ("import pathlib; pathlib.Path('x').mkdir()", "os.mkdir"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import tempfile; tempfile.TemporaryFile()", "open"),
    ],
)
def test_the_watch_sees(tmp_path: Path, code: str, seen: str) -> None:
    assert f"{seen} " in watched(code, cwd=tmp_path)[1]


# --- writing transcripts down --------------------------------------------------------------


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


def test_per_file_ignores_hold_wherever_they_are_asked_from(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "x.md").write_text("机密★20年\n", "utf-8")
    settings = '[per-file-ignores]\n"drafts/*.md" = ["MK"]\n'
    (tmp_path / "seclint.toml").write_text(settings, "utf-8")
    asked = [
        seclint("check", "drafts", cwd=tmp_path),
        seclint("check", "x.md", cwd=tmp_path / "drafts"),
        seclint("check", str(tmp_path / "drafts" / "x.md"), cwd=tmp_path),
    ]
    assert [done.returncode for done in asked] == [0, 0, 0]


def test_per_file_ignores_name_rules_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "seclint.toml").write_text('[per-file-ignores]\n"*.md" = ["ZZ1"]\n', "utf-8")
    (tmp_path / "x.md").write_text("甲", "utf-8")
    assert seclint("check", "x.md", cwd=tmp_path).returncode == 2


# --- passwords -----------------------------------------------------------------------------

LOCKED = ROOT / "tests" / "files" / "locked" / "aes256.zip"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("不是口令\n\n示例口令\n".encode(), 1),
        ("示例口令\r\n".encode("utf-8-sig"), 1),
        ("示例口令\r\n".encode("gb18030"), 1),
        ("不是口令\n".encode(), 3),
        (b"", 3),
    ],
    ids=["UTF-8", "with a mark", "GB18030", "another password", "no password"],
)
def test_a_password_file(tmp_path: Path, content: bytes, status: int) -> None:
    (tmp_path / "口令.txt").write_bytes(content)
    done = seclint("check", "--password-file", "口令.txt", str(LOCKED), cwd=tmp_path)
    assert done.returncode == status
    assert ("--password-file" in done.stdout.decode()) is (status == 3)
    assert "示例口令" not in done.stdout.decode() + done.stderr.decode()


def test_a_password_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "口令.txt").write_bytes("示例口令".encode() + b"\xff\xff")
    for name in ("口令.txt", "没有.txt"):
        done = seclint("check", "--password-file", name, str(LOCKED), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"读不出口令文件 {name}" in done.stderr.decode()


WORKFLOW = {
    "in a workflow": (["."], "true", "::error file="),
    "elsewhere": (["."], "false", "草稿.md  "),
    "another format is asked for": ([".", "-f", "concise"], "true", "草稿.md:1:1: "),
}


@pytest.mark.parametrize(("arguments", "value", "begins"), WORKFLOW.values(), ids=WORKFLOW)
def test_in_a_workflow_findings_are_annotations(
    bad: Path, arguments: list[str], value: str, begins: str
) -> None:
    done = seclint("check", *arguments, cwd=bad, GITHUB_ACTIONS=value)
    assert done.stdout.decode().startswith(begins)
