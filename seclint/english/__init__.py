"""english: what seclint says in Chinese, said in English, by whole sentences.

Everything is written in Chinese where it is said: that is what is reviewed, remembered and tested.
The tables beside this turn it into English at the rim. A `{}` in a key stands for what is put in
and left as it is (a name, a number, words of a document), a `{*}` for what is said in turn. Tests
hold the tables to the code: what is said and has no English fails them.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from seclint.english.answers import ANSWERS
from seclint.english.options import OPTIONS
from seclint.english.reasons import REASONS
from seclint.english.refusals import REFUSALS

TABLES = (OPTIONS, REFUSALS, ANSWERS, REASONS)

_HOLE = re.compile(r"(\{\*?\})")
_HAN = re.compile("[\u4e00-\u9fff]")
_COLON = re.compile("[:：] ?")
_COMMA = re.compile("，(?![^（「]*[）」])")
"""Between two sayings, not in what one of them quotes."""


class _Template(NamedTuple):
    """What a sentence looks like, which of its holes are said in turn, and the English of it."""

    pattern: re.Pattern[str]
    again: tuple[bool, ...]
    english: str

    def said(self, text: str) -> str | None:
        """The English of the text, or None where it is not this."""
        if not (found := self.pattern.fullmatch(text)):
            return None
        holes = zip(found.groups(), self.again, strict=True)
        values = [_known(value) if again else value for value, again in holes]
        return None if None in values else self.english.format(*values)


@lru_cache(1024)  # a report says the same of many findings
def english(text: str) -> str:
    """The same in English; as it is, where it is no saying of seclint's own."""
    return _known(text) or text


def _known(text: str) -> str | None:
    if not _HAN.search(text):
        return text
    if several := _list(text):
        return several
    if whole := _sentence(text):
        return whole
    for colon in _COLON.finditer(text):  # after who speaks, and of which line of which file
        if rest := _sentence(text[colon.end() :]):
            return text[: colon.start()].replace("：", ": ") + ": " + rest
    return None


def _list(text: str) -> str | None:
    """Several sayings with commas between them; None where one of them is none."""
    parts = _COMMA.split(text)
    said = [_known(part) for part in parts] if len(parts) > 1 else []
    return ", ".join(map(str, said)) if said and all(said) else None


def _sentence(text: str) -> str | None:
    plain, templates = _tables()
    if text in plain:
        return plain[text]
    return next((said for each in templates if (said := each.said(text))), None)


@cache
def _tables() -> tuple[dict[str, str], list[_Template]]:
    """Sentences without holes, and the others, those with the most words of their own first."""
    every = {chinese: told for table in TABLES for chinese, told in table.items()}
    plain = {chinese: told for chinese, told in every.items() if not _HOLE.search(chinese)}
    holed = sorted(every.keys() - plain.keys(), key=lambda key: (-len(_HOLE.sub("", key)), key))
    return plain, [_template(key, every[key]) for key in holed]


def _template(chinese: str, told: str) -> _Template:
    parts = _HOLE.split(chinese)
    pattern = "".join("(.*?)" if _HOLE.fullmatch(part) else re.escape(part) for part in parts)
    holes = tuple(part == "{*}" for part in parts if _HOLE.fullmatch(part))
    return _Template(re.compile(pattern, re.DOTALL), holes, told)
