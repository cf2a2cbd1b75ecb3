"""binder: an OOXML package as it is read part by part, and what no walk has told of it.

A walk takes the texts that it reads out of a part; what stays there, and in the parts that no walk
knows, is told after it. Files inside follow as members: pictures, objects, macros, fonts that are
none.
"""

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2.vba import strings
from seclint.extract.ooxml.enclosures import inside, is_settings, is_xml, label
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import (
    Relationship,
    attribute,
    custom_properties,
    leftovers,
    local,
    properties,
    remarks,
    source,
    telling,
    tree,
)  # fmt: skip
from seclint.extract.ooxml.reading import Parts
from seclint.extract.ooxml.sweep import Told, untold
from seclint.model import Document, Extracted, Part, Place, Unreviewed

_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange", "sectPrChange",
    "tblPrChange", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip

_WORDS = {
    "chartSpace": "图表", "dataModel": "SmartArt 图示", "drawing": "图示", "settings": "文档设置",
    "numbering": "编号格式", "styles": "样式", "theme": "主题", "fonts": "字体表",
    "glossaryDocument": "构建基块", "tagLst": "标记", "Relationships": "部件关系",
    "Signature": "数字签名", "svg": "图片", "userShapes": "图表上的图形", "people": "人员名单",
}  # fmt: skip
"""Parts that people know, by their root elements."""


