"""Every hiding place of a docx, made by hand or by python-docx: its text, part and label."""

import io
import struct
from datetime import UTC, datetime

import docx
import pytest

from seclint.extract.word.docx import extract
from seclint.model import Member, Unreviewed

DELETED = '<w:del w:author="张三"><w:r><w:delText>{}</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:author="张三"><w:r><w:t>{}</w:t></w:r></w:ins>'
RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


# --- running text --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (["机", "密", "★", "10年"], "机密★10年"),
        (["机", '<w:bookmarkStart w:name="a"/>', "密"], "机密"),
        (["机", '<w:hyperlink r:id="x"><w:r><w:t>密</w:t></w:r></w:hyperlink>'], "机密"),
        (["机", "<w:sdt><w:sdtContent><w:r><w:t>密</w:t></w:r></w:sdtContent></w:sdt>"], "机密"),
        (["机", '<w:smartTag w:element="x"><w:r><w:t>密</w:t></w:r></w:smartTag>'], "机密"),
        (["机", '<w:fldSimple w:instr="PAGE"><w:r><w:t>密</w:t></w:r></w:fldSimple>'], "机密"),
        (["机", "<m:oMath><m:r><m:t>密</m:t></m:r></m:oMath>"], "机密"),
        (["<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>"], "一 二\n三"),
        (["<w:r><w:t>1</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2\t3\n4</w:t></w:r>"], "1-2 3 4"),
        (["机密", '<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>', "5年"], "机密★5年"),
        (["机密", '<w:r><w:sym w:font="SimSun" w:char="2605"/></w:r>', "5年"], "机密★5年"),
        (['<w:r><w:sym w:font="SimSun" w:char="D800"/></w:r>'], "\ufffd"),
    ],
    ids=[
        "runs", "bookmark", "hyperlink", "control", "smart tag", "field", "formula", "breaks",
        "hyphens", "symbol of Wingdings", "symbol", "symbol of no character",
    ],
)  # fmt: skip
def test_one_text(kit, body: list[str], text: str) -> None:
    found = kit.only("a.docx", kit.word(kit.paragraph(*body)))
    assert kit.pieces(found)[0] == (text, "body", "正文第1段")
    assert found.text.startswith(f"{text}\n")


def test_paragraphs_are_counted_empty_or_not(kit) -> None:
    body = kit.paragraph("一") + "<w:p/>" + kit.paragraph("三")
    found = kit.only("a.docx", kit.word(body))
    assert found.text == "一\n\n三\n"
    assert found.place(0).anchor == "word/document.xml#p1"
    assert found.place(3) == ("body", "正文第3段", "word/document.xml#p3")


def test_strict_namespace(kit) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{kit.paragraph("机密")}</w:body></w:document>'
    found = kit.only("a.docx", kit.word("", word__document_DOT_xml=body))
    assert kit.pieces(found) == [("机密", "body", "正文第1段")]


def test_a_main_part_of_another_name_and_a_decoy(kit) -> None:
    parts = {
        "_rels/.rels": kit.relations(("r", "officeDocument", "/word/other.xml")),
        "word/other.xml": kit.story("document", f"<w:body>{kit.paragraph('真')}</w:body>"),
        "word/document.xml": kit.story("document", f"<w:body>{kit.paragraph('假')}</w:body>"),
    }
    assert kit.pieces(kit.only("a.docx", kit.zipped(parts))) == [
        ("真", "body", "正文第1段"),
        ("假", "embedded", "其他部件 word/document.xml"),
    ]


# --- tables --------------------------------------------------------------------------------


def test_tables(kit) -> None:
    inner = table(cell(kit.paragraph("内")))
    body = table(
        cell(kit.paragraph("姓名")) + cell(kit.paragraph("电"), kit.paragraph("话")),
        cell(kit.paragraph("合并"), properties='<w:gridSpan w:val="2"/>')
        + cell(kit.paragraph("末"), inner),
    )
    found = kit.only("a.docx", kit.word(kit.paragraph("前") + body + kit.paragraph("后")))
    assert found.text == "前\n姓名\t电 话\n合并\t末\n内\n后\n"
    assert kit.pieces(found) == [
        ("前", "body", "正文第1段"),
        ("姓名", "table", "表1 第1行第1列"),
        ("电 话", "table", "表1 第1行第2列"),
        ("合并", "table", "表1 第2行第1列"),
        ("末", "table", "表1 第2行第3列"),
        ("内", "table", "表2 第1行第1列"),
        ("后", "body", "正文第2段"),
    ]


