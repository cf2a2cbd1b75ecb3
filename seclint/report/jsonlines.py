"""json-lines: one JSON object a line: first what was done, then what was found, and so on."""

from collections.abc import Iterator
from functools import cache

from seclint.model import Report, Style
from seclint.report.records import encoded, finding_record, head, unread_record, void_record
from seclint.report.summary import in_order, unread_in_order, void_in_order

SCHEMA = "seclint-report-lines/1"


def render(report: Report, _style: Style) -> Iterator[str]:
    """The `type` of a line is report, unreviewed, finding or void."""
    files, rule = frozenset(report.documents), cache(report.rule)
    yield _line("report", {"schema": SCHEMA, **head(report)})
    for item in unread_in_order(report.unreviewed):
        yield _line("unreviewed", unread_record(item, files))
    for finding in in_order(report.findings):
        yield _line("finding", finding_record(finding, rule(finding.rule), files))
    for each in void_in_order(report.void):
        yield _line("void", void_record(each, files))


def _line(kind: str, record: dict[str, object]) -> str:
    return encoded({"type": kind, **record}) + "\n"
