"""OLE compound files: the streams at their root, and the file that an OLE object wraps."""

import io
from typing import NamedTuple

import olefile

_NATIVE = "\x01Ole10Native"


class Wrapped(NamedTuple):
    """A file inside an OLE object; `name` is "" where the object names none."""

    name: str
    data: bytes


def roots(data: bytes) -> frozenset[str]:
    """Names of the streams and storages at the root of a compound file.

    In a damaged file they are looked for in its bytes, so that it is still of some kind.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return frozenset(path[0] for path in ole.listdir(storages=True))
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        known = ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document")
        return frozenset(name for name in known if name.encode("utf-16-le") in data)


def unwrap(data: bytes) -> Wrapped | None:
    """The file in an OLE object's `Package`, `CONTENTS` or `Ole10Native` stream, if it has one."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for stream in ("Package", "CONTENTS"):
                if ole.exists(stream):
                    return Wrapped("", ole.openstream(stream).read())
            return native(ole.openstream(_NATIVE).read()) if ole.exists(_NATIVE) else None
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        return None


def native(stream: bytes) -> Wrapped | None:
    """The file in an `Ole10Native` stream, if it is whole.

    [MS-OLEDS] 2.3.6: size, flags, label, path, flags, path length, path, size, data.
    """
    label, _, rest = stream[6:].partition(b"\0")
    rest = rest.partition(b"\0")[2][4:]
    path = int.from_bytes(rest[:4], "little")
    rest = rest[4 + path :]
    size = int.from_bytes(rest[:4], "little")
    name = label.decode("gb18030", "replace").replace("\\", "/").rpartition("/")[2]
    return Wrapped(name, rest[4 : 4 + size]) if 0 < size <= len(rest) - 4 else None
