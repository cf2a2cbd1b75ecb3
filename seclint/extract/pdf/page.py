"""A PDF page as pdfium sees it: every glyph with its box, and what is painted around it.

What the text layer of pdfium leaves out or puts in place of the painted text (glyphs without
width; /ActualText) is read in a second and third pass.
"""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from seclint.extract.pdf.glyphs import Glyphs
from seclint.extract.pdf.handles import handle, object_of
from seclint.extract.pdf.painting import Painting
from seclint.extract.pdf.sheet import Matrix, Sheet

_LOST = 2_000
_FEW = 50


class Leaf:
    """One page held open; a context manager."""

    def __init__(self, document: Any, index: int) -> None:
        """Raises ValueError where pdfium cannot load the page."""
        self.document = document
        self.page = pdfium.FPDF_LoadPage(document, index)
        if not self.page:
            raise ValueError(index)
        self._texts: list[Any] = []
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self.page, bounds)
        self.turn = pdfium.FPDFPage_GetRotation(self.page) % 4
        self.view = _view(bounds, self.turn)
        wide, high = bounds.right - bounds.left, bounds.top - bounds.bottom
        self.sheet = Sheet(*((high, wide) if self.turn % 2 else (wide, high)))

    def __enter__(self) -> "Leaf":
        return self

    def __exit__(self, *_: object) -> None:
        for text in self._texts:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(self.page)

    def read(self) -> Sheet:
        """All of it."""
        painting = Painting(self.sheet)
        painting.page(self.page, self.view)
        if painting.spoken:
            self.sheet.spoken.extend(self._layer_lines())
            for address, mark in painting.spoken:
                pdfium.FPDFPageObj_RemoveMark(handle(address), mark)
        Glyphs(self.sheet, self.view, self.turn).read(self._layer(), painting.texts)
        self._find_lost(painting)
        return self.sheet

    def _layer(self) -> Any:
        """A text layer of the page as it stands now."""
        text = pdfium.FPDFText_LoadPage(self.page)
        if not text:
            raise ValueError
        self._texts.append(text)
        return text

    def _layer_lines(self) -> list[str]:
        layer = self._layer()
        count = pdfium.FPDFText_CountChars(layer)
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        pdfium.FPDFText_GetText(layer, 0, count, buffer)
        text = bytes(buffer).decode("utf-16-le", "replace")
        return text.replace("\0", "").splitlines()

    def _find_lost(self, painting: Painting) -> None:
        """Texts of objects that pdfium left out since they have no width: made wide, read again."""
        seen = {run.handle for run in self.sheet.runs}
        lost = [address for address in painting.texts if address not in seen]
        if not lost:
            return
        self.sheet.clipped |= len(lost) > _LOST
        lost = lost[:_LOST]
        for number, address in enumerate(lost):
            pdfium.FPDFTextObj_SetFontSize(handle(address), 12)
            upright = pdfium.FS_MATRIX(1, 0, 0, 1, 10, 40 * number)
            pdfium.FPDFPageObj_SetMatrix(handle(address), upright)
        layer = self._layer()
        if len(lost) > _FEW:
            told: dict[int, str] = {}
            for index in range(pdfium.FPDFText_CountChars(layer)):
                if address := object_of(layer, index):
                    letter = chr(pdfium.FPDFText_GetUnicode(layer, index))
                    told[address] = told.get(address, "") + letter
        else:
            told = {address: _text_of(address, layer) for address in lost}
        self.sheet.lost.extend(filter(None, (told.get(address, "").strip() for address in lost)))


def _text_of(address: int, layer: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(handle(address), layer, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(handle(address), layer, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _view(bounds: Any, turn: int) -> Matrix:
    """From user space to the page as displayed, y downwards."""
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    return (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )[turn]
