"""OLE compound files: the streams at their root, and the file that an OLE object wraps."""

from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.ole2.compound import Compound
from seclint.extract.sweep import leftovers

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
        compound = Compound(data)
    except ExtractError:
        known = ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document")
        return frozenset(name for name in known if name.encode("utf-16-le") in data)
    return frozenset(path.split("/")[0] for path in (*compound.names, *compound.storages))


def unwrap(data: bytes) -> Wrapped | None:
    """The file in an OLE object's `Package`, `CONTENTS` or `Ole10Native` stream, if it has one.

    None, too, where the object is cut short, or says more than that: then it is to be read whole.
    """
    try:
        compound = Compound(data)
    except ExtractError:
        return None
    found = next((name for name in ("Package", "CONTENTS", _NATIVE) if name in compound.names), "")
    content = compound.read(found)
    more = any(_says(compound.read(name)) for name in compound.names if name not in (found, *_DULL))
    if compound.damage or more:
        return None
    return native(content) if found == _NATIVE else Wrapped("", content) if found else None


_DULL = ("\x01CompObj", "\x01Ole", "\x03ObjInfo")


def _says(data: bytes) -> bool:
    return any(True for _ in leftovers(data))


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
