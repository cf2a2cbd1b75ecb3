"""HTML: the page as a browser would lay it out, then all that a browser would not show.

The tokens are found by one regular expression instead of `html.parser` (whose reading of comments
and scripts changed between patch releases, and which needs quadratic time on unclosed ones) or
lxml (which drops everything below a depth of 256 without a word). It follows the tokenizer of
the HTML standard where texts are concerned; every branch of it accepts the end of the file, so
nothing is scanned twice. What an unclosed tag would swallow is kept as markup.
"""

from collections.abc import Iterator

from seclint.extract.encoding import besides, readings
from seclint.extract.html.tags import COMMENT, tokens
from seclint.extract.html.webpage import Page
from seclint.extract.marks import Comment, Source, marked
from seclint.model import Extracted


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, the data: URLs in it as members. Raises ExtractError("undecodable")."""
    found = readings(data)
    text, encoding, _ = found[0]
    page, comments = Page(), list[Comment]()
    for token in tokens(text):
        page.take(token)
        if token.kind == "comment" and token.name == COMMENT:
            comments.append(Comment(token.line, token.text))
    document = page.draft().document(name, (f"编码 {encoding}",))
    yield marked(document, Source(text, comments, 0))
    yield from page.members
    yield from besides(name, found)
