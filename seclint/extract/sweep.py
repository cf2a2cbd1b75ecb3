"""sweep: words in bytes of no known structure, so that nothing hides where no reader goes.

UTF-16LE is looked for at both alignments, then UTF-8, then GBK and ASCII in what is left. Binary
data reads as rare characters: a run is told only if it reads like a text, and a short one only
if it stands alone. All patterns are possessive and all work is linear in the bytes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seclint.extract.likeness import likeness

_WINDOW = 4 << 20  # bytes that are decoded at a time
_COMPARED = 1 << 28  # characters that may be compared to find what was told already

_SIGNS = "·×÷—‘’“”…①-⑩㈠-㈩№℃㎡★☆○●◎■□▲△→-↓"
_WIDE = re.compile(rf"[\t -~\u3001-\u3011\u3014-\u3017\u3007\u4e00-\u9fff！-～￥{_SIGNS}]{{2,}}+")
_UTF8 = re.compile(rb"(?:[\t -~]|[\xe2-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]){2,}+")
_GBK = re.compile(rb"(?:[\t -~]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]){2,}+")

_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = re.compile(r"\d(?:[ -]?\d){5,}+")
_WORD = re.compile(r"[A-Za-z]{4,}+")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_ODD = re.compile(r"[^\w\s.,:;/\\@()_'&+=-]")
_NEVER = 9.0
_SAMPLE = 2048  # characters of a run that are judged
# What Word, WPS and the compound file itself write into every file.
_DULL = re.compile(
    r"[\W\d_]*+(?:Normal|Default Paragraph Font|Table Normal|No List|Table Grid|Times New Roman"
    r"|Arial|Calibri|Cambria|Symbol|Wingdings|Courier New|Tahoma|Segoe UI|Microsoft YaHei(?: UI)?"
    r"|Unknown|GoBack|PictureBullets|Root Entry|WordDocument|[01]Table|Data|ObjectPool|CompObj"
    r"|SummaryInformation|DocumentSummaryInformation|bjbj\w*|Caolan\d+|MSWordDoc"
    r"|Microsoft (?:Office )?Word\b.*|Word\.Document\.\d+|WPS\.Document\S*|WPS Office\S*"
    r"|NB6W|WWNum\d+|KSO Icon|Biff8|Excel\.Sheet\.\d+|MS PowerPoint \d+"
    r"|Microsoft (?:Office )?(?:Excel|PowerPoint)\b.*"
    r"|宋体|黑体|仿宋\w*|楷体\w*|正文|标题 ?\d?|默认段落字体|普通表格|网格型|无列表|页眉|页脚"
    r"|(?:页眉|页脚|批注框文本|标题 ?\d) Char)[\W\d_]*+"
)


class _Run(NamedTuple):
    start: int
    end: int
    text: str


def leftovers(data: bytes) -> Iterator[str]:
    """Texts in `data`: those with two Chinese characters, a word or six digits; no noise."""
    for start in range(0, len(data), _WINDOW):
        # A text that a window would cut is read by the one before it.
        yield from _window(bytearray(data[max(0, start - 64) : start + _WINDOW]))


def _window(data: bytearray) -> Iterator[str]:
    for find in (_wide, _utf8, _gbk):
        for run in list(find(data)):
            if not _DULL.fullmatch(run.text):
                yield run.text.strip()
            data[run.start : run.end] = bytes(run.end - run.start)


def untold(found: Iterable[str], told: str) -> Iterator[str]:
    """Those of the texts that do not stand in `told`, each once; two spaces count as one."""
    seen, left = set(), _COMPARED
    for text in (" ".join(text.split()) for text in found):
        if not text or text in seen:
            continue
        seen.add(text)
        left -= 4 * len(told)
        if left < 0 or not _is_told(text, told):
            yield text


def _is_told(text: str, told: str) -> bool:
    """A length or a flag beside a text may read as one more character of it."""
    if len(text) < 6:
        return text in told
    return any(part in told for part in (text, text[1:], text[:-1], text[1:-1]))


def masked(data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """`data` with these stretches (start, end) blanked: they were read already."""
    blank = bytearray(data)
    for start, end in spans:
        if 0 <= start < end:
            size = min(end, len(blank)) - start
            blank[start : start + size] = bytes(max(0, size))
    return bytes(blank)


# --- encodings -------------------------------------------------------------------------------


def _wide(data: bytearray) -> Iterator[_Run]:
    for shift in (0, 1):
        text = data[shift : len(data) - (len(data) - shift) % 2].decode("utf-16-le", "replace")
        text = _one_unit_each(text)
        for match in _WIDE.finditer(text):
            if _is_text(match[0], _borders(text, *match.span())):
                yield _Run(shift + 2 * match.start(), shift + 2 * match.end(), match[0])


def _one_unit_each(text: str) -> str:
    """The same with two characters for each one that takes two units, so that offsets hold."""
    return text if text.isascii() or max(text) <= "\uffff" else _ASTRAL.sub("\ufffd\ufffd", text)


def _borders(text: str, start: int, end: int) -> int:
    """On how many sides a run ends at a control (a length, a NUL) or at the end of all."""
    return (start == 0 or text[start - 1] < " ") + (end == len(text) or text[end] < " ")


def _narrow_borders(data: bytes, start: int, end: int) -> int:
    return (start == 0 or data[start - 1] < 0x20) + (end == len(data) or not data[end])


def _utf8(data: bytearray) -> Iterator[_Run]:
    for match in _UTF8.finditer(bytes(data)):
        text = match[0].decode("utf-8", "replace")
        sample = text[:_SAMPLE]
        if len(_HANZI.findall(sample)) >= 2 and likeness(sample) > 0.55:
            yield _Run(match.start(), match.end(), text)


def _gbk(data: bytearray) -> Iterator[_Run]:
    frozen = bytes(data)
    for match in _GBK.finditer(frozen):
        (start, end), borders = match.span(), _narrow_borders(frozen, *match.span())
        if end - start < (6 if borders < 2 else 4):
            continue
        text = match[0].decode("gb18030", "replace")
        if end - start > 8 and not text.isascii():
            other = match[0][1:].decode("gb18030", "replace")
            if likeness(other[:_SAMPLE]) > likeness(text[:_SAMPLE]) + 0.3:
                start, text = start + 1, other  # the first byte was none of its
        if _is_narrow_text(text, borders):
            yield _Run(start, end, text)


# --- what is a text --------------------------------------------------------------------------


def _is_text(text: str, borders: int, *, narrow: bool = False) -> bool:
    """Whether a run is one: of UTF-16, plain ASCII with a byte of zeros each is no accident."""
    sample = text[:_SAMPLE]
    hanzi = len(_HANZI.findall(sample))
    if hanzi >= 2:
        foreign = _ASCII.sub("", sample)
        certain = 0 if narrow else 2 * (len(sample) - len(foreign))
        return likeness(foreign) >= _needed(hanzi + certain, borders)
    if hanzi or len(text) < 3:
        return False
    return bool(_DIGITS.search(text) or _WORD.search(text))


def _needed(hanzi: int, borders: int) -> float:
    """How much like Chinese a run must read: rare characters are what noise is made of."""
    if hanzi >= 12 or borders == 2:
        return 0.55 if hanzi >= 8 else 0.85 if hanzi >= 4 else 0.75
    if hanzi >= 4:
        return 0.8 if borders else 1.0
    return 1.25 if borders else _NEVER


def _is_narrow_text(text: str, borders: int) -> bool:
    if not text.isascii():
        return bool(_HANZI.search(text)) and _is_text(text, borders, narrow=True)
    if len(text) < 6:
        return False
    if _DIGITS.search(text):
        return True
    sample = text[:_SAMPLE]
    odd, word = len(_ODD.findall(sample)), _WORD.search(sample)
    if len(sample) < 8 or odd * 10 > len(sample) or word is None:
        return False
    return bool(_VOWEL.search(word[0]))
