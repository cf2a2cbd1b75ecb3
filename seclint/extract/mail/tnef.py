"""TNEF (winmail.dat, [MS-OXTNEF]): what Outlook packs into one attachment."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.mail import mapi
from seclint.extract.sweep import leftovers, untold
from seclint.model import Extracted, Member, Part, Place, Unreviewed

_TEXTS: dict[int, tuple[Part, str]] = {
    0x8004: ("subject", "主题"),
    0x800C: ("body", "正文"),
    0x8000: ("property", "发件人"),
}
_RENDERING, _TITLE, _DATA, _ATTACHED, _MESSAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9003
_ITEMS = 20_000  # attributes and properties that are read
_SIZES = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = (mapi.STRING8, mapi.UNICODE, mapi.BINARY, mapi.OBJECT)


class _Property(NamedTuple):
    number: int
    type: int
    value: bytes


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then bodies with markup and attachments."""
    reading = _Reading()
    whole = reading.read(data)
    reading.sweep()
    yield reading.draft.document(name)
    yield from reading.files()
    if not whole:
        yield Unreviewed(name, "damaged", "winmail.dat 已损坏，可能有内容未能审查")


class _Reading:
    """One file as it is read: attributes of the message, then of each attachment."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._members: list[Member] = []
        self._title, self._data = "", b""
        self._count = 0
        self._rest: list[bytes] = []

    def read(self, data: bytes) -> bool:
        """Every attribute; whether none was broken."""
        at = 6
        for count in range(_ITEMS):
            if at >= len(data):
                return count > 0
            if at + 9 > len(data):
                return False
            kind, length = struct.unpack_from("<II", data, at + 1)
            value = data[at + 9 : at + 9 + length]
            if not self._attribute(kind & 0xFFFF, value) or len(value) < length:
                return False
            at += 9 + length + 2
        return False

    def files(self) -> Iterator[Member]:
        """Bodies and attachments."""
        self._close()
        yield from self._members

    def sweep(self) -> None:
        """Texts in attributes and properties that nobody knows."""
        told = self.draft.document("").text
        for text in untold(leftovers(b"\0\0".join(self._rest)), told):
            self.draft.aside(text, Place("embedded", "其他数据"))

    def _attribute(self, kind: int, value: bytes) -> bool:
        if kind in _TEXTS:
            self.draft.aside(mapi.text(value, mapi.STRING8), Place(*_TEXTS[kind]))
        elif kind == _RENDERING:
            self._close()
        elif kind == _TITLE:
            self._title = self._title or mapi.text(value, mapi.STRING8)
        elif kind == _DATA:
            self._data = value
        elif kind in (_ATTACHED, _MESSAGE):
            return self._properties(value, attached=kind == _ATTACHED)
        else:
            self._rest.append(value)
        return True

    def _close(self) -> None:
        """The attributes of one attachment are over."""
        if self._title or self._data:
            self._count += 1
            name = self._title or f"附件{self._count}"
            self._members.append(Member(name, self._data, f"附件 {name}"))
        self._title, self._data = "", b""

    def _properties(self, data: bytes, *, attached: bool) -> bool:
        try:
            for found in _properties(data):
                self._property(found, attached=attached)
        except (struct.error, IndexError, ExtractError):
            return False
        return True

    def _property(self, found: _Property, *, attached: bool) -> None:
        number, kind, value = found
        if kind in (mapi.STRING8, mapi.UNICODE):
            text = mapi.text(value, kind)
            if attached and number == mapi.LONG_NAME:
                self._title = text
            elif number not in mapi.DULL:
                part, label = mapi.place(number)
                self.draft.aside(text, Place(part, label))
        elif number == mapi.RTF and not attached:
            self._members.append(Member("RTF正文.rtf", mapi.unpacked(value), "RTF 正文"))
        elif number == mapi.HTML and not attached:
            self._members.append(Member("网页正文.html", value, "网页正文"))
        elif number == mapi.DATA and attached:
            inner = value[16:] if kind == mapi.OBJECT else value
            self._data = inner or self._data
        elif kind == mapi.BINARY:
            self._rest.append(value)


def _properties(data: bytes) -> Iterator[_Property]:
    """[MS-OXTNEF] 2.1.3.4. Raises struct.error."""
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(_few(count)):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:
            at = _named(data, at)
        at, values = _values(data, at, kind)
        for value in values:
            yield _Property(number, kind & 0xFFF, value)


def _few(count: int) -> int:
    """Raises struct.error where there are more than are read."""
    if count > _ITEMS:
        raise struct.error(count)
    return count


def _named(data: bytes, at: int) -> int:
    """Behind the name of a named property."""
    length: int
    (form,) = struct.unpack_from("<I", data, at + 16)
    if form == 0:
        return at + 24
    (length,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + length + -length % 4


def _values(data: bytes, at: int, kind: int) -> tuple[int, list[bytes]]:
    base, many = kind & 0xFFF, bool(kind & 0x1000)
    count = 1
    if many or base in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    values = []
    for _ in range(_few(count)):
        length = _SIZES.get(base, 4)
        if base in _VARIABLE:
            (length,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + length > len(data):
            raise struct.error(length)
        values.append(data[at : at + length])
        at += length + -length % 4
    return at, values
