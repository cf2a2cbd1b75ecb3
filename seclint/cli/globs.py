"""globs: the patterns of a configuration, and the files that they are about."""

import os
from pathlib import Path
from typing import NamedTuple

from seclint.discover.gitignore import Patterns, parse
from seclint.errors import ConfigError

_UNLIKE = ("甲.md", "乙/丙.docx")
"""Two files with nothing in common."""


class Glob(NamedTuple):
    """The files that a pattern matches, and those in the folders that it matches."""

    written: str
    patterns: Patterns

    def holds(self, path: str) -> bool:
        """Is the file at this path one of them?"""
        folders = (f"{parent.as_posix()}/" for parent in Path(path).parents)
        return any(self.patterns.verdict(each) for each in (path, *folders))

    @property
    def holds_everywhere(self) -> bool:
        """Is any file one of them?"""
        return all(self.holds(path) for path in _UNLIKE)


def glob(written: str, where: str) -> Glob:
    """A pattern as in .gitignore. Raises ConfigError, at `where`, for one that is none."""
    try:
        pattern = parse(written)
    except ValueError:
        pattern = None
    if pattern is None or pattern.exception:
        raise ConfigError(where + f"文件模式有误：{written}")
    return Glob(written, Patterns([pattern]))


def path_from(base: str, name: str) -> str:
    """What a file is called in a configuration whose folder is `base`."""
    real = os.path.realpath(name)
    try:
        return Path(os.path.relpath(real, base)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(real).as_posix()
