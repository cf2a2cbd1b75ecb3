"""Pivot caches and links to other workbooks: copies of cells that no sheet need show any more.

[ISO 29500-1] 18.10, 18.14.
"""

from collections.abc import Iterator

from lxml import etree

from seclint.extract.excel.grid import Cell, Grid, column_of, short
from seclint.extract.excel.numberformat import plain
from seclint.extract.excel.residue import Told, empty, rest, take
from seclint.extract.excel.sharedstrings import unescape
from seclint.extract.excel.stream import Stream
from seclint.extract.ooxml.parts import child, local
from seclint.model import Place

_VALUES = ("s", "n", "d", "b", "e")


class PivotCache:
    """The fields of a pivot cache and the records that it keeps of its source."""

    def __init__(self, root: etree._Element, label: str, file: str) -> None:
        self.label, self._file, self._root = label, file, root
        self._fields = list(root.iter("{*}cacheField"))
        self._names = [unescape(field.get("name", "")) for field in self._fields]
        self._items = [list(_items(child(field, "sharedItems"))) for field in self._fields]

    def head(self, grid: Grid) -> None:
        """The names of the fields, as the head of a table."""
        grid.begin()
        place = Place("hidden", f"{self.label}（字段名）", self._file)
        grid.row(1, [Cell(n, name, place) for n, name in enumerate(self._names, start=1) if name])

    def records(self, stream: Stream, file: str, grid: Grid) -> Told:
        """Its records, as rows below the head. Raises ExtractError."""
        for number, record in enumerate(stream, start=1):
            place = Place("hidden", f"{self.label}（记录{number}）", f"{file}#{number}")
            cells = [
                Cell(column, text, place)
                for column, found in enumerate(record, start=1)
                if (text := self._value(column, found))
            ]
            if cells:
                grid.row(number + 1, cells)
        if stream.root is not None:
            yield from rest(stream.root, Place("embedded", f"{self.label}（其他内容）", file))

    def _value(self, column: int, found: etree._Element) -> str:
        value = found.get("v", "")
        if local(found) != "x":
            return _shown(found)
        items = self._items[column - 1] if column <= len(self._items) else []
        known = value.isdecimal() and len(value) < 9 and int(value) < len(items)
        return items[int(value)] if known else ""

    def rest(self) -> Told:
        """Shared items (some stand in no record any more), the source, all else."""
        for name, items, field in zip(self._names, self._items, self._fields, strict=True):
            text = "\n".join(dict.fromkeys(items))
            yield text, Place("hidden", f"{self.label}（字段「{short(name)}」的值）", self._file)
            if (shared := child(field, "sharedItems")) is not None:
                shared.clear()
            take(field, "name")
        who = take(self._root, "refreshedBy")
        yield who, Place("property", f"{self.label}（刷新者）", self._file)
        yield from rest(self._root, Place("embedded", f"{self.label}（其他内容）", self._file))


def _items(shared: etree._Element | None) -> Iterator[str]:
    for found in () if shared is None else shared:
        yield _shown(found)


def _shown(found: etree._Element) -> str:
    value = found.get("v", "")
    if local(found) == "n":
        return plain(value)
    return unescape(value.removesuffix("T00:00:00"))


# --- other workbooks ---------------------------------------------------------------------------


def external(root: etree._Element, label: str, file: str, grid: Grid) -> Told:
    """Cached cells of a linked workbook as rows; then its names, items of DDE links, all else."""
    names = [found.get("val", "") for found in root.iter("{*}sheetName")]
    for number, data in enumerate(list(root.iter("{*}sheetData"))):
        told = data.get("sheetId", "")
        index = int(told) if told.isdecimal() and len(told) < 6 else number
        name = short(names[index] if index < len(names) else told)
        _cached(data, f"{label} Sheet「{name}」", file, grid)
        empty(data)
    for found in root.iter("{*}sheetName"):
        yield take(found, "val"), Place("link", f"{label}（工作表名）", file)
    for found in root.iter("{*}definedName"):
        text = f"{take(found, 'name')}：{take(found, 'refersTo')}"
        yield text, Place("link", f"{label}（定义名称）", file)
    for found in root.iter("{*}ddeLink", "{*}ddeItem", "{*}oleLink", "{*}oleItem"):
        keys = ("ddeService", "ddeTopic", "name", "progId")
        told = " ".join(filter(None, (take(found, key) for key in keys)))
        yield told, Place("link", f"{label}（DDE 或 OLE）", file)
    yield from rest(root, Place("hidden", f"{label}（其他内容）", file))


def _cached(data: etree._Element, label: str, file: str, grid: Grid) -> None:
    grid.begin()
    for number, row in enumerate(data, start=1):
        cells: list[Cell] = []
        for cell in row:
            ref = cell.get("r", "")
            text = "".join(found.text or "" for found in cell)
            text = unescape(text) if cell.get("t") == "str" else plain(text)
            place = Place("hidden", f"{label}!{ref}（缓存）", f"{file}#{ref}")
            if text.strip():
                column = column_of(ref.rstrip("0123456789"))
                cells.append(Cell(column or len(cells) + 1, text, place))
        told = row.get("r", "")
        if cells:
            grid.row(int(told) if told.isdecimal() and len(told) < 9 else number, cells)
