"""EPUB books by hand: every place of the zip, inside the spine and outside of it."""

import io
import zipfile
from collections.abc import Callable

from planting import Plant

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PAGE = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def book(
    page: str = "<p>公告</p>", metadata: str = "", items: str = "", **parts: str | bytes
) -> bytes:
    """A book of one page; names of parts with "__" for "/" and "_DOT_" for "."."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' unique-identifier="id"><metadata>{metadata}</metadata><manifest>'
        f'<item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    named = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/a b.xhtml": PAGE.format(page),
    } | {name.replace("__", "/").replace("_DOT_", "."): made for name, made in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in named.items():
            archive.writestr(name, made)
    return stream.getvalue()


def contents(mark: str) -> bytes:
    return book(
        OEBPS__toc_DOT_ncx="<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint>"
        f"<navLabel><text>{mark}</text></navLabel></navPoint></navMap></ncx>"
    )


def unlisted(mark: str) -> bytes:
    return book(OEBPS__old_DOT_xhtml=PAGE.format(mark))


def listed(mark: str) -> bytes:
    item = '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    return book(items=item, OEBPS__b_DOT_xhtml=PAGE.format(mark))


BOOKS: tuple[tuple[str, Callable[[str], bytes], str, str], ...] = (
    ("正文", lambda m: book(f"<p>{m}</p>"), "body", "第1篇 a b.xhtml › 正文（源码第1行）"),
    ("网页中隐藏的文字", lambda m: book(f"<p hidden=''>{m}</p>"), "hidden",
     "第1篇 a b.xhtml › 隐藏文字（源码第1行）"),
    ("书名", lambda m: book(metadata=f"<dc:title>{m}</dc:title>"), "property", "属性·标题"),
    ("作者", lambda m: book(metadata=f"<dc:creator>{m}</dc:creator>"), "property", "属性·作者"),
    ("元数据", lambda m: book(metadata=f'<meta name="x" content="{m}"/>'), "property",
     "属性·元数据"),
    ("目录（ncx）", contents, "property", "目录"),
    ("清单内、书脊外的页面", listed, "body", "页面 b.xhtml › 正文（源码第1行）"),
    ("清单外的页面", unlisted, "body", "未列入目录的页面 old.xhtml › 正文（源码第1行）"),
    ("其他文件", lambda m: book(x_DOT_txt=m), "body", "未列入目录的文件 x.txt › 正文"),
    ("样式表", lambda m: book(OEBPS__s_DOT_css=f"/* {m} */"), "body",
     "未列入目录的文件 s.css › 正文"),
    ("其他 XML 部件", lambda m: book(META_DOT_xml=f"<a>{m}</a>"), "embedded",
     "其他部件 META.xml"),
    ("XML 注释", lambda m: book(items=f"<!--{m}-->"), "comment", "XML 注释"),
)  # fmt: skip

PLANTS = tuple(
    Plant("epub", place, "手写 XML", build, part, label) for place, build, part, label in BOOKS
)
