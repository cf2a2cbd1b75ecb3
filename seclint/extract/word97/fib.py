"""The file information block of a Word 97-2003 document ([MS-DOC] 2.5): where everything stands."""

import struct
from typing import NamedTuple

from seclint.errors import ExtractError

_IDENT = (0xA5EC, 0xA5DC)
_WORD_97 = 0xC0
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200

STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "head boxes")
"""The subdocuments of the text, in the order in which they follow each other."""

# Numbers of the tables in FibRgFcLcb97 ([MS-DOC] 2.5.6) that are read here.
STYLES, NOTE_TEXTS, COMMENT_TEXTS, SECTIONS, GLOSSARY, HEADERS = 1, 3, 5, 6, 9, 11
CHARACTERS, PARAGRAPHS, FONTS, BOOKMARKS, ASSOCIATED, PIECES = 12, 13, 15, 21, 32, 33
COMMENT_AUTHORS, ANCHORS, ENDNOTE_TEXTS, ART, REVISERS = 36, 40, 47, 50, 51
BOX_TEXTS, HEAD_BOX_TEXTS, VARIABLES, SAVERS = 56, 58, 60, 71


class Extent(NamedTuple):
    """Bytes `start` (included) to `end` (excluded) of the table stream."""

    start: int
    end: int


class Fib(NamedTuple):
    """`lengths` are characters of each of the STORIES; `tables` are by number."""

    version: int
    language: int
    glossary: int
    table_stream: str
    encrypted: bool
    text: Extent
    lengths: tuple[int, ...]
    tables: tuple[Extent, ...]

    @property
    def old(self) -> bool:
        """Word 6, Word 95 and older: all but the first bytes mean something else."""
        return self.version < _WORD_97

    def table(self, number: int) -> Extent:
        """Where a table stands; empty for those that this version has not."""
        return self.tables[number] if number < len(self.tables) else Extent(0, 0)


def fib(word: bytes, at: int = 0) -> Fib:
    """The block at an offset of the WordDocument stream. Raises ExtractError("damaged")."""
    try:
        return _fib(word, at)
    except struct.error as error:
        raise ExtractError("damaged", "Word 文档的文件信息块不完整，未能审查") from error


def _fib(word: bytes, at: int) -> Fib:
    ident, version, _, language, following, flags = struct.unpack_from("<6H", word, at)
    if ident not in _IDENT:
        raise ExtractError("damaged", "Word 文档的文件信息块已损坏，未能审查")
    start, end = struct.unpack_from("<II", word, at + 24)
    head = Fib(
        version=version,
        language=language,
        glossary=following * 512,
        table_stream="1Table" if flags & _SECOND_TABLE else "0Table",
        encrypted=bool(flags & _ENCRYPTED),
        text=Extent(start, end),
        lengths=(),
        tables=(),
    )
    return head if head.old or head.encrypted else _rest(head, word, at + 32)


def _rest(head: Fib, word: bytes, at: int) -> Fib:
    (shorts,) = struct.unpack_from("<H", word, at)
    at += 2 + 2 * shorts
    (longs,) = struct.unpack_from("<H", word, at)
    lengths = struct.unpack_from("<8i", word, at + 2 + 12)
    at += 2 + 4 * longs
    (count,) = struct.unpack_from("<H", word, at)
    pairs = struct.iter_unpack("<II", word[at + 2 : at + 2 + 8 * count])
    tables = tuple(Extent(offset, offset + size) for offset, size in pairs)
    return head._replace(lengths=tuple(max(0, n) for n in lengths), tables=tables)