@pytest.mark.parametrize(
    ("row", "part", "label"),
    [
        ("<w:hidden/>", "hidden", "表1 第1行第1列（隐藏行）"),
        ('<w:del w:author="x"/>', "deleted", "表1 第1行第1列（修订删除，x）"),
        ('<w:ins w:author="x"/>', "inserted", "表1 第1行第1列（修订插入，x）"),
    ],
)
def test_rows(kit, row: str, part: str, label: str) -> None:
    body = table(f"<w:trPr>{row}</w:trPr>" + cell(kit.paragraph("机密")))
    found = kit.pieces(kit.only("a.docx", kit.word(body)))
    assert found[0] == ("机密", part, label)


def test_python_docx_table(kit) -> None:
    document, stream = docx.Document(), io.BytesIO()
    grid = document.add_table(2, 2)
    grid.cell(0, 0).text, grid.cell(1, 1).text = "姓名", "13800138000"
    document.save(stream)
    found = kit.pieces(kit.read("a.docx", stream.getvalue())[0])
    assert found[:2] == [
        ("姓名", "table", "表1 第1行第1列"),
        ("13800138000", "table", "表1 第2行第2列"),
    ]


# --- tracked changes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (
            ["甲", INSERTED.format("乙"), "丙"],
            [
                ("甲", "body", "正文第1段"),
                ("乙", "inserted", "正文第1段（修订插入，张三）"),
                ("丙", "body", "正文第1段"),
            ],
        ),
        (
            ["密级：机", DELETED.format("密"), "文件"],
            [
                ("密级：机文件", "body", "正文第1段"),
                ("密级：机密文件", "deleted", "正文第1段（修订删除，张三）"),
            ],
        ),
        (
            ["无关，机", DELETED.format("密"), INSERTED.format("要"), "。无关"],
            [
                ("无关，机", "body", "正文第1段"),
                ("要", "inserted", "正文第1段（修订插入，张三）"),
                ("。无关", "body", "正文第1段"),
                ("机密", "deleted", "正文第1段（修订删除，张三）"),
            ],
        ),
        (
            [DELETED.format("甲"), "一二三四五六七八九十百千", DELETED.format("乙")],
            [
                ("一二三四五六七八九十百千", "body", "正文第1段"),
                (
                    "甲一二三四五六七八九十\n三四五六七八九十百千乙",
                    "deleted",
                    "正文第1段（修订删除，张三）",
                ),
            ],
        ),
        (
            [
                DELETED.format("甲")
                .replace("w:del ", "w:moveFrom ")
                .replace("/w:del>", "/w:moveFrom>")
            ],
            [("甲", "deleted", "正文第1段（修订删除，张三）")],
        ),
    ],
    ids=["insertion", "half a word deleted", "replaced within a clause", "far apart", "moved"],
)
def test_tracked_changes(kit, runs: list[str], expected: list[tuple[str, str, str]]) -> None:
    found = kit.pieces(kit.only("a.docx", kit.word(kit.paragraph(*runs))))
    assert found[:-1] == expected
    assert found[-1] == ("张三", "property", "批注或修订的作者")


def test_a_deleted_paragraph_mark_joins_two_lines(kit) -> None:
    mark = '<w:pPr><w:rPr><w:del w:author=""/></w:rPr></w:pPr>'
    found = kit.only("a.docx", kit.word(kit.paragraph(mark, "机") + kit.paragraph("密")))
    assert found.text == "机密\n"


# --- hidden --------------------------------------------------------------------------------

STYLES = """
<w:style w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="child"><w:basedOn w:val="base"/></w:style>
<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
<w:style w:styleId="white"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>"""
PLAIN = ("body", "正文第1段")


def disguised(why: str) -> tuple[str, str]:
    return "hidden", f"正文第1段（{why}）"


