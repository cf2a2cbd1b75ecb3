"""What of a page's text a reader cannot see, and why.

What a text object's own state hides (render mode 3, no size, off layers) is certain. What may be
hidden (white, the colour of its ground, beneath a later shape) is a suspicion, and the page is
painted twice, with and without the suspects: where nothing changes, nothing was to be seen.
"""

import ctypes
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from seclint.extract.pdf.handles import handle
from seclint.extract.pdf.page import Leaf
from seclint.extract.pdf.sheet import Color, Glyph, Patch, Run, Sheet

_CELL = 32.0
_IN_CELLS = 1_000_000
_IN_CELL = 200
_PIXELS = 3_000_000
_LIGHT = 0xE8
_SAME = 24
_SEEN = 10
"""A glyph that changes no pixel by more than this (of 255) is not seen."""


_SEEN_FOR_SURE = ("", True)


class Sight(NamedTuple):
    """The glyphs that are seen, and those that are not with the reason of each."""

    seen: list[Glyph]
    hidden: list[tuple[Glyph, str]]


def look(leaf: Leaf, sheet: Sheet) -> Sight:
    """Part the glyphs of a page."""
    ground = _Ground(sheet)
    plain = {i for i, run in enumerate(sheet.runs) if ground.is_plain(run)}
    width, height = sheet.width, sheet.height
    reasons = [
        _SEEN_FOR_SURE
        if glyph.run in plain and 0 <= glyph.left <= glyph.right <= width
        and 0 <= glyph.top <= glyph.bottom <= height
        else ground.reason(glyph, sheet.runs[glyph.run])
        for glyph in sheet.glyphs
    ]  # fmt: skip
    doubtful = [i for i, (_, certain) in enumerate(reasons) if not certain]
    if doubtful:
        painted = _Painted(leaf, sheet, {sheet.glyphs[i].run for i in doubtful})
        for i in doubtful:
            if painted.shows(sheet.glyphs[i]):
                reasons[i] = ("", True)
    seen, hidden = [], []
    for glyph, (reason, _) in zip(sheet.glyphs, reasons, strict=True):
        if reason:
            hidden.append((glyph, reason))
        else:
            seen.append(glyph)
    return Sight(seen, hidden)


class _Ground:
    """What is painted before and after each glyph, found by place."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cells: dict[tuple[int, int], list[Patch]] = {}
        self._side = max(_CELL, sheet.width / 32, sheet.height / 32)
        left = _IN_CELLS
        for patch in sheet.patches:
            left -= self._put(patch)
            if left < 0:
                sheet.clipped = True
                break

    def _put(self, patch: Patch) -> int:
        """Put a patch into the cells it touches; how many these are."""
        left, top, right, bottom = (self._cell(side) for side in patch.box)
        across, down = self._cell(self._sheet.width), self._cell(self._sheet.height)
        columns = range(max(0, left), min(across, right) + 1)
        rows = range(max(0, top), min(down, bottom) + 1)
        for column in columns:
            for row in rows:
                cell = self._cells.setdefault((column, row), [])
                if len(cell) < _IN_CELL:
                    cell.append(patch)
        return max(1, len(columns) * len(rows))

    def _cell(self, side: float) -> int:
        return int(min(max(side, -1e6), 1e6) // self._side)

    def is_plain(self, run: Run) -> bool:
        """Can nothing but the edge of the page hide it?"""
        return not (self._cells or run.hidden or run.clip or min(run.color) >= _LIGHT)

    def reason(self, glyph: Glyph, run: Run) -> tuple[str, bool]:
        """Why the glyph is hidden ("" if it is not), and whether that is certain."""
        if run.hidden:
            return run.hidden, True
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (0 <= x <= self._sheet.width and 0 <= y <= self._sheet.height):
            return "页面之外", True
        if run.clip and not run.clip.holds(x, y):
            return "被裁剪", True
        patches = self._cells.get((int(x // self._side), int(y // self._side)))
        if not patches and min(run.color) < _LIGHT:
            return _SEEN_FOR_SURE
        return _colored(patches or (), run, x, y)


def _colored(patches: Sequence[Patch], run: Run, x: float, y: float) -> tuple[str, bool]:
    below: Patch | None = None
    for patch in patches:
        if not patch.box.holds(x, y):
            continue
        if patch.order > run.order:
            return "被图形覆盖", False
        below = patch
    ground: Color | None = (255, 255, 255) if below is None else below.color
    if ground is not None and (below is None or below.plain):
        if not _near(run.color, ground):
            return _SEEN_FOR_SURE
        return ("白色文字" if min(run.color) >= _LIGHT else "与背景同色"), False
    return ("白色文字", False) if min(run.color) >= _LIGHT else _SEEN_FOR_SURE


def _near(one: Color, other: Color) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


class _Painted:
    """The page with and without some text objects."""

    def __init__(self, leaf: Leaf, sheet: Sheet, suspects: set[int]) -> None:
        area = max(1.0, sheet.width * sheet.height)
        self._scale = min(2.0 if area < 50_000 else 1.0, math.sqrt(_PIXELS / area))
        whole = paint(leaf, sheet, self._scale)
        for run in suspects:
            pdfium.FPDFPageObj_SetIsActive(handle(sheet.runs[run].handle), 0)
        without = paint(leaf, sheet, self._scale)
        self._change = ImageChops.difference(whole, without)

    def shows(self, glyph: Glyph) -> bool:
        """Does the glyph change a pixel?"""
        scale = self._scale
        left, top = math.floor(glyph.left * scale), math.floor(glyph.top * scale)
        right, bottom = math.ceil(glyph.right * scale), math.ceil(glyph.bottom * scale)
        box = (max(0, left), max(0, top), max(left + 1, right), max(top + 1, bottom))
        bands: Any = self._change.crop(box).getextrema()
        return any(most > _SEEN for _, most in bands)


def paint(leaf: Leaf, sheet: Sheet, scale: float) -> Image.Image:
    """The page on white paper, `scale` pixels a point, without its annotations."""
    wide, high = max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale))
    bitmap = pdfium.FPDFBitmap_Create(wide, high, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, leaf.page, 0, 0, wide, high, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombytes("RGB", (wide, high), pixels, "raw", "BGRX", stride)
