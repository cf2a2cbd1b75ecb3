"""The HTML report: whole, escaped, and nothing in it that reaches out."""

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import lxml.html
import pytest
from lxml.html import HtmlElement
from test_report import LIMIT, MARK, OFFICE, PACKS, PERSON, finding, report, told

from seclint import packs
from seclint.model import Finding, Report, Severity, Span, Style, Unreviewed
from seclint.report import REPORTERS
from seclint.report.html.form import GROUPS
from seclint.report.html.markup import asset
from seclint.report.html.voice import LEVELS
from seclint.report.html.words import CHOICES, FORM, WORDS


def page(what: Report, **style: object) -> HtmlElement:
    return lxml.html.document_fromstring(told("html", what, **style))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def classes(root: HtmlElement, name: str) -> list[HtmlElement]:
    return root.find_class(name)


def items(root: HtmlElement) -> list[HtmlElement]:
    return root.xpath("//*[@data-level]")


# --- all of it is there --------------------------------------------------------------------


def at(each: Finding) -> str:
    """What is told of line and column, of those files that have lines."""
    has_lines = each.document.endswith((".md", ".txt"))
    return f"第{each.line}行第{each.column}字" if has_lines else ""


def test_every_finding_stands_at_its_place_in_its_document() -> None:
    told_of = Counter(
        (
            words(document.find("summary/h3")),
            group.get("data-rule"),
            item.get("data-level"),
            "".join(span.text for span in item.find("p").iter("span")),
            words(item.find_class("excerpt")[0]),
        )
        for document in classes(page(OFFICE), "document")
        for group in document.find_class("group")
        for item in group.iter("li")
    )
    assert told_of == Counter(
        (
            each.document,
            each.rule,
            "muted" if each.muted is not None else each.severity.name.lower(),
            each.place + at(each),
            " ".join(each.excerpt.split()),
        )
        for each in OFFICE.findings
    )


def test_a_group_says_why_and_what_to_do() -> None:
    (group,) = classes(page(report(("a",), (finding("a"),))), "group")
    assert words(group.find("h5")) == f"{MARK.message} MK001"
    assert [words(each) for each in group.find("dl")] == [
        "处置：",
        MARK.remedy,
        "依据：",
        "《保守国家秘密法》第二十三条；《政府信息公开条例》第十四条",
    ]


def test_a_finding_says_its_rows_what_stands_behind_it_and_its_number() -> None:
    number = "0123456789abcdef01234567"
    what = report(("a",), (finding("a", PERSON, rows=4, more=3, fingerprint=number),))
    (item,) = items(page(what))
    assert [words(each) for each in item.find_class("aside")] == [
        "（其下 4 行）",
        "（本条在此文件中另有 3 处，未逐一列出）",
    ]
    assert item.get("data-count") == "4"
    assert words(item.find("p/code")) == f"编号 {number[:12]}"
    assert [words(each) for each in item.find_class("ticks")[0]][:3] == [
        "□ 确认",
        "□ 误报",
        "□ 豁免",
    ]


def test_muted_findings_are_told_with_their_reason_and_apart() -> None:
    what = report(("a",), (finding("a", muted="渠道依法公开"), finding("a", LIMIT, line=2)))
    levels = [words(head) for head in page(what).iter("h4")]
    assert levels == ["须复核 1", "免报 1"]
    (item,) = (each for each in items(page(what)) if each.get("data-level") == "muted")
    assert words(item.find_class("aside")[0]) == "免报理由：渠道依法公开"
    assert words(item.getparent().getparent().find("h5")).startswith("不得公开 出现")


UNREAD = (
    Unreviewed("b.zip!/丙.pdf", "encrypted", "文件已加密"),
    Unreviewed("a.txt", "too-big", "附图过大"),
)


def test_what_was_not_read_comes_first_and_is_no_pass() -> None:
    root = page(report(("a.txt", "b.zip", "c.txt"), (finding("a.txt"),), UNREAD))
    (section,) = classes(root, "unread")
    assert {
        (*map(words, item.find("p")), words(item.find_class("excerpt")[0]))
        for item in section.iter("li")
    } == {
        ("2", "b.zip!/丙.pdf", "encrypted", "文件已加密"),
        ("1", "a.txt", "too-big", "附图过大"),
    }
    assert words(section.find("h2")) == "未能审查（不算通过） 2"
    assert items(root)[0].get("data-level") == "unreviewed"
    verdict = classes(root, "verdict")[0]
    assert [words(each) for each in verdict.iter("strong")] == [
        "未能审查 2 处，不算通过",
        "不得公开 1 处",
    ]
    assert "补审之前不得公开" in words(verdict)
    assert "--password-file" in words(section)
    assert words(root.find(".//details/summary/span")) == "未能审查 1，不得公开 1"


