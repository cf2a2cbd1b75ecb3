"""Which lines stood in another text: what a reader of both would say, however long they are."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seclint.lines import stood

STOOD: dict[str, tuple[str, str, list[int | None]]] = {
    # old, new: for each new line the old one
    "nothing": ("", "", []),
    "all new": ("", "ab", [None, None]),
    "all gone": ("ab", "", []),
    "the same": ("abc", "abc", [0, 1, 2]),
    "added before": ("abc", "xabc", [None, 0, 1, 2]),
    "added between": ("abc", "abxc", [0, 1, None, 2]),
    "added behind": ("abc", "abcx", [0, 1, 2, None]),
    "deleted": ("abcd", "acd", [0, 2, 3]),
    "changed": ("abc", "axc", [0, None, 2]),
    "one more of the same": ("aab", "aaab", [0, 1, None, 2]),
    "moved down": ("abcde", "bcdea", [1, 2, 3, 4, None]),
    "moved up": ("abcde", "eabcd", [None, 0, 1, 2, 3]),
    "turned round": ("abc", "cba", [None, None, 0]),
    "two places": ("abcdefg", "axcdefyg", [0, None, 2, 3, 4, 5, None, 6]),
    "none that occurs once": ("rrrrrr", "rxrrryr", [0, None, 1, 2, 3, None, 5]),
    "once here, twice there": ("abca", "abxca", [0, 1, None, 2, 3]),
    "all anew": ("abc", "xyz", [None, None, None]),
}


@pytest.mark.parametrize(("old", "new", "expected"), STOOD.values(), ids=STOOD)
def test_stood(old: str, new: str, expected: list[int | None]) -> None:
    assert stood(old, new) == expected


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_what_stood_is_the_same_and_in_order(old: str, new: str) -> None:
    pairs = [(before, at) for at, before in enumerate(stood(old, new)) if before is not None]
    assert all(old[before] == new[at] for before, at in pairs)
    assert pairs == sorted(set(pairs))
    assert len({before for before, _ in pairs}) == len(pairs)


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(0, 40))
def test_what_was_not_touched_stood(lines: list[int], at: int) -> None:
    """One line put between: all others are what they were."""
    new = [*lines[:at], -1, *lines[at:]]
    was = stood(lines, new)
    assert [each for each in was if each is not None] == [*range(len(lines))]


LONG: dict[str, tuple[list[int], list[int]]] = {
    "many edits": (
        [*range(200_000)],
        [-each if each % 100 == 7 else each for each in range(200_000)],
    ),
    "few different lines": (
        [each % 7 for each in range(100_000)],
        [each % 7 if each % 1_000 else -1 for each in range(100_000)],
    ),
    "backwards": ([*range(100_000)], [*range(100_000)][::-1]),
    "nested": (
        [*range(20_000), *range(20_000)[::-1]],
        [*range(20_000)[::-1], *range(20_000)],
    ),
}


@pytest.mark.parametrize(("old", "new"), LONG.values(), ids=LONG)
def test_long_texts_take_no_longer_than_reading_them(old: list[int], new: list[int]) -> None:
    start = process_time()
    assert len(stood(old, new)) == len(new)
    assert process_time() - start < 5
