"""Data connections, query tables and Power Query: where a workbook gets its data from.

[ISO 29500-1] 18.13; [MS-QDEFF] 2.2.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.excel.residue import Told, rest, take
from seclint.extract.ooxml.package import Package, weigh
from seclint.extract.ooxml.parts import attributes, local
from seclint.extract.ooxml.sweep import telling
from seclint.model import Place

_WORDS = frozenset(
    (
        "name", "description", "odcFile", "sourceFile", "connection", "command", "serverCommand",
        "url", "post", "editPage", "localConnection", "prompt", "string", "cell",
        "sourceConnectionFile",
    )
)  # fmt: skip

_SAID = re.compile(r">([^<>]+)<")
_MOST = 64 << 20
"""Bytes that the formulas of one workbook may take."""


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


def mashup(root: etree._Element, file: str) -> Told:
    """The formulas of Power Query, and what is said about them: version, length, zip, XML.

    Raises ExtractError("damaged").
    """
    try:
        data = base64.b64decode("".join(map(str, root.itertext())))
    except (binascii.Error, ValueError) as error:
        raise ExtractError("damaged", "Power Query 查询已损坏，未能审查") from error
    size = int.from_bytes(data[4:8], "little")
    if weigh(data[8 : 8 + size], 1000)[0] > _MOST:
        raise ExtractError("too-big", "Power Query 查询解压后过大，未能审查")
    inside = Package(data[8 : 8 + size])
    for name in inside.names:
        text = inside.read(name).decode("utf-8", "replace")
        text = text if name.endswith(".m") else "\n".join(telling(_SAID.findall(text)))
        yield text, Place("markup", f"Power Query 查询 {name}", f"{file}#{name}")
    about = telling(_SAID.findall(data[8 + size :].decode("utf-8", "replace")))
    yield "\n".join(about), Place("markup", "Power Query 查询（说明）", file)
