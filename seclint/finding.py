"""finding: make of a hit that stands what a report may know. Masking happens here, only here."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from seclint.model import Finding, Hit, Level, Mark, Masking, Place, Span
from seclint.page import Page

SHOWN_AT_MOST = 3
"""So many consecutive characters of a masked match may be shown."""

_MASK = "*"
_FIXED, _WIDTH = "utf-32-le", 4  # a list of characters takes seventeen times as much
_QUOTED = re.compile("「[^」]*」|（[^）]*）")
_AROUND = 18
_LONGEST = 40
_MIDDLE_HEAD, _MIDDLE_TAIL, _MIDDLE_SHORTEST = 3, 2, 9


class Verdict(NamedTuple):
    """A hit, judged: `reason` says why it fell, None where it stands.

    `evidence` is what earned it its level, "" where that is the rule's own; `mark` is what in the
    document itself lets it go, if anything does. It is `old` where it stood in the former version
    of the file too.
    """

    hit: Hit
    reason: str | None
    level: Level
    evidence: str
    mark: Mark | None = None
    old: bool = False


def to_mask(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Those whose hits are masked: all that stand, and those that fell but are longer than may be
    shown. A short word that only looked like a name stays readable.
    """
    return [
        verdict
        for verdict in verdicts
        if verdict.reason is None or verdict.hit.end - verdict.hit.start > SHOWN_AT_MOST
    ]


def let_go_by(mark: Mark) -> str:
    """Why what a mark covers does not count: it may quote the document."""
    return f"行内标记：{mark.reason}"


class Veil:
    """What must not be shown of the documents of one file, wherever it is met again.

    That is every run of characters, longer than may be shown, that stands in a hit of a rule that
    masks: fallen hits too, as written and as folded.
    """

    def __init__(self, pages: Iterable[tuple[Page, Iterable[Verdict]]]) -> None:
        self._runs: set[str] = set()
        self._standing: set[str] = set()
        self._short: set[str] = set()
        for page, verdicts in pages:
            for verdict in _masking(verdicts):
                for secret in _spellings(page, verdict.hit):
                    self._add(secret, stands=verdict.reason is None)
        self._numbers = {run for run in self._runs if any(map(str.isdigit, run))}

    def _add(self, secret: str, *, stands: bool) -> None:
        runs = set(_runs(secret))
        self._runs |= runs
        if stands:
            self._standing |= runs
            self._short |= set() if runs else {secret}

    def hide(self, text: str) -> str:
        """Any text of the file, on one line, without such a run."""
        return _without(text, self._runs)

    def hide_in_name(self, name: str) -> str:
        """A file's name without such a run that holds a digit.

        A run of letters or characters alone may be any word (示例市, example), and a path that
        nobody can follow helps no reviewer.
        """
        return _without(name, self._numbers)

    def hide_in_label(self, label: str) -> str:
        """A place's label without what stands, in what it quotes of the document: a sheet's name,
        an author's. What fell may be the name of any sheet, and is shown.
        """
        return _QUOTED.sub(lambda quoted: self._unquoted(quoted[0]), label)

    def _unquoted(self, quoted: str) -> str:
        name = quoted[1:-1]
        if name in self._short:
            return quoted[0] + _MASK * len(name) + quoted[-1]
        return _without(quoted, self._standing)


