r"""Plain text: the text is the file itself, its line breaks as line feeds, its tables with tabs.

Files of markup and data are read as text too; a line of theirs that writes characters as numbers
(&#26426; in XML, \u673a in JSON and scripts) is given once more at the end, with them undone.
"""

from collections.abc import Iterator

from seclint.extract.columns import parted
from seclint.extract.draft import Draft
from seclint.extract.encoding import besides, readings
from seclint.extract.escapes import escaped_lines
from seclint.model import BODY, Document, Place, Unreviewed


def extract(name: str, data: bytes) -> Iterator[Document | Unreviewed]:
    """One document. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    draft = Draft()
    draft.write(parted(text), BODY)
    for number, line in escaped_lines(text):
        draft.aside(line, Place("markup", f"第{number}行（转义文字还原）"))
    yield draft.document(name, (f"编码 {encoding}",))
    yield from besides(name, found)
