"""Numbers that stand and numbers that fall; all of them are made up or published specimens."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seclint.validate import CHECKS, PROVINCES, compact

STANDS = {
    "secret": [
        "Example-Passw0rd",
        "abc12345",
        "123456",
        "admin",
        "“Ex#mple9”".strip("“”"),
        "8a-16b",
    ],
    "strong-secret": ["Example-Passw0rd", "abc12345", "Example#2026"],
    "resident-id": [
        "11010519491231002X",  # the example of GB 11643
        "11010519491231002x",
        "440524188001010014",  # its second example, born in 1880
        "440524198001010013",
        "110101190001010014",
        "440106201003150028",
        "810000198001010014",
        "830000198001010026",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105\n194912\u200b31002X",
        "110101200002290018",
    ],
    "resident-id-shape": [
        "11010519491231002X",
        "110105194912310021",
        "110105 1949 1231 0021",
        "110101200002290000",
    ],
    "resident-id-15": ["110105491231002", "110105 491231 002"],
    "residence-permit": ["810000198001010014", "820000199001010010", "830000198001010026"],
    "disability-card": ["11010519491231002X43", "11010519491231002X 1 4", "44052418800101001443"],
    "student-number": ["G11010519491231002X", "L11010519491231002X", "g 110105 19491231 002x"],
    "permanent-resident": ["911124198108030024", "911156198108030025", "CAN110078121501"],
    "uscc": [
        "91350100M000100Y43",
        "91350100m000100y43",
        "91110000000000000E",
        "91440300MA5000000G",
        "121100004000000001",
        "91350100 M000100Y4 3",
    ],
    "organisation-code": ["D2143569-X", "D2143569X", "M000100Y-4", "M000100Y4"],
    "luhn": ["79927398713", "6216261000000000018", "00", "4111 1111 1111 1111"],
    "bank-card": [
        "6216261000000000018",
        "6228480402564890018",
        "6217000000000000004",
        "6217 0000 0000 0000 004",
        "6217-0000-0000-0000-004",
        "4111111111111111",
        "5555555555554444",
        "378282246310005",
        "3530111333300000",
        "30569309025904",
        "2223003122003222",
    ],
    "mobile": [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+8613800138000",
        "+86 138 0013 8000",
        "(+86)13800138000",
        "8613800138000",
        "008613800138000",
        "14512345678",
        "16612345678",
        "17012345678",
        "19212345678",
        "19412345678",
        "19912345678",
    ],
    "plate": [
        "京A12345",
        "粤B·1A2C3",
        "京AD12345",
        "粤BF12345",
        "沪A12345D",
        "京A1234挂",
        "鲁B1234学",
        "苏A1234警",
        "粤Z1234港",
        "粤Z1234澳",
        "浙a 12345",
    ],
    "ipv4": ["10.0.8.15", "0.0.0.0", "255.255.255.255", "10.0.0.0/24", "10.0.0.1:8080", "1.2.3.4"],
    "private-ipv4": [
        "10.0.8.15",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.10",
        "192.168.0.0/16",
        "10.0.8.\n15",
    ],
    "public-ipv4": ["1.2.3.4", "8.8.8.8", "172.32.0.1", "223.255.255.255", "100.128.0.1"],
    "date": [
        "20260115",
        "2026-1-15",
        "2026.01.15",
        "2026/1/15",
        "2026年1月15日",
        "2026年 1月 15日",
        "20000229",
    ],
    "not-repeated": ["13800138000", "1234567891", "AB", "13"],
}
FALLS = {
    "secret": [
        "******",
        "<password>",
        "${PASSWORD}",
        "your-password1",
        "8-16",
        "aaaa",
        "string",
        "密码",
    ],
    "strong-secret": ["admin", "123456", "12345678", "abcdefgh", "<Passw0rd>", "a1b2"],
    "resident-id": [
        "110105194912310021",  # wrong check
        "11010519491331002X",  # month 13
        "11010519490229002X",  # no such day
        "11010519491231020X",  # transposed
        "160105194912310023",  # no such province
        "440524179901010015",  # 1799
        "911124198108030024",  # permanent resident
        "91350100M000100Y43",
        "１１０１０５19491231002X",  # folding comes first
        "1101051949123100",
        "",
    ],
    "resident-id-shape": ["11010519491331002X", "160105194912310021", "110105194912310021 0"],
    "resident-id-15": ["110105491331002", "160105491231002", "11010549123100X", "11010549123100"],
    "residence-permit": ["11010519491231002X", "810000198001010015"],
    "disability-card": [
        "11010519491231002X83",
        "11010519491231002X45",
        "11010519491231002X",
        "11010519491231002143",
        "11010519491231002X432",
    ],
    "student-number": ["11010519491231002X", "X11010519491231002X", "G110105194912310021"],
    "permanent-resident": ["911124198108030025", "11010519491231002X", "CA110078121501"],
    "uscc": [
        "91350100M000100Y44",
        "91350100I000100Y43",
        "9135010OM000100Y43",
        "91350100M000100Y4",
        "11010519491231002X",
    ],
    "organisation-code": ["D2143569-0", "M000100Y-5", "D214356-X"],
    "luhn": ["79927398710", "6221558812340000", "7", "", "7992739871A"],
    "bank-card": [
        "6221558812340000",  # wrong check
        "6217000000000000003",
        "0000000000000000",
        "79927398713",  # too short
        "1234567812345670",  # no such issuer
        "4111111111111111 1",
    ],
    "mobile": [
        "12800138000",
        "15412345678",
        "16012345678",
        "16412345678",
        "16912345678",
        "17912345678",
        "1380013800",
        "138001380000",
        "1700000000000",  # a timestamp in ms
        "010-12345678",
    ],
    "plate": ["京A股12", "京ABCDEF", "京I12345", "京A1234O", "京AM12345", "A12345", "京A1234"],
    "ipv4": ["256.1.1.1", "01.2.3.4", "1.2.3", "1.2.3.4.5", "V1.2.3.4", "1.2.3.4/", "10 0 8 15"],
    "private-ipv4": ["172.15.0.1", "172.32.0.1", "192.169.1.1", "11.0.0.1", "127.0.0.1"],
    "public-ipv4": [
        "10.0.8.15",
        "192.168.1.10",
        "127.0.0.1",
        "169.254.1.1",
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "100.64.0.1",
        "1.2.3",
    ],
    "date": ["20260230", "2026-13-1", "17991231", "21000101", "202611", "2026年1月", "00000101"],
    "not-repeated": ["00000000", "123456789", "7890123", "987654321", "aaaa", "1", "", "1-1-1"],
}
GAPS = ["", " ", "-", ".", "\n", "　", "\u00a0", "\u200b", "－", "·", "—"]
NOT_NUMBERS = {"ipv4", "private-ipv4", "public-ipv4", "date", "secret", "strong-secret"}
NUMBERS = [name for name in CHECKS if name not in NOT_NUMBERS]
WEIGHTS = [2 ** (17 - position) % 11 for position in range(17)]


def cases(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(name, text, id=f"{name}:{text!r}") for name in table for text in table[name]
    ]


def check_character(digits: str) -> str:
    """MOD 11-2 by its definition: digits and check weighted by powers of 2 leave 1."""
    total = sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True))
    return "0123456789X"[(1 - total) % 11]


@pytest.mark.parametrize(("name", "text"), cases(STANDS))
def test_stands(name: str, text: str) -> None:
    assert CHECKS[name](text)


@pytest.mark.parametrize(("name", "text"), cases(FALLS))
def test_falls(name: str, text: str) -> None:
    assert not CHECKS[name](text)


def test_every_check_has_both() -> None:
    assert set(STANDS) == set(FALLS) == set(CHECKS)


def test_there_are_34_provinces() -> None:
    assert len(PROVINCES) == 34


ids = st.builds(
    lambda province, county, born, serial: f"{province}{county:04}{born:%Y%m%d}{serial:03}",
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 9999),
    st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
).map(lambda digits: digits + check_character(digits))


@given(number=ids)
def test_a_made_id_passes(number: str) -> None:
    assert CHECKS["resident-id"](number)
    assert CHECKS["resident-id-shape"](number)
    assert CHECKS["disability-card"](number + "43")
    assert CHECKS["student-number"]("G" + number)
    assert CHECKS["residence-permit"](number) == (number[:2] in {"81", "82"})


@given(number=ids, position=st.integers(0, 16), digit=st.sampled_from("0123456789"))
def test_any_other_digit_fails_the_checksum(number: str, position: int, digit: str) -> None:
    assume(number[position] != digit)
    assert not CHECKS["resident-id"](number[:position] + digit + number[position + 1 :])


@given(number=ids, check=st.sampled_from("0123456789X"))
def test_the_shape_does_not_ask_for_the_check(number: str, check: str) -> None:
    assert CHECKS["resident-id-shape"](number[:17] + check)
    assert CHECKS["resident-id"](number[:17] + check) == (check == number[17])


tabled = [(n, text) for table in (STANDS, FALLS) for n in NUMBERS for text in table[n]]


@given(case=st.sampled_from(tabled), data=st.data())
def test_gaps_do_not_change_the_answer(case: tuple[str, str], data: st.DataObject) -> None:
    name, text = case
    gapped = "".join(data.draw(st.sampled_from(GAPS)) + character for character in text)
    assert compact(gapped) == compact(text)
    assert CHECKS[name](gapped) == CHECKS[name](text)


digits_of_all_scripts = st.text(
    st.sampled_from("0123456789Xx²①٣１〇.-/:年月日京AG+ \n"), max_size=24
)


@given(name=st.sampled_from(sorted(CHECKS)), text=st.text() | digits_of_all_scripts)
def test_no_check_raises(name: str, text: str) -> None:
    assert CHECKS[name](text) in {True, False}
