"""The pages of one OFD document, as lines: templates, layers, annotations, pictures."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from seclint.extract.ofd.geometry import Box, Line, Matrix, Strip
from seclint.extract.ofd.ink import Resources
from seclint.extract.ofd.layout import lines, rows_of
from seclint.extract.ofd.ledger import Ledger, take
from seclint.extract.ofd.page import Graphics, Painter, Scope
from seclint.extract.ofd.shape import box_of, placed, value
from seclint.extract.ofd.sight import Sight
from seclint.extract.ooxml.parts import child, local
from seclint.model import Part, Place

PAGES_MOST = 5000
"""Pages that are read of one document."""

_CURVES_MOST = 200
_CODED = "\ue000", "\uefff"  # beyond are the symbols of Wingdings and its kin
_PRIVATE_MOST = 5
_TOUCHING = (-0.3, 0.7)  # of the size: gap between a hidden text and what it completes


class Naming(NamedTuple):
    """How the places of a document are named: `prefix` before 第3页, `part` if all are one."""

    prefix: str = ""
    part: Part | None = None

    def place(self, part: Part, page: int, what: str = "", box: Box | None = None) -> Place:
        """A place on a page, `box` in millimetres."""
        anchor = f"page={page}"
        if box:
            anchor += "&box=" + ",".join(f"{side:.1f}" for side in box)
        return Place(self.part or part, f"{self.prefix}第{page}页{what}", anchor)


class Pages:
    """Reads the pages of a document in order; `templates` and `notes` are parts by id."""

    def __init__(self, ledger: Ledger, resources: Resources, naming: Naming) -> None:
        self._ledger = ledger
        self._resources = resources
        self._naming = naming
        self._painter = Painter(resources)
        self._pictures: dict[str, None] = {}
        self.templates: dict[str, tuple[str, str]] = {}
        self.notes: dict[str, list[str]] = {}
        self.area: Box | None = None
        self._roots: dict[str, etree._Element | None] = {}
        self._swept: list[tuple[etree._Element, str]] = []

    # one page

    def read(self, number: int, part: str, key: str) -> None:
        """Write the page `number` with the id `key`, whose content is in `part`."""
        graphics, remarks = Graphics(), list[tuple[int, str]]()
        self._painter.begin(graphics)
        if (root := self._ledger.root(part)) is not None:
            self._content(root)
        for note in self.notes.get(key, ()):
            remarks.extend(self._annotations(number, note))
        self._write(number, graphics, self._area(root))
        for index, text in remarks:
            self._ledger.say("comment", self._label(number, f"批注{index}"), text, f"page={number}")
        if root is not None:
            self._links(root, number)
            self._ledger.sweep(root, "embedded", self._label(number, "（其他内容）"), part)

    def stray(self, root: etree._Element, part: str) -> None:
        """Keep the lines of a page (or a template) that no document shows."""
        graphics = Graphics()
        self._painter.begin(graphics)
        self._content(root)
        strips = [strip for _, strip in Sight(graphics, None).strips()]
        for line in lines(strips, graphics.rules):
            self._ledger.say("embedded", f"{self._naming.prefix} {part}", line.text, part)

    def close(self) -> None:
        """Sweep the templates, now that no page needs them."""
        for root, part in self._swept:
            self._ledger.sweep(root, "embedded", f"模板页 {part}", part)

    def _label(self, number: int, what: str = "") -> str:
        return f"{self._naming.prefix}第{number}页{what}"

    def _content(self, root: etree._Element) -> None:
        back, front = self._layers(root)
        content = child(root, "Content")
        for layer in (*back, *_layers(content), *front):
            self._painter.draw(layer, Scope(paints=_paints(layer)))

    def _layers(self, root: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
        """Layers of the page's templates, below and above its own."""
        back: list[etree._Element] = []
        front: list[etree._Element] = []
        for template in root.iterchildren("{*}Template"):
            part, order = self.templates.get(value(template, "TemplateID"), ("", ""))
            found = self._template(part) if part else None
            order = value(template, "ZOrder") or order
            (front if order.lower() == "foreground" else back).extend(
                _layers(child(found, "Content"))
            )
        return back, front

    def _template(self, part: str) -> etree._Element | None:
        if part not in self._roots:
            self._roots[part] = root = self._ledger.root(part)
            if root is not None:
                self._swept.append((root, part))
        return self._roots[part]

    def _area(self, root: etree._Element | None) -> Box | None:
        area = child(root, "Area", "PhysicalBox") if root is not None else None
        return area_of(area) or self.area

    # annotations

    def _annotations(self, number: int, part: str) -> Iterator[tuple[int, str]]:
        root = self._ledger.root(part)
        for index, note in enumerate(() if root is None else root, start=1):
            graphics = Graphics()
            page, self._painter.graphics = self._painter.graphics, graphics
            for look in note.iterchildren("{*}Appearance"):
                matrix = placed(look, Matrix())
                self._painter.draw(look, Scope(matrix))
            self._painter.graphics = page
            if value(note, "Type") != "Highlight":
                page.covers.extend(graphics.covers)
            page.pictures.extend(graphics.pictures)
            seen = [strip for _, strip in Sight(graphics, None).strips()]
            said = dict.fromkeys(line.text for line in lines(seen))
            for text in chain(said, _said(note)):
                yield index, text
        if root is not None:
            self._links(root, number)
            self._ledger.sweep(root, "comment", self._label(number, "批注"), part)

    def _links(self, root: etree._Element, number: int) -> None:
        for found in root.iter("{*}URI"):
            target = f"{value(found, 'Base')}{value(found, 'URI')}"
            self._ledger.say("link", self._label(number, "链接"), target, f"page={number}")

    # texts

    def _write(self, number: int, graphics: Graphics, area: Box | None) -> None:
        seen: list[Strip] = []
        hidden: dict[str, list[Strip]] = {}
        for why, strip in Sight(graphics, area).strips():
            (hidden.setdefault(why, []) if why else seen).append(strip)
        draft = self._ledger.draft
        draft.blank()
        for line in lines(seen, graphics.rules):
            part: Part = "table" if "\t" in line.text else "body"
            draft.write(line.text, self._naming.place(part, number, box=line.box))
            draft.space("\n")
        for why, strips in hidden.items():
            self._hidden(number, why, lines(strips, graphics.rules))
        self._completed(number, seen, [strip for found in hidden.values() for strip in found])
        self._files(number, graphics)
        self._silence(number, graphics)

    def _hidden(self, number: int, why: str, found: Iterable[Line]) -> None:
        for line in found:
            place = self._naming.place("hidden", number, f"（{why}）", line.box)
            self._ledger.draft.aside(line.text, place)

    def _completed(self, number: int, seen: list[Strip], hidden: list[Strip]) -> None:
        """Texts that hidden ones make together with what is seen beside them."""
        invisible = set(map(id, hidden))
        turns = {strip.turn for strip in hidden}
        rows = rows_of(s for s in chain(seen, hidden) if s.turn in turns) if hidden else []
        for row in rows:
            mixed = [index for index, strip in enumerate(row) if id(strip) in invisible]
            if mixed and len(mixed) < len(row) and _touches(row, mixed, invisible):
                first, last = max(0, mixed[0] - 4), mixed[-1] + 5
                (line,) = lines(strip._replace(turn=0) for strip in row[first:last])
                place = self._naming.place("hidden", number, "（连同隐藏文字）", line.box)
                self._ledger.draft.aside(line.text, place)

    # what is no text

    def _files(self, number: int, graphics: Graphics) -> None:
        fresh = 0
        for picture in graphics.pictures:
            part = self._resources.files.get(picture.resource)
            if part is None:
                self._ledger.fail("damaged", f"第{number}页的图片 {picture.resource} 缺失")
            elif part not in self._pictures:
                fresh += 1
                self._pictures[part] = None
                self._ledger.file(part, self._label(number, f"图片{fresh}"))

    def _silence(self, number: int, graphics: Graphics) -> None:
        """Note what a reader of the page can read and we cannot."""
        if graphics.cut:
            self._ledger.fail("too-big", f"{self._label(number)}的图元过多或嵌套过深，只读出一部分")
        if graphics.silent:
            reason = f"{self._label(number)}有 {graphics.silent} 处文字只有字形而无字符，未能审查"
            self._ledger.fail("no-text", reason)
        private = sum(
            _CODED[0] <= each <= _CODED[1] for text in graphics.texts for each in text.text
        )
        if private >= _PRIVATE_MOST:
            reason = f"{self._label(number)}有 {private} 个字符用了字体的私有编码，未能审查"
            self._ledger.fail("no-text", reason)
        characters = sum(len(text.text) for text in graphics.texts)
        drawn = graphics.curves > max(_CURVES_MOST, 2 * characters)
        if drawn or (graphics.curves and not characters and not graphics.pictures):
            reason = f"{self._label(number)}的内容是矢量图形，其中的文字未能审查"
            self._ledger.fail("no-text", reason)


