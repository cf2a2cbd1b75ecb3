"""store: what is made once, kept in the user's cache folder for the next run.

A file that is damaged, or made by other code, is made anew. Two runs at once do not meet: each
writes its own file and puts it in place whole.
"""

import gc
import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast
from zlib import crc32

import seclint

T = TypeVar("T")

VARIABLE = "SECLINT_CACHE_DIR"
"""The folder of the cache; an empty value turns it off."""

_SUM = 4
"""Bytes of the check sum before what was kept: it tells damage, and costs a tenth of a digest."""
DAMAGE = (
    pickle.PickleError,
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    ImportError,
    EOFError,
    TypeError,
)
"""What reading a file raises that is not what was written."""


_NAME = re.compile(r"[a-z]+-[0-9a-f]{32}\.pickle")
_GENERATIONS = 8
"""So many of one name are kept: rules of several folders, and those of before."""


def remembered(name: str, parts: Iterable[bytes], make: Callable[[], T]) -> T:
    """What `make` makes of these parts, or has made of them before."""
    folder = place()
    if folder is None:
        return make()
    file = folder / f"{name}-{digest(parts).hex()[:32]}.pickle"
    with suppress(*DAMAGE):
        return cast("T", unpickled(read(file)))
    made = make()
    write(file, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    _forget(name)
    return made


def remembered_files() -> list[Path]:
    """All files that `remembered` has made: what else is in the folder is not ours."""
    folder = place()
    return [file for file in folder.iterdir() if _NAME.fullmatch(file.name)] if folder else []


def _forget(name: str) -> None:
    """Take away the oldest of this name, where there are too many."""
    with suppress(OSError):
        files = [file for file in remembered_files() if file.name.startswith(f"{name}-")]
        for file in sorted(files, key=lambda each: each.stat().st_mtime_ns)[:-_GENERATIONS]:
            file.unlink(missing_ok=True)


def unpickled(payload: bytes) -> Any:
    """What was kept. Nobody but this user can have written it, and its sum has been checked.

    None of it is garbage: to look for some while it grows would take a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(payload)  # noqa: S301 the folder is this user's alone: place()
    finally:
        if was_on:
            gc.enable()
        gc.freeze()


def place() -> Path | None:
    """The folder of the cache, where there is one that only this user can write to."""
    folder = chosen()
    return folder if folder and _is_ours(folder) else None


def chosen() -> Path | None:
    """The folder that the cache is to be in, or None where it is turned off."""
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


def digest(parts: Iterable[bytes]) -> bytes:
    """Names these parts, this code and this Python."""
    found = sha256(_code())
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.digest()


@cache
def _code() -> bytes:
    """What Python, with what libraries, and what state of our own code it is, edited or not."""
    states = sorted(_states(Path(seclint.__file__).parent))
    libraries = [_changed(folder) for folder in sys.path if folder.endswith("site-packages")]
    return repr((seclint.__version__, sys.version, *libraries, *states)).encode()


def _changed(folder: str) -> int:
    """When something was last put into the folder or taken out, in nanoseconds."""
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0


def _states(folder: str | Path) -> Iterable[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _states(entry.path)
        elif entry.name.endswith(".py"):
            state = entry.stat()
            yield entry.path, state.st_size, state.st_mtime_ns


def read(file: Path) -> bytes:
    """What was written. Raises OSError, or ValueError where it is damaged."""
    data = file.read_bytes()
    found, payload = data[:_SUM], data[_SUM:]
    if _sum(payload) != found:
        raise ValueError("damaged")
    return payload


def _sum(payload: bytes) -> bytes:
    return crc32(payload).to_bytes(_SUM, "big")


def write(file: Path, payload: bytes) -> None:
    """Put it in place whole, or not at all: where it cannot be kept, that costs time, no more."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as opened:
            opened.write(_sum(payload) + payload)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
