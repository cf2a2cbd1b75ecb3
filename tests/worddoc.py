"""Word 97-2003 documents made by hand, byte by byte ([MS-DOC], [MS-CFB]); no reader's code."""

import struct
from typing import NamedTuple

STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "head_boxes")
TEXT = 0x800  # where the text stands in the WordDocument stream
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


class Run(NamedTuple):
    """Characters with their list of properties."""

    text: str
    look: bytes = b""


class Block(NamedTuple):
    """A paragraph, a cell or the end of a row, by its mark."""

    runs: tuple[Run, ...]
    mark: str = "\r"
    properties: bytes = b""
    style: int = 0
    mark_look: bytes = b""


def block(*texts: str | Run, mark: str = "\r", **more: bytes | int) -> Block:
    runs = tuple(Run(text) if isinstance(text, str) else text for text in texts)
    return Block(runs, mark, **more)


def sprm(code: int, operand: bytes) -> bytes:
    return struct.pack("<H", code) + operand


VANISH = sprm(0x083C, b"\1")
DELETED = sprm(0x0800, b"\1")
INSERTED = sprm(0x0801, b"\1")
SPECIAL = sprm(0x0855, b"\1")
WHITE = sprm(0x6870, b"\xff\xff\xff\0")
IN_TABLE = sprm(0x2416, b"\1")
ROW_END = IN_TABLE + sprm(0x2417, b"\1")


def row(*cells: str | Run, properties: bytes = b"") -> list[Block]:
    marked = [block(cell, mark="\x07", properties=IN_TABLE) for cell in cells]
    return [*marked, block(mark="\x07", properties=ROW_END + properties)]


def sttb(*texts: str, extra: int = 0) -> bytes:
    """A string table of UTF-16 strings."""
    held = b"".join(xst(text) + bytes(extra) for text in texts)
    return struct.pack("<HHH", 0xFFFF, len(texts), extra) + held


def xst(text: str) -> bytes:
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def plc(*positions: int, data: bytes = b"") -> bytes:
    return struct.pack(f"<{len(positions)}I", *positions) + data


def options(**texts: str) -> bytes:
    """Properties of a shape (OfficeArtFOPT) by hexadecimal number (x0381="…")."""
    held = [(int(name[1:], 16), f"{text}\0".encode("utf-16-le")) for name, text in texts.items()]
    fixed = b"".join(struct.pack("<HI", 0x8000 | kind, len(text)) for kind, text in held)
    body = fixed + b"".join(text for _, text in held)
    return struct.pack("<HHI", len(held) << 4 | 3, 0xF00B, len(body)) + body


def art(main: bytes = b"", headers: bytes = b"") -> bytes:
    """OfficeArtContent: an empty group, the drawing of the body, that of the headers."""
    group = struct.pack("<HHI", 0xF, 0xF000, 0)
    drawings = (
        bytes((number,)) + struct.pack("<HHI", 0xF, 0xF002, len(drawing)) + drawing
        for number, drawing in enumerate((main, headers))
    )
    return group + b"".join(drawings)


def picture(
    content: bytes, kind: int = 0xF01E, instance: int = 0x6E0, tag: bytes = b"\xff"
) -> bytes:
    """A blip with one checksum."""
    body = bytes(16) + tag + content
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


# --- the document ----------------------------------------------------------------------------


def document(
    main: list[Block],
    tables: dict[int, bytes] | None = None,
    streams: dict[str, bytes] | None = None,
    **more: "list[Block] | int",
) -> bytes:
    """A document; `more` are other subdocuments, and fields of its head (see `head`).

    `main_length` says how long the body claims to be; `glossary_blocks` is a second document.
    """
    blocks = {"main": main} | {name: more.pop(name, []) for name in STORIES[1:]}
    glossary = more.pop("glossary_blocks", None)
    length = more.pop("main_length", None)
    word, table = bytearray(TEXT), bytearray(b"\xee" * 4)
    write(word, table, blocks, tables or {}, length=length, **more)
    if glossary:
        at = len(word) // 512
        word[:12] = word[:8] + struct.pack("<H", at) + word[10:12]
        word += bytes(1024)
        only = {name: [] for name in STORIES} | {"main": glossary}
        write(word, table, only, {}, at=512 * at)
    return compound({"WordDocument": bytes(word), "1Table": bytes(table)} | (streams or {}))


