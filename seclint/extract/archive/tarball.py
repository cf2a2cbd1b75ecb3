"""Tar archives and single compressed streams (gzip, bzip2, xz).

A .tar.gz is a stream whose content is a tar: the driver reads it in turn.
"""

import io
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.archive.inflate import MOST, Stream, bzipped, gzipped, inflate, xzipped
from seclint.extract.archive.told import ENTRIES, TOTAL, Listing, legible, unescaped
from seclint.model import Extracted, Member, Unreviewed

_BLOCK = 512
_BROKEN = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError, zlib.error)
_DULL = frozenset(
    ("path", "linkpath", "size", "mtime", "atime", "ctime", "uid", "gid", "uname", "gname",
     "hdrcharset", "LIBARCHIVE.creationtime", "SCHILY.dev", "SCHILY.ino", "SCHILY.nlink")
)  # fmt: skip


# --- tar -------------------------------------------------------------------------------------


def tar(name: str, data: bytes) -> Iterator[Extracted]:
    """Entries as members, then what the archive says beside them."""
    yield from _Tar(name, data).items()


class _Tar:
    """One tar as it is read."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._listing = Listing(name)
        self._said: set[tuple[str, str]] = set()
        self._left = TOTAL
        self._end = 0

    def items(self) -> Iterator[Extracted]:
        """Entries, the text of their headers, and what stands behind the last one."""
        try:
            with tarfile.open(fileobj=io.BytesIO(self._data), mode="r:") as archive:
                yield from self._entries(archive)
        except _BROKEN:
            yield Unreviewed(self._name, "damaged", "tar 归档已损坏，其余条目未能审查")
        yield from self._listing.documents()
        yield from self._behind()

    def _entries(self, archive: tarfile.TarFile) -> Iterator[Extracted]:
        count = 0
        try:
            while (entry := archive.next()) is not None:
                count += 1
                if count > ENTRIES or self._left <= 0:
                    yield Unreviewed(self._name, "too-big", "归档内文件过多或过大，其余未能审查")
                    return
                yield from self._entry(archive, entry)
        finally:
            self._end = archive.offset

    def _entry(self, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[Extracted]:
        path = unescaped(entry.name)
        label = self._listing.path(f"{path}/" if entry.isdir() else path)
        self._remarks(path, entry)
        if not entry.isreg() and entry.type in tarfile.SUPPORTED_TYPES:
            if not entry.isdir():
                self._listing.say("filename", "归档条目名（链接或设备）", path)
        elif entry.size > MOST:
            yield from self._listing.unread(path, "too-big", "归档内此文件超过上限，未能审查")
        else:
            yield from self._content(archive, entry, path, label)

    def _content(
        self, archive: tarfile.TarFile, entry: tarfile.TarInfo, path: str, label: str
    ) -> Iterator[Extracted]:
        stream = archive.extractfile(entry)
        if entry.issparse() and stream is not None:
            content = stream.read(MOST)
        else:
            content = self._data[entry.offset_data : entry.offset_data + entry.size]
        self._left -= len(content)
        yield Member(path, content, label)
        if len(content) != entry.size:
            reason = "归档内此文件不完整，只审查了读出的部分"
            yield Unreviewed(f"{self._name}!/{path}", "damaged", reason)
        if not entry.issparse():
            yield from self._padding(path, entry.offset_data + entry.size)

    def _padding(self, path: str, start: int) -> Iterator[Extracted]:
        padding = self._data[start : start + -start % _BLOCK].strip(b"\0")
        if padding:
            yield Member(f"{path}-填充", padding, f"压缩包内 {path}（块末填充处的数据）")

    def _remarks(self, path: str, entry: tarfile.TarInfo) -> None:
        self._listing.link(path, unescaped(entry.linkname))
        headers = {key: value for key, value in entry.pax_headers.items() if key not in _DULL}
        owners = {"所有者": entry.uname, "所有组": entry.gname}
        for key, value in (owners | headers).items():
            if value and (key, value) not in self._said:
                self._said.add((key, value))
                text = unescaped(str(value))
                label = key if key in owners or key.isascii() else "附加属性"
                self._listing.say("property", f"归档属性·{label}", text)

    def _behind(self) -> Iterator[Extracted]:
        """Bytes behind the last entry: archives that were appended, or anything else."""
        rest = self._data[self._end :]
        blocks = len(rest) - len(rest.lstrip(b"\0"))
        if len(rest) == 0 or blocks < min(_BLOCK, len(rest)):
            yield Unreviewed(self._name, "damaged", "tar 归档没有结尾，可能不完整")
        rest = rest[blocks - blocks % _BLOCK :] if blocks < len(rest) else b""
        if rest:
            yield Member("归档末尾", rest, "归档末尾之后的数据")


# --- streams ---------------------------------------------------------------------------------


class _Format(NamedTuple):
    """A compressed stream: how it is read, what its file names end with, how it is called."""

    begin: Callable[[], Stream]
    suffixes: str
    title: str


_GZIP = _Format(gzipped, r"\.(?:(t)gz|gz|gzip)$", "gzip")
_BZIP2 = _Format(bzipped, r"\.(?:(t)bz2?|bz2?|tb2)$", "bzip2")
_XZ = _Format(xzipped, r"\.(?:(t)xz|xz)$", "xz")
_STREAMS = 20_000  # streams that are joined to one file
_RATIO, _SMALL = 200, 50 << 20  # a stream may unpack to so many times its size, or to so many bytes


def gz(name: str, data: bytes) -> Iterator[Extracted]:
    """The content as a member; the name and the comment in the header."""
    told = _Header(data)
    listing = Listing(name)
    if told.name:
        listing.say("filename", "gzip 原文件名", told.name)
    listing.say("property", "gzip 注释", told.comment)
    listing.say("property", "gzip 附加字段", told.extra)
    yield from listing.documents()
    yield from _stream(name, data, _GZIP)


def bz2(name: str, data: bytes) -> Iterator[Extracted]:
    """The content as a member."""
    yield from _stream(name, data, _BZIP2)


def xz(name: str, data: bytes) -> Iterator[Extracted]:
    """The content as a member."""
    yield from _stream(name, data, _XZ)


def _stream(name: str, data: bytes, form: _Format) -> Iterator[Extracted]:
    most = min(MOST, max(_SMALL, _RATIO * len(data)))
    content, end, problem = _joined(data, form, most)
    if not content and problem:
        raise ExtractError(problem, _REASONS[problem])
    inner = _inner(name, form)
    yield Member(inner, content, f"解压后 {inner}")
    if problem:
        yield Unreviewed(name, problem, _REASONS[problem])
    if rest := data[end:].strip(b"\0"):
        yield Member("压缩流之后", rest, f"{form.title} 压缩流之后的数据")


_REASONS = {
    "damaged": "压缩流已损坏或不完整，未能全部审查",
    "too-big": "解压后的大小超过上限，未能全部审查",
}


def _joined(data: bytes, form: _Format, most: int) -> tuple[bytes, int, str]:
    """Content of all streams that follow each other, where they end, what is wrong."""
    pieces: list[bytes] = []
    magic, end = data[:3], 0
    for _ in range(_STREAMS):
        got = inflate(form.begin(), data, end, most)
        pieces.append(got.data)
        end, most = got.end, most - len(got.data)
        if got.full or not got.whole:
            return b"".join(pieces), len(data), "too-big" if got.full else "damaged"
        end += len(data[end : end + 4096]) - len(data[end : end + 4096].lstrip(b"\0"))
        if not data.startswith(magic, end):
            return b"".join(pieces), end, ""
    return b"".join(pieces), end, "too-big"


def _inner(name: str, form: _Format) -> str:
    base = re.split(r"[/\\]", name)[-1]
    found = re.search(form.suffixes, base, re.IGNORECASE)
    if found is None:
        return base
    return base[: found.start()] + (".tar" if found[1] else "")


class _Header:
    """The words in a gzip header ([RFC 1952] 2.3)."""

    def __init__(self, data: bytes) -> None:
        flags = data[3] if len(data) > 10 else 0
        at = 10
        self.extra = self.name = self.comment = ""
        if flags & 4:
            length = int.from_bytes(data[at : at + 2], "little")
            self.extra = _words(data[at + 2 : at + 2 + length])
            at += 2 + length
        if flags & 8:
            self.name, at = _string(data, at)
        if flags & 16:
            self.comment, at = _string(data, at)


def _string(data: bytes, at: int) -> tuple[str, int]:
    end = data.find(b"\0", at)
    end = len(data) if end < 0 else end
    return legible(data[at:end]), end + 1


def _words(field: bytes) -> str:
    """The text in an extra field of any kind, if it holds any."""
    text = legible(field[4:])
    return text if "\ufffd" not in text and any(map(str.isalpha, text)) else ""