class Writer:
    """Writes the findings of one page: knows its lines, and how it looks with all hits masked."""

    def __init__(
        self, page: Page, masked: Iterable[Verdict], veil: Veil, key: bytes | None = None
    ) -> None:
        self._page = page
        self._veil = veil
        self._key = key
        text = page.document.text
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._masked = list(masked)
        self._shown = _as_written(page, self._masked)
        self._ordinals: Counter[str] = Counter()

    def finding(self, verdict: Verdict, name: str, place: Place) -> Finding:
        """The finding of a standing verdict, in the document and at the place told so."""
        rule = verdict.hit.rule
        span = self._page.folded.span(verdict.hit.start, verdict.hit.end)
        line, column = self._position(span.start)
        end_line, end_column = self._position(span.end)
        self._ordinals[rule.id] += 1
        return Finding(
            document=name,
            span=span,
            rule=rule.id,
            kind=rule.kind,
            severity=verdict.level.severity,
            message=verdict.level.message,
            remedy=verdict.level.remedy,
            part=place.part,
            place=place.label,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            excerpt=self.excerpt(span),
            fingerprint=_fingerprint(name, rule.id, self._ordinals[rule.id]),
            rows=verdict.hit.rows,
            identity=self._identity(verdict.hit) if self._key else "",
            muted=self._veil.hide(let_go_by(verdict.mark)) if verdict.mark else None,
            in_source=verdict.mark is not None,
            old=verdict.old,
        )

    def _identity(self, hit: Hit) -> str:
        """What was found, as a digest that nobody without the key can try words against."""
        text = self._page.folded.text
        spans = (Span(hit.start, hit.end), *hit.cells)
        told = "\0".join((hit.rule.id, *("".join(text[slice(*span)].split()) for span in spans)))
        data = told.encode("utf-8", "surrogatepass")
        return blake2b(data, key=self._key or b"", digest_size=16).hexdigest()

    def label(self, label: str) -> str:
        """A place's label, without what stands in the file."""
        return self._veil.hide_in_label(label)

    def excerpt(self, span: Span) -> str:
        """The match among its neighbours on the same line or lines, everything secret masked."""
        text = self._page.document.text
        first, last = max(0, span.start - _AROUND), span.end + _AROUND
        start = max(first, text.rfind("\n", first, span.start) + 1)
        stop = text.find("\n", span.end, last)
        end = min(last, len(text)) if stop < 0 else stop
        match = self.shown(span)
        if len(match) > _LONGEST:
            match = f"{match[: _LONGEST - 8]}…{match[-7:]}"
        parts = self.shown(Span(start, span.start)), match, self.shown(Span(span.end, end))
        return self._veil.hide("".join(parts)).strip()

    def shown(self, span: Span) -> str:
        """A stretch of the document on one line, everything secret in it masked."""
        return self._veil.hide(self._shown[span.start : span.end])

    def folded_line(self, number: int) -> str:
        """A line of the folded text, counted from 1, everything secret in it masked."""
        lines = _as_folded(self._page, self._masked).split("\n")
        return self._veil.hide(lines[number - 1])

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def _without(text: str, runs: set[str]) -> str:
    shown = list(text)
    for start in range(len(text) - SHOWN_AT_MOST):
        if text[start : start + SHOWN_AT_MOST + 1] in runs:
            shown[start : start + SHOWN_AT_MOST + 1] = _MASK * (SHOWN_AT_MOST + 1)
    return "".join(" " if character in "\n\t" else character for character in shown)


def _masking(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    return (verdict for verdict in verdicts if verdict.hit.rule.mask != "none")


def _spellings(page: Page, hit: Hit) -> Iterator[str]:
    """What is secret of a hit, as written and as folded."""
    for secret in _secrets(hit):
        span = page.folded.span(*secret)
        yield page.document.text[span.start : span.end]
        yield page.folded.text[secret.start : secret.end]


def _secrets(hit: Hit) -> tuple[Span, ...]:
    """What is secret of a hit: the cells beneath the head of a table, else the hit itself."""
    return hit.cells if hit.rows else (Span(hit.start, hit.end),)


def _as_written(page: Page, verdicts: Iterable[Verdict]) -> str:
    """The document's text, as long as it was, with every hit masked as its rule says."""
    hidden = (_hidden(page.folded.span(*secret), mask) for secret, mask in _hiding(verdicts))
    return _masked(page.document.text, hidden)


def _as_folded(page: Page, verdicts: Iterable[Verdict]) -> str:
    """The same of its folded text."""
    return _masked(page.folded.text, (_hidden(*each) for each in _hiding(verdicts)))


def _hiding(verdicts: Iterable[Verdict]) -> Iterator[tuple[Span, Masking]]:
    """What is secret, in folded offsets, and how it is masked."""
    for verdict in _masking(verdicts):
        for secret in _secrets(verdict.hit):
            yield secret, verdict.hit.rule.mask


def _masked(text: str, hidden: Iterable[Span]) -> str:
    spans = list(hidden)
    if not spans:
        return text
    shown = bytearray(text.encode(_FIXED, "surrogatepass"))
    for start, end in spans:
        shown[start * _WIDTH : end * _WIDTH] = _MASK.encode(_FIXED) * (end - start)
    return shown.decode(_FIXED, "surrogatepass")


def _hidden(span: Span, masking: Masking) -> Span:
    if masking == "middle" and span.end - span.start >= _MIDDLE_SHORTEST:
        return Span(span.start + _MIDDLE_HEAD, span.end - _MIDDLE_TAIL)
    return span


def _runs(secret: str) -> Iterable[str]:
    """Every run of characters of a secret that is too long to be shown."""
    width = SHOWN_AT_MOST + 1
    return (secret[start : start + width] for start in range(len(secret) - SHOWN_AT_MOST))


def _fingerprint(document: str, rule: str, ordinal: int) -> str:
    """A name for the n-th finding of a rule in a document; made of no text, so it tells none."""
    told = f"{document}\0{rule}\0{ordinal}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=12).hexdigest()
