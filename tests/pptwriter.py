"""PowerPoint 97-2003 written by hand ([MS-PPT]): records, slides, and whole presentations."""

import struct
import zlib
from typing import NamedTuple

from worddoc import compound

DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT = 0x03E8, 0x03EE, 0x03F0, 0x03F8, 0x0FC9


def atom(kind: int, data: bytes = b"", instance: int = 0, version: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4 | version, kind, len(data)) + data


def holder(kind: int, *records: bytes, instance: int = 0) -> bytes:
    return atom(kind, b"".join(records), instance, 0xF)


def chars(text: str) -> bytes:
    return atom(0x0FA0, text.encode("utf-16-le"))


def narrow(data: bytes) -> bytes:
    return atom(0x0FA8, data)


def string(text: str, instance: int = 0) -> bytes:
    return atom(0x0FBA, text.encode("utf-16-le"), instance)


def header(kind: int) -> bytes:
    return atom(0x0F9F, struct.pack("<I", kind))


def outline(index: int) -> bytes:
    """A text that stands in the list of slides."""
    return atom(0x0F9E, struct.pack("<I", index))


# --- shapes ------------------------------------------------------------------------------------


def shape(
    *texts: bytes,
    options: bytes = b"",
    corner: tuple[int, int] | None = None,
    place: tuple[int, int, int, int] = (),
    data: bytes = b"",
) -> bytes:
    held = [atom(0xF00A, struct.pack("<II", 1026, 0), 0, 2), options]
    if corner is not None:
        left, top = corner
        held.append(atom(0xF00F, struct.pack("<4i", left, top, left + 9, top + 9)))
    if place:
        held.append(atom(0xF010, struct.pack("<4h", *place)))
    held.append(holder(0xF011, data) if data else b"")
    return holder(0xF004, *held, holder(0xF00D, *texts) if texts else b"")


def option(kind: int, value: int | str) -> bytes:
    """A property of a shape: a number, or a text behind it."""
    if isinstance(value, int):
        return atom(0xF00B, struct.pack("<HI", kind, value), 1, 3)
    held = (value + "\0").encode("utf-16-le")
    return atom(0xF00B, struct.pack("<HI", kind | 0x8000, len(held)) + held, 1, 3)


def group(*shapes: bytes, options: bytes = b"") -> bytes:
    return holder(0xF003, shape(options=options), *shapes)


def drawing(*shapes: bytes) -> bytes:
    return holder(0x040C, holder(0xF002, group(*shapes)))


# --- parts -------------------------------------------------------------------------------------


def slide(*shapes: bytes, more: bytes = b"", notes: int = 0, hidden: bool = False) -> bytes:
    info = struct.pack("<IIBBHB", 0, 0, 0, 0, 4 * hidden, 0)
    head = atom(0x03EF, bytes(12) + struct.pack("<IIHH", 0x80000000, notes, 0, 0), 0, 2)
    return holder(SLIDE, head, atom(0x03F9, info), drawing(*shapes), more)


def notes(*shapes: bytes) -> bytes:
    return holder(NOTES, atom(0x03F1, bytes(8), 0, 1), drawing(*shapes))


def master(*shapes: bytes) -> bytes:
    return holder(MASTER, drawing(*shapes))


class Entry(NamedTuple):
    """A slide, notes or master in its list: its record, its number, its texts in the outline."""

    record: bytes
    number: int = 256
    outline: bytes = b""


def comment(text: str, author: str) -> bytes:
    day = struct.pack("<I8Hii", 1, 2024, 1, 2, 2, 8, 0, 0, 0, 9, 9)
    said = holder(0x2EE0, string(author), string(text, 1), string("张", 2), atom(0x2EE1, day))
    return holder(0x1388, holder(0x138A, string("___PPT10"), atom(0x138B, said)))


class Deck:
    """A presentation as it is saved, once or more often; each object has a number."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.offsets: dict[int, int] = {}
        self.edit = 0

    def save(self, *, entries: dict[int, list[Entry]], more: bytes = b"", **ids: int) -> None:
        """Append all objects, the document, the directory, and the edit that names them."""
        number, lists = 2, []
        for instance, listed in entries.items():
            told = b""
            for entry in listed:
                self.add(number, entry.record)
                told += atom(0x03F3, struct.pack("<IIIII", number, 0, 0, entry.number, 0))
                told += entry.outline
                number += 1
            lists.append(holder(0x0FF0, told, instance=instance))
        info = (
            struct.pack("<II", 5760, 4320)
            + bytes(16)
            + struct.pack("<II", ids.get("notes", 0), ids.get("handout", 0))
            + bytes(8)
        )
        self.add(1, holder(DOCUMENT, atom(0x03E9, info, 0, 1), *lists, more))
        self.finish()

    def add(self, number: int, record: bytes) -> None:
        self.offsets[number] = len(self.data)
        self.data += record

    def finish(self) -> None:
        """The directory of all objects, and an edit."""
        at = len(self.data)
        told = b"".join(struct.pack("<II", n | 1 << 20, o) for n, o in self.offsets.items())
        self.data += atom(0x1772, told)
        edit = struct.pack("<IHBBIIIIHH", 256, 0, 0, 3, self.edit, at, 1, 100, 1, 0)
        self.edit = len(self.data)
        self.data += atom(0x0FF5, edit)

    def file(self, user: str = "", **streams: bytes) -> bytes:
        """The compound file."""
        held = struct.pack("<IIIHHBBH", 20, 0xE391C05F, self.edit, len(user), 1012, 3, 0, 0)
        current = atom(0x0FF6, held + user.encode("gb18030")[: len(user)].ljust(len(user), b"?")
                       + struct.pack("<I", 8) + user.encode("utf-16-le"))  # fmt: skip
        named = {name.replace("__", "/"): data for name, data in streams.items()}
        return compound({"PowerPoint Document": bytes(self.data), "Current User": current} | named)


def deck(*slides: bytes, more: bytes = b"", **streams: bytes) -> bytes:
    """A file of these slides; `more` stands in the document's own record."""
    made = Deck()
    made.save(entries={0: [Entry(found, 256 + n) for n, found in enumerate(slides)]}, more=more)
    return made.file(**streams)


def box(text: str) -> bytes:
    """A text box."""
    return shape(header(4), chars(text))


def stored(content: bytes) -> bytes:
    """An OLE object, compressed."""
    return atom(0x1011, struct.pack("<I", len(content)) + zlib.compress(content), 1)
