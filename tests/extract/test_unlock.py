"""Locked files: a password that is given opens them, where files are read, and none is written."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import docx
import msoffcrypto
import pikepdf
import pytest
from plants.archives import local
from reportlab.pdfgen.canvas import Canvas
from zipped import without

from seclint.extract import extract
from seclint.extract.ole2.compound import Compound
from seclint.extract.ole2.repack import repack
from seclint.isolate import Reader
from seclint.model import Document, Unreviewed

LOCKED = Path(__file__).parents[1] / "files" / "locked"
PASSWORD = "示例口令"


def word() -> bytes:
    document, plain, locked = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("机密★20年")
    document.save(plain)
    package = io.BytesIO(without(plain.getvalue(), "docProps/thumbnail.jpeg"))
    msoffcrypto.OfficeFile(package).encrypt(PASSWORD, locked)
    return locked.getvalue()


def pdf() -> bytes:
    plain, locked = io.BytesIO(), io.BytesIO()
    canvas = Canvas(plain)
    canvas.drawString(100, 700, "NOFORN 20")
    canvas.save()
    with pikepdf.open(plain) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="x", user=PASSWORD))
    return locked.getvalue()


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "Word 97": ("通知.doc", (LOCKED / "通知.doc").read_bytes, "机密★20年"),
    "Excel 97": ("台账.xls", (LOCKED / "台账.xls").read_bytes, "机密★20年"),
    "docx": ("通知.docx", word, "机密★20年"),
    "zip": ("材料.zip", (LOCKED / "zipcrypt.zip").read_bytes, "机密★20年"),
    "zip, AES-128": ("材料.zip", (LOCKED / "aes128.zip").read_bytes, "机密★20年"),
    "zip, AES-256": ("材料.zip", (LOCKED / "aes256.zip").read_bytes, "机密★20年"),
    "PDF": ("notice.pdf", pdf, "NOFORN 20"),
}


@pytest.mark.parametrize(("name", "made", "text"), FILES.values(), ids=FILES)
def test_the_password_opens_it(name: str, made: Callable[[], bytes], text: str) -> None:
    with Reader(("不是口令", PASSWORD)) as reader:
        found = reader.extract(name, made())
    assert any(isinstance(item, Document) and text in item.text for item in found)
    assert not [item for item in found if isinstance(item, Unreviewed)]


@pytest.mark.parametrize(("name", "made", "text"), FILES.values(), ids=FILES)
def test_another_password_does_not(name: str, made: Callable[[], bytes], text: str) -> None:
    with Reader(("不是口令",)) as reader:
        found = reader.extract(name, made())
    assert {item.code for item in found if isinstance(item, Unreviewed)} == {"encrypted"}
    assert not any(isinstance(item, Document) and text in item.text for item in found)


# --- what is in a locked file beside what is opened -----------------------------------------------


def repacked(data: bytes, **more: bytes) -> bytes:
    compound = Compound(data)
    return repack({path: compound.read(path) for path in compound.names} | more)


def lying(data: bytes) -> bytes:
    """A zip whose directory says that its entry is shorter than it is."""
    at = data.rindex(b"PK\1\2") + 24
    return data[:at] + struct.pack("<I", 3) + data[at + 4 :]


def unnamed(data: bytes) -> bytes:
    """A PDF with an object that no table names."""
    return data.replace(b"startxref", b"99 0 obj\n(NOFORN)\nendobj\nstartxref")


AES = (LOCKED / "aes256.zip").read_bytes()
MORE: dict[str, tuple[str, bytes, str, set[str]]] = {
    "bytes behind a zip": ("材料.zip", AES + "绝密".encode(), "绝密", set()),
    "an entry that no directory lists": ("材料.zip", AES + local(b"x", b"NOFORN"), "NOFORN", set()),
    "a size that is a lie": ("材料.zip", lying(AES), "", {"encrypted"}),
    "a stream beside a package": (
        "通知.docx", repacked(word(), Extra=b"NOFORN"), "机密★20年", {"unsupported"},
    ),
    "bytes behind a PDF": ("notice.pdf", pdf() + b"NOFORN", "NOFORN 20", {"unsupported"}),
    "an object that no table names": (
        "notice.pdf", unnamed(pdf()), "NOFORN 20", {"unsupported"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "text", "codes"), MORE.values(), ids=MORE)
def test_what_stands_beside_it(name: str, data: bytes, text: str, codes: set[str]) -> None:
    found = list(extract(name, data, passwords=(PASSWORD,)))
    assert any(isinstance(item, Document) and text in item.text for item in found)
    assert {item.code for item in found if isinstance(item, Unreviewed)} == codes


def test_what_nothing_refers_to_in_a_locked_pdf() -> None:
    plain, locked = io.BytesIO(pdf()), io.BytesIO()
    with pikepdf.open(plain, password=PASSWORD) as document:
        document.Root.Lost = document.make_indirect(pikepdf.String("NOFORN 30"))
        document.save(locked, encryption=pikepdf.Encryption(owner="x", user=PASSWORD))
    data = locked.getvalue().replace(b"/Lost", b"/Null")
    assert any("NOFORN 30" in item.text for item in documents("a.pdf", data))


def documents(name: str, data: bytes) -> list[Document]:
    found = extract(name, data, passwords=(PASSWORD,))
    return [item for item in found if isinstance(item, Document)]
