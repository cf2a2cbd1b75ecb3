"""CHECKS: names -> functions that tell a number that is one from digits that only look it.

Each takes the matched text, gaps and all, and answers without raising, whatever the text.
"""

import re
from datetime import date
from itertools import pairwise

from seclint.model import Check

PROVINCES = frozenset(
    f"{area}{province}"
    for area, provinces in enumerate(("12345", "123", "1234567", "123456", "01234", "12345"), 1)
    for province in provinces
) | {"71", "81", "82"}
"""GB/T 2260: the first two digits of a region code."""

RESIDENCE = frozenset({"81", "82", "83"})
"""First two digits of 港澳台居民居住证: Hong Kong, Macao, Taiwan."""

REGIONS = PROVINCES | RESIDENCE

_GAPS = re.compile(r"[\s\-‐‑‒–—―−－.．·•・\u200b\u200c\u200d\u2060\ufeff]+")


def compact(text: str) -> str:
    """`text` in upper case without the gaps that numbers are written with."""
    return _GAPS.sub("", text).upper()


# --- people --------------------------------------------------------------------------------


def resident_id(text: str) -> bool:
    """GB 11643-1999: 18 characters, region, date of birth, MOD 11-2 check; 81-83 included."""
    return _sound_id(compact(text), REGIONS)


def resident_id_shape(text: str) -> bool:
    """As `resident-id`, but with any check character: a mistyped number shows a person too."""
    return _id_shape(compact(text), REGIONS)


def resident_id_15(text: str) -> bool:
    """The number before GB 11643-1999: region, YYMMDD of 19YY, sequence; no check digit."""
    number = compact(text)
    return (
        bool(re.fullmatch(r"[0-9]{15}", number))
        and number[:2] in PROVINCES
        and _is_day("19" + number[6:12])
    )


def residence_permit(text: str) -> bool:
    """港澳台居民居住证: as a resident's number, with 81, 82 or 83 first."""
    return _sound_id(compact(text), RESIDENCE)


def disability_card(text: str) -> bool:
    """残疾人证: a resident's number, category 1-7, grade 1-4; 20 characters."""
    number = compact(text)
    return bool(re.fullmatch(r"[1-7][1-4]", number[18:])) and _sound_id(number[:18], REGIONS)


def student_number(text: str) -> bool:
    """全国学籍号: G or L (临时), then a resident's number."""
    number = compact(text)
    return number[:1] in {"G", "L"} and _sound_id(number[1:], REGIONS)


def permanent_resident(text: str) -> bool:
    """外国人永久居留身份证: three letters and 12 digits (old), or 18 digits from 9 (new).

    The new one holds 9, province, three digits of nationality, date of birth, sequence, and
    the check character of GB 11643.
    """
    number = compact(text)
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return True
    return number[1:3] in PROVINCES and _sound_id(number, frozenset({"9" + number[1:2]}))


def _sound_id(number: str, regions: frozenset[str]) -> bool:
    """Is `number` of the shape of GB 11643 in one of `regions`, with the right check?"""
    return _id_shape(number, regions) and number[17] == _mod_11_2(number[:17])


def _id_shape(number: str, regions: frozenset[str]) -> bool:
    """Are there 17 digits and a digit or X, in one of `regions`, with a date of birth?"""
    return (
        bool(re.fullmatch(r"[0-9]{17}[0-9X]", number))
        and number[:2] in regions
        and _is_day(number[6:14])
    )


