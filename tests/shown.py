"""Texts that show what must be found in ⟦…⟧, and what all packs together find in a text."""

from seclint.match import RuleSet
from seclint.model import Document, Part, Place, Severity
from seclint.packs import bundled, load
from seclint.review import review

RULES = RuleSet(load([bundled()]).rules)


def page(text: str, part: Part = "body") -> Document:
    """A document that lies in one part throughout."""
    return Document("例.txt", text, ((0, Place(part, "例")),))


def marked(shown: str) -> tuple[str, int, int]:
    """The text without its brackets, and where they stood."""
    before, rest = shown.split("⟦")
    inside, after = rest.split("⟧")
    return before + inside + after, len(before), len(before) + len(inside)


def exactly(shown: str, part: Part = "body") -> list[tuple[str, Severity]]:
    """Kind and severity of the findings that stand exactly on ⟦…⟧."""
    text, start, end = marked(shown)
    findings = review(page(text, part), RULES)
    return [(f.kind, f.severity) for f in findings if f.span == (start, end)]


def touching(shown: str) -> set[tuple[str, Severity]]:
    """Kind and severity of the findings that overlap ⟦…⟧."""
    text, start, end = marked(shown)
    findings = review(page(text), RULES)
    return {(f.kind, f.severity) for f in findings if f.span[0] < end and start < f.span[1]}


def serious(text: str, part: Part = "body") -> list[tuple[str, Severity, str]]:
    """Kind, severity and text of every warning and error."""
    return [
        (f.kind, f.severity, text[slice(*f.span)])
        for f in review(page(text, part), RULES)
        if f.severity >= Severity.WARNING
    ]
