"""gitlab: a Code Quality report, for the widget of merge requests."""

from collections.abc import Iterator

from seclint.model import Report, Severity, Style
from seclint.report.records import rows
from seclint.report.told import UNREVIEWED, Told, told

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One issue a line; what is muted is an info that says why."""
    yield from rows(map(_issue, told(report, style)), "")
    yield "\n"


def _issue(entry: Told) -> dict[str, object]:
    return {
        "description": f"{entry.rule} {entry.sentence}",
        "check_name": entry.rule,
        "fingerprint": entry.fingerprint,
        "severity": _severity(entry),
        "location": {"path": entry.path, "lines": {"begin": entry.line or 1}},
    }


def _severity(entry: Told) -> str:
    if entry.muted is not None:
        return "info"
    return "blocker" if entry.rule == UNREVIEWED else _SEVERITIES[entry.severity]
