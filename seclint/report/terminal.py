"""Text that a terminal may be given: made harmless, padded, painted; and how a report ends."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from seclint.model import Report, Severity, Style
from seclint.report.summary import muted_by, summarise
from seclint.report.words import in_language, say, severity_word, title_of

Paint = Literal["bold", "dim", "error", "warning", "info", "unreviewed"]

_SGR = {"bold": "1", "dim": "2", "error": "31", "warning": "33", "info": "36", "unreviewed": "35"}
PAINTS: dict[Severity, Paint] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
_WIDE = (("\u4e00", "\u9fff"), ("\u3000", "\u3029"), ("\uff01", "\uff60"), ("\u3400", "\u4dbf"))
_NARROW = ((" ", "~"), ("\u2018", "\u201d"), ("\u2014", "\u2014"), ("\u2026", "\u2026"))
"""Nearly all that is ever printed; a test holds their widths to those of wcwidth."""
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that move a cursor, turn text around, hide it, or cannot be encoded."""


def harmless(text: str) -> str:
    r"""The same text with controls, bidi marks and invisible characters written as \x1b, \u202e."""
    if text.isprintable():
        return text
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if unicodedata.category(char) in _HARMFUL:
        return char.encode("unicode_escape").decode("ascii")
    return char


def width(text: str) -> int:
    """How many columns a harmless text takes; a Chinese character takes two."""
    columns = [*map(_columns, text)]
    if all(columns):
        return sum(columns)
    from wcwidth import wcswidth  # it takes longer to import than most reports to print

    return max(wcswidth(text), 0)


@cache
def _columns(char: str) -> int:
    """How many columns a character takes; 0 where only wcwidth knows."""
    for columns, ranges in ((1, _NARROW), (2, _WIDE)):
        if any(first <= char <= last for first, last in ranges):
            return columns
    return 0


def pad(text: str, columns: int) -> str:
    """`text` and blanks up to `columns`; a longer text is left whole."""
    return text + " " * (columns - width(text))


def paint(text: str, color: Paint, style: Style) -> str:
    """`text` in a colour, if colours are wanted."""
    return f"\x1b[{_SGR[color]}m{text}\x1b[0m" if style.color else text


def ending(report: Report, style: Style) -> Iterator[str]:
    """What does not count and why, the table of `statistics` and the closing line."""
    if not style.quiet:
        yield from _muted(report, style.lang)
    if style.statistics:
        yield from _table(_statistics(report, style), style)
        yield "" if style.quiet else "\n"
    if not style.quiet:
        yield closing(report, style.lang) + "\n"


def _muted(report: Report, lang: str) -> Iterator[str]:
    reasons = muted_by(report.findings)
    if reasons:
        yield say(lang, "muted", count=sum(count for _, count in reasons)) + "\n"
    for reason, count in reasons:
        yield f"  {count}  {harmless(in_language(reason, lang))}\n"


def closing(report: Report, lang: str) -> str:
    """How many files there were, and what became of them."""
    summary = summarise(report)
    told = say(
        lang,
        "closing",
        documents=summary.documents,
        clean=summary.clean,
        flagged=summary.flagged,
        unreviewed=summary.unreviewed,
    )
    return told + (say(lang, "noted", count=summary.noted) if summary.noted else "")


class _Row(NamedTuple):
    """One rule, or one reason why something was not reviewed."""

    rank: int
    findings: int
    documents: int
    severity: str
    rule: str
    title: str


def _statistics(report: Report, style: Style) -> list[_Row]:
    rows = [*_rule_rows(report, style.lang), *_unread_rows(report, style.lang)]
    return sorted(rows, key=lambda row: (-row.rank, -row.findings, row.rule))


def _rule_rows(report: Report, lang: str) -> Iterator[_Row]:
    groups = defaultdict[tuple[Severity, str], list[str]](list)
    for finding in report.findings:
        if finding.muted is None:
            documents = groups[finding.severity, finding.rule]
            documents.extend([finding.document] * (1 + finding.more))
    for (severity, rule), documents in groups.items():
        word, title = severity_word(lang, severity), title_of(report.rule(rule), lang)
        yield _Row(severity * 2, len(documents), len(set(documents)), word, rule, title)


def _unread_rows(report: Report, lang: str) -> Iterator[_Row]:
    groups = defaultdict(list)
    for item in report.unreviewed:
        groups[item.code].append(item.document)
    rank = Severity.ERROR * 2 - 1
    for code, documents in groups.items():
        word = say(lang, "unreviewed")
        yield _Row(rank, len(documents), len(set(documents)), word, code, "")


def _table(rows: list[_Row], style: Style) -> Iterator[str]:
    columns = ("findings", "documents", "severity", "rule", "title")
    head = tuple(say(style.lang, f"column {column}") for column in columns)
    body = [tuple(harmless(str(cell)) for cell in row[1:]) for row in rows]
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    yield paint(_line(head, widths), "dim", style) + "\n"
    for cells in body:
        yield _line(cells, widths) + "\n"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    numbers = [" " * (w - width(cell)) + cell for cell, w in zip(cells[:2], widths, strict=False)]
    words = [pad(cell, w) for cell, w in zip(cells[2:], widths[2:], strict=True)]
    return "  ".join([*numbers, *words]).rstrip()
