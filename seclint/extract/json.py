r"""JSON, one value or one to a line, notebooks too: the text is the file itself.

Places are the paths of its strings. A string that is written in other characters than it holds
(\u673a, \n) is given once more at the end. Nothing has to be valid: what is no JSON is text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seclint.extract.draft import Draft, Lines, Stretch, strew
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_at, escaped_lines, unescaped
from seclint.extract.packed import members, packed, tell
from seclint.model import BODY, Extracted, Place

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\]++|\\.)*+)(?:"|\Z)(?P<key>\s*+:)?|(?P<mark>[\[\]{},])', re.DOTALL
)
_NAME = re.compile(r"[^\W\d]\w*")
_MOST_PLACES = 50_000
_MOST = 64 << 20
"""Characters of a file whose strings are told one by one; of a larger one they are told by line."""

_DEEPEST = 12
"""Steps of a path that are shown."""

_PLAIN = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\n"}
_DULL = re.compile(r'\\(["/\\])')
"""Escapes that part nothing and hide nothing."""

_SIMPLE = re.compile(r"\\(?!u)(.)", re.DOTALL)


class _Text(NamedTuple):
    """A string: where it stands between its quotes, and its path; `escaped` if it may be."""

    start: int
    end: int
    path: str
    escaped: bool


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the files in its strings. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    texts = list(_texts(text)) if len(text) <= _MOST else []
    lines = Lines(text)
    held = list(packed(text))
    draft = Draft()
    draft.paste(text, strew(BODY, _laid(texts, lines)))
    _tell(draft, text, texts, lines)
    tell(draft, held)
    yield draft.document(name, (f"编码 {encoding}",))
    yield from members(held)
    yield from besides(name, found)


def _laid(texts: list[_Text], lines: Lines) -> Iterator[Stretch]:
    for start, end, path, _ in texts[:_MOST_PLACES]:
        if start < end:
            yield Stretch(start, end, Place("body", path, f"line {lines.of(start)}"))


def _tell(draft: Draft, text: str, texts: list[_Text], lines: Lines) -> None:
    """Strings as they are meant, and what is escaped outside of strings."""
    outside, at = list[str](), 0
    for one in texts:
        raw = text[one.start : one.end]
        if one.escaped and (plain := _plain(raw)):
            draft.aside(plain, Place("markup", one.path, f"line {lines.of(one.start)}"))
        outside += (text[at : one.start], "\n" * raw.count("\n"))
        at = one.end
    outside.append(text[at:])
    for number, line in escaped_lines("".join(outside)):
        draft.aside(line, Place("markup", f"第{number}行（转义文字还原）", f"line {number}"))


def _plain(raw: str) -> str:
    """What a string holds, if that is not what is written."""
    plain = unescaped(_unquoted(raw))
    shown = _DULL.sub(r"\1", raw.removesuffix("\\n"))
    return "" if plain.strip() == shown.strip() else plain


def _unquoted(raw: str) -> str:
    r"""A string with its escapes undone, but for \u (which `unescaped` knows)."""
    return _SIMPLE.sub(lambda found: _PLAIN.get(found[1], found[1]), raw)


# --- paths -------------------------------------------------------------------------------------


class _Path:
    """The way from the root to where the reading stands."""

    def __init__(self) -> None:
        self._steps: list[str | int] = []

    def take(self, mark: str) -> None:
        """Go down at a bracket, up at its end, on at a comma."""
        if mark == "[":
            self._steps.append(0)
        elif mark == "{":
            self._steps.append("")
        elif self._steps and mark == ",":
            if isinstance(index := self._steps[-1], int):
                self._steps[-1] = index + 1
        elif self._steps and mark in "]}":
            self._steps.pop()

    def name(self, key: str) -> None:
        """What comes next is the value of this key."""
        if self._steps and isinstance(self._steps[-1], str):
            self._steps[-1] = key[:100]

    def told(self) -> str:
        """$.a[3].name; of a very deep path its end."""
        steps = self._steps[-_DEEPEST:]
        root = "$" if len(steps) == len(self._steps) else "$…"
        return root + "".join(map(_step, steps))

    @property
    def outside(self) -> bool:
        """Whether no value has begun."""
        return not self._steps


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return "" if not step else f".{step}" if _NAME.fullmatch(step) else f'["{step}"]'


def _texts(text: str) -> Iterator[_Text]:
    """Keys and values; where the file holds several values, the line tells which one."""
    path, several, line, counted = _Path(), False, 1, 0
    marks, number = _Marks(text), 0
    for token in _TOKEN.finditer(text):
        if mark := token["mark"]:
            if mark in "[{" and path.outside:
                several = several or counted > 0
                line, counted = line + text.count("\n", counted, token.start()), token.start() or 1
            path.take(mark)
            continue
        if token["key"]:
            key = token["text"]
            path.name(unescaped(_unquoted(key)) if "\\" in key else key)
        start, end = token.span("text")
        escaped = marks.before(end) > start
        number += 1
        told = path.told() if escaped or number <= _MOST_PLACES else ""
        yield _Text(start, end, f"第{line}行 {told}" if several else told, escaped)


class _Marks:
    """Where something is escaped; asked for offsets that only grow."""

    def __init__(self, text: str) -> None:
        self._found = sorted({*escaped_at(text), *_positions(text)})
        self._next = 0

    def before(self, end: int) -> int:
        """One more than the last such offset before `end`; 0 for none."""
        while self._next < len(self._found) and self._found[self._next] < end:
            self._next += 1
        return self._found[self._next - 1] + 1 if self._next else 0


def _positions(text: str) -> Iterator[int]:
    at = text.find("\\")
    while at >= 0:
        yield at
        at = text.find("\\", at + 1)
