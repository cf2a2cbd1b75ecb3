"""Data connections, query tables and Power Query: where a workbook gets its data from.

[ISO 29500-1] 18.13; [MS-QDEFF] 2.2.
"""

import base64
import binascii
from collections.abc import Iterator

from lxml import etree

from seclint.extract.ooxml import attributes, local
from seclint.extract.residue import Told, rest, take
from seclint.model import Member, Place

_WORDS = frozenset(
    (
        "name", "description", "odcFile", "sourceFile", "connection", "command", "serverCommand",
        "url", "post", "editPage", "localConnection", "prompt", "string", "cell",
        "sourceConnectionFile",
    )
)  # fmt: skip


def connections(root: etree._Element, file: str) -> Told:
    """Of each connection what it is called, what it connects to (passwords included) and asks."""
    for number, found in enumerate(list(root.iter("{*}connection")), start=1):
        text = "\n".join(dict.fromkeys(_words(found)))
        yield text, Place("link", f"数据连接{number}", file)
        found.clear()
    yield from rest(root, Place("embedded", "数据连接（其他内容）", file))


def query(root: etree._Element, label: str, file: str) -> Told:
    """A query table: its name and its fields."""
    yield "\n".join(dict.fromkeys(_words(root))), Place("markup", f"{label}查询表", file)
    yield from rest(root, Place("embedded", f"{label}查询表（其他内容）", file))


def _words(root: etree._Element) -> Iterator[str]:
    for found in root.iter("{*}*"):
        for key, value in attributes(found):
            if value and (key in _WORDS or (key == "v" and local(found) == "s")):
                yield value
                take(found, key)


def mashup(root: etree._Element) -> Iterator[Member]:
    """The package of Power Query formulas: version, length, zip ([MS-QDEFF] 2.2)."""
    try:
        data = base64.b64decode("".join(map(str, root.itertext())), validate=False)
    except (binascii.Error, ValueError):
        return
    size = int.from_bytes(data[4:8], "little")
    if data[8:10] == b"PK":
        yield Member("PowerQuery.zip", data[8 : 8 + size], "Power Query 查询")
