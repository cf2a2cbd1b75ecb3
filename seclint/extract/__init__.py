"""The extract driver: a file, and every file inside it, as Documents or as Unreviewed.

What an extractor cannot read ends as a value: nothing that a hostile file does to a parser may
end the run, and nothing that was not read may pass for clean.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from seclint.errors import ExtractError, UsageError
from seclint.extract.budget import LIMITS, Budget, ExhaustedError, Limits
from seclint.extract.sniff import IMAGES, METAFILES, sniff, text_flavour
from seclint.model import Document, Extracted, Extractor, Member, Place, Unreviewed
from seclint.plugins import Table

EXTRACTORS = Table[Extractor](
    "seclint.extractors",
    {
        "text": "seclint.extract.text:extract",
        "markdown": "seclint.extract.markdown:extract",
        "html": "seclint.extract.html:extract",
        "csv": "seclint.extract.delimited:extract",
        "json": "seclint.extract.json:extract",
        "yaml": "seclint.extract.text:extract",
        **dict.fromkeys(("xml", "svg"), "seclint.extract.xml:extract"),
        "docx": "seclint.extract.word.docx:extract",
        **dict.fromkeys(IMAGES, "seclint.extract.image:extract"),
        **dict.fromkeys(METAFILES, "seclint.extract.image.metafile:extract"),
        "xlsx": "seclint.extract.excel.xlsx:extract",
        "doc": "seclint.extract.word97.doc:extract",
        "ole": "seclint.extract.ole2.anyole:extract",
        "pdf": "seclint.extract.pdf:extract",
        "zip": "seclint.extract.archive.zip:extract",
        "tar": "seclint.extract.archive.tarball:tar",
        "gz": "seclint.extract.archive.tarball:gz",
        "bz2": "seclint.extract.archive.tarball:bz2",
        "xz": "seclint.extract.archive.tarball:xz",
        "stream": "seclint.extract.archive.libarchive:stream",
        **dict.fromkeys(
            ("7z", "rar", "cab", "iso", "lha"), "seclint.extract.archive.libarchive:extract"
        ),
        "mail": "seclint.extract.mail.message:extract",
        "msg": "seclint.extract.mail.msg:extract",
        "tnef": "seclint.extract.mail.tnef:extract",
        "rtf": "seclint.extract.rtf.document:extract",
        "office-xml": "seclint.extract.officexml:extract",
        "epub": "seclint.extract.epub:extract",
        "ofd": "seclint.extract.ofd:extract",
        **dict.fromkeys(("odt", "ods", "odp", "odf"), "seclint.extract.odf:extract"),
        "pptx": "seclint.extract.slides.pptx:extract",
        "vba": "seclint.extract.ole2.vba:extract",
        "xls": "seclint.extract.excel97:extract",
        "ppt": "seclint.extract.slides97:extract",
    },
)
"""Extractors by the format that `sniff` names."""

_PLAIN = frozenset(("text", "markdown", "html", "csv", "json", "yaml", "xml", "svg"))
"""Formats whose extractors are our own, over text."""

_STRUCTURED = frozenset(("html", "json", "yaml", "xml", "svg"))
_AT_ONCE = 4 << 20
"""Bytes of a structured text that are read without a clock: some seconds at worst."""

FOLDER = Place("filename", "文件夹名")

_ARCHIVES = frozenset(("zip", "tar", "gz", "bz2", "xz", "7z", "rar", "archive", "epub"))
"""Formats whose folders people have named."""

_LOCKABLE = frozenset(("encrypted", "doc", "xls", "ppt", "pdf", "zip"))
"""What `unlock` may open."""

_KNOWN = {
    "visio": "Visio 绘图",
    "program": "可执行程序",
    "binary": "二进制文件",
}
"""Formats that are told apart and not read."""


def extract(
    name: str, data: bytes, limits: Limits = LIMITS, passwords: tuple[str, ...] = ()
) -> Iterator[Document | Unreviewed]:
    """Everything readable in the file `name`, and what was not readable; raises nothing.

    Of each file its name comes first, as a document of its own. `passwords` are tried on what is
    locked.
    """
    job = _Job(Budget(limits, len(data)), passwords)
    try:
        yield from _read(name, data, 0, job)
    except ExhaustedError as error:
        yield Unreviewed(name, error.code, error.reason)


def plain(name: str, data: bytes) -> tuple[Document | Unreviewed, ...] | None:
    """The same, for a text that holds no other file: it can be read where it is asked for.

    None for all else, which a hostile file may bring down the process of its reader with.
    """
    kind = text_flavour(name, data)
    if data and (kind not in _PLAIN or (kind in _STRUCTURED and len(data) > _AT_ONCE)):
        return None
    found: list[Document | Unreviewed] = [_name(name)]
    for item in _guarded(name, data, 0, _Job(Budget(LIMITS, len(data)), ())):
        if isinstance(item, Member):
            return None
        found.append(item)
    return tuple(found)


class _Job(NamedTuple):
    """What holds for one file on disk and all that is inside it."""

    budget: Budget
    passwords: tuple[str, ...]


def _read(name: str, data: bytes, depth: int, job: _Job) -> Iterator[Document | Unreviewed]:
    yield _name(name)
    for item in _guarded(name, data, depth, job):
        if isinstance(item, Member):
            inner = _read(f"{name}!/{item.name}", item.data, depth + 1, job)
            yield from (_inside(item.label, found) for found in inner)
        else:
            yield item


def _folders(archive: str, member: Member, told: set[str]) -> Iterator[Document]:
    """Folders on the way to a file in an archive, each told once."""
    new = folders(member.name) - told
    told |= new
    yield from (Document(archive, folder, ((0, FOLDER),)) for folder in sorted(new))


def folders(path: str) -> set[str]:
    """Names of the folders on a path."""
    return {_base(part) for part in path.replace("\\", "/").split("/")[:-1]} - {"", ".", ".."}


def _name(name: str) -> Document:
    return Document(name, _base(name), ((0, Place("filename", "文件名")),))


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
    return found._replace(places=places)


def _guarded(name: str, data: bytes, depth: int, job: _Job) -> Iterator[Extracted]:
    try:
        yield from _items(name, data, depth, job)
    except ExhaustedError:
        raise
    except ExtractError as error:
        yield Unreviewed(name, error.code, error.reason)
    except MemoryError:
        yield Unreviewed(name, "limit", "读取时所需内存超过上限，未能审查")
    # A hostile file can make a parser raise anything (recursion included), and that must not
    # end the run. Only the type is told: the exception's text may quote the document.
    except Exception as error:
        kind = type(error).__name__
        yield Unreviewed(name, "damaged", f"读取时出错（{kind}），未能审查")


def _items(name: str, data: bytes, depth: int, job: _Job) -> Iterator[Extracted]:
    if depth > job.budget.limits.depth:
        raise ExtractError("too-deep", "嵌套层数超过上限，未能审查")
    if not data:
        yield Document(name, "")
        return
    if depth:
        job.budget.spend(len(data))
    job.budget.admit(data)
    locked = data
    kind, data = _opened(name, locked, job)
    if data is not locked:
        yield from _lost(name, locked, job)
    extractor = _extractor(kind)
    if extractor is None:
        raise ExtractError("unsupported", f"{_KNOWN.get(kind, '此类文件')}尚不支持，未能审查")
    told: set[str] = set()
    for item in extractor(name, data):
        if isinstance(item, Member) and kind in _ARCHIVES:
            yield from _folders(name, item, told)
        yield item


def _opened(name: str, data: bytes, job: _Job) -> tuple[str, bytes]:
    """The format of a file, and its bytes without their lock. Raises ExtractError("encrypted")."""
    kind = sniff(name, data)
    if kind not in _LOCKABLE:
        return kind, data
    from seclint.extract.unlock import unlock

    opened = unlock(kind, data, job.passwords)
    if opened is not data:
        job.budget.spend(len(opened))
        job.budget.admit(opened)
        kind = sniff(name, opened)
    if kind == "encrypted":
        raise ExtractError("encrypted", "文件已加密，未能审查")
    return kind, opened


def _lost(name: str, locked: bytes, job: _Job) -> Iterator[Unreviewed]:
    """What of a locked file is not in what was opened of it."""
    from seclint.extract.unlock import lost

    if reason := lost(sniff(name, locked), locked, job.passwords):
        yield Unreviewed(name, "unsupported", reason)


@cache
def _extractor(kind: str) -> Extractor | None:
    try:
        return EXTRACTORS.get(kind)
    except UsageError:
        return None