def test_documents_stand_by_the_gravest_and_levels_within_them() -> None:
    what = report(
        (),
        (
            finding("a", severity=Severity.INFO),
            finding("b", LIMIT),
            finding("b", severity=Severity.INFO, line=2, span=Span(9, 10)),
            finding("b", PERSON, line=3, span=Span(19, 20)),
            finding("c", muted="已登记"),
            finding("d"),
        ),
        (Unreviewed("d", "damaged", "坏"),),
    )
    root = page(what)
    assert [words(head) for head in root.iter("h3")] == ["b", "d", "a", "c"]
    (document,) = (each for each in classes(root, "document") if words(each.find(".//h3")) == "b")
    assert [words(head) for head in document.iter("h4")] == ["不得公开 1", "须复核 1", "提示 1"]


def test_the_chart_says_in_words_how_many() -> None:
    root = page(OFFICE)
    (chart,) = root.iter("svg")
    assert [words(each) for each in chart.iter("text")] == [
        word
        for bar in (
            ("未能审查", "1"),
            ("不得公开", "9"),
            ("须复核", "2"),
            ("提示", "1"),
            ("免报", "1"),
        )
        for word in bar
    ]
    assert words(chart.find("desc")) == "未能审查 1，不得公开 9，须复核 2，提示 1，免报 1"
    widths = [float(bar.get("width").rstrip("%")) for bar in chart.iter("rect")]
    assert widths[1] == max(widths)
    assert all(widths)


def test_all_files_are_listed_the_clean_ones_too() -> None:
    rows = [[words(cell) for cell in row] for row in classes(page(OFFICE), "files")[0].iter("tr")]
    assert rows == [
        ["文件", "结果", "未能审查", "不得公开", "须复核", "提示", "免报"],
        ["名单.xlsx", "发现问题", "", "7", "", "", ""],
        ["材料.zip", "未能审查", "1", "", "", "", ""],
        ["简报.md", "通过（带提示）", "", "", "", "1", "1"],
        ["讲话.txt", "发现问题", "", "", "1", "", ""],
        ["通知.docx", "发现问题", "", "2", "1", "", ""],
    ]


CLEAN = {
    "nothing was found": (report(("a", "b")), "未发现须处理的内容"),
    "only notes": (report(("a",), (finding("a", severity=Severity.INFO),)), "未发现须处理的内容"),
    "nothing was looked at": (report(), "没有审查任何文件"),
}


@pytest.mark.parametrize(("what", "verdict"), CLEAN.values(), ids=CLEAN)
def test_clean_is_not_free_of_secrets(what: Report, verdict: str) -> None:
    section = classes(page(what), "verdict")[0]
    assert [words(each) for each in section.iter("strong")] == [verdict]
    assert "没有发现不等于不涉密" in words(section)
    assert not classes(page(what), "unread")


def test_an_empty_report_has_its_form_and_nothing_to_filter() -> None:
    root = page(report())
    assert classes(root, "record")
    assert not list(root.iter("form"))
    assert items(root) == []


def test_the_page_says_by_what_it_was_made() -> None:
    what = OFFICE._replace(ruleset="0123456789abcdef")
    (head,) = classes(page(what), "head")
    assert [words(each) for each in head.iter("dd")] == ["seclint 0.1.0", "0123456789ab"]
    assert "规则包 2：个人信息" in [words(each) for each in page(what).iter("p")]
    assert "Rule packs 2: personal" in [words(each) for each in page(what, lang="en").iter("p")]


def record(what: Report, lang: str = "zh") -> dict[str, str]:
    """The form: each field, and what is written in it."""
    (section,) = classes(page(what, lang=lang), "record")
    cells = section.xpath(".//th[@scope='row']")
    return {words(name): words(name.getnext()) for name in cells}


def test_the_form_has_what_the_forms_of_offices_have() -> None:
    form = record(OFFICE)
    assert [*form] == [FORM["zh"][key] for rows in GROUPS.values() for row in rows for key in row]
    for field, part in FIELDS:
        assert part in form[field], field


FIELDS = (
    ("承办人、电话", ""),
    ("附件（逐件）", ""),
    ("曾标密级、内部、商密", ""),
    ("公开方式", "政务新媒体"),
    ("撤下日期（公示）", ""),
    ("机器审查", "seclint 0.1.0，000000000000。审查 5 件：通过 1"),
    ("机器审查", "不得公开 9"),
    ("机器审查", "补审之前不得公开。"),
    ("人工处置", "误报"),
    ("审查内容", "工作秘密"),
    ("自审意见", "签名："),
    ("保密审查机构意见", "签名："),
    ("业务主管部门意见", "签名："),
    ("第三方意见", "回复日期"),
    ("审查结论", "报请确定（第十七条）"),
    ("不公开的依据", ""),
    ("主管领导批示", "签名："),
)


