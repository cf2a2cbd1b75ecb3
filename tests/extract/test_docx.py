"""Every hiding place of a docx, made by hand or by python-docx: its text, part and label."""

import io
import struct

import docx
import pytest

from seclint.model import Unreviewed

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
        ('<w:del w:author="x"/>', "deleted", "表1 第1行第1列（修订删除）"),
        ('<w:ins w:author="x"/>', "inserted", "表1 第1行第1列（修订插入）"),
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
    found = kit.pieces(kit.only("a.docx", stream.getvalue()))
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
                ("乙", "inserted", "正文第1段（修订插入）"),
                ("丙", "body", "正文第1段"),
            ],
        ),
        (
            ["密级：机", DELETED.format("密"), "文件"],
            [
                ("密级：机文件", "body", "正文第1段"),
                ("密级：机密文件", "deleted", "正文第1段（修订删除）"),
            ],
        ),
        (
            ["无关，机", DELETED.format("密"), INSERTED.format("要"), "。无关"],
            [
                ("无关，机", "body", "正文第1段"),
                ("要", "inserted", "正文第1段（修订插入）"),
                ("。无关", "body", "正文第1段"),
                ("机密", "deleted", "正文第1段（修订删除）"),
            ],
        ),
        (
            [DELETED.format("甲"), "一二三四五六七八九十百千", DELETED.format("乙")],
            [
                ("一二三四五六七八九十百千", "body", "正文第1段"),
                (
                    "甲一二三四五六七八九十\n三四五六七八九十百千乙",
                    "deleted",
                    "正文第1段（修订删除）",
                ),
            ],
        ),
        (
            [
                DELETED.format("甲")
                .replace("w:del ", "w:moveFrom ")
                .replace("/w:del>", "/w:moveFrom>")
            ],
            [("甲", "deleted", "正文第1段（修订删除）")],
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
    found = kit.pieces(kit.only("a.docx", stream.getvalue()))
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
        ("乙", "footnote", "脚注2"),
        ("甲", "footnote", "尾注1"),
        ("乙", "footnote", "尾注2"),
        ("甲", "comment", "批注1"),
        ("乙", "comment", "批注2"),
        ("李四", "property", "批注或修订的作者"),
    ]


def test_python_docx_comment_and_properties(kit) -> None:
    document, stream = docx.Document(), io.BytesIO()
    run = document.add_paragraph().add_run("正文")
    document.add_comment(run, text="此稿为机密", author="李四")
    document.core_properties.subject = "内部资料"
    document.core_properties.keywords = "机密★启用前"
    document.save(stream)
    found = kit.pieces(kit.only("a.docx", stream.getvalue()))
    assert ("此稿为机密", "comment", "批注1") in found
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
    assert kit.pieces(found) == [("密件", "embedded", "其他部件 word/glossary/document.xml")]


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
        ("word/media/image1.png", b"x", ("needs-ocr", "含 1 幅图片，其中文字未能识别")),
        ("word/vbaProject.bin", b"x", ("unsupported", "含宏（VBA），其内容未能审查")),
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
