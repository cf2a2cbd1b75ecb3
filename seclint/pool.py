"""pool: many tasks over several processes, their results in order.

Each process begins once, with what it needs to do any task. Where one dies, what it had in hand is
done here. An interrupt ends all of them at once.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_work: list[Callable[[Any], Any]] = []
"""What this process does with a task, once it has begun."""


def spread(
    tasks: Sequence[Task],
    begin: Callable[[], Callable[[Task], Result]],
    processes: int,
    here: Callable[[Task], Result],
) -> Iterator[Result]:
    """The result of each task, in their order; they are begun in the order of `tasks` too.

    `begin` is called in each process, and gives what it does with a task; `here` does the same in
    this one. Both must be picklable.
    """
    executor = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), _begin, (begin,)
    )
    try:
        with _deaf():
            futures = [executor.submit(_do, task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            yield _result(task, future, here)
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile hears no interrupt: who started it ends it. One comes through
    afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see _begin
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(task: Task, future: "Future[Result]", here: Callable[[Task], Result]) -> Result:
    try:
        return future.result()
    except BrokenExecutor:
        return here(task)


def _begin(begin: Callable[[], Callable[[Any], Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows does not hand it down
    _work.append(begin())


def _do(task: Any) -> Any:
    return _work[-1](task)
