"""pen: the characters of an RTF file as they come, kept until their look changes."""

from seclint.extract.rtf.book import Book
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.look import State
from seclint.extract.rtf.sinks import Skip
from seclint.extract.rtf.words import UNIT


class Pen:
    """Gives text to `sink` as it looks in `state`; both are changed by whoever holds the pen.

    So many of the next characters (`skip`) only stand for one that was told by number.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.sink: Story | Skip = book.body
        self.state: State = {}
        self.skip = 0
        self._held: State = {}
        self._buffer: list[bytes | str] = []

    def take(self, piece: bytes | str) -> None:
        """A character by number, or bytes of whatever encoding holds."""
        if self.state is not self._held:
            if self._buffer and self.state != self._held:
                self.flush()
            self._held = self.state
        self._buffer.append(piece)

    def flush(self) -> None:
        """Give what was kept to the sink."""
        if not self._buffer:
            return
        text = self._book.look.text(self._buffer, self._held)
        self._buffer = []
        if isinstance(self.sink, Story):
            self.sink.add(self._book.look.run(text, self._held))
        else:
            self.sink.take(text)

    def text(self, data: bytes) -> None:
        """Text as it stands in the file, but for what stands for a character told already."""
        if self.skip:
            data = self._skipped(data)
        if data:
            self.take(data.replace(b"\0", b"").replace(b"\t", b" "))

    def encoded(self, data: bytes) -> None:
        """The same of bytes that were written as numbers."""
        if self.skip:
            data = self._skipped(data)
        if data:
            self.take(data)

    def unicode(self, number: int) -> None:
        """A character by number; what other readers show instead follows."""
        self.take(_character(number))
        self.skip = max(0, self.state.get("uc", 1))

    def characters(self, told: bytes) -> None:
        """Many characters by number, each with what other readers show instead."""
        units: list[tuple[bytes, bytes]] = UNIT.findall(told)
        plain = told.count(b"?") + told.count(b"\\'3f")
        if plain == len(units) == told.count(b"\\u") and self.state.get("uc", 1) == 1:
            self.take("".join([_character(int(number)) for number, _ in units]))
            self.skip = 0
            return
        for number, instead in units:
            self.unicode(int(number))
            self.encoded(instead if instead == b"?" else unescaped(instead))

    def _skipped(self, data: bytes) -> bytes:
        count = min(self.skip, len(data))
        self.skip -= count
        if data[:count] != b"?" and isinstance(self.sink, Story):
            self._book.fallback.append((data[:count], self.state))
        return data[count:]


def unescaped(told: bytes) -> bytes:
    """Bytes that are written as numbers."""
    return bytes.fromhex(told.decode().replace("\\'", ""))


def _character(number: int) -> str:
    """Numbers are of 16 bits, with or without a sign; some writers know of more."""
    code = number if 0xFFFF < number <= 0x10FFFF else number & 0xFFFF
    return chr(code) if code else ""
