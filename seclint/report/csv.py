"""csv: a table for office programs, with a mark that it is UTF-8; no cell is a formula."""

import csv
from collections.abc import Iterator
from functools import cache
from io import StringIO

from seclint.model import Finding, Report, Rule, Style, Unreviewed, Void
from seclint.report.summary import in_order, unread_in_order, void_in_order
from seclint.report.terminal import harmless
from seclint.report.words import (
    cited,
    message_of,
    muted_of,
    place_of,
    reason_of,
    remedy_of,
    say,
    severity_word,
    title_of,
    void_of,
)

_COLUMNS = ("document", "severity", "rule", "title", "message", "place", "line", "column",
            "excerpt", "basis", "remedy", "muted")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(report: Report, style: Style) -> Iterator[str]:
    """What was not reviewed, the findings, void exemptions, a row each; the first row names the
    columns.
    """
    rule = cache(report.rule)
    yield "\ufeff" + _row([say(style.lang, f"column {column}") for column in _COLUMNS])
    for item in unread_in_order(report.unreviewed):
        yield _row(_unread(item, style.lang))
    for finding in in_order(report.findings):
        yield _row(_finding(finding, rule(finding.rule), style.lang))
    for each in void_in_order(report.void):
        yield _row(_void(each, style.lang))


def _unread(item: Unreviewed, lang: str) -> list[str]:
    unread, not_passed = say(lang, "unreviewed"), say(lang, "not passed")
    told = [item.document, unread, item.code, not_passed, reason_of(item, lang)]
    return told + [""] * (len(_COLUMNS) - len(told))


def _void(item: Void, lang: str) -> list[str]:
    told = [item.document, say(lang, "info"), item.code, say(lang, "void"), void_of(item, lang), ""]
    told += [str(item.line), "1", "", "", say(lang, "correct")]
    return told + [""] * (len(_COLUMNS) - len(told))


def _finding(finding: Finding, rule: Rule, lang: str) -> list[str]:
    others = say(lang, "others", count=finding.more) if finding.more else ""
    return [
        finding.document,
        severity_word(lang, finding.severity),
        finding.rule,
        title_of(rule, lang),
        message_of(finding, rule, lang) + others,
        place_of(finding, lang),
        str(finding.line),
        str(finding.column),
        finding.excerpt,
        cited(rule.basis),
        remedy_of(finding, rule, lang),
        muted_of(finding, lang) or "",
    ]


def _row(cells: list[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(_harmless(cell) for cell in cells)
    return written.getvalue()


def _harmless(cell: str) -> str:
    """The cell; one that a spreadsheet would reckon begins with an apostrophe, which it hides."""
    text = harmless(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
