"""fold: take disguises off a text, and keep the way back to where each character came from.

Two kinds of change. *Replacements* put one character for one (width, 繁→简, look-alikes, stars,
numerals in long numbers), so offsets stay. *Cuts* remove characters (invisibles, gaps inside
Chinese words, repeated spaces); `Folded` remembers each cut, not each character.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from seclint.fold.traditional import SIMPLIFIED, TRADITIONAL
from seclint.model import Span

HAN = "〇\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a character class."""

DECORATION = r"[ #>*_\-=~+·•\[\](){}<>「」『』“”\"'■□●◆▲△※★]*"
"""What may stand around a mark that is alone on its line: Markdown, brackets, bullets."""

_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)


@cache
def _gaps() -> re.Pattern[str]:
    """What is cut where there is more than spaces: compiled when it is first wanted."""
    return re.compile(
        rf"(?<=[{HAN}★])[ {_UNSEEN}]+(?=[{HAN}★])"  # 机 密
        rf"|(?<=[{HAN}★])[{_UNSEEN}]*(?:\*\*|~~)[{_UNSEEN}]*(?=[{HAN}★])"  # 机**密**, Markdown
        rf"|(?<=(?<![0-9])[0-9])[{_UNSEEN}]* [{_UNSEEN}]*(?=[0-9Xx](?![0-9]))"  # 1 1 0 1 0 5
        rf"|[{_UNSEEN}]+"
        r"|(?<= ) +"
    )


_SPACES = re.compile(
    r" (?:(?<=[^\x00-\x7f] ) *(?=[^\x00-\x7f])"
    r"|(?<=(?<![0-9])[0-9] )(?=[0-9Xx](?![0-9]))"
    r"|(?<=  ) *)"
)
"""Where `_gaps` may cut where all of them are spaces; it begins with one, and so is ten times
faster; and without the class of Chinese characters it is compiled in no time.
"""

_LOOKALIKES = {
    "★": "☆✩✪✫✬✭✮✯✰⭐🌟⋆⍟⭑⭒✡✦✧⚝٭",
    "*": "∗﹡⁎＊✱✲✳",
    "[": "〖〘〚", "]": "〗〙〛",
    "-": "‐‑‒–—―−﹣－⁃",
    "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ",
    "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ",
    "Z": "Ζ", "a": "а", "c": "с", "e": "е", "i": "і", "j": "ј", "o": "оο", "p": "р", "s": "ѕ",
    "x": "х", "y": "у",
}  # fmt: skip
_COMPATIBLE = (
    (0x2E80, 0x2FE0),  # 部首
    (0x2100, 0x2150),
    (0xF900, 0xFB00),  # 兼容汉字
    (0xFE30, 0xFFF0),  # 全角
    (0x1D400, 0x1D800),
    (0x1FBF0, 0x1FBFA),
    (0x2F800, 0x2FA20),
)


_SIMPLIFIED: dict[str, str] = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_PLAIN: dict[str, str] = (
    _SIMPLIFIED
    | dict(zip("：（），；！？【】〔〕", ":(),;!?[][]", strict=True))
    | {odd: plain for plain, odds in _LOOKALIKES.items() for odd in odds}
    | dict.fromkeys([*map(chr, range(8192, 8203)), *"\u00a0\u1680\u202f\u205f\u3000"], " ")
)
_FIGURES = frozenset("0123456789")
_NUMBER = _FIGURES | frozenset("Xx")
_FEW = 64
"""So many different characters are faster replaced one after the other than by a table."""


def _strange(text: str) -> list[str]:
    """The characters of the text that stand for others, or are not seen."""
    tiny = len(text) < _TINY or (len(text) < _SHORT and next(_texts) < _FIRST)
    found = set(text) if tiny else _maybe_strange(text)
    return [each for each in found if _plain(each) != each or _is_unseen(each)]


_TINY, _SHORT, _FIRST = 1_000, 30_000, 3
"""Characters, characters, texts: it takes longer to compile a class than to look at each character
of a tiny text, or of the first few short ones.
"""
_texts = count()


def _maybe_strange(text: str) -> set[str]:
    common, rare = _classes()
    found = set(common.findall(text))
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
        found.update(rare.findall(text))
    return found


