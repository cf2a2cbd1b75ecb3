"""Text content that no page paints, put on pages of a scratch file and read there.

Appearances of annotations, forms that nothing calls, patterns, soft masks, glyph programs, and
content streams that belong to no page any more.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from seclint.extract.pdf.painted import DAMAGE
from seclint.extract.pdf.tree import Id, Page, array, get, numbered
from seclint.model import Part, Place

STREAMS = 500
"""So many are read."""
_FONT = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+\d.]+\s+Tf\b")


class Unpainted(NamedTuple):
    """A stream, the place its text stands at."""

    stream: Any
    place: Place


def named(special: list[Any], pages: list[Page], streams: list[Any]) -> list[Unpainted]:
    """The streams with the names of their roles; the appearances in the order of the pages."""
    roles = _roles(special, pages)
    order = {identity: index for index, identity in enumerate(roles)}
    found = []
    for stream in sorted(streams, key=lambda s: order.get(s.objgen, len(order))):
        number = stream.objgen[0]
        part, label = roles.get(stream.objgen) or _by_keys(stream)
        found.append(Unpainted(stream, Place(part, label, f"object {number}")))
    return found


def _by_keys(stream: Any) -> tuple[Part, str]:
    if "/PatternType" in stream:
        return "body", "填充图案"
    if stream.get("/Subtype") == pikepdf.Name.Form:
        return "hidden", "未显示的内容"
    return "hidden", "不属于任何页面的内容"


def _roles(special: list[Any], pages: list[Page]) -> dict[Id, tuple[Part, str]]:
    roles: dict[Id, tuple[Part, str]] = {}
    for page in pages:
        for annotation in array(page.node, "/Annots"):
            widget = get(annotation, "/Subtype") == pikepdf.Name.Widget
            part: Part = "textbox" if widget else "comment"
            word = "表单域外观" if widget else "批注外观"
            for stream in _appearances(get(annotation, "/AP")):
                roles.setdefault(numbered(stream), (part, page.label + word))
    for item in special:
        if isinstance(item, pikepdf.Dictionary):
            for stream, word in _parts(item):
                roles.setdefault(numbered(stream), ("body", word))
    return roles


def _parts(item: Any) -> Iterator[tuple[Any, str]]:
    """Content that a soft mask or a Type 3 font is made of."""
    yield get(item, "/G") if item.get("/S") in _MASKS else get(item, "/SMask", "/G"), "蒙版"
    procedures = get(item, "/CharProcs")
    if isinstance(procedures, pikepdf.Dictionary):
        for glyph in procedures.values():
            yield glyph, "Type 3 字形"


_MASKS = (pikepdf.Name.Luminosity, pikepdf.Name.Alpha)


def _appearances(node: Any) -> Iterator[Any]:
    for state in ("/N", "/D", "/R"):
        found = get(node, state)
        if isinstance(found, pikepdf.Stream):
            yield found
        elif isinstance(found, pikepdf.Dictionary):
            yield from (value for value in found.values() if isinstance(value, pikepdf.Stream))


def scratch(pages: list[Page], unpainted: list[Unpainted]) -> bytes:
    """A file with one page for each of these; an empty one where it cannot be copied."""
    target = pikepdf.new()
    for one in unpainted:
        target.add_blank_page(page_size=(2000, 2000))
        page = target.pages[-1]
        try:
            _fill(target, page, one.stream, pages)
        except DAMAGE:
            continue
    out = io.BytesIO()
    kept = pikepdf.StreamDecodeLevel.none  # so that an image is known by its bytes
    target.save(out, compress_streams=False, stream_decode_level=kept)
    return out.getvalue()


def _fill(target: pikepdf.Pdf, page: Any, stream: Any, pages: list[Page]) -> None:
    resources = stream.get("/Resources")
    content = stream.read_bytes()
    if resources is None:
        resources = _resources(content, pages)
    page.Contents = target.make_stream(b"1 0 0 1 300 300 cm\n" + content)
    if resources is not None:
        page.Resources = _copied(target, resources)


def _copied(target: pikepdf.Pdf, resources: Any) -> Any:
    """Resources, of which only fonts, colours and what may hold text in turn are needed."""
    kept = pikepdf.Dictionary()
    for key in ("/Font", "/XObject", "/Properties", "/ColorSpace"):
        value = get(resources, key)
        if isinstance(value, pikepdf.Dictionary):
            kept[key] = _foreign(target, value)
    return kept


def _foreign(target: pikepdf.Pdf, value: Any) -> Any:
    if not isinstance(value, pikepdf.Object):
        return value
    if value.is_indirect:
        return target.copy_foreign(value)
    if isinstance(value, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: _foreign(target, one) for key, one in value.items()})
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([_foreign(target, one) for one in value])
    return value


def _resources(content: bytes, pages: list[Page]) -> Any:
    """Of a stream that has none: those of the first page that knows all its fonts."""
    wanted = {"/" + name.decode("utf-8", "replace") for name in _FONT.findall(content)}
    best: Any = None
    most = -1
    for page in pages:
        fonts = get(page.resources, "/Font")
        known = len(wanted & set(fonts.keys())) if isinstance(fonts, pikepdf.Dictionary) else 0
        if known > most:
            best, most = page.resources, known
        if known == len(wanted):
            break
    return best
