"""Paths -> files to review, in stable order, each once; what cannot be listed is Unreviewed.

What a person names is reviewed, excluded or ignored though it may be, unless `force_exclude` says
otherwise (pre-commit names every file). Links to directories are not followed: one that leads out
of the directories named is Unreviewed, since nobody else reads what is there.
"""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from seclint.discover.gitignore import Pattern, Patterns, parse
from seclint.errors import UsageError
from seclint.model import Unreviewed

DEFAULT_EXCLUDE = (
    ".git", ".hg", ".svn", ".bzr", "node_modules/", ".venv/", "venv/",
    "site-packages/", ".tox/", ".nox/", "__pycache__/",
    ".mypy_cache/", ".pytest_cache/", ".ruff_cache/", ".seclint_cache/",
    ".seclint.key", ".seclint-baseline.json",
    "~$*", ".~*",  # lock files: of Microsoft Office; of WPS and LibreOffice
    ".DS_Store", "[Tt]humbs.db", "[Dd]esktop.ini",
)  # fmt: skip

Found = str | Unreviewed
"""A file to review, or what could not be read. Names are as given, with forward slashes."""

_LONGEST_GITIGNORE = 1 << 16
"""Bytes; what a longer one ignores is reviewed."""


class Selection(NamedTuple):
    """What to leave out. `exclude` has the grammar of gitignore, anchored at `root`.

    In a directory that lies outside `root`, or that a person named though it is excluded, the
    patterns are anchored at that directory.
    """

    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    force_exclude: bool = False
    respect_gitignore: bool = True
    root: Path = Path()


def discover(paths: Iterable[str | os.PathLike[str]], selection: Selection) -> Iterator[Found]:
    """The files named, and all files in the directories named, sorted by name in each.

    Raises UsageError at once where a path does not exist or a pattern of `exclude` is malformed.
    """
    return _Search([_named(os.fspath(path)) for path in paths], selection).found()


def among(
    files: Iterable[str], paths: Iterable[str | os.PathLike[str]], selection: Selection
) -> Iterator[tuple[str, str]]:
    """Those of `files`, known by their real paths, that are in what is named: each as it would be
    found, and its real path.

    They need not be on the disk; which of them are ignored is not asked. Raises UsageError where a
    path neither exists nor has one of them.
    """
    return _Search([os.fspath(path) for path in paths], selection).among(files)


def _named(path: str) -> str:
    """How the path is told: drafts/通知.docx for ./drafts//通知.docx."""
    if not path or not os.path.lexists(path):
        raise UsageError(f"路径不存在或无法访问：{path or '（空）'}")
    return Path(path).as_posix()


# --- patterns ------------------------------------------------------------------------------


class _Rooted(NamedTuple):
    """Patterns, and the directory that they are anchored at."""

    root: str
    patterns: Patterns

    def verdict(self, real: str) -> bool | None:
        """Leave a path out (True), take it (False), or nothing said (None)."""
        inside = real.removeprefix(f"{self.root}/")
        return None if inside in {real, ""} else self.patterns.verdict(inside)

    def omits(self, real: str) -> bool:
        """Whether a path, or any directory above it, is left out."""
        return any(self.verdict(path) for path in _down_to(real))


def _down_to(real: str) -> Iterator[str]:
    """Each directory above a path, from the top, and the path itself."""
    yield from (real[: match.end()] for match in re.finditer("/(?!$)", real))
    yield real


def _real(path: str | Path) -> str:
    """Where a path really leads, with forward slashes and none at its end; "" is the root."""
    return Path(realpath(path)).as_posix().rstrip("/")


def _excludes(selection: Selection) -> _Rooted:
    patterns = []
    for line in selection.exclude:
        try:
            patterns.append(parse(line))
        except ValueError as error:
            raise UsageError(f"exclude 中的模式有误：{line}") from error
    return _Rooted(_real(selection.root), Patterns(p for p in patterns if p))


