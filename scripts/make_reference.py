"""Make docs/reference.md of the command line itself: commands, options, exit codes, variables.

python scripts/make_reference.py [--check]     --check: exit code 1 where the page is another one
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.core import TyperArgument
from typer.main import get_command

from seclint.cli.app import app
from seclint.cli.environment import VARIABLES
from seclint.english import english

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"

HEAD = """# 命令、选项、退出码、环境变量

本页由 `python scripts/make_reference.py` 从程序自己的定义生成。选项盖过环境变量，环境变量盖过
[配置](../README.md)，配置盖过缺省；`seclint check --show-settings` 列出起作用的。

Made from the program's own definitions. An option counts before the environment, that before the
configuration, that before a default.

## 退出码 / Exit codes

| 退出码 | 意思 | Meaning |
| --- | --- | --- |
| 0 | 通过 | clean |
| 1 | 有达到 `--fail-on` 的问题；例子未通过；成绩变差；基线里有已经不在的（`--frozen`） \
| findings at or above `--fail-on`; examples that fail; a worse measurement; \
a stale baseline (`--frozen`) |
| 2 | 用法、配置或规则有错 | usage, configuration or rule error |
| 3 | 有未能审查的（高于 1） | something was not reviewed (outranks 1) |
| 130 | 中断（Ctrl-C） | interrupted |
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Each command by its name."""
    group: Any = get_command(app)
    for name in group.commands:
        yield name, group.get_command(None, name)


def page() -> str:
    """The page, as Markdown."""
    pieces = [HEAD]
    for name, command in commands():
        pieces.append(f"\n## seclint {name}\n\n{command.help}\n\n{english(command.help)}\n\n")
        pieces.append("| 选项 | 说明 | Meaning |\n| --- | --- | --- |\n")
        pieces.extend(_row(parameter) for parameter in command.params)
    pieces.append("\n## 环境变量 / Environment\n\n| 变量 | 说明 | Meaning |\n| --- | --- | --- |\n")
    for name, variable in VARIABLES.items():
        pieces.append(f"| `{name}` | {variable.help} | {english(variable.help)} |\n")
    return "".join(pieces)


def _row(parameter: Any) -> str:
    help_ = parameter.help or ""
    return f"| {_spelt(parameter)} | {help_} | {english(help_)} |\n"


def _spelt(parameter: Any) -> str:
    """How it is written, and what may follow: `--color` `auto`、`always`、`never`."""
    if isinstance(parameter, TyperArgument):
        return f"`{parameter.metavar}`"
    names = "、".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    choices = getattr(parameter.type, "choices", None)
    values = "、".join(f"`{getattr(each, 'value', each)}`" for each in choices or ())
    value = f" {values or f'`{parameter.metavar}`' if parameter.metavar else values}"
    return f"{names}{value.rstrip()}"


def main() -> int:
    """Write the page, or say whether it is another one."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
