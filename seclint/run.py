"""run: files in, a Report out. What cannot be read is Unreviewed, and the run goes on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract import FOLDER, folders
from seclint.extract.budget import LIMITS
from seclint.inline import discounted, in_file
from seclint.match import RuleSet
from seclint.model import Document, Finding, Unreviewed, Void
from seclint.review import review_file, shown_name
from seclint.vault import Vault


class Outcome(NamedTuple):
    """What became of one file. Names are masked; `notes` say how its documents were read."""

    document: str
    findings: tuple[Finding, ...]
    unreviewed: tuple[Unreviewed, ...]
    notes: tuple[str, ...]
    void: tuple[Void, ...] = ()


Read = Callable[[str], bytes]
Extract = Callable[[str, bytes], Iterable[Document | Unreviewed]]


class Former(NamedTuple):
    """What a file was before: what it was called, and its bytes."""

    name: str
    data: bytes


Formerly = Callable[[str], Former | None]


def all_new(_: str) -> None:
    """The former version of any file, where none counts."""


class Task(NamedTuple):
    """A file to review; the names of the folders `inside` are reviewed with it."""

    name: str
    inside: tuple[str, ...] = ()


class Review(NamedTuple):
    """How files are reviewed: by which rules, as on which day.

    `read` gets the bytes of a file, `extract` what is in them; `vault` remembers what became of
    a file that was read whole; with a `key`, findings have their identity. `former` gets what a
    file was before, None where it is all new. `before` gets a file as it was where marks are held
    to that (None: it was not there): only those that were in it count.
    """

    rules: RuleSet
    day: date
    read: Read
    extract: Extract
    vault: Vault | None = None
    key: bytes | None = None
    former: Formerly = all_new
    before: Callable[[str], bytes | None] | None = None


def tasks(
    sources: Iterable[str | Unreviewed],
    known: frozenset[str] = frozenset(),
    roots: tuple[Path, ...] = (),
) -> Iterator[Task | Unreviewed]:
    """Each file, with the folders on its way that no file before it was in, nor are `known`.

    Of an absolute path, that is the way from the first of the `roots` that it lies in: where a
    machine keeps a folder is nobody's to publish.
    """
    told = set(known)
    for source in sources:
        if isinstance(source, Unreviewed):
            yield source
        else:
            new = folders(_from(roots, source)) - told
            told |= new
            yield Task(source, tuple(sorted(new)))


def _from(roots: tuple[Path, ...], source: str) -> str:
    file = Path(source)
    if not file.is_absolute():
        return source
    ways = (file.relative_to(root) for root in roots if file.is_relative_to(root))
    return next((way.as_posix() for way in ways), file.name)


def outcome(task: Task | Unreviewed, how: Review) -> Outcome:
    """Read one file and all that is in it, and review every document found."""
    if isinstance(task, Unreviewed):
        return _unread(task, how.rules)
    data = _read(task.name, how)
    if isinstance(data, Unreviewed):
        return _unread(data, how.rules)
    former = how.former(task.name)
    if known := _known(_about(task, former), data, how):
        return known
    found = _reviewed(task, data, former, how)
    if how.vault and not found.unreviewed:
        how.vault.keep(_about(task, former), data, found)
    return found


def _marks_checked(
    name: str, found: Iterable[Document | Unreviewed], how: Review
) -> Iterator[Document | Unreviewed]:
    """What was found; marks in files inside the file do not count, nor those that are new."""
    for item in found:
        if isinstance(item, Unreviewed) or not item.marks:
            yield item
        elif how.before:
            yield discounted(in_file(item, name), "new", _marks_before(name, how))
        else:
            yield in_file(item, name)


def _marks_before(name: str, how: Review) -> frozenset[str]:
    """The digests of the marks that the file had."""
    data = how.before(name) if how.before else None
    found = how.extract(name, data) if data is not None else ()
    documents = (item for item in found if isinstance(item, Document) and item.name == name)
    return frozenset(mark.digest for document in documents for mark in document.marks)


def remembered(task: Task | Unreviewed, how: Review) -> Outcome | None:
    """The outcome, where it is known from a run before."""
    if isinstance(task, Unreviewed) or how.vault is None:
        return None
    data = _read(task.name, how)
    if isinstance(data, Unreviewed):
        return None
    return _known(_about(task, how.former(task.name)), data, how)


def _known(about: bytes, data: bytes, how: Review) -> Outcome | None:
    found = how.vault.find(about, data) if how.vault else None
    return found if isinstance(found, Outcome) else None


def _about(task: Task, former: Former | None) -> bytes:
    """All that an outcome depends on besides the content of the file."""
    told = "\0".join((task.name, *task.inside)).encode("utf-8", "surrogatepass")
    if former is None:
        return told
    name = former.name.encode("utf-8", "surrogatepass")
    return b"\0\0".join((told, name, sha256(former.data).digest()))


def _read(name: str, how: Review) -> bytes | Unreviewed:
    try:
        return how.read(name)
    except ExtractError as error:
        return Unreviewed(name, error.code, error.reason)
    except OSError as error:
        return Unreviewed(name, "unreadable", f"读不出：{error.strerror}")


def _reviewed(task: Task, data: bytes, former: Former | None, how: Review) -> Outcome:
    items = [*_marks_checked(task.name, how.extract(task.name, data), how)]
    named = [Document(task.name, folder, ((0, FOLDER),)) for folder in task.inside]
    documents = [*named, *_documents(items)]
    before = _documents(how.extract(*former)) if former else ()
    unreviewed = _together(item for item in items if isinstance(item, Unreviewed))
    try:
        reviewed = review_file(documents, how.rules, how.day, how.key, before)
    except Exception as error:
        reason = f"审查时出错（{type(error).__name__}）"
        return _unread(Unreviewed(task.name, "crashed", reason), how.rules)
    shown = reviewed.shown
    return Outcome(
        shown(task.name),
        reviewed.findings,
        tuple(Unreviewed(shown(i.document), i.code, shown(i.reason)) for i in unreviewed),
        tuple(f"{shown(each.name)}：{note}" for each in documents for note in each.notes),
        reviewed.void,
    )


def _documents(items: Iterable[Document | Unreviewed]) -> Iterator[Document]:
    return (item for item in items if isinstance(item, Document))


def _together(unreviewed: Iterable[Unreviewed]) -> Iterator[Unreviewed]:
    """Pictures in one file whose text was not read are told as one."""
    pictures: dict[Unreviewed, int] = {}
    for item in unreviewed:
        outer, inside, _ = item.document.rpartition("!/")
        if item.code == "needs-ocr" and inside:
            one = item._replace(document=outer)
            pictures[one] = pictures.get(one, 0) + 1
        else:
            yield item
    for one, count in pictures.items():
        yield one._replace(reason=f"含 {count} 幅图片：{one.reason}")


def read_file(name: str) -> bytes:
    """The bytes of a file on disk. Raises OSError, or ExtractError where there are too many."""
    path = Path(name)
    if path.stat().st_size > LIMITS.file:
        limit = LIMITS.file >> 20
        raise ExtractError("too-big", f"文件超过 {limit} MiB，未能审查")
    return path.read_bytes()


def _unread(item: Unreviewed, rules: RuleSet) -> Outcome:
    shown = shown_name(item.document, rules)
    return Outcome(shown, (), (item._replace(document=shown),), ())
