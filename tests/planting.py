"""Planting: a mark is put into one hiding place of a file, by another hand than the reader's.

`tests/plants/*.py` list the plants of each format; `tests/test_planting.py` looks for every one,
and `scripts/make_formats.py` makes docs/formats.md of them, so that the page cannot drift.
"""

import hashlib
from collections.abc import Callable
from ctypes.util import find_library
from typing import NamedTuple

from seclint.model import Part

LIBARCHIVE = find_library("archive") is not None
"""Whether this machine has the library that reads 7z and rar; where not, that must be said."""


class Plant(NamedTuple):
    """One hiding place of one format.

    `make` writes a file with the mark in that place; `label` is the place's whole label as the
    reader tells it, `place` the line of docs/formats.md that it is evidence for.
    """

    format: str
    place: str
    producer: str
    make: Callable[[str], bytes]
    part: Part
    label: str
    filename: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether this machine has what reading the format needs."""
        return LIBARCHIVE or self.format not in ("7z", "rar", "cab", "lzh", "iso", "zst", "Z")

    @property
    def mark(self) -> str:
        """A text that stands nowhere else; the same in each run, since files may be committed."""
        told = f"{self.format}·{self.place}·{self.producer}"
        return f"暗记{hashlib.sha256(told.encode()).hexdigest()[:8].upper()}号"

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.filename or f"样本.{self.format}"


def plant(
    form: str, place: str, make: Callable[[str], bytes], part: Part, label: str,
    producer: str = "手工", filename: str = "",
) -> Plant:  # fmt: skip
    """A plant; {0} in its label stands for the mark."""
    made = Plant(form, place, producer, make, part, label, filename)
    return made._replace(label=label.format(made.mark))
