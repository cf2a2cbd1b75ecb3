"""views: a text with its deletions, or with what is hidden in it, beside what readers see."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seclint.extract.word.runs import Found, Piece
from seclint.model import Place

_SEAM = 3
_CONTEXT = 10  # characters of unchanged text kept on each side of a deletion
_CLAUSE = re.compile(r"[。；！？，\n]")


def written(found: Iterable[Found]) -> list[Piece]:
    """The pieces of text among what was found."""
    return [piece for piece in found if isinstance(piece, Piece) and piece.text]


class View(NamedTuple):
    """A text that some readers see, with what stands around it."""

    text: str
    place: Place


def deletions(pieces: Iterable[Piece]) -> Iterator[View]:
    """The original text around each deletion."""
    original = [piece for piece in pieces if piece.deleted or not piece.inserted]
    return _around(original, [piece.deleted for piece in original])


def disguises(pieces: Iterable[Piece]) -> Iterator[View]:
    """Each text that is hidden from readers, by itself and with what stands around it."""
    final = [piece for piece in pieces if not piece.deleted]
    hidden = [piece.hidden for piece in final]
    yield from dict.fromkeys((*_alone(final), *_around(final, hidden)))


def _alone(pieces: Iterable[Piece]) -> Iterator[View]:
    """Hidden texts without what readers see; a few letters between them do not part them."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.hidden:
            found.append(piece)
        elif found and len(piece.text) > _SEAM:
            yield _view(found)
            found = []
    if found:
        yield _view(found)


def _view(pieces: list[Piece]) -> View:
    text = "".join(piece.text for piece in pieces)
    return View(text.replace("\n", " "), pieces[0].place)


def _around(pieces: list[Piece], chosen: list[bool]) -> Iterator[View]:
    """The text around the pieces that are chosen, up to the bounds of its clause.

    Those that stand nearer to each other than their context make one text.
    """
    text = "".join(piece.text for piece in pieces)
    for start, end, place in _spans(pieces, chosen):
        before = _CLAUSE.split(text[max(0, start - _CONTEXT) : start])[-1]
        after = _CLAUSE.split(text[end : end + _CONTEXT])[0]
        yield View(f"{before}{text[start:end]}{after}".replace("\n", " "), place)


def _spans(pieces: Iterable[Piece], chosen: Iterable[bool]) -> Iterator[tuple[int, int, Place]]:
    offset, found = 0, None
    for piece, wanted in zip(pieces, chosen, strict=True):
        if wanted:
            if found and offset - found[1] > _CONTEXT:
                yield found
                found = None
            start, place = (found[0], found[2]) if found else (offset, piece.place)
            found = (start, offset + len(piece.text), place)
        offset += len(piece.text)
    if found:
        yield found
