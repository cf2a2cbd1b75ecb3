"""Reports: what they count, what a reviewer reads, what a program gets."""

import json
import re
import string
from importlib.resources import files

import jsonschema
import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from seclint.errors import UsageError
from seclint.model import (
    PARTS,
    English,
    Finding,
    Pack,
    Report,
    Rule,
    Severity,
    Span,
    Style,
    Terms,
    Unreviewed,
    Void,
)
from seclint.report import REPORTERS
from seclint.report.summary import Summary, source, summarise
from seclint.report.terminal import _columns
from seclint.report.words import WORDS

SCHEMA = json.loads(
    files("seclint.report").joinpath("seclint-report-1.schema.json").read_text("utf-8")
)
FORMATS = ("full", "concise", "grouped", "html", "json")
TERMINAL = ("full", "concise", "grouped")

MARK = Rule(
    id="MK001",
    name="state-secret-mark",
    title="国家秘密标志",
    kind="mark.state",
    severity=Severity.ERROR,
    find=Terms(("机密★",)),
    message="出现国家秘密标志，疑似，须复核",
    remedy="停止公开，报保密工作机构复核。",
    basis=("保守国家秘密法 第二十三条", "政府信息公开条例 第十四条"),
    mask="none",
    english=English("State secret marking", "State secret marking, to be checked", "Stop."),
)
PERSON = Rule(
    id="PI001",
    name="resident-id",
    title="居民身份证号码",
    kind="pii.id",
    severity=Severity.ERROR,
    find=Terms(("",)),
    message="出现完整的居民身份证号码",
    remedy="删除。",
    basis=("个人信息保护法 第二十五条",),
)
LIMIT = Rule(
    id="MK020",
    name="internal",
    title="内部限制语",
    kind="mark.internal",
    severity=Severity.WARNING,
    find=Terms(("内部掌握",)),
    message="出现内部限制语，疑似，须复核",
    remedy="",
    basis=(),
)
RULES = (MARK, PERSON, LIMIT)
PACKS = (Pack("markings", "标志", "1", (MARK, LIMIT)), Pack("personal", "个人信息", "2", (PERSON,)))


def finding(document: str = "a.txt", rule: Rule = MARK, **changes: object) -> Finding:
    values: dict[str, object] = {
        "document": document,
        "span": Span(0, 4),
        "rule": rule.id,
        "kind": rule.kind,
        "severity": rule.severity,
        "message": rule.message,
        "remedy": rule.remedy,
        "part": "body",
        "place": "正文",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 5,
        "excerpt": "〔机密★〕",
        "fingerprint": "0f",
        "muted": None,
    }
    return Finding(**(values | changes))


def report(
    documents: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
    unreviewed: tuple[Unreviewed, ...] = (),
    void: tuple[Void, ...] = (),
) -> Report:
    return Report("0.1.0", "0" * 64, PACKS, documents, findings, unreviewed, void)


def told(name: str, what: Report, **style: object) -> str:
    return "".join(REPORTERS.get(name)(what, Style(**style)))


def data(what: Report) -> dict[str, object]:
    return json.loads(told("json", what))


# --- the sum -------------------------------------------------------------------------------

ENCRYPTED = "文件有口令保护"
WARN = finding("a.txt", LIMIT)
INFO = finding("a.txt", severity=Severity.INFO)

