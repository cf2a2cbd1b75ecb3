r"""Plain text: the text is the file itself, its line breaks as line feeds.

Files of markup and data are read as text too; a line of theirs that writes characters as numbers
(&#26426; in XML, \u673a in JSON and scripts) is given once more at the end, with them undone.
"""

import html
import re
from collections.abc import Iterator

from seclint.extract.draft import Draft, Lines
from seclint.extract.encoding import decode
from seclint.model import BODY, Document, Place

_ESCAPE = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});|\\u[0-9a-fA-F]{4})+")
_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")


def extract(name: str, data: bytes) -> Iterator[Document]:
    """One document. Raises ExtractError("undecodable")."""
    text, encoding = decode(data)
    draft = Draft()
    draft.write(text, BODY)
    for number, line in _escaped_lines(text):
        draft.aside(_unescaped(line), Place("markup", f"第{number}行（转义文字还原）"))
    yield draft.document(name, (f"编码 {encoding}",))


def _escaped_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that writes characters as numbers."""
    lines = None
    last = -1
    for escape in _ESCAPE.finditer(text):
        if escape.start() > last:
            lines = lines or Lines(text)
            start = text.rfind("\n", 0, escape.start()) + 1
            last = text.find("\n", escape.end())
            last = len(text) if last < 0 else last
            yield lines.of(start), text[start:last]


def _unescaped(line: str) -> str:
    return _ESCAPE.sub(lambda run: html.unescape(_UNIT.sub(_character, run[0])), line)


def _character(unit: re.Match[str]) -> str:
    code = int(unit[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)
