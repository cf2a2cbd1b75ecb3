"""frames: a picture file opened by Pillow, frame by frame, within limits, damaged or not."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFile, ImageOps

from seclint.errors import ExtractError

_PILLOW = {
    "png": "PNG", "jpeg": "JPEG", "gif": "GIF", "bmp": "BMP", "tiff": "TIFF", "webp": "WEBP",
    "ico": "ICO", "cur": "CUR", "jp2": "JPEG2000", "pcx": "PCX", "avif": "AVIF",
}  # fmt: skip
READABLE = frozenset(_PILLOW)
"""Kinds of pictures that Pillow reads."""

_LARGEST = 80_000_000
"""Pixels of one frame."""

_MOST_FRAMES = 100
_BOMB = (Image.DecompressionBombWarning, Image.DecompressionBombError)
# Pillow raises nearly anything on a broken file; struct.error and zlib.error are among them.
_DAMAGE = (
    OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError,
    AssertionError, RuntimeError, EOFError,
)  # fmt: skip
_ALIKE = 16
"""Mean difference of grey (of 255) up to which a small picture shows the same as a large one."""


class Frame(NamedTuple):
    """A page or frame, from 1; `of` says how many there are."""

    number: int
    of: int
    picture: Image.Image

    @property
    def name(self) -> str:
        """第2帧, or "" where there is but one."""
        return f"第{self.number}帧" if self.of > 1 else ""


class Film:
    """The frames of one file; `unread` gathers what could not be read, reason by code."""

    def __init__(self, kind: str, data: bytes) -> None:
        self._kind = kind
        self._data = data
        self.unread: dict[str, str] = {}

    def frames(self) -> Iterator[Frame]:
        """Each frame that differs from those before it, the right way up."""
        try:
            with _strict():
                picture = self._open()
                count = 1 if self._kind == "jpeg" else getattr(picture, "n_frames", 1)
        except _BOMB:
            self.unread["too-big"] = "图片像素超过上限，未能审查"
            return
        except _DAMAGE:
            self.unread["damaged"] = "图片已损坏，未能审查"
            return
        if count > _MOST_FRAMES:
            self.unread["too-big"] = f"图片有 {count} 帧，仅审查前 {_MOST_FRAMES} 帧"
        yield from self._each(picture, count)

    def _each(self, picture: ImageFile.ImageFile, count: int) -> Iterator[Frame]:
        seen: set[bytes] = set()
        for number in range(1, min(count, _MOST_FRAMES) + 1):
            try:
                loaded = self._load(picture, number)
            except ExtractError as error:
                self.unread[error.code] = error.reason
                continue
            mark = sha256(loaded.tobytes()).digest()
            if mark not in seen:
                seen.add(mark)
                yield Frame(number, count, loaded)

    def _load(self, picture: ImageFile.ImageFile, number: int) -> Image.Image:
        """A frame; of a damaged one what there is. Raises ExtractError: too-big, damaged."""
        try:
            with _strict():
                _seek(picture, number)
                picture.load()
                return ImageOps.exif_transpose(picture)
        except _BOMB as error:
            raise ExtractError("too-big", "图片像素超过上限，未能审查") from error
        except _DAMAGE:
            self.unread["damaged"] = "图片已损坏，仅审查了可读的部分"
            return self._what_there_is(number)

    def _what_there_is(self, number: int) -> Image.Image:
        try:
            with _strict(), _lenient():
                picture = self._open()
                _seek(picture, number)
                picture.load()
                return picture.copy()
        except (*_BOMB, *_DAMAGE) as error:
            raise ExtractError("damaged", "图片已损坏，未能全部审查") from error

    def shows(self, small: bytes) -> bool:
        """Whether the small picture `small` shows what the first frame shows, and says no more."""
        try:
            with _strict():
                miniature, picture = Image.open(io.BytesIO(small)), self._open()
                if picture.width * picture.height > _LARGEST or _tells(miniature):
                    return False
                picture.draft("RGB", (256, 256))
                pair = [_grey(one) for one in (miniature, picture)]
        except (*_BOMB, *_DAMAGE):
            return False
        difference = ImageChops.difference(*pair).tobytes()
        return sum(difference) / len(difference) < _ALIKE

    def info(self) -> dict[str, bytes]:
        """The blocks of metadata that Pillow finds by itself."""
        try:
            with _strict():
                told = self._open().info
        except (*_BOMB, *_DAMAGE):
            return {}
        return {str(key): value for key, value in told.items() if isinstance(value, bytes)}

    def _open(self) -> ImageFile.ImageFile:
        return Image.open(io.BytesIO(self._data), formats=(_PILLOW[self._kind],))


def _seek(picture: ImageFile.ImageFile, number: int) -> None:
    picture.seek(number - 1)
    if picture.width * picture.height > _LARGEST:
        raise Image.DecompressionBombError


def _grey(picture: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(picture).convert("L").resize((16, 16))


def _tells(picture: Image.Image) -> bool:
    """Whether a small picture has words of its own."""
    return any(picture.info.get(key) for key in ("comment", "exif", "xmp"))


@contextmanager
def _strict() -> Iterator[None]:
    """Pictures of too many pixels are refused; what else Pillow warns of is not said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


@contextmanager
def _lenient() -> Iterator[None]:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
