"""marks: the comments of a Markdown or HTML file in which its author lets findings go, and why.

    <!-- seclint: ignore[PI002] -- reason -->       its line; or the next, where it stands alone
    <!-- seclint: disable[PI002] -- reason -->      its line, and all lines up to
    <!-- seclint: enable[PI002] -->                 that of this one
    <!-- seclint: file-ignore[PI002] -- reason -->  the whole file

Lines are those of the source. A comment in a code block is no comment but text. What is not
written so, down to the last sign, is a mark with a fault, and lets nothing go: a `disable` that
nothing ends too, since nobody sees how far it reaches.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from seclint.model import Document, Mark, Span

_OURS = r"(?i)\s*+seclint\s*+[:：]"
_FORM = (
    r"seclint:[ \t]*+(?P<verb>ignore|disable|enable|file-ignore)"
    r"\[(?P<rules>[^\[\]\n]++)\](?:[ \t]*+--[ \t]*+(?P<reason>[^\n]*+))?"
)
_COMMENT = r"<!--.*?-->"
_ANCHOR = r"line (\d+)"
_NOWHERE = range(1, 1)


class Comment(NamedTuple):
    """What stands between `<!--` and `-->`, and the line (from 1) that it begins on."""

    line: int
    text: str


class Source(NamedTuple):
    """What a document was read from, and the comments in it.

    The first `flow` characters of the document are the source itself, line by line; what comes
    after them tells its line by the anchors of its places.
    """

    text: str
    comments: Iterable[Comment]
    flow: int


class _Said(NamedTuple):
    """A comment of ours: what it asks for, or the code of what is wrong with it."""

    line: int
    verb: str
    rules: tuple[str, ...]
    reason: str
    fault: str = ""


def marked(document: Document, source: Source) -> Document:
    """The document, with the marks in its comments."""
    said = [_said(comment) for comment in source.comments if re.match(_OURS, comment.text)]
    if not said:
        return document
    lines = source.text.split("\n")
    places = _Places(document, source.flow)
    covering = _covering(said, lines)
    marks = (_mark(each, covered, lines, places) for each, covered in covering)
    return document._replace(marks=tuple(marks))


def _said(comment: Comment) -> _Said:
    form = re.fullmatch(_FORM, comment.text.strip())
    if form is None:
        return _Said(comment.line, "", (), "", "malformed")
    rules = tuple(rule.strip() for rule in form["rules"].split(","))
    reason = (form["reason"] or "").strip()
    lacks = form["verb"] != "enable" and not reason
    return _Said(comment.line, form["verb"], rules, reason, "no-reason" if lacks else "")


def _covering(said: list[_Said], lines: Sequence[str]) -> Iterator[tuple[_Said, range]]:
    """Each that is more than the end of another one, and the lines that it covers."""
    ends = _ends(said)
    for at, each in enumerate(said):
        if each.fault:
            yield each, _NOWHERE
        elif each.verb == "ignore":
            below = int(_stands_alone(lines[each.line - 1]))
            yield each, range(each.line + below, each.line + below + 1)
        elif each.verb == "file-ignore":
            yield each, range(1, len(lines) + 1)
        elif at not in ends:
            yield each._replace(fault="unmatched"), _NOWHERE
        elif each.verb == "disable":
            yield each, range(each.line, ends[at] + 1)


def _ends(said: list[_Said]) -> dict[int, int]:
    """The last line of each region, by the indexes of what begins it and of what ends it.

    One that begins inside a region of the same rules begins none.
    """
    open_regions: dict[frozenset[str], int] = {}
    ends: dict[int, int] = {}
    for at, each in enumerate(said):
        rules = frozenset(each.rules)
        if each.verb == "disable" and not each.fault:
            open_regions.setdefault(rules, at)
        elif each.verb == "enable" and rules in open_regions:
            ends[at] = ends[open_regions.pop(rules)] = each.line
    return ends


def _stands_alone(line: str) -> bool:
    """Is nothing on this line but comments?"""
    return not re.sub(_COMMENT, "", line).strip()


def _mark(said: _Said, covered: range, lines: Sequence[str], places: "_Places") -> Mark:
    over = lines[covered.start - 1 : covered.stop - 1] if said.verb != "file-ignore" else ()
    told = "\n".join((said.verb, *said.rules, said.reason, *over))
    digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return Mark(said.line, said.rules, said.reason, places.spans(covered), digest, said.fault)


class _Places:
    """Where in a document the lines of its source are."""

    def __init__(self, document: Document, flow: int) -> None:
        self._starts = [0, *(end.end() for end in re.finditer("\n", document.text[:flow])), flow]
        self._told = [*_anchored(document, flow)]

    def spans(self, lines: range) -> tuple[Span, ...]:
        """The stretches of the document that come from these lines (from 1)."""
        last = len(self._starts) - 1
        first, stop = (self._starts[min(line - 1, last)] for line in (lines.start, lines.stop))
        told = (span for line, span in self._told if line in lines)
        return tuple(span for span in (Span(first, stop), *told) if span.start < span.end)


def _anchored(document: Document, flow: int) -> Iterator[tuple[int, Span]]:
    """The stretches after the flow, by the lines that they come from."""
    ends = (*(offset for offset, _ in document.places[1:]), len(document.text))
    for (start, place), end in zip(document.places, ends, strict=False):
        if start >= flow and (line := re.fullmatch(_ANCHOR, place.anchor)):
            yield int(line[1]), Span(start, end)
