"""against: a report against a baseline."""

import os
from collections.abc import Callable
from pathlib import Path

from seclint.baseline import Baseline, BaselineError, compared, read, written
from seclint.cli.key import need_key
from seclint.cli.language import say
from seclint.cli.output import tell, write
from seclint.errors import UsageError
from seclint.model import Finding, Report, file_of
from seclint.report.summary import source


def that_may_be_old(report: Report) -> tuple[Finding, ...]:
    """The findings that a baseline may hold: those of rules that may be muted at all."""
    return tuple(found for found in report.findings if report.rule(found.rule).suppressible)


def path_in(base: Path) -> Callable[[str], str]:
    """What a document is called in a baseline of this folder."""
    way = os.path.relpath(Path.cwd(), base)
    return lambda document: Path(os.path.normpath(Path(way, document))).as_posix()


def against(report: Report, file: Path, *, frozen: bool) -> tuple[Report, int]:
    """The report, old findings muted, and how many of the baseline are there no more.

    The baseline loses these, unless it is `frozen` or this is a run of CI. Raises UsageError.
    """
    base = file.absolute().parent
    path, old = path_in(base), _read(file, need_key(base))
    seen = {path(document) for document in report.documents}
    found = compared(
        that_may_be_old(report),
        old,
        path,
        was_seen=lambda name: source(name, seen) in seen,
        is_gone=lambda name: not (base / file_of(name)).exists(),
    )
    if found.stale:
        tell(say(f"基线 {file} 里有 {found.stale} 处已经不在"))
        if not frozen and not os.environ.get("CI"):
            write(written(found.rest), file)
    fixed = (each for each in report.findings if not report.rule(each.rule).suppressible)
    return report._replace(findings=(*fixed, *found.findings)), found.stale


def _read(file: Path, key: bytes) -> Baseline:
    try:
        return read(file.read_text("utf-8"), key)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出基线 {file}：{type(error).__name__}") from None
    except BaselineError as error:
        raise UsageError(f"{file}：{error}") from None
