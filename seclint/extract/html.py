"""HTML: the page as a browser would lay it out, then all that a browser would not show.

The tokens are found by one regular expression instead of `html.parser` (whose reading of comments
and scripts changed between patch releases, and which needs quadratic time on unclosed ones) or
lxml (which drops everything below a depth of 256 without a word). It follows the tokenizer of
the HTML standard where texts are concerned; every branch of it accepts the end of the file, so
nothing is scanned twice. What an unclosed tag would swallow is kept as markup.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from seclint.extract.draft import Draft
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import unescaped
from seclint.extract.flow import Flow
from seclint.model import Extracted, Member, Part, Place, Unreviewed


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(
    r"<!--(?:-?>|(?P<comment>.*?)(?:--!?>|\Z))"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<declaration>[!?][^>]*+)(?:>|\Z)"
    r"|</(?P<close>[a-zA-Z][^\s/>]*+)(?P<junk>[^>]*+)(?:>|\Z)"
    r"|<(?P<open>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|=)*+)(?P<end>>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'>/=][^\s>/=]*+)\s*+(?:=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]++)))?"
)
_RAW = {
    name: re.compile(rf"</{name}[\s/>]|\Z", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp")
}
_ATTRIBUTES: dict[str, tuple[Part, str]] = (
    dict.fromkeys(
        ("alt", "title", "placeholder", "aria-label", "label", "summary"), ("alt", "替代文字")
    )
    | dict.fromkeys(("href", "src", "action", "poster", "cite", "data", "srcset"), ("link", "链接"))
    | {"content": ("property", "元数据")}
)
# Values that are names for programs, not words for people; any other value is kept as markup.
_DULL = _names(
    "class id style width height lang dir type rel charset http-equiv align valign border target"
    " cellpadding cellspacing bgcolor color size face colspan rowspan role method media xmlns"
    " tabindex hidden async defer crossorigin loading"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0*(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|text-indent\s*:\s*-\d{3}",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255)",
    re.IGNORECASE,
)
_DATA = re.compile(r"\s*data:([^;,]*+)([^,]*+),(.*)", re.DOTALL | re.IGNORECASE)


class _Token(NamedTuple):
    """`kind` is text, comment, open, close, raw or lost; `line` is that of the source."""

    kind: str
    name: str
    text: str
    line: int


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, the data: URLs in it as members. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    page = _Page()
    for token in _tokens(text):
        page.take(token)
    yield page.draft().document(name, (f"编码 {encoding}",))
    yield from besides(name, found)
    yield from page.members
    if page.pictures:
        reason = f"含 {page.pictures} 幅图片，其中文字未能识别"
        yield Unreviewed(name, "needs-ocr", reason)


# --- tokens ----------------------------------------------------------------------------------


def _tokens(source: str) -> Iterator[_Token]:
    at, line, counted = 0, 1, 0
    while found := _TOKEN.search(source, at):
        line, counted = line + source.count("\n", counted, at), at
        if at < found.start():
            yield _Token("text", "", unescape(source[at : found.start()]), line)
        line, counted = line + source.count("\n", at, found.start()), found.start()
        yield _token(found, line)
        at = found.end()
        name = (found["open"] or "").lower()
        if name in _RAW and (end := _RAW[name].search(source, at)):
            line, counted = line + source.count("\n", counted, at), at
            yield _Token("raw", name, source[at : end.start()], line)
            at = end.start()
    line += source.count("\n", counted, at)
    yield _Token("text", "", unescape(source[at:]), line)


def _token(found: re.Match[str], line: int) -> _Token:
    if name := found["open"]:
        if not found["end"]:
            return _Token("lost", "", found[0], line)
        return _Token("open", name.lower(), found["attributes"], line)
    if name := found["close"]:
        return _Token("close", name.lower(), found["junk"], line)
    if declaration := found["declaration"]:
        dull = declaration.isascii() and declaration.lower().startswith(("!doctype", "?xml"))
        return _Token("comment", "", "" if dull else declaration[1:], line)
    if (text := found["cdata"]) is not None:
        return _Token("text", "", text, line)
    return _Token("comment", "", found["comment"] or "", line)


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found


# --- the page --------------------------------------------------------------------------------

_VOID = _names(
    "area base br col embed hr img input link meta param source track wbr basefont frame"
)
_CLOSES = {
    "li": ("li",), "option": ("option",), "dt": ("dt", "dd"), "dd": ("dt", "dd"),
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"),
}  # fmt: skip
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main"
    " menu nav ol option p pre section select summary table tbody tfoot thead tr ul"
)
_ROWS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class _Element(NamedTuple):
    """An open element and what holds inside it."""

    name: str
    hidden: bool = False
    heading: bool = False
    table: "_Table | None" = None


class _Table:
    """Where in a table the reading stands: row and column from 1."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, 0, 0

    def begin(self, name: str) -> None:
        """Move to the next row or cell."""
        if name == "tr":
            self.row, self.column = self.row + 1, 0
        else:
            self.row, self.column = max(self.row, 1), self.column + 1


