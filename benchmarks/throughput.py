"""throughput: what a review costs over the least that any such tool does, and over ripgrep.

    python benchmarks/throughput.py [--rounds 5] [--megabytes 20] [--folder FOLDER]

Drafts in 1,000 files, all packs, `-j1`, no cache of results; once by itself and once with a list
of 50,000 more terms. The floor (`floor.py`) reads, decodes and runs one automaton with as many
terms. Medians of processor time, taken in turns; `--folder` reads texts of yours instead.
"""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import drafts
from paired import Command, machine, medians, seclint

FILES = 1_000
PACK = """pack: bench
prefix: ZZ
title: 测速词表
version: "2026.1"
lists:
  词: {file: words.txt}
rules:
  - id: ZZ001
    name: bench-terms
    title: 测速词
    kind: process
    severity: warning
    find: {terms: 词}
    message: 疑似测速词，须复核。
    remedy: 删去。
    examples: {flag: ["⟦%s⟧"], pass: [甲]}
"""


def write_pack(folder: Path, terms: Sequence[str]) -> Path:
    """A folder of rules whose only rule finds these terms."""
    folder.mkdir(parents=True)
    (folder / "words.txt").write_text("\n".join(terms), "utf-8")
    (folder / "bench.yaml").write_text(PACK % terms[0], "utf-8")
    return folder


def commands(folder: Path, texts: Path) -> list[Command]:
    """Seclint and the floor with 1,000 terms and with 51,000, and ripgrep where it is."""
    few, many = drafts.terms(1_000), drafts.terms(50_000)
    (folder / "few.txt").write_text("\n".join(few), "utf-8")
    (folder / "many.txt").write_text("\n".join([*few, *many]), "utf-8")
    pack = write_pack(folder / "pack", many)
    floor = str(Path(__file__).with_name("floor.py"))
    check = ("check", "--isolated", "--no-cache", "-j1", "--exit-zero", "-q", str(texts))
    found = [
        Command("floor", [seclint()[0], floor, str(folder / "few.txt"), str(texts)]),
        Command("seclint", seclint(*check)),
        Command("floor 51k", [seclint()[0], floor, str(folder / "many.txt"), str(texts)]),
        Command("seclint 51k", seclint(*check, "--rules", str(pack))),
    ]
    if shutil.which("rg"):
        rg = ["rg", "-j1", "-F", "-c", "-f", str(folder / "few.txt"), str(texts)]
        found.append(Command("rg", rg))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        texts = options.folder or folder / "drafts"
        if not options.folder:
            list(drafts.write(texts, FILES, options.megabytes * 1_000_000 // FILES))
        size = sum(path.stat().st_size for path in texts.rglob("*.txt")) / 1e6
        costs = medians(commands(folder, texts), options.rounds)
    print(f"{size:.1f} MB，{machine()}，{options.rounds} 轮的中位数")
    for name, cost in costs.items():
        print(f"{name:12} {cost.cpu:7.2f} s CPU {size / cost.cpu:7.1f} MB/s {cost.memory:6.0f} MiB")
    print(f"seclint / floor           {costs['seclint'].cpu / costs['floor'].cpu:6.2f}")
    print(f"seclint 51k / floor 51k   {costs['seclint 51k'].cpu / costs['floor 51k'].cpu:6.2f}")
    if "rg" in costs:
        print(f"seclint / rg              {costs['seclint'].cpu / costs['rg'].cpu:6.2f}")
    else:
        print("rg 未安装，未比较")


if __name__ == "__main__":
    main()
