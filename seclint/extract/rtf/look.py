"""look: fonts, colours and authors of an RTF file, and how a run looks to a reader.

A state is a plain dict of the numbers that `words.SETTINGS` names; it is copied when it
changes, so that a group costs nothing.
"""

import re

from seclint.errors import ExtractError
from seclint.extract.codepages import encoding_of
from seclint.extract.encoding import decode
from seclint.extract.rtf.flow import Run
from seclint.extract.rtf.words import CODEPAGES, SYMBOL, WINGDINGS
from seclint.model import Part

State = dict[str, int]

_PRIVATE = re.compile("[\ud800-\uf8ff]")
_TINY = 4  # half points
_WHITE = 0xF0  # each of red, green and blue at least
_CHINESE = ("GB18030", "UTF-8", "Big5", "混合编码")


class Look:
    """What the tables at the head of the file say."""

    def __init__(self) -> None:
        self.codepage = "cp1252"
        self.charsets: dict[int, int] = {}
        self.codepages: dict[int, int] = {}
        self.colors: list[int] = []
        self.authors: list[str] = []
        self.garbled = False
        """Some bytes were read in no encoding."""

    def run(self, text: str, state: State) -> Run:
        """The text as it looks in this state."""
        part, why = self._disguise(state)
        return Run(text, part, why)

    def _disguise(self, state: State) -> tuple[Part, str]:
        if state.get("deleted"):
            author = state.get("author-of-deletion") or state.get("author", 0)
            when = state.get("when-deleted") or state.get("when", 0)
            return "deleted", self._revision("删除", author, when)
        if state.get("v"):
            return "hidden", "隐藏文字"
        if state.get("cf") and self._white(state["cf"]) and not self._shaded(state):
            return "hidden", "白色文字"
        if 0 < state.get("fs", 24) <= _TINY:
            return "hidden", "极小字"
        if state.get("revised"):
            return "inserted", self._revision("插入", state.get("author", 0), state.get("when", 0))
        return "body", ""

    def _white(self, number: int) -> bool:
        if not 0 <= number < len(self.colors):
            return False
        color = self.colors[number]
        return all(color >> shift & 255 >= _WHITE for shift in (0, 8, 16))

    def _shaded(self, state: State) -> bool:
        cell = state.get("cell-shade", 0) if state.get("intbl") else 0
        grounds = (state.get("cb", 0), state.get("shade", 0), cell)
        return bool(state.get("box")) or any(g and not self._white(g) for g in grounds)

    def _revision(self, verb: str, author: int, when: int) -> str:
        name = self.authors[author] if 0 < author < len(self.authors) else ""
        said = [f"作者 {name}"] * bool(name) + [_date(when)] * bool(when)
        return f"修订{verb}" + (f"，{'，'.join(said)}" if said else "")

    # characters

    def text(self, pieces: list[bytes | str], state: State) -> str:
        """Bytes and characters of one state, as text."""
        if len(pieces) == 1 and isinstance(pieces[0], bytes) and pieces[0].isascii():
            return pieces[0].decode()
        said: list[str] = []
        raw: list[bytes] = []
        for piece in pieces:
            if isinstance(piece, bytes):
                raw.append(piece)
                continue
            if raw:
                said.append(self._decoded(b"".join(raw), state))
                raw = []
            said.append(piece)
        if raw:
            said.append(self._decoded(b"".join(raw), state))
        text = "".join(said)
        if _PRIVATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            text = text.translate(WINGDINGS)
        return text

    def _decoded(self, data: bytes, state: State) -> str:
        if data.isascii():
            return data.decode()
        font = state.get("f", 0)
        charset = self.charsets.get(font, 0)
        if charset == SYMBOL:
            return "".join(chr(0xF000 + byte) if byte > 32 else chr(byte) for byte in data)
        told = self.codepages.get(font, 0)
        encoding = CODEPAGES.get(charset) or (encoding_of(told) if told else self.codepage)
        return self._read(data, encoding)

    def _read(self, data: bytes, encoding: str) -> str:
        """Bytes that are Chinese by evidence are not read as Western ones."""
        western = encoding.startswith(("cp12", "cp437", "cp850", "mac"))
        try:
            if western and sum(byte > 127 for byte in data) > 1:
                text, found = decode(data)
                if found in _CHINESE:
                    return text
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError, ExtractError):
            return self._guessed(data, encoding)

    def _guessed(self, data: bytes, encoding: str) -> str:
        """Text in another encoding than the file says; broken Chinese is no other language."""
        western = encoding.startswith("cp125")
        try:
            text, found = decode(data)
        except ExtractError:
            text, found = "", ""
        if text and (western or found in _CHINESE):
            return text
        self.garbled = self.garbled or not western
        return data.decode("latin-1" if western else "gb18030", "replace")


def _date(when: int) -> str:
    """DTTM ([MS-DOC] 2.9.70)."""
    year, month, day = 1900 + (when >> 20 & 511), when >> 16 & 15, when >> 11 & 31
    return f"{year}-{month:02}-{day:02}"
