"""Make tests/files/ppt/plants.ppt: a pptx with a mark in every place, saved by LibreOffice.

The marks are those of the plants in tests/plants/ppt.py whose producer is LibreOffice:

    PYTHONPATH=tests python scripts/make_ppt.py
"""

import io
import re
import struct
import tempfile
import zipfile
from pathlib import Path

import olefile
from office import converted
from PIL import Image
from plants.ppt import office_mark as mark
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Inches
from worddoc import compound

TARGET = Path(__file__).parent.parent / "tests" / "files" / "ppt" / "plants.ppt"
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
BOX = (Inches(1), Inches(5), Inches(4), Inches(0.5))


def main() -> None:
    """Write the file."""
    deck = Presentation()
    texts(deck)
    table(deck)
    hidden(deck)
    pictures(deck)
    properties(deck)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plants.pptx"
        deck.save(str(source))
        add_comment(source)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(without_thumbnail(converted(source, "ppt:MS PowerPoint 97")))


def without_thumbnail(data: bytes) -> bytes:
    """The same streams, without the large picture that LibreOffice adds to the properties."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        streams = {"/".join(path): ole.openstream(path).read() for path in ole.listdir()}
    summary = streams["\x05SummaryInformation"]
    at = struct.unpack_from("<I", summary, 44)[0]
    (count,) = struct.unpack_from("<I", summary, at + 4)
    entries = struct.iter_unpack("<II", summary[at + 8 : at + 8 + 8 * count])
    start = at + dict(entries)[17]
    streams["\x05SummaryInformation"] = summary[:start] + struct.pack("<II", 0x47, 0)
    return compound(streams)


def texts(deck: Deck) -> None:
    """A slide with placeholders, a text box, a group, notes; a box on the master."""
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = mark("标题")
    slide.placeholders[1].text = mark("正文")
    slide.shapes.add_textbox(*BOX).text_frame.text = mark("文本框")
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = mark("组合中的文字")
    slide.notes_slide.notes_text_frame.text = mark("备注")
    layout = deck.slides.add_slide(deck.slide_layouts[6])
    box = layout.shapes.add_textbox(*BOX)
    box.text_frame.text = mark("母版")
    deck.slide_master.shapes._spTree.append(box._element)


def table(deck: Deck) -> None:
    """A table on the second slide."""
    cells = deck.slides[1].shapes.add_table(2, 2, *BOX).table
    cells.cell(0, 0).text, cells.cell(0, 1).text = "姓名", "编号"
    cells.cell(1, 1).text = mark("表格")


def hidden(deck: Deck) -> None:
    """A slide that is not shown."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(*BOX).text_frame.text = mark("隐藏的幻灯片")
    slide._element.set("show", "0")


def picture() -> io.BytesIO:
    """A small one."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(stream, "PNG")
    stream.seek(0)
    return stream


def pictures(deck: Deck) -> None:
    """A slide with a hidden shape, a picture and a link."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    box = slide.shapes.add_textbox(*BOX)
    box.text_frame.text = mark("隐藏的形状")
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    slide.shapes.add_picture(picture(), *BOX[:2])
    link = slide.shapes.add_textbox(*BOX)
    run = link.text_frame.paragraphs[0].add_run()
    run.text = "链接"
    run.hyperlink.address = f"https://example.com/{mark('超链接')}"


def properties(deck: Deck) -> None:
    """What the file says of itself."""
    told = deck.core_properties
    told.title, told.subject = mark("属性标题"), mark("属性主题")
    told.author, told.keywords = mark("属性作者"), mark("属性关键词")
    told.comments = mark("属性备注")


def add_comment(source: Path) -> None:
    """A comment on the first slide: python-pptx knows none."""
    with zipfile.ZipFile(source) as package:
        # The thumbnail of python-pptx's own template would be in the file.
        parts = {
            name: package.read(name).decode("latin-1")
            for name in package.namelist()
            if "thumbnail" not in name
        }
    parts["_rels/.rels"] = re.sub(r"<Relationship [^>]*thumbnail[^>]*>", "", parts["_rels/.rels"])
    overrides = (
        f'<Override PartName="/ppt/comments/comment1.xml" ContentType="{TYPE}.comments+xml"/>'
        f'<Override PartName="/ppt/commentAuthors.xml" ContentType="{TYPE}.commentAuthors+xml"/>'
    )
    insert(parts, "[Content_Types].xml", "</Types>", overrides)
    link = f'<Relationship Id="rc" Type="{KIND}/{{}}" Target="{{}}"/>'
    rels, end = "_rels/{}.xml.rels", "</Relationships>"
    comments = link.format("comments", "../comments/comment1.xml")
    insert(parts, "ppt/slides/" + rels.format("slide1"), end, comments)
    authors = link.format("commentAuthors", "commentAuthors.xml")
    insert(parts, "ppt/" + rels.format("presentation"), end, authors)
    author = '<p:cmAuthor id="0" name="张三" initials="张" lastIdx="1" clrIdx="0"/>'
    parts["ppt/commentAuthors.xml"] = utf8(f"<p:cmAuthorLst {P}>{author}</p:cmAuthorLst>")
    parts["ppt/comments/comment1.xml"] = utf8(
        f'<p:cmLst {P}><p:cm authorId="0" dt="2024-01-02T00:00:00.000" idx="1"><p:pos x="1" y="1"/>'
        f"<p:text>{mark('批注')}</p:text></p:cm></p:cmLst>"
    )
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content.encode("latin-1"))


def insert(parts: dict[str, str], name: str, before: str, text: str) -> None:
    """Put a text before the end of a part."""
    parts[name] = parts[name].replace(before, text + before)


def utf8(text: str) -> str:
    """A text as bytes that are told as Latin-1, as the other parts are."""
    return text.encode().decode("latin-1")


if __name__ == "__main__":
    main()