def _mod_11_2(digits: str) -> str:
    """ISO 7064 MOD 11-2: the check character of GB 11643 for 17 `digits`."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11]


# --- organisations -------------------------------------------------------------------------

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(text: str) -> bool:
    """统一社会信用代码, GB 32100-2015: 18 of 31 characters, six digits of region, MOD 31-3."""
    code = compact(text)
    if not re.fullmatch(rf"[{_USCC}]{{2}}[0-9]{{6}}[{_USCC}]{{10}}", code):
        return False
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return _USCC.index(code[17]) == -total % 31


def organisation_code(text: str) -> bool:
    """组织机构代码, GB 11714-1997: eight digits or letters and a check, 0-9 or X."""
    code = compact(text)
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(c, 36) for w, c in zip(weights, code[:8], strict=True))
    return code[8] == "0123456789X"[-total % 11]


# --- cards, telephones, vehicles -----------------------------------------------------------

_ISSUERS = (
    r"62[0-9]{14,17}"  # 银联
    r"|(?:60|81|9[0-9])[0-9]{14,17}"  # 银联 and cards from before it: 6013, 8171, 9558, 95599
    r"|4[0-9]{15}(?:[0-9]{3})?"  # Visa; 19 for old debit cards (436742)
    r"|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12}"  # JCB
    r"|3[47][0-9]{13}"  # American Express
    r"|3(?:0[0-5]|[68][0-9])[0-9]{11}"  # Diners
)


def luhn(text: str) -> bool:
    """ISO/IEC 7812-1 Annex B: two or more digits, the last of which is a Luhn check digit."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{2,}", number):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (doubled + sum(int(digit) for digit in number[-1::-2])) % 10 == 0


def bank_card(text: str) -> bool:
    """ISO/IEC 7812: 13 to 19 digits from an issuer's prefix, Luhn, not all the same."""
    number = compact(text)
    return bool(re.fullmatch(_ISSUERS, number)) and len(set(number)) > 1 and luhn(number)


_MOBILE = (
    r"(?:\+?86|0086)?"
    r"1(?:3[0-9]|4[0-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-9])[0-9]{8}"
)


def mobile(text: str) -> bool:
    """A Chinese mobile number: 11 digits of an assigned segment, with or without +86.

    154, 160, 161, 163, 164, 168, 169 and 179 are given to nobody (工信部 码号).
    """
    number = compact(text).replace("(", "").replace(")", "")
    return bool(re.fullmatch(_MOBILE, number))


_PLATE = (
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"(?:(?P<serial>[0-9A-HJ-NP-Z]{5})"
    r"|[A-HJK][0-9A-HJ-NP-Z][0-9]{4}|[0-9]{5}[A-HJK]"  # 新能源: small, large
    r"|[0-9A-HJ-NP-Z]{4}[挂学警港澳])"
)


def plate(text: str) -> bool:
    """GA 36: 省、发牌机关、五位序号（至少两位数字）; six for 新能源; 挂 学 警 港 澳 at the end."""
    found = re.fullmatch(_PLATE, compact(text))
    return bool(found) and sum(c in "0123456789" for c in compact(text)) >= 2


# --- networks ------------------------------------------------------------------------------

_OCTET = "(0|[1-9][0-9]{0,2})"
_IPV4 = rf"{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}(?:/[0-9]{{1,2}}|:[0-9]{{1,5}})?"

_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
_SPECIAL = (
    "0.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
)  # fmt: skip
"""RFC 6890: this network, shared, loopback, link-local, documentation, tests, multicast, rest."""


def ipv4(text: str) -> bool:
    """RFC 791: four numbers 0-255 without leading zeros; a mask (/24) or port (:80) may follow."""
    return _address(text) is not None


def private_ipv4(text: str) -> bool:
    """RFC 1918: 10/8, 172.16/12, 192.168/16."""
    address = _address(text)
    return address is not None and _within(address, _PRIVATE)


def public_ipv4(text: str) -> bool:
    """An address that anyone can reach: in no private and no special block of RFC 6890."""
    address = _address(text)
    return address is not None and not _within(address, _PRIVATE + _SPECIAL)


def _address(text: str) -> int | None:
    """The 32 bits of a dotted address, if it is one. Line breaks and spaces are set aside."""
    found = re.fullmatch(_IPV4, re.sub(r"\s+", "", text))
    octets = [int(octet) for octet in found.groups()] if found else []
    return int.from_bytes(octets) if octets and max(octets) < 256 else None


def _within(address: int, blocks: tuple[str, ...]) -> bool:
    """Does `address` lie in one of `blocks` (a.b.c.d/bits)?"""
    for block in blocks:
        base, bits = _address(block), int(block.partition("/")[2])
        if base is not None and (address ^ base) >> (32 - bits) == 0:
            return True
    return False


