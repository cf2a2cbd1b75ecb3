"""Pictures: the words in their metadata, and those that can be seen, frame by frame.

What stands behind the end of a picture, and the small picture in its EXIF, follow as members.
"""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageChops, ImageFile, ImageOps, UnidentifiedImageError

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.image.metadata import words
from seclint.extract.image.ocr import rows, spans
from seclint.model import Document, Extracted, Member, Place, Unreviewed

_MOST_PIXELS = 80_000_000
_MOST_FRAMES = 100
_NO_TEXT = 16
"""Pixels: no text that a person can read stands in a picture that is narrower or lower."""

_ONE_COLOUR = 3
"""Grey levels that a picture may span and still be of one colour to the eye."""

_SURE = 0.5
"""A line whose reading is less sure may well be another one."""

_DAMAGE = (OSError, SyntaxError, ValueError, struct.error, IndexError, KeyError, EOFError)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """Metadata as a document, then one for each frame with text. Raises ExtractError."""
    picture = _opened(data)
    if told := _metadata(name, picture):
        yield told
    yield from _behind(data)
    yield from _thumbnail(picture)
    try:
        yield from _frames(name, picture)
    except _DAMAGE:
        yield Unreviewed(name, "damaged", "图片已损坏，其中文字未能全部识别")


def _opened(data: bytes) -> ImageFile.ImageFile:
    """Raises ExtractError: damaged, too-big."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(data))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ExtractError("too-big", "图片的像素数超过上限，未能审查") from error
        except (UnidentifiedImageError, *_DAMAGE) as error:
            raise ExtractError("damaged", "图片已损坏或不是所称的格式，未能审查") from error


def _metadata(name: str, picture: ImageFile.ImageFile) -> Document | None:
    draft = Draft()
    seen: set[tuple[str, str]] = set()
    for label, text in words(picture):
        if text.strip() and (label, text) not in seen:
            seen.add((label, text))
            draft.aside(text, Place("property", label))
    return draft.document(name) if draft.length else None


def _thumbnail(picture: Image.Image) -> Iterator[Member]:
    exif = picture.info.get("exif", b"")
    start = exif.find(b"\xff\xd8\xff") if isinstance(exif, bytes) else -1
    if start >= 0:
        yield Member("缩略图.jpg", exif[start:], "EXIF 缩略图")


# --- what can be seen ------------------------------------------------------------------------


def _frames(name: str, picture: Image.Image) -> Iterator[Document | Unreviewed]:
    count = getattr(picture, "n_frames", 1)
    before = None
    for number in range(min(count, _MOST_FRAMES)):
        picture.seek(number)
        frame = ImageOps.exif_transpose(picture)
        if before is None or _differ(before, frame):
            label = f"第{number + 1}帧图像识别" if count > 1 else "图像识别"
            yield from _read(name, frame, label)
        before = frame
    if count > _MOST_FRAMES:
        reason = f"图片有 {count} 帧，只审查了前 {_MOST_FRAMES} 帧"
        yield Unreviewed(name, "too-big", reason)


def _differ(one: Image.Image, other: Image.Image) -> bool:
    """Do two frames differ enough for another text?"""
    if one.size != other.size:
        return True
    change = ImageChops.difference(one.convert("L"), other.convert("L"))
    box = change.point(lambda level: 255 * (level > 24)).getbbox()
    return box is not None and min(box[2] - box[0], box[3] - box[1]) >= _NO_TEXT // 2


def _read(name: str, frame: Image.Image, label: str) -> Iterator[Document | Unreviewed]:
    if min(frame.size) < _NO_TEXT:
        return
    for view, seen in _views(frame):
        if spans(view) <= _ONE_COLOUR:
            continue
        found = rows(view)
        draft = Draft()
        for row in found:
            anchor = f"box={row.left},{row.top},{row.right},{row.bottom}"
            draft.write(row.text, Place("image", f"{label}{seen}", anchor))
            draft.space("\n")
        if found:
            yield draft.document(name)
        if unsure := sum(row.score < _SURE for row in found):
            yield Unreviewed(name, "needs-ocr", f"图片中有 {unsure} 行文字识别不可靠")


def _views(frame: Image.Image) -> Iterator[tuple[Image.Image, str]]:
    """The picture as it is shown on white paper, and what lies beneath its transparency."""
    if not frame.has_transparency_data:
        yield frame, ""
        return
    full = frame.convert("RGBA")
    paper = Image.new("RGBA", full.size, "white")
    shown = Image.alpha_composite(paper, full).convert("RGB")
    yield shown, ""
    beneath = full.convert("RGB")
    if _differ(shown, beneath):
        yield beneath, "（透明层之下）"


# --- what stands behind ----------------------------------------------------------------------


def _behind(data: bytes) -> Iterator[Member]:
    rest = data[_end(data) :].strip(b"\0\r\n ")
    if rest:
        yield Member("图片之后的数据", rest, "图片之后的数据")


def _end(data: bytes) -> int:
    """Where the picture ends in its file; the file's own end where that is not known."""
    if data.startswith(b"\x89PNG"):
        found = data.find(b"IEND", 8)
        return found + 8 if found >= 0 else len(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_end(data)
    if data.startswith(b"RIFF"):
        return int.from_bytes(data[4:8], "little") + 8
    if data.startswith(b"BM"):
        declared = int.from_bytes(data[2:6], "little")
        return declared if declared > 54 else len(data)
    return len(data)


def _jpeg_end(data: bytes) -> int:
    """The end of the first picture: segments by their lengths, a scan up to its next marker."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            at = _scan_end(data, at)
    return len(data)


def _scan_end(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in (0, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1
    return len(data)
