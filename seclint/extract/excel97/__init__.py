"""Excel workbooks before 2007 (xls, xlt) and those of WPS Spreadsheets (et, ett): the same.

Order: sheet by sheet its name, rows, and what hangs on it; names, links to other workbooks,
strings that no cell shows; pivot caches, properties, and what is left in streams that none of
these know. Files inside follow as members; broken parts as Unreviewed.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.excel.grid import Grid
from seclint.extract.excel97.biff import OLD_BOFS
from seclint.extract.excel97.book import BookStream
from seclint.extract.excel97.pivot import PivotCache
from seclint.extract.ole2.compound import MAGIC, shown
from seclint.extract.ole2.propset import properties
from seclint.extract.ole2.remainder import GIVEN, Remainder
from seclint.extract.ole2.repack import repack
from seclint.extract.ole2.residue import Residue
from seclint.extract.ole2.roundtrip import kept
from seclint.extract.sweep import masked, untold
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_STREAMS = ("workbook", "book")
_PIVOTS = "_SX_DB_CUR/"


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted."""
    if not data.startswith(MAGIC):
        if int.from_bytes(data[:2], "little") in OLD_BOFS:
            from seclint.extract.excel97.old import old

            yield from old(name, data)
            return
        data = repack({"Workbook": data})
    reading = _Reading(name, Remainder(data))
    yield reading.document()
    yield from reading.members()
    yield from reading.unreviewed()


class _Reading:
    """One file as it is read: what of it failed."""

    def __init__(self, name: str, compound: Remainder) -> None:
        self._name, self._compound = name, compound
        self._draft = Draft()
        self._failed: list[ExtractError] = []
        self._files: list[tuple[str, bytes]] = []
        self.residue = Residue(compound)

    def document(self) -> Document:
        """Every text in the file. Raises ExtractError("encrypted")."""
        found = [path for path in self._compound.names if path.lower() in _STREAMS]
        if not found:
            raise ExtractError("damaged", "缺少工作簿数据流，未能审查")
        main, *others = sorted(found, key=lambda path: _STREAMS.index(path.lower()))
        self._book(main, self._draft)
        for path in others:
            self._other(path)
        self._pivots()
        for label, text, stream in properties(self._compound):
            self._say("property", label, text, shown(stream))
        self._compound.hide_thumbnail()
        told = self._draft.document(self._name).text
        for part, label, text, stream in self.residue.texts(told):
            if stream in self._compound.instead and GIVEN.fullmatch(text):
                continue
            self._say(part, label, text, stream)
        return self._draft.document(self._name)

    def members(self) -> Iterator[Member]:
        """Files inside; those in packages last."""
        yield from self.residue.members()
        for name, content in dict.fromkeys(self._files):
            yield Member(name, content, f"内嵌的文件 {name}")

    def unreviewed(self) -> Iterator[Unreviewed]:
        """What could not be read."""
        for error in self._failed:
            yield Unreviewed(self._name, error.code, error.reason)
        yield from self.residue.unreviewed(self._name)

    def _say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        self._draft.aside(text.strip("\0 \r\n\t"), Place(part, label, anchor))

    def _book(self, path: str, draft: Draft) -> None:
        """Tell a workbook stream; its drawings stay, whole again, for pictures."""
        book = BookStream(self._compound.read(path), draft)
        book.tell()
        packed = kept(bytes(book.drawings))
        self._compound.instead[path] = masked(bytes(book.drawings), packed.spans)
        self._files += packed.files
        for text in untold(packed.texts, draft.document("").text):
            self._say("embedded", "供新版软件使用的副本", text, path)
        self._failed += book.failed

    def _other(self, path: str) -> None:
        """The same workbook for an older Excel: only what it says else."""
        draft = Draft()
        self._book(path, draft)
        told = self._draft.document("").text
        for text in untold(draft.document("").text.splitlines(), " ".join(told.split())):
            self._say("hidden", f"旧版本的工作簿副本（{path}）", text, path)

    def _pivots(self) -> None:
        grid = Grid(self._draft)
        paths = [path for path in self._compound.names if path.startswith(_PIVOTS)]
        for number, path in enumerate(paths, start=1):
            cache = PivotCache(f"数据透视表缓存{number}", path)
            cache.read(self._compound.read(path))
            try:
                cache.tell(grid)
            except ExtractError as error:
                self._failed.append(error)
            for text, place in cache.asides:
                self._draft.aside(text, place)
            self.residue.read(path, cache.spans)
            if cache.broken or cache.cut:
                reason = f"数据透视表缓存{number}未能全部审查"
                self._failed.append(ExtractError("damaged" if cache.broken else "too-big", reason))