def write(word: bytearray, table: bytearray, blocks: dict, tables: dict[int, bytes], at: int = 0,
          length: int | None = None, **fields: int) -> None:  # fmt: skip
    """Append a document to the two streams; its head comes to `at`."""
    every = [found for name in STORIES for found in blocks[name]]
    text = "".join(text_of(found) for found in every)
    lengths = [sum(len(text_of(found)) for found in blocks[name]) for name in STORIES]
    lengths[0] = lengths[0] if length is None else length
    start = len(word)
    word += text.encode("utf-16-le")
    word += bytes(-len(word) % 512)
    held = dict(tables)
    held[12] = pages(word, list(character_runs(every, start)), characters_page)
    held[13] = pages(word, list(paragraph_runs(every, start)), paragraphs_page)
    pieces = plc(0, len(text)) + struct.pack("<HIH", 0, start, 0)
    held.setdefault(33, b"\2" + struct.pack("<I", len(pieces)) + pieces)
    pairs = bytearray(93 * 8)
    for number, content in held.items():
        struct.pack_into("<II", pairs, 8 * number, len(table), len(content))
        table += content
    made = head(lengths, **fields) + pairs
    word[at : at + len(made)] = made


def head(lengths: list[int], *, version: int = 0xC1, flags: int = 0x1200, first: int = TEXT,
         last: int = TEXT) -> bytes:  # fmt: skip
    base = struct.pack("<6H", 0xA5EC, version, 0, 0x0804, 0, flags)
    base += bytes(12) + struct.pack("<II", first, last)
    longs = struct.pack("<3i8i", 0, 0, 0, *lengths) + bytes(44)
    return base + struct.pack("<H28x", 14) + struct.pack("<H", 22) + longs + struct.pack("<H", 93)


def text_of(found: Block) -> str:
    return "".join(run.text for run in found.runs) + found.mark


def character_runs(blocks: list[Block], at: int):
    for found in blocks:
        for run in (*found.runs, Run(found.mark, found.mark_look)):
            end = at + 2 * len(run.text)
            if end > at:
                yield at, end, run.look
            at = end


def paragraph_runs(blocks: list[Block], at: int):
    for found in blocks:
        end = at + 2 * len(text_of(found))
        yield at, end, struct.pack("<H", found.style) + found.properties
        at = end


