"""Markdown: the text is the file itself, so that lines and columns are those of the file.

Places mark what is not published as running text: front matter, comments, link targets,
alternative texts; and headings and tables. Code blocks are body, whatever they look like.
"""

import re
from collections.abc import Iterator

from seclint.extract.draft import Draft, Lines, Stretch, paint
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_lines
from seclint.extract.marks import Comment, Source, marked
from seclint.extract.packed import members, packed, tell
from seclint.model import BODY, Document, Extracted, Part, Place

_FRONT_MATTER = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n.*?^(?:\1|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(
    r"(?P<title>^ {0,3}#{1,6}(?:[ \t][^\n]*)?$"
    r"|^(?![ \t]*[-=>|#]|[ \t]*$)[^\n]+\n {0,3}(?:=+|-+)[ \t]*$)"
    r"|(?P<table>^[ \t]*\|[^\n]*$)",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"(?P<fence>^ {0,3}(?P<mark>`{3,}|~{3,})[^\n]*$.*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    r"|`[^`\n]+`"
    r"|!\[(?P<alt>[^\[\]\n]*)\](?:\((?P<source>[^()\s]*+)[^()\n]*+\))?"
    r"|\]\((?P<target>[^()\s]++)[^()\n]*+\)"
    r"|^ {0,3}\[[^\[\]\n]+\]:[ \t]*(?P<reference>\S+)"
    r"|<(?P<address>(?:https?|ftp|mailto):[^<>\s]*)>",
    re.MULTILINE | re.DOTALL,
)
_WORD = "[\u3400-\u9fff★☆0-9]"
_INSIDE = (
    rf"(?<={_WORD})(?:</?(?!br\b)[a-zA-Z][^<>\n]{{0,200}}>|<!--[^\n]{{0,200}}?-->)+(?={_WORD})"
)
_PLACES: dict[str, tuple[Part, str]] = {
    "fence": ("body", "正文"),
    "comment": ("comment", "注释"),
    "alt": ("alt", "图片替代文字"),
    "source": ("link", "图片地址"),
    "target": ("link", "链接"),
    "reference": ("link", "链接"),
    "address": ("link", "链接"),
    "title": ("title", "标题"),
    "table": ("table", "表格"),
}


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    lines = Lines(text)
    blocks = list(_stretches(_BLOCK, text, lines))
    inline = list(_stretches(_INLINE, text, lines))
    places = paint(BODY, blocks, inline, list(_front_matter(text, lines)))
    draft, held = Draft(), list(packed(text))
    draft.paste(text, places)
    for number, line in _readable_lines(text, lines):
        draft.aside(line, Place("markup", f"第{number}行（去掉标记后）", f"line {number}"))
    tell(draft, held)
    document = draft.document(name, (f"编码 {encoding}",))
    yield marked(document, Source(text, _comments(document, inline, lines), len(text)))
    yield from besides(name, found)
    yield from members(held)


def _comments(document: Document, inline: list[Stretch], lines: Lines) -> Iterator[Comment]:
    """All but those in front matter, which is none of Markdown."""
    for start, end, place in inline:
        if place.part == "comment" == document.place(start).part:
            inner = document.text[start + len("<!--") : end].removesuffix("-->")
            yield Comment(lines.of(start), inner)


def _readable_lines(text: str, lines: Lines) -> Iterator[tuple[int, str]]:
    """Number and text, as a reader sees it, of each line with markup inside a word or number."""
    yield from escaped_lines(text)
    last = -1
    for markup in re.finditer(_INSIDE, text) if "<" in text else ():
        if markup.start() > last:
            start = text.rfind("\n", 0, markup.start()) + 1
            last = text.find("\n", markup.end())
            last = len(text) if last < 0 else last
            yield lines.of(start), re.sub(_INSIDE, "", text[start:last])


def _front_matter(text: str, lines: Lines) -> Iterator[Stretch]:
    if not (found := _FRONT_MATTER.match(text)):
        return
    for line in re.compile(r".*\n?").finditer(text, 0, found.end()):
        if line[0]:
            number = lines.of(line.start())
            place = Place("property", f"元数据第{number}行", f"line {number}")
            yield Stretch(line.start(), line.end(), place)


def _stretches(expression: re.Pattern[str], text: str, lines: Lines) -> Iterator[Stretch]:
    for match in expression.finditer(text):
        for group in expression.groupindex:
            start, end = match.span(group)
            if start < end and group in _PLACES:
                yield Stretch(start, end, _place(group, lines.of(start)))


def _place(group: str, line: int) -> Place:
    part, label = _PLACES[group]
    return BODY if part == "body" else Place(part, f"{label}（第{line}行）", f"line {line}")
