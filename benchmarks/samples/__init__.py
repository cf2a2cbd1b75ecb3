"""samples: a file of each format that is read, made here, large enough to be timed.

By the libraries of the trade where they write the format, else by the writers of the tests.
"""

from collections.abc import Callable

from samples import archives, office, pages, texts
from samples.sample import Sample

SAMPLES: dict[str, Callable[[], Sample]] = {
    **texts.SAMPLES, **office.SAMPLES, **pages.SAMPLES, **archives.SAMPLES
}  # fmt: skip
"""Makers of samples, by format."""

UNREAD = ("heic", "jxr")
"""Formats of which nothing but a word that they are not read ever comes."""
