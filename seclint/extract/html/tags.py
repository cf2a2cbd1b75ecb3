"""tags: the tokens of an HTML page, and the attributes of a tag."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"<!--(?:-?>|(?P<comment>.*?)(?:--!?>|\Z))"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<declaration>[!?][^>]*+)(?:>|\Z)"
    r"|</(?P<close>[a-zA-Z][^\s/>]*+)(?P<junk>[^>]*+)(?:>|\Z)"
    r"|<(?P<open>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|=)*+)(?P<end>>|\Z)",
    re.DOTALL,
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ATTRIBUTE = re.compile(
    r"([^\s\"'>/=][^\s>/=]*+)\s*+(?:=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]++)))?"
)
_RAW = {
    name: re.compile(rf"</{name}[\s/>]|\Z", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp")
}

COMMENT = "!--"
"""The name of a comment that is written as one; others are declarations that nobody reads."""


class Token(NamedTuple):
    """`kind` is text, comment, open, close, raw or lost; `line` is that of the source.

    A text goes no further than its line.
    """

    kind: str
    name: str
    text: str
    line: int


def tokens(source: str) -> Iterator[Token]:
    """Every token; nothing of the source is left out."""
    at, line, counted = 0, 1, 0
    while found := _TOKEN.search(source, at):
        line, counted = line + source.count("\n", counted, at), at
        if at < found.start():
            yield from _texts(source[at : found.start()], line)
        line, counted = line + source.count("\n", at, found.start()), found.start()
        yield from _tokens(found, line)
        at = found.end()
        name = (found["open"] or "").lower()
        if name in _RAW and (end := _RAW[name].search(source, at)):
            line, counted = line + source.count("\n", counted, at), at
            yield Token("raw", name, source[at : end.start()], line)
            at = end.start()
    line += source.count("\n", counted, at)
    yield from _texts(source[at:], line)


def _texts(source: str, line: int, undone: Callable[[str], str] = unescape) -> Iterator[Token]:
    for number, text in enumerate(_LINE.findall(source), line):
        yield Token("text", "", undone(text), number)


def _tokens(found: re.Match[str], line: int) -> Iterator[Token]:
    if (text := found["cdata"]) is not None:
        yield from _texts(text, line, str)
    else:
        yield _token(found, line)


def _token(found: re.Match[str], line: int) -> Token:
    if name := found["open"]:
        if not found["end"]:
            return Token("lost", "", found[0], line)
        return Token("open", name.lower(), found["attributes"], line)
    if name := found["close"]:
        return Token("close", name.lower(), found["junk"], line)
    if declaration := found["declaration"]:
        dull = declaration.isascii() and declaration.lower().startswith(("!doctype", "?xml"))
        return Token("comment", "", "" if dull else declaration[1:], line)
    return Token("comment", COMMENT, found["comment"] or "", line)


def attributes(source: str) -> dict[str, str]:
    """Names, in small letters, and values with their characters undone."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found