STEPS = {
    "unreviewed": ((finding("a"),), UNREAD, "补审之前不得公开"),
    "an error": ((finding("a"), finding("a", LIMIT, line=2)), (), "不予公开"),
    "a warning": ((finding("a", LIMIT),), (), "删减"),
    "only muted": ((finding("a", muted="x"),), (), "由人审查后决定"),
    "nothing": ((), (), "由人审查后决定"),
}


@pytest.mark.parametrize(("findings", "unread", "step"), STEPS.values(), ids=STEPS)
def test_the_form_says_what_the_gravest_asks_for(
    findings: tuple[Finding, ...], unread: tuple[Unreviewed, ...], step: str
) -> None:
    what = report(("a",), findings, unread)
    assert step in record(what)["机器审查"].rpartition("。审查")[2]
    (verdict,) = classes(page(what), "verdict")
    assert step in words(verdict.find("p/span"))


def test_the_articles_of_the_form_were_checked() -> None:
    law = packs.load([packs.bundled()]).laws.by_name["政府信息公开条例"]
    cited = re.findall("第[一二三四五六七八九十]+条", "".join(CHOICES["zh"]["concluded"]))
    assert len(cited) == 8
    assert {number for number in cited if number not in law.articles} == set()


def test_both_languages_say_the_same_things() -> None:
    for table in (WORDS, FORM, CHOICES):
        assert table["zh"].keys() == table["en"].keys()
    assert {key: len(value) for key, value in CHOICES["zh"].items()} == {
        key: len(value) for key, value in CHOICES["en"].items()
    }

    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{\w+\}|#", text))

    for key, text in WORDS["zh"].items():
        assert fields(text) == fields(WORDS["en"][key]), key
    for key in GROUPS.keys() | {key for rows in GROUPS.values() for row in rows for key in row}:
        assert key in FORM["zh"]


def test_all_are_numbered_in_the_order_of_the_page() -> None:
    root = page(report(("a.txt",), (finding("a.txt"), finding("b", LIMIT)), UNREAD))
    assert [words(item.find("p/b")) for item in items(root)] == ["1", "2", "3", "4"]


LINES = {
    "a text": ("a.md", {"line": 3, "column": 9}, ["正文", "第3行第9字"]),
    "a place that names the line": ("a.csv", {"place": "第1行第2列"}, ["第1行第2列"]),
    "an office file": ("a.docx", {"place": "第2段"}, ["第2段"]),
    "inside an archive": ("a.zip!/b.md", {}, ["正文"]),
    "the name of a file": ("a.md", {"part": "filename", "place": "文件名"}, ["文件名"]),
    "lines of the source": ("a.html", {"place": "源码第5行"}, ["源码第5行"]),
}


@pytest.mark.parametrize(("name", "changes", "told_of"), LINES.values(), ids=LINES)
def test_lines_are_told_where_the_file_has_them(
    name: str, changes: dict[str, object], told_of: list[str]
) -> None:
    what = report((name.partition("!/")[0],), (finding(name, **changes),))
    (item,) = items(page(what))
    assert [words(span) for span in item.find("p").iter("span")] == told_of


def test_in_english_where_the_rule_speaks_it() -> None:
    what = report(("a",), (finding("a"), finding("a", LIMIT, muted="x")), UNREAD)
    root = page(what, lang="en")
    assert root.get("lang") == "en"
    assert page(what).get("lang") == "zh-CN"
    assert words(root.find(".//h1")) == "Secrecy review report"
    assert "State secret marking, to be checked MK001" in map(words, root.iter("h5"))
    assert "Unreviewed, so not passed: 2" in words(root)
    assert "muted because: x" in words(root)
    assert "line 1, column 1" in words(root)
    assert "refer for a decision (17)" in record(what, "en")["Conclusion"]


def test_styles_of_a_terminal_change_nothing() -> None:
    assert told("html", OFFICE) == told("html", OFFICE, color=True, quiet=True, statistics=True)


# --- what a page must not hold -------------------------------------------------------------

