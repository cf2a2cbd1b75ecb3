"""Files inside compound files: OLE objects, and streams that are files of their own."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.ole2.compound import Compound, shown
from seclint.extract.ole2.ole import native
from seclint.extract.ole2.repack import repack
from seclint.extract.ooxml.package import Package
from seclint.model import Member

_NATIVE = "\x01ole10native"
_WHOLE = ("package", "contents", "embeddedodf")
_MAIN = (
    "WordDocument", "Workbook", "Book", "PowerPoint Document", "VisioDocument",
    "EncryptedPackage", "__properties_version1.0",
)  # fmt: skip
_FILE = re.compile(
    rb"%PDF-|PK\x03\x04|\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a|\{\\rtf"
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|(?:\xef\xbb\xbf)?<\?xml|(?:\xff\xfe)<\0\?\0x\0m\0l\0"
)


_THEME = re.compile(r"^\[Content_Types\]\.xml$|\.rels$|^theme/theme/theme(?:Manager|\d*)\.xml$")


def holder(path: str) -> str:
    """The storage a stream stands in that may be a file: a child of the root or of ObjectPool."""
    steps = path.split("/")
    depth = 2 if steps[0] == "ObjectPool" else 1
    return "/".join(steps[:depth]) if len(steps) > depth else ""


def storages(compound: Compound) -> dict[str, dict[str, bytes]]:
    """Streams by their holder, their paths told from there on."""
    found: dict[str, dict[str, bytes]] = {}
    for path in compound.names:
        if storage := holder(path):
            found.setdefault(storage, {})[path[len(storage) + 1 :]] = compound.read(path)
    return found


def member(path: str, streams: dict[str, bytes]) -> Member | None:
    """The file that a storage holds or is; None where it is neither."""
    if inside := wrapped(path, streams):
        return inside
    if any(name in streams for name in _MAIN):
        return Member(shown(path), repack(streams), _label(path))
    return None


def wrapped(path: str, streams: dict[str, bytes]) -> Member | None:
    """The file that one of the streams of an object is, or has inside.

    Names are told apart without regard to case ([MS-CFB] 2.6.4), and writers differ in it.
    """
    named = {name.lower(): content for name, content in streams.items()}
    for name in _WHOLE:
        if _FILE.match(content := named.get(name, b"")):
            return Member(shown(path), content, _label(path))
    if (content := named.get(_NATIVE, b"")) and (found := native(content)):
        name = "!/".join(filter(None, (shown(path), found.name)))
        return Member(name, found.data, _label(path))
    return None


def _label(path: str) -> str:
    return f"嵌入文件 {shown(path.rpartition('/')[2])}"


class Packed(NamedTuple):
    """A package (zip) between two offsets of a stream; `dull` if it holds but a theme."""

    start: int
    end: int
    content: bytes
    dull: bool


def packages(data: bytes) -> Iterator[Packed]:
    """Packages inside a stream: themes, and shapes in DrawingML beside their older version."""
    start = data.find(b"PK\x03\x04")
    while start >= 0 and (found := data.find(b"PK\x05\x06", start)) >= 0:
        end = found + 22 + int.from_bytes(data[found + 20 : found + 22], "little")
        content = data[start:end]
        try:
            names = Package(content).names
        except (ExtractError, IndexError):  # an entry without a name
            names = ("",)  # told as what it is by its own extractor
        yield Packed(start, end, content, all(map(_THEME.search, names)))
        start = data.find(b"PK\x03\x04", end)


def file(path: str, content: bytes) -> Member | None:
    """A stream that is a file by its first bytes, as a member."""
    if _FILE.match(content):
        return Member(shown(path), content, _label(path))
    return None
