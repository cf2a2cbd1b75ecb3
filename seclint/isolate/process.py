"""process: a child process that reads files for its parent, watched by a clock."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import seclint
from seclint.isolate import wire
from seclint.model import Document, Unreviewed

SILENCE = 25.0
"""Seconds that a child may work on a file without a result."""

TOTAL = 600.0
"""Seconds that a child may work on a file."""


class ChildDiedError(Exception):
    """A child ended before its work did; `code` and `reason` are those of an Unreviewed."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Child:
    """One process that waits for files to read."""

    def __init__(self, silence: float = SILENCE) -> None:
        self._silence = silence
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "seclint.isolate.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # parsers quote the document there
            env=_environment(),
        )
        self.worn = False
        """It has grown so much that a new one should take its place."""

    def extract(
        self, name: str, data: bytes, passwords: tuple[str, ...]
    ) -> Iterator[Document | Unreviewed]:
        """What the child reads in `data`, as it comes. Raises ChildDiedError."""
        watch = _Watch(self._process.kill, self._silence)
        try:
            yield from self._results(wire.Task(name, data, passwords), watch)
        except (OSError, EOFError, ValueError) as error:
            raise self._death(watch) from error
        finally:
            watch.stop()

    def kill(self) -> None:
        """End it now, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what it did not read any more
                if pipe is not None:
                    pipe.close()

    def _results(self, task: wire.Task, watch: "_Watch") -> Iterator[Document | Unreviewed]:
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise EOFError
        wire.send(into, task)
        while not isinstance(answer := wire.answer(out), wire.End):
            watch.again()
            yield answer
        self.worn = answer.worn

    def _death(self, watch: "_Watch") -> ChildDiedError:
        self._process.kill()
        status = self._process.wait()
        if watch.barked:
            return ChildDiedError("timeout", "读取超时，其余内容未能审查")
        return ChildDiedError("crashed", f"读取进程中止（{status}），其余内容未能审查")


def _environment() -> dict[str, str]:
    """Ours, with the place that this very package was imported from."""
    place = str(Path(seclint.__file__).parents[1])
    paths = (place, os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


class _Watch:
    """Calls `kill` when nothing has been heard for `silence` seconds, or for too long in all."""

    def __init__(self, kill: Callable[[], None], silence: float) -> None:
        self.barked = False
        self._kill, self._silence = kill, silence
        self._last = monotonic() + TOTAL
        self._stopped = Event()
        self.again()
        Thread(target=self._wait, daemon=True).start()

    def again(self) -> None:
        """Something was heard."""
        self._deadline = min(monotonic() + self._silence, self._last)

    def stop(self) -> None:
        """The work is done."""
        self._stopped.set()

    def _wait(self) -> None:
        while not self._stopped.wait(max(0.0, self._deadline - monotonic())):
            if monotonic() >= self._deadline:
                self.barked = True
                self._kill()
                return
