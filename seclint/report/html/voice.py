"""voice: in which language a page speaks, by which rules, of which files."""

from collections import Counter
from collections.abc import Callable, Set
from typing import NamedTuple

from seclint.model import Finding, Rule
from seclint.report.dossier import Dossier
from seclint.report.html.words import say
from seclint.report.summary import source
from seclint.report.told import has_lines

LEVELS = ("unreviewed", "error", "warning", "info", "muted")
"""What a page tells apart, the gravest first; also the classes of its style."""


def level_of(finding: Finding) -> str:
    """Its severity, unless it is muted."""
    return finding.severity.name.lower() if finding.muted is None else "muted"


def counts_of(dossier: Dossier) -> Counter[str]:
    """How many of each level, those that stand behind one of its rule included."""
    counts = Counter({"unreviewed": len(dossier.unreviewed)})
    for finding in dossier.findings:
        counts[level_of(finding)] += 1 + finding.more
    return counts


class Voice(NamedTuple):
    """`rule` gives the rule of an id, `files` are all files that were looked at."""

    lang: str
    rule: Callable[[str], Rule]
    files: Set[str]

    def say(self, key: str, **values: object) -> str:
        """The words of `key`."""
        return say(self.lang, key, **values)

    def level(self, level: str) -> str:
        """不得公开, 免报."""
        return self.say("muted level" if level == "muted" else level)

    def tally(self, counts: Counter[str]) -> str:
        """不得公开 2，须复核 1."""
        told = [(self.level(level), counts[level]) for level in LEVELS if counts[level]]
        return self.say("comma").join(self.say("count", word=w, count=count) for w, count in told)

    def spot(self, finding: Finding) -> str:
        """Line and column, where the file has lines and the place does not name its line; or ""."""
        is_named = f"第{finding.line}行" in finding.place
        if is_named or not has_lines(finding, source(finding.document, self.files)):
            return ""
        return self.say("at", line=finding.line, column=finding.column)
