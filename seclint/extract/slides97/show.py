"""A PowerPoint stream ([MS-PPT] 2.1.2) as it is told: slides, notes, masters, what is left."""

from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.slides97.edits import Edits
from seclint.extract.slides97.records import (
    BYTES,
    CHARS,
    HANDOUT,
    MASTER,
    NOTES,
    SLIDE,
    STRING,
    TEXT_HEADER,
    TEXTS,
    Path,
    Record,
    below,
    inside,
    number,
    text,
)  # fmt: skip
from seclint.extract.slides97.shapes import Text
from seclint.extract.slides97.slide import MARGINS, Page, SlideReading, is_hidden
from seclint.extract.sweep import untold
from seclint.model import Part, Place

_LIST, _ENTRY, _INFO, _SLIDE_INFO, _NOTES_INFO = 0x0FF0, 0x03F3, 0x03E9, 0x03EF, 0x03F1
_LINK, _LINK_ATOM, _MARGINS = 0x0FD7, 0x0FD3, 0x0FD9
_SLIDES, _MASTERS, _NOTES = 0, 1, 2
_TITLES = (0, 6)
_OLD = "早先保存的版本"
# Records without words of the document's own: fonts, looks of text, language.
_DULL = frozenset((0x0FB7, 0x0FA1, 0x0FAA, 0x0FA3, 0x0FA9, 0x0FA6, 0x0FAC, 0x1772, 0x0FF5))
_HOLDERS: dict[int, tuple[Part, str]] = {
    0x0FCC: ("embedded", "嵌入对象的名称"),
    0x0FCE: ("link", "链接的对象"), 0x0FEE: ("embedded", "控件的名称"),
    0x0411: ("title", "自定义放映的名称"), 0x1389: ("markup", "标记"),
    0x07E6: ("embedded", "声音的名称"), 0x2EE4: ("property", "批注的作者"),
}  # fmt: skip
"""What strings are, by the container that they are in."""


class Listed(NamedTuple):
    """An entry of a list of slides: the object it names, its own number, its outline texts."""

    object: int
    number: int
    outline: tuple[Text, ...]


