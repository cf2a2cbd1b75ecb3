"""Is this a whole word here? jieba, loaded when first asked, fed only the block around a hit.

jieba splits a text at everything that is neither a Han character nor a letter, digit or one of
`+#&._%-`, and segments each block alone; so the boundaries inside a block are those of the whole
text. Its dictionary is read by first character: the same cuts as the stock tokenizer, in a tenth
of its time, without its log lines and without its cache file in the shared temporary directory.
"""

import re
import sys
import warnings
from collections import defaultdict
from functools import cache, lru_cache
from threading import Lock
from typing import Any

LONGEST = 2_000
"""Blocks up to so many characters are cut whole, which is exact."""

WINDOW = 100
"""Of a longer block (no sentence: a dump, an attack) so many characters each side are cut."""

WORDS = {
    "国家秘密": 100, "工作秘密": 100, "机密级": 10, "秘密级": 40,
    "机密文件": 0, "机密信息": 0, "机密消息": 0, "绝密文件": 0, "绝密件": 0, "秘密文件": 0,
    "密级信息": 0, "保守机密": 0, "高度机密": 0, "泄露机密": 0, "泄露秘密": 0, "内部资料": 0,
    "内部刊物": 0, "内部消息": 0, "内部事务": 0, "国内部": 0,
}  # fmt: skip
"""What the trade adds to jieba's dictionary, with frequencies. 商业秘密 is one word there, so
国家秘密 is one too, and 机密级 as 绝密级 is; 机密文件 is no word but a 文件 that is 机密 (0)."""

_TOTAL = 60_101_967 + sum(WORDS.values())
"""The sum of all frequencies of jieba 0.42.1; a test holds it to the stock tokenizer's."""

_RUN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]*")
_SHARD = re.compile(
    rb"^([\x00-\x7f]|[\xe0-\xef]..|[\xc0-\xdf].|[\xf0-\xff]...).*(?:\n\1.*)*", re.MULTILINE
)
_LOCK = Lock()


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Do `text[start:end]` begin and end at word boundaries? (机密 in 司机密切配合 does not.)"""
    return _is_boundary(text, start) and _is_boundary(text, end)


def _is_boundary(text: str, offset: int) -> bool:
    """Does a word begin or end at `offset` of `text`?"""
    before = _run(text[max(0, offset - LONGEST) : offset][::-1])[::-1]
    after = _run(text[offset : offset + LONGEST])
    if not before or not after:
        return text[max(0, offset - 1) : offset + 1] != "\r\n"
    if len(before) + len(after) > LONGEST:
        before, after = before[-WINDOW:], after[:WINDOW]
    return len(before) in _cuts(before + after)


def _run(text: str) -> str:
    """The characters at the beginning of `text` that jieba would keep in one block."""
    found = _RUN.match(text)
    return found[0] if found else ""


@lru_cache(maxsize=2_048)
def _cuts(block: str) -> frozenset[int]:
    """The offsets in `block` where a word begins."""
    with _LOCK:
        _learn(set(block))
        tokenizer, _ = _lexicon()
        offset, starts = 0, set()
        for word in tokenizer.cut(block):
            starts.add(offset)
            offset += len(word)
    return frozenset(starts)


def _learn(characters: set[str]) -> None:
    """Give the tokenizer all words that begin with `characters`, and their prefixes as 0."""
    tokenizer, shards = _lexicon()
    for character in characters & shards.keys():
        lines = b"\n".join(shards.pop(character)).decode()
        for line in lines.split("\n"):
            word, frequency = line.split(" ")[:2]
            tokenizer.FREQ[word] = int(frequency)
            for length in range(1, len(word)):
                tokenizer.FREQ.setdefault(word[:length], 0)


@cache
def _lexicon() -> tuple[Any, dict[str, list[memoryview]]]:
    """A tokenizer that knows no word yet, and the dictionary's lines by first character."""
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {}, _TOTAL, True
    with tokenizer.get_dict_file() as file:
        data = file.read()
    data += "".join(f"{word} {frequency}\n" for word, frequency in WORDS.items()).encode()
    shards: dict[str, list[memoryview]] = defaultdict(list)
    lines = memoryview(data)
    for group in _SHARD.finditer(data):
        shards[group[1].decode()].append(lines[slice(*group.span())])
    return tokenizer, shards


def _jieba() -> Any:
    """The jieba module, imported without its warnings and without pkg_resources (0.2 s)."""
    hidden = "pkg_resources" not in sys.modules and "jieba" not in sys.modules
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if hidden:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # import fails fast
        try:
            import jieba
        finally:
            if hidden:
                del sys.modules["pkg_resources"]
    return jieba
