"""concise: one line per finding, for people who grep and editors that jump."""

from collections.abc import Iterator
from functools import cache

from seclint.model import Finding, Report, Rule, Severity, Style, Unreviewed, Void
from seclint.report.summary import in_order, unread_in_order, void_in_order
from seclint.report.terminal import PAINTS, ending, harmless, paint
from seclint.report.words import message_of, place_of, reason_of, say, void_of


def render(report: Report, style: Style) -> Iterator[str]:
    """Unreviewed, findings and void exemptions by document, line and column, then the ending."""
    for *_, line in sorted(_lines(report, style), key=lambda entry: entry[:3]):
        yield line + "\n"
    yield from ending(report, style)


def _lines(report: Report, style: Style) -> Iterator[tuple[str, int, int, str]]:
    rule = cache(report.rule)
    for item in unread_in_order(report.unreviewed):
        yield item.document, 0, 0, _unread(item, style)
    for finding in in_order(report.findings):
        if finding.muted is None:
            line = _finding(finding, rule(finding.rule), style)
            yield finding.document, finding.line, finding.column, line
    for each in void_in_order(report.void):
        yield each.document, each.line, 1, _void(each, style)


def _finding(finding: Finding, rule: Rule, style: Style) -> str:
    word = paint(finding.severity.name, PAINTS[finding.severity], style)
    message = message_of(finding, rule, style.lang)
    where = f"{finding.document}:{finding.line}:{finding.column}"
    others = say(style.lang, "others", count=finding.more) if finding.more else ""
    told = harmless(f"{finding.rule} {message} [{place_of(finding, style.lang)}]{others}")
    return f"{harmless(where)}: {word} {told}"


def _unread(item: Unreviewed, style: Style) -> str:
    word = paint("UNREVIEWED", "unreviewed", style)
    told = harmless(f"{item.code}: {reason_of(item, style.lang)}")
    return f"{harmless(item.document)}: {word} {told}"


def _void(item: Void, style: Style) -> str:
    word = paint("VOID", PAINTS[Severity.INFO], style)
    where = f"{item.document}:{item.line}:1"
    return f"{harmless(where)}: {word} {harmless(f'{item.code}: {void_of(item, style.lang)}')}"
