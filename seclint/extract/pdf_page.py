"""A PDF page as pdfium sees it: every glyph with its box, and what is painted around it.

Coordinates are those of the page as displayed: points from the top left of the crop box, the
page's rotation undone. What the text layer of pdfium leaves out or puts in place of the painted
text (glyphs without width; /ActualText) is read in a second and third pass.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

OBJECTS = 200_000
"""So many objects of a page are looked at; of the rest only the text is read."""
GLYPHS = 300_000
"""So many characters of a page are read."""
_DEPTH = 12
_LOST = 2_000
_FEW = 50
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_OFF = b"SeclintOff"
_STROKES, _UNSEEN = (1, 5), (3, 7)  # text render modes ([ISO 32000-1] table 106)

Matrix = tuple[float, float, float, float, float, float]
Color = tuple[int, int, int]


class Box(NamedTuple):
    """Points from the top left of the page as displayed."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Is the point inside?"""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """A character and its box; `run` is the index of its text object in `Sheet.runs`."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    run: int


class Run(NamedTuple):
    """A text object. `angle` is in degrees against the page as displayed, counter-clockwise.

    `order` says when it was painted, `hidden` why its state alone keeps it from being seen.
    """

    handle: int
    order: int
    angle: int
    hidden: str
    color: Color
    clip: Box | None


class Patch(NamedTuple):
    """A filled path, an image or a shading; `color` is None where it has no single one."""

    order: int
    box: Box
    color: Color | None
    plain: bool
    """An opaque rectangle of one colour."""


@dataclass(slots=True)
class Sheet:
    """What is on a page. `lost` are texts that take no room, `spoken` the /ActualText lines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    images: int = 0
    segments: int = 0
    clipped: bool = False
    """More objects than are looked at."""


def _fast(function: Any, *arguments: Any) -> Any:
    """The same function with pointers as integers: no object is made for each call."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, *arguments)(address)


_object_of = _fast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
_page_object = _fast(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int)
_form_object = _fast(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_ulong)
_mark_of = _fast(pdfium.FPDFPageObj_GetMark, ctypes.c_void_p, ctypes.c_ulong)


def handle(address: int) -> Any:
    """The page object at an address, as the functions of pdfium want it."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return (
        a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n,
        e * k + f * m + o, e * l + f * n + p,
    )  # fmt: skip


