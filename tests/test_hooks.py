"""The pre-commit hooks: in a real repository, at a real `git commit`, installed as users do it.

pre-commit installs seclint from a commit of the files as they are now, so this needs pip's index.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest
import yaml
from filelock import FileLock
from gitrepo import ENVIRONMENT as GIT
from identify.identify import ALL_TAGS, tags_from_path

ROOT = Path(__file__).parents[1]
MANIFEST: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
)

pytestmark = pytest.mark.timeout(300)  # the first one to come installs seclint

ENVIRONMENT = {key: value for key, value in GIT.items() if not key.startswith("PYTHON")}
ENVIRONMENT |= {"PYTHONIOENCODING": "utf-8"}


def run(*command: str, cwd: Path, **environment: str) -> str:
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT | environment, check=True, capture_output=True
    ).stdout.decode()


# --- the manifest --------------------------------------------------------------------------


def test_the_manifest_is_valid() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    run(sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml", cwd=ROOT)
    assert all(ALL_TAGS.issuperset(hook.get("types_or", [])) for hook in MANIFEST)


OFFICE = (
    "dot", "dotx", "dotm", "docm", "wpt", "xls", "xlt", "xltx", "xltm", "xlsm", "xlsb", "ett",
    "ppt", "pot", "potx", "potm", "pptm", "pps", "ppsx", "ppsm", "dps", "dpt", "odt", "ods",
    "odp", "odg", "fodt", "ott", "msg", "mht", "mbox", "epub", "rtf",
)  # fmt: skip
TAKEN = {
    "通知.md": {"seclint-check"},
    "通知.txt": {"seclint-check"},
    "名单.csv": {"seclint-check"},
    "公告.HTML": {"seclint-check"},
    "手册.rst": {"seclint-check"},
    "通知.docx": {"seclint-office"},
    "通知.DOC": {"seclint-office"},
    "通知.wps": {"seclint-office"},
    "附件/附件1.ofd": {"seclint-office"},
    "报表.et": {"seclint-office"},
    "扫描件.Pdf": {"seclint-office"},
    "来信.eml": {"seclint-office"},
    "程序.py": {"seclint-check"},
    "数据.json": {"seclint-check"},
    **{f"a.{suffix}": {"seclint-office"} for suffix in OFFICE},
    "图.png": set(),
    "附件.zip": set(),
    "docx": set(),
    "rules/own.yaml": {"seclint-check", "seclint-rules"},
    "docs/rules.yaml": {"seclint-check"},
    "通知.docx.sha256": set(),
}


@pytest.mark.parametrize(("name", "hooks"), TAKEN.items(), ids=TAKEN)
def test_which_hook_takes_a_file(tmp_path: Path, name: str, hooks: set[str]) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\0")
    tags = tags_from_path(str(file))
    taken = {
        hook["id"]
        for hook in MANIFEST
        if "stages" not in hook
        and re.search(hook.get("files", ""), name)
        and tags & set(hook.get("types_or", tags))
        and tags >= set(hook.get("types", []))
    }
    assert taken == hooks | {"seclint-filenames"}


# --- commits -------------------------------------------------------------------------------


class Seclint(NamedTuple):
    """A repository that offers the hooks, at a revision, and where pre-commit installs them."""

    repository: Path
    revision: str
    home: Path


@pytest.fixture(scope="module")
def seclint(tmp_path_factory: pytest.TempPathFactory) -> Seclint:
    """Made once, for all processes of one test run."""
    base = tmp_path_factory.getbasetemp()
    base = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seclint-hooks"
    with FileLock(f"{base}.lock"):
        if not base.exists():
            _commit_of_now(base / "source")
    revision = run("git", "rev-parse", "HEAD", cwd=base / "source").strip()
    return Seclint(base / "source", revision, base / "home")


def _commit_of_now(target: Path) -> None:
    """One commit of the files of this checkout as they are, those not yet added included."""
    names = run("git", "ls-files", "-coz", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    run("git", "init", "-q", cwd=target)
    run("git", "add", "-A", cwd=target)
    run("git", "commit", "-qm", "now", cwd=target)


@pytest.fixture
def repository(seclint: Seclint, tmp_path: Path) -> Path:
    """A repository of drafts with all hooks installed."""
    run("git", "init", "-q", "-b", "main", cwd=tmp_path)
    configure(tmp_path, seclint, *(f"{{id: {hook['id']}}}" for hook in MANIFEST))
    types = ("--hook-type", "pre-commit", "--hook-type", "commit-msg")
    run(sys.executable, "-m", "pre_commit", "install", *types, cwd=tmp_path)
    return tmp_path


def configure(repository: Path, seclint: Seclint, *hooks: str) -> None:
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: '{seclint.repository.as_posix()}', rev: {seclint.revision},"
        f" hooks: [{', '.join(hooks)}]}}]\n",
        "utf-8",
    )


def headed(header: str) -> Callable[[Path], None]:
    """Writes a Word document with this header."""

    def write(path: Path) -> None:
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = header
        document.add_paragraph("各单位：现将有关事项通知如下。")
        document.save(str(path))

    return write


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_text(content, encoding) and None


GOOD = text("# 关于调整办公时间的公告\n\n周六上午开放。\n")
MARKED = text("机密★20年\n\n# 关于某事项的请示\n")
PICTURE = text("\x89PNG, broken")

STOPPED = {
    "a marked text": ({"请示.md": MARKED}, ["请示.md", "1:1", "MK001", "机密★20年"]),
    "one of several": ({"公告.md": GOOD, "草稿/请示.md": MARKED}, ["草稿/请示.md", "MK001"]),
    "a number, masked": (
        {"名单.csv": text("姓名,证件号\n示例甲,11010519491231002X\n")},
        ["名单.csv", "PI001", "110*************2X"],
    ),
    "GBK": ({"简报.txt": text("内部资料 注意保存\n", "gb18030")}, ["简报.txt", "MK020"]),
    "a header": ({"红头文件.docx": headed("机密★5年")}, ["红头文件.docx", "MK001", "第1节页眉"]),
    "a name of any type": (
        {"机密★20年.png": PICTURE, "公告.md": GOOD},
        ["机密★20年.png", "MK001", "文件名", "exit code: 1"],
    ),
    "a folder's name": ({"内部资料 注意保存/图.png": PICTURE}, ["MK020", "文件夹名"]),
    "not read": ({"附件.pdf": text("%PDF-1.7\n")}, ["附件.pdf", "未能审查", "exit code: 3"]),
}
PASSED = {
    "good texts": {"公告.md": GOOD, "附件/窗口.csv": text("事项,窗口\n社会保险,3\n")},
    "a good document": {"通知.docx": headed("某市机关事务管理局")},
    "excluded, though pre-commit names it": {
        "seclint.toml": text('extend-exclude = ["培训/"]\n'),
        "培训/例子.md": MARKED,
        "培训/例子.docx": headed("机密★5年"),
    },
    "a name, whatever is in it": {"图.png": PICTURE, "附件/照片.zip": text("内部资料 注意保存\n")},
    "a name excluded": {
        "seclint.toml": text('extend-exclude = ["培训/"]\n'),
        "培训/机密★20年.png": PICTURE,
    },
}


def committed(
    repository: Path,
    files: dict[str, Callable[[Path], None]],
    seclint: Seclint,
    message: str = "draft",
) -> subprocess.CompletedProcess[bytes]:
    for name, write in files.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        write(repository / name)
    run("git", "add", "-A", cwd=repository)
    return subprocess.run(
        ["git", "commit", "-m", message],
        cwd=repository,
        env=ENVIRONMENT | {"PRE_COMMIT_HOME": str(seclint.home)},
        capture_output=True,
        check=False,
    )


def commits(repository: Path) -> int:
    return len(run("git", "log", "--all", "--format=%h", cwd=repository).split())


@pytest.mark.parametrize(("files", "told"), STOPPED.values(), ids=STOPPED)
def test_a_commit_is_stopped(
    repository: Path,
    seclint: Seclint,
    files: dict[str, Callable[[Path], None]],
    told: list[str],
) -> None:
    done = committed(repository, files, seclint)
    output = (done.stdout + done.stderr).decode()
    assert [words for words in told if words not in output] == [], output
    assert "11010519491231002X" not in output
    assert (done.returncode, commits(repository)) == (1, 0)


@pytest.mark.parametrize("files", PASSED.values(), ids=PASSED)
def test_a_commit_passes(
    repository: Path, seclint: Seclint, files: dict[str, Callable[[Path], None]]
) -> None:
    done = committed(repository, files, seclint)
    assert (done.returncode, commits(repository)) == (0, 1), done.stderr.decode()


def test_with_staged_only_what_is_new_stops_a_commit(repository: Path, seclint: Seclint) -> None:
    """A repository that has marked texts, and takes the hooks now."""
    configure(repository, seclint)
    assert committed(repository, {"旧.md": MARKED}, seclint).returncode == 0
    staged = "args: [--staged]}"
    configure(
        repository, seclint, f"{{id: seclint-check, {staged}", f"{{id: seclint-office, {staged}"
    )
    edited = text("机密★20年\n\n# 关于某事项的请示\n\n办公时间不变。\n")
    assert committed(repository, {"旧.md": edited}, seclint).returncode == 0
    worse = text("机密★20年\n\n# 关于某事项的请示\n\n内部资料 注意保存\n")
    done = committed(repository, {"旧.md": worse, "新.docx": headed("机密★5年")}, seclint)
    output = done.stdout.decode() + done.stderr.decode()
    assert [words for words in ("旧.md", "MK020", "新.docx", "MK001") if words not in output] == []
    assert (done.returncode, commits(repository)) == (1, 2)


def test_what_a_merge_request_adds(repository: Path, seclint: Seclint) -> None:
    """The hook for CI, as CI runs it; at a commit it does nothing."""
    configure(repository, seclint, "{id: seclint-ci, args: [main]}")
    assert committed(repository, {"旧.md": MARKED, "公告.md": GOOD}, seclint).returncode == 0
    run("git", "checkout", "-qb", "drafts", cwd=repository)
    more = text("# 关于调整办公时间的公告\n\n周六上午开放。\n\n周日不开放。\n")
    assert committed(repository, {"公告.md": more}, seclint).returncode == 0
    assert by_hand(repository, seclint).returncode == 0
    assert committed(repository, {"新.docx": headed("机密★5年")}, seclint).returncode == 0
    done = by_hand(repository, seclint)
    assert (done.returncode, "新.docx" in done.stdout.decode()) == (1, True)
    assert "旧.md" not in done.stdout.decode()


def by_hand(repository: Path, seclint: Seclint) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--hook-stage", "manual", "seclint-ci"],
        cwd=repository,
        env=ENVIRONMENT | {"PRE_COMMIT_HOME": str(seclint.home)},
        capture_output=True,
        check=False,
    )


IN_GBK = os.fsdecode("简报".encode("gbk")) + ".txt"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_in_gbk_passes_no_hook_unseen(repository: Path, seclint: Seclint) -> None:
    """pre-commit cannot decode it, and stops; a hook of git's own that runs seclint can."""
    stopped = committed(repository, {IN_GBK: GOOD}, seclint)
    told = stopped.stdout + stopped.stderr
    assert (stopped.returncode, b"UnicodeDecodeError" in told, commits(repository)) == (1, True, 0)
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m seclint check --staged -q\n")
    assert committed(repository, {IN_GBK: GOOD}, seclint).returncode == 0
    marked = committed(repository, {IN_GBK: MARKED}, seclint)
    assert (marked.returncode, b"MK001" in marked.stdout + marked.stderr) == (1, True)


