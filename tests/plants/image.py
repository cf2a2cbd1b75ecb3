"""Hiding places of pictures: made by Pillow where it writes them, else byte by byte."""

import io
import struct
import zlib
from pathlib import Path

import docx
from PIL import ExifTags, Image, PngImagePlugin
from planting import Plant

FOLDER = Path(__file__).parent.parent / "files" / "image"


def saved(kind: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """A picture as a file; without one, one too small for any text."""
    stream = io.BytesIO()
    (picture or Image.new("RGB", (11, 11), "white")).save(stream, kind, **options)
    return stream.getvalue()


# --- words beside the picture ------------------------------------------------------------------


def exif(*tags: tuple[int, int, object], unicode: bool = False) -> bytes:
    """EXIF with these (IFD, tag, value), as Pillow writes it."""
    found = Image.Exif()
    for group, number, value in tags:
        (found.get_ifd(group) if group else found)[number] = value
    return found.tobytes()


def commented(comment: bytes) -> bytes:
    return saved("JPEG", exif=exif((EXIF_IFD, 0x9286, comment)))


def tiff(number: int, kind: int, data: bytes) -> bytes:
    """EXIF by hand: one tag, whose value stands behind it."""
    count = len(data) // (2 if kind == 3 else 1)
    entry = struct.pack(">HHII", number, kind, count, 26)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4) + data


