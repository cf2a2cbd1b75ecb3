"""before: files as they were at a revision: what may let findings go in a run that trusts no
change.
"""

from pathlib import Path
from typing import NamedTuple

from seclint.config import on_disk
from seclint.history import commit, text_at, top


class Before(NamedTuple):
    """A commit, and the root of its repository."""

    commit: str
    root: Path

    def document(self, name: str) -> bytes | None:
        """A file as it was; one outside of the repository never was in it."""
        file = Path(name)
        return text_at(self.commit, file) if self._holds(file) else None

    def settings(self, file: Path) -> bytes | None:
        """A file of settings as it was; one outside of the repository is in no change of it."""
        return text_at(self.commit, file) if self._holds(file) else on_disk(file)

    def _holds(self, file: Path) -> bool:
        return file.absolute().parent.resolve().is_relative_to(self.root)


def before(rev: str) -> Before:
    """The revision, in the repository around the current folder. Raises UsageError."""
    here = Path.cwd()
    return Before(commit(rev, here), top(here).resolve())
