"""What an xls sheet holds beside its cells: margins, links, validations, conditions, scenarios.

Each reader takes a record and gives texts and places; it raises one of `xlsobjects.BROKEN`.
"""

import struct
from collections.abc import Callable, Iterator

from seclint.extract.excel.places import Sheet
from seclint.extract.excel.sheetparts import margin
from seclint.extract.excel97 import ptg
from seclint.extract.excel97.biff import Reader, Record
from seclint.extract.excel97.cells import Book
from seclint.extract.excel97.places import reference
from seclint.extract.ole2 import hyperlink
from seclint.model import Part, Place

Told = Iterator[tuple[str, Place]]


def _margin(record: Record, sheet: Sheet, book: Book) -> Told:
    if record.data:
        part, word = _MARGINS[record.kind]
        code = book.reader(record).string(1 if book.encoding else 2)
        yield margin(code, sheet.name), Place(part, f"{sheet.label}{word}", sheet.anchor())


_MARGINS: dict[int, tuple[Part, str]] = {0x14: ("header", "页眉"), 0x15: ("footer", "页脚")}
_OTHER_MARGINS: tuple[tuple[Part, str], ...] = (
    ("header", "偶数页页眉"), ("footer", "偶数页页脚"),
    ("header", "首页页眉"), ("footer", "首页页脚"),
)  # fmt: skip


def _margins(record: Record, sheet: Sheet, _: Book) -> Told:
    """HeaderFooter ([MS-XLS] 2.4.137): even and first pages."""
    reader = Reader(record, 30)
    counts = [reader.number(2) for _ in _OTHER_MARGINS]
    for count, (part, word) in zip(counts, _OTHER_MARGINS, strict=True):
        if count:
            text = margin(reader.string(), sheet.name)
            yield text, Place(part, f"{sheet.label}{word}", sheet.anchor())


def _span(top: int, bottom: int, left: int, right: int) -> str:
    first, last = reference(top, left), reference(bottom, right)
    return first if first == last else f"{first}:{last}"


def _link(record: Record, sheet: Sheet, _: Book) -> Told:
    where = _span(*struct.unpack_from("<4H", record.data))
    place = Place("link", f"{sheet.label}!{where}（超链接）", sheet.anchor(where))
    for text in dict.fromkeys(hyperlink.texts(record.data, 24)):
        yield text, place


def _hint(record: Record, sheet: Sheet, _: Book) -> Told:
    where = _span(*struct.unpack_from("<4H", record.data, 2))
    text = record.data[10:].decode("utf-16-le", "replace").partition("\0")[0]
    yield text, Place("link", f"{sheet.label}!{where}（超链接提示）", sheet.anchor(where))


def _validation(record: Record, sheet: Sheet, _: Book) -> Told:
    """Dv ([MS-XLS] 2.4.89): titles, messages, and what the formulas list."""
    reader = Reader(record, 4)
    told = [reader.string() for _text in range(4)]
    for _formula in range(2):
        size = reader.number(2)
        reader.take(2)
        told.extend(ptg.literals(reader.take(size)))
    reader.take(2)
    where = _span(*struct.unpack_from("<4H", reader.take(8)))
    place = Place("markup", f"{sheet.label}!{where}（数据验证）", sheet.anchor(where))
    yield "\n".join(text.replace("\0", ",") for text in told if text.strip("\0")), place


def _condition(record: Record, sheet: Sheet, book: Book) -> Told:
    """CF ([MS-XLS] 2.4.42): the formulas are the last of the record."""
    first, second = struct.unpack_from("<HH", record.data, 2)
    data = record.data
    at = len(data) - first - second
    said = ptg.literals(data[at : at + first], b"", book.encoding)
    said += ptg.literals(data[at + first :], b"", book.encoding)
    yield "\n".join(said), Place("markup", f"{sheet.label}（条件格式）", sheet.anchor())


def _scenario(record: Record, sheet: Sheet, _: Book) -> Told:
    """SCENARIO ([MS-XLS] 2.4.244): name, author, comment, and the values of its cells."""
    count, _, _, name, comment, _ = struct.unpack_from("<HBBBBB", record.data)
    reader = Reader(record, 7)
    label = f"{sheet.label}方案"
    said = [reader.chars(name), reader.string()]
    if comment:
        said.append(reader.string())
    yield "\n".join(said), Place("hidden", label, sheet.anchor())
    cells = [struct.unpack("<HH", reader.take(4)) for _ in range(min(count, 32))]
    for row, column in cells:
        ref = reference(row, column)
        yield reader.string(), Place("hidden", f"{label}（{ref}）", sheet.anchor(ref))


def _query(record: Record, sheet: Sheet, _: Book) -> Told:
    """Strings of queries, parameters and pages in pivot tables ([MS-XLS] 2.4.290)."""
    reader = Reader(record) if record.kind == 0xCD else Reader(record, 4)
    yield reader.string(), Place("markup", f"{sheet.label}（查询或透视表）", sheet.anchor())


def _source(record: Record, sheet: Sheet, _: Book) -> Told:
    """DConRef, DConName: where consolidated or pivoted data come from."""
    reader = Reader(record, 6 if record.kind == 0x51 else 0)
    texts = [reader.string()]
    if reader.left >= 3:
        texts.append(reader.string())
    text = " ".join(t.lstrip("\1\2") for t in texts if t)
    yield text, Place("link", f"{sheet.label}（数据来源）", sheet.anchor())


def _filter(record: Record, sheet: Sheet, book: Book) -> Told:
    """AutoFilter ([MS-XLS] 2.4.6): the strings that two conditions compare with."""
    data = record.data
    reader = book.reader(record, 24)
    for at in (4, 14):
        if data[at] == 6:
            text = reader.chars(data[at + 6])
            yield text, Place("markup", f"{sheet.label}（筛选条件）", sheet.anchor())


BESIDE: dict[int, Callable[[Record, Sheet, Book], Told]] = {
    0x14: _margin, 0x15: _margin, 0x89C: _margins, 0x1B8: _link, 0x800: _hint, 0x1BE: _validation,
    0x1B1: _condition, 0xAF: _scenario, 0xCD: _query, 0x804: _query, 0x51: _source, 0x52: _source,
    0x9E: _filter,
}  # fmt: skip
"""Readers by the kind of record."""
