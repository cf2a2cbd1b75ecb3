"""compile: how long the bundled packs take to read and to plan, cold and from the cache.

    python benchmarks/compile.py

Medians of five, in seconds of wall time, and how much faster the cache is.
"""

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable

from seclint import packs
from seclint.store import VARIABLE

RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(folder: str) -> tuple[float, float]:
    """Reading all packs, and planning how to look for their rules."""
    os.environ[VARIABLE] = folder
    ruleset = packs.load([packs.bundled()])
    packs.compiled(ruleset)
    reading = [seconds(lambda: packs.load([packs.bundled()])) for _ in range(RUNS)]
    planning = [seconds(lambda: packs.compiled(ruleset)) for _ in range(RUNS)]
    return statistics.median(reading), statistics.median(planning)


def main() -> None:
    """Print the figures."""
    cold = medians("")
    with tempfile.TemporaryDirectory() as folder:
        warm = medians(folder)
    rules = packs.load([packs.bundled()]).rules
    print(f"{len(rules)} rules, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"{'':<10}{'cold':>9}{'cached':>9}{'ratio':>8}")
    for name, before, after in zip(("read", "plan"), cold, warm, strict=True):
        print(f"{name:<10}{before:>9.3f}{after:>9.3f}{before / after:>8.1f}")


if __name__ == "__main__":
    main()
