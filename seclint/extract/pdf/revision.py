"""One revision of a PDF, read whole: its pages, its notes, the files in it, what failed."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import Any

import pikepdf
import pypdfium2

from seclint.extract.pdf import pictures as pdf_pictures
from seclint.extract.pdf.layout import lines
from seclint.extract.pdf.notes import Note
from seclint.extract.pdf.objects import OBJECTS, Walk
from seclint.extract.pdf.page import Leaf
from seclint.extract.pdf.painted import DAMAGE, painted, shows_inline
from seclint.extract.pdf.reading import Leafage, leafage, open_file
from seclint.extract.pdf.streams import Sorted, sort
from seclint.extract.pdf.tree import Id, Page, contents, get, numbered, pages
from seclint.extract.pdf.unpainted import STREAMS, Unpainted, named, scratch
from seclint.model import Member, Place

_SHOWN = re.compile(rb"[(<]\s{0,20}[^()<>\s][^()<>]{0,200}[)>]\s{0,20}(?:T[jJ]|\])")
_COMMON = "a common error handled correctly"
"""In qpdf's words: what harms nothing."""
MENDED = "文件结构有损坏，已读出的内容可能不完整"


class Revision:
    """What one revision holds. Pages whose fingerprint is in `known` are not read again."""

    def __init__(self, data: bytes, known: frozenset[bytes] = frozenset()) -> None:
        """Raises ExtractError where nothing of it can be read."""
        self.failures: list[tuple[str, str]] = []
        self.leaves: dict[int, Leafage] = {}
        self.notes: list[Note] = []
        self.members: list[Member] = []
        self.prints: list[bytes] = []
        self._opened = open_file(data)
        self._pages: list[Page] = [] if self._opened.pdf is None else pages(self._opened.pdf)
        count = len(self._opened.document)
        self._painted = painted(self._pages[:count])
        self.prints = [_fingerprint(page) for page in self._pages]
        for index in range(count):
            if index >= len(self.prints) or self.prints[index] not in known:
                self._page(index)
        if self._opened.pdf is None:
            self._fail("damaged", "文件结构已损坏，批注、属性、附件等未能审查")
        else:
            self._objects(self._opened.pdf)

    def numbers(self) -> set[Id]:
        """Of all objects that the file's tables name."""
        if self._opened.pdf is None:
            return set()
        objects = self._opened.pdf.objects
        return {item.objgen for item in objects if isinstance(item, pikepdf.Object)}

    def _fail(self, code: str, reason: str) -> None:
        if (code, reason) not in self.failures:
            self.failures.append((code, reason))

    # pages

    def _page(self, index: int) -> None:
        inline = self._known if index + 1 in self._painted.inline else None
        try:
            leaf = leafage(self._opened.document.raw, index, inline)
        except ValueError:
            self._fail("damaged", f"第{index + 1}页已损坏，未能审查")
            return
        if leaf.clipped:
            self._fail("too-big", f"第{index + 1}页的内容过多，未能完整审查")
        self.leaves[index + 1] = leaf

    @cached_property
    def _known(self) -> frozenset[bytes]:
        """Prints of the images that are objects of their own."""
        return frozenset(() if self._opened.pdf is None else _images(self._opened.pdf))

    # objects

    def _objects(self, pdf: pikepdf.Pdf) -> None:
        walk = Walk(pdf, self._pages)
        try:
            self.notes.extend(walk.notes())
            self._streams(pdf, walk)
        except DAMAGE:
            self._fail("damaged", "文件结构有损坏，批注、属性、附件等未能完整审查")
        for label in dict.fromkeys(self._painted.broken):
            self._fail("damaged", f"{label}的内容已损坏，未能完整审查")
        if walk.deep:
            self._fail("too-deep", "对象嵌套过深，未能完整审查")
        if walk.cut:
            self._fail("too-big", f"对象数超过上限（{OBJECTS}），其余未能审查")
        if self._opened.mended or any(_COMMON not in str(text) for text in pdf.get_warnings()):
            self._fail("damaged", MENDED)

    def _streams(self, pdf: pikepdf.Pdf, walk: Walk) -> None:
        found = sort(pdf, walk, self._painted.streams)
        self.notes.extend(note for note in found.notes if note.text)
        self._marks()
        self._unpainted(walk, found.paintings)
        self._files(found, walk)
        self.members.extend(self._images(found.images))
        for item in found.unknown:
            number = item.objgen[0]
            member = Member(f"数据流{number}.bin", item.read_bytes(), f"数据流（对象 {number}）")
            self.members.append(member)
        for item in found.broken:
            self._fail("damaged", f"数据流（对象 {item.objgen[0]}）已损坏，未能审查")

    def _marks(self) -> None:
        """Strings in the property lists of marked content, as far as they stand in the content."""
        from seclint.extract.pdf.words import text_of, told

        for label, written in dict.fromkeys(self._painted.marks):
            try:
                found: Any = pikepdf.Object.parse(written)
            except DAMAGE:
                self._fail("unreadable", f"{label}的标记内容未能解读")
                continue
            for key, value in _entries(found):
                alt = key in ("/Alt", "/ActualText", "/E")
                text = told(text_of(value)) if key not in ("/ActualText", "/Lang") else ""
                place = (
                    Place("alt", f"{label}（替代文字）")
                    if alt
                    else Place("markup", f"{label}（标记内容）")
                )
                if text:
                    self.notes.append(Note(place, text))

    def _unpainted(self, walk: Walk, streams: list[Any]) -> None:
        """Text that no page paints; twice the same content is read once."""
        once = {hashlib.blake2b(s.read_raw_bytes()).digest(): s for s in reversed(streams)}
        units = named(walk.special, self._pages, list(once.values()))
        if len(units) > STREAMS:
            self._fail("too-big", f"页面之外的内容超过上限（{STREAMS}），其余未能审查")
        units = units[:STREAMS]
        if not units:
            return
        known = {line for note in self.notes for line in note.text.splitlines()}
        known |= {line.text for leaf in self.leaves.values() for line in leaf.lines}
        document = pypdfium2.PdfDocument(scratch(self._pages, units))
        for index, unit in enumerate(units):
            texts = []
            with suppress(ValueError), Leaf(document.raw, index) as leaf:
                texts = self._unit(leaf, unit)
            if not texts and _speaks(unit.stream):
                self._fail("unreadable", f"{unit.place.label}未能解读")
            self.notes += [Note(unit.place, text) for text in texts if text not in known]

    def _unit(self, leaf: Leaf, unit: Unpainted) -> list[str]:
        """The texts of unpainted content; pictures that stand inside it become members."""
        sheet = leaf.read()
        if shows_inline(unit.stream.read_bytes()):
            found = pdf_pictures.inline_pictures(leaf, self._known)
            for number, data in enumerate(found, start=1):
                label = f"{unit.place.label}（{unit.place.anchor}）内联图片{number}"
                self.members.append(Member(f"{label}.png", data, label))
        if sheet.clipped:
            self._fail("too-big", f"{unit.place.label}过多，未能完整审查")
        shown = [line.text for line in lines(sheet.glyphs, sheet.runs, ())]
        return [*shown, *sheet.lost, *filter(str.strip, sheet.spoken)]

    # files

    def _files(self, found: Sorted, walk: Walk) -> None:
        for item in found.files:
            name, where = walk.files.get(item.objgen, ("", ""))
            name = name or f"附件{item.objgen[0]}"
            base = name.replace("\\", "/").rpartition("/")[2] or name
            try:
                self.members.append(Member(base, item.read_bytes(), f"{where}附件 {base}"))
            except DAMAGE:
                self._fail("damaged", f"附件 {base} 已损坏，未能审查")

    def _images(self, images: list[Any]) -> Iterator[Member]:
        """Images of pages that are not given whole, then those that no page paints."""
        masks = {numbered(image.get(key)) for image in images for key in ("/SMask", "/Mask")}
        places = self._painted.images
        last = (len(self._pages) + 1, 0)
        given = 0
        for image in sorted(images, key=lambda image: places.get(image.objgen, last)):
            number, index = places.get(image.objgen, last)
            leaf = self.leaves.get(number)
            if image.objgen in masks or pdf_pictures.is_small(image) or (leaf and leaf.whole):
                continue
            given += 1
            if given > pdf_pictures.IMAGES:
                self._fail("too-big", f"图片数超过上限（{pdf_pictures.IMAGES}），其余未能审查")
                return
            label = (
                f"第{number}页图片{index}" if index else f"未显示的图片（对象 {image.objgen[0]}）"
            )
            yield from self._image(image, label)

    def _image(self, image: Any, label: str) -> Iterator[Member]:
        try:
            told = pdf_pictures.picture(image)
        except DAMAGE:
            told = None
        if told is None:
            self._fail("damaged", f"{label}无法解码，未能审查")
        else:
            yield Member(f"{label}.{told[0]}", told[1], label)


