"""labels: what people say is right, one JSON object a line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from seclint.errors import UsageError
from seclint.evaluate.reading import bare
from seclint.model import KINDS, Rule, Severity
from seclint.nearest import nearest

Expect = Literal["found", "not-error", "unreviewed", "clean"]

ANY = "any"
"""The kind of a `clean` label that speaks of every kind."""

_SEVERITIES = {severity.name.lower(): severity for severity in Severity}


class Label(NamedTuple):
    """What is right in `file` (a path from the folder that was read, with forward slashes).

    `line` counts from 1 in the extracted text; `severity` is the least that finds it; `others` are
    kinds that are as right as `kind`.
    """

    file: str
    kind: str
    expect: Expect
    text: str = ""
    line: int | None = None
    rule: str | None = None
    severity: Severity | None = None
    others: tuple[str, ...] = ()


class _Row(NamedTuple):
    """One line of a labels file."""

    place: str
    values: dict[str, object]

    def refuse(self, message: str) -> UsageError:
        """The error that names this line."""
        return UsageError(f"{self.place}: {message}")

    def text(self, key: str) -> str | None:
        """A string, or None where there is none."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.refuse(f"「{key}」应为文字")

    def choice(self, key: str, options: tuple[str, ...]) -> str | None:
        """One of the options, or None where there is none."""
        value = self.text(key)
        if value is not None and value not in options:
            raise self.refuse(f"「{key}」没有「{value}」{nearest(value, options)}")
        return value

    def need(self, key: str, read: Callable[[str], str | None]) -> str:
        """What `read` makes of a key that must have a value."""
        value = read(key)
        if not value:
            raise self.refuse(f"缺少「{key}」")
        return value


def read(file: Path, root: Path, rules: tuple[Rule, ...]) -> tuple[Label, ...]:
    """The labels in a file, of files under `root`. Raises UsageError with file and line."""
    ids = tuple(rule.id for rule in rules)
    labels = []
    for row in _rows(file):
        labels.append(_label(row, ids))
        if not (root / labels[-1].file).is_file():
            raise row.refuse(f"{root} 里没有文件「{labels[-1].file}」")
    if not labels:
        raise UsageError(f"{file}: 没有标注")
    return tuple(labels)


def _rows(file: Path) -> Iterator[_Row]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"读不出 {file}：{error.strerror}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(f"{file}:{number}", line)


def _row(place: str, line: bytes) -> _Row:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{place}: 不是 UTF-8 编码") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{place}: 不是合格的 JSON（一行一个对象）") from None
    if not isinstance(values, dict):
        raise UsageError(f"{place}: 应为 JSON 对象")
    return _Row(place, values)


def _label(row: _Row, ids: tuple[str, ...]) -> Label:
    expect = cast("Expect", row.need("expect", lambda key: row.choice(key, get_args(Expect))))
    label = Label(
        file=Path(row.need("file", row.text)).as_posix(),
        kind=row.choice("kind", (*KINDS, ANY)) or (ANY if expect == "clean" else ""),
        expect=expect,
        text=row.text("text") or "",
        line=_line(row),
        rule=row.choice("rule", ids),
        severity=_severity(row),
        others=_others(row),
    )
    _check(label, row)
    return label


def _line(row: _Row) -> int | None:
    line = row.values.get("line")
    if line is None:
        return None
    if not isinstance(line, int) or isinstance(line, bool) or line < 1:
        raise row.refuse("「line」应为从 1 起的整数或 null")
    return line


def _severity(row: _Row) -> Severity | None:
    name = row.choice("severity", tuple(_SEVERITIES))
    return _SEVERITIES[name] if name else None


def _others(row: _Row) -> tuple[str, ...]:
    kinds = row.values.get("or", [])
    if not isinstance(kinds, list):
        raise row.refuse("「or」应为类别的列表")
    for kind in kinds:
        if kind not in KINDS:
            raise row.refuse(f"「or」没有「{kind}」{nearest(str(kind), KINDS)}")
    return tuple(kinds)


def _check(label: Label, row: _Row) -> None:
    """Refuse what a label of its sort cannot do without, or cannot say."""
    if not label.kind:
        raise row.refuse("缺少「kind」")
    if label.kind == ANY and label.expect != "clean":
        raise row.refuse(f"「kind」为 {ANY} 的只能是 clean")
    if label.expect in ("found", "not-error") and not bare(label.text):
        raise row.refuse(f"{label.expect} 的标注要有「text」")
