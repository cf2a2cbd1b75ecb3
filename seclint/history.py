"""history: what git knows of files: which were added or changed, and what they were before.

git is asked, and told nothing: it takes no lock and fetches nothing. What its environment says
(GIT_DIR, GIT_INDEX_FILE; hooks set them) holds, as it does for git itself.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from os.path import realpath
from pathlib import Path
from shutil import which
from typing import NamedTuple

from seclint.errors import ExtractError, UsageError

_SETTINGS = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
_DIFFERENCES = (
    "diff", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--find-renames",
    "--ignore-submodules=dirty", "--diff-filter=d",
)  # fmt: skip
_SHALLOW = (
    "；这里是浅克隆，先取来全部历史：git fetch --unshallow"
    "（GitHub Actions：checkout 的 fetch-depth: 0；GitLab：GIT_DEPTH: 0）"
)
_DIGEST = re.compile("[0-9a-f]{40,64}")
_POINTER = re.compile(
    rb"version https://git-lfs[\w./-]{,40}\n(?:ext-\d-\w{,40} sha256:[0-9a-f]{64}\n){,9}"
    rb"oid sha256:([0-9a-f]{64})\nsize \d{,20}\n"
)
"""What Git LFS puts in a file's place: nothing else may stand in it."""


class Kind(StrEnum):
    """What git takes a path for, by its mode; all other modes are those of files."""

    FILE = "100644"
    LINK = "120000"
    REPOSITORY = "160000"
    CONFLICT = "000000"


class Blob(NamedTuple):
    """A content that git keeps, and the path that it has, or had."""

    path: str
    digest: str


class Change(NamedTuple):
    """What was added or changed; paths are from the top of the repository.

    `staged` is its content in the index, None where its content is on the disk; `former` is what
    it was before, None where it is new.
    """

    path: str
    kind: Kind
    staged: Blob | None = None
    former: Blob | None = None


def top() -> str:
    """The folder that holds the working tree. Raises UsageError where there is none."""
    try:
        found = os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n"))
    except UsageError as error:
        raise UsageError(f"这里不在可用的 git 仓库里（{error}）") from None
    return Path(realpath(found)).as_posix().rstrip("/")


def head() -> str:
    """The commit that is checked out; before the first one, the tree that holds nothing."""
    return _commit("HEAD") or _line("hash-object", "-t", "tree", "--stdin")


def commit(rev: str) -> str:
    """The full name of a commit. Raises UsageError where there is none."""
    found = _commit(rev)
    if found is None:
        raise UsageError(f"git 里没有提交「{rev}」{_shallow() or '；先用 git fetch 取来'}")
    return found


def fork(rev: str) -> str:
    """The last commit that HEAD has in common with `rev`. Raises UsageError where there is none."""
    other = commit(rev)
    if _commit("HEAD") is None:
        raise UsageError(f"还没有提交，不能与「{rev}」比较")
    found = _line("merge-base", other, "HEAD", none=1)
    if not found:
        raise UsageError(f"「{rev}」与 HEAD 没有共同的提交{_shallow()}")
    return found


def _commit(rev: str) -> str | None:
    """The commit of this name, or None."""
    if not rev or rev.startswith("-"):
        return None
    found = _line("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}", none=1)
    return found if _DIGEST.fullmatch(found) else None  # a range has more than one


def _shallow() -> str:
    """What to do, where it may be that the history is cut short."""
    return _SHALLOW if _line("rev-parse", "--is-shallow-repository") == "true" else ""


# --- what changed ----------------------------------------------------------------------------


def changed(base: str, *, ignored: bool) -> Iterator[Change]:
    """What is in the working tree and was not, or not so, in `base`: unknown to git or not.

    With what is `ignored`, where that is wanted. A file that was renamed without telling git is a
    new one.
    """
    for change in _differences(base):
        if change.kind is not Kind.CONFLICT:
            yield change._replace(staged=None)
    wanted = () if ignored else ("--exclude-standard",)
    listed = _git("ls-files", "--others", "-z", "--full-name", *wanted, "--", ":/")
    for name in _names(listed):
        kind = Kind.REPOSITORY if name.endswith("/") else Kind.FILE
        yield Change(name.rstrip("/"), kind)


def staged(base: str) -> Iterator[Change]:
    """What is in the index and was not, or not so, in `base`."""
    return _differences("--cached", base)


