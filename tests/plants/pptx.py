"""Hiding places of presentations: by python-pptx and by hand."""

import io
import zipfile
from collections.abc import Callable

from lxml import etree
from planting import Plant
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt
from vbafile import Macro, project

from seclint.model import Part

Write = Callable[[Deck, str], object]
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
BOX = (Inches(1), Inches(1), Inches(3), Inches(1))


# --- by python-pptx ------------------------------------------------------------------------


def saved(write: Write, mark: str) -> bytes:
    deck, stream = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "工作总结"
    write(deck, mark)
    deck.save(stream)
    return stream.getvalue()


def by_library(place: str, write: Write, where: Part, label: str, form: str = "pptx") -> Plant:
    return Plant(form, place, "python-pptx", lambda mark: saved(write, mark), where, label)


def box(deck: Deck, mark: str):
    shape = deck.slides[0].shapes.add_textbox(*BOX)
    shape.text_frame.text = mark
    return shape


def run(deck: Deck, mark: str):
    return box(deck, mark).text_frame.paragraphs[0].runs[0]


def tiny(deck: Deck, mark: str) -> None:
    run(deck, mark).font.size = Pt(1)


def white(deck: Deck, mark: str) -> None:
    run(deck, mark).font.color.rgb = RGBColor(255, 255, 255)


def transparent(deck: Deck, mark: str) -> None:
    properties = run(deck, mark)._r.get_or_add_rPr()
    etree.SubElement(properties, f"{{{A}}}noFill")


def table(deck: Deck, mark: str) -> None:
    made = deck.slides[0].shapes.add_table(2, 2, *BOX).table
    made.cell(1, 1).text = mark


def merged(deck: Deck, mark: str) -> None:
    made = deck.slides[0].shapes.add_table(2, 2, *BOX).table
    made.cell(0, 1).text = mark
    made.cell(0, 0)._tc.set("gridSpan", "2")
    made.cell(0, 1)._tc.set("hMerge", "1")


def grouped(deck: Deck, mark: str) -> None:
    outer = deck.slides[0].shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    inner.shapes.add_shape(MSO_SHAPE.RECTANGLE, *BOX).text_frame.text = mark


def described(key: str) -> Write:
    def write(deck: Deck, mark: str) -> None:
        box(deck, "甲")._element.nvSpPr.cNvPr.set(key, mark)

    return write


def tip(deck: Deck, mark: str) -> None:
    made = run(deck, "见附件")
    made.hyperlink.address = "http://example.com/"
    made._r.rPr.find(f"{{{A}}}hlinkClick").set("tooltip", mark)


def link(deck: Deck, mark: str) -> None:
    run(deck, "见附件").hyperlink.address = f"http://example.com/{mark}"


def action(deck: Deck, mark: str) -> None:
    box(deck, "甲").click_action.hyperlink.address = f"file:///C:/{mark}.xlsx"


def hidden_shape(deck: Deck, mark: str) -> None:
    box(deck, mark)._element.nvSpPr.cNvPr.set("hidden", "1")


def outside(deck: Deck, mark: str) -> None:
    box(deck, mark).left = Emu(deck.slide_width)


def notes(deck: Deck, mark: str) -> None:
    deck.slides[0].notes_slide.notes_text_frame.text = mark