@pytest.mark.parametrize(
    ("paragraph", "run", "expected"),
    [
        ("", "<w:vanish/>", disguised("隐藏文字")),
        ("", '<w:vanish w:val="0"/>', PLAIN),
        ("", "<w:webHidden/>", disguised("隐藏文字")),
        ("", '<w:rStyle w:val="child"/>', disguised("隐藏文字")),
        ('<w:pStyle w:val="child"/>', "", disguised("隐藏文字")),
        ('<w:pStyle w:val="child"/>', '<w:vanish w:val="false"/>', PLAIN),
        ('<w:pStyle w:val="loop"/>', "", PLAIN),
        ("", '<w:color w:val="FFFFFF"/>', disguised("白色文字")),
        ("", '<w:color w:val="fefefe"/>', disguised("白色文字")),
        ('<w:pStyle w:val="white"/>', "", disguised("白色文字")),
        ("", '<w:color w:val="auto"/>', PLAIN),
        ("", '<w:color w:val="C00000"/>', PLAIN),
        ("", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', PLAIN),
        ("", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>', PLAIN),
        (
            "",
            '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>',
            disguised("白色文字"),
        ),
        ('<w:shd w:val="clear" w:fill="000000"/>', '<w:color w:val="FFFFFF"/>', PLAIN),
        ("", '<w:sz w:val="2"/>', disguised("极小字")),
        ("", '<w:sz w:val="32"/>', PLAIN),
    ],
)
def test_hidden_runs(kit, paragraph: str, run: str, expected: tuple[str, str]) -> None:
    body = kit.paragraph(f"<w:pPr>{paragraph}</w:pPr>", RUN.format(run, "机密"))
    styles = kit.story("styles", STYLES)
    found = kit.only("a.docx", kit.word(body, word__styles_DOT_xml=styles))
    assert kit.pieces(found) == [("机密", *expected)]


def test_white_text_in_a_dark_cell_is_seen(kit) -> None:
    white = kit.paragraph(RUN.format('<w:color w:val="FFFFFF"/>', "表头"))
    dark = cell(white, properties='<w:shd w:val="clear" w:fill="1F4E79"/>')
    found = kit.pieces(kit.only("a.docx", kit.word(table(dark + cell(white)))))
    assert [part for _, part, _ in found] == ["table", "hidden"]


# --- what hangs on a paragraph -------------------------------------------------------------


def box(text: str, vml: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:docPr id='1' descr='图注'/>"
        f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape alt='图注'><v:textbox><w:txbxContent>{vml}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes(kit) -> None:
    same, other = kit.paragraph("机", "密"), kit.paragraph("绝密")
    body = kit.paragraph("甲", box(same, same)) + kit.paragraph("乙", box(same, other))
    assert kit.pieces(kit.only("a.docx", kit.word(body))) == [
        ("甲", "body", "正文第1段"),
        ("图注", "alt", "正文第1段（替代文字）"),
        ("机密", "textbox", "文本框1"),
        ("乙", "body", "正文第2段"),
        ("图注", "alt", "正文第2段（替代文字）"),
        ("机密", "textbox", "文本框2"),
        ("绝密", "textbox", "文本框3"),
    ]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (
            "<w:r><w:instrText>INCLUDETEXT &quot;</w:instrText></w:r>"
            "<w:r><w:instrText>机密.doc&quot;</w:instrText></w:r>",
            [('INCLUDETEXT "机密.doc"', "markup", "正文第1段（域代码）")],
        ),
        ("<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>", []),
        (
            '<w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r>',
            [("机密", "textbox", "正文第1段（水印）")],
        ),
        (
            '<w:sdt><w:sdtPr><w:alias w:val="密级"/><w:dropDownList>'
            '<w:listItem w:displayText="绝密" w:value="13800138000"/></w:dropDownList>'
            "</w:sdtPr></w:sdt>",
            [("密级\n绝密\n13800138000", "markup", "正文第1段（内容控件）")],
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>ji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>机</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            [("机", "body", "正文第1段"), ("ji", "alt", "正文第1段（拼音指南）")],
        ),
        (
            '<w:hyperlink w:tooltip="提示"><w:r><w:t>机</w:t></w:r></w:hyperlink>',
            [("机", "body", "正文第1段"), ("提示", "alt", "正文第1段（替代文字）")],
        ),
    ],
    ids=["field code", "dull field code", "watermark", "control", "ruby", "tooltip"],
)
def test_asides(kit, run: str, expected: list[tuple[str, str, str]]) -> None:
    assert kit.pieces(kit.only("a.docx", kit.word(kit.paragraph(run)))) == expected


# --- other parts ---------------------------------------------------------------------------


def test_headers_and_footers_by_section(kit) -> None:
    document, stream = docx.Document(), io.BytesIO()
    first = document.sections[0]
    first.header.paragraphs[0].text = "秘密"
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "首页密"
    second = document.add_section()
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "内部资料"
    second.even_page_footer.is_linked_to_previous = False
    second.even_page_footer.paragraphs[0].text = "偶数密"
    document.save(stream)
    found = kit.pieces(kit.read("a.docx", stream.getvalue())[0])
    assert [piece for piece in found if piece[1] in ("header", "footer")] == [
        ("秘密", "header", "第1节页眉"),
        ("首页密", "header", "第1节首页页眉"),
        ("内部资料", "footer", "第2节页脚"),
        ("偶数密", "footer", "第2节偶数页页脚"),
    ]


def test_unreferenced_header_and_watermark(kit) -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="绝密"/></v:shape></w:pict></w:r>'
    header = kit.story("hdr", kit.paragraph("旧", mark))
    found = kit.pieces(kit.only("a.docx", kit.word("", word__header3_DOT_xml=header)))
    assert found == [
        ("旧", "header", "页眉（header3.xml）"),
        ("绝密", "header", "页眉（header3.xml）（水印）"),
    ]


def test_notes(kit) -> None:
    def notes(root: str, name: str) -> str:
        inner = "".join(
            f'<w:{name} w:id="{i}" {kind}>{kit.paragraph(text)}</w:{name}>'
            for i, (kind, text) in enumerate(
                (('w:type="separator"', ""), ("", "甲"), ('w:author="李四"', "乙"))
            )
        )
        return kit.story(root, inner)

    parts = {
        f"word__{kind}_DOT_xml": notes(kind, kind.removesuffix("s"))
        for kind in ("footnotes", "endnotes", "comments")
    }
    assert kit.pieces(kit.only("a.docx", kit.word("", **parts))) == [
        ("甲", "footnote", "脚注1"),
        ("乙", "footnote", "脚注2（李四）"),
        ("甲", "footnote", "尾注1"),
        ("乙", "footnote", "尾注2（李四）"),
        ("甲", "comment", "批注1"),
        ("乙", "comment", "批注2（李四）"),
        ("李四", "property", "批注或修订的作者"),
    ]


def test_python_docx_comment_and_properties(kit) -> None:
    document, stream = docx.Document(), io.BytesIO()
    run = document.add_paragraph().add_run("正文")
    document.add_comment(run, text="此稿为机密", author="李四")
    document.core_properties.subject = "内部资料"
    document.core_properties.keywords = "机密★启用前"
    document.save(stream)
    found = kit.pieces(kit.read("a.docx", stream.getvalue())[0])
    assert ("此稿为机密", "comment", f"批注1（李四，{datetime.now(UTC):%Y-%m-%d}）") in found
    assert ("内部资料", "property", "属性·主题") in found
    assert ("机密★启用前", "property", "属性·关键词") in found
    assert ("李四", "property", "批注或修订的作者") in found


CUSTOM = '<Properties><property name="密级"><lpwstr>机密</lpwstr></property></Properties>'
GLOSSARY = "<w:docParts><w:docPart><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>"


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("docProps/custom.xml", CUSTOM, ("密级：机密", "property", "自定义属性1")),
        (
            "docProps/app.xml",
            "<Properties><Pages>3</Pages><Company>某局</Company></Properties>",
            ("某局", "property", "属性·单位"),
        ),
        (
            "customXml/item1.xml",
            "<a><b>密件</b></a>",
            ("密件", "embedded", "其他部件 customXml/item1.xml"),
        ),
        (
            "word/charts/chart1.xml",
            "<c><v>4.5</v><p><r><t>机</t></r><r><t>密</t></r></p></c>",
            ("机密", "embedded", "其他部件 word/charts/chart1.xml"),
        ),
        (
            "word/settings.xml",
            '<s><docVar name="id" val="13800138000"/></s>',
            ("id\n\n13800138000", "embedded", "其他部件 word/settings.xml"),
        ),
        (
            "word/numbering.xml",
            '<n><lvlText val="密%1"/></n>',
            ("密%1", "embedded", "其他部件 word/numbering.xml"),
        ),
        ("word/x.xml", "<a><!-- 暗 --></a>", ("暗", "comment", "XML 注释")),
    ],
)
def test_other_parts(kit, part: str, content: str, expected: tuple[str, str, str]) -> None:
    found = kit.only("a.docx", kit.word("", **{part: content}))
    assert kit.pieces(found) == [expected]


