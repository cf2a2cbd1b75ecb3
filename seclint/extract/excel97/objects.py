"""What floats over an xls sheet: comments, text boxes, and what shapes say of themselves."""

import struct
from collections.abc import Callable, Iterator

from seclint.extract.excel.places import Sheet
from seclint.extract.excel97.biff import Record, ShortRecordError
from seclint.extract.excel97.cells import Book
from seclint.extract.excel97.places import reference
from seclint.extract.ole2 import art
from seclint.model import Part, Place

_NOTE_OBJECT = 0x19
_MORE = 0xFFFF  # row of a NOTE that continues the one before it, in BIFF5
_PARTS: dict[int, Part] = {
    0x00C0: "textbox", 0x0105: "link", 0x0187: "link", 0x01C5: "link", 0x038E: "markup",
}  # fmt: skip


class Objects:
    """The objects of one sheet; comments are told when all have come."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.drawing = bytearray()
        self._sheet, self._book = sheet, book
        self._object = (0, 0)
        self._boxes: list[str] = []
        self._notes: dict[int, str] = {}
        self._asides: list[tuple[str, Place]] = []
        self._old: tuple[int, int, str] = (0, 0, "")
        self.readers: dict[int, Callable[[Record], None]] = {
            0x005D: self._obj, 0x01B6: self._text, 0x00EC: self._draw, 0x001C: self._note,
        }  # fmt: skip
        """What reads which record; raises ShortRecordError or struct.error where it is broken."""

    def _draw(self, record: Record) -> None:
        self.drawing += record.data

    def _obj(self, record: Record) -> None:
        """Type and number of an object ([MS-XLS] 2.4.181); its text follows."""
        _, _, kind, number = struct.unpack_from("<4H", record.data)
        self._object = (kind, number)
        for seam in record.seams[:1]:  # the drawing goes on behind it
            self.drawing += record.data[seam:]

    def _text(self, record: Record) -> None:
        """The text of the object before it ([MS-XLS] 2.4.329)."""
        count, runs = struct.unpack_from("<HH", record.data, 10)
        text, end = "", record.seams[0] if record.seams else len(record.data)
        if count:
            reader = self._book.reader(record, end)
            text = reader.letters(count, wide=False)
            end = reader.at + runs
        self.drawing += record.data[end:]
        kind, number = self._object
        self._object = (0, 0)
        if kind == _NOTE_OBJECT:
            self._notes[number] = text
        else:
            self._boxes.append(text)

    def _note(self, record: Record) -> None:
        row, column, _, number = struct.unpack_from("<4H", record.data)
        if self._book.encoding:
            self._old_note(record, row, column)
            return
        author = self._book.reader(record, 8).string()
        self._comment(row, column, self._notes.pop(number, ""), author)

    def _old_note(self, record: Record, row: int, column: int) -> None:
        size = len(record.data) - 6
        text = self._book.reader(record, 6).chars(min(size, 2048))
        if row == _MORE and self._asides:
            before, place = self._asides.pop()
            self._asides.append((before + text, place))
        else:
            self._comment(row, column, text, "")

    def _comment(self, row: int, column: int, text: str, author: str) -> None:
        ref = reference(row, column)
        who = f"（{author.strip()}）" if author.strip() else ""
        label = f"批注 {self._sheet.label}!{ref}{who}"
        self._asides.append((text, Place("comment", label, self._sheet.anchor(ref))))

    # telling

    def asides(self) -> Iterator[tuple[str, Place]]:
        """Comments, text boxes, texts of shapes."""
        sheet = self._sheet
        yield from self._asides
        for text in self._notes.values():
            yield text, Place("comment", f"批注 {sheet.label}（单元格不明）", sheet.anchor())
        why, part = (f"（{sheet.disguise}）", "hidden") if sheet.disguise else ("", "textbox")
        place: Part = "hidden" if part == "hidden" else "textbox"
        for number, text in enumerate(self._boxes, start=1):
            yield text, Place(place, f"{sheet.label}文本框{number}{why}", sheet.anchor())
        yield from shapes(bytes(self.drawing), sheet.label, sheet.anchor())


def shapes(drawing: bytes, owner: str, anchor: str) -> Iterator[tuple[str, Place]]:
    """What shapes in a drawing say of themselves: names, alternative texts, word art."""
    for said in art.words(drawing):
        label = f"{owner}图形（{art.SAID[said.kind]}）"
        yield said.text, Place(_PARTS.get(said.kind, "alt"), label, anchor)


BROKEN = (ShortRecordError, struct.error, ValueError, IndexError, OverflowError)
"""What readers of records raise where one is broken."""