SUMS = {
    "nothing": (report(), Summary(0, 0, 0, 0, 0, 0, 0, 0, 0)),
    "clean": (report(("a.txt", "b.txt")), Summary(2, 2, 0, 0, 0, 0, 0, 0, 0)),
    "flagged by an error": (
        report(("a.txt", "b.txt"), (finding(), finding(line=2))),
        Summary(2, 1, 1, 0, 2, 0, 0, 0, 0),
    ),
    "flagged by a warning": (report(("a.txt",), (WARN,)), Summary(1, 0, 1, 0, 0, 1, 0, 0, 0)),
    "those not told one by one": (
        report(("a.txt",), (finding(), finding(line=2, more=3))),
        Summary(1, 0, 1, 0, 5, 0, 0, 0, 0),
    ),
    "muted ones not told one by one": (
        report(("a.txt",), (finding(muted="已登记", more=3),)),
        Summary(1, 1, 0, 0, 0, 0, 0, 4, 0),
    ),
    "infos alone are clean": (report(("a.txt",), (INFO,)), Summary(1, 1, 0, 0, 0, 0, 1, 0, 1)),
    "info and warning": (report(("a.txt",), (INFO, WARN)), Summary(1, 0, 1, 0, 0, 1, 1, 0, 0)),
    "muted is clean": (
        report(("a.txt",), (finding(muted="已登记"),)),
        Summary(1, 1, 0, 0, 0, 0, 0, 1, 0),
    ),
    "unreviewed": (
        report(("a.txt",), (), (Unreviewed("a.txt", "encrypted", ENCRYPTED),)),
        Summary(1, 0, 0, 1, 0, 0, 0, 0, 0),
    ),
    "unreviewed outranks findings": (
        report(("a.zip",), (finding("a.zip!/b"),), (Unreviewed("a.zip!/c", "damaged", "坏"),)),
        Summary(1, 0, 0, 1, 1, 0, 0, 0, 0),
    ),
    "a file counts once, however much is in it": (
        report(("a.zip", "b.txt"), (finding("a.zip!/b"), finding("a.zip!/c.zip!/d"))),
        Summary(2, 1, 1, 0, 2, 0, 0, 0, 0),
    ),
    "files of one masked name": (
        report(("1*.txt", "1*.txt", "2*.txt", "2*.txt"), (finding("1*.txt"),)),
        Summary(4, 2, 2, 0, 1, 0, 0, 0, 0),
    ),
    "nothing is lost that nobody listed": (
        report((), (finding(),), (Unreviewed("b.txt", "damaged", "坏"),)),
        Summary(2, 0, 1, 1, 1, 0, 0, 0, 0),
    ),
}


@pytest.mark.parametrize(("what", "summary"), SUMS.values(), ids=SUMS)
def test_the_sum(what: Report, summary: Summary) -> None:
    assert summarise(what) == summary
    counts = data(what)["summary"]
    assert counts == {k: getattr(summary, k) for k in counts}
    assert summary.clean + summary.flagged + summary.unreviewed == summary.documents


MORE = {
    ("full", "zh"): "1:1  〔机密★〕（本条在此文件中另有 3 处，未逐一列出）\n",
    ("full", "en"): "1:1  〔机密★〕 (3 more of this rule in this file)\n",
    ("concise", "zh"): "复核 [正文]（本条在此文件中另有 3 处，未逐一列出）\n",
    ("concise", "en"): "checked [body] (3 more of this rule in this file)\n",
    ("json", "zh"): '"more": 3, ',
}


@pytest.mark.parametrize(("told_as", "said"), MORE.items(), ids=map("-".join, MORE))
def test_how_many_more_there_are_is_said(told_as: tuple[str, str], said: str) -> None:
    name, lang = told_as
    assert said in told(name, report(("a.txt",), (finding(more=3),)), lang=lang)
    assert said not in told(name, report(("a.txt",), (finding(),)), lang=lang)


SOURCES = {
    "a file": ("a.txt", {"a.txt"}, "a.txt"),
    "in a file": ("a.zip!/b.txt", {"a.zip"}, "a.zip"),
    "deep in a file": ("a.zip!/b.zip!/c.txt", {"a.zip", "c.txt"}, "a.zip"),
    "a directory that cries": ("急件!/a.txt", {"急件!/a.txt"}, "急件!/a.txt"),
    "in a file in one": ("急件!/a.zip!/b.txt", {"急件!/a.zip"}, "急件!/a.zip"),
    "unknown": ("x.zip!/a.txt", {"a.zip"}, "x.zip"),
}