def test_glossary(kit) -> None:
    glossary = kit.story("glossaryDocument", GLOSSARY.format(kit.paragraph("密", "件")))
    found = kit.only("a.docx", kit.word("", **{"word/glossary/document.xml": glossary}))
    assert kit.pieces(found) == [("密件", "embedded", "构建基块 document.xml")]


def test_link_targets(kit) -> None:
    links = kit.relations(
        ("r1", "hyperlink", "http://example.com/机密"), ("r2", "styles", "styles.xml")
    )
    settings = kit.relations(("r1", "attachedTemplate", "file:///C:/张三/a.dot"))
    parts = {"word/_rels/document.xml.rels": links, "word/_rels/settings.xml.rels": settings}
    assert kit.pieces(kit.only("a.docx", kit.word("", **parts))) == [
        ("http://example.com/机密", "link", "链接（word/document.xml）"),
        ("file:///C:/张三/a.dot", "link", "链接（word/settings.xml）"),
    ]


# --- files inside --------------------------------------------------------------------------


def test_embedded_document(kit) -> None:
    inner = kit.word(kit.paragraph("一") + kit.paragraph("机密"))
    outer = kit.word(kit.paragraph("甲"), **{"word/embeddings/x.docx": inner})
    document, name, member = kit.read("a.docx", outer)
    assert kit.pieces(document) == [("甲", "body", "正文第1段")]
    assert kit.pieces(name) == [("x.docx", "filename", "嵌入文件 x.docx › 文件名")]
    assert member.name == "a.docx!/word/embeddings/x.docx"
    assert kit.pieces(member)[1] == ("机密", "body", "嵌入文件 x.docx › 正文第2段")


