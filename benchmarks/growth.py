"""growth: how cost grows with terms, the size of a document, files and findings.

    python benchmarks/growth.py [--rounds 3] [--full] [--pages docs]

Processor time and peak memory of `seclint check --isolated --no-cache -j1`, all packs, medians of
runs in turns, one run of what takes over ten seconds; writes performance.md and its plots.
`--full` adds documents of 64 and 256 MiB (five minutes and 10 GB of memory more).
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import drafts
from growth_page import page
from growth_series import Series, shown_size
from paired import Command, machine, medians, run, seclint
from plot import Axes, plot

CHECK = ("check", "--isolated", "--no-cache", "-j1", "--exit-zero", "-q")
TERMS = (0, 100, 1_000, 10_000, 100_000)
SIZES = tuple(1 << power for power in range(10, 25, 2))
LARGE = (64 << 20, 256 << 20)
FILES = (1, 10, 100, 1_000, 10_000)
FINDINGS = (0, 1, 10, 100, 1_000, 10_000, 100_000)
FILE = 2_000
PIECE = 1 << 20
SLOW = 10
"""Seconds of processor time from which on one run is enough."""
COLD = {"SECLINT_CACHE_DIR": ""}
PACK = """pack: bench
prefix: ZZ
title: 测速词表
version: "2026.1"
lists: {{词: {{file: words.txt}}}}
rules:
  - id: ZZ001
    name: bench-terms
    title: 测速词
    kind: process
    severity: warning
    find: {{terms: 词}}
    message: 疑似测速词，须复核。
    remedy: 删去。
    examples: {{flag: [⟦{}⟧], pass: [甲]}}
"""


def write_text(path: Path, size: int) -> None:
    """A draft of so many bytes, never more; a piece at a time, for what this process has held is
    counted as held by its children too.
    """
    with path.open("wb") as file:
        for start in range(0, size, PIECE):
            most = min(PIECE, size - start)
            data = drafts.draft(start, most).encode()[:most]
            file.write(data.decode("utf-8", "ignore").encode())


def terms(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """A draft of one MiB and so many terms in a pack of one's own."""
    text = folder / "terms.txt"
    write_text(text, PIECE)
    for count in TERMS:
        pack = folder / f"terms-{count}"
        pack.mkdir()
        words = drafts.terms(count)
        if words:
            (pack / "words.txt").write_text("\n".join(words), "utf-8")
            (pack / "bench.yaml").write_text(PACK.format(words[0]), "utf-8")
        yield count, [*CHECK, *(["--rules", str(pack)] if words else []), str(text)]


def sizes(folder: Path, amounts: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """One draft of so many bytes."""
    for size in amounts:
        text = folder / f"size-{size}.txt"
        write_text(text, size)
        yield size, [*CHECK, str(text)]


def files(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """So many short drafts."""
    for count in FILES:
        texts = folder / f"files-{count}"
        for _ in drafts.write(texts, count, FILE):
            pass
        yield count, [*CHECK, str(texts)]


def findings(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """A draft of one MiB and so many lines more, an ID number in each."""
    for count in FINDINGS:
        text = folder / f"findings-{count}.txt"
        write_text(text, PIECE)
        with text.open("a", encoding="utf-8") as file:
            file.writelines(
                f"\n第{at}户，证件号码：{drafts.id_number(at)}。" for at in range(count)
            )
        yield count, [*CHECK, str(text)]


def measured(
    runs: Iterable[tuple[int, list[str]]], rounds: int, environment: Mapping[str, str]
) -> Series:
    """The medians of runs in turns; what is slow counts as it first ran."""
    commands = [Command(str(amount), seclint(*each), environment) for amount, each in runs]
    costs = {command.name: run(command) for command in commands}
    again = [command for command in commands if costs[command.name].cpu < SLOW]
    costs |= medians(again, rounds)
    return Series({int(name): cost for name, cost in costs.items()})


def measure(rounds: int, *, full: bool) -> dict[str, Series]:
    """Every series by its name."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        known = {"SECLINT_CACHE_DIR": str(folder / "cache")}
        amounts = (*SIZES, *LARGE) if full else SIZES
        found = {
            "size": measured(sizes(folder, amounts), rounds, known),
            "files": measured(files(folder), rounds, known),
            "findings": measured(findings(folder), rounds, known),
        }
        packs = [*terms(folder)]  # last: so many words are more than a small run holds
        found["terms"] = measured(packs, rounds, known)
        found["terms-cold"] = measured(packs, rounds, COLD)
        return found


def ticks(amounts: Sequence[int]) -> dict[str, float]:
    """The amounts by how they are written."""
    return {f"{amount:,}": amount for amount in amounts if amount}


def plots(found: Mapping[str, Series]) -> Iterator[tuple[str, str]]:
    """The plots by their names."""
    seconds = "CPU 秒"
    size = {shown_size(amount): float(amount) for amount in found["size"].costs}
    memory = [(amount, cost.memory) for amount, cost in found["size"].costs.items()]
    yield (
        "terms",
        plot(
            Axes("耗时与词数：一件 1 MiB 的文稿", "自备规则包的词数", seconds, ticks(TERMS)),
            {"首次（现读规则）": found["terms-cold"].points(), "以后": found["terms"].points()},
        ),
    )
    yield (
        "size",
        plot(
            Axes("耗时与文件大小：一件文稿", "文件大小", seconds, size),
            {"CPU 秒": found["size"].points()},
        ),
    )
    yield (
        "files",
        plot(
            Axes("耗时与件数：每件 2 KB", "件数", seconds, ticks(FILES)),
            {"CPU 秒": found["files"].points()},
        ),
    )
    yield (
        "findings",
        plot(
            Axes("耗时与发现：一件 1 MiB 的文稿", "发现的处数", seconds, ticks(FINDINGS)),
            {"CPU 秒": found["findings"].points()},
        ),
    )
    yield (
        "memory",
        plot(
            Axes("内存峰值与文件大小：一件文稿", "文件大小", "MiB", size),
            {"内存峰值": memory},
        ),
    )


def main() -> None:
    """Measure, and write the page and its plots."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--pages", type=Path, default=Path(__file__).parents[1] / "docs")
    options = parser.parse_args()
    found = measure(options.rounds, full=options.full)
    for name, drawn in plots(found):
        (options.pages / f"growth-{name}.svg").write_text(drawn, "utf-8")
    about = f"{machine()}，{options.rounds} 轮的中位数（单次超过 {SLOW} 秒的只跑一次）"
    (options.pages / "performance.md").write_text(page(found, about), "utf-8")


if __name__ == "__main__":
    main()