@pytest.mark.parametrize(("document", "files", "file"), SOURCES.values(), ids=SOURCES)
def test_the_file_that_a_document_came_from(document: str, files: set[str], file: str) -> None:
    assert source(document, files) == file


# --- full ----------------------------------------------------------------------------------

OFFICE = report(
    ("通知.docx", "名单.xlsx", "材料.zip", "简报.md", "讲话.txt"),
    (
        finding("讲话.txt", LIMIT, line=14, column=9, excerpt="请〔内部掌握〕。"),
        finding("简报.md", LIMIT, severity=Severity.INFO, excerpt="〔内部掌握〕"),
        finding("通知.docx", LIMIT, line=12, column=30, excerpt="〔内部掌握〕"),
        finding("通知.docx", part="header", place="第1节页眉", excerpt="〔机密★10年〕"),
        finding("通知.docx", part="table", place="表1", line=3, column=22, span=Span(40, 44)),
        *(
            finding(
                "名单.xlsx",
                PERSON,
                part="table",
                place=f"名单!B{row}",
                span=Span(row * 30, row * 30 + 18),
                line=row,
                excerpt="张*\t110***********002X",
            )
            for row in range(2, 9)
        ),
        finding("简报.md", muted="已登记"),
    ),
    (Unreviewed("材料.zip!/附件2.pdf", "encrypted", ENCRYPTED),),
)

FULL = """\
名单.xlsx  不得公开 7
  不得公开 PI001 出现完整的居民身份证号码
    名单!B2  2:1  张*  110***********002X
    名单!B3  3:1  张*  110***********002X
    名单!B4  4:1  张*  110***********002X
    名单!B5  5:1  张*  110***********002X
    名单!B6  6:1  张*  110***********002X
    …… 另有 2 处（第7行至第8行）
    依据：《个人信息保护法》第二十五条
    处置：删除。

通知.docx  不得公开 2，须复核 1
  不得公开 MK001 出现国家秘密标志，疑似，须复核
    第1节页眉  1:1   〔机密★10年〕
    表1        3:22  〔机密★〕
    依据：《保守国家秘密法》第二十三条；《政府信息公开条例》第十四条
    处置：停止公开，报保密工作机构复核。
  须复核 MK020 出现内部限制语，疑似，须复核
    正文  12:30  〔内部掌握〕

材料.zip!/附件2.pdf  未能审查 1
  未能审查（不算通过） encrypted：文件有口令保护

讲话.txt  须复核 1
  须复核 MK020 出现内部限制语，疑似，须复核
    正文  14:9  请〔内部掌握〕。

简报.md  提示 1
  提示 MK020 出现内部限制语，疑似，须复核
    正文  1:1  〔内部掌握〕

未能审查的不算通过：请取得可读的版本后重新审查，或改由人工审查。
加密的：知道口令的，用 --password-file 口令文件 重新审查。
免报 1 处，不计在内：
  1  已登记
审查 5 件：通过 1，发现问题 3，未能审查 1（通过的有 1 件带提示）
"""


def test_full() -> None:
    assert told("full", OFFICE) == FULL


def test_full_when_all_is_well() -> None:
    assert told("full", report(("a.txt", "b.txt"))) == (
        "审查 2 件：通过 2，发现问题 0，未能审查 0\n"
    )


