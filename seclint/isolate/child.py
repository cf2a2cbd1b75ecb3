"""child: the process that reads files for its parent, task by task, until nobody sends any more."""

import os
import signal
import sys
from typing import IO

from seclint.extract import extract
from seclint.isolate import wire
from seclint.isolate.confine import WORN, allow_time, confine, most_held


def main() -> None:
    """Read tasks from stdin, answer on what was stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when it is over
    confine()
    enough = max(WORN, most_held())
    with _own_stdout() as out:
        for task in wire.tasks(sys.stdin.buffer):
            allow_time()
            for item in extract(task.name, task.data, passwords=task.passwords):
                wire.reply(out, item)
            wire.reply(out, wire.End(most_held() > enough))


def _own_stdout() -> IO[bytes]:
    """The stream to the parent; what libraries print goes nowhere."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return stream


if __name__ == "__main__":
    main()
