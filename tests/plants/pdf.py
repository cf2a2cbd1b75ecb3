"""Hiding places of a PDF: pages by reportlab, everything else put in by pikepdf or by hand."""

import io
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from planting import Plant
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from seclint.model import Part

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
Draw = Callable[[Canvas, str], None]
Edit = Callable[[pikepdf.Pdf, str], None]


def drawn(*pages: Draw) -> Callable[[str], bytes]:
    """A file of these pages, by reportlab."""

    def make(mark: str) -> bytes:
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(400, 600), invariant=True)
        for draw in pages:
            canvas.setFont("STSong-Light", 14)
            draw(canvas, mark)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()

    return make


def plain(canvas: Canvas, mark: str) -> None:
    canvas.drawString(72, 400, "关于调整办公时间的公告")


def edited(edit: Edit, *pages: Draw) -> Callable[[str], bytes]:
    """The same, changed by pikepdf."""

    def make(mark: str) -> bytes:
        with pikepdf.open(io.BytesIO(drawn(*(pages or (plain,)))(mark))) as pdf:
            edit(pdf, mark)
            stream = io.BytesIO()
            pdf.save(stream, deterministic_id=True)
        return stream.getvalue()

    return make


def page(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def shown(mark: str) -> bytes:
    """An operand that shows the mark in reportlab's font (UniGB-UCS2-H)."""
    return b"<" + mark.encode("utf-16-be").hex().encode() + b"> Tj"


def font(pdf: pikepdf.Pdf) -> str:
    """The resource name of the Chinese font on the first page."""
    fonts = pdf.pages[0].Resources.Font
    return next(key for key in fonts if fonts[key].Subtype == Name.Type0)


def content(pdf: pikepdf.Pdf, mark: str, before: str = "") -> bytes:
    return f"{before} BT {font(pdf)} 14 Tf 72 300 Td ".encode() + shown(mark) + b" ET"


def add(pdf: pikepdf.Pdf, extra: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(extra))


def form(pdf: pikepdf.Pdf, mark: str) -> Any:
    """A form XObject that shows the mark."""
    made = pdf.make_stream(content(pdf, mark))
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 600])
    made.Resources = Dictionary(Font=pdf.pages[0].Resources.Font)
    return made


# --- pages -----------------------------------------------------------------------------------


def body(canvas: Canvas, mark: str) -> None:
    canvas.drawString(72, 400, f"前{mark}后")


def letters(canvas: Canvas, mark: str) -> None:
    for index, letter in enumerate(mark):
        canvas.drawString(30 + 28 * index, 500, letter)


def in_pieces(canvas: Canvas, mark: str) -> None:
    left = 72.0
    for piece in (mark[:2], mark[2:5], mark[5:]):
        canvas.drawString(left, 400, piece)
        left += pdfmetrics.stringWidth(piece, "STSong-Light", 14)


def downwards(canvas: Canvas, mark: str) -> None:
    for index, letter in enumerate(mark):
        canvas.drawString(300, 550 - 20 * index, letter)


def turned(angle: int) -> Draw:
    def draw(canvas: Canvas, mark: str) -> None:
        plain(canvas, mark)
        canvas.translate(120, 120)
        canvas.rotate(angle)
        canvas.drawString(0, 0, mark)

    return draw


def sheet(canvas: Canvas, mark: str) -> None:
    for row, cells in enumerate(
        (("姓名", "电话", "备注"), ("张三", "无", mark), ("李四", "无", "无"))
    ):
        for column, text in enumerate(cells):
            canvas.drawString(40 + 110 * column, 500 - 24 * row, text)


def headed(canvas: Canvas, mark: str) -> None:
    canvas.drawString(72, 575, mark)
    canvas.drawString(72, 400, f"第{canvas.getPageNumber()}部分")


def footed(canvas: Canvas, mark: str) -> None:
    canvas.drawString(72, 400, f"第{canvas.getPageNumber()}部分")
    canvas.drawString(72, 20, f"{mark} — {canvas.getPageNumber()} —")


def white(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 300, mark)


