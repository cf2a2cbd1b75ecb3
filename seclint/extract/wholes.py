"""wholes: texts that a reader sees as one though the markup of an XML file parts them."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from seclint.extract.escapes import unescaped

_LONGEST = 20_000
"""Characters of a joined text; a longer one is no paragraph any more."""

_WORDS = re.compile(r"[\u3400-\u9fff★☆]|[0-9]{3}")
_LETTER = re.compile(r"\s*(?:[\u3400-\u9fff★☆0-9A-Za-z]{1,2}|&#\w{2,8};)\s*")
_HANZI = re.compile(r"[\u3400-\u9fff★☆]|&#")
_SPACE = re.compile(r"\s+")


class Node(NamedTuple):
    """A piece of the file: kind is text, comment, open, close or declaration."""

    kind: str
    name: str
    text: str
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether this opens an element that holds nothing."""
        return self.kind == "open" and self.text.rstrip().endswith("/")


class Whole(NamedTuple):
    """A joined text, and the offset where it begins."""

    start: int
    text: str


def _joined(start: int, pieces: list[str]) -> Iterator[Whole]:
    text = _SPACE.sub(" ", unescaped(unescape("".join(pieces)))).strip()
    if _WORDS.search(text):
        yield Whole(start, text)


# --- texts with markup inside ------------------------------------------------------------------


class _Open:
    """An element that is not closed yet."""

    def __init__(self, name: str, at: int) -> None:
        self.name, self.at = name, at
        self.told = self.parted = False

    def take(self, node: Node) -> None:
        """Note what stands directly in it."""
        if node.kind != "text":
            self.parted = True
        elif node.text.strip():
            self.parted = self.parted or self.told
            self.told = True


def mixed(nodes: list[Node]) -> Iterator[Whole]:
    """Texts of elements that hold both text and markup: the outermost ones that are not too long.

    One is told only where markup stands between two characters: else it can be read as it is.
    """
    ends = _mixed_ends(nodes)
    lengths = _lengths(nodes)
    at = 0
    while at < len(nodes):
        end = ends.get(at)
        if end is not None and lengths[end] - lengths[at] <= _LONGEST:
            inside = [node for node in nodes[at:end] if node.kind == "text"]
            if _touching(inside):
                yield from _joined(nodes[at].start, [node.text for node in inside])
            at = end
        at += 1


def _lengths(nodes: list[Node]) -> list[int]:
    """Characters of text before each node."""
    total, lengths = 0, [0]
    for node in nodes:
        total += len(node.text) if node.kind == "text" else 0
        lengths.append(total)
    return lengths


def _touching(texts: list[Node]) -> bool:
    """Whether two of the texts meet with no space between them."""
    pairs = pairwise(texts)
    return any(
        one.text and other.text and not one.text[-1].isspace() and not other.text[0].isspace()
        for one, other in pairs
    )


def _mixed_ends(nodes: list[Node]) -> dict[int, int]:
    """Where each element that holds both ends, by where it begins (numbers of nodes)."""
    stack, names, ends = [_Open("", -1)], dict[str, int](), dict[int, int]()
    for at, node in enumerate(nodes):
        if node.kind != "close":
            stack[-1].take(node)
        if node.kind == "open" and not node.empty:
            stack.append(_Open(node.name, at))
            names[node.name] = names.get(node.name, 0) + 1
        elif node.kind == "close" and names.get(node.name):
            _close(stack, names, node.name, at, ends)
    for element in stack[1:]:
        if element.told and element.parted:
            ends[element.at] = len(nodes)
    return ends


def _close(
    stack: list[_Open], names: dict[str, int], name: str, at: int, ends: dict[int, int]
) -> None:
    while True:
        element = stack.pop()
        names[element.name] -= 1
        if element.told and element.parted:
            ends[element.at] = at
        if element.name == name:
            return


# --- letters in tags of their own --------------------------------------------------------------


def lettered(nodes: list[Node]) -> Iterator[Whole]:
    """Runs of texts of one or two characters, each in an element of its own."""
    run: list[Node] = []
    for node in nodes:
        if node.kind != "text" or not node.text.strip():
            continue
        if _LETTER.fullmatch(node.text):
            run.append(node)
            continue
        yield from _run(run)
        run = []
    yield from _run(run)


def _run(run: list[Node]) -> Iterator[Whole]:
    hanzi = sum(bool(_HANZI.search(node.text)) for node in run)
    if len(run) > 1 and hanzi > 1:
        yield from _joined(run[0].start, [node.text.strip() for node in run])


# --- SVG ---------------------------------------------------------------------------------------

_LEVEL = re.compile(r"(?:^|\s)(d?y)\s*=\s*[\"']\s*([^\"']*?)\s*[\"']")
_DRAWN = ("text", "tspan", "textPath")


class _Line:
    """What is drawn on one level, from left to right."""

    def __init__(self, start: int, level: str) -> None:
        self.start, self.level = start, level
        self._pieces: list[str] = []

    def add(self, text: str, *, apart: bool) -> None:
        """One more text; one that stands `apart` from the last is another word, if it is long."""
        long = self._pieces and len(text) > 2 and len(self._pieces[-1].strip()) > 2
        self._pieces.append(f" {text}" if apart and long else text)

    def whole(self) -> Iterator[Whole]:
        """All of it, where it is drawn in parts."""
        if len(self._pieces) > 1:
            yield from _joined(self.start, self._pieces)


def drawn(nodes: list[Node]) -> Iterator[Whole]:
    """Texts that an SVG draws on one level, one after another."""
    line, depth, apart = _Line(0, ""), 0, False
    for node in nodes:
        if node.kind == "open" and node.name in _DRAWN and not node.empty:
            level = _level(node)
            if level is not None and level != line.level:
                yield from line.whole()
                line = _Line(node.start, level)
            apart = node.name == "text"
            depth += 1
        elif node.kind == "close" and node.name in _DRAWN:
            depth = max(0, depth - 1)
        elif node.kind == "text" and depth and node.text.strip():
            line.add(node.text.strip(), apart=apart)
            apart = False
    yield from line.whole()


def _level(node: Node) -> str | None:
    """The level that a text begins on, a new one after a step down; None for the same."""
    found = dict(_LEVEL.findall(node.text))
    return str(node.start) if found.get("dy", "0") not in ("0", "") else found.get("y")
