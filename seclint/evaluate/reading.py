"""reading: one file as it is reviewed, each finding with the text that it stands on."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from seclint.extract import extract
from seclint.fold import fold
from seclint.match import RuleSet
from seclint.model import Document, Finding
from seclint.review import review_file, shown_name
from seclint.run import read_file


class Seen(NamedTuple):
    """A finding, and its text as it is compared. The text goes no further than this package."""

    finding: Finding
    text: str


class Reading(NamedTuple):
    """What one file gave: its name as it may be told, characters of text, what was found."""

    name: str
    characters: int
    seen: tuple[Seen, ...]
    unreviewed: bool


_BETWEEN = re.compile(r"[\s,|]+|</?t[dhr]\b[^>]*>")
"""What stands between words, or between the cells of a table, in a file or in its text."""


def bare(text: str) -> str:
    """Text as it is compared: folded, without what stands between words and cells."""
    return _BETWEEN.sub("", fold(text).text)


def overlap(one: str, other: str) -> bool:
    """May both texts stand on the same spot: does one hold the other, or begin in it?"""
    return one in other or other in one or _begins_in(one, other) or _begins_in(other, one)


def _begins_in(one: str, other: str) -> bool:
    """Does a text begin in the other one and go on behind it? Two characters are enough."""
    return any(
        one.startswith(other[at:]) for at in range(max(0, len(other) - len(one)), len(other) - 1)
    )


class How(NamedTuple):
    """By which rules files are reviewed, and as on which day."""

    rules: RuleSet
    day: date


def read(root: Path, name: str, how: How) -> Reading:
    """Extract and review one file under `root`, as check does; what fails is unreviewed."""
    try:
        items = tuple(extract(name, read_file(str(root / name))))
        documents = [item for item in items if isinstance(item, Document)]
        seen, shown = _seen(documents, how)
    except Exception:
        # Whatever stops one file must not end the measurement of all the others.
        return Reading(shown_name(name, how.rules), 0, (), unreviewed=True)
    characters = sum(len(document.text) for document in documents)
    return Reading(shown(name), characters, seen, unreviewed=len(documents) < len(items))


def _seen(documents: list[Document], how: How) -> tuple[tuple[Seen, ...], Callable[[str], str]]:
    """The findings, with their texts.

    Each document is reviewed under its number: names come back masked, and two may look the same.
    """
    numbered = [replace(document, name=str(n)) for n, document in enumerate(documents)]
    texts = {document.name: document.text for document in numbered}
    reviewed = review_file(numbered, how.rules, how.day)
    seen = tuple(
        Seen(finding, bare(texts[finding.document][slice(*finding.span)]))
        for finding in reviewed.findings
    )
    return seen, reviewed.shown
