"""Streams of a PDF that are no page: which are files, metadata, forms, programs' own data."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import pikepdf
from lxml import etree

from seclint.extract.ooxml.parts import local, texts
from seclint.extract.pdf.notes import Note
from seclint.extract.pdf.objects import OBJECTS, Walk
from seclint.extract.pdf.painted import DAMAGE, shows_inline
from seclint.extract.pdf.tree import Id, array, get, numbered
from seclint.extract.pdf.words import decoded, plain, tags, told
from seclint.extract.sweep import leftovers
from seclint.model import Place

_HAN = re.compile("[\u4e00-\u9fff]")
_TEXT = re.compile(rb"(?:[)>\]]\s*(?:Tj|TJ|'|\"))")
_FONTS = frozenset(("/Type1C", "/CIDFontType0C", "/OpenType", "/TrueType"))
_DULL_TYPES = frozenset(("/XRef", "/ObjStm", "/CMap", "/Halftone", "/Font"))
_DULL_KEYS = (
    "/Length1", "/Length2", "/FunctionType", "/ShadingType", "/CMapName", "/Alternate",
    "/HalftoneType",
)  # fmt: skip
_PROPERTIES = {
    "title": "标题", "creator": "作者", "description": "说明", "subject": "主题",
    "Keywords": "关键词", "Producer": "生成程序", "CreatorTool": "创建程序", "rights": "版权",
}  # fmt: skip
_IDENTITY = re.compile(r"(?:uuid|xmp\.[id]id|adobe:docid):", re.IGNORECASE)

_IDENTIFIER = re.compile(r"[\w:/.+\-]*\d[\w:/.+\-]*")  # a date, a version


class Sorted(NamedTuple):
    """Streams by what they are."""

    images: list[Any]
    paintings: list[Any]
    """Unpainted content that holds text operators, or pictures inside it."""
    files: list[Any]
    notes: list[Note]
    unknown: list[Any]
    """Data of no known kind that is no text."""
    broken: list[Any]


class _Role(NamedTuple):
    files: set[Id]
    forms: dict[Id, str]
    known: set[Id]


def sort(pdf: pikepdf.Pdf, walk: Walk, painted: set[Id]) -> Sorted:
    """All streams of the file, those that pages paint and those told as strings left out."""
    found = Sorted([], [], [], [], [], [])
    known = painted | walk.read | _programs(walk.special)
    role = _Role(set(walk.files), dict(_xfa(pdf)), known)
    for item in islice(pdf.objects, OBJECTS):
        if isinstance(item, pikepdf.Stream):
            try:
                _file(item, found, role)
            except DAMAGE:
                found.broken.append(item)
    return found


_FONT_KEYS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet")


def _programs(objects: list[Any]) -> set[Id]:
    """Streams that are fonts, maps of fonts, or palettes."""
    found: set[Id] = set()
    for item in objects:
        if isinstance(item, pikepdf.Dictionary):
            found.update(numbered(item.get(key)) for key in _FONT_KEYS if key in item)
        found.update(map(numbered, _palettes(item)))
    return found


def _palettes(item: Any) -> Iterator[Any]:
    spaces: list[Any] = [item] if isinstance(item, pikepdf.Array) else []
    for holder in (get(item, "/ColorSpace"), get(item, "/Resources", "/ColorSpace")):
        named = isinstance(holder, pikepdf.Dictionary)
        spaces += list(holder.values()) if named else [holder]
    for space in spaces:
        if isinstance(space, pikepdf.Array) and len(space) == 4 and space[0] in _INDEXED:
            yield space[3]


_INDEXED = (pikepdf.Name.Indexed, pikepdf.Name.I)


def _file(item: Any, found: Sorted, role: _Role) -> None:
    """Put one stream where it belongs. Raises what pikepdf raises at damage."""
    identity = item.objgen
    kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
    if identity in role.forms:
        found.notes.extend(_form(item, role.forms[identity]))
    elif identity in role.files or kind == "/EmbeddedFile":
        found.files.append(item)
    elif kind == "/Metadata" or subtype == "/XML":
        found.notes.extend(metadata(item.read_bytes(), f"object {identity[0]}"))
    elif subtype == "/Image" or ("/Width" in item and "/Height" in item):
        found.images.append(item)
    elif identity in role.known:
        return
    elif _is_dull(item, kind, subtype):
        found.notes.extend(_chinese(item, item.read_bytes()))
    else:
        _unnamed(item, found, subtype)


def _is_dull(item: Any, kind: str, subtype: str) -> bool:
    dull = any(key in item for key in _DULL_KEYS)
    hints = isinstance(item.get("/S"), int)  # of a linearised file
    return dull or hints or kind in _DULL_TYPES or subtype in _FONTS


def _unnamed(item: Any, found: Sorted, subtype: str) -> None:
    data = item.read_bytes()
    drawing = subtype == "/Form" or "/PatternType" in item or _is_program(data, item)
    if _TEXT.search(data) or (drawing and shows_inline(data)):
        found.paintings.append(item)
    elif drawing:
        found.notes.extend(_chinese(item, data))
    elif text := _textual(data):
        found.notes.extend(_lines(item, text.splitlines()))
    elif len(data) > 64:
        found.unknown.append(item)
    else:
        found.notes.extend(_lines(item, leftovers(data)))


def _lines(item: Any, texts: Iterable[str]) -> Iterator[Note]:
    place = Place("embedded", "其他数据流", f"object {item.objgen[0]}")
    return (Note(place, text) for text in texts if told(text))


def _chinese(item: Any, data: bytes) -> Iterator[Note]:
    """Chinese in what should be drawing, or data of a program, and is a text."""
    return _lines(item, (line for line in _textual(data).splitlines() if _HAN.search(line)))


def _is_program(data: bytes, item: Any) -> bool:
    """A character map, an ICC profile, a glyph program, or drawing without text."""
    if b"begincmap" in data or data[36:40] == b"acsp" or isinstance(item.get("/N"), int):
        return True
    return bool(re.match(rb"\s*(?:[\d.\-]+\s+)*(?:d0|d1|q|Q|cm|w|re|m|g|rg|gs|BT|/\w+)\b", data))


def _textual(data: bytes) -> str:
    """The text of a stream that is one (a script, XML); "" for binary data."""
    text = decoded(data)
    odd = sum(1 for c in text[:4000] if not (c.isprintable() or c in "\t\r\n"))
    if odd > len(text[:4000]) // 50:
        return ""
    return "\n".join((plain(text), *tags(text)))


# --- XML -------------------------------------------------------------------------------------


def _tree(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except (etree.LxmlError, ValueError):
        return None


def metadata(data: bytes, anchor: str) -> Iterator[Note]:
    """The words of an XMP packet, under the names of its properties."""
    root = _tree(data)
    if root is None:
        yield Note(Place("property", "属性（XMP）", anchor), told(decoded(data)))
        return
    for element in root.iter("{*}*"):
        for key, value in element.items():
            yield from _property(str(key).rpartition("}")[2], str(value), anchor)
        yield from _property(_named(element), element.text or "", anchor)
        yield from _property(_named(element), element.tail or "", anchor)
    for comment in root.iter(etree.Comment, etree.PI):
        yield from _property("", comment.text or "", anchor)


def _property(name: str, value: str, anchor: str) -> Iterator[Note]:
    words = told(value)
    if not words or _IDENTITY.match(words) or name in ("about", "parseType", "lang", "xmptk"):
        return
    if words.isascii() and name not in _PROPERTIES and _IDENTIFIER.fullmatch(words):
        return
    label = _PROPERTIES.get(name, name)
    yield Note(Place("property", f"属性（XMP）·{label}" if label else "属性（XMP）", anchor), words)


def _named(element: etree._Element) -> str:
    """The property that an element, or the list it is an item of, tells."""
    while local(element) in ("li", "Alt", "Seq", "Bag", "value", "Description"):
        above = element.getparent()
        if above is None:
            break
        element = above
    return local(element)


def _xfa(pdf: pikepdf.Pdf) -> Iterator[tuple[Id, str]]:
    """The packets of an XFA form, with their names."""
    form = get(pdf.trailer.get("/Root"), "/AcroForm", "/XFA")
    if isinstance(form, pikepdf.Stream):
        yield numbered(form), "xdp"
    parts = array(form) if isinstance(form, pikepdf.Array) else []
    for name, packet in zip(parts[::2], parts[1::2], strict=False):
        if isinstance(packet, pikepdf.Stream):
            yield numbered(packet), decoded(bytes(name)) if isinstance(name, pikepdf.String) else ""


def _form(item: Any, name: str) -> Iterator[Note]:
    """The texts of one packet; packets are pieces of one XML file, so any may be no tree."""
    data = item.read_bytes()
    anchor = f"object {item.objgen[0]}"
    place = Place("textbox", f"XFA 表单（{name}）", anchor)
    root = _tree(data)
    if root is None:
        yield Note(place, told(plain(decoded(data))))
        return
    for element in root.iter():
        if isinstance(element.tag, str):
            for key, value in element.items():
                if not str(value).isascii() or str(key) in ("name", "title"):
                    yield Note(place, told(str(value)))
            joined = "".join(texts(element)) if local(element) == "p" else element.text
            yield Note(place, told(joined or ""))
        else:
            yield Note(place, told(element.text or ""))
        yield Note(place, told(element.tail or ""))
