"""RTF: one pass over the tokens, without recursion; each destination has a sink for its text.

Order: body, headers and footers, notes, comments, text boxes, properties and what else is told
beside the flow. Pictures and embedded files follow as members.
"""

import re
from collections.abc import Callable, Iterator

from seclint.extract.codepages import encoding_of
from seclint.extract.rtf.book import Book
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.look import Look, State
from seclint.extract.rtf.sinks import Authors, Beside, Blob, Colors, Fonts, Skip
from seclint.extract.rtf.words import (
    BLOBS,
    BREAKS,
    CAPTURES,
    CHARACTER,
    DATA,
    MARGINS,
    MATH,
    PARAGRAPH,
    PICTURES,
    SETTINGS,
    SKIPPED,
    STORIES,
    SYMBOLS,
    TOKEN,
    TRANSPARENT,
    UNIT,
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
        self._sink: Story | Skip = self.book.body
        self._state: State = {}
        self._held: State = {}
        self._dulled: Story | Skip | None = None
        self._buffer: list[bytes | str] = []
        self._stack: list[tuple[State, Story | Skip]] = []
        self._fresh = self._star = self._over = False
        self._skip = self._jump = self._font = 0
        self._acts = self._table()

    def read(self) -> None:
        """All of the file."""
        self._tokens(0)
        self._flush()
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
        self._over, self._state = False, {}
        self._sink = self.book.story("hidden", "文件末尾之后的文字")
        self._tokens(end)
        self._flush()
        while self._stack:
            self._close()

    # tokens

    def _text(self, match: re.Match[bytes]) -> None:
        text = match[5]
        self._fresh = self._star = False
        if isinstance(self._sink, Blob):
            self._sink.digits(text)
            return
        if self._skip:
            text = self._skipped(text)
        if text:
            self._take(text.replace(b"\0", b"").replace(b"\t", b" "))

    def _dull(self, _: re.Match[bytes]) -> None:
        self._fresh = self._star = False

    def _characters(self, match: re.Match[bytes]) -> None:
        """Many characters by number, each with what other readers show instead."""
        self._fresh = self._star = False
        told = match[1]
        units: list[tuple[bytes, bytes]] = UNIT.findall(told)
        plain = told.count(b"?") + told.count(b"\\'3f")
        if plain == len(units) == told.count(b"\\u") and self._state.get("uc", 1) == 1:
            self._take("".join([_character(int(number)) for number, _ in units]))
            self._skip = 0
            return
        for number, instead in units:
            self._unicode(b"u", int(number))
            self._instead(instead)

    def _instead(self, told: bytes) -> None:
        data = told if told == b"?" else bytes.fromhex(told.decode().replace("\\'", ""))
        if data := self._skipped(data):
            self._take(data)

    def _bytes(self, match: re.Match[bytes]) -> None:
        self._fresh = self._star = False
        data = bytes.fromhex(match[4].decode().replace("\\'", ""))
        if self._skip:
            data = self._skipped(data)
        if data:
            self._take(data)

    def _skipped(self, data: bytes) -> bytes:
        """What is left of text that stands for a character told already."""
        count = min(self._skip, len(data))
        self._skip -= count
        if data[:count] != b"?" and isinstance(self._sink, Story):
            self.book.fallback.append((data[:count], self._state))
        return data[count:]

    def _brace(self, match: re.Match[bytes]) -> None:
        self._skip = 0
        if match[6] == b"{":
            self._stack.append((self._state, self._sink))
            self._fresh, self._star = True, False
            if len(self._stack) > _DEPTH:
                self.book.damaged("RTF 嵌套层数超过上限，其余未能审查")
                self._over, self._jump = True, len(self._data)
            return
        self._fresh = self._star = False
        if self._stack:
            self._close()
            if not self._stack and self._sink is self.book.body:
                self._over, self._jump = True, match.end()

    def _close(self) -> None:
        state, sink = self._stack.pop()
        if sink is not self._sink:
            self._flush()
            if not isinstance(self._sink, Story):
                self._sink.end()
            self._sink = sink
        elif isinstance(sink, Beside) and sink.parted:
            self._flush()
            sink.take(" ")
        self._state = state

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

    def _take(self, piece: bytes | str) -> None:
        if self._state is not self._held:
            if self._buffer and self._state != self._held:
                self._flush()
            self._held = self._state
        self._buffer.append(piece)

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = self._look.text(self._buffer, self._held)
        self._buffer = []
        if isinstance(self._sink, Story):
            self._sink.add(self._look.run(text, self._held))
        else:
            self._sink.take(text)

    def _say(self, word: bytes, _: int | None) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._take(SYMBOLS[word])

    def _unicode(self, _: bytes, number: int | None) -> None:
        self._take(_character(number or 0))
        self._skip = max(0, self._state.get("uc", 1))

    def _break(self, word: bytes, _: int | None) -> None:
        self._skip = 0
        self._flush()
        if not isinstance(self._sink, Story):
            self._sink.take(" ")
        elif self._state.get("deleted") and BREAKS[word] == "par":
            self._sink.add(self._look.run(" ", self._state))
        else:
            level = max(self._state.get("intbl", 0), self._state.get("itap", 0))
            self._sink.end(BREAKS[word], level)
        self.book.section += word == b"sect"

    # states

    def _set(self, word: bytes, number: int | None) -> None:
        key, default = SETTINGS[word]
        value = default if number is None else number
        if self._state.get(key, default if number is None else 0) != value or number is None:
            self._state = {**self._state, key: value}
        self._skip = 0

    def _plain(self, word: bytes, _: int | None) -> None:
        dropped = CHARACTER if word == b"plain" else PARAGRAPH
        self._state = {key: value for key, value in self._state.items() if key not in dropped}
        if word == b"plain" and self._font:
            self._state["f"] = self._font

    def _row(self, _: bytes, __: int | None) -> None:
        self._state = {key: value for key, value in self._state.items() if key != "cell-shade"}

    def _codepage(self, _: bytes, number: int | None) -> None:
        self._look.codepage = encoding_of(number or 1252)

    def _default(self, _: bytes, number: int | None) -> None:
        self._font = number or 0
        self._state = {**self._state, "f": self._font}

    def _charset(self, word: bytes, number: int | None) -> None:
        if isinstance(self._sink, Fonts):
            table = self._look.charsets if word == b"fcharset" else self._look.codepages
            table[self._state.get("f", 0)] = number or 0

    def _color(self, word: bytes, number: int | None) -> None:
        if isinstance(self._sink, Colors):
            self._flush()
            self._sink.component({b"red": 16, b"green": 8, b"blue": 0}[word], number or 0)

    def _picture(self, word: bytes, _: int | None) -> None:
        if isinstance(self._sink, Blob):
            self._sink.suffix = PICTURES[word]

    def _bin(self, _: bytes, __: int | None) -> None:
        self._jump = -1

    def _binary(self, start: int, length: int) -> None:
        """Bytes that are no tokens; never more than there are."""
        end = start + max(0, length)
        self._jump = max(min(end, len(self._data)), 1)
        if end > len(self._data):
            self.book.damaged("RTF 文件不完整，可能有内容未能审查")
        if isinstance(self._sink, Blob):
            self._sink.raw(self._data[start:end])
        elif end > start:
            self.book.member("bin数据", "二进制数据", self._data[start:end])

    # destinations

    def _destination(self, word: bytes, *, star: bool) -> None:
        begin = _SINKS.get(word)
        if begin is None and (not star or self._sink is self._dulled):
            return
        self._flush()
        here = self._sink.here if isinstance(self._sink, Story) else ""
        self._sink = begin(self.book, word, here) if begin else self.book.unknown(word)
        self._dulled = self._sink if word in SKIPPED else self._dulled
        if isinstance(self._sink, Story):
            dropped = (*PARAGRAPH, "box")
            self._state = {k: v for k, v in self._state.items() if k not in dropped}
            if self._sink.part == "textbox":
                self._state["box"] = 1

    def _alternative(self, _: bytes, __: int | None) -> None:
        """The note that begins is an endnote."""
        if isinstance(self._sink, Story):
            self.book.endnote(self._sink)

    def _table(self) -> dict[bytes, Callable[[bytes, int | None], None]]:
        table: dict[bytes, Callable[[bytes, int | None], None]] = {
            b"u": self._unicode, b"bin": self._bin, b"plain": self._plain, b"pard": self._plain,
            b"trowd": self._row, b"ansicpg": self._codepage, b"deff": self._default,
            b"fcharset": self._charset, b"cpg": self._charset, b"ftnalt": self._alternative,
        }  # fmt: skip
        table |= dict.fromkeys(SETTINGS, self._set) | dict.fromkeys(BREAKS, self._break)
        table |= dict.fromkeys(SYMBOLS, self._say) | dict.fromkeys(PICTURES, self._picture)
        return table | dict.fromkeys((b"red", b"green", b"blue"), self._color)


def _character(number: int) -> str:
    """Numbers are of 16 bits, with or without a sign; some writers know of more."""
    code = number if 0xFFFF < number <= 0x10FFFF else number & 0xFFFF
    return chr(code) if code else ""


_Begin = Callable[[Book, bytes, str], "Story | Skip"]
_SINKS: dict[bytes, _Begin] = (
    dict.fromkeys(MARGINS, Book.margin)
    | dict.fromkeys(STORIES, Book.note)
    | dict.fromkeys(CAPTURES, Book.capture)
    | dict.fromkeys(SKIPPED, Book.skipped)
    | dict.fromkeys(BLOBS, Book.blob)
    | dict.fromkeys(DATA, lambda _, __, ___: Skip())
    | {
        b"fldinst": Book.code,
        b"sn": Book.shape,
        b"sv": Book.shape,
        b"propname": Book.custom,
        b"staticval": Book.custom,
        b"colortbl": lambda book, _, __: Colors(book.look),
        b"fonttbl": lambda _, __, ___: Fonts(),
        b"revtbl": lambda book, _, __: Authors(book.look),
    }
)
