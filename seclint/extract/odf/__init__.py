"""ODF documents (odt, ods, odp, odg, templates, flat XML): every text, and where it stands.

Order: content, headers and footers and master pages, notes, annotations, properties, links, and
what is left in parts that none of these know. Files inside follow as members: pictures, OLE and
embedded documents, earlier versions.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.odf import rest as odf_rest
from seclint.extract.odf.files import Files
from seclint.extract.odf.look import Looks
from seclint.extract.odf.parts import Parts, flat, packed
from seclint.extract.odf.rest import Said
from seclint.extract.odf.runs import Changes, taken
from seclint.extract.odf.sheet import Sheets
from seclint.extract.odf.slides import Slides, size_of
from seclint.extract.odf.story import Book, Naming
from seclint.extract.ooxml.parts import child, local, telling
from seclint.model import Extracted, Part, Place

_PAGES = {"left": "偶数页", "first": "首页"}
_STANDARD = frozenset(("Standard", "Default", "默认", "标准", "Default Style", "默认页面样式", ""))


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    parts = packed(name, data) if data.startswith(b"PK") else flat(name, data)
    reading = _Reading(parts)
    yield reading.draft.document(name)
    yield from reading.files.members
    yield from parts.failures()


class _Reading:
    """One file as it is read: all texts go to `draft`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.draft = Draft()
        self.files = Files(parts)
        self._said: list[tuple[Said, str]] = []
        self._content()
        self._rest()
        self._tell()

    def _content(self) -> None:
        content, styles = self._parts.root("content.xml"), self._parts.root("styles.xml")
        common = child(styles, "styles")
        changes = Changes()
        if content is not None:
            looks = Looks((child(content, "automatic-styles"), child(content, "styles"), common))
            book = Book(self.draft, looks, changes)
            self._body(content, styles, book)
            self._close(book)
        if styles is not None:
            book = Book(self.draft, Looks((child(styles, "automatic-styles"), common)), changes)
            self._masters(styles, book)
            self._close(book)
        for lines in changes.deleted.values():
            self._say(Said("deleted", "修订（删除）", "\n".join(lines)) for _ in (0,))
        self._say(Said("property", "批注或修订的作者", each) for each in changes.authors)

    def _close(self, book: Book) -> None:
        book.close()
        for label, element in book.files:
            self.files.shown(element, label)
        if book.cut:
            self._parts.fail("too-deep", "内容嵌套过深，只读出一部分")

    def _body(self, content: etree._Element, styles: etree._Element | None, book: Book) -> None:
        file = self._parts.content
        bodies = content.iterchildren("{*}body")
        for part in (each for body in bodies for each in (body, *body)):
            kind = local(part)
            if kind in ("text", "chart"):
                for tracked in part.iter("{*}tracked-changes"):
                    book.changes.read(tracked)
                book.tell(part, Naming("body", "正文", file, counted=True))
            elif kind == "spreadsheet":
                self._say(odf_rest.revisions(part))
                Sheets(book, file).tell(part)
            elif kind in ("presentation", "drawing"):
                size = size_of(styles if styles is not None else content)
                Slides(book, file, size).tell(part)

    def _masters(self, styles: etree._Element, book: Book) -> None:
        file = self._parts.styles
        slides = Slides(book, file, None)
        for container in styles.iterchildren("{*}master-styles"):
            for master in container:
                name = taken(master, "display-name") or taken(master, "name")
                if local(master) == "master-page":
                    for margin in master:
                        self._margin(margin, name, book)
                slides.page(master, f"母版「{name}」" if name else "讲义母版")

    def _margin(self, margin: etree._Element, name: str, book: Book) -> None:
        kind, _, page = local(margin).partition("-")
        if kind not in ("header", "footer"):
            return
        part: Part = "header" if kind == "header" else "footer"
        word = "页眉" if kind == "header" else "页脚"
        suffix = "" if name in _STANDARD else f"（{name}）"
        self.draft.blank()
        label = f"{_PAGES.get(page, '')}{word}{suffix}"
        book.tell(margin, Naming(part, label, self._parts.styles))

    # beside the stories

    def _rest(self) -> None:
        for file, root in self._parts.read():
            for meta in root.iter("{*}meta") if local(root) != "meta" else (root,):
                self._say(odf_rest.properties(meta), file)
            for read in (odf_rest.controls, odf_rest.validations, odf_rest.names):
                self._say(read(root), file)
            self._say(odf_rest.variables(root), file)
            self._say(odf_rest.scripts(root, file), file)
            self.files.inline(root)
            self._say((Said("link", "链接", each) for each in odf_rest.links(root)), file)
            for settings in root.iterchildren("{*}settings"):
                self._other("settings.xml", settings)
                root.remove(settings)
            label = f"其他部件 {file}" if file else "其他内容"
            self._say((Said("embedded", label, e) for e in odf_rest.leftovers(root)), file)
        self.files.stray()
        for file, root in self._parts.others(self.files.taken):
            self._other(file, root)
        self._say(self._parts.remarks())
        for label, text in self.files.drawn:
            self._say(Said("image", label, each) for each in telling(iter((text,))))

    def _other(self, file: str, root: etree._Element) -> None:
        self._say(odf_rest.scripts(root, file), file)
        dull = file.startswith(("Configurations2/", "META-INF/", "manifest.rdf", "settings.xml"))
        part: Part = "property" if file.startswith("Version") else "embedded"
        label = f"其他部件 {file}" if part == "embedded" else "早先版本"
        self._say((Said(part, label, e) for e in odf_rest.leftovers(root, dull=dull)), file)

    def _say(self, found: Iterable[Said], file: str = "") -> None:
        self._said.extend((each, file) for each in found if each.text.strip())

    def _tell(self) -> None:
        for said, file in dict.fromkeys(self._said):
            text = said.text if said.part == "markup" else " ".join(said.text.split())
            self.draft.aside(text, Place(said.part, said.label, file))