def test_alternative_chunk(kit) -> None:
    links = kit.relations(("r1", "aFChunk", "chunk.html"))
    parts = {"word/_rels/document.xml.rels": links, "word/chunk.html": "<p>机密</p>"}
    *_, member = kit.read("a.docx", kit.word("", **parts))
    assert kit.pieces(member) == [("机密", "body", "嵌入内容 chunk.html › 正文（源码第1行）")]


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("word/header1.xml", b"<a>", ("damaged", "部件 word/header1.xml 不是有效的 XML，未能审查")),
        (
            "word/embeddings/o.bin",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x",
            ("damaged", "OLE 复合文件的文件头已损坏，未能审查"),
        ),
    ],
)
def test_unreviewed_parts(kit, part: str, content: bytes, expected: tuple[str, str]) -> None:
    document, *rest = kit.read("a.docx", kit.word(kit.paragraph("甲"), **{part: content}))
    assert kit.pieces(document) == [("甲", "body", "正文第1段")]
    assert [found[1:] for found in rest if isinstance(found, Unreviewed)] == [expected]


def native(name: str, content: bytes) -> bytes:
    """An Ole10Native stream ([MS-OLEDS] 2.3.6)."""
    path = f"C:\\{name}".encode("gb18030") + b"\0"
    told = name.encode("gb18030") + b"\0" + path + bytes(4)
    told += struct.pack("<I", len(path)) + path + struct.pack("<I", len(content)) + content
    return struct.pack("<IH", len(told) + 2, 2) + told


@pytest.mark.parametrize(
    ("stream", "content", "name"),
    [
        ("\x01Ole10Native", native("附件.txt", "机密".encode()), "/附件.txt"),
        ("CONTENTS", "机密".ljust(3000, "密").encode(), ""),
    ],
)
def test_ole_objects_are_unwrapped(kit, stream: str, content: bytes, name: str) -> None:
    data = kit.compound(stream, content)
    _, _, member = kit.read("a.docx", kit.word("", **{"word/embeddings/o1.bin": data}))
    assert member.name == f"a.docx!/word/embeddings/o1.bin{name and '!' + name}"
    assert kit.pieces(member)[0][1:] == ("body", "嵌入文件 o1.bin › 正文")
    assert member.text.startswith("机密")


