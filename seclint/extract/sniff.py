"""sniff: what a file is, by its content; a name only chooses between flavours of text."""

import re
from typing import TYPE_CHECKING

from seclint.errors import ExtractError
from seclint.extract.encoding import wide

if TYPE_CHECKING:
    from seclint.extract.ooxml.package import Package

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "stream"),  # Zstandard
    (b"\x1f\x9d", "stream"),  # compress
    (b"LZIP\x01", "stream"),
    (b"MSCF\0\0\0\0", "cab"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\x10" * 7 + b"\x11" * 6 + b"S", "mail"),  # a mailbox of Foxmail
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
    (b"\x09\x08\x10\0\0\x06", "xls"),  # streams of records without a compound file: BIFF8 to 2
    (b"\x09\x08\x08\0\0\x06", "xls"),
    (b"\x09\x08\x08\0\0\x05", "xls"),
    (b"\x09\x04\x06\0", "xls"),
    (b"\x09\x02\x06\0", "xls"),
    (b"\x09\0\x04\0", "xls"),
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
    """The format of `data`: a name in the driver's tables, "binary", or a flavour of text."""
    head = data[:1024]
    if kind := _by_magic(head):
        return kind
    if head.startswith(_ZIP):
        return _zipped(data)
    if data[0x8001:0x8006] == b"CD001":
        return "iso"
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


_DEEPER = (
    re.compile(rb"RIFF.{4}(?P<webp>WEBP)", re.DOTALL),
    re.compile(rb".{257}(?P<tar>ustar)", re.DOTALL),
    re.compile(rb".{2}(?P<lha>-lh.-)", re.DOTALL),
    re.compile(rb"(?:\xef\xbb\xbf)?\s*(?P<rtf>\{\\rtf)"),
    re.compile(
        rb".*?(?P<pdf>%PDF-1\.)", re.DOTALL
    ),  # readers accept a header in the first kilobyte
)
"""Magic that does not stand at the start; the group names the format."""


def _by_magic(head: bytes) -> str:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    for expression in _DEEPER:
        if found := expression.match(head):
            return str(found.lastgroup)
    return _picture(head) or ("tar" if _is_old_tar(head) else "")


def _is_old_tar(head: bytes) -> bool:
    """Whether a header without magic has the right sum (of all bytes, its own read as spaces)."""
    told = head[148:156].strip(b" \0")
    if len(head) < 512 or not head[0] or not re.fullmatch(rb"[0-7]{1,7}", told):
        return False
    return sum(head[:148]) + sum(head[156:512]) + 8 * 32 == int(told, 8)


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
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("visio/", "visio"),
)
_OFD = ("ofd.xml", "decryptseed.dat")  # the latter where the former is encrypted, GM/T 0099
_MIMETYPES = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument", "odf"),
    (b"application/vnd.sun.xml", "odf"),
)


def _zipped(data: bytes) -> str:
    from seclint.extract.ooxml.package import Package, local_names

    try:
        package = Package(data)
        return _by_parts(package.names, _part(package, "[Content_Types].xml"), _part(package))
    except ExtractError:
        return _by_parts(local_names(data), b"", b"")  # its extractor says what is wrong with it


def _part(package: "Package", name: str = "mimetype") -> bytes:
    return package.read(name) if name in package.names else b""


def _by_parts(names: tuple[str, ...], types: bytes, mimetype: bytes) -> str:
    for expression, kind in _MAIN_TYPES:
        if re.search(expression, types):
            return kind
    for start, kind in _MIMETYPES:
        if mimetype.strip().startswith(start):
            return kind
    return _by_names(names)


def _by_names(names: tuple[str, ...]) -> str:
    """What a package without a word of what it is must be, "zip" where nothing is known."""
    lower = [name.lower() for name in names]
    if any(name.endswith(_OFD) for name in lower):
        return "ofd"
    if {"content.xml", "META-INF/manifest.xml"} <= set(names):
        return "odf"
    for folder, kind in _FOLDERS:
        if any(name.startswith(folder) for name in lower):
            return kind
    return "zip"


_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("PP97_DUALSTORAGE", "ppt"),
    ("PP40", "ppt"),
    ("__properties_version1.0", "msg"),
    ("VBA", "vba"),
)


def _compound(data: bytes) -> str:
    from seclint.extract.ole2.ole import roots

    names = {name.lower() for name in roots(data)}
    for stream, kind in _STREAMS:
        if stream.lower() in names:
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

_OFFICE_XML = re.compile(rb"<\?mso-application|office/word/200\d/wordml|office/2006/xmlPackage")
_FLAT_ODF = re.compile(rb"urn:oasis:names:tc:opendocument:xmlns:office:1\.0|<office:document\b")
_MBOX = re.compile(rb"From \S+ [^\n]*\d\d:\d\d:\d\d[^\n]*\n[\w-]+:")


def _flavour(name: str, data: bytes) -> str:
    head = data[:4096].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _is_mail(name, head):
        return "mail"
    if _FLAT_ODF.search(head) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "odf"
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
        return bool(_HEADER.match(lines[0]))
    told = (b"mime-version:", b"content-transfer-encoding:")
    return headers >= 3 and any(line.lower().startswith(told) for line in lines)