def hidden_slide(deck: Deck, mark: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = mark
    slide._element.set("show", "0")


def unlisted(deck: Deck, mark: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(*BOX).text_frame.text = mark
    ids = deck.slides._sldIdLst
    ids.remove(ids[-1])


def master(deck: Deck, mark: str) -> None:
    deck.slide_master.placeholders[0].text = mark


def layout(deck: Deck, mark: str) -> None:
    deck.slide_layouts[1].placeholders[0].text = mark


def layout_name(deck: Deck, mark: str) -> None:
    deck.slide_layouts[1].name = mark


def slide_name(deck: Deck, mark: str) -> None:
    deck.slides[0]._element.cSld.set("name", mark)


def notes_master(deck: Deck, mark: str) -> None:
    deck.notes_master.placeholders[0].text = mark


def footer(deck: Deck, mark: str) -> None:
    shape = box(deck, mark)
    etree.SubElement(shape._element.nvSpPr.nvPr, f"{{{P}}}ph").set("type", "ftr")


def chart(title: bool) -> Write:
    def write(deck: Deck, mark: str) -> None:
        data = CategoryChartData()
        data.categories = ["甲" if title else mark, "乙"]
        data.add_series("丙", (1, 2))
        made = deck.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data).chart
        made.has_title = title
        if title:
            made.chart_title.text_frame.text = mark

    return write


def embedded(deck: Deck, mark: str) -> None:
    inner, stream = saved(box, mark), io.BytesIO()
    stream.write(inner)
    stream.seek(0)
    deck.slides[0].shapes.add_ole_object(stream, "PowerPoint.Show.12", *BOX[:2])


def section(deck: Deck, mark: str) -> None:
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    told = f'<s:sectionLst xmlns:s="{space}"><s:section name="{mark}"/></s:sectionLst>'
    deck.part._element.append(etree.fromstring(told))


def show(deck: Deck, mark: str) -> None:
    told = f'<p:custShowLst xmlns:p="{P}"><p:custShow name="{mark}" id="0"/></p:custShowLst>'
    deck.part._element.append(etree.fromstring(told))


def letters(deck: Deck, mark: str) -> None:
    for number, letter in enumerate(mark):
        made = deck.slides[0].shapes.add_textbox(Inches(number), Inches(2), Inches(1), Inches(1))
        made.text_frame.text = letter


def core(key: str) -> Write:
    return lambda deck, mark: setattr(deck.core_properties, key, mark)


LIBRARY = (
    by_library("文本框", box, "body", "幻灯片1"),
    by_library(
        "标题", lambda d, m: setattr(d.slides[0].shapes.title, "text", m), "title", "幻灯片1 标题"
    ),
    by_library("页脚", footer, "footer", "幻灯片1 页脚"),
    by_library("表格", table, "table", "幻灯片1 表1 第2行第2列"),
    by_library("被合并的单元格", merged, "hidden", "幻灯片1 表1 第1行第2列"),
    by_library("组合中的图形", grouped, "body", "幻灯片1"),
    by_library("逐字排开的图形", letters, "body", "幻灯片1（单字拼合）"),
    by_library("替代文字", described("descr"), "alt", "幻灯片1（替代文字）"),
    by_library("替代文字的标题", described("title"), "alt", "幻灯片1（替代文字）"),
    by_library("形状名", described("name"), "markup", "幻灯片1（形状名）"),
    by_library("超链接", link, "link", "链接（幻灯片1）"),
    by_library("超链接提示", tip, "alt", "幻灯片1（提示文字）"),
    by_library("动作的目标", action, "link", "链接（幻灯片1）"),
    by_library("极小字", tiny, "hidden", "幻灯片1（极小字）"),
    by_library("白色文字", white, "hidden", "幻灯片1（白色文字）"),
    by_library("透明文字", transparent, "hidden", "幻灯片1（透明文字）"),
    by_library("隐藏的形状", hidden_shape, "hidden", "幻灯片1（隐藏的形状）"),
    by_library("页面之外的形状", outside, "hidden", "幻灯片1（页面之外）"),
    by_library("备注", notes, "note", "幻灯片1 备注"),
    by_library("隐藏的幻灯片", hidden_slide, "hidden", "幻灯片2（隐藏） 标题"),
    by_library("未列入放映的幻灯片", unlisted, "hidden", "未列入放映的幻灯片（slide2.xml）"),
    by_library("幻灯片名", slide_name, "markup", "幻灯片1（名称）"),
    by_library("母版", master, "textbox", "母版1"),
    by_library("版式", layout, "textbox", "版式2"),
    by_library("版式名", layout_name, "markup", "版式2（名称）"),
    by_library("备注母版", notes_master, "textbox", "备注母版1"),
    by_library("节名", section, "markup", "节名1"),
    by_library("自定义放映名", show, "markup", "自定义放映名1"),
    by_library("图表标题", chart(True), "embedded", "图表 chart1.xml（幻灯片1）"),
    by_library("图表的数据", chart(False), "embedded", "图表 chart1.xml（幻灯片1）"),
    by_library("嵌入的演示文稿", embedded, "body", "嵌入文件 oleObject1.bin（幻灯片1） › 幻灯片1"),
    by_library("标题属性", core("title"), "property", "属性·标题"),
    by_library("作者", core("author"), "property", "属性·作者"),
    by_library("关键词", core("keywords"), "property", "属性·关键词"),
    by_library("备注属性", core("comments"), "property", "属性·备注"),
)


# --- by hand: parts put into a presentation of the library ----------------------------------


def added(parts: dict[str, str | bytes], links: str = "", slide: str = "") -> bytes:
    """A presentation with these parts; `links` go to the presentation's relationships."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(lambda deck, mark: None, ""))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            more = {
                "ppt/_rels/presentation.xml.rels": links,
                "ppt/slides/_rels/slide1.xml.rels": slide,
            }
            ending = b"</Relationships>"
            content = content.replace(ending, more.get(name, "").encode() + ending)
            new.writestr(name, content)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def relation(kind: str, target: str, base: str = KIND) -> str:
    return f'<Relationship Id="x{kind}" Type="{base}/{kind}" Target="{target}"/>'


MODERN = "http://schemas.microsoft.com/office/2018/10/relationships"
P188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"


def comment(mark: str, author: str = "张三") -> bytes:
    authors = f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="{author}"/></p:cmAuthorLst>'
    told = f'<p:cm authorId="0" dt="2024-01-02T03:04:05" idx="1"><p:text>{mark}</p:text></p:cm>'
    parts = {
        "ppt/commentAuthors.xml": authors,
        "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{P}">{told}</p:cmLst>',
    }
    return added(
        parts,
        relation("commentAuthors", "commentAuthors.xml"),
        relation("comments", "../comments/comment1.xml"),
    )


def modern(first: str, reply: str) -> bytes:
    def said(text: str) -> str:
        return f"<c:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:txBody>"

    authors = f'<c:authorLst xmlns:c="{P188}"><c:author id="{{A}}" name="李四"/></c:authorLst>'
    signed = 'authorId="{A}" created="2024-01-02T03:04:05.6"'
    told = f"<c:replyLst><c:reply {signed}>{said(reply)}</c:reply></c:replyLst>{said(first)}"
    parts = {
        "ppt/authors.xml": authors,
        "ppt/comments/modernComment_1.xml": (
            f'<c:cmLst xmlns:c="{P188}" xmlns:a="{A}"><c:cm {signed}>{told}</c:cm></c:cmLst>'
        ),
    }
    return added(
        parts,
        relation("authors", "authors.xml", MODERN),
        relation("comments", "../comments/modernComment_1.xml", MODERN),
    )


def put(name: str, template: str) -> Callable[[str], bytes]:
    return lambda mark: added({name: template.replace("暗", mark)})


def by_hand(
    place: str, make: Callable[[str], bytes], where: Part, label: str, form: str = "pptx"
) -> Plant:
    return Plant(form, place, "手写 XML", make, where, label)


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
HANDOUT = (
    f'<p:handoutMaster xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r>'
    "<a:t>暗</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:handoutMaster>"
)
MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"


def macro(mark: str) -> bytes:
    return added({"ppt/vbaProject.bin": project({"Module1": Macro(f"' {mark}")})})


HAND = (
    by_hand("批注", comment, "comment", "幻灯片1 批注1（张三，2024-01-02）"),
    by_hand("批注者的姓名", lambda mark: comment("甲", mark), "property", "批注或修订的作者"),
    by_hand("新式批注", lambda m: modern(m, "甲"), "comment", "幻灯片1 批注1（李四，2024-01-02）"),
    by_hand(
        "新式批注的回复", lambda m: modern("甲", m), "comment", "幻灯片1 批注2（李四，2024-01-02）"
    ),
    by_hand(
        "讲义母版", put("ppt/handoutMasters/handoutMaster1.xml", HANDOUT), "textbox", "讲义母版1"
    ),
    by_hand(
        "标记",
        put("ppt/tags/tag1.xml", f'<p:tagLst xmlns:p="{P}"><p:tag name="A" val="暗"/></p:tagLst>'),
        "embedded",
        "标记 tag1.xml",
    ),
    by_hand(
        "SmartArt 图示",
        put(
            "ppt/diagrams/data1.xml",
            f'<d:dataModel xmlns:d="{DIAGRAM}" xmlns:a="{A}"><d:t><a:p><a:r><a:t>暗</a:t>'
            "</a:r></a:p></d:t></d:dataModel>",
        ),
        "embedded",
        "SmartArt 图示 data1.xml",
    ),
    by_hand("没有引用的部件", put("ppt/old.xml", "<a>暗</a>"), "embedded", "其他部件 ppt/old.xml"),
    by_hand(
        "没有引用的备注",
        put("ppt/notesSlides/notesSlide9.xml", HANDOUT.replace("handoutMaster", "notes")),
        "textbox",
        "未列入放映的备注1",
    ),
    by_hand("宏", macro, "markup", "宏 › 宏 Module1", "pptm"),
)

PLANTS: tuple[Plant, ...] = (*LIBRARY, *HAND)
