"""grid: rows of cells as lines, with tabs that keep every column under its head."""

from collections.abc import Sequence
from itertools import pairwise
from string import ascii_uppercase
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.model import Place

_GAP = 256
"""Empty cells in a row: more than so many are written as so many."""
_SLACK = 4_000_000
"""Tabs for empty cells in one document; when they are used up, one stands for each gap."""
_MOST = 100_000_000
"""Characters in the cells of one document: one shared string may stand in every cell."""
_NAME = 60
"""Characters of a name that a label tells."""
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
        self._left = _MOST

    def begin(self) -> None:
        """A new table."""
        self._draft.blank()
        self._last = 0

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        """A row with its filled cells; two blank rows or more before it part two tables.

        Raises ExtractError("too-big").
        """
        if not cells:
            return
        self._left -= sum(len(cell[1]) for cell in cells)
        if self._left < 0:
            raise ExtractError("too-big", "单元格文字总量超过上限，其余未能审查")
        draft = self._draft
        if self._last and number - self._last > 2:
            draft.space("\n")
        self._last = number
        flat = _flat if len(cells) > 1 else _untabbed
        if cells[0].column > 1:
            draft.space(self._tabs(cells[0].column - 1))
        ends = [self._tabs(after[0] - cell[0]) for cell, after in pairwise(cells)]
        for (_, text, place), end in zip(cells, (*ends, "\n"), strict=True):
            draft.write(flat(text) + end, place)

    def _tabs(self, gap: int) -> str:
        if gap <= 1:
            return "\t"
        tabs = min(gap, _GAP)
        self._slack -= tabs
        return "\t" * tabs if self._slack > 0 else "\t"


def _flat(text: str) -> str:
    if "\n" in text or "\t" in text or "\r" in text:
        return text.translate(_SPACES)
    return text


def _untabbed(text: str) -> str:
    return text.replace("\t", " ")


def short(name: str) -> str:
    """A name as a label tells it: it stands in the label of each cell."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


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