def _mapped(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top)
    ys = (b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top)
    return Box(min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


class Leaf:
    """One page held open; a context manager."""

    def __init__(self, document: Any, index: int) -> None:
        """Raises ValueError where pdfium cannot load the page."""
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
        walk = _Walk(self)
        walk.page()
        if walk.spoken:
            self.sheet.spoken.extend(self._layer_lines())
            for address, mark in walk.spoken:
                pdfium.FPDFPageObj_RemoveMark(handle(address), mark)
        text = self._layer()
        _Glyphs(self, text, walk.texts).read()
        self._find_lost(walk)
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

    def _find_lost(self, walk: "_Walk") -> None:
        """Texts of objects that pdfium left out since they have no width: made wide, read again."""
        seen = {run.handle for run in self.sheet.runs}
        lost = [address for address in walk.texts if address not in seen][:_LOST]
        if not lost:
            return
        for number, address in enumerate(lost):
            pdfium.FPDFTextObj_SetFontSize(handle(address), 12)
            upright = pdfium.FS_MATRIX(1, 0, 0, 1, 10, 40 * number)
            pdfium.FPDFPageObj_SetMatrix(handle(address), upright)
        layer = self._layer()
        if len(lost) > _FEW:
            told: dict[int, str] = {}
            for index in range(pdfium.FPDFText_CountChars(layer)):
                if address := _object_of(layer, index):
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


class _Walk:
    """The objects of a page in the order they are painted."""

    def __init__(self, leaf: Leaf) -> None:
        self._leaf, self._sheet = leaf, leaf.sheet
        self._left = OBJECTS
        self.order = 0
        self.texts: dict[int, tuple[int, Matrix, str]] = {}
        self.spoken: list[tuple[int, Any]] = []

    def page(self) -> None:
        """Walk all of it."""
        page = self._leaf.page
        count = pdfium.FPDFPage_CountObjects(page)
        self._level((_page_object(page, i) for i in range(count)), self._leaf.view, "", 0)

    def _level(self, objects: Iterator[int | None], view: Matrix, hidden: str, depth: int) -> None:
        for address in objects:
            if not address:
                continue
            self._left -= 1
            if self._left < 0:
                self._sheet.clipped = True
                return
            self.order += 1
            self._one(address, view, hidden, depth)

    def _one(self, address: int, view: Matrix, hidden: str, depth: int) -> None:
        item = handle(address)
        kind = pdfium.FPDFPageObj_GetType(item)
        hidden = hidden or self._marks(address, item)
        if kind == _TEXT:
            self.texts[address] = (self.order, view, hidden)
        elif kind == _FORM:
            self._form(item, view, hidden, depth)
        elif not hidden:
            self._paint(item, kind, view)

    def _marks(self, address: int, item: Any) -> str:
        """Why the marks around an object hide it; notes those that speak for it."""
        hidden, size = "", ctypes.c_ulong()
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = ctypes.cast(_mark_of(address, index), pdfium.FPDF_PAGEOBJECTMARK)
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
        inner = (_form_object(address, i) for i in range(max(0, count)))
        self._level(inner, _multiply(told, view), hidden, depth + 1)

    def _paint(self, item: Any, kind: int, view: Matrix) -> None:
        box = _bounds(item, view)
        if box is None:
            return
        if kind == _IMAGE:
            self._sheet.images += 1
            self._sheet.patches.append(Patch(self.order, box, None, plain=False))
        elif kind == _SHADING:
            self._sheet.patches.append(Patch(self.order, box, None, plain=False))
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
            color = _color(pdfium.FPDFPageObj_GetFillColor, item)
            plain = count <= 6 and not pdfium.FPDFPageObj_HasTransparency(item)
            self._sheet.patches.append(Patch(self.order, box, color[:3], plain))
        elif stroke.value and count > 2 and wide > 3 and high > 3:
            right = Box(box.right - 1, box.top, box.right, box.bottom)
            self._sheet.rulings += [Box(box.left, box.top, box.left + 1, box.bottom), right]


def _bounds(item: Any, view: Matrix) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return _mapped(view, left, bottom, right, top)


def _color(ask: Any, item: Any) -> tuple[int, int, int, int]:
    """Red, green, blue, alpha; black where it has none (a pattern)."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


class _Glyphs:
    """The characters of the text layer, and the state of the objects they came from."""

    def __init__(self, leaf: Leaf, layer: Any, texts: dict[int, tuple[int, Matrix, str]]) -> None:
        self._leaf, self._layer, self._texts = leaf, layer, texts
        self._index: dict[int, int] = {}
        self._high = 0

    def read(self) -> None:
        """Fill the sheet. Characters that pdfium made up (spaces, line ends) are left out."""
        layer, index, rect = self._layer, self._index, pdfium.FS_RECTF()
        add, pointer = self._leaf.sheet.glyphs.append, ctypes.byref(rect)
        loose, address_of = pdfium.FPDFText_GetLooseCharBox, ctypes.cast(layer, ctypes.c_void_p)
        view, upright = self._leaf.view, self._leaf.turn == 0
        e, f = view[4:]
        count = pdfium.FPDFText_CountChars(layer)
        self._leaf.sheet.clipped |= count > GLYPHS
        for i in range(min(count, GLYPHS)):
            address = _object_of(address_of, i)
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
                add(Glyph(text, *_mapped(view, rect.left, rect.bottom, rect.right, rect.top), run))

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
        item, sheet = handle(address), self._leaf.sheet
        order, view, hidden = self._texts.get(address, (0, self._leaf.view, ""))
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._layer, at, matrix)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        ask = (
            pdfium.FPDFPageObj_GetStrokeColor
            if mode in _STROKES
            else pdfium.FPDFPageObj_GetFillColor
        )
        *color, alpha = _color(ask, item)
        size = pdfium.FPDFText_GetFontSize(self._layer, at) * math.hypot(matrix.c, matrix.d)
        if mode in _UNSEEN or alpha < 8:
            hidden = hidden or "不可见文字"
        elif size < 1.5:
            hidden = hidden or "极小字"
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) - 90 * self._leaf.turn
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
    return _mapped(view, min(xs), min(ys), max(xs), max(ys)) if xs else None
