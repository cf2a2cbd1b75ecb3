"""growth_series: costs by amount, and how they grow."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from paired import Cost
from plot import Point


class Series(NamedTuple):
    """What was measured of how much of something: costs by amount, in order."""

    costs: Mapping[int, Cost]

    def each(self, amount: int) -> float | None:
        """Seconds of processor for one more, from the least amount up to this one; None where
        that is too little to be told from noise.
        """
        least = min(self.costs)
        start = self.costs[least].cpu
        more = self.costs[amount].cpu - start
        return more / (amount - least) if more > start / 5 else None

    def slope(self) -> float | None:
        """How the last but one cost, less that of the least amount, grew to the last: 1 is as the
        amount did. None where either is too little to be told from noise.
        """
        few, many = list(self.costs)[-2:]
        before, after = self.each(few), self.each(many)
        return 1 + math.log(after / before) / math.log(many / few) if before and after else None

    def points(self) -> list[Point]:
        """What is drawn; a logarithmic axis has no nought."""
        return [(amount, cost.cpu) for amount, cost in self.costs.items() if amount]


def shown_size(size: int) -> str:
    """Bytes as KiB or MiB."""
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size >> 10} KiB"