MEMBERS = [
    ("word/media/image1.png", b"x", "图片 image1.png"),
    ("word/media/styles.xml.png", b"x", "图片 styles.xml.png"),
    ("docProps/thumbnail.jpeg", b"x", "图片 thumbnail.jpeg"),
    ("word/media/media1.mp4", b"x", "影音 media1.mp4"),
    ("word/vbaProject.bin", b"x", "宏"),
    ("word/fonts/font1.odttf", "机密".encode(), "嵌入文件 font1.odttf"),
    ("word/other/printerSettings1.bin", b"x", "嵌入文件 printerSettings1.bin"),
]


@pytest.mark.parametrize(("part", "content", "label"), MEMBERS)
def test_files_inside(kit, part: str, content: bytes, label: str) -> None:
    found = list(extract("a.docx", kit.word("", **{part: content})))
    assert found[1:] == [Member(part, content, label)]


def test_where_a_picture_stands(kit) -> None:
    image = '<w:r><w:drawing><a:blip xmlns:a="a" r:embed="r7"/></w:drawing></w:r>'
    parts = {
        "word/_rels/document.xml.rels": kit.relations(("r7", "image", "media/a.png")),
        "word/media/a.png": b"x",
    }
    body = kit.paragraph("一") + kit.paragraph(image)
    found = list(extract("a.docx", kit.word(body, **parts)))
    assert found[1:] == [Member("word/media/a.png", b"x", "图片 a.png（正文第2段）")]


@pytest.mark.parametrize(
    "name", ["word/media/styles.xml", "a/theme1.xml", "word/x/[Content_Types].xml"]
)
def test_no_part_escapes_by_its_name(kit, name: str) -> None:
    found = kit.only("a.docx", kit.word("", **{name: "<a>机密</a>"}))
    assert kit.pieces(found) == [("机密", "embedded", f"其他部件 {name}")]


def test_masked_font_is_a_font(kit) -> None:
    key = bytes.fromhex("0123456789ABCDEF0123456789ABCDEF")
    font = bytes(a ^ b for a, b in zip(b"\0\1\0\0" + bytes(12), key[::-1], strict=True))
    table = '<w:embedRegular w:fontKey="{01234567-89AB-CDEF-0123-456789ABCDEF}"/>'
    parts = {
        "word/fontTable.xml": kit.story("fonts", table),
        "word/fonts/font1.odttf": font,
    }
    assert kit.only("a.docx", kit.word(kit.paragraph("甲"), **parts)).text == "甲\n"


def test_printer_settings_are_swept(kit) -> None:
    parts = {"word/printerSettings/printerSettings1.bin": "\\\\机要室\\打印机".encode("utf-16-le")}
    found = kit.pieces(kit.only("a.docx", kit.word("", **parts)))
    assert found == [("\\\\机要室\\打印机", "embedded", "打印机设置 printerSettings1.bin")]


# --- hidden runs and marks -------------------------------------------------------------------

HIDDEN = "（隐藏文字）"
VANISH = "<w:vanish/>"


