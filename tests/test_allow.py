"""The allow-list: what an entry lets go, until when, and which entries are told to be idle."""

import os
import re
import sys
from pathlib import Path

import pytest
from gitrepo import git

from seclint.cli import job, main
from seclint.cli.before import before as as_of
from seclint.cli.request import Request
from seclint.config import load
from seclint.errors import ConfigError, UsageError
from seclint.model import Report

PHONE = "电话 13800138000\n"
OTHER = "电话 13900139000\n"
LIMIT = "内部资料 注意保存\n"
KEY = "0123456789abcdef"


def written(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def entry(**fields: str) -> str:
    values = {"path": "'a.txt'", "rule": "'PI020'", "by": "'张三'", "reason": "'公开的热线'"}
    values |= fields
    return "[[allow]]\n" + "".join(f"{k} = {v}\n" for k, v in values.items() if v)


# --- as settings -----------------------------------------------------------------------------

FINGERPRINT = "'" + "0a" * 16 + "'"
WRONG: dict[str, tuple[str, int, str]] = {
    # settings, the line that is told, what is said
    "没有理由": (entry(reason=""), 1, "缺少「reason」"),
    "理由是空的": (entry(reason="'  '"), 1, "「reason」的值有误，应为：不空的字符串"),
    "没有写是谁": (entry(by=""), 1, "缺少「by」"),
    "没有规则": (entry(rule=""), 1, "要写 fingerprint，或者 path 和 rule"),
    "没有路径": (entry(path=""), 1, "要写 fingerprint，或者 path 和 rule"),
    "写错的键": (entry(untill="2026-01-01"), 1, "没有「untill」这个键；是不是「until」？"),
    "日期加了引号": (entry(until="'2026-01-01'"), 1, "「until」的值有误，应为：日期"),
    "日期带时刻": (entry(until="2026-01-01T00:00:00"), 1, "「until」的值有误，应为：日期"),
    "数字": (entry(by="1"), 1, "「by」的值有误"),
    "报告里的 fingerprint": (
        entry(fingerprint="'eee74e12526b68c4d39428bb'"), 1,
        "「fingerprint」的值有误，应为：32 位十六进制数（seclint why 给出）",
    ),
    "第二条有误": (f"ignore = []\n\n{entry()}\n# 注\n{entry(by='')}", 10, "缺少「by」"),
    "写成一行": ("\nallow = [{reason = 'x'}]", 2, "缺少「by」"),
    "不是表": ("\nallow = ['x']", 2, "「allow」的值有误，应为：[[allow]] 表"),
    "是一张表": ("\n[allow]\nby = 'x'", 2, "「allow」的值有误，应为：[[allow]] 表"),
    "不认识的规则": (f"\n{entry(rule=repr('PI02O'))}", 2, "没有规则「PI02O」；是不是「"),
    "规则的开头几位": (entry(rule="'PI'"), 1, "rule 太宽：「PI」；要写一条规则的完整编号"),
    "不许豁免的规则": (entry(rule="'MK001'"), 1, "规则 MK001 不许豁免（suppressible: false）"),
    "第二条不许豁免": (f"{entry()}{entry(rule=repr('MK001'))}", 6, "规则 MK001 不许"),
    **{
        f"所有文件 {path}": (f"\n\n{entry(path=repr(path))}", 3, f"path 太宽：「{path}」")
        for path in ("*", "**", "**/*", "*.*", "/**", "[!x]*")
    },
    "写错的模式": (entry(path="'[a'"), 1, "文件模式有误：[a"),
    "例外": (entry(path="'!a.txt'"), 1, "文件模式有误：!a.txt"),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "line", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_entry_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, line: int, says: str
) -> None:
    written(tmp_path, {"seclint.toml": settings, "a.txt": PHONE})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as error:
        job.review(Request(paths=["a.txt"]))
    assert f"seclint.toml:{line}: " in str(error.value)
    assert says in str(error.value)


def test_an_entry_of_pyproject_is_told_with_its_line(tmp_path: Path) -> None:
    text = "[[allow]]\nx = 1\n[tool.seclint]\nignore = []\n[[tool.seclint.allow]]\nby = 'x'\n"
    written(tmp_path, {"pyproject.toml": text})
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5: \[\[allow\]\] 缺少「reason」"):
        load(tmp_path)


def test_entries_of_a_file_built_upon_stay(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "省/基础.toml": entry(),
            "seclint.toml": f"extend = '省/基础.toml'\n\n{entry(by=FINGERPRINT)}",
        },
    )
    places = [(Path(each.file).name, each.line) for each in load(tmp_path).allow]
    assert places == [("基础.toml", 1), ("seclint.toml", 3)]


