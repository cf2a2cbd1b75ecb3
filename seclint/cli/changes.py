"""changes: which files changed since when, and how they are read as they are and as they were."""

from collections.abc import Callable, Iterator, Mapping
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from seclint import history
from seclint.cli.language import say
from seclint.cli.output import tell
from seclint.cli.request import Request
from seclint.cli.sources import STDIN, named, selection
from seclint.config import Config
from seclint.discover import among, on_disk
from seclint.errors import ExtractError, UsageError
from seclint.extract.budget import LIMITS
from seclint.history import Blob, Change, Kind
from seclint.model import Finding, Report, Unreviewed
from seclint.mute import mute
from seclint.run import Former, read_file


class Changes(NamedTuple):
    """The files that changed since a version that is called so, in order.

    `folders` are the names of those that were there; `kept` is by name what git knows of a file,
    `content` gets what it keeps of one.
    """

    since: str
    found: tuple[str | Unreviewed, ...]
    folders: frozenset[str]
    kept: Mapping[str, Change]
    content: Callable[[Blob], bytes]

    def read(self, name: str) -> bytes:
        """The bytes of a file: in the index or on the disk. Raises OSError, ExtractError."""
        staged = self.kept[name].staged
        return self.content(staged) if staged else read_file(name)

    def former(self, name: str) -> Former | None:
        """What a file was; where that cannot be read, all of it is new."""
        former = self.kept[name].former
        try:
            return former and Former(former.path, self.content(former))
        except ExtractError:
            return None

    def muted(self, report: Report) -> Report:
        """The report, what is old in it muted, unless it is for another reason."""
        findings = (mute(each, [_as_it_is, self._old]) for each in report.findings)
        return report._replace(findings=tuple(findings))

    def _old(self, finding: Finding) -> str | None:
        return f"未改动（自 {self.since}）" if finding.old else None


def _as_it_is(finding: Finding) -> str | None:
    return finding.muted


def changes(request: Request, settings: Config) -> Changes:
    """What changed since the version that a request names. Raises UsageError."""
    _check(request)
    wanted = selection(request, settings)
    since, base, changed = _compared(request, ignored=not wanted.respect_gitignore)
    top, paths = history.top(), named(request)
    by_path = {_real(change, top): change for change in changed}
    kept = {name: by_path[real] for name, real in among(by_path, paths, wanted)}
    roots = tuple(f"{Path(realpath(path)).as_posix()}/" for path in paths)
    found = tuple(item for name in kept if (item := _found(name, kept[name], roots)))
    if not found:
        tell(say("seclint: 没有改动的文件要审查"))
    content = _nothing if request.names_only else _content
    return Changes(since, found, history.folders(base), kept, content)


def _content(blob: Blob) -> bytes:
    return history.content(blob.digest, LIMITS.file)


def _nothing(_: Blob) -> bytes:
    return b""


def _check(request: Request) -> None:
    given = [
        option
        for option, is_given in (
            ("--since", request.since is not None),
            ("--staged", request.staged),
            ("--changed-only", request.changed_only),
        )
        if is_given
    ]
    if len(given) > 1:
        raise UsageError(f"{'、'.join(given)} 只能用一个")
    if STDIN in (request.paths or ()) or request.stdin_filename:
        raise UsageError(f"{given[0]} 不能用于标准输入")


class _Compared(NamedTuple):
    """What the version is called that files are compared with, which it is, and what changed."""

    since: str
    base: str
    changed: Iterator[Change]


def _compared(request: Request, *, ignored: bool) -> _Compared:
    if request.since is not None:
        base = history.fork(request.since)
        return _Compared(request.since, base, history.changed(base, ignored=ignored))
    base = history.head()
    if request.staged:
        return _Compared("HEAD", base, history.staged(base))
    return _Compared("HEAD", base, history.changed(base, ignored=ignored))


def _real(change: Change, top: str) -> str:
    """Where it is; a folder ends in a slash."""
    return f"{top}/{change.path}" + ("/" if change.kind is Kind.REPOSITORY else "")


def _found(name: str, change: Change, roots: tuple[str, ...]) -> str | Unreviewed | None:
    """A file to review, or why it cannot be; None for a link to a folder that is reviewed."""
    if change.kind is Kind.REPOSITORY:
        reason = "是另一个 git 仓库（子模块），其中的改动请在那里审查"
        return Unreviewed(name.rstrip("/"), "unreadable", reason)
    if change.kind is Kind.CONFLICT:
        return Unreviewed(name, "unreadable", "合并时有冲突，尚未解决")
    if change.staged:
        return name
    target = f"{Path(realpath(name)).as_posix()}/"
    if Path(name).is_symlink() and Path(target).is_dir() and target.startswith(roots):
        return None
    return on_disk(name)
