r"""escapes: characters that a text writes as numbers, undone.

That is &#26426; \u673a \xe6\x9c\xba %E6%9C%BA; and besides these names of HTML (&bull;), octal
bytes, quoted-printable, UTF-7, and words that a program puts together of strings ("机" + "密") or
goes on with in the next line.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator

from seclint.extract.draft import Lines
from seclint.extract.likeness import likeness

# Each begins with one of five characters, which is what makes looking for them fast.
_ESCAPE = re.compile(
    r"[&%=+\\](?:"
    r"(?P<entity>(?<=&)(?:#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})"
    r"|amp(?=;#|;[A-Za-z]{2,30};)|(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]\w{1,30});)"
    r"|(?P<unit>(?<=[\\%])u[0-9a-fA-F]{4}(?:[\\%]u[0-9a-fA-F]{4})*)"
    r"|(?P<point>(?<=\\)(?:u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}))"
    r"|(?P<byte>(?<=\\)x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*)"
    r"|(?P<octal>(?<=\\)[0-3][0-7]{2}(?:\\[0-3][0-7]{2}){2,})"
    r"|(?P<percent>(?<=%)[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})+)"
    r"|(?P<quoted>(?<==)[0-9A-F]{2}(?:=[0-9A-F]{2}){2,})"
    r"|(?P<seven>(?<=\+)[A-Za-z0-9+/]{5,120}-))"
)
_HANZI = "\u3400-\u9fff★☆"
_PLUS = r"[ \t]*(?:[+.&][ \t]*|(?<=[ \t]))"
_QUOTES = "\"'`\\"
_JOINT = (
    rf"[\"'`\\](?:(?<=[{_HANZI}].)(?:(?<=\"){_PLUS}\"|(?<='){_PLUS}'|(?<=`){_PLUS}`)(?=[{_HANZI}0-9])"
    rf"|(?<=[{_HANZI}0-9].)(?:(?<=\")[ \t]*\+[ \t]*\"|(?<=')[ \t]*\+[ \t]*'|(?<=\\)\n[ \t]*)"
    rf"(?=[{_HANZI}0-9]))"
)
_UNIT = re.compile(r"[\\%][uU]\{?([0-9a-fA-F]{4,8}|[0-9a-fA-F]+)\}?")
_NUMBERED = re.compile(r"[0-9]{11}|[A-Za-z0-9]{8}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TIMES = 3
"""How often a text may be escaped over and over."""


def escaped_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and unescaped text of each line that writes characters as numbers."""
    lines = None
    last = -1
    for escape in _marks(text):
        if escape.start() > last:
            lines = lines or Lines(text)
            start = text.rfind("\n", 0, escape.start()) + 1
            last = text.find("\n", escape.end())
            last = len(text) if last < 0 else last
            line = text[start:last]
            if (plain := unescaped(line)) != line:
                yield lines.of(start), plain


def _marks(text: str) -> list[re.Match[str]]:
    found = [*_ESCAPE.finditer(text), *_joints(text)]
    return sorted(found, key=lambda mark: mark.start())


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Where two strings are put together: nowhere in a text without quotes, as most are."""
    return re.finditer(_JOINT, text) if _has_quotes(text) else iter(())


def _has_quotes(text: str) -> bool:
    return any(mark in text for mark in _QUOTES)


def escaped_at(text: str) -> list[int]:
    """Offsets where something is escaped, sorted."""
    return [mark.start() for mark in _marks(text)]


def unescaped(text: str) -> str:
    """The text with its numbered characters undone, and its strings put together."""
    for _ in range(_TIMES):
        plain = _ESCAPE.sub(_undone, text)
        if _has_quotes(plain):
            plain = re.sub(_JOINT, "", plain)
        if plain == text:
            break
        text = plain
    return text


def _undone(escape: re.Match[str]) -> str:
    return _WAYS[escape.lastgroup or ""](escape[0])


def _entity(name: str) -> str:
    import html  # its table of names is long

    return html.unescape(name)


def _units(run: str) -> str:
    """UTF-16 units and code points; halves of a pair that stand alone are left out."""
    codes = (int(unit[1], 16) for unit in _UNIT.finditer(run))
    units = "".join(chr(code) for code in codes if code < 0x110000)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _bytes(run: str) -> str:
    data = bytes.fromhex(run.replace("\\x", ""))
    return _printed(_decoded(data) or data.decode("latin-1")) or run


def _octal(run: str) -> str:
    return _printed(_decoded(bytes(int(part, 8) for part in run.split("\\")[1:]))) or run


def _percent(run: str) -> str:
    data = bytes.fromhex(run.replace("%", ""))
    plain = _decoded(data) or run
    return run if plain.isascii() and not _NUMBERED.fullmatch(plain) else plain


def _quoted(run: str) -> str:
    plain = _decoded(bytes.fromhex(run.replace("=", ""))) or run
    return run if plain.isascii() else plain


def _printed(text: str) -> str:
    """The text, or "" where it holds what no text does: those were no characters."""
    return "" if _CONTROL.search(text) else text


def _decoded(data: bytes) -> str:
    """UTF-8, or GB18030 that reads like Chinese, or ""."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        plain = data.decode("gb18030", "replace")
        return plain if likeness(plain) > 0.5 else ""


def _seven(run: str) -> str:
    """UTF-7, where it reads like Chinese: base64 and sums look like it too."""
    body = run[1:-1]
    try:
        plain = b64decode(body + "=" * (-len(body) % 4)).decode("utf-16-be")
    except ValueError:
        return run
    return plain if likeness(plain) > 0.7 else run


_WAYS: dict[str, Callable[[str], str]] = {
    "entity": _entity,
    "unit": _units,
    "point": _units,
    "byte": _bytes,
    "octal": _octal,
    "percent": _percent,
    "quoted": _quoted,
    "seven": _seven,
}
