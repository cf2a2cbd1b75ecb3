"""Properties of characters and paragraphs ([MS-DOC] 2.6): codes, operands, lists of them."""

from collections.abc import Iterator, Mapping

Properties = Mapping[int, bytes]
"""Operands by code; of two for one code the later holds."""

# Characters
DELETED, INSERTED, SPECIAL = 0x0800, 0x0801, 0x0855
VANISH, SPECIAL_VANISH, WEB_HIDDEN = 0x083C, 0x0818, 0x0811
ICO, COLOR, SIZE, HIGHLIGHT, SHADE_80, SHADE = 0x2A42, 0x6870, 0x4A43, 0x2A0C, 0x4866, 0xCA71
STYLE, SYMBOL = 0x4A30, 0x6A09
# Paragraphs and rows
IN_TABLE, ROW_END, DEPTH, DEEPER = 0x2416, 0x2417, 0x6649, 0x664A
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
PARAGRAPH_SHADE_80, PARAGRAPH_SHADE = 0x442D, 0xC64D
CELL_SHADES_80, CELL_SHADES = 0xD609, 0xD612

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE, _TABS = 0xD608, 0xC615
# Codes that a piece may apply in a single byte ([MS-DOC] 2.9.213).
_SHORT = {
    0x18: IN_TABLE, 0x19: ROW_END, 0x41: DELETED, 0x42: INSERTED, 0x4D: HIGHLIGHT,
    0x50: WEB_HIDDEN, 0x51: SPECIAL_VANISH, 0x5C: VANISH, 0x62: ICO,
}  # fmt: skip


def properties(packed: bytes) -> dict[int, bytes]:
    """Operands by code of a list (grpprl); what follows a broken one is not to be found."""
    return dict(_properties(packed))


def _properties(packed: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(packed):
        code = packed[at] | packed[at + 1] << 8
        start, size = _operand(packed, at + 2, code)
        yield code, packed[start : start + size]
        at = start + size


def _operand(packed: bytes, at: int, code: int) -> tuple[int, int]:
    """Where an operand starts and how many bytes it has."""
    if size := _SIZES[code >> 13]:
        return at, size
    if code == _TABLE:
        return at + 2, max(0, int.from_bytes(packed[at : at + 2], "little") - 1)
    size = packed[at]
    if code == _TABS and size == 255:
        deleted = packed[at + 1] if at + 1 < len(packed) else 0
        added = at + 2 + 4 * deleted
        size = 2 + 4 * deleted + 3 * (packed[added] if added < len(packed) else 0)
    return at + 1, size


def short(modifier: int) -> bytes:
    """The list (grpprl) that the one-byte modifier of a piece stands for."""
    code = _SHORT.get(modifier >> 1 & 0x7F)
    return b"" if code is None else bytes((code & 0xFF, code >> 8, modifier >> 8))
