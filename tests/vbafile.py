"""A vbaProject.bin by hand ([MS-CFB], [MS-OVBA]), compressed with literals only."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


class Entry(NamedTuple):
    name: str
    kind: int
    right: int
    child: int
    data: bytes


def entries(name: str, content: "bytes | Tree", first: int, right: int) -> list[Entry]:
    """An entry of the directory and all below it; `first` is its own number."""
    if isinstance(content, bytes):
        return [Entry(name, 2, right, FREE, content)]
    found: list[Entry] = []
    items = sorted(content.items(), key=lambda item: (len(item[0]), item[0].upper()))
    for number, (inner, below) in enumerate(items, start=1):
        start = first + 1 + len(found)
        size = len(entries(inner, below, start, FREE))
        found += entries(inner, below, start, start + size if number < len(items) else FREE)
    kind = 1 if first else 5
    return [Entry(name, kind, right, first + 1 if items else FREE, b""), *found]


def compound(tree: Tree) -> bytes:
    """A compound file of these storages and streams, each below 4,096 bytes."""
    listed = entries("Root Entry", tree, 0, FREE)
    small, starts = b"", []
    table: list[int] = []
    for entry in listed:
        starts.append(len(table) if entry.data else END)
        count = -(-len(entry.data) // 64)
        table += [*range(len(table) + 1, len(table) + count), END] if count else []
        small += entry.data.ljust(count * 64, b"\0")
    sectors = [directory(listed, starts, len(small)), packed(table), small]
    counts = [-(-len(part) // 512) for part in sectors]
    chain, begins = [FAT], []
    for count in counts:
        begins.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), END]
    assert len(chain) <= 128
    sectors[0] = sectors[0].replace(b"ROOT", struct.pack("<I", begins[2]), 1)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, begins[0], 0, 4096,
                        begins[1], counts[1], END, 0, 0)  # fmt: skip
    parts = (part.ljust(count * 512, b"\0") for part, count in zip(sectors, counts, strict=True))
    return head.ljust(512, b"\xff") + packed(chain) + b"".join(parts)


def packed(numbers: list[int]) -> bytes:
    data = struct.pack(f"<{len(numbers)}I", *numbers)
    return data.ljust(-(-len(data) // 512) * 512, b"\xff")


def directory(listed: list[Entry], starts: list[int], small: int) -> bytes:
    return b"".join(written(listed, starts, small))


def written(listed: list[Entry], starts: list[int], small: int) -> Iterator[bytes]:
    for entry, start in zip(listed, starts, strict=True):
        name = entry.name.encode("utf-16-le")
        yield name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, entry.kind, 1)
        yield struct.pack("<III36x", FREE, entry.right, entry.child)
        root = entry.kind == 5
        yield b"ROOT" if root else struct.pack("<I", start)
        yield struct.pack("<II", small if root else len(entry.data), 0)


def compressed(data: bytes) -> bytes:
    """[MS-OVBA] 2.4.1 without a single copy."""
    out = b"\x01"
    for at in range(0, len(data), 3584):
        piece = data[at : at + 3584]
        body = b"".join(b"\0" + piece[i : i + 8] for i in range(0, len(piece), 8))
        out += struct.pack("<H", 0xB000 | (len(body) - 1)) + body
    return out


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HI", kind, len(body)) + body


class Macro(NamedTuple):
    """A module; what of it the directory does not name, and what stands before its source."""

    source: str
    listed: bool = True
    cache: bytes = b""


def project(
    modules: dict[str, Macro], page: int = 936, note: str = "", **others: "bytes | Tree"
) -> bytes:
    """A vbaProject.bin with these modules; `others` stand beside its VBA storage."""
    encoding = {936: "gbk", 65001: "utf-8", 950: "big5", 1252: "cp1252"}[page]
    told = record(0x0003, struct.pack("<H", page)) + record(0x0005, note.encode(encoding))
    told += struct.pack("<HIIH", 0x0009, 4, 1, 1)
    folder: Tree = {}
    for name, macro in modules.items():
        folder[name] = macro.cache + compressed(
            f'Attribute VB_Name = "{name}"\r\n{macro.source}'.encode(encoding)
        )
        if macro.listed:
            told += record(0x0019, name.encode(encoding)) + record(0x001A, name.encode(encoding))
            told += record(0x0031, struct.pack("<I", len(macro.cache))) + record(0x002B, b"")
    folder["dir"] = compressed(told + record(0x0010, b""))
    return compound({"VBA": folder, **others})
