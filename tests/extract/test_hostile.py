"""Files made to hurt: each costs bounded time, and ends as Unreviewed or as text."""

import io
import time
import zipfile

import msoffcrypto.format.ooxml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seclint.extract import extract
from seclint.model import Document, Unreviewed


def codes(data: bytes, name: str = "a.docx") -> list[str]:
    found = list(extract(name, data))
    return [item.code for item in found if isinstance(item, Unreviewed)]


def bomb(name: str) -> str:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY e0 "机密">{entities}]><{name}>&e8;</{name}>'


OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("content", [bomb("x"), OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "_rels/.rels"])
def test_entities(kit, part: str, content: str) -> None:
    data = kit.word(kit.paragraph("甲"), **{part: content})
    assert codes(data) == ["damaged"]
    assert not any("root:" in str(item) for item in extract("a.docx", data))


def test_deep_xml(kit) -> None:
    deep = "<w:x>" * 100_000 + "</w:x>" * 100_000
    assert codes(kit.word(kit.paragraph(deep))) == ["damaged"]


def test_deepest_readable_xml(kit) -> None:
    deep = "<w:x>" * 240 + "<w:r><w:t>机密</w:t></w:r>" + "</w:x>" * 240
    (document,) = kit.read("a.docx", kit.word(kit.paragraph(deep)))
    assert document.text == "机密\n"


def test_encrypted(kit) -> None:
    plain, locked = io.BytesIO(kit.word(kit.paragraph("通知"))), io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("invented", locked)
    found = kit.read("a.docx", locked.getvalue())
    assert found == [Unreviewed("a.docx", "encrypted", "文件已加密，未能审查")]


def test_encrypted_zip_entry(kit) -> None:
    data = bytearray(kit.word(kit.paragraph("通知")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 1)
    assert codes(bytes(data)) == ["encrypted"]


def test_zip_bomb(kit) -> None:
    data = kit.word("", **{"word/media/a.xml": b"0" * (60 << 20)})
    assert codes(data) == ["too-big"]


@pytest.mark.parametrize("declared", [1, 10**6])
def test_lying_sizes(kit, declared: int) -> None:
    data = bytearray(kit.word("", **{"word/header1.xml": "<a>" + "x" * 5000 + "</a>"}))
    at = data.rindex(b"word/header1.xml") - 46  # its entry in the directory
    data[at + 24 : at + 28] = declared.to_bytes(4, "little")
    assert codes(bytes(data)) == ["damaged"]


def test_too_many_entries() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number in range(20_001):
            package.writestr(f"word/{number}.xml", "")
    assert codes(stream.getvalue()) == ["too-big"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(kit) -> None:
    stream = io.BytesIO(kit.word(kit.paragraph("见")))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/document.xml", package.read("word/document.xml"))
    assert codes(stream.getvalue()) == ["damaged"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", "<div>" * 100_000 + "机密"),
        ("a.html", "<div>" * 50_000 + "</b>" * 50_000 + "</div>" * 50_000 + "机密"),
        ("a.html", "<!--" * 100_000 + "机密"),
        ("a.html", "<script>" * 50_000 + "机密"),
        ("a.html", "<a b='" * 100_000 + "机密"),
        ("a.html", "<a " + "=" * 300_000 + "机密"),
        ("a.html", "&" * 300_000 + "机密"),
        ("a.html", "<table><tr><td>" * 30_000 + "机密"),
        ("a.md", "<!--" * 100_000 + "机密"),
        ("a.md", "[a](" * 100_000 + "机密"),
        ("a.md", "`" * 300_000 + "机密"),
        ("a.md", "x](" + "a" * 1_000_000 + "机密"),
        ("a.md", "![x](" + "a" * 1_000_000 + "机密"),
        ("a.html", '<a href="data:' + "a" * 1_000_000 + '">机密'),
        ("a.xml", "&#26426;" * 100_000 + "机密"),
        ("a.txt", "%e6%9c%ba" * 100_000 + "机密"),
        ("a.txt", "+" * 300_000 + "机密"),
        ("a.txt", "\\x" * 100_000 + "机密"),
        ("a.txt", "5py65a+G\n" * 100_000 + "机密"),
        ("a.txt", "abcd\n" * 100_000 + "机密"),
        ("a.txt", "ab" * 300_000 + "机密"),
        ("a.html", "<p style='" + "data:" * 100_000 + "'>机密"),
        ("a.html", "<p style='" + "a:url(data:x,y)" * 1_000 + "'>机密"),
        ("a.html", "<style>" + "a" * 300_000 + "</style>机密"),
        ("a.html", "<style>" + "content:'" * 50_001 + "</style>机密"),
        ("a.html", "<style>" + ".a{display:none}" * 30_000 + "</style><b class=a>" * 99 + "机密"),
        ("a.html", "<i hidden>x</i>" * 30_000 + "机密"),
        ("a.md", "```\n" * 100_001 + "机密"),
        ("a.csv", '"' * 300_000 + "机密"),
        ("a.csv", '"a,' * 100_000 + "机密"),
        ("a.txt", "\n" * 300_000 + "机密"),
    ],
    ids=lambda value: value[:6] if len(value) < 10 else "",
)
def test_linear_time(kit, name: str, source: str) -> None:
    start = time.perf_counter()
    document, *_ = kit.read(name, source.encode())
    assert "机密" in document.text
    assert time.perf_counter() - start < 10


def check(name: str, data: bytes) -> None:
    for item in extract(name, data):
        if isinstance(item, Unreviewed):
            assert item.code
            assert item.reason
        else:
            assert isinstance(item, Document)
            item.text.encode()
            assert "\r" not in item.text


NAMES = ("a.html", "a.md", "a.xml", "a.svg", "a.txt", "a.csv", "a.json", "a.docx")


@given(
    st.binary(max_size=300),
    st.sampled_from(NAMES),
)
def test_any_bytes(data: bytes, name: str) -> None:
    check(name, data)


@given(
    st.text(alphabet="<>/=\"'!-& abp机密\n", max_size=80),
    st.sampled_from(NAMES[:4]),
)
def test_any_markup(text: str, name: str) -> None:
    check(name, text.encode())


@pytest.fixture(scope="module")
def sample(kit) -> bytes:
    body = kit.paragraph("机", "密") * 3
    inner = kit.word(kit.paragraph("内"))
    return kit.word(body, **{"word/header1.xml": body, "word/embeddings/x.docx": inner})


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_mutated_docx(sample: bytes, data: st.DataObject) -> None:
    mutant = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 6))):
        mutant[data.draw(st.integers(0, len(mutant) - 1))] = data.draw(st.integers(0, 255))
    check("a.docx", bytes(mutant))


XML = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:r>",
     "</w:r>", "<w:t>密</w:t>", "<w:del>", "</w:del>", "<w:sdt>", "</w:sdt>", "<w:txbxContent>",
     "</w:txbxContent>", "<w:br/>", '<w:sym w:char="x"/>', '<w:sym w:char="FFFFFFFFF"/>',
     '<w:sym w:char="D800"/>',
     '<w:gridSpan w:val="-1"/>', "<w:pPr/>", "<!-- 注 -->", "<?x?>"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(XML, max_size=30))
def test_any_structure(kit, tags: list[str]) -> None:
    check("a.docx", kit.word("".join(tags)))
