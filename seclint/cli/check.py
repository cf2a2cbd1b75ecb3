"""check: the main job, as its options say."""

from pathlib import Path
from typing import Annotated

import typer

from seclint.cli import job
from seclint.cli.choices import Color, Format, Level
from seclint.cli.completion import prefixes
from seclint.cli.options import (
    ConfigFile,
    Day,
    Isolated,
    Language,
    PasswordFile,
    ProfileName,
    RuleFolders,
)
from seclint.cli.request import Request

_Ids = Annotated[
    list[str] | None,
    typer.Option(metavar="ID,…", help="规则编号或其开头几位。", autocompletion=prefixes),
]
_Globs = Annotated[list[str] | None, typer.Option(metavar="GLOB,…", help="gitignore 写法。")]


def check(  # noqa: PLR0913 a command line is defined by its options
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]…", help="文件或目录；- 为标准输入。")
    ] = None,
    *,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--output-format", "-f", help="报告格式（缺省 full；在 GitHub Actions 里为 github）。"
        ),
    ] = None,
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="报告写入文件。")
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT=FILE", help="另写一份报告，如 sarif=报告.sarif（可重复）。"),
    ] = None,
    fail_on: Annotated[
        Level | None, typer.Option(help="从这一级起退出码为 1（缺省 warning）。")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="退出码总是 0。")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="只算这份基线里没有的（见 seclint baseline）。"),
    ] = None,
    frozen: Annotated[
        bool,
        typer.Option("--frozen", help="基线或豁免里有落空的，退出码为 1，也不改基线（CI 用）。"),
    ] = False,
    allow_from: Annotated[
        str | None,
        typer.Option(
            metavar="REV", help="配置和行内标记以 git 的这一版为准：一次改动不能豁免自己。"
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="只审查与 REV 分岔以来新增、改动的文件，只算新增、改动的行（合并请求用）。",
        ),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="同上，审查暂存区里将要提交的内容，与 HEAD 比。")
    ] = False,
    changed_only: Annotated[
        bool, typer.Option("--changed-only", help="同 --since HEAD：还没有提交的改动。")
    ] = False,
    names_only: Annotated[
        bool, typer.Option("--names-only", help="只审查文件名和文件夹名，不读内容。")
    ] = False,
    select: _Ids = None,
    ignore: _Ids = None,
    extend_select: _Ids = None,
    folders: RuleFolders = None,
    profile: ProfileName = None,
    exclude: _Globs = None,
    extend_exclude: _Globs = None,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="点名的文件也按排除项处理（钩子用）。")
    ] = False,
    respect_gitignore: Annotated[bool | None, typer.Option(help="是否遵守 .gitignore。")] = None,
    stdin_filename: Annotated[str | None, typer.Option(help="标准输入的文件名。")] = None,
    file_list: Annotated[
        str | None, typer.Option(metavar="FILE", help="从文件（或 -）读路径，每行一个。")
    ] = None,
    password_file: PasswordFile = None,
    on: Day = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=0, help="同时审查的进程数；0（缺省）为按处理器。"),
    ] = None,
    cache: Annotated[
        bool | None,
        typer.Option("--cache/--no-cache", help="是否沿用以前审查过、没有变动的文件的结果。"),
    ] = None,
    lang: Language = None,
    color: Annotated[Color, typer.Option(help="是否着色。")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不打印末行。")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="打印读取方式。")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="打印按规则的统计。")] = False,
    show_files: Annotated[bool, typer.Option("--show-files", help="只列出要审查的文件。")] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="只列出起作用的设置，以及各从哪里来。")
    ] = False,
) -> None:
    """审查文件能否公开；退出码 0 通过，1 有问题，2 用法错误，3 有未能审查的。"""
    raise typer.Exit(job.work(Request(**locals())))
