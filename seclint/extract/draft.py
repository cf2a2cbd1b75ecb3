"""Draft: writes the one string of a Document and its sorted places, piece by piece."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seclint.model import Document, Place

Places = tuple[tuple[int, Place], ...]


class Draft:
    """Text so far, `length` characters of it, and its places; `document` makes it whole."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._places: list[tuple[int, Place]] = []
        self.length = 0

    def write(self, text: str, place: Place) -> None:
        """Append `text`, which stands at `place`."""
        if not text:
            return
        if not self._places or self._places[-1][1] != place:
            self._places.append((self.length, place))
        self.space(text)

    def space(self, text: str) -> None:
        """Append what parts two texts (a line break, a tab); it belongs to the place before."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._pieces.append(text)
        self.length += len(text)

    def paste(self, text: str, places: Places) -> None:
        """Append a text that has its places already; the draft must be empty."""
        self._pieces.append(text)
        self._places.extend(places)
        self.length += len(text)

    def blank(self) -> None:
        """A blank line, unless nothing is written yet."""
        if self._pieces:
            self.space("\n" if self._pieces[-1].endswith("\n") else "\n\n")

    def aside(self, text: str, place: Place) -> None:
        """Append a text that is no part of the flow, parted from it by a blank line."""
        if not text.strip():
            return
        self.blank()
        self.write(text.strip("\n"), place)

    def document(self, name: str, notes: tuple[str, ...] = ()) -> Document:
        """All of it."""
        return Document(name, "".join(self._pieces), tuple(self._places), notes)


class Stretch(NamedTuple):
    """Offsets `start` (included) to `end` (excluded) of a text stand at `place`."""

    start: int
    end: int
    place: Place


def paint(ground: Place, *layers: Sequence[Stretch]) -> Places:
    """Places of a text where later layers cover earlier ones; each is sorted, without overlap."""
    edges = {0}.union(*({s.start, s.end} for layer in layers for s in layer))
    starts = [[stretch.start for stretch in layer] for layer in layers]
    places: list[tuple[int, Place]] = []
    for edge in sorted(edges):
        place = _on_top(edge, zip(layers, starts, strict=True)) or ground
        if not places or places[-1][1] != place:
            places.append((edge, place))
    return tuple(places)


def strew(ground: Place, stretches: Iterable[Stretch]) -> Places:
    """The same for one layer, sorted and without overlap, that may be long."""
    places = [(0, ground)]
    for start, end, place in stretches:
        if places[-1][0] == start:
            places.pop()
        places += ((start, place), (end, ground))
    return tuple(places)


def _on_top(offset: int, layers: Iterable[tuple[Sequence[Stretch], Sequence[int]]]) -> Place | None:
    top = None
    for layer, starts in layers:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and layer[index].end > offset:
            top = layer[index].place
    return top


class Lines:
    """Line numbers (from 1) of the offsets of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        found = text.find("\n")
        while found >= 0:
            self._starts.append(found + 1)
            found = text.find("\n", found + 1)

    def of(self, offset: int) -> int:
        """The line that holds `offset`."""
        return bisect_right(self._starts, offset)
