"""Under `--lang en`, nothing that seclint itself says is Chinese; documents and rules may be."""

import ast
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gitrepo import git
from test_cli import BLOCK, TRANSCRIPTS, laid_out, steps

from seclint import packs
from seclint.cli import main
from seclint.english import OPTIONS, REFUSALS, TABLES, english
from seclint.fold import fold
from seclint.isolate import Reader
from seclint.model import Document
from seclint.report import REPORTERS
from seclint.report.words import _UNREAD, WORDS

ROOT = Path(__file__).parents[1]
HAN = re.compile("[\u4e00-\u9fff]+")

# --- the tables ------------------------------------------------------------------------------

SILENT = (
    "extract/",  # places and reasons: see place_of and reason_of
    "english/",
    "fold/",
    "genre.py",
    "segment.py",
    "dates.py",
    "literals.py",
    "frequency.py",
    "report/words.py",
    "html/words.py",
    "packs/quiz.py",  # a training sheet, and the pages of rules, are documents in Chinese
    "packs/book.py",
    "cli/starters.py",
    "seclint/validate.py",
    "seclint/model.py",
)
"""Modules whose Chinese is not said as it stands: words to find, documents, tables."""

NOT_SAID = re.compile(
    r"\[|\\Z|^https:|^.$"  # expressions, an address, the name of a document
    r"|^(编码|试行|有效期|豁免|说明|处置|依据|案例|报告|放行|查找|条件|放行词|让位于|改判|级别)$"
    r"|^(查什么|怎样处置|为什么|公开的案例|要报的例子|不报的例子|怎样查找|成立的条件|放行的词语|何时改判)$"
    r"|^(类别|不许豁免|最高只到提示（info）|词语 | 至 |{} 年|- 名称：{})$"  # parts of a rule's page
    r"|^甲\.md$|^乙/丙\.docx$"  # names of files
    r"|^(将写|已写|不成立（{}）|成立 {})$"  # parts of a line
    r"|未能审查$|^读不出：|^审查时出错|^含 {} 幅图片|^无法读取："  # reasons, told by their code
    r"|^(文件或链接所指的文件不存在|链接成环|没有读取权限|路径过长)$|^不是普通文件|^指向别处目录的链接"
)


