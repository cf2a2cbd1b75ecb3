"""Writes OLE compound files ([MS-CFB]) for the samples: version 3, streams by path."""

import struct
from collections.abc import Mapping

Path = tuple[str, ...]
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


def compound(streams: Mapping[Path, bytes]) -> bytes:
    """A compound file; the storages on the way to each stream are made."""
    return _Writer(streams).data()


class _Writer:
    def __init__(self, streams: Mapping[Path, bytes]) -> None:
        self.streams = streams
        self.sectors: list[bytes] = []
        self.fat: list[int] = []

    def data(self) -> bytes:
        mini, minifat, places = self._mini()
        for path, content in self.streams.items():
            if len(content) >= _CUTOFF:
                places[path] = self._store(content)
        ministream = self._store(mini)
        minitable = self._store(struct.pack(f"<{len(minifat)}I", *minifat), b"\xff")
        directory = self._store(self._directory(places, ministream, len(mini)))
        first = len(self.sectors)
        count = 1
        while count * 128 < first + count:
            count += 1
        table = [*self.fat, *[_FAT] * count]
        packed = struct.pack(f"<{len(table)}I", *table).ljust(count * _SECTOR, b"\xff")
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        head += struct.pack(
            "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, count, directory, 0, _CUTOFF,
            minitable, -(-len(minifat) * 4 // _SECTOR), _END, 0, first,
        )  # fmt: skip
        head += struct.pack(f"<{count - 1}I", *range(first + 1, first + count))
        return head.ljust(_SECTOR, b"\xff") + b"".join(self.sectors) + packed

    def _store(self, content: bytes, fill: bytes = b"\0") -> int:
        """Sectors of these bytes, chained; the first of them."""
        if not content:
            return _END
        start = len(self.sectors)
        for at in range(0, len(content), _SECTOR):
            self.sectors.append(content[at : at + _SECTOR].ljust(_SECTOR, fill))
            self.fat.append(len(self.sectors))
        self.fat[-1] = _END
        return start

    def _mini(self) -> tuple[bytes, list[int], dict[Path, int]]:
        stream, table, places = b"", [], {}
        for path, content in self.streams.items():
            if 0 < len(content) < _CUTOFF:
                places[path] = len(table)
                count = -(-len(content) // _MINI)
                table += [*range(len(table) + 1, len(table) + count), _END]
                stream += content.ljust(count * _MINI, b"\0")
        return stream, table, places

    def _directory(self, places: dict[Path, int], ministream: int, size: int) -> bytes:
        paths: dict[Path, None] = {(): None}
        for path in self.streams:
            for length in range(1, len(path) + 1):
                paths[path[:length]] = None
        numbers = {path: number for number, path in enumerate(paths)}
        entries = []
        for path in paths:
            inside = sorted((p for p in paths if p and p[:-1] == path), key=_order)
            child = numbers[inside[0]] if inside else _FREE
            beside = sorted((p for p in paths if path and p and p[:-1] == path[:-1]), key=_order)
            after = beside[beside.index(path) + 1 :] if path else []
            right = numbers[after[0]] if after else _FREE
            kind = 5 if not path else 2 if path in self.streams else 1
            start = ministream if not path else places.get(path, _END if kind == 2 else 0)
            length = size if not path else len(self.streams.get(path, b""))
            entries.append(
                _entry(path[-1] if path else "Root Entry", kind, right, child, start, length)
            )
        return b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")


def _order(path: Path) -> tuple[int, str]:
    return len(path[-1]), path[-1].upper()


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + struct.pack("<III36xIII", _FREE, right, child, start, size, 0)
