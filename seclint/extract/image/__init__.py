"""Pictures: what their files say in words, and the text that they show, on every page and frame.

What is shown is read where the extra `ocr` is installed, and told as not read where it is not.
Files behind the end of a picture, and pictures of it that differ from it, follow as members.
"""

import re
from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.image import ocr
from seclint.extract.image.bands import bands
from seclint.extract.image.chunks import Chunk, walk
from seclint.extract.image.frames import READABLE, Film, Frame
from seclint.extract.image.ifd import Ifds
from seclint.extract.image.metadata import PICTURES, Miniature, Word, exif, words
from seclint.extract.image.pixels import View, views
from seclint.extract.image.rows import Piece, Row, line
from seclint.extract.image.words import swept
from seclint.extract.sniff import sniff
from seclint.model import Document, Extracted, Member, Place, Unreviewed

_NO_OCR = "图片中的文字未能识别；安装 seclint[ocr] 后可审查"
_LOOSE = 64
"""So many bytes behind a picture are more than what cameras and programs leave there."""

_MOST_BANDS = 40
"""Parts of one picture; each may take seconds."""

_BEHIND = "图片后附加的数据"


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """Documents: the metadata, then each frame with text. Raises ExtractError."""
    kind = sniff(name, data)
    if kind not in READABLE:
        raise ExtractError("unsupported", f"{kind.upper()} 图片尚不支持，未能审查")
    reading = _Reading(name, kind, data)
    yield from reading.metadata()
    yield from reading.frames()
    if not reading.told:
        yield Document(name, "")
    yield from reading.unreviewed()


