"""worst: texts that are made to be slow, at three sizes, over an ordinary text of the same size.

    python benchmarks/worst.py [--megabytes 10] [--rounds 3] [CASE…]

Read and reviewed in this process, all packs; MB per second of processor time at a quarter, a half
and the whole size (linear growth: three equal figures), then processor time per MB as a ratio to
the drafts of the same run. Numbers are 10,000 for each megabyte that is asked for, one a line,
each a finding. Exit code 1 where another case costs more than five times the ordinary text.
"""

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

import drafts
from paired import machine

from seclint import packs
from seclint.extract import extract
from seclint.match import RuleSet
from seclint.model import Document
from seclint.review import review_file

MOST = 5
ORDINARY = "普通文稿"
FINDINGS = "身份证号"
SHARES = (4, 2, 1)
_NUMBERS = 10_000


def repeated(unit: str) -> Callable[[int], str]:
    """The text of so many bytes that repeats this."""
    return lambda size: unit * (size // len(unit.encode()))


def digits(size: int) -> str:
    """Digits at random, without an end."""
    return "".join(random.Random(1).choices("0123456789", k=size))


def one_line(size: int) -> str:
    """A draft whose lines are all one."""
    return drafts.draft(1, size).replace("\n", "")


def cells(size: int) -> str:
    """Rows of fifty short cells."""
    return repeated("\t".join(f"{number}\t甲" for number in range(25)) + "\n")(size)


def numbers(size: int) -> str:
    """Ten thousand numbers for each megabyte, each another one."""
    return "\n".join(drafts.id_number(at) for at in range(size * _NUMBERS // 1_000_000)) + "\n"


CASES: dict[str, Callable[[int], str]] = {
    ORDINARY: lambda size: drafts.draft(1, size),
    "全是“机”": repeated("机"),
    "全是数字": digits,
    "不换行的文稿": one_line,
    "实心星、空格": repeated("★ "),
    "星号、空格": repeated("* "),
    FINDINGS: numbers,
    "全是制表符": repeated("\t"),
    "表格": cells,
    "全是空行": repeated("\n"),
}


def seconds(data: bytes, rules: RuleSet) -> float:
    """The processor time of one reading and review."""
    gc.collect()
    start = time.process_time()
    found = [item for item in extract("worst.txt", data) if isinstance(item, Document)]
    review_file(found, rules)
    return time.process_time() - start


def rates(case: str, size: int, rules: RuleSet, rounds: int) -> Iterator[float]:
    """MB per second at each share of the size, the median of the rounds."""
    for share in SHARES:
        data = CASES[case](size // share).encode()
        yield len(data) / 1e6 / statistics.median(seconds(data, rules) for _ in range(rounds))


def width(text: str, columns: int) -> str:
    """The text, filled up to so many columns."""
    return text + " " * (columns - sum(1 + (char > "\u2e80") for char in text))


def table(cases: Sequence[str], size: int, rules: RuleSet, rounds: int) -> bool:
    """Print it, row by row. Does every case keep to its bound?"""
    print(f"{width('MB/s', 16)}{'1/4':>8}{'1/2':>8}{'1':>8}    每 MB 比{ORDINARY}")
    ordinary, kept = 0.0, True
    for case in dict.fromkeys((ORDINARY, *cases)):
        found = [*rates(case, size, rules, rounds)]
        ordinary = ordinary or found[-1]
        ratio = ordinary / found[-1]
        bad = ratio > MOST and case != FINDINGS
        kept = kept and not bad
        row = "".join(f"{rate:8.2f}" for rate in found)
        print(f"{width(case, 16)}{row}{ratio:8.2f}{'  超过' if bad else ''}", flush=True)
    return kept


def main() -> int:
    """Print what it ran on, and the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("cases", nargs="*", metavar="CASE", choices=[[], *CASES])
    options = parser.parse_args()
    rules = packs.compiled(packs.load([packs.bundled()]))
    for case in CASES.values():  # expressions are compiled when they first run
        seconds(case(100_000).encode(), rules)
    size = int(options.megabytes * 1_000_000)
    print(f"{options.megabytes:g} MB，{machine()}，{options.rounds} 轮的中位数")
    return int(not table(options.cases or [*CASES], size, rules, options.rounds))


if __name__ == "__main__":
    raise SystemExit(main())
