"""records: findings and what was not reviewed as plain data, for formats made of JSON."""

import re
from collections.abc import Iterable, Iterator, Set
from json import dumps

from seclint.model import Finding, Report, Rule, Unreviewed, Void
from seclint.report.summary import source, summarise

_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What JSON allows but a terminal, a UTF-8 stream or a JavaScript parser trips over."""


def head(report: Report) -> dict[str, object]:
    """Which seclint by which rules, and the sum."""
    summary = summarise(report)._asdict()
    del summary["noted"]
    packs = [{"pack": pack.name, "version": pack.version} for pack in report.packs]
    return {
        "version": report.version,
        "ruleset": {"sha256": report.ruleset, "packs": packs},
        "summary": summary,
    }


def finding_record(finding: Finding, rule: Rule, files: Set[str]) -> dict[str, object]:
    """A finding; `files` are the names of all files that were looked at."""
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


def unread_record(item: Unreviewed, files: Set[str]) -> dict[str, object]:
    """What was not reviewed."""
    return {"path": source(item.document, files), **item._asdict()}


def void_record(item: Void, files: Set[str]) -> dict[str, object]:
    """An exemption without effect."""
    return {"path": source(item.document, files), **item._asdict()}


def rows(records: Iterable[object], indent: str) -> Iterator[str]:
    """A JSON list, a record a line."""
    yield "["
    separator = "\n"
    for record in records:
        yield f"{separator}{indent} {encoded(record)}"
        separator = ",\n"
    yield "]" if separator == "\n" else f"\n{indent}]"


def encoded(value: object) -> str:
    """JSON with Chinese as it is; unsafe characters, which only strings can hold, escaped."""
    return _UNSAFE.sub(lambda match: dumps(match[0])[1:-1], dumps(value, ensure_ascii=False))
