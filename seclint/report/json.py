"""json: the schema `seclint-report/1`, for programs. See seclint-report-1.schema.json beside it."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import asdict
from functools import cache
from json import dumps

from seclint.model import Finding, Report, Rule, Style, Unreviewed
from seclint.report.summary import in_order, source, summarise, unread_in_order

SCHEMA = "seclint-report/1"

_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What JSON allows but a terminal, a UTF-8 stream or a JavaScript parser trips over."""


def render(report: Report, _style: Style) -> Iterator[str]:
    """One finding a line, sorted by document, position and rule."""
    files, rule = frozenset(report.documents), cache(report.rule)
    findings = (_finding(f, rule(f.rule), files) for f in in_order(report.findings))
    unreviewed = (_unread(item, files) for item in unread_in_order(report.unreviewed))
    yield from _head(report)
    yield from _rows("findings", findings)
    yield ",\n"
    yield from _rows("unreviewed", unreviewed)
    yield "\n}\n"


def _head(report: Report) -> Iterator[str]:
    summary = asdict(summarise(report))
    del summary["noted"]
    packs = [{"pack": pack.name, "version": pack.version} for pack in report.packs]
    head = {
        "schema": SCHEMA,
        "version": report.version,
        "ruleset": {"sha256": report.ruleset, "packs": packs},
        "summary": summary,
    }
    yield "{\n"
    yield from (f" {_text(key)}: {_text(value)},\n" for key, value in head.items())


def _rows(key: str, rows: Iterable[dict[str, object]]) -> Iterator[str]:
    yield f" {_text(key)}: ["
    separator = "\n"
    for row in rows:
        yield f"{separator}  {_text(row)}"
        separator = ",\n"
    yield "]" if separator == "\n" else "\n ]"


def _finding(finding: Finding, rule: Rule, files: Set[str]) -> dict[str, object]:
    return {
        "path": source(finding.document, files),
        "document": finding.document,
        "rule": finding.rule,
        "name": rule.name,
        "kind": finding.kind,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "part": finding.part,
        "place": finding.place,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "excerpt": finding.excerpt,
        "rows": finding.rows,
        "more": finding.more,
        "basis": rule.basis,
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
        "muted": finding.muted,
    }


def _unread(item: Unreviewed, files: Set[str]) -> dict[str, object]:
    return {"path": source(item.document, files), **item._asdict()}


def _text(value: object) -> str:
    """JSON with Chinese as it is; unsafe characters, which only strings can hold, escaped."""
    return _UNSAFE.sub(lambda match: dumps(match[0])[1:-1], dumps(value, ensure_ascii=False))
