"""How the characters of a Word document look: whether, and why, a reader would not see them."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from seclint.extract.word97.sprm import (
    CELL_SHADES,
    CELL_SHADES_80,
    COLOR,
    DELETED,
    HIGHLIGHT,
    ICO,
    INSERTED,
    PARAGRAPH_SHADE,
    PARAGRAPH_SHADE_80,
    SHADE,
    SHADE_80,
    SIZE,
    SPECIAL,
    SPECIAL_VANISH,
    STYLE,
    SYMBOL,
    VANISH,
    WEB_HIDDEN,
    Properties,
    properties,
)

_TINY = 4  # half points
_WHITE_ICO = 8
_AUTO, _WHITE = 0xFF000000, 0xFFFFFF
_NO_STYLE = 0xFFF
_LONGEST_CHAIN = 32
_PARAGRAPH, _CHARACTER = 1, 2


class Look(NamedTuple):
    """`disguise` says why a text is hidden ("" if it can be seen); `symbol` stands for it.

    White text on a `dark` ground can be seen; `white` text is hidden only on a white one.
    """

    deleted: bool = False
    inserted: bool = False
    special: bool = False
    disguise: str = ""
    white: bool = False
    symbol: int = 0


class Styles:
    """The style sheet (STSH, [MS-DOC] 2.9.271), as far as characters are concerned."""

    def __init__(self, sheet: bytes) -> None:
        self._styles = tuple(_styles(sheet))
        self._known: dict[int, dict[int, bytes]] = {}

    def characters(self, number: int) -> dict[int, bytes]:
        """Properties that a style gives to characters, those it inherits included."""
        if number not in self._known:
            found: dict[int, bytes] = {}
            for style in reversed(list(self._chain(number))):
                found |= properties(style.characters)
            self._known[number] = found
        return self._known[number]

    def _chain(self, number: int) -> Iterator["_Style"]:
        for _ in range(_LONGEST_CHAIN):
            if number >= len(self._styles):
                return
            yield self._styles[number]
            number = self._styles[number].base


class _Style(NamedTuple):
    base: int
    characters: bytes


def _styles(sheet: bytes) -> Iterator[_Style]:
    size = int.from_bytes(sheet[:2], "little")
    fixed = int.from_bytes(sheet[4:6], "little")
    at = 2 + size
    while at + 2 <= len(sheet):
        length = int.from_bytes(sheet[at : at + 2], "little")
        yield _style(sheet[at + 2 : at + 2 + length], fixed)
        at += 2 + length + length % 2


def _style(data: bytes, fixed: int) -> _Style:
    kind = data[2] & 0xF if len(data) > 4 else 0
    if kind not in (_PARAGRAPH, _CHARACTER):
        return _Style(_NO_STYLE, b"")
    base = int.from_bytes(data[2:4], "little") >> 4
    at = fixed + 2 * int.from_bytes(data[fixed : fixed + 2], "little") + 4
    if kind == _PARAGRAPH:  # first come the properties of paragraphs
        size = int.from_bytes(data[at : at + 2], "little")
        at += 2 + size + size % 2
    size = int.from_bytes(data[at : at + 2], "little")
    return _Style(base, data[at + 2 : at + 2 + size])


class Looks:
    """Looks by the list of properties and the style of the paragraph; each is made once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.of = lru_cache(maxsize=1 << 14)(self._of)

    def _of(self, packed: bytes, modifier: bytes, style: int) -> Look:
        direct = properties(packed) | properties(modifier)
        layers = [direct]
        if STYLE in direct:
            layers.append(self._styles.characters(int.from_bytes(direct[STYLE][:2], "little")))
        layers.append(self._styles.characters(style))
        return Look(
            deleted=_on(layers, DELETED),
            inserted=_on(layers, INSERTED),
            special=_on(layers, SPECIAL),
            disguise=_disguise(layers),
            white=_is_white(layers) and not shaded(_merged(layers)),
            symbol=_symbol(direct),
        )


def _on(layers: list[dict[int, bytes]], code: int) -> bool:
    """Whether a switch is on; 0x80 means as the style has it, 0x81 the opposite."""
    for depth, layer in enumerate(layers):
        if operand := layer.get(code):
            if operand[0] & 0x80:
                return _on(layers[depth + 1 :], code) ^ bool(operand[0] & 1)
            return bool(operand[0])
    return False


def _disguise(layers: list[dict[int, bytes]]) -> str:
    if any(_on(layers, code) for code in (VANISH, SPECIAL_VANISH, WEB_HIDDEN)):
        return "隐藏文字"
    size = int.from_bytes(_merged(layers).get(SIZE, b"\xff\xff")[:2], "little")
    return "极小字" if size <= _TINY else ""


def _merged(layers: list[dict[int, bytes]]) -> dict[int, bytes]:
    merged: dict[int, bytes] = {}
    for layer in reversed(layers):
        merged |= layer
    return merged


def _is_white(layers: list[dict[int, bytes]]) -> bool:
    for layer in layers:
        if color := layer.get(COLOR):
            return len(color) == 4 and color[3] != 0xFF and min(color[:3]) >= 0xF0
        if ico := layer.get(ICO):
            return ico[0] == _WHITE_ICO
    return False


def _symbol(direct: dict[int, bytes]) -> int:
    return int.from_bytes(direct.get(SYMBOL, b"")[2:4], "little")


# --- grounds ---------------------------------------------------------------------------------


def shaded(found: Properties) -> bool:
    """Whether characters or paragraphs with these properties have a ground that is not white."""
    highlight = found.get(HIGHLIGHT, b"\0")[:1]
    if highlight not in (b"\0", b"\x08", b""):
        return True
    for new, old in ((SHADE, SHADE_80), (PARAGRAPH_SHADE, PARAGRAPH_SHADE_80)):
        if new in found:
            return _shades(found[new])
        if old in found:
            return _shades_80(found[old])
    return False


def shaded_row(found: Properties) -> bool:
    """Whether any cell of a row with these properties has a ground that is not white."""
    if CELL_SHADES in found:
        cells = found[CELL_SHADES]
        return any(_shades(cells[at : at + 10]) for at in range(0, len(cells), 10))
    cells = found.get(CELL_SHADES_80, b"")
    return any(_shades_80(cells[at : at + 2]) for at in range(0, len(cells), 2))


def _shades(shading: bytes) -> bool:
    """[MS-DOC] 2.9.248: colour of the pattern, colour behind it, pattern."""
    if len(shading) < 10:
        return False
    front, back, pattern = map(int, struct.unpack("<IIH", shading[:10]))
    if pattern not in (0, 1):
        return pattern != 0xFFFF
    color = front if pattern else back
    if color & _AUTO == _AUTO:
        return pattern == 1  # black
    return color & _WHITE != _WHITE


def _shades_80(shading: bytes) -> bool:
    """[MS-DOC] 2.9.247: 5 bits each for the two colours, 6 bits for the pattern."""
    bits = int.from_bytes(shading[:2], "little")
    if bits == 0xFFFF:
        return False
    front, back, pattern = bits & 31, bits >> 5 & 31, bits >> 10
    if pattern == 0:
        return back not in (0, _WHITE_ICO)
    return pattern != 1 or front != _WHITE_ICO
