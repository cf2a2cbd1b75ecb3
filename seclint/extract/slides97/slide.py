"""One slide, its notes, or a master of a PowerPoint file: all texts, and where they stand."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.extract.ole2 import art
from seclint.extract.slides97.records import (
    PARTS,
    STRING,
    TEXTS,
    Record,
    below,
    inside,
    number,
    text,
)
from seclint.extract.slides97.shapes import DRAWING, Shapes, Text
from seclint.model import Part, Place

_INFO, _MARGINS, _COMMENT, _DAY, _LINK, _OBJECT = 0x03F9, 0x0FD9, 0x2EE0, 0x2EE1, 0x0FF3, 0x0BC1
_FIELDS = ("", "*")  # where numbers and dates of slides are put in
_NAME = 3  # instance of a string
_TEMPLATE = 2
MARGINS: dict[int, tuple[Part, str]] = {
    0: ("footer", "日期"), 1: ("header", "页眉"), 2: ("footer", "页脚"),
}  # fmt: skip
"""Strings of headers and footers by their instance ([MS-PPT] 2.4.15)."""
_SAID: dict[int, tuple[Part, str]] = {
    0x00C0: ("textbox", "艺术字"), 0x0380: ("markup", "形状名"), 0x0105: ("link", "图片来源"),
    0x0187: ("link", "填充图片来源"), 0x01C5: ("link", "线条图片来源"), 0x038E: ("markup", "脚本"),
}  # fmt: skip
"""What shapes say that is no alternative text."""


class Page(NamedTuple):
    """What a slide, notes or master is called, and how its plain texts are told."""

    part: Part
    label: str
    anchor: str
    why: str = ""

    def place(self, part: Part, word: str = "") -> Place:
        """A place on it; all of it is hidden if the slide is."""
        hidden = bool(self.why) and part in ("body", "title", "table", "textbox")
        return Place("hidden" if hidden else part, f"{self.label}{self.why}{word}", self.anchor)


def is_hidden(data: bytes, slide: Record) -> bool:
    """Whether a slide is left out when the presentation is shown ([MS-PPT] 2.6.6)."""
    found = (number(data, r, 10, 2) for r in inside(data, slide) if r.kind == _INFO)
    return any(flags & 4 for flags in found)


class SlideReading:
    """A slide as it is told; `told` are the stretches read, `links` and `objects` it refers to."""

    def __init__(
        self, data: bytes, page: Page, draft: Draft, size: tuple[int, int] = (0, 0)
    ) -> None:
        self.told: list[tuple[int, int]] = []
        self.links: set[int] = set()
        self.objects: set[int] = set()
        self._data, self._page, self._draft = data, page, draft
        self._size = size
        self._comments = 0

    def tell(self, slide: Record, outline: tuple[Text, ...] = ()) -> None:
        """Its shapes, what the outline holds beside them, then all other texts."""
        shapes = Shapes(self._data, outline, self._size)
        drawings = [found for found in inside(self._data, slide) if found.kind == DRAWING]
        texts = [found for drawing in drawings for found in shapes.texts(drawing)]
        texts += [found for n, found in enumerate(outline) if n not in shapes.used]
        texts = [found for found in texts if found.table or found.text.strip() not in _FIELDS]
        self._draft.blank()
        self._lines(found for found in texts if not found.hidden)
        for found in texts:
            if found.hidden:
                self._draft.aside(found.text, self._page.place("hidden", f"（{found.hidden}）"))
        self.told.extend((found.at, found.end) for found in shapes.told)
        for drawing in drawings:
            self._said(drawing)
        self._others(slide, {found.at for found in shapes.told})

    def _lines(self, texts: Iterator[Text]) -> None:
        """Shapes as paragraphs, rows of tables as lines."""
        for (table, row), found in groupby(texts, key=lambda text: (text.table, text.row)):
            for cell in found:
                if not table:
                    is_title = cell.title and self._page.part == "body"
                    plain = self._page.place(self._page.part)
                    place = self._page.place("title", " 标题") if is_title else plain
                    self._draft.write(cell.text, place)
                    self._draft.space("\n" if cell.text.strip() else "")
                    continue
                if cell.column > 1:
                    self._draft.space("\t")
                word = f" 表{table} 第{row}行第{cell.column}列"
                flat = " ".join(cell.text.split("\n"))
                self._draft.write(flat, self._page.place("table", word))
            if table:
                self._draft.space("\n")

    def _said(self, drawing: Record) -> None:
        for said in art.words(self._data[drawing.start : drawing.end]):
            part, word = _SAID.get(said.kind, ("alt", art.SAID[said.kind]))
            self._draft.aside(said.text, self._page.place(part, f"（{word}）"))
            self.told.append((drawing.start + said.start, drawing.start + said.end))

    def _others(self, slide: Record, told: set[int]) -> None:
        """Texts that are in no shape: comments, headers and footers, names, tags."""
        comments: dict[int, list[Record]] = {}
        days: dict[int, str] = {}
        for path, found in below(self._data, slide):
            if found.kind == _LINK:
                self.links.add(number(self._data, found, 4))
            elif found.kind == _DAY:
                days[path[-1].at] = self._day(found)
            elif found.kind == _OBJECT:
                self.objects.add(number(self._data, found, 0))
            if found.kind not in TEXTS or found.at in told:
                continue
            self.told.append((found.at, found.end))
            comment = next((r.at for r in path if r.kind == _COMMENT), None)
            if comment is not None:
                comments.setdefault(comment, []).append(found)
            else:
                self._other(path[-1], found)
        for at, strings in comments.items():
            self._comment(strings, days.get(at, ""))

    def _day(self, found: Record) -> str:
        year, month, day = (number(self._data, found, at, 2) for at in (4, 6, 10))
        return f"{year:04d}-{month:02d}-{day:02d}" if year else ""

    def _other(self, holder: Record, found: Record) -> None:
        said, kind = text(self._data, found), found.instance
        part: Part
        if found.kind != STRING:
            part, word = self._page.part, ""
        elif holder.kind == _MARGINS:
            part, word = MARGINS.get(kind, ("footer", "页脚"))
            word = f" {word}"
        elif kind == _TEMPLATE and holder.kind in PARTS:
            part, word = "markup", "（设计模板名）"
        elif kind == _NAME:
            part, word = "markup", "（名称）"
        else:
            part, word = "markup", "（标记）"
        if not said.startswith("___PPT"):
            self._draft.aside(said, self._page.place(part, word))

    def _comment(self, strings: list[Record], day: str) -> None:
        """A comment ([MS-PPT] 2.4.23.3): author, text, initials."""
        self._comments += 1
        said = {found.instance: text(self._data, found).strip() for found in strings}
        who = "，".join(filter(None, (said.get(0), day)))
        word = f" 批注{self._comments}" + (f"（{who}）" if who else "")
        place = self._page.place("comment", word)
        self._draft.aside(said.get(1, ""), place)
        for instance, other in said.items():
            if instance > 2:
                self._draft.aside(other, place)
