"""vba: the source of macros as Office stores it ([MS-OVBA]): compressed, in an OLE file.

olevba would read it, but it depends on a library under the GPL.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.codepages import encoding_of
from seclint.extract.ole2.compound import Compound
from seclint.extract.ole2.ovba import MOST, unpacked
from seclint.model import Extracted, Place, Unreviewed

_STREAMS = 2_000
"""Streams of one OLE file that are looked at."""

PROJECT = "工程属性"
"""The module that stands for what a project says of itself."""


class Module(NamedTuple):
    """A module of macros and its source."""

    name: str
    source: str


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """A bare vbaProject.bin: one document. Raises nothing."""
    from seclint.extract.draft import Draft

    draft, failed = Draft(), []
    try:
        for module in modules(data):
            place = Place("markup", f"宏 {module.name}", f"VBA/{module.name}")
            draft.aside(module.source, place)
        if not draft.length:
            failed.append(Unreviewed(name, "damaged", "宏（VBA）工程没有目录，未能审查"))
    except ExtractError as error:
        failed.append(Unreviewed(name, error.code, error.reason))
    yield draft.document(name)
    yield from failed


def directories(names: Iterable[str]) -> bool:
    """Whether each folder of macros among the paths of streams has a directory of its modules."""
    lower = {name.lower() for name in names}
    found = (_FOLDER.match(name) for name in lower)
    return all(f"{folder[0]}vba/dir" in lower for folder in found if folder)


_FOLDER = re.compile(r"(?:.*/)?(?=vba/)|(?:.*/)?_vba_project_cur/")


def modules(data: bytes) -> Iterator[Module]:
    """The modules of all VBA projects in an OLE file, what a form says as one more of its name.

    Raises ExtractError("damaged", "too-big") at the end, for what could not be read.
    """
    try:
        compound = Compound(data)
    except ExtractError as error:
        raise ExtractError("damaged", "宏（VBA）已损坏，未能审查") from error
    reading = _Reading(compound)
    yield from reading.modules()
    if reading.failed:
        raise ExtractError("damaged", f"宏（VBA）{'、'.join(reading.failed)}未能审查")


class _Reading:
    """One OLE file as it is read; `failed` are the names of what could not be."""

    def __init__(self, compound: Compound) -> None:
        self._compound = compound
        self._paths = {path.lower(): path for path in compound.names}
        self._left = MOST
        self.failed: list[str] = []

    def modules(self) -> Iterator[Module]:
        paths = [path.split("/") for path in self._compound.names]
        if len(paths) > _STREAMS:
            self.failed.append("（数据流过多，其余）")
        for path in paths[:_STREAMS]:
            if [part.lower() for part in path[-2:]] == ["vba", "dir"]:
                yield from self._project(path[:-1], paths)

    def _project(self, folder: list[str], paths: list[list[str]]) -> Iterator[Module]:
        encoding, entries, told = self._directory([*folder, "dir"])
        above, seen = folder[:-1], {"dir"}
        if told:
            yield Module(PROJECT, told)
        for entry in entries:
            seen.add(entry.stream.lower())
            yield from self._module([*folder, entry.stream], entry, encoding)
        for path in paths[:_STREAMS]:
            if path[:-1] == folder and path[-1].lower() not in seen:
                yield from self._unlisted(path, encoding)
            elif path[:-1] == above and path[-1].lower() in ("project", "projectlk"):
                yield from self._settings(path, encoding)
            elif path[: len(above)] == above and len(path) > len(above) + 1 and path[:-1] != folder:
                yield from self._form(path, path[len(above)])

    def _read(self, path: list[str]) -> bytes:
        """b"" where it cannot be read: that, and what is cut short, is noted."""
        known = len(self._compound.damage)
        stored = self._paths.get("/".join(path).lower(), "")
        data = self._compound.read(stored)
        if not stored or len(self._compound.damage) > known:
            self.failed.append(path[-1])
        return data

    def _unpack(self, data: bytes, name: str) -> bytes:
        """What can be unpacked; the rest is noted."""
        out, whole = unpacked(data, self._left)
        self._left -= len(out)
        if not whole:
            self.failed.append(name)
        return out

    def _directory(self, path: list[str]) -> tuple[str, list["_Entry"], str]:
        return _directory(self._unpack(self._read(path), "目录"))

    def _module(self, path: list[str], entry: "_Entry", encoding: str) -> Iterator[Module]:
        data = self._read(path)
        source = self._unpack(data[entry.offset :], entry.name) if data else b""
        text = _decoded(source, encoding)
        # What is run may be another program than what is shown ("stomping").
        cached = [found for found in strings(data[: entry.offset]) if found not in text]
        yield Module(entry.name, "\n".join((text, *cached)))

    def _unlisted(self, path: list[str], encoding: str) -> Iterator[Module]:
        """A module that the directory does not name: looked for by how all sources begin."""
        data = self._read(path)
        start = data.find(b"\0Attribut") - 3
        if start >= 0 and data[start] == 1:
            yield Module(path[-1], _decoded(self._unpack(data[start:], path[-1]), encoding))
        elif found := list(strings(data)):
            yield Module(path[-1], "\n".join(found))

    def _settings(self, path: list[str], encoding: str) -> Iterator[Module]:
        lines = _decoded(self._read(path), encoding).split("\n")
        yield Module(path[-1], "\n".join(line for line in lines if not _GUARD.match(line)))

    def _form(self, path: list[str], form: str) -> Iterator[Module]:
        if found := list(strings(self._read(path))):
            yield Module(f"{form}（窗体）", "\n".join(found))


_GUARD = re.compile(r"(?:ID|CMG|DPB|GC|&H[0-9A-F]{8})=|\[")


def _decoded(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace").replace("\r\n", "\n")


_WIDE = re.compile(
    rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\x1f]\x30|[\x01-\x5e]\xff){2,}"
)
_SEVERAL = re.compile(r"[^?]{2,}")
_NARROW = re.compile(
    rb"(?:[\x20-\x7e]*+(?:[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]){3,}+)+[\x20-\x7e]*+|[\x20-\x7e]{5,}"
)


def strings(data: bytes) -> Iterator[str]:
    """Texts in binary data, of UTF-16, ASCII and GB 2312: characters of GB 2312 only."""
    wide: list[bytes] = []

    def take(found: re.Match[bytes]) -> bytes:
        if found[0].isascii() and b"\0" not in found[0]:
            return found[0]
        wide.append(found[0])
        return b"\0"

    rest = _WIDE.sub(take, data)
    for text in wide:
        yield from _common(text.decode("utf-16-le", "replace"))
    for found in _NARROW.finditer(rest):
        yield from _common(found[0].decode("gb18030", "replace"))


def _common(text: str) -> Iterator[str]:
    told = text.encode("gb2312", "replace").decode("gb2312")
    yield from [text] if told == text else _SEVERAL.findall(told)


class _Entry(NamedTuple):
    name: str
    stream: str
    offset: int


def _directory(data: bytes) -> tuple[str, list[_Entry], str]:
    """Encoding, modules and other words of a `dir` stream ([MS-OVBA] 2.3.4.2)."""
    encoding, found, told = "gb18030", [], []
    name, stream, offset = "", "", 0
    for kind, body in _records(data):
        if kind == 0x0003:
            encoding = encoding_of(int.from_bytes(body, "little"))
        elif kind in _TELLING:
            told.append(_decoded(_libid(body) if kind in _REFERENCES else body, encoding))
        elif kind in _NAMES:
            name = _decoded(body, _NAMES[kind] or encoding)
        elif kind in _STREAM:
            stream = _decoded(body, _STREAM[kind] or encoding)
        elif kind == 0x0031:
            offset = int.from_bytes(body, "little")
        elif kind == 0x002B and stream:
            found.append(_Entry(name or stream, stream, offset))
            stream = ""
    return encoding, found, "\n".join(filter(None, told))


_NAMES = {0x0019: "", 0x0047: "utf-16-le"}
_STREAM = {0x001A: "", 0x0032: "utf-16-le"}
# Name, description, help file, constants of the project; paths of references; descriptions of
# modules. What stands there in UTF-16 besides says the same.
_TELLING = frozenset((0x0004, 0x0005, 0x0006, 0x000C, 0x000D, 0x000E, 0x001C))
_REFERENCES = frozenset((0x000D, 0x000E))


def _libid(body: bytes) -> bytes:
    """The (absolute) path of a reference, which its length stands before."""
    return body[4 : 4 + int.from_bytes(body[:4], "little")]


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 6 <= len(data):
        kind, size = struct.unpack_from("<HI", data, at)
        if kind == 0x0009:  # the version: its size does not count all of it
            size = 6
        yield kind, data[at + 6 : at + 6 + size]
        at += 6 + size