def pages(word: bytearray, runs: list, make) -> bytes:
    """Append pages of ten runs each; their PLC."""
    offsets, numbers = [], []
    for at in range(0, len(runs), 10):
        some = runs[at : at + 10]
        offsets.append(some[0][0])
        numbers.append(len(word) // 512)
        word += make(some)
    offsets.append(runs[-1][1])
    return plc(*offsets, data=struct.pack(f"<{len(numbers)}I", *numbers))


def characters_page(runs: list) -> bytes:
    page = bytearray(512)
    count, at = len(runs), 510
    for number, (start, _, look) in enumerate(runs):
        struct.pack_into("<I", page, 4 * number, start)
        if look:
            at = (at - len(look) - 1) & ~1
            page[at] = len(look)
            page[at + 1 : at + 1 + len(look)] = look
            page[4 * (count + 1) + number] = at // 2
    struct.pack_into("<I", page, 4 * count, runs[-1][1])
    page[511] = count
    return bytes(page)


def paragraphs_page(runs: list) -> bytes:
    page = bytearray(512)
    count, at = len(runs), 510
    for number, (start, _, packed) in enumerate(runs):
        struct.pack_into("<I", page, 4 * number, start)
        held = packed + bytes(len(packed) % 2)
        at = (at - len(held) - 2) & ~1
        page[at : at + 2] = bytes((0, len(held) // 2))
        page[at + 2 : at + 2 + len(held)] = held
        page[4 * (count + 1) + 13 * number] = at // 2
    struct.pack_into("<I", page, 4 * count, runs[-1][1])
    page[511] = count
    return bytes(page)


# --- styles ----------------------------------------------------------------------------------


def sheet(*styles: tuple[int, int, bytes]) -> bytes:
    """A style sheet of (kind, base, properties of characters); kinds are 1 and 2."""
    head = struct.pack("<HH", len(styles), 10) + bytes(14)
    return struct.pack("<H", len(head)) + head + b"".join(style(*found) for found in styles)


def style(kind: int, base: int, look: bytes) -> bytes:
    fixed = struct.pack("<HHHHH", 0, base << 4 | kind, 1, 0, 0)
    name = xst("x") + b"\0\0"
    paragraph = struct.pack("<HH", 2, 0) if kind == 1 else b""
    held = fixed + name + paragraph + struct.pack("<H", len(look)) + look
    return struct.pack("<H", len(held)) + held + bytes(len(held) % 2)


# --- the container ---------------------------------------------------------------------------


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams ("A/B" is B in the storage A), none of them short.

    All siblings hang to the right of each other.
    """
    tree: dict = {}
    for path, content in streams.items():
        *folders, name = path.split("/")
        node = tree
        for folder in folders:
            node = node.setdefault(folder, {})
        node[name] = content.ljust(4096, b"\0")
    chain: list[int] = []
    body = bytearray()
    entries = [entry("Root Entry", 5, 1, FREE, END, 0)]
    directory(tree, entries, chain, body)
    start = add(b"".join(entries), chain, body)
    count = 1
    while count * 128 < len(chain) + count:
        count += 1
    first = len(chain)
    chain += [FAT] * count
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(count * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, count, start, 0, 4096, END, 0, END, 0)
    listed = struct.pack(f"<{count}I", *range(first, first + count))
    return (head + listed).ljust(512, b"\xff") + bytes(body) + table


def directory(tree: dict, entries: list[bytes], chain: list[int], body: bytearray) -> None:
    names = list(tree)
    for number, name in enumerate(names):
        held, at = tree[name], len(entries)
        last = number + 1 == len(names)
        if isinstance(held, bytes):
            right = FREE if last else at + 1
            start = add(held, chain, body)
            entries.append(entry(name, 2, FREE, right, start, len(held)))
        else:
            entries.append(b"")
            directory(held, entries, chain, body)
            right = FREE if last else len(entries)
            entries[at] = entry(name, 1, at + 1, right, 0, 0)


def add(content: bytes, chain: list[int], body: bytearray) -> int:
    start, count = len(chain), -(-len(content) // 512)
    chain += [*range(start + 1, start + count), END]
    body += content.ljust(count * 512, b"\0")
    return start


def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + struct.pack("<III36xIQ", FREE, right, child, start, size)


def split(data: bytes) -> dict[str, bytes]:
    """The two streams of a document that `document` made."""
    word = data[512 : 512 + entry_of(data, "WordDocument")[1]]
    start, size = entry_of(data, "1Table")
    return {"WordDocument": word, "1Table": data[512 + 512 * start :][:size]}


def entry_of(data: bytes, name: str) -> tuple[int, int]:
    """First sector and size of a stream."""
    at = data.rindex(name.encode("utf-16-le") + b"\0\0")
    return struct.unpack_from("<II", data, at + 116)


def shorten(data: bytes, name: str, size: int, behind: bytes) -> bytes:
    """The same with a stream of another size, and these bytes behind its end."""
    made = bytearray(data)
    at = made.rindex(name.encode("utf-16-le") + b"\0\0")
    start = struct.unpack_from("<I", made, at + 116)[0]
    struct.pack_into("<I", made, at + 120, size)
    end = 512 + 512 * start + size
    made[end : end + len(behind)] = behind
    return bytes(made)


def unlink(data: bytes, name: str) -> bytes:
    """The same with a stream that no other entry leads to; it must be the last one."""
    made = bytearray(data)
    first = made.rindex("Root Entry".encode("utf-16-le"))
    number = (made.rindex(name.encode("utf-16-le") + b"\0\0") - first) // 128
    for at in range(first, first + 128 * number, 128):
        if struct.unpack_from("<I", made, at + 72)[0] == number:
            struct.pack_into("<I", made, at + 72, FREE)
    return bytes(made)


# --- property sets ---------------------------------------------------------------------------


def properties(codepage: int, *sections: dict[int, bytes]) -> bytes:
    """A property set of values by number; sections after the first are custom ones."""
    head = struct.pack("<HHI16xI", 0xFFFE, 0, 0x20006, len(sections))
    at, body, listed = 28 + 20 * len(sections), b"", b""
    for number, values in enumerate(sections):
        made = section({1: struct.pack("<Ihxx", 2, codepage_of(codepage))} | values)
        listed += bytes((number + 1,)) * 16 + struct.pack("<I", at + len(body))
        body += made
    return head + listed + body


def codepage_of(codepage: int) -> int:
    return codepage - 0x10000 if codepage > 0x7FFF else codepage


def section(values: dict[int, bytes]) -> bytes:
    at, listed, body = 8 + 8 * len(values), b"", b""
    for number, value in values.items():
        listed += struct.pack("<II", number, at + len(body))
        body += value + bytes(-len(value) % 4)
    return struct.pack("<II", at + len(body), len(values)) + listed + body


def string(text: str, encoding: str) -> bytes:
    held = text.encode(encoding) + b"\0"
    return struct.pack("<II", 30, len(held)) + held


def wide_string(text: str) -> bytes:
    return struct.pack("<II", 31, len(text) + 1) + f"{text}\0".encode("utf-16-le")


def dictionary(names: dict[int, str], encoding: str) -> bytes:
    made = struct.pack("<I", len(names))
    for number, name in names.items():
        held = name.encode(encoding) + b"\0"
        made += struct.pack("<II", number, len(held)) + held
    return made
