"""OLE 1.0 objects ([MS-OLEDS] 2.2), as RTF embeds them: the file inside, or the one linked to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.ole2.ole import unwrap

_LINKED, _EMBEDDED = 1, 2


class Object(NamedTuple):
    """`kind` is the class (Word.Document.8); `target` the linked file; `name` that of the file.

    `whole` unless `data` is shorter than the object says.
    """

    kind: str
    target: str
    name: str
    data: bytes
    whole: bool = True


class _Fields:
    """The fields of a stream in order; behind its end they are empty."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """The next 32 bits."""
        return int.from_bytes(self.take(4), "little")

    def take(self, length: int) -> bytes:
        """So many bytes."""
        found = self._data[self._at : self._at + length]
        self._at += length
        return found

    def text(self) -> str:
        """A string with its length before it."""
        return self.take(self.number()).rstrip(b"\0").decode("gb18030", "replace")

    def line(self) -> str:
        """A string with a zero behind it."""
        end = self._data.find(b"\0", self._at)
        found = self.take(end - self._at) if end >= 0 else b""
        self._at += 1
        return found.decode("gb18030", "replace")

    def rest(self) -> bytes:
        """All that follows."""
        return self._data[self._at :]


def read(data: bytes) -> Object | None:
    """The object in `data`; None where it is none."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound("", data)
    fields = _Fields(data)
    fields.number()
    form = fields.number()
    if form not in (_LINKED, _EMBEDDED):
        return None
    kind, topic, _ = fields.text(), fields.text(), fields.text()
    if form == _LINKED:
        return Object(kind, topic, "", b"")
    size = fields.number()
    native = fields.take(size)
    if native.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(kind, native)
    found = _package(kind, native) if kind == "Package" else Object(kind, "", "", native)
    return found._replace(whole=found.whole and len(native) == size)


def _compound(kind: str, data: bytes) -> Object:
    wrapped = unwrap(data)
    if wrapped is None:
        return Object(kind, "", "", data)
    return Object(kind, "", wrapped.name, wrapped.data)


def _package(kind: str, native: bytes) -> Object:
    """Flags, label, path, flags, path, size, data ([MS-OLEDS] 2.3.6 without the first size)."""
    fields = _Fields(native)
    fields.take(2)
    label, _ = fields.line(), fields.line()
    fields.take(4)
    fields.text()
    size = fields.number()
    data = fields.take(size)
    if not data:
        return Object(kind, "", "", native)
    name = label.replace("\\", "/").rpartition("/")[2]
    return Object(kind, "", name, data, whole=len(data) == size)


def native(stream: bytes) -> Object:
    """The file in an `Ole10Native` stream: a size, then a package."""
    return _package("Package", stream[4:])


def strings(data: bytes) -> Iterator[str]:
    """Stretches of UTF-16 text with Chinese, or of a path or an address, in bytes of no format."""
    for start in (0, 1):
        text = data[start:].decode("utf-16-le", "replace")
        for found in re.finditer(r"[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{4,}", text):
            if sum(not c.isascii() for c in found[0]) > 1 or (
                found[0].isascii() and len(found[0]) > 5
            ):
                yield found[0]
