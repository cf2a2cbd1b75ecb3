"""grid: rows of cells as lines, with tabs that keep every column under its head."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.model import Place

_GAP = 256
"""Empty cells in a row: more than so many are written as so many."""
_SLACK = 4_000_000
"""Tabs for empty cells in one document; when they are used up, one stands for each gap."""
_SPACES = dict.fromkeys(map(ord, "\t\r\n"), " ")


class Cell(NamedTuple):
    """A cell in its column (from 1)."""

    column: int
    text: str
    place: Place


class Grid:
    """Writes rows to a draft; a far cell makes neither millions of tabs nor of lines."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._slack = _SLACK
        self._last = 0

    def begin(self) -> None:
        """A new table."""
        self._draft.blank()
        self._last = 0

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        """A row with its filled cells; two blank rows or more before it part two tables."""
        draft = self._draft
        if self._last and number - self._last > 2:
            draft.space("\n")
        self._last = number
        alone, at, least = len(cells) == 1, 1, 0
        for column, text, place in cells:
            if gap := max(column - at, least):
                draft.space("\t" * self._tabs(gap))
            draft.write(text.replace("\t", " ") if alone else _flat(text), place)
            at, least = column, 1
        draft.space("\n")

    def _tabs(self, gap: int) -> int:
        if gap == 1:
            return 1
        tabs = min(gap, _GAP)
        self._slack -= tabs
        return tabs if self._slack > 0 else 1


def _flat(text: str) -> str:
    if "\n" in text or "\t" in text or "\r" in text:
        return text.translate(_SPACES)
    return text


def column_of(letters: str) -> int:
    """The number of a column (A is 1, XFD 16,384); 0 where `letters` name none."""
    number = 0
    for letter in letters.upper()[:4]:
        if letter not in ascii_uppercase:
            return 0
        number = number * 26 + ascii_uppercase.index(letter) + 1
    return number


def letters_of(column: int) -> str:
    """The letters of a column (1 is A)."""
    letters = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = ascii_uppercase[digit] + letters
    return letters
