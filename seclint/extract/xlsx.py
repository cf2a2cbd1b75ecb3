"""Excel workbooks (xlsx, xlsm, xltx, strict ones): every text in them, and where it stands.

Order: sheet by sheet its name, rows, margins and what hangs on it (comments, drawings, charts,
tables); then names, caches and other parts of the workbook, properties, links, strings that no
cell shows, and what is left in parts that none of these know. Files inside follow as members.
"""

import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract import workbook
from seclint.extract.bookparts import BookParts
from seclint.extract.cellstyle import Look, looks, words
from seclint.extract.draft import Draft
from seclint.extract.enclosed import Enclosed
from seclint.extract.grid import Grid
from seclint.extract.ooxml import custom_properties, properties, source, telling
from seclint.extract.package import Package
from seclint.extract.parts import Parts
from seclint.extract.residue import Told, rest
from seclint.extract.sharedstrings import SharedStrings, text_of
from seclint.extract.sheet import Book, Rows, Sheet
from seclint.extract.sheetparts import beside
from seclint.model import Document, Extracted, Part, Place, Unreviewed

# No words of the document's own: colours, fonts, the order of computing.
_DULL = re.compile(
    r"(?:^|/)(?:theme\d*|calcChain|\[Content_Types\]|themeOverride\d*)\.xml$"
    r"|(?:^|/)charts/(?:style|colors)\d+\.xml$|\.rels$|^_xmlsignatures/[^/]+\.(?:xml|sigs)$"
)
_XML = re.compile(r"\.(?:xml|vml)$", re.IGNORECASE)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    package = Package(data)
    reading = Reading(name, package)
    yield reading.document()
    inside = Enclosed(package, reading.parts, reading.others.owners)
    yield from reading.others.members
    yield from inside.members()
    for error in reading.parts.failed:
        yield Unreviewed(name, error.code, error.reason)


class Reading:
    """One workbook as it is read."""

    def __init__(self, name: str, package: Package) -> None:
        self.parts = Parts(package)
        self._name, self._package = name, package
        self._draft = Draft()
        self._grid = Grid(self._draft)
        self._strings = SharedStrings()
        self._words: list[tuple[str, Place]] = []
        self.others = BookParts(self.parts, self._grid)

    def document(self) -> Document:
        """Every text in the package."""
        main = self._main()
        root = self.parts.maybe(main)
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
        sheets = list(workbook.sheets(self.parts, main, root))
        styles = self._styles(main, since_1904=workbook.since_1904(root))
        self._shared(main)
        book = Book(self._grid, self._strings, styles)
        owners = self.parts.owners(sheet.file for sheet in sheets)
        by_file = {sheet.file: sheet for sheet in sheets}
        self.others.owners = {part: by_file[file] for part, file in owners.items()}
        for found in () if root is None else root.iter("{*}sheet"):
            self.others.ids[found.get("sheetId", "")] = f"Sheet「{found.get('name', '')}」"
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
            if (root := self.parts.maybe(file)) is not None:
                found = found or looks(root, since_1904=since_1904)
                self._words.extend(words(root, file))
        return found

    def _shared(self, main: str) -> None:
        for file in self.parts.of_kind(main, "sharedStrings", "xl/sharedStrings.xml"):
            if (stream := self.parts.stream(file, "si")) is None:
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
        stream = self.parts.stream(sheet.file, "row", "cols", "sheetFormatPr")
        if stream is None:
            return
        rows = Rows(sheet, book)
        try:
            rows.read(stream)
        except ExtractError as error:
            self.parts.failed.append(error)
        if rows.broken:
            reason = f"{sheet.label}有 {rows.broken} 个单元格的文字缺失，未能审查"
            self.parts.failed.append(ExtractError("damaged", reason))
        self._say_all(iter(rows.asides))
        if stream.root is not None:
            self._say_all(beside(stream.root, sheet, self.others.links(sheet.file)))

    # the rest

    def _part(self, file: str) -> None:
        if _XML.search(file) and not _DULL.search(file) and not file.startswith("docProps/"):
            self._say_all(self.others.read(file))

    def _properties(self) -> None:
        for file in (name for name in self._package.names if name.startswith("docProps/")):
            if not file.endswith(".xml") or (root := self.parts.maybe(file)) is None:
                continue
            read = custom_properties if "custom" in file else properties
            for label, text in read(root):
                self._say(text, Place("property", label, file))
        self._say(self._package.comment, Place("property", "压缩包注释"))

    def _targets(self) -> None:
        for name in self._package.names:
            if name.endswith(".rels"):
                links = (r.target for r in self.parts.related(source(name)) if r.external)
                for target in dict.fromkeys(links):
                    if target not in self.others.linked:
                        self._say(target, Place("link", f"链接（{source(name)}）", name))

    def _left_over(self) -> None:
        for index, text in self._strings.unused():
            self._say(text, Place("hidden", "未使用的共享字符串", f"xl/sharedStrings.xml#{index}"))
        for text in telling(iter(self.parts.notes)):
            self._say(text, Place("comment", "XML 注释"))