@cache
def _classes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of the first plane, and of all others: together in one class, they are slow."""
    odd = "".join(re.escape(each) for each in sorted(_PLAIN) if each < "\U00010000")
    ranges = "".join(
        f"{chr(first)}-{chr(last - 1)}" for first, last in _COMPATIBLE if last <= 0x10000
    )
    unseen = _UNSEEN.partition("\U0001d173")[0]
    return re.compile(f"[{odd}{ranges}{unseen}]"), re.compile("[\U00010000-\U0010ffff]")


@cache
def _plain(character: str) -> str:
    """The character that one stands for; most for themselves."""
    code = ord(character)
    if character not in _PLAIN and any(first <= code < last for first, last in _COMPATIBLE):
        same = unicodedata.normalize("NFKC", character)
        if len(same) == 1:
            return _SIMPLIFIED.get(same, same)
    return _PLAIN.get(character, character)


def _is_unseen(character: str) -> bool:
    return character in _unseen()


@cache
def _unseen() -> frozenset[str]:
    """The characters of `_UNSEEN`, one by one: its class takes longer to compile."""
    ranges = re.findall(r"(.)-(.)|(.)", _UNSEEN, re.DOTALL)
    return frozenset(
        chr(code)
        for first, last, alone in ranges
        for code in range(ord(first or alone), ord(last or alone) + 1)
    )


_NUMERALS = {
    ord(numeral): str(digit)
    for digit, numerals in enumerate(
        [
            "〇零⓪",
            "一壹①❶➀幺",
            "二贰②❷➁",
            "三叁③❸➂",
            "四肆④❹➃",
            "五伍⑤❺➄",
            "六陆⑥❻➅",
            "七柒⑦❼➆",
            "八捌⑧❽➇",
            "九玖⑨❾➈",
        ]
    )
    for numeral in numerals
}
_ODD_DIGITS = "".join(map(chr, _NUMERALS))
_ODD_NUMBER = re.compile(f"[{_ODD_DIGITS}](?:[- ]?[0-9{_ODD_DIGITS}]){{6,}}")
_LETTERS = {ord(letter): digit for letter, digit in zip("OoQIl×", "00011X", strict=True)}
_LETTERED_NUMBER = re.compile(
    r"[0-9OoQIl](?<![A-Za-z0-9].)(?:(?<=[^0-9])|(?=[0-9]*+[OoQIl×]))"
    r"[0-9OoQIl]{9,18}[0-9OoQIlXx×](?![A-Za-z0-9])"
)


class Folded(NamedTuple):
    """A text made from another one, and the way back.

    `cuts` are the offsets in `text` before which something was removed, ascending; `removed`
    says how many code points had been removed up to and with each.
    """

    text: str
    cuts: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """Where the character at `offset` stood in the text that this one was made from."""
        index = bisect_right(self.cuts, offset)
        return offset + (self.removed[index - 1] if index else 0)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the other text that became `text[start:end]`."""
        first = self.origin(start)
        return Span(first, self.origin(end - 1) + 1 if end > start else first)

    def cuts_in(self, start: int, end: int) -> tuple[int, ...]:
        """Where something was cut out of `text[start:end]`, or just before it."""
        return self.cuts[bisect_left(self.cuts, start) : bisect_left(self.cuts, end)]

    def mended(self, start: int, end: int) -> bool:
        """Was something cut out inside `text[start:end]`?"""
        return bisect_right(self.cuts, start) < bisect_left(self.cuts, end)


def fold(text: str) -> Folded:
    """The text without its disguises, and the way back."""
    strange = _strange(text)
    hidden = any(map(_is_unseen, strange)) or "**" in text or "~~" in text
    text = _with_plain(text, {old: new for old in strange if (new := _plain(old)) != old})
    gaps = (gap.span() for gap in _gaps().finditer(text)) if hidden else _spaces(text)
    folded = _cut(text, gaps)
    return Folded(_plain_numbers(folded.text), folded.cuts, folded.removed)


def unwrap(text: str) -> Folded:
    """The text with its lines joined wherever a break may stand inside a word or a number."""
    return _cut(text, _wraps(text))


def _spaces(text: str) -> Iterator[tuple[int, int]]:
    """The spaces inside a word or a number; of several elsewhere, all but the first."""
    for gap in _SPACES.finditer(text):
        start, end = gap.span()
        if text[start - 1] > "\x7f" and not (_is_han(text[start - 1]) and _is_han(text[end])):
            start += 1
        if start < end:
            yield start, end


def _wraps(text: str) -> Iterator[tuple[int, int]]:
    """The line ends inside a word or a number, the spaces around them included."""
    end = 0
    while (at := text.find("\n", end)) >= 0:
        start, end = at, at + 1
        while start and text[start - 1] == " ":
            start -= 1
        while text[end : end + 1] == " ":
            end += 1
        if start and end < len(text):
            hyphens = _hyphens(text, start, text[end])
            if hyphens is not None:
                yield start - hyphens, end


def _hyphens(text: str, start: int, following: str) -> int | None:
    """How many hyphens part what stands before `start` from what follows behind the line's end,
    where both are of one word or number; None where they are not.
    """
    before = text[start - 1]
    if _is_han(before):
        return 0 if _is_han(following) else None
    if following not in _NUMBER:
        return None
    if before in _FIGURES:
        return 0
    return 1 if before == "-" and text[max(start - 2, 0)] in _FIGURES else None


def _is_han(character: str) -> bool:
    """Is it in the class `[{HAN}★]`?"""
    if "\u3400" <= character <= "\u9fff":
        return True
    return character in "〇★" or "\U00020000" <= character <= "\U0003ffff"


def _cut(text: str, gaps: Iterable[tuple[int, int]]) -> Folded:
    kept: list[str] = []
    cuts: list[int] = []
    removed: list[int] = []
    last = total = 0
    for start, end in gaps:
        kept.append(text[last:start])
        cuts.append(start - total)
        last = end
        total += end - start
        removed.append(total)
    kept.append(text[last:])
    return Folded("".join(kept), tuple(cuts), tuple(removed))


def _with_plain(text: str, plain: dict[str, str]) -> str:
    if len(plain) > _FEW or plain.keys() & set(plain.values()):
        return text.translate({ord(old): new for old, new in plain.items()})
    for old, new in plain.items():
        text = text.replace(old, new)
    return text


def _plain_numbers(text: str) -> str:
    text = _ODD_NUMBER.sub(_plain_numerals, text)
    return _LETTERED_NUMBER.sub(_plain_letters, text)


def _plain_numerals(number: re.Match[str]) -> str:
    """幺三八…, ①③⑧… as digits; a lone ① before a number is its list mark, not its digit."""
    odd = sum(not character.isascii() for character in number[0])
    return number[0].translate(_NUMERALS) if odd >= 3 else number[0]


def _plain_letters(number: re.Match[str]) -> str:
    """O, l and their like as digits, where nearly all the rest are digits."""
    digits = sum(character.isdigit() for character in number[0])
    return number[0].translate(_LETTERS) if digits >= 8 else number[0]
