"""What an expression requires of a text: never more than it does, and as much as can be told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seclint.literals import needs

NEEDS = {
    "一个词": ("机密", [{"机密"}], False),
    "几个词": ("机密|秘密", [{"机密", "秘密"}], False),
    "同头的词": ("机密|机要", [{"机密", "机要"}], False),
    "可有可无的不要": ("机密(?:级)?", [{"机密"}], False),
    "至少一次的要": ("(?:机密)+件", [{"机密"}, {"件"}], False),
    "更长的更好": ("密[0-9]{4}机关代号", [{"机关代号"}, {"密"}], False),
    "前后相乘": ("(?:家庭|现)住(?:址|所)", [{"家庭住址", "家庭住所", "现住址", "现住所"}], False),
    "间隔断开": (r"机\s?密级", [{"密级"}, {"机"}], True),
    "字的类": ("[京沪]A[0-9]+", [{"京a", "沪a"}], False),
    "大的类不要": ("[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午]", [], False),
    "汉字的类": (r"\p{Han}{2}示例", [{"示例"}], False),
    "汉字在类里": (r"[\p{Han}0-9]{2}示例", [{"示例"}], False),
    "不分大小写": ("(?i:Password)=", [{"password="}], False),
    "分支里有一个什么也不要": ("机密|[0-9]{5}", [], False),
    "只有数字": ("[0-9]{18}", [], False),
    "行首不算": ("(?m:^)机密", [{"机密"}], False),
    "命中一组": ("前(?P<hit>机密件)", [{"前机密件"}], False),
    "任意字不跨行": ("机密.+件", [{"机密"}, {"件"}], False),
    "否定的类跨行": ("机密[^。]+件", [{"机密"}, {"件"}], True),
    "否定的类不跨行": (r"机密[^。\n]+件", [{"机密"}, {"件"}], False),
    "空白跨行": (r"机密\s件", [{"机密"}, {"件"}], True),
    "非数字跨行": (r"机密\D", [{"机密"}], True),
    "换行本身": ("机密\n", [{"机密\n"}], True),
    "非汉字跨行": (r"机密\P{Han}", [{"机密"}], True),
    "文末": (r"机密\z", [{"机密"}], False),
    "反斜线后的字母": (r"机密\\z", [{"机密\\z"}], False),
    "不是 Python 的": (r"机密\Q.\E", [], True),
    "POSIX 的类": ("[[:alpha:]]机密", [], True),
    "否定的 POSIX 的类": ("[[:^alpha:]]机密", [], True),
    "以冒号开头的类": ("口令[:为是]", [{"口令:", "口令为", "口令是"}], False),
    "否定的性质跨行": (r"机密[^\p{Lu}]", [{"机密"}], True),
    "汉字里除去几个": (r"机密[^\P{Han}某]", [{"机密"}], True),
    "不折叠大小写的字母不要": ("Ⅱ级响应", [{"级响应"}], False),
    "类里有这样的字母": ("[ⅠⅡ]级响应", [{"级响应"}], False),
    "大写的拉丁字母": ("KEY=", [{"key="}], False),
    "每个分支都要的": (r"机\s?密|秘\s?密", [{"密"}, {"机", "秘"}], True),
    "分支里少一个的": (r"机\s?密|件", [{"机", "件"}], True),
    "换行以后的字不要": ("甲\n乙示例|丙\n", [], True),
    "空的": ("", [], False),
}


@pytest.mark.parametrize(("expression", "demands", "lines"), NEEDS.values(), ids=NEEDS)
def test_needs(expression: str, demands: list[set[str]], lines: bool) -> None:
    found = needs(expression)
    assert ([set(words) for words in found.demands], found.lines) == (demands, lines)


PIECES = (
    "机",
    "密",
    "[机密]",
    "(?:机|密)",
    "机?",
    "密+",
    ".",
    r"\s",
    "[^机]",
    "(?:机密|密件)",
    "件{2}",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.text("机密件\n ", max_size=8))
def test_every_match_holds_what_is_required(pieces: list[str], text: str) -> None:
    expression = "".join(pieces)
    found = needs(expression)
    for match in re.finditer(expression, text):
        assert all(any(word in match[0] for word in words) for words in found.demands)
        assert found.lines or "\n" not in match[0]
