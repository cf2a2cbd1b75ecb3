"""One revision of a PDF as two parsers see it: pdfium its painted pages, qpdf its objects."""

import io
import logging
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

from seclint.errors import ExtractError
from seclint.extract.pdf import layers as pdf_layers
from seclint.extract.pdf.layout import Line, lines
from seclint.extract.pdf.page import Leaf
from seclint.extract.pdf.pictures import inline_pictures, page_picture
from seclint.extract.pdf.sheet import Glyph, Sheet
from seclint.extract.pdf.sight import Sight, look
from seclint.extract.pdf.tree import PAGES
from seclint.model import Member

_BROKEN = 0.1
"""So many glyphs of no known character make a page whose text is not what is painted."""
_OUTLINES = 1_500
"""A page with so many path segments, and few glyphs, may be text turned to outlines."""


class Hidden(NamedTuple):
    """Text of a page that is not seen, why, and where."""

    text: str
    reason: str
    line: Line | None


class Leafage(NamedTuple):
    """What is read of one page."""

    width: float
    height: float
    lines: list[Line]
    hidden: list[Hidden]
    spoken: list[str]
    pictures: list[Member]
    whole: bool
    """The page is given as a picture: its images need not be."""
    clipped: bool


# qpdf's warnings are asked for; they need not be printed as well.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


class Opened(NamedTuple):
    """The file in both parsers; `pdf` is None where qpdf cannot read it."""

    document: pypdfium2.PdfDocument
    pdf: pikepdf.Pdf | None
    mended: bool


def open_file(data: bytes) -> Opened:
    """Raises ExtractError: encrypted, damaged, too-big."""
    pdf = _structure(data)
    try:
        document = pypdfium2.PdfDocument(_layered(pdf) or data)
        mended = False
    except pypdfium2.PdfiumError as error:
        if pdf is None and b"/Encrypt" in data:
            raise ExtractError("encrypted", "文件已加密，未能审查") from error
        if pdf is None:
            raise ExtractError("damaged", "PDF 文件已损坏，未能审查") from error
        document, mended = _mended(pdf), True
    if len(document) > PAGES:
        raise ExtractError("too-big", f"页数（{len(document)}）超过上限，未能审查")
    return Opened(document, pdf, mended)


def _structure(data: bytes) -> pikepdf.Pdf | None:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise ExtractError("encrypted", "文件已加密，未能审查") from error
    except (pikepdf.PikepdfError, ValueError, OverflowError):
        return None
    return pdf


def _layered(pdf: pikepdf.Pdf | None) -> bytes | None:
    """The file with its layers that are off marked as such; None where there are none."""
    if pdf is None or not pdf_layers.mark(pdf):
        return None
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes | None:
    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of forms that would not work any more
            pdf.save(out, encryption=False)
    except (pikepdf.PikepdfError, ValueError, TypeError, RuntimeError):
        return None
    return out.getvalue()


def _mended(pdf: pikepdf.Pdf) -> pypdfium2.PdfDocument:
    """What pdfium refuses, as qpdf writes it anew. Raises ExtractError("damaged")."""
    try:
        return pypdfium2.PdfDocument(_saved(pdf) or b"")
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise ExtractError("damaged", "PDF 文件已损坏，未能审查") from error


def leafage(document: Any, index: int, inline: frozenset[bytes] | None) -> Leafage:
    """One page. `inline` are the prints of its known images where it has others. ValueError."""
    label = f"第{index + 1}页"
    with Leaf(document, index) as leaf:
        sheet = leaf.read()
        sight = look(leaf, sheet)
        found = lines(sight.seen, sheet.runs, sheet.rulings)
        hidden = list(_hidden(sheet, sight, found))
        whole = _is_picture(sheet, sight)
        pictures = []
        if whole:
            pictures.append(_whole(document, index, label))
        elif inline is not None:
            for number, data in enumerate(inline_pictures(leaf, inline), start=1):
                name = f"{label}内联图片{number}"
                pictures.append(Member(f"{name}.png", data, name))
        shown = {line.text for line in found}
        spoken = [text for text in sheet.spoken if text.strip() and text.strip() not in shown]
        return Leafage(
            sheet.width, sheet.height, found, hidden, spoken, pictures, whole, sheet.clipped
        )


def _whole(document: Any, index: int, label: str) -> Member:
    """A page painted afresh: reading it has moved and switched off some of its objects."""
    with Leaf(document, index) as leaf:
        return page_picture(leaf, leaf.sheet, label)


def _hidden(sheet: Sheet, sight: Sight, shown: list[Line]) -> Iterator[Hidden]:
    """Lines of hidden glyphs by reason, then those that hidden and visible ones make together."""
    reasons = list(dict.fromkeys(reason for _, reason in sight.hidden))
    alone: set[str] = set()
    for reason in reasons:
        glyphs = [glyph for glyph, why in sight.hidden if why == reason]
        for line in lines(glyphs, sheet.runs, ()):
            alone.add(line.text)
            yield Hidden(line.text, reason, line)
    inside = [(glyph, why) for glyph, why in sight.hidden if why != "页面之外"]
    if inside and sight.seen:
        known = alone | {line.text for line in shown}
        for line in lines(_beside(sheet, inside), sheet.runs, sheet.rulings):
            if line.text not in known and (why := _why(line, inside)):
                yield Hidden(line.text, why, line)
    text = "\n".join(line.text for line in shown)
    for lost in sheet.lost:
        if lost not in text and lost not in alone:
            yield Hidden(lost, "极小字", None)


def _beside(sheet: Sheet, hidden: list[tuple[Glyph, str]]) -> list[Glyph]:
    """The glyphs that stand at the height of a hidden one, in their order."""
    heights = {round((glyph.top + glyph.bottom) / 8) for glyph, _ in hidden}
    return [
        glyph
        for glyph in sheet.glyphs
        if any(round((glyph.top + glyph.bottom) / 8) + step in heights for step in (0, -1, 1))
    ]


def _why(line: Line, hidden: list[tuple[Glyph, str]]) -> str:
    """The reason of the first hidden glyph in a line; "" where it holds none."""
    for glyph, reason in hidden:
        if line.box.holds((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2):
            return reason
    return ""


def _is_picture(sheet: Sheet, sight: Sight) -> bool:
    """Must the page be read from its picture, since its text is none or not what is painted?"""
    seen = [glyph.text for glyph in sight.seen if not glyph.text.isspace()]
    if not seen:
        return bool(sheet.images or sheet.segments or sheet.patches or sheet.glyphs)
    broken = sum(map(_is_broken, seen))
    if broken > 2 and broken > _BROKEN * len(seen):
        return True
    return sheet.segments > _OUTLINES and sheet.segments > 8 * len(seen)


def _is_broken(text: str) -> bool:
    return text == "\ufffd" or "\ue000" <= text <= "\uf8ff" or text >= "\U000f0000"
