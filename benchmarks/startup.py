"""startup: what a hook user waits for, over an interpreter that does nothing.

    python benchmarks/startup.py [--rounds 7]

One draft of 12 KB with one finding, all packs; with and without jieba (a word that only it can
judge), with the outcome remembered, with the rules not yet remembered; `version`; and a no-op run
of pre-commit, where it is installed. Medians of processor time, taken in turns.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import drafts
from paired import Command, machine, medians, seclint

MARK = "此件不公开\n"
AMBIGUOUS = "他与司机密切配合，机密文件已经上交。\n"
NO_HOOK = (
    "repos: [{repo: local, hooks: [{id: none, name: none, entry: 'true', language: system}]}]\n"
)


def commands(folder: Path) -> list[Command]:
    """The runs that are compared."""
    (folder / "one.md").write_text(drafts.draft(7, 12_000) + MARK, "utf-8")
    (folder / "jieba.md").write_text(drafts.draft(7, 12_000) + AMBIGUOUS, "utf-8")
    cold = {"SECLINT_CACHE_DIR": ""}
    check = ("check", "--isolated")
    found = [
        Command("python -c pass", [sys.executable, "-c", "pass"]),
        Command("version", seclint("version")),
        Command("check", seclint(*check, "--no-cache", "one.md"), folder=folder),
        Command("check 重复", seclint(*check, "one.md"), folder=folder),
        Command("check jieba", seclint(*check, "--no-cache", "jieba.md"), folder=folder),
        Command("check 冷", seclint(*check, "one.md"), cold, folder),
    ]
    if shutil.which("pre-commit") and shutil.which("git"):
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        (folder / ".pre-commit-config.yaml").write_text(NO_HOOK, "utf-8")
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        found.append(Command("pre-commit", ["pre-commit", "run", "--all-files"], folder=folder))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as made:
        costs = medians(commands(Path(made)), rounds)
    least = costs["python -c pass"].cpu
    print(f"{machine()}，{rounds} 轮的中位数")
    for name, cost in costs.items():
        ratio = cost.cpu / least
        print(f"{name:16} {cost.cpu:6.3f} s CPU {ratio:6.1f} × {cost.memory:5.0f} MiB")
    if "pre-commit" in costs:
        print(f"check / pre-commit {costs['check'].cpu / costs['pre-commit'].cpu:6.2f}")


if __name__ == "__main__":
    main()
