"""Excel workbooks (xlsx, xlsm, xltx, strict ones, xlsb): every text in them, and where it stands.

Order: sheet by sheet its name, rows, margins and what hangs on it (comments, drawings, charts,
tables); then names, caches and other parts of the workbook, properties, links, strings that no
cell shows, and what is left in parts that none of these know. Files inside follow as members.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.excel import workbook, xlsb
from seclint.extract.excel.bookparts import BookParts
from seclint.extract.excel.cellstyle import Look, looks, words
from seclint.extract.excel.grid import Grid, short
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told, rest
from seclint.extract.excel.sharedstrings import SharedStrings, text_of
from seclint.extract.excel.sheet import Book, Rows
from seclint.extract.excel.sheetparts import beside
from seclint.extract.excel.stream import streamed
from seclint.extract.ole2.vba import strings
from seclint.extract.ooxml.enclosures import inside, is_settings, is_xml, label
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import custom_properties, properties, source
from seclint.extract.ooxml.reading import Parts
from seclint.extract.ooxml.sweep import telling
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_CUSTOM = re.compile(r"(?:^|/)customProperty\d*\.bin$")
_MODEL = re.compile(r"(?:^|/)model/[^/]+\.data$")


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    package = Package(data)
    reading = Reading(name, package)
    yield reading.document()
    yield from reading.members()
    for error in (*reading.parts.failed, *package.doubts):
        yield Unreviewed(name, error.code, error.reason)


class Reading:
    """One workbook as it is read."""

    def __init__(self, name: str, package: Package) -> None:
        self.parts = Parts(package)
        self._name, self._package = name, package
        self._draft = Draft()
        self._grid = Grid(self._draft)
        self._strings = SharedStrings()
        self._cut = False
        self._words: list[tuple[str, Place]] = []
        self.others = BookParts(self.parts, self._grid)

    def document(self) -> Document:
        """Every text in the package."""
        main = self._main()
        root = None if main.endswith(".bin") else self.parts.maybe(main)
        if main not in self._package.names:
            reason = f"缺少部件 {main}，未能全部审查"
            self.parts.failed.append(ExtractError("damaged", reason))
        self._tell_sheets(main, root)
        if root is not None:
            self._say_all(workbook.names(root, main))
            for sheet in root.iter("{*}sheet"):
                sheet.clear()
            self._say_all(rest(root, Place("embedded", "工作簿其他内容", main)))
        for file in sorted(self._package.names):
            self._part(file)
        self._say_all(iter(self._words))
        self._oddments()
        self._properties()
        self._targets()
        self._left_over()
        return self._draft.document(self._name)

    def _main(self) -> str:
        found = (r.target for r in self.parts.related("") if r.kind == "officeDocument")
        return next(found, "xl/workbook.xml")

    def _say(self, text: str, place: Place) -> None:
        self._draft.aside(text.strip(), place)

    def _say_all(self, told: Told) -> None:
        for text, place in told:
            self._say(text, place)

    # sheets

    def _tell_sheets(self, main: str, root: etree._Element | None) -> None:
        binary = main.endswith(".bin")
        listed = (
            xlsb.sheets(self.parts, main) if binary else workbook.sheets(self.parts, main, root)
        )
        sheets = list(listed)
        from_1904 = xlsb.since_1904(self.parts, main) if binary else workbook.since_1904(root)
        styles = self._styles(main, since_1904=from_1904)
        self._shared(main)
        book = Book(self._grid, self._strings, styles)
        owners = self.parts.owners(sheet.file for sheet in sheets)
        by_file = {sheet.file: sheet for sheet in sheets}
        self.others.owners = {part: by_file[file] for part, file in owners.items()}
        for found in () if root is None else root.iter("{*}sheet"):
            self.others.ids[found.get("sheetId", "")] = f"Sheet「{short(found.get('name', ''))}」"
        for file in self.parts.of_kind(main, "person"):
            self._part(file)
        owned: dict[str, list[str]] = {}
        for part, file in owners.items():
            owned.setdefault(file, []).append(part)
        for sheet in sheets:
            self._sheet(sheet, book)
            for part in owned.get(sheet.file, ()):
                self._part(part)

    def _styles(self, main: str, *, since_1904: bool) -> tuple[Look, ...]:
        found: tuple[Look, ...] = ()
        for file in self.parts.of_kind(main, "styles", "xl/styles.xml"):
            if file.endswith(".bin"):
                found = xlsb.looks(self.parts, file, since_1904=since_1904)
            elif (root := self.parts.maybe(file)) is not None:
                found = found or looks(root, since_1904=since_1904)
                self._words.extend(words(root, file))
                self._words.extend(rest(root, Place("embedded", "样式（其他内容）", file)))
        return found

    def _shared(self, main: str) -> None:
        for file in self.parts.of_kind(main, "sharedStrings", "xl/sharedStrings.xml"):
            if file.endswith(".bin"):
                self._words.extend(xlsb.shared(self.parts, file, self._strings))
                continue
            if (stream := streamed(self.parts, file, "si")) is None:
                continue
            try:
                for found in stream:
                    self._strings.add(text_of(found))
            except ExtractError as error:
                self.parts.failed.append(error)
            place = Place("embedded", "共享字符串（其他内容）", file)
            self._say_all((text, place) for text in telling(iter(stream.strays)))

    def _sheet(self, sheet: Sheet, book: Book) -> None:
        part: Part = "hidden" if sheet.disguise else "title"
        why = f"（{sheet.disguise}）" if sheet.disguise else ""
        self._say(sheet.name, Place(part, f"工作表名{why}", sheet.file))
        if sheet.file.endswith(".bin"):
            self._binary_sheet(sheet, book)
            return
        stream = streamed(self.parts, sheet.file, "row", "cols", "sheetFormatPr")
        if stream is None:
            return
        rows = Rows(sheet, book)
        try:
            rows.read(stream)
        except ExtractError as error:
            self._cut = True
            self.parts.failed.append(error)
        if rows.broken:
            reason = f"{sheet.label}有 {rows.broken} 个单元格的文字缺失，未能审查"
            self.parts.failed.append(ExtractError("damaged", reason))
        self._say_all(iter(rows.asides))
        if stream.root is not None:
            self._say_all(beside(stream.root, sheet, self.others.links(sheet.file)))

    def _binary_sheet(self, sheet: Sheet, book: Book) -> None:
        rows = xlsb.BinaryRows(sheet, book)
        try:
            rows.read(xlsb.read(self.parts, sheet.file))
        except ExtractError as error:
            self._cut = True
            self.parts.failed.append(error)
        self._say_all(iter(rows.asides))

    # the rest

    def _part(self, file: str) -> None:
        if xlsb.is_binary(file):
            self._say_all(xlsb.part(self.parts, self.others.sheet(file), file))
        elif is_xml(file) and not file.startswith("docProps/"):
            self._say_all(self.others.read(file))

    def _oddments(self) -> None:
        """What stands in binary parts beside the rows, and the names of parts."""
        for file in self._package.names:
            if not file.isascii():
                self._say(file, Place("filename", "部件名", file))
            if _CUSTOM.search(file):
                text = self.parts.bytes(file).decode("utf-16-le", "replace").strip("\0")
                self._say(text, Place("property", "工作表自定义属性", file))
            elif is_settings(file):
                place = Place("embedded", f"打印机设置 {posixpath.basename(file)}", file)
                self._say_all((text, place) for text in telling(strings(self.parts.bytes(file))))

    def _properties(self) -> None:
        for file in (name for name in self._package.names if name.startswith("docProps/")):
            if not file.endswith(".xml") or (root := self.parts.maybe(file)) is None:
                continue
            read = custom_properties if "custom" in file else properties
            for word, text in read(root):
                self._say(text, Place("property", word, file))
        self._say(self._package.comment, Place("property", "压缩包注释"))

    def _targets(self) -> None:
        for name in self._package.names:
            if name.endswith(".rels"):
                links = (r.target for r in self.parts.related(source(name)) if r.external)
                for target in dict.fromkeys(links):
                    if target not in self.others.linked:
                        self._say(target, Place("link", f"链接（{source(name)}）", name))

    def _left_over(self) -> None:
        label = "共享字符串（所在单元格未读到）" if self._cut else "未使用的共享字符串"
        for index, text in self._strings.unused():
            self._say(text, Place("hidden", label, f"xl/sharedStrings.xml#{index}"))
        for text in telling(iter(self.parts.notes)):
            self._say(text, Place("comment", "XML 注释"))

    # files inside

    def members(self) -> Iterator[Member]:
        """Pictures, embedded objects, macros, unknown parts; what cannot be read is noted."""
        files = [f for f in self._package.names if f not in self.parts.done and not is_xml(f)]
        models = [file for file in files if _MODEL.search(file)]
        if models:
            reason = "含数据模型（Power Pivot），其内容未能审查"
            self.parts.failed.append(ExtractError("unsupported", reason))
        yield from inside(self.parts, [f for f in files if f not in models], self._title)

    def _title(self, file: str) -> str:
        owner = self.others.owners.get(file)
        return f"{label(file)}（{owner.label}）" if owner else label(file)
