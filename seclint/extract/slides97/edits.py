"""Which records of a PowerPoint stream are the presentation, and which are what it once was.

Saving may append what has changed ([MS-PPT] 2.1.2): the newest edit says where each object is.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.ole2.narrow import narrow
from seclint.extract.slides97.records import (
    DOCUMENT,
    LOCKED,
    PARTS,
    PERSIST,
    USER_EDIT,
    Record,
    children,
    number,
    record_at,
)  # fmt: skip

_LOCKED_TOKEN = 0xF3D1C4DF
_MOST_EDITS = 10_000
_MOST_OBJECTS = 1_000_000


class Current(NamedTuple):
    """What the stream `Current User` says: where the newest edit is, and who saved it."""

    edit: int
    user: str


def current(data: bytes) -> Current:
    """Read it. Raises ExtractError("encrypted")."""
    if len(data) < 28:
        return Current(-1, "")
    token, edit, length = struct.unpack_from("<IIH", data, 12)
    if token == _LOCKED_TOKEN:
        raise ExtractError("encrypted", "文件已加密，未能审查")
    at = 28 + length + 4
    wide = data[at : at + 2 * length].decode("utf-16-le", "replace")
    return Current(edit, wide.strip("\0") or narrow(data[28 : 28 + length]).strip("\0"))


class Edits:
    """The objects of a stream: `live` ones by number, `document` the newest; the rest is `old`."""

    def __init__(self, data: bytes, newest: int) -> None:
        """Raises ExtractError("encrypted")."""
        self._data = data
        self.records = list(children(data, 0, len(data)))
        """Records of the stream itself, in order."""
        self.live: dict[int, int] = {}
        self.whole = all(record.whole for record in self.records)
        if any(record.kind == LOCKED for record in self.records):
            raise ExtractError("encrypted", "文件已加密，未能审查")
        self.document = self._document(newest)

    def _document(self, newest: int) -> Record | None:
        """The document that the newest edit names; the last one where no edit can be read."""
        found = None
        for edit in self._chain(newest):
            self._persist(number(self._data, edit, 12))
            if found is None:
                found = self.object(number(self._data, edit, 16))
        documents = [record for record in self.records if record.kind == DOCUMENT]
        if found is None or found.kind != DOCUMENT:
            self.whole = False
            return documents[-1] if documents else None
        return found

    def _chain(self, at: int) -> Iterator[Record]:
        """Edits ([MS-PPT] 2.3.3), the newest first."""
        edits = {record.at for record in self.records if record.kind == USER_EDIT}
        if at not in edits:
            found = record_at(self._data, at)
            if found is None or found.kind != USER_EDIT:
                self.whole = False
                at = max(edits, default=-1)
        seen: set[int] = set()
        while at not in seen and len(seen) < _MOST_EDITS:
            seen.add(at)
            edit = record_at(self._data, at)
            if edit is None or edit.kind != USER_EDIT:
                return
            yield edit
            at = number(self._data, edit, 8) or -1

    def _persist(self, at: int) -> None:
        """Offsets of objects ([MS-PPT] 2.3.4); what a newer edit has said already holds."""
        record = record_at(self._data, at)
        if record is None or record.kind != PERSIST:
            self.whole = False
            return
        numbers = _numbers(self._data[record.start : record.end])
        for head in numbers:
            first, count = head & 0xFFFFF, head >> 20
            for index in range(first, first + count):
                offset = next(numbers, None)
                if offset is None or len(self.live) > _MOST_OBJECTS:
                    return
                self.live.setdefault(index, offset)

    def object(self, index: int) -> Record | None:
        """A live object by its number."""
        return record_at(self._data, self.live.get(index, -1))

    def old(self, told: set[int]) -> Iterator[Record]:
        """Documents, slides, notes and masters of the stream that are none of those told."""
        return (r for r in self.records if r.kind in PARTS and r.at not in told)


def _numbers(data: bytes) -> Iterator[int]:
    return (found[0] for found in struct.iter_unpack("<I", data[: len(data) & ~3]))
