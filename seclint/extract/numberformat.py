"""Number formats of spreadsheets: what a cell shows of the number that it holds.

Every digit is shown, whatever the format rounds away: an identity number that is stored as a
number must be whole. Dates are written YYYY-MM-DD. [ISO 29500-1] 18.8.30, 18.8.31.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_MOST_DIGITS = 320
"""An exponent that would write more digits than a double can have is left as it is."""
_LAST_DAY = 2958465  # 9999-12-31
_EPOCH = date(1899, 12, 30).toordinal()
_EPOCH_1904 = date(1904, 1, 1).toordinal()

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-m-d h:mm", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@", 55: "h:mm", 56: "h:mm:ss",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-m-d"),
}  # fmt: skip
"""Codes by numFmtId; dates as zh-CN has them. What is not named shows the number itself."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<split>;)'
    r"|(?P<general>General|G/通用格式)|AM/PM|A/P|上午/下午|(?P<digits>[0#?.,%@]+|E[+-])"
    r"|(?P<date>[ymdhsegYMDHSEG]+|a{3,4})|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_WHITE = re.compile(r"white|白色|color ?2|颜色 ?2", re.IGNORECASE)


class _Section(NamedTuple):
    """One of the up to four parts of a code. `pieces` are literals (False) and digits (True)."""

    pieces: tuple[tuple[bool, str], ...] = ()
    day: bool = False
    time: bool = False
    elapsed: bool = False
    white: bool = False
    condition: bool = False

    @property
    def blind(self) -> bool:
        """Whether it shows nothing of the value."""
        return not (self.day or self.time or any(digits for digits, _ in self.pieces))


class NumberFormat:
    """A format code, read once for all its cells."""

    def __init__(self, code: str, *, since_1904: bool = False) -> None:
        self._sections = tuple(_sections(code))
        self._epoch = _EPOCH_1904 if since_1904 else _EPOCH
        self._since_1904 = since_1904
        self.is_plain = self._sections == (_Section(((True, "@"),)),)
        """Whether all values are shown as they are."""
        conditional = any(section.condition for section in self._sections)
        self._may_blind = not conditional and any(section.blind for section in self._sections)
        self._may_white = any(section.white for section in self._sections)

    def disguise(self, raw: str, *, number: bool) -> str:
        """Why a reader would not see the value; "" where it is seen."""
        if not (self._may_blind or self._may_white):
            return ""
        section = self._of(raw) if number else self._of_text()
        if section and self._may_blind and section.blind:
            return "不显示的数字格式"
        return "白色文字" if section and section.white else ""

    def show(self, raw: str) -> str:
        """The number `raw` (as the file writes it) as a reader sees it, no digit lost."""
        section = self._of(raw)
        if section is None or section.blind:
            return plain(raw)
        if section.day or section.time or section.elapsed:
            return self._moment(raw, section)
        negated = raw.startswith("-") and section is not self._sections[0]
        return _filled(section.pieces, raw[1:] if negated else raw)

    def _of(self, raw: str) -> _Section | None:
        """The section for a number: positive, negative, zero."""
        sections = self._sections
        try:
            value = float(raw)
        except ValueError:
            return self._of_text()
        index = 1 if value < 0 else 2 if value == 0 else 0
        return sections[index if index < min(len(sections), 3) else 0]

    def _of_text(self) -> _Section | None:
        return self._sections[3] if len(self._sections) == 4 else None

    def _moment(self, raw: str, section: _Section) -> str:
        try:
            serial = float(raw)
        except ValueError:
            return raw
        if not 0 <= serial <= _LAST_DAY:
            return plain(raw)
        seconds = round(serial % 1 * 86400)
        days = int(serial) + seconds // 86400
        hours, minutes = seconds % 86400 // 3600 + 24 * days * section.elapsed, seconds // 60 % 60
        clock = f"{hours:02d}:{minutes:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")
        return " ".join((self._day(days),) * section.day + (clock,) * section.time)

    def _day(self, days: int) -> str:
        # Excel counts 1900-02-29, which never was, as day 60.
        days += not self._since_1904 and days < 60
        return date.fromordinal(self._epoch + days).isoformat()


def plain(raw: str) -> str:
    """A number without an exponent, and without ".0" behind a whole one."""
    if raw.isdigit():
        return raw
    try:
        value = Decimal(raw.strip())
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS or len(raw) > 2 * _MOST_DIGITS:
        return raw
    if len(value.as_tuple().digits) > 15 and value != value.to_integral_value():
        value = Decimal(f"{value:.15g}")  # 0.30000000000000004
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


# --- the code --------------------------------------------------------------------------------


def _sections(code: str) -> Iterator[_Section]:
    found: list[re.Match[str]] = []
    for token in _TOKEN.finditer(code):
        if token["split"] is None:
            found.append(token)
        else:
            yield _section(found)
            found = []
    yield _section(found) if found or ";" in code else _Section(((True, "@"),))


def _section(tokens: list[re.Match[str]]) -> _Section:
    brackets = [token["bracket"] for token in tokens if token["bracket"]]
    elapsed = any(map(_ELAPSED.fullmatch, brackets))
    letters = "".join(token["date"] or "" for token in tokens).lower()
    time = elapsed or bool(set("hs") & set(letters))
    day = bool(set("yde") & set(letters)) or ("m" in letters and not time)
    return _Section(
        () if day or time else tuple(_joined(tokens)), day, time, elapsed,
        any(map(_WHITE.fullmatch, brackets)), any(b[:1] in "<>=" for b in brackets),
    )  # fmt: skip


def _joined(tokens: list[re.Match[str]]) -> Iterator[tuple[bool, str]]:
    """Literals and digits; neighbours of one kind as one."""
    kind, text = False, ""
    for token in tokens:
        digits = "@" if token["general"] else token["digits"]
        piece = digits or _literal(token)
        if piece and text and kind != bool(digits):
            yield kind, text
            text = ""
        if piece:
            kind, text = bool(digits), text + piece
    if text:
        yield kind, text


def _literal(token: re.Match[str]) -> str:
    bracket = token["bracket"] or ""
    sign = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
    return token["quoted"] or token["escaped"] or token["plain"] or token["date"] or sign


# --- digits ----------------------------------------------------------------------------------


def _filled(pieces: tuple[tuple[bool, str], ...], raw: str) -> str:
    """The number between the literals of its format."""
    groups = [text for digits, text in pieces if digits]
    number = plain(raw)
    if len(groups) > 1:
        return _spread(pieces, number)
    return "".join(_shaped(text, number) if digits else text for digits, text in pieces)


def _shaped(group: str, number: str) -> str:
    if group.endswith("%"):
        try:
            return plain(str(Decimal(number) * 100)) + "%"
        except InvalidOperation:
            return number
    if set(group) == {"?"} and number == "0":  # "-"?? shows a dash for nothing
        return ""
    return number.zfill(len(group)) if set(group) == {"0"} else number


def _spread(pieces: tuple[tuple[bool, str], ...], number: str) -> str:
    """Digits put into groups (000-0000-0000) from the right; none is lost."""
    room = sum(len(text) for digits, text in pieces if digits)
    whole = all(set(text) <= {"0", "#", "?"} for digits, text in pieces if digits)
    if not (whole and number.isdigit()):
        return number
    left = number.rjust(room, "0" if any("0" in t for d, t in pieces if d) else " ")
    told, extra = [], len(left) - room
    for digits, text in pieces:
        size = len(text) + extra if digits else 0
        told.append(left[:size] if digits else text)
        left, extra = left[size:], 0 if digits else extra
    return "".join(told).strip()
