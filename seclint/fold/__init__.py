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

from seclint.fold.traditional import SIMPLIFIED, TRADITIONAL
from seclint.model import Span

HAN = "〇\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a character class."""

DECORATION = r"[ #>*_\-=~+·•\[\](){}<>「」『』“”\"'■□●◆▲△※★]*"
"""What may stand around a mark that is alone on its line: Markdown, brackets, bullets."""

_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CUT = re.compile(
    rf"(?<=[{HAN}★])[ {_INVISIBLE}]+(?=[{HAN}★])"  # 机 密
    rf"|(?<=[{HAN}★])[{_INVISIBLE}]*(?:\*\*|~~)[{_INVISIBLE}]*(?=[{HAN}★])"  # 机**密**, Markdown
    rf"|(?<=(?<![0-9])[0-9])[{_INVISIBLE}]* [{_INVISIBLE}]*(?=[0-9Xx](?![0-9]))"  # 1 1 0 1 0 5
    rf"|[{_INVISIBLE}]+"
    r"|(?<= ) +"
)
_UNSEEN = re.compile(rf"[{_INVISIBLE}]|\*\*|~~")
_CUT_SPACES = re.compile(
    rf" (?:(?<=[{HAN}★] ) *(?=[{HAN}★])"
    r"|(?<=(?<![0-9])[0-9] )(?=[0-9Xx](?![0-9]))"
    r"|(?<=  ) *)"
)
"""What `_CUT` cuts where all gaps are spaces; it begins with one, and so is ten times faster."""
_WRAP = re.compile(rf"(?<=[{HAN}★]) *\n *(?=[{HAN}★])|(?<=[0-9])-? *\n *(?=[0-9Xx])")

_PUNCTUATION = tuple(zip("：（），；！？【】〔〕", ":(),;!?[][]", strict=True))
"""In every Chinese text: replaced one by one, which is many times faster than a table."""

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


def _characters() -> dict[int, str]:
    """Every replacement of one character for one, but for common punctuation."""
    table = {ord(old): new for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
    for first, last in _COMPATIBLE:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = table.get(ord(plain), plain)
    table |= {ord(odd): plain for plain, odds in _LOOKALIKES.items() for odd in odds}
    table |= dict.fromkeys(range(8192, 8203), " ")
    table |= dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " ")
    return table


_CHARACTERS = _characters()
_ODD = re.compile(
    f"[{''.join(re.escape(chr(code)) for code in sorted(_CHARACTERS) if code < 0x10000)}]+"
)
_ODD_ASTRAL = re.compile("[\U00010000-\U0010ffff]+")
"""Apart from `_ODD`: one character beyond the first plane in a class slows it a hundredfold."""

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
    for old, new in _PUNCTUATION:
        text = text.replace(old, new)
    text = _ODD.sub(_plain_characters, text)
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
        text = _ODD_ASTRAL.sub(_plain_characters, text)
    gaps = _CUT if _UNSEEN.search(text) else _CUT_SPACES
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


def _plain_characters(run: re.Match[str]) -> str:
    return run[0].translate(_CHARACTERS)


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
