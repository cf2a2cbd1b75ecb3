"""Outlook messages (.msg, [MS-OXMSG]): properties, recipients, attachments, messages inside."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.mail import mapi
from seclint.extract.ole2 import ole1
from seclint.extract.ole2.compound import Compound, shown
from seclint.extract.ooxml.parts import telling
from seclint.extract.sweep import leftovers, untold
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?$", re.IGNORECASE)
_ATTACHED, _RECIPIENT = "__attach_version1.0_", "__recip_version1.0_"
_OBJECT = "__substg1.0_3701000d"
_NAMES = "__nameid_version1.0"
_DEPTH = 16  # messages in messages
_FIRST = (mapi.SUBJECT, 0x0C1A, 0x0C1F, 0x0E04, 0x0E03, 0x0E02, mapi.BODY)
_INNER = ("Package", "CONTENTS", "\x01Ole10Native")

Path = tuple[str, ...]


class _Found(NamedTuple):
    """A stream that holds a property."""

    tag: mapi.Tag
    path: Path


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the bodies with markup and the attachments. Raises ExtractError."""
    reading = _Reading(name, Compound(data))
    reading.message((), "", "")
    reading.sweep()
    yield reading.document()
    yield from reading.members
    for code, reason in reading.problems:
        yield Unreviewed(name, code, reason)


