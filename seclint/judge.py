"""judge: does a hit stand, and at which level? Every answer comes with its reason."""

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Any, NamedTuple

from seclint import dates
from seclint.fold import DECORATION
from seclint.model import (
    Alone,
    AtTop,
    BeforeDate,
    Beside,
    Condition,
    Count,
    DateScope,
    Genre,
    Hit,
    InPart,
    InQuotes,
    Level,
    Near,
    Negated,
    Not,
    Severity,
    Side,
    Simple,
    Valid,
    WholeWord,
    Within,
)
from seclint.page import Page
from seclint.segment import is_whole_word
from seclint.standing import Standing
from seclint.validate import CHECKS

_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
_QUOTE_REACH = 80
_DENIAL = re.compile(
    r"(?:不属于|不属|不是|不为|不含|不涉及|不存在|不得标|不标|未标|未定|未涉及|并非|而非|没有|无|"
    r"取消|去除|撤销|解除|隐去|删去|删除|非)[^,。;!?\n]{0,8}\Z"
)
_DENIAL_REACH = 24
_REACH = 2000
"""Characters: a sentence, line or paragraph is looked at so far each way; some have no end."""
_TOP_LINES = 8
"""Where a document names its own date, as far as `before-date` looks."""
_TOP = 4000
"""Characters: what stands further down is not at the top, be the lines before it ever so long."""
_DECORATION = re.compile(DECORATION)
_PRINTED_ANYWHERE = ("header", "textbox")
"""Parts that an extractor gives after the body, but that are printed on the first page too."""


class Scene(NamedTuple):
    """What a hit is judged by: the page it is on, and what else stands there so far."""

    page: Page
    standing: Standing


def objection(hit: Hit, scene: Scene) -> str | None:
    """Why the hit does not stand by itself, or None where it does.

    How many others there are of its rule is not asked: see `too_few`.
    """
    if phrase := _allowed(hit, scene.page.folded.text):
        return f"属于放行词「{phrase}」"
    return _first_absence([each for each in hit.rule.where if not _counts(each)], hit, scene)


def too_few(hit: Hit, scene: Scene) -> str | None:
    """Why the hit does not stand by the number of its rule's hits in the scene, or None."""
    return _first_absence([each for each in hit.rule.where if _counts(each)], hit, scene)


def level(hit: Hit, scene: Scene) -> tuple[Level, str]:
    """The level that the evidence earns, and that evidence ("" where it is the rule's own)."""
    earned, evidence = _earned(hit, scene)
    if hit.rule.preview:
        return earned._replace(severity=Severity.INFO), "，".join(filter(None, (evidence, "试行")))
    return earned, evidence


def _earned(hit: Hit, scene: Scene) -> tuple[Level, str]:
    for earned in hit.rule.levels:
        reasons = list(takewhile(bool, (_evidence(each, hit, scene) for each in earned.when)))
        if len(reasons) == len(earned.when):
            return earned, "，".join(map(str, reasons))
    return hit.rule.own_level, ""


def _counts(condition: Condition) -> bool:
    return isinstance(condition.condition if isinstance(condition, Not) else condition, Count)


def _first_absence(conditions: list[Condition], hit: Hit, scene: Scene) -> str | None:
    for condition in conditions:
        if _evidence(condition, hit, scene) is None:
            return _absence(condition, hit, scene)
    return None


def _evidence(condition: Condition, hit: Hit, scene: Scene) -> str | None:
    """What makes the condition hold, in words, or None where it does not hold."""
    if isinstance(condition, Not):
        holds = _evidence(condition.condition, hit, scene) is not None
        return None if holds else f"并非{describe(condition.condition)}"
    if test := _TESTS.get(type(condition)):
        return test(condition, hit, scene.page)
    return _TESTS_BY_OTHERS[type(condition)](condition, hit, scene)


def _absence(condition: Condition, hit: Hit, scene: Scene) -> str:
    """Why the condition does not hold."""
    if isinstance(condition, Not):
        return str(_evidence(condition.condition, hit, scene))
    return f"并非{describe(condition)}"


def describe(condition: Simple) -> str:
    """The condition in a few words, as a predicate of the hit."""
    return _PREDICATES[type(condition)](condition)


def _several(count: int) -> str:
    return f"{count} 个以上" if count > 1 else ""


_SCOPES: dict[Within, str] = {
    "sentence": "同句", "line": "同行", "paragraph": "同段", "document": "全文", "column": "同列",
}  # fmt: skip
_DATE_SCOPES: dict[DateScope, str] = {"hit": "所写", "line": "同行", "top": "文首"}


