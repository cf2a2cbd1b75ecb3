"""told: findings, what was not reviewed, and void exemptions as programs for programmers want
them: one list.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import NamedTuple

from seclint.model import Finding, Report, Rule, Severity, Style, Unreviewed, Void
from seclint.report.summary import in_order, source, unread_in_order, void_in_order
from seclint.report.terminal import harmless
from seclint.report.words import (
    cited,
    message_of,
    muted_of,
    place_of,
    reason_of,
    remedy_of,
    say,
    title_of,
    void_of,
)

UNREVIEWED = "unreviewed"
"""What stands in the place of a rule's id where a file was not read."""

VOID = "void-exemption"
"""What stands in the place of a rule's id where an exemption has no effect."""

_NO_LINES = frozenset(
    (
        ".doc", ".docx", ".docm", ".dot", ".dotx", ".dotm", ".wps", ".wpt", ".xls", ".xlsx",
        ".xlsm", ".xlsb", ".xlt", ".xltx", ".xltm", ".et", ".ett", ".ppt", ".pptx", ".pptm", ".pps",
        ".ppsx", ".pot", ".potx", ".potm", ".dps", ".dpt", ".pdf", ".ofd", ".rtf", ".odt", ".ods",
        ".odp", ".odg", ".fodt", ".fods", ".fodp", ".epub", ".msg", ".zip", ".7z", ".rar", ".tar",
        ".gz", ".bz2", ".xz", ".iso", ".cab", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif",
        ".tiff", ".webp", ".emf", ".wmf", ".numbers", ".pages", ".key", ".html", ".htm", ".xhtml",
        ".mht", ".mhtml", ".eml", ".mbox",
    )
)  # fmt: skip
"""Endings of files whose lines only their extracted text has."""


class Told(NamedTuple):
    """A finding, a file that was not reviewed (`rule` is then UNREVIEWED), or an exemption without
    effect (VOID), in one language.

    `line` to `end_column` count from 1; they are 0 where the file itself has no lines. `in_source`
    says whether what mutes it stands in the document itself.
    """

    path: str
    document: str
    severity: Severity
    rule: str
    title: str
    message: str
    place: str
    line: int
    column: int
    end_line: int
    end_column: int
    fingerprint: str
    muted: str | None
    in_source: bool = False

    @property
    def sentence(self) -> str:
        """What is wrong, where inside the file, and why it does not count, if it does not."""
        where = f" [{self.where}]" if self.where else ""
        muted = "" if self.muted is None else f" ({self.muted})"
        return f"{self.message}{where}{muted}"

    @property
    def where(self) -> str:
        """The place, and the document where that is inside the file."""
        inside = self.document.removeprefix(self.path).removeprefix("!/")
        return " › ".join(filter(None, (inside, self.place)))


def told(report: Report, style: Style) -> Iterator[Told]:
    """What was not reviewed, then all findings, the muted ones too, then void exemptions."""
    files, rule = frozenset(report.documents), cache(report.rule)
    for item in unread_in_order(report.unreviewed):
        yield _unread(item, source(item.document, files), style)
    for finding in in_order(report.findings):
        yield _found(finding, rule(finding.rule), source(finding.document, files), style)
    for each in void_in_order(report.void):
        yield _void(each, source(each.document, files), style)


def has_lines(finding: Finding, path: str) -> bool:
    """Are the line and column those of the file at `path`, from which the document came?"""
    is_file = finding.document == path and finding.part != "filename"
    return is_file and PurePosixPath(path).suffix.lower() not in _NO_LINES


def _found(finding: Finding, rule: Rule, path: str, style: Style) -> Told:
    spot = (finding.line, finding.column, finding.end_line, finding.end_column)
    return Told(
        harmless(path),
        harmless(finding.document),
        finding.severity,
        finding.rule,
        harmless(title_of(rule, style.lang)),
        harmless(_message(finding, rule, style.lang)),
        harmless(place_of(finding, style.lang)),
        *(spot if has_lines(finding, path) else (0, 0, 0, 0)),
        finding.fingerprint,
        None if finding.muted is None else harmless(muted_of(finding, style.lang) or ""),
        finding.in_source,
    )


def _message(finding: Finding, rule: Rule, lang: str) -> str:
    """What is wrong, on which articles, and what to do."""
    others = say(lang, "others", count=finding.more) if finding.more else ""
    basis = say(lang, "basis") + cited(rule.basis) if rule.basis else ""
    remedy = remedy_of(finding, rule, lang)
    parts = (
        message_of(finding, rule, lang) + others,
        basis,
        say(lang, "remedy") + remedy if remedy else "",
    )
    return say(lang, "full stop").join(part.rstrip("。.") for part in parts if part)


def _unread(item: Unreviewed, path: str, style: Style) -> Told:
    title = say(style.lang, "not passed")
    message = f"{title}{say(style.lang, 'colon')}{item.code} {reason_of(item, style.lang)}"
    name = f"{item.document}\0{item.code}\0{item.reason}".encode("utf-8", "surrogatepass")
    return Told(
        harmless(path),
        harmless(item.document),
        Severity.ERROR,
        UNREVIEWED,
        title,
        harmless(message),
        "",
        *(0, 0, 0, 0),
        blake2b(name, digest_size=12).hexdigest(),
        None,
    )


def _void(item: Void, path: str, style: Style) -> Told:
    title = say(style.lang, "void")
    message = f"{title}{say(style.lang, 'colon')}{item.code} {void_of(item, style.lang)}"
    name = f"{item.document}\0{item.line}\0{item.code}\0{item.reason}"
    return Told(
        harmless(path),
        harmless(item.document),
        Severity.INFO,
        VOID,
        title,
        harmless(message),
        "",
        *(item.line, 1, item.line, 1),
        blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest(),
        None,
    )
