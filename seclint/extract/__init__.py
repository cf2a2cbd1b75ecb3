"""The extract driver: a file, and every file inside it, as Documents or as Unreviewed.

What an extractor cannot read ends as a value: nothing that a hostile file does to a parser may
end the run, and nothing that was not read may pass for clean.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from seclint.errors import ExtractError, UsageError
from seclint.extract.sniff import sniff
from seclint.model import Document, Extracted, Extractor, Member, Place, Unreviewed
from seclint.plugins import Table

EXTRACTORS = Table[Extractor](
    "seclint.extractors",
    {
        "text": "seclint.extract.text:extract",
        "markdown": "seclint.extract.markdown:extract",
        "html": "seclint.extract.html:extract",
        "csv": "seclint.extract.delimited:extract",
        "docx": "seclint.extract.docx:extract",
        "zip": "seclint.extract.archive:extract",
        "tar": "seclint.extract.tarball:tar",
        "gz": "seclint.extract.tarball:gz",
        "bz2": "seclint.extract.tarball:bz2",
        "xz": "seclint.extract.tarball:xz",
        "stream": "seclint.extract.libarchive:stream",
        **dict.fromkeys(("7z", "rar", "cab", "iso", "lha"), "seclint.extract.libarchive:extract"),
        "mail": "seclint.extract.mail:extract",
        "msg": "seclint.extract.msg:extract",
        "tnef": "seclint.extract.tnef:extract",
        "rtf": "seclint.extract.rtf:extract",
    },
)
"""Extractors by the format that `sniff` names."""

_KNOWN = {
    "pdf": "PDF 文件",
    "ofd": "OFD 文件",
    "xlsx": "Excel 工作簿",
    "pptx": "PowerPoint 演示文稿",
    "visio": "Visio 绘图",
    "doc": "Word 97-2003 文档（.doc/.wps）",
    "xls": "Excel 97-2003 工作簿（.xls/.et）",
    "ppt": "PowerPoint 97-2003 演示文稿（.ppt/.dps）",
    "msg": "Outlook 邮件",
    "ole": "OLE 复合文件",
    "odt": "ODF 文字文档",
    "ods": "ODF 电子表格",
    "odp": "ODF 演示文稿",
    "epub": "EPUB 电子书",
    "rtf": "RTF 文档",
    "office-xml": "单个 XML 的办公文档（Word 2003 XML、平面 ODF 等）",
    "mail": "邮件（eml/mbox/mht）",
    "zip": "ZIP 压缩包",
    "7z": "7z 压缩包",
    "rar": "RAR 压缩包",
    "gz": "gzip 压缩文件",
    "bz2": "bzip2 压缩文件",
    "xz": "xz 压缩文件",
    "stream": "压缩文件（zst/Z/lz）",
    "cab": "CAB 压缩包",
    "iso": "ISO 光盘映像",
    "lha": "LHA 压缩包",
    "tnef": "Outlook 附件包（winmail.dat）",
    "tar": "tar 归档",
    "png": "PNG 图片",
    "jpeg": "JPEG 图片",
    "gif": "GIF 图片",
    "bmp": "BMP 图片",
    "tiff": "TIFF 图片",
    "webp": "WebP 图片",
    "program": "可执行程序",
    "binary": "二进制文件",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file on disk may cost, all that is inside it included.

    Sizes are bytes. `ratio` is how many times its own size a package may unpack to; packages
    that unpack to less than `small` are not asked.
    """

    file: int = 256 << 20
    depth: int = 8
    total: int = 512 << 20
    entries: int = 20_000
    ratio: int = 200
    small: int = 50 << 20


LIMITS = Limits()


def extract(name: str, data: bytes, limits: Limits = LIMITS) -> Iterator[Document | Unreviewed]:
    """Everything readable in the file `name`, and what was not readable; raises nothing.

    Of each file its name comes first, as a document of its own.
    """
    return _read(name, data, 0, _Budget(limits))


class _Budget:
    """What is left of the limits for one file on disk and all that is inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes = limits.total
        self._entries = limits.entries

    def spend(self, size: int, entries: int) -> None:
        """Raises ExtractError("too-big") when either runs out."""
        self._bytes -= size
        self._entries -= entries
        if self._bytes < 0:
            raise ExtractError("too-big", "解压后的总量超过上限，未能审查")
        if self._entries < 0:
            raise ExtractError("too-big", "内含的文件数超过上限，未能审查")

    def admit(self, data: bytes) -> None:
        """Raises ExtractError("too-big") when `data`, unpacked, is more than may be read."""
        if len(data) > self.limits.file:
            raise ExtractError("too-big", "文件大小超过上限，未能审查")
        if not data.startswith(b"PK"):
            return
        from seclint.extract.package import weigh

        size, entries = weigh(data, self.limits.entries)
        if size > max(self.limits.small, self.limits.ratio * len(data)):
            raise ExtractError("too-big", "压缩比超过上限，未能审查")
        self.spend(size, entries)


def _read(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Document | Unreviewed]:
    yield Document(name, _base(name), ((0, Place("filename", "文件名")),))
    for item in _guarded(name, data, depth, budget):
        if isinstance(item, Member):
            inner = _read(f"{name}!/{item.name}", item.data, depth + 1, budget)
            yield from (_inside(item.label, found) for found in inner)
        else:
            yield item


def _base(name: str) -> str:
    """The last part of a path; one in GB18030 that the system could not decode is decoded."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    try:
        raw = base.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a surrogate pair, as Windows allows
        raw = base.encode("utf-8", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _inside(label: str, found: Document | Unreviewed) -> Document | Unreviewed:
    if isinstance(found, Unreviewed):
        return found
    places = tuple((o, p._replace(label=f"{label} › {p.label}")) for o, p in found.places)
    return replace(found, places=places)


def _guarded(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Extracted]:
    try:
        yield from _items(name, data, depth, budget)
    except ExtractError as error:
        yield Unreviewed(name, error.code, error.reason)
    # A hostile file can make a parser raise anything (recursion and memory included), and that
    # must not end the run. Only the type is told: the exception's text may quote the document.
    except Exception as error:
        kind = type(error).__name__
        yield Unreviewed(name, "damaged", f"读取时出错（{kind}），未能审查")


def _items(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Extracted]:
    if depth > budget.limits.depth:
        raise ExtractError("too-deep", "嵌套层数超过上限，未能审查")
    if not data:
        yield Document(name, "")
        return
    if depth:
        budget.spend(len(data), 1)
    budget.admit(data)
    kind = sniff(name, data)
    if kind == "encrypted":
        raise ExtractError("encrypted", "文件已加密，未能审查")
    extractor = _extractor(kind)
    if extractor is None:
        raise ExtractError("unsupported", f"{_KNOWN.get(kind, '此类文件')}尚不支持，未能审查")
    yield from extractor(name, data)


@cache
def _extractor(kind: str) -> Extractor | None:
    try:
        return EXTRACTORS.get(kind)
    except UsageError:
        return None
