"""PowerPoint before 2007 (ppt, pot, pps) and WPS Presentation (dps, dpt): every text, every place.

Order: slides with their notes, masters, links and names, what the file once was and still holds;
properties, and what is left in streams that none of these know. Files inside follow as members.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.ole2.binder import Binder
from seclint.extract.ole2.ole import unwrap
from seclint.extract.ole2.vba import modules
from seclint.extract.slides97.edits import Current, Edits, current
from seclint.extract.slides97.objects import Embedded, objects
from seclint.extract.slides97.show import Show
from seclint.extract.sweep import masked
from seclint.model import Extracted, Member

_STREAM, _USER = "powerpoint document", "current user"
_DUAL = "PP97_DUALSTORAGE/"
_OLDER = ("PP40", "PP95")


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted."""
    binder = Binder(name, data)
    presentation = _Presentation(binder)
    presentation.tell()
    yield binder.document()
    yield from presentation.members()
    yield from binder.members()
    yield from binder.unreviewed()


class _Presentation:
    """The streams of one file that hold a presentation."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder
        self._objects: list[Embedded] = []

    def tell(self) -> None:
        """Every text in them. Raises ExtractError: damaged, encrypted."""
        compound = self._binder.compound
        paths = {path.lower(): path for path in compound.names}
        user = current(compound.read(paths.get(_USER, "")))
        if _STREAM in paths:
            self._show(paths[_STREAM], user)
        elif not any(path.startswith(_DUAL) for path in compound.names):
            self._missing()
        self._macros()
        self._binder.properties()

    def _show(self, path: str, user: Current) -> None:
        data = self._binder.compound.read(path)
        edits = Edits(data, user.edit)
        show = Show(data, edits, self._binder.draft)
        show.tell()
        self._objects = list(objects(data, edits, show.objects))
        self._binder.failed += show.failed
        rest = masked(data, (*show.told, *(found.span for found in self._objects)))
        self._binder.leave(path, rest, self._binder.draft.document("").text)
        self._binder.say("property", "属性·最后写入者", user.user)

    def _missing(self) -> None:
        if not any(path in _OLDER for path in self._binder.compound.names):
            raise ExtractError("damaged", "缺少演示文稿数据流，未能审查")
        reason = "PowerPoint 4/95 演示文稿：只读出了残余文字，未能全部审查"
        self._binder.failed.append(ExtractError("unsupported", reason))

    def _macros(self) -> None:
        for found in self._objects:
            if _is_macros(found.content):
                try:
                    for name, source in modules(found.content):
                        self._binder.say("markup", f"宏 {name}", source)
                except ExtractError as error:
                    self._binder.failed.append(error)

    def members(self) -> Iterator[Member]:
        """OLE objects, unwrapped; broken ones are noted."""
        others = (found for found in self._objects if not _is_macros(found.content))
        for number, found in enumerate(others, start=1):
            name = f"oleObject{number}.bin"
            where = f"（幻灯片{found.slides[0]}）" if found.slides else ""
            if not found.content:
                reason = f"嵌入文件 {name}{where}已损坏或过大，未能审查"
                self._binder.failed.append(ExtractError("damaged", reason))
            elif wrapped := unwrap(found.content):
                inner = f"{name}!/{wrapped.name}" if wrapped.name else name
                yield Member(inner, wrapped.data, f"嵌入文件 {name}{where}")
            else:
                yield Member(name, found.content, f"嵌入文件 {name}{where}")


def _is_macros(content: bytes) -> bool:
    return "_VBA_PROJECT".encode("utf-16-le") in content
