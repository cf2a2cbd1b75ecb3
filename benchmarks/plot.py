"""plot: points and lines on logarithmic axes, as an SVG that reads on white and on black."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

Point = tuple[float, float]

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 50, 60
_COLOURS = ("#0b5cad", "#b3400b")
_INK, _GRID, _PAPER = "#24292f", "#d0d7de", "#ffffff"


class Axes(NamedTuple):
    """What a plot is called, what its axes say, and where the ticks of x are, by their words."""

    title: str
    x: str
    y: str
    ticks: Mapping[str, float]


class _Frame(NamedTuple):
    """The logarithms at the edges."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        share = (math.log10(value) - self.left) / (self.right - self.left)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def plot(axes: Axes, lines: Mapping[str, Sequence[Point]]) -> str:
    """The lines by their names; the dashed one grows as x does, through the first one's end."""
    frame = _frame(axes, lines)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' aria-labelledby="t" font-family="Noto Sans CJK SC, Microsoft YaHei, sans-serif"'
        f' font-size="12" fill="{_INK}">'
    )
    parts = [
        head,
        f'<title id="t">{escape(axes.title)}</title>',
        f'<rect width="100%" height="100%" rx="8" fill="{_PAPER}"/>',
        _text(_WIDTH / 2, 22, axes.title, "middle"),
        *_grid(axes, frame),
        _slope(frame, next(iter(lines.values()))[-1]),
    ]
    for at, (name, points) in enumerate(lines.items()):
        parts += _line(frame, points, _COLOURS[at])
        parts.append(_text(_LEFT + 10, _TOP + 16 * (at + 1), f"● {name}", "start", _COLOURS[at]))
    dashes = "- - 斜率 1（与横轴同比增长）"
    parts.append(_text(_LEFT + 10, _TOP + 16 * (len(lines) + 1), dashes, "start"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _frame(axes: Axes, lines: Mapping[str, Sequence[Point]]) -> _Frame:
    values = [y for points in lines.values() for _, y in points]
    ticks = [math.log10(value) for value in axes.ticks.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Frame(min(ticks) - 0.1, max(ticks) + 0.1, low, max(high, low + 1))


def _grid(axes: Axes, frame: _Frame) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for words, value in axes.ticks.items():
        yield _stroke((frame.x(value), _TOP), (frame.x(value), bottom), _GRID)
        yield _text(frame.x(value), bottom + 18, words, "middle")
    for power in range(round(frame.low), round(frame.high) + 1):
        yield _stroke((_LEFT, frame.y(10**power)), (right, frame.y(10**power)), _GRID)
        yield _text(_LEFT - 8, frame.y(10**power) + 4, f"{10**power:,g}", "end")
    yield _text((_LEFT + right) / 2, _HEIGHT - 16, axes.x, "middle")
    yield _text(_LEFT, _TOP - 10, axes.y, "middle")


def _slope(frame: _Frame, end: Point) -> str:
    """From the left or the bottom, whichever comes first, up to the point."""
    start = max(10**frame.left, end[0] * 10**frame.low / end[1])
    height = end[1] * start / end[0]
    points = (frame.x(start), frame.y(height)), (frame.x(end[0]), frame.y(end[1]))
    return _stroke(*points, _INK, ' stroke-dasharray="6 5"')


def _line(frame: _Frame, points: Sequence[Point], colour: str) -> Iterator[str]:
    places = [(frame.x(x), frame.y(y)) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _stroke(start: Point, end: Point, colour: str, more: str = "") -> str:
    (x, y), (right, bottom) = start, end
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{bottom:.1f}"'
        f' stroke="{colour}"{more}/>'
    )


def _text(x: float, y: float, words: str, anchor: str, colour: str = _INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
