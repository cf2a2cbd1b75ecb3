r"""escapes: characters that a text writes as numbers (&#26426; in XML, \u673a in JSON), undone."""

import html
import re
from collections.abc import Iterator

from seclint.extract.draft import Lines

_ESCAPE = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});|\\u[0-9a-fA-F]{4})+")
_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")


def escaped_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and unescaped text of each line that writes characters as numbers."""
    lines = None
    last = -1
    for escape in _ESCAPE.finditer(text):
        if escape.start() > last:
            lines = lines or Lines(text)
            start = text.rfind("\n", 0, escape.start()) + 1
            last = text.find("\n", escape.end())
            last = len(text) if last < 0 else last
            yield lines.of(start), unescaped(text[start:last])


def unescaped(text: str) -> str:
    """The text with its numbered characters undone."""
    return _ESCAPE.sub(lambda run: html.unescape(_UNIT.sub(_character, run[0])), text)


def _character(unit: re.Match[str]) -> str:
    code = int(unit[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)
