"""destinations: what receives the text of each destination, by the word that it begins with."""

from collections.abc import Callable

from seclint.extract.rtf.book import Book
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.sinks import Authors, Skip
from seclint.extract.rtf.words import BLOBS, CAPTURES, DATA, MARGINS, SKIPPED, STORIES

Begin = Callable[[Book, bytes, str], Story | Skip]
SINKS: dict[bytes, Begin] = (
    dict.fromkeys(MARGINS, Book.margin)
    | dict.fromkeys(STORIES, Book.note)
    | dict.fromkeys(CAPTURES, Book.capture)
    | dict.fromkeys(SKIPPED, Book.skipped)
    | dict.fromkeys((*BLOBS, *DATA), Book.blob)
    | {
        b"fldinst": Book.code,
        b"sn": Book.shape,
        b"sv": Book.shape,
        b"propname": Book.custom,
        b"staticval": Book.custom,
        b"colortbl": Book.colors,
        b"fonttbl": Book.fonts,
        b"revtbl": lambda book, _, __: Authors(book.look),
    }
)
"""Functions of the book, the word and where in the flow it stands."""
