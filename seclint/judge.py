"""judge: does a hit stand, and at which level? Every answer comes with its reason."""

import re
from collections.abc import Callable
from typing import Any

from seclint.fold import DECORATION, Page
from seclint.model import (
    Alone,
    AtTop,
    Condition,
    Hit,
    InPart,
    InQuotes,
    Level,
    Near,
    Negated,
    Not,
    Side,
    Simple,
    Valid,
    WholeWord,
)
from seclint.segment import is_whole_word
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
_TOP = 4000
"""Characters: what stands further down is not at the top, be the lines before it ever so long."""
_DECORATION = re.compile(DECORATION)
_PRINTED_ANYWHERE = ("header", "textbox")
"""Parts that an extractor gives after the body, but that are printed on the first page too."""


def objection(hit: Hit, page: Page) -> str | None:
    """Why the hit does not stand, or None where it does."""
    if phrase := _allowed(hit, page.folded.text):
        return f"属于放行词「{phrase}」"
    for condition in hit.rule.where:
        if _evidence(condition, hit, page) is None:
            return _absence(condition, hit, page)
    return None


def level(hit: Hit, page: Page) -> tuple[Level, str]:
    """The level that the evidence earns, and that evidence ("" where it is the rule's own)."""
    for earned in hit.rule.levels:
        reasons = [_evidence(condition, hit, page) for condition in earned.when]
        if None not in reasons:
            return earned, "，".join(str(reason) for reason in reasons)
    return hit.rule.own_level, ""


def _evidence(condition: Condition, hit: Hit, page: Page) -> str | None:
    """What makes the condition hold, in words, or None where it does not hold."""
    if isinstance(condition, Not):
        holds = _evidence(condition.condition, hit, page) is not None
        return None if holds else f"并非{describe(condition.condition)}"
    return _TESTS[type(condition)](condition, hit, page)


def _absence(condition: Condition, hit: Hit, page: Page) -> str:
    """Why the condition does not hold."""
    if isinstance(condition, Not):
        return str(_evidence(condition.condition, hit, page))
    return f"并非{describe(condition)}"


def describe(condition: Simple) -> str:
    """The condition in a few words, as a predicate of the hit."""
    match condition:
        case Valid(check):
            return f"通过校验 {check}"
        case Near(words, _, _, at_least):
            return f"附近有「{'」「'.join(words[:4])}」等词" + f"{at_least} 个以上" * (at_least > 1)
        case InPart(parts):
            return f"位于 {'、'.join(parts)}"
        case AtTop(lines):
            return f"位于前 {lines} 行"
        case _:
            return _PREDICATES[type(condition)]


_PREDICATES: dict[type[Simple], str] = {
    WholeWord: "独立成词",
    Alone: "独占一行",
    InQuotes: "在引号或书名号内",
    Negated: "被否定",
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


_TESTS: dict[type[Simple], Callable[[Any, Hit, Page], str | None]] = {
    WholeWord: _whole_word,
    Valid: _valid,
    Near: _near,
    InPart: _in_part,
    Alone: _alone,
    AtTop: _at_top,
    InQuotes: _in_quotes,
    Negated: _negated,
}


# --- where things stand in a text -----------------------------------------------------------


def _surroundings(near: Near, hit: Hit, text: str) -> tuple[str, str]:
    """The text before and after the hit in which evidence counts."""
    start, end = _window(near, hit, text)
    before = "" if near.side == "after" else text[start : hit.start]
    after = "" if near.side == "before" else text[hit.end : end]
    return before, after


def _window(near: Near, hit: Hit, text: str) -> tuple[int, int]:
    match near.within:
        case int(reach):
            return max(0, hit.start - reach), hit.end + reach
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
