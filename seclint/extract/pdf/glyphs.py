"""The characters of a page's text layer, and the state of the text objects they came from."""

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium

from seclint.extract.pdf.handles import color_of, handle, object_of
from seclint.extract.pdf.sheet import Box, Glyph, Matrix, Run, Sheet, TextState, mapped

GLYPHS = 300_000
"""So many characters of a page are read."""
_STROKES, _UNSEEN = (1, 5), (3, 7)  # text render modes ([ISO 32000-1] table 106)


class Glyphs:
    """The characters of the text layer, and the state of the objects they came from."""

    def __init__(self, sheet: Sheet, view: Matrix, turn: int) -> None:
        """`view` maps user space to the page as displayed, `turn` counts its quarter turns."""
        self._sheet, self._view, self._turn = sheet, view, turn
        self._index: dict[int, int] = {}
        self._high = 0

    def read(self, layer: Any, texts: dict[int, TextState]) -> None:
        """Fill the sheet. Characters that pdfium made up (spaces, line ends) are left out."""
        self._layer, self._texts = layer, texts
        index, rect = self._index, pdfium.FS_RECTF()
        add, pointer = self._sheet.glyphs.append, ctypes.byref(rect)
        loose, address_of = pdfium.FPDFText_GetLooseCharBox, ctypes.cast(layer, ctypes.c_void_p)
        view, upright = self._view, self._turn == 0
        e, f = view[4:]
        count = pdfium.FPDFText_CountChars(layer)
        self._sheet.clipped |= count > GLYPHS
        for i in range(min(count, GLYPHS)):
            address = object_of(address_of, i)
            if address is None or not (text := self._character(i)):
                continue
            run = index.get(address)
            if run is None:
                run = self._run(address, i)
            loose(layer, i, pointer)
            if upright:
                left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
                add(Glyph(text, left + e, f - top, right + e, f - bottom, run))
            else:
                add(Glyph(text, *mapped(view, rect.left, rect.bottom, rect.right, rect.top), run))

    def _character(self, at: int) -> str:
        """The character at an index; "" for the first half of one beyond the first plane."""
        code = pdfium.FPDFText_GetUnicode(self._layer, at)
        if 31 < code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF:
            return chr(code)
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
        return _ODD.get(code, "\ufffd")

    def _run(self, address: int, at: int) -> int:
        """Note the text object of the character `at`; its index."""
        item, sheet = handle(address), self._sheet
        order, view, hidden = self._texts.get(address, (0, self._view, ""))
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._layer, at, matrix)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        ask = (
            pdfium.FPDFPageObj_GetStrokeColor
            if mode in _STROKES
            else pdfium.FPDFPageObj_GetFillColor
        )
        *color, alpha = color_of(ask, item)
        size = pdfium.FPDFText_GetFontSize(self._layer, at) * math.hypot(matrix.c, matrix.d)
        if mode in _UNSEEN or alpha < 8:
            hidden = hidden or "不可见文字"
        elif size < 1.5:
            hidden = hidden or "极小字"
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) - 90 * self._turn
        red, green, blue = color
        run = Run(address, order, angle % 360, hidden, (red, green, blue), _clip(item, view))
        self._index[address] = len(sheet.runs)
        sheet.runs.append(run)
        return len(sheet.runs) - 1


_ODD = {2: "-", 0xFFFE: "-", 9: " ", 10: " ", 13: " "}
"""What pdfium puts for a hyphen at a line's end; spaces. Other controls are no known character."""


def _clip(item: Any, view: Matrix) -> Box | None:
    """The box that clipping leaves of an object; None where nothing is cut off."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    box = Box(-math.inf, -math.inf, math.inf, math.inf)
    for path in range(min(count, 32)):
        if shape := _outline(clip, path, view):
            box = Box(
                max(box.left, shape.left), max(box.top, shape.top),
                min(box.right, shape.right), min(box.bottom, shape.bottom),
            )  # fmt: skip
    return box if count > 0 else None


def _outline(clip: Any, path: int, view: Matrix) -> Box | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for index in range(min(64, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return mapped(view, min(xs), min(ys), max(xs), max(ys)) if xs else None
