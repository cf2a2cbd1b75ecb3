"""Formulas: which of them say words, and which."""

import re

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_OUTSIDE = re.compile(r"'?[^'!(),;]*\[[^\]]+\][^!]*!|://|\\\\|\|'?[^!]+!|[0-9]{11}")
"""Another workbook, an address, a server, DDE, or a number as long as a phone's."""


def words(formula: str) -> tuple[str, ...]:
    """What a formula says that no cell shows: literals, links, words; () where it is arithmetic.

    Two formulas that say the same (one column of them, say) give the same.
    """
    said = [text for text in _LITERAL.findall(formula) if any(map(str.isalnum, text))]
    said.extend(_OUTSIDE.findall(formula))
    if not said and not formula.isascii():
        said.append(re.sub(r"\d+", "", formula))
    return tuple(said)


def joined(formula: str) -> str:
    """The literals as one text: ="机"&"密" says 机密; "" where there are none to join."""
    said = _LITERAL.findall(formula)
    return "".join(said).replace('""', '"') if len(said) > 1 else ""