def _there(within: Within) -> str:
    return _SCOPES.get(within, "附近")


_PREDICATES: dict[type[Simple], Callable[[Any], str]] = {
    WholeWord: lambda _: "独立成词",
    Alone: lambda _: "独占一行",
    InQuotes: lambda _: "在引号或书名号内",
    Negated: lambda _: "被否定",
    Valid: lambda valid: f"通过校验 {valid.check}",
    Near: lambda near: f"附近有「{'」「'.join(near.words[:4])}」等词{_several(near.at_least)}",
    Beside: lambda beside: (
        f"{_there(beside.within)}有发现 {'、'.join(beside.findings)}{_several(beside.at_least)}"
    ),
    Count: lambda count: (
        f"{_there(count.within)}有 {count.at_least} 处以上{'不同的' * count.distinct}命中"
    ),
    Genre: lambda genre: f"文种为 {'、'.join(genre.genres)}",
    BeforeDate: lambda before: f"{_DATE_SCOPES[before.within]}日期已过",
    InPart: lambda part: f"位于 {'、'.join(part.parts)}",
    AtTop: lambda top: f"位于前 {top.lines} 行",
}


# --- one test for each condition: the evidence in words, or None ---------------------------


def _when(condition: Simple, *, holds: bool) -> str | None:
    return describe(condition) if holds else None


def _whole_word(condition: WholeWord, hit: Hit, page: Page) -> str | None:
    return _when(condition, holds=is_whole_word(page.folded.text, hit.start, hit.end))


def _valid(condition: Valid, hit: Hit, page: Page) -> str | None:
    return _when(condition, holds=CHECKS[condition.check](page.folded.text[hit.start : hit.end]))


def _near(condition: Near, hit: Hit, page: Page) -> str | None:
    if condition.within == "document":
        seen = [word for word in condition.words if _in_document(word, condition.side, hit, page)]
    elif condition.within == "column":
        heads = page.column_heads(hit.start)
        seen = [word for word in condition.words if word in heads]
    else:
        before, after = _surroundings(condition, hit, page.folded.text)
        seen = [word for word in condition.words if word in before or word in after]
    return f"附近有「{'」「'.join(seen[:3])}」" if len(seen) >= condition.at_least else None


def _in_document(word: str, side: Side, hit: Hit, page: Page) -> bool:
    """Does the word stand anywhere outside the hit, on this side of it?"""
    span = page.stands(word)
    if span is None:
        return False
    before = span.start + len(word) <= hit.start
    after = span.end - len(word) >= hit.end
    return (before and side != "after") or (after and side != "before")


def _in_part(condition: InPart, hit: Hit, page: Page) -> str | None:
    place = page.document.place(page.folded.origin(hit.start))
    return f"位于{place.label}" if place.part in condition.parts else None


def _alone(condition: Alone, hit: Hit, page: Page) -> str | None:
    text = page.folded.text
    start, end = _bounds(text, hit, "\n", "\t", "|")
    bare = _DECORATION.fullmatch(text, start, hit.start) and _DECORATION.fullmatch(
        text, hit.end, end
    )
    return _when(condition, holds=bare is not None)


def _at_top(condition: AtTop, hit: Hit, page: Page) -> str | None:
    if page.document.place(page.folded.origin(hit.start)).part in _PRINTED_ANYWHERE:
        return describe(condition)
    if hit.start > _TOP:
        return None
    position = count = 0
    text = page.folded.text
    while count < condition.lines:
        end = text.find("\n", position, hit.start)
        if end < 0:
            return describe(condition)
        count += bool(text[position:end].strip())
        position = end + 1
    return None


def _in_quotes(condition: InQuotes, hit: Hit, page: Page) -> str | None:
    text = page.folded.text
    line_start, line_end = _line(text, hit)
    before = text[max(line_start, hit.start - _QUOTE_REACH) : hit.start]
    after = text[hit.end : min(line_end, hit.end + _QUOTE_REACH)]
    paired = any(
        before.rfind(opening) > before.rfind(closing) and closing in after
        for opening, closing in _QUOTES
    )
    straight = any(before.count(mark) % 2 and mark in after for mark in '"`')
    return _when(condition, holds=paired or straight)


def _negated(condition: Negated, hit: Hit, page: Page) -> str | None:
    before = page.folded.text[max(0, hit.start - _DENIAL_REACH) : hit.start]
    return _when(condition, holds=_DENIAL.search(before) is not None)


