"""Hiding places of pictures: metadata by Pillow and by hand, letters by a font."""

import io
import struct

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from planting import Plant

DULL = Image.new("RGB", (8, 8), "white")
"""Too small for a text: nothing of it needs to be read."""


def saved(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    DULL.save(stream, kind, **options)
    return stream.getvalue()


def exif(tag: int, value: object, directory: int = 0) -> bytes:
    told = Image.Exif()
    (told.get_ifd(directory) if directory else told)[tag] = value
    return saved("jpeg", exif=told)


def itxt(mark: str, key: str = "Comment") -> bytes:
    info = PngInfo()
    info.add_itxt(key, mark, zip=True)
    return saved("png", pnginfo=info)


def xmp(mark: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f"{mark}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def iptc(mark: str) -> bytes:
    data = mark.encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(data)) + data
    block = (
        b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    )
    body = b"Photoshop 3.0\0" + block
    jpeg = saved("jpeg")
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def tiff(mark: str) -> bytes:
    told = Image.Exif()
    told[0x010D] = mark.encode("gb18030")
    return saved("tiff", exif=told)


def comment(mark: str) -> bytes:
    data, jpeg = mark.encode("gb18030"), saved("jpeg")
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def behind(kind: str, mark: str) -> bytes:
    return saved(kind) + mark.encode()


def thumbnail(mark: str) -> bytes:
    small = comment(mark)
    head = b"II*\0\x08\0\0\0" + b"\0\0" + b"\x0e\0\0\0"
    ifd = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small), 0)
    body = b"Exif\0\0" + head + ifd + small
    jpeg = saved("jpeg")
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


PLANTS = (
    Plant(
        "jpg", "EXIF 说明", "Pillow", lambda m: exif(0x010E, m.encode()), "property", "属性·说明"
    ),
    Plant(
        "jpg",
        "EXIF 作者（Windows 属性）",
        "Pillow",
        lambda m: exif(0x9C9D, m.encode("utf-16-le") + b"\0\0"),
        "property",
        "属性·作者",
    ),
    Plant(
        "jpg",
        "EXIF 备注（UNICODE）",
        "Pillow",
        lambda m: exif(0x9286, b"UNICODE\0" + m.encode("utf-16-le"), ExifTags.IFD.Exif),
        "property",
        "属性·备注",
    ),
    Plant("jpg", "XMP", "Pillow", lambda m: saved("jpeg", xmp=xmp(m)), "property", "属性·XMP"),
    Plant("jpg", "IPTC", "手工", iptc, "property", "属性·IPTC"),
    Plant("jpg", "注释（GBK）", "手工", comment, "property", "属性·注释"),
    Plant("jpg", "EXIF 缩略图", "手工", thumbnail, "property", "EXIF 缩略图 › 属性·注释"),
    Plant(
        "jpg",
        "图片末尾之后的文字",
        "手工",
        lambda m: behind("jpeg", m),
        "body",
        "图片之后的数据 › 正文",
    ),
    Plant(
        "png",
        "图片末尾之后的文字",
        "手工",
        lambda m: behind("png", m),
        "body",
        "图片之后的数据 › 正文",
    ),
    Plant("png", "iTXt", "Pillow", itxt, "property", "属性·注释"),
    Plant(
        "png",
        "XMP",
        "Pillow",
        lambda m: itxt(xmp(m).decode(), "XML:com.adobe.xmp"),
        "property",
        "属性·XMP",
    ),
    Plant("tiff", "文档名", "Pillow", tiff, "property", "属性·文档名"),
    Plant(
        "gif", "注释", "Pillow", lambda m: saved("gif", comment=m.encode()), "property", "属性·注释"
    ),
    Plant("webp", "XMP", "Pillow", lambda m: saved("webp", xmp=xmp(m)), "property", "属性·XMP"),
)
