"""The sum of a report: what the closing line, the JSON summary and the exit code all rest on."""

from collections import Counter
from collections.abc import Iterable, Set
from typing import Literal, NamedTuple

from seclint.model import Finding, Report, Severity, Unreviewed, Void, file_of

Fate = Literal["unreviewed", "flagged", "noted", "clean"]
"""What became of a file. A noted one passed, with infos alone."""

_FATE: dict[Severity | None, Fate] = {
    Severity.ERROR: "flagged",
    Severity.WARNING: "flagged",
    Severity.INFO: "noted",
    None: "clean",
}


class Summary(NamedTuple):
    """Files first: `clean` + `flagged` + `unreviewed` == `documents`. Then findings.

    A file with an unread part is unreviewed whatever else was found in it, as exit code 3
    outranks 1. A file is flagged by an error or a warning; infos alone leave it clean, and
    `noted` says how many of the clean files have them. Muted findings count only as `muted`.
    """

    documents: int
    clean: int
    flagged: int
    unreviewed: int
    error: int
    warning: int
    info: int
    muted: int
    noted: int


def summarise(report: Report) -> Summary:
    """Count a report, every file exactly once.

    Files whose masked names are the same cannot be told apart: the worst of them speaks for all.
    """
    times, fate = Counter(report.documents), Counter[Fate]()
    for file, its in fates(report).items():
        fate[its] += times[file] or 1
    standing = [finding for finding in report.findings if finding.muted is None]
    count = Counter[Severity]()
    for finding in standing:
        count[finding.severity] += 1 + finding.more
    return Summary(
        documents=fate.total(),
        clean=fate["clean"] + fate["noted"],
        flagged=fate["flagged"],
        unreviewed=fate["unreviewed"],
        error=count[Severity.ERROR],
        warning=count[Severity.WARNING],
        info=count[Severity.INFO],
        muted=sum(1 + finding.more for finding in report.findings if finding.muted is not None),
        noted=fate["noted"],
    )


def fates(report: Report) -> dict[str, Fate]:
    """What became of each file, the named and those that only results name."""
    known = frozenset(report.documents)
    worst = _worst((finding for finding in report.findings if finding.muted is None), known)
    unread = {source(item.document, known) for item in report.unreviewed}
    files = known | worst.keys() | unread
    return {file: "unreviewed" if file in unread else _FATE[worst.get(file)] for file in files}


def source(document: str, files: Set[str]) -> str:
    """The one of `files` that a document came from.

    `file_of` alone errs where a directory's name ends in "!" (急件!/通知.docx is a file).
    """
    end = len(document)
    while end >= 0:
        if document[:end] in files:
            return document[:end]
        end = document.rfind("!/", 0, end)
    return file_of(document)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by document, position and rule."""
    return sorted(findings, key=lambda f: (f.document, f.span, f.rule, f.fingerprint))


def unread_in_order(unreviewed: Iterable[Unreviewed]) -> list[Unreviewed]:
    """Sorted by document, code and reason."""
    return sorted(unreviewed)


def void_in_order(void: Iterable[Void]) -> list[Void]:
    """Sorted by document, line, code and reason."""
    return sorted(void)


def muted_by(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """The reasons why findings do not count, and how many each keeps from counting."""
    counts = Counter[str]()
    for finding in findings:
        if finding.muted is not None:
            counts[finding.muted] += 1 + finding.more
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _worst(findings: Iterable[Finding], files: Set[str]) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for finding in findings:
        file = source(finding.document, files)
        worst[file] = max(finding.severity, worst.get(file, finding.severity))
    return worst
