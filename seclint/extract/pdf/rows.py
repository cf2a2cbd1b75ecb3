"""Rows of pieces side by side: how the gaps between them are told, and words written downwards."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from seclint.extract.pdf.pieces import TOUCHING, Piece
from seclint.extract.pdf.sheet import Box

_ONE_LETTER = 1.1
"""Between Chinese characters, which are not parted by spaces, a gap of one is still none."""
_WIDE = 1.5
"""A gap of more heights may part two cells."""
_NEAR_ROWS = 8
_LETTERS = 2

Row = list[Piece]


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces of one height side by side; those that would overlap make rows of their own."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.box.top + p.box.bottom, p.box.left)):
        for row in reversed(rows[-4:]):
            if _level(row[-1], piece) and not any(_overlap(other, piece) for other in row[-50:]):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.box.left)
    return rows


def _level(one: Piece, other: Piece) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.height, other.height)


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return shared > 0.4 * min(one.height, other.height)


def around(row: Row) -> Box:
    """The box around a row."""
    return Box(
        min(p.box.left for p in row), min(p.box.top for p in row),
        max(p.box.right for p in row), max(p.box.bottom for p in row),
    )  # fmt: skip


def tab_stops(rows: list[Row]) -> list[set[int]]:
    """For each row the pieces (by index) before which a gap stands that other rows have too."""
    gaps = [list(_wide_gaps(row)) for row in rows]
    found: list[set[int]] = []
    for number, own in enumerate(gaps):
        near = gaps[max(0, number - _NEAR_ROWS) : number] + gaps[number + 1 : number + _NEAR_ROWS]
        others = [gap for row in near for gap in row][:100]
        found.append({i for i, left, right in own if any(_meets(left, right, o) for o in others)})
    return found


def _wide_gaps(row: Row) -> Iterable[tuple[int, float, float]]:
    for index in range(1, len(row)):
        before, after = row[index - 1], row[index]
        if after.box.left - before.box.right > _WIDE * min(before.height, after.height):
            yield index, before.box.right, after.box.left


def _meets(left: float, right: float, other: tuple[int, float, float]) -> bool:
    return min(right, other[2]) - max(left, other[1]) > 5


def joined(row: Row, tabs: set[int], walls: Sequence[Box]) -> str:
    """The text of a row, its gaps told as nothing, a space or a tab."""
    tight = _letterspaced(row)
    out = [row[0].text]
    for index in range(1, len(row)):
        before, after = row[index - 1], row[index]
        if index in tight:
            both = before.text + after.text
            walled = both.isdigit() and index in tabs
        else:
            walled = index in tabs or _walled(before, after, walls)
        out.append("\t" if walled else "" if index in tight else _gap(before, after))
        out.append(after.text)
    return "".join(out)


def _gap(before: Piece, after: Piece) -> str:
    wide = (after.box.left - before.box.right) / max(0.1, min(before.height, after.height))
    sides = (before.text[-1] >= "\u2e80") + (after.text[0] >= "\u2e80")
    return " " if wide > (0.12, TOUCHING, _ONE_LETTER)[sides] else ""


def _walled(before: Piece, after: Piece, walls: Sequence[Box]) -> bool:
    """Does a ruling stand between two pieces?"""
    middle = (before.box.top + before.box.bottom) / 2
    left, right = before.box.right - 1, after.box.left + 1
    for wall in walls[bisect_left(walls, (left - 3,)) :][:500]:
        if wall.left > right:
            break
        if wall.right >= left and wall.top <= middle <= wall.bottom:
            return True
    return False


def _letterspaced(row: Row) -> set[int]:
    """Pieces that go on a word set with wide, even gaps (机　密　★　1　0　年)."""
    found: set[int] = set()
    start = 0
    for end in range(1, len(row) + 1):
        if end < len(row) and len(row[end].text) <= _LETTERS and _even(row, start, end):
            continue
        if end - start >= 3 and any(len(piece.text) == 1 for piece in row[start:end]):
            found.update(range(start + 1, end))
        start = end if end < len(row) and len(row[end].text) <= _LETTERS else end + 1
    return found


def _even(row: Row, start: int, end: int) -> bool:
    if start >= end:
        return True
    if len(row[start].text) > _LETTERS:
        return False
    first = row[start + 1].box.left - row[start].box.right
    gap = row[end].box.left - row[end - 1].box.right
    high = min(row[end].height, row[end - 1].height)
    return 0 <= gap <= 4 * high and abs(gap - first) <= 0.6 * high


# --- one glyph beneath the other ---------------------------------------------------------------


def merged(rows: list[Row]) -> list[Row]:
    """Rows of one glyph each, one beneath the other, as one row."""
    found: list[Row] = []
    open_: list[Piece] = []
    for row in [*rows, []]:
        alone = len(row) == 1 and len(row[0].text.strip()) == 1
        if open_ and alone and _beneath(open_, row[0]) and _aligned(open_[-1], row[0]):
            open_.append(row[0])
            continue
        found += _stack_rows(open_)
        open_ = [row[0]] if alone else []
        found += [row] if row and not alone else []
    return found


def _stack_rows(stack: list[Piece]) -> list[Row]:
    if not any(map(_is_han, stack)):
        return [[piece] for piece in stack]
    return [[Piece("".join(piece.text.strip() for piece in stack), around(stack))]]


def _is_han(piece: Piece) -> bool:
    text = piece.text.strip()
    return len(text) == 1 and ("\u4e00" <= text <= "\u9fff" or text in "★〇")


def _aligned(one: Piece, other: Piece) -> bool:
    aside = one.box.left + one.box.right - other.box.left - other.box.right
    return abs(aside) / 2 < 0.3 * one.height


def stacks(rows: list[Row]) -> list[tuple[str, Box]]:
    """Words written downwards, a glyph a row, as lines of their own."""
    open_: dict[int, list[Piece]] = {}
    found: list[list[Piece]] = []
    for row in rows:
        for piece in row[:100]:
            if len(piece.text.strip()) != 1:
                continue
            column = round((piece.box.left + piece.box.right) / 2 / max(1.0, piece.height * 0.4))
            stack = open_.get(column) or open_.get(column - 1) or open_.get(column + 1)
            if stack is None or not _beneath(stack, piece):
                stack = open_[column] = []
                found.append(stack)
            stack.append(piece)
    return [
        ("".join(piece.text.strip() for piece in stack), around(stack))
        for stack in found
        if len(stack) > 2 and any(map(_is_han, stack))
    ]


def _beneath(stack: list[Piece], piece: Piece) -> bool:
    last = stack[-1].box
    pitch = piece.box.top - last.top
    if not 0.5 * piece.height < pitch < 2.2 * piece.height:
        return False
    return len(stack) < 2 or abs(pitch - (last.top - stack[-2].box.top)) < 0.4 * piece.height
