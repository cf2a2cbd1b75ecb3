"""One sheet of an xls workbook: its cells, what floats over them, what stands beside them."""

import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from seclint.extract.excel.places import Sheet
from seclint.extract.excel97.beside import BESIDE
from seclint.extract.excel97.biff import BOF, CHART, EOF, Record
from seclint.extract.excel97.cells import Book, Cells
from seclint.extract.excel97.chart import Chart
from seclint.extract.excel97.objects import Objects
from seclint.model import Place

Readers = Mapping[int, Callable[[Record], None]]


class SheetReading:
    """A sheet as its records come; `readers` are those for the record to come."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.sheet = sheet
        self.objects = Objects(sheet, book)
        self._book = book
        self._cells = Cells(sheet, book)
        self._beside: list[tuple[str, Place]] = []
        self._charts: list[Chart] = []
        self._depth = 0
        frame: Readers = {BOF: self._begin, EOF: self._end}
        floating = {kind: partial(self._aside, kind) for kind in BESIDE}
        self._floating: Readers = {**floating, **self.objects.readers, **frame}
        self._own: Readers = {**self._cells.readers, **self._floating}
        self.readers: Readers = self._own

    def _aside(self, kind: int, record: Record) -> None:
        self._beside.extend(BESIDE[kind](record, self.sheet, self._book))

    def _begin(self, record: Record) -> None:
        self._depth += 1
        if struct.unpack_from("<H", record.data, 2)[0] == CHART:
            label = f"{self.sheet.label}图表{len(self._charts) + 1}"
            self._charts.append(Chart(label, self.sheet.anchor(), self._book))
            self.readers = {**self._floating, **self._charts[-1].readers}

    def _end(self, _: Record) -> None:
        self._depth -= 1
        if self._depth == 1:
            self.readers = self._own

    @property
    def broken(self) -> int:
        """Cells whose text is missing."""
        return self._cells.broken

    def rows(self) -> None:
        """Write the rows to the book's grid."""
        self._cells.tell()

    def asides(self) -> Iterator[tuple[str, Place]]:
        """All else; to be asked after `rows`."""
        yield from self._cells.asides
        yield from self._beside
        yield from self.objects.asides()
        for chart in self._charts:
            yield from chart.asides()
