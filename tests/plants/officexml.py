"""Office documents in one XML file, by hand: Word 2003, Excel 2003, flat OPC."""

import base64
from collections.abc import Callable

from planting import Plant

W = "http://schemas.microsoft.com/office/word/2003/wordml"
OFFICE = "urn:schemas-microsoft-com:office:office"
SS = "urn:schemas-microsoft-com:office:spreadsheet"
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
W2006 = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = "<w:r><w:t>{}</w:t></w:r>"


def word(inside: str, before: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument'
        f' xmlns:w="{W}" xmlns:o="{OFFICE}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"{before}<w:body>{inside}</w:body></w:wordDocument>"
    ).encode()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def header(mark: str) -> bytes:
    margin = f'<w:hdr w:type="odd">{paragraph(RUN.format(mark))}</w:hdr>'
    return word(paragraph(RUN.format("公告")) + f"<w:sectPr>{margin}</w:sectPr>")


def comment(mark: str) -> bytes:
    inside = f"<aml:content>{paragraph(RUN.format(mark[:2]), RUN.format(mark[2:]))}</aml:content>"
    note = f'<aml:annotation w:type="Word.Comment" aml:author="张三">{inside}</aml:annotation>'
    return word(paragraph(RUN.format("公告"), f"<w:r>{note}</w:r>", RUN.format("附件")))


def footnote(mark: str) -> bytes:
    note = f"<w:r><w:footnote>{paragraph(RUN.format(mark))}</w:footnote></w:r>"
    return word(paragraph(RUN.format("公告"), note))


def hidden(mark: str) -> bytes:
    return word(paragraph(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{mark}</w:t></w:r>"))


def binary(mark: str) -> bytes:
    data = base64.b64encode(mark.encode()).decode()
    picture = f'<w:binData w:name="wordml://1.txt">{data}</w:binData>'
    return word(paragraph(f"<w:r><w:pict>{picture}</w:pict></w:r>"))


def title(mark: str) -> bytes:
    told = f"<o:DocumentProperties><o:Title>{mark}</o:Title></o:DocumentProperties>"
    return word("", told)


def excel(rows: str, more: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{SS}" xmlns:ss="{SS}"><Worksheet ss:Name="底稿"><Table>{rows}</Table>'
        f"{more}</Worksheet></Workbook>"
    ).encode()


def row(mark: str, attributes: str = "", cell: str = "", inside: str = "") -> str:
    data = f'<Data ss:Type="String">{mark}</Data>'
    return f"<Row {attributes}><Cell {cell}>{data}{inside}</Cell></Row>"


def noted(mark: str) -> str:
    inside = f'<Comment ss:Author="张三"><ss:Data>{mark}</ss:Data></Comment>'
    return row("公告", inside=inside)


HIDDEN_SHEET = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
COLUMN = '<Column ss:Index="2" ss:Hidden="1"/>'


def opc(mark: str) -> bytes:
    document = f'<w:document xmlns:w="{W2006}"><w:body>{paragraph(RUN.format(mark))}</w:body>'
    return (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package'
        f' xmlns:pkg="{PKG}"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}'
        "</w:document></pkg:xmlData></pkg:part></pkg:package>"
    ).encode()


def opc_file(mark: str) -> bytes:
    data = base64.b64encode(mark.encode()).decode()
    part = (
        f'<pkg:part pkg:name="/word/embeddings/a.txt"><pkg:binaryData>{data}</pkg:binaryData>'
        "</pkg:part></pkg:package>"
    )
    return opc("公告").decode().replace("</pkg:package>", part).encode()


PLACES: tuple[tuple[str, str, Callable[[str], bytes], str, str], ...] = (
    ("word2003", "正文", lambda m: word(paragraph(RUN.format(m))), "body", "正文第1段"),
    ("word2003", "隐藏文字", hidden, "hidden", "正文第1段（隐藏文字）"),
    ("word2003", "页眉", header, "header", "页眉"),
    ("word2003", "批注", comment, "comment", "批注1"),
    ("word2003", "脚注", footnote, "footnote", "脚注1"),
    ("word2003", "内嵌文件", binary, "body", "内嵌文件 1.txt › 正文"),
    ("word2003", "属性：标题", title, "property", "属性·标题"),
    ("excel2003", "单元格", lambda m: excel(row(m)), "table", "Sheet「底稿」!A1"),
    ("excel2003", "隐藏行", lambda m: excel(row(m, 'ss:Hidden="1"')), "hidden",
     "Sheet「底稿」!A1（隐藏行）"),
    ("excel2003", "隐藏列", lambda m: excel(COLUMN + row(m, cell='ss:Index="2"')), "hidden",
     "Sheet「底稿」!B1（隐藏列）"),
    ("excel2003", "隐藏工作表", lambda m: excel(row(m), HIDDEN_SHEET), "hidden",
     "Sheet「底稿」!A1（隐藏工作表）"),
    ("excel2003", "批注", lambda m: excel(noted(m)), "comment", "Sheet「底稿」!A1（批注）"),
    ("excel2003", "链接", lambda m: excel(row("公告", cell=f'ss:HRef="http://{m}"')), "link",
     "Sheet「底稿」!A1（链接）"),
    ("flat-opc", "正文", opc, "body", "正文第1段"),
    ("flat-opc", "嵌入文件", opc_file, "body", "嵌入文件 a.txt › 正文"),
)  # fmt: skip

PLANTS = tuple(
    Plant(kind, place, "手写 XML", build, part, label, "样本.xml")
    for kind, place, build, part, label in PLACES
)
