"""OFD files by hand, in the two styles that are met: with the prefix ofd:, and without any."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from planting import Plant

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


class Ofd(NamedTuple):
    """What goes into a file: pieces of XML with the prefix ofd:, and other parts."""

    page: str = ""
    info: str = ""
    body: str = ""
    common: str = ""
    document: str = ""
    parts: Mapping[str, str | bytes] = MappingProxyType({})
    area: str = "0 0 210 297"
    template: str = ""


def text(
    words: str, x: float = 20, y: float = 20, *, attributes: str = "", inside: str = ""
) -> str:
    """A TextObject of size 5 whose characters stand 5 mm apart."""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 180 10" Font="3" Size="5" {attributes}>{inside}'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(words)} 5">{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def ofd(made: Ofd, *, bare: bool = False) -> bytes:
    """A file of one page."""
    document = f"""<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>
        <ofd:PageArea><ofd:PhysicalBox>{made.area}</ofd:PhysicalBox></ofd:PageArea>
        <ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{made.common}</ofd:CommonData>
        <ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>
        {made.document}</ofd:Document>"""
    page = f"""<ofd:Page {SPACE}>{made.template}<ofd:Content><ofd:Layer ID="2">{made.page}
        </ofd:Layer></ofd:Content></ofd:Page>"""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"""<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>
            <ofd:DocID>0123</ofd:DocID>{made.info}</ofd:DocInfo>
            <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{made.body}</ofd:DocBody></ofd:OFD>""",
        "Doc_0/Document.xml": document,
        "Doc_0/PublicRes.xml": f"<ofd:Res {SPACE} BaseLoc='Res'/>",
        "Doc_0/Pages/Page_0/Content.xml": page,
        **made.parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, _written(content, bare=bare))
    return stream.getvalue()


def _written(content: str | bytes, *, bare: bool) -> bytes:
    if isinstance(content, bytes):
        return content
    if bare:  # and with the byte order mark that some writers put before the declaration
        plain = content.replace("<ofd:", "<").replace("</ofd:", "</").replace(SPACE, "")
        return f"\ufeff{HEAD}\n{plain}".encode()
    return f"{HEAD}{content}".encode()


def res(content: str) -> str:
    return f"<ofd:Res {SPACE} BaseLoc='Res'>{content}</ofd:Res>"


WHITE = '<ofd:FillColor Value="255 255 255"/>'
BLACK_BOX = (
    '<ofd:PathObject ID="8" Boundary="10 10 190 20" Fill="true" Stroke="false">'
    '<ofd:FillColor Value="0 0 0"/>'
    "<ofd:AbbreviatedData>M 0 0 L 190 0 L 190 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
)


def one_each(words: str) -> str:
    """Every character in a TextObject of its own, the last one first."""
    return "".join(text(word, 20 + 5 * at) for at, word in reversed(list(enumerate(words))))


def one_code(words: str) -> str:
    """Every character in a TextCode of its own."""
    codes = "".join(
        f'<ofd:TextCode X="{5 * at}" Y="5">{word}</ofd:TextCode>' for at, word in enumerate(words)
    )
    return (
        f'<ofd:TextObject ID="9" Boundary="20 20 180 10" Font="3" Size="5">{codes}</ofd:TextObject>'
    )


def down(words: str) -> str:
    return (
        f'<ofd:TextObject ID="9" Boundary="20 20 10 200" Font="3" Size="5"><ofd:TextCode X="0"'
        f' Y="5" DeltaY="g {len(words)} 6">{words}</ofd:TextCode></ofd:TextObject>'
    )


def turned(words: str) -> str:
    return text(words, 60, 60, attributes='CTM="0.866 -0.5 0.5 0.866 0 0"')


def template(words: str) -> Ofd:
    part = f"""<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="5">{text(words)}</ofd:Layer>
        </ofd:Content></ofd:Page>"""
    return Ofd(
        common='<ofd:TemplatePage ID="4" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        template='<ofd:Template TemplateID="4" ZOrder="Background"/>',
        parts={"Doc_0/Tpls/Tpl_0/Content.xml": part},
    )


def stray_page(words: str) -> Ofd:
    part = f"""<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="5">{one_each(words)}</ofd:Layer>
        </ofd:Content></ofd:Page>"""
    return Ofd(parts={"Doc_0/Pages/Page_7/Content.xml": part})


def composite(words: str) -> Ofd:
    unit = f"""<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="100" Height="20">
        <ofd:Content>{text(words, 0, 0)}</ofd:Content></ofd:CompositeGraphicUnit>
        </ofd:CompositeGraphicUnits>"""
    return Ofd(
        page='<ofd:CompositeObject ID="6" ResourceID="7" Boundary="20 20 100 20"/>',
        parts={"Doc_0/PublicRes.xml": res(unit)},
    )


def annotated(note: str) -> Ofd:
    listed = f"""<ofd:Annotations {SPACE}><ofd:Page PageID="1">
        <ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"""
    return Ofd(
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        parts={
            "Doc_0/Annots/Annotations.xml": listed,
            "Doc_0/Annots/Page_0/Annotation.xml": f"<ofd:PageAnnot {SPACE}>{note}</ofd:PageAnnot>",
        },
    )


def note(inside: str) -> str:
    return f'<ofd:Annot ID="5" Type="Stamp" Creator="OFD">{inside}</ofd:Annot>'


def appearance(words: str) -> str:
    return note(f'<ofd:Appearance Boundary="50 50 150 20">{one_each(words)}</ofd:Appearance>')


def attached(content: bytes, name: str, more: str = "") -> Ofd:
    listed = f"""<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="{name}" {more}>
        <ofd:FileLoc>a1.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"""
    return Ofd(
        document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        parts={"Doc_0/Attachs/Attachments.xml": listed, "Doc_0/Attachs/a1.txt": content},
    )


def version(words: str) -> Ofd:
    earlier = f"""<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297
        </ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>
        <ofd:Page ID="1" BaseLoc="/Doc_0/Old/Content.xml"/></ofd:Pages></ofd:Document>"""
    page = f"""<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="5">{text(words)}</ofd:Layer>
        </ofd:Content></ofd:Page>"""
    described = f"""<ofd:DocVersion {SPACE} ID="1" Version="1"><ofd:FileList/>
        <ofd:DocRoot>/Doc_0/Old/Document.xml</ofd:DocRoot></ofd:DocVersion>"""
    return Ofd(
        body='<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Old/Version.xml"/>'
        "</ofd:Versions>",
        parts={
            "Doc_0/Old/Version.xml": described,
            "Doc_0/Old/Document.xml": earlier,
            "Doc_0/Old/Content.xml": page,
        },
    )


def der(tag: int, content: bytes) -> bytes:
    """A DER value (X.690 8.1)."""
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def signed(value: bytes, seal: bytes = b"") -> Ofd:
    listed = f"""<ofd:Signatures {SPACE}><ofd:MaxSignId>1</ofd:MaxSignId>
        <ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>"""
    sealed = "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>" if seal else ""
    described = f"""<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Provider ProviderName="x"/>{sealed}
        <ofd:References><ofd:Reference FileRef="/OFD.xml"><ofd:CheckValue>QUJD</ofd:CheckValue>
        </ofd:Reference></ofd:References></ofd:SignedInfo>
        <ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"""
    parts: dict[str, str | bytes] = {
        "Doc_0/Signs/Signatures.xml": listed,
        "Doc_0/Signs/Sign_0/Signature.xml": described,
        "Doc_0/Signs/Sign_0/SignedValue.dat": value,
    }
    if seal:
        parts["Doc_0/Signs/Sign_0/Seal.esl"] = seal
    return Ofd(body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>", parts=parts)


def seal_of(words: str, encoding: str) -> bytes:
    name = der(0x0C, words.encode(encoding))
    return der(0x30, der(0x30, der(0x16, b"ES") + der(0x02, b"\4")) + der(0x30, name))


def tagged(words: str) -> Ofd:
    listed = f"""<ofd:CustomTags {SPACE}><ofd:CustomTag><ofd:FileLoc>Tag.xml</ofd:FileLoc>
        </ofd:CustomTag></ofd:CustomTags>"""
    return Ofd(
        document="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>",
        parts={
            "Doc_0/Tags/CustomTags.xml": listed,
            "Doc_0/Tags/Tag.xml": f"<公文><标题>{words}</标题></公文>",
        },
    )


def extended(words: str) -> Ofd:
    listed = f"""<ofd:Extensions {SPACE}><ofd:Extension AppName="x" RefId="1">
        <ofd:Property Name="状态">{words}</ofd:Property></ofd:Extension></ofd:Extensions>"""
    return Ofd(
        document="<ofd:Extensions>Extensions.xml</ofd:Extensions>",
        parts={"Doc_0/Extensions.xml": listed},
    )


def picture(words: str) -> Ofd:
    media = """<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">
        <ofd:MediaFile>a.txt</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>"""
    return Ofd(
        page='<ofd:ImageObject ID="6" ResourceID="7" CTM="50 0 0 50 0 0" Boundary="20 20 50 50"/>',
        parts={"Doc_0/PublicRes.xml": res(media), "Doc_0/Res/a.txt": words.encode()},
    )


def unused(words: str) -> Ofd:
    return picture(words)._replace(page="")


PAGE: tuple[tuple[str, Callable[[str], str], str, str], ...] = (
    ("正文", text, "body", "第1页"),
    ("正文（一字一个图元，次序颠倒）", one_each, "body", "第1页"),
    ("正文（一字一个 TextCode）", one_code, "body", "第1页"),
    ("竖排文字", down, "body", "第1页"),
    ("斜置文字（水印）", turned, "body", "第1页"),
    ("不可见图元", partial(text, attributes='Visible="false"'), "hidden", "第1页（不可见对象）"),
    ("白色文字", partial(text, inside=WHITE), "hidden", "第1页（白色文字）"),
    ("透明文字", partial(text, attributes='Alpha="0"'), "hidden", "第1页（透明文字）"),
    ("不填充也不勾边的文字", partial(text, attributes='Fill="false"'), "hidden",
     "第1页（不绘制的文字）"),
    ("极小字", partial(text, attributes='CTM="0.05 0 0 0.05 0 0"'), "hidden", "第1页（极小字）"),
    ("页面之外的文字", partial(text, x=300), "hidden", "第1页（页面之外）"),
    ("被图形遮盖的文字", lambda words: text(words) + BLACK_BOX, "hidden", "第1页（被遮盖）"),
    ("与底色相同的文字", lambda words: BLACK_BOX + text(words), "hidden",
     "第1页（与底色相同的文字）"),
    ("图元名称", lambda words: text("公告", attributes=f'Name="{words}"'), "embedded",
     "第1页（其他内容）"),
    ("XML 注释", lambda words: f"<!--{words}-->", "comment", "XML 注释"),
    ("链接", lambda words: text("公告", inside='<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI'
     f' URI="http://{words}"/></ofd:Action></ofd:Actions>'), "link", "第1页链接"),
)  # fmt: skip

WHOLE: tuple[tuple[str, Callable[[str], Ofd], str, str], ...] = (
    ("模板页", template, "body", "第1页"),
    ("复合图元", composite, "body", "第1页"),
    ("未引用的页面", stray_page, "embedded", "未引用的页面 Doc_0/Pages/Page_7/Content.xml"),
    ("批注的说明", lambda w: annotated(note(f"<ofd:Remark>{w}</ofd:Remark>")), "comment",
     "第1页批注1"),
    ("批注的参数", lambda w: annotated(note(f'<ofd:Parameters><ofd:Parameter Name="x">{w}'
     "</ofd:Parameter></ofd:Parameters>")), "comment", "第1页批注1"),
    ("批注的外观", lambda w: annotated(appearance(w)), "comment", "第1页批注1"),
    ("附件", lambda w: attached(w.encode(), "附件"), "body", "附件 附件.txt › 正文"),
    ("不显示的附件", lambda w: attached(w.encode(), "x", 'Visible="false"'), "body",
     "附件 x.txt › 正文"),
    ("附件名", lambda w: attached(b"x", w), "filename", "附件 {}.txt › 文件名"),
    ("标题", lambda w: Ofd(info=f"<ofd:Title>{w}</ofd:Title>"), "property", "属性·标题"),
    ("作者", lambda w: Ofd(info=f"<ofd:Author>{w}</ofd:Author>"), "property", "属性·作者"),
    ("关键词", lambda w: Ofd(info=f"<ofd:Keywords><ofd:Keyword>{w}</ofd:Keyword></ofd:Keywords>"),
     "property", "属性·关键词"),
    ("自定义数据", lambda w: Ofd(info=f'<ofd:CustomDatas><ofd:CustomData Name="密级">{w}'
     "</ofd:CustomData></ofd:CustomDatas>"), "property", "自定义属性1"),
    ("早先版本", version, "deleted", "早先版本第1页"),
    ("大纲", lambda w: Ofd(document=f'<ofd:Outlines><ofd:OutlineElem Title="{w}"/></ofd:Outlines>'),
     "property", "大纲"),
    ("书签", lambda w: Ofd(document=f'<ofd:Bookmarks><ofd:Bookmark Name="{w}"/></ofd:Bookmarks>'),
     "property", "书签"),
    ("自定义标引", tagged, "markup", "自定义标引"),
    ("扩展信息", extended, "property", "扩展信息"),
    ("签名值中的名称", lambda w: signed(seal_of(w, "utf-8")), "property",
     "签章1（印章与签名人）"),
    ("印章中的名称（GBK）", lambda w: signed(seal_of("x", "utf-8"), seal_of(w, "gb18030")),
     "property", "签章1（印章与签名人）"),
    ("页面上的图片文件", picture, "body", "第1页图片1 › 正文"),
    ("未显示的资源", unused, "body", "未显示的资源 a.txt › 正文"),
    ("其他 XML 部件", lambda w: Ofd(parts={"Doc_0/x.xml": f"<a b='{w}'/>"}), "embedded",
     "其他部件 Doc_0/x.xml"),
    ("其他文件", lambda w: Ofd(parts={"Doc_0/x.bin": w.encode()}), "body", "其他文件 x.bin › 正文"),
    ("包内文件名", lambda w: Ofd(parts={f"Doc_0/{w}.xml": "<a/>"}), "filename", "包内文件名"),
)  # fmt: skip


def _plants() -> list[Plant]:
    found = []
    places = [
        (place, lambda words, draw=draw: Ofd(page=draw(words)), part, label)
        for place, draw, part, label in PAGE
    ]
    for place, build, part, label in (*places, *WHOLE):
        for producer, bare in (("手写 XML（带 ofd: 前缀）", False), ("手写 XML（不带前缀）", True)):

            def make(mark: str, build: Callable[[str], Ofd] = build, bare: bool = bare) -> bytes:
                return ofd(build(mark), bare=bare)

            plant = Plant("ofd", place, producer, make, part, label)
            found.append(plant._replace(label=label.format(plant.mark)))
    return found


PLANTS = tuple(_plants())
