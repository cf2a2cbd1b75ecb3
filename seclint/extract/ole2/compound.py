"""Compound files ([MS-CFB]): every stream by its path, and the bytes that belong to none.

Read here and not by olefile, so that no table of the file can make it loop or recurse, so that
streams which no storage names are listed too, and so that what is cut short is known. A sector
belongs to one chain only, which keeps all reading linear in the size of the file.
"""

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from seclint.errors import ExtractError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_CUTOFF = 4096  # shorter streams are kept in the stream of the root
_MOST_ENTRIES = 100_000
_DEEPEST = 64  # storages in storages
_LAST_SECTOR = 0xFFFFFFFA
_NOWHERE = 0xFFFFFFFF
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class Entry(NamedTuple):
    """A directory entry; `kind` is 1 for a storage, 2 for a stream, 5 for the root."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class _Sectors:
    """Sectors of one size in `data`, `base` bytes after its start, and the chains they form."""

    def __init__(self, data: bytes, size: int, base: int) -> None:
        self._data = data
        self._size = size
        self._base = base
        self._used = bytearray(-(-max(0, len(data) - base) // size))
        self._tails: list[bytes] = []
        self.table = array("I")

    def sector(self, number: int) -> bytes:
        """Bytes of a sector that is a part of the tables; none if it was read or is no sector."""
        if number >= len(self._used) or self._used[number]:
            return b""
        self._used[number] = 1
        return self._at(number, 1)

    def _at(self, number: int, count: int) -> bytes:
        start = self._base + number * self._size
        return self._data[start : start + count * self._size]

    def read(self, start: int, size: int | None) -> tuple[bytes, bool]:
        """`size` bytes of a chain (all of it for None), and whether the chain holds them."""
        most = len(self._used) if size is None else -(-size // self._size)
        parts, numbers = [], self._chain(start, most)
        first = last = next(numbers, -1)
        for number in numbers:
            if number != last + 1:
                parts.append(self._at(first, last - first + 1))
                first = number
            last = number
        if first >= 0:
            parts.append(self._at(first, last - first + 1))
        data = b"".join(parts)
        if size is None:
            return data, bool(data)
        self._tails.append(data[size:])
        return data[:size], len(data) >= size

    def _chain(self, number: int, most: int) -> Iterator[int]:
        for _ in range(most):
            if number >= len(self._used) or self._used[number]:
                return
            self._used[number] = 1
            yield number
            number = self.table[number] if number < len(self.table) else _NOWHERE

    def unused(self) -> Iterator[bytes]:
        """Sectors of no chain, neighbours joined, and what stands behind the end of streams."""
        for match in re.finditer(rb"\0+", self._used):
            yield self._at(match.start(), match.end() - match.start())
        yield from self._tails


class Compound:
    """A compound file in memory; `damage` tells, for people, what of it could not be read."""

    def __init__(self, data: bytes) -> None:
        """Raises ExtractError("damaged") where there is no readable directory."""
        shift = int.from_bytes(data[30:32], "little")
        if not data.startswith(MAGIC) or shift not in (9, 12):
            raise ExtractError("damaged", "OLE 复合文件的文件头已损坏，未能审查")
        self.data = data
        self._size = 1 << shift
        self.damage: list[str] = []
        self._large = _Sectors(data, self._size, self._size)
        self._allocations()
        entries = self._entries(_number(data, 48))
        self._small = self._mini(entries[0])
        self._streams: dict[str, Entry] = {}
        self._namesakes: Counter[str] = Counter()
        self._contents: dict[str, bytes] = {}
        self.storages: list[str] = []
        self._walk(entries)
        self.names = tuple(self._streams)
        """Paths of all streams, "/" between the names of storages; lost ones begin with "?/"."""

    # tables

    def _allocations(self) -> None:
        """The FAT, by way of the header and the DIFAT."""
        entries = self._size // 4
        listed = _numbers(self.data[76:_HEADER])
        following = _number(self.data, 68)
        while following < _LAST_SECTOR and (found := self._large.sector(following)):
            more = _numbers(found)
            listed.extend(more[: entries - 1])
            following = more[-1] if len(more) == entries else _NOWHERE
        for number in (number for number in listed if number < _LAST_SECTOR):
            found = self._large.sector(number)
            if len(found) < self._size:
                self.damage.append("文件分配表不完整")
            self._large.table.extend(_numbers(found))

    def _entries(self, start: int) -> list[Entry]:
        directory, _ = self._large.read(start, None)
        found = [
            _entry(directory[at : at + _ENTRY], self._size)
            for at in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY), _ENTRY)
        ]
        if not found or found[0].kind != 5:
            raise ExtractError("damaged", "OLE 复合文件的目录已损坏，未能审查")
        if len(directory) > _MOST_ENTRIES * _ENTRY:
            raise ExtractError("too-big", "OLE 复合文件的目录项超过上限，未能审查")
        return found

    def _mini(self, root: Entry) -> _Sectors:
        held, whole = self._large.read(root.start, root.size) if root.size else (b"", True)
        if not whole:
            self.damage.append("短数据流所在的区域不完整")
        small = _Sectors(held, 64, 0)
        table, _ = self._large.read(_number(self.data, 60), None)
        small.table.extend(_numbers(table))
        return small

    def _walk(self, entries: list[Entry]) -> None:
        """All entries by path, those that no storage names last."""
        seen = {0}
        waiting = [(entries[0].child, "")]
        while waiting:
            number, folder = waiting.pop()
            if number >= len(entries) or number in seen:
                if number < _LAST_SECTOR:
                    self.damage.append("目录的指针无效")
                continue
            seen.add(number)
            entry = entries[number]
            waiting += [(entry.right, folder), (entry.left, folder)]
            path = self._admit(entry, folder)
            if path and path.count("/") < _DEEPEST:
                waiting.append((entry.child, f"{path}/"))
        for number, entry in enumerate(entries):
            if number not in seen:
                self._admit(entry, "?/")

    def _admit(self, entry: Entry, folder: str) -> str:
        """Note an entry; the path of a storage, "" for anything else."""
        path = folder + entry.name.replace("/", "\N{FRACTION SLASH}")
        if entry.kind == 1:
            self.storages.append(path)
            return path
        if entry.kind == 2:
            self._namesakes[path] += 1
            if (number := self._namesakes[path]) > 1:
                path = f"{path}#{number}"
            self._streams[path] = entry
        return ""

    # streams

    def read(self, path: str) -> bytes:
        """Bytes of a stream, none where there is no such stream; what is missing is in `damage`."""
        if path not in self._contents:
            self._contents[path] = self._read(path)
        return self._contents[path]

    def _read(self, path: str) -> bytes:
        entry = self._streams.get(path)
        if entry is None or not entry.size:
            return b""
        sectors = self._small if entry.size < _CUTOFF else self._large
        data, whole = sectors.read(entry.start, min(entry.size, len(self.data)))
        if not (whole or path.startswith("?/")):
            self.damage.append(f"数据流 {shown(path)} 不完整")
        return data

    def unused(self) -> Iterator[bytes]:
        """Bytes that belong to no stream, where earlier content may remain; read all streams first.

        The unused end of the header's sector is one of them.
        """
        for path in self.names:
            self.read(path)
        rest = (self._large.unused(), self._small.unused(), [self.data[_HEADER : self._size]])
        yield from (found for found in chain.from_iterable(rest) if found.strip(b"\0\xff"))


def shown(path: str) -> str:
    """The path of a stream, for people: without the control characters that begin some names."""
    return _CONTROLS.sub("", path)


def _entry(data: bytes, sector: int) -> Entry:
    length = min(64, max(2, int.from_bytes(data[64:66], "little"))) - 2
    name = data[:length].decode("utf-16-le", "replace")
    left, right, child = (_number(data, at) for at in (68, 72, 76))
    size = int.from_bytes(data[120:128], "little")
    if sector == 512:  # the high half may hold rubbish in this version ([MS-CFB] 2.6.1)
        size &= 0xFFFFFFFF
    kind = data[66] if len(data) == _ENTRY else 0
    return Entry(name, kind, left, right, child, _number(data, 116), size)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _numbers(data: bytes) -> "array[int]":
    found = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found
