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
from seclint.extract.ole2.binder import Binder
from seclint.extract.ole2.compound import MAGIC
from seclint.extract.ole2.repack import repack
from seclint.extract.sweep import untold
from seclint.model import Extracted

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
    binder = Binder(name, data)
    _Workbook(binder).tell()
    yield binder.document()
    yield from binder.members()
    yield from binder.unreviewed()


class _Workbook:
    """The streams of one file that hold a workbook."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder

    def tell(self) -> None:
        """Every text in them. Raises ExtractError("encrypted", "damaged")."""
        found = [path for path in self._binder.compound.names if path.lower() in _STREAMS]
        if not found:
            raise ExtractError("damaged", "缺少工作簿数据流，未能审查")
        main, *others = sorted(found, key=lambda path: _STREAMS.index(path.lower()))
        self._book(main, self._binder.draft)
        for path in others:
            self._other(path)
        self._pivots()
        self._binder.properties()

    def _book(self, path: str, draft: Draft) -> None:
        """Tell a workbook stream; its drawings stay, whole again, for pictures."""
        book = BookStream(self._binder.compound.read(path), draft)
        book.tell()
        self._binder.leave(path, bytes(book.drawings), draft.document("").text)
        self._binder.failed += book.failed

    def _other(self, path: str) -> None:
        """The same workbook for an older Excel: only what it says else."""
        draft = Draft()
        self._book(path, draft)
        told = self._binder.draft.document("").text
        for text in untold(draft.document("").text.splitlines(), " ".join(told.split())):
            self._binder.say("hidden", f"旧版本的工作簿副本（{path}）", text, path)

    def _pivots(self) -> None:
        grid = Grid(self._binder.draft)
        paths = [path for path in self._binder.compound.names if path.startswith(_PIVOTS)]
        for number, path in enumerate(paths, start=1):
            cache = PivotCache(f"数据透视表缓存{number}", path)
            cache.read(self._binder.compound.read(path))
            try:
                cache.tell(grid)
            except ExtractError as error:
                self._binder.failed.append(error)
            for text, place in cache.asides:
                self._binder.draft.aside(text, place)
            self._binder.residue.read(path, cache.spans)
            if cache.broken or cache.cut:
                code, reason = (
                    "damaged" if cache.broken else "too-big",
                    f"数据透视表缓存{number}未能全部审查",
                )
                self._binder.failed.append(ExtractError(code, reason))
