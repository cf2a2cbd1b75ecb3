"""What once hid a mark from every reader: each is found now, or told as not read."""

import pytest

from seclint.model import Document, Unreviewed

W = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CUSTOM = "customXml__item1_DOT_xml"


def texts(kit, name: str, data: bytes) -> str:
    return "\n".join(item.text for item in kit.read(name, data) if isinstance(item, Document))


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (W.format("机<!-- x -->密★10年"), {}),
        (W.format("<!-- x -->机密★10年"), {}),
        (W.format("<?x y?>机密★10年"), {}),
        (W.format("甲"), {CUSTOM: "<a>x<b/>机密★10年</a>"}),
        (W.format("甲"), {CUSTOM: "<a><!-- x -->机密★10年</a>"}),
        (W.format("甲"), {"word__styles_DOT_html": "<p>机密★10年</p>"}),
        (W.format("甲"), {"word__theme1_DOT_txt": "机密★10年"}),
    ],
    ids=[
        "comment inside", "comment before", "instruction", "tail", "comment in a part",
        "style sheet that is a page", "theme that is a text",
    ],
)  # fmt: skip
def test_in_a_word_file(kit, body: str, parts: dict[str, str]) -> None:
    assert "机密★10年" in texts(kit, "a.docx", kit.word(body, **parts))


def test_a_number_in_an_attribute(kit) -> None:
    data = kit.word(W.format("甲"), **{CUSTOM: '<a id="11010519491231002X"/>'})
    assert "11010519491231002X" in texts(kit, "a.docx", data)


def test_behind_the_end_of_a_package(kit) -> None:
    *_, last = kit.read("a.docx", kit.word(W.format("甲")) + "机密★10年".encode())
    assert isinstance(last, Unreviewed)
    assert (last.code, "17 字节" in last.reason or "字节" in last.reason) == ("damaged", True)


@pytest.mark.parametrize("name", ["word/document.xml", "a.txt"], ids=["docx", "zip"])
def test_a_comment_that_is_cut(kit, name: str) -> None:
    whole = kit.word(W.format("甲")) if name.endswith("xml") else kit.zipped({name: "甲"})
    for comment, codes in (("机密".encode(), []), ("机密".encode()[:3], ["damaged"])):
        data = whole[:-2] + b"\6\0" + comment
        found = kit.read("a", data)
        assert [item.code for item in found if isinstance(item, Unreviewed)] == codes


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", "前文 &#26426;&#23494;★10年"),
        ("a.md", "机<b>密</b>★10年"),
        ("a.md", "机<!-- x -->密★10年"),
        ("a.html", r'<script>var a = "\u673a\u5bc6★10年"</script>'),
        ("a.html", '<a href="x?m=%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4">甲</a>'),
        ("a.html", '<iframe srcdoc="&lt;p&gt;机&lt;b&gt;密&lt;/b&gt;★10年">'),
    ],
    ids=["md numbers", "md tags", "md comment", "script", "address", "srcdoc"],
)
def test_in_markup(kit, name: str, source: str) -> None:
    assert "机密★10年" in texts(kit, name, source.encode())


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", "![](data:image/png;base64,iVBORw0KGgo=)"),
        ("a.html", '<p style="background:url(data:image/png;base64,iVBORw0KGgo=)">甲</p>'),
        ("a.html", '<img srcset="data:image/png;base64,iVBORw0KGgo= 2x">'),
        ("a.svg", '<svg><image href="data:image/png;base64,iVBORw0KGgo="/></svg>'),
        ("a.json", '["data:image/png;base64,iVBORw0KGgo="]'),
        ("a.css", "a{background:url(data:image/png;base64,iVBORw0KGgo=)}"),
    ],
    ids=["md", "background", "srcset", "svg", "json", "css"],
)
def test_pictures_inside_are_read(kit, name: str, source: str) -> None:
    """This one is cut after its first bytes, and that is told."""
    codes = [item.code for item in kit.read(name, source.encode()) if isinstance(item, Unreviewed)]
    assert codes == ["damaged"]


def test_mail_without_mime_version_is_decoded(kit) -> None:
    mail = b"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\n5py65a+G"
    assert "机密" in texts(kit, "a.txt", mail)


def test_ordinary_markdown_is_the_file_itself(kit) -> None:
    text = "# 标题\n\n一<br>二，<a href='x'>链接</a>。**粗**体 &amp; *斜*\n"
    assert kit.only("a.md", text.encode()).text == text
