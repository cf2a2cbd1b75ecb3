"""encoding: bytes -> text, by evidence and not by what a file says of itself.

In order: byte order marks; ISO 2022 and HZ; strict UTF-8; whichever of GB18030, UTF-16 and Big5
reads most like Chinese, if it reads all of the bytes; line by line for files that mix encodings;
and charset-normalizer for what is not Chinese. Where a few bytes read well in two encodings both
readings are given, and a line that none of them reads is told, never guessed: a wrong reading
would look clean.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.likeness import likeness
from seclint.extract.shifted import shifted
from seclint.model import Document, Place, Unreviewed

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SHOWN = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5": "Big5",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
}
_SAMPLE = 8192
_CHINESE = 0.25
"""A reading that scores less is not Chinese (1 is the mean score of everyday text)."""

_MARGIN = {"gb18030": 0.0, "utf-16-le": 0.25, "utf-16-be": 0.25, "big5": 0.45}
"""What a rarer encoding must score above a commoner one to be believed."""

_UNSURE = 0.6
"""Two readings whose scores differ by less are both given."""

_MIXED = "混合编码"
_MOST_NAMED = 10


class Reading(NamedTuple):
    """One way to read some bytes; `unread` are the numbers of lines (from 1) read in part only."""

    text: str
    encoding: str
    unread: tuple[int, ...] = ()


def decode(data: bytes) -> tuple[str, str]:
    """Text of `data` with line feeds for line breaks and no byte order mark; name of its encoding.

    Raises ExtractError("undecodable") where no reading of all of it is believable.
    """
    first, *_ = readings(data)
    if first.unread:
        raise ExtractError("undecodable", "无法识别文字编码，未能审查")
    return first.text, first.encoding


def besides(name: str, found: list[Reading]) -> Iterator[Document | Unreviewed]:
    """The readings but the first one, as documents; and which lines could not be read."""
    first, *others = found
    for other in others:
        place = Place("body", f"正文（按 {other.encoding} 另读）")
        yield Document(name, other.text, ((0, place),), (f"编码 {other.encoding}",))
    if first.unread:
        named = "、".join(map(str, first.unread[:_MOST_NAMED]))
        more = f"等 {len(first.unread)} 行" if len(first.unread) > _MOST_NAMED else "行"
        reason = f"第 {named} {more}含无法识别编码的字节，未能全部审查"
        yield Unreviewed(name, "undecodable", reason)


def readings(data: bytes) -> list[Reading]:
    """The most believable reading first. Raises ExtractError("undecodable") where there is none."""
    found = list(_readings(data))
    if not found:
        raise ExtractError("undecodable", "无法识别文字编码，未能审查")
    plain = (r._replace(text=r.text.replace("\r\n", "\n").replace("\r", "\n")) for r in found)
    return list({reading.text: reading for reading in reversed(list(plain))}.values())[::-1]


def _readings(data: bytes) -> Iterator[Reading]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield from _marked(data[len(mark) :], encoding)
            return
    if b"\0" in data:
        yield from _wide(data) if wide(data) else _rarely_zero(data)
        return
    yield from (Reading(text, encoding) for text, encoding in shifted(data))
    text = _strictly(data, "utf-8")
    if text is None or (_CONTROLS.search(data[:_SAMPLE]) and wide(data)):
        yield from _legacy(data)
    else:
        yield from _utf8(data, text)


def _marked(data: bytes, encoding: str) -> Iterator[Reading]:
    text = _strictly(data, encoding)
    if text is not None:
        yield Reading(text, _SHOWN[encoding])
    elif encoding == "utf-8":
        yield from _lines(data)


_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def wide(data: bytes) -> str:
    """The UTF-16 that `data` is in though no mark says so, or ""."""
    return next((reading.encoding for reading in _scored_wide(data)), "")


def _scored_wide(data: bytes) -> list["_Scored"]:
    if len(data) % 2:
        return []
    both = (_scored(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return sorted((scored for scored in both if scored.score > 0.5), reverse=True)


def _wide(data: bytes) -> Iterator[Reading]:
    for scored in _scored_wide(data):
        if (text := _strictly(data, scored.encoding)) is not None:
            yield Reading(text, _SHOWN[scored.encoding])


def _rarely_zero(data: bytes) -> Iterator[Reading]:
    """A text with a zero here and there, which no reader would see."""
    if 1000 * data.count(b"\0") <= len(data):
        yield from _readings(data.replace(b"\0", b""))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


_SHORT = 64
_SURE = 0.9


def _utf8(data: bytes, text: str) -> Iterator[Reading]:
    """UTF-8, unless it is so short and so odd that it may be another one.

    一直 in GB18030 is two letters of Cyrillic and Hebrew; 性格 in UTF-16 is ASCII.
    """
    if len(data) > _SHORT:
        yield Reading(text, "UTF-8")
        return
    told = "".join(_NOT_ASCII.findall(text))
    chinese = _strictly(data, "gb18030")
    if chinese and told and likeness(told) < _CHINESE < _scored(data, "gb18030").score:
        yield Reading(chinese, "GB18030")
    yield Reading(text, "UTF-8")
    if likeness(told) < _CHINESE:
        yield from (Reading(*found) for found in _by_chance(data))


def _by_chance(data: bytes) -> Iterator[tuple[str, str]]:
    """UTF-16 of nothing but common characters: a word of ASCII seldom reads like that."""
    for scored in _scored_wide(data):
        text = _strictly(data, scored.encoding)
        if text and scored.score > _SURE:
            yield text, _SHOWN[scored.encoding]


# --- GB18030, UTF-16, Big5 ---------------------------------------------------------------------


class _Scored(NamedTuple):
    score: float
    encoding: str

    @property
    def weighed(self) -> float:
        """The score less what a rarer encoding must make up for."""
        return self.score - _MARGIN[self.encoding]


def _legacy(data: bytes) -> Iterator[Reading]:
    encodings = ["gb18030", "big5"] if len(data) % 2 else list(_MARGIN)
    scored = sorted(
        (_scored(data, encoding) for encoding in encodings), key=lambda s: s.weighed, reverse=True
    )
    best = None
    for candidate in () if _in_turns(data) else scored:
        if best is not None and best - candidate.weighed > _UNSURE:
            break
        if candidate.score > _CHINESE and (text := _strictly(data, candidate.encoding)) is not None:
            best = candidate.weighed if best is None else best
            yield Reading(text, _SHOWN[candidate.encoding])
    if best is None:
        yield from _lines(data, chinese=scored[0].score > _CHINESE)


_HIGH = re.compile(rb"[\x80-\xff]")


def _scored(data: bytes, encoding: str) -> _Scored:
    """How much like Chinese a sample of `data` reads in `encoding`."""
    found = _HIGH.search(data)
    start = found.start() if found else 0
    if encoding.startswith("utf-16"):
        sample = data[start & ~1 :][:_SAMPLE].decode(encoding, "replace")
        return _Scored(likeness(sample), encoding)
    text = data[start : start + _SAMPLE].decode(encoding, "replace")
    return _Scored(likeness("".join(_foreign_runs(text))), encoding)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def _foreign_runs(text: str) -> list[str]:
    return [match[0] for match in islice(_NOT_ASCII.finditer(text), 2000)]


# --- mixed and foreign -------------------------------------------------------------------------


_LINES = {"utf-8": 0.5, "gb18030": 0.0, "big5": -_MARGIN["big5"]}


def _in_turns(data: bytes) -> bool:
    """Whether some lines, but not all, are Chinese in UTF-8."""
    lines = [line for line in data[: 8 * _SAMPLE].split(b"\n") if _HIGH.search(line)]
    utf8 = [text for line in lines if (text := _strictly(line, "utf-8")) is not None]
    chinese = sum(likeness("".join(_foreign_runs(text))) > _CHINESE for text in utf8)
    return chinese > 0 and len(utf8) < len(lines)


def _lines(data: bytes, *, chinese: bool = True) -> Iterator[Reading]:
    """Each line as UTF-8 or GB18030; of a line that is neither, what can be made out.

    What reads like Chinese and is broken is no other language; else one is looked for.
    """
    lines = re.split(rb"(?<=\n)", data)
    read = [_line(line) for line in lines]
    unread = tuple(number for number, text in enumerate(read, start=1) if text is None)
    telling = sum(_HIGH.search(line) is not None for line in lines)
    if not chinese and 2 * len(unread) > telling:
        yield from _foreign(data)
        return
    pairs = zip(lines, read, strict=True)
    texts = [_made_out(line) if text is None else text for line, text in pairs]
    text = "".join(texts)
    if unread and likeness("".join(_foreign_runs(text[:_SAMPLE]))) <= 0:
        return
    yield Reading(text, _MIXED, unread)


def _line(data: bytes) -> str | None:
    """The reading of one line that is most like Chinese; UTF-8 is seldom right by chance."""
    if not _HIGH.search(data):
        return _strictly(data, "utf-8")
    texts = {encoding: _strictly(data, encoding) for encoding in _LINES}
    scores = {
        encoding: likeness("".join(_foreign_runs(text))) + _LINES[encoding]
        for encoding, text in texts.items()
        if text is not None
    }
    best = max(scores, key=lambda encoding: scores[encoding], default="")
    return texts[best] if best == "utf-8" or scores.get(best, 0) > _CHINESE else None


def _made_out(data: bytes) -> str:
    """A line with U+FFFD for every byte that does not fit."""
    both = (data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030"))
    return max(both, key=likeness)


_SURROGATES = re.compile("[\ud800-\udfff]")


def _foreign(data: bytes) -> Iterator[Reading]:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[: 8 * _SAMPLE]).best()
    text = _strictly(data, guess.encoding) if guess else None
    if guess and text and not _SURROGATES.search(text):  # UTF-7 lets halves of a pair through
        yield Reading(text, guess.encoding.replace("_", "-").upper())
