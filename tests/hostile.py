"""Files made to hurt their reader, by name; `scripts/make_hostile.py` writes them down to look at.

Each is small, and made here by hand: what is said of it is what becomes of it.
"""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

MARK = "机密★20年"
"""Stands in the depth of those that can be read all the same."""


class Hostile(NamedTuple):
    """A file; it must be said to be unreviewed, or its mark must be read."""

    name: str
    make: Callable[[], bytes]


def package(main: str, kind: str, content: bytes, **parts: bytes) -> bytes:
    """A zip that passes for a document of an office program, its main part this content."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        f'PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}'
        '.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/officeDocument" Target="{main}"/></Relationships>'
    )
    named = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    return zipped(
        {"[Content_Types].xml": types.encode(), "_rels/.rels": links.encode(), main: content}
        | named
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def docx(body: bytes) -> bytes:
    return package("word/document.xml", "wordprocessingml.document", body)


def xlsx(sheet: bytes) -> bytes:
    space = "http://schemas.openxmlformats.org"
    workbook = (
        f'<workbook xmlns="{space}/spreadsheetml/2006/main" '
        f'xmlns:r="{space}/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    links = (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    )
    return package(
        "xl/workbook.xml",
        "spreadsheetml.sheet",
        workbook.encode(),
        xl___rels__workbook_DOT_xml_DOT_rels=links.encode(),
        xl__worksheets__sheet1_DOT_xml=sheet,
    )


def pptx(slides: bytes) -> bytes:
    return package("ppt/presentation.xml", "presentationml.presentation", slides)


def odt(content: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content})


def ofd(content: bytes) -> bytes:
    return zipped({"OFD.xml": content})


def epub(content: bytes) -> bytes:
    return zipped({"mimetype": b"application/epub+zip", "content.opf": content})


# --- XML -------------------------------------------------------------------------------------


def laughs() -> bytes:
    """A billion laughs: ten times ten times ten …"""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "{MARK}">{entities}]><x>&e9;</x>'.encode()


def quadratic() -> bytes:
    """One long entity, many times."""
    return f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]><x>{MARK}{"&e;" * 100_000}</x>'.encode()


def outside(target: str = "file:///etc/passwd") -> bytes:
    """An entity that is a file of the reader's own machine."""
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]><x>{MARK}&e;</x>'.encode()


def deep(opening: str = "<a>", closing: str = "</a>", depth: int = 100_000) -> bytes:
    return (opening * depth + MARK + closing * depth).encode()


# --- packages --------------------------------------------------------------------------------


def far_cell() -> bytes:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    near, far = cell.format("A1", "a"), cell.format("XFD1048576", MARK)
    return xlsx(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{near}</row><row r="1048576">{far}</row></sheetData></worksheet>'.encode()
    )


def flat_zip(size: int = 256 << 20) -> bytes:
    """One entry of `size` zeros; the compressed stream is made by repeating a block of it."""
    return one_entry(*_zeros(size), size)


def _zeros(size: int) -> tuple[bytes, int]:
    """A raw deflate stream of `size` zeros, and their CRC; made piece by piece."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block, crc, pieces = bytes(1 << 20), 0, []
    for _ in range(size >> 20):
        pieces.append(squeeze.compress(block))
        crc = zlib.crc32(block, crc)
    pieces.append(squeeze.flush())
    return b"".join(pieces), crc


def one_entry(stream: bytes, crc: int, declared: int, name: bytes = b"a.txt") -> bytes:
    """A zip of one deflated entry that says it is `declared` bytes."""
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(stream), declared, len(name), 0)
    local = b"PK\x03\x04" + common + name + stream
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central += name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def nested_zip(depth: int = 40) -> bytes:
    data = zipped({"a.txt": MARK.encode()})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def wide_zip() -> bytes:
    """Ten in ten in ten …: few bytes, a hundred thousand files."""
    data = zipped({f"{n}.txt": b"a" for n in range(10)})
    for _ in range(5):
        data = zipped({f"{n}.zip": data for n in range(10)})
    return data


def overlapping_zip(entries: int = 2000) -> bytes:
    """Many entries of the directory that are one and the same stream."""
    stream, crc = _zeros(8 << 20)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(stream), 8 << 20, 5, 0)
    local = b"PK\x03\x04" + common + b"a.txt" + stream
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central = b"".join(entry + f"{n:05}".encode() for n in range(entries))
    end = struct.pack("<HHHHIIH", 0, 0, entries, entries, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def lying_zip() -> bytes:
    """A stream of a hundred megabytes that says it is ten bytes."""
    return one_entry(*_zeros(100 << 20), 10)


def traversal_zip() -> bytes:
    return zipped({"../../../外面.txt": MARK.encode(), "C:\\a.txt": b"a", "/b.txt": b"b"})


def traversal_tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("../外面.txt", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            member.size = 0 if kind == tarfile.SYMTYPE else len(MARK.encode())
            archive.addfile(member, io.BytesIO(MARK.encode()))
    return stream.getvalue()


# --- one stream ------------------------------------------------------------------------------


def gz() -> bytes:
    return gzip.compress(bytes(1 << 20)) * (1 << 10)


def xz() -> bytes:
    return lzma.compress(bytes(1 << 20)) * (1 << 10)


def bz() -> bytes:
    return bz2.compress(bytes(1 << 20)) * (1 << 10)


def gz_in_gz(depth: int = 60) -> bytes:
    data = MARK.encode()
    for _ in range(depth):
        data = gzip.compress(data)
    return data


# --- PDF, pictures, OLE ----------------------------------------------------------------------


def pdf(*objects: bytes) -> bytes:
    """Objects 1, 2, 3 …, of which the first is the catalog, with their table."""
    pieces, offsets, length = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, start=1):
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets.append(length)
        pieces.append(piece)
        length += len(piece)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    pieces.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table))
    pieces.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, length))
    return b"".join(pieces)


def pdf_page(stream: bytes) -> bytes:
    """A PDF of one page with this content stream (an object)."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        stream,
    )