def test_full_in_english_where_the_rule_speaks_it() -> None:
    what = report(
        ("a.docx", "b.pdf"),
        (*(finding("a.docx", line=n) for n in range(1, 8)), finding("a.docx", LIMIT)),
        (Unreviewed("b.pdf", "encrypted", ENCRYPTED),),
    )
    assert (
        told("full", what, lang="en")
        == """\
a.docx  error 7, warning 1
  error MK001 State secret marking, to be checked
    body  1:1  〔机密★〕
    body  2:1  〔机密★〕
    body  3:1  〔机密★〕
    body  4:1  〔机密★〕
    body  5:1  〔机密★〕
    … 2 more (lines 6 to 7)
    basis: 《保守国家秘密法》第二十三条；《政府信息公开条例》第十四条
    remedy: Stop.
  warning MK020 出现内部限制语，疑似，须复核
    body  1:1  〔机密★〕

b.pdf  unreviewed 1
  unreviewed (not passed) encrypted: it is encrypted

Unreviewed is not passed: get a readable version and check again, or have a person review it.
Encrypted: where you know the password, check again with --password-file FILE.
Files 2: passed 0, flagged 1, unreviewed 1
"""
    )


MORE = {
    "five are shown": (5, None),
    "the sixth is counted": (6, "    …… 另有 1 处（第6行）"),
    "three hundred": (300, "    …… 另有 295 处（第6行至第300行）"),
}


@pytest.mark.parametrize(("count", "line"), MORE.values(), ids=MORE)
def test_many_findings_of_one_rule(count: int, line: str | None) -> None:
    what = report(("a",), tuple(finding("a", line=n, span=Span(n, n)) for n in range(1, count + 1)))
    more = [text for text in told("full", what).splitlines() if "另有" in text]
    assert more == ([line] if line else [])


def test_a_long_place_is_left_whole_and_moves_no_other() -> None:
    place = "附件《关于某某工作的若干规定》第三章第二节表格第2行第3列"
    what = report(("a",), (finding("a", place=place), finding("a", line=2)))
    assert told("full", what).splitlines()[2:4] == [
        f"    {place}  1:1  〔机密★〕",
        "    正文  2:1  〔机密★〕",
    ]


def test_severities_of_one_rule_stand_apart_and_the_worst_first() -> None:
    what = report(("a",), (finding("a", severity=Severity.INFO), finding("a", line=2)))
    heads = [line for line in told("full", what).splitlines() if "MK001" in line]
    assert heads == [f"  {word} MK001 {MARK.message}" for word in ("不得公开", "提示")]


def test_a_document_read_in_part_tells_both() -> None:
    what = report(("a",), (finding("a"),), (Unreviewed("a", "too-big", "附图过大"),))
    assert told("full", what).splitlines()[:3] == [
        "a  不得公开 1，未能审查 1",
        "  未能审查（不算通过） too-big：附图过大",
        "  不得公开 MK001 出现国家秘密标志，疑似，须复核",
    ]


STATISTICS = """\
处数  文件数  级别      规则       名称
   7       1  不得公开  PI001      居民身份证号码
   2       1  不得公开  MK001      国家秘密标志
   1       1  未能审查  encrypted
   2       2  须复核    MK020      内部限制语
   1       1  提示      MK020      内部限制语

审查 5 件：通过 1，发现问题 3，未能审查 1（通过的有 1 件带提示）
"""


@pytest.mark.parametrize("name", TERMINAL)
def test_statistics_stand_before_the_closing_line(name: str) -> None:
    assert told(name, OFFICE, statistics=True).endswith(f"\n{STATISTICS}")
    assert "处数" not in told(name, OFFICE)


@pytest.mark.parametrize("name", TERMINAL)
def test_quiet_leaves_out_the_sum_but_nothing_that_was_found_or_not_read(name: str) -> None:
    quiet, whole = told(name, OFFICE, quiet=True), told(name, OFFICE)
    assert whole.startswith(quiet)
    assert "审查 5 件" not in quiet
    assert "encrypted" in quiet
    assert told(name, report(("a",)), quiet=True) == ""


def test_void_exemptions_are_told_where_they_stand() -> None:
    what = report(("a.md",), void=(Void("a.md", 7, "unused", "没有用到"),))
    full = "豁免无效 1\n  a.md:7  unused：没有用到\n\n"
    assert told("full", what) == f"{full}审查 1 件：通过 1，发现问题 0，未能审查 0\n"
    assert told("full", what, quiet=True) == full
    assert told("concise", what, quiet=True) == "a.md:7:1: VOID unused: 没有用到\n"


