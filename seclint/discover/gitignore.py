"""The grammar of .gitignore as git reads it (gitignore(5), wildmatch.c), in linear time.

pathspec 1.1 reads exceptions otherwise than git does: under *, !*/, !*.docx it loses every
subdirectory, under a/**, !a/b.docx all of a/. What is lost here goes out unreviewed.
Unlike in git, `?` and brackets count characters, not bytes, and [[:alpha:]] is malformed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r"""(?P<deep> (?:(?<=/)|^) \*{2,} / )       # **/ : any number of directories, or none
      | (?P<rest> (?<=/) \*{2,} $ )             # /** : everything below
      | (?P<star> \*+ )
      | (?P<one> \? )
      | \[ (?P<negated> [!^]? ) (?P<members> \]? (?: \\. | [^\\\]] )* ) \]
      | \\ (?P<quoted> . )
      | (?P<plain> [^*?[\\] )
    """,
    re.VERBOSE | re.DOTALL,
)
_MEMBER = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\]))?", re.DOTALL)
_TRAILING_BLANKS = re.compile(r"((?:\\.|[^\\ ]| +(?! *$))*) *", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 0x10FFFF
LONGEST = 4096
"""Characters of a pattern; no path is longer on Linux, and RE2 takes no program beyond 8 MB."""


class Pattern(NamedTuple):
    """One line. `expression` (RE2) matches whole paths; `exception` is the `!` before it."""

    expression: str
    exception: bool
    folders_only: bool


def parse(line: str) -> Pattern | None:
    """What a line says; None for blanks and comments. Raises ValueError where it is malformed."""
    glob = _without_trailing_blanks(line)
    if not glob or glob.startswith("#"):
        return None
    exception = glob.startswith("!")
    glob = glob.removeprefix("!")
    folders_only = glob.endswith("/")
    glob = glob.removesuffix("/")
    if not 0 < len(glob) <= LONGEST:
        raise ValueError(line)
    anywhere = "" if "/" in glob else "(?:.*/)?"
    expression = "".join(_translated(glob.removeprefix("/")))
    return Pattern(anywhere + expression, exception, folders_only)


def _without_trailing_blanks(line: str) -> str:
    r"""Blanks at the end do not count, unless there is a backslash before them."""
    match = _TRAILING_BLANKS.fullmatch(line)
    return match[1] if match else line


def _translated(glob: str) -> Iterator[str]:
    position = 0
    while position < len(glob):
        token = _TOKEN.match(glob, position)
        if token is None:
            raise ValueError(glob)
        yield _expression(token)
        position = token.end()


def _expression(token: re.Match[str]) -> str:
    if token["members"] is not None:
        return _one_of(token["members"], negated=bool(token["negated"]))
    if character := token["quoted"] or token["plain"]:
        return _code(ord(encodable(character)))
    wild = {"deep": "(?:.*/)?", "rest": ".*", "star": "[^/]*", "one": "[^/]"}
    return wild[token.lastgroup or ""]


def _one_of(members: str, *, negated: bool) -> str:
    """A bracket; it never matches a slash. An empty range still matches where it begins."""
    if not members or "[:" in members:
        raise ValueError(members)
    ranges: list[tuple[int, int]] = []
    for first, last in _MEMBER.findall(encodable(members)):
        low, high = ord(first[-1]), ord(last[-1:] or first[-1])
        ranges += [(low, low), (low, high)]
    if negated:
        return f"[^/{_class(ranges)}]"
    slash = ord("/")
    parts = [part for a, b in ranges for part in ((a, min(b, slash - 1)), (max(a, slash + 1), b))]
    return f"[{_class(parts)}]" if _class(parts) else f"[^{_class([(0, _LARGEST)])}]"


def _class(ranges: Iterable[tuple[int, int]]) -> str:
    return "".join(f"{_code(low)}-{_code(high)}" for low, high in ranges if low <= high)


def _code(point: int) -> str:
    return rf"\x{{{point:x}}}"


def encodable(text: str) -> str:
    """Bytes of names that are no UTF-8 are lone surrogates in Python; RE2 takes none."""
    return _SURROGATE.sub(lambda match: chr(0x100000 + ord(match[0])), text)


class Patterns:
    """The lines of a file together: the last one that matches a path decides."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        import re2

        last_first = tuple(patterns)[::-1]
        self._each: list[tuple[Pattern, Any]] = [
            (pattern, re2.compile(f"(?s:{pattern.expression})")) for pattern in last_first
        ]

    def verdict(self, path: str) -> bool | None:
        """Leave a path out (True), take it (False), or nothing said (None).

        It is relative to the file's directory, and ends in a slash if it is a directory. What
        was said of the directories above it is not looked at again.
        """
        folder, path = path.endswith("/"), encodable(path.removesuffix("/"))
        for pattern, expression in self._each:
            if (folder or not pattern.folders_only) and expression.fullmatch(path):
                return not pattern.exception
        return None
