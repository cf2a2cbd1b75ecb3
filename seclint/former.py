"""former: what of all that stands in a file stood in its former version too.

It is old where the same rule found the same on the same line, no less bad, and none of the lines
that it stands for was added or changed since. Lines are those of the extracted text, blanks aside;
a line that was moved to another place is a new one there.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seclint.finding import Verdict
from seclint.lines import stood
from seclint.model import Hit, Part, Severity, Span, Together
from seclint.page import Page
from seclint.standing import Standing, scope
from seclint.table import beneath

Judged = tuple[Page, list[Verdict]]
"""A document of the file, and the verdicts on its hits."""


class _Told(NamedTuple):
    """What is the same in two versions: said of the same words, in the same part of the file.

    A hit may have gone on in a line that is there no more: only `words` on its first one count.
    """

    line: int
    rule: str
    severity: Severity
    part: Part
    words: str


class _Version:
    """The documents of a file, and their lines, counted from 0 through all of them.

    Documents of one name inside the file stand together, wherever a packer put them.
    """

    def __init__(self, pages: Sequence[Judged]) -> None:
        self._pages = pages
        self._starts = [_line_starts(page.document.text) for page, _ in pages]
        self._first = [0] * len(pages)
        self.lines: list[tuple[str, str]] = []
        names = _inner_names(pages)
        for at in sorted(range(len(pages)), key=names.__getitem__):
            self._first[at] = len(self.lines)
            lines = pages[at][0].document.text.split("\n")
            self.lines.extend((names[at], "".join(line.split())) for line in lines)

    def standing(self) -> Iterator[_Told]:
        """All that stands."""
        for at, (_, verdicts) in enumerate(self._pages):
            for verdict in verdicts:
                if verdict.reason is None:
                    yield self._told(at, verdict, self._lines_of(at, verdict.hit)[0])

    def before(self, at: int, verdict: Verdict, was: Sequence[int | None]) -> _Told | None:
        """What stood in its place, where each line `was` so; None where that cannot have stood."""
        if verdict.reason is not None:
            return None
        lines = [was[line] for line in self._lines_of(at, verdict.hit)]
        return None if lines[0] is None or None in lines else self._told(at, verdict, lines[0])

    def _told(self, at: int, verdict: Verdict, line: int) -> _Told:
        page, hit = self._pages[at][0], verdict.hit
        part = page.document.place(page.folded.origin(hit.start)).part
        words = "".join(page.folded.text[hit.start : hit.end].partition("\n")[0].split())
        return _Told(line, hit.rule.id, verdict.level.severity, part, words)

    def _lines_of(self, at: int, hit: Hit) -> list[int]:
        """The lines of a hit in the document `at`: the head of a table stands for its rows too."""
        folded = self._pages[at][0].folded
        spans = [Span(hit.start, hit.end)]
        if hit.rows:
            spans.append(beneath(folded.text, hit.start))
        return [line for span in spans for line in self._lines(at, folded.span(*span))]

    def _lines(self, at: int, span: Span) -> range:
        first = bisect_right(self._starts[at], span.start) - 1
        last = bisect_right(self._starts[at], max(span.start, span.end - 1)) - 1
        return range(self._first[at] + first, self._first[at] + last + 1)


def aged(pages: Sequence[Judged], former: Sequence[Judged]) -> list[Judged]:
    """The pages of a file, what stood in those of its former version marked as old."""
    if not pages or not former:
        return [*pages]
    now, then = _Version(pages), _Version(former)
    was, left = stood(then.lines, now.lines), Counter(then.standing())
    found: list[Judged] = []
    for at, (page, verdicts) in enumerate(pages):
        marked = [_marked(verdict, now.before(at, verdict, was), left) for verdict in verdicts]
        found.append((page, _as_new_as_its_parts(page, marked)))
    return found


def _marked(verdict: Verdict, told: _Told | None, left: Counter[_Told]) -> Verdict:
    """The verdict, old where one as bad, or worse, is left of what stood."""
    if told is None:
        return verdict
    worse = (told._replace(severity=each) for each in Severity if each >= told.severity)
    one = next((each for each in worse if left[each]), None)
    if one is None:
        return verdict
    left[one] -= 1
    return verdict._replace(old=True)


def _as_new_as_its_parts(page: Page, verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, but what is made of others' findings is new where any of these is."""
    new = Standing(each.hit for each in verdicts if each.reason is None and not each.old)
    grown = [
        each._replace(old=each.old and not _has_new_part(each.hit, page, new)) for each in verdicts
    ]
    is_settled = all(one.old == other.old for one, other in zip(grown, verdicts, strict=True))
    return grown if is_settled else _as_new_as_its_parts(page, grown)


def _has_new_part(hit: Hit, page: Page, new: Standing) -> bool:
    find, text = hit.rule.find, page.folded.text
    if not isinstance(find, Together):
        return False
    start, end = scope(text, hit.start, find.within)
    return any(True for name in find.findings for _ in new.within(name, start, end))


def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer("\n", text))]


def _inner_names(pages: Sequence[Judged]) -> list[str]:
    """What the documents are called inside the file, "" for itself: its name comes first."""
    file = pages[0][0].document.name
    return [page.document.name.removeprefix(file) for page, _ in pages]
