"""Word boundaries: the cases of the trade, and the stock tokenizer as the naive one."""

import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seclint import segment
from seclint.segment import is_whole_word

# The word stands between ⟦ ⟧.
STANDS = [
    "⟦机密⟧",
    "⟦机密⟧文件",
    "⟦机密⟧资料",
    "⟦机密⟧信息",
    "⟦绝密⟧文件",
    "⟦绝密⟧件",
    "⟦秘密⟧文件",
    "⟦秘密⟧谈判",
    "属于⟦机密级⟧",
    "本件定为⟦机密级⟧。",
    "⟦绝密级⟧文件",
    "⟦秘密级⟧计算机",
    "该项目属⟦机密⟧",
    "泄露⟦机密⟧",
    "⟦密级⟧为机密",
    "⟦国家秘密⟧标志",
    "⟦工作秘密⟧管理",
    "⟦商业秘密⟧保护",
    "⟦内部⟧资料 注意保存",
    "列为⟦机密⟧，司机密切配合",
    "⟦涉密⟧信息系统",
    "⟦机密⟧级别",
    "⟦秘密⟧级别",
    "“⟦机密★5年⟧”",
]
FALLS = [
    "计算⟦机密⟧码",
    "计算机⟦密⟧码",
    "司⟦机密⟧切配合",
    "投⟦机密⟧集交易",
    "随⟦机密⟧钥",
    "手⟦机密⟧码",
    "飞⟦机密⟧封",
    "危⟦机密⟧布",
    "有⟦机密⟧实",
    "拒⟦绝密⟧切",
    "杜⟦绝密⟧封",
    "谢⟦绝密⟧谋",
    "奥⟦秘密⟧码",
    "神⟦秘密⟧室",
    "⟦机密⟧性",
    "属于⟦机密⟧级",
    "商业⟦秘密⟧保护",
    "国家⟦秘密⟧标志",
    "国⟦内部⟧分地区",
    "加⟦密机⟧",
]
SENTENCES = [
    "计算机密码、手机密码和随机密钥由司机密切配合保管",
    "该项目属机密级，绝密文件与机密文件分开存放",
    "投机密集交易；飞机密封舱",
    "国家秘密的密级分为绝密、机密、秘密三级",
    "联系人张某某，电话010-12345678",
    "VPN账号admin_01，口令C++与AT&T无关",
    "二〇二六年1月15日\r\n某市人民政府办公室",
    "内部资料 注意保存",
    "乒乓球拍卖完了，南京市长江大桥",
    "㐀𠀀繁體字與简体字混排★５年",
]


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """jieba as it comes, with the words of the trade."""
    tokenizer = segment._jieba().Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    for word, frequency in segment.WORDS.items():
        for length in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:length], 0)
        tokenizer.FREQ[word] = frequency
        tokenizer.total += frequency
    return tokenizer


def whole(marked: str) -> bool:
    text = marked.replace("⟦", "").replace("⟧", "")
    return is_whole_word(text, marked.index("⟦"), marked.index("⟧") - 1)


@pytest.mark.parametrize("marked", STANDS)
def test_stands(marked: str) -> None:
    assert whole(marked)


@pytest.mark.parametrize("marked", FALLS)
def test_falls(marked: str) -> None:
    assert not whole(marked)


def test_the_dictionary_is_the_stock_one(stock: Any) -> None:
    tokenizer, shards = segment._lexicon()
    assert tokenizer.total == stock.total
    segment._learn(set(shards))
    assert tokenizer.FREQ == stock.FREQ


fragments = st.one_of(
    st.sampled_from(SENTENCES),
    st.text("机密绝秘司切配合国家内部级文件的是在计算码随投集，。 \r\nAb1.-%★", max_size=12),
)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(fragments, max_size=6))
def test_boundaries_are_those_of_the_whole_text(stock: Any, pieces: list[str]) -> None:
    text = "".join(pieces)
    ends = set(accumulate((len(word) for word in stock.cut(text)), initial=0))
    assert {i for i in range(len(text) + 1) if is_whole_word(text, i, i)} == ends


@settings(deadline=None)
@given(text=st.text(max_size=60), start=st.integers(0, 60), length=st.integers(0, 60))
def test_never_raises(text: str, start: int, length: int) -> None:
    is_whole_word(text, start, start + length)


def test_a_block_without_end_is_cut_in_a_window() -> None:
    text = "司机密切配合" * 50_000
    assert not is_whole_word(text, 150_001, 150_003)
    assert is_whole_word(text, 150_000, 150_002)
    tail = text + "，机密"
    assert is_whole_word(tail, len(tail) - 2, len(tail))


def test_threads_agree() -> None:
    segment._cuts.cache_clear()
    segment._lexicon.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(whole, STANDS * 8))
        assert not any(pool.map(whole, FALLS * 8))


def test_a_spawned_process_agrees() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        asked = pool.submit(partial(is_whole_word, "司机密切配合", 1, 3))
        assert asked.result() is False


def run(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_import_leaves_jieba_alone() -> None:
    done = run("import seclint.segment, sys; assert 'jieba' not in sys.modules")
    assert (done.returncode, done.stderr) == (0, "")


def test_silent_and_without_cache_file(tmp_path: Path) -> None:
    done = run(
        f"import sys, tempfile; tempfile.tempdir = {str(tmp_path)!r}\n"
        "from seclint.segment import is_whole_word\n"
        "assert is_whole_word('机密文件', 0, 2)\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.iterdir())


def test_the_cuts_of_a_long_text_are_those_of_the_stock_tokenizer(stock: Any) -> None:
    draw = random.Random(7)
    words = sorted(word for word in stock.FREQ if stock.FREQ[word] > 2)
    pieces = ["".join(draw.choices(words, k=draw.randint(2, 12))) for _ in range(20_000)]
    assert sum(map(len, pieces)) > 300_000
    assert [block for block in pieces if cuts(block, stock) != segment._cuts(block)] == []


def cuts(block: str, stock: Any) -> frozenset[int]:
    lengths = [len(word) for word in stock.cut(block)]
    return frozenset(accumulate(lengths[:-1], initial=0))
