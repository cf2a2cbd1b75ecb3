"""job: the main job. Drafts in, a verdict out."""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from seclint import __version__, packs
from seclint.cli.choices import Format, Lang, day_of, passwords_of
from seclint.cli.key import need_key
from seclint.cli.language import say
from seclint.cli.output import colored, tell, write
from seclint.cli.request import Request
from seclint.cli.reviewing import Recipe, reviewed
from seclint.cli.ruling import Ruling, ruling
from seclint.cli.settings import filled, format_of, settled, shown
from seclint.cli.sources import name_of, reading, root, sources
from seclint.config import Config
from seclint.discover.gitignore import Patterns, parse
from seclint.errors import UsageError
from seclint.model import Finding, Mute, Report, Severity, Style, Unreviewed
from seclint.mute import mute
from seclint.nearest import nearest
from seclint.report import REPORTERS
from seclint.report.summary import summarise
from seclint.report.terminal import harmless
from seclint.review import shown_name
from seclint.run import Outcome

_FOUND, _UNREVIEWED = 1, 3
_PROGRESS_FROM = 20


class _PerFileIgnore(NamedTuple):
    """Rules that do not count in the files that a pattern matches."""

    glob: str
    patterns: Patterns
    prefixes: tuple[str, ...]

    def mute(self, finding: Finding) -> str | None:
        """The reason, for a finding in such a file."""
        return f"per-file-ignores：{self.glob}" if finding.rule.startswith(self.prefixes) else None


class _Job(NamedTuple):
    """What one run does: which files it reviews, by which rules, as on which day."""

    request: Request
    settings: Config
    day: date
    found: tuple[str | Unreviewed, ...]
    ruling: Ruling


def work(request: Request) -> int:
    """Do it, and print the report; the exit code. Raises SeclintError where it cannot be done."""
    if request.show_settings:
        return _show_settings(request)
    if request.show_files:
        return _show_files(request)
    asked = filled(request)
    outputs = [*_others(asked), _Output(format_of(asked), asked.output_file)]
    job = _job(request)
    report = _report(job)
    stale = 0
    if request.baseline:
        from seclint.cli.against import against

        report, stale = against(report, request.baseline, frozen=request.frozen)
    for output in outputs:
        _print(report, output, asked)
    if request.exit_zero:
        return 0
    return _exit_code(report, job.settings.fail_on) or (_FOUND if stale and request.frozen else 0)


def review(request: Request) -> Report:
    """What a request finds. Raises SeclintError where it cannot be done."""
    return _report(_job(request))


def _job(request: Request) -> _Job:
    settings = settled(request)
    found, day = sources(request, settings), day_of(request.on)
    return _Job(filled(request), settings, day, found, ruling(request, settings, day))


def _show_settings(request: Request) -> int:
    settings, day = settled(request), day_of(request.on)
    ruled = ruling(request, settings, day)
    rules = packs.compiled(ruled.ruleset)
    lines = shown(request, settings, ruled.profile)
    write((f"{shown_name(line, rules)}\n" for line in lines), request.output_file)
    return 0


def _show_files(request: Request) -> int:
    job = _job(request)
    rules = packs.compiled(job.ruling.ruleset)
    names = (f"{shown_name(name_of(source), rules)}\n" for source in job.found)
    write(names, request.output_file)
    return 0


def _print(report: Report, output: "_Output", request: Request) -> None:
    color = colored(request.color, output.file)
    style = Style((request.lang or Lang.ZH).value, color, request.statistics, request.quiet)
    pieces = REPORTERS.get(output.format.value)(report, style)
    write(pieces, output.file, utf8=not output.format.is_for_people)


# --- reports ---------------------------------------------------------------------------------


class _Output(NamedTuple):
    """A report to write; no file means the terminal."""

    format: Format
    file: Path | None


def _others(request: Request) -> list[_Output]:
    return [_output(written) for written in request.also or ()]


def _output(written: str) -> _Output:
    """The report that `--also` names. Raises UsageError."""
    name, equals, file = written.partition("=")
    if not equals or not file:
        raise UsageError(f"--also 应写作 格式=文件，如 sarif=报告.sarif：{written}")
    if name not in list(Format):
        raise UsageError(f"--also 没有格式「{name}」{nearest(name, list(Format))}")
    return _Output(Format(name), Path(file))


def _report(job: _Job) -> Report:
    wanted = {rule.id for rule in job.ruling.selected.rules}
    outcomes = list(_with_progress(_outcomes(job), len(job.found)))
    if job.request.verbose:
        for outcome in outcomes:
            for note in outcome.notes:
                tell(say(harmless(note)))
    ignores, base = tuple(_per_file_ignores(job.settings)), os.path.realpath(root(job.settings))
    return Report(
        version=__version__,
        ruleset=job.ruling.ruleset.sha256,
        packs=job.ruling.selected.packs,
        documents=tuple(outcome.document for outcome in outcomes),
        findings=tuple(
            mute(finding, [*_mutes(name_of(source), ignores, base), *_of_profile(job.ruling)])
            for source, outcome in zip(job.found, outcomes, strict=True)
            for finding in outcome.findings
            if finding.rule in wanted
        ),
        unreviewed=tuple(item for outcome in outcomes for item in outcome.unreviewed),
    )


def _outcomes(job: _Job) -> Iterator[Outcome]:
    request, rules = job.request, packs.compiled(job.ruling.ruleset)
    passwords = passwords_of(request.password_file)
    key = need_key(request.baseline.absolute().parent) if request.baseline else None
    basis = (
        key or b"",
        job.ruling.ruleset.sha256.encode(),
        repr((job.day.isoformat(), job.ruling.profile, passwords)).encode("utf-8", "surrogatepass"),
    )
    recipe = Recipe(rules, job.day, passwords, None if request.cache is False else basis, key)
    return reviewed(job.found, recipe, reading(request), request.jobs or 0)


# --- what does not count ---------------------------------------------------------------------


def _per_file_ignores(settings: Config) -> Iterator[_PerFileIgnore]:
    for glob, prefixes in settings.per_file_ignores:
        pattern = parse(glob)
        if pattern is not None:
            yield _PerFileIgnore(glob, Patterns([pattern]), prefixes)


def _mutes(name: str, ignores: Iterable[_PerFileIgnore], base: str) -> Iterator[Mute]:
    """What mutes findings in this file, by its path from the configuration."""
    path = Path(os.path.relpath(os.path.realpath(name), base)).as_posix()
    return (each.mute for each in ignores if each.patterns.verdict(path))


def _of_profile(ruling: Ruling) -> Iterator[Mute]:
    if ruling.profile:
        yield ruling.profile.mute


# --- how it ends -----------------------------------------------------------------------------


def _with_progress(outcomes: Iterator[Outcome], count: int) -> Iterator[Outcome]:
    """The same outcomes; on a terminal, a bar on stderr while a long run lasts."""
    if count < _PROGRESS_FROM or sys.stderr is None or not sys.stderr.isatty():
        yield from outcomes
        return
    import typer

    with typer.progressbar(outcomes, length=count, label=say("审查"), file=sys.stderr) as bar:
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
