"""EPUB: the spine first, then all the rest; what is encrypted or broken is said."""

import pytest
from plants.epub import PAGE, book

from seclint.model import Document, Unreviewed

LOCKED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
    '<EncryptionMethod Algorithm="{}"/><CipherData><CipherReference URI="{}"/></CipherData>'
    "</EncryptedData></encryption>"
)


def test_order(kit) -> None:
    found = kit.read("a.epub", book("<p>一</p>", OEBPS__A_DOT_xhtml=PAGE.format("二")))
    texts = [each.text.strip() for each in found if isinstance(each, Document)]
    assert texts.index("一") < texts.index("二")


def test_joined_text(kit) -> None:
    found = kit.read("a.epub", book("<p>机<b>密</b>★10年</p>"))
    assert "机密★10年" in [each.text.strip() for each in found if isinstance(each, Document)]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"META-INF__encryption_DOT_xml": LOCKED.format("x", "OEBPS/a%20b.xhtml")}, "encrypted"),
        ({"META-INF__encryption_DOT_xml": "<a"}, "damaged"),
        ({"OEBPS__toc_DOT_ncx": "<ncx><navMap>"}, "damaged"),
        ({"OEBPS__book_DOT_opf": "<package>"}, "damaged"),
    ],
    ids=["encrypted page", "broken encryption", "broken contents", "broken package"],
)
def test_never_clean(kit, parts: dict[str, str], code: str) -> None:
    failures = [x for x in kit.read("a.epub", book(**parts)) if isinstance(x, Unreviewed)]
    assert code in [failure.code for failure in failures]


def test_obfuscated_font(kit) -> None:
    """A font whose first bytes are obfuscated is a font; anything else under its name is not."""
    import hashlib

    font = b"OTTO" + bytes(2000)
    key = hashlib.sha1(b"urn:x", usedforsecurity=False).digest()
    hidden = bytes(byte ^ key[at % 20] if at < 1040 else byte for at, byte in enumerate(font))
    method = "http://www.idpf.org/2008/embedding"
    listed = LOCKED.format(method, "OEBPS/f.otf")
    metadata = '<dc:identifier id="id">urn:x</dc:identifier>'
    for data, read in ((hidden, True), (b"\x01\x02\x03" * 500, False)):
        made = book(
            metadata=metadata, OEBPS__f_DOT_otf=data, **{"META-INF__encryption_DOT_xml": listed}
        )
        found = kit.read("a.epub", made)
        assert read != any(isinstance(each, Unreviewed) for each in found)