@pytest.mark.parametrize(
    ("runs", "text", "hidden"),
    [
        (["机", RUN.format(VANISH, "x"), "密★20年"], "机密★20年", "x\n机x密★20年"),
        ([RUN.format(VANISH, "机"), "甲", RUN.format(VANISH, "密")], "甲", "机密\n机甲密"),
        ([RUN.format(VANISH, "机密")], "", "机密"),
        (["一二三四", RUN.format(VANISH, "机密"), "。"], "一二三四。", "机密\n一二三四机密"),
    ],
    ids=["within a mark", "around a letter", "alone", "a clause"],
)
def test_hidden_runs_do_not_part_the_line(kit, runs: list[str], text: str, hidden: str) -> None:
    found = kit.only("a.docx", kit.word(kit.paragraph(*runs)))
    assert found.text == f"{text}\n{hidden}\n"
    assert kit.pieces(found)[-1] == (hidden, "hidden", f"正文第1段{HIDDEN}")


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:vanish/>"])
def test_what_hangs_on_a_joined_paragraph_follows_the_line(kit, mark: str) -> None:
    first = kit.paragraph(f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>", "机", RUN.format(VANISH, "暗"))
    found = kit.only("a.docx", kit.word(first + kit.paragraph("密") + kit.paragraph("后")))
    assert found.text == "机密\n暗\n机暗\n后\n"


# --- what the walk does not read ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p>机<w:r/>密</w:p>", ("机密", "embedded", "其他部件 word/document.xml")),
        (
            "<w:p><w:pPr><w:t>机密</w:t></w:pPr></w:p>",
            ("机密", "embedded", "其他部件 word/document.xml"),
        ),
        ('<w:p w:x="机密"/>', ("机密", "embedded", "其他部件 word/document.xml")),
        ("<w:p><w:机密/></w:p>", ("机密", "embedded", "其他部件 word/document.xml")),
        ('<w:p><w:bookmarkStart w:name="机密"/></w:p>', ("机密", "markup", "正文第1段（书签）")),
        ('<w:bookmarkStart w:name="机密"/>', ("机密", "markup", "正文第0段（书签）")),
    ],
    ids=["loose text", "text in properties", "attribute", "element", "bookmark", "block bookmark"],
)
def test_nothing_is_left(kit, body: str, expected: tuple[str, str, str]) -> None:
    assert kit.pieces(kit.only("a.docx", kit.word(body))) == [expected]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<w:r><w:drawing><wp:docPr id='1' descr='机密'/></w:drawing></w:r>", "机密"),
        ('<w:r><w:sym w:font="SimSun" w:char="2605"/></w:r>', "★"),
    ],
    ids=["alternative text", "symbol"],
)
def test_notes_without_a_text(kit, note: str, text: str) -> None:
    notes = kit.story("footnotes", f"<w:footnote>{kit.paragraph(note)}</w:footnote>")
    found = kit.only("a.docx", kit.word("", word__footnotes_DOT_xml=notes))
    assert found.text.strip() == text
    assert kit.pieces(found)[0][1] in ("footnote", "alt")


def test_alternative_text_of_a_fallback(kit) -> None:
    run = (
        "<w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Fallback>"
        '<w:pict><v:shape alt="机密"/></w:pict><w:t>甲</w:t></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert kit.pieces(kit.only("a.docx", kit.word(kit.paragraph(run)))) == [
        ("甲", "body", "正文第1段"),
        ("机密", "alt", "正文第1段（替代文字）"),
    ]


def test_comment_says_author_and_date(kit) -> None:
    told = '<w:comment w:author="张 三" w:date="2024-01-02T03:04:05Z">{}</w:comment>'
    comments = kit.story("comments", told.format(kit.paragraph("机密")))
    found = kit.pieces(kit.only("a.docx", kit.word("", word__comments_DOT_xml=comments)))
    assert found[0] == ("机密", "comment", "批注1（张 三，2024-01-02）")


def test_names_of_styles(kit) -> None:
    style = '<w:style w:customStyle="{}"><w:name w:val="{}"/></w:style>'
    styles = style.format(1, "机密正文") + style.format(0, "标题")
    found = kit.only("a.docx", kit.word("", word__styles_DOT_xml=kit.story("styles", styles)))
    assert kit.pieces(found) == [
        ("机密正文", "markup", "样式名"),
        ("标题", "embedded", "样式 styles.xml"),
    ]


def test_a_number_within_a_longer_one_is_told(kit) -> None:
    body = kit.paragraph("9138001380001")
    found = kit.only("a.docx", kit.word(body, **{"customXml/item1.xml": "<a>13800138000</a>"}))
    assert ("13800138000", "embedded", "其他部件 customXml/item1.xml") in kit.pieces(found)


def test_too_many_elements(kit) -> None:
    found = list(
        extract(
            "a.docx",
            kit.word(
                kit.paragraph("甲"), **{"word/header1.xml": "<a>" + "<b/>" * 3_000_000 + "</a>"}
            ),
        )
    )
    assert found[1:] == [
        Unreviewed("a.docx", "too-big", "部件 word/header1.xml 的元素数量超过上限，未能审查")
    ]
