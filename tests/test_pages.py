"""Pages of rules: what they say, in text and in Markdown, and that docs/rules is up to date.

seclint rules --format md --output-dir docs/rules     brings it up to date
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seclint import packs
from seclint.cli.output import write_tree
from seclint.errors import UsageError
from seclint.model import (
    Alone,
    Columns,
    Example,
    Find,
    Level,
    Pack,
    Pattern,
    Rule,
    Severity,
    Span,
    Terms,
    Together,
    WholeWord,
    Window,
)
from seclint.packs import Ruleset, book
from seclint.packs.cases import Case
from seclint.packs.lawfile import gathered, parse_law
from seclint.packs.page import code, escaped, markdown, page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "rules"
BUNDLED = packs.load([packs.bundled()])
BOOK = book.pages(BUNDLED)

RULE = Rule(
    id="TT001",
    name="trial",
    title="试用*的*规则",
    kind="mark.internal",
    severity=Severity.WARNING,
    find=Terms(("内部件", "内部`稿")),
    message="疑似内部件",
    remedy="删去 <这些>",
    where=(WholeWord(),),
    levels=(Level(Severity.INFO, (Alone(),), "", "", None),),
    allow=("内部件数", "内部件号"),
    basis=("保守国家秘密法 第三十五条", "保守国家秘密法 第二十二条"),
    cases=("F01",),
    mask="none",
    examples=(
        Example("甲\n内部件", (Span(2, 5),), "body", None, 1),
        Example("内部件", (Span(0, 3),), "header", Severity.INFO, 1),
        Example("公开`件", (), "body", None, 1),
    ),
)
TEXT = """\
TT001  试用*的*规则（trial）
级别  须复核（warning）
类别  mark.internal
说明  疑似内部件
处置  删去 <这些>
依据  保守国家秘密法 第三十五条
      机关、单位应当
      先审查后公开
依据  保守国家秘密法 第二十二条（国家秘密标志）
案例  F01 附件未审即上网（某刊，2021 年）
报告  甲 ⏎ ⟦内部件⟧
报告  ⟦内部件⟧（info，位于 header）
放行  公开`件
查找  词语 内部件、内部`稿
条件  独立成词
放行词  内部件数
放行词  内部件号
改判  提示（info）：独占一行
"""
MARKDOWN = """\
# TT001 试用\\*的\\*规则

- 名称：`trial`
- 级别：须复核（warning）
- 类别：mark.internal

## 查什么

疑似内部件

## 怎样处置

删去 \\<这些\\>

## 为什么

- 保守国家秘密法 第三十五条

  > 机关、单位应当
  > 先审查后公开

- 保守国家秘密法 第二十二条（国家秘密标志）

## 公开的案例

F01 附件未审即上网（某刊，2021 年）

## 要报的例子

- `甲 ⏎ ⟦内部件⟧`
- `⟦内部件⟧`（info，位于 header）

## 不报的例子

- ``公开`件``

## 怎样查找

- 词语 ``内部件、内部`稿``

## 成立的条件

独立成词

## 放行的词语

内部件数、内部件号

## 何时改判

提示（info）：独占一行

<!-- 由 seclint rules --format md 生成，不要手改 -->
"""


LAW = """\
law: 保守国家秘密法
full: 中华人民共和国保守国家秘密法
status: in-force
checked: "2026-07-17"
articles:
  第三十五条: "机关、单位应当\\n先审查后公开"
  第二十二条: {subject: 国家秘密标志}
