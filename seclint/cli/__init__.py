"""The command line: a thin rim. A command reads its options, calls one function, prints."""

import os
import sys
from typing import Annotated

import typer

from seclint.cli.check import check
from seclint.cli.rules import rule, rules, test
from seclint.cli.why import why
from seclint.errors import SeclintError

app = typer.Typer(
    name="seclint",
    help="信息公开保密审查：发布前检查文件中的密级标志、内部标志、个人信息与口令。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with locals would print the document's text
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (check, rules, rule, test, why):
    app.command()(command)


@app.command()
def version() -> None:
    """显示版本。"""
    from seclint import __version__

    typer.echo(f"seclint {__version__}")


@app.callback(invoke_without_command=True)
def _options(
    show: Annotated[bool, typer.Option("--version", "-V", help="显示版本。")] = False,  # noqa: FBT002
) -> None:
    if show:
        version()
        raise typer.Exit


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings, 2 usage or rules, 3 unreviewed."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except SeclintError as error:
        typer.echo(f"seclint: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader went away (a pager, head): nothing left to say; keep Python from flushing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
