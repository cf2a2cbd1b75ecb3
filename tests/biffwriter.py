"""BIFF8 and BIFF5 written by hand ([MS-XLS]): records, strings, sheets, and whole workbooks."""

import struct
from itertools import accumulate

from worddoc import compound

GLOBALS, SHEET, CHART = 0x0005, 0x0010, 0x0020
EOF = struct.pack("<HH", 0x0A, 0)
PLAIN_XF = struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)


def record(kind: int, data: bytes = b"", *more: bytes) -> bytes:
    """A record, and CONTINUE records of `more`."""
    said = struct.pack("<HH", kind, len(data)) + data
    return said + b"".join(struct.pack("<HH", 0x3C, len(piece)) + piece for piece in more)


def bof(kind: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HHHH", version, kind, 0, 0) + bytes(8))


def string(text: str, size: int = 2) -> bytes:
    """XLUnicodeString: a length of so many bytes, flags, UTF-16."""
    return len(text).to_bytes(size, "little") + b"\1" + text.encode("utf-16-le")


def letters(text: str) -> bytes:
    """XLUnicodeStringNoCch."""
    return b"\1" + text.encode("utf-16-le")


def label(row: int, column: int, text: str, style: int = 0) -> bytes:
    return record(0x204, struct.pack("<HHH", row, column, style) + string(text))


def shared(row: int, column: int, number: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, number))


def sst(*strings: bytes) -> bytes:
    count = len(strings)
    return record(0xFC, struct.pack("<II", count, count) + b"".join(strings))


def rich(text: str, *runs: tuple[int, int], reading: str = "") -> bytes:
    """A shared string with fonts from characters on, and how it is read."""
    flags = 1 | 8 * bool(runs) | 4 * bool(reading)
    extra = b""
    if reading:
        held = struct.pack("<HHHHH", 0, 0, 0, len(reading), len(reading))
        held += reading.encode("utf-16-le")
        extra = struct.pack("<HH", 1, len(held)) + held
    head = struct.pack("<HB", len(text), flags)
    head += struct.pack("<H", len(runs)) if runs else b""
    head += struct.pack("<I", len(extra)) if reading else b""
    told = b"".join(struct.pack("<HH", *run) for run in runs)
    return head + text.encode("utf-16-le") + told + extra


def font(color: int = 0x7FFF, height: int = 200) -> bytes:
    head = struct.pack("<HHHHHBBBB", height, 0, color, 400, 0, 0, 0, 0, 0)
    return record(0x31, head + string("宋体", 1))


def xf(font_number: int = 0, number_format: int = 0, pattern: int = 0, color: int = 64) -> bytes:
    return record(
        0xE0,
        struct.pack("<HHHBBBB", font_number, number_format, 1, 0x20, 0, 0, 0)
        + struct.pack("<IIH", 0, pattern << 26, color | 65 << 7),
    )


def formula(
    row: int, column: int, code: bytes, value: bytes = bytes(8), constants: bytes = b""
) -> bytes:
    head = struct.pack("<HHH", row, column, 0) + value + struct.pack("<HIH", 0, 0, len(code))
    return record(0x06, head + code + constants)


def ptg_string(text: str) -> bytes:
    return b"\x17" + string(text, 1)


def sheet(*records: bytes, kind: int = SHEET) -> bytes:
    return bof(kind) + b"".join(records) + EOF


def stream(
    *sheets: tuple[str, int, bytes], before: bytes = b"", behind: bytes = b"", unlisted: bytes = b""
) -> bytes:
    """A workbook stream of (name, state, substream); records before and behind their list."""
    names = [string(name, 1) for name, _, _ in sheets]
    styles = font() * 5 + xf()
    size = len(bof(GLOBALS) + styles + before + behind + EOF) + sum(10 + len(n) for n in names)
    starts = accumulate((len(body) for _, _, body in sheets), initial=size)
    listed = b"".join(
        record(0x85, struct.pack("<IBB", start, state, 0) + name)
        for start, name, (_, state, _) in zip(starts, names, sheets, strict=False)
    )
    bodies = b"".join(body for _, _, body in sheets)
    return bof(GLOBALS) + styles + before + listed + behind + EOF + bodies + unlisted


def book(*records: bytes, before: bytes = b"", **more: bytes) -> bytes:
    """A compound file with a workbook of one sheet, Sheet1, of these records; other streams."""
    streams = {"Workbook": stream(("Sheet1", 0, sheet(*records)), before=before)}
    return compound(streams | {name.replace("__", "/"): data for name, data in more.items()})


def old_book(*records: bytes, codepage: int = 936) -> bytes:
    """The same in BIFF5, where strings are bytes."""
    head = record(0x0809, struct.pack("<HHHH", 0x0500, GLOBALS, 0, 0))
    head += record(0x42, struct.pack("<H", codepage))
    name = b"\x06Sheet1"
    start = len(head) + 10 + len(name) + len(EOF)
    listed = record(0x85, struct.pack("<IBB", start, 0, 0) + name)
    inner = record(0x0809, struct.pack("<HHHH", 0x0500, SHEET, 0, 0)) + b"".join(records) + EOF
    return compound({"Book": head + listed + EOF + inner})


# --- what floats over a sheet ------------------------------------------------------------------


def note(row: int, column: int, text: str, author: str) -> bytes:
    """A comment: object, text, note."""
    head = struct.pack("<HHHHHH", row, column, 0, 7, len(author), 1)[:-1]
    return thing(0x19, 7, text) + record(0x1C, head + author.encode("utf-16-le"))


def thing(kind: int, number: int, text: str) -> bytes:
    """An object and its text."""
    common = struct.pack("<HHHHH", 0x15, 0x12, kind, number, 0) + bytes(12)
    head = struct.pack("<HHHHHHHI", 0, 0, 0, 0, 0, len(text), 16, 0)
    runs = struct.pack("<HHIHHI", 0, 0, 0, len(text), 0, 0)
    return record(0x5D, common + bytes(4)) + record(0x1B6, head, letters(text), runs)


def shape(kind: int, text: str) -> bytes:
    """A shape with a property that is a text ([MS-ODRAW] 2.2.9)."""
    held = text.encode("utf-16-le") + b"\0\0"
    options = struct.pack("<HI", kind | 0x8000, len(held)) + held
    return struct.pack("<HHI", 0x13, 0xF00B, len(options)) + options


def link(row: int, column: int, *, shown: str, target: str, place: str) -> bytes:
    url = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
    guid = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
    held = (target + "\0").encode("utf-16-le")
    data = struct.pack("<4H", row, row, column, column) + guid + struct.pack("<II", 2, 0x1B)
    data += counted(shown) + url + struct.pack("<I", len(held)) + held + counted(place)
    return record(0x1B8, data)


def counted(text: str) -> bytes:
    return struct.pack("<I", len(text) + 1) + (text + "\0").encode("utf-16-le")
