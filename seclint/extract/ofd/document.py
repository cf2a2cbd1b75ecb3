"""One document of an OFD package: its resources, pages, annotations, attachments, outline."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.ofd.ink import Resources
from seclint.extract.ofd.ledger import Ledger, take, taken
from seclint.extract.ofd.pages import PAGES_MOST, Naming, Pages, area_of
from seclint.extract.ofd.shape import value
from seclint.extract.ooxml.parts import child, local
from seclint.model import Part

_RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
_HEAD = 4096


class Volume:
    """Reads the document whose root is the part `part`."""

    def __init__(self, ledger: Ledger, part: str, naming: Naming) -> None:
        self._ledger = ledger
        self._part = part
        self._naming = naming
        self._resources = Resources(self._opaque)
        self._swept: list[tuple[etree._Element, str]] = []

    def read(self, root: etree._Element) -> None:
        """Write its pages; keep the rest of what it says."""
        common = child(root, "CommonData")
        pages = Pages(self._ledger, self._resources, self._naming)
        pages.area = area_of(child(common, "PageArea", "PhysicalBox"))
        self._common(common, pages)
        self._annotations(root, pages)
        self._pages(root, pages)
        self._outline(root)
        self._attachments(root)
        self._lists(root)
        for part, swept in ((self._part, root), *((part, each) for each, part in self._swept)):
            self._ledger.sweep(swept, "embedded", f"{self._naming.prefix}其他部件 {part}", part)
        self._unused()

    # what pages need

    def _common(self, common: etree._Element | None, pages: Pages) -> None:
        for element in () if common is None else common:
            if local(element) in _RESOURCES:
                self._resource(self._part, take(element))
            elif local(element) == "TemplatePage":
                location = value(element, "BaseLoc")
                if part := self._ledger.locate(self._part, location):
                    order = value(element, "ZOrder")
                    pages.templates[value(element, "ID")] = part, order
                else:
                    self._ledger.fail("damaged", f"缺少部件 {location}，未能审查")

    def _resource(self, here: str, location: str) -> None:
        part = self._ledger.locate(here, location)
        if part is None or part in self._ledger.done:
            return
        if (root := self._ledger.root(part)) is None:
            return
        folder = value(root, "BaseLoc")

        def file(name: str) -> str | None:
            inside = posixpath.join(folder, name)
            return self._ledger.locate(part, inside) or self._ledger.locate(part, name)

        self._resources.add(root, file)
        self._swept.append((root, part))

    def _opaque(self, part: str) -> bool:
        """Whether a picture has no transparent parts, as its first bytes tell."""
        try:
            head = self._ledger.package.read(part)[:_HEAD]
        except ExtractError:
            return False
        if head.startswith(b"\x89PNG"):
            return head[25:26] in (b"\0", b"\2", b"\3") and b"tRNS" not in head
        return head.startswith((b"\xff\xd8\xff", b"BM"))

    # pages

    def _pages(self, root: etree._Element, pages: Pages) -> None:
        found = list(root.iterfind("{*}Pages/{*}Page"))
        if len(found) > PAGES_MOST:
            self._ledger.fail("too-big", f"页数超过 {PAGES_MOST}，其余只按部件读出")
        for number, page in enumerate(found[:PAGES_MOST], start=1):
            location = value(page, "BaseLoc")
            part = self._ledger.locate(self._part, location)
            if part is None:
                reason = f"{self._naming.prefix}第{number}页缺少部件 {location}，未能审查"
                self._ledger.fail("damaged", reason)
            elif self._naming.part is None or part not in self._ledger.done:
                pages.read(number, part, value(page, "ID"))
        pages.close()

    def _annotations(self, root: etree._Element, pages: Pages) -> None:
        for here, listed in self._listed(root, "Annotations"):
            for page in listed.iterchildren("{*}Page"):
                location = take(child(page, "FileLoc"))
                if part := self._ledger.locate(here, location):
                    pages.notes.setdefault(value(page, "PageID"), []).append(part)
                else:
                    self._ledger.fail("damaged", f"缺少部件 {location}，未能审查")

    def _listed(self, root: etree._Element, name: str) -> Iterator[tuple[str, etree._Element]]:
        """The part that an element of the document names, with its tree, for the sweep too."""
        for element in root.iterchildren(f"{{*}}{name}"):
            location = take(element)
            part = self._ledger.locate(self._part, location)
            if part is None and location:
                self._ledger.fail("damaged", f"缺少部件 {location}，未能审查")
            if part and part not in self._ledger.done:
                found = self._ledger.root(part)
                if found is not None:
                    self._swept.append((found, part))
                    yield part, found

    # what is no page

    def _outline(self, root: etree._Element) -> None:
        for element in root.iter("{*}OutlineElem"):
            self._say("property", "大纲", taken(element, "Title"))
        for element in root.iter("{*}Bookmark"):
            self._say("property", "书签", taken(element, "Name"))
        for element in root.iter("{*}URI"):
            target = f"{value(element, 'Base')}{value(element, 'URI')}"
            self._say("link", "链接", target)

    def _say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        self._ledger.say(self._naming.part or part, f"{self._naming.prefix}{label}", text, anchor)

    def _attachments(self, root: etree._Element) -> None:
        for here, listed in self._listed(root, "Attachments"):
            for element in listed.iter("{*}Attachment"):
                self._attachment(element, here)

    def _attachment(self, element: etree._Element, here: str) -> None:
        location = take(child(element, "FileLoc"))
        part = self._ledger.locate(here, location)
        base, told = posixpath.basename(part or location), taken(element, "Name")
        suffix = posixpath.splitext(base)[1]
        name = told if not told or told.endswith(suffix) else f"{told}{suffix}"
        if part is None:
            self._ledger.fail("damaged", f"缺少附件 {name or base}，未能审查")
        else:
            self._ledger.file(part, f"{self._naming.prefix}附件 {name or base}", name or base)

    def _lists(self, root: etree._Element) -> None:
        """Custom tags and extensions: texts of the parts that they name."""
        for here, listed in self._listed(root, "CustomTags"):
            for element in listed.iter("{*}FileLoc", "{*}SchemaLoc"):
                self._swept_part(here, take(element), "markup", "自定义标引")
        for here, listed in self._listed(root, "Extensions"):
            for element in listed.iter("{*}ExtendData"):
                self._swept_part(here, take(element), "property", "扩展信息")
            self._ledger.sweep(listed, "property", f"{self._naming.prefix}扩展信息", here)

    def _swept_part(self, here: str, location: str, kind: Part, label: str) -> None:
        part = self._ledger.locate(here, location)
        if part is None:
            self._say(kind, label, location)
        elif part not in self._ledger.done and (root := self._ledger.root(part)) is not None:
            whole = f"{self._naming.prefix}{label}"
            self._ledger.sweep(root, self._naming.part or kind, whole, part)

    def _unused(self) -> None:
        """Files among the resources that no page shows."""
        for part in self._resources.files.values():
            if part not in self._ledger.done:
                self._ledger.file(part, f"未显示的资源 {posixpath.basename(part)}")
