"""Rows and columns of an xls sheet that are not shown, and cells that a merged cell covers."""

import struct
from collections.abc import Callable

from seclint.extract.excel.outline import Merges
from seclint.extract.excel97.biff import Record

_MOST_MERGED = 300_000  # rows that merged ranges may cover together
_MOST_SPANS = 1024  # records about columns
_FLAT = 30  # twips: a lower row cannot be read
_NARROW = 77  # 1/256 of a character: a narrower column cannot be read


class Outline:
    """What the records of rows, columns and merged cells say of one sheet."""

    def __init__(self) -> None:
        self._rows: dict[int, str] = {}
        self._columns: dict[int, str] = {}
        self._spans_left = _MOST_SPANS
        self._usual = ""
        self._merged: dict[int, list[tuple[int, int, bool]]] = {}
        self._merged_left = _MOST_MERGED
        self.readers: dict[int, Callable[[Record], None]] = {
            0x0208: self._row, 0x007D: self._column, 0x0225: self._usual_row, 0x00E5: self._merge,
        }  # fmt: skip
        """What reads which record; raises struct.error where it is broken."""

    def of_row(self, row: int) -> str:
        """Why a row is not seen; "" where it is."""
        return self._rows.get(row, self._usual)

    def of_column(self, column: int) -> str:
        """Why a column is not seen; "" where it is."""
        return self._columns.get(column, "")

    def merges(self, row: int) -> Merges | None:
        """The merged ranges that a row lies in, if any."""
        spans = self._merged.get(row)
        return Merges(*zip(*sorted(spans), strict=True)) if spans else None

    def _row(self, record: Record) -> None:
        row, height, flags = struct.unpack_from("<H4xH4xH", record.data)
        if flags & 0x20:
            self._rows[row] = "隐藏行"
        else:
            self._rows[row] = "行高为零" if height < _FLAT else ""

    def _usual_row(self, record: Record) -> None:
        (flags,) = struct.unpack_from("<H", record.data)
        self._usual = "隐藏行" if flags & 2 else ""

    def _column(self, record: Record) -> None:
        first, last, width, _, flags = struct.unpack_from("<5H", record.data)
        why = "隐藏列" if flags & 1 else "列宽为零" if width < _NARROW else ""
        self._spans_left -= 1
        if why and self._spans_left >= 0:
            self._columns.update(dict.fromkeys(range(first, min(last, 0x3FFF) + 1), why))

    def _merge(self, record: Record) -> None:
        (count,) = struct.unpack_from("<H", record.data)
        data = record.data[2 : 2 + 8 * count]
        for top, bottom, left, right in struct.iter_unpack("<4H", data[: len(data) & ~7]):
            self._merged_left -= max(bottom - top + 1, 1)
            if self._merged_left < 0:
                return
            for row in range(top, bottom + 1):
                self._merged.setdefault(row, []).append((left + 1, right + 1, row == top))