def _gitignore(directory: str) -> tuple[_Rooted, ...]:
    """The .gitignore in a directory, if it has one."""
    path = Path(f"{directory}/.gitignore")
    try:
        if not path.is_file() or path.stat().st_size > _LONGEST_GITIGNORE:
            return ()
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError:  # nothing is ignored then: more is reviewed, not less
        return ()
    return (_Rooted(directory, Patterns(_well_formed(text))),)


def _well_formed(text: str) -> Iterator[Pattern]:
    """What is malformed in a .gitignore matches nothing, as in git."""
    for line in text.split("\n"):
        with suppress(ValueError):
            if pattern := parse(line.removesuffix("\r")):
                yield pattern


def _last_word(ignores: tuple[_Rooted, ...], real: str) -> bool:
    """Whether a path is ignored: the .gitignore nearest to it has the last word."""
    verdicts = (rooted.verdict(real) for rooted in reversed(ignores))
    return next((verdict for verdict in verdicts if verdict is not None), False)


# --- directories ---------------------------------------------------------------------------


class _Folder(NamedTuple):
    """A directory to list. `ignores` is None where no repository holds it."""

    name: str
    real: str
    excludes: _Rooted
    ignores: tuple[_Rooted, ...] | None

    def child(self, name: str) -> str:
        """The name of an entry: drafts/通知.docx, and 通知.docx in the current directory."""
        return name if self.name == "." else f"{self.name.rstrip('/')}/{name}"

    def has(self, real: str) -> bool:
        """Whether a real path lies in it, however deep, and nothing on the way is excluded."""
        inside = f"{self.real}/"
        below = (path for path in _down_to(real) if len(path) > len(inside))
        return real.startswith(inside) and not any(map(self.excludes.verdict, below))

    def omits(self, real: str) -> bool:
        """Whether a real path is excluded or ignored; directories end in a slash."""
        return bool(self.excludes.verdict(real)) or _last_word(self.ignores or (), real)