"""
CASE = Case("F01", "附件未审即上网", "附件密级", "某刊", 2021)
SOURCES = Ruleset(
    (Pack("trial", "试", "1", (RULE,)),), "", gathered([parse_law("法", LAW)]), (CASE,)
)


def test_a_page_says_the_same_in_text_and_in_markdown() -> None:
    assert "\n".join(page(RULE, SOURCES)) + "\n" == TEXT
    assert book.pages(SOURCES)["trial/TT001.md"] == MARKDOWN


FACTS = {
    "nothing unusual": ({}, []),
    "on trial": ({"preview": True}, ["- 试行：最高只到提示（info）"]),
    "from a day": ({"window": Window(date(2026, 3, 1))}, ["- 有效期：2026-03-01 至"]),
    "until a day": ({"window": Window(None, date(2026, 3, 1))}, ["- 有效期：至 2026-03-01"]),
    "never let off": ({"suppressible": False}, ["- 豁免：不许豁免"]),
}


@pytest.mark.parametrize(("changes", "told"), FACTS.values(), ids=FACTS)
def test_what_is_unusual_stands_at_the_head(changes: dict[str, Any], told: list[str]) -> None:
    text = "\n".join(markdown(RULE._replace(**changes), SOURCES))
    assert text.partition("\n\n##")[0].splitlines()[5:] == told


FINDS = {
    "columns": (Columns(("住址",), at_least=2), "表头有 2 列以上（其下 1 行以上）：住址"),
    "together": (
        Together(("pii.id", "pii.name"), "line", 2), "同行有其中 2 种以上发现：pii.id、pii.name",
    ),
    "a pattern": (Pattern("机密[*]"), "- 模式 `机密[*]`"),
}  # fmt: skip


@pytest.mark.parametrize(("find", "told"), FINDS.values(), ids=FINDS)
def test_how_it_finds(find: Find, told: str) -> None:
    assert told in list(markdown(RULE._replace(find=find), SOURCES))


def test_without_the_law_at_hand_it_is_named_only() -> None:
    nothing = Ruleset((), "")
    bare = RULE._replace(cases=())
    assert "> " not in "\n".join(markdown(bare, nothing))
    assert "依据  保守国家秘密法 第三十五条" in list(page(bare, nothing))


CODE = {
    "plain": ("机密★", "`机密★`"),
    "a backtick": ("a`b", "``a`b``"),
    "two of them": ("a``b`c", "```a``b`c```"),
    "at the end": ("a`", "`` a` ``"),
    "stars": ("***", "`***`"),
}


@pytest.mark.parametrize(("text", "shown"), CODE.values(), ids=CODE)
def test_code_is_shown_letter_by_letter(text: str, shown: str) -> None:
    assert code(text) == shown


ESCAPED = {
    "nothing to escape": ("须复核：第3条（甲）", "须复核：第3条（甲）"),
    "stars": ("35***", r"35\*\*\*"),
    "a table": ("a|b", r"a\|b"),
    "a tag": ("<b>", r"\<b\>"),
    "a link": ("[a](b)", r"\[a\](b)"),
    "a backslash": ("\\", r"\\"),
}


@pytest.mark.parametrize(("text", "shown"), ESCAPED.values(), ids=ESCAPED)
def test_markdown_sees_nothing_but_text(text: str, shown: str) -> None:
    assert escaped(text) == shown


# --- the book ------------------------------------------------------------------------------


def test_every_rule_has_a_page_and_every_link_leads_to_one() -> None:
    rules = {f"{pack.name}/{rule.id}.md" for pack in BUNDLED.packs for rule in pack.rules}
    indexes = {"README.md", *(f"{pack.name}/README.md" for pack in BUNDLED.packs)}
    assert set(BOOK) == rules | indexes
    for index in indexes:
        folder = index.removesuffix("README.md")
        links = re.findall(r"^\| \[[^]]+\]\(([^)]+)\)", BOOK[index], re.MULTILINE)
        assert links
        assert {folder + link for link in links} <= set(BOOK)


def test_the_same_rules_give_the_same_pages() -> None:
    assert book.pages(packs.load([packs.bundled()])) == BOOK


SECTIONS = ("## 查什么", "## 怎样处置", "## 要报的例子", "## 不报的例子", "## 怎样查找")


def test_pages_are_well_formed() -> None:
    pages = {name: text for name, text in BOOK.items() if "README" not in name}
    assert pages
    assert [name for name, text in pages.items() if not text.startswith("# ")] == []
    ends = f"\n\n{book.GENERATED}\n"
    assert [name for name, text in pages.items() if not text.endswith(ends)] == []
    assert [name for name, text in pages.items() if "\n\n\n" in text] == []
    lacking = [
        (name, section)
        for name, text in pages.items()
        for section in SECTIONS
        if f"\n\n{section}\n\n" not in text
    ]
    assert lacking == []


def test_the_pages_in_docs_are_up_to_date() -> None:
    written = {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")
    }
    assert written == BOOK, "seclint rules --format md --output-dir docs/rules"


# --- writing it ------------------------------------------------------------------------------


def test_pages_of_old_go_and_files_of_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "规则页"
    write_tree({"甲/1.md": "一\n*\n", "甲/2.md": "二\n*\n"}, folder, "*")
    (folder / "手写.md").write_text("手写\n", "utf-8")
    write_tree({"甲/1.md": "新\n*\n"}, folder, "*")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert files == {"甲/1.md", "手写.md"}
    assert (folder / "甲" / "1.md").read_text("utf-8") == "新\n*\n"


def test_a_file_that_was_not_generated_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("手写\n", "utf-8")
    with pytest.raises(UsageError, match="没有覆盖"):
        write_tree({"1.md": "一\n*\n"}, tmp_path, "*")
    assert (tmp_path / "1.md").read_text("utf-8") == "手写\n"