def _genre(condition: Genre, _: Hit, page: Page) -> str | None:
    for name in condition.genres:
        if evidence := page.genre(name):
            return f"文种为{name}（{evidence}）"
    return None


def _before_date(condition: BeforeDate, hit: Hit, page: Page) -> str | None:
    text = page.folded.text
    match condition.within:
        case "hit":
            scope = text[hit.start : hit.end]
        case "line":
            scope = text[slice(*_line(text, hit))]
        case "top":
            scope = text[: _end_of_top(text)]
    day = dates.latest(scope)
    passed = day is not None and page.day is not None and day < page.day
    return f"日期 {day} 已过" if passed else None


def _end_of_top(text: str) -> int:
    """Where the document's first lines end."""
    end = -1
    for _ in range(_TOP_LINES):
        end = text.find("\n", end + 1)
        if end < 0:
            return min(len(text), _TOP)
    return min(end, _TOP)


_TESTS: dict[type[Simple], Callable[[Any, Hit, Page], str | None]] = {
    Genre: _genre,
    BeforeDate: _before_date,
    WholeWord: _whole_word,
    Valid: _valid,
    Near: _near,
    InPart: _in_part,
    Alone: _alone,
    AtTop: _at_top,
    InQuotes: _in_quotes,
    Negated: _negated,
}


# --- the tests that ask what else stands: the evidence in words, or None ---------------------


def _beside(condition: Beside, hit: Hit, scene: Scene) -> str | None:
    window = _window(condition.within, hit, scene.page.folded.text)
    seen = [name for name in condition.findings if _another(name, hit, window, scene.standing)]
    told = f"{_there(condition.within)}有发现 {'、'.join(seen[:3])}"
    return told if len(seen) >= condition.at_least else None


def _another(name: str, hit: Hit, window: tuple[int, int], standing: Standing) -> bool:
    """Does such a finding stand in the window, apart from the hit?"""
    return any(
        other.end <= hit.start or other.start >= hit.end for other in standing.within(name, *window)
    )


def _count(condition: Count, hit: Hit, scene: Scene) -> str | None:
    """Counts no further than it must: a roster of thousands asks this once a hit."""
    text = scene.page.folded.text
    window = _window(condition.within, hit, text)
    found: set[object] = set()
    for other in scene.standing.within(hit.rule.id, *window):
        found.add(text[other.start : other.end] if condition.distinct else other.start)
        if len(found) >= condition.at_least:
            return describe(condition)
    return None


_TESTS_BY_OTHERS: dict[type[Simple], Callable[[Any, Hit, Scene], str | None]] = {
    Beside: _beside,
    Count: _count,
}


# --- where things stand in a text -----------------------------------------------------------


def _surroundings(near: Near, hit: Hit, text: str) -> tuple[str, str]:
    """The text before and after the hit in which evidence counts."""
    start, end = _window(near.within, hit, text)
    before = "" if near.side == "after" else text[start : hit.start]
    after = "" if near.side == "before" else text[hit.end : end]
    return before, after


def _window(within: Within, hit: Hit, text: str) -> tuple[int, int]:
    match within:
        case int(reach):
            return max(0, hit.start - reach), hit.end + reach
        case "document":
            return 0, len(text)
        case "sentence":
            return _bounds(text, hit, "。", "!", "?", ";", "\n")
        case "line":
            return _line(text, hit)
        case _:
            return _bounds(text, hit, "\n\n")


def _line(text: str, hit: Hit) -> tuple[int, int]:
    return _bounds(text, hit, "\n")


def _bounds(text: str, hit: Hit, *ends: str) -> tuple[int, int]:
    """Start and end of the stretch around the hit, within reach, that no end interrupts."""
    first, last = max(0, hit.start - _REACH), hit.end + _REACH
    starts = [at + len(end) for end in ends if (at := text.rfind(end, first, hit.start)) >= 0]
    stops = [stop for end in ends if (stop := text.find(end, hit.end, last)) >= 0]
    return max(starts, default=first), min(stops, default=min(last, len(text)))


def _allowed(hit: Hit, text: str) -> str | None:
    """The phrase of the rule's allow-list that holds the whole hit, if one does."""
    for phrase in hit.rule.allow:
        reach = len(phrase) - 1
        position = text.find(phrase, max(0, hit.start - reach), hit.end + reach)
        while 0 <= position <= hit.start:
            if position + len(phrase) >= hit.end:
                return phrase
            position = text.find(phrase, position + 1, hit.end + reach)
    return None