def area_of(element: etree._Element | None) -> Box | None:
    """The box in an ST_Box element, None where it has no extent."""
    left, top, width, height = box_of("" if element is None else element.text or "")
    return Box(left, top, left + width, top + height) if width > 0 and height > 0 else None


def _layers(content: etree._Element | None) -> list[etree._Element]:
    order = {"background": 0, "": 1, "body": 1, "foreground": 2}
    found = () if content is None else list(content)
    return sorted(
        (each for each in found if local(each)),
        key=lambda layer: order.get(value(layer, "Type").lower(), 1),
    )


def _paints(layer: etree._Element) -> tuple[str, ...]:
    named = value(layer, "DrawParam")
    return (named,) if named else ()


def _said(note: etree._Element) -> Iterator[str]:
    """The remark and the parameters of an annotation, and who made it."""
    if remark := take(child(note, "Remark")):
        author = value(note, "Creator")
        yield remark if author.isascii() else f"{remark}（{author}）"
    for parameter in note.iterfind(".//{*}Parameter"):
        name, text = value(parameter, "Name"), take(parameter)
        yield text if name.isascii() else f"{name}：{text}"


def _touches(row: list[Strip], mixed: list[int], invisible: set[int]) -> bool:
    for index in mixed:
        for left, right in ((index - 1, index), (index, index + 1)):
            if left < 0 or right >= len(row):
                continue
            one, other = row[left], row[right]
            gap = (other.start - one.end) / max(one.size, other.size)
            differ = (id(one) in invisible) != (id(other) in invisible)
            if differ and _TOUCHING[0] <= gap <= _TOUCHING[1]:
                return True
    return False
