"""full: what a reviewer reads all day. Worst documents first, each with why and what to do."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from seclint.model import Finding, Report, Severity, Style
from seclint.report.dossier import Dossier, alike, dossiers
from seclint.report.summary import void_in_order
from seclint.report.terminal import PAINTS, ending, harmless, pad, paint, width
from seclint.report.words import (
    cited,
    message_of,
    place_of,
    reason_of,
    remedy_of,
    say,
    severity_word,
    void_of,
)

SHOWN = 5
"""So many findings of one rule are shown in one document; the others are counted."""

WIDEST = 28
"""No place makes the others' lines wider than this many columns; a longer one is left whole."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Page by page, void exemptions, advice, and how a report ends."""
    standing = (finding for finding in report.findings if finding.muted is None)
    for dossier in dossiers(standing, report.unreviewed):
        yield from _page(dossier, report, style)
        yield "\n"
    yield from _void(report, style)
    yield from _notes(report, style)
    yield from ending(report, style)


def _page(page: Dossier, report: Report, style: Style) -> Iterator[str]:
    yield f"{paint(harmless(page.name), 'bold', style)}  {_counts(page, style.lang)}\n"
    for item in page.unreviewed:
        word = paint(say(style.lang, "not passed"), "unreviewed", style)
        colon = say(style.lang, "colon")
        yield f"  {word} {harmless(item.code)}{colon}{harmless(reason_of(item, style.lang))}\n"
    for group in alike(page.findings):
        yield from _group(group, report, style)


def _counts(page: Dossier, lang: str) -> str:
    """不得公开 2，须复核 1，未能审查 1."""
    count = Counter[Severity]()
    for finding in page.findings:
        count[finding.severity] += 1 + finding.more
    counts = [(severity_word(lang, severity), count[severity]) for severity in reversed(Severity)]
    counts.append((say(lang, "unreviewed"), len(page.unreviewed)))
    return say(lang, "comma").join(
        say(lang, "count", word=word, count=count) for word, count in counts if count
    )


def _group(group: list[Finding], report: Report, style: Style) -> Iterator[str]:
    first, rule = group[0], report.rule(group[0].rule)
    word = paint(severity_word(style.lang, first.severity), PAINTS[first.severity], style)
    yield f"  {word} {harmless(rule.id)} {harmless(message_of(first, rule, style.lang))}\n"
    yield from _sites(group[:SHOWN], style.lang)
    yield from _more(group[SHOWN:], style.lang)
    for key, text in ("basis", cited(rule.basis)), ("remedy", remedy_of(first, rule, style.lang)):
        if text:
            yield f"    {paint(say(style.lang, key), 'dim', style)}{harmless(text)}\n"


def _sites(findings: list[Finding], lang: str) -> Iterator[str]:
    """Place, line and column, masked excerpt. The tabs between the cells of a row become blanks."""
    places = [harmless(place_of(finding, lang)) for finding in findings]
    positions = [f"{finding.line}:{finding.column}" for finding in findings]
    place_columns = max((w for w in map(width, places) if w <= WIDEST), default=0)
    position_columns = max(map(width, positions))
    for place, position, finding in zip(places, positions, findings, strict=True):
        excerpt = harmless(finding.excerpt.replace("\t", "  "))
        rows = say(lang, "rows", count=finding.rows) if finding.rows else ""
        where = f"{pad(place, place_columns)}  {pad(position, position_columns)}"
        others = say(lang, "others", count=finding.more) if finding.more else ""
        line = f"    {where}  {excerpt}{rows}{others}"
        yield line.rstrip() + "\n"


def _more(findings: list[Finding], lang: str) -> Iterator[str]:
    if findings:
        lines = [finding.line for finding in findings]
        first, last = min(lines), max(lines)
        count = sum(1 + finding.more for finding in findings)
        key = "more" if first < last else "more on one line"
        yield f"    {say(lang, key, count=count, first=first, last=last)}\n"


def _void(report: Report, style: Style) -> Iterator[str]:
    if report.void:
        head = say(style.lang, "count", word=say(style.lang, "void"), count=len(report.void))
        yield paint(head, "bold", style) + "\n"
    for item in void_in_order(report.void):
        where, colon = harmless(item.document), say(style.lang, "colon")
        yield f"  {where}:{item.line}  {item.code}{colon}{harmless(void_of(item, style.lang))}\n"
    yield "\n" if report.void else ""


def _notes(report: Report, style: Style) -> Iterator[str]:
    locked = any(item.code == "encrypted" for item in report.unreviewed)
    notes = [
        say(style.lang, "advice") if report.unreviewed else "",
        say(style.lang, "unlock") if locked else "",
    ]
    if not style.quiet:
        yield from chain.from_iterable((note, "\n") for note in notes if note)
