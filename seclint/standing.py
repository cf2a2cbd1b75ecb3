"""standing: what has been found on a page so far, for rules that look at others' findings."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from seclint.model import Beside, Condition, Hit, Not, Rule, Scope, Together


class Standing:
    """Hits that stand, in order of place, by the id and by the kind of their rules."""

    def __init__(self, hits: Iterable[Hit] = ()) -> None:
        self._hits: dict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
            self._hits[hit.rule.id].append(hit)
            self._hits[hit.rule.kind].append(hit)

    def of(self, name: str) -> list[Hit]:
        """All hits of a rule or kind."""
        return self._hits.get(name, [])

    def within(self, name: str, start: int, end: int) -> Iterator[Hit]:
        """The hits of a rule or kind that begin in this stretch of the folded text."""
        hits = self.of(name)
        first = bisect_left(hits, start, key=lambda hit: hit.start)
        for index in range(first, len(hits)):
            if hits[index].start >= end:
                return
            yield hits[index]


def looked_at(rule: Rule) -> tuple[str, ...]:
    """The rules and kinds whose findings decide whether the rule finds something."""
    found = rule.find.findings if isinstance(rule.find, Together) else ()
    return (*found, *_named(rule.where))


def _named(conditions: tuple[Condition, ...]) -> Iterator[str]:
    for condition in conditions:
        simple = condition.condition if isinstance(condition, Not) else condition
        if isinstance(simple, Beside):
            yield from simple.findings


class Circular(Exception):  # noqa: N818 it is no error of ours: the loader says whose
    """Rules that wait for each other's findings; the argument is their ids, in a circle."""


def depths(rules: Iterable[Rule]) -> dict[str, int]:
    """In which round each rule is judged, by id: after all that it looks at. Raises Circular."""
    members: dict[str, list[Rule]] = defaultdict(list)
    rules = tuple(rules)
    for rule in rules:
        members[rule.id].append(rule)
        members[rule.kind].append(rule)
    found: dict[str, int] = {}
    for rule in rules:
        _settle(rule, members, found, ())
    return found


def _settle(
    rule: Rule, members: dict[str, list[Rule]], found: dict[str, int], waiting: tuple[str, ...]
) -> int:
    if rule.id in waiting:
        raise Circular(*waiting[waiting.index(rule.id) :], rule.id)
    if rule.id not in found:
        others = {each.id: each for name in looked_at(rule) for each in members.get(name, ())}
        below = [_settle(each, members, found, (*waiting, rule.id)) for each in others.values()]
        found[rule.id] = 1 + max(below) if below else 0
    return found[rule.id]


def together(rule: Rule, find: Together, text: str, standing: Standing) -> Iterator[Hit]:
    """One hit for each scope of the folded text where enough of the rule's findings stand.

    It stands where the first of them does.
    """
    everywhere = ((name, hit) for name in find.findings for hit in standing.of(name))
    unit, names, first = (0, -1), set[str](), None
    for name, hit in sorted(everywhere, key=lambda found: (found[1].start, found[1].end)):
        if hit.start >= unit[1]:
            unit, names, first = scope(text, hit.start, find.within), set(), hit
        names.add(name)
        if first and len(names) >= find.at_least:
            yield Hit(rule, first.start, first.end)
            first = None


def scope(text: str, offset: int, within: Scope) -> tuple[int, int]:
    """Start and end of the line, the paragraph or the text around an offset."""
    if within == "document":
        return 0, len(text) + 1
    gap = "\n" if within == "line" else "\n\n"
    end = text.find(gap, offset)
    return text.rfind(gap, 0, offset) + 1, len(text) + 1 if end < 0 else end
