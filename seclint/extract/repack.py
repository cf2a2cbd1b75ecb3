"""repack: streams -> a compound file of their own ([MS-CFB] version 4).

What is embedded as a storage is a file without its frame; with one, its own extractor reads it.
Sectors are 4 KiB, so that the header alone can list those of the FAT.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from seclint.extract.compound import MAGIC

_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _MINI = 4096, 64
_CUTOFF = 4096  # shorter streams are kept in the stream of the root
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_LONGEST = 31  # characters of a name


@dataclass
class _Node:
    """A directory entry to be."""

    name: str
    content: bytes | None = None
    children: "dict[str, _Node]" = field(default_factory=dict)
    number: int = 0
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE


class _Chains:
    """Sectors of one size, and what follows each."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = bytearray()
        self.links: list[int] = []

    def add(self, content: bytes | bytearray) -> int:
        """The first sector of a new chain that holds `content`."""
        if not content:
            return _END
        start, count = len(self.links), -(-len(content) // self.size)
        self.links += [*range(start + 1, start + count), _END]
        self.data += content.ljust(count * self.size, b"\0")
        return start

    def table(self) -> bytes:
        """The links, as they are written."""
        return struct.pack(f"<{len(self.links)}I", *self.links)


def repack(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams by path, "/" between the names of storages."""
    nodes = _nodes(streams)
    large, small = _Chains(_SECTOR), _Chains(_MINI)
    starts = [
        (small if len(node.content or b"") < _CUTOFF else large).add(node.content or b"")
        for node in nodes
    ]
    starts[0] = large.add(small.data)
    size = len(small.data)
    minifat = large.add(small.table())
    entries = b"".join(_entry(node, start, size) for node, start in zip(nodes, starts, strict=True))
    directory = large.add(entries)
    return _header(large, directory, minifat) + bytes(large.data)


def _header(large: _Chains, directory: int, minifat: int) -> bytes:
    """The header's sector; the FAT is appended to the sectors that it is about."""
    per, count, start = _SECTOR // 4, 1, len(large.links)
    while count * per < start + count:
        count += 1
    large.links += [_FAT] * count
    large.data += large.table().ljust(count * _SECTOR, b"\xff")
    listed = [*range(start, start + count)][:109]
    head = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 62, 4, 0xFFFE, 12, 6)
    minis = 0 if minifat == _END else 1
    head += struct.pack("<9I", 1, count, directory, 0, _CUTOFF, minifat, minis, _END, 0)
    return (head + struct.pack(f"<{len(listed)}I", *listed).ljust(436, b"\xff")).ljust(
        _SECTOR, b"\0"
    )


def _nodes(streams: Mapping[str, bytes]) -> list[_Node]:
    """All entries, the root first, as trees of siblings."""
    root = _Node("Root Entry")
    for path, content in streams.items():
        folder = root
        *above, name = path.split("/")
        for step in above:
            folder = folder.children.setdefault(step, _Node(step))
        folder.children[name] = _Node(name, content)
    nodes = [root]
    for node in nodes:  # grows as it is gone through
        found = sorted(node.children.values(), key=lambda n: (len(n.name), n.name.upper()))
        for number, below in enumerate(found, start=len(nodes)):
            below.number = number
        nodes += found
        node.child = _balanced(found)
    return nodes


def _balanced(nodes: list[_Node]) -> int:
    if not nodes:
        return _FREE
    middle = len(nodes) // 2
    node = nodes[middle]
    node.left, node.right = _balanced(nodes[:middle]), _balanced(nodes[middle + 1 :])
    return node.number


def _entry(node: _Node, start: int, minis: int) -> bytes:
    kind = _STREAM if node.content is not None else _STORAGE if node.number else _ROOT
    size = len(node.content or b"") if node.number else minis
    name = node.name[:_LONGEST].encode("utf-16-le", "replace")
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, kind, 1)
    links = struct.pack("<III36x", node.left, node.right, node.child)
    return head + links + struct.pack("<IQ", 0 if kind == _STORAGE else start, size)