# --- concise -------------------------------------------------------------------------------

CONCISE = """\
名单.xlsx:2:1: ERROR PI001 出现完整的居民身份证号码 [名单!B2]
名单.xlsx:3:1: ERROR PI001 出现完整的居民身份证号码 [名单!B3]
名单.xlsx:4:1: ERROR PI001 出现完整的居民身份证号码 [名单!B4]
名单.xlsx:5:1: ERROR PI001 出现完整的居民身份证号码 [名单!B5]
名单.xlsx:6:1: ERROR PI001 出现完整的居民身份证号码 [名单!B6]
名单.xlsx:7:1: ERROR PI001 出现完整的居民身份证号码 [名单!B7]
名单.xlsx:8:1: ERROR PI001 出现完整的居民身份证号码 [名单!B8]
材料.zip!/附件2.pdf: UNREVIEWED encrypted: 文件有口令保护
简报.md:1:1: INFO MK020 出现内部限制语，疑似，须复核 [正文]
讲话.txt:14:9: WARNING MK020 出现内部限制语，疑似，须复核 [正文]
通知.docx:1:1: ERROR MK001 出现国家秘密标志，疑似，须复核 [第1节页眉]
通知.docx:3:22: ERROR MK001 出现国家秘密标志，疑似，须复核 [表1]
通知.docx:12:30: WARNING MK020 出现内部限制语，疑似，须复核 [正文]
免报 1 处，不计在内：
  1  已登记
审查 5 件：通过 1，发现问题 3，未能审查 1（通过的有 1 件带提示）
"""


def test_concise() -> None:
    assert told("concise", OFFICE) == CONCISE


def test_concise_in_english() -> None:
    assert told("concise", report(("a",), (finding("a"),)), lang="en") == (
        "a:1:1: ERROR MK001 State secret marking, to be checked [body]\n"
        "Files 1: passed 0, flagged 1, unreviewed 0\n"
    )


# --- json ----------------------------------------------------------------------------------

JSON = """\
{
 "schema": "seclint-report/1",
 "version": "0.1.0",
 "ruleset": {"sha256": "@", "packs": [{"pack": "markings", "version": "1"}, \
{"pack": "personal", "version": "2"}]},
 "summary": {"documents": 2, "clean": 0, "flagged": 1, "unreviewed": 1, \
"error": 1, "warning": 0, "info": 0, "muted": 1},
 "findings": [
  {"path": "a.txt", "document": "a.txt", "rule": "MK001", "name": "state-secret-mark", \
"kind": "mark.state", "severity": "error", "message": "出现国家秘密标志，疑似，须复核", \
"part": "body", "place": "正文", "line": 1, "column": 1, "end_line": 1, "end_column": 5, \
"excerpt": "〔机密★〕", "rows": 0, "more": 0, \
"basis": ["保守国家秘密法 第二十三条", "政府信息公开条例 第十四条"], \
"remedy": "停止公开，报保密工作机构复核。", "fingerprint": "0f", "muted": null},
  {"path": "b.zip", "document": "b.zip!/c.txt", "rule": "MK020", "name": "internal", \
"kind": "mark.internal", "severity": "warning", "message": "出现内部限制语，疑似，须复核", \
"part": "body", "place": "正文", "line": 1, "column": 1, "end_line": 1, "end_column": 5, \
"excerpt": "〔机密★〕", "rows": 0, "more": 0, \
"basis": [], "remedy": "", "fingerprint": "0f", "muted": "已登记"}
 ],
 "unreviewed": [
  {"path": "b.zip", "document": "b.zip!/d.pdf", "code": "encrypted", "reason": "文件有口令保护"}
 ],
 "void": [
  {"path": "seclint.toml", "document": "seclint.toml", "line": 3, \
"code": "unused", "reason": "没有用到"}
 ]
}
""".replace("@", "0" * 64)


