"""reviewing: files reviewed one after another, or over several processes where that pays."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seclint.isolate import Reader
from seclint.match import RuleSet
from seclint.model import Unreviewed
from seclint.run import (
    Formerly,
    Outcome,
    Read,
    Review,
    Task,
    all_new,
    outcome,
    read_file,
    remembered,
)
from seclint.vault import Vault

_RATE = 1_500_000
"""Bytes a second, about: of a text; other files take longer."""
_EACH = 0.005
"""Seconds that the smallest file takes."""
_WORTH = 4.0
"""Seconds of work from which on processes are started; each takes half a second to begin."""


class Recipe(NamedTuple):
    """What a process needs to know to review files as all others do.

    `basis` is what outcomes depend on besides the file, or None where none are to be kept; `read`
    and `former` get files as they are and as they were; `before` gets a file as it was, where its
    marks are held to that.
    """

    rules: RuleSet
    day: date
    passwords: tuple[str, ...]
    basis: tuple[bytes, ...] | None
    key: bytes | None
    read: Read = read_file
    former: Formerly = all_new
    before: Callable[[str], bytes | None] | None = None


def reviewed(todo: Sequence[Task | Unreviewed], recipe: Recipe, jobs: int) -> Iterator[Outcome]:
    """The outcome of each file, in order; over so many processes, 0 for one a processor.

    What standard input says comes alone: no other process could read it.
    """
    processes = jobs or _processors()
    if processes > 1 and len(todo) > 1 and _seconds(todo) > _WORTH:
        yield from _over_processes(todo, recipe, processes)
        return
    with Reader(recipe.passwords) as reader:
        how = _how(recipe, reader)
        for task in todo:
            yield outcome(task, how)


def _over_processes(
    todo: Sequence[Task | Unreviewed], recipe: Recipe, processes: int
) -> Iterator[Outcome]:
    from seclint.pool import spread

    with Reader(recipe.passwords) as reader:
        how = _how(recipe, reader)
        here = partial(outcome, how=how)
        known = {at: done for at, task in enumerate(todo) if (done := remembered(task, how))}
        left = sorted(set(range(len(todo))) - known.keys(), key=lambda at: -_size(todo[at]))
        new = [todo[at] for at in left]  # the largest first: none is left for one process at last
        if _seconds(new) > _WORTH:
            found = spread(new, partial(_begin, recipe), min(processes, len(new)), here)
        else:
            found = map(here, new)
        waiting = iter(zip(left, found, strict=True))
        for at in range(len(todo)):
            while at not in known:
                other, done = next(waiting)
                known[other] = done
            yield known.pop(at)


def _how(recipe: Recipe, reader: Reader) -> Review:
    vault = Vault(recipe.basis) if recipe.basis is not None else None
    return Review(
        rules=recipe.rules,
        day=recipe.day,
        read=recipe.read,
        extract=reader.extract,
        vault=vault,
        key=recipe.key,
        former=recipe.former,
        before=recipe.before,
    )


def _begin(recipe: Recipe) -> Callable[[Task | Unreviewed], Outcome]:
    """What a process does with each task; its reader ends with it."""
    return partial(outcome, how=_how(recipe, Reader(recipe.passwords)))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _seconds(todo: Sequence[Task | Unreviewed]) -> float:
    return sum(_EACH + _size(task) / _RATE for task in todo)


def _size(task: Task | Unreviewed) -> int:
    """Bytes; 0 where there are none to read."""
    if isinstance(task, Unreviewed):
        return 0
    try:
        return Path(task.name).stat().st_size
    except OSError:
        return 0
