"""The subdocuments of a Word 97-2003 document, each with the name of its place."""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.extract.word.story import Naming
from seclint.extract.word97.fib import (
    ANCHORS,
    BOX_TEXTS,
    COMMENT_TEXTS,
    ENDNOTE_TEXTS,
    HEAD_BOX_TEXTS,
    HEADERS,
    NOTE_TEXTS,
    STORIES,
    Fib,
)
from seclint.extract.word97.story import Story
from seclint.extract.word97.text import WordText
from seclint.model import Part

_FILE = "WordDocument"
_BOX, _ANCHOR = 22, 26  # bytes of a text box (FTXBXS) and of an anchor (Spa)
_SEPARATORS = 6  # stories before the headers of the first section
_PAGES: tuple[tuple[Part, str], ...] = (
    ("header", "偶数页页眉"), ("header", "页眉"), ("footer", "偶数页页脚"), ("footer", "页脚"),
    ("header", "首页页眉"), ("footer", "首页页脚"),
)  # fmt: skip
_SEPARATOR: tuple[Part, str] = ("footnote", "注释分隔符")


class _Part(NamedTuple):
    """Positions `start` to `end` of the text are a story of a subdocument, the `number`-th."""

    start: int
    end: int
    number: int


class Book:
    """The stories of one document, as they are told."""

    def __init__(self, draft: Draft, text: WordText, fib: Fib, table: bytes) -> None:
        self._draft = draft
        self._text = text
        self._fib = fib
        self._table = table
        self._starts = [sum(fib.lengths[:number]) for number in range(len(STORIES) + 1)]
        self._boxes = {part.number: part for part in self._parts("boxes", BOX_TEXTS, _BOX)}
        self._anchors = sorted(self._anchored())
        self._boxed = 0

    def tell(self) -> None:
        """Append all subdocuments, and what stands behind the last of them."""
        start, end = self._starts[0], self._starts[1]
        body = Story(self._draft, Naming("body", "正文", _FILE), self._hang)
        body.tell(self._text.paragraphs(start, end))
        for number in list(self._boxes):
            self._box(number)
        for part in self._parts("headers", HEADERS):
            self._margin(part)
        boxes = filter(self._says, self._parts("head boxes", HEAD_BOX_TEXTS, _BOX))
        for number, part in enumerate(boxes, start=1):
            self._story(part, Naming("textbox", f"页眉页脚文本框{number}", _FILE))
        self._notes("footnotes", NOTE_TEXTS, "footnote", "脚注")
        self._notes("endnotes", ENDNOTE_TEXTS, "footnote", "尾注")
        self._notes("comments", COMMENT_TEXTS, "comment", "批注")
        rest = _Part(self._starts[-1], len(self._text.text), 0)
        self._story(rest, Naming("embedded", "各部分之外的文字", _FILE))
        macros = _Part(self._starts[3], self._starts[4], 0)
        self._story(macros, Naming("embedded", "宏子文档", _FILE))

    def tell_whole(self, part: Part, label: str) -> None:
        """Append the whole text as one story."""
        self._story(_Part(0, len(self._text.text), 0), Naming(part, label, _FILE))

    def _notes(self, story: str, table: int, part: Part, word: str) -> None:
        for found in self._parts(story, table):
            self._story(found, Naming(part, f"{word}{found.number + 1}", _FILE))

    def _margin(self, found: _Part) -> None:
        section, page = divmod(found.number - _SEPARATORS, len(_PAGES))
        if section < 0:
            part, label = _SEPARATOR
        else:
            part, word = _PAGES[page]
            label = f"第{section + 1}节{word}"
        self._story(found, Naming(part, label, _FILE))

    def _story(self, part: _Part, naming: Naming) -> None:
        if self._says(part):
            self._draft.blank()
            Story(self._draft, naming).tell(self._text.paragraphs(part.start, part.end))

    def _says(self, part: _Part) -> bool:
        return any(character > " " for character in self._text.text[part.start : part.end])

    # parts

    def _parts(self, story: str, table: int, width: int = 0) -> Iterator[_Part]:
        """Stories of a subdocument; what its table leaves out is one more."""
        index = STORIES.index(story)
        start, end = self._starts[index], min(self._starts[index + 1], len(self._text.text))
        positions = [min(start + p, end) for p in self._positions(table, width)]
        at, number = start, 0
        for number, (left, right) in enumerate(pairwise(positions)):
            if right > (left := max(at, left)):
                yield _Part(left, right, number)
                at = right
        if at < end:
            yield _Part(at, end, number + 1 if at > start else 0)

    def _positions(self, table: int, width: int) -> tuple[int, ...]:
        plc = self._plc(table)
        count = (len(plc) - 4) // (4 + width) + 1
        return struct.unpack_from(f"<{count}I", plc) if len(plc) >= 4 else ()

    def _plc(self, table: int) -> bytes:
        extent = self._fib.table(table)
        return self._table[extent.start : extent.end]

    # text boxes

    def _anchored(self) -> Iterator[tuple[int, int]]:
        """Positions in the body, and the numbers of the boxes that are anchored there."""
        boxes, count = self._plc(BOX_TEXTS), len(self._positions(BOX_TEXTS, _BOX))
        shapes = {
            int.from_bytes(boxes[at + 14 : at + 18], "little"): number
            for number, at in enumerate(range(4 * count, len(boxes) - _BOX + 1, _BOX))
        }
        anchors, positions = self._plc(ANCHORS), self._positions(ANCHORS, _ANCHOR)
        for number, position in enumerate(positions[:-1]):
            at = 4 * len(positions) + _ANCHOR * number
            shape = int.from_bytes(anchors[at : at + 4], "little")
            if shape in shapes:
                yield position, shapes[shape]

    def _hang(self, start: int, end: int) -> None:
        """The boxes that are anchored between two positions."""
        index = bisect_left(self._anchors, (start, 0))
        while index < len(self._anchors) and self._anchors[index][0] < end:
            self._box(self._anchors[index][1])
            index += 1

    def _box(self, number: int) -> None:
        part = self._boxes.pop(number, None)
        if part and self._says(part):
            self._boxed += 1
            naming = Naming("textbox", f"文本框{self._boxed}", _FILE)
            Story(self._draft, naming).tell(self._text.paragraphs(part.start, part.end))
