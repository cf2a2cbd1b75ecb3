"""json: the schema `seclint-report/1`, for programs. See seclint-report-1.schema.json beside it."""

from collections.abc import Iterator
from functools import cache

from seclint.model import Report, Style
from seclint.report.records import encoded, finding_record, head, rows, unread_record, void_record
from seclint.report.summary import in_order, unread_in_order, void_in_order

SCHEMA = "seclint-report/1"


def render(report: Report, _style: Style) -> Iterator[str]:
    """One finding a line, sorted by document, position and rule."""
    files, rule = frozenset(report.documents), cache(report.rule)
    findings = (finding_record(f, rule(f.rule), files) for f in in_order(report.findings))
    unreviewed = (unread_record(item, files) for item in unread_in_order(report.unreviewed))
    void = (void_record(item, files) for item in void_in_order(report.void))
    yield "{\n"
    for key, value in {"schema": SCHEMA, **head(report)}.items():
        yield f" {encoded(key)}: {encoded(value)},\n"
    yield ' "findings": '
    yield from rows(findings, " ")
    yield ',\n "unreviewed": '
    yield from rows(unreviewed, " ")
    yield ',\n "void": '
    yield from rows(void, " ")
    yield "\n}\n"
