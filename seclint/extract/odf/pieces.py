"""pieces: of the pieces of a paragraph, what a reader sees and what not."""

from collections.abc import Iterable, Iterator

from seclint.extract.odf.runs import Found
from seclint.extract.word.runs import Piece
from seclint.extract.word.views import deletions
from seclint.model import Place


def pieces(found: Iterable[Found]) -> list[Piece]:
    """Texts of a paragraph."""
    return [piece for piece in found if isinstance(piece, Piece) and piece.text]


def visible(found: Iterable[Found]) -> list[Piece]:
    """Those that a reader sees once all changes are accepted."""
    return [
        each
        for each in pieces(found)
        if not each.deleted and (each.place.part != "hidden" or not each.text.strip())
    ]


def unseen(found: Iterable[Found]) -> Iterator[tuple[str, Place]]:
    """Hidden texts, one for each stretch; and again with what is seen around them."""
    said = [each for each in pieces(found) if not each.deleted]
    stretch: list[Piece] = []
    alone: set[str] = set()
    place: Place | None = None
    for each in [*said, Piece("\n", Place("body", ""))]:
        if each.place.part == "hidden":
            stretch.append(each)
        elif stretch and each.text.strip(" "):
            alone.add("".join(piece.text for piece in stretch))
            yield "".join(piece.text for piece in stretch), stretch[0].place
            place = stretch[0].place
            stretch = []
    if place is None or all(each.place.part == "hidden" for each in said if each.text.strip()):
        return
    marked = [each._replace(deleted=each.place.part == "hidden") for each in said]
    for text, _ in deletions(each._replace(inserted=False) for each in marked):
        if text in alone:
            continue
        yield text, Place("hidden", f"{place.label}（连同前后文字）", place.anchor)
