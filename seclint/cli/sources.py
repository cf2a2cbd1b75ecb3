"""sources: which files a request names, and how they are read."""

import sys
from pathlib import Path

from seclint.cli.language import say
from seclint.cli.output import tell
from seclint.cli.request import Request
from seclint.cli.settings import excludes
from seclint.config import Config
from seclint.discover import Selection, discover
from seclint.errors import UsageError
from seclint.extract.budget import LIMITS
from seclint.model import Unreviewed
from seclint.run import Read, read_file

STDIN = "-"
"""The path that stands for standard input."""


def sources(request: Request, settings: Config) -> tuple[str | Unreviewed, ...]:
    """The files to review, in order, and what cannot be listed. Raises UsageError."""
    return _found(named(request), selection(request, settings), request.stdin_filename)


def selection(request: Request, settings: Config) -> Selection:
    """Which files of those that are found are left out."""
    return Selection(
        exclude=excludes(settings),
        force_exclude=request.force_exclude,
        respect_gitignore=settings.respect_gitignore,
        root=root(settings),
    )


def root(settings: Config) -> Path:
    """Where the patterns of a configuration are anchored."""
    return Path(settings.source).parent if settings.source else Path()


def roots(request: Request) -> tuple[Path, ...]:
    """From where the names of folders on an absolute path are looked at: from the current folder,
    else from where a folder stands that was named.
    """
    named_here = (Path(path) for path in request.paths or ())
    return (Path.cwd(), *(path.parent for path in named_here if path.is_absolute()))


def reading(request: Request) -> Read:
    """How the bytes of a file are got; for its name alone, it may as well be empty."""
    if request.names_only:
        return _read_nothing
    return _read_stdin if request.stdin_filename or request.paths == [STDIN] else read_file


def named(request: Request) -> list[str]:
    """The paths that are named, in the command line or in a list. Raises UsageError."""
    paths, file_list = request.paths, request.file_list
    if file_list is None:
        return paths or ["."]
    try:
        text = sys.stdin.read() if file_list == STDIN else Path(file_list).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出文件清单 {file_list}：{type(error).__name__}") from None
    return [*(paths or []), *filter(None, map(str.strip, text.splitlines()))]


def _found(
    paths: list[str], selection: Selection, stdin_filename: str | None
) -> tuple[str | Unreviewed, ...]:
    if paths == [STDIN]:
        return (stdin_filename or "stdin.txt",)
    if STDIN in paths or stdin_filename:
        raise UsageError("标准输入（-）不能与其他路径同用；--stdin-filename 只用于标准输入")
    found = tuple(discover(paths, selection))
    if not found:
        tell(say("seclint: 没有找到要审查的文件"))
    return found


def name_of(source: str | Unreviewed) -> str:
    """The name of a file that is to be reviewed, or cannot be."""
    return source.document if isinstance(source, Unreviewed) else source


def _read_nothing(_: str) -> bytes:
    return b""


def _read_stdin(_: str) -> bytes:
    if sys.stdin is None:
        raise UsageError("标准输入已关闭")
    return sys.stdin.buffer.read(LIMITS.file + 1)
