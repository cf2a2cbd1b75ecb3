"""Signatures of OFD: who signed with which seal, and the seal's picture (GB/T 33190 18)."""

import posixpath
import re

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.ofd import asn1
from seclint.extract.ofd.ledger import Ledger, take, taken
from seclint.extract.ooxml.parts import telling
from seclint.model import Member

_SUFFIXES = (
    (b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"PK", "ofd"), (b"BM", "bmp"),
    (b"%PDF", "pdf"),
)  # fmt: skip
_NAMES_MOST = 1000
# Chinese in UTF-8, and in GB18030, among other bytes.
_RUNS = (
    ("utf-8", re.compile(rb"(?:[ -~]|[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbf][\x80-\xbf]){4,}")),
    ("gb18030", re.compile(rb"(?:[ -~]|[\xb0-\xf7][\xa1-\xfe]){4,}")),
)


def signatures(ledger: Ledger, part: str) -> None:
    """The list of signatures, each with its description, its signed value and its seal."""
    root = ledger.root(part)
    for number, element in enumerate(() if root is None else root.iter("{*}Signature"), start=1):
        if found := ledger.locate(part, element.get("BaseLoc") or ""):
            _signature(ledger, found, f"签章{number}")
    if root is not None:
        ledger.sweep(root, "property", "签章列表", part)


def _signature(ledger: Ledger, part: str, label: str) -> None:
    if part in ledger.done or (root := ledger.root(part)) is None:
        return
    for element in root.iter("{*}SignedValue", "{*}BaseLoc"):
        found = ledger.locate(part, take(element))
        if found and found not in ledger.done:
            ledger.done.add(found)
            _file(ledger, found, label)
    _names(root)
    ledger.sweep(root, "property", label, part)


def _names(root: etree._Element) -> None:
    """The parts that a signature covers are named elsewhere already."""
    for element in root.iter("{*}Reference"):
        if (element.get("FileRef") or "").isascii():
            taken(element, "FileRef")


def _file(ledger: Ledger, part: str, label: str) -> None:
    try:
        signed(ledger, part, ledger.package.read(part), label)
    except ExtractError as error:
        ledger.fail(error.code, error.reason)


def signed(ledger: Ledger, part: str, data: bytes, label: str) -> None:
    """Texts and pictures of a signed value or a seal."""
    seal = asn1.read(data)
    texts = seal.texts if seal.whole else (*seal.texts, *_swept(data))
    for text in list(telling(each for each in texts if len(each) > 1))[:_NAMES_MOST]:
        ledger.say("property", f"{label}（印章与签名人）", text, part)
    for number, picture in enumerate(seal.pictures, start=1):
        suffix = next(kind for magic, kind in _SUFFIXES if picture.startswith(magic))
        name = f"{posixpath.basename(part)}-{number}.{suffix}"
        known = any(member.data == picture for member in ledger.members)
        if not known:
            ledger.members.append(Member(name, picture, f"{label} 印章图片"))
    if not seal.whole:
        ledger.fail("damaged", f"{label}（{part}）的签名数据不完整，只读出其中的文字")


def _swept(data: bytes) -> list[str]:
    """Texts among bytes that are no DER."""
    return [
        match[0].decode(encoding, "replace")
        for encoding, shape in _RUNS
        for match in shape.finditer(data)
    ]