class Binder:
    """One package: its draft, and what of its parts is read."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises ExtractError("damaged")."""
        self.name = name
        self.package = Package(data)
        self.draft = Draft()
        self.uses: dict[tuple[str, str], str] = {}
        """Labels of where a relationship (part, id) is used first."""
        self.titles: dict[str, str] = {}
        """Labels of parts that the application has a name for (a slide)."""
        self._parts = Parts(self.package)
        self._left: dict[str, tuple[str, list[str]]] = {}
        self._loose: set[str] = set()  # VML is often no XML: then it is read as a page
        self._authors: dict[str, None] = {}

    # parts

    def main(self, usual: str) -> str:
        """The main part of the package."""
        links = self.related("")
        return next((link.target for link in links if link.kind == "officeDocument"), usual)

    @contextmanager
    def part(self, file: str) -> Iterator[etree._Element]:
        """The root of a part to be walked; what the walk leaves in it is told later.

        Raises ExtractError.
        """
        self._parts.done.add(file)
        root = tree(self.package, file)
        for element in root.iter(*(f"{{*}}{name}" for name in _CHANGES)):
            if author := attribute(element, "author"):
                self.author(author)
        self._parts.notes.extend(remarks(root))
        try:
            yield root
        finally:
            self._left[file] = local(root), list(telling(leftovers(root)))

    def parts(self, files: list[str]) -> Iterator[tuple[str, etree._Element]]:
        """Those of the parts that are there, not yet read and whole, with their roots."""
        for file in files:
            if file not in self.package.names or file in self._parts.done:
                continue
            try:
                with self.part(file) as root:
                    yield file, root
            except ExtractError as error:
                if file.endswith(".vml"):
                    self._loose.add(file)
                else:
                    self._parts.failed.append(error)

    def related(self, file: str) -> tuple[Relationship, ...]:
        """Relationships of a part; none where they cannot be read: that is noted."""
        return self._parts.related(file)

    def targets(self, file: str, kind: str) -> list[str]:
        """Parts that a part names as of this kind."""
        return [
            link.target for link in self.related(file) if link.kind == kind and not link.external
        ]

    def like(self, shape: str) -> list[str]:
        """Parts whose whole names match a pattern."""
        return list(filter(re.compile(rf"(?:{shape})\Z").match, self.package.names))

    def peek(self, files: list[str]) -> Iterator[etree._Element]:
        """Roots of parts that are walked at another time; broken ones are left out."""
        for file in files:
            try:
                yield tree(self.package, file)
            except ExtractError:
                continue  # told when it is walked

    def refer(self, root: etree._Element, file: str, label: str) -> None:
        """Note that all relationships named in `root` are used at `label`."""
        for element in root.iter("*"):
            for key, value in element.items():
                if "/relationships}" in str(key):
                    self.uses.setdefault((file, str(value)), label)

    def author(self, name: str) -> None:
        """Note who commented or changed something."""
        self._authors[name] = None

    # what is no story

    def say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        """Append a text that is no part of the flow."""
        self.draft.aside(text.strip(), Place(part, label, anchor))

    def document(self) -> Document:
        """The document, with all that no walk has told appended to it."""
        self._properties()
        for name in self.package.names:
            if name.endswith(".rels"):
                self._links(source(name), name)
        self._leftovers()
        return self.draft.document(self.name)

    def _properties(self) -> None:
        for file, root in self.parts(self.like(r"docProps/.*\.xml")):
            read = custom_properties if "custom" in file else properties
            for name, text in read(root):
                self.say("property", name, text, file)
        for author in self._authors:
            self.say("property", "批注或修订的作者", author)
        self.say("property", "压缩包注释", self.package.comment)

    def _links(self, part: str, file: str) -> None:
        usual = self.titles.get(part, part)
        told: dict[str, str] = {}
        for link in self.related(part):
            if link.external:
                told.setdefault(link.target, self.uses.get((part, link.id), usual))
        for target, place in told.items():
            self.say("link", f"链接（{place}）", target, file)

    def _leftovers(self) -> None:
        told = Told(self.draft.document("").text)
        for _ in self.parts([name for name in self.package.names if self._is_ours(name)]):
            pass
        for file, (root, texts) in self._left.items():
            for text in untold(texts, told):
                self.say("embedded", self._label(file, root), text, file)
        self._oddments(told)

    def _oddments(self, told: Told) -> None:
        """What stands in no XML part's tree."""
        for file in filter(is_settings, self.package.names):
            word = f"打印机设置 {posixpath.basename(file)}"
            for text in untold(strings(self._parts.bytes(file)), told):
                self.say("embedded", word, text, file)
        for name in self.package.names:
            if not name.isascii():
                self.say("filename", "部件名", name)
        for text in self._parts.notes:
            self.say("comment", "XML 注释", text)

    def _label(self, file: str, root: str) -> str:
        word = _WORDS.get(root)
        if not word:
            return f"其他部件 {file}"
        return f"{word} {posixpath.basename(file)}{self._use(file)}"

    # files inside

    @cached_property
    def _used(self) -> dict[str, str]:
        """Labels of where parts are used first."""
        used: dict[str, str] = {}
        for part in dict.fromkeys(part for part, _ in self.uses):
            for link in self.related(part):
                if not link.external and (part, link.id) in self.uses:
                    used.setdefault(link.target, self.uses[part, link.id])
        return used

    def _use(self, file: str) -> str:
        place = self._used.get(file)
        return f"（{place}）" if place else ""

    @cached_property
    def _chunks(self) -> frozenset[str]:
        """Documents that are imported when this one is opened (w:altChunk)."""
        links = (
            link
            for name in self.package.names
            for link in self.related(source(name))
            if name.endswith(".rels")
        )
        return frozenset(link.target for link in links if link.kind == "aFChunk")

    def _is_ours(self, file: str) -> bool:
        return is_xml(file) and file not in self._chunks

    def members(self) -> Iterator[Extracted]:
        """Files inside, OLE objects unwrapped; then what could not be read."""
        files = [name for name in self.package.names if not is_settings(name)]
        others = [name for name in files if name in self._loose or not self._is_ours(name)]
        yield from inside(self._parts, others, self._title)
        yield from self._unreviewed()

    def _title(self, file: str) -> str:
        word = f"嵌入内容 {posixpath.basename(file)}" if file in self._chunks else label(file)
        return f"{word}{self._use(file)}"

    def _unreviewed(self) -> Iterator[Unreviewed]:
        failed = (*self._parts.failed, *self.package.doubts)
        for code, reason in dict.fromkeys((error.code, error.reason) for error in failed):
            yield Unreviewed(self.name, code, reason)
