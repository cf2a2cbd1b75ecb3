"""Pictures: what is written in them is read as it stands, however they lie; none passes unread."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from seclint.extract import extract
from seclint.extract.image import _jpeg_end
from seclint.model import Document, Unreviewed

LETTER = Path(__file__).parents[1] / "files" / "image" / "letter.png"
LINES = [
    "机密★20年",
    "示例市人民政府办公室文件",
    "示政办发〔2026〕12号",
    "关于示例事项的通知",
    "各区人民政府：",
    "联系人身份证号11010519491231002X",
]


def letter() -> Image.Image:
    return Image.open(LETTER).convert("L")


def saved(picture: Image.Image, kind: str = "png", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def seen(data: bytes, name: str = "扫描件.png") -> list[str]:
    """Lines that were read, blanks and the name of the file set aside."""
    _, *found = extract(name, data)
    texts = [item.text for item in found if isinstance(item, Document)]
    return ["".join(line.split()) for text in texts for line in text.splitlines() if line.strip()]


def codes(data: bytes) -> list[str]:
    return [item.code for item in extract("a.png", data) if isinstance(item, Unreviewed)]


def faint(page: Image.Image) -> Image.Image:
    return page.point(lambda level: 248 + level * 7 // 255)


def half_transparent(page: Image.Image) -> Image.Image:
    """Black on black, but for what is not transparent."""
    whole = Image.new("RGBA", page.size, (0, 0, 0, 0))
    whole.putalpha(ImageOps.invert(page))
    return whole


LYING: dict[str, Callable[[Image.Image], Image.Image]] = {
    "upright": lambda page: page,
    "on its side": lambda page: page.rotate(90, expand=True),
    "faint": faint,
    "white on black": ImageOps.invert,
    "letters cut out by transparency": half_transparent,
}


@pytest.mark.parametrize("turn", LYING.values(), ids=LYING)
def test_a_letter_is_read(turn: Callable[[Image.Image], Image.Image]) -> None:
    read = seen(saved(turn(letter())))
    assert LINES[0] in read
    assert LINES[5] in read


def test_a_letter_is_read_line_by_line_where_it_stands() -> None:
    _, document = extract("扫描件.png", LETTER.read_bytes())
    assert isinstance(document, Document)
    assert [line.replace(" ", "") for line in document.text.splitlines()] == LINES
    place = document.place(0)
    assert (place.part, place.label) == ("image", "图像识别")
    left, top, right, bottom = map(int, place.anchor.removeprefix("box=").split(","))
    assert 50 < left < 70
    assert 30 < top < 60
    assert 230 < right < 300
    assert 70 < bottom < 100


def test_beneath_transparency() -> None:
    hidden = letter().convert("RGBA")
    hidden.putalpha(0)
    found = [item for item in extract("a.png", saved(hidden)) if isinstance(item, Document)]
    assert any(
        document.text.startswith(LINES[0]) and document.place(0).label == "图像识别（透明层之下）"
        for document in found
    )


def test_every_frame() -> None:
    blank = Image.new("L", (900, 560), 255)
    data = saved(blank, "gif", save_all=True, append_images=[letter(), letter(), blank])
    found = [item for item in extract("a.gif", data) if isinstance(item, Document)]
    assert [document.place(0).label for document in found[1:]] == ["第2帧图像识别"]


@pytest.mark.parametrize(
    "picture",
    [Image.new("L", (15, 900), 255), Image.effect_noise((900, 15), 90), Image.new("L", (900, 600))],
    ids=["narrow", "low", "of one colour"],
)
def test_what_holds_no_text_needs_no_reading(picture: Image.Image) -> None:
    assert codes(saved(picture)) == []


WITHOUT = """
import sys
sys.modules["rapidocr"] = None
from seclint.extract import extract
from seclint.model import Unreviewed
for item in extract("a.png", open(sys.argv[1], "rb").read()):
    if isinstance(item, Unreviewed):
        print(item.code, item.reason)
"""


def test_without_the_extra_a_picture_is_not_clean() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(LETTER)],
        capture_output=True,
        check=True,
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    said = done.stdout.decode()
    assert said.split() == ["needs-ocr", "图片中的文字未能识别；安装", "seclint[ocr]", "后可审查"]


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "bmp", "tiff", "webp"])
def test_cut_short_is_not_clean(kind: str) -> None:
    noise = Image.effect_noise((60, 60), 90)
    ImageDraw.Draw(noise).text((2, 2), "No.", font=ImageFont.load_default(20))
    data = saved(noise, kind)
    for part in range(20):
        assert codes(data[: len(data) * part // 20]) or not data[: len(data) * part // 20]


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 20}])
def test_where_a_jpeg_ends(options: dict[str, object]) -> None:
    data = saved(Image.effect_noise((300, 300), 90), "jpeg", **options)
    assert _jpeg_end(data + b"PK\3\4" + data) == len(data)


def test_an_archive_behind_a_picture_is_read() -> None:
    from hostile import MARK, zipped

    data = saved(Image.new("L", (8, 8)), "png") + zipped({"a.txt": MARK.encode()})
    found = list(extract("a.png", data))
    read = any(MARK in item.text for item in found if isinstance(item, Document))
    assert read or any(isinstance(item, Unreviewed) for item in found)
