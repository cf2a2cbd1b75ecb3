"""Pictures: where they were taken, what cannot be read of them, and what OCR makes of a page."""

import io
import random
import struct
import subprocess
import sys

import pytest
from PIL import Image
from plants.image import FOLDER, GPS_IFD, WORDS, chunk, drawn, exif, saved, segment

from seclint.extract import extract
from seclint.extract.image.rows import Piece, line, rows
from seclint.model import Document, Unreviewed

SOUTH_WEST = {1: "S", 2: (33.0, 27.0, 36.0), 3: "W", 4: (70.0, 39.0, 0.0)}
NORTH_EAST = {1: "N", 2: (39.0, 54.0, 15.12), 3: "E", 4: (116.0, 24.0, 26.64)}


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (NORTH_EAST, "拍摄位置 39.9042,116.4074"),
        (SOUTH_WEST, "拍摄位置 -33.4600,-70.6500"),
        ({2: (39.0, 54.0, 15.12)}, ""),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, ""),
    ],
    ids=["north and east", "south and west", "half of it", "a camera without position"],
)
def test_where_it_was_taken(kit, tags: dict[int, object], told: str) -> None:
    data = saved("JPEG", exif=exif(*((GPS_IFD, number, value) for number, value in tags.items())))
    (found,) = kit.read("a.jpg", data)
    expected = [(told, "property", "属性·拍摄位置")] if told else []
    assert kit.pieces(found) == expected


def described(text: str) -> bytes:
    return f"<x:xmpmeta><dc:description>{text}</dc:description></x:xmpmeta>".encode()


@pytest.mark.parametrize(
    "text",
    ["13800138000 " * 40, "secret" * 80, "AB" * 201],
    ids=["numbers", "words", "no base64"],
)
def test_a_long_text_is_no_picture(kit, text: str) -> None:
    data = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + described(text))
    found = kit.only("a.jpg", data)
    assert (text.strip(), "property", "属性·XMP description") in kit.pieces(found)


def test_a_resource_that_is_no_picture(kit) -> None:
    body = bytes(28) + "机密文件".encode()
    resource = b"8BIM" + struct.pack(">HHI", 0x040C, 0, len(body)) + body
    data = segment(0xED, b"Photoshop 3.0\0" + resource)
    assert "机密文件" in kit.only("a.jpg", data).text


def test_a_tag_that_points_out_of_the_file(kit) -> None:
    data = saved("TIFF")
    first = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[first : first + 2], "little")
    lost = struct.pack("<HHII", 0x010E, 2, 40, 1 << 20)
    table = struct.pack("<H", count + 1) + lost + data[first + 2 : first + 6 + 12 * count]
    data = data[:4] + struct.pack("<I", len(data)) + data[8:] + table
    codes = {item.code for item in kit.read("a.tif", data) if isinstance(item, Unreviewed)}
    assert "damaged" in codes


def test_dates_and_numbers_are_no_words(kit) -> None:
    data = saved("JPEG", exif=exif((0, 0x132, "2026:01:02 03:04:05"), (0, 0x112, 1)))
    assert kit.only("a.jpg", data).text == ""


def test_a_thumbnail_of_the_same_is_not_told_twice(kit) -> None:
    picture = Image.linear_gradient("L").convert("RGB").resize((11, 11))  # too small for OCR
    small = io.BytesIO()
    picture.resize((8, 8)).save(small, "JPEG")
    tags = struct.pack(">HHII", 0x201, 4, 1, 44)
    tags += struct.pack(">HHII", 0x202, 4, 1, len(small.getvalue()))
    head = b"MM\0*" + struct.pack(">IHI", 8, 0, 14) + struct.pack(">H", 2) + tags + bytes(4)
    data = segment(0xE1, b"Exif\0\0" + head + small.getvalue(), saved("JPEG", picture))
    assert [item.name for item in extract("a.jpg", data) if isinstance(item, Document)][1:] == [
        "a.jpg"
    ]


# --- what cannot be read -----------------------------------------------------------------------


def codes(data: bytes, name: str = "a.png") -> list[str]:
    return [item.code for item in extract(name, data) if isinstance(item, Unreviewed)]


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (500, 400), "navy"),
        Image.new("RGBA", (500, 400), (9, 9, 9, 0)),
        Image.effect_noise((500, 5), 90),
        Image.effect_noise((11, 11), 90),
    ],
    ids=["one colour", "nothing", "a rule", "a bullet"],
)
def test_no_place_for_a_word(kit, picture: Image.Image) -> None:
    assert kit.only("a.png", saved("PNG", picture)).text == ""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", chunk(b"zTXt", b"Comment\0\0junk"), "damaged"),
        (
            "a.png",
            saved("PNG") + bytes(range(128, 256)) + bytes(9) + bytes(range(128, 256)),
            "damaged",
        ),
        ("a.png", saved("PNG")[:30], "damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(range(90)), "damaged"),
        ("a.bmp", b"BM" + bytes(60), "damaged"),
        ("a.png", saved("PNG", Image.new("1", (9000, 9000))), "too-big"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "unsupported"),
        ("a.jxr", b"II\xbc\x01" + bytes(40), "unsupported"),
    ],
    ids=["broken text", "bytes behind", "header only", "no JPEG", "no BMP", "81 MP", "HEIC", "JXR"],
)
def test_not_read(name: str, data: bytes, code: str) -> None:
    assert codes(data, name) == [code]


