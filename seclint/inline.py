"""inline: what the marks in a document let go, and those of them that let nothing go.

A mark names rules by their whole ids, and counts in full or not at all.
"""

from collections.abc import Iterable, Iterator

from seclint.finding import Verdict
from seclint.match import RuleSet
from seclint.model import Document, Mark, Rule, Span, Void
from seclint.nearest import nearest
from seclint.page import Page

_FAULTS = {
    "malformed": "行内标记应写作 <!-- seclint: ignore[规则编号] -- 理由 -->",
    "no-reason": "行内标记没有写理由（-- 之后）",
    "unmatched": "disable 与 enable 不成对",
    "nested": "行内标记只在文件自身里算，在别的文件里面的不算",
    "new": "行内标记在所比的版本里没有，或其所及的文字改过",
}


def let_go(page: Page, verdicts: list[Verdict], rules: RuleSet) -> list[Verdict]:
    """The verdicts, those that stand with the first mark that covers where they begin or end."""
    if not page.document.marks:
        return verdicts
    known = {rule.id: rule for rule in rules.rules}
    holding = [mark for mark in page.document.marks if _wrong(mark, known) is None]
    return [verdict._replace(mark=_covering(verdict, page, holding)) for verdict in verdicts]


def void(document: Document, verdicts: Iterable[Verdict], rules: RuleSet) -> Iterator[Void]:
    """The marks without effect; their reasons may quote the document, and are masked by no one."""
    if not document.marks:
        return
    known = {rule.id: rule for rule in rules.rules}
    used = {(v.mark, v.hit.rule.id) for v in verdicts if v.mark}
    for mark in document.marks:
        unused = [rule for rule in mark.rules if (mark, rule) not in used]
        if wrong := _wrong(mark, known):
            yield Void(document.name, mark.line, *wrong)
        elif unused:
            reason = f"行内标记没有用到：{'、'.join(unused)}"
            yield Void(document.name, mark.line, "unused", reason)


def in_file(document: Document, name: str) -> Document:
    """The document as it counts in the file of this name: inside another, nobody sees its marks."""
    return document if document.name == name else discounted(document, "nested")


def discounted(document: Document, code: str, but: frozenset[str] = frozenset()) -> Document:
    """The document, its marks with a fault, but for those with these digests."""
    marks = (
        mark if mark.digest in but else mark._replace(fault=mark.fault or code)
        for mark in document.marks
    )
    return document._replace(marks=tuple(marks))


def _wrong(mark: Mark, known: dict[str, Rule]) -> tuple[str, str] | None:
    """The code of what is wrong with a mark, and that in words."""
    if mark.fault:
        return mark.fault, _FAULTS[mark.fault]
    for rule in mark.rules:
        if rule not in known:
            hint = nearest(rule, known)
            return "unknown-rule", f"没有规则「{rule}」（写全编号）{hint}"
        if not known[rule].suppressible:
            return "not-suppressible", f"规则 {rule} 不许豁免"
    return None


def _covering(verdict: Verdict, page: Page, marks: list[Mark]) -> Mark | None:
    if verdict.reason is not None:
        return None
    start, end = page.folded.span(verdict.hit.start, verdict.hit.end)
    named = (mark for mark in marks if verdict.hit.rule.id in mark.rules)
    ends = (start, max(start, end - 1))
    return next((mark for mark in named if any(_holds(mark.spans, at) for at in ends)), None)


def _holds(spans: tuple[Span, ...], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)
