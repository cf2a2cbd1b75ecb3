"""against: a report against a baseline."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from seclint.baseline import Baseline, BaselineError, Compared, Entry, Seen, compared, read, written
from seclint.cli.key import need_key
from seclint.cli.language import say
from seclint.cli.output import tell, write
from seclint.errors import UsageError
from seclint.extract import FOLDER
from seclint.model import Finding, Report, file_of
from seclint.report.summary import source

_MASKED = re.compile(r"(?:\[\*\])+")
_TOLD = 5
"""So many entries that are there no more are told one by one."""
_FOLDERS = "/"
"""The path of entries about names of folders: they are told with whichever file came first."""


class Base:
    """The folder that holds a baseline, from which its entries tell paths."""

    def __init__(self, file: Path) -> None:
        self.folder = os.path.realpath(file.absolute().parent)
        self._here = os.path.realpath(Path.cwd())

    def path(self, document: str) -> str:
        """What a document is called from there."""
        full = os.path.normpath(Path(self._here, document))
        try:
            return Path(os.path.relpath(full, self.folder)).as_posix()
        except ValueError:  # on Windows, on another drive
            return Path(full).as_posix()

    def path_of(self, finding: Finding) -> str:
        """What the document of a finding is called."""
        return _FOLDERS if finding.place == FOLDER.label else self.path(finding.document)

    def is_gone(self, path: str) -> bool:
        """Is a file there no more? Of a name that is masked, any that it may be is looked for."""
        if path == _FOLDERS:
            return False
        name = file_of(path)
        if "*" in name:
            return not any(Path(self.folder).glob(_MASKED.sub("*", escape(name))))
        return not Path(self.folder, name).exists()

    def seen(self, report: Report, *, names_only: bool) -> Seen:
        """What a run has seen: files that it has read whole, by the rules that it has asked."""
        files = frozenset(report.documents)
        unread = {source(item.document, files) for item in report.unreviewed}
        whole = set() if names_only else {*map(self.path, files - unread)}
        rules = {rule.id for pack in report.packs for rule in pack.rules}

        def entry(entry: Entry) -> bool:
            return entry.rule in rules and source(entry.path, whole) in whole

        return Seen(entry, self.is_gone)


def that_may_be_old(report: Report) -> tuple[Finding, ...]:
    """The findings that a baseline may hold: those of rules that may be muted at all."""
    return tuple(found for found in report.findings if report.rule(found.rule).suppressible)


def compared_to(report: Report, file: Path, *, names_only: bool = False) -> Compared:
    """The findings that may be old against a baseline. Raises UsageError."""
    base = Base(file)
    old = _read(file, need_key(file.absolute().parent))
    seen = base.seen(report, names_only=names_only)
    return compared(that_may_be_old(report), old, base.path_of, seen)


def against(report: Report, file: Path, *, frozen: bool, names_only: bool) -> tuple[Report, int]:
    """The report, old findings muted, and how many of the baseline are there no more.

    The baseline loses these, unless it is `frozen` or this is a run of CI. Raises UsageError.
    """
    found = compared_to(report, file, names_only=names_only)
    if found.stale:
        for line in _stale(found.stale, file):
            tell(line)
        if not frozen and not os.environ.get("CI"):
            write(written(found.rest), file)
    fixed = (each for each in report.findings if not report.rule(each.rule).suppressible)
    return report._replace(findings=(*fixed, *found.findings)), found.stale.total()


def _stale(stale: Counter[Entry], file: Path) -> Iterator[str]:
    yield say(f"基线 {file} 里有 {stale.total()} 处已经不在")
    for entry in sorted(stale)[:_TOLD]:
        yield f"  {entry.path}  {entry.rule}"
    if len(stale) > _TOLD:
        yield "  …"


def _read(file: Path, key: bytes) -> Baseline:
    try:
        return read(file.read_text("utf-8"), key)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出基线 {file}：{type(error).__name__}") from None
    except BaselineError as error:
        raise UsageError(f"{file}：{error}") from None
