"""The sweep: words in bytes of no known structure, and no noise."""

import random

import pytest

from seclint.extract.sweep import leftovers, masked, untold

TEXTS = ["机密", "张三", "密级：机密★10年", "身份证 110105199003078515", "内部资料，注意保存"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-8", "gbk"])
@pytest.mark.parametrize("before", [b"", b"\0", b"\0\0", b"\2\0"], ids=["0", "1", "2", "length"])
def test_a_text_is_found(text: str, encoding: str, before: bytes) -> None:
    assert list(leftovers(before + text.encode(encoding) + b"\0\0")) == [text]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"\0secret-plan.doc\0", ["secret-plan.doc"]),
        (b"\0x110105199003078515\0", ["x110105199003078515"]),
        (b"\0bjbj\0Times New Roman\0", []),
        ("宋体".encode("utf-16-le"), []),
        (b"\0ab12\0", []),
        ("a\U00020000\0\0机密文件\0".encode("utf-16-le"), ["机密文件"]),
    ],
    ids=["name", "digits", "dull", "font", "short", "astral"],
)
def test_runs(data: bytes, texts: list[str]) -> None:
    assert list(leftovers(data)) == texts


def test_noise_is_rarely_taken_for_text() -> None:
    noise = random.Random(1).randbytes(500_000)
    assert len(list(leftovers(noise))) < 250


def test_a_text_across_windows_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seclint.extract.sweep._WINDOW", 1000)
    data = bytes(990) + "内部资料，注意保存".encode("utf-16-le") + bytes(990)
    assert any("内部资料，注意保存" in text for text in leftovers(data))


def test_what_was_told_is_not_told_again() -> None:
    assert list(untold(["机密", "内部机密文件M", "新的"], "内部机密文件")) == ["新的"]


def test_masks() -> None:
    assert masked(b"abcdef", [(1, 3), (5, 99), (-2, 4), (9, 12)]) == b"a\0\0de\0"
