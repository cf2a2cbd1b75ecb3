"""Whether a reader of an OFD page sees its texts: strips of them, by why they are not seen."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from seclint.extract.ofd.geometry import Box, Strip
from seclint.extract.ofd.ink import PAPER
from seclint.extract.ofd.page import Cover, Graphics, Text
from seclint.extract.ofd.shape import em

_TINY = 0.5  # mm
_CHECKS_MOST = 3_000_000
_SLACK = 0.5  # mm
_SPACED = 3.0  # of the size
_JUMP = 0.9  # of the size: a gap that wide parts two strips
_OFF, _COVERED, _SMALL = "页面之外", "被遮盖", "极小字"


class _Character(NamedTuple):
    """A character with the origin of its cell, how wide that is, and why it is not seen."""

    text: str
    x: float
    y: float
    width: float
    why: str
    blank: bool
    """A blank stands before it."""


class Sight:
    """Looks at the texts of one page, which ends at the box `page`."""

    def __init__(self, graphics: Graphics, page: Box | None) -> None:
        self._page = _about(page) if page else None
        self._texts = graphics.texts
        characters = sum(len(text.text) for text in graphics.texts)
        self._covers = graphics.covers[-max(16, _CHECKS_MOST // max(1, characters)) :]

    def strips(self) -> Iterator[tuple[str, Strip]]:
        """Each strip with why it is not seen ("" where it is)."""
        for text in self._texts:
            characters = list(self._characters(text))
            for upright, run in _runs(characters, text):
                yield run[0].why, _strip(run, text, upright=upright)

    def _characters(self, text: Text) -> Iterator[_Character]:
        cos, sin = _direction(text.turn)
        covers, blank = self._near(text), False
        look = self._look(text)
        for (x, y), character in zip(text.points, text.text, strict=False):
            if character.isspace():
                blank = True
                continue
            width = em(character) * text.width
            middle = 0.35 * text.size
            at = x + cos * width / 2 + sin * middle, y + sin * width / 2 - cos * middle
            why = look or self._where(text, at, covers)
            yield _Character(character, x, y, width, why, blank)
            blank = False

    def _near(self, text: Text) -> list[Cover]:
        """Covers that touch the text."""
        if not self._covers or not text.points:
            return []
        xs, ys = [x for x, _ in text.points], [y for _, y in text.points]
        size = max(text.size, text.width)
        left, right, top, bottom = min(xs) - size, max(xs) + size, min(ys) - size, max(ys) + size
        return [
            cover
            for cover in self._covers
            if cover.box.left <= right
            and cover.box.right >= left
            and cover.box.top <= bottom
            and cover.box.bottom >= top
        ]

    @staticmethod
    def _look(text: Text) -> str:
        """Why none of the text is seen, wherever it stands."""
        if text.ink.why:
            return text.ink.why
        return _SMALL if min(text.size, text.width) < _TINY else ""

    def _where(self, text: Text, at: tuple[float, float], covers: list[Cover]) -> str:
        if self._page and not self._page.holds(*at):
            return _OFF
        return _covered(text, [cover for cover in covers if cover.box.holds(*at)])


def _about(page: Box) -> Box:
    return Box(page.left - _SLACK, page.top - _SLACK, page.right + _SLACK, page.bottom + _SLACK)


def _covered(text: Text, covers: list[Cover]) -> str:
    """Why a text is not seen where these covers are."""
    if not covers:
        return "白色文字" if text.ink.white else ""
    if any(cover.solid and cover.layer > text.layer for cover in covers):
        return _COVERED
    below = [cover for cover in covers if cover.layer < text.layer]
    ground = below[-1].ink if below else PAPER
    if ground is None or not ground.opaque or not text.ink.like(ground):
        return ""
    return "白色文字" if text.ink.white else "与底色相同的文字"


def _direction(turn: float) -> tuple[float, float]:
    return math.cos(math.radians(turn)), math.sin(math.radians(turn))


def _runs(characters: list[_Character], text: Text) -> Iterator[tuple[bool, list[_Character]]]:
    """Characters that follow each other on one line; whether that goes down, not right."""
    run, upright = characters[:1], False
    steps = _steps(characters, text)
    pitch = _pitch([along for along, _ in steps], text)
    for (last, found), (along, across) in zip(pairwise(characters), steps, strict=True):
        way = _way(along, across, max(last.width + _JUMP * text.size, pitch), text)
        if way and last.why == found.why and (len(run) == 1 or (way == "down") == upright):
            upright = way == "down"
            run.append(found)
        else:
            yield upright, run
            run, upright = [found], False
    if run:
        yield upright, run


def _steps(characters: list[_Character], text: Text) -> list[tuple[float, float]]:
    """How far each character stands from the last one, along and across the line."""
    cos, sin = _direction(text.turn)
    steps = ((found.x - last.x, found.y - last.y) for last, found in pairwise(characters))
    return [(right * cos + down * sin, down * cos - right * sin) for right, down in steps]


def _pitch(steps: list[float], text: Text) -> float:
    """The usual step of a spaced text, which parts no words."""
    usual = sorted(steps)[len(steps) // 2] if len(steps) > 2 else 0.0
    return 1.1 * usual if usual <= _SPACED * text.size else 0.0


def _way(along: float, across: float, most: float, text: Text) -> str:
    """How a character follows the last one: "right", "down", or not at all ("")."""
    size = text.size
    if abs(across) <= 0.3 * size and -0.1 * size <= along <= most:
        return "right"
    if abs(along) <= 0.6 * text.width and 0.4 * size <= across <= (1 + _JUMP) * size:
        return "down"
    return ""


def _strip(run: Sequence[_Character], text: Text, *, upright: bool) -> Strip:
    turn = round(text.turn + (90 if upright else 0)) % 360
    cos, sin = _direction(turn)
    first, last = run[0], run[-1]
    words = "".join(f" {each.text}" if each.blank else each.text for each in run).strip()
    length = text.size if upright else last.width
    return Strip(
        words,
        turn,
        first.x * cos + first.y * sin,
        last.x * cos + last.y * sin + length,
        first.y * cos - first.x * sin,
        max(text.size, 1e-6),
        _box(run, text),
    )


def _box(run: Sequence[_Character], text: Text) -> Box:
    cos, sin = _direction(text.turn)
    xs, ys = [], []
    for each in (run[0], run[-1]):
        for along, up in ((0.0, 0.0), (each.width, 0.0), (0.0, text.size), (each.width, text.size)):
            xs.append(each.x + along * cos + up * sin)
            ys.append(each.y + along * sin - up * cos)
    return Box(min(xs), min(ys), max(xs), max(ys))
