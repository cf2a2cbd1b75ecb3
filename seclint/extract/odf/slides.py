"""Presentations and drawings of ODF: slides, their notes and masters, as stories."""

from lxml import etree

from seclint.extract.odf.look import millimetres
from seclint.extract.odf.runs import BOXES, Note, taken
from seclint.extract.odf.story import Book, Naming
from seclint.extract.ooxml.parts import attribute, local
from seclint.model import Part, Place

_TITLES = ("title", "subtitle")
_DECLARATIONS: tuple[tuple[str, Part, str], ...] = (
    ("footer-decl", "footer", "页脚"),
    ("header-decl", "header", "页眉"),
    ("date-time-decl", "footer", "日期"),
)


class Slides:
    """Reads the pages of a presentation (幻灯片) or of a drawing (第…页) into `book`."""

    def __init__(self, book: Book, file: str, size: tuple[float, float] | None) -> None:
        self._book = book
        self._file = file
        self._size = size

    def tell(self, body: etree._Element) -> None:
        """All pages of an office:presentation or an office:drawing."""
        shape = "幻灯片{}" if local(body) == "presentation" else "第{}页"
        for number, page in enumerate(body.iterchildren("{*}page"), start=1):
            self._name(page, shape.format(number))
            self.page(page, shape.format(number))
        for kind, part, word in _DECLARATIONS:
            for element in body.iterchildren(f"{{*}}{kind}"):
                text = "".join(map(str, element.itertext()))
                element.text = None
                self._book.line(text, Place(part, f"幻灯片{word}", self._file))

    def page(self, page: etree._Element, label: str) -> None:
        """One page, its notes after it."""
        self._book.draft.blank()
        style = attribute(page, "style-name") or ""
        looks = self._book.looks
        shown = looks.property("drawing-page", style, "drawing-page-properties", "visibility")
        why = "隐藏幻灯片" if shown == "hidden" else ""
        for shape in page:
            if local(shape) in BOXES:
                self._shape(shape, label, why)
            elif local(shape) == "annotation":
                self._book.keep(Note(shape, "annotation", label), self._file)
        for notes in page.iterchildren("{*}notes"):
            self._notes(notes, label)

    def _name(self, page: etree._Element, label: str) -> None:
        name = taken(page, "name")
        # LibreOffice names slides by their titles.
        if not name.isascii() and name not in "".join(map(str, page.itertext())):
            self._book.line(name, Place("property", f"{label} 的名称", self._file))

    def _shape(self, shape: etree._Element, label: str, why: str) -> None:
        title = attribute(shape, "class") in _TITLES
        part: Part = "title" if title else "body"
        if why or (why := self._off(shape)) or (why := _unseen(shape)):
            part, label = "hidden", f"{label}（{why}）"
        self._book.box(shape, Naming(part, label, self._file))

    def _notes(self, notes: etree._Element, label: str) -> None:
        for shape in notes:
            if local(shape) in BOXES:
                self._book.box(shape, Naming("note", f"{label} 备注", self._file))

    def _off(self, shape: etree._Element) -> str:
        """Whether a shape lies wholly beside the page."""
        if self._size is None:
            return ""
        x, y = (millimetres(attribute(shape, key) or "") for key in ("x", "y"))
        beyond = (x or 0) >= self._size[0] or (y or 0) >= self._size[1]
        return "页面之外" if beyond or self._before(shape) else ""

    @staticmethod
    def _before(shape: etree._Element) -> bool:
        """Whether it ends left of the page, or above it."""
        for start, extent in (("x", "width"), ("y", "height")):
            at = attribute(shape, start) or ""
            size = millimetres(attribute(shape, extent) or "")
            far = millimetres(at[1:]) if at.startswith("-") else None
            if far is not None and size is not None and far >= size:
                return True
        return False


def _unseen(shape: etree._Element) -> str:
    return "隐藏图形" if attribute(shape, "display") in ("none", "printer") else ""


def size_of(styles: etree._Element | None) -> tuple[float, float] | None:
    """Width and height of the pages in millimetres, as the first layout says."""
    layouts = () if styles is None else styles.iter("{*}page-layout-properties")
    for layout in layouts:
        width = millimetres(attribute(layout, "page-width") or "")
        height = millimetres(attribute(layout, "page-height") or "")
        if width and height:
            return width, height
    return None
