"""PowerPoint before 2007 (ppt, pot, pps) and WPS Presentation (dps, dpt): every text, every place.

Order: slides with their notes, masters, links and names, what the file once was and still holds;
properties, and what is left in streams that none of these know. Files inside follow as members.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2.compound import shown
from seclint.extract.ole2.ole import unwrap
from seclint.extract.ole2.propset import properties
from seclint.extract.ole2.remainder import GIVEN, Remainder
from seclint.extract.ole2.residue import Residue
from seclint.extract.ole2.roundtrip import kept
from seclint.extract.ole2.vba import modules
from seclint.extract.slides97.edits import Edits, current
from seclint.extract.slides97.objects import Embedded, objects
from seclint.extract.slides97.show import Show
from seclint.extract.sweep import masked, untold
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_STREAM, _USER = "powerpoint document", "current user"
_DUAL = "PP97_DUALSTORAGE/"
_OLDER = ("PP40", "PP95")


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted."""
    reading = _Reading(name, Remainder(data))
    yield reading.document()
    yield from reading.members()
    yield from reading.residue.members()
    yield from reading.unreviewed()


class _Reading:
    """One file as it is read: what of it failed."""

    def __init__(self, name: str, compound: Remainder) -> None:
        self._name, self._compound = name, compound
        self._draft = Draft()
        self._failed: list[ExtractError] = []
        self._objects: list[Embedded] = []
        self._files: list[tuple[str, bytes]] = []
        self.residue = Residue(compound)

    def document(self) -> Document:
        """Every text in the file. Raises ExtractError: damaged, encrypted."""
        paths = {path.lower(): path for path in self._compound.names}
        self._user(paths)
        if _STREAM in paths:
            self._show(paths[_STREAM])
        elif not any(path.startswith(_DUAL) for path in self._compound.names):
            self._missing()
        self._macros()
        for label, text, stream in properties(self._compound):
            self._say("property", label, text, shown(stream))
        self._compound.hide_thumbnail()
        told = self._draft.document(self._name).text
        for part, label, text, stream in self.residue.texts(told):
            if GIVEN.fullmatch(text):
                continue
            self._say(part, label, text, stream)
        return self._draft.document(self._name)

    def _say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        self._draft.aside(text.strip("\0 \r\n\t"), Place(part, label, anchor))

    def _user(self, paths: dict[str, str]) -> None:
        self._current = current(self._compound.read(paths.get(_USER, "")))

    def _show(self, path: str) -> None:
        data = self._compound.read(path)
        edits = Edits(data, self._current.edit)
        show = Show(data, edits, self._draft)
        show.tell()
        self._objects = list(objects(data, edits, show.objects))
        self._failed += show.failed
        rest = masked(data, (*show.told, *(found.span for found in self._objects)))
        packed = kept(rest)
        self._files += packed.files
        for text in untold(packed.texts, self._draft.document("").text):
            self._say("embedded", "供新版软件使用的副本", text, shown(path))
        self._compound.instead[path] = masked(rest, packed.spans)
        self._say("property", "属性·最后写入者", self._current.user)

    def _missing(self) -> None:
        if not any(path in _OLDER for path in self._compound.names):
            raise ExtractError("damaged", "缺少演示文稿数据流，未能审查")
        reason = "PowerPoint 4/95 演示文稿：只读出了残余文字，未能全部审查"
        self._failed.append(ExtractError("unsupported", reason))

    # files inside

    def _macros(self) -> None:
        for found in self._objects:
            if _is_macros(found.content):
                try:
                    for name, source in modules(found.content):
                        self._say("markup", f"宏 {name}", source)
                except ExtractError as error:
                    self._failed.append(error)

    def members(self) -> Iterator[Member]:
        """OLE objects, unwrapped; broken ones are noted. Then files in packages."""
        number = 0
        for found in self._objects:
            if _is_macros(found.content):
                continue
            number += 1
            name = f"oleObject{number}.bin"
            where = f"（幻灯片{found.slides[0]}）" if found.slides else ""
            if not found.content:
                reason = f"嵌入文件 {name}{where}已损坏或过大，未能审查"
                self._failed.append(ExtractError("damaged", reason))
            elif wrapped := unwrap(found.content):
                inner = f"{name}!/{wrapped.name}" if wrapped.name else name
                yield Member(inner, wrapped.data, f"嵌入文件 {name}{where}")
            else:
                yield Member(name, found.content, f"嵌入文件 {name}{where}")

        for name, content in dict.fromkeys(self._files):
            yield Member(name, content, f"内嵌的文件 {name}")

    def unreviewed(self) -> Iterator[Unreviewed]:
        """What could not be read."""
        for error in self._failed:
            yield Unreviewed(self._name, error.code, error.reason)
        yield from self.residue.unreviewed(self._name)


def _is_macros(content: bytes) -> bool:
    return "_VBA_PROJECT".encode("utf-16-le") in content
