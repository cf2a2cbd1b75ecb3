"""Every string of a PDF outside its painted text, each under the name people know it by.

All objects are visited, reachable or not: what an object is, its keys say; what no name fits is
told as other data.
"""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from seclint.extract.pdf.names import NAMES, kind_of
from seclint.extract.pdf.notes import Note, Spot, certificate, name_of, note
from seclint.extract.pdf.tree import Id, Page, array, get, numbered
from seclint.extract.pdf.words import decoded, plain, text_of, told
from seclint.model import Place

OBJECTS = 300_000
"""So many objects are visited."""
_DEPTH = 40
_HOLDS_WORDS = re.compile(rb"\(|<[0-9a-fA-F]|#|/JS|/RC|/RV|/V\s")
_SPECIAL = re.compile(
    rb"/FontFile|/ToUnicode|/CIDSet|/CIDToGIDMap|/ColorSpace|/Indexed|/I\b|/CharProcs|/SMask"
    rb"|/Luminosity|/Alpha"
)
_HAN = re.compile("[\u4e00-\u9fff]")


# Names for programs and dates: no words, unless they are Chinese.
_PLAIN = frozenset(
    (
        "/Registry", "/Ordering", "/Lang", "/M", "/CreationDate", "/ModDate", "/Name", "/Type",
        "/Subtype", "/S", "/LastModified", "/Intent", "/Metadata", "/Style",
    )
)  # fmt: skip
# Names of fonts, keys of ciphers; palettes and hashes.
_DULL = _PLAIN | frozenset(
    (
        "/ID", "/CharSet", "/FontFamily", "/DA", "/DS", "/Panose", "/CheckSum", "/O", "/U", "/OE",
        "/UE", "/Perms", "/BaseFont", "/FontName", "/Encoding", "/BaseEncoding", "/Differences",
        "/Filter", "/ColorSpace", "/CS",
    )
)  # fmt: skip

_TREES = {
    "/Dests": "destinations", "/JavaScript": "scripts", "/EmbeddedFiles": "files",
    "/PageLabels": "page label", "/Collection": "portfolio", "/Threads": "thread",
    "/PieceInfo": "piece",
}  # fmt: skip
"""Keys below which a dictionary need not say what it is."""
_RICH = frozenset(("/RC", "/RV"))
_STREAMED = frozenset(("/JS", "/RC", "/RV", "/V", "/DV"))


