"""metadata: the words that a picture carries beside its pixels: EXIF, XMP, IPTC, comments, GPS."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

_LABELS = {
    "ImageDescription": "说明", "Artist": "作者", "Copyright": "版权", "UserComment": "备注",
    "XPTitle": "标题", "XPComment": "备注", "XPAuthor": "作者", "XPKeywords": "关键词",
    "XPSubject": "主题", "DocumentName": "文档名", "PageName": "页名", "HostComputer": "计算机",
    "CameraOwnerName": "机主", "ImageHistory": "历史", "comment": "注释", "Comment": "注释",
}  # fmt: skip
_DULL = frozenset(
    ("Make", "Model", "Software", "LensMake", "LensModel", "ExifVersion", "FlashPixVersion",
     "ComponentsConfiguration", "MakerNote", "InteroperabilityIndex", "DateTime",
     "DateTimeOriginal", "DateTimeDigitized", "OffsetTime", "OffsetTimeOriginal",
     "OffsetTimeDigitized", "SubsecTime", "SubsecTimeOriginal", "SubsecTimeDigitized",
     "PrintImageMatching", "InterColorProfile", "JPEGTables", "XMLPacket")
)  # fmt: skip
_SUBDIRECTORIES = (ExifTags.IFD.Exif, ExifTags.IFD.IFD1)


def words(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    """Labels and texts of all metadata that hold words; the place of a photo as degrees."""
    yield from _exif(picture.getexif())
    for key, value in picture.info.items():
        if key in ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp"):
            yield from _xmp(value)
        elif isinstance(value, str) or key in ("comment", "Comment"):
            yield f"属性·{_LABELS.get(str(key), str(key))}", _text(value)
    yield from _iptc(picture)


def _exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    directories = [exif, *map(exif.get_ifd, _SUBDIRECTORIES)]
    for directory in directories:
        for tag, value in directory.items():
            name = ExifTags.TAGS.get(tag, str(tag))
            if name == "XMLPacket":
                yield from _xmp(value)
            elif name not in _DULL and isinstance(value, str | bytes | tuple):
                yield f"属性·{_LABELS.get(name, name)}", _exif_text(name, value)
    if position := _position(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        yield "属性·拍摄位置", position


def _exif_text(name: str, value: Any) -> str:
    if isinstance(value, tuple) and name.startswith("XP"):
        value = bytes(value)
    if not isinstance(value, bytes):
        return _text(value)
    if name.startswith("XP") or value[:8] == b"UNICODE\0":
        return value.removeprefix(b"UNICODE\0").decode("utf-16-le", "replace").strip("\0 ")
    if value[:8] in (b"ASCII\0\0\0", bytes(8)):
        value = value[8:]
    return _text(value) if name == "UserComment" or name in _LABELS else ""


def _text(value: str | bytes | tuple[Any, ...]) -> str:
    """A text; one whose bytes Pillow took for Latin-1 is decoded again."""
    if isinstance(value, tuple):
        return ""
    try:
        raw = value if isinstance(value, bytes) else value.encode("latin-1")
    except UnicodeEncodeError:
        return str(value).strip("\0 ")
    try:
        return raw.decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace").strip("\0 ")


def _position(gps: dict[int, Any]) -> str:
    """Latitude and longitude in degrees; "" where there is none."""
    try:
        north = _degrees(gps[2]) * (-1 if gps.get(1) == "S" else 1)
        east = _degrees(gps[4]) * (-1 if gps.get(3) == "W" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"北纬{north:.6f}，东经{east:.6f}"


def _degrees(value: tuple[Any, Any, Any]) -> float:
    degrees, minutes, seconds = map(float, value)
    return degrees + minutes / 60 + seconds / 3600


def _xmp(packet: str | bytes | tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    raw = packet.encode() if isinstance(packet, str) else bytes(packet)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(raw.strip(b"\0 \n\r\t"), parser)
    except (etree.LxmlError, ValueError):
        yield "属性·XMP", _text(raw)
        return
    for element in () if root is None else root.iter("{*}*"):
        told = [element.text or "", *map(str, element.attrib.values())]
        for text in told:
            if not text.isascii() or sum(map(str.isalnum, text)) >= 6:
                yield "属性·XMP", text.strip()


def _iptc(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, OSError, ValueError, IndexError, KeyError):
        return
    for (record, _), value in found.items():
        if record == 2:
            for each in value if isinstance(value, list) else [value]:
                yield "属性·IPTC", _text(each)
