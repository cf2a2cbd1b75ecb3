"""formats: how fast each format is read, on the files of samples.py.

    python benchmarks/formats.py [FORMAT…]

Medians of three; units (paragraphs, cells, pages, messages …) and MB of file per second of wall
time, in the reader's child process, its start not counted; then what of the sample was not read.
Exit code 1 where a format that is read has no sample.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from samples import SAMPLES, UNREAD, Sample

from seclint.extract import EXTRACTORS
from seclint.extract.sniff import sniff
from seclint.isolate import Reader
from seclint.model import Document, Unreviewed


class Measured(NamedTuple):
    """Seconds (the median), characters read, and the codes of what was not."""

    seconds: float
    characters: int
    unread: tuple[str, ...]


def measured(sample: Sample) -> Measured:
    """Read it three times."""
    seconds = []
    with Reader() as reader:
        found = reader.extract(sample.name, sample.data)  # imports, models
        for _ in range(3):
            start = time.perf_counter()
            reader.extract(sample.name, sample.data)
            seconds.append(time.perf_counter() - start)
    return Measured(
        statistics.median(seconds),
        sum(len(item.text) for item in found if isinstance(item, Document)),
        tuple(item.code for item in found if isinstance(item, Unreviewed)),
    )


def told(name: str, sample: Sample, took: Measured) -> str:
    """The line of a format."""
    rate, size = sample.units / took.seconds, len(sample.data) / 1e6 / took.seconds
    kind = sniff(sample.name, sample.data)
    notes = (*([f"read as {kind}"] if kind != name else []), *took.unread)
    return (
        f"{name:10} {rate:12,.1f} {sample.unit:10}/s {size:8.2f} MB/s"
        f" {took.characters:10,} characters {' '.join(notes)}"
    ).rstrip()


def main(names: list[str]) -> int:
    """Print a line for each format."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    without = sorted({*EXTRACTORS.names()} - {*SAMPLES, *UNREAD})
    for name in names or SAMPLES:
        sample = SAMPLES[name]()
        print(told(name, sample, measured(sample)), flush=True)
    if without:
        print("no sample:", *without)
    return bool(without)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
