"""unlock: the plain bytes of a locked file, where one of the passwords given opens it.

Those that programs lock files with unasked are tried first: they hide nothing from anybody.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract import winzip

_UNASKED = ("VelvetSweatshop", "/01Hannes Ruescher/01")
"""Of Excel ([MS-OFFCRYPTO] 2.4.2.3) and of PowerPoint."""


def unlock(kind: str, data: bytes, passwords: tuple[str, ...]) -> bytes:
    """`data` without its lock; `data` itself where it has none, or no password opens it."""
    opener = _OPENERS.get(kind)
    return data if opener is None else opener(data, (*_UNASKED, *passwords))


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
    import pikepdf

    for password in ("", *passwords):
        plain = io.BytesIO()
        try:
            with pikepdf.open(io.BytesIO(data), password=password) as document:
                if not password:
                    return data  # anybody can open it, its extractor too
                document.save(plain, encryption=False)
        except (pikepdf.PasswordError, pikepdf.PdfError, ValueError):
            continue
        return plain.getvalue()
    return data


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
                copy.comment = entry.comment
                opened.writestr(copy, content)
        return plain.getvalue()


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
