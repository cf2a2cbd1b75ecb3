"""The zip side of OOXML and its kin: parts by name, read within what the package declares."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from seclint.errors import ExtractError

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, IndexError,
    OverflowError,
)  # fmt: skip
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HEADER = re.compile(rb"PK\x03\x04.{22}(.{2})(.{2})", re.DOTALL)


class Package:
    """A zip in memory. Reading never yields more than the directory declares."""

    def __init__(self, data: bytes) -> None:
        """Raises ExtractError("damaged") where there is no readable directory."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_DAMAGE, NotImplementedError) as error:
            raise ExtractError("damaged", "压缩包已损坏，未能审查") from error
        entries = [e for e in self._zip.infolist() if not e.filename.endswith("/")]
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}
        self.names = tuple(self._entries)
        self.doubts = tuple(_doubts(data, shadowed=len(self._entries) < len(entries)))
        """Why there may be more in the file than its directory names."""

    @property
    def comment(self) -> str:
        """The comment of the archive itself."""
        return self._zip.comment.decode("utf-8", "replace").strip("\0\n ")

    def read(self, name: str) -> bytes:
        """Bytes of one part. Raises ExtractError: damaged, encrypted or unsupported."""
        if name not in self._entries:
            raise ExtractError("damaged", f"缺少部件 {name}，未能审查")
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise ExtractError("encrypted", "压缩包已加密，未能审查")
        if entry.compress_type not in _METHODS:
            raise ExtractError("unsupported", f"部件 {name} 的压缩方式尚不支持，未能审查")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except (*_DAMAGE, NotImplementedError, RuntimeError) as error:
            raise ExtractError("damaged", f"部件 {name} 已损坏，未能审查") from error
        if len(data) != entry.file_size:
            raise ExtractError("damaged", f"部件 {name} 的大小与声明不符，未能审查")
        return data


def _doubts(data: bytes, *, shadowed: bool) -> Iterator[ExtractError]:
    if shadowed:  # what one reader shows another does not
        yield ExtractError("damaged", "包内有同名部件，其一未能审查")
    end = data.rfind(b"PK\x05\x06")
    outside = len(data) - (end + 22 + int.from_bytes(data[end + 20 : end + 22], "little"))
    if outside > 0:
        yield ExtractError("damaged", f"压缩包之外另有 {outside} 字节数据，未能审查")
    elif outside < 0:
        yield ExtractError("damaged", "压缩包注释不完整，未能全部审查")


def weigh(data: bytes, most: int) -> tuple[int, int]:
    """Declared bytes and number of entries of a zip; (0, 0) where it has no directory.

    Raises ExtractError("too-big") before the directory is read where it must have more than
    `most` entries: reading millions of them would itself be the attack.
    """
    if data.count(b"PK\x01\x02") > most:
        raise ExtractError("too-big", "内含的文件数超过上限，未能审查")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (*_DAMAGE, NotImplementedError):
        return 0, 0
    return sum(entry.file_size for entry in entries), len(entries)


def local_names(data: bytes) -> tuple[str, ...]:
    """Names in the local headers of a zip whose directory is lost (at most 1,000)."""
    names = []
    for match in _HEADER.finditer(data):
        length = int.from_bytes(match[1], "little")
        names.append(data[match.end() : match.end() + length].decode("utf-8", "replace"))
        if len(names) == 1000:
            break
    return tuple(names)
