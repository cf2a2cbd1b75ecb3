"""cases: leaks that were made public; a rule may name those it would have met."""

from typing import NamedTuple


class Case(NamedTuple):
    """A leak: what happened, what would have stopped it, and where it was told.

    `year` is that of the publication or of the leak, as the source gives it; None for none.
    """

    id: str
    summary: str
    stopped_by: str
    source: str
    year: int | None
