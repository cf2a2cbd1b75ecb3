"""Only what changed: in a real history, exactly the findings of what was added or changed."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from gitrepo import ENVIRONMENT, git
from typer.testing import CliRunner

from seclint.cli.app import app


@pytest.fixture(autouse=True, scope="module")
def _own_git() -> Iterator[None]:
    """What the one who runs the tests has set for git does not hold."""
    with pytest.MonkeyPatch.context() as patch:
        for key in os.environ:
            if key.startswith("GIT_"):
                patch.delenv(key)
        for key, value in ENVIRONMENT.items():
            patch.setenv(key, value)
        yield


def commit(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """A commit in which these files have this content, or are gone."""
    for name, data in files.items():
        file = folder / name
        if data is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "draft")


def begun(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


class Told(NamedTuple):
    """What a run says: new findings and how many old ones, by file; what was not reviewed."""

    code: int
    new: dict[str, list[tuple[str, int, int]]]
    old: dict[str, int]
    unreviewed: list[tuple[str, str]]
    documents: int
    reasons: set[str]


def checked(folder: Path, *options: str) -> Told:
    code, output = run(folder, *options, "-f", "json")
    assert output.startswith("{"), output
    return told(code, json.loads(output))


def run(folder: Path, *options: str) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app, ["check", "-j1", *options])
    if done.exception and not isinstance(done.exception, SystemExit):
        return 2, str(done.exception)
    return done.exit_code, done.stdout


def told(code: int, report: dict[str, Any]) -> Told:
    new, old, reasons = defaultdict(list), defaultdict(int), set()
    for each in report["findings"]:
        if each["muted"] is None:
            new[each["path"]].append((each["rule"], each["line"], each["column"]))
        else:
            old[each["path"]] += 1 + each["more"]
            reasons.add(each["muted"])
    unread = [(each["document"], each["code"]) for each in report["unreviewed"]]
    documents = report["summary"]["documents"]
    return Told(code, dict(new), dict(old), unread, documents, reasons)


# --- what is new in a file -------------------------------------------------------------------

A, B = "11010519491231002X", "110101199003074514"
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
    mask: none
    examples: {flag: [⟦示例代号甲⟧], pass: [示例代号]}
  - id: OW002
    name: own-place
    title: 本单位地点
    kind: geo
    severity: info
    find: {terms: [示例地点乙]}
    message: 疑似本单位地点，须复核
    remedy: 删去
    mask: none
    examples: {flag: [⟦示例地点乙⟧], pass: [示例地点]}
  - id: OW003
    name: own-project-with-place
    title: 代号与地点
    kind: aggregate
    severity: warning
    find: {all-of: [OW001, OW002], within: document}
    message: 疑似代号与地点同在一件，须复核
    remedy: 删去
    mask: none
    examples: {flag: ["⟦示例代号甲⟧在示例地点乙"], pass: [示例代号甲]}
"""


