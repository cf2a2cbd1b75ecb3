"""page: a document as the judge looks at it. What is asked once a hit is remembered here."""

from datetime import date

from seclint import genre, table
from seclint.fold import Folded
from seclint.model import Document, Span


class Page:
    """A document, its folded text, and the day of the review, where that is known."""

    __slots__ = ("_genres", "_stands", "_tables", "day", "document", "folded")

    def __init__(self, document: Document, folded: Folded, day: date | None = None) -> None:
        self.document = document
        self.folded = folded
        self.day = day
        self._stands: dict[str, Span | None] = {}
        self._tables: dict[int, int] = {}
        self._genres: dict[str, str | None] = {}

    def stands(self, word: str) -> Span | None:
        """From the first occurrence of a word in the folded text to the end of its last one."""
        if word not in self._stands:
            first = self.folded.text.find(word)
            last = self.folded.text.rfind(word) + len(word)
            self._stands[word] = Span(first, last) if first >= 0 else None
        return self._stands[word]

    def genre(self, name: str) -> str | None:
        """What makes this a document of that genre, in words, or None."""
        if name not in self._genres:
            self._genres[name] = genre.evidence(self.folded.text, name)
        return self._genres[name]

    def column_heads(self, offset: int) -> str:
        """What stands above the cell at `offset` in the first rows of its table, a line each."""
        return table.column_heads(self.folded.text, offset, self._table_top(offset))

    def _table_top(self, offset: int) -> int:
        """Where the table begins that the line of `offset` is a row of.

        Remembered for each row that was asked for: no line is looked at twice on the way up.
        """
        text = self.folded.text
        start = at = text.rfind("\n", 0, offset) + 1
        border = table.border_of(text, start)
        while at and at not in self._tables:
            above = text.rfind("\n", 0, at - 1) + 1
            if border not in text[above : at - 1]:
                break
            at = above
        self._tables[start] = self._tables.get(at, at)
        return self._tables[start]