def blue_on_blue(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.setFillColorRGB(0.1, 0.3, 0.6)
    canvas.rect(50, 280, 300, 60, stroke=0, fill=1)
    canvas.drawString(72, 300, mark)


def blackened(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.drawString(72, 300, mark)
    canvas.rect(50, 280, 300, 60, stroke=0, fill=1)


def under_a_picture(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.drawString(72, 300, mark)
    canvas.drawImage(
        ImageReader(Image.effect_mandelbrot((64, 32), (-3, -2, 2, 2), 50)), 50, 280, 300, 60
    )


def outside(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.drawString(72, 700, mark)


def unseen(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    text = canvas.beginText(72, 300)
    text.setTextRenderMode(3)
    text.textOut(mark)
    canvas.drawText(text)


def tiny(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.setFont("STSong-Light", 1)
    canvas.drawString(72, 300, mark)


def clear(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    canvas.setFillAlpha(0)
    canvas.drawString(72, 300, mark)


def clipped(canvas: Canvas, mark: str) -> None:
    plain(canvas, mark)
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 300, mark)


def cropped(pdf: pikepdf.Pdf, mark: str) -> None:
    add(pdf, content(pdf, mark))
    page(pdf).CropBox = Array([0, 350, 400, 600])


def no_width(pdf: pikepdf.Pdf, mark: str) -> None:
    add(pdf, content(pdf, mark, "0 Tz") + b" 100 Tz")


def layer(pdf: pikepdf.Pdf, name: str) -> Any:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    return group


def on_a_layer_that_is_off(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.pages[0].Resources.Properties = Dictionary(L0=layer(pdf, "底稿"))
    add(pdf, b"/OC /L0 BDC " + content(pdf, mark) + b" EMC")


def form_on_a_layer_that_is_off(pdf: pikepdf.Pdf, mark: str) -> None:
    made = form(pdf, mark)
    group = layer(pdf, "底稿")
    made.OC = Dictionary(Type=Name.OCMD, OCGs=group)
    pdf.pages[0].Resources.XObject = Dictionary(X0=made)
    add(pdf, b"/X0 Do")


def painted_form(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X0=form(pdf, mark))
    add(pdf, b"/X0 Do")


def spoken(pdf: pikepdf.Pdf, mark: str) -> None:
    told = b"<feff" + mark.encode("utf-16-be").hex().encode() + b">"
    add(pdf, b"/Span <</ActualText " + told + b">> BDC " + content(pdf, "另文") + b" EMC")


def spoken_over(pdf: pikepdf.Pdf, mark: str) -> None:
    add(pdf, b"/Span <</ActualText (public)>> BDC " + content(pdf, mark) + b" EMC")


def marked(key: bytes) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        told = b"<feff" + mark.encode("utf-16-be").hex().encode() + b">"
        add(pdf, b"/Span <<" + key + b" " + told + b">> BDC 0 0 m EMC")

    return edit


# --- content that no page paints ---------------------------------------------------------------


def unpainted(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X0=form(pdf, mark))


def orphan(mark: str) -> bytes:
    """A content stream that no page names any more; objects by hand, appended to the body."""

    def edit(pdf: pikepdf.Pdf, told: str) -> None:
        pdf.Root.Orphan = pdf.make_stream(content(pdf, told))

    return re.sub(rb"/Orphan \d+ 0 R", lambda m: b" " * len(m[0]), edited(edit)(mark))


def pattern(pdf: pikepdf.Pdf, mark: str) -> None:
    made = pdf.make_stream(content(pdf, mark))
    made.Type, made.PatternType, made.PaintType, made.TilingType = Name.Pattern, 1, 1, 1
    made.BBox, made.XStep, made.YStep = Array([0, 0, 400, 600]), 400, 600
    made.Resources = Dictionary(Font=pdf.pages[0].Resources.Font)
    pdf.pages[0].Resources.Pattern = Dictionary(P0=made)
    add(pdf, b"/Pattern cs /P0 scn 10 10 50 50 re f")


def soft_mask(pdf: pikepdf.Pdf, mark: str) -> None:
    group = form(pdf, mark)
    state = pdf.make_indirect(
        Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group))
    )
    pdf.pages[0].Resources.ExtGState = Dictionary(G0=state)
    add(pdf, b"q /G0 gs 10 10 50 50 re f Q")


def type3(pdf: pikepdf.Pdf, mark: str) -> None:
    glyph = pdf.make_stream(b"1000 0 d0 " + content(pdf, mark))
    made = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 400, 600]), FirstChar=97,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), LastChar=97, Widths=Array([1000]),
        Encoding=Dictionary(Differences=Array([97, Name.a])), CharProcs=Dictionary(a=glyph),
        Resources=Dictionary(Font=pdf.pages[0].Resources.Font),
    )  # fmt: skip
    pdf.pages[0].Resources.Font.T3 = pdf.make_indirect(made)


# --- annotations -----------------------------------------------------------------------------


def annotation(subtype: str = "/Text", **keys: Any) -> Edit:
    """An annotation with the mark where a value is `...`."""

    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        told = {key: String(mark) if value is ... else value for key, value in keys.items()}
        made = Dictionary(
            Type=Name.Annot, Subtype=Name(subtype), Rect=Array([10, 10, 50, 50]), **told
        )
        page(pdf).Annots = pdf.make_indirect(Array([pdf.make_indirect(made)]))

    return edit


def rich(pdf: pikepdf.Pdf, mark: str) -> None:
    told = f"<body xmlns='http://www.w3.org/1999/xhtml'><p>{mark[:3]}<b>{mark[3:]}</b></p></body>"
    annotation(RC=String(told))(pdf, mark)


def appearance(subtype: str) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        put = field if subtype == "/Widget" else partial(annotation, subtype)
        put(AP=Dictionary(N=form(pdf, mark)))(pdf, mark)

    return edit


def field(**keys: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        annotation("/Widget", **({"FT": Name.Tx, "T": String("a")} | keys))(pdf, mark)
        pdf.Root.AcroForm = Dictionary(Fields=Array([page(pdf).Annots[0]]))

    return edit


def options(pdf: pikepdf.Pdf, mark: str) -> None:
    field(FT=Name.Ch, Opt=Array([Array([String("1"), String(mark)])]))(pdf, mark)


def caption(pdf: pikepdf.Pdf, mark: str) -> None:
    field(FT=Name.Btn, MK=Dictionary(CA=String(mark)))(pdf, mark)


def parent_field(pdf: pikepdf.Pdf, mark: str) -> None:
    field()(pdf, mark)
    above = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("b"), V=String(mark)))
    above.Kids = Array([page(pdf).Annots[0]])
    page(pdf).Annots[0].Parent = above


