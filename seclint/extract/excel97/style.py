"""Fonts, formats and colours of an xls workbook: how its cells look, and which are not seen."""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.excel.numberformat import BUILT_IN, NumberFormat
from seclint.extract.excel97.biff import Reader, Record
from seclint.model import Place

FONT, FORMAT, XF, PALETTE, STYLE = 0x0031, 0x041E, 0x00E0, 0x0092, 0x0293
KINDS = frozenset((FONT, FORMAT, XF, PALETTE, STYLE, 0x0231, 0x001E))
WHITE, BLACK = "FFFFFF", "000000"
_TINY = 40  # twips
_BUILT_IN = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE, 0x7FFF: BLACK}
_GIVEN = re.compile(
    r"(?:\d+% - )?(?:Accent|强调文字颜色) ?\d|(?:Normal|Excel Built-in|常规|超链接|已访问的超链接)"
    r"|(?:输入|输出|差|好|适中|注释|标题|标题 \d|警告文本|汇总|计算|检查单元格|解释性文本)\Z"
    r"|链接单元格|(?:Bad|Calculation|Check Cell|Explanatory Text|Good|Heading \d|Input|Linked Cell"
    r"|Neutral|Note|Output|Title|Total|Warning Text|Default|Comma|Currency|Percent)\b"
)
"""Names of styles that programs give."""
_FIRST = 8  # number of the palette's first colour


class Look(NamedTuple):
    """How the cells of one style look; `bare` ones have no fill, so that white is invisible."""

    format: NumberFormat
    disguise: str
    bare: bool

    @property
    def is_odd(self) -> bool:
        """Whether cells show anything but what they hold."""
        return bool(self.disguise) or not self.format.is_plain


class Styles:
    """What the records of styles say, as they come; `looks` when all have come."""

    def __init__(self) -> None:
        self.words: list[tuple[str, Place]] = []
        self._fonts: list[tuple[int, int]] = []
        self._codes = dict(BUILT_IN)
        self._cells: list[tuple[int, int, int, int]] = []
        self._palette: dict[int, str] = {}

    def take(self, record: Record, encoding: str) -> None:
        """Read one of KINDS. Raises ShortRecordError or struct.error."""
        data = record.data
        if record.kind in (FONT, 0x0231):
            self._fonts.append((struct.unpack_from("<H", data)[0], _short(data, 4)))
        elif record.kind in (FORMAT, 0x001E):
            self._format(Reader(record, 0, encoding), encoding)
        elif record.kind == XF:
            self._cells.append(_cell(data, old=bool(encoding)))
        elif record.kind == PALETTE:
            self._colors(data)
        elif not _short(data, 0) & 0x8000:  # a style that a user has named
            reader = Reader(record, 2, encoding)
            name = reader.string(1 if encoding else 2)
            if not _GIVEN.match(name):
                self.words.append((name, Place("markup", "单元格样式名")))

    def _format(self, reader: Reader, encoding: str) -> None:
        number = reader.number(2)
        code = reader.string(1 if encoding else 2)
        self._codes[number] = code
        if number >= 0xA4 and (not code.isascii() or '"' in code):
            self.words.append((code, Place("markup", f"数字格式{number}")))

    def _colors(self, data: bytes) -> None:
        for index, (red, green, blue) in enumerate(struct.iter_unpack("BBBx", _whole(data[2:]))):
            self._palette[_FIRST + index] = f"{red:02X}{green:02X}{blue:02X}"

    def color(self, index: int) -> str:
        """RRGGBB, or a name that is equal for equal colours."""
        return self._palette.get(index) or _BUILT_IN.get(index, f"index {index}")

    def disguise(self, font: int, ground: str = WHITE) -> str:
        """Why a text in a font (by its number, [MS-XLS] 2.5.129) on `ground` is not seen."""
        index = font - (font > 4)  # there is no font 4
        size, ink = self._fonts[index] if index < len(self._fonts) else (200, 8)
        if self.color(ink) == ground:
            return "白色文字" if ground == WHITE else "文字与底色相同"
        return "极小字号" if size < _TINY else ""

    def looks(self, *, since_1904: bool) -> tuple[Look, ...]:
        """The looks of cells, by the number of their XF record."""
        return tuple(self._looks(since_1904=since_1904))

    def _looks(self, *, since_1904: bool) -> Iterator[Look]:
        formats: dict[str, NumberFormat] = {}
        for font, number, pattern, color in self._cells:
            code = self._codes.get(number, "General")
            if code not in formats:
                formats[code] = NumberFormat(code, since_1904=since_1904)
            ground = WHITE if pattern == 0 else self.color(color) if pattern == 1 else ""
            yield Look(formats[code], self.disguise(font, ground), ground == WHITE)


def _cell(data: bytes, *, old: bool) -> tuple[int, int, int, int]:
    """Font, format, fill pattern and its colour in an XF record."""
    font, number = struct.unpack_from("<HH", data)
    if old:
        colors, pattern = struct.unpack_from("<HH", data, 8)
        return font, number, pattern & 0x3F, colors & 0x7F
    borders, colors = struct.unpack_from("<IH", data, 14)
    return font, number, borders >> 26, colors & 0x7F


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _whole(data: bytes) -> bytes:
    return data[: len(data) & ~3]
