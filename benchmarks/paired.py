"""paired: commands run in turns, and what each cost: processor time, wall time, memory."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

Environment = Mapping[str, str]


class Cost(NamedTuple):
    """Of one run: seconds of processor, seconds on the wall, MiB at most, and its exit code."""

    cpu: float
    wall: float
    memory: float
    code: int


class Command(NamedTuple):
    """A command by the name that tables call it."""

    name: str
    argv: Sequence[str]
    environment: Environment = MappingProxyType({})
    folder: Path | None = None


def run(command: Command) -> Cost:
    """Run it once, its children counted too."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command.argv,
        env={**os.environ, **command.environment},
        cwd=command.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        usage.ru_utime + usage.ru_stime,
        time.perf_counter() - start,
        usage.ru_maxrss / 1024,
        process.returncode,
    )


def medians(commands: Sequence[Command], rounds: int) -> dict[str, Cost]:
    """The median cost of each command, by its name; they take turns. One round first goes by."""
    for command in commands:
        run(command)
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            costs[command.name].append(run(command))
    return {name: _median(each) for name, each in costs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    cpu, wall, memory, _ = (statistics.median(column) for column in zip(*costs, strict=True))
    return Cost(cpu, wall, memory, costs[-1].code)


def machine() -> str:
    """What it ran on."""
    return f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} 核"


def seclint(*arguments: str) -> list[str]:
    """This seclint, by this Python."""
    return [sys.executable, "-m", "seclint", *arguments]
