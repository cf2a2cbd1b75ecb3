"""grouped: the findings of each file under its name, a line each."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from seclint.model import Finding, Report, Rule, Severity, Style, Unreviewed
from seclint.report.summary import in_order, unread_in_order
from seclint.report.terminal import PAINTS, ending, harmless, pad, paint, width
from seclint.report.words import message_of, place_of, reason_of, say, severity_word


class _Row(NamedTuple):
    """A line under a document's name: where, how bad (None: not reviewed), and what."""

    document: str
    at: tuple[int, int]
    severity: Severity | None
    told: str

    @property
    def where(self) -> str:
        """Line and column; what was not reviewed has none."""
        return "-" if self.severity is None else f"{self.at[0]}:{self.at[1]}"


def render(report: Report, style: Style) -> Iterator[str]:
    """Document by document, then how many are muted, the statistics and the closing line."""
    rows = sorted(_rows(report, style.lang), key=lambda row: (row.document, row.at, row.told))
    for document, group in groupby(rows, key=lambda row: row.document):
        yield f"{paint(harmless(document), 'bold', style)}\n"
        yield from _lines(list(group), style)
        yield "\n"
    muted = sum(finding.muted is not None for finding in report.findings)
    if muted and not style.quiet:
        yield f"{say(style.lang, 'muted', count=muted)}\n"
    yield from ending(report, style)


def _rows(report: Report, lang: str) -> Iterator[_Row]:
    rule = cache(report.rule)
    for item in unread_in_order(report.unreviewed):
        yield _unread(item, lang)
    for finding in in_order(report.findings):
        if finding.muted is None:
            yield _found(finding, rule(finding.rule), lang)


def _found(finding: Finding, rule: Rule, lang: str) -> _Row:
    others = say(lang, "others", count=finding.more) if finding.more else ""
    place = place_of(finding, lang)
    told = f"{finding.rule} {message_of(finding, rule, lang)} [{place}]{others}"
    return _Row(finding.document, (finding.line, finding.column), finding.severity, told)


def _unread(item: Unreviewed, lang: str) -> _Row:
    told = f"{item.code}{say(lang, 'colon')}{reason_of(item, lang)}"
    return _Row(item.document, (0, 0), None, told)


def _lines(rows: list[_Row], style: Style) -> Iterator[str]:
    columns = max(len(row.where) for row in rows)
    words = [_word(row, style.lang) for row in rows]
    widest = max(map(width, words))
    for row, word in zip(rows, words, strict=True):
        color = "unreviewed" if row.severity is None else PAINTS[row.severity]
        blanks = pad("", widest - width(word))
        yield (
            f"  {pad(row.where, columns)}  {paint(word, color, style)}{blanks}"
            f"  {harmless(row.told)}\n"
        )


def _word(row: _Row, lang: str) -> str:
    if row.severity is None:
        return say(lang, "unreviewed")
    return severity_word(lang, row.severity)
