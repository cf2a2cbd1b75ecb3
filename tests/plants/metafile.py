"""Hiding places of WMF, EMF and EMF+, written record by record ([MS-WMF], [MS-EMF])."""

import struct
from collections.abc import Callable

from planting import Plant

# --- WMF ---------------------------------------------------------------------------------------


def wmf(*records: tuple[int, bytes], behind: bytes = b"", placeable: bool = True) -> bytes:
    """A WMF of these (function, parameters)."""
    told = b""
    for function, body in (*records, (0, b"")):
        even = body + bytes(len(body) % 2)
        told += struct.pack("<IH", len(even) // 2 + 3, function) + even
    size = 18 + len(told)
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, size // 2, 0, size // 2, 0)
    placed = struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 100, 100, 96, 0, 0)
    return (placed if placeable else b"") + head + told + behind


def text_out(mark: str, y: int = 5, x: int = 5) -> tuple[int, bytes]:
    data = mark.encode("gbk")
    return 0x0521, struct.pack("<H", len(data)) + data + bytes(len(data) % 2) + struct.pack(
        "<hh", y, x
    )


def ext_text_out(mark: str, *, clipped: bool = False) -> tuple[int, bytes]:
    data = mark.encode("gbk")
    box = struct.pack("<4h", 0, 0, 9, 9) if clipped else b""
    return 0x0A32, struct.pack("<hhHH", 5, 5, len(data), 4 if clipped else 0) + box + data


def escape(mark: str) -> tuple[int, bytes]:
    data = mark.encode()
    return 0x0626, struct.pack("<HH", 0x000F, len(data)) + data


# --- EMF ---------------------------------------------------------------------------------------


def emf(*records: tuple[int, bytes], description: str = "", behind: bytes = b"") -> bytes:
    """An EMF of these (type, body)."""
    words = description.encode("utf-16-le")
    head = bytes(32) + b" EMF" + struct.pack("<IIIHHII", 0x10000, 0, 0, 1, 0, len(words) // 2, 88)
    told = [
        (1, head + bytes(80 - len(head)) + words),
        *records,
        (14, struct.pack("<III", 0, 0, 20)),
    ]
    return b"".join(record(number, body) for number, body in told) + behind


def record(number: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    return struct.pack("<II", number, len(body) + 8) + body


def ext_out(mark: str, *, wide: bool = True, y: int = 5) -> tuple[int, bytes]:
    data = mark.encode("utf-16-le" if wide else "gbk")
    count = len(data) // 2 if wide else len(data)
    text = struct.pack("<iiIIIiiiiI", 5, y, count, 76, 0, 0, 0, 9, 9, 0)
    return 84 if wide else 83, bytes(28) + text + data


def poly_out(mark: str) -> tuple[int, bytes]:
    data = mark.encode("utf-16-le")
    text = struct.pack("<iiIIIiiiiI", 5, 5, len(data) // 2, 80, 0, 0, 0, 9, 9, 0)
    return 97, bytes(28) + struct.pack("<I", 1) + text + data


def small_out(mark: str, *, narrow: bool = False) -> tuple[int, bytes]:
    data = mark.encode("gbk" if narrow else "utf-16-le")
    count = len(data) if narrow else len(data) // 2
    options = 0x100 | (0x200 if narrow else 0)
    return 108, struct.pack("<iiIIIff", 5, 5, count, options, 0, 1, 1) + data


def comment(data: bytes) -> tuple[int, bytes]:
    return 70, struct.pack("<I", len(data)) + data


def plus(*records: tuple[int, int, bytes]) -> tuple[int, bytes]:
    """A comment of EMF+ records: (type, flags, data)."""
    told = b"EMF+"
    for number, flags, body in records:
        even = body + bytes(-len(body) % 4)
        told += struct.pack("<HHII", number, flags, len(even) + 12, len(even)) + even
    return comment(told)


def draw_string(mark: str) -> tuple[int, int, bytes]:
    data = mark.encode("utf-16-le")
    return 0x401C, 0, struct.pack("<IIIffff", 0, 0, len(data) // 2, 5, 5, 90, 20) + data


def draw_driver(mark: str) -> tuple[int, int, bytes]:
    data = mark.encode("utf-16-le")
    places = struct.pack("<ff", 5, 5) * (len(data) // 2)
    return (
        0x4036,
        0,
        struct.pack("<4I", 0, 1, 0, len(data) // 2) + data + bytes(len(data) % 4) + places,
    )


def picture(mark: str) -> tuple[int, int, bytes]:
    """A PNG with a text in it, as an object of EMF+."""
    from plants.image import png_text

    return 0x4008, 0x0500, struct.pack("<IIiiiII", 0xDBC01001, 1, 0, 0, 0, 0, 1) + png_text(mark)


TEXT = "图元文件文字"


def _wmf(place: str, make: Callable[[str], bytes], label: str = TEXT) -> Plant:
    return Plant("wmf", place, "手工", make, "image" if label == TEXT else "embedded", label)


def _emf(place: str, make: Callable[[str], bytes], label: str = TEXT) -> Plant:
    return Plant("emf", place, "手工", make, "image" if label == TEXT else "embedded", label)


PLANTS: tuple[Plant, ...] = (
    _wmf("META_TEXTOUT", lambda m: wmf(text_out(m))),
    _wmf("META_TEXTOUT（无前置头）", lambda m: wmf(text_out(m), placeable=False)),
    _wmf("META_EXTTEXTOUT", lambda m: wmf(ext_text_out(m))),
    _wmf("META_EXTTEXTOUT（带剪裁框）", lambda m: wmf(ext_text_out(m, clipped=True))),
    _wmf("META_ESCAPE 注释", lambda m: wmf(escape(m)), "图元文件注释"),
    _wmf("文件结尾之后", lambda m: wmf(text_out("文"), behind=m.encode()), "图元文件后附加的数据"),
    _emf("EMR_EXTTEXTOUTW", lambda m: emf(ext_out(m))),
    _emf("EMR_EXTTEXTOUTA", lambda m: emf(ext_out(m, wide=False))),
    _emf("EMR_POLYTEXTOUTW", lambda m: emf(poly_out(m))),
    _emf("EMR_SMALLTEXTOUT", lambda m: emf(small_out(m))),
    _emf("EMR_SMALLTEXTOUT（单字节）", lambda m: emf(small_out(m, narrow=True))),
    _emf("EMR_COMMENT", lambda m: emf(comment(m.encode())), "图元文件注释"),
    _emf("EMF+ DrawString", lambda m: emf(plus(draw_string(m)))),
    _emf("EMF+ DrawDriverString", lambda m: emf(plus(draw_driver(m)))),
    _emf("文件结尾之后", lambda m: emf(behind=m.encode()), "图元文件后附加的数据"),
    Plant("emf", "说明", "手工", lambda m: emf(description=f"程序\0{m}\0\0"),
          "property", "属性·说明"),
    Plant("emf", "EMF+ 图片", "手工", lambda m: emf(plus(picture(m))), "property",
          "图元文件内图片 › 属性·注释"),
)  # fmt: skip