# --- dates and runs ------------------------------------------------------------------------

_DATE = r"([0-9]{4})(?:[-－—./．年]([0-9]{1,2})[-－—./．月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"


def is_date(text: str) -> bool:
    """A day of 1800-2099 in the calendar: 20260115, 2026-1-15, 2026.01.15, 2026年1月15日."""
    found = re.fullmatch(_DATE, re.sub(r"\s+", "", text))
    if not found:
        return False
    year, month, day = (part for part in found.groups() if part)
    return _is_day(f"{year}{month:0>2}{day:0>2}")


def _is_day(digits: str) -> bool:
    """Are eight ASCII `digits` a day of the calendar in 1800-2099?

    The second example of GB 11643, which drafts and data sets repeat, was born in 1880.
    """
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1800 <= day.year <= 2099


def not_repeated(text: str) -> bool:
    """Neither one character throughout (00000000) nor digits that count up or down (123456789)."""
    number = compact(text)
    steps = {_step(a, b) for a, b in pairwise(number)}
    return bool(steps) and steps not in ({0}, {1}, {9})


def _step(before: str, after: str) -> int:
    """From one digit to the next, modulo 10; 0 for the same character, -1 for others."""
    if before == after:
        return 0
    digits = "0123456789"
    if before not in digits or after not in digits:
        return -1
    return (digits.index(after) - digits.index(before)) % 10


_PLACEHOLDER = (
    r"[<>{}]|^[0-9]+[-~][0-9]+$|^\$[A-Za-z(]|\$[({]|\*{2,}|\.{3}|…|%[sd]|[xX]{3}|(?i:your|example\.com|placeholder|changeme_|"
    r"password\(|passwd\(|string|varchar|null|none|true|false|undefined|env\[|getenv|config\.)"
)
_WEAK_PASSWORDS = frozenset(
    ("admin", "root", "password", "passwd", "guest", "test", "123456", "qwerty", "abcdef")
)
_MIXED = r"[A-Za-z@#$!%^&*_+~?-].*[0-9]|[0-9].*[A-Za-z@#$!%^&*_+~?-]|[0-9]{6}|[A-Za-z].*[@#$!%^&]"


def is_secret(text: str) -> bool:
    """Is this a password or key that someone typed, rather than a placeholder or a word?

    It holds no sign of a placeholder (<…>, ${…}, ***, xxx, your-…) and is either a usual weak
    password, or a mix of letters with digits or signs, or digits alone.
    """
    value = text.strip("\"'`,;.")
    if len(value) < 4 or re.search(_PLACEHOLDER, value) or len(set(value)) < 3:
        return False
    return value.lower() in _WEAK_PASSWORDS or re.search(_MIXED, value) is not None


def is_strong_secret(text: str) -> bool:
    """As `secret`, and no default that every manual prints: 8 or more of at least two kinds."""
    value = text.strip("\"'`,;.")
    kinds = (str.isalpha, str.isdigit, lambda character: not character.isalnum())
    mixed = sum(any(map(kind, value)) for kind in kinds) >= 2
    return is_secret(value) and len(value) >= 8 and mixed


CHECKS: dict[str, Check] = {
    "resident-id": resident_id,
    "resident-id-shape": resident_id_shape,
    "resident-id-15": resident_id_15,
    "residence-permit": residence_permit,
    "disability-card": disability_card,
    "secret": is_secret,
    "strong-secret": is_strong_secret,
    "student-number": student_number,
    "permanent-resident": permanent_resident,
    "uscc": uscc,
    "organisation-code": organisation_code,
    "luhn": luhn,
    "bank-card": bank_card,
    "mobile": mobile,
    "plate": plate,
    "ipv4": ipv4,
    "private-ipv4": private_ipv4,
    "public-ipv4": public_ipv4,
    "date": is_date,
    "not-repeated": not_repeated,
}
"""The validators that a rule's `valid` condition may name."""
