"""stream: a large XML part element by element, so that memory does not grow with its length."""

from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.excel.residue import empty
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.reading import Parts

_CHUNK = 1 << 16
_WIDEST = 16 << 20
"""Bytes that may stand in one element: a row of 16,384 cells needs a tenth of it."""


class Stream:
    """The elements `heavy` of a part, each gone once it was seen; then `root`, all the rest.

    `light` elements are given as well, and stay. `strays` are texts between the heavy ones, where
    none may stand; `notes` are XML comments and processing instructions.
    """

    def __init__(self, package: Package, name: str, heavy: str, *light: str) -> None:
        """Raises ExtractError."""
        self._name = name
        self._data = package.read(name)
        self._heavy = heavy
        self._light = light
        self.root: etree._Element | None = None
        self.strays: list[str] = []

    def __iter__(self) -> Iterator[etree._Element]:
        """Raises ExtractError("damaged" or "too-big") after all that stands before the damage."""
        parser = etree.XMLPullParser(
            events=("end",), tag=[f"{{*}}{name}" for name in (self._heavy, *self._light)],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            yield from self._elements(parser)
            self.root = parser.close()
        except (etree.LxmlError, ValueError) as error:
            raise ExtractError("damaged", f"部件 {self._name} 已损坏，未能全部审查") from error
        self._refuse_doctype(self.root)

    def _elements(self, parser: "etree.XMLPullParser") -> Iterator[etree._Element]:
        last, checked = 0, False
        for at in range(0, len(self._data), _CHUNK):
            parser.feed(self._data[at : at + _CHUNK])
            for _, element in parser.read_events():
                if not isinstance(element, etree._Element):
                    continue
                if not checked:
                    self._refuse_doctype(element)
                    checked = True
                yield element
                self._forget(element)
                last = at
            if at - last > _WIDEST:
                raise ExtractError("too-big", f"部件 {self._name} 的一处内容过长，未能全部审查")

    def _forget(self, element: etree._Element) -> None:
        if etree.QName(element).localname != self._heavy:
            return
        empty(element)
        before, parent = element.getprevious(), element.getparent()
        if before is not None and parent is not None and before.tag == element.tag:
            if before.tail and not before.tail.isspace():
                self.strays.append(before.tail)
            parent.remove(before)

    def _refuse_doctype(self, element: etree._Element) -> None:
        if getattr(element.getroottree().docinfo, "doctype", ""):
            raise ExtractError("damaged", f"部件 {self._name} 含有 DOCTYPE，未能审查")

    def after(self, tag: bytes) -> bytes:
        """What stands behind the last end of an element."""
        return self._data[self._data.rfind(tag) + 1 :]

    def notes(self) -> Iterator[str]:
        """What stands in XML comments and processing instructions."""
        data = self._data
        if b"<!--" in data or b"<\0!\0-" in data or data.count(b"<?") + data.count(b"<\0?") > 1:
            yield from comments(data)


def streamed(parts: Parts, part: str, heavy: str, *light: str) -> Stream | None:
    """A large part; None where it is missing, read already or broken."""
    if part not in parts.package.names or part in parts.done:
        return None
    parts.done.add(part)
    try:
        stream = Stream(parts.package, part, heavy, *light)
    except ExtractError as error:
        parts.failed.append(error)
        return None
    parts.notes.extend(stream.notes())
    return stream


def comments(data: bytes) -> Iterator[str]:
    """Texts of the comments and processing instructions of an XML part, as far as it is whole."""
    parser = etree.XMLPullParser(
        events=("comment", "pi"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False,
    )  # fmt: skip
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
            for _, found in parser.read_events():
                yield getattr(found, "text", "") or ""
    except (etree.LxmlError, ValueError):
        return  # whoever reads the part itself reports it
