"""EPUB books: metadata and contents, then every file in the zip, those of the spine first.

What no spine, no manifest names is read all the same; pages are read by the HTML extractor.
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.fonts import OBFUSCATIONS, is_font, is_obfuscated_font
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import attribute, attributes, local, telling, texts
from seclint.extract.xmlpart import parse
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LABELS = {
    "title": "标题", "creator": "作者", "subject": "主题", "description": "简介",
    "publisher": "出版者", "contributor": "贡献者", "identifier": "标识", "language": "语言",
    "date": "日期", "rights": "版权", "source": "来源", "meta": "元数据",
}  # fmt: skip
_PAGE = re.compile(r"\.(?:x?html?|xht)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg)$", re.IGNORECASE)
_XML = re.compile(r"\.(?:xml|opf|ncx|smil|pls|plist)$", re.IGNORECASE)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    book = _Book(name, Package(data))
    yield book.document()
    yield from book.members()
    yield from book.failures()


class _Book:
    """One package as it is read."""

    def __init__(self, name: str, package: Package) -> None:
        self._name = name
        self._package = package
        self._draft = Draft()
        self._failures: dict[Unreviewed, None] = {}
        self._spine: dict[str, int] = {}
        self._listed: set[str] = set()
        self._identifiers: list[str] = []
        self._obfuscated: set[str] = set()
        self._locked: frozenset[str] = frozenset()
        self._locked = frozenset(self._encrypted())

    # metadata and contents

    def document(self) -> Document:
        """What the XML parts say that are no pages."""
        rest = [part for part in self._package.names if _XML.search(part)]
        for part in self._packages():
            if part in rest:
                rest.remove(part)
                self._opf(part)
        for part in rest:
            self._part(part)
        self._say("property", "压缩包注释", self._package.comment)
        return self._draft.document(self._name)

    def _root(self, part: str) -> etree._Element | None:
        """The tree of a part, None where it cannot be read: that is noted."""
        if part in self._locked:
            return None
        try:
            found = parse(self._package.read(part), part)
        except ExtractError as error:
            self._fail(error.code, error.reason)
            return None
        if not found.whole:
            self._fail("damaged", f"部件 {part} 已损坏或含有未展开的实体，只读出一部分")
        for text in found.remarks:
            self._say("comment", "XML 注释", text, part)
        return found.root

    def _packages(self) -> list[str]:
        """The package documents, those that the container names first."""
        root = self._root(_CONTAINER) if _CONTAINER in self._package.names else None
        files = () if root is None else root.iter("{*}rootfile")
        named = [attribute(file, "full-path") or "" for file in files]
        found = [name for name in self._package.names if name.lower().endswith(".opf")]
        return list(dict.fromkeys([*named, *found]))

    def _opf(self, part: str) -> None:
        if (root := self._root(part)) is None:
            return
        items = {}
        for item in root.iter("{*}item"):
            location = unquote(attribute(item, "href") or "").partition("#")[0]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(part), location))
            items[attribute(item, "id") or ""] = path
            self._listed.add(path)
        for reference in root.iter("{*}itemref"):
            path = items.get(attribute(reference, "idref") or "", "")
            self._spine.setdefault(path, len(self._spine) + 1)
        for metadata in root.iter("{*}metadata"):
            self._metadata(metadata, part)
        self._sweep(root, part)

    def _metadata(self, metadata: etree._Element, part: str) -> None:
        for element in metadata.iter("{*}*"):
            text = (element.text or "").strip() or attribute(element, "content") or ""
            name = local(element)
            element.text = None
            if name == "identifier":
                self._identifiers.append(text)
            for said in telling(iter((text,))):
                self._say("property", f"属性·{_LABELS.get(name, name)}", said, part)

    def _part(self, part: str) -> None:
        if (root := self._root(part)) is None:
            return
        if local(root) == "ncx":
            for label in root.iter("{*}navLabel", "{*}docTitle", "{*}docAuthor"):
                self._say("property", "目录", "".join(texts(label)), part)
                for text in label.iter("{*}text"):
                    text.text = None
        self._sweep(root, part)

    def _sweep(self, root: etree._Element, part: str) -> None:
        for text in telling(_leftovers(root)):
            self._say("embedded", f"其他部件 {part}", text, part)

    def _say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        self._draft.aside(" ".join(text.split()), Place(part, label, anchor))

    # files

    def members(self) -> Iterator[Member]:
        """Every file in the zip but those of `document`."""
        end = len(self._spine) + 1
        for part in sorted(self._package.names, key=lambda each: self._spine.get(each, end)):
            if part == "mimetype" or _XML.search(part) or part in self._locked:
                continue
            try:
                data = self._package.read(part)
            except ExtractError as error:
                self._fail(error.code, error.reason)
                continue
            if data and not self._is_font(part, data):
                yield Member(part, data, self._label(part))

    def _is_font(self, part: str, data: bytes) -> bool:
        if part in self._obfuscated:
            return any(is_obfuscated_font(data, each) for each in self._identifiers)
        return is_font(data)

    def _label(self, part: str) -> str:
        base = posixpath.basename(part)
        if number := self._spine.get(part):
            return f"第{number}篇 {base}"
        kind = "图片" if _PICTURE.search(part) else "页面" if _PAGE.search(part) else "文件"
        return f"{kind} {base}" if part in self._listed else f"未列入目录的{kind} {base}"

    # what cannot be read

    def _encrypted(self) -> Iterator[str]:
        """Parts that are encrypted; fonts that are only obfuscated go to `_obfuscated`."""
        if _ENCRYPTION not in self._package.names:
            return
        root = self._root(_ENCRYPTION)
        for found in () if root is None else root.iter("{*}EncryptedData"):
            told = found.iter("{*}EncryptionMethod")
            methods = {attribute(each, "Algorithm") or "" for each in told}
            for reference in found.iter("{*}CipherReference"):
                part = unquote(attribute(reference, "URI") or "").lstrip("/")
                if OBFUSCATIONS.intersection(methods):
                    self._obfuscated.add(part)
                    continue
                self._fail("encrypted", f"部件 {part} 已加密，未能审查")
                yield part

    def _fail(self, code: str, reason: str) -> None:
        self._failures[Unreviewed(self._name, code, reason)] = None

    def failures(self) -> Iterator[Unreviewed]:
        """What could not be read, each once."""
        yield from self._failures
        for doubt in self._package.doubts:
            yield Unreviewed(self._name, doubt.code, doubt.reason)


def _leftovers(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}*"):
        text = element.text or ""
        dull = local(element) in ("identifier", "CipherValue", "X509Certificate", "SignatureValue")
        if not dull or not text.isascii():
            yield text
        yield element.tail or ""
        yield from (value for _, value in attributes(element) if not value.isascii())
