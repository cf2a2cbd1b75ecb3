"""checkstyle: the XML that many review tools read."""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from seclint.model import Report, Style
from seclint.report.told import Told, told


def render(report: Report, style: Style) -> Iterator[str]:
    """A file element for each file with something to say; what is muted is `ignore`."""
    entries = sorted(told(report, style), key=lambda entry: entry.path)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for path, group in groupby(entries, lambda entry: entry.path):
        yield f" <file name={quoteattr(path)}>\n"
        yield from map(_error, group)
        yield " </file>\n"
    yield "</checkstyle>\n"


def _error(entry: Told) -> str:
    severity = "ignore" if entry.muted is not None else entry.severity.name.lower()
    spot = f' line="{entry.line}" column="{entry.column}"' if entry.line else ' line="0"'
    message = quoteattr(f"{entry.rule} {entry.sentence}")
    source = quoteattr(f"seclint.{entry.rule}")
    return f'  <error{spot} severity="{severity}" message={message} source={source}/>\n'