def test_many_frames() -> None:
    first, *others = (Image.new("L", (16, 16), number * 2) for number in range(120))
    data = saved("GIF", first, save_all=True, append_images=others)
    assert codes(data, "a.gif") == ["too-big"]


def test_flipped_bytes() -> None:
    choose = random.Random(1)
    made = [plant.make(plant.mark) for plant in WORDS]
    for data in made * 2:
        mutant = bytearray(data)
        for _ in range(6):
            mutant[choose.randrange(len(mutant))] = choose.randrange(256)
        for item in extract("a", bytes(mutant)):
            assert isinstance(item, Document) or "出错" not in item.reason


WITHOUT = """
import sys
sys.modules["rapidocr"] = None
from seclint.extract import extract
name = sys.argv[1]
for item in extract(name, open(name, "rb").read()):
    print(ascii(item))
"""


def test_without_the_extra(tmp_path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved("PNG", drawn(FOLDER.joinpath("page.png").stem)))
    command = [sys.executable, "-c", WITHOUT, str(file)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    *_, last = run.stdout.splitlines()
    reason = "图片中的文字未能识别；安装 seclint[ocr] 后可审查"
    assert last == ascii(Unreviewed(str(file), "needs-ocr", reason))


# --- OCR ---------------------------------------------------------------------------------------


def test_a_page(kit) -> None:
    (found,) = kit.read("a.png", saved("PNG", drawn("page")))
    assert found.text.splitlines() == [
        "机密★10年",
        "示政办发〔2026〕12号",
        "身份证号11010519491231002X",
        "此件不公开",
    ]
    part, label, anchor = found.place(0)
    assert (part, label) == ("image", "图像识别")
    left, top, right, bottom = (int(edge) for edge in anchor.removeprefix("box=").split(","))
    assert 0 <= left < 20 < 150 < right < 250
    assert 0 <= top < 20 < 35 < bottom < 70


def test_lines_that_say_the_same_are_all_told(kit) -> None:
    """What another view of the picture shows again is told once, but a roster is not shortened."""
    row = drawn("page").crop((0, 0, 380, 60))
    page = Image.new("L", (380, 180), 255)
    for top in (0, 60, 120):
        page.paste(row, (0, top))
    (found,) = kit.read("a.png", saved("PNG", page))
    assert found.text.splitlines() == ["机密★10年"] * 3


def test_scribbles_are_told(kit) -> None:
    """Text that no model of the extra reads: it was seen, so it is not clean."""
    text = drawn("page").crop((0, 60, 380, 110))
    torn = Image.new("L", text.size, 255)
    for column in range(0, text.width, 6):
        torn.paste(text.crop((column, 0, column + 3, 50)), (column, column % 4 * 4))
    found = kit.read("a.png", saved("PNG", torn))
    assert [item.code for item in found if isinstance(item, Unreviewed)] == ["needs-ocr"]


def piece(text: str, left: int, top: int, width: int, height: int = 20) -> Piece:
    return Piece(text, (left, top, left + width, top + height), 0.9)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([piece("二", 0, 40, 20), piece("一", 0, 0, 20)], "一\n二"),
        ([piece("密", 120, 2, 20), piece("机", 0, 0, 20)], "机 密"),
        ([piece("姓名", 0, 0, 40), piece("电话", 140, 4, 40)], "姓名\t电话"),
        ([piece("机密", 0, 0, 40), piece("★10年", 44, 0, 90)], "机密★10年"),
        ([piece("签发12号", 0, 0, 120), piece("12号文", 60, 0, 90)], "签发12号文"),
        ([piece("左列文", 0, 0, 20, 90), piece("右列文", 50, 0, 20, 90)], "右列文\n左列文"),
    ],
    ids=["order", "spaced word", "cells", "one line in two", "bands overlap", "columns"],
)
def test_rows(pieces: list[Piece], text: str) -> None:
    assert "\n".join("".join(line(row)) for row in rows(pieces)) == text


def test_a_leaning_page() -> None:
    """A line that sinks by more than its height from end to end is still one line."""
    leaning = [
        Piece(text, (left, top, left + 200, top + 25), 0.9, slope=0.05)
        for text, left, top in (("一", 0, 0), ("二", 300, 15), ("三", 600, 30), ("四", 0, 30))
    ]
    assert [[p.text for p in row] for row in rows(leaning)] == [["一", "二", "三"], ["四"]]
