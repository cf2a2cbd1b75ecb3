"""vault: what became of a file, kept for the next run; only who has the file can read it.

An entry is named by the file's content, and locked with it: nobody learns from the folder what a
draft said, or which drafts there were, who does not hold the draft.
"""

import os
import pickle
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256, shake_256
from pathlib import Path
from typing import Any

from seclint import store

_FOLDER = "results"
_NAME = re.compile("[0-9a-f]{32}")
_SHELF = 1 << 19
"""Bytes kept on each of 256 shelves; what was kept longest ago goes first."""


class Vault:
    """Outcomes by what they were made of: `basis` (rules, day, options), then name and content."""

    def __init__(self, basis: Iterable[bytes]) -> None:
        place = store.place()
        self._folder = place / _FOLDER if place else None
        self._basis = store.digest(basis)
        self._tidied: set[Path] = set()

    def find(self, about: bytes, content: bytes) -> Any:
        """What was kept, or None. `about` is what else it was made of than the content."""
        if self._folder is None:
            return None
        key = self._key(about, content)
        with suppress(*store.DAMAGE):
            return store.unpickled(_locked(store.read(self._file(self._folder, key)), key))
        return None

    def keep(self, about: bytes, content: bytes, outcome: object) -> None:
        """Keep it; where that cannot be, nothing is lost but time."""
        if self._folder is None:
            return
        key = self._key(about, content)
        file = self._file(self._folder, key)
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tidy(file.parent)
        store.write(file, _locked(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL), key))

    def _key(self, about: bytes, content: bytes) -> bytes:
        return sha256(self._basis + sha256(about).digest() + content).digest()

    def _file(self, folder: Path, key: bytes) -> Path:
        name = sha256(b"name" + key).hexdigest()
        return folder / name[:2] / name[2:34]

    def _tidy(self, shelf: Path) -> None:
        """Once a run, before something is put there: what is too much is taken away."""
        if shelf in self._tidied:
            return
        self._tidied.add(shelf)
        with os.scandir(shelf) as entries:
            ours = (entry for entry in entries if _NAME.fullmatch(entry.name))
            states = [(entry.stat(), entry.path) for entry in ours]
        kept = 0
        for state, path in sorted(states, key=lambda each: -each[0].st_mtime_ns):
            kept += state.st_size
            if kept > _SHELF:
                Path(path).unlink(missing_ok=True)


def kept_files() -> list[Path]:
    """All entries that there are."""
    place = store.place()
    shelves = (place / _FOLDER).glob("[0-9a-f][0-9a-f]/*") if place else ()
    return [file for file in shelves if _NAME.fullmatch(file.name)]


def _locked(data: bytes, key: bytes) -> bytes:
    """The data under a stream of bytes that the key gives; the same unlocks it.

    No two entries share a key, since it holds all that the outcome was made of.
    """
    stream = shake_256(b"text" + key).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))
