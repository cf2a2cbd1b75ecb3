"""scores: the figures, as they are saved, read again and compared. No text of any document."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from seclint.errors import UsageError

SCHEMA = "seclint-eval/1"


class Score(NamedTuple):
    """A kind (of labels that expect the same) or a rule.

    `labels` of its labels hold but for `missed`; `noted` hold where infos count too. `found` are
    the labels found; `findings` are warnings and errors, `false` those of them that are false.
    """

    name: str
    expect: str
    labels: int
    found: int
    missed: int
    noted: int
    findings: int
    false: int

    @property
    def recall(self) -> float | None:
        """The share of the labels that hold; None without any."""
        return (self.labels - self.missed) / self.labels if self.labels else None

    @property
    def recall_with_infos(self) -> float | None:
        """The same, where infos count too."""
        return self.noted / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        """The share of the findings that are not false; None without any."""
        return (self.findings - self.false) / self.findings if self.findings else None


class Group(NamedTuple):
    """A set of files: a top folder, or a folder in one."""

    name: str
    files: int
    characters: int
    error: int
    warning: int
    info: int
    false: int


class Spot(NamedTuple):
    """Where labels stand: they cannot be told apart but by their text, which is not kept."""

    file: str
    line: int | None
    kind: str
    expect: str
    labels: int
    held: int


class FalseSpot(NamedTuple):
    """Where a rule found falsely, so many times."""

    file: str
    line: int
    kind: str
    rule: str
    times: int


class Scores(NamedTuple):
    """All figures of one measurement. `at` is the severity from which a label counts as found."""

    version: str
    ruleset: str
    at: str
    files: int
    characters: int
    unreviewed: int
    kinds: tuple[Score, ...]
    rules: tuple[Score, ...]
    sets: tuple[Group, ...]
    labels: tuple[Spot, ...]
    false: tuple[FalseSpot, ...]


def per_100k(count: int, characters: int) -> float:
    """So many per 100,000 characters."""
    return round(count * 100_000 / max(characters, 1), 3)


# --- as JSON -------------------------------------------------------------------------------


def render(scores: Scores, extra: Mapping[str, object] | None = None) -> Iterator[str]:
    """The scores as JSON, one row a line, in stable order; `extra` keys stand at the end."""
    head = {
        "schema": SCHEMA,
        "version": scores.version,
        "ruleset": scores.ruleset,
        "at": scores.at,
        "files": scores.files,
        "characters": scores.characters,
        "unreviewed": scores.unreviewed,
    }
    yield "{\n" + ",\n".join(f" {_json(key)}: {_json(value)}" for key, value in head.items())
    yield from _rows("kinds", (_scored(score, scores.characters) for score in scores.kinds))
    yield from _rows("rules", (_scored(score, scores.characters) for score in scores.rules))
    yield from _rows("sets", (group._asdict() for group in scores.sets))
    yield from _rows("labels", (spot._asdict() for spot in scores.labels))
    yield from _rows("false", (spot._asdict() for spot in scores.false))
    for key, value in (extra or {}).items():
        yield f",\n {_json(key)}: {_json(value)}"
    yield "\n}\n"


def _rows(key: str, rows: Iterable[object]) -> Iterator[str]:
    lines = [f"  {_json(row)}" for row in rows]
    yield f",\n {_json(key)}: [" + ("\n" + ",\n".join(lines) + "\n ]" if lines else "]")


def _scored(score: Score, characters: int) -> dict[str, object]:
    return score._asdict() | {
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "recall_with_infos": _rounded(score.recall_with_infos),
        "per_100k": per_100k(score.findings, characters),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def load(file: Path) -> Scores:
    """The scores that were saved in a file. Raises UsageError where it holds none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"读不出 {file}：{error.strerror}") from None
    try:
        return _loaded(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{file} 不是 seclint eval --save 写的成绩（{SCHEMA}）") from None


def _loaded(saved: dict[str, Any]) -> Scores:
    if saved["schema"] != SCHEMA:
        raise ValueError(saved["schema"])
    return Scores(
        version=saved["version"],
        ruleset=saved["ruleset"],
        at=saved["at"],
        files=saved["files"],
        characters=saved["characters"],
        unreviewed=saved["unreviewed"],
        kinds=tuple(Score(*_fields(row, Score._fields)) for row in saved["kinds"]),
        rules=tuple(Score(*_fields(row, Score._fields)) for row in saved["rules"]),
        sets=tuple(Group(*_fields(row, Group._fields)) for row in saved["sets"]),
        labels=tuple(Spot(*_fields(row, Spot._fields)) for row in saved["labels"]),
        false=tuple(FalseSpot(*_fields(row, FalseSpot._fields)) for row in saved["false"]),
    )


def _fields(row: dict[str, Any], names: tuple[str, ...]) -> Iterator[Any]:
    return (row[name] for name in names)
