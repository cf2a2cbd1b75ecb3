"""junit: a test case for each finding; a file without one is a case that passes."""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from seclint.model import Report, Severity, Style
from seclint.report.terminal import harmless
from seclint.report.told import UNREVIEWED, Told, told
from seclint.report.words import say, severity_word


def render(report: Report, style: Style) -> Iterator[str]:
    """A suite for each file: errors and warnings fail, muted ones are skipped, infos pass.

    What was not reviewed is an error, as a test is that could not be run.
    """
    entries = sorted(told(report, style), key=lambda entry: entry.path)
    found = {path: [*group] for path, group in groupby(entries, lambda entry: entry.path)}
    passed = {harmless(path) for path in report.documents} - found.keys()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="seclint"{_counts(entries, len(passed))}>\n'
    for path in sorted(found.keys() | passed):
        yield from _suite(path, found.get(path, []), style)
    yield "</testsuites>\n"


def _suite(path: str, entries: list[Told], style: Style) -> Iterator[str]:
    yield f" <testsuite name={quoteattr(path)}{_counts(entries, not entries)}>\n"
    if not entries:
        passed = quoteattr(say(style.lang, "passed"))
        yield f"  <testcase classname={quoteattr(path)} name={passed}/>\n"
    for entry in entries:
        name = f"{entry.rule} {entry.title} [{_spot(entry)}]"
        head = f"  <testcase classname={quoteattr(entry.document)} name={quoteattr(name)}"
        yield f"{head}>{_outcome(entry, style)}</testcase>\n"
    yield " </testsuite>\n"


def _outcome(entry: Told, style: Style) -> str:
    if entry.muted is not None:
        return f"<skipped message={quoteattr(entry.muted)}/>"
    message = quoteattr(entry.message)
    if entry.rule == UNREVIEWED:
        return f'<error type="{UNREVIEWED}" message={message}/>'
    if entry.severity == Severity.INFO:
        word = severity_word(style.lang, entry.severity)
        return f"<system-out>{escape(f'{word} {entry.message}')}</system-out>"
    return f"<failure type={quoteattr(entry.severity.name.lower())} message={message}/>"


def _spot(entry: Told) -> str:
    line = f"{entry.line}:{entry.column}" if entry.line else ""
    return " ".join(filter(None, (entry.where, line)))


def _counts(entries: list[Told], passed: int) -> str:
    standing = [entry for entry in entries if entry.muted is None]
    errors = sum(entry.rule == UNREVIEWED for entry in standing)
    failures = sum(entry.severity > Severity.INFO for entry in standing) - errors
    skipped = len(entries) - len(standing)
    cases = len(entries) + passed
    return f' tests="{cases}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
