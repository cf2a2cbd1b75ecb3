"""Pictures of a PDF as files: JPEG as it is, other images as PNG, pages without text painted."""

import ctypes
import hashlib
import io
import math
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from seclint.extract.pdf.handles import form_object, handle, page_object
from seclint.extract.pdf.page import Leaf
from seclint.extract.pdf.painted import DAMAGE
from seclint.extract.pdf.sheet import Sheet
from seclint.extract.pdf.sight import paint
from seclint.model import Member

PAGES = 200
"""So many pages are painted as pictures."""
IMAGES = 500
"""So many images are given out."""
PIXELS = 25_000_000
"""Of one picture; a page with more is painted at a lower resolution."""
_DPI = 150
_SMALL = 8
"""Pixels: in an image that is not as wide or as high no character can be read."""
_FAILURES = (*DAMAGE, OSError, AttributeError, ArithmeticError, AssertionError)


def page_picture(leaf: Leaf, sheet: Sheet, label: str) -> Member:
    """The whole page at 150 dots an inch."""
    scale = min(_DPI / 72, math.sqrt(PIXELS / max(1.0, sheet.width * sheet.height)))
    return Member(f"{label}.png", _png(paint(leaf, sheet, scale)), f"{label}（整页图像）")


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    if image.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        image = image.convert("RGB")
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def is_small(stream: Any) -> bool:
    """Too small to hold a character."""
    width, height = size(stream)
    return 0 < min(width, height) < _SMALL


def size(stream: Any) -> tuple[int, int]:
    """Width and height as the image declares them, in pixels."""
    width, height = stream.get("/Width"), stream.get("/Height")
    whole = isinstance(width, int) and isinstance(height, int)
    return (int(width), int(height)) if whole else (0, 0)


def picture(stream: Any) -> tuple[str, bytes] | None:
    """A suffix and the bytes of a file; None where the image cannot be decoded."""
    width, height = size(stream)
    if width * height > 4 * PIXELS:
        return None
    names = _filters(stream)
    masked = stream.get("/SMask") is not None or stream.get("/Mask") is not None
    if names == ["/DCTDecode"] and not masked:
        return "jpg", bytes(stream.read_raw_bytes())
    try:
        if not {"/JPXDecode", "/JBIG2Decode"} & set(names):
            return "png", _png(_with_mask(stream, pikepdf.PdfImage(stream).as_pil_image()))
    except _FAILURES:
        return _by_pdfium(stream)
    return _by_pdfium(stream)


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(name) for name in found]
    return [] if found is None else [str(found)]


def _with_mask(stream: Any, image: Image.Image) -> Image.Image:
    """The image with its soft mask as alpha, so that what either shows can be read."""
    mask = stream.get("/SMask")
    if not isinstance(mask, pikepdf.Stream):
        mask = stream.get("/Mask")
    if not isinstance(mask, pikepdf.Stream) or mask.get("/Matte") is not None:
        return image
    alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L")
    if mask.get("/ImageMask") is not None:
        alpha = alpha.point([255 - value for value in range(256)])
    merged = image.convert("RGB")
    if alpha.size[0] * alpha.size[1] > merged.size[0] * merged.size[1]:
        merged = merged.resize(alpha.size)
    merged.putalpha(alpha.resize(merged.size))
    return merged


def _by_pdfium(stream: Any) -> tuple[str, bytes] | None:
    """The image painted by pdfium on a page of its own size (JPEG 2000, JBIG2, odd colours)."""
    width, height = size(stream)
    if not 0 < width * height <= PIXELS or max(width, height) > 14_000:
        return None
    target, out = pikepdf.new(), io.BytesIO()
    try:
        target.add_blank_page(page_size=(width, height))
        page: Any = target.pages[0]
        page.Contents = target.make_stream(b"%d 0 0 %d 0 0 cm /I Do" % (width, height))
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(I=target.copy_foreign(stream))
        )
        target.save(out)
        document = pypdfium2.PdfDocument(out.getvalue())
        with Leaf(document.raw, 0) as leaf:
            return "png", _png(paint(leaf, leaf.sheet, 1.0))
    except (*_FAILURES, pypdfium2.PdfiumError):
        return None


def inline_pictures(leaf: Leaf, known: frozenset[bytes]) -> Iterator[bytes]:
    """PNG of images that stand in content streams; `known` are the prints of all the others."""
    found = (item for item in _shown(leaf) if min(_pixels(item)) >= _SMALL)
    found = (item for item in found if printed(_packed(item)) not in known)
    for number, item in enumerate(found):
        image = _image(leaf, item) if number < _INLINE else None
        if image is None:
            leaf.sheet.clipped = True
        else:
            yield _png(image)


_INLINE = 2_000
_FORMS = 12
"""Forms in forms."""


def printed(packed: bytes) -> bytes:
    """The print of an image, of its bytes as they stand in the file."""
    return hashlib.blake2b(packed, digest_size=16).digest()


def _pixels(item: Any) -> tuple[int, int]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    return width.value, height.value


def _packed(item: Any) -> bytes:
    size = pdfium.FPDFImageObj_GetImageDataRaw(item, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataRaw(item, buffer, size)
    return buffer.raw


def _shown(leaf: Leaf) -> Iterator[Any]:
    """The images that a page shows, in forms too."""
    count = pdfium.FPDFPage_CountObjects(leaf.page)
    levels = [iter([page_object(leaf.page, index) for index in range(count)])]
    while levels:
        address = next(levels[-1], None)
        if address is None:
            levels.pop()
            continue
        item = handle(address)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(levels) < _FORMS:
            count = max(0, pdfium.FPDFFormObj_CountObjects(item))
            levels.append(iter([form_object(address, index) for index in range(count)]))


_MODES = {1: ("L", "L"), 2: ("RGB", "BGR"), 3: ("RGB", "BGRX"), 4: ("RGBA", "BGRA")}


def _image(leaf: Leaf, item: Any) -> Image.Image | None:
    """An image as it is or, where its colours have a name, as it is painted."""
    width, height = _pixels(item)
    if width * height > PIXELS:
        return None
    bitmap = pdfium.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        pdfium.FPDFPageObj_SetMatrix(item, pdfium.FS_MATRIX(width, 0, 0, height, 0, 0))
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(leaf.document, leaf.page, item)
    if not bitmap:
        return None
    try:
        return _unpacked(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _unpacked(bitmap: Any) -> Image.Image | None:
    size = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    modes = _MODES.get(pdfium.FPDFBitmap_GetFormat(bitmap))
    if modes is None or 0 in size:
        return None
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * size[1])
    return Image.frombytes(modes[0], size, pixels, "raw", modes[1], stride)
