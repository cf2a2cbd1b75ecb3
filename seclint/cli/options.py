"""options: the options that more than one command takes, defined once."""

from pathlib import Path
from typing import Annotated

import typer

from seclint.cli.choices import Lang
from seclint.cli.completion import profile_names

RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="另加一个规则目录（可重复）。", metavar="DIR"),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        help="发布渠道：web、petition-answer 等。",
        metavar="NAME",
        autocompletion=profile_names,
    ),
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="使用这个配置文件。", metavar="FILE")
]
Language = Annotated[Lang | None, typer.Option("--lang", help="界面语言（缺省 zh）。")]
Isolated = Annotated[bool, typer.Option("--isolated", help="不读任何配置文件。")]
PasswordFile = Annotated[
    Path | None,
    typer.Option(help="用文件里的口令（每行一个）试开加密的文件。", metavar="FILE"),
]
Day = Annotated[
    str | None, typer.Option("--date", help="按哪一天审查（缺省今天）。", metavar="YYYY-MM-DD")
]
