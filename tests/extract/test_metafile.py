"""Metafiles: lines put together, pictures and what is cut off of them."""

import random
import struct

import pytest
from plants.metafile import PLANTS, draw_string, emf, ext_out, plus, text_out, wmf

from seclint.extract import extract
from seclint.model import Document, Unreviewed


def test_one_line_of_many_records(kit) -> None:
    data = wmf(*(text_out(text, x=x) for x, text in enumerate("机密★10年")), text_out("二", y=40))
    assert kit.only("a.wmf", data).text == "机密★10年\n二\n"
    data = emf(ext_out("机"), ext_out("密"), ext_out("二", y=40), plus(draw_string("三")))
    assert kit.only("a.emf", data).text == "机密\n二\n三\n"


def bitmap() -> bytes:
    return struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 24, 0, 16, 0, 0, 0, 0) + bytes(16)


def test_pictures_are_members() -> None:
    dib = bitmap()
    stretch = bytes(72) + struct.pack("<4I", 108, 40, 148, 16) + bytes(12) + dib
    for name, data in (
        ("a.wmf", wmf((0x0F43, bytes(22) + dib))),
        ("a.emf", emf((81, stretch[:40] + struct.pack("<4I", 80, 40, 120, 16) + bytes(16) + dib))),
    ):
        names = [item.name for item in extract(name, data) if isinstance(item, Document)]
        assert f"{name}!/图片.bmp" in names


def test_glyph_numbers_are_told(kit) -> None:
    driver = 0x4036, 0, struct.pack("<4I", 0, 0, 0, 1) + bytes(12)
    *_, last = kit.read("a.emf", emf(plus(driver)))
    assert (last.code, last.reason) == ("damaged", "图元文件以字形编号书写文字，未能审查")


TEXT = "机密".encode("utf-16-le")


def emr(count: int = 2, start: int = 76, options: int = 0) -> tuple[int, bytes]:
    """EMR_EXTTEXTOUTW ([MS-EMF] 2.3.5.8) that says this of its text."""
    told = struct.pack("<iiIII4iI", 5, 5, count, start, options, 0, 0, 0, 0, 0)
    return 84, bytes(28) + told + TEXT


def picture(kind: int, flags: int = 0x500) -> tuple[int, int, bytes]:
    return 0x4008, flags, struct.pack("<II", 0, kind) + bytes(60)


CORE = struct.pack("<IHHHH", 12, 2, 2, 1, 24) + bytes(16)
LOSSES = {
    "whole": (emf(emr()), 0),
    "more characters than there are": (emf(emr(count=9)), 1),
    "a text outside its record": (emf(emr(start=900)), 1),
    "numbers of glyphs": (emf(emr(options=0x10)), 1),
    "numbers of glyphs in a short record": (
        emf((108, struct.pack("<iiIIIff", 0, 0, 1, 0x310, 1, 1, 1) + b"ab")), 1,
    ),
    "numbers of glyphs in a WMF": (
        wmf((0x0A32, struct.pack("<hhHH", 0, 0, 2, 0x10) + b"ab")), 1,
    ),
    "fewer bytes in a WMF": (wmf((0x0A32, struct.pack("<hhHH", 0, 0, 9, 0) + b"ab")), 1),
    "a picture of which parts are missing": (emf(plus(picture(1, 0x8500))), 1),
    "a picture of no known kind": (emf(plus(picture(7))), 1),
    "a bitmap of OS/2": (wmf((0x0F43, bytes(22) + CORE)), 1),
}  # fmt: skip


@pytest.mark.parametrize(("data", "codes"), LOSSES.values(), ids=LOSSES)
def test_what_is_not_read_is_told(kit, data: bytes, codes: int) -> None:
    found = kit.read("a", data)
    assert sum(isinstance(item, Unreviewed) for item in found) == codes


def test_flipped_bytes() -> None:
    choose = random.Random(1)
    for data in [plant.make(plant.mark) for plant in PLANTS] * 5:
        mutant = bytearray(data)
        for _ in range(6):
            mutant[choose.randrange(len(mutant))] = choose.randrange(256)
        for item in extract("a", bytes(mutant)):
            assert isinstance(item, Document) or "出错" not in item.reason
