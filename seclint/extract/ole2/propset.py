"""Property sets of compound files ([MS-OLEPS]): title, author, keywords, custom properties.

Strings are decoded with the code page that the set names, unless their bytes say otherwise.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.codepages import encoding_of
from seclint.extract.encoding import decode
from seclint.extract.ole2.compound import Compound, shown

SUMMARY = "\x05SummaryInformation"
DOCUMENT = "\x05DocumentSummaryInformation"

_SUMMARY = {2: "标题", 3: "主题", 4: "作者", 5: "关键词", 6: "备注", 7: "模板", 8: "最后保存者"}
_DOCUMENT = {
    2: "类别", 3: "演示目标", 13: "文档结构", 14: "主管", 15: "单位", 26: "内容类型",
    27: "内容状态", 28: "语言", 29: "版本",
}  # fmt: skip
_LABELS = {SUMMARY: _SUMMARY, DOCUMENT: _DOCUMENT}
# Numbers of revisions, names of programs, headings of the list of parts.
_DULL = re.compile(r"WPS |[\x00-\x7f]*\Z")
_MOST = 4096  # properties of a section, elements of a vector
_DEEPEST = 4  # vectors of variants
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_VECTOR = 0x1000
_NUMBERS = {2: "<h", 3: "<i", 4: "<f", 5: "<d", 16: "<b", 17: "<B", 18: "<H", 19: "<I",
            20: "<q", 21: "<Q", 22: "<i", 23: "<I"}  # fmt: skip


class Property(NamedTuple):
    """A text that a property set says, the label of its place, and the stream it stands in."""

    label: str
    text: str
    stream: str


class _Section(NamedTuple):
    """One section of a set: its bytes, the offsets of its properties, its code page."""

    data: bytes
    offsets: dict[int, int]
    encoding: str


def properties(compound: Compound) -> Iterator[Property]:
    """The words in the two property sets of a compound file, custom properties last.

    What is broken is noted in `compound.damage`; the sweep of the streams still sees its text.
    """
    for stream, labels in _LABELS.items():
        data = compound.read(stream)
        if not data:
            continue
        try:
            yield from _properties(data, stream, labels)
        except (struct.error, ValueError, OverflowError, IndexError):
            compound.damage.append(f"属性 {shown(stream)} 已损坏")


def _properties(data: bytes, stream: str, labels: dict[int, str]) -> Iterator[Property]:
    (count,) = struct.unpack_from("<I", data, 24)
    for index in range(min(count, 2)):
        (start,) = struct.unpack_from("<I", data, 44 + 20 * index)
        section = _section(data[start:])
        custom = index == 1 and stream == DOCUMENT
        told = _custom(section) if custom else _known(section, labels)
        for label, text in told:
            if text := text.strip("\0 \r\n\t"):
                yield Property(label, text, stream)


def _section(data: bytes) -> _Section:
    _, count = struct.unpack_from("<II", data)
    offsets = {}
    for index in range(min(count, _MOST)):
        identifier, offset = struct.unpack_from("<II", data, 8 + 8 * index)
        offsets[identifier] = offset
    codepage = struct.unpack_from("<H", data, offsets[1] + 4)[0] if 1 in offsets else 1252
    return _Section(data, offsets, encoding_of(codepage))


def _known(section: _Section, labels: dict[int, str]) -> Iterator[tuple[str, str]]:
    for identifier, offset in section.offsets.items():
        for text in _Value(section, offset).texts() if identifier > 1 else ():
            if identifier in labels or not _DULL.match(text):
                yield f"属性·{labels.get(identifier, identifier)}", text


def _custom(section: _Section) -> Iterator[tuple[str, str]]:
    names = _dictionary(section) if 0 in section.offsets else {}
    number = 0
    for identifier, offset in section.offsets.items():
        if identifier > 1 and identifier < 0x80000000:
            number += 1
            value = "，".join(_Value(section, offset).texts(numbers=True))
            yield f"自定义属性{number}", f"{names.get(identifier, '')}：{value}"


def _dictionary(section: _Section) -> dict[int, str]:
    """Names of custom properties ([MS-OLEPS] 2.17)."""
    data, at = section.data, section.offsets[0]
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    names = {}
    for _ in range(min(count, _MOST)):
        identifier, length = struct.unpack_from("<II", data, at)
        wide = section.encoding == "utf-16-le"
        size = length * 2 if wide else length
        names[identifier] = _text(data[at + 8 : at + 8 + size], section.encoding)
        at += 8 + size + (-size % 4 if wide else 0)
    return names


class _Value:
    """A typed value; `at` moves on as it is read. Strings in vectors are not aligned."""

    def __init__(self, section: _Section, offset: int) -> None:
        self._data = section.data
        self._encoding = section.encoding
        self._at = offset
        self._left = _MOST

    def texts(self, *, numbers: bool = False) -> Iterator[str]:
        """Strings in the value; numbers and dates too, if they are asked for."""
        yield from self._typed(0, numbers=numbers)

    def _next(self) -> int:
        (number,) = struct.unpack_from("<I", self._data, self._at)
        self._at += 4
        return int(number)

    def _typed(self, depth: int, *, numbers: bool) -> Iterator[str]:
        kind = self._next() & 0xFFFF
        if kind & _VECTOR:
            for _ in range(min(self._next(), _MOST)):
                yield from self._one(kind & ~_VECTOR, depth, numbers=numbers)
        else:
            yield from self._one(kind, depth, numbers=numbers)

    def _one(self, kind: int, depth: int, *, numbers: bool) -> Iterator[str]:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise ValueError(kind)
        if kind == 12:
            yield from self._typed(depth + 1, numbers=numbers)
        elif kind in (8, 30):
            yield self._string(self._next(), self._encoding)
        elif kind == 31:
            yield self._string(2 * self._next(), "utf-16-le")
            self._at += -self._at % 4
        elif numbers:
            yield from self._number(kind)
        elif kind in (2, 3, 11):
            self._at += 4

    def _string(self, size: int, encoding: str) -> str:
        text = self._data[self._at : self._at + size]
        if len(text) < size:
            raise ValueError(size)
        self._at += size
        return _text(text, encoding)

    def _number(self, kind: int) -> Iterator[str]:
        if kind in _NUMBERS:
            (number,) = struct.unpack_from(_NUMBERS[kind], self._data, self._at)
            yield str(int(number) if number == int(number) else number)
        elif kind == 11:
            yield "是" if self._next() else "否"
        elif kind == 64:
            (ticks,) = struct.unpack_from("<Q", self._data, self._at)
            yield (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat(" ", "seconds")


def _text(data: bytes, encoding: str) -> str:
    """Bytes up to the first NUL, in the encoding of the set unless it cannot be that one.

    Some programs name a Western code page and write GBK or UTF-8.
    """
    if encoding == "utf-16-le":
        return data[: len(data) & ~1].decode(encoding, "replace").partition("\0")[0]
    data = data.partition(b"\0")[0]
    try:
        if encoding in ("gb18030", "utf-8", "cp950"):
            return data.decode(encoding)
        return decode(data)[0]
    except ExtractError:
        return data.decode("cp1252", "replace")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
