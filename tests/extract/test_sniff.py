import io

import msoffcrypto.format.ooxml
import pytest

from seclint.extract.sniff import sniff

MAIL = b"Received: by mx\nFrom: a@example.com\nSubject: x\nMIME-Version: 1.0\n\nbody"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "通知".encode(), "text"),
        ("a.docx", "通知".encode(), "text"),
        ("a.md", b"# x", "markdown"),
        ("A.MARKDOWN", b"# x", "markdown"),
        ("a.tsv", b"a\tb", "csv"),
        ("a.htm", "通知".encode(), "html"),
        ("a.txt", b"\xef\xbb\xbf\n<!-- x --><!DOCTYPE html><p>", "html"),
        ("a.txt", "<html><p>机密".encode("utf-16"), "html"),
        ("README.md", b"<div align=center>", "markdown"),
        ("a.txt", "机密文件".encode("utf-16-le"), "text"),
        ("a.txt", b"%PDF-1.7\n%\xe2", "pdf"),
        ("a.txt", b"{\\rtf1 x}", "rtf"),
        (
            "a.xml",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>',
            "office-xml",
        ),
        ("a.fodt", b'<office:document xmlns:office="x">', "odf"),
        ("a.xml", b"<?xml version='1.0'?><a>x</a>", "xml"),
        ("a", b"<?xml version='1.0'?><a>x</a>", "xml"),
        ("a.txt", b"<?xml version='1.0'?>\n<!-- x --><svg width='1'>", "svg"),
        ("a.jsonl", b"{}", "json"),
        ("a.ipynb", b"{}", "json"),
        ("a.yml", b"a: b", "yaml"),
        ("a", b"\0\0\1\0\1\0\x10\x10\0\0\1\0", "ico"),
        ("a", b"\n\5\1\x08" + bytes(60), "pcx"),
        ("a", b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
        ("a", b"\0\0\0\x1cftypavif\0\0\0\0", "avif"),
        ("a", b"\0\0\0\x18ftypmif1\0\0\0\0heic", "heic"),
        ("a", b"\xd7\xcd\xc6\x9a", "wmf"),
        ("a", b"\1\0\t\0\0\3", "wmf"),
        ("a", b"\1\0\0\0" + bytes(36) + b" EMF", "emf"),
        ("a.txt", MAIL, "mail"),
        ("a.eml", b"From: a\nSubject: b\n\nx", "mail"),
        ("a.txt", b"From: a\nSubject: b\n\nx", "text"),
        ("a", b"From x@y Mon Jun 01 04:28:28 2009\nComments: x\n\nx", "mail"),
        ("a.txt", b"7z\xbc\xaf\x27\x1c\0", "7z"),
        ("a.txt", b"Rar!\x1a\x07\x01\0", "rar"),
        ("a.txt", b"\x1f\x8b\x08", "gz"),
        ("a.txt", b"BZh91AY", "bz2"),
        ("a.txt", b"\xfd7zXZ\0", "xz"),
        ("a.txt", b"a" * 257 + b"ustar\0" + b"\0" * 250, "tar"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "png"),
        ("a.txt", b"\xff\xd8\xff\xe0", "jpeg"),
        ("a.txt", b"GIF89a", "gif"),
        ("a.txt", b"BM\x36\0\0\0\0\0\0\0", "bmp"),
        ("a.txt", b"II*\0", "tiff"),
        ("a.txt", b"RIFF\0\0\0\0WEBPVP8", "webp"),
        ("a.txt", b"\x7fELF", "program"),
        ("a.txt", b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0", "program"),
        ("a.txt", b"MZ is text", "text"),
        ("a.txt", bytes(range(256)), "binary"),
    ],
)
def test_by_content(name: str, data: bytes, kind: str) -> None:
    assert sniff(name, data) == kind


MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"[Content_Types].xml": MAIN.format("wordprocessingml.document"), "x/a.xml": ""}, "docx"),
        ({"[Content_Types].xml": MAIN.format("wordprocessingml.template")}, "docx"),
        ({"[Content_Types].xml": "vnd.ms-word.document.macroEnabled.main+xml"}, "docx"),
        ({"[Content_Types].xml": "vnd.ms-word.template.macroEnabledTemplate.main+xml"}, "docx"),
        ({"word/document.xml": ""}, "docx"),
        ({"[Content_Types].xml": MAIN.format("spreadsheetml.sheet")}, "xlsx"),
        ({"[Content_Types].xml": MAIN.format("presentationml.presentation")}, "pptx"),
        ({"OFD.xml": "", "Doc_0/Document.xml": ""}, "ofd"),
        ({"mimetype": "application/epub+zip"}, "epub"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"通知.docx": b"PK"}, "zip"),
    ],
)
def test_packages(kit, parts, kind: str) -> None:
    assert sniff("a.txt", kit.zipped(parts)) == kind


def test_a_cut_package_is_still_of_its_kind(kit) -> None:
    data = kit.word(kit.paragraph("通知"))
    assert sniff("a", data[: len(data) // 2]) == "docx"


def test_encrypted(kit) -> None:
    plain, locked = io.BytesIO(kit.word(kit.paragraph("通知"))), io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("invented", locked)
    assert sniff("a.docx", locked.getvalue()) == "encrypted"


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("__properties_version1.0", "msg"),
        ("EncryptedPackage", "encrypted"),
        ("Other", "ole"),
    ],
)
def test_compound_files(kit, stream: str, kind: str) -> None:
    assert sniff("a.txt", kit.compound(stream, b"x")) == kind
