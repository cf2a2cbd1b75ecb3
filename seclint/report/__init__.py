"""REPORTERS: how a report is told. Each is a function (Report, Style) -> pieces of text."""

from seclint.model import Reporter
from seclint.plugins import Table

REPORTERS: Table[Reporter] = Table(
    "seclint.reporters",
    {
        "full": "seclint.report.full:render",
        "concise": "seclint.report.concise:render",
        "json": "seclint.report.json:render",
    },
)