# --- what an entry lets go -------------------------------------------------------------------

TREE = {"a.txt": PHONE, "b/a.txt": PHONE, "b/c/d.md": PHONE, "e.txt": LIMIT}
LET_GO: dict[str, tuple[str, str, str]] = {
    # an entry, the files whose findings do not count, entries without effect
    "一个文件": (entry(path="'/a.txt'"), "a.txt", ""),
    "同名的文件": (entry(), "a.txt b/a.txt", ""),
    "通配": (entry(path="'*.txt'"), "a.txt b/a.txt", ""),
    "一个目录": (entry(path="'b/'"), "b/a.txt b/c/d.md", ""),
    "目录下": (entry(path="'b/**'"), "b/a.txt b/c/d.md", ""),
    "别的规则": (entry(path="'e.txt'", rule="'MK020'"), "e.txt", ""),
    "不是这条规则": (entry(path="'e.txt'"), "", "unused"),
    "不是这个文件": (entry(path="'z.txt'"), "", ""),
    "到今天为止": (entry(until="2026-03-01"), "a.txt b/a.txt", ""),
    "昨天到期": (entry(until="2026-02-28"), "", "expired"),
    "到期的不管有没有文件": (entry(path="'z.txt'", until="2026-02-28"), "", "expired"),
}


def reviewed(*paths: str, **options: object) -> Report:
    return job.review(Request(paths=[*paths] or None, on="2026-03-01", **options))


def muted(report: Report) -> list[str]:
    return sorted(each.document for each in report.findings if each.muted is not None)


def codes(report: Report) -> list[str]:
    return [each.code for each in report.void]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, TREE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("settings", "gone", "void"), LET_GO.values(), ids=LET_GO)
def test_what_it_lets_go(drafts: Path, settings: str, gone: str, void: str) -> None:
    written(drafts, {"seclint.toml": settings})
    report = reviewed("a.txt", "b", "e.txt")
    assert (muted(report), codes(report)) == (gone.split(), void.split())


def test_a_finding_says_who_let_it_go_and_why(drafts: Path) -> None:
    written(drafts, {"seclint.toml": entry()})
    (finding,) = reviewed("a.txt").findings
    assert (finding.muted, finding.in_source) == ("放行（张三）：公开的热线", False)


