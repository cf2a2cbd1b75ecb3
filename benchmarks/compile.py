"""compile: how long the bundled packs take to read and to plan, cold and from the cache; and how
long words take to be ready, with the stock tokenizer of jieba and with ours.

    python benchmarks/compile.py

Medians of five, in seconds of processor time, and the share that the second has of the first.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from seclint import packs
from seclint.store import VARIABLE

RUNS = 5
JIEBA = """
import sys, time, warnings
warnings.simplefilter("ignore")
sys.modules["pkg_resources"] = None
import jieba, logging
jieba.setLogLevel(logging.ERROR)
start = time.process_time()
jieba.initialize()
print(time.process_time() - start)
"""
OURS = """
import time
from seclint import segment
segment._jieba()
start = time.process_time()
segment.is_whole_word("属于机密的文件", 2, 4)
print(time.process_time() - start)
"""


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(folder: str) -> tuple[float, float]:
    """Reading all packs, and planning how to look for their rules."""
    os.environ[VARIABLE] = folder
    ruleset = packs.load([packs.bundled()])
    packs.compiled(ruleset)
    reading = [seconds(lambda: packs.load([packs.bundled()])) for _ in range(RUNS)]
    planning = [seconds(lambda: packs.compiled(ruleset)) for _ in range(RUNS)]
    return statistics.median(reading), statistics.median(planning)


def ready(code: str, folder: str) -> float:
    """How long words take to be ready, in a process of their own without jieba's cache."""
    done = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"TMPDIR": tempfile.mkdtemp(dir=folder)},
            capture_output=True,
            check=True,
        )
        for _ in range(RUNS)
    ]
    return statistics.median(float(each.stdout) for each in done)


def main() -> None:
    """Print the figures."""
    cold = medians("")
    with tempfile.TemporaryDirectory() as folder:
        warm = medians(folder)
        jieba, ours = ready(JIEBA, folder), ready(OURS, folder)
    rules = packs.load([packs.bundled()]).rules
    print(f"{len(rules)} rules, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"{'':<10}{'cold':>9}{'cached':>9}{'share':>8}")
    for name, before, after in zip(("read", "plan"), cold, warm, strict=True):
        print(f"{name:<10}{before:>9.3f}{after:>9.3f}{after / before:>8.3f}")
    print(f"{'':<10}{'stock':>9}{'ours':>9}{'share':>8}")
    print(f"{'words':<10}{jieba:>9.3f}{ours:>9.3f}{ours / jieba:>8.3f}")


if __name__ == "__main__":
    main()
