"""Discovery: which files are taken, told how, in which order; and what cannot be read."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seclint.discover import DEFAULT_EXCLUDE, Selection, discover
from seclint.errors import UsageError
from seclint.model import Unreviewed

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links and special files")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "here"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def grow(root: Path, names: Iterable[str] | dict[str, str]) -> None:
    """Files with these names (and texts), directories where a name ends in a slash."""
    texts = names if isinstance(names, dict) else dict.fromkeys(names, "")
    for name, text in texts.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def found(*paths: str, **choices: object) -> list[str]:
    return [str(item) for item in discover(paths or ["."], Selection(**choices))]


def unread(*paths: str) -> list[tuple[str, str]]:
    items = [item for item in discover(paths or ["."], Selection()) if not isinstance(item, str)]
    assert {item.code for item in items} <= {"unreadable"}
    return [(item.document, item.reason) for item in items]


# --- names and order -----------------------------------------------------------------------

TREE = ("b.txt", "a/2.docx", "a/1.docx", "a/sub/3.pdf", "a.b/4.txt", "空/", "通知.wps")

NAMES = {
    "here": (["."], ["a/1.docx", "a/2.docx", "a/sub/3.pdf", "a.b/4.txt", "b.txt", "通知.wps"]),
    "directory": (["a"], ["a/1.docx", "a/2.docx", "a/sub/3.pdf"]),
    "slash at the end": (["a/"], ["a/1.docx", "a/2.docx", "a/sub/3.pdf"]),
    "dots and slashes": (["./a//sub/."], ["a/sub/3.pdf"]),
    "a way round": (["a/../b.txt"], ["a/../b.txt"]),
    "empty directory": (["空"], []),
    "order of the names": (["b.txt", "a/2.docx"], ["b.txt", "a/2.docx"]),
    "twice": (["b.txt", "./b.txt", "a/../b.txt"], ["b.txt"]),
    "file, then its directory": (["a/2.docx", "a"], ["a/2.docx", "a/1.docx", "a/sub/3.pdf"]),
    "directory, then its parent": (["a/sub", "a"], ["a/sub/3.pdf", "a/1.docx", "a/2.docx"]),
    "directory, then its file": (["a", "a/sub/3.pdf"], ["a/1.docx", "a/2.docx", "a/sub/3.pdf"]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("paths", "names"), NAMES.values(), ids=NAMES)
def test_names_and_order(here: Path, paths: list[str], names: list[str]) -> None:
    grow(here, TREE)
    assert list(discover(paths, Selection())) == names


def test_an_absolute_path_stays_absolute(here: Path) -> None:
    grow(here, TREE)
    assert found(str(here / "a/sub")) == [(here / "a/sub/3.pdf").as_posix()]


def test_a_parent_stays_a_parent(here: Path) -> None:
    grow(here, ["../neighbour/x.txt"])
    assert found("../neighbour") == ["../neighbour/x.txt"]


@pytest.mark.parametrize("path", ["没有.docx", "a/没有", ""])
def test_a_path_that_does_not_exist_is_refused_before_anything_is_found(
    here: Path, path: str
) -> None:
    grow(here, TREE)
    with pytest.raises(UsageError, match=path or "空"):
        discover(["a", path], Selection())


@pytest.mark.skipif(sys.platform != "linux", reason="paths are shorter elsewhere")
def test_a_tree_deeper_than_pythons_stack(here: Path) -> None:
    deep = "/".join("d" * 1200)
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.txt").touch()
    os.chdir(here)
    names = found()
    while Path("d/d").exists():  # pytest, which clears up by recursion, could not
        Path("d/d").rename("e")
        Path("d").rmdir()
        Path("e").rename("d")
    assert names == [f"{deep}/x.txt"]


@posix_only
def test_a_name_that_is_no_unicode(here: Path) -> None:
    name = os.fsdecode("通知.txt".encode("gbk"))
    grow(here, {name: "", ".git/": "", ".gitignore": "*.log"})
    assert found() == [".gitignore", name]


# --- excluded ------------------------------------------------------------------------------

EXCLUDED = (
    ".git/config", "a/.git/config", ".svn/entries", "node_modules/x/readme.md", ".venv/a.txt",
    "__pycache__/a.pyc", "~$通知.docx", "a/~$表.xlsx", ".~通知.wps", ".~lock.通知.odt#",
    ".DS_Store", "a/Thumbs.db", "thumbs.db", "desktop.ini",
)  # fmt: skip
TAKEN = (
    ".env",
    ".github/x.yml",
    "$通知.docx",
    "a/git",
    "a/~备份.docx",
    "node_modules.txt",
    "x.exe",
)


@pytest.mark.parametrize("name", EXCLUDED)
def test_excluded_by_default_unless_named(here: Path, name: str) -> None:
    grow(here, [name])
    assert found() == []
    assert found(name) == [name]
    assert found(name, force_exclude=True) == []


@pytest.mark.parametrize("name", TAKEN)
def test_taken_by_default(here: Path, name: str) -> None:
    grow(here, [name])
    assert found() == found(name, force_exclude=True) == [name]


PATTERNS = {
    "name anywhere": ("归档", ["x/归档/a.txt", "归档"], ["归档.txt", "x/旧归档/a.txt"]),
    "directory only": ("old/", ["x/old/a"], ["old"]),
    "anchored": ("/old", ["old/a"], ["x/old/a"]),
    "path": ("x/old", ["x/old/a"], ["y/x/old/a"]),
    "star": ("*.bak", ["x/a.bak"], ["a.bak.txt"]),
    "two stars": ("x/**/z", ["x/z/a", "x/y/y/z"], ["w/x/z"]),
}


@pytest.mark.parametrize(("pattern", "out", "kept"), PATTERNS.values(), ids=PATTERNS)
def test_patterns_of_gitignore(here: Path, pattern: str, out: list[str], kept: list[str]) -> None:
    for name in out:
        grow(here, [name])
        assert found(exclude=(pattern,)) == [], name
        assert found(name, exclude=(pattern,), force_exclude=True) == [], name
        (here / name).unlink()
    for name in kept:
        grow(here, [name])
        assert found(exclude=(pattern,)) == [name]
        assert found(name, exclude=(pattern,), force_exclude=True) == [name]
        (here / name).unlink()


def test_an_exception_to_a_pattern(here: Path) -> None:
    grow(here, ["a.bak", "b.bak"])
    assert found(exclude=("*.bak", "!b.bak")) == ["b.bak"]


def test_patterns_are_anchored_at_the_root_given(here: Path) -> None:
    grow(here, ["a/old/1", "a/b/old/2"])
    assert found("a", exclude=("/old",), root=Path("a")) == ["a/b/old/2"]
    assert found("a/b", exclude=("/b/old",), root=Path("a")) == []


def test_a_directory_outside_the_root_anchors_them_itself(here: Path) -> None:
    grow(here, ["root/", "here/old/1", "here/x/2"])
    assert found("here", exclude=("/old", "here"), root=Path("root")) == ["here/x/2"]


def test_an_excluded_directory_that_is_named_is_walked(here: Path) -> None:
    grow(here, ["vendor/a.txt", "vendor/sub/.git/config", "vendor/vendor/b.txt"])
    assert found("vendor", exclude=("vendor", ".git")) == ["vendor/a.txt"]
    assert found("vendor", exclude=("vendor",), force_exclude=True) == []
    assert found("vendor/sub", exclude=("vendor",), force_exclude=True) == []


@pytest.mark.parametrize("pattern", ["!", "a\\", "[a", "[[:alpha:]]"])
def test_a_malformed_pattern_is_refused(here: Path, pattern: str) -> None:
    with pytest.raises(UsageError, match="模式有误"):
        discover(["."], Selection(exclude=(*DEFAULT_EXCLUDE, pattern)))


# --- ignored by git ------------------------------------------------------------------------

GITIGNORES = {
    "top": ({".gitignore": "*.log\n"}, ["a.log", "x/b.log"]),
    "nested": ({"x/.gitignore": "*.log\n"}, ["x/b.log"]),
    "nested, anchored": ({"x/.gitignore": "/b.log\n"}, ["x/b.log"]),
    "nearest has the last word": (
        {".gitignore": "*.log\n", "x/.gitignore": "!b.log\n"},
        ["a.log"],
    ),
    "what lies in an ignored directory stays ignored": (
        {".gitignore": "x/\n!x/b.log\n"},
        ["x/.keep", "x/b.log", "x/y/c.txt"],
    ),
    "line ends and mark of Notepad": ({".gitignore": "\ufeff*.log\r\n"}, ["a.log", "x/b.log"]),
    "malformed lines": ({".gitignore": "[a\n!\na\\\n*.log\n"}, ["a.log", "x/b.log"]),
    "comments and blanks": ({".gitignore": "# *.txt\n\n \n*.log  \n"}, ["a.log", "x/b.log"]),
    "all below but": ({".gitignore": "x/**\n!x/b.log\n"}, ["x/.keep", "x/y/c.txt"]),
    "a directory, but": ({".gitignore": "x/*\n!x/y\n"}, ["x/.keep", "x/b.log"]),
    "all but": ({".gitignore": "*\n!*/\n!*.log\n!.gitignore\n"}, ["x/.keep", "x/y/c.txt"]),
}
FILES = ("a.log", "x/.keep", "x/b.log", "x/y/c.txt")


def git(*arguments: str, at: Path = Path()) -> str:
    command = ["git", "-C", str(at), "-c", "core.excludesFile=", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("forest")
    grow(root, FOREST)
    git("init", "-q", at=root)
    return root


@pytest.mark.parametrize(("ignores", "out"), GITIGNORES.values(), ids=GITIGNORES)
def test_as_git_ignores(here: Path, ignores: dict[str, str], out: list[str]) -> None:
    grow(here, FILES)
    grow(here, ignores)
    everything = found()
    git("init", "-q")
    assert sorted(set(everything) - set(found())) == out
    assert sorted(found()) == sorted(git("ls-files", "-co", "--exclude-standard").split())
    assert found(respect_gitignore=False) == everything


LINES = st.text(alphabet="ab*?[]!^/\\\\- #", min_size=1, max_size=7)
FOREST = ("a", "b/a", "b/b", "ab/a/b", "ab/b", "ba/a/ab", "ba/ /b", "-", "ba/[a]", "aa/a/a/a/b")


@given(lines=st.lists(LINES, min_size=1, max_size=4))
@example(lines=["*", "!*/", "!b"])
@example(lines=["ab/**", "!ab/**/", "!ab/**/b"])
@example(lines=["[b-a]"])
@example(lines=["[!a-]"])
@example(lines=["[a-b-]"])
@example(lines=["[*-b]a", "ba?a"])
@example(lines=["\\ "])
@example(lines=["a/**/b", "!/aa/***/b", "**b"])
@settings(max_examples=300, deadline=None)
def test_as_git_ignores_whatever_the_pattern(forest: Path, lines: list[str]) -> None:
    grow(forest, {".gitignore": "\n".join(lines)})
    listed = git("ls-files", "-coz", "--exclude-standard", at=forest).split("\0")
    ours = discover([forest], Selection(exclude=()))
    names = [Path(str(item)).relative_to(forest).as_posix() for item in ours]
    assert sorted(n for n in names if not n.startswith(".git/")) == sorted(filter(None, listed))


def test_a_gitignore_above_holds_as_well(here: Path) -> None:
    grow(here, {"a/b/c.log": "", "a/b/d.txt": "", ".gitignore": "*.log\n/a/b/d.txt\n"})
    grow(here, {"../.gitignore": "*", "a/.gitignore": "!c.log"})
    git("init", "-q")
    assert found("a/b") == ["a/b/c.log"]


def test_what_a_person_names_is_not_ignored(here: Path) -> None:
    grow(here, {"out/a.txt": "", "out/out/b.log": "", "c.log": "", ".gitignore": "out/\n*.log\n"})
    git("init", "-q")
    assert found() == [".gitignore"]
    assert found("c.log", "out") == ["c.log", "out/a.txt", "out/out/b.log"]


def test_a_repository_in_a_repository_starts_anew(here: Path) -> None:
    grow(here, {"inner/a.log": "", "inner/b.tmp": "", "inner/.gitignore": "*.tmp", "c.log": ""})
    grow(here, {".gitignore": "*.log"})
    git("init", "-q")
    git("init", "-q", "inner")
    assert found() == [".gitignore", "inner/.gitignore", "inner/a.log"]


HOSTILE = {
    "many lines": "a*\n" * 20_000,
    "long line": "*a" * 30_000,
    "longest pattern": "*?" * 2048,
    "backtracking": "*a*a*a*a*a*a*a*a*a*a*a*a*b",
    "huge": "*\n" * 1_000_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_gitignore_costs_little_and_hides_nothing(here: Path, text: str) -> None:
    name = "z" + "a" * 200
    grow(here, {name: "", ".gitignore": text})
    git("init", "-q")
    assert name in found()


@posix_only
def test_a_gitignore_that_is_a_pipe_is_not_opened(here: Path) -> None:
    git("init", "-q")
    os.mkfifo(".gitignore")
    grow(here, ["a.txt"])
    assert found("a.txt", ".") == ["a.txt", str(Unreviewed(".gitignore", *SPECIAL))]


# --- what cannot be read -------------------------------------------------------------------

SPECIAL = ("unreadable", "不是普通文件（管道、套接字或设备）")
BROKEN = "无法读取：文件或链接所指的文件不存在"
LOOP = "无法读取：链接成环"
ELSEWHERE = "指向别处目录的链接，未跟随"


@posix_only
def test_special_files_are_unreviewed_and_never_opened(here: Path) -> None:
    os.mkfifo("pipe")
    expected = [("pipe", SPECIAL[1])]
    assert unread() == unread("pipe") == expected
    assert unread("/dev/null") == [("/dev/null", SPECIAL[1])]


@posix_only
def test_broken_links_are_unreviewed(here: Path) -> None:
    Path("gone").symlink_to("nowhere")
    Path("loop").symlink_to("loop")
    assert unread() == unread("gone", "loop") == [("gone", BROKEN), ("loop", LOOP)]


@posix_only
def test_a_link_to_a_file_is_a_file(here: Path) -> None:
    grow(here, ["../other/a.txt"])
    Path("link.txt").symlink_to("../other/a.txt")
    assert found() == found("link.txt") == ["link.txt"]


@posix_only
def test_links_to_directories_are_not_followed_but_told_unless_walked_anyway(here: Path) -> None:
    grow(here, ["../other/a.txt", "d/b.txt"])
    Path("d/up").symlink_to("..")
    Path("e").symlink_to("d")
    Path("out").symlink_to("../other")
    assert found() == ["d/b.txt", str(Unreviewed("out", "unreadable", ELSEWHERE))]
    assert found(".", "../other") == ["d/b.txt", "../other/a.txt"]
    assert unread("d") == [("d/up", ELSEWHERE)]


@posix_only
def test_a_link_to_a_directory_that_is_named_is_followed(here: Path) -> None:
    grow(here, ["../other/a.txt"])
    Path("out").symlink_to("../other")
    assert found("out") == ["out/a.txt"]
    assert found("out", "../other") == ["out/a.txt"]


@posix_only
def test_a_directory_that_cannot_be_listed_is_unreviewed(here: Path) -> None:
    part, levels = "d" * 250, 20  # deeper than a path may be long, which stops even root
    for _ in range(levels):
        Path(part).mkdir()
        os.chdir(part)
    os.chdir(here)
    grow(here, ["a.txt"])
    (item,) = unread()
    assert item == (item[0], "无法读取：路径过长")
    assert set(item[0].split("/")) == {part}
    assert found()[0] == "a.txt"


@posix_only
@posix_only
def test_a_directory_without_permission_is_unreviewed(here: Path) -> None:
    grow(here, ["closed/a.txt"])
    Path("closed").chmod(0)
    user = os.geteuid()
    os.seteuid(user or 65534)  # root may read everything: be nobody for a while
    try:
        assert unread() == [("closed", "无法读取：没有读取权限")]
    finally:
        os.seteuid(user)
        Path("closed").chmod(0o700)
