"""cache: what is made of rule files once, kept for the next run; no document comes in here.

A file that is damaged, or made by other code or from other rules, is made anew. Two runs at once do
not meet: each writes its own file and puts it in place whole.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar, cast

import seclint

T = TypeVar("T")

VARIABLE = "SECLINT_CACHE_DIR"
"""The folder of the cache; an empty value turns it off."""

_DIGEST = 32


def remembered(name: str, parts: Iterable[bytes], make: Callable[[], T]) -> T:
    """What `make` makes of these parts, or has made of them before."""
    folder = _folder()
    if folder is None or not _is_ours(folder):
        return make()
    file = folder / f"{name}-{_key(parts)}.pickle"
    with suppress(OSError, ValueError, LookupError, AttributeError, ImportError, EOFError):
        # Nobody but this user can have written it (see _is_ours), and its digest has been checked.
        return cast("T", pickle.loads(_payload(file.read_bytes())))  # noqa: S301
    made = make()
    with suppress(OSError):  # a folder that cannot be written to costs time, nothing else
        _write(file, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


def _folder() -> Path | None:
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE]) if os.environ[VARIABLE] else None
    from platformdirs import user_cache_path

    return user_cache_path("seclint", appauthor=False)


def _is_ours(folder: Path) -> bool:
    """May nobody else write there? What is unpickled is run: another's file must not be.

    Windows keeps a user's folders from other users by itself.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return False
    return os.name == "nt" or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)


def _key(parts: Iterable[bytes]) -> str:
    digest = sha256(_code())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


@cache
def _code() -> bytes:
    """What Python and what state of our own code it is, edited or not."""
    files = sorted(Path(seclint.__file__).parent.rglob("*.py"))
    states = ((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return repr((seclint.__version__, sys.version, *states)).encode()


def _payload(data: bytes) -> bytes:
    digest, payload = data[:_DIGEST], data[_DIGEST:]
    if sha256(payload).digest() != digest:
        raise ValueError("damaged")
    return payload


def _write(file: Path, payload: bytes) -> None:
    """Put it in place whole; what could not be written whole is taken away again."""
    with NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        written = Path(temporary.name)
        try:
            temporary.write(sha256(payload).digest() + payload)
        except OSError:
            written.unlink()
            raise
    written.replace(file)
