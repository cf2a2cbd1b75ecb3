"""The objects of a page in the order they are painted: text objects, patches, rulings."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from seclint.extract.pdf.handles import color_of, form_object, handle, mark_of, page_object
from seclint.extract.pdf.sheet import Box, Matrix, Patch, Sheet, TextState, mapped, multiply

OBJECTS = 200_000
"""So many objects of a page are looked at; of the rest only the text is read."""
_DEPTH = 12
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_OFF = b"SeclintOff"


class Painting:
    """The objects of a page in the order they are painted."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._left = OBJECTS
        self._order = 0
        self.texts: dict[int, TextState] = {}
        self.spoken: list[tuple[int, Any]] = []
        """Objects and marks that put an /ActualText in place of what is painted."""

    def page(self, page: Any, view: Matrix) -> None:
        """Walk all of it."""
        count = pdfium.FPDFPage_CountObjects(page)
        self._level((page_object(page, i) for i in range(count)), view, "", 0)

    def _level(self, objects: Iterator[int | None], view: Matrix, hidden: str, depth: int) -> None:
        for address in objects:
            if not address:
                continue
            self._left -= 1
            if self._left < 0:
                self._sheet.clipped = True
                return
            self._order += 1
            self._one(address, view, hidden, depth)

    def _one(self, address: int, view: Matrix, hidden: str, depth: int) -> None:
        item = handle(address)
        kind = pdfium.FPDFPageObj_GetType(item)
        hidden = hidden or self._marks(address, item)
        if kind == _TEXT:
            self.texts[address] = TextState(self._order, view, hidden)
        elif kind == _FORM:
            self._form(item, view, hidden, depth)
        elif not hidden:
            self._paint(item, kind, view)

    def _marks(self, address: int, item: Any) -> str:
        """Why the marks around an object hide it; notes those that speak for it."""
        hidden, size = "", ctypes.c_ulong()
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = ctypes.cast(mark_of(address, index), pdfium.FPDF_PAGEOBJECTMARK)
            if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, size):
                self.spoken.append((address, mark))
            if pdfium.FPDFPageObjMark_GetParamStringValue(mark, _OFF, None, 0, size):
                hidden = "关闭的图层"
        return hidden

    def _form(self, item: Any, view: Matrix, hidden: str, depth: int) -> None:
        if depth >= _DEPTH:
            self._sheet.clipped = True
            return
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        told = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        count = pdfium.FPDFFormObj_CountObjects(item)
        address = ctypes.cast(item, ctypes.c_void_p).value
        inner = (form_object(address, i) for i in range(max(0, count)))
        self._level(inner, multiply(told, view), hidden, depth + 1)

    def _paint(self, item: Any, kind: int, view: Matrix) -> None:
        box = _bounds(item, view)
        if box is None:
            return
        if kind == _IMAGE:
            self._sheet.images += 1
            self._sheet.patches.append(Patch(self._order, box, None, plain=False))
        elif kind == _SHADING:
            self._sheet.patches.append(Patch(self._order, box, None, plain=False))
        elif kind == _PATH:
            self._path(item, box)

    def _path(self, item: Any, box: Box) -> None:
        count = pdfium.FPDFPath_CountSegments(item)
        self._sheet.segments += max(0, count)
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
        wide, high = box.right - box.left, box.bottom - box.top
        if wide <= 3 < high:
            self._sheet.rulings.append(box)
        elif mode.value and wide >= 2 and high >= 2:
            color = color_of(pdfium.FPDFPageObj_GetFillColor, item)
            plain = count <= 6 and not pdfium.FPDFPageObj_HasTransparency(item)
            self._sheet.patches.append(Patch(self._order, box, color[:3], plain))
        elif stroke.value and count > 2 and wide > 3 and high > 3:
            right = Box(box.right - 1, box.top, box.right, box.bottom)
            self._sheet.rulings += [Box(box.left, box.top, box.left + 1, box.bottom), right]


def _bounds(item: Any, view: Matrix) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return mapped(view, left, bottom, right, top)