def segment(code: int, body: bytes, inside: bytes | None = None) -> bytes:
    """A JPEG with this segment before all others."""
    head = b"\xff\xd8\xff" + bytes((code,)) + struct.pack(">H", len(body) + 2) + body
    return head + (inside or saved("JPEG"))[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    """A PNG with this chunk after its header."""
    told = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    png = saved("PNG")
    return png[:33] + told + png[33:]


def png_text(mark: str, **options: bool) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", mark, zip=options.get("zip", False))
    return saved("PNG", pnginfo=info)


def packet(mark: str) -> bytes:
    """An XMP packet with a description in two languages."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:description><rdf:Alt><rdf:li>{mark}</rdf:li></rdf:Alt></dc:description>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def long_packet(mark: str) -> bytes:
    """A JPEG whose XMP goes on in a segment of its own."""
    body = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + bytes(8) + packet(mark)
    return segment(0xE1, body)


def iptc(mark: str) -> bytes:
    data = mark.encode()
    dataset = b"\x1c\x02\x78" + struct.pack(">H", len(data)) + data
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(dataset)) + dataset
    return segment(0xED, b"Photoshop 3.0\0" + resource + bytes(len(resource) % 2))


def layer(mark: str) -> bytes:
    """A resource of Photoshop that holds a caption as UTF-16."""
    data = struct.pack(">I", len(mark) + 8) + f"图层说明文字{mark}".encode("utf-16-be")
    return segment(
        0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x1a\0\0" + struct.pack(">I", len(data)) + data
    )


def thumbnail(mark: str) -> bytes:
    """EXIF by hand whose second IFD is a small picture with a comment."""
    small = segment(0xFE, mark.encode())
    tags = struct.pack(">HHII", 0x201, 4, 1, 44) + struct.pack(">HHII", 0x202, 4, 1, len(small))
    body = b"MM\0*" + struct.pack(">IHI", 8, 0, 14) + struct.pack(">H", 2) + tags + bytes(4)
    return segment(0xE1, b"Exif\0\0" + body + small)


def gif(extension: bytes) -> bytes:
    """A GIF with an extension before its picture."""
    data = saved("GIF", Image.new("P", (11, 11)))
    at = 13 + (3 << (data[10] & 7) + 1)
    return data[:at] + extension + data[at:]


def plain_text(mark: str) -> bytes:
    data = mark.encode("gb18030")
    head = b"\x21\x01\x0c" + struct.pack("<4HBBBB", 0, 0, 11, 11, 8, 8, 1, 0)
    return gif(head + bytes((len(data),)) + data + b"\0")


def gif_packet(mark: str) -> bytes:
    trailer = bytes((1, *range(255, -1, -1), 0))
    return gif(b"\x21\xff\x0bXMP DataXMP" + packet(mark) + trailer)


def pages(mark: str) -> bytes:
    """A TIFF whose second page has a name."""
    other = Image.new("L", (11, 11), 200)
    stream = io.BytesIO()
    Image.new("L", (11, 11), 100).save(
        stream, "TIFF", save_all=True, append_images=[other], tiffinfo={0x11D: mark.encode()}
    )
    return stream.getvalue()


def jp2(mark: str) -> bytes:
    box = b"xml " + packet(mark)
    return saved("JPEG2000") + struct.pack(">I", len(box) + 4) + box


def icon(mark: str) -> bytes:
    """An icon that is a PNG with a text."""
    inner = png_text(mark)
    entry = struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 32, len(inner), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + inner


def document(mark: str) -> bytes:
    stream = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(mark)
    made.save(stream)
    return stream.getvalue()


PNG, JPEG, GIF, TIFF, WEBP = "png", "jpg", "gif", "tiff", "webp"
EXIF_IFD, GPS_IFD = ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo
WORDS = (
    Plant(PNG, "文字块 tEXt", "手工", lambda m: chunk(b"tEXt", b"Author\0" + m.encode()),
          "property", "属性·作者"),
    Plant(PNG, "文字块 zTXt（压缩）", "手工",
          lambda m: chunk(b"zTXt", b"Comment\0\0" + zlib.compress(m.encode("gb18030"))),
          "property", "属性·注释"),
    Plant(PNG, "文字块 iTXt", "Pillow", png_text, "property", "属性·注释"),
    Plant(PNG, "文字块 iTXt（压缩）", "Pillow", lambda m: png_text(m, zip=True),
          "property", "属性·注释"),
    Plant(PNG, "iTXt 中的 XMP", "手工",
          lambda m: chunk(b"iTXt", b"XML:com.adobe.xmp" + bytes(5) + packet(m)),
          "property", "属性·XMP description"),
    Plant(PNG, "EXIF", "Pillow", lambda m: saved("PNG", exif=exif((0, 0x10E, m.encode()))),
          "property", "属性·图像说明"),
    Plant(PNG, "自定义数据块", "手工", lambda m: chunk(b"prVt", b"\0\1\2" + m.encode() + b"\0\3"),
          "property", "数据块 prVt"),
    Plant(PNG, "文件结尾之后的文字", "手工", lambda m: saved("PNG") + m.encode(),
          "body", "图片后附加的数据 › 正文"),
    Plant(PNG, "文件结尾之后的文字（夹杂二进制）", "手工",
          lambda m: saved("PNG") + bytes(9) + f"附加说明{m}".encode("gb18030") + bytes(9),
          "embedded", "图片后附加的数据"),
    Plant(PNG, "文件结尾之后的文件", "python-docx", lambda m: saved("PNG") + document(m),
          "body", "图片后附加的数据 › 正文第1段"),
    Plant(JPEG, "注释 COM", "Pillow", lambda m: saved("JPEG", comment=m.encode()),
          "property", "属性·注释"),
    Plant(JPEG, "EXIF 图像说明", "Pillow",
          lambda m: saved("JPEG", exif=exif((0, 0x10E, m.encode()))),
          "property", "属性·图像说明"),
    Plant(JPEG, "EXIF 作者（GBK）", "手工",
          lambda m: segment(0xE1, tiff(0x13B, 2, m.encode("gbk"))),
          "property", "属性·作者"),
    Plant(JPEG, "EXIF 版权", "Pillow", lambda m: saved("JPEG", exif=exif((0, 0x8298, m.encode()))),
          "property", "属性·版权"),
    Plant(JPEG, "EXIF 用户注释（Unicode）", "Pillow",
          lambda m: commented(b"UNICODE\0" + m.encode("utf-16-be")),
          "property", "属性·用户注释"),
    Plant(JPEG, "EXIF 用户注释（未注明编码）", "Pillow",
          lambda m: commented(bytes(8) + m.encode()),
          "property", "属性·用户注释"),
    Plant(JPEG, "EXIF 厂商注释", "Pillow",
          lambda m: saved("JPEG", exif=exif((EXIF_IFD, 0x927C, b"\1\2\0" + m.encode()))),
          "property", "属性·厂商注释"),
    Plant(JPEG, "EXIF 拍摄地区", "Pillow",
          lambda m: saved("JPEG", exif=exif((GPS_IFD, 0x1C, bytes(8) + m.encode()))),
          "property", "属性·拍摄地区"),
    *(
        Plant(JPEG, f"EXIF XP{name}", "Pillow",
              lambda m, tag=tag: saved("JPEG", exif=exif((0, tag, (m + "\0").encode("utf-16-le")))),
              "property", f"属性·{label}")
        for name, tag, label in (
            ("Title", 0x9C9B, "标题"), ("Comment", 0x9C9C, "备注"), ("Author", 0x9C9D, "作者"),
            ("Keywords", 0x9C9E, "关键词"), ("Subject", 0x9C9F, "主题"),
        )
    ),
    Plant(JPEG, "EXIF 缩略图", "手工", thumbnail, "property", "EXIF 缩略图 › 属性·注释"),
    Plant(JPEG, "XMP", "Pillow", lambda m: saved("JPEG", xmp=packet(m)),
          "property", "属性·XMP description"),
    Plant(JPEG, "XMP 续段", "手工", long_packet, "property", "属性·XMP description"),
    Plant(JPEG, "IPTC 说明", "手工", iptc, "property", "属性·说明"),
    Plant(JPEG, "Photoshop 资源", "手工", layer, "property", "Photoshop 资源 1050"),
    Plant(JPEG, "其他应用段", "手工", lambda m: segment(0xEA, b"xyz\0" + m.encode()),
          "property", "数据块 APP10"),
    Plant(GIF, "注释", "Pillow", lambda m: saved("GIF", comment=m.encode()),
          "property", "属性·注释"),
    Plant(GIF, "文字扩展", "手工", plain_text, "property", "属性·文字块"),
    Plant(GIF, "XMP", "手工", gif_packet, "property", "属性·XMP description"),
    Plant(GIF, "文件结尾之后的文字", "手工", lambda m: saved("GIF") + m.encode(),
          "body", "图片后附加的数据 › 正文"),
    Plant(TIFF, "图像说明", "Pillow", lambda m: saved("TIFF", description=m.encode()),
          "property", "属性·图像说明"),
    Plant(TIFF, "页名", "Pillow", pages, "property", "属性·页名"),
    Plant(TIFF, "无标签引用的字节", "手工",
          lambda m: saved("TIFF") + bytes(3) + m.encode() + bytes(3),
          "embedded", "图片后附加的数据"),
    Plant(WEBP, "EXIF", "Pillow", lambda m: saved("WEBP", exif=exif((0, 0x10E, m.encode()))),
          "property", "属性·图像说明"),
    Plant(WEBP, "XMP", "Pillow", lambda m: saved("WEBP", xmp=packet(m)),
          "property", "属性·XMP description"),
    Plant("avif", "XMP", "Pillow", lambda m: saved("AVIF", xmp=packet(m)),
          "property", "属性·XMP description"),
    Plant("jp2", "XML 盒", "手工", jp2, "property", "属性·XMP description"),
    Plant("bmp", "文件结尾之后的文字", "手工", lambda m: saved("BMP") + m.encode(),
          "body", "图片后附加的数据 › 正文"),
    Plant("ico", "图标内 PNG 的文字块", "手工", icon, "property", "属性·注释"),
)  # fmt: skip


# --- text in the picture -----------------------------------------------------------------------


def drawn(mark: str) -> Image.Image:
    """The mark in black on white, as scripts/make_marks.py drew it."""
    return Image.open(FOLDER / f"{mark}.png").convert("L")


def faint(mark: str) -> bytes:
    """Text that hardly differs from what it stands on, beside what can be seen."""
    picture = drawn(mark).point(lambda level: 252 if level < 128 else 255)
    picture.paste(0, (0, 0, 200, 3))
    return saved("PNG", picture)


def transparent(mark: str) -> bytes:
    """A picture of nothing, with text in the colours of its transparent pixels."""
    text = drawn(mark)
    return saved("PNG", Image.merge("RGBA", (text, text, text, Image.new("L", text.size, 0))))


def white_on_nothing(mark: str) -> bytes:
    text = drawn(mark)
    white = Image.new("L", text.size, 255)
    return saved("PNG", Image.merge("RGBA", (white, white, white, text.point(lambda v: 255 - v))))


def frames(mark: str) -> bytes:
    text = drawn(mark)
    return saved("GIF", Image.new("L", text.size, 255), save_all=True, append_images=[text])


def sheets(mark: str) -> bytes:
    text = drawn(mark)
    return saved("TIFF", Image.new("L", text.size, 255), save_all=True, append_images=[text])


SHOWN = (
    Plant(PNG, "图中文字", "Pillow", lambda m: saved("PNG", drawn(m)), "image", "图像识别"),
    Plant(PNG, "极淡的图中文字", "Pillow", faint, "image", "图像识别（极淡文字）"),
    Plant(PNG, "全透明处的文字", "Pillow", transparent, "image", "图像识别（透明处）"),
    Plant(PNG, "透明底上的白字", "Pillow", white_on_nothing, "image", "图像识别（深色背景）"),
    Plant(GIF, "后续帧的文字", "Pillow", frames, "image", "图像识别（第2帧）"),
    Plant(TIFF, "后续页的文字", "Pillow", sheets, "image", "图像识别（第2帧）"),
    Plant(JPEG, "倒置的图中文字", "Pillow",
          lambda m: saved("JPEG", drawn(m).rotate(180)), "image", "图像识别"),
)  # fmt: skip

PLANTS: tuple[Plant, ...] = (*WORDS, *SHOWN)