HOSTILE = {
    "a tag": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "a name that is a tag": ("<img src=x onerror=alert(1)>",) * 2,
    "a closed script": ("a</script><script>alert(1)</script>",) * 2,
    "a closed style": ("</style></title><img src=x onerror=alert(1)>",) * 2,
    "an entity": ("a&lt;b&amp;c", "a&lt;b&amp;c"),
    "double quotes": ('a" onclick="alert(1)', 'a" onclick="alert(1)'),
    "single quotes": ("a' onclick='alert(1)", "a' onclick='alert(1)"),
    "a template": ("{reason}{0}{{", "{reason}{0}{{"),
    "bidi override": ("a\u202egpj.exe", r"a\u202egpj.exe"),
    "zero width": ("机\u200b密", r"机\u200b密"),
    "escape": ("\x1b[2J", r"\x1b[2J"),
    "nought": ("a\0b", r"a\x00b"),
    "line break": ("a\nb", r"a\nb"),
    "no Unicode": ("a\udcb0b", r"a\udcb0b"),
}


def hostile(text: str) -> Report:
    one = finding(text, place=text, message=text, excerpt=text, remedy=text, muted=text)
    other = one._replace(muted=None, fingerprint=text, line=2)
    return report((text,), (one, other), (Unreviewed(text, text, text),))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_name_or_an_excerpt_holds_is_text(text: str, shown: str, lang: str) -> None:
    root, plain = page(hostile(text), lang=lang), page(hostile("甲"), lang=lang)
    assert [each.tag for each in root.iter()] == [each.tag for each in plain.iter()]
    assert [each.keys() for each in root.iter()] == [each.keys() for each in plain.iter()]
    assert words(root.find(".//h3")) == words(root.xpath("//li/p/span")[0]) == shown
    assert all(words(item.find_class("excerpt")[0]) == shown for item in items(root))
    assert shown in root.xpath("//option/text()")
    assert root.xpath("//li[@data-level='unreviewed']/@data-rule") == [shown]


def test_hostile_versions_packs_and_rules_are_text() -> None:
    text = "<img src=x>\"'&"
    rule = MARK._replace(title=text, basis=(f"{text} 第一条",))
    shipped = (PACKS[0]._replace(title=text, version=text, rules=(rule, LIMIT)),)
    what = report((), (finding(),))._replace(version=text, ruleset=text, packs=shipped)
    root = page(what)
    assert not list(root.iter("img"))
    assert words(root).count(text) >= 5


def test_the_policy_lets_in_our_style_and_script_alone() -> None:
    text = told("html", OFFICE)
    (content,) = lxml.html.document_fromstring(text).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )

    def digest(tag: str) -> str:
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        return base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()

    assert content == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; "
        f"script-src 'sha256-{digest('script')}'; base-uri 'none'; form-action 'none'"
    )
    assert text.index("Content-Security-Policy") < text.index("<style>")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_fetched_and_nothing_runs_from_an_attribute(lang: str) -> None:
    root = page(OFFICE, lang=lang)
    names = {name for each in root.iter() for name in each.keys()}  # noqa: SIM118 no dictionary
    assert not names & {"src", "srcset", "action", "style", "data", "background", "poster", "ping"}
    assert not [name for name in names if name.startswith("on")]
    assert {link[0] for link in root.xpath("//@href")} == {"#"}
    assert {each.tag for each in root.iter() if isinstance(each.tag, str)}.isdisjoint(
        {"link", "iframe", "object", "embed", "base", "img", "use", "foreignobject"}
    )
    for code in asset("page.css"), asset("page.js"):
        assert not re.search(r"url\(|@import|https?:|//[a-z]|fetch|XMLHttp|innerHTML|eval|</", code)


def test_style_and_script_are_small_and_know_every_level() -> None:
    style, script = asset("page.css"), asset("page.js")
    assert len((style + script).splitlines()) < 220
    assert all(f".{level} {{ color: var(--{level}); }}" in style for level in LEVELS)
    assert "green" not in style


# --- as a page of its kind -----------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_go_down_one_by_one_and_controls_have_names(lang: str) -> None:
    root = page(OFFICE, lang=lang)
    ranks = [int(each.tag[1]) for each in root.iter("h1", "h2", "h3", "h4", "h5")]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for control in root.iter("input", "select"):
        assert words(control.getparent())
        assert control.getparent().tag == "label"
    for room in classes(root, "room"):
        assert room.get("aria-label")
    assert all(fold.get("open") is not None for fold in root.iter("details"))
    for link in root.xpath("//@href"):
        assert link[1:] in identifiers


def test_it_comes_in_pieces() -> None:
    places = ((f"文件{n // 100:03}", Span(n, n + 1)) for n in range(3000))
    many = tuple(finding(document, span=span) for document, span in places)
    pieces = list(REPORTERS.get("html")(report((), many), Style()))
    assert max(map(len, pieces)) <= len(asset("page.css")) + 100
    assert len(pieces) > 3000
