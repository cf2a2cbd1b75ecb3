"""Locked files: a password that is given opens them, where files are read, and none is written."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import msoffcrypto
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from zipped import without

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
