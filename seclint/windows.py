"""windows: where in a text an expression may match at all, by what it needs (see `plan`)."""

from collections.abc import Iterable, Iterator

from seclint.plan import Beside, Gate

Spot = tuple[int, int]
"""Start and end in bytes."""

_FURTHER = 1 << 11
"""Bytes: no match without a bound goes on further behind the lines of what it must hold."""


def windows(gate: Gate, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """Where a match can stand, ascending; around each of the literals at these spots.

    `text` is in lower case.
    """
    possible = _possible(gate, spots, text)
    for window in joined(_around(gate, possible, text)):
        if _demands_met(gate, text, window):
            yield window


def _possible(gate: Gate, spots: list[Spot], text: bytes) -> list[Spot]:
    """The spots, ascending, that have beside them what the gate needs there."""
    leads, follows = gate.leads, gate.follows
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


def _around(gate: Gate, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """The stretches around the spots that a match may reach; those that overlap may be several."""
    if gate.before is None or gate.after is None:
        return _in_lines(gate, spots, text)
    return _near(gate.before, gate.after, spots, text, across=gate.lines)


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


def _in_lines(gate: Gate, spots: list[Spot], text: bytes) -> Iterator[Spot]:
    """So far before and after each spot as its line goes, where there is no bound.

    A line is walked once, however many spots it has.
    """
    last = 0
    for start, end in spots:
        begin, stop = _begin(gate, start, text, last), _stop(gate, end, text, last)
        yield begin, stop
        last = max(last, stop)


def joined(stretches: Iterable[Spot]) -> Iterator[Spot]:
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


def _begin(gate: Gate, start: int, text: bytes, last: int) -> int:
    """Where the stretch around a spot begins; where that is not behind `last`, about."""
    if gate.before is not None:
        begin = max(start - gate.before, 0)
        return begin if gate.lines else text.rfind(b"\n", begin, start) + 1 or begin
    begin = max(start - _further(gate), 0)
    return begin if begin <= last else text.rfind(b"\n", last, begin) + 1 or last


def _stop(gate: Gate, end: int, text: bytes, last: int) -> int:
    """Where the stretch around a spot ends; `last` where that is not behind it."""
    if gate.after is not None:
        stop = end + gate.after
        line = -1 if gate.lines else text.find(b"\n", end, stop)
        return stop if line < 0 else line
    stop = end + _further(gate)
    if stop <= last:
        return last
    line = text.find(b"\n", stop)
    return len(text) if line < 0 else line


def _further(gate: Gate) -> int:
    return _FURTHER if gate.lines else 0


def _demands_met(gate: Gate, text: bytes, window: Spot) -> bool:
    first, last = window
    for words in gate.demands:
        for word in words:
            if text.find(word, first, last) >= 0:
                break
        else:
            return False
    return True
