"""reading: one file as it is reviewed, each finding with the text that it stands on."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.fold import fold
from seclint.isolate import Reader
from seclint.match import RuleSet
from seclint.model import Document, Finding
from seclint.review import review_file, shown_name
from seclint.run import read_file


class Seen(NamedTuple):
    """A finding, its text as it is compared, and the line or lines that it stands on, likewise.

    `at` is where it begins in these. No text goes further than this package.
    """

    finding: Finding
    text: str
    lines: str
    at: int

    def stands_on(self, text: str) -> bool:
        """Does the finding stand on this text, folded and bare?

        Where the text is in the finding's lines, they must share there more than half of the
        shorter one; else one holds the other.
        """
        if not text or not self.text:
            return False
        if text not in self.lines:
            return text in self.text or self.text in text
        shared = max(self._shared(start, start + len(text)) for start in _places(text, self.lines))
        return 2 * shared > min(len(text), len(self.text))

    def _shared(self, start: int, end: int) -> int:
        """How many characters the finding and a stretch of its lines have in common."""
        return min(end, self.at + len(self.text)) - max(start, self.at)


def _places(text: str, lines: str) -> Iterator[int]:
    start = lines.find(text)
    while start >= 0:
        yield start
        start = lines.find(text, start + 1)


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


class How(NamedTuple):
    """By which rules files are reviewed, as on which day, and who reads them."""

    rules: RuleSet
    day: date
    reader: Reader


def read(root: Path, name: str, how: How) -> Reading:
    """Extract and review one file under `root`, as check does; what fails is unreviewed."""
    try:
        items = how.reader.extract(name, read_file(str(root / name)))
        documents = [item for item in items if isinstance(item, Document)]
        seen, shown = _seen(documents, how)
    except (ExtractError, OSError):
        return Reading(shown_name(name, how.rules), 0, (), unreviewed=True)
    characters = sum(len(document.text) for document in documents)
    return Reading(shown(name), characters, seen, unreviewed=len(documents) < len(items))


def _seen(documents: list[Document], how: How) -> tuple[tuple[Seen, ...], Callable[[str], str]]:
    """The findings, with their texts.

    Each document is reviewed under its number: names come back masked, and two may look the same.
    """
    numbered = [document._replace(name=str(n)) for n, document in enumerate(documents)]
    texts = {document.name: document.text for document in numbered}
    reviewed = review_file(numbered, how.rules, how.day)
    seen = (_placed(finding, texts[finding.document]) for finding in reviewed.findings)
    return tuple(seen), reviewed.shown


def _placed(finding: Finding, text: str) -> Seen:
    start, end = finding.span
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    lines = text[first:] if stop < 0 else text[first:stop]
    return Seen(finding, bare(text[start:end]), bare(lines), len(bare(text[first:start])))
