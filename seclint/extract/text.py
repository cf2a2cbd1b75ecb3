"""Plain text: the text is the file itself, its line breaks as line feeds."""

from collections.abc import Iterator

from seclint.extract.encoding import decode
from seclint.model import BODY, Document


def extract(name: str, data: bytes) -> Iterator[Document]:
    """One document. Raises ExtractError("undecodable")."""
    text, encoding = decode(data)
    yield Document(name, text, ((0, BODY),), (f"编码 {encoding}",))
