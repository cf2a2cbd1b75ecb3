"""app: the commands, as typer reads them."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from seclint.cli import language
from seclint.cli.language import say
from seclint.cli.options import Language

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
    "baseline": "seclint.cli.baseline:baseline",
    "init": "seclint.cli.init:init",
    "validate": "seclint.cli.validate:validate",
    "clean": "seclint.cli.clean:clean",
    "version": "seclint.cli.app:version",
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
        return _speaking(get_command(alone))


def _speaking(command: Any) -> Any:
    """The command with `--lang`, and its help in the language that is spoken."""
    if not any(language.OPTION in each.opts for each in command.params):
        command.params.append(_lang())
    for each in (command, *command.params):
        if getattr(each, "help", None):
            each.help = say(each.help)
    return command


def _lang() -> Any:
    """The option that all commands take; `language` has read it already."""

    def speak(lang: Language = None) -> None:
        del lang

    alone = typer.Typer(add_completion=False, **_SETTINGS)
    alone.command()(speak)
    (option,) = get_command(alone).params
    option.expose_value = False
    return option


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
    context: typer.Context,
    *,
    show: Annotated[bool, typer.Option("--version", "-V", help="显示版本。")] = False,
) -> None:
    if show:
        version()
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run() -> None:
    """Run the command that is asked for."""
    _speaking(get_command(app))()
