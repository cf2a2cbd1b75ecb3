"""webpage: the texts of an HTML page, those that a browser shows and those that it does not."""

from html import unescape
from typing import NamedTuple

from seclint.extract.draft import Draft
from seclint.extract.escapes import escaped_lines
from seclint.extract.html.css import Sheet, added, hides
from seclint.extract.html.tags import Token, attributes
from seclint.extract.layers import Aside, Layers
from seclint.extract.packed import members, packed
from seclint.extract.values import Values
from seclint.model import Member, Part, Place


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names(
    "area base br col embed hr img input link meta param source track wbr basefont frame"
)
_CLOSES = {
    "rt": ("rt", "rp"), "rp": ("rt", "rp"), "li": ("li",), "option": ("option",),
    "dt": ("dt", "dd"), "dd": ("dt", "dd"),
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"),
}  # fmt: skip
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main"
    " menu nav ol option p pre section select summary table tbody tfoot thead tr ul"
)
_ROWS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


_ASIDES: dict[str, tuple[Part, str]] = {"hidden": ("hidden", "隐藏文字"), "ruby": ("body", "注音")}


class _Element(NamedTuple):
    """An open element and what holds inside it."""

    name: str
    aside: Aside = ""
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


class Page:
    """The texts of a page, taken token by token."""

    def __init__(self) -> None:
        self._layers = Layers()
        self._titles: list[tuple[str, Place]] = []
        self._stack = [_Element("")]
        self._open: dict[str, int] = {}
        self._tables = 0
        self._values = Values()
        self._sheet = Sheet()
        self._packed: list[Member] = []

    @property
    def members(self) -> tuple[Member, ...]:
        """Files in data: URLs and in strings of scripts."""
        return (*self._values.members, *self._packed)

    def draft(self) -> Draft:
        """The titles, the flow, and then what is no part of it."""
        draft = Draft()
        for text, place in self._titles:
            draft.aside(text, place)
        draft.blank()
        self._layers.onto(draft)
        for text, place in self._values.asides:
            draft.aside(text, place)
        return draft

    def take(self, token: Token) -> None:
        """Read one token."""
        line = token.line
        if token.kind == "text":
            keep = bool(self._open.get("pre"))
            self._layers.write(token.text, self._place(line), keep=keep)
        elif token.kind == "open":
            self._begin(token.name, attributes(token.text), line)
        elif token.kind == "close":
            self._end(token.name)
            self._aside(token.text, "markup", "标签", line)
        elif token.kind == "raw":
            self._raw(token)
        elif token.kind == "comment":
            self._aside(token.text, "comment", "注释", line)
        else:
            self._aside(token.text, "markup", "未闭合的标签", line)

    def _aside(self, text: str, part: Part, label: str, line: int) -> None:
        if text.strip():
            place = Place(part, f"{label}（源码第{line}行）", f"line {line}")
            self._values.asides.append((text.strip(), place))

    def _place(self, line: int) -> Place:
        top, anchor = self._stack[-1], f"line {line}"
        if top.aside:
            part, word = _ASIDES[top.aside]
            return Place(part, f"{word}（源码第{line}行）", anchor)
        if top.table and top.table.column:
            table = top.table
            return Place("table", f"表{table.number} 第{table.row}行第{table.column}列", anchor)
        if top.heading:
            return Place("title", f"标题（源码第{line}行）", anchor)
        return Place("body", f"正文（源码第{line}行）", anchor)

    def _raw(self, token: Token) -> None:
        line = token.line
        if token.name == "title":
            place = Place("title", f"网页标题（源码第{line}行）", f"line {line}")
            self._titles.append((" ".join(unescape(token.text).split()), place))
        elif token.name in ("script", "style"):
            self._code(token)
        else:
            text = unescape(token.text) if token.name == "textarea" else token.text
            self._layers.write(text, self._place(line), keep=True)

    def _code(self, token: Token) -> None:
        """A script or a style sheet, and the texts and files in its strings."""
        line = token.line
        self._aside(token.text, "markup", token.name, line)
        for number, plain in escaped_lines(token.text):
            self._aside(plain, "markup", f"{token.name}，转义文字还原", line + number - 1)
        if token.name == "style":
            self._sheet.read(token.text)
            for text in added(token.text):
                self._aside(text, "markup", "样式添加的文字", line)
        held = list(packed(token.text))
        for run in held:
            self._aside(run.text, "markup", f"{run.way} 还原", line + run.line - 1)
        self._packed.extend(members(held))

    # elements

    def _begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        while self._stack[-1].name in _CLOSES.get(name, ("p",) if name in _BLOCKS else ()):
            self._pop()
        self._space(name)
        if name not in _VOID:
            self._push(name, attributes)
        if name == "input" and attributes.get("value"):
            self._value(attributes, line)
        self._values.keep(name, attributes, line)

    def _space(self, name: str) -> None:
        table = self._stack[-1].table
        if name in ("td", "th"):
            self._layers.cell(follows=bool(table and table.column))
        elif name == "br":
            self._layers.line()
        elif name in _ROWS:
            self._layers.row()
        elif name in _BLOCKS:
            self._layers.paragraph()
        if table and name in ("tr", "td", "th"):
            table.begin(name)

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        top = self._stack[-1]
        table = top.table
        if name == "table":
            self._tables += 1
            table = _Table(self._tables)
        aside = top.aside or self._aside_of(name, attributes)
        if aside and not top.aside:
            self._layers.enter(aside)
        self._stack.append(_Element(name, aside, top.heading or name in _HEADINGS, table))
        self._open[name] = self._open.get(name, 0) + 1

    def _aside_of(self, name: str, attributes: dict[str, str]) -> Aside:
        hidden = name in ("template", "noscript") or "hidden" in attributes
        if hidden or hides(attributes.get("style", "")) or self._sheet.hides(name, attributes):
            return "hidden"
        return "ruby" if name in ("rt", "rp") else ""

    def _pop(self) -> str:
        element = self._stack.pop()
        if element.aside and not self._stack[-1].aside:
            self._layers.leave()
        self._open[element.name] -= 1
        return element.name

    def _end(self, name: str) -> None:
        if not self._open.get(name):
            return
        while self._pop() != name:
            pass
        if name in _ROWS:
            self._layers.row()
        elif name in _BLOCKS:
            self._layers.paragraph()

    def _value(self, attributes: dict[str, str], line: int) -> None:
        """What stands in a field of a form."""
        if attributes.get("type", "").lower() == "hidden":
            self._aside(attributes["value"], "hidden", "隐藏字段", line)
        else:
            self._layers.write(f" {attributes['value']} ", self._place(line))