def xfa(packet: str) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        template = (
            "<template><field><caption><value><text>{}</text></value></caption></field></template>"
        )
        data = "<xfa:datasets xmlns:xfa='x'><xfa:data><名>{}</名></xfa:data></xfa:datasets>"
        told = {"template": template, "datasets": data}[packet].format(mark)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(), XFA=Array([String(packet), pdf.make_stream(told.encode())])
        )

    return edit


def signature(key: str) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        told = {"Contents": b"\x30\x10", "ByteRange": Array([0, 1, 2, 3])}
        if key == "Contents":
            name = mark.encode()
            told["Contents"] = b"\x30\x82\x01\x00\x0c" + bytes([len(name)]) + name + b"\x30\x00"
        else:
            told[key] = String(mark)
        value = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), **told))
        field(FT=Name.Sig, V=value)(pdf, mark)

    return edit


# --- files inside ----------------------------------------------------------------------------


def attached(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.attachments["附件.txt"] = pikepdf.AttachedFileSpec(pdf, mark.encode(), filename="附件.txt")


def attachment_name(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, b"x", filename=f"{mark}.txt")


def attachment_note(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="a.txt", description=mark)


def file_specification(pdf: pikepdf.Pdf, mark: str) -> Any:
    stream = pdf.make_stream(mark.encode())
    stream.Type = Name.EmbeddedFile
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, UF=String("内.txt"), EF=Dictionary(F=stream))
    )


def pinned(pdf: pikepdf.Pdf, mark: str) -> None:
    annotation("/FileAttachment", FS=file_specification(pdf, mark))(pdf, mark)


def associated(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.Root.AF = Array([file_specification(pdf, mark)])


def portfolio(pdf: pikepdf.Pdf, mark: str) -> None:
    told = Dictionary(a=Dictionary(Subtype=Name.S, N=String(mark)))
    pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=told)


# --- properties and structure ------------------------------------------------------------------


def info(key: str) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        pdf.docinfo[key] = mark

    return edit


def gbk_info(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.docinfo.Subject = String(b"".join([mark.encode("gb18030")]))


def xmp(pdf: pikepdf.Pdf, mark: str) -> None:
    told = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>'
        f'<rdf:Alt><rdf:li xml:lang="x-default">{mark}</rdf:li></rdf:Alt></dc:description>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    stream = pdf.make_stream(told.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


def script(pdf: pikepdf.Pdf, mark: str) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{mark}")'))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def script_stream(pdf: pikepdf.Pdf, mark: str) -> None:
    told = pdf.make_stream(f'app.alert("{mark}")'.encode("utf-16"))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=told)


