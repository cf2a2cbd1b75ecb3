"""Bytes of a PDF file that belong to no object: before the header, between objects, at the end.

And where each earlier revision of the file ended.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

REVISIONS = 20
"""So many earlier revisions are read, the latest ones."""
_TOKEN = re.compile(
    rb"(endobj|%%EOF)|(?<![0-9])[0-9]{1,10}\s{1,20}[0-9]{1,5}\s{1,20}obj\b"
    rb"|\bxref\b|\btrailer\b|\bstartxref\b"
)
_END = re.compile(rb"%%EOF[^\S\r\n]*(?:\r\n|\r|\n)?")
_LENGTH = re.compile(rb"/L\s+([0-9]{1,12})\b")
_START = re.compile(rb"startxref\s+(\d{1,12})\s*$")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_WORDLESS = re.compile(
    rb"\s{0,20}(?:<<[^>]{0,200}/Type\s{0,20}/(?:XRef|ObjStm)\b|[-+.\w]{1,20}\s{0,20}endobj)"
)
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})\s+(\d{1,5})\s+obj\b")


class Gap(NamedTuple):
    """Bytes, and what people may call the place they stand at."""

    label: str
    offset: int
    data: bytes


def header(data: bytes) -> int:
    """Where the file really begins: readers accept the header anywhere in the first kilobyte."""
    return max(0, data.find(b"%PDF-", 0, 1024))


def gaps(data: bytes) -> Iterator[Gap]:
    """Bytes between what the file's structure names, white space left out."""
    if start := header(data):
        yield Gap("文件头之前的数据", 0, data[:start])
    last = data.rfind(b"%%EOF")
    open_ = -1
    for token in _TOKEN.finditer(data):
        if open_ >= 0 and (between := data[open_ : token.start()].strip()):
            yield Gap("对象之间的数据", open_, between)
        open_ = token.end() if token[1] and token.start() != last else -1
    if last >= 0 and (tail := data[last + 5 :].strip(b"\0 \t\r\n")):
        yield Gap("文件末尾之后的数据", last + 5, tail)


def revisions(data: bytes) -> list[int]:
    """Offsets where earlier revisions of the file ended, oldest first.

    An end counts if the number before it leads to a cross-reference table: in a PDF that was
    put inside another one it does not. Of a linearised file the ends before its length
    (/L, [ISO 32000-1] F.3.3) are none.
    """
    start = header(data)
    ends = []
    for match in _END.finditer(data):
        told = _START.search(data, max(0, match.start() - 64), match.start())
        if told and _TABLE.match(data, start + int(told[1])) and int(told[1]) < match.start():
            ends.append(match.end())
    head = data[start : start + 1024]
    if b"/Linearized" in head and (length := _LENGTH.search(head)):
        ends = [end for end in ends if end >= int(length[1]) - 16]
    return ends[:-1]


def numbers(data: bytes) -> set[tuple[int, int]]:
    """Numbers of all objects whose headers stand in the file, whether a table names them or not.

    Tables, containers of objects, and lone numbers are left out.
    """
    return {
        (int(match[1]), int(match[2]))
        for match in _OBJECT.finditer(data)
        if not _WORDLESS.match(data, match.end(), match.end() + 300)
    }