def _entries(node: Any) -> Iterator[tuple[str, Any]]:
    """Keys and values in a property list, and in the lists in it."""
    waiting: list[tuple[str, Any]] = [("", node)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, pikepdf.Dictionary):
            waiting.extend(reversed(list(value.items())))
        elif isinstance(value, pikepdf.Array):
            waiting.extend((key, one) for one in reversed(list(value)))
        else:
            yield key, value


def _images(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    for item in islice(pdf.objects, OBJECTS):
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image:
            with suppress(*DAMAGE):
                yield pdf_pictures.printed(item.read_raw_bytes())


def _speaks(stream: Any) -> bool:
    """Does the content show any string that is not blank?"""
    return bool(_SHOWN.search(stream.read_bytes()))


def _fingerprint(page: Page) -> bytes:
    """Of what a page paints: its content and the forms that its resources name."""
    digest = hashlib.blake2b(digest_size=16)
    streams = list(contents(page))
    objects = get(page.resources, "/XObject")
    if isinstance(objects, pikepdf.Dictionary):
        streams += [item for item in objects.values() if isinstance(item, pikepdf.Stream)]
    for stream in streams:
        try:
            digest.update(stream.read_raw_bytes())
        except DAMAGE:
            digest.update(b"?")
    return digest.digest()