def test_json() -> None:
    what = report(
        ("a.txt", "b.zip"),
        (finding("b.zip!/c.txt", LIMIT, muted="已登记"), finding()),
        (Unreviewed("b.zip!/d.pdf", "encrypted", ENCRYPTED),),
        (Void("seclint.toml", 3, "unused", "没有用到"),),
    )
    assert told("json", what) == told("json", what, lang="en", color=True, quiet=True) == JSON
    jsonschema.validate(json.loads(JSON), SCHEMA)


def test_json_of_nothing() -> None:
    text = told("json", report())
    assert text.endswith('"findings": [],\n "unreviewed": [],\n "void": []\n}\n')
    jsonschema.validate(json.loads(text), SCHEMA)


def test_the_schema_is_one_and_knows_all_parts() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["finding"]["properties"]["part"]["enum"] == list(PARTS)


REFUSED = {
    "more than the schema": lambda it: it.update(text="机密"),
    "less": lambda it: it.pop("unreviewed"),
    "another severity": lambda it: it["findings"][0].update(severity="fatal"),
    "another part": lambda it: it["findings"][0].update(part="margin"),
    "a code with blanks": lambda it: it["unreviewed"][0].update(code="too big"),
    "a line from nought": lambda it: it["findings"][0].update(line=0),
    "what was found": lambda it: it["findings"][0].update(match="110105"),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_the_schema_refuses(change: object) -> None:
    it = json.loads(JSON)
    change(it)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(it, SCHEMA)


# --- what a terminal must never get --------------------------------------------------------

HARMFUL = {
    "escape": ("\x1b[2J", r"\x1b[2J"),
    "line break": ("a\nb.txt: 通过", r"a\nb.txt: 通过"),
    "carriage return": ("a\rb", r"a\rb"),
    "C1": ("a\x9b2J", r"a\x9b2J"),
    "bidi override": ("a\u202egpj.exe", r"a\u202egpj.exe"),
    "bidi isolate": ("a\u2066b\u2069", r"a\u2066b\u2069"),
    "zero width": ("机\u200b密", r"机\u200b密"),
    "line separator": ("a\u2028b", r"a\u2028b"),
    "no Unicode": ("a\udcb0b", r"a\udcb0b"),
    "tag characters": ("a\U000e0041", r"a\U000e0041"),
}
HARMLESS = ("通知（定稿）.docx", "a　b", "é", "😀", "\ue000", "a b", "𠮷")


@pytest.mark.parametrize("name", TERMINAL)
@pytest.mark.parametrize(("text", "shown"), HARMFUL.values(), ids=HARMFUL)
def test_harmful_characters_are_written_out(name: str, text: str, shown: str) -> None:
    what = report(
        (text,),
        (finding(text, place=text, message=text, excerpt=text),),
        (Unreviewed(text, "damaged", text),),
    )
    output = told(name, what, statistics=True)
    assert text not in output
    assert output.count(shown) >= 4
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u202e\u2060-\u2069]", output)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_characters_stay(text: str) -> None:
    what = report((text,), (finding(text, place=text, excerpt=text),))
    assert told("full", what).count(text) == 3


@pytest.mark.parametrize(("text", "_"), HARMFUL.values(), ids=HARMFUL)
def test_json_holds_the_same_text_in_a_form_that_can_be_written(text: str, _: str) -> None:
    written = told("json", report((text,), (finding(text, place=text),)))
    assert json.loads(written.encode("utf-8"))["findings"][0]["path"] == text
    assert written.isascii() or text not in written


def test_colour_only_where_it_is_wanted_and_it_adds_nothing_else() -> None:
    for name in TERMINAL:
        plain = told(name, OFFICE, statistics=True)
        coloured = told(name, OFFICE, statistics=True, color=True)
        assert "\x1b" not in plain
        assert "\x1b[31m" in coloured
        assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