class Walk:
    """The objects of a file and the notes in them."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[Page]) -> None:
        self._pdf, self._pages = pdf, pages
        self._where: dict[Id, str] = {}
        self._kinds: dict[Id, str] = {}
        self._told: set[Note] = set()
        self._seen: set[Id] = set()
        self.files: dict[Id, tuple[str, str]] = {}
        """Streams of files inside: the file's own name, and the page it hangs on."""
        self.read: set[Id] = set()
        """Streams that were told as strings."""
        self.special: list[Any] = []
        """Objects that say what some stream is for: a font program, a palette, a soft mask."""
        self.cut = False
        """More objects than are visited."""
        self.deep = False
        """More dictionaries in dictionaries than are visited."""

    def notes(self) -> Iterator[Note]:
        """Properties, then annotations page by page, then all the rest; each once."""
        for found in self._all():
            if found.text and found not in self._told:
                self._told.add(found)
                yield found

    def _all(self) -> Iterator[Note]:
        self._roots()
        for page in self._pages:
            self._locate(page)
        info = self._pdf.trailer.get("/Info")
        yield from self._visit(info, "", "info", 0)
        if isinstance(info, pikepdf.Object) and info.is_indirect:
            self._seen.add(info.objgen)
        for identity, where in list(self._where.items()):
            yield from self._object(self._pdf.get_object(identity), where)
        yield from self._visit(self._pdf.trailer, "", "", 0)
        for number, item in enumerate(self._pdf.objects):
            if number >= OBJECTS:
                self.cut = True
                return
            yield from self._object(item, "")

    def _roots(self) -> None:
        """Note the trees that the catalogue names, whose nodes do not say what they are."""
        root = self._pdf.trailer.get("/Root")
        for kind, keys in (
            ("destinations", ("/Names", "/Dests")),
            ("destinations", ("/Dests",)),
            ("scripts", ("/Names", "/JavaScript")),
            ("files", ("/Names", "/EmbeddedFiles")),
            ("page label", ("/PageLabels",)),
            ("portfolio", ("/Collection",)),
            ("thread", ("/Threads",)),
        ):
            self._mark(get(root, *keys), kind, 0)
        self._mark(get(root, "/PieceInfo"), "piece", 0)

    def _mark(self, node: Any, kind: str, depth: int) -> None:
        """Give this node and the nodes below it a kind."""
        if not isinstance(node, pikepdf.Object) or depth > _DEPTH:
            return
        identity = numbered(node)
        if identity != (0, 0):
            if identity in self._kinds:
                return
            self._kinds[identity] = kind
        below = array(node, "/Kids") or array(node, "/Nums")
        if kind in ("thread", "piece", "portfolio"):
            below = list(node) if isinstance(node, pikepdf.Array) else _values(node)
        for value in below:
            self._mark(value, kind, depth + 1)

    def _locate(self, page: Page) -> None:
        """Note which objects belong to the annotations of a page."""
        for annotation in array(page.node, "/Annots"):
            self._place(annotation, page.label)
            for key in ("/A", "/AA", "/Popup", "/FS", "/Parent", "/MK", "/Sound", "/V"):
                self._place(get(annotation, key), page.label)
        self._place(get(page.node, "/AA"), page.label)
        self._place(page.node, page.label)
        self._mark(get(page.node, "/PieceInfo"), "piece", 0)

    def _place(self, node: Any, where: str) -> None:
        if (identity := numbered(node)) != (0, 0):
            self._where.setdefault(identity, where)

    # objects

    def _object(self, item: Any, where: str) -> Iterator[Note]:
        if not isinstance(item, pikepdf.Object) or (item.is_indirect and item.objgen in self._seen):
            return
        self._seen.add(item.objgen)
        shell = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        written = shell.unparse(resolved=True)
        if _SPECIAL.search(written):
            self.special.append(item)
        if _HOLDS_WORDS.search(written):
            kind = self._kinds.get(item.objgen, "")
            yield from self._visit(shell, where or self._where.get(item.objgen, ""), kind, 0, item)

    def _visit(
        self, node: Any, where: str, kind: str, depth: int, owner: Any = None
    ) -> Iterator[Note]:
        """The strings in an object and in what is written inside it."""
        if depth > _DEPTH:
            self.deep = True
            return
        owner = node if owner is None else owner
        if isinstance(node, pikepdf.Dictionary):
            yield from self._dictionary(node, Spot(node, where, kind_of(node, kind), owner), depth)
        elif isinstance(node, pikepdf.Array):
            if len(node) and node[0] == pikepdf.Name.Indexed:
                return
            for value in node:
                yield from self._value(Spot(None, where, kind, owner), "", value, depth)
        elif isinstance(node, pikepdf.String):
            yield from note(Spot(None, where, kind, owner), "", text_of(node))

    def _dictionary(self, node: Any, spot: Spot, depth: int) -> Iterator[Note]:
        if spot.kind == "struct":
            spot = spot._replace(where=self._struct_page(node))
        elif spot.kind == "file":
            self._attachment(node, spot.where)
        for key, value in node.items():
            yield from self._value(spot, str(key), value, depth)

    def _value(self, spot: Spot, key: str, value: Any, depth: int) -> Iterator[Note]:
        if not key.isascii() and _HAN.search(key):
            yield from note(spot, "", key.removeprefix("/"))
        if isinstance(value, pikepdf.String) or (
            key in _STREAMED and isinstance(value, pikepdf.Stream)
        ):
            yield from self._string(spot, key, value)
        elif isinstance(value, pikepdf.Name):
            name = name_of(value)
            if key not in _DULL and _HAN.search(name):
                yield from note(spot, key, name)
        elif isinstance(value, pikepdf.Object) and not value.is_indirect:
            spot = spot._replace(kind=_TREES.get(key, spot.kind))
            if isinstance(value, pikepdf.Array) and key:
                yield from self._array(spot, key, value, depth)
            else:
                yield from self._visit(value, spot.where, spot.kind, depth + 1, spot.owner)

    def _array(self, spot: Spot, key: str, value: Any, depth: int) -> Iterator[Note]:
        """An array of strings under a key (options of a field) is told under that key's name."""
        for item in value:
            if isinstance(item, pikepdf.String):
                yield from self._string(spot, key, item)
            elif isinstance(item, pikepdf.Array) and not item.is_indirect and key == "/Opt":
                for inner in item:
                    if isinstance(inner, pikepdf.String):
                        yield from self._string(spot, key, inner)
            elif isinstance(item, pikepdf.Object) and not item.is_indirect:
                yield from self._visit(item, spot.where, spot.kind, depth + 1, spot.owner)

    def _string(self, spot: Spot, key: str, value: Any) -> Iterator[Note]:
        if spot.kind == "signature" and key in ("/Contents", "/Cert"):
            for name in certificate(bytes(value)):
                yield Note(Place("property", f"{spot.where}签名证书"), name)
            return
        words = key in NAMES.get(spot.kind, {}) or (key in _PLAIN and _HAN.search(text_of(value)))
        if key in _DULL and not words:
            return
        if key == "/NM" and bytes(value).isascii():
            return
        try:
            held = value.read_bytes() if isinstance(value, pikepdf.Stream) else bytes(value)
        except (pikepdf.PikepdfError, NotImplementedError):
            return  # a filter that is broken or not known: what is not in `read` is told as broken
        if value.is_indirect:
            self._seen.add(value.objgen)
            self.read.add(value.objgen)
        text = decoded(held)
        yield from note(spot, key, plain(text) if key in _RICH else text)

    def _attachment(self, node: Any, where: str) -> None:
        names = (told(text_of(node.get(key))) for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac"))
        name = next(filter(None, names), "")
        for stream in _values(get(node, "/EF")):
            if (identity := numbered(stream)) != (0, 0):
                self.files.setdefault(identity, (name, where))

    def _struct_page(self, node: Any) -> str:
        page = get(node, "/Pg")
        return self._where.get(numbered(page), "") if page is not None else ""


def _values(node: Any) -> list[Any]:
    if isinstance(node, pikepdf.Stream):
        return []
    return [value for _, value in node.items()] if isinstance(node, pikepdf.Dictionary) else []
