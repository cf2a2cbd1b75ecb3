r"""Plain text: the text is the file itself, its line breaks as line feeds, its tables with tabs.

Scripts, YAML and the like are read as text too; a line of theirs that writes characters as numbers
(&#26426; \u673a) is given once more at the end, with them undone, and so is what base64 holds.
"""

from collections.abc import Iterator

from seclint.extract.columns import parted
from seclint.extract.draft import Draft
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_lines
from seclint.extract.packed import members, packed, tell
from seclint.model import BODY, Extracted, Place


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the files in it. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    held = list(packed(text))
    draft = Draft()
    draft.write(parted(text), BODY)
    for number, line in escaped_lines(text):
        draft.aside(line, Place("markup", f"第{number}行（转义文字还原）"))
    tell(draft, held)
    yield draft.document(name, (f"编码 {encoding}",))
    yield from members(held)
    yield from besides(name, found)