class Show:
    """A stream as it is told to a draft; `told` are its stretches that were read."""

    def __init__(self, data: bytes, edits: Edits, draft: Draft) -> None:
        self.told: list[tuple[int, int]] = []
        self.failed: list[ExtractError] = []
        self._data, self._edits, self._draft = data, edits, draft
        self._live: set[int] = set()
        self._links: dict[int, list[int]] = {}
        self.objects: dict[int, list[int]] = {}
        """The slides that show each object, by the object's number."""
        self._size = self._notes_size = (0, 0)

    def tell(self) -> None:
        """Slides with their notes, masters, the document's own texts, older versions."""
        document = self._edits.document
        if document is None:
            self.failed.append(ExtractError("damaged", "缺少演示文稿的主记录，未能全部审查"))
        else:
            self._live.add(document.at)
            self._size, self._notes_size = self._sizes(document)
            lists = self._lists(document)
            self._slides(lists)
            self._masters(lists, document)
            self._document(document)
        if not self._edits.whole:
            self.failed.append(ExtractError("damaged", "演示文稿的记录不完整，未能全部审查"))
        self._old()
        self._dull()

    def _sizes(self, document: Record) -> tuple[tuple[int, int], tuple[int, int]]:
        """Width and height of slides and of notes, in 1/576 inch; 0 where they are not told."""
        atom = next((r for r in inside(self._data, document) if r.kind == _INFO), None)
        told = [number(self._data, atom, at) if atom else 0 for at in (0, 4, 8, 12)]
        return (told[0], told[1]), (told[2], told[3])

    # lists of slides

    def _lists(self, document: Record) -> dict[int, list[Listed]]:
        found: dict[int, list[Listed]] = {}
        for record in inside(self._data, document):
            if record.kind == _LIST:
                found.setdefault(record.instance, []).extend(self._entries(record))
        return found

    def _entries(self, record: Record) -> Iterator[Listed]:
        head: tuple[int, int] | None = None
        outline: list[Text] = []
        kind = -1
        for found in inside(self._data, record):
            if found.kind == _ENTRY:
                if head:
                    yield Listed(*head, tuple(outline))
                head = number(self._data, found, 0), number(self._data, found, 12)
                outline, kind = [], -1
            elif found.kind == TEXT_HEADER:
                kind = number(self._data, found, 0)
                outline.append(Text("", kind in _TITLES))
            elif found.kind in (CHARS, BYTES) and outline:
                outline[-1] = Text(text(self._data, found), kind in _TITLES)
                self._read(found)
        if head:
            yield Listed(*head, tuple(outline))

    def _read(self, record: Record) -> None:
        self.told.append((record.at, record.end))

    # slides

    def _slides(self, lists: dict[int, list[Listed]]) -> None:
        notes = {listed.number: listed for listed in lists.get(_NOTES, ())}
        for index, listed in enumerate(lists.get(_SLIDES, ()), start=1):
            slide = self._object(listed, SLIDE, f"幻灯片{index}")
            if slide is None:
                continue
            why = "（隐藏）" if is_hidden(self._data, slide) else ""
            page = Page("body", f"幻灯片{index}", f"slide{index}", why)
            self._page(slide, page, listed.outline, index)
            atom = next((r for r in inside(self._data, slide) if r.kind == _SLIDE_INFO), None)
            told = notes.pop(number(self._data, atom, 16), None) if atom else None
            if told and (note := self._object(told, NOTES, f"幻灯片{index} 备注")):
                page = Page("note", f"幻灯片{index} 备注", f"slide{index}#notes")
                self._page(note, page, told.outline, index)
        for listed in notes.values():
            if note := self._object(listed, NOTES, "备注"):
                self._page(note, Page("note", "备注（无幻灯片）", "notes"), listed.outline)

    def _object(self, listed: Listed, kind: int, label: str) -> Record | None:
        found = self._edits.object(listed.object)
        if found is not None and found.kind in (kind, SLIDE):
            return found
        self.failed.append(ExtractError("damaged", f"{label}缺失或已损坏，未能审查"))
        for line in listed.outline:  # at least what the outline says of it
            self._draft.aside(line.text, Place("body", f"{label} 大纲"))
        return None

    def _page(
        self, record: Record, page: Page, outline: tuple[Text, ...] = (), index: int = 0
    ) -> None:
        if record.at in self._live:
            return
        self._live.add(record.at)
        size = self._notes_size if record.kind in (NOTES, HANDOUT) else self._size
        reading = SlideReading(self._data, page, self._draft, size)
        reading.tell(record, outline)
        self.told += reading.told
        for link in reading.links if index else ():
            self._links.setdefault(link, []).append(index)
        for found in reading.objects if index else ():
            self.objects.setdefault(found, []).append(index)

    def _masters(self, lists: dict[int, list[Listed]], document: Record) -> None:
        for index, listed in enumerate(lists.get(_MASTERS, ()), start=1):
            if master := self._object(listed, MASTER, f"母版{index}"):
                self._page(
                    master, Page("textbox", f"母版{index}", f"master{index}"), listed.outline
                )
        atom = next((r for r in inside(self._data, document) if r.kind == _INFO), None)
        for at, kind, label in ((24, NOTES, "备注母版1"), (28, HANDOUT, "讲义母版1")):
            index = number(self._data, atom, at) if atom else 0
            found = self._edits.object(index) if index else None
            if found is not None and found.kind == kind:
                self._page(found, Page("textbox", label, label))

    # the document itself

    def _document(self, document: Record) -> None:
        """Links, margins, names of objects and sounds, tags: strings of the document record."""
        told = {at for at, _ in self.told}
        links: dict[int, int] = {}
        said: set[tuple[str, Place]] = set()
        for path, found in below(self._data, document):
            if found.kind == _LINK_ATOM:
                links[path[-1].at] = number(self._data, found, 0)
            if found.kind in TEXTS and found.at not in told:
                self._read(found)
                what = text(self._data, found), self._place(path, found, links)
                if what not in said and not what[0].startswith("___PPT"):
                    said.add(what)
                    self._draft.aside(*what)

    def _place(self, path: Path, found: Record, links: dict[int, int]) -> Place:
        holder = path[-1]
        if holder.kind == _MARGINS and found.kind == STRING:
            part, word = MARGINS.get(found.instance, ("footer", "页脚"))
            return Place(part, ("备注和讲义" if holder.instance == 4 else "幻灯片") + word)
        if holder.kind == _LINK:
            slides = self._links.get(links.get(holder.at, -1), [])
            return Place("link", f"链接（幻灯片{slides[0]}）" if slides else "链接")
        for container in reversed(path):
            if container.kind in _HOLDERS:
                return Place(*_HOLDERS[container.kind])
        return Place("embedded", "演示文稿其他文字")

    # what it once was

    def _old(self) -> None:
        """Texts of records that are no part of the presentation any more, unless they still are."""
        told = " ".join(self._draft.document("").text.split())
        for line in untold(self._old_lines(), told):
            self._draft.aside(line, Place("hidden", _OLD))

    def _old_lines(self) -> Iterator[str]:
        for record in self._edits.old(self._live):
            for _, found in below(self._data, record):
                if found.kind in TEXTS:
                    self._read(found)
                    lines = text(self._data, found).split("\n")
                    yield from (line for line in lines if "___PPT" not in line)

    def _dull(self) -> None:
        for record in self._edits.records:
            for _, found in below(self._data, record) if record.container else ():
                if found.kind in _DULL:
                    self._read(found)
