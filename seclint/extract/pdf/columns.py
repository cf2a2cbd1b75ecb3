"""Newspaper columns: what stands left of a gutter is read before what stands right of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from seclint.extract.pdf.pieces import Piece

_LEAST = 6
"""Fewer pieces on a side make no column."""
_FILLED = 0.6
"""Pieces of a column fill, in the mean, this share of its width; cells of a table do not."""


def in_columns(pieces: Sequence[Piece]) -> Iterable[Sequence[Piece]]:
    """The pieces in blocks to be read one after the other; one block where there are no columns."""
    if len(pieces) < 2 * _LEAST or (gutter := _gutter(pieces)) is None:
        return (pieces,)
    blocks: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.box.top):
        if piece.box.right <= gutter:
            left.append(piece)
        elif piece.box.left >= gutter:
            right.append(piece)
        else:
            blocks += [left, right, [piece]]
            left, right = [], []
    return [block for block in (*blocks, left, right) if block]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where the gutter of two columns of running text stands."""
    low = min(piece.box.left for piece in pieces)
    wide = max(piece.box.right for piece in pieces) - low
    starts = Counter(
        round(piece.box.left) for piece in pieces if 0.35 * wide < piece.box.left - low < 0.7 * wide
    )
    if not starts or (common := starts.most_common(1)[0])[1] < _LEAST // 2:
        return None
    gutter = common[0] - 2.0
    left = [piece for piece in pieces if piece.box.right <= gutter]
    right = [piece for piece in pieces if piece.box.left >= gutter]
    crossing = len(pieces) - len(left) - len(right)
    if min(len(left), len(right)) < _LEAST or crossing > 0.15 * len(pieces):
        return None
    edge = max(piece.box.right for piece in left) - low
    rest = low + wide - gutter
    return gutter if _fills(left, edge) and _fills(right, rest) else None


def _fills(pieces: Sequence[Piece], width: float) -> bool:
    told = sum(piece.box.right - piece.box.left for piece in pieces)
    return told > _FILLED * width * len(pieces) and sum(len(p.text) for p in pieces) > 10 * len(
        pieces
    )
