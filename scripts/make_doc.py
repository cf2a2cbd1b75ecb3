"""Make tests/files/doc/plants.doc: a docx with a mark in every place, saved as .doc by LibreOffice.

The marks are those of the plants in tests/plants/doc.py whose producer is LibreOffice:

    PYTHONPATH=tests python scripts/make_doc.py
"""

import io
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from office import converted
from PIL import Image
from plants.doc import office_mark

TARGET = Path(__file__).parent.parent / "tests" / "files" / "doc" / "plants.doc"
RUN = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
BOX = (
    "<w:r><w:pict><v:shape id='b{0}' type='#_x0000_t202' "
    "style='position:absolute;width:200pt;height:40pt'><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>{1}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
WATERMARK = (
    "<w:r><w:pict><v:shapetype id='_x0000_t136' coordsize='21600,21600' o:spt='136'"
    " path='m@7,l@8,m@5,21600l@6,21600e'><v:textpath on='t' fitshape='t'/></v:shapetype>"
    "<v:shape id='PowerPlusWaterMarkObject1' type='#_x0000_t136'"
    " style='position:absolute;width:400pt;height:100pt' fillcolor='silver'>"
    "<v:textpath style='font-family:SimSun;font-size:1pt' string='{}'/></v:shape></w:pict></w:r>"
)
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> {} </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>域的结果</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)
SPACES = nsdecls("w") + (
    " xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'"
)


def main() -> None:
    """Write the file."""
    document = docx.Document()
    body(document)
    margins(document)
    properties(document)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plants.docx"
        document.save(str(source))
        add_notes(source)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(converted(source, "doc:MS Word 97"))


def paragraph(document: Document, inner: str) -> None:
    """Append a paragraph of these runs."""
    element = parse_xml(f"<w:p {SPACES}>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)


def body(document: Document) -> None:
    """Paragraphs, a table, notes."""
    mark = office_mark
    paragraph(document, RUN.format("", mark("正文")))
    paragraph(document, RUN.format("", "可见") + RUN.format("<w:vanish/>", mark("隐藏文字")))
    paragraph(document, RUN.format("<w:color w:val='FFFFFF'/>", mark("白色文字")))
    paragraph(document, RUN.format("<w:sz w:val='2'/>", mark("极小字")))
    paragraph(
        document, f"<w:ins w:id='1' w:author='王五'>{RUN.format('', mark('修订插入'))}</w:ins>"
    )
    deleted = RUN.format("", mark("修订删除")).replace("w:t", "w:delText")
    author = mark("修订作者")
    paragraph(document, f"<w:del w:id='2' w:author='{author}'>{deleted}</w:del>")
    paragraph(document, BOX.format(1, mark("文本框")))
    paragraph(document, FIELD.format(f'HYPERLINK "http://example.com/{mark("域代码")}"'))
    named = f"<w:bookmarkStart w:id='9' w:name='{mark('书签')}'/>{RUN.format('', '有书签')}"
    paragraph(document, f"{named}<w:bookmarkEnd w:id='9'/>")
    table = document.add_table(2, 2)
    table.cell(0, 1).text = mark("表格")
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = mark("嵌套表格")
    picture(document)
    commented = document.add_paragraph("有批注")
    author, text = mark("批注作者"), mark("批注")
    document.add_comment(commented.runs[0], text=text, author=author, initials="x")


def picture(document: Document) -> None:
    """A picture."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(stream, "png")
    stream.seek(0)
    document.add_picture(stream)


def margins(document: Document) -> None:
    """A header and a footer, a watermark. LibreOffice writes no others of a short document."""
    mark = office_mark
    section = document.sections[0]
    section.header.paragraphs[0].text = mark("页眉")
    section.footer.paragraphs[0].text = mark("页脚")
    water = parse_xml(f"<w:p {SPACES}>{WATERMARK.format(mark('水印'))}</w:p>")
    section.header._element.append(water)
    box = parse_xml(f"<w:p {SPACES}>{BOX.format(7, mark('页眉中的文本框'))}</w:p>")
    section.header._element.append(box)


NOTES = {
    "footnote": (2, "脚注"),
    "endnote": (3, "尾注"),
}
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_notes(source: Path) -> None:
    """Footnotes and endnotes, which python-docx does not write."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()
                 if name.endswith((".xml", ".rels"))}  # fmt: skip
        others = {name: package.read(name) for name in package.namelist() if name not in parts}
    for kind, (number, place) in NOTES.items():
        note = f"<w:p>{RUN.format('', office_mark(place))}</w:p>"
        parts[f"word/{kind}s.xml"] = (
            f"<w:{kind}s {SPACES}><w:{kind} w:id='{number}'>{note}</w:{kind}></w:{kind}s>"
        )
        relation = f"<Relationship Id='n{number}' Type='{KIND}/{kind}s' Target='{kind}s.xml'/>"
        insert(parts, "word/_rels/document.xml.rels", relation, "</Relationships>")
        told = f"<Override PartName='/word/{kind}s.xml' ContentType='{WORDML}.{kind}s+xml'/>"
        insert(parts, "[Content_Types].xml", told, "</Types>")
        reference = f"<w:p><w:r><w:t>有注</w:t><w:{kind}Reference w:id='{number}'/></w:r></w:p>"
        insert(parts, "word/document.xml", reference, "<w:tbl>")
    with zipfile.ZipFile(source, "w") as package:
        for name, content in (parts | others).items():
            package.writestr(name, content)


def insert(parts: dict[str, str], name: str, text: str, before: str) -> None:
    """Put a text into a part, before another one."""
    parts[name] = parts[name].replace(before, text + before, 1)


def properties(document: Document) -> None:
    """Title, author and so on."""
    core, mark = document.core_properties, office_mark
    core.title, core.subject, core.author = mark("标题"), mark("主题"), mark("作者")
    core.keywords, core.comments, core.category = mark("关键词"), mark("备注"), mark("自定义属性")


if __name__ == "__main__":
    main()
