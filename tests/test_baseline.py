"""Baselines: old findings are known again wherever they go, new ones are not; nothing is told."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from test_report import MARK, PERSON, finding

from seclint.baseline import Baseline, BaselineError, Entry, Seen, compared, mark_of, read, written
from seclint.cli.key import make_key, need_key
from seclint.errors import UsageError

KEY = b"0123456789abcdef"
OTHER = b"fedcba9876543210"
FILE = ".seclint-baseline.json"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(at: int) -> str:
    """A number with a true check digit, of days long past: nobody's."""
    digits = f"1101051900{1 + at // 28 % 12:02}{1 + at % 28:02}{at // 336 % 1000:03}"
    checked = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return digits + "10X98765432"[checked]


# --- comparing -------------------------------------------------------------------------------


def old(**counts: int) -> Baseline:
    """Entries by file and identity: a_1=2 is what was found twice in a.md with identity 1."""
    entries = {Entry(f"{n[0]}.md", "MK001", n[2:]): count for n, count in counts.items()}
    return Baseline(mark_of(KEY), Counter(entries))


COMPARED: dict[str, tuple[Baseline, str, str, str, str, int]] = {
    # baseline, findings, files gone: new ones, what is left, stale
    "都在": (old(a_1=1), "a_1", "", "", "a_1", 0),
    "新的": (old(a_1=1), "a_1 a_2", "", "a_2", "a_1", 0),
    "同样的多了一处": (old(a_1=1), "a_1 a_1", "", "a_1", "a_1", 0),
    "少了一处": (old(a_1=2), "a_1", "", "", "a_1", 1),
    "改了名": (old(a_1=1), "b_1", "a", "", "b_1", 0),
    "抄了一份": (old(a_1=1), "a_1 b_1", "", "b_1", "a_1", 0),
    "改了名又抄了一份": (old(a_1=1), "b_1 c_1", "a", "c_1", "b_1", 0),
    "两个文件并成一个": (old(a_1=1, b_1=1), "c_1 c_1", "a b", "", "c_1 c_1", 0),
    "删了文件": (old(a_1=1, b_1=1), "b_1", "a", "", "b_1", 1),
    "没有审查的文件不算": (old(a_1=1, z_1=1), "a_1", "", "", "a_1 z_1", 0),
}


@pytest.mark.parametrize(
    ("base", "found", "gone", "new", "rest", "stale"), COMPARED.values(), ids=COMPARED
)
def test_compared(base: Baseline, found: str, gone: str, new: str, rest: str, stale: int) -> None:
    findings = [finding(f"{n[0]}.md", MARK, identity=n[2:]) for n in found.split()]
    result = compared(
        findings,
        base,
        path=lambda each: each.document,
        seen=Seen(
            entry=lambda entry: entry.path[0] in "abc" and entry.path[0] not in gone,
            is_gone=lambda name: name[0] in gone.split(),
        ),
    )
    told = [f"{f.document[0]}_{f.identity}" for f in result.findings if f.muted is None]
    left = sorted(f"{entry.path[0]}_{entry.identity}" for entry in result.rest.counts.elements())
    assert (told, left, result.stale.total()) == (new.split(), rest.split(), stale)


def test_another_rule_is_another_finding() -> None:
    (told,) = compared(
        [finding("a.md", PERSON, identity="1")],
        old(a_1=1),
        lambda each: each.document,
        Seen(lambda _: False, bool),
    ).findings
    assert told.muted is None


# --- the file --------------------------------------------------------------------------------


def test_a_baseline_is_read_as_it_was_written() -> None:
    base = old(b_1=2, a_2=1)
    text = "".join(written(base))
    assert read(text, KEY) == base
    assert text.splitlines()[1].startswith('["a.md"')


BROKEN = {
    "不是 JSON": "{",
    "不是基线": '{"schema": "other"}',
    "别的格式": json.dumps({"schema": "seclint-baseline/9", "key": mark_of(KEY), "entries": []}),
    "次数不是数": json.dumps(
        {"schema": "seclint-baseline/1", "key": mark_of(KEY), "entries": [["a", "b", "c", "d"]]}
    ),
    "少一项": json.dumps(
        {"schema": "seclint-baseline/1", "key": mark_of(KEY), "entries": [["a", "b", 1]]}
    ),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_baseline_is_refused(text: str) -> None:
    with pytest.raises(BaselineError):
        read(text, KEY)


def test_a_baseline_of_another_key_is_refused() -> None:
    with pytest.raises(BaselineError, match="另一把密钥"):
        read("".join(written(old(a_1=1))), OTHER)


# --- the key ---------------------------------------------------------------------------------


def test_a_key_is_made_once_and_kept_out_of_git(tmp_path: Path) -> None:
    before = "*.pyc\r\n草稿/".encode("gb18030")
    (tmp_path / ".gitignore").write_bytes(before)
    key = make_key(tmp_path)
    assert need_key(tmp_path) == key
    assert (tmp_path / ".gitignore").read_bytes() == before + b"\n/.seclint.key\n"
    assert os.name == "nt" or (tmp_path / ".seclint.key").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="已有密钥"):
        make_key(tmp_path)


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_key(tmp_path)
    monkeypatch.setenv("SECLINT_KEY", KEY.decode())
    assert need_key(tmp_path) == KEY


