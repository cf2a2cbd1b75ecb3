"""grouped: the findings of each file under its name, a line each."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from seclint.model import Finding, Report, Rule, Style, Unreviewed, Void
from seclint.report.summary import in_order, unread_in_order, void_in_order
from seclint.report.terminal import PAINTS, Paint, ending, harmless, pad, paint, width
from seclint.report.words import message_of, place_of, reason_of, say, severity_word, void_of


class _Row(NamedTuple):
    """A line under a document's name: where, how bad in a word and its colour, and what."""

    document: str
    at: tuple[int, int]
    word: str
    color: Paint
    told: str

    @property
    def where(self) -> str:
        """Line and column; what was not reviewed has none."""
        return f"{self.at[0]}:{self.at[1]}" if any(self.at) else "-"


def render(report: Report, style: Style) -> Iterator[str]:
    """Document by document, then what is muted and why, the statistics and the closing line."""
    rows = sorted(_rows(report, style.lang), key=lambda row: (row.document, row.at, row.told))
    for document, group in groupby(rows, key=lambda row: row.document):
        yield f"{paint(harmless(document), 'bold', style)}\n"
        yield from _lines(list(group), style)
        yield "\n"
    yield from ending(report, style)


def _rows(report: Report, lang: str) -> Iterator[_Row]:
    rule = cache(report.rule)
    for item in unread_in_order(report.unreviewed):
        yield _unread(item, lang)
    for finding in in_order(report.findings):
        if finding.muted is None:
            yield _found(finding, rule(finding.rule), lang)
    for each in void_in_order(report.void):
        yield _void(each, lang)


def _found(finding: Finding, rule: Rule, lang: str) -> _Row:
    others = say(lang, "others", count=finding.more) if finding.more else ""
    place = place_of(finding, lang)
    told = f"{finding.rule} {message_of(finding, rule, lang)} [{place}]{others}"
    word, color = severity_word(lang, finding.severity), PAINTS[finding.severity]
    return _Row(finding.document, (finding.line, finding.column), word, color, told)


def _unread(item: Unreviewed, lang: str) -> _Row:
    told = f"{item.code}{say(lang, 'colon')}{reason_of(item, lang)}"
    return _Row(item.document, (0, 0), say(lang, "unreviewed"), "unreviewed", told)


def _void(item: Void, lang: str) -> _Row:
    told = f"{item.code}{say(lang, 'colon')}{void_of(item, lang)}"
    return _Row(item.document, (item.line, 1), say(lang, "void"), "info", told)


def _lines(rows: list[_Row], style: Style) -> Iterator[str]:
    columns = max(len(row.where) for row in rows)
    widest = max(width(row.word) for row in rows)
    for row in rows:
        word = paint(row.word, row.color, style) + pad("", widest - width(row.word))
        yield f"  {pad(row.where, columns)}  {word}  {harmless(row.told)}\n"
