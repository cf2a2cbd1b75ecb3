"""plain: the plain form of `check`, read without the library that reads all others.

A hook is waited for at each commit, and typer takes longer to import than a draft to review. What
is not plain here (an option that is not in the tables, a value that is none) is read by typer, to
whose reading these tables are held by a test.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from seclint.cli.choices import Color, Format, Lang, Level
from seclint.cli.request import Request

FLAGS: dict[str, tuple[str, bool]] = {
    "--exit-zero": ("exit_zero", True),
    "--force-exclude": ("force_exclude", True),
    "--isolated": ("isolated", True),
    "--no-cache": ("cache", False),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
    "--verbose": ("verbose", True),
    "-v": ("verbose", True),
    "--statistics": ("statistics", True),
    "--staged": ("staged", True),
    "--changed-only": ("changed_only", True),
    "--names-only": ("names_only", True),
    "--show-settings": ("show_settings", True),
}
"""Parameter, and the value that the flag gives it."""

VALUES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "--output-format": ("output_format", Format),
    "-f": ("output_format", Format),
    "--output-file": ("output_file", Path),
    "-o": ("output_file", Path),
    "--fail-on": ("fail_on", Level),
    "--config": ("config", Path),
    "--profile": ("profile", str),
    "--since": ("since", str),
    "--lang": ("lang", Lang),
    "--color": ("color", Color),
}
"""Parameter, and what makes its value of the next word."""


def plain(words: Sequence[str]) -> Request | None:
    """The request of a command line (without the program's name), or None where it is not plain."""
    if not words or words[0] != "check":
        return None
    paths: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(words[1:])
    try:
        for word in rest:
            if word in FLAGS:
                name, given_value = FLAGS[word]
                given[name] = given_value
            elif not word.startswith("-"):
                paths.append(word)
            else:
                name, value = VALUES[word]
                given[name] = value(next(rest))
    except (KeyError, ValueError, StopIteration):
        return None
    return Request(paths=paths or None, **given)
