"""history: what files were at a revision of the git repository that holds them.

git is the one that is installed, called with fixed words and no shell.
"""

import os
import subprocess
from pathlib import Path

from seclint.errors import UsageError

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE")
"""Set by git for its hooks; they name the repository from another folder than we ask in."""


def text_at(rev: str, path: Path) -> bytes | None:
    """The bytes of a file at a revision; None where it was not there, or was no file.

    Raises UsageError where there is no git, no repository around the path, or no such revision.
    """
    folder = next(parent for parent in path.absolute().parents if parent.is_dir())
    name = path.absolute().relative_to(folder).as_posix()
    found = _git(folder, "cat-file", "blob", f"{_checked(rev)}:./{name}")
    if found.returncode == 0:
        return found.stdout
    commit(rev, folder)
    return None


def commit(rev: str, folder: Path) -> str:
    """The full name of the commit that a revision is. Raises UsageError, as above."""
    top(folder)
    found = _git(folder, "rev-parse", "--verify", "--quiet", f"{_checked(rev)}^{{commit}}")
    if found.returncode:
        raise UsageError(f"git 里没有版本「{rev}」；CI 里只取了最近提交的，先把它取来（git fetch）")
    return found.stdout.decode("ascii").strip()


def top(folder: Path) -> Path:
    """The root folder of the repository around a folder. Raises UsageError, as above."""
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UsageError(f"{folder} 不在可用的 git 仓库里（{said}）")
    return Path(os.fsdecode(found.stdout.removesuffix(b"\n")))


def _checked(rev: str) -> str:
    """The revision, which git must not take for an option."""
    if not rev or rev.startswith("-"):
        raise UsageError(f"不是 git 的版本：「{rev}」")
    return rev


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    try:
        return subprocess.run(  # noqa: S603 fixed words, no shell
            ["git", "-C", str(folder), *words],  # noqa: S607 the git that the user has
            env=environment | {"LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except OSError:
        raise UsageError("找不到 git：比较版本要装 git") from None
