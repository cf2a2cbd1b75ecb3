"""sarif: SARIF 2.1.0, for code scanning and whoever reads that. Nothing of a text is quoted."""

from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from seclint.model import Report, Rule, Severity, Style
from seclint.report.records import encoded, rows
from seclint.report.told import UNREVIEWED, VOID, Told, told
from seclint.report.words import cited, say, title_of

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_STATES = {
    UNREVIEWED: ("not passed", "advice", Severity.ERROR),
    VOID: ("void", "correct", Severity.INFO),
}
"""What is told in the place of a rule: title and advice, as words, and severity."""


def render(report: Report, style: Style) -> Iterator[str]:
    """One result a line."""
    entries = [*told(report, style)]
    ids = sorted({entry.rule for entry in entries})
    index = {identifier: at for at, identifier in enumerate(ids)}
    rule = cache(report.rule)
    rules = [_state(i, style.lang) if i in _STATES else _rule(rule(i), style.lang) for i in ids]
    driver = {"name": "seclint", "version": report.version, "rules": rules}
    unread = [entry for entry in entries if entry.rule == UNREVIEWED]
    invocation = {
        "executionSuccessful": not unread,
        "toolExecutionNotifications": [_notification(entry) for entry in unread],
    }
    yield f'{{"$schema": {encoded(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    yield f' "tool": {encoded({"driver": driver})},\n'
    yield f' "columnKind": "unicodeCodePoints",\n "invocations": {encoded([invocation])},\n'
    yield ' "results": '
    yield from rows((_result(entry, index[entry.rule]) for entry in entries), " ")
    yield "\n}]}\n"


def _state(name: str, lang: str) -> dict[str, object]:
    """What is told of a file without a rule of its own."""
    title, advice, severity = _STATES[name]
    help_text = say(lang, advice)
    return {
        "id": name,
        "name": name,
        "shortDescription": {"text": say(lang, title)},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _rule(rule: Rule, lang: str) -> dict[str, object]:
    title, basis = title_of(rule, lang), cited(rule.basis)
    english = rule.english if lang == "en" else None
    message, remedy = (english or rule).message, (english or rule).remedy
    lines = [message, say(lang, "basis") + basis if basis else "", say(lang, "remedy") + remedy]
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": title},
        "help": {
            "text": "\n".join(filter(None, lines)),
            "markdown": "\n\n".join([f"**{rule.id} {title}**", *filter(None, lines)]),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"kind": rule.kind, "basis": list(rule.basis)},
    }


def _result(entry: Told, index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": entry.rule,
        "ruleIndex": index,
        "level": _LEVELS[entry.severity],
        "message": {"text": entry.message},
        "locations": [_location(entry)],
        "partialFingerprints": {"seclint/v1": entry.fingerprint},
    }
    if entry.muted is not None:
        kind = "inSource" if entry.in_source else "external"
        result["suppressions"] = [{"kind": kind, "justification": entry.muted}]
    return result


def _location(entry: Told) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(entry.path)}}
    if entry.line:
        physical["region"] = {
            "startLine": entry.line,
            "startColumn": entry.column,
            "endLine": entry.end_line,
            "endColumn": entry.end_column,
        }
    location: dict[str, object] = {"physicalLocation": physical}
    if entry.where:
        name = {"name": entry.place or entry.where, "fullyQualifiedName": entry.where}
        location["logicalLocations"] = [name]
    return location


def _notification(entry: Told) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": entry.message},
        "locations": [_location(entry)],
        "associatedRule": {"id": entry.rule},
    }
