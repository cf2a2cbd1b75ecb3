"""ODF files by odfpy, and by hand where odfpy has no word for it (packages and flat XML)."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from odf import dc, draw, form, meta, office, presentation, style, table, text
from odf.element import Element
from odf.namespaces import OFFICENS, TEXTNS
from odf.opendocument import (
    OpenDocument,
    OpenDocumentPresentation,
    OpenDocumentSpreadsheet,
    OpenDocumentText,
)
from planting import Plant

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"), ("meta", "meta"), ("number", "datastyle"), ("form", "form"),
        ("presentation", "presentation"), ("script", "script"), ("config", "config"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
KIND = "application/vnd.oasis.opendocument."
FOLDER = KIND + "text"


def saved(document: OpenDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# --- by odfpy ---------------------------------------------------------------------------------


def words(*inside: Any, **attributes: Any) -> Element:
    paragraph = text.P(**attributes)
    for each in inside:
        paragraph.addElement(each) if isinstance(each, Element) else paragraph.addText(each)
    return paragraph


def odt(*blocks: Element, styles: tuple[Element, ...] = ()) -> OpenDocument:
    document = OpenDocumentText()
    for each in styles:
        document.automaticstyles.addElement(each)
    for block in blocks:
        document.text.addElement(block)
    return document


def looking(**properties: str) -> Element:
    made = style.Style(name="T1", family="text")
    made.addElement(style.TextProperties(attributes=properties))
    return made


def span(mark: str, **properties: str) -> OpenDocument:
    return odt(words("公告", text.Span(stylename="T1", text=mark)), styles=(looking(**properties),))


def cells(*texts: str) -> Element:
    row = table.TableRow()
    for each in texts:
        cell = table.TableCell(valuetype="string")
        cell.addElement(words(each))
        row.addElement(cell)
    return row


def grid(*rows: Element, name: str = "底稿", **attributes: Any) -> Element:
    made = table.Table(name=name, **attributes)
    for row in rows:
        made.addElement(row)
    return made


def ods(*tables: Element, styles: tuple[Element, ...] = ()) -> OpenDocument:
    document = OpenDocumentSpreadsheet()
    for each in styles:
        document.automaticstyles.addElement(each)
    for each in tables:
        document.spreadsheet.addElement(each)
    return document


def hidden_column(mark: str) -> OpenDocument:
    columns = (
        table.TableColumn(numbercolumnsrepeated=1),
        table.TableColumn(visibility="collapse", numbercolumnsrepeated=16383),
    )
    return ods(grid(*columns, cells("公告", mark)))


def hidden_row(mark: str, visibility: str) -> OpenDocument:
    row = cells(mark)
    row.setAttribute("visibility", visibility)
    return ods(grid(cells("公告"), row))


def hidden_sheet(mark: str) -> OpenDocument:
    made = style.Style(name="ta1", family="table")
    made.addElement(style.TableProperties(attributes={"display": "false"}))
    return ods(grid(cells(mark), stylename="ta1"), styles=(made,))


def noted_cell(mark: str) -> OpenDocument:
    row = cells("公告")
    note = office.Annotation()
    note.addElement(words(mark))
    row.childNodes[0].insertBefore(note, row.childNodes[0].childNodes[0])
    return ods(grid(row))


def number(mark: str) -> OpenDocument:
    cell = table.TableCell(valuetype="string", stringvalue=mark)
    row = table.TableRow()
    row.addElement(cell)
    return ods(grid(row))


def formula(mark: str) -> OpenDocument:
    row = cells("公告")
    row.childNodes[0].setAttribute("formula", f'of:=IF(1;"公告";"{mark}")')
    return ods(grid(row))


def validation(mark: str) -> OpenDocument:
    document = ods(grid(cells("公告")))
    rules = table.ContentValidations()
    rule = table.ContentValidation(name="v", condition=f'of:cell-content-is-in-list("{mark}")')
    rules.addElement(rule)
    document.spreadsheet.insertBefore(rules, document.spreadsheet.childNodes[0])
    return document


def hint(mark: str) -> OpenDocument:
    document = validation("x")
    message = table.HelpMessage(title="提示", display="true")
    message.addElement(words(mark))
    document.spreadsheet.childNodes[0].childNodes[0].addElement(message)
    return document


def name_of_range(mark: str) -> OpenDocument:
    document = ods(grid(cells("公告")))
    expressions = table.NamedExpressions()
    expressions.addElement(table.NamedRange(name=mark, cellrangeaddress="底稿.A1"))
    document.spreadsheet.addElement(expressions)
    return document


def slides(mark: str, where: str) -> OpenDocument:
    document = OpenDocumentPresentation()
    layout = style.PageLayout(name="L")
    layout.addElement(style.PageLayoutProperties(pagewidth="28cm", pageheight="21cm"))
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Default", pagelayoutname="L")
    document.masterstyles.addElement(master)
    hiding = style.Style(name="dp1", family="drawing-page")
    hiding.addElement(style.DrawingPageProperties(attributes={"visibility": "hidden"}))
    document.automaticstyles.addElement(hiding)
    page = draw.Page(
        masterpagename="Default", **({"stylename": "dp1"} if where == "hidden" else {})
    )
    document.presentation.addElement(page)
    notes = presentation.Notes()
    page.addElement(notes)
    {"master": master, "notes": notes}.get(where, page).addElement(frame(mark, where))
    return document


def frame(mark: str, where: str = "") -> Element:
    x = "40cm" if where == "off" else "2cm"
    made = draw.Frame(x=x, y="2cm", width="10cm", height="2cm")
    if where == "title":
        made.setAttribute("class", "title")
    box = draw.TextBox()
    box.addElement(words(mark))
    made.addElement(box)
    return made


def header(mark: str, kind: Callable[[], Element]) -> OpenDocument:
    document = odt(words("公告"))
    document.automaticstyles.addElement(style.PageLayout(name="L"))
    master = style.MasterPage(name="Standard", pagelayoutname="L")
    margin = kind()
    margin.addElement(words(mark))
    master.addElement(margin)
    document.masterstyles.addElement(master)
    return document


def note(mark: str, kind: str) -> OpenDocument:
    made = text.Note(noteclass=kind)
    made.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(words(mark))
    made.addElement(body)
    return odt(words("公告", made))


def comment(mark: str) -> OpenDocument:
    made = office.Annotation()
    made.addElement(dc.Creator(text="张三"))
    made.addElement(words(mark[:3], text.Span(text=mark[3:])))
    return odt(words("公告", made))


def changes(mark: str, kind: type) -> OpenDocument:
    tracked = text.TrackedChanges()
    region = Element(qname=(TEXTNS, "changed-region"), check_grammar=False)
    region.setAttrNS(TEXTNS, "id", "c1")
    change = text.Deletion() if kind is text.Deletion else text.Insertion()
    info = office.ChangeInfo()
    info.addElement(dc.Creator(text="张三"))
    change.addElement(info)
    region.addElement(change)
    tracked.addElement(region)
    if kind is text.Deletion:
        change.addElement(words(mark))
        return odt(tracked, words("公告", text.Change(changeid="c1"), "附件"))
    start, end = text.ChangeStart(changeid="c1"), text.ChangeEnd(changeid="c1")
    return odt(tracked, words("公告", start, mark, end))


def section(mark: str) -> OpenDocument:
    made = text.Section(name="s", display="none")
    made.addElement(words(mark))
    return odt(words("公告"), made)


def described(mark: str, kind: type) -> OpenDocument:
    made = frame("公告")
    made.addElement(kind(text=mark))
    return odt(words(made))


def property_of(mark: str, kind: Callable[..., Element], **attributes: str) -> OpenDocument:
    document = odt(words("公告"))
    document.meta.addElement(kind(text=mark, **attributes))
    return document


def picture(mark: str) -> OpenDocument:
    document = OpenDocumentText()
    location = document.addPicture("a.txt", "text/plain", mark.encode())
    made = draw.Frame(width="1cm", height="1cm")
    made.addElement(draw.Image(href=location))
    document.text.addElement(words(made))
    return document


def embedded(mark: str) -> OpenDocument:
    document = OpenDocumentText()
    location = document.addObject(ods(grid(cells(mark))))
    made = draw.Frame(width="1cm", height="1cm")
    made.addElement(draw.Object(href=location))
    document.text.addElement(words(made))
    return document


def control(mark: str) -> OpenDocument:
    document = OpenDocumentText()
    forms = office.Forms()
    made = form.Form()
    made.addElement(form.Text(id="c", currentvalue=mark))
    forms.addElement(made)
    document.text.addElement(forms)
    return document


def user_field(mark: str) -> OpenDocument:
    declared = text.UserFieldDecls()
    declared.addElement(text.UserFieldDecl(name="u", valuetype="string", stringvalue=mark))
    return odt(declared, words("公告"))


def linked(mark: str) -> OpenDocument:
    return odt(words(text.A(href=f"http://example.com/{mark}", text="公告")))


def bookmark(mark: str) -> OpenDocument:
    return odt(words(text.Bookmark(name=mark), "公告"))


def hidden_text(mark: str) -> OpenDocument:
    return odt(words(text.HiddenText(condition="ooow:1", stringvalue=mark), "公告"))


def hidden_paragraph(mark: str) -> OpenDocument:
    return odt(words(text.HiddenParagraph(condition="ooow:1", ishidden="true"), mark))


def ruby(mark: str) -> OpenDocument:
    made = text.Ruby()
    made.addElement(text.RubyBase(text="公告"))
    made.addElement(text.RubyText(text=mark))
    return odt(words(made))


def table_in_text(mark: str) -> OpenDocument:
    return odt(grid(cells("公告", mark), name="t"))


def split_runs(mark: str) -> OpenDocument:
    return odt(words(*(text.Span(text=each) for each in mark)))


Maker = Callable[[str], OpenDocument]
BY_ODFPY: tuple[tuple[str, str, Maker, str, str], ...] = (
    ("odt", "正文", lambda m: odt(words(m)), "body", "正文第1段"),
    ("odt", "正文（一字一个 span）", split_runs, "body", "正文第1段"),
    ("odt", "表格", table_in_text, "table", "表1 第1行第2列"),
    ("odt", "页眉", lambda m: header(m, style.Header), "header", "页眉"),
    ("odt", "页脚", lambda m: header(m, style.Footer), "footer", "页脚"),
    ("odt", "偶数页页眉", lambda m: header(m, style.HeaderLeft), "header", "偶数页页眉"),
    ("odt", "脚注", lambda m: note(m, "footnote"), "footnote", "脚注1"),
    ("odt", "尾注", lambda m: note(m, "endnote"), "footnote", "尾注1"),
    ("odt", "批注", comment, "comment", "批注1"),
    ("odt", "修订：删除", lambda m: changes(m, text.Deletion), "deleted", "正文第1段（修订删除）"),
    ("odt", "修订：插入", lambda m: changes(m, text.Insertion), "inserted",
     "正文第1段（修订插入）"),
    ("odt", "隐藏文字", lambda m: span(m, display="none"), "hidden", "正文第1段（隐藏文字）"),
    ("odt", "白色文字", lambda m: span(m, color="#ffffff"), "hidden", "正文第1段（白色文字）"),
    ("odt", "极小字", lambda m: span(m, fontsize="1pt"), "hidden", "正文第1段（极小字）"),
    ("odt", "隐藏节", section, "hidden", "正文第2段（隐藏节）"),
    ("odt", "隐藏文字域", hidden_text, "hidden", "正文第1段（隐藏文字域）"),
    ("odt", "隐藏段落", hidden_paragraph, "hidden", "正文第1段（隐藏段落）"),
    ("odt", "文本框", lambda m: odt(words(frame(m))), "textbox", "文本框1"),
    ("odt", "替代文字（标题）", lambda m: described(m, draw_title), "alt", "正文（替代文字）"),
    ("odt", "替代文字（说明）", lambda m: described(m, draw_desc), "alt", "正文（替代文字）"),
    ("odt", "拼音指南", ruby, "alt", "正文第1段（拼音指南）"),
    ("odt", "超链接", linked, "link", "正文第1段（链接）"),
    ("odt", "书签名", bookmark, "embedded", "其他部件 content.xml"),
    ("odt", "用户域", user_field, "markup", "变量"),
    ("odt", "表单控件", control, "textbox", "表单控件"),
    ("odt", "属性：标题", lambda m: property_of(m, dc.Title), "property", "属性·标题"),
    ("odt", "属性：作者", lambda m: property_of(m, meta.InitialCreator), "property",
     "属性·作者"),
    ("odt", "属性：关键词", lambda m: property_of(m, meta.Keyword), "property", "属性·关键词"),
    ("odt", "自定义属性", lambda m: property_of(m, meta.UserDefined, name="密级"), "property",
     "自定义属性1"),
    ("odt", "图片文件", picture, "body", "图片 a.txt（正文第1段） › 正文"),
    ("odt", "嵌入的电子表格", embedded, "table",
     "嵌入对象 Object 1（正文第1段） › Sheet「底稿」!A1"),
    ("ods", "单元格", lambda m: ods(grid(cells("公告", m))), "table", "Sheet「底稿」!B1"),
    ("ods", "只有值的单元格", number, "table", "Sheet「底稿」!A1"),
    ("ods", "隐藏列", hidden_column, "hidden", "Sheet「底稿」!B1（隐藏列）"),
    ("ods", "隐藏行", lambda m: hidden_row(m, "collapse"), "hidden", "Sheet「底稿」!A2（隐藏行）"),
    ("ods", "筛选隐藏的行", lambda m: hidden_row(m, "filter"), "hidden",
     "Sheet「底稿」!A2（筛选隐藏行）"),
    ("ods", "隐藏工作表", hidden_sheet, "hidden", "Sheet「底稿」!A1（隐藏工作表）"),
    ("ods", "工作表名", lambda m: ods(grid(cells("公告"), name=m)), "property",
     "Sheet「{}」 的名称"),
    ("ods", "单元格批注", noted_cell, "comment", "Sheet「底稿」!A1（批注）"),
    ("ods", "公式", formula, "markup", "Sheet「底稿」!A1（公式）"),
    ("ods", "数据有效性", validation, "markup", "数据有效性"),
    ("ods", "数据有效性的提示", hint, "markup", "数据有效性（提示）"),
    ("ods", "定义名称", name_of_range, "markup", "定义名称"),
    ("odp", "文本框", lambda m: slides(m, ""), "body", "幻灯片1"),
    ("odp", "标题", lambda m: slides(m, "title"), "title", "幻灯片1"),
    ("odp", "备注", lambda m: slides(m, "notes"), "note", "幻灯片1 备注"),
    ("odp", "母版", lambda m: slides(m, "master"), "body", "母版「Default」"),
    ("odp", "隐藏幻灯片", lambda m: slides(m, "hidden"), "hidden", "幻灯片1（隐藏幻灯片）"),
    ("odp", "页面之外的图形", lambda m: slides(m, "off"), "hidden", "幻灯片1（页面之外）"),
)  # fmt: skip


def draw_title(text: str) -> Element:
    return Element(qname=(SVG, "title"), text=text, check_grammar=False)


def draw_desc(text: str) -> Element:
    return Element(qname=(SVG, "desc"), text=text, check_grammar=False)


SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
assert OFFICENS in SPACES


# --- by hand ----------------------------------------------------------------------------------


def content(body: str, root: str = "document-content", styles: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}"
        f"</office:body></office:{root}>"
    )


def package(body: str, kind: str = "text", **parts: str | bytes) -> bytes:
    """A package; names of parts with "__" for "/" and "_DOT_" for "."."""
    named = {
        "mimetype": KIND + kind,
        "content.xml": content(body),
        "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:"
        "opendocument:xmlns:manifest:1.0'/>",
    } | {name.replace("__", "/").replace("_DOT_", "."): made for name, made in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in named.items():
            archive.writestr(name, made)
    return stream.getvalue()


def body(inside: str) -> str:
    return f"<office:text>{inside}</office:text>"


P = "<text:p>{}</text:p>"
MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M">'
    "REM {}</script:module>"
)
FRAME = "<text:p><draw:frame>{}</draw:frame></text:p>"


def macro(mark: str) -> bytes:
    return package(body(P.format("公告")), Basic__Standard__M_DOT_xml=MODULE.format(mark))


def earlier(mark: str) -> bytes:
    return package(body(P.format("公告")), Versions__Version1=package(body(P.format(mark))))


def version_note(mark: str) -> bytes:
    listed = (
        f'<VL:version-list xmlns:VL="x"><VL:version-entry VL:comment="{mark}"/></VL:version-list>'
    )
    return package(body(P.format("公告")), VersionList_DOT_xml=listed)


def ole(mark: str) -> bytes:
    shown = FRAME.format('<draw:object-ole xlink:href="./Object 1"/>')
    return package(body(shown), **{"Object 1": mark.encode()})


def doctype(mark: str) -> bytes:
    made = content(body(P.format(mark))).replace(
        "?>", '?><!DOCTYPE office:document-content PUBLIC "-//OOo//DTD 1.0//EN" "office.dtd">', 1
    )
    return package("", content_DOT_xml=made)


def entity(mark: str) -> bytes:
    made = content(body(P.format("&x;"))).replace("?>", f'?><!DOCTYPE a [<!ENTITY x "{mark}">]>', 1)
    return package("", content_DOT_xml=made)


def stray(mark: str) -> bytes:
    return package(body(P.format("公告")), Pictures__a_DOT_txt=mark.encode())


def remark(mark: str) -> bytes:
    return package(body(f"<!--{mark}-->"))


def field(mark: str) -> bytes:
    shown = f'<text:variable-set text:display="none" office:string-value="{mark}"/>'
    return package(body(P.format(shown)))


def choice(mark: str) -> bytes:
    return package(
        body(P.format(f'<text:drop-down><text:label text:value="{mark}"/></text:drop-down>'))
    )


def script(mark: str) -> bytes:
    return package(body(P.format(f"<text:script>{mark}</text:script>")))


def sheet_change(mark: str) -> bytes:
    tracked = (
        "<table:tracked-changes><table:cell-content-change><table:previous>"
        f"<table:change-track-table-cell>{P.format(mark)}</table:change-track-table-cell>"
        "</table:previous></table:cell-content-change></table:tracked-changes>"
    )
    return package(f"<office:spreadsheet>{tracked}</office:spreadsheet>", "spreadsheet")


def blank_format(mark: str) -> bytes:
    styles = (
        '<number:number-style style:name="N1"><number:text/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    sheet = (
        '<table:table table:name="底稿"><table:table-row><table:table-cell'
        f' table:style-name="ce1">{P.format(mark)}</table:table-cell></table:table-row>'
        "</table:table>"
    )
    made = content(f"<office:spreadsheet>{sheet}</office:spreadsheet>", styles=styles)
    return package("", "spreadsheet", content_DOT_xml=made)


def sheet_shape(mark: str) -> bytes:
    shape = f"<table:shapes><draw:rect>{P.format(mark)}</draw:rect></table:shapes>"
    sheet = f'<table:table table:name="底稿">{shape}</table:table>'
    return package(f"<office:spreadsheet>{sheet}</office:spreadsheet>", "spreadsheet")


def print_header(mark: str) -> bytes:
    styles = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page"
        ' style:name="Default"><style:header><style:region-center>'
        f"{P.format(mark)}</style:region-center></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    return package("<office:spreadsheet/>", "spreadsheet", styles_DOT_xml=styles)


def footer_decl(mark: str) -> bytes:
    told = f'<presentation:footer-decl presentation:name="f">{mark}</presentation:footer-decl>'
    return package(f"<office:presentation>{told}</office:presentation>", "presentation")


def slide_comment(mark: str) -> bytes:
    page = f"<draw:page><office:annotation>{P.format(mark)}</office:annotation></draw:page>"
    return package(f"<office:presentation>{page}</office:presentation>", "presentation")


def drawing(mark: str) -> bytes:
    page = f"<draw:page><draw:g><draw:rect>{P.format(mark)}</draw:rect></draw:g></draw:page>"
    return package(f"<office:drawing>{page}</office:drawing>", "graphics")


def flat(inside: str, root: str = "text") -> bytes:
    return content(f"<office:{root}>{inside}</office:{root}>", "document").encode()


def flat_picture(mark: str) -> bytes:
    data = base64.b64encode(mark.encode()).decode()
    image = f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
    return flat(FRAME.format(image))


def flat_macro(mark: str) -> bytes:
    source = (
        f'<ooo:source-code xmlns:ooo="http://openoffice.org/2004/office">{mark}</ooo:source-code>'
    )
    made = content(body(""), "document").replace(
        "<office:body>", f"<office:scripts>{source}</office:scripts><office:body>"
    )
    return made.encode()


def flat_object(mark: str) -> bytes:
    inner = content(f"<office:text>{P.format(mark)}</office:text>", "document").partition("?>")[2]
    return flat(FRAME.format(f"<draw:object>{inner}</draw:object>"))


BY_HAND: tuple[tuple[str, str, Callable[[str], bytes], str, str], ...] = (
    ("odt", "宏", macro, "markup", "宏 Basic/Standard/M.xml"),
    ("odt", "早先版本", earlier, "body", "早先版本 Version1 › 正文第1段"),
    ("odt", "早先版本的说明", version_note, "property", "早先版本"),
    ("odt", "OLE 对象", ole, "body", "嵌入对象 Object 1（正文第1段） › 正文"),
    ("odt", "带 DOCTYPE 的旧文件", doctype, "body", "正文第1段"),
    ("odt", "DOCTYPE 中的实体", entity, "body", "正文第1段"),
    ("odt", "未引用的图片", stray, "body", "图片 a.txt › 正文"),
    ("odt", "XML 注释", remark, "comment", "XML 注释"),
    ("odt", "不显示的变量", field, "markup", "正文第1段（域）"),
    ("odt", "下拉列表", choice, "markup", "正文第1段（下拉列表）"),
    ("odt", "脚本域", script, "markup", "正文第1段（脚本）"),
    ("ods", "修订：单元格的原内容", sheet_change, "deleted", "修订（原内容）"),
    ("ods", "不显示内容的数字格式", blank_format, "hidden", "Sheet「底稿」!A1（空白格式）"),
    ("ods", "图形中的文字", sheet_shape, "textbox", "Sheet「底稿」中的图形"),
    ("ods", "打印页眉", print_header, "header", "页眉"),
    ("odp", "页脚声明", footer_decl, "footer", "幻灯片页脚"),
    ("odp", "批注", slide_comment, "comment", "幻灯片1（批注）"),
    ("odg", "绘图中的文字", drawing, "body", "第1页"),
    ("fodt", "正文", lambda m: flat(P.format(m)), "body", "正文第1段"),
    ("fodt", "内嵌图片", flat_picture, "body", "图片 1 › 正文"),
    ("fodt", "宏", flat_macro, "markup", "宏"),
    ("fodt", "内嵌对象", flat_object, "body", "嵌入对象 object1.xml › 正文第1段"),
    ("fods", "单元格", lambda m: flat(
        '<table:table table:name="底稿"><table:table-row><table:table-cell>'
        f"{P.format(m)}</table:table-cell></table:table-row></table:table>", "spreadsheet"),
     "table", "Sheet「底稿」!A1"),
)  # fmt: skip


# --- by LibreOffice (scripts/make_odf_samples.py) ----------------------------------------------

BY_OFFICE: tuple[tuple[str, str, str, str], ...] = (
    ("odt", "正文", "body", "正文第2段"),
    ("odt", "隐藏文字", "hidden", "正文第1段（隐藏文字）"),
    ("odt", "页眉", "header", "页眉"),
    ("odt", "表格", "table", "表1 第1行第2列"),
    ("odt", "修订：删除", "deleted", "正文第3段（修订删除）"),
    ("odt", "属性：标题", "property", "属性·标题"),
    ("ods", "隐藏列", "hidden", "Sheet「底稿」!B1（隐藏列）"),
    ("ods", "隐藏行", "hidden", "Sheet「底稿」!A2（隐藏行）"),
    ("ods", "单元格批注", "comment", "Sheet「底稿」!A3（批注）"),
    ("ods", "打印页眉", "header", "页眉（PageStyle_底稿）"),
    ("ods", "隐藏工作表", "hidden", "Sheet「隐藏」!A1（隐藏工作表）"),
    ("odp", "标题", "title", "幻灯片1"),
    ("odp", "备注", "note", "幻灯片1 备注"),
    ("odp", "隐藏幻灯片", "hidden", "幻灯片2（隐藏幻灯片）"),
)
SAMPLES = Path(__file__).parent.parent / "files" / "odf"


def _sample(kind: str) -> Callable[[str], bytes]:
    return lambda _mark: (SAMPLES / f"libreoffice.{kind}").read_bytes()


OFFICE = tuple(
    Plant(kind, place, "LibreOffice", _sample(kind), part, label)
    for kind, place, part, label in BY_OFFICE
)
OFFICE_MARKS = {
    kind: {plant.place: plant.mark for plant in OFFICE if plant.format == kind}
    for kind in ("odt", "ods", "odp")
}


def _plants() -> list[Plant]:
    found = []
    for kind, place, build, part, label in BY_ODFPY:

        def make(mark: str, build: Maker = build) -> bytes:
            return saved(build(mark))

        found.append(Plant(kind, place, "odfpy", make, part, label))
    found.extend(
        Plant(kind, place, "手写 XML", build, part, label)
        for kind, place, build, part, label in BY_HAND
    )
    found.extend(OFFICE)
    return [plant._replace(label=plant.label.format(plant.mark)) for plant in found]


PLANTS = tuple(_plants())
