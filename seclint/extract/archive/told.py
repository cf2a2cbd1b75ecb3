"""told: what an archive tells beside the content of its entries: folders, links, odd names."""

import re
from collections.abc import Iterator

from seclint.extract.draft import Draft
from seclint.model import Document, Part, Place, Unreviewed

ENTRIES = 20_000
"""So many entries of one archive are read."""

TOTAL = 512 << 20
"""Bytes that all entries of one archive may unpack to."""

_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def legible(raw: bytes) -> str:
    """A name or a comment whose encoding nobody tells: UTF-8, else GB18030."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def unescaped(text: str) -> str:
    """A name that Python could not decode, read again."""
    return legible(text.encode("utf-8", "surrogateescape"))


class Listing:
    """The texts of one archive that stand in no entry, as they are met."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._draft = Draft()
        self._folders: set[str] = set()
        self._paths: dict[str, int] = {}

    def say(self, part: Part, label: str, text: str) -> None:
        """A comment, an attribute, the target of a link."""
        self._draft.aside(text.strip("\0\r\n "), Place(part, label))

    def path(self, path: str) -> str:
        """Take note of an entry's path; what people call the entry."""
        folder = path.replace("\\", "/").rpartition("/")[0]
        if folder and folder not in self._folders:
            self._folders.add(folder)
            self.say("filename", "压缩包内目录名", folder)
        if _OUT.search(path):
            self.say("filename", "压缩包条目名（越出目录）", f"越出目录：{path}")
        if _CONTROL.search(path):
            self.say("filename", "压缩包条目名（含控制符）", path)
        self._paths[path] = times = self._paths.get(path, 0) + 1
        return f"压缩包内 {path}" if times == 1 else f"压缩包内 {path}（同名第{times}个）"

    def link(self, path: str, target: str) -> None:
        """An entry that only points to another file."""
        if target := target.strip("\0\r\n "):
            self.say("link", f"链接目标（{path}）", f"链接：{path} -> {target}")

    def unread(self, path: str, code: str, reason: str) -> "tuple[Document, Unreviewed]":
        """An entry that cannot be read: its name can."""
        place = Place("filename", f"压缩包内 {path} › 文件名")
        whole = f"{self._name}!/{path}"
        base = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return Document(whole, base, ((0, place),)), Unreviewed(whole, code, reason)

    def documents(self) -> Iterator[Document]:
        """All that was said, if anything was."""
        if self._draft.length:
            yield self._draft.document(self._name)