class _Reading:
    """One picture file as it is read: what was told of it, and what could not be read."""

    def __init__(self, name: str, kind: str, data: bytes) -> None:
        self._name = name
        self._kind = kind
        self._data = data
        self._film = Film(kind, data)
        self._doubtful = 0
        self._loose: list[bytes] = []
        self.told = False

    # words

    def metadata(self) -> Iterator[Extracted]:
        """The words of the file as a document, then the files in it."""
        draft, seen = Draft(), set[Word]()
        small: list[Miniature] = []
        for found in self._words():
            if isinstance(found, Miniature):
                small.append(found)
            elif found not in seen:
                seen.add(found)
                draft.aside(found.text, Place("property", found.label))
        if draft.length:
            yield self._document(draft)
        for found in small:
            if found.data.startswith(PICTURES) and not self._film.shows(found.data):
                yield Member("缩略图", found.data, found.label)
        for loose in self._loose:
            yield from self._tail(loose)

    def _words(self) -> Iterator[Word | Miniature]:
        chunks, end = walk(self._kind, self._data)
        for chunk in (*chunks, *self._boxed()):
            if chunk.kind == "cut":
                self._film.unread["damaged"] = "图片中的文字块过大或已损坏，未能全部审查"
            yield from words(chunk)
        if end > len(self._data):
            self._film.unread.setdefault("damaged", "图片不完整，仅审查了可读的部分")
        self._loose = [self._data[end:]]
        if self._kind == "tiff":
            ifds = Ifds(self._data)
            yield from exif(ifds)
            if ifds.broken:
                self._film.unread.setdefault("damaged", "图片的标签已损坏或过多，未能全部审查")
            self._loose = list(ifds.gaps())

    def _boxed(self) -> Iterator[Chunk]:
        """What only Pillow finds in the boxes of an AVIF."""
        info = self._film.info() if self._kind == "avif" else {}
        if found := info.get("exif"):
            yield Chunk("exif", "", found.removeprefix(b"Exif\0\0"))
        if found := info.get("xmp"):
            yield Chunk("xmp", "", found)

    def _tail(self, data: bytes) -> Iterator[Extracted]:
        """Bytes that belong to no picture: a file, a text, or what could not be read."""
        if not data.strip(b"\0\xff \r\n\t"):
            return
        start = _start(data)
        if start is not None and sniff("附加数据", data[start:]) != "binary":
            yield Member("附加数据", data[start:], _BEHIND)
            data = data[:start]
        draft, told = Draft(), 0
        for text in swept(data):
            draft.aside(text, Place("embedded", _BEHIND))
            told += len(text.encode())
        if draft.length:
            yield self._document(draft)
        if len(data) >= _LOOSE and 2 * told < len(data) and self._kind != "tiff":
            reason = f"图片后另有 {len(data)} 字节数据，未能审查"
            yield Unreviewed(self._name, "damaged", reason)

    def _document(self, draft: Draft) -> Document:
        self.told = True
        return draft.document(self._name)

    # frames

    def frames(self) -> Iterator[Document]:
        """A document for each frame with text."""
        for frame in self._film.frames():
            if not any(True for _ in views(frame.picture)):
                continue
            if ocr.engine() is None:
                self._film.unread["needs-ocr"] = _NO_OCR
                return
            yield from self._read(frame)

    def _read(self, frame: Frame) -> Iterator[Document]:
        draft, seen = Draft(), set[str]()
        for number, view in enumerate(views(frame.picture)):
            if number:
                yield self._alive()
            parts = bands(view.picture)
            if len(parts) > _MOST_BANDS:
                self._film.unread["too-big"] = "图片过长，仅识别了前面的部分"
            for found in ocr.read(parts[:_MOST_BANDS]):
                if found is None:
                    yield self._alive()
                else:
                    shown = [row for row in found if not view.faint or _sure(row)]
                    self._write(
                        draft, frame, view, [row for row in shown if _text(row) not in seen]
                    )
                    seen.update(map(_text, shown))
        if draft.length:
            yield self._document(draft)

    def _alive(self) -> Document:
        """An empty document, so that whoever waits sees that work goes on."""
        return Document(self._name, "")

    def _write(self, draft: Draft, frame: Frame, view: View, rows: list[Row]) -> None:
        told = "，".join(filter(None, (frame.name, view.name)))
        label = f"图像识别（{told}）" if told else "图像识别"
        if rows:
            draft.blank()
        for row in rows:
            for text, piece in zip(line(row), row, strict=True):
                draft.write(text, Place("image", label, _anchor(frame, piece, view.zoom)))
            draft.space("\n")
        self._doubtful += sum(piece.doubtful for row in rows for piece in row)

    def unreviewed(self) -> Iterator[Unreviewed]:
        """What could not be read."""
        for code, reason in self._film.unread.items():
            yield Unreviewed(self._name, code, reason)
        if self._doubtful:
            reason = f"图片中有 {self._doubtful} 处文字识别不可靠，须人工核对"
            yield Unreviewed(self._name, "needs-ocr", reason)


_MAGIC = re.compile(
    rb"PK\x03\x04|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|%PDF-|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rb"|\xff\xd8\xff|\x89PNG\r\n|\x1f\x8b\x08|\xfd7zXZ\0|BZh[1-9]1AY"
)


def _start(data: bytes) -> int | None:
    """Where in these bytes a file begins: at once if they are text; None for no known file."""
    found = _MAGIC.search(data)
    if found:
        return found.start()
    return None if b"\0" in data else 0


_SMALLEST_FAINT = 9
"""Pixels; what is smaller and faint is mostly what JPEG leaves around text."""


def _sure(row: Row) -> bool:
    """Whether a row of faint specks is text."""
    return any(
        piece.score >= 0.8 and len(piece.text) > 1 and piece.height >= _SMALLEST_FAINT
        for piece in row
    )


def _text(row: Row) -> str:
    return "".join(piece.text for piece in row)


def _anchor(frame: Frame, piece: Piece, zoom: float) -> str:
    box = ",".join(str(max(0, round(edge / zoom))) for edge in piece.box)
    return f"frame={frame.number}&box={box}" if frame.of > 1 else f"box={box}"
