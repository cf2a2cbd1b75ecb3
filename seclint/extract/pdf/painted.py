"""Which content of a PDF is painted: page by page, the forms and images that its operators name."""

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from seclint.extract.pdf.tree import Id, Page, contents, get, numbered

_DO = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MARKED = re.compile(rb">>\s{0,20}(?:BDC|DP)\b")
_LISTS = re.compile(rb"<<|>>")
_LIST = 4_000  # bytes of a property list that are looked at
_INLINE = (re.compile(rb"\bBI\s"), re.compile(rb"\bID\s"))
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_DEPTH = 20

DAMAGE = (pikepdf.PikepdfError, NotImplementedError, ValueError, TypeError, KeyError, IndexError)
"""What pikepdf raises at a broken object; NotImplementedError is its word for filters that it does
not know.
"""


@dataclass(slots=True)
class Painted:
    """`streams` are painted; `images` bear the number of the first page that shows them, and
    their own number there.
    """

    streams: set[Id] = field(default_factory=set)
    images: dict[Id, tuple[int, int]] = field(default_factory=dict)
    inline: set[int] = field(default_factory=set)
    """Numbers of the pages with pictures inside their content streams."""
    marks: list[tuple[str, bytes]] = field(default_factory=list)
    """Page labels and property lists that stand in content streams and hold strings; those that
    are too long are empty.
    """
    broken: list[str] = field(default_factory=list)
    """Labels of the pages whose content cannot be unpacked."""


def shows_inline(content: bytes) -> bool:
    """Whether pictures stand inside a content stream; a glyph's own is none."""
    return not _GLYPH.match(content) and all(pattern.search(content) for pattern in _INLINE)


_GLYPH = re.compile(rb"\s*(?:[-+\d.]+\s+){2,6}d[01]\b")


def painted(pages: list[Page]) -> Painted:
    """What the pages paint."""
    found = Painted()
    for page in pages:
        reading = _Reading(found, page)
        parts = contents(page)
        found.streams.update(map(numbered, parts))
        reading.take(b"\n".join(map(reading.bytes_of, parts)), page.resources, 0)
    return found


def _property_list(content: bytes, end: int) -> bytes:
    """The dictionary that ends at an offset."""
    start = max(0, end - _LIST)
    last = content.rfind(b"<<", start, end)
    if last >= 0 and content.find(b">>", last, end - 2) < 0:
        return content[last:end]
    depth = 0
    for bracket in reversed(list(_LISTS.finditer(content, start, end))):
        depth += 1 if bracket[0] == b">>" else -1
        if depth == 0:
            return content[bracket.start() : end]
    return b""


class _Reading:
    """One page, its forms included."""

    def __init__(self, found: Painted, page: Page) -> None:
        self._found, self._page, self._count = found, page, 0

    def bytes_of(self, stream: Any) -> bytes:
        """The unpacked bytes of a stream; none where it is damaged, which is noted."""
        try:
            return bytes(stream.read_bytes())
        except DAMAGE:
            self._found.broken.append(self._page.label)
            return b""

    def take(self, content: bytes, resources: Any, depth: int) -> None:
        """Note what this content paints."""
        if shows_inline(content):
            self._found.inline.add(self._page.number)
        for match in _MARKED.finditer(content):
            written = _property_list(content, match.start() + 2)
            if not written or b"(" in written or re.search(rb"<[0-9a-fA-F]", written):
                self._found.marks.append((self._page.label, written))
        objects = get(resources, "/XObject")
        for raw in dict.fromkeys(_DO.findall(content)):
            name = _ESCAPE.sub(lambda m: bytes.fromhex(m[1].decode()), raw)
            self._one(get(objects, "/" + name.decode("utf-8", "replace")), resources, depth)

    def _one(self, item: Any, resources: Any, depth: int) -> None:
        if not isinstance(item, pikepdf.Stream):
            return
        identity = numbered(item)
        if item.get("/Subtype") == pikepdf.Name.Image:
            if identity not in self._found.images:
                self._count += 1
                self._found.images[identity] = (self._page.number, self._count)
        elif identity not in self._found.streams and depth < _DEPTH:
            self._found.streams.add(identity)
            own = item.get("/Resources")
            self.take(self.bytes_of(item), resources if own is None else own, depth + 1)
