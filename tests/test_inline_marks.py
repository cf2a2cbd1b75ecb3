"""Inline marks: what the comments of Markdown and HTML let go, where, and which of them do not."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from seclint.extract import extract
from seclint.match import RuleSet
from seclint.model import Pattern, Rule, Severity, Terms
from seclint.review import MOST
from seclint.run import Outcome, Review, Task, outcome


def rule(identifier: str, word: str, *, suppressible: bool = True) -> Rule:
    return Rule(
        id=identifier,
        name=identifier.lower(),
        title="例",
        kind="mark.internal",
        severity=Severity.WARNING,
        find=Terms((word,)),
        message=f"出现 {identifier}",
        remedy="删去",
        mask="none",
        suppressible=suppressible,
    )


NUMBER = Rule(
    id="AA004",
    name="number",
    title="号码",
    kind="pii.phone",
    severity=Severity.ERROR,
    find=Pattern("1[0-9]{10}", "digit"),
    message="号码",
    remedy="删去",
)
RULES = RuleSet(
    [
        rule("AA001", "甲件"),
        rule("AA002", "乙件"),
        rule("AA003", "丙件", suppressible=False),
        NUMBER,
    ]
)


def reviewed(
    text: str | bytes, name: str = "稿.md", before: Callable[[str], bytes | None] | None = None
) -> Outcome:
    data = text.encode() if isinstance(text, str) else text
    how = Review(RULES, date(2026, 3, 1), lambda _: data, extract, before=before)
    return outcome(Task(name), how)


def told(result: Outcome, name: str) -> str:
    """Each finding by its line in the source, with the reason where it does not count."""
    found = []
    for each in result.findings:
        in_source = re.search(r"源码第(\d+)行", each.place)
        line = int(in_source[1]) if name.endswith(".html") and in_source else each.line
        reason = (each.muted or "").removeprefix("行内标记：")
        found.append(f"{line} {each.rule[-1]} {reason}".strip())
        assert each.in_source is (each.muted is not None)
    return ", ".join(found)


def idle(result: Outcome) -> str:
    return ", ".join(f"{each.line} {each.code}" for each in result.void)


# --- Markdown --------------------------------------------------------------------------------

I1, I2 = "<!-- seclint: ignore[AA001] -- 法定 -->", "<!-- seclint: ignore[AA002] -- 另议 -->"
OFF, ON = "<!-- seclint: disable[AA001] -- 名单 -->", "<!-- seclint: enable[AA001] -->"
ALL = "<!-- seclint: file-ignore[AA001] -- 样例 -->"

MARKDOWN: dict[str, tuple[str, str, str]] = {
    # text, findings, marks without effect
    "没有标记": ("甲件", "1 1", ""),
    "同一行": (f"甲件 {I1}\n\n甲件", "1 1 法定, 3 1", ""),
    "写在前面": (f"{I1} 甲件\n\n甲件", "1 1 法定, 3 1", ""),
    "单独一行的管下一行": (f"{I1}\n甲件\n甲件", "2 1 法定, 3 1", ""),
    "单独一行的不跨空行": (f"{I1}\n\n甲件", "3 1", "1 unused"),
    "缩进也是单独一行": (f"  {I1}  \n甲件", "2 1 法定", ""),
    "两个标记同在一行": (f"{I1}{I2}\n甲件乙件", "2 1 法定, 2 2 另议", ""),
    "别的规则照报": (f"甲件乙件 {I1}", "1 1 法定, 1 2", ""),
    "一个标记几条规则": (
        "甲件乙件 <!-- seclint: ignore[AA001, AA002] -- 法定 -->", "1 1 法定, 1 2 法定", "",
    ),
    "几条规则里有一条没用到": (
        "甲件 <!-- seclint: ignore[AA001, AA002] -- 法定 -->", "1 1 法定", "1 unused",
    ),
    "表格里": (f"| 甲件 | {I1} |\n|--|--|\n| 甲件 | |", "1 1 法定, 3 1", ""),
    "一段": (f"甲件\n{OFF}\n甲件\n\n甲件\n{ON}\n甲件", "1 1, 3 1 名单, 5 1 名单, 7 1", ""),
    "一段连同首尾两行": (f"甲件{OFF}\n{ON}甲件\n甲件", "1 1 名单, 2 1 名单, 3 1", ""),
    "两段": (f"{OFF}\n甲件\n{ON}\n甲件\n{OFF}\n甲件\n{ON}", "2 1 名单, 4 1, 6 1 名单", ""),
    "没有收尾的一段": (f"{OFF}\n甲件", "2 1", "1 unmatched"),
    "没有开头的收尾": (f"甲件\n{ON}", "1 1", "2 unmatched"),
    "段中又开一段": (f"{OFF}\n{OFF}\n甲件\n{ON}", "3 1 名单", "2 unmatched"),
    "收尾的规则不同": (
        f"{OFF}\n甲件\n<!-- seclint: enable[AA002] -->", "2 1", "1 unmatched, 3 unmatched",
    ),
    "整个文件": (f"甲件\n\n{ALL}\n\n甲件", "1 1 样例, 5 1 样例", ""),
    "没用到": (f"{ALL}\n\n{I1}\n无事\n", "", "1 unused, 3 unused"),
    "已经放行的再放行": (f"{ALL}\n甲件 {I1}", "2 1 样例", "2 unused"),
    "没有理由": ("甲件 <!-- seclint: ignore[AA001] -->", "1 1", "1 no-reason"),
    "理由是空的": ("甲件 <!-- seclint: ignore[AA001] --   -->", "1 1", "1 no-reason"),
    "没有规则": ("甲件 <!-- seclint: ignore -- 法定 -->", "1 1", "1 malformed"),
    "空的规则": ("甲件 <!-- seclint: ignore[] -- 法定 -->", "1 1", "1 malformed"),
    "不认识的规则": ("甲件 <!-- seclint: ignore[AA009] -- 法定 -->", "1 1", "1 unknown-rule"),
    "开头几位不算": ("甲件 <!-- seclint: ignore[AA] -- 法定 -->", "1 1", "1 unknown-rule"),
    "有一条不认识就全不算": (
        "甲件 <!-- seclint: ignore[AA001,AA009] -- 法定 -->", "1 1", "1 unknown-rule",
    ),
    "不许豁免的规则": ("丙件 <!-- seclint: ignore[AA003] -- 法定 -->", "1 3", "1 not-suppressible"),
    "不认识的动词": ("甲件 <!-- seclint: skip[AA001] -- 法定 -->", "1 1", "1 malformed"),
    "全角的冒号": ("甲件 <!-- seclint：ignore[AA001] -- 法定 -->", "1 1", "1 malformed"),
    "一条横线": ("甲件 <!-- seclint: ignore[AA001] - 法定 -->", "1 1", "1 malformed"),
    "跨行的标记": ("甲件 <!-- seclint: ignore[AA001] -- 法\n定 -->", "1 1", "1 malformed"),
    "没有写完的注释": ("甲件 <!-- seclint: ignore[AA001] -- 法\n甲件", "1 1, 2 1", "1 malformed"),
    "别的注释": ("甲件 <!-- 见 seclint: ignore[AA001] -- 法定 -->", "1 1", ""),
    "代码块里是文字": (f"```\n{ALL}\n```\n甲件", "4 1", ""),
    "行内代码里是文字": (f"甲件 `{I1}`", "1 1", ""),
    "元数据里是文字": (f"---\na: {ALL}\n---\n甲件", "4 1", ""),
    "代码块后面的照算": (f"```\n甲件\n```\n甲件 {I1}", "2 1, 4 1 法定", ""),
    "标记里的话也要审": (
        "甲件 <!-- seclint: ignore[AA001] -- 乙件 -->", "1 1 乙件, 1 2", "",
    ),
    "去掉标记后才读得出的一行": (f"甲<b>件</b>{I1}\n", "3 1 法定", ""),
    "号码断在两行": (
        "1380013\n8000 <!-- seclint: ignore[AA004] -- 热线 -->", "1 4 热线", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "findings", "void"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown(text: str, findings: str, void: str) -> None:
    result = reviewed(text)
    assert (told(result, "稿.md"), idle(result)) == (findings, void)


# --- HTML ------------------------------------------------------------------------------------

HTML: dict[str, tuple[str, str, str]] = {
    "没有标记": ("<p>甲件</p>", "1 1", ""),
    "同一行": (f"<p>甲件</p> {I1}\n<p>甲件</p>", "1 1 法定, 2 1", ""),
    "段落从上一行开始": (f"<p>\n甲件 {I1}\n</p>\n<p>\n甲件\n</p>", "2 1 法定, 5 1", ""),
    "单独一行的管下一行": (f"{I1}\n<p>甲件</p>\n<p>甲件</p>", "2 1 法定, 3 1", ""),
    "单独一行的管下一行的属性": (f"{I1}\n<p title=甲件>字</p>", "2 1 法定", ""),
    "一段": (f"{OFF}\n<p>\n甲件</p>\n{ON}\n甲件", "3 1 名单, 5 1", ""),
    "整个文件": (f"{ALL}<p>甲件</p>\n<p hidden>甲件</p>", "1 1 样例, 2 1 样例", ""),
    "脚本里是文字": (f"<script>\n// {ALL}\n</script>\n甲件", "4 1", ""),
    "转义的是文字": ("&lt;!-- seclint: ignore[AA001] -- 法定 --&gt; 甲件", "1 1", ""),
    "声明不是注释": ("<!seclint: file-ignore[AA001] -- 法定 ><p>甲件</p>", "1 1", ""),
    "没有理由": ("<p>甲件</p> <!-- seclint: ignore[AA001] -->", "1 1", "1 no-reason"),
    "没用到": (f"<p>字</p>\n{I1}", "", "2 unused"),
}


@pytest.mark.parametrize(("text", "findings", "void"), HTML.values(), ids=HTML)
def test_html(text: str, findings: str, void: str) -> None:
    result = reviewed(text, "页.html")
    assert (told(result, "页.html"), idle(result)) == (findings, void)


# --- only there ------------------------------------------------------------------------------


def zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("内.md", text)
    return stream.getvalue()


ELSEWHERE: dict[str, tuple[str, bytes, str]] = {
    "文本": ("稿.txt", f"甲件 {I1}".encode(), ""),
    "表格": ("表.csv", f"甲件,{I1}".encode(), ""),
    "XML": ("页.xml", f"<a>甲件{I1}</a>".encode(), ""),
    "压缩包里的": ("包.zip", zipped(f"甲件 {I1}"), "1 nested"),
}


@pytest.mark.parametrize(("name", "data", "void"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_nowhere_else(name: str, data: bytes, void: str) -> None:
    result = reviewed(data, name)
    assert [each.muted for each in result.findings] == [None]
    assert idle(result) == void


def test_a_name_is_let_go_by_no_mark() -> None:
    result = reviewed(ALL, "甲件.md")
    assert [(each.part, each.muted) for each in result.findings] == [("filename", None)]


def test_what_is_not_told_one_by_one_stands_behind_what_counts() -> None:
    """The last one that is told speaks for those behind it: no mark on it may let them go."""
    lines = ["甲件"] * (MOST + 10)
    lines[MOST - 1] += f" {I1}"
    findings = reviewed("\n".join(lines)).findings
    counts = {each.muted: 0 for each in findings}
    for each in findings:
        counts[each.muted] += 1 + each.more
    assert counts == {None: MOST + 9, "行内标记：法定": 1}


def test_what_a_mark_quotes_is_masked() -> None:
    number = "13800138000"
    lines = [
        f"电话 {number} <!-- seclint: ignore[AA004] -- {number} 是热线 -->",
        f"<!-- seclint: ignore[{number}] -- 热线 -->",
    ]
    result = reviewed("\n".join(lines))
    said = repr(result)
    assert [each.muted for each in result.findings[:2]] == ["行内标记：*********** 是热线"] * 2
    assert not any(number[at : at + 4] in said for at in range(len(number) - 3))


# --- a change may not let itself go ----------------------------------------------------------

BEFORE: dict[str, tuple[str | None, str, str, str]] = {
    # before, now, findings, marks without effect
    "原来就有": (f"甲件 {I1}", f"新\n\n甲件 {I1}", "3 1 法定", ""),
    "新加的": ("甲件", f"甲件 {I1}", "1 1", "1 new"),
    "新文件": (None, f"甲件 {I1}", "1 1", "1 new"),
    "改了理由": (f"甲件 {I2}", f"甲件 {I1}", "1 1", "1 new"),
    "改了所及的一行": (f"甲件之一 {I1}", f"甲件之二 {I1}", "1 1", "1 new"),
    "改了下一行": (f"{I1}\n甲件之一", f"{I1}\n甲件之二", "2 1", "1 new"),
    "挪到别的一行": (f"甲件之一 {I1}\n", f"甲件之一\n甲件之二 {I1}", "1 1, 2 1", "2 new"),
    "一段没有动": (f"{OFF}\n甲件\n{ON}", f"新\n{OFF}\n甲件\n{ON}", "3 1 名单", ""),
    "一段里加了一行": (f"{OFF}\n甲件\n{ON}", f"{OFF}\n甲件\n甲件\n{ON}", "2 1, 3 1", "1 new"),
    "整个文件的不看文字": (f"{ALL}\n甲件", f"{ALL}\n甲件\n甲件", "2 1 样例, 3 1 样例", ""),
    "原来就有毛病": (
        "甲件 <!-- seclint: ignore[AA001] -->", "甲件 <!-- seclint: ignore[AA001] -->",
        "1 1", "1 no-reason",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "now", "findings", "void"), BEFORE.values(), ids=BEFORE)
def test_only_marks_that_stood_before(
    before: str | None, now: str, findings: str, void: str
) -> None:
    result = reviewed(now, before=lambda _: None if before is None else before.encode())
    assert (told(result, "稿.md"), idle(result)) == (findings, void)