# --- words ---------------------------------------------------------------------------------


def test_both_languages_say_the_same_things() -> None:
    def fields(text: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(text)} - {None}

    assert {key: fields(text) for key, text in WORDS["zh"].items()} == {
        key: fields(text) for key, text in WORDS["en"].items()
    }


def test_the_words_survive_a_chinese_windows_console() -> None:
    for word in (*WORDS["zh"].values(), *WORDS["en"].values()):
        assert word.encode("gbk")


def test_the_table() -> None:
    assert set(FORMATS) <= set(REPORTERS.names())
    with pytest.raises(UsageError):
        REPORTERS.get("xml")


# --- whatever the report -------------------------------------------------------------------

TEXT = st.text(st.sampled_from("a密\n\t\x1b\u202e\udc80{}!/ 1"), max_size=8)
NAME = TEXT.map(lambda text: text or "a")
FINDINGS = st.builds(
    lambda rule, start, **changes: finding(
        rule=rule, span=Span(start, start + 1), line=start // 3 + 1, column=start + 1, **changes
    ),
    rule=st.sampled_from(RULES),
    document=NAME,
    severity=st.sampled_from(Severity),
    message=TEXT,
    place=TEXT,
    excerpt=TEXT,
    part=st.sampled_from(PARTS),
    start=st.integers(0, 9),
    muted=st.none() | TEXT,
)
UNREAD = st.builds(Unreviewed, NAME, st.sampled_from(["encrypted", "too-big"]), NAME)
VOID = st.builds(Void, NAME, st.integers(1, 9), st.sampled_from(["expired", "unused"]), NAME)
REPORTS = st.builds(
    report,
    st.lists(NAME, max_size=4).map(tuple),
    st.lists(FINDINGS, max_size=12, unique_by=lambda f: (f.document, f.span, f.rule)).map(tuple),
    st.lists(UNREAD, max_size=4).map(tuple),
    st.lists(VOID, max_size=3).map(tuple),
)
STYLES = st.builds(
    Style,
    lang=st.sampled_from(["zh", "en"]),
    color=st.just(value=False),
    statistics=st.booleans(),
    quiet=st.booleans(),
)


@given(REPORTS, STYLES)
@settings(max_examples=200, deadline=None)
def test_every_report_can_be_told(what: Report, style: Style) -> None:
    texts = {name: "".join(REPORTERS.get(name)(what, style)) for name in FORMATS}
    for text in texts.values():
        assert "\x1b" not in text
        assert text.encode("utf-8")[-1:] in {b"\n", b""}
    it = json.loads(texts["json"])
    jsonschema.validate(it, SCHEMA)
    summary = it["summary"]
    assert summary["documents"] == sum(summary[k] for k in ("clean", "flagged", "unreviewed"))
    assert len(it["findings"]) == len(what.findings)
    standing = [f for f in what.findings if f.muted is None]
    lines = texts["concise"].splitlines()
    assert sum(" MK0" in line or " PI0" in line for line in lines) >= len(standing)
    for item in what.unreviewed:
        assert item.code in texts["full"]
        assert item.code in texts["concise"]
    assert texts["concise"].count(": VOID ") >= len(what.void) == len(it["void"])
    for each in what.void:
        assert f":{each.line}  {each.code}" in texts["full"]


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_things_were_found_does_not_show(what: Report, random: object) -> None:
    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(items, len(items)))

    other = report(*map(shuffled, (what.documents, what.findings, what.unreviewed, what.void)))
    for name in FORMATS:
        assert told(name, other, statistics=True) == told(name, what, statistics=True)


def test_the_width_of_what_is_common_is_that_of_wcwidth() -> None:
    common = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    told = {character: columns for character in common if (columns := _columns(character))}
    assert len(told) > 27_000
    assert {c: n for c, n in told.items() if wcwidth.wcwidth(c) != n} == {}