def link(**action: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        told = {key: String(mark) if value is ... else value for key, value in action.items()}
        annotation("/Link", A=pdf.make_indirect(Dictionary(**told)))(pdf, mark)

    return edit


def layer_name(pdf: pikepdf.Pdf, mark: str) -> None:
    layer(pdf, mark)


def page_labels(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(mark))]))


def bookmark(pdf: pikepdf.Pdf, mark: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(mark, 0))


def structure(key: str) -> Edit:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        told = {key: String(mark)}
        root.K = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Figure, P=root, Pg=page(pdf), K=0, **told)
        )
        pdf.Root.StructTreeRoot = root

    return edit


def destination(pdf: pikepdf.Pdf, mark: str) -> None:
    told = Array([String(mark), Array([page(pdf), Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=told)))


def thread(pdf: pikepdf.Pdf, mark: str) -> None:
    told = pdf.make_indirect(Dictionary(I=Dictionary(Title=String(mark))))
    pdf.Root.Threads = Array([told])


def piece(pdf: pikepdf.Pdf, mark: str) -> None:
    page(pdf).PieceInfo = Dictionary(App=Dictionary(Private=Dictionary(Note=String(mark))))


def piece_stream(pdf: pikepdf.Pdf, mark: str) -> None:
    told = pdf.make_stream(f"note: {mark}".encode())
    page(pdf).PieceInfo = Dictionary(App=Dictionary(Private=Dictionary(Data=told)))


def unknown_key(pdf: pikepdf.Pdf, mark: str) -> None:
    pdf.Root.Secret = pdf.make_indirect(Dictionary(A=Array([Dictionary(B=String(mark))])))


def unknown_name(pdf: pikepdf.Pdf, mark: str) -> None:
    page(pdf).Tag = Name("/" + mark)


# --- the file around the objects -----------------------------------------------------------------

BASE = drawn(plain)("")
NUMBERED = re.compile(r"对象 \d+")


def before(mark: str) -> bytes:
    return f"{mark}\n".encode() + BASE


def after(mark: str) -> bytes:
    return BASE + f"{mark}\n".encode()


def between(mark: str) -> bytes:
    told = f"\n% {mark}\n".encode()
    at = BASE.index(b"xref\n")
    return BASE[:at] + told + BASE[at:].replace(str(at).encode(), str(at + len(told)).encode())


def increment(old: bytes, new: bytes, number: int) -> bytes:
    """`old` with object `number` replaced in an incremental update, written by hand."""
    at = len(old)
    start = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    told = b"%d 0 obj\n" % number + new + b"\nendobj\n"
    size = re.findall(rb"/Size (\d+)", old)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", old)[-1]
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer\n<</Size " + size + b"/Root " + root + b"/Prev %d>>\n" % start
    return old + told + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(told))


def replaced(edit: Edit, *pages: Draw, key: str = "Contents") -> Callable[[str], bytes]:
    """A file with the mark in an earlier revision: one object was replaced by an empty one."""

    def make(mark: str) -> bytes:
        old = edited(edit, *pages)(mark)
        with pikepdf.open(io.BytesIO(old)) as pdf:
            number = pdf.pages[0].obj[f"/{key}"].objgen[0]
        empty = b"<</Length 0>>stream\n\nendstream" if key == "Contents" else b"[]"
        return increment(old, empty, number)

    return make


def nothing(pdf: pikepdf.Pdf, mark: str) -> None:
    pass


