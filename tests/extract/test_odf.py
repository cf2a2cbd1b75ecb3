"""ODF: lines, tables, sheets and slides as a reader sees them; hidden text apart; damage said."""

import io
import time

import pytest
from PIL import Image
from plants.odf import P, content, flat, package
from plants.odf import body as text_body

from seclint.model import Document, Unreviewed

DEFINED = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="W" style:family="text"><style:text-properties'
    ' fo:color="#ffffff"/></style:style><style:style style:name="D" style:family="paragraph">'
    '<style:paragraph-properties fo:background-color="#333333"/></style:style>'
    '<style:style style:name="W2" style:family="text" style:parent-style-name="W"/>'
)
HIDDEN = '<text:span text:style-name="H">{}</text:span>'
CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="d"><text:deletion>{}</text:deletion>'
    '</text:changed-region><text:changed-region text:id="i"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)


def odt(inside: str) -> bytes:
    return package("", content_DOT_xml=content(text_body(inside), styles=DEFINED))


def ods(rows: str, before: str = "") -> bytes:
    sheet = f'<table:table table:name="底稿">{before}{rows}</table:table>'
    return package(f"<office:spreadsheet>{sheet}</office:spreadsheet>", "spreadsheet")


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(words: str = "", attributes: str = "") -> str:
    inside = P.format(words) if words else ""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


# --- texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (P.format("机<text:span>密</text:span>★<text:a>10</text:a>年"), "机密★10年\n"),
        (P.format('机<text:bookmark text:name="a"/>密'), "机密\n"),
        (P.format("一<text:tab/>二<text:line-break/>三"), "一 二\n三\n"),
        (P.format('一<text:s text:c="3"/>二'), "一   二\n"),
        (P.format("机<!-- x -->密").replace("<!-- x -->", "<text:soft-page-break/>"), "机密\n"),
        (P.format('机<text:ruby><text:ruby-base>密</text:ruby-base></text:ruby>'), "机密\n"),
        (P.format("机<text:page-number>密</text:page-number>"), "机密\n"),
        (f"<text:list><text:list-item>{P.format('一')}</text:list-item><text:list-item>"
         f"<text:list><text:list-item>{P.format('二')}</text:list-item></text:list>"
         "</text:list-item></text:list>", "一\n二\n"),
        ('<text:h text:outline-level="1">标题</text:h>' + P.format("正文"), "标题\n正文\n"),
        (f"<text:section>{P.format('节')}</text:section>", "节\n"),
        (f"<text:table-of-content><text:index-body>{P.format('目')}</text:index-body>"
         "</text:table-of-content>", "目\n"),
    ],
    ids=["runs", "bookmark", "breaks", "blanks", "page break", "ruby", "field", "lists",
         "heading", "section", "index"],
)  # fmt: skip
def test_lines(kit, inside: str, text: str) -> None:
    assert kit.only("a.odt", odt(inside)).text == text


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (P.format("机" + HIDDEN.format("关") + "密"),
         [("机密", "body", "正文第1段"), ("关", "hidden", "正文第1段（隐藏文字）"),
          ("机关密", "hidden", "正文第1段（隐藏文字）（连同前后文字）")]),
        (P.format(HIDDEN.format("机密")), [("机密", "hidden", "正文第1段（隐藏文字）")]),
        (P.format('<text:span text:style-name="W2">机密</text:span>'),
         [("机密", "hidden", "正文第1段（白色文字）")]),
        ('<text:p text:style-name="D"><text:span text:style-name="W">公告</text:span></text:p>',
         [("公告", "body", "正文第1段")]),
        (CHANGES.format(P.format("密")) + P.format('机<text:change text:change-id="d"/>关'),
         [("机关", "body", "正文第1段"), ("机密关", "deleted", "正文第1段（修订删除）")]),
        (CHANGES.format("") + P.format('机<text:change-start text:change-id="d"/>密'
         '<text:change-end text:change-id="d"/>关'),
         [("机关", "body", "正文第1段"), ("机密关", "deleted", "正文第1段（修订删除）")]),
        (CHANGES.format("") + P.format('机<text:change-start text:change-id="i"/>密'
         '<text:change-end text:change-id="i"/>'),
         [("机", "body", "正文第1段"), ("密", "inserted", "正文第1段（修订插入）")]),
        (CHANGES.format(P.format("机密")), [("机密", "deleted", "修订（删除）")]),
    ],
    ids=["hidden in a word", "hidden", "white by its parent", "white on grey", "deleted",
         "deleted in place", "inserted", "deleted from nowhere"],
)  # fmt: skip
def test_what_is_not_seen(kit, inside: str, found: list[tuple[str, str, str]]) -> None:
    assert kit.pieces(kit.only("a.odt", odt(inside))) == found