class _Page:
    """The texts of a page, taken token by token."""

    def __init__(self) -> None:
        self._flow = Flow()
        self._titles: list[tuple[str, Place]] = []
        self._asides: list[tuple[str, Place]] = []
        self._stack = [_Element("")]
        self._open: dict[str, int] = {}
        self._tables = 0
        self.members: list[Member] = []
        self.pictures = 0

    def draft(self) -> Draft:
        """The titles, the flow, and then what is no part of it."""
        draft = Draft()
        for text, place in self._titles:
            draft.aside(text, place)
        draft.blank()
        self._flow.onto(draft)
        for text, place in self._asides:
            draft.aside(text, place)
        return draft

    def take(self, token: _Token) -> None:
        """Read one token."""
        line = token.line
        if token.kind == "text":
            write = self._flow.keep if self._open.get("pre") else self._flow.write
            write(token.text, self._place(line))
        elif token.kind == "open":
            self._begin(token.name, _attributes(token.text), line)
        elif token.kind == "close":
            self._end(token.name)
            place = Place("markup", f"标签（源码第{line}行）", f"line {line}")
            self._aside(token.text, place)
        elif token.kind == "raw":
            self._raw(token)
        elif token.kind == "comment":
            self._aside(token.text, Place("comment", f"注释（源码第{line}行）", f"line {line}"))
        else:
            place = Place("markup", f"未闭合的标签（源码第{line}行）", f"line {line}")
            self._aside(token.text, place)

    def _aside(self, text: str, place: Place) -> None:
        if text.strip():
            self._asides.append((text.strip(), place))

    def _place(self, line: int) -> Place:
        top, anchor = self._stack[-1], f"line {line}"
        if top.hidden:
            return Place("hidden", f"隐藏文字（源码第{line}行）", anchor)
        if top.table and top.table.column:
            table = top.table
            return Place("table", f"表{table.number} 第{table.row}行第{table.column}列", anchor)
        if top.heading:
            return Place("title", f"标题（源码第{line}行）", anchor)
        return Place("body", f"正文（源码第{line}行）", anchor)

    def _raw(self, token: _Token) -> None:
        line = token.line
        if token.name == "title":
            place = Place("title", f"网页标题（源码第{line}行）", f"line {line}")
            self._titles.append((" ".join(unescape(token.text).split()), place))
        elif token.name in ("script", "style"):
            place = Place("markup", f"{token.name}（源码第{line}行）", f"line {line}")
            self._aside(token.text, place)
            if (plain := unescaped(token.text)) != token.text:
                self._aside(plain, place)
        else:
            text = unescape(token.text) if token.name == "textarea" else token.text
            self._flow.keep(text, self._place(line))

    # elements

    def _begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        while self._stack[-1].name in _CLOSES.get(name, ("p",) if name in _BLOCKS else ()):
            self._pop()
        self._space(name)
        if name not in _VOID:
            self._push(name, attributes)
        if name == "input" and attributes.get("value"):
            self._value(attributes, line)
        self._keep(name, attributes, line)

    def _space(self, name: str) -> None:
        table = self._stack[-1].table
        if name in ("td", "th"):
            self._flow.cell(follows=bool(table and table.column))
        elif name == "br":
            self._flow.line()
        elif name in _ROWS:
            self._flow.row()
        elif name in _BLOCKS:
            self._flow.paragraph()
        if table and name in ("tr", "td", "th"):
            table.begin(name)

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        top = self._stack[-1]
        table = top.table
        if name == "table":
            self._tables += 1
            table = _Table(self._tables)
        hidden = top.hidden or name in ("template", "noscript") or _hides(attributes)
        heading = top.heading or name in _HEADINGS
        self._stack.append(_Element(name, hidden, heading, table))
        self._open[name] = self._open.get(name, 0) + 1

    def _pop(self) -> str:
        name = self._stack.pop().name
        self._open[name] -= 1
        return name

    def _end(self, name: str) -> None:
        if not self._open.get(name):
            return
        while self._pop() != name:
            pass
        if name in _ROWS:
            self._flow.row()
        elif name in _BLOCKS:
            self._flow.paragraph()

    # attributes

    def _value(self, attributes: dict[str, str], line: int) -> None:
        place = self._place(line)
        if attributes.get("type", "").lower() == "hidden":
            place = Place("hidden", f"隐藏字段（源码第{line}行）", f"line {line}")
        self._flow.write(f" {attributes['value']} ", place)

    def _keep(self, name: str, attributes: dict[str, str], line: int) -> None:
        for key, value in attributes.items():
            self.pictures += key == "style" and "data:image/" in value.lower()
            if key in _DULL or (key, name) == ("value", "input"):
                continue
            if key == "srcdoc":
                self._inside("srcdoc", value.encode("utf-8", "replace"), line)
                continue
            if found := _DATA.match(value):
                self._data(found, line)
                continue
            part, label = _ATTRIBUTES.get(key, ("markup", "属性值"))
            shown = unquote(value) if part == "link" else value
            self._aside(shown, Place(part, f"{label}（源码第{line}行）", f"line {line}"))

    def _data(self, found: re.Match[str], line: int) -> None:
        kind, options, payload = found[1].lower(), found[2].lower(), found[3]
        if kind.startswith("image/") and "svg" not in kind:
            self.pictures += 1
            return
        data = _payload(payload, encoded="base64" in options)
        if data is None:
            place = Place("markup", f"内嵌数据（源码第{line}行）", f"line {line}")
            self._aside(payload, place)
            return
        self._inside("data", data, line)

    def _inside(self, kind: str, data: bytes, line: int) -> None:
        member = f"{kind}-{len(self.members) + 1}"
        suffix = ".html" if kind == "srcdoc" else ""
        self.members.append(Member(member + suffix, data, f"内嵌数据（源码第{line}行）"))


def _payload(text: str, *, encoded: bool) -> bytes | None:
    """Bytes of a data: URL, or None where its base64 is broken."""
    import base64
    from urllib.parse import unquote_to_bytes

    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data + b"==") if encoded else data
    except ValueError:
        return None


def _hides(attributes: dict[str, str]) -> bool:
    style = attributes.get("style", "")
    white = _WHITE.search(style) and "background" not in style
    return "hidden" in attributes or bool(_HIDING.search(style) or white)
