"""Running headers and footers: the same line (numbers apart) at the same height on many pages."""

import re
from collections import Counter
from collections.abc import Sequence

from seclint.extract.pdf.layout import Line
from seclint.model import Part

_TOP, _BOTTOM = 0.08, 0.10
"""Shares of the page height that are margins."""
_NUMBER = re.compile(r"[0-9一二三四五六七八九十百]+")


def margins(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[dict[int, Part]]:
    """For each page (its height and lines) which lines, by index, are header or footer."""
    candidates = [list(_candidates(height, lines)) for height, lines in pages]
    counts = Counter(key for page in candidates for key in {key for _, key in page})
    return [
        {index: key[0] for index, key in page if counts[key] > 1}
        for page in candidates
    ]  # fmt: skip


_Key = tuple[Part, int, str]


def _candidates(height: float, lines: Sequence[Line]) -> "list[tuple[int, _Key]]":
    found: list[tuple[int, _Key]] = []
    for index, line in enumerate(lines):
        middle = (line.box.top + line.box.bottom) / 2
        text = _NUMBER.sub("#", "".join(line.text.split()))
        if 0 <= middle < _TOP * height:
            found.append((index, ("header", round(middle / 6), text)))
        elif (1 - _BOTTOM) * height < middle <= height:
            found.append((index, ("footer", round(middle / 6), text)))
    return found