def test_table_in_a_text(kit) -> None:
    inside = (
        '<table:table table:name="t"><table:table-columns><table:table-column'
        ' table:number-columns-repeated="3"/></table:table-columns><table:table-header-rows>'
        + row(cell("姓名"), cell("电话"))
        + "</table:table-header-rows>"
        + row(cell("合并", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>",
              cell("末"))
        + "</table:table>"
    )  # fmt: skip
    found = kit.only("a.odt", odt(P.format("前") + inside + P.format("后")))
    assert found.text == "前\n姓名\t电话\n合并\t\t末\n后\n"
    assert kit.pieces(found)[1:5] == [
        ("姓名", "table", "表1 第1行第1列"),
        ("电话", "table", "表1 第1行第2列"),
        ("合并", "table", "表1 第2行第1列"),
        ("末", "table", "表1 第2行第3列"),
    ]


def test_headers_know_their_own_styles(kit) -> None:
    """A style T1 of styles.xml hides the header; that of content.xml hides nothing."""
    hiding = DEFINED.replace('style:name="H"', 'style:name="T1"')
    shown = P.format('<text:span text:style-name="T1">{}</text:span>')
    styles = content("", "document-styles", hiding).replace(
        "<office:body></office:body>",
        '<office:master-styles><style:master-page style:name="Standard"><style:header>'
        f"{shown.format('机密')}</style:header></style:master-page></office:master-styles>",
    )
    data = package(text_body(shown.format("公告")), styles_DOT_xml=styles)
    assert kit.pieces(kit.only("a.odt", data)) == [
        ("公告", "body", "正文第1段"),
        ("机密", "hidden", "页眉（隐藏文字）"),
    ]


# --- sheets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (row(cell("一"), cell("二")), "一\t二"),
        (row(cell("一"), cell("", 'table:number-columns-repeated="2"'), cell("二")), "一\t\t\t二"),
        (row(cell("一"), cell("", 'table:number-columns-repeated="16383"')), "一"),
        (row(cell("一", 'table:number-columns-repeated="3"')), "一\t一\t一"),
        (row(cell("一"), attributes='table:number-rows-repeated="2"'), "一\n一"),
        (row(cell(), attributes='table:number-rows-repeated="1048576"') + row(cell("一")), "一"),
        (row(cell("1.1E+17", 'office:value="1.10101199003070011E17"')), "110101199003070011"),
        (row(cell("110101199003070011", 'office:value="110101199003070011"')),
         "110101199003070011"),
        (row(cell("12,345,678", 'office:value="12345678"')), "12,345,678"),
        (row(cell("", 'office:value="13800138000"')), "13800138000"),
        (row(cell("￥1百万", 'office:value="13800138000"')),
         "￥1百万\n13800138000"),
        (row(cell("一\t二\n三")), "一 二 三"),
        (f"<table:table-row-group>{row(cell('一'))}</table:table-row-group>", "一"),
    ],
    ids=["row", "gap", "empty end", "repeated", "repeated row", "far row", "exponent", "number",
         "grouped digits", "value only", "value behind a format", "white space", "group"],
)  # fmt: skip
def test_sheet(kit, rows: str, text: str) -> None:
    assert kit.only("a.ods", ods(rows)).text == f"{text}\n底稿\n"


def test_hidden_cells_stand_below_the_sheet(kit) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    said = (("姓名", "证号", "电话"), ("张三", "110", "139"))
    rows = "".join(row(*map(cell, each)) for each in said)
    found = kit.only("a.ods", ods(rows, columns))
    assert found.text == "姓名\t\t电话\n张三\t\t139\n\n证号\n110\n底稿\n"
    assert ("110", "hidden", "Sheet「底稿」!B2（隐藏列）") in kit.pieces(found)


def test_far_cells_cost_nothing(kit) -> None:
    far = row(
        cell("", 'table:number-columns-repeated="99999999"'),
        cell("机密", 'table:number-columns-repeated="99999999"'),
        attributes='table:number-rows-repeated="99999999"',
    )
    start = time.process_time()
    found = kit.only("a.ods", ods(far * 50))
    assert "机密" in found.text
    assert len(found.text) < 1_000_000
    assert time.process_time() - start < 3


