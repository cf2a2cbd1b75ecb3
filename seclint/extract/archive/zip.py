"""Zip archives: every entry by its place and not by its name, and all bytes beside the entries."""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.archive.content import content
from seclint.extract.archive.pkzip import Directory, Entry, directory
from seclint.extract.archive.told import ENTRIES, TOTAL, Listing, legible
from seclint.extract.archive.unlisted import Gap, overlapping, unlisted
from seclint.model import Extracted, Member, Unreviewed


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """Entries as members, then what the archive says beside them."""
    yield from _Reading(name, data).items()


class _Reading:
    """One archive as it is read."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._listing = Listing(name)
        self._left = TOTAL
        self._count = 0

    def items(self) -> Iterator[Extracted]:
        """Entries that the directory lists, then those that it does not."""
        found = directory(self._data)
        try:
            for entry in () if found is None else found.entries:
                yield from self._entry(entry, "")
            for stray in unlisted(self._data, found):
                yield from self._stray(stray, found)
        except _FullError:
            yield Unreviewed(self._name, "too-big", "压缩包内文件过多或过大，其余未能审查")
        if found is not None:
            self._listing.say("property", "压缩包注释", found.comment)
        yield from self._listing.documents()
        yield from (Unreviewed(self._name, "damaged", reason) for reason in self._wrong(found))

    def _entry(self, entry: Entry, why: str) -> Iterator[Extracted]:
        label = self._listing.path(entry.name) + why
        self._remarks(entry)
        if entry.is_folder and not entry.holds:
            return
        self._count += 1
        if self._count > ENTRIES or self._left <= 0:
            raise _FullError
        try:
            data, wrong = content(self._data, entry)
        except ExtractError as error:
            yield from self._listing.unread(entry.name, error.code, error.reason)
            return
        self._left -= len(data)
        if entry.is_link:
            self._listing.link(entry.name, legible(data))
        if data or not entry.is_folder:
            yield Member(entry.name, data, label)
        wrong = wrong or ("压缩包内此文件的两处记录不一致，可能另有内容" if entry.torn else "")
        if wrong:
            yield Unreviewed(f"{self._name}!/{entry.name}", "damaged", wrong)

    def _remarks(self, entry: Entry) -> None:
        self._listing.say("property", f"条目注释（{entry.name}）", entry.comment)
        if entry.also:
            self._listing.say("filename", f"压缩包条目名的另一写法（{entry.name}）", entry.also)
        for text in entry.extra:
            self._listing.say("property", f"条目附加字段（{entry.name}）", text)

    def _stray(self, stray: Entry | Gap, found: Directory | None) -> Iterator[Extracted]:
        if isinstance(stray, Entry):
            yield from self._entry(stray, "（不在目录中）" if found else "（目录已损坏）")
        elif stray.text:
            self._listing.say("property", "失效的压缩包目录", stray.text)
        elif stray.end > stray.start:
            self._count += 1
            if self._count > ENTRIES:
                raise _FullError
            label = f"压缩包条目之外的数据（偏移 {stray.start}）"
            yield Member(f"条目之外-{stray.start}", self._data[stray.start : stray.end], label)

    def _wrong(self, found: Directory | None) -> Iterator[str]:
        if found is None:
            yield "压缩包目录已损坏，只审查了找得到的条目"
            return
        if len(found.entries) & 0xFFFF != found.declared & 0xFFFF:
            yield "压缩包目录的条目数与声明不符，可能有条目未能审查"
        if overlapping(found.entries):
            yield "压缩包内的条目互相重叠，不同软件读出的内容可能不同"
        if found.end > len(self._data):
            yield "压缩包注释不完整，未能全部审查"


class _FullError(Exception):
    """The archive holds more than is read."""