def lines(*texts: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    return "".join(text + end for text in texts).encode(encoding)


def word(*paragraphs: str, header: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for entry in old.infolist():
            if entry.filename != "docProps/thumbnail.jpeg":  # which has to be read as a picture
                new.writestr(entry, old.read(entry))
    return out.getvalue()


def excel(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def packed(**members: bytes) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return stream.getvalue()


def phones(count: int) -> list[str]:
    return [f"号码 1380013800{at}" for at in range(count)]


MARK = "机密★20年"
NOTE = "内部资料 注意保存"
ROSTER = ("户主\t姓名\t手机", "示例甲\t示例乙\t13800138000", "示例丙\t示例丁\t13800138001")


class Case(NamedTuple):
    """A file before and after, what of it is new, and how much is old."""

    before: bytes | None
    after: bytes
    new: list[tuple[str, int, int]]
    old: int = 0


CASES: dict[str, Case] = {
    "added.txt": Case(None, lines(MARK), [("MK001", 1, 1)]),
    "a line more.txt": Case(lines(MARK, "正文"), lines(MARK, "正文", NOTE), [("MK020", 3, 1)], 1),
    "lines above.txt": Case(lines("正文", MARK), lines("一", "二", "正文", MARK), [], 1),
    "edited beside.txt": Case(lines(MARK, "正文"), lines(MARK, "正文改了"), [], 1),
    "edited on it.txt": Case(
        lines(f"身份证{A}。"), lines(f"更正，身份证{A}。"), [("PI001", 1, 7)]
    ),
    "one more on the line.txt": Case(
        lines(f"{A}"), lines(f"{A}、{B}"), [("PI001", 1, 1), ("PI001", 1, 20)]
    ),
    "moved.txt": Case(
        lines(MARK, "一", "二", "三"), lines("一", "二", "三", MARK), [("MK001", 4, 1)]
    ),
    "others moved.txt": Case(lines("一", "二", "三", MARK, "四"), lines(MARK, "四", "一"), [], 1),
    "twice.txt": Case(lines(NOTE, "一"), lines(NOTE, "一", NOTE), [("MK020", 3, 1)], 1),
    "deleted.txt": Case(lines(MARK, NOTE), lines(NOTE), [], 1),
    "blanks.txt": Case(lines(MARK, "一"), lines(f"  {MARK}  ", "", "一"), [], 1),
    "put together.txt": Case(lines("110105 19491231 0 02X"), lines(A), [("PI001", 1, 1)]),
    "CRLF.txt": Case(lines(MARK, NOTE), lines(MARK, NOTE, end="\r\n"), [], 2),
    "GBK.txt": Case(lines(MARK, NOTE), lines(MARK, NOTE, "新增", encoding="gb18030"), [], 2),
    "a name.md": Case(lines("# 公告", "", MARK), lines("# 公告", "", "新", "", MARK), [], 1),
    "the fifth.txt": Case(
        lines(*phones(4)), lines(*phones(5)), [("PI020", at, 4) for at in range(1, 6)]
    ),
    "the sixth.txt": Case(lines(*phones(5)), lines(*phones(6)), [("PI020", 6, 4)], 5),
    "fewer than five.txt": Case(lines(*phones(5)), lines(*phones(4)), [], 4),
    "together.txt": Case(
        lines("示例代号甲", "一"), lines("示例代号甲", "一", "示例地点乙"),
        [("OW003", 1, 1), ("OW002", 3, 1)], 1,
    ),
    "together as before.txt": Case(
        lines("示例代号甲", "示例地点乙"), lines("示例代号甲", "一", "示例地点乙"), [], 3
    ),
    "together once more.txt": Case(
        lines("示例代号甲", "示例地点乙"), lines("示例代号甲", "示例地点乙", "又在示例地点乙"),
        [("OW003", 1, 1), ("OW002", 3, 3)], 2,
    ),
    "together no more.txt": Case(
        lines("示例代号甲", "示例地点乙", "示例地点乙二"), lines("示例代号甲", "示例地点乙"), [], 3
    ),
    "a row more.txt": Case(
        lines(*ROSTER), lines(*ROSTER, "示例戊\t示例己\t13800138002"),
        [("PI080", 1, 1), ("PI020", 4, 9)], 2,
    ),
    "a row less.txt": Case(lines(*ROSTER), lines(*ROSTER[:2]), [], 2),
    "another row.txt": Case(
        lines(*ROSTER), lines(*ROSTER[:2], ROSTER[2].replace("丁", "戊")),
        [("PI080", 1, 1), ("PI020", 3, 9)], 1,
    ),
    "another heading.txt": Case(lines("一", "", *ROSTER), lines("二", "", *ROSTER), [], 3),
    "another number.txt": Case(
        lines("甲", f"身份证{A}。"), lines("甲", f"身份证{B}。"), [("PI001", 2, 4)]
    ),
    "a paragraph.docx": Case(
        word("一", NOTE, "二"), word("零", "一", NOTE, "二", f"身份证{A}。"), [("PI001", 5, 4)], 1
    ),
    "a header.docx": Case(word("一", NOTE), word("一", NOTE, header=MARK), [("MK001", 4, 1)], 1),
    "its author.docx": Case(word("一", NOTE, author="甲"), word("一", NOTE, author="乙"), [], 1),
    "another number.docx": Case(
        word("一", f"身份证{A}。"), word("一", f"身份证{B}。"), [("PI001", 2, 4)]
    ),
    "a row.xlsx": Case(
        excel(("事项", "备注"), ("甲", NOTE)), excel(("事项", "备注"), ("乙", MARK), ("甲", NOTE)),
        [("MK001", 4, 3)], 1,
    ),
    "another order.zip": Case(
        packed(a=lines(MARK), b=lines(NOTE)), packed(b=lines(NOTE), a=lines(MARK)), [], 2
    ),
    "another member.zip": Case(packed(a=lines(NOTE)), packed(b=lines(NOTE)), [("MK020", 1, 1)]),
    "was unreadable.docx": Case(b"PK\x03\x04 no such thing", word(NOTE), [("MK020", 1, 1)]),
    "made a text.txt": Case(b"\x7fELF\n", lines(NOTE), [("MK020", 1, 1)]),
    "many.txt": Case(
        lines(*(f"第{at}处：{NOTE}" for at in range(1_500))),
        lines(*(f"第{at}处：{NOTE}" for at in range(1, 1_500)), "", f"新：{NOTE}"),
        [("MK020", 1501, 3)], 1_499,
    ),
}  # fmt: skip
RENAMED = {
    "renamed.txt": ("旧名.txt", lines("一", "二", "三", MARK)),
    "renamed and edited.txt": ("旧件.txt", lines("一", "二", "三", "四", "五", MARK)),
    f"{NOTE}.txt": ("无标.txt", lines("办公时间不变", "地点不变", "电话不变", NOTE)),
}


@pytest.fixture(scope="module")
def since_main(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """All files in one repository, changed on a branch, main gone on meanwhile."""
    folder = begun(tmp_path_factory.mktemp("history"))
    (folder / "seclint.toml").write_text('rules = ["own"]\nextend-exclude = ["own/"]\n', "utf-8")
    commit(folder, {"own/own.yaml": OWN.encode(), "unchanged.txt": lines(MARK)})
    commit(folder, {name: case.before for name, case in CASES.items() if case.before is not None})
    commit(folder, dict(RENAMED.values()) | {"gone.txt": lines(MARK, *"这件公告已经失效")})
    git(folder, "checkout", "-qb", "drafts")
    commit(folder, {name: case.after for name, case in CASES.items()})
    for new, (old, _) in RENAMED.items():
        git(folder, "mv", old, new)
    commit(folder, {"gone.txt": None})
    edited = RENAMED["renamed and edited.txt"][1]
    commit(folder, {"renamed and edited.txt": edited + lines(NOTE)})
    git(folder, "checkout", "-q", "main")
    commit(folder, {"on main.txt": lines(MARK), "a line more.txt": lines(MARK, "正文", NOTE)})
    git(folder, "checkout", "-q", "drafts")
    return checked(folder, "--since", "main")


@pytest.mark.parametrize(("name", "case"), CASES.items(), ids=CASES)
def test_what_is_new_in_a_file(since_main: Told, name: str, case: Case) -> None:
    assert (since_main.new.get(name, []), since_main.old.get(name, 0)) == (case.new, case.old)


def test_what_is_new_of_files_renamed(since_main: Told) -> None:
    marked = f"{NOTE}.txt"
    assert (since_main.new.get("renamed.txt"), since_main.old["renamed.txt"]) == (None, 1)
    edited = "renamed and edited.txt"
    assert (since_main.new[edited], since_main.old[edited]) == ([("MK020", 7, 1)], 1)
    assert (since_main.new[marked], since_main.old[marked]) == ([("MK020", 1, 1)], 1)


def test_nothing_else_is_told(since_main: Told) -> None:
    """Neither what did not change, nor what went away, nor what changed on main meanwhile."""
    reviewed = CASES.keys() | RENAMED.keys()
    assert since_main.documents == len(reviewed)
    assert (since_main.new.keys() | since_main.old.keys()) <= reviewed
    assert (since_main.code, since_main.unreviewed) == (1, [])
    assert since_main.reasons == {"未改动（自 main）"}


# --- which files changed ---------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A repository with a marked text in it, and one in a folder."""
    folder = begun(tmp_path / "here")
    commit(folder, {"公告.txt": lines("一", MARK), "附件/名单.txt": lines("二", MARK)})
    return folder


def write(folder: Path, name: str, data: bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


STAGED, CHANGED, SINCE = ("--staged",), ("--changed-only",), ("--since", "HEAD")
ALL = (STAGED, CHANGED, SINCE)


def files(folder: Path, *options: str) -> list[str]:
    """What is to be reviewed."""
    code, output = run(folder, *options, "--show-files", "--isolated")
    assert code == 0, output
    return output.splitlines()


@pytest.mark.parametrize("options", ALL, ids=" ".join)
def test_where_nothing_changed_all_is_well(here: Path, options: tuple[str, ...]) -> None:
    assert checked(here, *options) == (0, {}, {}, [], 0, set())
    write(here, "公告.txt", lines("一", MARK))  # touched, and what it was
    assert files(here, *options) == []


def test_the_index_is_reviewed_not_the_disk(here: Path) -> None:
    write(here, "公告.txt", lines("一", MARK, NOTE))
    write(here, "没了.txt", lines(MARK))
    git(here, "add", "-A")
    write(here, "公告.txt", lines("一", MARK, "", "", MARK))
    (here / "没了.txt").unlink()
    write(here, "新.txt", lines(MARK))
    staged = checked(here, *STAGED)
    assert staged.new == {"公告.txt": [("MK020", 3, 1)], "没了.txt": [("MK001", 1, 1)]}
    assert (staged.old, staged.reasons) == ({"公告.txt": 1}, {"未改动（自 HEAD）"})
    changed = checked(here, *CHANGED)
    assert changed.new == {"公告.txt": [("MK001", 5, 1)], "新.txt": [("MK001", 1, 1)]}
    assert checked(here, *SINCE) == changed


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    folder = begun(tmp_path / "new")
    write(folder, "公告.txt", lines(MARK))
    assert checked(folder, *CHANGED).new == {"公告.txt": [("MK001", 1, 1)]}
    assert checked(folder, *STAGED).documents == 0
    git(folder, "add", "-A")
    assert checked(folder, *STAGED).new == {"公告.txt": [("MK001", 1, 1)]}
    assert run(folder, *SINCE)[0] == 2


def test_what_is_ignored_is_not_new(here: Path) -> None:
    commit(here, {".gitignore": b"*.tmp\n", "kept.log": b"1\n"})
    write(here, "甲.tmp", lines(MARK))
    write(here, "乙.txt", lines(MARK))
    assert files(here, *CHANGED) == ["乙.txt"]
    assert files(here, *CHANGED, "--no-respect-gitignore") == ["乙.txt", "甲.tmp"]
    git(here, "add", "-f", "甲.tmp")
    assert files(here, *CHANGED) == ["乙.txt", "甲.tmp"]  # git has it: it will be published
    assert files(here, *STAGED) == ["甲.tmp"]


def test_paths_and_exclusions_hold(here: Path) -> None:
    (here / "seclint.toml").write_text(
        'extend-exclude = ["归档/"]\n[per-file-ignores]\n"培训/*" = ["MK"]\n', "utf-8"
    )
    for name in ("归档/甲.txt", "培训/乙.txt", "附件/丙.txt", "丁.txt", "~$丁.txt"):
        write(here, name, lines(MARK))
    git(here, "add", "-A")
    for options in (STAGED, CHANGED):
        told = checked(here, *options)
        assert told.new.keys() == {"附件/丙.txt", "丁.txt"}
        assert (told.old, told.reasons) == ({"培训/乙.txt": 1}, {"per-file-ignores：培训/*"})
        assert checked(here, *options, "附件").new.keys() == {"附件/丙.txt"}
        assert checked(here, *options, "归档").new.keys() == {"归档/甲.txt"}
        assert checked(here, *options, "归档/甲.txt").new.keys() == {"归档/甲.txt"}
        assert checked(here, *options, "--force-exclude", "归档/甲.txt", "丁.txt").new.keys() == {
            "丁.txt"
        }
        assert run(here, *options, "无此.txt")[0] == 2


def test_names_are_told_from_where_one_is(here: Path) -> None:
    for name in ("甲.txt", "附件/乙.txt", "附件/深/丙.txt"):
        write(here, name, lines(MARK))
    git(here, "add", "-A")
    for options in (STAGED, CHANGED):
        assert files(here / "附件", *options) == ["乙.txt", "深/丙.txt"]
        assert files(here / "附件", *options, "..") == [
            "../甲.txt",
            "../附件/乙.txt",
            "../附件/深/丙.txt",
        ]
        told = checked(here / "附件", *options, "深", "../甲.txt")
        assert told.new == {"深/丙.txt": [("MK001", 1, 1)], "../甲.txt": [("MK001", 1, 1)]}


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
def test_names_that_git_quotes(here: Path) -> None:
    for name in (
        "换\n行.txt",
        'quo"te\t.txt',
        " 空格.txt",
        os.fsdecode("简报".encode("gbk")) + ".txt",
    ):
        write(here, name, lines("一", MARK))
    git(here, "add", "-A")
    assert checked(here, *STAGED).documents == 4
    assert sum(map(len, checked(here, *STAGED).new.values())) == 4
    git(here, "commit", "-qm", "draft")
    for file in here.glob("*.txt"):
        file.write_bytes(lines("一", MARK, NOTE))
    told = checked(here, *CHANGED)
    assert [*chain.from_iterable(told.new.values())] == [("MK020", 3, 1)] * 5
    assert sum(told.old.values()) == 5


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right there")
def test_links(here: Path) -> None:
    (here.parent / "elsewhere").mkdir()
    write(here.parent, "elsewhere/甲.txt", lines(MARK))
    (here / "file").symlink_to("../elsewhere/甲.txt")
    (here / "内").symlink_to("附件")
    (here / "外").symlink_to("../elsewhere")
    (here / "无").symlink_to("没有")
    unread = [("外", "unreadable"), ("无", "unreadable")]
    told = checked(here, *CHANGED)
    assert (told.new, told.unreviewed) == ({"file": [("MK001", 1, 1)]}, unread)
    git(here, "add", "-A")
    assert checked(here, *CHANGED) == told
    staged = checked(here, *STAGED)  # a link is committed as the path that it leads to
    assert (staged.new, staged.unreviewed, staged.documents) == ({}, [], 4)


@pytest.mark.skipif(os.name == "nt", reason="files have no modes there")
def test_another_mode_is_no_change_of_a_line(here: Path) -> None:
    (here / "公告.txt").chmod(0o755)
    git(here, "add", "-A")
    for options in ALL:
        told = checked(here, *options)
        assert (told.code, told.new, told.old) == (0, {}, {"公告.txt": 1})


def test_another_repository_inside_is_not_reviewed(here: Path) -> None:
    inner = begun(here / "子库")
    commit(inner, {"甲.txt": lines(MARK)})
    told = checked(here, *CHANGED)
    assert (told.code, told.unreviewed) == (3, [("子库", "unreadable")])
    git(here, "-c", "advice.addEmbeddedRepo=false", "add", "子库")
    for options in ALL:
        assert checked(here, *options).unreviewed == [("子库", "unreadable")]
        assert checked(here, *options, "--extend-exclude", "子库/") == (0, {}, {}, [], 0, set())
    git(here, "commit", "-qm", "draft")
    write(here, "子库/甲.txt", lines(MARK, NOTE))  # that is a change of the other one
    assert files(here, *CHANGED) == []


def test_a_conflict(here: Path) -> None:
    git(here, "checkout", "-qb", "other")
    commit(here, {"公告.txt": lines("甲", MARK)})
    git(here, "checkout", "-q", "main")
    commit(here, {"公告.txt": lines("乙", MARK)})
    subprocess.run(
        ["git", "merge", "-q", "other"], cwd=here, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert checked(here, *STAGED).unreviewed == [("公告.txt", "unreadable")]
    assert checked(here, *CHANGED) == (0, {}, {"公告.txt": 1}, [], 1, {"未改动（自 HEAD）"})


def test_folders_that_were_there_are_not_new(here: Path) -> None:
    commit(here, {f"{NOTE}/甲.txt": lines("一")})
    write(here, f"{NOTE}/乙.txt", lines("二"))
    assert checked(here, *CHANGED).new == {}
    write(here, f"新的{NOTE}/丙.txt", lines("三"))
    told = checked(here, *CHANGED)
    assert told.new == {f"新的{NOTE}/丙.txt": [("MK020", 1, 3)]}


def test_what_is_new_of_a_file_that_git_lfs_keeps(here: Path) -> None:
    """In the history there is a pointer; on the disk, and beside the history, the content."""
    old, new = word("一", NOTE), word("一", NOTE, f"身份证{A}。")
    for data in (old, new):
        kept = here / ".git" / "lfs" / "objects" / stored(data)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
    commit(here, {"甲.docx": pointer(old)})
    write(here, "甲.docx", new)
    told = checked(here, *CHANGED)
    assert (told.new, told.old) == ({"甲.docx": [("PI001", 3, 4)]}, {"甲.docx": 1})
    write(here, "甲.docx", pointer(new))
    git(here, "add", "-A")
    assert checked(here, *STAGED).new == told.new
    (here / ".git" / "lfs" / "objects" / stored(new)).unlink()
    assert checked(here, *STAGED, "--no-cache").unreviewed == [("甲.docx", "unreadable")]


def stored(data: bytes) -> str:
    digest = sha256(data).hexdigest()
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def pointer(data: bytes) -> bytes:
    digest = sha256(data).hexdigest()
    return lines(
        "version https://git-lfs.github.com/spec/v1", f"oid sha256:{digest}", f"size {len(data)}"
    )


# --- hooks and other trees -------------------------------------------------------------------


def test_what_a_hook_is_told_of_git_holds(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git commit FILE has an index of its own."""
    write(here, "甲.txt", lines(MARK))
    monkeypatch.setenv("GIT_DIR", str(here / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    with_index = ENVIRONMENT | {"GIT_INDEX_FILE": str(tmp_path / "index")}
    for words in (("read-tree", "HEAD"), ("add", "甲.txt")):
        subprocess.run(["git", *words], cwd=here, env=with_index, check=True)
    assert files(here, *STAGED) == ["甲.txt"]
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert files(here, *STAGED) == []


def test_in_another_working_tree(here: Path) -> None:
    git(here, "worktree", "add", "-q", "-b", "drafts", "../drafts")
    drafts = here.parent / "drafts"
    write(drafts, "公告.txt", lines("一", MARK, NOTE))
    assert checked(drafts, "--since", "main").new == {"公告.txt": [("MK020", 3, 1)]}
    git(drafts, "add", "-A")
    assert checked(drafts, *STAGED).new == {"公告.txt": [("MK020", 3, 1)]}
    assert files(here, "--since", "drafts") == []


def test_nothing_is_written(here: Path) -> None:
    write(here, "公告.txt", lines("一", MARK, NOTE))
    before = {file: file.stat().st_mtime_ns for file in here.rglob("*")}
    for options in ALL:
        checked(here, *options)
    assert {file: file.stat().st_mtime_ns for file in here.rglob("*")} == before


# --- beside other options --------------------------------------------------------------------


def test_a_baseline_does_not_lose_what_is_old(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECLINT_KEY", "0123456789abcdef")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(here)
    commit(here, {"乙.txt": lines(NOTE, "一")})
    assert CliRunner().invoke(app, ["baseline"]).exit_code == 0
    base = (here / ".seclint-baseline.json").read_bytes()
    write(here, "乙.txt", lines(NOTE, "一", MARK))
    told = checked(here, *CHANGED, "--baseline", ".seclint-baseline.json")
    assert (told.new, told.old) == ({"乙.txt": [("MK001", 3, 1)]}, {"乙.txt": 1})
    assert (here / ".seclint-baseline.json").read_bytes() == base


COMMAND = (
    "import seclint.cli.reviewing as reviewing; reviewing._WORTH = 0\n"
    "from seclint.cli import main; main()"
)
"""Processes are started however little there is to do."""


def test_the_report_is_the_same_over_processes_and_from_the_cache(
    here: Path, tmp_path: Path
) -> None:
    for at in range(6):
        write(here, f"{at}.txt", lines(MARK, "一"))
    commit(here, {"公告.docx": word(NOTE)})
    for at in range(6):
        write(here, f"{at}.txt", lines(MARK, "一", NOTE))
    write(here, "公告.docx", word(NOTE, MARK))
    git(here, "add", "-A")
    for at in range(6):
        write(here, f"{at}.txt", lines("没有暂存的"))
    command = [sys.executable, "-c", COMMAND, "check", "--isolated", "-f", "json", *STAGED]
    reports = [
        subprocess.run(
            [*command, *options],
            cwd=here,
            env=ENVIRONMENT | {"SECLINT_CACHE_DIR": str(tmp_path / "cache")},
            capture_output=True,
            check=False,
        )
        for options in (("-j2",), ("-j1",))
    ]
    assert {report.returncode for report in reports} == {1}
    assert len({report.stdout for report in reports}) == 1
    found = told(1, json.loads(reports[0].stdout))
    assert found.new == {f"{at}.txt": [("MK020", 3, 1)] for at in range(6)} | {
        "公告.docx": [("MK001", 2, 1)]
    }


def test_names_alone(here: Path) -> None:
    """No file is read, however large or broken; a name that was there is old."""
    commit(here, {f"旧 {NOTE}.png": b"\x89PNG broken"})
    write(here, f"新 {NOTE}.png", b"\x89PNG broken")
    write(here, f"新的{NOTE}/图.png", b"\x89PNG broken")
    write(here, f"旧 {NOTE}.png", b"\x89PNG broken too")
    write(here, "公告.txt", lines(MARK, MARK))
    alone = checked(here, "--names-only")
    assert (alone.code, alone.unreviewed, alone.documents) == (1, [], 5)
    new = {f"新 {NOTE}.png": [("MK020", 1, 3)], f"新的{NOTE}/图.png": [("MK020", 1, 3)]}
    assert alone.new == new | {f"旧 {NOTE}.png": [("MK020", 1, 3)]}
    told = checked(here, "--names-only", *CHANGED)
    assert (told.new, told.old, told.unreviewed) == (new, {f"旧 {NOTE}.png": 1}, [])
    git(here, "add", "-A")
    assert checked(here, "--names-only", *STAGED) == told


# --- what cannot be done ---------------------------------------------------------------------

REFUSED = {
    "no such commit": (["--since", "nope"], "没有提交「nope」"),
    "no commit named": (["--since", ""], "没有提交「」"),
    "an option": (["--since=--all"], "没有提交「--all」"),
    "a range": (["--since", "main..main"], "没有提交"),
    "two of them": (["--since", "main", "--staged"], "--since、--staged 只能用一个"),
    "the other two": (["--staged", "--changed-only"], "只能用一个"),
    "standard input": (["--staged", "-"], "--staged 不能用于标准输入"),
    "its name": (["--changed-only", "--stdin-filename", "a.md"], "不能用于标准输入"),
}


@pytest.mark.parametrize(("options", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused(here: Path, options: list[str], reason: str) -> None:
    code, output = run(here, *options)
    assert (code, reason in output) == (2, True), output


@pytest.mark.parametrize("options", ALL, ids=" ".join)
def test_outside_a_repository(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, output = run(tmp_path, *options)
    assert (code, "git " in output) == (2, True), output


def test_a_history_without_a_working_tree(here: Path) -> None:
    code, output = run(here / ".git", *CHANGED)
    assert (code, "work tree" in output) == (2, True), output


def test_a_shallow_clone_says_what_to_do(here: Path) -> None:
    git(here, "checkout", "-qb", "drafts")
    commit(here, {"甲.txt": lines(MARK)})
    clone = here.parent / "clone"
    git(here, "clone", "-q", "--depth", "1", here.as_uri(), str(clone))
    for rev in ("origin/main", "HEAD~1"):
        code, output = run(clone, "--since", rev)
        assert (code, "git fetch --unshallow" in output) == (2, True), output
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:main")
    code, output = run(clone, "--since", "main")
    assert (code, "没有共同的提交；这里是浅克隆" in output) == (2, True), output
    git(clone, "fetch", "-q", "--unshallow", "origin")
    assert checked(clone, "--since", "main").new == {"甲.txt": [("MK001", 1, 1)]}


def test_without_git(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here))
    code, output = run(here, *CHANGED)
    assert (code, "没有找到 git" in output) == (2, True), output
