"""REPORTERS: how a report is told. Each is a function (Report, Style) -> pieces of text."""

from seclint.model import Reporter
from seclint.plugins import Table

REPORTERS: Table[Reporter] = Table(
    "seclint.reporters",
    {
        "full": "seclint.report.full:render",
        "concise": "seclint.report.concise:render",
        "grouped": "seclint.report.grouped:render",
        "html": "seclint.report.html:render",
        "json": "seclint.report.json:render",
        "json-lines": "seclint.report.jsonlines:render",
        "sarif": "seclint.report.sarif:render",
        "junit": "seclint.report.junit:render",
        "github": "seclint.report.github:render",
        "gitlab": "seclint.report.gitlab:render",
        "checkstyle": "seclint.report.checkstyle:render",
        "rdjson": "seclint.report.rdjson:render",
        "csv": "seclint.report.csv:render",
    },
)
