"""decode: bytes -> text, by evidence and not by what a file says of itself.

In order: byte order marks; strict UTF-8; whichever of GB18030, UTF-16 and Big5 reads most like
Chinese, if it reads all of the bytes; line by line for files that mix encodings; and
charset-normalizer for what is not Chinese. What none of them reads is refused, never guessed:
a wrong reading would look clean.
"""

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from seclint.errors import ExtractError

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

# The commonest characters of official prose, in both scripts where they differ: what tells two
# readings of a dozen bytes apart. Everyone who counts characters finds these.
_COMMONEST = """
的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所
民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那
社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通
并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区
强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清
己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步
群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团
往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县
局照参红细引听该铁价严龙飞密秘绝办通知报告请示批复函会议纪要印发贯彻落实意见规定办法加强工作情况单位部门人员联系电话地址姓名
為個國來時們對發會過動說產種後學經進還這與關點當從業應開點體實電機無見長門問題東車頁書員資設計統結給總級線組織議論該請認識
""".replace("\n", "")


class _Reading(NamedTuple):
    score: float
    encoding: str


def decode(data: bytes) -> tuple[str, str]:
    """Text of `data` with line feeds for line breaks and no byte order mark; name of its encoding.

    Raises ExtractError("undecodable") where no reading is believable.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _shown(_strictly(data[len(mark) :], encoding), encoding)
    if b"\0" in data:
        encoding = wide(data)
        return _shown(_strictly(data, encoding) if encoding else None, encoding)
    text = _strictly(data, "utf-8")
    if text is not None and not (_CONTROLS.search(data[:_SAMPLE]) and wide(data)):
        return _shown(text, "utf-8")
    return _legacy(data)


_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def wide(data: bytes) -> str:
    """The UTF-16 that `data` is in though no mark says so, or ""."""
    if len(data) % 2:
        return ""
    readings = [_reading(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    best = max(readings)
    return best.encoding if best.score > 0.5 else ""


def _shown(text: str | None, encoding: str) -> tuple[str, str]:
    if text is None:
        raise ExtractError("undecodable", "无法识别文字编码，未能审查")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, _SHOWN.get(encoding, encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _legacy(data: bytes) -> tuple[str, str]:
    readings = sorted(_readings(data), key=lambda r: r.score - _MARGIN[r.encoding], reverse=True)
    for score, encoding in readings:
        if score > _CHINESE and (text := _strictly(data, encoding)) is not None:
            return _shown(text, encoding)
    text, share = _by_lines(data)
    if text is None and share < 0.5 and readings[0].score <= _CHINESE:
        return _foreign(data)  # what reads like Chinese and is broken is no other language
    return _shown(text, "混合编码")


def _readings(data: bytes) -> list[_Reading]:
    encodings = ["gb18030", "big5"] if len(data) % 2 else list(_MARGIN)
    return [_reading(data, encoding) for encoding in encodings]


_HIGH = re.compile(rb"[\x80-\xff]")


def _reading(data: bytes, encoding: str) -> _Reading:
    """How much like Chinese a sample of `data` reads in `encoding`."""
    found = _HIGH.search(data)
    start = found.start() if found else 0
    if encoding.startswith("utf-16"):
        sample = data[start & ~1 :][:_SAMPLE].decode(encoding, "replace")
        return _Reading(_score(sample), encoding)
    text = data[start : start + _SAMPLE].decode(encoding, "replace")
    return _Reading(_score("".join(_foreign_runs(text))), encoding)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def _foreign_runs(text: str) -> list[str]:
    return [match[0] for match in islice(_NOT_ASCII.finditer(text), 2000)]


def _score(text: str) -> float:
    known = _known()
    return sum(known.get(c) or _unknown(c) for c in text) / (len(text) or 1)


def _unknown(character: str) -> float:
    """The score of a character that is in no list of common ones."""
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return -0.6
    if 0xE000 <= code <= 0xF8FF or code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD:
        return -3.0
    return -1.0


@cache
def _known() -> dict[str, float]:
    """Scores of printable ASCII, CJK punctuation and the level 1 hanzi of Big5 and GB 2312."""
    known = dict.fromkeys(_block("gb2312", range(0xA1, 0xA4), range(0xA1, 0xFF)), 0.4)
    known |= dict.fromkeys((*map(chr, range(0x20, 0x7F)), "\t", "\n", "\r"), 0.9)
    known |= dict.fromkeys(map(chr, range(0xFF01, 0xFF5F)), 0.6)
    known |= dict.fromkeys("　、。〈〉《》「」『』【】〔〕“”‘’—…·￥×％℃★☆○●〇№①②③④⑤⑥⑦⑧⑨", 0.8)
    big5 = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    known |= dict.fromkeys(_block("big5", range(0xA4, 0xC6), big5), 0.3)
    known |= dict.fromkeys(_block("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)), 0.8)
    return known | dict.fromkeys(_COMMONEST, 1.3)


def _block(encoding: str, leads: range, trails: "range | list[int]") -> str:
    pairs = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return pairs.decode(encoding, "ignore")


# --- mixed and foreign -----------------------------------------------------------------------


def _by_lines(data: bytes) -> tuple[str | None, float]:
    """`data` read line by line as UTF-8 or GB18030, or None; the share of lines that were read."""
    lines = re.split(rb"(?<=\n)", data)
    read = [_line(line) for line in lines]
    telling = [text for line, text in zip(lines, read, strict=True) if _HIGH.search(line)]
    share = sum(text is not None for text in telling) / (len(telling) or 1)
    whole = [text for text in read if text is not None]
    return ("".join(whole) if len(whole) == len(read) else None), share


def _line(data: bytes) -> str | None:
    text = _strictly(data, "utf-8")
    if text is None and _reading(data, "gb18030").score > _CHINESE:
        text = _strictly(data, "gb18030")
    return text


_SURROGATES = re.compile("[\ud800-\udfff]")


def _foreign(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[: 8 * _SAMPLE]).best()
    if guess is None:
        return _shown(None, "")
    text = _strictly(data, guess.encoding)
    if text and _SURROGATES.search(text):  # UTF-7 lets halves of a pair through
        text = None
    return _shown(text, guess.encoding.replace("_", "-").upper())


def likeness(text: str) -> float:
    """How much a text reads like Chinese: about 1 where it is, below 0 for random characters."""
    return _score(text)
