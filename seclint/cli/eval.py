"""eval: how good the rules are on labelled files, and whether they got worse."""

import os
from collections.abc import Iterator
from enum import StrEnum
from os.path import realpath
from pathlib import Path
from typing import Annotated

import typer

from seclint import __version__
from seclint.cli.choices import Level, day_of
from seclint.cli.language import say
from seclint.cli.options import Day, RuleFolders
from seclint.cli.output import write
from seclint.cli.rules import load_rules
from seclint.discover import DEFAULT_EXCLUDE, Selection, discover
from seclint.errors import UsageError
from seclint.evaluate import labels, table
from seclint.evaluate.compare import Changes, compare
from seclint.evaluate.measure import Job, Measured, measure
from seclint.evaluate.scores import load, render
from seclint.model import Unreviewed
from seclint.packs import in_force


class EvalFormat(StrEnum):
    """How a measurement is told."""

    TEXT = "text"
    JSON = "json"


def evaluate(  # noqa: PLR0913 a command line is defined by its options
    labels_file: Annotated[Path, typer.Argument(metavar="LABELS", help="标注，JSONL。")],
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="文件所在的目录；缺省为标注所在的目录。")
    ] = None,
    *,
    at: Annotated[Level, typer.Option(help="从这一级起算找到。")] = Level.WARNING,
    output_format: Annotated[
        EvalFormat, typer.Option("--format", "-f", help="成绩的写法。")
    ] = EvalFormat.TEXT,
    sets: Annotated[bool, typer.Option("--set", help="另按目录列表。")] = False,
    details: Annotated[bool, typer.Option("--details", help="逐条列出漏报和误报。")] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="把成绩（不含原文）存下来。")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="与存下的成绩比；变差则退出码为 1。")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="不读这些文件（gitignore 写法）。")
    ] = None,
    on: Day = None,
    folders: RuleFolders = None,
) -> None:
    """用标注好的文件量规则的好坏：查全率、查准率、误报，按类别和按规则。"""
    before = load(against) if against else None
    root = _folder(labels_file.parent if path is None else path)
    day, ruleset = day_of(on), load_rules(folders)
    wanted = labels.read(labels_file, root, ruleset.rules)
    names = tuple(_names(root, labels_file, exclude or []))
    job = Job(root, names, in_force(ruleset, day), day, at.severity, __version__)
    measured = measure(job, wanted)
    changed = compare(before, measured.scores) if before else None
    if output_format is EvalFormat.JSON:
        extra = {"changes": changed.rows()} if changed else None
        write(render(measured.scores, extra), None, utf8=True)
    else:
        lines = _told(measured, changed, sets=sets, details=details)
        write((f"{line}\n" for line in lines), None)
    if save:
        write(render(measured.scores), save)
    if changed and changed.worse:
        raise typer.Exit(1)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError(f"不是目录：{path}")
    return path


def _names(root: Path, labels_file: Path, exclude: list[str]) -> Iterator[str]:
    """Every file under the root but the labels themselves, by its path from there."""
    selection = Selection(exclude=(*DEFAULT_EXCLUDE, *exclude), root=root)
    for found in discover([root], selection):
        name = found.document if isinstance(found, Unreviewed) else found
        if realpath(name) != realpath(labels_file):
            yield Path(os.path.relpath(name, root)).as_posix()


def _told(
    measured: Measured, changed: Changes | None, *, sets: bool, details: bool
) -> Iterator[str]:
    if details:
        yield from table.details(measured, say)
        yield ""
    yield from table.scores(measured.scores, say, sets=sets)
    if changed:
        yield ""
        yield from table.changes(changed, say)
