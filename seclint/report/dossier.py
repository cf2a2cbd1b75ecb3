"""dossier: all that is told of one document, together; and findings that say the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from seclint.model import Finding, Severity, Unreviewed
from seclint.report.summary import in_order, unread_in_order


class Dossier(NamedTuple):
    """What stands in one document, and what could not be read of it; each in order."""

    name: str
    findings: tuple[Finding, ...]
    unreviewed: tuple[Unreviewed, ...]

    def order(self) -> tuple[int, str]:
        """Errors first, then unreviewed, warnings, infos, all muted; by name within each."""
        worst = max((each.severity for each in self.findings if each.muted is None), default=0)
        if worst == Severity.ERROR:
            return 0, self.name
        return (1 if self.unreviewed else 4 - worst), self.name


def dossiers(findings: Iterable[Finding], unreviewed: Iterable[Unreviewed]) -> list[Dossier]:
    """One for each document that there is something to say about, the worst first."""
    found: dict[str, list[Finding]] = defaultdict(list)
    unread: dict[str, list[Unreviewed]] = defaultdict(list)
    for finding in in_order(findings):
        found[finding.document].append(finding)
    for item in unread_in_order(unreviewed):
        unread[item.document].append(item)
    names = found.keys() | unread.keys()
    told = (Dossier(name, tuple(found[name]), tuple(unread[name])) for name in names)
    return sorted(told, key=Dossier.order)


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that say the same, the worst first, then by where the first of them stands."""
    groups: dict[tuple[Severity, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity, finding.rule, finding.message].append(finding)
    return sorted(groups.values(), key=lambda group: -group[0].severity)