# --- slides -------------------------------------------------------------------------------------


def test_slide_with_table_and_group(kit) -> None:
    table = f"<draw:frame><table:table>{row(cell('姓名'), cell('张三'))}</table:table></draw:frame>"
    group = f"<draw:g><draw:rect>{P.format('组')}</draw:rect></draw:g>"
    page = f"<draw:page>{table}{group}</draw:page>"
    data = package(f"<office:presentation>{page}</office:presentation>", "presentation")
    assert kit.pieces(kit.only("a.odp", data)) == [
        ("姓名", "table", "幻灯片1 表1 第1行第1列"),
        ("张三", "table", "幻灯片1 表1 第1行第2列"),
        ("组", "body", "幻灯片1"),
    ]


# --- files --------------------------------------------------------------------------------------


def test_object_in_a_folder_is_a_document(kit) -> None:
    inner = content(f"<office:text>{P.format('机密')}</office:text>")
    shown = P.format('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    data = package(text_body(shown), **{"Object 1__content_DOT_xml": inner})
    documents = kit.read("a.odt", data)
    assert [piece for document in documents for piece in kit.pieces(document)] == [
        ("Object 1", "filename", "嵌入对象 Object 1（正文第1段） › 文件名"),
        ("机密", "body", "嵌入对象 Object 1（正文第1段） › 正文第1段"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package("", content_DOT_xml="<office:document-content"), "damaged"),
        (package("", META_DOT_xml="<"), "damaged"),
        (package(text_body(P.format("&x;"))), "damaged"),
        (package(text_body(P.format('<draw:frame><draw:image xlink:href="Pictures/x.png"/>'
         "</draw:frame>"))), "damaged"),
        (package(text_body("<text:section>" * 200 + P.format("深") + "</text:section>" * 200)),
         "too-deep"),
        (package(text_body("<text:section>" * 400 + "</text:section>" * 400)), "damaged"),
        (flat(P.format("公告"))[:-20], "damaged"),
    ],
    ids=["no XML", "other part", "entity", "no picture", "deep", "too deep for XML", "flat, cut"],
)  # fmt: skip
def test_never_clean(kit, data: bytes, code: str) -> None:
    failures = [found for found in kit.read("a.odt", data) if isinstance(found, Unreviewed)]
    assert code in [failure.code for failure in failures]


def test_deep_text_is_swept(kit) -> None:
    deep = "<text:section>" * 200 + P.format("机密") + "</text:section>" * 200
    document = kit.read("a.odt", package(text_body(deep)))[0]
    assert ("机密", "embedded", "其他部件 content.xml") in kit.pieces(document)


@pytest.mark.parametrize("path", ["content.xml", "encrypted-package"])
def test_encrypted(kit, path: str) -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{space}"><m:file-entry m:full-path="{path}"><m:encryption-data/>'
        "</m:file-entry></m:manifest>"
    )
    data = package("", content_DOT_xml="x", **{"META-INF__manifest_DOT_xml": manifest})
    (failure,) = kit.read("a.odt", data)
    assert failure.code == "encrypted"


def test_package_without_a_mimetype(kit) -> None:
    data = package(text_body(P.format("机密")), mimetype="")
    assert kit.pieces(kit.only("a.bin", data)) == [("机密", "body", "正文第1段")]


PIXEL = io.BytesIO()
Image.new("L", (9, 9)).save(PIXEL, "PNG")


@pytest.mark.parametrize(
    ("part", "data", "told"),
    [
        ("Thumbnails__thumbnail_DOT_png", PIXEL.getvalue(), 0),
        ("Thumbnails__thumbnail_DOT_png", PIXEL.getvalue() + "机密".encode(), 1),
        ("Thumbnails__thumbnail_DOT_png", "机密".encode(), 1),
        ("layout-cache", b"\4\0\0\0", 0),
        ("layout-cache", "机密".encode(), 1),
    ],
    ids=["a picture", "more than a picture", "no picture", "a cache", "no cache"],
)
def test_no_part_is_dull_by_its_name_alone(kit, part: str, data: bytes, told: int) -> None:
    found = kit.read("a.odt", package("<text:p>x</text:p>", **{part: data}))
    texts = "".join(item.text for item in found if isinstance(item, Document))
    assert ("机密" in texts) is bool(told)