class _Reading:
    """One file as it is read; messages inside it have paths of their own."""

    def __init__(self, name: str, compound: Compound) -> None:
        self._name = name
        self._compound = compound
        self._draft = Draft()
        self._tree: dict[Path, list[str]] = {}
        for path in sorted((*compound.names, *compound.storages)):
            *above, last = path.split("/")
            self._tree.setdefault(tuple(above), []).append(last)
        self._taken: set[str] = set()
        self.members: list[Member] = []
        self.problems: dict[tuple[str, str], None] = {}
        for reason in compound.damage:
            self._wrong("damaged", f"{reason}，未能审查")

    def document(self) -> Document:
        """What was told."""
        return self._draft.document(self._name)

    def message(self, at: Path, prefix: str, folder: str) -> None:
        """One message: properties, recipients, attachments."""
        codepage = self._codepage(at)
        found = sorted(self._properties(at), key=_order)
        for each in found:
            self._property(each, prefix, folder, codepage)
        self._recipients(at, prefix, codepage)
        names = [name for name in self._tree.get(at, ()) if name.startswith(_ATTACHED)]
        for number, name in enumerate(names, start=1):
            self._attachment((*at, name), prefix, folder, number)
        self._names((*at, _NAMES), prefix)

    # properties

    def _properties(self, at: Path) -> Iterator[_Found]:
        for name in self._tree.get(at, ()):
            if match := _STREAM.match(name):
                yield _Found(mapi.Tag(int(match[1], 16), int(match[2], 16)), (*at, name))

    def _read(self, path: Path) -> bytes:
        """Bytes of a stream; that it is cut short is noted."""
        known = len(self._compound.damage)
        self._taken.add("/".join(path))
        data = self._compound.read("/".join(path))
        for reason in self._compound.damage[known:]:
            self._wrong("damaged", f"{reason}，未能审查")
        return data

    def sweep(self) -> None:
        """Texts in streams that nobody knows, and in what belongs to no stream."""
        told = self._draft.document("").text
        for path in self._compound.names:
            if path not in self._taken:
                for text in _unknown(self._read((path,)), told):
                    self._say("embedded", f"其他数据流 {shown(path)}", text)
        for text in _unknown(b"\0\0".join(self._compound.unused()), told):
            self._say("embedded", "文件的空闲部分", text)

    def _wrong(self, code: str, reason: str) -> None:
        self.problems[code, reason] = None

    def _codepage(self, at: Path) -> int:
        """The codepage of 8-bit strings, 0 where it is not told."""
        path = (*at, "__properties_version1.0")
        if path[-1] not in self._tree.get(at, ()):
            return 0
        data = self._read(path)
        head = 24 if at else 32
        for start in range(head, len(data) - 15, 16):
            kind, number = (int.from_bytes(data[i : i + 2], "little") for i in (start, start + 2))
            if kind == 3 and number in (mapi.CODEPAGE, mapi.INTERNET_CODEPAGE):
                return int.from_bytes(data[start + 8 : start + 12], "little")
        return 0

    def _property(self, found: _Found, prefix: str, folder: str, codepage: int) -> None:
        (number, kind), path = found
        if kind & 0xFFF in (mapi.STRING8, mapi.UNICODE):
            if number == mapi.HTML:
                text = mapi.text(self._read(path), kind, codepage)
                self._member(f"{folder}网页正文.html", f"{prefix}网页正文", text.encode())
            elif number not in mapi.DULL:
                part, label = mapi.place(number)
                self._say(part, f"{prefix}{label}", mapi.text(self._read(path), kind, codepage))
        elif kind == mapi.BINARY and number == mapi.HTML:
            self._member(f"{folder}网页正文.html", f"{prefix}网页正文", self._read(path))
        elif kind == mapi.BINARY and number == mapi.RTF:
            self._rtf(path, prefix, folder)

    def _rtf(self, path: Path, prefix: str, folder: str) -> None:
        try:
            data = mapi.unpacked(self._read(path))
        except ExtractError as error:
            self._wrong(error.code, error.reason)
            return
        self._member(f"{folder}RTF正文.rtf", f"{prefix}RTF 正文", data)

    def _say(self, part: Part, label: str, text: str) -> None:
        self._draft.aside(text.replace("\0", ""), Place(part, label))

    def _member(self, name: str, label: str, data: bytes) -> None:
        if data:
            self.members.append(Member(name, data, label))

    def _recipients(self, at: Path, prefix: str, codepage: int) -> None:
        names = [name for name in self._tree.get(at, ()) if name.startswith(_RECIPIENT)]
        for number, name in enumerate(names, start=1):
            said: dict[str, None] = {}
            for (tag, kind), path in self._properties((*at, name)):
                if kind & 0xFFF in (mapi.STRING8, mapi.UNICODE) and tag not in mapi.DULL:
                    said[mapi.text(self._read(path), kind, codepage)] = None
            self._say("property", f"{prefix}收件人{number}", " ".join(said))

    def _names(self, at: Path, prefix: str) -> None:
        """Names of named properties ([MS-OXMSG] 2.2.3.1.3): their lengths, then UTF-16."""
        for name in self._tree.get(at, ()):
            if name.lower() == "__substg1.0_00040102":
                text = self._read((*at, name)).decode("utf-16-le", "replace")
                for word in telling(iter(re.findall(r"[^\x00-\x1f\ufffd]{2,}", text))):
                    if not word.isascii():
                        self._say("property", f"{prefix}自定义属性的名称", word)

    # attachments

    def _attachment(self, at: Path, prefix: str, folder: str, number: int) -> None:
        said: dict[int, str] = {}
        inner = [name for name in self._tree.get(at, ()) if name.lower() == _OBJECT]
        content = b""
        for (tag, kind), path in self._properties(at):
            if kind in (mapi.STRING8, mapi.UNICODE):
                said[tag] = mapi.text(self._read(path), kind)
            elif kind == mapi.BINARY and tag == mapi.DATA:
                content = self._read(path)
        tags = (mapi.LONG_NAME, mapi.SHORT_NAME, mapi.DISPLAY_NAME)
        names = [said[tag] for tag in tags if said.get(tag)]
        name = names[0].strip("\0") if names else f"附件{number}"
        self._about(said, f"{prefix}附件 {name} › ", names[:1])
        if inner:
            self._object((*at, inner[0]), prefix, folder, name)
        elif content:
            self._member(f"{folder}{name}", f"{prefix}附件 {name}", content)
        elif not any(said.get(tag) for tag in (0x370D, 0x3708)):
            self._wrong("damaged", f"附件 {name} 没有内容，未能审查")

    def _about(self, said: dict[int, str], prefix: str, names: list[str]) -> None:
        """What else an attachment tells; its name, where it is no member, too."""
        for tag, text in said.items():
            if tag in mapi.DULL or (text in names and tag != mapi.DISPLAY_NAME):
                continue
            part, label = mapi.place(tag)
            self._say(part, prefix + label, text)

    def _object(self, at: Path, prefix: str, folder: str, name: str) -> None:
        """A message inside, or an OLE object whose storage is the attachment."""
        inside = self._tree.get(at, [])
        if any(each.startswith("__properties") or _STREAM.match(each) for each in inside):
            if len(at) > 2 * _DEPTH:
                self._wrong("too-deep", "邮件嵌套层数超过上限，未能审查")
                return
            self.message(at, f"{prefix}附件邮件 {name} › ", f"{folder}{name}!/")
            return
        for stream in _INNER:
            if stream in inside:
                data = self._read((*at, stream))
                if stream == _INNER[-1]:
                    data = self._native(data, name)
                self._member(f"{folder}{name}", f"{prefix}附件 {name}", data)
                return
        self._wrong("unsupported", f"附件 {name} 是 OLE 对象，其内容未能审查")

    def _native(self, data: bytes, name: str) -> bytes:
        found = ole1.native(data)
        if not found.whole:
            self._wrong("damaged", f"附件 {name} 不完整，未能全部审查")
        return found.data


def _unknown(data: bytes, told: str) -> Iterator[str]:
    """Texts that are not told yet; names of streams, classes and address types are none."""
    return (text for text in untold(leftovers(data), told) if not _DULL.fullmatch(text))


_DULL = re.compile(
    r"SMTP|IPM\.[A-Za-z.]+|_{0,2}(?:substg|properties_version|nameid_version|recip_version"
    r"|attach_version)1\.0(?:_#?[\dA-F]{8})?"
)


def _order(found: _Found) -> tuple[int, int]:
    number = found.tag.number
    return (_FIRST.index(number) if number in _FIRST else len(_FIRST), number)
