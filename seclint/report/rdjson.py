"""rdjson: the Reviewdog Diagnostic Format.

Its columns count bytes of a line that is not quoted here, so only lines are given.
"""

from collections.abc import Iterator

from seclint.model import Report, Style
from seclint.report.records import rows
from seclint.report.told import Told, told


def render(report: Report, style: Style) -> Iterator[str]:
    """One diagnostic a line; what is muted is an info that says why."""
    yield '{"source": {"name": "seclint"}, "diagnostics": '
    yield from rows(map(_diagnostic, told(report, style)), "")
    yield "}\n"


def _diagnostic(entry: Told) -> dict[str, object]:
    location: dict[str, object] = {"path": entry.path}
    if entry.line:
        location["range"] = {"start": {"line": entry.line}, "end": {"line": entry.end_line}}
    return {
        "message": entry.sentence,
        "location": location,
        "severity": "INFO" if entry.muted is not None else entry.severity.name,
        "code": {"value": entry.rule},
    }
