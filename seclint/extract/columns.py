"""columns: tables that a plain text lays out with wide blanks; a tab for the first of each.

Folding takes blanks between Chinese characters away, and with them the borders of such a table.
"""

import re
from itertools import groupby

_GAP = re.compile(
    r"[ \t\u3000](?<=\S.)"
    r"(?:(?<=\u3000)[ \t\u3000]*|(?<=[ \t])(?:[ \t]+|[ \t]*\u3000[ \t\u3000]*))(?=\S)"
)
"""Two blanks or a wide one between what is none; begins with one, and so is ten times faster."""
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_LONGEST_CELL = 30
_SENTENCE = re.compile("[。；！？]")


def parted(text: str) -> str:
    """The text, as long as it was, with a tab wherever such a table parts two cells."""
    if not _GAP.search(text):
        return text
    lines = text.split("\n")
    numbered = groupby(range(len(lines)), key=lambda number: _width(lines[number]))
    for width, numbers in ((width, list(numbers)) for width, numbers in numbered):
        if width and len(numbers) >= _FEWEST_ROWS:
            for number in numbers:
                lines[number] = _GAP.sub(lambda gap: "\t" + gap[0][1:], lines[number])
    return "\n".join(lines)


def _width(line: str) -> int:
    """How many cells the line has, if it looks like a row of a table, else 0.

    Spaced words (签　发　人) have cells of one character: two longer ones make a row.
    """
    cells = _GAP.split(line.strip())
    if len(cells) < _FEWEST_CELLS or _SENTENCE.search(line):
        return 0
    longer = sum(len(cell) > 1 for cell in cells)
    return len(cells) if longer > 1 and max(map(len, cells)) <= _LONGEST_CELL else 0
