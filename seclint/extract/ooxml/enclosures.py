"""enclosures: what the parts of an OOXML package are that are no XML: files for the driver.

Part names are told apart by how they end, but nothing passes for dull by its name alone.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.reading import Parts
from seclint.model import Member

_XML = re.compile(r"\.(?:xml|vml|svg|rels)\Z", re.IGNORECASE)
_PICTURE = re.compile(
    r"\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|webp|heic|wdp|jxr|pcx|ico)\Z",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\.(?:mp[34]|m4[av]|mov|avi|wm[av]|mpe?g|mkv|wav|mid|aac|flac|au)\Z", re.IGNORECASE
)
_SETTINGS = re.compile(r"(?:word|xl|ppt)/printerSettings/printerSettings\d*\.bin\Z")
_FONT = re.compile(r"(?:word|ppt)/fonts/[^/]+\.(?:odttf|ttf|fntdata)\Z")
_KEY = re.compile(rb"[fF]ontKey=[\"']\{([0-9A-Fa-f-]{36})\}")
_SFNT = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")


def is_xml(file: str) -> bool:
    """Whether a part is XML of the package's own; embedded documents are files."""
    return bool(_XML.search(file)) and "/embeddings/" not in file


def is_settings(file: str) -> bool:
    """Whether a part is the settings of a printer: names and paths in binary data."""
    return bool(_SETTINGS.match(file))


def is_font(package: Package, file: str, data: bytes) -> bool:
    """Whether a part is an embedded font, and not another file under its name.

    Fonts of Word are masked with a key that fontTable.xml tells ([ISO 29500-1] 17.8.1).
    """
    if not _FONT.match(file):
        return False
    if data.startswith(_SFNT) or data[34:36] == b"LP":  # the latter is Embedded OpenType
        return True
    tables = (name for name in package.names if name.endswith("fontTable.xml"))
    keys = (key for name in tables for key in _KEY.findall(package.read(name)))
    masks = (bytes.fromhex(key.replace(b"-", b"").decode())[::-1] for key in keys)
    return any(_xor(data[:4], mask).startswith(_SFNT) for mask in masks)


def _xor(data: bytes, mask: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(data, mask, strict=False))


def label(file: str) -> str:
    """What people call a file inside."""
    base = posixpath.basename(file)
    if base.lower() == "vbaproject.bin":
        return "宏"
    word = "图片" if _PICTURE.search(file) else "影音" if _MEDIA.search(file) else "嵌入文件"
    return f"{word} {base}"


def inside(parts: Parts, files: Iterable[str], title: Callable[[str], str]) -> Iterator[Member]:
    """Those of the parts that are files for the driver; what cannot be read is noted as failed."""
    for file in files:
        data = parts.bytes(file)
        if data and not is_font(parts.package, file, data):
            yield _member(file, title(file), data)


def _member(file: str, told: str, data: bytes) -> Member:
    """A file, unwrapped where it stands in an OLE object."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        from seclint.extract.ole2.ole import unwrap

        if wrapped := unwrap(data):
            name = f"{file}!/{wrapped.name}" if wrapped.name else file
            return Member(name, wrapped.data, told)
    return Member(file, data, told)
