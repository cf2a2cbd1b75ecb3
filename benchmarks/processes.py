"""processes: what two processes save on many files, and what they cost on few.

    python benchmarks/processes.py [--rounds 5] [--megabytes 50]

Wall time of `check --no-cache` with `-j1`, `-j2`, and as it chooses by itself (`-j0`), over drafts
of so many MB in files of 100 KB, over a hundred small files, and over one; medians, taken in turns.
The reports must be the same, byte by byte.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import drafts
from paired import Command, machine, medians, seclint

FILE = 100_000
JOBS = ("1", "2", "0")


def check(jobs: str) -> list[str]:
    """The command that reviews the folder it runs in, in JSON."""
    return seclint("check", "--isolated", "--no-cache", "--exit-zero", f"-j{jobs}", "-fjson", ".")


def folders(made: Path, megabytes: int) -> dict[str, Path]:
    """Many drafts, few and one, by what the table calls them."""
    sizes = {
        f"{megabytes} MB": (megabytes * 1_000_000 // FILE, FILE),
        "100 × 8 KB": (100, 8_000),
        "1 × 12 KB": (1, 12_000),
    }
    for number, (files, size) in enumerate(sizes.values()):
        list(drafts.write(made / str(number), files, size))
    return {name: made / str(number) for number, name in enumerate(sizes)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=50)
    options = parser.parse_args()
    print(f"{machine()}，{options.rounds} 轮的中位数")
    print(f"{'':12}{'-j1 秒':>8}{'-j2 秒':>8}{'-j0 秒':>8}{'j1/j2':>8}{'j0/j1':>8}  报告")
    with tempfile.TemporaryDirectory() as made:
        for name, folder in folders(Path(made), options.megabytes).items():
            commands = [Command(jobs, check(jobs), folder=folder) for jobs in JOBS]
            wall = {jobs: cost.wall for jobs, cost in medians(commands, options.rounds).items()}
            reports = {subprocess.check_output(each.argv, cwd=folder) for each in commands}
            figures = "".join(f"{wall[jobs]:8.2f}" for jobs in JOBS)
            ratios = f"{wall['1'] / wall['2']:8.2f}{wall['0'] / wall['1']:8.2f}"
            print(f"{name:12}{figures}{ratios}  {'相同' if len(reports) == 1 else '不同'}")


if __name__ == "__main__":
    main()
