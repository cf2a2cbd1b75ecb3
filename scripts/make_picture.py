"""make_picture: the report on the sample drafts as a picture for the README.

python scripts/make_picture.py        # writes docs/report.svg
"""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "seclint check examples/drafts"
CELL, LINE, MARGIN, COLUMNS, INDENT = 8.4, 21, 18, 104, 10
INKS = {"1": "#ffffff", "2": "#8b93a3", "31": "#ff6b68", "33": "#f0b35a"} | {
    "35": "#c792ea",
    "36": "#5fc9d8",
}
PLAIN = "#d7dae0"


class Glyph(NamedTuple):
    """One character where a terminal puts it."""

    character: str
    ink: str
    row: int
    column: int


def output() -> str:
    """What the command prints, in colour."""
    environment = os.environ | {"FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment.pop("NO_COLOR", None)
    arguments = [sys.executable, "-m", *COMMAND.split()]
    run = subprocess.run(  # noqa: S603 our own command
        arguments, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return run.stdout


def glyphs(text: str) -> Iterator[Glyph]:
    """Every character of the text, long lines folded."""
    row = column = 0
    ink = PLAIN
    for escaped, character in re.findall(r"\x1b\[(\d+)m|(.|\n)", text):
        if escaped:
            ink = INKS.get(escaped, PLAIN)
        elif character == "\n":
            row, column = row + 1, 0
        else:
            cells = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
            if column + cells > COLUMNS:
                row, column = row + 1, INDENT
            yield Glyph(character, ink, row, column)
            column += cells


def _drawn(glyph: Glyph) -> str:
    x, y = MARGIN + CELL * glyph.column, MARGIN + LINE * (glyph.row + 0.75)
    character = escape(glyph.character)
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{glyph.ink}">{character}</text>\n'


def picture(text: str) -> str:
    """The text as SVG."""
    drawn = [glyph for glyph in glyphs(text) if glyph.character != " "]
    width = MARGIN * 2 + CELL * COLUMNS
    height = MARGIN * 2 + LINE * (drawn[-1].row + 1)
    body = "".join(map(_drawn, drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        'font-family="Sarasa Mono SC, Noto Sans Mono CJK SC, Menlo, Consolas, monospace" '
        'font-size="14"><rect width="100%" height="100%" rx="8" fill="#1d2026"/>\n'
        f"{body}</svg>\n"
    )


if __name__ == "__main__":
    (ROOT / "docs" / "report.svg").write_text(picture(f"$ {COMMAND}\n{output()}"), "utf-8")