def said(file: Path) -> Iterator[str]:
    """The Chinese texts of a module but for its docstrings, `{}` where something is put in."""
    tree = ast.parse(file.read_text("utf-8"))
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            parts.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            parts.update(id(each) for each in node.values)
            yield "".join(
                str(getattr(each, "value", "")) if isinstance(each, ast.Constant) else "{}"
                for each in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in parts:
            yield str(node.value)


def docstrings_of_commands() -> Iterator[str]:
    for file in sorted((ROOT / "seclint" / "cli").glob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and HAN.search(ast.get_docstring(node) or ""):
                yield str(ast.get_docstring(node))


MODULES = [
    file
    for file in sorted((ROOT / "seclint").rglob("*.py"))
    if not any(part in file.as_posix() for part in SILENT)
]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_everything_that_is_said_has_its_english(file: Path) -> None:
    texts = [text for text in said(file) if HAN.search(text) and not NOT_SAID.search(text)]
    filled = {text: text.replace("{}", "X") for text in texts}
    assert {text: told for text in texts if HAN.search(told := english(filled[text]))} == {}


def test_the_help_of_every_command_has_its_english() -> None:
    assert [text for text in docstrings_of_commands() if HAN.search(english(text))] == []


def test_the_english_is_english_and_has_the_same_holes() -> None:
    for table in TABLES:
        for chinese, told in table.items():
            holes = len(re.findall(r"\{\*?\}", chinese))
            told.format(*"X" * holes)
            assert not HAN.search(told), chinese


def test_no_help_or_refusal_is_of_what_nobody_says() -> None:
    told = {
        text
        for file in (ROOT / "seclint").rglob("*.py")
        for text in said(file)
        if file.parent.name != "english"
    } | set(docstrings_of_commands())
    keys = (key for table in (OPTIONS, REFUSALS) for key in table)
    parts = (key.replace("{*}", "{}").removesuffix("{}") for key in keys)
    assert [part for part in parts if not any(part in text for text in told)] == []


def test_no_key_stands_in_two_tables() -> None:
    keys = [key for table in TABLES for key in table]
    assert len(keys) == len(set(keys))


def test_reports_have_the_same_words_in_both_languages() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert not any(HAN.search(text) for text in (*WORDS["en"].values(), *_UNREAD.values()))


SENTENCES = {
    "plain": ("标准输入已关闭", "standard input is closed"),
    "not ours": ("某市人民政府公告", "某市人民政府公告"),
    "a name is left": ("不是目录：草稿", "not a folder: 草稿"),
    "a hint": (
        "没有规则「P1」；是不是「PI001」？",
        "there is no rule “P1”; did you mean “PI001”?",
    ),
    "who speaks": ("seclint: 标准输入已关闭", "seclint: standard input is closed"),
    "a place": (
        "规则/甲.yaml:3:5: 规则编号「DW001」重复",
        "规则/甲.yaml:3:5: rule id “DW001” is there twice",
    ),
    "a place with a colon of ours": (
        "甲.toml:1：没有发布渠道「weeb」；是不是「web」？",
        "甲.toml:1: there is no profile “weeb”; did you mean “web”?",
    ),
    "several": ("独占一行，被否定", "alone on its line, denied"),
    "one of several is not ours": ("独占一行，某某", "独占一行，某某"),
    "inside": ("    不成立（并非位于前 3 行）", "    falls (not: in the first 3 lines)"),
    "braces": ("不是目录：{0}", "not a folder: {0}"),
    "lines": ("不是目录：甲\n乙", "not a folder: 甲\n乙"),
}


@pytest.mark.parametrize(("chinese", "told"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence(chinese: str, told: str) -> None:
    assert english(chinese) == told


# --- what comes out --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def of_rules() -> str:
    """All Chinese of the rules and laws: what they say is theirs."""
    return "\n".join(file.read_text("utf-8") for file in sorted(packs.bundled().rglob("*.y*ml")))


def of_files(folder: Path) -> Iterator[str]:
    """Names and content of all files, as they are and as extracted; folded text and places too."""
    with Reader(()) as reader:
        for file in sorted(folder.rglob("*")):
            yield file.relative_to(folder).as_posix()
            if file.is_file():
                data = file.read_bytes()
                yield data.decode("utf-8", "replace")
                for item in reader.extract(file.name, data):
                    if isinstance(item, Document):
                        yield f"{item.name}\n{item.text}\n{fold(item.text).text}"
                        yield from (place.label for _, place in item.places)


def test_chinese_would_be_seen(
    of_rules: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    told = printed(["check", "没有.md"], capsys, monkeypatch)
    assert [run for run in HAN.findall(told) if run not in of_rules] == ["路径不存在或无法访问"]
    told = printed(["check", "没有.md", "--lang", "en"], capsys, monkeypatch)
    assert [run for run in HAN.findall(told) if run not in of_rules] == []


def printed(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setattr(sys, "argv", ["seclint", *words])
    with pytest.raises(SystemExit):
        main()
    out, err = capsys.readouterr()
    return out + err


DOCUMENTS = ("quiz", "--format md", "--format json", "-f json", "md -o", "<")
"""Commands whose output is a document in Chinese, or data; and those that read stdin."""


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcripts_in_english(
    transcript: Path,
    tmp_path: Path,
    of_rules: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cwd = laid_out(transcript, tmp_path)
    commands = [
        step.command
        for block in BLOCK.findall(transcript.read_text("utf-8"))
        for step in steps(block)
    ]
    monkeypatch.setenv("SECLINT_LANG", "en")
    monkeypatch.chdir(cwd)
    theirs = "\n".join((of_rules, *of_files(cwd), *commands))
    for command in commands:
        if command.startswith("git "):
            git(cwd, *shlex.split(command)[1:])
        if command.startswith("seclint ") and not any(each in command for each in DOCUMENTS):
            told = printed(shlex.split(command)[1:], capsys, monkeypatch)
            assert [run for run in HAN.findall(told) if run not in theirs] == [], command


# --- reports ---------------------------------------------------------------------------------

DRAFT = """\
# 公示

机密★20年 <!-- seclint: ignore[MK001] -- agreed -->

电话 13800138000 <!-- seclint: ignore[PI020] -- agreed -->

<!-- seclint: ignore[PI02O] -- agreed -->

<!-- seclint: ignore[PI020] -->

<!-- seclint: disable[PI020] -- agreed -->
"""
ALLOWED = """\
[per-file-ignores]
'draft.md' = ['MK']
[[allow]]
path = 'draft.md'
rule = 'PI001'
by = 'Zhang'
reason = 'agreed'
[[allow]]
path = 'draft.md'
rule = 'PI002'
by = 'Zhang'
reason = 'agreed'
until = 2026-01-01
"""
IN_ENGLISH = sorted({*REPORTERS.names()} - {"json", "json-lines"})
"""Those for programs alone, whose words are the same in any language, aside."""


@pytest.mark.parametrize("form", IN_ENGLISH)
def test_a_report_in_english(
    tmp_path: Path,
    of_rules: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "seclint.toml").write_text(ALLOWED, "utf-8")
    monkeypatch.chdir(tmp_path)
    told = printed(["check", "-f", form, "--lang", "en", "--statistics"], capsys, monkeypatch)
    assert [run for run in HAN.findall(told) if run not in of_rules + DRAFT] == []
    assert "has passed" in told
    assert "old.doc" in told
