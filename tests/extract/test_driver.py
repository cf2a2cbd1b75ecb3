import subprocess
import sys

import pytest

from seclint.errors import ExtractError
from seclint.extract import Limits, extract
from seclint.model import Document, Place, Unreviewed


def test_the_name_comes_first() -> None:
    name, document = extract("目录/机密 通知.txt", "正文".encode())
    place = Place("filename", "文件名")
    assert name == Document("目录/机密 通知.txt", "机密 通知.txt", ((0, place),))
    assert isinstance(document, Document)
    assert document.text == "正文"


def test_windows_path() -> None:
    name, _ = extract("D:\\公文\\通知.txt", b"x")
    assert isinstance(name, Document)
    assert name.text == "通知.txt"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("目录/" + "机密.txt".encode("gb18030").decode("utf-8", "surrogateescape"), "机密.txt"),
        ("a\ud800.txt", "a?.txt"),
    ],
    ids=["a name in GB18030", "half a surrogate pair"],
)
def test_names_that_are_no_unicode(name: str, text: str) -> None:
    found, _ = extract(name, b"x")
    assert isinstance(found, Document)
    assert found.text == text


def test_an_empty_file_is_read(kit) -> None:
    assert kit.read("a.docx", b"") == [Document("a.docx", "")]


@pytest.mark.parametrize(
    ("name", "data", "code", "reason"),
    [
        ("a.docx", b"\x7fELF", "unsupported", "可执行程序尚不支持，未能审查"),
        ("a.txt", bytes(range(256)), "unsupported", "二进制文件尚不支持，未能审查"),
        ("a.txt", b"\xff\xfe\0", "undecodable", "无法识别文字编码，未能审查"),
        ("a.docx", b"%PDF-1.7", "damaged", "PDF 文件已损坏，未能审查"),
    ],
)
def test_unreviewed(kit, name: str, data: bytes, code: str, reason: str) -> None:
    assert kit.read(name, data) == [Unreviewed(name, code, reason)]


def test_an_exception_ends_as_a_value_that_does_not_quote_the_document(
    kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(name: str, data: bytes):
        yield Document(name, "读到的")
        raise KeyError("机密")

    monkeypatch.setattr("seclint.extract._extractor", lambda kind: boom)
    assert kit.read("a.txt", b"x") == [
        Document("a.txt", "读到的"),
        Unreviewed("a.txt", "damaged", "读取时出错（KeyError），未能审查"),
    ]


@pytest.mark.parametrize(
    ("limits", "code", "reason"),
    [
        (Limits(file=10), "too-big", "文件大小超过上限，未能审查"),
        (Limits(total=10), "too-big", "解压后的总量超过上限，其余未能审查"),
        (Limits(entries=2), "too-big", "内含的文件数超过上限，未能审查"),
        (Limits(ratio=0, small=0), "too-big", "压缩比超过上限，未能审查"),
    ],
)
def test_limits(kit, limits: Limits, code: str, reason: str) -> None:
    _, *found = extract("a.docx", kit.word(kit.paragraph("甲")), limits)
    assert found == [Unreviewed("a.docx", code, reason)]


def nested(kit, depth: int) -> bytes:
    data = kit.word(kit.paragraph("机密"))
    for _ in range(depth):
        data = kit.word("", **{"word/embeddings/x.docx": data})
    return data


@pytest.mark.parametrize(("depth", "reached"), [(3, True), (4, False)])
def test_depth(kit, depth: int, reached: bool) -> None:
    found = list(extract("a.docx", nested(kit, depth), Limits(depth=3)))
    texts = [document.text for document in found if isinstance(document, Document)]
    assert any("机密" in text for text in texts) is reached
    inner = "a.docx" + "!/word/embeddings/x.docx" * depth
    deepest = Unreviewed(inner, "too-deep", "嵌套层数超过上限，未能审查")
    unread = [item for item in found if isinstance(item, Unreviewed)]
    assert unread == ([] if reached else [deepest])


def test_the_budget_holds_for_all_that_is_inside(kit) -> None:
    inner = kit.word(kit.paragraph("甲" * 400))
    parts = {f"word/embeddings/{number}.docx": inner for number in range(6)}
    found = list(extract("a.docx", kit.word("", **parts), Limits(total=12_000)))
    refused = [item for item in found if isinstance(item, Unreviewed)]
    read = [item for item in found if isinstance(item, Document) and "甲" in item.text]
    assert 0 < len(read) < 6
    assert refused == [Unreviewed("a.docx", "too-big", "解压后的总量超过上限，其余未能审查")]


def test_an_extractor_may_refuse(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, data: bytes):
        yield Document(name, "前")
        raise ExtractError("encrypted", "已加密")

    monkeypatch.setattr("seclint.extract._extractor", lambda kind: refuse)
    assert kit.read("a.txt", b"x") == [
        Document("a.txt", "前"),
        Unreviewed("a.txt", "encrypted", "已加密"),
    ]


def test_the_import_is_light() -> None:
    heavy = "{'lxml', 'olefile', 'charset_normalizer', 'zipfile', 'html'}"
    code = f"import sys, seclint.extract; sys.exit(sorted({heavy} & set(sys.modules)) or 0)"
    subprocess.run([sys.executable, "-c", code], check=True)
