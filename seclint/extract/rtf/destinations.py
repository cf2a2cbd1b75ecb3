"""destinations: what receives the text of each destination, by the word that it begins with."""

from collections.abc import Callable

from seclint.extract.rtf.book import Book
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.sinks import Authors, Colors, Fonts, Skip
from seclint.extract.rtf.words import BLOBS, CAPTURES, DATA, MARGINS, SKIPPED, STORIES

Begin = Callable[[Book, bytes, str], Story | Skip]
SINKS: dict[bytes, Begin] = (
    dict.fromkeys(MARGINS, Book.margin)
    | dict.fromkeys(STORIES, Book.note)
    | dict.fromkeys(CAPTURES, Book.capture)
    | dict.fromkeys(SKIPPED, Book.skipped)
    | dict.fromkeys(BLOBS, Book.blob)
    | dict.fromkeys(DATA, lambda _, __, ___: Skip())
    | {
        b"fldinst": Book.code,
        b"sn": Book.shape,
        b"sv": Book.shape,
        b"propname": Book.custom,
        b"staticval": Book.custom,
        b"colortbl": lambda book, _, __: Colors(book.look),
        b"fonttbl": lambda _, __, ___: Fonts(),
        b"revtbl": lambda book, _, __: Authors(book.look),
    }
)
"""Functions of the book, the word and where in the flow it stands."""
