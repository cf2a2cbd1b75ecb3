"""windows: where in a text an expression may match at all, by what it needs (see `plan`)."""

from collections.abc import Iterator

from seclint.plan import Beside, Expression

Spot = tuple[int, int]
"""Start and end in bytes."""

_FURTHER = 1 << 11
"""Bytes: no match without a bound goes on further behind the lines of what it must hold."""


def windows(expression: Expression, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """Where a match can stand, ascending; around each of the literals that it needs at these spots.

    `text` is in lower case.
    """
    possible = _possible(expression, spots, text)
    for window in _joined(_around(expression, possible, text)):
        if _demands_met(expression, text, window):
            yield window


def _possible(expression: Expression, spots: list[Spot], text: bytes) -> list[Spot]:
    """The spots, ascending, that have beside them what the expression needs there."""
    leads, follows = expression.leads, expression.follows
    if leads:
        spots = [spot for spot in spots if _is_behind(leads, text, spot[0])]
    if follows:
        spots = [spot for spot in spots if _is_before(follows, text, spot[1])]
    return sorted(spots)


def _is_behind(beside: Beside, text: bytes, end: int) -> bool:
    for size in beside.sizes:  # noqa: SIM110 a generator takes twice as long
        if text[end - size : end] in beside.characters:
            return True
    return False


def _is_before(beside: Beside, text: bytes, start: int) -> bool:
    for size in beside.sizes:  # noqa: SIM110 a generator takes twice as long
        if text[start : start + size] in beside.characters:
            return True
    return False


def _around(expression: Expression, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """The stretches around the spots that a match may reach; those that overlap may be several."""
    if expression.before is None or expression.after is None:
        return _in_lines(expression, spots, text)
    return _near(expression.before, expression.after, spots, text, across=expression.lines)


def _near(
    before: int, after: int, spots: list[Spot], text: bytes, *, across: bool
) -> Iterator[Spot]:
    """So many bytes before and after each spot, in its line if not `across`."""
    for start, end in spots:
        begin, stop = max(start - before, 0), end + after
        if not across:
            begin = text.rfind(b"\n", begin, start) + 1 or begin
            line = text.find(b"\n", end, stop)
            stop = stop if line < 0 else line
        yield begin, stop


def _in_lines(expression: Expression, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """So far before and after each spot as its line goes, where there is no bound.

    A line is walked once, however many spots it has.
    """
    last = 0
    for start, end in spots:
        begin, stop = _begin(expression, start, text, last), _stop(expression, end, text, last)
        yield begin, stop
        last = max(last, stop)


def _joined(stretches: Iterator[Spot]) -> Iterator[Spot]:
    """The stretches, ascending; those that overlap as one."""
    first = last = -1
    for begin, stop in stretches:
        if begin > last:
            if last >= 0:
                yield first, last
            first, last = begin, stop
        elif stop > last:
            last = stop
    if last >= 0:
        yield first, last


def _begin(expression: Expression, start: int, text: bytes, last: int) -> int:
    """Where the stretch around a spot begins; where that is not behind `last`, about."""
    if expression.before is not None:
        begin = max(start - expression.before, 0)
        return begin if expression.lines else text.rfind(b"\n", begin, start) + 1 or begin
    begin = max(start - _further(expression), 0)
    return begin if begin <= last else text.rfind(b"\n", last, begin) + 1 or last


def _stop(expression: Expression, end: int, text: bytes, last: int) -> int:
    """Where the stretch around a spot ends; `last` where that is not behind it."""
    if expression.after is not None:
        stop = end + expression.after
        line = -1 if expression.lines else text.find(b"\n", end, stop)
        return stop if line < 0 else line
    stop = end + _further(expression)
    if stop <= last:
        return last
    line = text.find(b"\n", stop)
    return len(text) if line < 0 else line


def _further(expression: Expression) -> int:
    return _FURTHER if expression.lines else 0


def _demands_met(expression: Expression, text: bytes, window: Spot) -> bool:
    first, last = window
    for words in expression.demands:
        for word in words:
            if text.find(word, first, last) >= 0:
                break
        else:
            return False
    return True
