"""Files inside an ODF file: pictures, OLE objects, embedded documents, earlier versions."""

import base64
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.fonts import is_font
from seclint.extract.image.chunks import walk
from seclint.extract.odf.parts import Parts, is_xml
from seclint.extract.odf.runs import taken
from seclint.extract.ole2.ole import unwrap
from seclint.extract.ooxml.parts import local
from seclint.model import Member

_TEXT = "application/vnd.oasis.opendocument.text"
_INLINE_MOST = 2000
_THUMBNAIL, _LAYOUT = "Thumbnails/thumbnail.png", "layout-cache"
_METAFILE = b"VCLMTF"
# Texts of a StarView metafile are UTF-16 (little endian) at any offset, their length before them.
_WORDS = re.compile(rb"(?:[\x00-\xff][\x4e-\x9f]|[\x20-\x7e]\x00|[\x00-\xef]\xff){2,}")
_COMPOUND = b"\xd0\xcf\x11\xe0"


class Files:
    """The members found so far; `taken` are the parts that they are made of."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.members: list[Member] = []
        self.taken: set[str] = {"mimetype"}
        self.drawn: list[tuple[str, str]] = []
        """Texts in metafiles of the office itself (previews of objects), with their labels."""
        self._inline = 0

    def shown(self, element: etree._Element, label: str) -> None:
        """A picture or an object in a frame, at the place `label`."""
        location = posixpath.normpath(taken(element, "href") or ".")
        if location != "." and self._parts.package is not None:
            kind = "图片" if local(element) == "image" else "嵌入对象"
            self._location(location, f"{kind} {posixpath.basename(location)}（{label}）")

    def _location(self, location: str, label: str) -> None:
        package = self._parts.package
        if package is None:
            return
        if location in package.names:
            self._file(location, label)
        elif f"{location}/content.xml" in package.names:
            self._folder(location, label)
        elif not location.startswith(("..", "/", "#")) and ":" not in location:
            self._parts.fail("damaged", f"缺少 {label}，未能审查")

    def _file(self, part: str, label: str) -> None:
        if part in self.taken or self._parts.package is None or part in self._parts.locked:
            return
        self.taken.add(part)
        try:
            data = self._parts.package.read(part)
        except ExtractError as error:
            self._parts.fail(error.code, error.reason)
            return
        if data and not is_font(data) and not _is_dull(part, data):
            self._add(posixpath.basename(part), data, label)

    def _add(self, name: str, data: bytes, label: str) -> None:
        if data.startswith(_METAFILE):
            self.drawn.extend((label, text) for text in _drawn(data))
            return
        wrapped = unwrap(data) if data.startswith(_COMPOUND) else None
        if wrapped:
            name, data = f"{name}!/{wrapped.name}" if wrapped.name else name, wrapped.data
        self.members.append(Member(name, data, label))

    def _folder(self, folder: str, label: str) -> None:
        """An embedded document: the parts in its folder, as a package of their own."""
        package = self._parts.package
        if package is None or folder in self.taken:
            return
        stream = io.BytesIO()
        kind = self._parts.kinds.get(f"{folder}/") or _TEXT
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as inner:
            inner.writestr("mimetype", kind)
            for name in package.names:
                if name.startswith(f"{folder}/"):
                    self._copy(name, folder, inner)
        self.taken.add(folder)
        self.members.append(Member(posixpath.basename(folder), stream.getvalue(), label))

    def _copy(self, name: str, folder: str, inner: zipfile.ZipFile) -> None:
        self.taken.add(name)
        package = self._parts.package
        try:
            if package is not None and name not in self._parts.locked:
                inner.writestr(name.removeprefix(f"{folder}/"), package.read(name))
        except ExtractError as error:
            self._parts.fail(error.code, error.reason)

    def stray(self) -> None:
        """Whatever else is in the package: nothing shows it, or the office itself does."""
        names = () if self._parts.package is None else self._parts.package.names
        for name in names:
            folder, base = posixpath.split(name)
            if base == "content.xml" and folder and name not in self.taken:
                self._folder(folder, f"嵌入对象 {posixpath.basename(folder)}")
        for name in names:
            if name not in self.taken and not is_xml(name):
                self._file(name, self._kind(name))

    @staticmethod
    def _kind(name: str) -> str:
        folder, base = name.partition("/")[0], posixpath.basename(name)
        kinds = {"Versions": "早先版本", "Pictures": "图片", "Scripts": "脚本"}
        return f"{kinds.get(folder, '嵌入文件')} {base}"

    def inline(self, root: etree._Element) -> None:
        """Files of a flat document: base64, and documents in objects."""
        for element in root.iter("{*}binary-data"):
            self._inline += 1
            if self._inline > _INLINE_MOST:
                self._parts.fail("too-big", "内嵌文件过多，其余未能审查")
                return
            self._binary(element)
        for element in list(root.iter("{*}object")):
            for inner in element:
                self._inline += 1
                name = f"object{self._inline}.xml"
                data = etree.tostring(inner, encoding="utf-8", with_tail=False)
                self.members.append(Member(name, data, f"嵌入对象 {name}"))
                element.remove(inner)

    def _binary(self, element: etree._Element) -> None:
        text, element.text = element.text or "", None
        try:
            data = base64.b64decode(text, validate=False)
        except ValueError:
            self._parts.fail("damaged", f"内嵌文件 {self._inline} 已损坏，未能审查")
            return
        if data and not is_font(data):
            above = element.getparent()
            kind = "图片" if above is not None and local(above) == "image" else "嵌入对象"
            self._add(f"file{self._inline}", data, f"{kind} {self._inline}")


def _is_dull(part: str, data: bytes) -> bool:
    """Whether a part is what the office itself puts into every package, and is as it is there."""
    if part == _THUMBNAIL and data.startswith(b"\x89PNG\r\n\x1a\n"):
        chunks, end = walk("png", data)
        return not chunks and end == len(data)
    return part == _LAYOUT and b"\0" in data


def _drawn(data: bytes) -> Iterator[str]:
    for found in _WORDS.finditer(data):
        words = found[0].decode("utf-16-le", "replace")
        before = int.from_bytes(data[found.start() - 2 : found.start()], "little")
        if before == len(words):
            yield words
        elif ord(words[0]) == len(words) - 1:
            yield words[1:]
