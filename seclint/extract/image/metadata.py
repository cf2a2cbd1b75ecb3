"""metadata: what a picture file says in words: EXIF, XMP, IPTC, comments, where it was taken."""

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.encoding import decode
from seclint.extract.image.chunks import Chunk
from seclint.extract.image.ifd import ASCII, EXIF, GPS, UTF8, Ifds, Tag
from seclint.extract.image.words import swept
from seclint.extract.likeness import likeness


class Word(NamedTuple):
    """A text of the metadata and what it is."""

    label: str
    text: str


class Miniature(NamedTuple):
    """A small picture of the picture, kept beside it."""

    label: str
    data: bytes


PICTURES = (b"\xff\xd8", b"\x89PNG")
"""How small pictures begin."""


def words(chunk: Chunk) -> Iterator[Word | Miniature]:
    """What a chunk tells."""
    if chunk.kind == "text":
        name = _NAMES.get(chunk.name, chunk.name)
        yield from _said(f"属性·{name}" if name else "属性", decoded(chunk.data))
    elif chunk.kind == "exif":
        yield from exif(Ifds(chunk.data))
    elif chunk.kind == "xmp":
        yield from xmp(chunk.data)
    elif chunk.kind == "photoshop":
        yield from photoshop(chunk.data)
    elif chunk.kind == "other":
        for text in swept(chunk.data, ascii_too=chunk.name not in _PROFILES):
            yield Word(f"数据块 {chunk.name}", text)


_NAMES = {
    "COM": "注释", "GIF": "文字块", "Comment": "注释", "Title": "标题", "Author": "作者",
    "Description": "说明", "Copyright": "版权", "Software": "软件", "Source": "来源",
    "Disclaimer": "声明", "Warning": "警告",
}  # fmt: skip
_PROFILES = ("iCCP", "ICCP", "APP2", "APP0", "APP14", "colr", "jp2h", "meta")
"""Chunks of programs: their ASCII is no text of a person."""


def _said(label: str, text: str) -> Iterator[Word]:
    text = text.replace("\0", " ").strip()
    if text:
        yield Word(label, text)


def decoded(data: bytes) -> str:
    """A short text of unknown encoding; of what cannot be read, the words that can."""
    data = data.strip(b"\0")
    try:
        return decode(data)[0]
    except ExtractError:
        return "\n".join(swept(data))


# --- EXIF and TIFF -----------------------------------------------------------------------------

