"""The command line: a thin rim. A command reads its options, calls one function, prints."""

import sys
import traceback
import warnings
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from seclint.errors import SeclintError

_SETTINGS: dict[str, Any] = {
    "pretty_exceptions_enable": False,  # a traceback with locals would print the document's text
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
_COMMANDS = {
    "check": "seclint.cli.check:check",
    "rules": "seclint.cli.rules:rules",
    "rule": "seclint.cli.rules:rule",
    "test": "seclint.cli.rules:test",
    "why": "seclint.cli.why:why",
    "quiz": "seclint.cli.quiz:quiz",
    "eval": "seclint.cli.eval:evaluate",
    "version": "seclint.cli:version",
}


class _Commands(TyperGroup):
    """The commands by name; the one that is asked for is imported, the others are not."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in _COMMANDS}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, or None."""
        if super().get_command(ctx, cmd_name) is None:
            return None
        alone = typer.Typer(add_completion=False, **_SETTINGS)
        module, _, function = _COMMANDS[cmd_name].partition(":")
        alone.command(cmd_name)(getattr(import_module(module), function))
        return get_command(alone)


app = typer.Typer(
    cls=_Commands,
    name="seclint",
    help="信息公开保密审查：发布前检查文件中的密级标志、内部标志、个人信息与口令。",
    no_args_is_help=True,
    **_SETTINGS,
)


def version() -> None:
    """显示版本。"""
    from seclint import __version__

    typer.echo(f"seclint {__version__}")


@app.callback(invoke_without_command=True)
def _options(
    *, show: Annotated[bool, typer.Option("--version", "-V", help="显示版本。")] = False
) -> None:
    if show:
        version()
        raise typer.Exit


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings, 2 usage or rules, 3 unreviewed."""
    _open_streams()
    warnings.simplefilter("ignore")  # a library's warning may quote the document
    try:
        app()
    except SeclintError as error:
        typer.echo(f"seclint: {_masked(str(error))}", err=True)
        sys.exit(2)
    except Exception as error:
        typer.echo(f"seclint: 内部错误 {type(error).__name__}（{_where(error)}）", err=True)
        sys.exit(2)


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
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " › ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
