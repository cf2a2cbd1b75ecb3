"""check: the main job. Drafts in, a verdict out."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from seclint import __version__, packs
from seclint.cli.options import (
    Color,
    ConfigFile,
    Day,
    Format,
    Isolated,
    Lang,
    Level,
    PasswordFile,
    ProfileName,
    RuleFolders,
    day_of,
    passwords_of,
)
from seclint.cli.output import colored, write
from seclint.config import Config, load
from seclint.discover import DEFAULT_EXCLUDE, Selection, discover
from seclint.discover.gitignore import Patterns, parse
from seclint.errors import ConfigError, UsageError
from seclint.extract.budget import LIMITS
from seclint.isolate import Reader
from seclint.model import Finding, Mute, Report, Severity, Style, Unreviewed
from seclint.mute import mute
from seclint.packs import Ruleset
from seclint.report import REPORTERS
from seclint.report.summary import summarise
from seclint.report.terminal import harmless
from seclint.review import shown_name
from seclint.run import Outcome, Read, Review, read_file, run

if TYPE_CHECKING:
    from seclint.packs.profiles import Profile

_FOUND, _UNREVIEWED = 1, 3
_PROGRESS_FROM = 20
_STDIN = "-"

_Ids = Annotated[list[str] | None, typer.Option(metavar="ID,…", help="规则编号或其开头几位。")]
_Globs = Annotated[list[str] | None, typer.Option(metavar="GLOB,…", help="gitignore 写法。")]


@dataclass(frozen=True, slots=True)
class _PerFileIgnore:
    """Rules that do not count in the files that a pattern matches."""

    glob: str
    patterns: Patterns
    prefixes: tuple[str, ...]

    def mute(self, finding: Finding) -> str | None:
        """The reason, for a finding in such a file."""
        return f"per-file-ignores：{self.glob}" if finding.rule.startswith(self.prefixes) else None


@dataclass(frozen=True, slots=True)
class _Job:
    """What one run is asked to do."""

    sources: tuple[str | Unreviewed, ...]
    read: Read
    ruleset: Ruleset
    selected: Ruleset
    profile: "Profile | None"
    ignores: tuple[_PerFileIgnore, ...]
    root: str
    day: date
    verbose: bool
    passwords: tuple[str, ...]


def check(  # noqa: PLR0913 a command line is defined by its options
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]…", help="文件或目录；- 为标准输入。")
    ] = None,
    *,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="报告格式。")
    ] = Format.FULL,
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="报告写入文件。")
    ] = None,
    fail_on: Annotated[
        Level | None, typer.Option(help="从这一级起退出码为 1（缺省 warning）。")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="退出码总是 0。")] = False,
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
    lang: Annotated[Lang, typer.Option(help="界面语言。")] = Lang.ZH,
    color: Annotated[Color, typer.Option(help="是否着色。")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不打印末行。")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="打印读取方式。")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="打印按规则的统计。")] = False,
    show_files: Annotated[bool, typer.Option("--show-files", help="只列出要审查的文件。")] = False,
) -> None:
    """审查文件能否公开；退出码 0 通过，1 有问题，2 用法错误，3 有未能审查的。"""
    settings = load(Path.cwd(), config, isolated=isolated)
    selection = Selection(
        exclude=_excludes(settings, _split(exclude), _split(extend_exclude)),
        force_exclude=force_exclude,
        respect_gitignore=settings.respect_gitignore
        if respect_gitignore is None
        else respect_gitignore,
        root=Path(settings.source).parent if settings.source else Path(),
    )
    sources = _sources(_named(paths, file_list), selection, stdin_filename)
    today = day_of(on)
    ruleset, channel = _ruleset(settings, folders, profile)
    ruleset = packs.in_force(ruleset, today)
    choice = _Choice(_split(select), _split(ignore) or (), _split(extend_select) or (), channel)
    selected = _selected(ruleset, settings, choice)
    if show_files:
        rules = packs.compiled(ruleset)
        write((f"{shown_name(_name(source), rules)}\n" for source in sources), output_file)
        return
    job = _Job(
        sources,
        read=_read_stdin if stdin_filename or paths == [_STDIN] else read_file,
        ruleset=ruleset,
        selected=selected,
        profile=channel,
        ignores=tuple(_per_file_ignores(settings)),
        root=os.path.realpath(selection.root),
        day=today,
        verbose=verbose,
        passwords=passwords_of(password_file),
    )
    report = _report(job)
    style = Style(lang.value, colored(color, output_file), statistics, quiet)
    machine = output_format is Format.JSON
    write(REPORTERS.get(output_format.value)(report, style), output_file, utf8=machine)
    threshold = fail_on.severity if fail_on else settings.fail_on
    if not exit_zero:
        raise typer.Exit(_exit_code(report, threshold))


# --- what to review --------------------------------------------------------------------------


def _split(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of an option that may be repeated or hold commas; None where it is not given."""
    if values is None:
        return None
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _named(paths: list[str] | None, file_list: str | None) -> list[str]:
    if file_list is None:
        return paths or ["."]
    try:
        text = sys.stdin.read() if file_list == _STDIN else Path(file_list).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出文件清单 {file_list}：{type(error).__name__}") from None
    return [*(paths or []), *filter(None, map(str.strip, text.splitlines()))]


