"""Handles of pdfium: the calls made for every glyph and object, without an object for each."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def _fast(function: Any, *arguments: Any) -> Any:
    """The same function with pointers as integers: no object is made for each call."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, *arguments)(address)


object_of = _fast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
page_object = _fast(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int)
form_object = _fast(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_ulong)
mark_of = _fast(pdfium.FPDFPageObj_GetMark, ctypes.c_void_p, ctypes.c_ulong)


def handle(address: int) -> Any:
    """The page object at an address, as the functions of pdfium want it."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def color_of(ask: Any, item: Any) -> tuple[int, int, int, int]:
    """Red, green, blue, alpha; black where it has none (a pattern)."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha
