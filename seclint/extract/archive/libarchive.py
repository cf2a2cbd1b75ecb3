"""Archives that libarchive knows: 7z, RAR (4 and 5), CAB, ISO 9660, LHA, and .zst, .Z, .lz streams.

The library is no dependency of the wheel: where it is missing, the archive is unreviewed.
"""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from seclint.errors import ExtractError
from seclint.extract.archive import rar
from seclint.extract.archive.inflate import MOST
from seclint.extract.archive.told import ENTRIES, TOTAL, Listing, legible, unescaped
from seclint.model import Extracted, Member, Unreviewed

_MISSING = (
    "读取此类压缩包需要 libarchive（系统库 libarchive，及 pip install libarchive-c），未能审查"
)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """Entries as members, then what the archive says beside them. Raises ExtractError."""
    library = _library()
    reading = _Reading(name, library)
    # The blank sectors before a damaged ISO would pass for the end of a tar.
    form = "all" if data[:16].strip(b"\0") else "iso9660"
    try:
        with library.memory_reader(data, form, "all") as archive:
            yield from reading.entries(archive)
    except library.ArchiveError as error:
        yield from reading.broken(str(error.msg))
    end = _end(data)
    if data.startswith((rar.RAR4, rar.RAR5)):
        told = rar.blocks(data)
        reading.listing.say("property", "压缩包注释", legible(told.comment or b""))
        yield from (Unreviewed(name, *problem) for problem in _missing(told))
        end = told.rest
    yield from reading.listing.documents()
    if end >= 0 and (rest := data[end:].strip(b"\0")):
        yield Member("压缩包末尾", rest, "压缩包末尾之后的数据")


def _missing(told: rar.Told) -> Iterator[tuple[str, str]]:
    """What the blocks of a RAR archive tell, and libarchive does not."""
    if told.comment is None:
        yield "unsupported", "压缩包注释已压缩，未能审查"
    if told.rest < 0:
        yield "damaged", "压缩包不完整，可能有文件未能审查"


def stream(name: str, data: bytes) -> Iterator[Extracted]:
    """A single compressed stream (.zst, .Z, .lz). Raises ExtractError."""
    library = _library()
    inner = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "解压"
    content = b""
    try:
        with library.memory_reader(data, "raw", "all") as archive:
            for entry in archive:
                content = _content(entry, min(MOST, max(50 << 20, 200 * len(data))))
    except library.ArchiveError as error:
        raise ExtractError("damaged", "压缩流已损坏，未能审查") from error
    yield Member(inner, content, f"解压后 {inner}")


def _library() -> ModuleType:
    """Raises ExtractError where the binding or the system library is missing."""
    try:
        return import_module("libarchive")
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise ExtractError("unsupported", _MISSING) from error


class _Reading:
    """One archive as it is read."""

    def __init__(self, name: str, library: ModuleType) -> None:
        self._name = name
        self._library = library
        self.listing = Listing(name)
        self._left = TOTAL
        self._path = ""

    def entries(self, archive: Iterator[Any]) -> Iterator[Extracted]:
        """Entries in the order of the archive."""
        for number, entry in enumerate(archive, start=1):
            if number > ENTRIES or self._left <= 0:
                yield Unreviewed(self._name, "too-big", "压缩包内文件过多或过大，其余未能审查")
                return
            yield from self._entry(entry)
        self._path = ""

    def _entry(self, entry: Any) -> Iterator[Extracted]:
        self._path = path = _text(entry.pathname) or "未命名"
        if not entry.pathname:  # libarchive drops what the locale of this process cannot write
            yield Unreviewed(self._name, "undecodable", "压缩包内有条目的名称读不出，未能审查")
        label = self.listing.path(f"{path}/" if entry.isdir else path)
        if target := _text(entry.linkpath):
            self.listing.link(path, target)
            self.listing.say("filename", "压缩包条目名（链接）", path)
        if entry.isdir:
            return
        try:
            content = _content(entry, MOST)
        except self._library.ArchiveError as error:
            yield from self.broken(str(error.msg))
            return
        except ExtractError as error:
            yield from self.listing.unread(path, error.code, error.reason)
            return
        self._left -= len(content)
        if content or not target:
            yield Member(path, content, label)

    def broken(self, message: str) -> Iterator[Extracted]:
        """What libarchive says when it cannot go on; it knows encryption by its message alone."""
        code, reason = "damaged", "压缩包已损坏，未能全部审查"
        lowered = message.lower()
        if "encrypt" in lowered or "passphrase" in lowered or "password" in lowered:
            code, reason = "encrypted", "压缩包已加密，未能审查"
        elif "unsupported" in lowered or "not supported" in lowered:
            code, reason = "unsupported", "压缩包的压缩方式尚不支持，未能审查"
        if self._path:
            yield from self.listing.unread(self._path, code, reason)
        else:
            yield Unreviewed(self._name, code, reason)


def _content(entry: Any, most: int) -> bytes:
    """Raises ArchiveError, and ExtractError("too-big")."""
    pieces, left = [], most
    for block in entry.get_blocks():
        pieces.append(block)
        left -= len(block)
        if left < 0:
            raise ExtractError("too-big", "压缩包内此文件解压后超过上限，未能审查")
    return b"".join(pieces)


def _text(name: str | bytes | None) -> str:
    if isinstance(name, bytes):
        name = name.decode("utf-8", "surrogateescape")
    return unescaped(name or "")


def _end(data: bytes) -> int:
    """The offset behind the archive, -1 where its format does not say where it ends."""
    if data.startswith(b"7z\xbc\xaf\x27\x1c") and len(data) >= 32:  # [7zFormat] SignatureHeader
        offset, size = (_number(data, at, 8) for at in (12, 20))
        return 32 + offset + size
    if data.startswith(b"MSCF"):  # [MS-CAB] 2.1, cbCabinet
        return _number(data, 8, 4)
    if data[_VOLUME + 1 : _VOLUME + 6] == b"CD001":  # ECMA-119 8.4.8, 8.4.12
        return _number(data, _VOLUME + 80, 4) * _number(data, _VOLUME + 128, 2)
    return _behind_lha(data) if data[2:5] == b"-lh" else -1


_VOLUME = 0x8000


def _behind_lha(data: bytes) -> int:
    """Behind the zero that ends an LHA archive; -1 where a header is of no known level."""
    at = 0
    while at + 21 < len(data) and data[at]:
        level, packed = data[at + 20], _number(data, at + 7, 4)
        if level > 2 or data[at + 2 : at + 5] != b"-lh":
            return -1
        at += packed + (_number(data, at, 2) if level == 2 else data[at] + 2)
    return at + 1


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
