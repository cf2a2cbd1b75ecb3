"""Word documents (docx, docm, dotx, dotm): every text in the package, and where it stands.

Order: body, headers and footers by section, notes, comments, properties, link targets, and what
is left in parts that none of these know. Files inside follow as members; pictures, macros and
broken parts as Unreviewed.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.look import Styles
from seclint.extract.ooxml import (
    Relationship,
    attribute,
    custom_properties,
    leftovers,
    properties,
    relationships,
    source,
    telling,
    texts,
    tree,
)
from seclint.extract.package import Package
from seclint.extract.story import Book, Naming
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_MARGINS: tuple[tuple[Part, str], ...] = (("header", "页眉"), ("footer", "页脚"))
_PAGES = {"first": "首页", "even": "偶数页"}
_NOTES: tuple[tuple[str, Part, str], ...] = (
    ("footnotes", "footnote", "脚注"),
    ("endnotes", "footnote", "尾注"),
    ("comments", "comment", "批注"),
)
# No words of the document's own: names of styles, fonts and colours; a thumbnail too small to read.
_DULL = re.compile(
    r"(?:^|/)(?:theme\d*|styles|stylesWithEffects|fontTable|webSettings|themeOverride\d*"
    r"|\[Content_Types\]|commentsIds|commentsExtensible|commentsExtended)\.xml$"
    r"|(?:^|/)thumbnail\.(?:jpe?g|png|[ew]mf)$"
    r"|\.rels$|\.odttf$|(?:^|/)printerSettings\d*\.bin$|^_xmlsignatures/[^/]+\.(?:xml|sigs)$"
)
_PICTURE = re.compile(
    r"\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|webp|heic|wdp|jxr|pcx|svg|ico)$",
    re.IGNORECASE,
)
_XML = re.compile(r"\.(?:xml|vml|svg)$", re.IGNORECASE)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    reading = _Reading(name, Package(data))
    yield reading.document()
    yield from reading.members()
    yield from reading.unreviewed()


class _Reading:
    """One package as it is read: which parts are done, which failed."""

    def __init__(self, name: str, package: Package) -> None:
        self._name = name
        self._package = package
        self._failed: list[ExtractError] = []
        self._done: set[str] = set()
        self._authors: dict[str, None] = {}
        self._hidden: list[str] = []
        self._draft = Draft()

    def document(self) -> Document:
        """Every text in the package."""
        main = self._main()
        self._links = relationships(self._package, main)
        root = self._root(main)
        book = Book(self._draft, self._styles())
        book.tell(root, Naming("body", "正文", main))
        for part, word in _MARGINS:
            self._margins(book, root, part, word)
        for kind, part, word in _NOTES:
            self._notes(book, kind, part, word)
        self._properties()
        self._targets()
        self._leftovers()
        return self._draft.document(self._name)

    # parts

    def _main(self) -> str:
        found = (r.target for r in relationships(self._package, "") if r.kind == "officeDocument")
        return next(found, "word/document.xml")

    def _root(self, part: str) -> etree._Element:
        """Raises ExtractError."""
        self._done.add(part)
        root = tree(self._package, part)
        for element in root.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo", "{*}comment"):
            if author := attribute(element, "author"):
                self._authors[author] = None
        self._hidden.extend(found.text or "" for found in root.iter(etree.Comment, etree.PI))
        etree.strip_tags(root, etree.Comment, etree.PI)  # they part a text that readers join
        return root

    def _maybe(self, part: str) -> etree._Element | None:
        """None where the part is missing, or broken: that is noted."""
        if part not in self._package.names or part in self._done:
            return None
        try:
            return self._root(part)
        except ExtractError as error:
            self._failed.append(error)
            return None

    def _of_kind(self, kind: str, folder: str = "word") -> list[str]:
        """Parts of a kind, those that the main part names first."""
        named = [link.target for link in self._links if link.kind == kind and not link.external]
        shape = re.compile(rf"{folder}/{kind}\d*\.xml$")
        return list(dict.fromkeys([*named, *filter(shape.match, self._package.names)]))

    def _styles(self) -> Styles:
        return Styles(next(filter(_is_some, map(self._maybe, self._of_kind("styles"))), None))

    # stories

    def _margins(self, book: Book, root: etree._Element, part: Part, word: str) -> None:
        labels = self._sections(root, part, word)
        for file in self._of_kind(part):
            labels.setdefault(file, f"{word}（{posixpath.basename(file)}）")
        for file, label in labels.items():
            if (margin := self._maybe(file)) is not None:
                self._draft.blank()
                book.tell(margin, Naming(part, label, file))

    def _sections(self, root: etree._Element, part: Part, word: str) -> dict[str, str]:
        """Labels of the headers (footers) that sections refer to, in order."""
        targets = {link.id: link.target for link in self._links}
        labels: dict[str, str] = {}
        for number, section in enumerate(root.iter("{*}sectPr"), start=1):
            for reference in section.iterchildren(f"{{*}}{part}Reference"):
                page = _PAGES.get(attribute(reference, "type") or "", "")
                file = targets.get(attribute(reference, "id") or "", "")
                labels.setdefault(file, f"第{number}节{page}{word}")
        return labels

    def _notes(self, book: Book, kind: str, part: Part, word: str) -> None:
        number = 0
        for file in self._of_kind(kind):
            for note in () if (root := self._maybe(file)) is None else root:
                special = (attribute(note, "type") or "normal") != "normal"
                number += not special
                label = f"{word}（{attribute(note, 'type')}）" if special else f"{word}{number}"
                if "".join(texts(note)).strip():
                    self._draft.blank()
                    book.tell(note, Naming(part, label, file))

    # what is no story

    def _say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        self._draft.aside(text.strip(), Place(part, label, anchor))

    def _properties(self) -> None:
        for file in (name for name in self._package.names if name.startswith("docProps/")):
            if not file.endswith(".xml") or (root := self._maybe(file)) is None:
                continue
            read = custom_properties if "custom" in file else properties
            for label, text in read(root):
                self._say("property", label, text, file)
        for author in self._authors:
            self._say("property", "批注或修订的作者", author)
        self._say("property", "压缩包注释", self._package.comment)

    def _targets(self) -> None:
        for name in self._package.names:
            if name.endswith(".rels"):
                for target in dict.fromkeys(r.target for r in self._related(name) if r.external):
                    self._say("link", f"链接（{source(name)}）", target, name)

    def _related(self, name: str) -> tuple[Relationship, ...]:
        try:
            return relationships(self._package, source(name))
        except ExtractError as error:
            self._failed.append(error)
            return ()

    def _leftovers(self) -> None:
        members = self._member_parts()
        for file in self._package.names:
            if not _XML.search(file) or _DULL.search(file) or file in members:
                continue
            if (root := self._maybe(file)) is not None:
                for text in telling(leftovers(root)):
                    self._say("embedded", f"其他部件 {file}", text, file)
        for text in self._hidden:
            self._say("comment", "XML 注释", text)

    # what is no text

    def _member_parts(self) -> dict[str, str]:
        """Parts that are files of their own, with their labels."""
        chunks = {link.target for link in self._links if link.kind == "aFChunk"}
        parts = {}
        for file in self._package.names:
            base = posixpath.basename(file)
            if file in chunks:
                parts[file] = f"嵌入内容 {base}"
            elif "/embeddings/" in file or not (
                _XML.search(file) or _DULL.search(file) or _PICTURE.search(file) or _is_macro(file)
            ):
                parts[file] = f"嵌入文件 {base}"
        return parts

    def members(self) -> Iterator[Member]:
        """Files inside, OLE objects unwrapped."""
        for file, label in self._member_parts().items():
            try:
                yield _member(file, label, self._package.read(file))
            except ExtractError as error:
                self._failed.append(error)

    def unreviewed(self) -> Iterator[Unreviewed]:
        """What could not be read; pictures as one."""
        for error in self._failed:
            yield Unreviewed(self._name, error.code, error.reason)
        if self._package.shadowed:
            yield Unreviewed(self._name, "damaged", "包内有同名部件，其一未能审查")
        if self._package.outside:
            reason = f"压缩包之外另有 {self._package.outside} 字节数据，未能审查"
            yield Unreviewed(self._name, "damaged", reason)
        if any(map(_is_macro, self._package.names)):
            yield Unreviewed(self._name, "unsupported", "含宏（VBA），其内容未能审查")
        names = self._package.names
        if count := sum(1 for n in names if _PICTURE.search(n) and not _DULL.search(n)):
            yield Unreviewed(self._name, "needs-ocr", f"含 {count} 幅图片，其中文字未能识别")


def _is_some(root: etree._Element | None) -> bool:
    return root is not None


def _is_macro(file: str) -> bool:
    return posixpath.basename(file).lower() == "vbaproject.bin"


def _member(file: str, label: str, data: bytes) -> Member:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        from seclint.extract.ole2.ole import unwrap

        if wrapped := unwrap(data):
            name = f"{file}!/{wrapped.name}" if wrapped.name else file
            return Member(name, wrapped.data, label)
    return Member(file, data, label)