_TAGS = {
    0x010D: "文档名", 0x010E: "图像说明", 0x010F: "相机厂商", 0x0110: "相机型号", 0x011D: "页名",
    0x0131: "软件", 0x013B: "作者", 0x013C: "计算机", 0x0151: "目标打印机", 0x8298: "版权",
    0x9C9B: "标题", 0x9C9C: "备注", 0x9C9D: "作者", 0x9C9E: "关键词", 0x9C9F: "主题",
    0x9286: "用户注释", 0x927C: "厂商注释", 0xA430: "相机所有者", 0xA431: "机身序列号",
    0xA433: "镜头厂商", 0xA434: "镜头型号", 0xA435: "镜头序列号", 0xA420: "图像编号",
    0xA436: "标题", 0xA437: "摄影者", 0xA438: "编辑者", 0xA43A: "相机固件", 0xA480: "GDAL 元数据",
}  # fmt: skip
_GPS_TAGS = {0x1B: "定位方式", 0x1C: "拍摄地区"}
_WIDE = range(0x9C9B, 0x9CA0)
_CHARSETS = {b"ASCII\0\0\0": "", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp"}
_DATES = (0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292)
_SYSTEM = (0x9000, 0xA000, 0x9101, 0xA301, 0xA300, 0x0001, 0x0002, 0x001D, 0x8773, 0xA302)
_XMP, _IPTC, _PHOTOSHOP, _EXIF_TEXT = 0x02BC, 0x83BB, 0x8649, (0x9286, 0x1B, 0x1C)
_POSITION = "拍摄位置"


def exif(ifds: Ifds) -> Iterator[Word | Miniature]:
    """Tags that hold words, where the picture was taken, and the picture in small."""
    for tag in ifds.tags:
        if tag.group == GPS:
            if tag.number in _GPS_TAGS:
                yield from _said(f"属性·{_GPS_TAGS[tag.number]}", _with_charset(tag))
        elif tag.number in (_XMP, _IPTC, _PHOTOSHOP):
            yield from _block(tag)
        elif tag.number not in _DATES and not (tag.group and tag.number in _SYSTEM):
            yield from _said(f"属性·{_name(tag)}", _text(tag))
    yield from _position(ifds)
    if ifds.thumbnail().startswith(b"\xff\xd8"):
        yield Miniature("EXIF 缩略图", ifds.thumbnail())


def _block(tag: Tag) -> Iterator[Word | Miniature]:
    if tag.number == _XMP:
        yield from xmp(tag.data)
    elif tag.number == _IPTC:
        yield from iptc(tag.data)
    else:
        yield from photoshop(tag.data)


def _name(tag: Tag) -> str:
    return _TAGS.get(tag.number, f"标签 0x{tag.number:04X}")


def _text(tag: Tag) -> str:
    if tag.number in _WIDE and tag.group == 0:
        return tag.data.decode("utf-16-le", "replace")
    if tag.number in _EXIF_TEXT and tag.group == EXIF:
        return _with_charset(tag)
    if tag.kind in (ASCII, UTF8):
        return decoded(tag.data)
    if tag.kind in (1, 6, 7) and len(tag.data) > 4:
        return "\n".join(swept(tag.data, ascii_too=False))
    return ""


def _with_charset(tag: Tag) -> str:
    """A text that names its encoding in its first eight bytes ([Exif 2.32] 4.6.5)."""
    charset, data = tag.data[:8], tag.data[8:]
    if charset not in _CHARSETS:
        return decoded(data if charset == bytes(8) else tag.data)
    encoding = _CHARSETS[charset]
    if encoding == "utf-16":
        return _utf16(data, "utf-16-le" if tag.order == "<" else "utf-16-be")
    return data.decode(encoding, "replace") if encoding else decoded(data)


def _utf16(data: bytes, encoding: str) -> str:
    """UTF-16 in the order of the file, or in the other one where programs got it wrong."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    other = "utf-16-be" if encoding == "utf-16-le" else "utf-16-le"
    texts = [data.decode(which, "replace").strip("\0 ") for which in (encoding, other)]
    return max(texts, key=likeness)


def _position(ifds: Ifds) -> Iterator[Word]:
    """Degrees north and east, south and west of zero negative."""
    found = {tag.number: tag for tag in ifds.tags if tag.group == GPS}
    places = []
    for reference, value, negative in ((1, 2, b"S"), (3, 4, b"W")):
        parts = found[value].rationals() if value in found else ()
        if not parts:
            return
        degrees = sum(part / 60**power for power, part in enumerate(parts[:3]))
        sign = found[reference].data[:1] if reference in found else b""
        places.append(-degrees if sign == negative else degrees)
    if any(places):
        yield Word(f"属性·{_POSITION}", f"{_POSITION} {places[0]:.4f},{places[1]:.4f}")


# --- XMP ---------------------------------------------------------------------------------------

_XMP_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<\?[^>]*+>|</(?P<close>[^\s<>]++)\s*+>"
    r"|<(?P<open>[^\s/<>!?]++)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|(?P<text>[^<]++|<)",
    re.DOTALL,
)
_XMP_ATTRIBUTE = re.compile(r"([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_CONTAINERS = frozenset(("li", "Alt", "Bag", "Seq", "Description", "value", "RDF", "xmpmeta"))
_XMP_DULL = re.compile(
    r"^(?:xmlns|xml:|rdf:|x:xmptk)|ID$|[Dd]ate$|Date:|:format$|hash$|:when$|:parameters$"
)
_XMP_IMAGE = re.compile(r"[A-Za-z0-9+/=\s]{400,}")
_MOST_DEPTH = 1000


def xmp(data: bytes) -> Iterator[Word | Miniature]:
    """All texts of an XMP packet, by the names of their properties."""
    text = decoded(data)
    names: list[str] = []
    for token in _XMP_TOKEN.finditer(text):
        if name := token["open"]:
            yield from _xmp_attributes(token["attributes"])
            if not token["attributes"].rstrip().endswith("/") and len(names) < _MOST_DEPTH:
                names.append(name.rpartition(":")[2])
        elif token["close"]:
            names = names[:-1] if names else names
        else:
            told = token["comment"] or token["cdata"] or unescape(token["text"] or "")
            yield from _xmp_text(names, told)


def _xmp_text(names: list[str], told: str) -> Iterator[Word | Miniature]:
    near = (name for name in reversed(names) if name not in _CONTAINERS)
    name = next(near, "")
    if picture := _xmp_picture(told):
        yield Miniature("XMP 缩略图", picture)
    elif not _XMP_DULL.search(name):
        yield from _said(f"属性·XMP {name}".rstrip(), told)


def _xmp_picture(told: str) -> bytes:
    """The picture that a long text in base64 is; b"" where it is a text."""
    if not _XMP_IMAGE.fullmatch(told):
        return b""
    digits = re.sub(r"[^A-Za-z0-9+/]", "", told)
    data = b64decode(digits[: len(digits) & ~3] + "==")
    return data if data.startswith(PICTURES) else b""


def _xmp_attributes(source: str) -> Iterator[Word]:
    for match in _XMP_ATTRIBUTE.finditer(source):
        value = unescape(match[2] or match[3] or "")
        if not _XMP_DULL.search(match[1]):
            yield from _said(f"属性·XMP {match[1].rpartition(':')[2]}", value)


# --- IPTC and Photoshop ------------------------------------------------------------------------

_DATASETS = {
    5: "标题", 7: "编辑状态", 15: "类别", 20: "补充类别", 25: "关键词", 27: "地点", 40: "特别说明",
    80: "作者", 85: "作者职务", 90: "城市", 92: "地点", 95: "省份", 101: "国家", 103: "传送参考号",
    105: "大标题", 110: "来源", 115: "出处", 116: "版权", 118: "联系方式", 120: "说明",
    122: "说明作者",
}  # fmt: skip
_COUNTED = frozenset((0, 55, 60, 62, 63, 65, 70, 200, 201, 202))


def iptc(data: bytes) -> Iterator[Word]:
    """Datasets of record 2 ([IIM 4.2] chapter 6)."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, dataset = data[at + 1], data[at + 2]
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        body = data[at + 5 : at + 5 + size]
        at += 5 + size
        if record == 2 and dataset not in _COUNTED:
            name = _DATASETS.get(dataset, f"IPTC 2:{dataset}")
            yield from _said(f"属性·{name}", decoded(body))


_MINIATURES = (0x0409, 0x040C)
_RESOURCE_XMP, _RESOURCE_IPTC, _RESOURCE_EXIF = 0x0424, 0x0404, (0x0422, 0x0423)


def photoshop(data: bytes) -> Iterator[Word | Miniature]:
    """Image resources: 8BIM, number, name, size, data, each padded to two bytes."""
    at = data.find(b"8BIM")
    while 0 <= at <= len(data) - 12:
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        start = at + 6 + (data[at + 6] // 2 + 1) * 2
        size = int.from_bytes(data[start : start + 4], "big")
        body = data[start + 4 : start + 4 + size]
        yield from _resource(number, body)
        at = data.find(b"8BIM", start + 4 + size)


def _resource(number: int, body: bytes) -> Iterator[Word | Miniature]:
    if number in _MINIATURES and body[28:].startswith(PICTURES):
        yield Miniature("Photoshop 缩略图", body[28:])
    elif number == _RESOURCE_XMP:
        yield from xmp(body)
    elif number == _RESOURCE_IPTC:
        yield from iptc(body)
    elif number in _RESOURCE_EXIF:
        yield from exif(Ifds(body))
    else:
        for text in swept(body, ascii_too=False):
            yield Word(f"Photoshop 资源 {number}", text)
