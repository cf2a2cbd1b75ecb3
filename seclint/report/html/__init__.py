"""html: one page that needs nothing else, to read, to filter, to print and to sign."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count

from seclint.model import Report, Style
from seclint.report.dossier import dossiers
from seclint.report.html.files import table
from seclint.report.html.filter import controls
from seclint.report.html.form import form
from seclint.report.html.found import found, unread
from seclint.report.html.head import head, packs, tail
from seclint.report.html.verdict import verdict
from seclint.report.html.voice import Voice, counts_of
from seclint.report.html.void import void


def render(report: Report, style: Style) -> Iterator[str]:
    """The sum, what was not read, what was found by document, exemptions without effect, the files,
    the rules, the form.
    """
    voice = Voice(style.lang, cache(report.rule), frozenset(report.documents))
    told = dossiers(report.findings, report.unreviewed)
    counts = sum(map(counts_of, told), Counter[str]())
    numbers = count(1)
    yield from head(report, voice)
    yield from verdict(report, counts, voice)
    yield from controls(told, voice)
    yield from unread(told, numbers, voice)
    yield from found(told, numbers, voice)
    yield from void(report, voice)
    yield from table(report, told, voice)
    yield from packs(report, voice)
    yield from form(report, counts, voice)
    yield from tail()
