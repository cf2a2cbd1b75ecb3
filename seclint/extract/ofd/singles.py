"""singles: characters that are set one by one: in an arch, as on seals, or below each other."""

import math
from collections.abc import Iterable, Iterator

from seclint.extract.ofd.geometry import Line, Strip, around

_STACK = (0.8, 1.4)  # of the size: distance of the characters of an upright line


# --- arches -----------------------------------------------------------------------------------


def arched(strips: Iterable[Strip]) -> tuple[list[Strip], list[Line]]:
    """The strips without characters each turned against the one before, and those as lines."""
    straight: list[Strip] = []
    arches: list[Line] = []
    arch: list[Strip] = []
    for strip in strips:
        if arch and not _bends(arch[-1], strip):
            _ended(arch, straight, arches)
            arch = []
        arch.append(strip)
    _ended(arch, straight, arches)
    return straight, arches


def _ended(arch: list[Strip], straight: list[Strip], arches: list[Line]) -> None:
    if len(arch) > 2:
        arches.append(Line("".join(strip.text for strip in arch), around(arch)))
    else:
        straight.extend(arch)


def _bends(last: Strip, strip: Strip) -> bool:
    bend = abs(strip.turn - last.turn) % 360
    if len(last.text) != 1 or len(strip.text) != 1 or not 2 <= min(bend, 360 - bend) <= 60:
        return False
    one, other = last.box, strip.box
    across = math.hypot(
        (one.left + one.right - other.left - other.right) / 2,
        (one.top + one.bottom - other.top - other.bottom) / 2,
    )
    return across <= 3 * max(last.size, strip.size)


# --- upright lines ----------------------------------------------------------------------------


def stacked(rows: list[list[Strip]]) -> tuple[list[list[Strip]], list[Line]]:
    """The rows without single characters that stand below each other, and those as lines."""
    lonely: dict[int, list[Strip]] = {}
    for strip in (strip for row in rows for strip in _lonely(row)):
        lonely.setdefault(round(strip.start / strip.size), []).append(strip)
    taken: set[int] = set()
    upright = []
    for chain in (chain for column in lonely.values() for chain in _chains(column)):
        taken.update(map(id, chain))
        upright.append(Line("".join(s.text for s in chain), around(chain)))
    if not upright:
        return rows, []
    left = [[strip for strip in row if id(strip) not in taken] for row in rows]
    return [row for row in left if row], upright


def _lonely(row: list[Strip]) -> Iterator[Strip]:
    for index, strip in enumerate(row):
        near = index and strip.start - row[index - 1].end < strip.size
        close = index + 1 < len(row) and row[index + 1].start - strip.end < strip.size
        if len(strip.text) == 1 and not near and not close:
            yield strip


def _chains(column: list[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in column:
        if chain and not _follows(chain[-1], strip):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(strip)
    if len(chain) > 1:
        yield chain


def _follows(above: Strip, below: Strip) -> bool:
    step, aside = below.base - above.base, abs(below.start - above.start)
    most = max(above.size, below.size)
    return _STACK[0] * most <= step <= _STACK[1] * most and aside <= 0.4 * most