def test_paths_are_those_from_the_configuration(
    drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(drafts, {"seclint.toml": entry(path="'b/a.txt'")})
    monkeypatch.chdir(drafts / "b")
    assert muted(reviewed("a.txt")) == ["a.txt"]
    assert muted(reviewed("../a.txt")) == []


def test_an_idle_entry_is_told_at_its_place(drafts: Path) -> None:
    written(drafts, {"seclint.toml": f"\n{entry(path=repr('e.txt'))}"})
    (void,) = reviewed("e.txt").void
    assert void == ("seclint.toml", 2, "unused", "放行没有用到：PI020 e.txt")


UNKNOWN: dict[str, tuple[dict[str, object], list[str]]] = {
    # whether an entry is needed cannot be said where its files were not all reviewed
    "查过": ({"paths": ["e.txt"]}, ["unused"]),
    "没有查这个文件": ({"paths": ["a.txt"]}, []),
    "没有选用这条规则": ({"paths": ["e.txt"], "select": ["MK"]}, []),
}


@pytest.mark.parametrize(("options", "void"), UNKNOWN.values(), ids=UNKNOWN)
def test_unused_is_said_only_where_it_is_known(
    drafts: Path, options: dict[str, object], void: list[str]
) -> None:
    written(drafts, {"seclint.toml": entry(path="'e.txt'")})
    assert codes(job.review(Request(on="2026-03-01", **options))) == void


def test_of_a_file_that_was_not_read_nothing_is_said(drafts: Path) -> None:
    written(drafts, {"seclint.toml": entry(path="'x.pdf'")})
    (drafts / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    report = reviewed("x.pdf")
    assert (len(report.unreviewed), codes(report)) == (1, [])


def test_what_an_entry_quotes_is_masked(drafts: Path) -> None:
    number = "13800138000"
    words = entry(reason=f"'{number} 是热线'") + entry(path=f"'{number}.txt'")
    written(drafts, {"seclint.toml": words, f"{number}.txt": LIMIT})
    report = reviewed(".", exclude=["seclint.toml"])
    told = [each.muted for each in report.findings] + [each.reason for each in report.void]
    assert "放行（张三）：138******00 是热线" in told
    assert not any(number[at : at + 4] in str(told) for at in range(len(number) - 3))


# --- by fingerprint --------------------------------------------------------------------------


def fingerprint(target: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `seclint why` tells."""
    said = command(capsys, "why", target)[1]
    return re.findall("指纹 ([0-9a-f]{32})", said)[0]


def command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, and what a command prints, run in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["seclint", *words])
        with pytest.raises(SystemExit) as end:
            main()
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


@pytest.fixture
def keyed(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SECLINT_KEY", KEY)
    return drafts


def test_a_fingerprint_names_what_was_found(
    keyed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = fingerprint("a.txt", capsys)
    alone = entry(path="", rule="", fingerprint=f"'{found}'")
    written(keyed, {"seclint.toml": alone, "f.txt": f"新\n{PHONE}{OTHER}"})
    report = reviewed(".")
    standing = {(each.document, each.line) for each in report.findings if each.muted is None}
    assert standing == {("e.txt", 1), ("f.txt", 3)}
    assert codes(report) == []


NARROWED: dict[str, tuple[dict[str, str], list[str], list[str]]] = {
    "哪里都行": ({}, ["a.txt", "b/a.txt", "b/c/d.md"], []),
    "一个目录里": ({"path": "'b/c/'"}, ["b/c/d.md"], []),
    "规则不合": ({"rule": "'PI001'"}, [], ["unused"]),
    "文件不合": ({"path": "'e.txt'"}, [], ["unused"]),
}


@pytest.mark.parametrize(("fields", "gone", "void"), NARROWED.values(), ids=NARROWED)
def test_all_that_an_entry_names_must_fit(
    keyed: Path,
    capsys: pytest.CaptureFixture[str],
    fields: dict[str, str],
    gone: list[str],
    void: list[str],
) -> None:
    found = fingerprint("a.txt", capsys)
    narrow = {"path": "", "rule": "", "fingerprint": f"'{found}'"} | fields
    written(keyed, {"seclint.toml": entry(**narrow)})
    report = reviewed(".")
    assert (muted(report), codes(report)) == (gone, void)


def test_a_fingerprint_is_unused_only_where_all_was_reviewed(keyed: Path) -> None:
    written(keyed, {"seclint.toml": entry(path="", rule="", fingerprint=FINGERPRINT)})
    assert codes(reviewed("a.txt")) == []
    written(keyed, {"清单": "a.txt\n"})
    assert codes(reviewed(file_list="清单")) == []
    assert codes(reviewed()) == codes(reviewed(".")) == ["unused"]
    (keyed / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    assert codes(reviewed(".")) == []


def test_no_fingerprint_lets_go_what_may_not_be(
    keyed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(keyed, {"m.txt": "机密★10年\n"})
    found = re.findall("MK001.*\n.*\n +指纹 (.*)", command(capsys, "why", "m.txt")[1])[0]
    written(keyed, {"seclint.toml": entry(path="", rule="", fingerprint=f"'{found}'")})
    report = reviewed("m.txt")
    assert (muted(report), codes(report)) == ([], ["not-suppressible"])


def test_a_fingerprint_needs_the_key(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(drafts, {"seclint.toml": entry(fingerprint=FINGERPRINT)})
    monkeypatch.delenv("SECLINT_KEY", raising=False)
    with pytest.raises(UsageError, match="密钥"):
        reviewed("a.txt")


def test_a_baseline_and_the_configuration_share_a_key(
    drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECLINT_KEY", raising=False)
    written(
        drafts,
        {
            "seclint.toml": entry(fingerprint=FINGERPRINT),
            ".seclint.key": "0" * 32,
            "b/.seclint.key": "1" * 32,
        },
    )
    with pytest.raises(UsageError, match="各有一把密钥"):
        reviewed("a.txt", baseline=Path("b/base.json"))


# --- the command -----------------------------------------------------------------------------

ENDS: dict[str, tuple[str, list[str], int]] = {
    "放行": (entry(), ["a.txt"], 0),
    "没用到": (entry(path="'e.txt'"), ["e.txt", "--ignore", "MK"], 0),
    "没用到，--frozen": (entry(path="'e.txt'"), ["e.txt", "--ignore", "MK", "--frozen"], 1),
    "到期": (entry(until="2020-01-01"), ["e.txt", "--ignore", "MK"], 0),
    "到期，--frozen": (entry(until="2020-01-01"), ["e.txt", "--ignore", "MK", "--frozen"], 1),
    "都用到，--frozen": (entry(), ["a.txt", "--frozen"], 0),
    "总是零": (entry(until="2020-01-01"), ["e.txt", "--frozen", "--exit-zero"], 0),
    "有误": (entry(by=""), ["a.txt"], 2),
}


@pytest.mark.parametrize(("settings", "words", "code"), ENDS.values(), ids=ENDS)
def test_how_it_ends(
    drafts: Path,
    capsys: pytest.CaptureFixture[str],
    settings: str,
    words: list[str],
    code: int,
) -> None:
    written(drafts, {"seclint.toml": settings})
    ended, out, err = command(capsys, "check", *words)
    assert ended == code
    idle = "until" in settings or "e.txt" in settings
    assert ("豁免不起作用" in err) is idle
    assert ("豁免无效 1" in out) is idle


def test_why_tells_that_a_finding_does_not_count(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(
        drafts,
        {
            "seclint.toml": entry(),
            "m.md": "13800138000 <!-- seclint: ignore[PI020] -- 热线 -->\n",
        },
    )
    assert "不计（放行（张三）：公开的热线）" in command(capsys, "why", "a.txt")[1]
    assert "不计（放行" not in command(capsys, "why", "--isolated", "a.txt")[1]
    assert "不计（行内标记：热线）" in command(capsys, "why", "m.md")[1]


# --- a change may not let itself go ----------------------------------------------------------


def committed(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "稿", "--allow-empty")


@pytest.fixture
def repository(drafts: Path) -> Path:
    git(drafts, "init", "-q")
    return drafts


HOTLINE = "电话 13800138000 <!-- seclint: ignore[PI020] -- 热线 -->\n"
SINCE: dict[str, tuple[dict[str, str], dict[str, str], list[str]]] = {
    # the files before, those that the change writes, and what does not count after it
    "原有的放行": ({"seclint.toml": entry()}, {}, ["a.txt"]),
    "新加的放行": ({}, {"seclint.toml": entry()}, []),
    "改宽的放行": ({"seclint.toml": entry(path="'z/'")}, {"seclint.toml": entry()}, []),
    "删去的放行仍算": ({"seclint.toml": entry()}, {"seclint.toml": ""}, ["a.txt"]),
    "新加的配置盖不过原有的": ({"seclint.toml": entry()}, {".seclint.toml": ""}, ["a.txt"]),
    "新加的 ignore": ({"seclint.toml": ""}, {"seclint.toml": "ignore = ['PI']"}, []),
    "新加的 per-file-ignores": (
        {"seclint.toml": ""}, {"seclint.toml": "[per-file-ignores]\n'*.txt' = ['PI']"}, [],
    ),
    "原有的 per-file-ignores": (
        {"seclint.toml": "[per-file-ignores]\n'*.txt' = ['PI']"}, {"seclint.toml": ""}, ["a.txt"],
    ),
    "经 extend 新加的": (
        {"seclint.toml": "extend = '基础.toml'", "基础.toml": ""}, {"基础.toml": entry()}, [],
    ),
    "原有的行内标记": ({"m.md": HOTLINE}, {"m.md": f"新\n\n{HOTLINE}"}, ["m.md"]),
    "新加的行内标记": ({"m.md": PHONE}, {"m.md": HOTLINE}, []),
    "换了号码": ({"m.md": HOTLINE}, {"m.md": HOTLINE.replace("138", "139")}, []),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "gone"), SINCE.values(), ids=SINCE)
def test_a_change_may_not_let_itself_go(
    repository: Path, before: dict[str, str], after: dict[str, str], gone: list[str]
) -> None:
    written(repository, before)
    committed(repository)
    written(repository, after)
    committed(repository)
    files = ["a.txt", "m.md"] if "m.md" in before else ["a.txt"]
    report = reviewed(*files, allow_from="HEAD~1")
    assert muted(report) == gone
    assert len(report.findings) == len(files)


def test_what_was_remembered_is_not_what_counts_then(repository: Path) -> None:
    written(repository, {"m.md": HOTLINE})
    committed(repository)
    assert muted(reviewed("m.md")) == ["m.md"]
    git(repository, "mv", "m.md", "n.md")
    committed(repository)
    assert muted(reviewed("n.md")) == ["n.md"]
    assert muted(reviewed("n.md", allow_from="HEAD~1")) == []


def test_files_outside_of_the_repository_have_no_marks_from_before(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    committed(repository)
    outside = tmp_path_factory.mktemp("别处") / "m.md"
    outside.write_text(HOTLINE, "utf-8")
    report = reviewed(str(outside), allow_from="HEAD")
    assert (muted(report), codes(report)) == ([], ["new"])


REFUSED = {
    "没有这个版本": ("没有的", "git 里没有提交「没有的」"),
    "像选项": ("--all", "git 里没有提交"),
    "空的": ("", "git 里没有提交"),
}


@pytest.mark.parametrize(("rev", "says"), REFUSED.values(), ids=REFUSED)
def test_a_revision_that_is_none(repository: Path, rev: str, says: str) -> None:
    committed(repository)
    with pytest.raises(UsageError, match=says):
        reviewed("a.txt", allow_from=rev)


def test_without_a_repository_or_git_it_is_said(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(drafts.parent))
    code, out, err = command(capsys, "check", "--allow-from", "HEAD", "a.txt")
    assert (code, out) == (2, "")
    assert "不在可用的 git 仓库里" in err
    monkeypatch.setenv("PATH", "")
    code, out, err = command(capsys, "check", "--allow-from", "HEAD", "a.txt")
    assert (code, out) == (2, "")
    assert "没有找到 git" in err


# --- history ---------------------------------------------------------------------------------

NAMES = ["稿 件.md", "a:b.md", "-x.md", "目录/稿.md"] if os.name != "nt" else ["稿 件.md"]
if sys.platform == "linux":
    NAMES.append(os.fsdecode("通知.md".encode("gb18030")))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_file_at_a_revision(repository: Path, name: str) -> None:
    written(repository, {name: "甲\r\n"})
    committed(repository)
    written(repository, {name: "乙\n"})
    before = as_of("HEAD")
    assert before.document(str(repository / name)) == "甲\r\n".encode()
    assert before.document(name) == "甲\r\n".encode()
    assert before.document(str(repository / "无" / name)) is None


def test_a_folder_is_no_file(repository: Path) -> None:
    committed(repository)
    assert as_of("HEAD").document("b") is None


def test_a_commit_and_its_repository(repository: Path) -> None:
    committed(repository)
    head = git(repository, "rev-parse", "HEAD").strip()
    assert as_of("HEAD") == (head, repository.resolve())
