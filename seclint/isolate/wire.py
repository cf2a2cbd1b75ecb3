"""wire: what a process and its child say to each other; a line of JSON each, so nobody can
bring code into the parent.

A task is a line that says how many bytes of the file follow it; answers are Documents and
Unreviewed, then an End.
"""

import json
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple, cast

from seclint.model import Document, Mark, Part, Place, Span, Unreviewed

_LONGEST = 1 << 30
"""Bytes of one answer."""


class Task(NamedTuple):
    """A file to read; `passwords` are tried where it is locked."""

    name: str
    data: bytes
    passwords: tuple[str, ...]


class End(NamedTuple):
    """The task is done; the child is `worn` where it has grown large."""

    worn: bool


def send(into: IO[bytes], task: Task) -> None:
    """Raises OSError where nobody listens any more."""
    _line(into, {"name": task.name, "size": len(task.data), "passwords": task.passwords})
    into.write(task.data)
    into.flush()


def tasks(source: IO[bytes]) -> Iterator[Task]:
    """The tasks that come in, until nobody sends any more."""
    while line := source.readline():
        head = json.loads(line)
        yield Task(head["name"], source.read(head["size"]), tuple(head["passwords"]))


def reply(into: IO[bytes], answer: Document | Unreviewed | End) -> None:
    """Send an answer."""
    _line(into, {type(answer).__name__: _fields(answer)})
    into.flush()


def answer(out: IO[bytes]) -> Document | Unreviewed | End:
    """The next answer. Raises EOFError where there is none, ValueError where it is none."""
    line = out.readline(_LONGEST)
    if not line.endswith(b"\n"):
        raise EOFError
    try:
        ((kind, fields),) = json.loads(line).items()
        return _MAKERS[kind](fields)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no answer") from error


def _line(into: IO[bytes], said: dict[str, Any]) -> None:
    into.write(json.dumps(said).encode("ascii") + b"\n")


def _fields(answer: Document | Unreviewed | End) -> tuple[Any, ...]:
    if isinstance(answer, Document):
        places = [(offset, *place) for offset, place in answer.places]
        return answer.name, answer.text, places, answer.notes, answer.marks
    return tuple(answer)


def _document(fields: list[Any]) -> Document:
    name, text, places, notes, marks = fields
    placed = tuple(
        (int(offset), Place(cast("Part", part), str(label), str(anchor)))
        for offset, part, label, anchor in places
    )
    marked = tuple(_mark(*mark) for mark in marks)
    return Document(str(name), str(text), placed, tuple(map(str, notes)), marked)


def _mark(line: int, rules: list[Any], reason: str, spans: list[Any], *rest: str) -> Mark:
    told = tuple(Span(int(start), int(end)) for start, end in spans)
    digest, fault = map(str, rest)
    return Mark(int(line), tuple(map(str, rules)), str(reason), told, digest, fault)


def _unreviewed(fields: list[Any]) -> Unreviewed:
    document, code, reason = map(str, fields)
    return Unreviewed(document, code, reason)


def _end(fields: list[Any]) -> End:
    (worn,) = fields
    return End(bool(worn))


_MAKERS: dict[str, Callable[[list[Any]], Document | Unreviewed | End]] = {
    "Document": _document,
    "Unreviewed": _unreviewed,
    "End": _end,
}