MESSAGES = {
    "a mark": ("补充附件\n\n原件为机密★20年，已另存。", "MK001"),
    "a number": ("删去 11010519491231002X 一行", "PI001"),
}


@pytest.mark.parametrize(("message", "rule"), MESSAGES.values(), ids=MESSAGES)
def test_a_commit_message_is_read_too(
    repository: Path, seclint: Seclint, message: str, rule: str
) -> None:
    done = committed(repository, {"公告.md": GOOD}, seclint, message)
    output = (done.stdout + done.stderr).decode()
    assert rule in output, output
    assert "11010519491231002X" not in output
    assert (done.returncode, commits(repository)) == (1, 0)


OWN = """\
pack: own
prefix: OW
title: 本单位
version: "1"
rules:
  - id: OW001
    name: own-project
    title: 本单位代号
    kind: process
    severity: warning
    find: {terms: [示例代号甲]}
    message: 疑似本单位代号，须复核
    remedy: 删去
    examples: {flag: [EXAMPLE], pass: [示例代号]}
"""
RULES = {
    "sound": (OWN.replace("EXAMPLE", "⟦示例代号甲⟧"), 0, "规则文件"),
    "an example that does not hold": (OWN.replace("EXAMPLE", "⟦示例代号乙⟧"), 1, "OW001 第14行"),
    "no rules at all": ("pack: own\n", 1, "rules/own.yaml:1"),
}


@pytest.mark.parametrize(("rules", "code", "told"), RULES.values(), ids=RULES)
def test_rules_are_tried_before_they_are_committed(
    repository: Path, seclint: Seclint, rules: str, code: int, told: str
) -> None:
    done = committed(repository, {"rules/own.yaml": text(rules)}, seclint)
    output = (done.stdout + done.stderr).decode()
    assert told in output, output
    assert (done.returncode, commits(repository)) == (code, 1 - code)
