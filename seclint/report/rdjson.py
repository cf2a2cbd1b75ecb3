"""rdjson: the Reviewdog Diagnostic Format.

Its columns count bytes of a line that is not quoted here, so only lines are given.
"""

from collections.abc import Iterator

from seclint.model import Report, Style
from seclint.report.records import encoded
from seclint.report.told import Told, told


def render(report: Report, style: Style) -> Iterator[str]:
    """One diagnostic a line; what is muted is an info that says why."""
    yield '{"source": {"name": "seclint"}, "diagnostics": ['
    for number, entry in enumerate(told(report, style)):
        yield ("," if number else "") + f"\n {encoded(_diagnostic(entry))}"
    yield "\n]}\n"


def _diagnostic(entry: Told) -> dict[str, object]:
    muted = "" if entry.muted is None else f" ({entry.muted})"
    where = f" [{entry.where}]" if entry.where else ""
    location: dict[str, object] = {"path": entry.path}
    if entry.line:
        location["range"] = {"start": {"line": entry.line}, "end": {"line": entry.end_line}}
    return {
        "message": f"{entry.message}{where}{muted}",
        "location": location,
        "severity": "INFO" if entry.muted is not None else entry.severity.name,
        "code": {"value": entry.rule},
    }