def flate_bomb() -> bytes:
    """Deflated twice: 256 megabytes of spaces in a few kilobytes."""
    squeeze = zlib.compressobj(9)
    pieces = [squeeze.compress(b" " * (1 << 20)) for _ in range(1 << 8)]
    data = zlib.compress(b"".join((*pieces, squeeze.flush())), 9)
    head = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(data)
    return pdf_page(head + data + b"\nendstream")


def page_loop() -> bytes:
    """A page tree that is its own child."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"
    )


def million_pages() -> bytes:
    """A hundred times a hundred times a hundred times the same page."""
    kids = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for level, count in ((3, 10**6), (4, 10**4), (5, 10**2)):
        kid = b"%d 0 R " % level * 100
        kids.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kid))
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Parent 4 0 R>>"
    return pdf(*kids, page)


def png(width: int = 80_000, height: int = 80_000) -> bytes:
    """A picture that says it is so large; of its rows the first hundred are there."""
    row = bytes(1 + (width + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(row * 100, 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def ole(stream: str, fat: list[int], start: int) -> bytes:
    """A compound file of one stream whose sectors follow each other as `fat` says."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    entries = (
        _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0),
        _entry(stream, 2, 0xFFFFFFFF, start, 1 << 20),
    )
    directory = b"".join(entries) + bytes(256)
    return header + table + directory + bytes(512) * 8


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    none = 0xFFFFFFFF
    return (
        head + struct.pack("<III", none, none, child) + bytes(36) + struct.pack("<IQ", start, size)
    )


def fat_loop(stream: str) -> bytes:
    """Its one stream goes round in a circle of two sectors."""
    return ole(stream, [0xFFFFFFFD, 0xFFFFFFFE, 3, 2], 2)


def directory_loop(stream: str) -> bytes:
    """Its directory goes round in a circle."""
    return ole(stream, [0xFFFFFFFD, 1, 0xFFFFFFFE], 2)


# --- the set ---------------------------------------------------------------------------------

_XML: dict[str, Callable[[bytes], bytes]] = {
    "docx": docx,
    "xlsx": xlsx,
    "pptx": pptx,
    "odt": odt,
    "ofd": ofd,
    "epub": epub,
    "svg": bytes,
    "xml": bytes,
}
_DEEP = {
    "深层.html": lambda: b"<html><body>" + deep("<div>", "</div>"),
    "深层.json": lambda: deep("[", "]").replace(MARK.encode(), json.dumps(MARK).encode()),
    "深层.rtf": lambda: b"{\\rtf1\\ansicpg936 " + deep("{", "}").decode().encode("gb18030") + b"}",
    "深层.xml": deep,
    "深层.docx": lambda: docx(deep()),
    "深层.odt": lambda: odt(deep()),
    "深层.svg": lambda: b"<svg>" + deep("<g>", "</g>") + b"</svg>",
    "深层.yaml": lambda: deep("- ", ""),
}
_OTHERS: dict[str, Callable[[], bytes]] = {
    "远格.xlsx": far_cell,
    "平炸弹.zip": flat_zip,
    "套娃.zip": nested_zip,
    "十叉.zip": wide_zip,
    "重叠.zip": overlapping_zip,
    "谎称.zip": lying_zip,
    "谎称.docx": lambda: lying_zip().replace(b"a.txt", b"OFD.x"),
    "越界.zip": traversal_zip,
    "越界.tar": traversal_tar,
    "炸弹.gz": gz,
    "炸弹.xz": xz,
    "炸弹.bz2": bz,
    "套娃.gz": gz_in_gz,
    "炸弹.pdf": flate_bomb,
    "页环.pdf": page_loop,
    "百万页.pdf": million_pages,
    "巨图.png": png,
}
HOSTILE: tuple[Hostile, ...] = (
    *(
        Hostile(f"{said}.{name}", lambda wrap=wrap, make=make: wrap(make()))
        for name, wrap in _XML.items()
        for said, make in (("笑弹", laughs), ("平方", quadratic), ("外部实体", outside))
    ),
    *(Hostile(name, make) for name, make in _DEEP.items()),
    *(Hostile(name, make) for name, make in _OTHERS.items()),
    *(
        Hostile(f"{said}.{name}", lambda make=make, stream=stream: make(stream))
        for name, stream in (
            ("doc", "WordDocument"),
            ("xls", "Workbook"),
            ("ppt", "PowerPoint Document"),
            ("msg", "__properties_version1.0"),
        )
        for said, make in (("链环", fat_loop), ("目录环", directory_loop))
    ),
)
