"""The shapes of a slide ([MS-ODRAW] 2.2.13): their texts in order, tables as rows."""

import struct
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from seclint.extract.slides97.records import (
    BYTES,
    CHARS,
    OUTLINE_REFERENCE,
    TEXT_HEADER,
    Record,
    below,
    inside,
    number,
    text,
)  # fmt: skip

DRAWING = 0x040C
_GROUP, _SHAPE, _TEXTBOX, _ANCHOR, _PLACE = 0xF003, 0xF004, 0xF00D, 0xF00F, 0xF010
_OPTIONS = (0xF00B, 0xF121, 0xF122)
_IS_TABLE, _VISIBILITY, _HIDDEN = 0x039F, 0x03BF, 0x00020002
_TITLES = (0, 6)


class Text(NamedTuple):
    """The text of a shape, and why it is not seen.

    A cell stands in `row` and `column` (from 1) of table number `table`.
    """

    text: str
    title: bool = False
    hidden: str = ""
    table: int = 0
    row: int = 0
    column: int = 0


class _Cell(NamedTuple):
    top: int
    left: int
    text: str


class Shapes:
    """The texts of a drawing; `told` are the records read, `used` the outline texts shown."""

    def __init__(
        self, data: bytes, outline: tuple[Text, ...] = (), size: tuple[int, int] = (0, 0)
    ) -> None:
        self.told: list[Record] = []
        self.used: set[int] = set()
        self._data, self._outline = data, outline
        self._size = size
        self._tables = 0
        self._known: dict[int, bool] = {}
        self._whys: dict[int, str] = {}

    def texts(self, drawing: Record) -> Iterator[Text]:
        """Texts in the order of the shapes."""
        for path, found in below(self._data, drawing):
            if found.kind == _GROUP and self._is_table(found):
                yield from self._table(found)
            elif found.kind == _SHAPE and not self._in_table(path):
                shown = self._text(found)
                if shown is not None:
                    yield shown._replace(hidden=self._why((*path, found)))

    def _in_table(self, path: tuple[Record, ...]) -> bool:
        return any(found.kind == _GROUP and self._is_table(found) for found in path)

    # properties

    def _property(self, shape: Record, wanted: int) -> int:
        """A simple property of a shape, or of the group whose first shape it is; 0 by default."""
        shape = self._first(shape) if shape.kind == _GROUP else shape
        for found in inside(self._data, shape):
            if found.kind in _OPTIONS:
                size = min(6 * found.instance, found.end - found.start) // 6 * 6
                options = self._data[found.start : found.start + size]
                for kind, value in struct.iter_unpack("<HI", options):
                    if kind & 0x3FFF == wanted:
                        return int(value)
        return 0

    def _why(self, path: tuple[Record, ...]) -> str:
        """Why a shape, which is the last of these, is not seen."""
        shapes = (found for found in path if found.kind in (_GROUP, _SHAPE))
        return next(filter(None, map(self._own_why, shapes)), "")

    def _own_why(self, shape: Record) -> str:
        if shape.at not in self._whys:
            hidden = self._property(shape, _VISIBILITY) & _HIDDEN == _HIDDEN
            outside = "页面之外" if self._is_outside(shape) else ""
            self._whys[shape.at] = "隐藏的形状" if hidden else outside
        return self._whys[shape.at]

    def _is_outside(self, shape: Record) -> bool:
        """Whether a shape, or the group whose first shape it is, lies beside the slide."""
        shape = self._first(shape) if shape.kind == _GROUP else shape
        anchor = next((r for r in inside(self._data, shape) if r.kind == _PLACE), None)
        data = self._data[anchor.start : anchor.end] if anchor else b""
        if len(data) not in (8, 16) or not self._size[0]:
            return False
        top, left, right, bottom = struct.unpack("<4h" if len(data) == 8 else "<4i", data)
        width, height = self._size
        return bool(right <= 0 or bottom <= 0 or left >= width or top >= height)

    def _first(self, group: Record) -> Record:
        """The shape that stands for a group."""
        return next((r for r in inside(self._data, group) if r.kind == _SHAPE), group)

    def _is_table(self, group: Record) -> bool:
        if group.at not in self._known:
            self._known[group.at] = bool(self._property(group, _IS_TABLE) & 1)
        return self._known[group.at]

    # texts

    def _text(self, shape: Record) -> Text | None:
        for found in inside(self._data, shape):
            if found.kind == _TEXTBOX:
                return self._box(found)
        return None

    def _box(self, box: Record) -> Text:
        kind = -1
        for found in inside(self._data, box):
            if found.kind == TEXT_HEADER:
                kind = number(self._data, found, 0)
            elif found.kind == OUTLINE_REFERENCE:
                index = number(self._data, found, 0)
                if index < len(self._outline) and index not in self.used:
                    self.used.add(index)
                    return self._outline[index]
            elif found.kind in (CHARS, BYTES):
                self.told.append(found)
                return Text(text(self._data, found), kind in _TITLES)
        return Text("")

    def _table(self, group: Record) -> Iterator[Text]:
        cells = sorted(self._cells(group))
        self._tables += 1
        hidden = self._why((group,))
        rows = groupby(cells, key=lambda cell: cell.top)
        for row, (_, found) in enumerate(rows, start=1):
            for column, cell in enumerate(found, start=1):
                text = Text(cell.text, hidden=hidden, table=self._tables)
                yield text._replace(row=row, column=column)

    def _cells(self, group: Record) -> Iterator[_Cell]:
        for _, found in below(self._data, group):
            if found.kind == _SHAPE and (shown := self._text(found)) is not None:
                anchor = next((r for r in inside(self._data, found) if r.kind == _ANCHOR), None)
                at = (0, 0) if anchor is None else self._corner(anchor)
                yield _Cell(at[1], at[0], shown.text)

    def _corner(self, anchor: Record) -> tuple[int, int]:
        data = self._data[anchor.start : anchor.end]
        return struct.unpack_from("<ii", data) if len(data) >= 8 else (0, 0)
