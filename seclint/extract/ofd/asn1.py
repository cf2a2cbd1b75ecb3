"""asn1: texts and pictures in signed values and seals (DER: GB/T 38540, GM/T 0031)."""

from collections.abc import Iterator
from typing import NamedTuple

_STRINGS = frozenset((0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1B, 0x19))
_BMP, _UNIVERSAL = 0x1E, 0x1C
_OCTETS, _BITS = 0x04, 0x03
_DEPTH_MOST = 24
_VALUES_MOST = 20_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"BM", b"%PDF")


class Seal(NamedTuple):
    """Strings and picture files found; `whole` where all bytes were walked."""

    texts: tuple[str, ...]
    pictures: tuple[bytes, ...]
    whole: bool


def read(data: bytes) -> Seal:
    """What a DER value holds; raises nothing."""
    walk = _Walk()
    whole = walk.values(data, 0) and walk.left > 0 and not walk.broken
    return Seal(tuple(dict.fromkeys(walk.texts)), tuple(dict.fromkeys(walk.pictures)), whole)


class _Walk:
    """The texts and pictures so far; `left` values may still be read."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pictures: list[bytes] = []
        self.left = _VALUES_MOST
        self.broken = False

    def values(self, data: bytes, depth: int) -> bool:
        """Read values one after another; False where the bytes are no values, or end early."""
        for tag, content in (found := _Values(data)):
            self.left -= 1
            if self.left <= 0 or depth > _DEPTH_MOST:
                return False
            self._value(tag, content, depth)
        return found.whole

    def _value(self, tag: int, content: bytes, depth: int) -> None:
        if tag & 0x20:
            if not self.values(content, depth + 1):
                self.broken = True
                self._text(content)
        elif tag in _STRINGS or tag in (_BMP, _UNIVERSAL):
            self.texts.append(_decoded(tag, content))
        elif tag in (_OCTETS, _BITS) or tag & 0xC0:
            self._octets(content[1:] if tag == _BITS else content, depth)

    def _octets(self, content: bytes, depth: int) -> None:
        if content.startswith(_PICTURES):
            self.pictures.append(content)
        elif not (content[:1] in (b"\x30", b"\x31") and _Values.fit(content)):
            self._text(content)
        else:
            self.values(content, depth + 1)

    def _text(self, content: bytes) -> None:
        """Octets that are a text by themselves: a name in GB18030, say."""
        for encoding in ("utf-8", "gb18030"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if text.isprintable() and len(text) > 1:
                self.texts.append(text)
                return


class _Values:
    """Tags and contents of the values in some bytes; `whole` once all of them were given."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.whole = False

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        at, data = 0, self._data
        while at < len(data):
            start, size = _length(data, at)
            if start < 0 or start + size > len(data):
                return
            yield data[at], data[start : start + size]
            at = start + size
        self.whole = True

    @staticmethod
    def fit(data: bytes) -> bool:
        """Whether one value fills these bytes."""
        start, size = _length(data, 0)
        return start > 0 and start + size == len(data)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Offset and size of the content of the value at `at`; (-1, 0) where there is none."""
    if at + 2 > len(data):
        return -1, 0
    first = data[at + 1]
    if first < 0x80:
        return at + 2, first
    octets = first & 0x7F
    if not 1 <= octets <= 4 or at + 2 + octets > len(data):
        return -1, 0
    return at + 2 + octets, int.from_bytes(data[at + 2 : at + 2 + octets], "big")


def _decoded(tag: int, content: bytes) -> str:
    if tag in (_BMP, _UNIVERSAL):
        return content.decode("utf-16-be" if tag == _BMP else "utf-32-be", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("gb18030", "replace")
