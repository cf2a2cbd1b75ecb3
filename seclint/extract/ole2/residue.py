"""residue: what the reader of a compound file has not read: texts, pictures, files inside.

A reader notes what it read; everything else is swept, so that nothing hides where no walk goes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2.art import METAFILES, MOST_INFLATED, Picture, pictures
from seclint.extract.ole2.compound import Compound, shown
from seclint.extract.ole2.embedded import Packed, file, holder, member, packages, storages
from seclint.extract.sweep import leftovers, masked, untold
from seclint.model import Document, Member, Part, Place, Unreviewed

_MACROS = re.compile(r"(?:^|/)(?:VBA|_VBA_PROJECT_CUR)/", re.IGNORECASE)
_EQUATION = "Equation Native"
_OBJECT = re.compile(r"ObjectPool/|MBD[0-9A-F]{8}\Z")
_CONTROL = frozenset(("\x03OCXNAME", "\x03OCXDATA"))
_ABOUT = re.compile(
    r"\x01(?:Ole|CompObj)|\x02OlePres\d{3}|\x03(?:ObjInfo|LinkInfo|E?PRINT|PIC|META)"
    r"|\x05(?:Document)?SummaryInformation"
)
"""Streams of an object that are about it, or a picture of it."""
_MOST_DAMAGE = 20  # reasons told one by one


class Left(NamedTuple):
    """A text that no reader told, and the label and the stream of its place."""

    part: Part
    label: str
    text: str
    stream: str


class Residue:
    """Streams of a compound file, and the stretches of them that were read."""

    def __init__(self, compound: Compound) -> None:
        self._compound = compound
        self._read: dict[str, list[tuple[int, int]]] = {}
        self._failed: list[ExtractError] = []

    def read(self, stream: str, spans: Iterable[tuple[int, int]]) -> None:
        """Note that these stretches (start, end) of a stream were told, or hold no words."""
        self._read.setdefault(stream, []).extend((start, end) for start, end in spans)

    @cached_property
    def _storages(self) -> dict[str, dict[str, bytes]]:
        return storages(self._compound)

    @cached_property
    def _files(self) -> dict[str, Member]:
        """Storages and streams that are files, by path."""
        paths = self._compound.names
        found = {path: member(path, streams) for path, streams in self._storages.items()}
        found |= {path: file(path, self._compound.read(path)) for path in paths}
        return {path: inside for path, inside in found.items() if inside}

    @cached_property
    def _streams(self) -> dict[str, bytes]:
        """Streams that are no file, no part of one, and no macro."""
        return {
            path: self._compound.read(path)
            for path in self._compound.names
            if not {path, holder(path)} & self._files.keys() and not _MACROS.search(path)
        }

    @cached_property
    def _pictures(self) -> list[tuple[str, Picture]]:
        """Pictures with their names, each once."""
        found: dict[bytes, Picture] = {}
        left = MOST_INFLATED
        for stream, data in self._streams.items():
            for picture in pictures(data, left):
                left -= len(picture.content) if picture.extension in METAFILES else 0
                self.read(stream, [(picture.start, picture.end)])
                found.setdefault(picture.content, picture)
        return [
            (f"image{number}.{picture.extension}", picture)
            for number, picture in enumerate(found.values(), start=1)
        ]

    @cached_property
    def _packages(self) -> list[tuple[str, Packed]]:
        """Packages inside streams, with the paths of these."""
        return [
            (stream, packed) for stream, data in self._streams.items() for packed in packages(data)
        ]

    def _set_packages_aside(self) -> None:
        """They are files, no text to sweep."""
        for stream, packed in self._packages:
            self.read(stream, [(packed.start, packed.end)])

    def texts(self, told: str) -> Iterator[Left]:
        """Macros; texts that are not in `told` of metafiles, streams, and what is in no stream."""
        macros = list(self._macros())
        yield from macros
        told = "\n".join((told, *(found.text for found in macros)))
        yield from self._swept(told)

    def _macros(self) -> Iterator[Left]:
        if not any(map(_MACROS.search, self._compound.names)):
            return
        from seclint.extract.ole2.vba import directories, modules

        if not directories(self._compound.names):
            self._failed.append(ExtractError("damaged", "宏（VBA）工程没有目录，未能审查"))
        try:
            for name, source in modules(self._compound.data):
                yield Left("markup", f"宏 {name}", source, f"VBA/{name}")
        except ExtractError as error:
            self._failed.append(error)

    def _swept(self, told: str) -> Iterator[Left]:
        for name, picture in self._pictures:
            if picture.extension in METAFILES:
                for text in untold(leftovers(picture.content), told):
                    yield Left("image", f"图片 {name} 中的文字", text, name)
        self._set_packages_aside()
        for stream, data in self._streams.items():
            rest = masked(data, self._read.get(stream, ()))
            for text in untold(leftovers(rest), told):
                yield Left("embedded", f"其他数据流 {shown(stream)}", text, shown(stream))
        rest = b"\0\0".join(self._compound.unused())
        for text in untold(leftovers(rest), told):
            yield Left("embedded", "文件的空闲部分", text, "")

    def members(self) -> Iterator[Member]:
        """Files inside: OLE objects, streams that are files, pictures, shapes as packages."""
        for path, inside in self._files.items():
            if holder(path) not in self._files:
                yield inside
        for number, (stream, packed) in enumerate(self._packages, start=1):
            if not packed.dull:
                name = f"{shown(stream)}/package{number}.zip"
                yield Member(name, packed.content, f"数据流中的压缩包 {number}")
        for name, picture in self._pictures:
            if picture.content:
                yield Member(name, picture.content, f"图片 {name}")

    def unreviewed(self, name: str) -> Iterator[Unreviewed]:
        """What of the file `name` could not be read."""
        damage = list(dict.fromkeys(self._compound.damage))
        for reason in damage[:_MOST_DAMAGE]:
            yield Unreviewed(name, "damaged", f"{reason}，未能全部审查")
        if len(damage) > _MOST_DAMAGE:
            yield Unreviewed(name, "damaged", f"另有 {len(damage) - _MOST_DAMAGE} 处损坏，未能审查")
        if any(not picture.content for _, picture in self._pictures):
            yield Unreviewed(name, "damaged", "有图片已损坏，未能审查")
        for error in self._failed:
            yield Unreviewed(name, error.code, error.reason)
        if count := sum(_EQUATION in streams for streams in self._storages.values()):
            yield Unreviewed(name, "unsupported", f"含 {count} 个公式对象，其内容未能审查")
        if count := sum(map(self._is_unknown, self._storages)):
            reason = f"含 {count} 个未知类型的嵌入对象，只搜寻了其中的文字，未能全部审查"
            yield Unreviewed(name, "unsupported", reason)

    def _is_unknown(self, path: str) -> bool:
        """Whether a storage is an object of which no more than its texts was read."""
        streams = self._storages[path]
        if path in self._files or not _OBJECT.match(path) or _EQUATION in streams:
            return False
        held = (name for name, data in streams.items() if data.strip(b"\0"))
        return not _CONTROL & streams.keys() and not all(map(_ABOUT.fullmatch, held))


def swept(name: str, data: bytes, error: ExtractError) -> Iterator[Document | Unreviewed]:
    """What reads like a text in a file that `error` keeps from being read in full."""
    draft = Draft()
    for text in untold(leftovers(data), ""):
        draft.aside(text, Place("embedded", "损坏文件中的文字"))
    if draft.length:
        yield draft.document(name)
    yield Unreviewed(name, error.code, error.reason)
