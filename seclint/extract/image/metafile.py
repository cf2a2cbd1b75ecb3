"""Metafiles: WMF and EMF with EMF+ in it: what their records write, comments, pictures in them.

[MS-WMF] 2.3. Texts that stand on one line are put together.
"""

import struct
from collections.abc import Iterator
from itertools import groupby

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.image.emf import emf
from seclint.extract.image.records import (
    CUT,
    GLYPHS,
    MOST_RECORDS,
    Cut,
    Loose,
    Record,
    Said,
    behind,
    bitmap,
    guarded,
    narrow,
    string,
)
from seclint.extract.image.words import swept
from seclint.extract.sniff import sniff
from seclint.model import Extracted, Member, Part, Place, Unreviewed


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the pictures in it. Raises ExtractError("damaged")."""
    kind = sniff(name, data)
    if kind not in ("wmf", "emf"):
        raise ExtractError("damaged", "图元文件已损坏，未能审查")
    found = list(_wmf(data) if kind == "wmf" else emf(data))
    draft = Draft()
    _write(draft, [record for record in found if isinstance(record, Said)])
    for record in found:
        if isinstance(record, Loose):
            part: Part = "property" if record.label.startswith("属性") else "embedded"
            draft.aside(record.text, Place(part, record.label))
    yield draft.document(name)
    yield from (record for record in found if isinstance(record, Member))
    for reason in dict.fromkeys(record.reason for record in found if isinstance(record, Cut)):
        yield Unreviewed(name, "damaged", reason)


def _write(draft: Draft, said: list[Said]) -> None:
    """Texts in their order, those of one line joined."""
    place = Place("image", "图元文件文字")
    for _, line in groupby(said, key=lambda record: record.y):
        draft.write("".join(record.text for record in line), place)
        draft.space("\n")


# --- WMF ---------------------------------------------------------------------------------------

_TEXT_OUT, _EXT_TEXT_OUT, _ESCAPE, _CREATE_FONT, _EOF = 0x0521, 0x0A32, 0x0626, 0x02FB, 0x0000
_BITMAPS = {0x0F43: 22, 0x0B41: 20, 0x0940: 16, 0x0D33: 18, 0x0142: 4}
"""WMF records that hold a device-independent bitmap, and the bytes of parameters before it."""


def _wmf(data: bytes) -> Iterator[Record]:
    at = 40 if data.startswith(b"\xd7\xcd\xc6\x9a") else 18
    for _ in range(MOST_RECORDS):
        if at + 6 > len(data):
            break
        words, function = struct.unpack_from("<IH", data, at)
        body = data[at + 6 : at + 2 * words]
        if function == _EOF or words < 3:
            at += 6
            yield from behind(data[at:], cut=function != _EOF)
            return
        if at + 2 * words > len(data):
            yield CUT
        yield from guarded(_wmf_record, function, body)
        at += 2 * words
    yield CUT


def _wmf_record(function: int, body: bytes) -> Iterator[Record]:
    if function == _TEXT_OUT:
        (length,) = struct.unpack_from("<H", body)
        even = length + length % 2
        y, x = struct.unpack_from("<hh", body, 2 + even)
        yield Said(string(body[2:], length, wide=False), x, y)
    elif function == _EXT_TEXT_OUT:
        y, x, length, options = struct.unpack_from("<hhHH", body)
        start = 16 if options & 0x0006 else 8
        by_glyph = options & 0x10 and length
        yield GLYPHS if by_glyph else Said(string(body[start:], length, wide=False), x, y)
    elif function == _ESCAPE:
        yield from _escape(body)
    elif function in _BITMAPS:
        yield from bitmap(body[_BITMAPS[function] :])
    elif function == _CREATE_FONT:
        yield from _wordy("字体名", body[18:50].partition(b"\0")[0])


def _escape(body: bytes) -> Iterator[Record]:
    """Comments of programs ([MS-WMF] 2.3.6)."""
    _, length = struct.unpack_from("<HH", body)
    for text in swept(body[4 : 4 + length]):
        yield Loose("图元文件注释", text)


def _wordy(label: str, data: bytes) -> Iterator[Loose]:
    if not data.isascii():
        yield Loose(label, narrow(data))
