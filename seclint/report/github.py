"""github: annotations of GitHub Actions, the worst first."""

from collections import Counter
from collections.abc import Iterator

from seclint.model import Report, Severity, Style
from seclint.report.terminal import ending
from seclint.report.told import Told, told
from seclint.report.words import say

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MOST = 10
"""GitHub shows so many of each level in one step."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Annotations as far as they are shown, how many more there are, then those as plain lines."""
    standing = [entry for entry in told(report, style) if entry.muted is None]
    standing.sort(key=lambda entry: -entry.severity)
    counts = Counter(entry.severity for entry in standing)
    shown, cut = Counter[Severity](), list[Told]()
    for entry in standing:
        most = _MOST if counts[entry.severity] <= _MOST else _MOST - 1
        if shown[entry.severity] < most:
            shown[entry.severity] += 1
            yield _annotation(entry)
        else:
            cut.append(entry)
    for severity, count in Counter(entry.severity for entry in cut).items():
        message = say(style.lang, "cut", count=count)
        yield f"::{_COMMANDS[severity]} title=seclint::{_data(message)}\n"
    for entry in cut:
        yield f"{_COMMANDS[entry.severity]}: {_place(entry)}: {entry.rule} {entry.message}\n"
    yield from ending(report, style)


def _annotation(entry: Told) -> str:
    spot = {"file": entry.path}
    if entry.line:
        spot |= {"line": str(entry.line), "col": str(entry.column)}
        spot |= {"endLine": str(entry.end_line), "endColumn": str(entry.end_column)}
    spot["title"] = f"{entry.rule} {entry.title}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in spot.items())
    return f"::{_COMMANDS[entry.severity]} {properties}::{_data(entry.sentence)}\n"


def _place(entry: Told) -> str:
    line = f":{entry.line}:{entry.column}" if entry.line else ""
    return f"{entry.document}{line}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
