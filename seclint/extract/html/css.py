"""css: what style sheets and style attributes hide, and the texts that they add to a page."""

import re
from collections.abc import Iterator

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0*(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:[01]?\.\d+|1)(?:px|pt)\s*(?:;|!|$)"
    r"|(?:text-indent|(?:^|[;\s])(?:left|top|right))\s*:\s*-\d{3}|scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|[;{\s])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"(?:^|(?<=[{};]))([^{};]++)\{([^{}]*+)\}")
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*)?((?:[.#][\w\-\u0080-\uffff]+)*)")
_CONTENT = re.compile(
    r"content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"\s*|'(?:[^'\\]|\\.)*'\s*)+)", re.DOTALL
)
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_MOST_RULES = 10_000


def hides(style: str) -> bool:
    """Whether these declarations make a text invisible."""
    white = _WHITE.search(style) and "background" not in style
    return bool(_HIDING.search(style) or white)


class Sheet:
    """The rules of a page's style sheets that hide elements by tag, class or id."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._count = 0

    def read(self, source: str) -> None:
        """Take the rules of one more sheet; selectors of more than one element are left out."""
        for rule in _RULE.finditer(_COMMENT.sub("", source)):
            if hides(rule[2]) and self._count < _MOST_RULES:
                for selector in rule[1].split(","):
                    self._add(selector.strip())

    def _add(self, selector: str) -> None:
        found = _SIMPLE.fullmatch(selector)
        if not found or not selector:
            return
        marks = frozenset(re.findall(r"[.#][^.#]+", found[2]))
        tag = (found[1] or "").lower()
        key = min(marks, default=tag)
        self._rules.setdefault(key, []).append((tag, marks))
        self._count += 1

    def hides(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether a rule hides an element of this name."""
        if not self._rules:
            return False
        marks = {f".{word}" for word in attributes.get("class", "").split()}
        if identifier := attributes.get("id"):
            marks.add(f"#{identifier}")
        return any(
            tag in ("", name) and needed <= marks
            for key in (*marks, name)
            for tag, needed in self._rules.get(key, ())
        )


def added(source: str) -> Iterator[str]:
    """Texts that a sheet puts before or after elements."""
    for found in _CONTENT.finditer(_COMMENT.sub("", source)):
        strings = (match[1] or match[2] or "" for match in _STRING.finditer(found[1]))
        yield _ESCAPE.sub(_undone, "".join(strings))


def _undone(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else ""
