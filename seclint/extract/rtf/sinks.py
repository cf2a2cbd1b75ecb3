"""sinks: where the text of an RTF destination goes: a table, beside the flow, bytes."""

from collections.abc import Callable

from seclint.extract.rtf.look import Look


class Skip:
    """A destination without words of the document's own."""

    def take(self, text: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


class Colors(Skip):
    """The colour table; an entry ends with a semicolon, and holds no words: those are told."""

    def __init__(self, look: Look, told: Callable[[str], None]) -> None:
        self._look = look
        self._told = told
        self.color = -1

    def component(self, shift: int, value: int) -> None:
        """Red, green or blue of the current entry."""
        self.color = max(self.color, 0) | (value & 255) << shift

    def take(self, text: str) -> None:
        """The end of entries."""
        for _ in range(text.count(";")):
            self._look.colors.append(max(self.color, 0))
            self.color = -1
        self._told(text.replace(";", " "))


_FONT_NAME = 20


class Fonts(Skip):
    """The font table; the words that fill it are read as they come, and what is no name is told."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told

    def take(self, text: str) -> None:
        """Names, each with a semicolon behind it."""
        for name in text.split(";"):
            if len(name) > _FONT_NAME:
                self._told(name)


class Authors(Skip):
    """The table of revision authors."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._rest = ""

    def take(self, text: str) -> None:
        """Names, each with a semicolon behind it."""
        *names, self._rest = (self._rest + text).split(";")
        self._look.authors += [name.strip() for name in names]

    def end(self) -> None:
        """A name without a semicolon."""
        if name := self._rest.strip():
            self._look.authors.append(name)


class Beside(Skip):
    """Collects the text of a destination; hands it over when the destination ends."""

    def __init__(self, told: Callable[[str], None], *, parted: bool = False) -> None:
        self._told = told
        self.parted = parted
        """Its groups are texts of their own."""
        self._pieces: list[str] = []

    def take(self, text: str) -> None:
        """More text."""
        self._pieces.append(text)

    def end(self) -> None:
        """The destination is over."""
        self._told("".join(self._pieces))


class Blob(Skip):
    """Collects bytes, in hexadecimal digits or as they are."""

    def __init__(self, kind: bytes, told: "Callable[[Blob], None]") -> None:
        self.kind = kind
        self.suffix = ""
        self._told = told
        self._digits: list[bytes] = []
        self._raw: list[bytes] = []

    def digits(self, digits: bytes) -> None:
        """More hexadecimal digits."""
        self._digits.append(digits)

    def raw(self, data: bytes) -> None:
        """More bytes."""
        self._raw.append(data)

    def data(self) -> tuple[bytes, bool]:
        """The bytes, and whether all of the digits could be read."""
        digits = b"".join(self._digits).translate(None, b" \t\0")
        whole = True
        try:
            data = bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
            whole = not len(digits) % 2
        except ValueError:
            kept = bytes(filter(b"0123456789abcdefABCDEF".__contains__, digits))
            data, whole = bytes.fromhex(kept[: len(kept) & ~1].decode()), False
        return data + b"".join(self._raw), whole

    def end(self) -> None:
        """The destination is over."""
        self._told(self)