def folders(base: str) -> frozenset[str]:
    """The names of all folders that there were."""
    paths = _names(_git("ls-tree", "-r", "-d", "-z", "--name-only", "--full-tree", base))
    return frozenset(path.rpartition("/")[2] for path in paths)


def _differences(*against: str) -> Iterator[Change]:
    """What `git diff` tells: `:MODE MODE DIGEST DIGEST STATUS`, the path, for a rename two."""
    words = iter(_names(_git(*_DIFFERENCES, *against, "--")))
    for word in words:
        old_mode, mode, old_digest, digest, status = word.removeprefix(":").split(" ")
        old_path = next(words)
        path = next(words) if status[0] in "RC" else old_path
        kind, old_kind = _kind(mode), _kind(old_mode)
        yield Change(path, kind, _blob(kind, path, digest), _blob(old_kind, old_path, old_digest))


def _kind(mode: str) -> Kind:
    return Kind(mode) if mode in list(Kind) else Kind.FILE


def _blob(kind: Kind, path: str, digest: str) -> Blob | None:
    """What git keeps of a file or a link; of all else, and of what is on the disk, it has none."""
    has_content = kind in (Kind.FILE, Kind.LINK) and digest.strip("0")
    return Blob(path, digest) if has_content else None


# --- contents --------------------------------------------------------------------------------


def content_at(commit: str, path: str, most: int) -> bytes | None:
    """The content of a path in a commit; None where no file was there. Raises as `content`."""
    listed = _names(_git("ls-tree", "-z", "--full-tree", commit, "--", path))
    for mode, kind, digest in (entry.partition("\t")[0].split(" ") for entry in listed):
        if kind == "blob" and mode != Kind.LINK:
            return content(digest, most)
    return None


def content(digest: str, most: int) -> bytes:
    """What git keeps under this digest. Raises ExtractError where it has more bytes than `most`.

    What Git LFS keeps for it is read in its place.
    """
    with subprocess.Popen(  # noqa: S603 fixed words, and no shell
        [_program(), *_SETTINGS, "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | _ENVIRONMENT,
    ) as process:
        data = _answer(process, digest, most)
    pointer = _POINTER.fullmatch(data)
    return _in_lfs(pointer[1].decode(), most) if pointer else data


def _answer(process: "subprocess.Popen[bytes]", digest: str, most: int) -> bytes:
    """`DIGEST blob SIZE`, and so many bytes; `DIGEST missing`, where a clone has only a part."""
    if process.stdin is None or process.stdout is None:
        raise _unreadable()
    with process.stdin as asked:
        asked.write(f"{digest}\n".encode())
    words = process.stdout.readline().split()
    if len(words) != 3:
        raise _unreadable()
    size = int(words[2])
    _check(size, most)
    return process.stdout.read(size)


def _in_lfs(digest: str, most: int) -> bytes:
    kept = os.fsdecode(_git("rev-parse", "--git-common-dir").removesuffix(b"\n"))
    file = Path(kept, "lfs", "objects", digest[:2], digest[2:4], digest)
    try:
        _check(file.stat().st_size, most)
        return file.read_bytes()
    except OSError:
        raise ExtractError("unreadable", "本机没有 Git LFS 里的内容（git lfs fetch）") from None


def _check(size: int, most: int) -> None:
    if size > most:
        raise ExtractError("too-big", f"文件超过 {most >> 20} MiB，未能审查")


def _unreadable() -> ExtractError:
    return ExtractError("unreadable", "本机的 git 里没有这个版本的内容")


# --- git -------------------------------------------------------------------------------------


def _git(*words: str, none: int = 0) -> bytes:
    """What git answers. Raises UsageError where it fails, save with the exit code `none`."""
    done = subprocess.run(  # noqa: S603 fixed words, and names that no option can be taken for
        [_program(), *_SETTINGS, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=os.environ | _ENVIRONMENT,
        check=False,
    )
    if done.returncode not in (0, none):
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UsageError(f"git {words[0]} 不成：{reason}")
    return done.stdout


def _line(*words: str, none: int = 0) -> str:
    return _git(*words, none=none).decode("ascii").strip()


def _names(listed: bytes) -> list[str]:
    return os.fsdecode(listed).split("\0")[:-1]


def _program() -> str:
    """Where git is. Raises UsageError where it is not.

    On Windows, what lies in the current folder would come first: that is a draft, not git.
    """
    found = which("git")
    if found is None or not Path(found).is_absolute():
        raise UsageError("没有找到 git：--since、--staged、--changed-only、--allow-from 要用它")
    return found
