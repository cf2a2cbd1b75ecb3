"""Fields of a Word document ([MS-DOC] 2.8.25): what is shown in the line, what is code."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seclint.extract.word97.pieces import FILLER
from seclint.extract.word97.text import Run

_BEGIN, _SEPARATOR, _END = "\x13", "\x14", "\x15"
_SIGN = re.compile("([\x13\x14\x15])")
_MOST_NESTED = 64
# What a field without a result shows: the base text of a phonetic guide, an enclosed character.
_EQUATION = re.compile(r"\s*+eq\b", re.IGNORECASE)
_ARGUMENTS = re.compile(r"[(,，]([^(),，\\]*+)\)*+\s*+\Z")
_BUTTON = re.compile(r"\s*+(?:MACROBUTTON|GOTOBUTTON)\s++\S++\s++(.++)", re.IGNORECASE)
# Fields that number, refer and frame: their codes hold no words.
DULL = re.compile(
    r"\s*+(?:(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|SEQ|PAGEREF|REF|STYLEREF|DATE|TIME|=|SHAPE|EMBED"
    r"|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)\b[!#-~ ]*+|TOC[\w\\ \"-]*+)\s*+\Z",
    re.ASCII,
)
# Wingdings, which stand in the private area ([MS-DOC] 2.4.1 has no more to say of them).
_SYMBOLS = {0xF0AB: "★", 0xF0B6: "☆", 0xF0FE: "☑", 0xF0FC: "√", 0xF0A8: "□", 0xF06F: "□"}
_BREAKS = {0x09: " ", 0x0A: " ", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-"}
_CONTROLS = dict.fromkeys(range(0x20), "") | _BREAKS | _SYMBOLS


class Code(NamedTuple):
    """The code of a field."""

    text: str


class Fields:
    """Fields that are open as a story is read: each has its code so far, or None in its result."""

    def __init__(self) -> None:
        self._codes: list[list[str] | None] = []

    def read(self, runs: Iterable[Run]) -> Iterator[Run | Code]:
        """What runs show, readable, and the codes of the fields that end in them."""
        for run in runs:
            for part in _SIGN.split(run.text):
                if not part:
                    continue
                if part in (_BEGIN, _SEPARATOR, _END):
                    yield from self._sign(part, run)
                elif text := _seen(part, run):
                    yield from self._text(run._replace(text=text))

    def rest(self) -> Iterator[Code]:
        """Codes of fields that never ended."""
        while self._codes:
            if code := self._codes.pop():
                yield Code("".join(code))

    def _sign(self, sign: str, run: Run) -> Iterator[Run | Code]:
        if sign == _BEGIN:
            if len(self._codes) < _MOST_NESTED:
                self._codes.append([])
            return
        code = self._codes[-1] if self._codes else None
        if code is not None:
            text = "".join(code)
            yield Code(text)
            if sign == _END and (said := _shown(text)):
                outer = Fields()
                outer._codes = self._codes[:-1]
                yield from outer._text(run._replace(text=said))
            self._codes[-1] = None
        if sign == _END and self._codes:
            self._codes.pop()

    def _text(self, run: Run) -> Iterator[Run]:
        """A text in the innermost open code, or in the line."""
        inner = next((code for code in reversed(self._codes) if code is not None), None)
        if inner is None:
            yield run
        else:
            inner.append(run.text)


def readable(text: str) -> str:
    """The characters that a reader sees of a text."""
    return text.replace(FILLER, "").translate(_CONTROLS)


def _seen(text: str, run: Run) -> str:
    if run.look.symbol and run.look.special:
        return _SYMBOLS.get(run.look.symbol) or _character(run.look.symbol)
    return readable(text)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _shown(code: str) -> str:
    if button := _BUTTON.match(code):
        return button[1]
    if _EQUATION.match(code) and (last := _ARGUMENTS.search(code)):
        return last[1]
    return ""