@pytest.mark.parametrize("value", ["", "  ", "short"])
def test_without_a_key_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SECLINT_KEY", value)
    with pytest.raises(UsageError, match="密钥"):
        need_key(tmp_path)


# --- a repository with a thousand old findings -----------------------------------------------


def seclint(folder: Path, *arguments: str, **environment: str) -> tuple[int, list[str]]:
    """Exit code, and the lines of the report."""
    done = subprocess.run(
        [sys.executable, "-m", "seclint", *arguments],
        cwd=folder,
        env=os.environ | {"SECLINT_KEY": KEY.decode(), "CI": ""} | environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode().splitlines()


def check(folder: Path, *options: str, **environment: str) -> tuple[int, list[str]]:
    arguments = ("check", "--isolated", "-f", "concise", "-q", "--baseline", FILE, *options, ".")
    return seclint(folder, *arguments, **environment)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    for file in range(20):
        lines = [f"第{at}户 {number(50 * file + at)}" for at in range(50)]
        (tmp_path / f"{file:02}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    assert seclint(tmp_path, "baseline", "--isolated", ".")[0] == 0
    return tmp_path


def test_only_what_is_new_is_told(drafts: Path) -> None:
    base = (drafts / FILE).read_text("ascii")
    assert base.count('"PI0') == 1_000
    assert check(drafts) == (0, [])
    (drafts / "sub").mkdir()
    (drafts / "00.txt").rename(drafts / "sub" / "moved.txt")
    (drafts / "01.txt").rename(drafts / "名单.txt")
    lines = (drafts / "02.txt").read_text("utf-8").splitlines()
    lines = ["新加的一段。", "", *reversed(lines)]
    (drafts / "02.txt").write_text("\n".join(f"  {line}（更新）" for line in lines), "utf-8")
    new = number(2_000)
    with (drafts / "03.txt").open("a", encoding="utf-8") as file:
        file.write(f"新增 {new}\n")
    code, told = check(drafts)
    assert code == 1
    assert [line.partition(": ")[0] for line in told] == ["03.txt:51:4"]
    assert check(drafts)[1] == told


def test_another_number_in_the_same_place_is_told(drafts: Path) -> None:
    text = (drafts / "05.txt").read_text("utf-8")
    (drafts / "05.txt").write_text(text.replace(number(250), number(3_000)), "utf-8")
    code, told = check(drafts, "--frozen")
    assert (code, [line.partition(": ")[0] for line in told]) == (1, ["05.txt:1:5"])


def test_what_is_gone_makes_a_frozen_baseline_fail_until_it_is_renewed(drafts: Path) -> None:
    lines = (drafts / "07.txt").read_text("utf-8").splitlines()
    (drafts / "07.txt").write_text("\n".join(lines[10:]) + "\n", "utf-8")
    before = (drafts / FILE).read_text("ascii")
    assert check(drafts, "--frozen") == (1, [])
    assert check(drafts, CI="true") == (0, [])
    assert (drafts / FILE).read_text("ascii") == before
    assert check(drafts) == (0, [])  # a baseline shrinks by itself where it is not frozen
    assert (drafts / FILE).read_text("ascii").count('"PI0') == 990
    assert check(drafts, "--frozen") == (0, [])


def test_a_part_of_the_files_takes_nothing_from_the_others(drafts: Path) -> None:
    before = (drafts / FILE).read_text("ascii")
    arguments = ("check", "--isolated", "-f", "concise", "-q", "--baseline", FILE, "03.txt")
    assert seclint(drafts, *arguments) == (0, [])
    assert (drafts / FILE).read_text("ascii") == before


def test_a_baseline_tells_nothing(drafts: Path) -> None:
    base = (drafts / FILE).read_text("ascii")
    for at in range(1_000):
        written_number = number(at)
        assert not any(written_number[i : i + 9] in base for i in range(9))


def test_without_a_key_nothing_is_compared(drafts: Path) -> None:
    assert check(drafts, SECLINT_KEY="")[0] == 2
    assert seclint(drafts, "baseline", ".", SECLINT_KEY="")[0] == 2
    assert check(drafts, SECLINT_KEY=OTHER.decode())[0] == 2


def test_what_may_not_be_allowed_is_never_old(tmp_path: Path) -> None:
    """MK001 is not suppressible, MK020 is."""
    (tmp_path / "a.txt").write_text("机密★10年\n\n内部资料 注意保存\n", "utf-8")
    seclint(tmp_path, "baseline", "--isolated", ".")
    rules = {entry[1] for entry in json.loads((tmp_path / FILE).read_text("ascii"))["entries"]}
    code, told = check(tmp_path)
    assert (code, rules) == (1, {"MK020"})
    assert [line.split()[2] for line in told] == ["MK001"]


NARROWED: dict[str, list[str]] = {
    "只查名称": ["--names-only", "."],
    "只用别的规则": ["--select", "CR", "."],
    "不用这条规则": ["--ignore", "PI", "."],
    "另外的文件": ["乙.txt"],
    "排除": ["--extend-exclude", "档案/", "."],
    "一个目录": ["档案"],
}
MIXED = {
    "档案/甲.txt": f"{number(1)}\n{number(2)}\n",
    "乙.txt": "联系人电话 13800138000\n",
    "联系13800138000.txt": "内部资料 注意保存\n",
    "内部/丙.txt": "内部资料 注意保存\n",
    "内部/丁.txt": "通知\n",
}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    for name, text in MIXED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert seclint(tmp_path, "baseline", "--isolated", ".")[0] == 0
    return tmp_path


def compare(folder: Path, *options: str) -> tuple[int, list[str]]:
    arguments = ("check", "--isolated", "-f", "concise", "-q", "--baseline", FILE, *options)
    return seclint(folder, *arguments)


@pytest.mark.parametrize("options", NARROWED.values(), ids=NARROWED)
def test_a_narrowed_run_takes_nothing_away(mixed: Path, options: list[str]) -> None:
    before = (mixed / FILE).read_text("ascii")
    assert compare(mixed, "--fail-on", "info", *options) == (0, [])
    assert (mixed / FILE).read_text("ascii") == before
    assert compare(mixed, "--frozen", *options) == (0, [])


def test_what_is_muted_by_the_configuration_stays(mixed: Path) -> None:
    before = (mixed / FILE).read_text("ascii")
    (mixed / "seclint.toml").write_text("[per-file-ignores]\n'乙.txt' = ['PI']\n", "utf-8")
    arguments = ("check", "-q", "--baseline", FILE, "--frozen", ".")
    assert seclint(mixed, *arguments)[0] == 0
    assert seclint(mixed, *arguments[:-2], ".")[0] == 0
    assert (mixed / FILE).read_text("ascii") == before


PATHS: dict[str, tuple[str, list[str]]] = {
    "绝对路径": (".", ["{}"]),
    "从上一级": ("..", ["--baseline", "{}/.seclint-baseline.json", "{}"]),
    "从下一级": ("档案", ["--baseline", "../.seclint-baseline.json", ".."]),
}


@pytest.mark.parametrize(("where", "options"), PATHS.values(), ids=PATHS)
def test_a_path_may_be_spelt_as_one_likes(mixed: Path, where: str, options: list[str]) -> None:
    before = (mixed / FILE).read_text("ascii")
    told = ["--frozen", "--fail-on", "info", *(each.format(mixed) for each in options)]
    assert compare(mixed / where, *told) == (0, [])
    assert (mixed / FILE).read_text("ascii") == before


def test_a_masked_name_that_is_gone_is_gone(mixed: Path) -> None:
    (mixed / "联系13800138000.txt").unlink()
    before = (mixed / FILE).read_text("ascii").splitlines()
    assert compare(mixed, ".") == (0, [])
    left = (mixed / FILE).read_text("ascii").splitlines()
    assert 0 < len(before) - len(left) < len(before) - 2
    assert not any("***" in line for line in left)


def test_a_folder_is_as_old_with_each_of_its_files(mixed: Path) -> None:
    assert compare(mixed, "--fail-on", "info", "内部/丁.txt") == (0, [])


def test_a_part_renews_only_its_own(mixed: Path) -> None:
    before = (mixed / FILE).read_text("ascii").splitlines()
    (mixed / "乙.txt").write_text("联系人电话 13900139000\n", "utf-8")
    assert seclint(mixed, "baseline", "--isolated", "乙.txt")[0] == 0
    after = (mixed / FILE).read_text("ascii").splitlines()
    assert len(after) == len(before)
    assert len(set(after) - set(before)) == 1