def twice(mark: str) -> bytes:
    old = replaced(nothing, body)(mark)
    with pikepdf.open(io.BytesIO(old)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    return increment(old, b"<</Length 1>>stream\n \nendstream", number)


def _plants() -> list[tuple[str, str, Callable[[str], bytes], Part, str]]:
    lab, pike, hand = "reportlab", "pikepdf", "手写"
    return [
        ("正文", lab, drawn(body), "body", "第1页"),
        ("第二页", lab, drawn(plain, body), "body", "第2页"),
        ("一字一段、宽字距", lab, drawn(letters), "body", "第1页"),
        ("一行分为几段", lab, drawn(in_pieces), "body", "第1页"),
        ("竖排", lab, drawn(downwards), "body", "第1页"),
        ("旋转 90 度的文字", lab, drawn(turned(90)), "body", "第1页"),
        ("倾斜的水印", lab, drawn(turned(45)), "body", "第1页"),
        ("表格", lab, drawn(sheet), "body", "第1页"),
        ("页眉", lab, drawn(headed, headed), "header", "第1页页眉"),
        ("页脚", lab, drawn(footed, footed), "footer", "第1页页脚"),
        ("表单 XObject 中的文字", pike, edited(painted_form), "body", "第1页"),
        ("白色文字", lab, drawn(white), "hidden", "第1页（白色文字）"),
        ("与背景同色的文字", lab, drawn(blue_on_blue), "hidden", "第1页（与背景同色）"),
        ("黑块下的文字", lab, drawn(blackened), "hidden", "第1页（被图形覆盖）"),
        ("图片下的文字", lab, drawn(under_a_picture), "hidden", "第1页（被图形覆盖）"),
        ("页面之外的文字", lab, drawn(outside), "hidden", "第1页（页面之外）"),
        ("裁切框之外的文字", pike, edited(cropped), "hidden", "第1页（页面之外）"),
        ("不可见文字（渲染模式 3）", lab, drawn(unseen), "hidden", "第1页（不可见文字）"),
        ("全透明文字", lab, drawn(clear), "hidden", "第1页（不可见文字）"),
        ("极小字", lab, drawn(tiny), "hidden", "第1页（极小字）"),
        ("宽度为零的文字", pike, edited(no_width), "hidden", "第1页（极小字）"),
        ("被裁剪的文字", lab, drawn(clipped), "hidden", "第1页（被裁剪）"),
        ("关闭的图层", pike, edited(on_a_layer_that_is_off), "hidden", "第1页（关闭的图层）"),
        ("关闭的图层中的表单", pike, edited(form_on_a_layer_that_is_off), "hidden",
         "第1页（关闭的图层）"),
        ("ActualText（内容中）", pike, edited(spoken), "alt", "第1页（替代文字）"),
        ("ActualText 替换了的文字", pike, edited(spoken_over), "body", "第1页"),
        ("标记内容的 Alt", pike, edited(marked(b"/Alt")), "alt", "第1页（替代文字）"),
        ("标记内容的其他属性", pike, edited(marked(b"/X")), "markup", "第1页（标记内容）"),
        ("未显示的表单 XObject", pike, edited(unpainted), "hidden", "未显示的内容"),
        ("不属于任何页面的内容流", pike, orphan, "hidden", "不属于任何页面的内容"),
        ("填充图案", pike, edited(pattern), "body", "填充图案"),
        ("软蒙版", pike, edited(soft_mask), "body", "蒙版"),
        ("Type 3 字形", pike, edited(type3), "body", "Type 3 字形"),
        ("批注", pike, edited(annotation(Contents=...)), "comment", "第1页批注"),
        ("批注（有作者）", pike, edited(annotation(Contents=..., T=String("张三"))), "comment",
         "第1页批注（张三）"),
        ("批注的富文本", pike, edited(rich), "comment", "第1页批注"),
        ("批注主题", pike, edited(annotation(Subj=...)), "comment", "第1页批注主题"),
        ("批注作者", pike, edited(annotation(T=...)), "property", "第1页批注的作者"),
        ("隐藏的批注", pike, edited(annotation(Contents=..., F=2)), "hidden", "第1页隐藏批注"),
        ("自由文本批注", pike, edited(annotation("/FreeText", Contents=...)), "comment",
         "第1页批注"),
        ("图章外观", pike, edited(appearance("/Stamp")), "comment", "第1页批注外观"),
        ("表单域的值", pike, edited(field(V=...)), "textbox", "第1页表单域"),
        ("上级表单域的值", pike, edited(parent_field), "textbox", "第1页表单域"),
        ("表单域默认值", pike, edited(field(DV=...)), "textbox", "第1页表单域默认值"),
        ("表单域提示", pike, edited(field(TU=...)), "alt", "第1页表单域提示"),
        ("表单域名称", pike, edited(field(T=...)), "markup", "第1页表单域名称"),
        ("表单域选项", pike, edited(options), "markup", "第1页表单域选项"),
        ("表单域外观", pike, edited(appearance("/Widget")), "textbox", "第1页表单域外观"),
        ("按钮文字", pike, edited(caption), "textbox", "第1页按钮文字"),
        ("XFA 模板", pike, edited(xfa("template")), "textbox", "XFA 表单（template）"),
        ("XFA 数据", pike, edited(xfa("datasets")), "textbox", "XFA 表单（datasets）"),
        ("签名理由", pike, edited(signature("Reason")), "property", "第1页签名·理由"),
        ("签名地点", pike, edited(signature("Location")), "property", "第1页签名·地点"),
        ("签名人", pike, edited(signature("Name")), "property", "第1页签名·姓名"),
        ("签名联系方式", pike, edited(signature("ContactInfo")), "property", "第1页签名·联系方式"),
        ("签名证书", pike, edited(signature("Contents")), "property", "第1页签名证书"),
        ("附件", pike, edited(attached), "body", "附件 附件.txt › 正文"),
        ("附件名", pike, edited(attachment_name), "filename", "附件名"),
        ("附件说明", pike, edited(attachment_note), "property", "附件说明"),
        ("附件批注", pike, edited(pinned), "body", "第1页附件 内.txt › 正文"),
        ("关联文件（AF）", pike, edited(associated), "body", "附件 内.txt › 正文"),
        ("文件包字段", pike, edited(portfolio), "property", "文件包（portfolio）字段"),
        ("属性·标题", pike, edited(info("/Title")), "property", "属性·标题"),
        ("属性·作者", pike, edited(info("/Author")), "property", "属性·作者"),
        ("属性·主题", pike, edited(info("/Subject")), "property", "属性·主题"),
        ("属性·关键词", pike, edited(info("/Keywords")), "property", "属性·关键词"),
        ("自定义属性", pike, edited(info("/Dept")), "property", "自定义属性"),
        ("GBK 编码的属性", pike, edited(gbk_info), "property", "属性·主题"),
        ("XMP 元数据", pike, edited(xmp), "property", "属性（XMP）·说明"),
        ("文档脚本", pike, edited(script), "markup", "脚本"),
        ("打开文档时的脚本（流）", pike, edited(script_stream), "markup", "脚本"),
        ("链接", pike, edited(link(S=Name.URI, URI=...)), "link", "第1页链接"),
        ("启动外部程序的链接", pike, edited(link(S=Name.Launch, F=...)), "link", "第1页链接"),
        ("图层名称", pike, edited(layer_name), "markup", "图层名称"),
        ("页码前缀", pike, edited(page_labels), "markup", "页码前缀"),
        ("书签", pike, edited(bookmark), "title", "书签"),
        ("结构的 Alt", pike, edited(structure("Alt")), "alt", "第1页（替代文字）"),
        ("结构的 ActualText", pike, edited(structure("ActualText")), "alt", "第1页（替代文字）"),
        ("结构的 E（缩写全称）", pike, edited(structure("E")), "alt", "第1页（缩写全称）"),
        ("结构标题", pike, edited(structure("T")), "title", "第1页（结构标题）"),
        ("命名目标", pike, edited(destination), "markup", "命名目标"),
        ("文章线索", pike, edited(thread), "property", "文章线索·标题"),
        ("PieceInfo", pike, edited(piece), "embedded", "第1页应用程序数据（PieceInfo）"),
        ("PieceInfo 数据流", pike, edited(piece_stream), "embedded", "其他数据流"),
        ("其他对象中的字符串", pike, edited(unknown_key), "embedded", "其他数据"),
        ("其他对象中的名称", pike, edited(unknown_name), "embedded", "第1页其他数据"),
        ("%PDF 之前", hand, before, "embedded", "文件头之前的数据"),
        ("%%EOF 之后", hand, after, "embedded", "文件末尾之后的数据"),
        ("对象之间的注释", hand, between, "embedded", "对象之间的数据"),
        ("早先版本的正文", hand, replaced(nothing, body), "deleted", "第1页（早先版本1）"),
        ("早先版本的正文（两次更改）", hand, twice, "deleted", "第1页（早先版本1）"),
        ("早先版本的批注", hand, replaced(annotation(Contents=...), key="Annots"), "comment",
         "批注"),
        ("早先版本的白色文字", hand, replaced(nothing, white), "deleted", "第1页（早先版本1）"),
    ]  # fmt: skip


PLANTS = tuple(
    Plant("pdf", place, producer, make, part, label)
    for place, producer, make, part, label in _plants()
)
