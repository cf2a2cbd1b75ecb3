"""layers: running text as it is shown, and beside it what is hidden in it or set above it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from seclint.extract.draft import Draft
from seclint.extract.flow import Flow
from seclint.model import Place

Aside = Literal["", "hidden", "ruby"]
"""Why a text is no part of what is shown in a line: "" for one that is."""


class Layers:
    """Text that is shown is joined over what is hidden inside of it, and the other way round."""

    def __init__(self) -> None:
        self._shown = Flow()
        self._all = Flow()
        self._open: Flow | None = None
        self._aside: Aside = ""
        self._asides: list[Flow] = []

    def enter(self, aside: Aside) -> None:
        """What follows is hidden (or stands above the line), until `leave`."""
        self._open, self._aside = Flow(), aside

    def leave(self) -> None:
        """What follows is shown again."""
        if self._open is not None:
            self._asides.append(self._open)
        self._open, self._aside = None, ""

    def write(self, text: str, place: Place, *, keep: bool = False) -> None:
        """Append a text, its white space collapsed unless it is to be kept."""
        for flow in self._flows():
            (flow.keep if keep else flow.write)(text, place)

    def paragraph(self) -> None:
        """See `Flow`."""
        for flow in self._flows():
            flow.paragraph()

    def line(self) -> None:
        """See `Flow`."""
        for flow in self._flows():
            flow.line()

    def row(self) -> None:
        """See `Flow`."""
        for flow in self._flows():
            flow.row()

    def cell(self, *, follows: bool) -> None:
        """See `Flow`."""
        for flow in self._flows():
            flow.cell(follows=follows)

    def onto(self, draft: Draft) -> None:
        """What is shown, then each of the others, then lines that are both."""
        self._shown.onto(draft)
        self.leave()
        for flow in self._asides:
            text, place = flow.whole()
            if place is not None:
                draft.aside(text, place)
        for text, place in self._both():
            draft.aside(text, place)

    def _flows(self) -> tuple[Flow, ...]:
        if self._open is None:
            return self._shown, self._all
        return (self._open, self._all) if self._aside == "hidden" else (self._open,)

    def _both(self) -> Iterator[tuple[str, Place]]:
        """Lines where a hidden text touches one that is shown: the two may be one word."""
        for line in self._all.lines():
            hidden = [place for _, place in line if place and place.part == "hidden"]
            if hidden and _touch(line):
                label = hidden[0].label.replace("隐藏文字", "连同隐藏文字", 1)
                yield "".join(text for text, _ in line), hidden[0]._replace(label=label)


def _touch(line: list[tuple[str, Place | None]]) -> bool:
    parts = [place.part if place else "" for _, place in line]
    return any("" not in pair and pair.count("hidden") == 1 for pair in pairwise(parts))
