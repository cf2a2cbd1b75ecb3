"""unlock: the plain bytes of a locked file, where one of the passwords given opens it.

Those that programs lock files with unasked are tried first: they hide nothing from anybody.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from seclint.errors import ExtractError
from seclint.extract import winzip

if TYPE_CHECKING:
    from seclint.extract.archive.pkzip import Entry

_UNASKED = ("VelvetSweatshop", "/01Hannes Ruescher/01")
"""Of Excel ([MS-OFFCRYPTO] 2.4.2.3) and of PowerPoint."""


def unlock(kind: str, data: bytes, passwords: tuple[str, ...]) -> bytes:
    """`data` without its lock; `data` itself where it has none, or no password opens it."""
    opener = _OPENERS.get(kind)
    return data if opener is None else opener(data, (*_UNASKED, *passwords))


def lost(kind: str, data: bytes, passwords: tuple[str, ...]) -> str:
    """Why there may be more in a locked file than is in what was opened of it, "" for nothing."""
    teller = _LOST.get(kind)
    return "" if teller is None else teller(data, (*_UNASKED, *passwords))


def _office(data: bytes, passwords: Iterable[str]) -> bytes:
    """What msoffcrypto opens. It is given a copy whose tables are sound: olefile, by which it
    reads, follows a chain of sectors that bites its own tail until memory ends.
    """
    import struct

    import msoffcrypto
    from msoffcrypto.exceptions import FileFormatError

    try:
        sound = _sound(data)
        if not msoffcrypto.OfficeFile(io.BytesIO(sound)).is_encrypted():
            return data
    except (
        ExtractError, FileFormatError, OSError, ValueError, IndexError, KeyError, AttributeError,
        TypeError, AssertionError, struct.error,
    ):  # fmt: skip
        return data  # its extractor says what is wrong with it
    opened = (_opened_office(sound, password) for password in passwords)
    return next((plain for plain in opened if plain), data)


def _sound(data: bytes) -> bytes:
    from seclint.extract.ole2.compound import Compound
    from seclint.extract.ole2.repack import repack

    compound = Compound(data)
    return repack({path: compound.read(path) for path in compound.names})


def _opened_office(data: bytes, password: str) -> bytes:
    import struct

    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    _keep_off_the_disk()
    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        locked.load_key(password=password)
        locked.decrypt(plain)
    except (
        DecryptionError, FileFormatError, InvalidKeyError, ParseError, struct.error, OSError,
        ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError,
    ):  # fmt: skip
        return b""
    return plain.getvalue()


class _Memory:
    """Stands for the module tempfile."""

    TemporaryFile = io.BytesIO


_FRAME = re.compile(r"EncryptionInfo|EncryptedPackage|\x06DataSpaces/.*")


def _frame(data: bytes, _: Iterable[str]) -> str:
    """Of the compound file that an encrypted package is in: streams that are no part of it."""
    from seclint.extract.ole2.compound import Compound

    try:
        compound = Compound(data)
    except ExtractError:
        return ""
    others = (path for path in compound.names if not _FRAME.fullmatch(path))
    more = any(compound.read(path).strip(b"\0") for path in others)
    return "加密文件的外壳中另有数据，未能审查" if more else ""


def _keep_off_the_disk() -> None:
    """Old documents that msoffcrypto opens go through a temporary file: a leak, and nothing that a
    process which may write no file can do.
    """
    from msoffcrypto.format import doc97, ppt97, xls97

    for module in (doc97, ppt97, xls97):
        module.tempfile = _Memory


def _pdf(data: bytes, passwords: Iterable[str]) -> bytes:
    if b"/Encrypt" not in data:
        return data
    from seclint.extract.pdf.locked import opened

    return opened(data, passwords)


def _older(data: bytes, passwords: Iterable[str]) -> str:
    from seclint.extract.pdf.locked import left

    more = left(data, passwords)
    return "加密的 PDF 另有早先版本或未登记的数据，未能审查" if more else ""


def _zip(data: bytes, passwords: Iterable[str]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as locked:
            entries = [entry for entry in locked.infolist() if entry.flag_bits & 1]
            if not entries:
                return data
            package = _Package(data, locked)
            for password in passwords:
                if package.content(entries[0], password.encode()) is not None:
                    return package.rewritten(password.encode())
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return data  # its extractor says what is wrong with it
    return data


class _Package(NamedTuple):
    """A zip, as bytes and as it was opened."""

    data: bytes
    opened: zipfile.ZipFile

    def content(self, entry: zipfile.ZipInfo, password: bytes) -> bytes | None:
        """What is in an entry; None where the password is another one."""
        if entry.flag_bits & 1 and entry.compress_type == winzip.METHOD:
            return winzip.opened(self.data, entry, password)
        try:
            with self.opened.open(entry, pwd=password) as stream:
                found = stream.read(entry.file_size + 1)
        except (RuntimeError, zipfile.BadZipFile, zlib.error):
            return None
        return found if len(found) == entry.file_size else None

    def rewritten(self, password: bytes) -> bytes:
        """The zip without its locks. Raises RuntimeError where an entry has another password."""
        plain = io.BytesIO()
        with zipfile.ZipFile(plain, "w") as opened:
            opened.comment = self.opened.comment
            for entry in self.opened.infolist():
                content = self.content(entry, password)
                if content is None:
                    raise RuntimeError("another password")
                copy = zipfile.ZipInfo(_name(entry), entry.date_time)
                copy.comment, copy.external_attr = entry.comment, entry.external_attr
                opened.writestr(copy, content)
            for name, stray in self._strays():
                opened.writestr(name, stray)
        return plain.getvalue()

    def _strays(self) -> Iterator[tuple[str, bytes]]:
        """What the directory does not list, as entries."""
        from seclint.extract.archive.pkzip import directory
        from seclint.extract.archive.unlisted import Gap, unlisted

        for found in unlisted(self.data, directory(self.data)):
            if isinstance(found, Gap):
                stray = self.data[found.start : found.end] or found.text.encode()
                yield f"条目之外-{found.start}", stray
            else:
                yield found.name, _content(self.data, found)


def _content(data: bytes, entry: "Entry") -> bytes:
    """What is in an entry that no directory lists; its record where that cannot be read."""
    from seclint.extract.archive.content import content

    try:
        found, wrong = content(data, entry)
    except ExtractError:
        return data[entry.offset : entry.end]
    return data[entry.offset : entry.end] if wrong else found


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; one that is not marked as UTF-8 may be GB18030 all the same."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


_OPENERS: dict[str, Callable[[bytes, Iterable[str]], bytes]] = {
    "encrypted": _office,
    "doc": _office,
    "xls": _office,
    "ppt": _office,
    "pdf": _pdf,
    "zip": _zip,
}
_LOST: dict[str, Callable[[bytes, Iterable[str]], str]] = {"encrypted": _frame, "pdf": _older}
