"""Word 97-2003 documents (doc, dot) and those of WPS Writer (wps, wpt), which are the same.

Order: body, text boxes where they are anchored, headers and footers by section, notes, comments,
properties, shapes, and what is left in streams that none of these know. Files inside follow as
members; macros and broken parts as Unreviewed.
"""

from collections.abc import Callable, Iterator

from seclint.errors import ExtractError
from seclint.extract.ole2.art import SAID, WORDART, Said, words
from seclint.extract.ole2.binder import Binder
from seclint.extract.ole2.residue import swept
from seclint.extract.word97 import fib as tables
from seclint.extract.word97.book import Book
from seclint.extract.word97.fib import Fib, fib
from seclint.extract.word97.field import readable
from seclint.extract.word97.pieces import narrow
from seclint.extract.word97.sttb import (
    Told,
    associated,
    authors,
    bookmarks,
    commenters,
    glossary,
    savers,
    variables,
)
from seclint.extract.word97.text import WordText
from seclint.model import Extracted, Part, Place

_WORD = "WordDocument"
_TABLES: tuple[tuple[int, Callable[[bytes], Iterator[Told]]], ...] = (
    (tables.ASSOCIATED, associated),
    (tables.REVISERS, authors),
    (tables.COMMENT_AUTHORS, commenters),
    (tables.SAVERS, savers),
    (tables.VARIABLES, variables),
    (tables.BOOKMARKS, bookmarks),
    (tables.GLOSSARY, glossary),
)
# No words of the document's own: names of styles and of fonts; what is read as text already.
_DULL = (tables.STYLES, tables.FONTS, tables.PIECES, tables.CHARACTERS, tables.PARAGRAPHS)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError("encrypted")."""
    try:
        binder = Binder(name, data)
        reading = _Reading(binder)
    except ExtractError as error:
        if error.code == "encrypted":
            raise
        yield from swept(name, data, error)
        return
    reading.tell()
    yield binder.document()
    yield from binder.members()
    yield from binder.unreviewed()


class _Reading:
    """The streams of one file that hold a document."""

    def __init__(self, binder: Binder) -> None:
        """Raises ExtractError: damaged, encrypted."""
        self._binder = binder
        self._word = binder.compound.read(_WORD)
        self._fib = fib(self._word)
        if self._fib.encrypted:
            raise ExtractError("encrypted", "文件已加密，未能审查")
        self._table = binder.compound.read(self._fib.table_stream)

    def tell(self) -> None:
        """Every text in them."""
        if self._fib.old:
            self._old()
        else:
            self._text(self._fib, "")
            self._glossary()
        said = self._binder.properties()
        if not self._fib.old:
            self._strings(said)
        self._shapes()

    # text

    def _text(self, head: Fib, label: str) -> None:
        """The text of one document; `label` names the one that stands behind the main one."""
        try:
            text = WordText(head, self._word, self._table)
        except ExtractError as error:
            self._binder.failed.append(error)
            return
        book = Book(self._binder.draft, text, head, self._table)
        if label:
            book.tell_whole("embedded", label)
        else:
            book.tell()
        self._binder.residue.read(_WORD, text.read())
        if not text.pieces.whole:
            self._binder.failed.append(ExtractError("damaged", "文字不完整，未能全部审查"))

    def _old(self) -> None:
        """Word 6 and Word 95: the bytes of the text, where it was saved as a whole."""
        reason = "Word 6/95 文档：只读出了其中的文字，未能全部审查"
        self._binder.failed.append(ExtractError("unsupported", reason))
        start, end = self._fib.text
        for number, line in enumerate(narrow(self._word[start:end]).split("\r"), start=1):
            self._binder.draft.write(readable(line).strip(), Place("body", f"正文第{number}段"))
            self._binder.draft.space("\n")

    def _glossary(self) -> None:
        """AutoText is a second document in the same streams, with a block of its own."""
        if self._fib.glossary:
            try:
                self._text(fib(self._word, self._fib.glossary), "自动图文集")
            except ExtractError:
                reason = "自动图文集已损坏，未能审查"
                self._binder.failed.append(ExtractError("damaged", reason))

    def _strings(self, said: set[str]) -> None:
        """Tables of strings; title, author and the like only if they differ from those `said`."""
        for number, told in _TABLES:
            start, end = self._fib.table(number)
            for part, label, text in told(self._table[start:end]):
                if number == tables.ASSOCIATED and text in said:
                    continue
                self._binder.say(part, label, text, self._fib.table_stream)
        self._binder.residue.read(self._fib.table_stream, map(self._fib.table, _DULL))

    # what is no story

    def _shapes(self) -> None:
        for stream in dict.fromkeys((self._fib.table_stream, _WORD, "Data")):
            for said in words(self._binder.compound.read(stream)):
                if not said.dull:
                    self._binder.say(*self._shape(said, stream), said.text, stream)
                self._binder.residue.read(stream, [(said.start, said.end)])

    def _shape(self, said: Said, stream: str) -> tuple[Part, str]:
        """Word art is a text; that of headers is what watermarks are made of."""
        if said.kind != WORDART:
            return "alt", f"图形（{SAID[said.kind]}）"
        if stream == self._fib.table_stream and said.start >= self._headers_art():
            return "header", "页眉（水印）"
        return "textbox", "艺术字"

    def _headers_art(self) -> int:
        """Where the drawings of headers begin ([MS-DOC] 2.9.172): two drawings after the group."""
        start, end = self._fib.table(tables.ART)
        at = start + 8 + int.from_bytes(self._table[start + 4 : start + 8], "little")
        while at + 9 <= min(end, len(self._table)) and self._table[at] == 0:
            at += 9 + int.from_bytes(self._table[at + 5 : at + 9], "little")
        return at
