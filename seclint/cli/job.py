"""job: the main job. Drafts in, a verdict out."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seclint import __version__, packs
from seclint.cli.choices import Format, Lang, day_of, passwords_of
from seclint.cli.key import need_key
from seclint.cli.language import say
from seclint.cli.muting import Muting, muting
from seclint.cli.output import colored, tell, write
from seclint.cli.request import Request
from seclint.cli.reviewing import Recipe, reviewed
from seclint.cli.ruling import Ruling, ruling
from seclint.cli.settings import filled, format_of, settled, shown
from seclint.cli.sources import name_of, reading, root, roots, sources
from seclint.config import Config, on_disk
from seclint.errors import UsageError
from seclint.model import Report, Severity, Style, Unreviewed
from seclint.nearest import nearest
from seclint.report import REPORTERS
from seclint.report.summary import summarise
from seclint.report.terminal import harmless
from seclint.review import shown_name
from seclint.run import Formerly, Outcome, Read, all_new, tasks

if TYPE_CHECKING:
    from seclint.cli.before import Before
    from seclint.cli.changes import Changes

_FOUND, _UNREVIEWED = 1, 3
_PROGRESS_FROM = 20


class _Job(NamedTuple):
    """What one run does: which files it reviews, by which rules, as on which day, and what does
    not count; `before` is the revision that a change is held to.
    """

    request: Request
    settings: Config
    day: date
    found: tuple[str | Unreviewed, ...]
    ruling: Ruling
    muting: Muting
    before: "Before | None"
    changes: "Changes | None"


def work(request: Request) -> int:
    """Do it, and print the report; the exit code. Raises SeclintError where it cannot be done."""
    if request.show_settings:
        return _show_settings(request)
    if request.show_files:
        return _show_files(request)
    asked = filled(request)
    outputs = _outputs(asked)
    job = _job(request)
    report, stale = _compared(job, _report(job))
    for output in outputs:
        _print(report, output, asked)
    if report.void:
        tell(say(f"seclint: 有 {len(report.void)} 处豁免不起作用，见报告"))
    if request.names_only and not request.quiet:
        tell(say("seclint: 只审查了名称，没有读内容"))
    if request.exit_zero:
        return 0
    is_stale = request.frozen and (stale or report.void)
    return _exit_code(report, job.settings.fail_on) or (_FOUND if is_stale else 0)


def _compared(job: _Job, report: Report) -> tuple[Report, int]:
    """The report, what was there before muted; and how much of a baseline is there no more."""
    request, stale = job.request, 0
    if request.baseline:
        from seclint.cli.against import against

        report, stale = against(
            report, request.baseline, frozen=request.frozen, names_only=request.names_only
        )
    if job.changes:  # last, for a baseline has not lost what is old
        report = job.changes.muted(report)
    return report, stale


def review(request: Request) -> Report:
    """What a request finds. Raises SeclintError where it cannot be done."""
    return _report(_job(request))


def _job(request: Request) -> _Job:
    before = _before(request)
    settings = settled(request, before.settings if before else on_disk)
    day, changes = day_of(request.on), _changes(request, settings)
    found = changes.found if changes else sources(request, settings)
    rules = ruling(request, settings, day)
    uncounted = muting(settings, rules, day)
    return _Job(filled(request), settings, day, found, rules, uncounted, before, changes)


def _before(request: Request) -> "Before | None":
    if request.allow_from is None:
        return None
    from seclint.cli.before import before  # it calls git

    return before(request.allow_from)


def _changes(request: Request, settings: Config) -> "Changes | None":
    """What changed, where only that is wanted."""
    if request.since is None and not request.staged and not request.changed_only:
        return None
    from seclint.cli.changes import changes  # it asks git, which nothing else here needs

    return changes(request, settings)


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
    write(pieces, output.file, utf8=not output.format.is_for_terminals)


# --- reports ---------------------------------------------------------------------------------


class _Output(NamedTuple):
    """A report to write; no file means the terminal."""

    format: Format
    file: Path | None


def _outputs(request: Request) -> list[_Output]:
    """All reports of a run, each in a file of its own. Raises UsageError."""
    others = [_output(written) for written in request.also or ()]
    outputs = [*others, _Output(format_of(request), request.output_file)]
    files = [output.file.resolve() for output in outputs if output.file]
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise UsageError(f"几份报告写到了同一个文件：{twice}")
    return outputs


def _output(written: str) -> _Output:
    """The report that `--also` names. Raises UsageError."""
    name, equals, file = written.partition("=")
    if not equals or not file:
        raise UsageError(f"--also 应写作 格式=文件，如 sarif=报告.sarif：{written}")
    if name not in list(Format):
        raise UsageError(f"--also 没有格式「{name}」{nearest(name, list(Format))}")
    return _Output(Format(name), Path(file))


def _report(job: _Job) -> Report:
    outcomes = list(_with_progress(_outcomes(job), len(job.found)))
    if job.request.verbose:
        for outcome in outcomes:
            for note in outcome.notes:
                tell(say(harmless(note)))
    names = map(name_of, job.found)
    seen = [job.muting.seen(n, outcome) for n, outcome in zip(names, outcomes, strict=True)]
    idle = job.muting.allow.void(seen, everything=_everything(job)) if job.settings.allow else ()
    return Report(
        version=__version__,
        ruleset=job.ruling.ruleset.sha256,
        packs=job.ruling.selected.packs,
        documents=tuple(outcome.document for outcome in outcomes),
        findings=tuple(finding for each in seen for finding in each.findings),
        unreviewed=tuple(item for outcome in outcomes for item in outcome.unreviewed),
        void=(*idle, *(item for outcome in outcomes for item in outcome.void)),
    )


def _everything(job: _Job) -> bool:
    """Are all files reviewed that are in the folder of the configuration?"""
    folder, listed = Path(job.muting.base), job.request.file_list is not None
    named = [Path(path).resolve() for path in job.request.paths or ([] if listed else ["."])]
    return any(path in (folder, *folder.parents) for path in named)


def _outcomes(job: _Job) -> Iterator[Outcome]:
    request, rules = job.request, packs.compiled(job.ruling.ruleset)
    passwords = passwords_of(request.password_file)
    key = _key(job)
    basis = (
        key or b"",
        job.ruling.ruleset.sha256.encode(),
        repr((job.day.isoformat(), job.ruling.profile, passwords)).encode("utf-8", "surrogatepass"),
    )
    kept = request.cache is not False and not job.before  # what was is no part of what is kept
    before = job.before.document if job.before else None
    recipe = Recipe(rules, job.day, passwords, basis if kept else None, key, *_ways(job), before)
    known = job.changes.folders if job.changes else frozenset()
    return reviewed([*tasks(job.found, known, roots(request))], recipe, request.jobs or 0)


def _ways(job: _Job) -> tuple[Read, Formerly]:
    """How files are got as they are, and as they were."""
    if job.changes is None:
        return reading(job.request), all_new
    read = reading(job.request) if job.request.names_only else job.changes.read
    return read, job.changes.former


def _key(job: _Job) -> bytes | None:
    """The key of the findings' identities, where anything is compared to these."""
    folders = [job.request.baseline.absolute().parent] if job.request.baseline else []
    if any(entry.fingerprint for entry in job.settings.allow):
        folders.append(root(job.settings))
    keys = {need_key(folder) for folder in folders}
    if len(keys) > 1:
        raise UsageError("基线与配置各有一把密钥：放在同一个目录，或者设置 SECLINT_KEY")
    return keys.pop() if keys else None


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
