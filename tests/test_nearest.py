"""What somebody may have meant."""

import pytest

from seclint.nearest import nearest

MEANT = {
    "大小写": ("pi020", ["SW020", "PI020"], "；是不是「PI020」？"),
    "差一个字母": ("selct", ["select", "ignore"], "；是不是「select」？"),
    "都不像": ("甲", ["select", "ignore"], "；可用：select、ignore"),
    "都不像，又太多": ("甲", [f"MK{n:03}" for n in range(51)], ""),
}


@pytest.mark.parametrize(("word", "options", "hint"), MEANT.values(), ids=MEANT)
def test_nearest(word: str, options: list[str], hint: str) -> None:
    assert nearest(word, options) == hint