def _sources(
    paths: list[str], selection: Selection, stdin_filename: str | None
) -> tuple[str | Unreviewed, ...]:
    if paths == [_STDIN]:
        return (stdin_filename or "stdin.txt",)
    if _STDIN in paths or stdin_filename:
        raise UsageError("标准输入（-）不能与其他路径同用；--stdin-filename 只用于标准输入")
    found = tuple(discover(paths, selection))
    if not found:
        typer.echo("seclint: 没有找到要审查的文件", err=True)
    return found


def _name(source: str | Unreviewed) -> str:
    return source.document if isinstance(source, Unreviewed) else source


def _read_stdin(_: str) -> bytes:
    if sys.stdin is None:
        raise UsageError("标准输入已关闭")
    return sys.stdin.buffer.read(LIMITS.file + 1)


def _excludes(
    settings: Config, exclude: tuple[str, ...] | None, extend: tuple[str, ...] | None
) -> tuple[str, ...]:
    base = settings.exclude if exclude is None else exclude
    return (DEFAULT_EXCLUDE if base is None else base) + settings.extend_exclude + (extend or ())


# --- by which rules --------------------------------------------------------------------------


def _ruleset(
    settings: Config, folders: list[Path] | None, name: str | None
) -> "tuple[Ruleset, Profile | None]":
    """All rules, as the profile that is named or else configured wants them; and that profile."""
    places = packs.folders(settings.rules, folders)
    ruleset = packs.load(places)
    wanted = name or settings.profile
    if wanted is None:
        return ruleset, None
    from seclint.packs import profiles  # it reads YAML, which nothing else here needs

    try:
        profile = profiles.find(profiles.load(places, ruleset), wanted)
    except UsageError as error:
        raise error if name else ConfigError(f"{settings.source}：{error}") from None
    return profiles.apply(ruleset, profile), profile


class _Choice(NamedTuple):
    """What the command line selects; `select` is None where it does not say."""

    select: tuple[str, ...] | None
    ignore: tuple[str, ...]
    extend: tuple[str, ...]
    profile: "Profile | None"

    def base(self, settings: Config) -> tuple[str, ...]:
        """The selection: the command line's, or the configuration's, or the profile's."""
        if self.select is not None:
            return self.select
        return settings.select or (self.profile.select if self.profile else ())


def _selected(ruleset: Ruleset, settings: Config, choice: _Choice) -> Ruleset:
    try:
        per_file = tuple(prefix for _, prefixes in settings.per_file_ignores for prefix in prefixes)
        named = settings.ignore + settings.extend_select + per_file
        packs.selected(ruleset, settings.select or (), named)
    except UsageError as error:
        raise ConfigError(f"{settings.source}：{error}") from None
    return packs.selected(
        ruleset,
        choice.base(settings),
        settings.ignore + choice.ignore,
        settings.extend_select + choice.extend,
    )


def _per_file_ignores(settings: Config) -> Iterator[_PerFileIgnore]:
    for glob, prefixes in settings.per_file_ignores:
        pattern = parse(glob)
        if pattern is not None:
            yield _PerFileIgnore(glob, Patterns([pattern]), prefixes)


# --- the run ---------------------------------------------------------------------------------


def _report(job: _Job) -> Report:
    rules = packs.compiled(job.ruleset)  # all of them: what a deselected one sees is masked too
    wanted = {rule.id for rule in job.selected.rules}
    with Reader(job.passwords) as reader:
        how = Review(rules, job.day, job.read, reader.extract)
        outcomes = list(_with_progress(run(job.sources, how), len(job.sources)))
    if job.verbose:
        for outcome in outcomes:
            for note in outcome.notes:
                typer.echo(harmless(note), err=True)
    return Report(
        version=__version__,
        ruleset=job.ruleset.sha256,
        packs=job.selected.packs,
        documents=tuple(outcome.document for outcome in outcomes),
        findings=tuple(
            mute(finding, _mutes(_name(source), job))
            for source, outcome in zip(job.sources, outcomes, strict=True)
            for finding in outcome.findings
            if finding.rule in wanted
        ),
        unreviewed=tuple(item for outcome in outcomes for item in outcome.unreviewed),
    )


def _mutes(name: str, job: _Job) -> list[Mute]:
    """What mutes findings in this file, by its path from the configuration; and the profile."""
    path = Path(os.path.relpath(os.path.realpath(name), job.root)).as_posix()
    mutes: list[Mute] = [each.mute for each in job.ignores if each.patterns.verdict(path)]
    return [*mutes, job.profile.mute] if job.profile else mutes


def _with_progress(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
    """The same outcomes; on a terminal, a bar on stderr while a long run lasts."""
    if count < _PROGRESS_FROM or not sys.stderr.isatty():
        yield from outcomes
        return
    with typer.progressbar(outcomes, length=count, label="审查", file=sys.stderr) as bar:
        yield from bar


def _exit_code(report: Report, threshold: Severity) -> int:
    if report.unreviewed:
        return _UNREVIEWED
    summary = summarise(report)
    counts = {
        Severity.ERROR: summary.error,
        Severity.WARNING: summary.warning,
        Severity.INFO: summary.info,
    }
    return _FOUND if any(counts[level] for level in Severity if level >= threshold) else 0
