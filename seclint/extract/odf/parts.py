"""The parts of an ODF file: entries of a package, or sections of one flat XML (ODF 1.3 part 2)."""

import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.odf.rest import Said
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import attribute
from seclint.extract.xmlpart import parse
from seclint.model import Unreviewed

_MAIN = ("content.xml", "styles.xml", "meta.xml")
_XML = re.compile(r"\.(?:xml|rdf|xba|xdl|xlb|xlc)$", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"


class Parts:
    """Trees by the name of their part; in a flat file all of them are one."""

    def __init__(self, name: str, package: Package | None, whole: etree._Element | None) -> None:
        self._name = name
        self.package = package
        self._whole = whole
        self._roots: dict[str, etree._Element | None] = {}
        self._failures: dict[Unreviewed, None] = {}
        self._remarks: dict[Said, None] = {}
        self.kinds: dict[str, str] = {}
        self.locked: frozenset[str] = frozenset()
        self.content = "content.xml" if package else ""
        self.styles = "styles.xml" if package else ""

    def root(self, part: str) -> etree._Element | None:
        """The tree of a part, None where it is missing, or broken: that is noted."""
        if self._whole is not None:
            return self._whole
        if part not in self._roots:
            self._roots[part] = self._parsed(part)
        return self._roots[part]

    def _parsed(self, part: str) -> etree._Element | None:
        if self.package is None or part not in self.package.names or part in self.locked:
            return None
        try:
            data = self.package.read(part)
            found = parse(data, part) if data.strip() else None
        except ExtractError as error:
            self.fail(error.code, error.reason)
            return None
        if found is None:
            return None
        self.take(found.remarks)
        if not found.whole:
            self.fail("damaged", f"部件 {part} 已损坏或含有未展开的实体，只读出一部分")
        return found.root

    def take(self, remarks: tuple[str, ...]) -> None:
        """Keep the comments of a part."""
        self._remarks.update((Said("comment", "XML 注释", text), None) for text in remarks)

    def remarks(self) -> Iterator[Said]:
        """XML comments, and the comment of the package."""
        yield from self._remarks
        if self.package:
            yield Said("property", "压缩包注释", self.package.comment)
            for name in self.package.names:
                if not name.isascii():
                    yield Said("filename", "包内文件名", name)

    def read(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that stories and properties stand in."""
        for part in _MAIN if self._whole is None else ("",):
            if (root := self.root(part)) is not None:
                yield part, root

    def others(self, taken: set[str]) -> Iterator[tuple[str, etree._Element]]:
        """Every other XML part."""
        names = () if self.package is None else self.package.names
        for part in names:
            if part in _MAIN or part in taken or not _XML.search(part):
                continue
            if (root := self.root(part)) is not None:
                yield part, root

    def fail(self, code: str, reason: str) -> None:
        """Keep what could not be read."""
        self._failures[Unreviewed(self._name, code, reason)] = None

    def failures(self) -> Iterator[Unreviewed]:
        """What could not be read, each once."""
        yield from self._failures
        for doubt in () if self.package is None else self.package.doubts:
            yield Unreviewed(self._name, doubt.code, doubt.reason)

    def manifest(self) -> None:
        """Read what the manifest says: kinds of parts, and which are encrypted.

        Raises ExtractError("encrypted") where the content is.
        """
        root = self.root(_MANIFEST)
        locked = set()
        for entry in () if root is None else root.iter("{*}file-entry"):
            path = attribute(entry, "full-path") or ""
            self.kinds[path] = attribute(entry, "media-type") or ""
            if any(True for _ in entry.iterchildren("{*}encryption-data")):
                locked.add(path)
        if locked & {"content.xml", "encrypted-package"}:
            raise ExtractError("encrypted", "文件已加密，未能审查")
        self.locked = frozenset(locked)
        for path in sorted(locked):
            self.fail("encrypted", f"部件 {path} 已加密，未能审查")


def is_xml(part: str) -> bool:
    """Whether a part is named as one of XML."""
    return bool(_XML.search(part))


def packed(name: str, data: bytes) -> Parts:
    """The parts of a package. Raises ExtractError: damaged, encrypted."""
    parts = Parts(name, Package(data), None)
    parts.manifest()
    names = () if parts.package is None else parts.package.names
    listed = "content.xml" in parts.kinds or "styles.xml" not in names  # else it is but styles
    if listed and "content.xml" not in names:
        parts.fail("damaged", "缺少部件 content.xml，未能审查")
    return parts


def flat(name: str, data: bytes) -> Parts:
    """The parts of a flat document. Raises ExtractError("damaged")."""
    found = parse(data, "文档")
    parts = Parts(name, None, found.root)
    parts.take(found.remarks)
    if not found.whole:
        parts.fail("damaged", "文档已损坏或含有未展开的实体，只读出一部分")
    return parts
