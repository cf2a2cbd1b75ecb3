"""XML and SVG: the text is the file itself; then what a reader of the data sees as one.

That are texts with markup inside (机<b/>密), letters in tags of their own, the texts that an SVG
draws, and characters written as numbers. Entities of a DTD are never resolved: what they stand for
is in the text of the DTD. Nothing recurses, so that depth does not matter.
"""

import re
from collections.abc import Iterator

from seclint.extract.draft import Draft, Lines, Stretch, strew
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_lines
from seclint.extract.packed import members, packed, tell
from seclint.extract.wholes import Node, Whole, drawn, lettered, mixed
from seclint.model import BODY, Extracted, Part, Place, Unreviewed

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<declaration>[!?](?:[^<>]++|<[!?][^<>]*+>)*+)(?:>|\Z)"
    r"|</(?P<close>[^\s<>/]++)[^<>]*+>"
    r"|<(?P<open>[^\s<>/!?]++)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_MOST_PLACES = 50_000
_MOST = 32 << 20
"""Characters of a file whose texts are put together."""


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the files in it. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    lines = Lines(text)
    small = len(text) <= _MOST
    nodes = [_node(token) for token in _TOKEN.finditer(text)] if small else []
    held = list(packed(text))
    draft = Draft()
    draft.paste(text, strew(BODY, _stretches(nodes, lines)))
    for word, one in {one.text: (word, one) for word, one in _wholes(nodes)}.values():
        number = lines.of(one.start)
        draft.aside(one.text, Place("markup", f"第{number}行（{word}）", f"line {number}"))
    for number, line in escaped_lines(text):
        draft.aside(line, Place("markup", f"第{number}行（转义文字还原）", f"line {number}"))
    tell(draft, held)
    yield draft.document(name, (f"编码 {encoding}",))
    yield from members(held)
    if not small:
        yield Unreviewed(name, "too-big", "文件过大，被标记分开的文字未合并审查")
    yield from besides(name, found)


def _node(token: re.Match[str]) -> Node:
    start, end = token.span()
    if name := token["open"]:
        return Node("open", name.rpartition(":")[2], token["attributes"], start, end)
    if name := token["close"]:
        return Node("close", name.rpartition(":")[2], "", start, end)
    if token["comment"] is not None:
        return Node("comment", "", token["comment"], start, end)
    if token["declaration"] is not None:
        return Node("declaration", "", token["declaration"], start, end)
    cdata = token["cdata"]
    return Node("text", "", token["text"] if cdata is None else cdata, start, end)


def _wholes(nodes: list[Node]) -> Iterator[tuple[str, Whole]]:
    yield from (("去掉标记后", whole) for whole in mixed(nodes))
    yield from (("逐字标记合并", whole) for whole in lettered(nodes))
    if any(node.kind == "open" and node.name == "svg" for node in nodes):
        yield from (("图中文字", whole) for whole in drawn(nodes))


# --- places ------------------------------------------------------------------------------------

_KINDS: dict[str, tuple[Part, str]] = {
    "comment": ("comment", "注释"),
    "declaration": ("markup", "声明"),
}


def _stretches(nodes: list[Node], lines: Lines) -> Iterator[Stretch]:
    """Comments, declarations and the values of attributes; running text is left as it is."""
    count = 0
    for node in nodes:
        if node.kind in _KINDS:
            part, word = _KINDS[node.kind]
            yield Stretch(node.start, node.end, _place(part, word, lines.of(node.start)))
            count += 1
        elif node.kind == "open" and node.text:
            offset = node.end - 1 - len(node.text)
            for found in _ATTRIBUTE.finditer(node.text):
                start, end = found.span(2 if found[2] is not None else 3)
                if start < end:
                    line = lines.of(offset + start)
                    word = f"属性 {found[1]}"
                    yield Stretch(offset + start, offset + end, _place("markup", word, line))
                    count += 1
        if count > _MOST_PLACES:
            return


def _place(part: Part, word: str, line: int) -> Place:
    return Place(part, f"{word}（第{line}行）", f"line {line}")
