"""before: files as they were at a revision: what may let findings go in a run that trusts no
change.
"""

from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from seclint.config import on_disk
from seclint.errors import ExtractError
from seclint.extract.budget import LIMITS
from seclint.history import commit, content_at, top


class Before(NamedTuple):
    """A commit, and the top folder of its repository."""

    commit: str
    top: Path

    def document(self, name: str) -> bytes | None:
        """A file as it was; None where it was not, or cannot be read: it lets nothing go then."""
        path = self._path(Path(name))
        try:
            return content_at(self.commit, path, LIMITS.file) if path else None
        except ExtractError:
            return None

    def settings(self, file: Path) -> bytes | None:
        """A file of settings as it was; one outside of the repository is in no change of it."""
        path = self._path(file)
        return content_at(self.commit, path, LIMITS.file) if path else on_disk(file)

    def _path(self, file: Path) -> str | None:
        """The path of the file from the top of the repository; None outside of it."""
        found = Path(realpath(file.parent), file.name)
        return found.relative_to(self.top).as_posix() if found.is_relative_to(self.top) else None


def before(rev: str) -> Before:
    """The revision, in the repository around the current folder. Raises UsageError."""
    folder = Path(top())
    return Before(commit(rev), folder)
