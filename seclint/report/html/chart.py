"""chart: counts as bars, each with its name and its number beside it in words; no colour needed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seclint.report.html.markup import fill

_ROW = 28
_RIGHT, _START, _WIDEST = 36, 38, 62
"""In percent of the width: where the numbers end, where bars start, how long they get."""
_SHORTEST = 0.6


class Bar(NamedTuple):
    """`level` is the class that gives it its colour."""

    level: str
    word: str
    number: int


def chart(title: str, told: str, bars: Sequence[Bar]) -> Iterator[str]:
    """The bars as SVG; `told` says all of them for those who do not see it."""
    most = max(1, *(bar.number for bar in bars))
    yield fill(
        '<svg role="img" aria-labelledby="chart-title chart-told" width="100%" height="{height}">\n'
        '<title id="chart-title">{title}</title>\n<desc id="chart-told">{told}</desc>\n',
        title=title,
        height=_ROW * len(bars),
        told=told,
    )
    for row, bar in enumerate(bars):
        yield _drawn(bar, row * _ROW, bar.number / most * _WIDEST)
    yield fill('<line class="axis" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>\n</svg>\n', x=_START)


def _drawn(bar: Bar, top: int, length: float) -> str:
    return fill(
        '<g class="{level}"><text x="0" y="{line}">{word}</text>'
        '<text x="{right}%" y="{line}" text-anchor="end">{number}</text>'
        '<rect class="bar" x="{start}%" y="{top}" width="{length}%" height="14"/></g>\n',
        level=bar.level,
        word=bar.word,
        number=bar.number,
        line=top + 19,
        right=_RIGHT,
        start=_START,
        top=top + 7,
        length=f"{max(length, _SHORTEST if length else 0):.1f}",
    )