class _Search:
    """One search, which remembers where it has been."""

    def __init__(self, names: list[str], selection: Selection) -> None:
        self._names = names
        self._selection = selection
        self._excludes = _excludes(selection)
        self._roots = [_real(name) for name in names if _is_directory(name)]
        self._seen: set[str] = set()

    def found(self) -> Iterator[Found]:
        """Everything, in the order of the names."""
        for name in self._names:
            if _is_directory(name):
                yield from self._walk(self._start(name))
            else:
                yield from self._one(name)

    def among(self, files: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Those of `files` that are in the names, in the order of these."""
        in_order = dict.fromkeys(sorted(files, key=lambda real: real.split("/")))
        for name in self._names:
            found = [*self._within(Path(name), in_order)]
            if not found:
                _named(name)
            yield from found

    def _within(self, path: Path, files: Collection[str]) -> Iterator[tuple[str, str]]:
        name, real = path.as_posix(), f"{_real(path.parent)}/{path.name}"
        if real in files:
            omitted = self._selection.force_exclude and self._excludes.omits(real)
            if not omitted and self._is_new(real):
                yield name, real
            return
        for folder in self._start(name):
            for each in files:
                if folder.has(each) and self._is_new(each):
                    yield folder.child(each.removeprefix(f"{folder.real}/")), each

    def _is_new(self, real: str) -> bool:
        if real in self._seen:
            return False
        self._seen.add(real)
        return True

    def _one(self, name: str) -> Iterator[Found]:
        """A file that a person named; if it is a link, it is known by its own name."""
        real = f"{_real(Path(name).parent)}/{Path(name).name}"
        omitted = self._selection.force_exclude and self._excludes.omits(real)
        if not omitted and self._is_new(real):
            yield on_disk(name)

    def _start(self, name: str) -> list[_Folder]:
        """A directory that a person named: patterns that leave all of it out do not hold there."""
        real, excludes = _real(name), self._excludes
        excluded = excludes.omits(f"{real}/")
        if excluded and self._selection.force_exclude:
            return []
        if excluded or not f"{real}/".startswith(f"{excludes.root}/"):
            excludes = excludes._replace(root=real)
        ignores = self._ignores_above(real)
        if ignores and any(_last_word(ignores, path) for path in _down_to(f"{real}/")):
            ignores = ()
        return [_Folder(name, real, excludes, ignores)] if self._is_new(real) else []

    def _ignores_above(self, real: str) -> tuple[_Rooted, ...] | None:
        """The .gitignore files from the root of the repository down to the parent of `real`."""
        chain = [real, *(real[:i] for i in range(len(real) - 1, -1, -1) if real[i] == "/")]
        roots = (i for i, place in enumerate(chain) if os.path.lexists(f"{place}/.git"))
        root = next(roots, None)
        if root is None or not self._selection.respect_gitignore:
            return None
        return tuple(p for place in reversed(chain[1 : root + 1]) for p in _gitignore(place))

    def _walk(self, waiting: list[_Folder]) -> Iterator[Found]:
        """Depth first, without recursion: a path may be deeper than Python's stack."""
        stack: list[_Folder | Found] = [*waiting]
        while stack:
            item = stack.pop()
            if isinstance(item, _Folder):
                stack.extend(reversed(self._listed(item)))
            else:
                yield item

    def _listed(self, folder: _Folder) -> list[_Folder | Found]:
        try:
            with os.scandir(folder.name) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            return [_unreadable(folder.name, error)]
        names = {entry.name for entry in entries}
        here = folder._replace(ignores=self._ignores(folder, names))
        found = (self._entry(entry, here) for entry in entries)
        return [item for item in found if item is not None]

    def _ignores(self, folder: _Folder, names: set[str]) -> tuple[_Rooted, ...] | None:
        """What is ignored in a directory; a repository inside another starts anew."""
        if not self._selection.respect_gitignore:
            return None
        outer = () if ".git" in names else folder.ignores
        if outer is None or ".gitignore" not in names:
            return outer
        return (*outer, *_gitignore(folder.real))

    def _entry(self, entry: os.DirEntry[str], folder: _Folder) -> _Folder | Found | None:
        name, real = folder.child(entry.name), f"{folder.real}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                return None if folder.omits(f"{real}/") else self._below(name, real, folder)
            if folder.omits(real) or not self._is_new(real):
                return None
            if entry.is_symlink() and self._is_walked(name):
                return None
            return name if entry.is_file(follow_symlinks=False) else on_disk(name)
        except OSError as error:
            return _unreadable(name, error)

    def _below(self, name: str, real: str, folder: _Folder) -> _Folder | None:
        """A directory in `folder`; seen through, as the junctions of Windows may form a circle."""
        real = _real(name) if os.name == "nt" else real
        return folder._replace(name=name, real=real) if self._is_new(real) else None

    def _is_walked(self, name: str) -> bool:
        """Whether a link leads to a directory that lies in one of those named."""
        target = f"{_real(name)}/"
        return _is_directory(name) and any(target.startswith(f"{root}/") for root in self._roots)


def _is_directory(name: str) -> bool:
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except OSError:
        return False


def on_disk(name: str) -> Found:
    """A file that may be a link or special; a special file is never opened, as it may hang."""
    try:
        mode = Path(name).stat().st_mode
    except OSError as error:
        return _unreadable(name, error)
    if stat.S_ISREG(mode):
        return name
    if stat.S_ISDIR(mode):
        return Unreviewed(name, "unreadable", "指向别处目录的链接，未跟随")
    return Unreviewed(name, "unreadable", "不是普通文件（管道、套接字或设备）")


_REASONS = {
    errno.ENOENT: "文件或链接所指的文件不存在",
    errno.ELOOP: "链接成环",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENAMETOOLONG: "路径过长",
}


def _unreadable(name: str, error: OSError) -> Unreviewed:
    reason = _REASONS.get(error.errno or 0, error.strerror)
    return Unreviewed(name, "unreadable", f"无法读取：{reason}")
