"""request: what one `check` is asked to do."""

from pathlib import Path
from typing import NamedTuple

from seclint.cli.choices import Color, Format, Lang, Level


class Request(NamedTuple):
    """The options of `check` by the names of its parameters; None is for one that was not given."""

    paths: list[str] | None = None
    output_format: Format | None = None
    output_file: Path | None = None
    also: list[str] | None = None
    fail_on: Level | None = None
    exit_zero: bool = False
    baseline: Path | None = None
    frozen: bool = False
    allow_from: str | None = None
    since: str | None = None
    staged: bool = False
    changed_only: bool = False
    names_only: bool = False
    select: list[str] | None = None
    ignore: list[str] | None = None
    extend_select: list[str] | None = None
    folders: list[Path] | None = None
    profile: str | None = None
    exclude: list[str] | None = None
    extend_exclude: list[str] | None = None
    force_exclude: bool = False
    respect_gitignore: bool | None = None
    stdin_filename: str | None = None
    file_list: str | None = None
    password_file: Path | None = None
    on: str | None = None
    config: Path | None = None
    isolated: bool = False
    jobs: int | None = None
    cache: bool | None = None
    lang: Lang | None = None
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    show_files: bool = False
    show_settings: bool = False
