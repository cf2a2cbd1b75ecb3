"""Flow: running text as a browser lays it out, white space collapsed, blocks on their own lines."""

import re
from collections.abc import Iterator

from seclint.extract.draft import Draft
from seclint.model import Place

_SPACE = re.compile(r"[ \t\n\r\f]+")


class Flow:
    """Pieces of running text; what parts two of them is decided when the second one comes."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Place | None]] = []
        self._gap = ""
        self._fresh = True
        self._row_ended = False

    def write(self, text: str, place: Place) -> None:
        """Append `text`, its white space collapsed."""
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and not self._gap:
            self._gap = " "
        if stripped := text.strip(" "):
            self.keep(stripped, place)
            self._gap = " " if text.endswith(" ") else ""

    def paragraph(self) -> None:
        """What comes next stands on a line of its own."""
        if not self._fresh:
            self._gap = "\n"

    def line(self) -> None:
        """A line break."""
        self._gap = self._gap.rstrip(" ") + "\n"

    def row(self) -> None:
        """A table or a row of it begins or ends: the line is over, cells of it empty or not."""
        if self._pieces and self._pieces[-1][0] != "\n":
            self._row_ended = True

    def cell(self, *, follows: bool) -> None:
        """A table cell begins; it `follows` another one in its row."""
        self._end_row()
        if follows:
            self._pieces.append(("\t", None))
            self._gap, self._fresh = "", True

    def onto(self, draft: Draft) -> None:
        """Write all of it."""
        for text, place in self._pieces:
            if place is None:
                draft.space(text)
            else:
                draft.write(text, place)

    def whole(self) -> tuple[str, Place | None]:
        """All of it as one text, and the place where it begins."""
        text = "".join(piece for piece, _ in self._pieces)
        return text, next((place for _, place in self._pieces if place), None)

    def lines(self) -> Iterator[list[tuple[str, Place | None]]]:
        """The pieces of each line; what parts two of them has no place."""
        line: list[tuple[str, Place | None]] = []
        for piece in self._pieces:
            if "\n" in piece[0]:
                yield line
                line = []
            else:
                line.append(piece)
        yield line

    def _end_row(self) -> None:
        if self._row_ended:
            self._pieces.append(("\n", None))
            self._gap, self._fresh, self._row_ended = "", True, False

    def keep(self, text: str, place: Place) -> None:
        """Append `text` with its white space as it is."""
        if not text:
            return
        self._end_row()
        if self._gap and (not self._fresh or "\n" in self._gap) and self._pieces:
            self._pieces.append((self._gap, None))
        self._pieces.append((text, place))
        self._gap, self._fresh = "", False
