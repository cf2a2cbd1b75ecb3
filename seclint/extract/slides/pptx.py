"""Presentations (pptx, pptm, potx, ppsx): every text in the package, and where it stands.

Order: slides as they are shown, each with its notes and comments; slides that are in no show;
masters and layouts; names of sections and shows; properties, link targets, and what is left in
all parts (charts, diagrams, tags). Files inside follow as members.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from seclint.extract.ooxml.binder import Binder
from seclint.extract.ooxml.parts import attribute, child, local, taken
from seclint.extract.slides.drawing import Shapes, Sheet
from seclint.extract.slides.look import is_light
from seclint.model import Extracted, Place

_NO = ("0", "false")


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    binder = Binder(name, data)
    _Deck(binder).stories()
    yield binder.document()
    yield from binder.members()


class _Deck:
    """The slides of one package, and what stands behind them."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder
        self._main = binder.main("ppt/presentation.xml")
        self._size = (0, 0)
        self._light: dict[str, bool] = {}
        self._authors: dict[str, str] = {}

    def stories(self) -> None:
        """Tell them all. Raises ExtractError where the main part cannot be read."""
        with self._binder.part(self._main) as root:
            self._size = _size(child(root, "sldSz"))
            shown = self._shown(root)
            names = list(_names(root))
        self._writers()
        for number, file in enumerate(shown, start=1):
            self._slide(file, f"幻灯片{number}", listed=True)
        for file in self._binder.like(r"ppt/slides/[^/]*\.xml"):
            self._slide(file, f"未列入放映的幻灯片（{posixpath.basename(file)}）", listed=False)
        self._masters()
        for label, text in names:
            self._binder.say("markup", label, text)

    def _shown(self, root: etree._Element) -> list[str]:
        """Slides in the order of the show."""
        targets = {link.id: link.target for link in self._binder.related(self._main)}
        wanted = (found.items() for found in root.iter("{*}sldId"))
        ids = (value for items in wanted for key, value in items if "}id" in str(key))
        return [targets[str(name)] for name in ids if str(name) in targets]

    # slides

    def _slide(self, file: str, label: str, *, listed: bool) -> None:
        self._binder.titles[file] = label
        for _, root in self._binder.parts([file]):
            shown = attribute(root, "show") not in _NO
            sheet = Sheet("body", label, file, self._size, self._is_light(root, file), body=True)
            if not (listed and shown):
                told = label if shown else f"{label}（隐藏）"
                sheet = sheet._replace(part="hidden", label=told)
            self._sheet(root, sheet)
        for notes, found in self._binder.parts(self._binder.targets(file, "notesSlide")):
            self._sheet(found, Sheet("note", f"{label} 备注", notes))
        self._comments(file, label)

    def _is_light(self, root: etree._Element, file: str) -> bool:
        """Whether a white text on a slide cannot be seen: its layout and master count as well."""
        layouts = self._binder.targets(file, "slideLayout")
        masters = [m for layout in layouts for m in self._binder.targets(layout, "slideMaster")]
        for below in (*layouts, *masters):
            if below not in self._light:
                self._light[below] = all(map(is_light, self._binder.peek([below])))
        return is_light(root) and all(self._light[below] for below in (*layouts, *masters))

    def _sheet(self, root: etree._Element, sheet: Sheet) -> None:
        self._binder.draft.blank()
        self._binder.refer(root, sheet.file, sheet.label)
        common = child(root, "cSld")
        if name := attribute(common, "name"):
            place = Place("markup", f"{sheet.label}（名称）", sheet.file)
            self._binder.draft.write(name, place)
            self._binder.draft.space("\n")
        if (tree := child(common, "spTree")) is not None:
            Shapes(self._binder.draft, sheet).tell(tree)

    def _masters(self) -> None:
        masters = self._ordered("slideMaster")
        self._backgrounds(masters, "母版")
        layouts = [
            file for master in masters for file in self._binder.targets(master, "slideLayout")
        ]
        self._backgrounds([*layouts, *self._binder.like(r"ppt/slideLayouts/[^/]*\.xml")], "版式")
        self._backgrounds(self._ordered("notesMaster"), "备注母版")
        self._backgrounds(self._ordered("handoutMaster"), "讲义母版")
        self._backgrounds(self._binder.like(r"ppt/notesSlides/[^/]*\.xml"), "未列入放映的备注")

    def _ordered(self, kind: str) -> list[str]:
        return [
            *self._binder.targets(self._main, kind),
            *self._binder.like(rf"ppt/{kind}s/[^/]*\.xml"),
        ]

    def _backgrounds(self, files: list[str], word: str) -> None:
        for number, file in enumerate(dict.fromkeys(files), start=1):
            self._binder.titles.setdefault(file, f"{word}{number}")
            for _, root in self._binder.parts([file]):
                self._sheet(root, Sheet("textbox", f"{word}{number}", file))

    # comments

    def _writers(self) -> None:
        """Names of who comments, by the numbers that comments give."""
        files = [
            f
            for kind in ("commentAuthors", "authors")
            for f in self._binder.targets(self._main, kind)
        ]
        for _, root in self._binder.parts(
            [*files, *self._binder.like(r"ppt/(?:commentA|a)uthors\.xml")]
        ):
            for author in root:
                if name := author.get("name"):
                    self._authors[author.get("id") or ""] = name
                    self._binder.author(name)

    def _comments(self, slide: str, label: str) -> None:
        number = 0
        for file, root in self._binder.parts(self._binder.targets(slide, "comments")):
            for comment in root.iter("{*}cm", "{*}reply"):
                number += 1
                date = comment.get("dt") or comment.get("created") or ""
                told = (self._authors.get(comment.get("authorId") or ""), date[:10])
                signed = "，".join(filter(None, told))
                ending = f" 批注{number}（{signed}）" if signed else f" 批注{number}"
                place = Place("comment", f"{label}{ending}", file)
                for text in _said(comment):
                    self._binder.draft.aside(text, place)


def _said(comment: etree._Element) -> Iterator[str]:
    for body in comment:
        if local(body) == "text":
            yield taken(body)
        elif local(body) == "txBody":
            lines = ("".join(map(taken, p.iter("{*}t"))) for p in body.iter("{*}p"))
            yield "\n".join(lines)


def _size(element: etree._Element | None) -> tuple[int, int]:
    width, height = attribute(element, "cx") or "", attribute(element, "cy") or ""
    told = all(value.isdecimal() and len(value) < 10 for value in (width, height))
    return (int(width), int(height)) if told else (0, 0)


def _names(root: etree._Element) -> Iterator[tuple[str, str]]:
    for name, label in (("section", "节名"), ("custShow", "自定义放映名")):
        for number, found in enumerate(root.iter(f"{{*}}{name}"), start=1):
            yield f"{label}{number}", found.get("name") or ""
