"""Hiding places of Word documents: by python-docx, by hand, and by LibreOffice Writer."""

import io
import struct
from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from planting import Plant
from vbafile import Macro, project
from zipped import package

from seclint.model import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{KIND}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SIGNED = 'w:author="张三" w:date="2024-01-02T03:04:05Z"'
WHO = "张三，2024-01-02"
RUN = "<w:r><w:t>{}</w:t></w:r>"
PARA = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


# --- by hand -------------------------------------------------------------------------------


def links(*told: tuple[str, str, str]) -> str:
    def one(name: str, kind: str, target: str) -> str:
        mode = ' TargetMode="External"' if ":" in target else ""
        return f'<Relationship Id="{name}" Type="{KIND}/{kind}" Target="{target}"{mode}/>'

    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(one(*link) for link in told)}</Relationships>'


def root(name: str, content: str) -> str:
    return f"<{name} {SPACES}>{content}</{name}>"


def word(
    body: str, parts: dict[str, str | bytes] | None = None, main: str = MAIN, comment: str = ""
) -> bytes:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    told = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    named = {
        "[Content_Types].xml": f'<Types xmlns="{types}">{told}</Types>',
        "_rels/.rels": links(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": root("w:document", f"<w:body>{body}</w:body>"),
    }
    return package(named | (parts or {}), comment)


Made = Callable[[str], bytes]


def body(template: str) -> Made:
    """A body of this XML, the mark for 暗."""
    return lambda mark: word(template.replace("暗", mark))


def part(name: str, template: str | Callable[[str], str | bytes], text: str = PARA) -> Made:
    """A part of its own."""

    def make(mark: str) -> bytes:
        made = template(mark) if callable(template) else template.replace("暗", mark)
        return word(text.format("见附件"), {name: made})

    return make


def by_hand(place: str, make: Made, where: Part, label: str, form: str = "docx") -> Plant:
    return Plant(form, place, "手写 XML", make, where, label)


def text_box(content: str) -> str:
    inner = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    return f"<w:p><w:r><w:drawing>{inner}</w:drawing></w:r></w:p>"


def native(mark: str) -> bytes:
    """An Ole10Native stream in a compound file, as Word keeps a file put in as an object."""
    from vbafile import compound

    name, content = b"a.txt\0", mark.encode()
    told = name + name + bytes(4) + struct.pack("<I", len(name)) + name
    told += struct.pack("<I", len(content)) + content
    return compound({"\x01Ole10Native": struct.pack("<IH", len(told) + 2, 2) + told})


def form_field(name: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
        f'<w:{name} w:val="暗"/></w:ffData></w:fldChar></w:r></w:p>'
    )


HAND = (
    by_hand(
        "分成多段的文字",
        body(f"<w:p>{RUN.format('前')}{RUN.format('暗')}</w:p>"),
        "body",
        "正文第1段",
    ),
    by_hand(
        "智能标记中的文字",
        body(f"<w:p><w:smartTag>{RUN.format('暗')}</w:smartTag></w:p>"),
        "body",
        "正文第1段",
    ),
    by_hand(
        "公式", body("<w:p><m:oMath><m:r><m:t>暗</m:t></m:r></m:oMath></w:p>"), "body", "正文第1段"
    ),
    by_hand(
        "内容控件的文字",
        body(f"<w:sdt><w:sdtContent>{PARA.format('暗')}</w:sdtContent></w:sdt>"),
        "body",
        "正文第1段",
    ),
    by_hand(
        "内容控件的标题",
        body('<w:sdt><w:sdtPr><w:alias w:val="暗"/></w:sdtPr></w:sdt>'),
        "markup",
        "正文第0段（内容控件）",
    ),
    by_hand(
        "内容控件的标记",
        body('<w:sdt><w:sdtPr><w:tag w:val="暗"/></w:sdtPr></w:sdt>'),
        "markup",
        "正文第0段（内容控件）",
    ),
    by_hand(
        "下拉列表的选项",
        body(
            '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="暗"/>'
            "</w:dropDownList></w:sdtPr></w:sdt>"
        ),
        "markup",
        "正文第0段（内容控件）",
    ),
    by_hand("窗体域的默认值", body(form_field("default")), "markup", "正文第1段（内容控件）"),
    by_hand("窗体域的提示", body(form_field("helpText")), "markup", "正文第1段（内容控件）"),
    by_hand(
        "域代码",
        body('<w:p><w:r><w:instrText>INCLUDETEXT "暗"</w:instrText></w:r></w:p>'),
        "markup",
        "正文第1段（域代码）",
    ),
    by_hand(
        "简单域的代码",
        body('<w:p><w:fldSimple w:instr="QUOTE 暗"/></w:p>'),
        "markup",
        "正文第1段（域代码）",
    ),
    by_hand(
        "拼音指南",
        body("<w:p><w:r><w:ruby><w:rt><w:r><w:t>暗</w:t></w:r></w:rt></w:ruby></w:r></w:p>"),
        "alt",
        "正文第1段（拼音指南）",
    ),
    by_hand(
        "书签名", body('<w:p><w:bookmarkStart w:name="暗"/></w:p>'), "markup", "正文第1段（书签）"
    ),
    by_hand(
        "超链接提示",
        body(f'<w:p><w:hyperlink w:tooltip="暗">{RUN.format("见")}</w:hyperlink></w:p>'),
        "alt",
        "正文第1段（替代文字）",
    ),
    by_hand(
        "表格的替代文字",
        body(
            '<w:tbl><w:tblPr><w:tblDescription w:val="暗"/></w:tblPr>'
            f"<w:tr><w:tc>{PARA.format('甲')}</w:tc></w:tr></w:tbl>"
        ),
        "alt",
        "表1（替代文字）",
    ),
    by_hand(
        "嵌套表格",
        body(
            f"<w:tbl><w:tr><w:tc>{PARA.format('甲')}<w:tbl><w:tr><w:tc>{PARA.format('暗')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
        ),
        "table",
        "表2 第1行第1列",
    ),
    by_hand(
        "隐藏的表格行",
        body(
            f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{PARA.format('暗')}</w:tc></w:tr></w:tbl>"
        ),
        "hidden",
        "表1 第1行第1列（隐藏行）",
    ),
    by_hand(
        "修订删除的表格行",
        body(
            f"<w:tbl><w:tr><w:trPr><w:del {SIGNED}/></w:trPr>"
            f"<w:tc>{PARA.format('暗')}</w:tc></w:tr></w:tbl>"
        ),
        "deleted",
        f"表1 第1行第1列（修订删除，{WHO}）",
    ),
    by_hand(
        "修订插入",
        body(f"<w:p><w:ins {SIGNED}>{RUN.format('暗')}</w:ins></w:p>"),
        "inserted",
        f"正文第1段（修订插入，{WHO}）",
    ),
    by_hand(
        "修订删除",
        body(f"<w:p><w:del {SIGNED}><w:r><w:delText>暗</w:delText></w:r></w:del></w:p>"),
        "deleted",
        f"正文第1段（修订删除，{WHO}）",
    ),
    by_hand(
        "修订移走",
        body(f"<w:p><w:moveFrom {SIGNED}>{RUN.format('暗')}</w:moveFrom></w:p>"),
        "deleted",
        f"正文第1段（修订删除，{WHO}）",
    ),
    by_hand(
        "修订移来",
        body(f"<w:p><w:moveTo {SIGNED}>{RUN.format('暗')}</w:moveTo></w:p>"),
        "inserted",
        f"正文第1段（修订插入，{WHO}）",
    ),
    by_hand(
        "修订者的姓名",
        body('<w:p><w:pPr><w:pPrChange w:author="暗"/></w:pPr></w:p>'),
        "property",
        "批注或修订的作者",
    ),
    by_hand(
        "隐藏样式的文字",
        lambda mark: word(
            f'<w:p><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>{mark}</w:t></w:r></w:p>',
            {
                "word/styles.xml": root(
                    "w:styles", '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
                )
            },
        ),
        "hidden",
        "正文第1段（隐藏文字）",
    ),
    by_hand(
        "透明文字",
        body(
            "<w:p><w:r><w:rPr><w:textFill><w:noFill/></w:textFill></w:rPr><w:t>暗</w:t></w:r></w:p>"
        ),
        "hidden",
        "正文第1段（透明文字）",
    ),
    by_hand("文本框", body(text_box(PARA.format("暗"))), "textbox", "文本框1"),
    by_hand(
        "VML 文本框",
        body(
            f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{PARA.format('暗')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
        "textbox",
        "文本框1",
    ),
    by_hand(
        "备用内容中的文本框",
        body(
            f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{PARA.format('暗')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        "textbox",
        "文本框1",
    ),
    by_hand(
        "备用内容的替代文字",
        body(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice>"
            '<mc:Fallback><w:pict><v:shape alt="暗"/></w:pict><w:t>甲</w:t></mc:Fallback>'
            "</mc:AlternateContent></w:r></w:p>"
        ),
        "alt",
        "正文第1段（替代文字）",
    ),
    by_hand(
        "图片的替代文字",
        body('<w:p><w:r><w:drawing><wp:docPr id="1" descr="暗"/></w:drawing></w:r></w:p>'),
        "alt",
        "正文第1段（替代文字）",
    ),
    by_hand(
        "图片的标题",
        body('<w:p><w:r><w:drawing><wp:docPr id="1" title="暗"/></w:drawing></w:r></w:p>'),
        "alt",
        "正文第1段（替代文字）",
    ),
    by_hand(
        "图形的名称",
        body('<w:p><w:r><w:drawing><wp:docPr id="1" name="暗"/></w:drawing></w:r></w:p>'),
        "embedded",
        "其他部件 word/document.xml",
    ),
    by_hand(
        "水印",
        lambda mark: word(
            PARA.format("甲"),
            {
                "word/header1.xml": root(
                    "w:hdr",
                    f'<w:p><w:r><w:pict><v:shape><v:textpath string="{mark}"/>'
                    "</v:shape></w:pict></w:r></w:p>",
                )
            },
        ),
        "header",
        "页眉（header1.xml）（水印）",
    ),
    by_hand(
        "脚注",
        part(
            "word/footnotes.xml",
            root("w:footnotes", f"<w:footnote>{PARA.format('暗')}</w:footnote>"),
        ),
        "footnote",
        "脚注1",
    ),
    by_hand(
        "脚注分隔符",
        part(
            "word/footnotes.xml",
            root("w:footnotes", f'<w:footnote w:type="separator">{PARA.format("暗")}</w:footnote>'),
        ),
        "footnote",
        "脚注（separator）",
    ),
    by_hand(
        "尾注",
        part(
            "word/endnotes.xml", root("w:endnotes", f"<w:endnote>{PARA.format('暗')}</w:endnote>")
        ),
        "footnote",
        "尾注1",
    ),
    by_hand(
        "批注",
        part(
            "word/comments.xml",
            root("w:comments", f"<w:comment {SIGNED}>{PARA.format('暗')}</w:comment>"),
        ),
        "comment",
        f"批注1（{WHO}）",
    ),
    by_hand(
        "批注者的姓名",
        part(
            "word/comments.xml",
            root("w:comments", f'<w:comment w:author="暗">{PARA.format("甲")}</w:comment>'),
        ),
        "property",
        "批注或修订的作者",
    ),
    by_hand(
        "批注中的替代文字",
        part(
            "word/comments.xml",
            root(
                "w:comments",
                '<w:comment><w:p><w:r><w:drawing><wp:docPr id="1" descr="暗"/>'
                "</w:drawing></w:r></w:p></w:comment>",
            ),
        ),
        "alt",
        "批注1（替代文字）",
    ),
    by_hand(
        "人员名单",
        part("word/people.xml", root("w15:people", '<w15:person w15:author="暗"/>')),
        "embedded",
        "人员名单 people.xml",
    ),
    by_hand(
        "样式名",
        part(
            "word/styles.xml",
            root("w:styles", '<w:style w:customStyle="1"><w:name w:val="暗"/></w:style>'),
        ),
        "markup",
        "样式名",
    ),
    by_hand(
        "编号格式",
        part("word/numbering.xml", root("w:numbering", '<w:lvlText w:val="暗%1"/>')),
        "embedded",
        "编号格式 numbering.xml",
    ),
    by_hand(
        "文档变量",
        part("word/settings.xml", root("w:settings", '<w:docVar w:name="a" w:val="暗"/>')),
        "embedded",
        "文档设置 settings.xml",
    ),
    by_hand(
        "邮件合并的数据源",
        part(
            "word/settings.xml",
            root("w:settings", '<w:mailMerge><w:connectString w:val="Password=暗"/></w:mailMerge>'),
        ),
        "embedded",
        "文档设置 settings.xml",
    ),
    by_hand(
        "附加模板的路径",
        part(
            "word/_rels/settings.xml.rels", links(("r1", "attachedTemplate", "file:///C:/暗/a.dot"))
        ),
        "link",
        "链接（word/settings.xml）",
    ),
    by_hand(
        "字体名",
        part("word/fontTable.xml", root("w:fonts", '<w:font w:name="暗"/>')),
        "embedded",
        "字体表 fontTable.xml",
    ),
    by_hand(
        "主题名",
        part("word/theme/theme1.xml", root("a:theme", '<a:clrScheme name="暗"/>')),
        "embedded",
        "主题 theme1.xml",
    ),
    by_hand(
        "构建基块",
        part(
            "word/glossary/document.xml",
            root("w:glossaryDocument", f"<w:docParts>{PARA.format('暗')}</w:docParts>"),
        ),
        "embedded",
        "构建基块 document.xml",
    ),
    by_hand(
        "自定义 XML 的文字",
        part("customXml/item1.xml", "<a><b>暗</b></a>"),
        "embedded",
        "其他部件 customXml/item1.xml",
    ),
    by_hand(
        "自定义 XML 的属性",
        part("customXml/item1.xml", '<a b="暗"/>'),
        "embedded",
        "其他部件 customXml/item1.xml",
    ),
    by_hand(
        "自定义 XML 的注释", part("customXml/item1.xml", "<a><!--暗--></a>"), "comment", "XML 注释"
    ),
    by_hand(
        "自定义 XML 的处理指令",
        part("customXml/item1.xml", "<a><?x 暗?></a>"),
        "comment",
        "XML 注释",
    ),
    by_hand(
        "XML 根元素之前的注释", part("customXml/item1.xml", "<!--暗--><a/>"), "comment", "XML 注释"
    ),
    by_hand(
        "图表",
        part("word/charts/chart1.xml", root("c:chartSpace", "<a:p><a:r><a:t>暗</a:t></a:r></a:p>")),
        "embedded",
        "图表 chart1.xml",
    ),
    by_hand(
        "图表的数据",
        part(
            "word/charts/chart1.xml",
            root("c:chartSpace", "<c:strCache><c:pt><c:v>暗</c:v></c:pt></c:strCache>"),
        ),
        "embedded",
        "图表 chart1.xml",
    ),
    by_hand(
        "SmartArt 图示",
        part(
            "word/diagrams/data1.xml",
            root("dgm:dataModel", "<dgm:t><a:p><a:r><a:t>暗</a:t></a:r></a:p></dgm:t>"),
        ),
        "embedded",
        "SmartArt 图示 data1.xml",
    ),
    by_hand(
        "没有引用的部件",
        part("word/old.xml", root("w:document", PARA.format("暗"))),
        "embedded",
        "其他部件 word/old.xml",
    ),
    by_hand(
        "部件名",
        lambda mark: word(PARA.format("甲"), {f"word/{mark}.xml": "<a/>"}),
        "filename",
        "部件名",
    ),
    by_hand(
        "压缩包注释", lambda mark: word(PARA.format("甲"), comment=mark), "property", "压缩包注释"
    ),
    by_hand(
        "打印机设置",
        part("word/printerSettings/printerSettings1.bin", lambda mark: mark.encode("utf-16-le")),
        "embedded",
        "打印机设置 printerSettings1.bin",
    ),
    by_hand(
        "自定义属性",
        part(
            "docProps/custom.xml",
            "<Properties><property name='密级'><lpwstr>暗</lpwstr></property></Properties>",
        ),
        "property",
        "自定义属性1",
    ),
    by_hand(
        "单位",
        part("docProps/app.xml", "<Properties><Company>暗</Company></Properties>"),
        "property",
        "属性·单位",
    ),
    by_hand(
        "主管",
        part("docProps/app.xml", "<Properties><Manager>暗</Manager></Properties>"),
        "property",
        "属性·主管",
    ),
    by_hand(
        "嵌入的文档",
        part("word/embeddings/a.docx", lambda mark: word(PARA.format(mark))),
        "body",
        "嵌入文件 a.docx › 正文第1段",
    ),
    by_hand(
        "对象中的文件",
        part("word/embeddings/oleObject1.bin", native),
        "body",
        "嵌入文件 oleObject1.bin › 正文",
    ),
    by_hand(
        "导入的网页",
        lambda mark: word(
            PARA.format("甲"),
            {
                "word/_rels/document.xml.rels": links(("r1", "aFChunk", "a.html")),
                "word/a.html": f"<p>{mark}</p>",
            },
        ),
        "body",
        "嵌入内容 a.html › 正文（源码第1行）",
    ),
    by_hand(
        "宏",
        part("word/vbaProject.bin", lambda mark: project({"Module1": Macro(f"' {mark}")})),
        "markup",
        "宏 › 宏 Module1",
        "docm",
    ),
    by_hand(
        "宏的窗体",
        part(
            "word/vbaProject.bin",
            lambda mark: project({"Module1": Macro("x = 1")}, F={"o": mark.encode("utf-16-le")}),
        ),
        "markup",
        "宏 › 宏 F（窗体）",
        "docm",
    ),
    by_hand(
        "目录未列的宏",
        part(
            "word/vbaProject.bin",
            lambda mark: project({"Module1": Macro(f"' {mark}", listed=False)}),
        ),
        "markup",
        "宏 › 宏 Module1",
        "docm",
    ),
)


def strict(mark: str) -> bytes:
    """As Word saves "Strict Open XML": other namespaces throughout."""
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = links(("r1", "officeDocument", "word/document.xml")).replace(KIND, kind)
    notes = root("w:footnotes", f"<w:footnote>{PARA.format(mark)}</w:footnote>").replace(W, space)
    document = root("w:document", f"<w:body>{PARA.format('甲')}</w:body>").replace(W, space)
    return word(
        "",
        {
            "_rels/.rels": main,
            "word/document.xml": document,
            "word/notes.xml": notes,
            "word/_rels/document.xml.rels": links(("r2", "footnotes", "notes.xml")).replace(
                KIND, kind
            ),
        },
    )


# --- by python-docx ------------------------------------------------------------------------


def library(write: Callable[["docx.document.Document", str], object]) -> Made:
    def make(mark: str) -> bytes:
        document, stream = docx.Document(), io.BytesIO()
        document.add_paragraph("关于召开会议的通知")
        write(document, mark)
        document.save(stream)
        return stream.getvalue()

    return make


def by_library(
    place: str, write: Callable[["docx.document.Document", str], object], where: Part, label: str
) -> Plant:
    return Plant("docx", place, "python-docx", library(write), where, label)


def vanished(document: "docx.document.Document", mark: str) -> None:
    document.add_paragraph("甲").add_run(mark).font.hidden = True


def white(document: "docx.document.Document", mark: str) -> None:
    document.add_paragraph().add_run(mark).font.color.rgb = RGBColor(255, 255, 255)


def tiny(document: "docx.document.Document", mark: str) -> None:
    document.add_paragraph().add_run(mark).font.size = Pt(1)


def cell(document: "docx.document.Document", mark: str) -> None:
    document.add_table(2, 2).cell(1, 1).text = mark


def header(document: "docx.document.Document", mark: str) -> None:
    document.sections[0].header.paragraphs[0].text = mark


def footer(document: "docx.document.Document", mark: str) -> None:
    document.sections[0].footer.paragraphs[0].text = mark


def first_header(document: "docx.document.Document", mark: str) -> None:
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = mark


def even_footer(document: "docx.document.Document", mark: str) -> None:
    section = document.add_section()
    section.even_page_footer.is_linked_to_previous = False
    section.even_page_footer.paragraphs[0].text = mark


def comment(document: "docx.document.Document", mark: str) -> None:
    made = document.add_comment(document.paragraphs[0].runs[0], mark, "李四")
    made._comment_elm.attrib.pop(f"{{{W}}}date", None)


def link(document: "docx.document.Document", mark: str) -> None:
    kind = f"{KIND}/hyperlink"
    name = document.part.relate_to(f"http://example.com/{mark}", kind, is_external=True)
    paragraph = document.add_paragraph()
    paragraph._p.append(parse_xml(f'<w:hyperlink xmlns:w="{W}" xmlns:r="{KIND}" r:id="{name}"/>'))


def core(key: str) -> Callable[["docx.document.Document", str], object]:
    return lambda document, mark: setattr(document.core_properties, key, mark)


LIBRARY = (
    by_library("正文", lambda document, mark: document.add_paragraph(mark), "body", "正文第2段"),
    by_library("表格", cell, "table", "表1 第2行第2列"),
    by_library("隐藏文字", vanished, "hidden", "正文第2段（隐藏文字）"),
    by_library("白色文字", white, "hidden", "正文第2段（白色文字）"),
    by_library("极小字", tiny, "hidden", "正文第2段（极小字）"),
    by_library("页眉", header, "header", "第1节页眉"),
    by_library("页脚", footer, "footer", "第1节页脚"),
    by_library("首页页眉", first_header, "header", "第1节首页页眉"),
    by_library("偶数页页脚", even_footer, "footer", "第2节偶数页页脚"),
    by_library("批注", comment, "comment", "批注1（李四）"),
    by_library("超链接", link, "link", "链接（正文第2段）"),
    by_library("标题属性", core("title"), "property", "属性·标题"),
    by_library("作者", core("author"), "property", "属性·作者"),
    by_library("主题属性", core("subject"), "property", "属性·主题"),
    by_library("关键词", core("keywords"), "property", "属性·关键词"),
    by_library("备注属性", core("comments"), "property", "属性·备注"),
    by_library("类别", core("category"), "property", "属性·类别"),
    by_library("最后保存者", core("last_modified_by"), "property", "属性·最后保存者"),
    by_library("内容状态", core("content_status"), "property", "属性·内容状态"),
)  # fmt: skip


# --- other kinds of package ----------------------------------------------------------------


def of_type(kind: str) -> Made:
    return lambda mark: word(PARA.format(mark), main=kind)


TEMPLATE = MAIN.replace("document.main", "template.main")
MACROS = "application/vnd.ms-word.{}.macroEnabled{}.main+xml"
KINDS = (
    by_hand("严格格式的脚注", strict, "footnote", "脚注1"),
    by_hand("正文", of_type(TEMPLATE), "body", "正文第1段", "dotx"),
    by_hand("正文", of_type(MACROS.format("document", "")), "body", "正文第1段", "docm"),
    by_hand("正文", of_type(MACROS.format("template", "Template")), "body", "正文第1段", "dotm"),
)

PLANTS: tuple[Plant, ...] = (*HAND, *LIBRARY, *KINDS)
