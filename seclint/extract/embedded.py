"""Files inside compound files: OLE objects, and streams that are files of their own."""

import re
from collections.abc import Iterator

from seclint.extract.compound import Compound, shown
from seclint.extract.ole import native
from seclint.extract.repack import repack
from seclint.model import Member

_NATIVE = "\x01Ole10Native"
_WHOLE = ("Package", "CONTENTS", "EmbeddedOdf", "CONTENTS_PDF")
_MAIN = (
    "WordDocument", "Workbook", "Book", "PowerPoint Document", "VisioDocument",
    "EncryptedPackage", "__properties_version1.0",
)  # fmt: skip
_FILE = re.compile(
    rb"%PDF-|PK\x03\x04|\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a|\{\\rtf"
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|(?:\xef\xbb\xbf)?<\?xml|(?:\xff\xfe)<\0\?\0x\0m\0l\0"
)


def storages(compound: Compound) -> dict[str, dict[str, bytes]]:
    """Streams by the lowest storage that is a file: a child of the root, or of ObjectPool.

    Paths are told from that storage on.
    """
    found: dict[str, dict[str, bytes]] = {}
    for path in compound.names:
        depth = 2 if path.startswith("ObjectPool/") else 1
        steps = path.split("/")
        if len(steps) > depth:
            within = found.setdefault("/".join(steps[:depth]), {})
            within["/".join(steps[depth:])] = compound.read(path)
    return found


def member(path: str, streams: dict[str, bytes]) -> Member | None:
    """The file that a storage holds or is; None where it is neither."""
    label = f"嵌入文件 {shown(path.rpartition('/')[2])}"
    for name in _WHOLE:
        if content := streams.get(name):
            return Member(shown(path), content, label)
    if (content := streams.get(_NATIVE)) and (wrapped := native(content)):
        name = f"{shown(path)}!/{wrapped.name}" if wrapped.name else shown(path)
        return Member(name, wrapped.data, label)
    if any(name in streams for name in _MAIN):
        return Member(shown(path), repack(streams), label)
    return None


def files(path: str, content: bytes) -> Iterator[Member]:
    """A stream that is a file by its first bytes, as a member."""
    if _FILE.match(content):
        yield Member(shown(path), content, f"嵌入文件 {shown(path.rpartition('/')[2])}")
