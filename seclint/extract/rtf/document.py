"""RTF: one pass over the tokens, without recursion; each destination has a sink for its text.

Order: body, headers and footers, notes, comments, text boxes, properties and what else is told
beside the flow. Pictures and embedded files follow as members.
"""

import re
from collections.abc import Callable, Iterator

from seclint.extract.codepages import encoding_of
from seclint.extract.rtf.book import Book
from seclint.extract.rtf.destinations import SINKS
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.look import Look, State
from seclint.extract.rtf.pen import Pen, unescaped
from seclint.extract.rtf.sinks import Beside, Blob, Colors, Fonts, Skip
from seclint.extract.rtf.words import (
    BREAKS,
    CHARACTER,
    MATH,
    PARAGRAPH,
    PICTURES,
    SETTINGS,
    SKIPPED,
    SYMBOLS,
    TOKEN,
    TRANSPARENT,
)
from seclint.model import Extracted, Unreviewed

_DEPTH = 1_000_000
"""Groups in groups that are read."""


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then the pictures and files in it, then what could not be read."""
    reader = _Reader(data)
    reader.read()
    yield reader.book.document(name)
    yield from reader.book.members
    for code, reason in dict.fromkeys(reader.problems()):
        yield Unreviewed(name, code, reason)


class _Reader:
    """Reads token by token; what it finds goes into the book."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._look = Look()
        self.book = Book(self._look)
        self._pen = Pen(self.book)
        self._dulled: Story | Skip | None = None
        self._stack: list[tuple[State, Story | Skip]] = []
        self._fresh = self._star = self._over = False
        self._jump = self._font = 0
        self._acts = self._table()

    def read(self) -> None:
        """All of the file."""
        self._tokens(0)
        self._pen.flush()
        while self._stack and not self._over:
            self.book.damaged("RTF 文件不完整，可能有内容未能审查")
            self._close()
        if self._over:
            self._behind(self._jump)
        self.book.finish()

    def problems(self) -> Iterator[tuple[str, str]]:
        """Codes and reasons of what could not be read."""
        yield from self.book.problems
        if self._look.garbled:
            yield "undecodable", "部分文字的编码无法识别，未能审查"

    def _tokens(self, at: int) -> None:
        take: tuple[Callable[[re.Match[bytes]], None], ...] = (
            self._dull, self._characters, self._word, self._word, self._bytes, self._text,
            self._brace, self._symbol,
        )  # fmt: skip
        while at < len(self._data):
            self._jump = 0
            for match in TOKEN.finditer(self._data, at):
                take[match.lastindex or 0](match)
                if self._jump:
                    break
            if self._over or not self._jump:
                return
            at = self._jump

    def _behind(self, end: int) -> None:
        """What stands behind the last brace, where no reader looks."""
        rest = self._data[end:].strip(b"\0\r\n\t \x1a}")
        if not rest:
            return
        if b"\0" in rest or b"\\" not in rest or rest.startswith(b"{\\rtf"):
            self.book.member("末尾数据", "文件末尾之后的数据", rest)
            return
        self._over, self._pen.state = False, {}
        self._pen.sink = self.book.story("hidden", "文件末尾之后的文字")
        self._tokens(end)
        self._pen.flush()
        while self._stack:
            self._close()

    # tokens

    def _text(self, match: re.Match[bytes]) -> None:
        text = match[5]
        self._fresh = self._star = False
        if isinstance(self._pen.sink, Blob):
            self._pen.sink.digits(text)
        else:
            self._pen.text(text)

    def _dull(self, _: re.Match[bytes]) -> None:
        self._fresh = self._star = False

    def _characters(self, match: re.Match[bytes]) -> None:
        self._fresh = self._star = False
        self._pen.characters(match[1])

    def _bytes(self, match: re.Match[bytes]) -> None:
        self._fresh = self._star = False
        self._pen.encoded(unescaped(match[4]))

    def _brace(self, match: re.Match[bytes]) -> None:
        self._pen.skip = 0
        if match[6] == b"{":
            self._stack.append((self._pen.state, self._pen.sink))
            self._fresh, self._star = True, False
            if len(self._stack) > _DEPTH:
                self.book.damaged("RTF 嵌套层数超过上限，其余未能审查")
                self._over, self._jump = True, len(self._data)
            return
        self._fresh = self._star = False
        if self._stack:
            self._close()
            if not self._stack and self._pen.sink is self.book.body:
                self._over, self._jump = True, match.end()

    def _close(self) -> None:
        state, sink = self._stack.pop()
        if sink is not self._pen.sink:
            self._pen.flush()
            if not isinstance(self._pen.sink, Story):
                self._pen.sink.end()
            self._pen.sink = sink
        elif isinstance(sink, Beside) and sink.parted:
            self._pen.flush()
            sink.take(" ")
        self._pen.state = state

    def _symbol(self, match: re.Match[bytes]) -> None:
        symbol = match[7]
        if symbol == b"*":
            self._star = self._fresh
            return
        self._fresh = self._star = False
        if act := self._acts.get(symbol):
            act(symbol, None)

    def _word(self, match: re.Match[bytes]) -> None:
        word = match[2]
        fresh, star = self._fresh, self._star
        self._fresh = self._star = False
        if act := self._acts.get(word):
            act(word, int(match[3]) if match[3] else None)
            if self._jump < 0:  # \bin: its bytes follow at once
                self._binary(match.end(), int(match[3] or 0))
        elif fresh and not (word in TRANSPARENT or (star and MATH.match(word))):
            self._destination(word, star=star)

    # text

    def _say(self, word: bytes, _: int | None) -> None:
        if self._pen.skip:
            self._pen.skip -= 1
        else:
            self._pen.take(SYMBOLS[word])

    def _unicode(self, _: bytes, number: int | None) -> None:
        self._pen.unicode(number or 0)

    def _break(self, word: bytes, _: int | None) -> None:
        self._pen.skip = 0
        self._pen.flush()
        if not isinstance(self._pen.sink, Story):
            self._pen.sink.take(" ")
        elif self._pen.state.get("deleted") and BREAKS[word] == "par":
            self._pen.sink.add(self._look.run(" ", self._pen.state))
        else:
            level = max(self._pen.state.get("intbl", 0), self._pen.state.get("itap", 0))
            self._pen.sink.end(BREAKS[word], level)
        self.book.section += word == b"sect"

    # states

    def _set(self, word: bytes, number: int | None) -> None:
        key, default = SETTINGS[word]
        value = default if number is None else number
        if self._pen.state.get(key, default if number is None else 0) != value or number is None:
            self._pen.state = {**self._pen.state, key: value}
        self._pen.skip = 0

    def _plain(self, word: bytes, _: int | None) -> None:
        dropped = CHARACTER if word == b"plain" else PARAGRAPH
        self._pen.state = {k: v for k, v in self._pen.state.items() if k not in dropped}
        if word == b"plain" and self._font:
            self._pen.state["f"] = self._font

    def _row(self, _: bytes, __: int | None) -> None:
        self._pen.state = {k: v for k, v in self._pen.state.items() if k != "cell-shade"}

    def _codepage(self, _: bytes, number: int | None) -> None:
        self._look.codepage = encoding_of(number or 1252)

    def _default(self, _: bytes, number: int | None) -> None:
        self._font = number or 0
        self._pen.state = {**self._pen.state, "f": self._font}

    def _charset(self, word: bytes, number: int | None) -> None:
        if isinstance(self._pen.sink, Fonts):
            table = self._look.charsets if word == b"fcharset" else self._look.codepages
            table[self._pen.state.get("f", 0)] = number or 0

    def _color(self, word: bytes, number: int | None) -> None:
        if isinstance(self._pen.sink, Colors):
            self._pen.flush()
            self._pen.sink.component({b"red": 16, b"green": 8, b"blue": 0}[word], number or 0)

    def _picture(self, word: bytes, _: int | None) -> None:
        if isinstance(self._pen.sink, Blob):
            self._pen.sink.suffix = PICTURES[word]

    def _bin(self, _: bytes, __: int | None) -> None:
        self._jump = -1

    def _binary(self, start: int, length: int) -> None:
        """Bytes that are no tokens; never more than there are."""
        end = start + max(0, length)
        self._jump = max(min(end, len(self._data)), 1)
        if end > len(self._data):
            self.book.damaged("RTF 文件不完整，可能有内容未能审查")
        if isinstance(self._pen.sink, Blob):
            self._pen.sink.raw(self._data[start:end])
        elif end > start:
            self.book.member("bin数据", "二进制数据", self._data[start:end])

    # destinations

    def _destination(self, word: bytes, *, star: bool) -> None:
        begin = SINKS.get(word)
        if begin is None and (not star or self._pen.sink is self._dulled):
            return
        self._pen.flush()
        here = self._pen.sink.here if isinstance(self._pen.sink, Story) else ""
        self._pen.sink = begin(self.book, word, here) if begin else self.book.unknown(word)
        self._dulled = self._pen.sink if word in SKIPPED else self._dulled
        if isinstance(self._pen.sink, Story):
            dropped = (*PARAGRAPH, "box")
            self._pen.state = {k: v for k, v in self._pen.state.items() if k not in dropped}
            if self._pen.sink.part == "textbox":
                self._pen.state["box"] = 1

    def _alternative(self, _: bytes, __: int | None) -> None:
        """The note that begins is an endnote."""
        if isinstance(self._pen.sink, Story):
            self.book.endnote(self._pen.sink)

    def _table(self) -> dict[bytes, Callable[[bytes, int | None], None]]:
        table: dict[bytes, Callable[[bytes, int | None], None]] = {
            b"u": self._unicode, b"bin": self._bin, b"plain": self._plain, b"pard": self._plain,
            b"trowd": self._row, b"ansicpg": self._codepage, b"deff": self._default,
            b"fcharset": self._charset, b"cpg": self._charset, b"ftnalt": self._alternative,
        }  # fmt: skip
        table |= dict.fromkeys(SETTINGS, self._set) | dict.fromkeys(BREAKS, self._break)
        table |= dict.fromkeys(SYMBOLS, self._say) | dict.fromkeys(PICTURES, self._picture)
        return table | dict.fromkeys((b"red", b"green", b"blue"), self._color)
