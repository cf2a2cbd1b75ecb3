"""binary: is any file of a folder too much for the readers?

    python benchmarks/binary.py ../shared/corpora/dev/binary [--password WORD]…

A row for each file that killed its reader, took long or much memory; then how many files were
read, read in part, not read, by code. Exit code 1 where one took over 30 s or 2 GiB.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from seclint.isolate import Reader
from seclint.model import Document, Unreviewed

SLOW, LARGE = 30.0, 2048


class Cost(NamedTuple):
    """What one file cost: seconds, MiB at most, and what became of it."""

    name: str
    seconds: float
    memory: int
    documents: int
    codes: tuple[str, ...]


def cost(reader: Reader, path: Path, name: str) -> Cost:
    """Read a file in a fresh child, so that the memory is its own."""
    reader.close()
    start = time.monotonic()
    found = reader.extract(name, path.read_bytes())
    seconds = time.monotonic() - start
    texts = [item for item in found if isinstance(item, Document) and item.text.strip()]
    codes = tuple(sorted({item.code for item in found if isinstance(item, Unreviewed)}))
    return Cost(name, seconds, peak(reader), len(texts) - 1, codes)


def peak(reader: Reader) -> int:
    """The most memory that the child has held, MiB; 0 where it is gone or was not needed."""
    child = reader._child
    status = Path(f"/proc/{child._process.pid}/status") if child else None
    if status is None or not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) >> 10 if "VmHWM" in lines else 0


def state(each: Cost) -> str:
    """Read, read in part, or not read."""
    if not each.codes:
        return "read"
    return "in part" if each.documents > 0 else "not read"


def main(root: Path, passwords: tuple[str, ...]) -> int:
    """Print the table."""
    costs = []
    with Reader(passwords) as reader:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            each = cost(reader, path, path.relative_to(root).as_posix())
            costs.append(each)
            if each.seconds > 5 or each.memory > 600 or {"crashed", "timeout"} & {*each.codes}:
                print(f"{each.name}: {each.seconds:.1f} s, {each.memory} MiB, {each.codes}")
    print(f"\n{len(costs)} files: {dict(Counter(map(state, costs)))}")
    print(f"codes: {dict(Counter(code for each in costs for code in each.codes).most_common())}")
    slowest = max(costs, key=lambda each: each.seconds)
    largest = max(costs, key=lambda each: each.memory)
    print(f"slowest: {slowest.name} {slowest.seconds:.1f} s; ", end="")
    print(f"largest: {largest.name} {largest.memory} MiB")
    return int(slowest.seconds > SLOW or largest.memory > LARGE)


if __name__ == "__main__":
    words = tuple(sys.argv[i + 1] for i, word in enumerate(sys.argv) if word == "--password")
    raise SystemExit(main(Path(sys.argv[1]), words))
