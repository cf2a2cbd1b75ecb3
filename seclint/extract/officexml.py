"""Office documents in one XML file: flat OPC, Word 2003 and Excel 2003; others by their texts.

Flat OPC is the package of an OOXML document with its parts inline: it is put together and read as
one. ODF in one XML is read by `odf`.
"""

import base64
import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from seclint.extract.draft import Draft
from seclint.extract.excelxml import Workbook
from seclint.extract.odf.runs import taken
from seclint.extract.ooxml.sweep import leftovers, telling
from seclint.extract.ooxml.tree import attribute, child, local
from seclint.extract.word.look import Styles
from seclint.extract.word.story import Book, Naming
from seclint.extract.xmlpart import XmlPart, parse
from seclint.model import Extracted, Member, Part, Place, Unreviewed

_LABELS = {
    "Title": "标题", "Subject": "主题", "Author": "作者", "Keywords": "关键词",
    "Description": "备注", "LastAuthor": "最后保存者", "Category": "类别", "Manager": "主管",
    "Company": "单位", "Template": "模板", "HyperlinkBase": "超链接基础",
}  # fmt: skip
_FILES_MOST = 2000
_TOLD = ("t", "delText", "instrText")
_MARGINS = (("hdr", Naming("header", "页眉", "")), ("ftr", Naming("footer", "页脚", "")))


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError("damaged")."""
    found = parse(data, "文档")
    if not found.whole:
        yield Unreviewed(name, "damaged", "文档已损坏或含有未展开的实体，只读出一部分")
    if local(found.root) == "package":
        yield from _package(name, found)
        return
    reading = _Reading(name, found)
    yield reading.draft.document(name)
    yield from reading.members()


# --- flat OPC ---------------------------------------------------------------------------------


def _package(name: str, found: XmlPart) -> Iterator[Extracted]:
    """The package with its parts inline, as a zip."""
    stream, word = io.BytesIO(), False
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for part in found.root.iterchildren("{*}part"):
            location = (attribute(part, "name") or "").lstrip("/")
            content = _content(part)
            word = word or location.startswith("word/")
            if content is None:
                yield Unreviewed(name, "damaged", f"部件 {location} 已损坏，未能审查")
            else:
                package.writestr(location or "part", content)
    if word:
        from seclint.extract.word.docx import extract as read

        yield from read(name, stream.getvalue())
    else:
        yield Member("package.zip", stream.getvalue(), "内容")
    yield from _remarks(name, found)


def _remarks(name: str, found: XmlPart) -> Iterator[Extracted]:
    draft = Draft()
    for text in found.remarks:
        draft.aside(text, Place("comment", "XML 注释"))
    if draft.length:
        yield draft.document(name)


def _content(part: etree._Element) -> bytes | None:
    if (inside := child(part, "xmlData")) is not None and len(inside):
        return etree.tostring(inside[0], encoding="utf-8", with_tail=False, xml_declaration=True)
    if (binary := child(part, "binaryData")) is not None:
        return _decoded(binary.text or "")
    return None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text)
    except ValueError:
        return None


# --- Word 2003, Excel 2003, others ------------------------------------------------------------


class _Reading:
    """One file as it is read."""

    def __init__(self, name: str, found: XmlPart) -> None:
        self._name = name
        self._root = found.root
        self.draft = Draft()
        self._files = list(self._root.iter("{*}binData"))
        if local(self._root) == "wordDocument":
            self._word()
        elif local(self._root) == "Workbook":
            Workbook(self._root, self.draft).tell()
        self._properties()
        for text in telling(leftovers(self._root)):
            self._say("embedded", "其他内容", text)
        for text in found.remarks:
            if "progid=" not in text:
                self._say("comment", "XML 注释", text)

    def _properties(self) -> None:
        for container in self._root.iterchildren("{*}DocumentProperties"):
            for element in container:
                text, element.text = element.text or "", None
                if local(element) in _LABELS:
                    self._say("property", f"属性·{_LABELS[local(element)]}", text)
        for container in self._root.iterchildren("{*}CustomDocumentProperties"):
            for number, element in enumerate(container, start=1):
                text, element.text = element.text or "", None
                self._say("property", f"自定义属性{number}", f"{local(element)}：{text}")

    def _say(self, part: Part, label: str, text: str) -> None:
        self.draft.aside(text.strip(), Place(part, label))

    def _word(self) -> None:
        book = Book(self.draft, Styles(child(self._root, "styles")), {})
        kinds: tuple[tuple[str, Part, str], ...] = (
            ("footnote", "footnote", "脚注"),
            ("endnote", "footnote", "尾注"),
            ("annotation", "comment", "批注"),
        )
        apart = [
            (element, Naming(part, f"{word}{number}", ""))
            for kind, part, word in kinds
            for number, element in enumerate(self._apart(kind), start=1)
        ]
        authors = dict.fromkeys(taken(each, "author") for each in self._root.iter("{*}annotation"))
        for each in [element for element, _ in apart]:
            authors[taken(each, "author")] = None
        for element in self._root.iterchildren("{*}body"):
            book.tell(element, Naming("body", "正文", ""))
        for kind, naming in _MARGINS:
            for element in self._root.iter(f"{{*}}{kind}"):
                self.draft.blank()
                book.tell(element, naming)
        for element, naming in apart:
            self.draft.blank()
            book.tell(element, naming)
            _told(element)
            for text in telling(leftovers(element)):
                self._say(naming.part, naming.label, text)
        for author in authors:
            self._say("property", "批注或修订的作者", author)
        _told(self._root)

    def _apart(self, kind: str) -> list[etree._Element]:
        """Notes and comments, taken out of the paragraphs that they hang on."""
        found = [
            element
            for element in self._root.iter(f"{{*}}{kind}")
            if kind != "annotation" or (attribute(element, "type") or "").endswith("Comment")
        ]
        for element in found:
            above = element.getparent()
            if above is not None and not (element.tail or "").strip():
                above.remove(element)
        return [element for element in found if element.getparent() is None]

    def members(self) -> Iterator[Member | Unreviewed]:
        """Pictures and the like, in base64."""
        for number, element in enumerate(self._files, start=1):
            if number > _FILES_MOST:
                yield Unreviewed(self._name, "too-big", "内嵌文件过多，其余未能审查")
                return
            name = posixpath.basename(attribute(element, "name") or f"file{number}")
            data = _decoded(element.text or "")
            if data is None:
                yield Unreviewed(self._name, "damaged", f"内嵌文件 {name} 已损坏，未能审查")
            elif data:
                yield Member(name, data, f"内嵌文件 {name}")


def _told(root: etree._Element) -> None:
    """Take out the texts that stories tell: no sweep tells them again."""
    for element in root.iter(*(f"{{*}}{name}" for name in _TOLD)):
        element.text = None
