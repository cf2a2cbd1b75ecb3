"""sniff: what a file is, by its content; a name only chooses between flavours of text."""

import re
from typing import TYPE_CHECKING

from seclint.errors import ExtractError
from seclint.extract.encoding import wide

if TYPE_CHECKING:
    from seclint.extract.package import Package

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\0\0\0\x0cjP  \r\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"II\xbc\x01", "jxr"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x7fELF", "program"),
)
IMAGES = (
    "png", "jpeg", "gif", "tiff", "webp", "bmp", "ico", "cur", "jp2", "jxr", "pcx", "avif", "heic",
)  # fmt: skip
"""Formats of pictures made of pixels."""

METAFILES = ("wmf", "emf")

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES = {
    "md": "markdown",
    "markdown": "markdown",
    "csv": "csv",
    "tsv": "csv",
    "html": "html",
    "htm": "html",
    "shtml": "html",
    "xhtml": "html",
    "svg": "svg",
    "yaml": "yaml",
    "yml": "yaml",
    **dict.fromkeys(("json", "jsonl", "ndjson", "ipynb", "geojson", "har", "json5"), "json"),
    **dict.fromkeys(("xml", "xsl", "xslt", "xsd", "rss", "atom", "kml", "gpx", "plist"), "xml"),
}


def sniff(name: str, data: bytes) -> str:
    """The format of `data`: a name in the driver's tables, "binary", or a flavour of text.

    Raises ExtractError for a zip of no known kind whose directory cannot be read.
    """
    head = data[:1024]
    if kind := _by_magic(head):
        return kind
    if head.startswith(_ZIP):
        return _zipped(data)
    if head.startswith(_COMPOUND):
        return _compound(data)
    if _is_program(data):
        return "program"
    return "binary" if _is_binary(data) else _flavour(name, data)


def text_flavour(name: str, data: bytes) -> str:
    """The flavour of text that `data` is, "" where it is none: told without parsing anything."""
    head = data[:1024]
    packed = head.startswith((*_ZIP, _COMPOUND)) or _by_magic(head) or _is_program(data)
    return "" if packed or _is_binary(data) else _flavour(name, data)


def _by_magic(head: bytes) -> str:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[257:262] == b"ustar":
        return "tar"
    if kind := _picture(head):
        return kind
    stripped = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    # PDF readers accept a header anywhere in the first kilobyte.
    return "rtf" if stripped.startswith(b"{\\rtf") else "pdf" if b"%PDF-1." in head else ""


_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_PICTURES = (
    (rb"BM.{4}\x00{4}", "bmp"),
    (rb"\x00\x00\x01\x00(?!\x00\x00).{5}\x00", "ico"),
    (rb"\x00\x00\x02\x00(?!\x00\x00).{5}", "cur"),
    (rb"\n[\x00\x02\x03\x05]\x01[\x01\x02\x04\x08]", "pcx"),
    (rb"\x01\x00\x00\x00.{36} EMF", "emf"),
    (rb"[\x01\x02]\x00\t\x00\x00[\x01\x03]", "wmf"),
)
"""Pictures that runs of bytes at more than one place tell."""


def _picture(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brands = (head[8:12], *(head[at : at + 4] for at in range(16, min(head[3], 64), 4)))
        return "avif" if b"avif" in brands else "heic" if set(brands) & set(_HEIF) else ""
    found = (kind for shape, kind in _PICTURES if re.match(shape, head, re.DOTALL))
    return next(found, "")


# --- packages --------------------------------------------------------------------------------

_MAIN_TYPES = (
    (rb"(?:wordprocessingml\.\w+|ms-word\.\w+\.macroEnabled(?:Template)?)\.main\+xml", "docx"),
    (rb"(?:spreadsheetml\.\w+|ms-excel\.\w+(?:\.\w+)*)\.main", "xlsx"),
    (rb"(?:presentationml\.\w+|ms-powerpoint\.\w+\.macroEnabled)\.main\+xml", "pptx"),
)
_FOLDERS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("visio/", "visio"),
)
_MIMETYPES = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
)


def _zipped(data: bytes) -> str:
    from seclint.extract.package import Package, local_names

    try:
        package = Package(data)
        return _by_parts(package.names, _part(package, "[Content_Types].xml"), _part(package))
    except ExtractError:
        kind = _by_parts(local_names(data), b"", b"")
        if kind == "zip":
            raise
        return kind  # its extractor says what is wrong with it


def _part(package: "Package", name: str = "mimetype") -> bytes:
    return package.read(name) if name in package.names else b""


def _by_parts(names: tuple[str, ...], types: bytes, mimetype: bytes) -> str:
    for expression, kind in _MAIN_TYPES:
        if re.search(expression, types):
            return kind
    for start, kind in _MIMETYPES:
        if mimetype.strip().startswith(start):
            return kind
    if any(name.lower().endswith("ofd.xml") for name in names):
        return "ofd"
    for folder, kind in _FOLDERS:
        if any(name.lower().startswith(folder) for name in names):
            return kind
    return "zip"


_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)


def _compound(data: bytes) -> str:
    from seclint.extract.ole import roots

    names = roots(data)
    for stream, kind in _STREAMS:
        if stream in names:
            return kind
    return "ole"


# --- text ------------------------------------------------------------------------------------

_RARE = 1000
"""Of so many bytes of a text one may be zero: a slip of some program's."""

_CONTROLS = bytes({*range(9), *range(0x0E, 0x20)} - {0x1B})


def _is_program(data: bytes) -> bool:
    if data[:2] != b"MZ" or len(data) < 64:
        return False
    at = int.from_bytes(data[60:64], "little")
    return data[at : at + 4] == b"PE\0\0"


def _is_binary(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    head = data[:8192]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    nuls = data.count(b"\0")
    most = len(head) // (50 if nuls else 10)
    return (nuls > len(data) // _RARE or controls > most) and not wide(data)


_PROLOGUE = rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--.{0,400}?-->)*+"
_HTML = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_SVG = re.compile(_PROLOGUE + rb"(?:<!DOCTYPE svg[^>]*>\s*)?<(?:\w+:)?svg\b", re.DOTALL)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_HEADER = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|From|To|Cc|Subject|Date|Message-ID|MIME-Version"
    rb"|Content-[\w-]+|Reply-To|Sender|X-[\w-]+|DKIM-Signature|Authentication-Results):",
    re.IGNORECASE,
)

_OFFICE_XML = re.compile(
    rb"<\?mso-application|office/word/200\d/wordml|office:document\b|office/2006/xmlPackage"
)
_MBOX = re.compile(rb"From \S+ [^\n]*\d\d:\d\d:\d\d[^\n]*\n[\w-]+:")


def _flavour(name: str, data: bytes) -> str:
    head = data[:4096].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _is_mail(name, head):
        return "mail"
    if _OFFICE_XML.search(head):
        return "office-xml"
    if _HTML.match(head):
        return "html"
    if _SVG.match(head):
        return "svg"
    named = _TEXT_NAMES.get(name.rpartition(".")[2].lower(), "text")
    return "xml" if named == "text" and _XML.match(head) else named


def _is_mail(name: str, head: bytes) -> bool:
    """Whether the first lines are mail headers: their bodies are encoded, so it is no text."""
    if _MBOX.match(head):
        return True
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()[:30]
    headers = sum(1 for line in lines if _HEADER.match(line))
    if headers and name.lower().endswith((".eml", ".mht", ".mhtml")):
        return bool(_HEADER.match(lines[0])) and headers >= 2
    told = (b"mime-version:", b"content-transfer-encoding:")
    return headers >= 3 and any(line.lower().startswith(told) for line in lines)
