"""Start-up is what a hook user feels: nothing is imported before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

NEVER = frozenset(
    (
        "asyncio", "concurrent", "ctypes", "email", "html.parser", "http", "jieba", "lxml",
        "multiprocessing", "olefile", "charset_normalizer", "pkg_resources", "pydantic", "rich",
        "socket", "sqlite3", "ssl", "unittest", "urllib.request", "wcwidth", "xml", "zipfile",
        "importlib.metadata",
    )
)  # fmt: skip
"""What neither a start nor the review of a clean text needs."""

TOLD = """
import atexit, json, sys
atexit.register(lambda: sys.__stderr__.write("\\n" + json.dumps(sorted(sys.modules))))
"""
RUN = TOLD + "from seclint.cli import main; main()"


def imported(code: str, *arguments: str, cwd: Path) -> tuple[int, set[str]]:
    """Exit code, and names of all modules that were imported, packages above them included."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, check=False
    )
    return done.returncode, set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    texts = {
        "one.md": "# 关于调整办公时间的公告\n\n自2026年3月1日起，周六上午开放。\n",
        "one.txt": "办事须知\n\n请携带有关材料到窗口办理。\n",
        "one.csv": "事项,窗口\n社会保险,3\n",
        "one.html": "<!doctype html><html><p>周六上午开放。</p></html>\n",
        "one.bin": "\x7fELF\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "gbk.txt").write_bytes(texts["one.txt"].encode("gb18030"))
    return tmp_path


STARTS = {
    "import": TOLD + "import seclint",
    "import the command line": TOLD + "import seclint.cli",
    "import the core": TOLD + "import seclint.review, seclint.match",
}


@pytest.mark.parametrize("code", STARTS.values(), ids=STARTS)
def test_an_import(tmp_path: Path, code: str) -> None:
    status, modules = imported(code, cwd=tmp_path)
    assert (status, modules & NEVER) == (0, set())


def test_the_package_alone_imports_nothing_of_itself(tmp_path: Path) -> None:
    _, modules = imported(TOLD + "import seclint", cwd=tmp_path)
    assert [name for name in modules if name.startswith("seclint")] == ["seclint"]


RUNS = {
    "version": (["version"], 0),
    "help": (["--help"], 0),
    "markdown": (["check", "one.md"], 0),
    "text": (["check", "one.txt"], 0),
    "text in GBK": (["check", "gbk.txt"], 0),
    "csv": (["check", "one.csv"], 0),
    "html": (["check", "one.html"], 0),
    "json": (["check", "one.md", "-f", "json"], 0),
    "a refusal": (["check", "none.md"], 2),
    "rules": (["rules"], 0),
}


@pytest.mark.parametrize(("arguments", "expected"), RUNS.values(), ids=RUNS)
def test_a_run(drafts: Path, arguments: list[str], expected: int) -> None:
    status, modules = imported(RUN, *arguments, cwd=drafts)
    assert (status, modules & NEVER) == (expected, set())


NEEDED = {
    "reporters": ("one.md", [], "seclint.report.full", "seclint.report.json"),
    "another reporter": ("one.md", ["-f", "json"], "seclint.report.json", "seclint.report.full"),
    "git": ("one.md", [], "seclint.report.full", "seclint.history"),
    "former versions": ("one.md", [], "seclint.report.full", "seclint.former"),
    "English": ("one.md", [], "seclint.report.full", "seclint.english"),
    "subprocesses": ("one.md", [], "seclint.report.full", "subprocess"),
    "configuration": ("one.md", [], "seclint.report.full", "tomllib"),
    "hints": ("one.md", [], "seclint.report.full", "difflib"),
    "extractors": ("one.md", [], "seclint.extract.markdown", "seclint.extract.word.docx"),
    "another extractor": ("one.html", [], "seclint.extract.html", "seclint.extract.markdown"),
}


@pytest.mark.parametrize(("file", "options", "needed", "idle"), NEEDED.values(), ids=NEEDED)
def test_only_what_is_needed(
    drafts: Path, file: str, options: list[str], needed: str, idle: str
) -> None:
    _, modules = imported(RUN, "check", "--no-cache", file, *options, cwd=drafts)
    assert {needed, idle} & modules == {needed}


def test_a_format_that_is_not_read(drafts: Path) -> None:
    """It is read elsewhere; here, only that other process is looked after."""
    status, modules = imported(RUN, "check", "one.bin", cwd=drafts)
    assert (status, modules & NEVER) == (3, set())


def test_what_is_never_imported_can_be_seen(tmp_path: Path) -> None:
    _, modules = imported(TOLD + "import jieba, lxml, html.parser", cwd=tmp_path)
    assert {"jieba", "lxml", "html.parser"} <= modules & NEVER
