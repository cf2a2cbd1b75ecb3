"""context: a text that is not shown, with the words around it that are: half of a mark is none."""

import re
from collections.abc import Iterator, Sequence

_CONTEXT = 10  # characters that are kept on each side
_CLAUSE = re.compile(r"[。；！？，\n]")


def around(texts: Sequence[str], chosen: Sequence[bool]) -> Iterator[str]:
    """The chosen texts as they stand among the others, up to the bounds of their clauses.

    Those that stand nearer to each other than their context make one.
    """
    whole = "".join(texts)
    for start, end in _spans(texts, chosen):
        before = _CLAUSE.split(whole[max(0, start - _CONTEXT) : start])[-1]
        after = _CLAUSE.split(whole[end : end + _CONTEXT])[0]
        yield f"{before}{whole[start:end]}{after}"


def _spans(texts: Sequence[str], chosen: Sequence[bool]) -> Iterator[tuple[int, int]]:
    offset, start, end = 0, -1, -1
    for text, wanted in zip(texts, chosen, strict=True):
        if wanted:
            if start >= 0 and offset - end > _CONTEXT:
                yield start, end
                start = -1
            start = offset if start < 0 else start
            end = offset + len(text)
        offset += len(text)
    if start >= 0:
        yield start, end
