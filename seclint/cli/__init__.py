"""The command line: a thin rim. A command reads its options, calls one function, prints."""

import os
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path

from seclint.cli.environment import strangers
from seclint.cli.language import say
from seclint.cli.plain import plain
from seclint.errors import SeclintError


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings, 2 usage or rules, 3 unreviewed."""
    _open_streams()
    warnings.simplefilter("ignore")  # a library's warning may quote the document
    try:
        _run()
    except SeclintError as error:
        _tell(f"seclint: {_masked(say(str(error)))}")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        _tell(say(f"seclint: 内部错误 {type(error).__name__}（{_where(error)}）"))
        sys.exit(2)


def _run() -> None:
    if "_SECLINT_COMPLETE" not in os.environ:  # a shell asks, while somebody writes a command
        for note in strangers():
            _tell(say(note))
    if request := plain(sys.argv[1:]):
        from seclint.cli.job import work

        sys.exit(work(request))
    from seclint.cli.app import run

    run()


def _tell(message: str) -> None:
    from seclint.cli.output import tell

    tell(message)


def _open_streams() -> None:
    """Let no character be refused by a console. A stream that the caller closed is None."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _masked(message: str) -> str:
    """The message with what the rules mask: a path that it names may hold a person's number."""
    from seclint import packs
    from seclint.review import shown_name

    try:
        return shown_name(message, packs.compiled(packs.load([packs.bundled()])))
    except SeclintError:
        return message  # our own rules are broken, and this says where


def _where(error: BaseException) -> str:
    """The places in the code that an error came through, innermost last; no text of any."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " › ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
