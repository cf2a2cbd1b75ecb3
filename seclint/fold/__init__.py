"""fold: take disguises off a text, and keep the way back to where each character came from.

Two kinds of change. *Replacements* put one character for one (width, 繁→简, look-alikes, stars,
numerals in long numbers), so offsets stay. *Cuts* remove characters (invisibles, gaps inside
Chinese words, repeated spaces); `Folded` remembers each cut, not each character.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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
    rf" (?:(?<=[{HAN}★] ) *(?=[{HAN}★])"
    r"|(?<=(?<![0-9])[0-9] )(?=[0-9Xx](?![0-9]))"
    r"|(?<=  ) *)"
)
"""What `_gaps` cut where all of them are spaces; it begins with one, and so is ten times faster."""
_WRAP = re.compile(rf"(?<=[{HAN}★]) *\n *(?=[{HAN}★])|(?<=[0-9])-? *\n *(?=[0-9Xx])")

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
_FEW = 64
"""So many different characters are faster replaced one after the other than by a table."""


def _strange(text: str) -> list[str]:
    """The characters of the text that stand for others, or are not seen."""
    found = set(text) if len(text) < _SHORT else _maybe_strange(text)
    return [each for each in found if _plain(each) != each or _is_unseen(each)]


_SHORT = 6_000
"""Characters: it takes longer to compile a class than to look at each character of a short text."""


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


@cache
def _is_unseen(character: str) -> bool:
    return re.match(f"[{_UNSEEN}]", character) is not None


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


@dataclass(frozen=True, slots=True)
class Folded:
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
    gaps = _gaps() if hidden else _SPACES
    folded = _cut(text, gaps.finditer(text))
    return Folded(_plain_numbers(folded.text), folded.cuts, folded.removed)


def unwrap(text: str) -> Folded:
    """The text with its lines joined wherever a break may stand inside a word or a number."""
    return _cut(text, _WRAP.finditer(text))


def _cut(text: str, gaps: Iterator[re.Match[str]]) -> Folded:
    kept: list[str] = []
    cuts: list[int] = []
    removed: list[int] = []
    last = total = 0
    for gap in gaps:
        kept.append(text[last : gap.start()])
        cuts.append(gap.start() - total)
        last = gap.end()
        total += gap.end() - gap.start()
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
