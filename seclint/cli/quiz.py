"""quiz: a training sheet, printed."""

from pathlib import Path
from typing import Annotated

import typer

from seclint import packs
from seclint.cli.options import RuleFolders
from seclint.cli.output import write
from seclint.cli.rules import load_rules
from seclint.errors import UsageError
from seclint.nearest import nearest
from seclint.packs.quiz import quiz as drawn
from seclint.packs.quiz import sheet
from seclint.report.terminal import harmless

SEED = 1
"""Fixed, so that all who ask for a sheet without saying more get the same one."""


def quiz(  # noqa: PLR0913 a command line is defined by its options
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=1000, help="题数。")] = 10,
    seed: Annotated[int, typer.Option(help="种子：同一种子出同一份题。")] = SEED,
    *,
    answers: Annotated[bool, typer.Option(help="是否附答案。")] = True,
    pack: Annotated[
        list[str] | None, typer.Option(metavar="PACK", help="只出这个规则包的题（可重复）。")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="ID,…", help="只出这些规则的题，编号或其开头几位。")
    ] = None,
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="写入文件。")
    ] = None,
    folders: RuleFolders = None,
) -> None:
    """用规则的正反例出一份保密审查练习（Markdown，可打印）。"""
    ruleset = load_rules(folders)
    prefixes = tuple(prefix for value in select or () for prefix in value.split(","))
    chosen = _of_packs(packs.selected(ruleset, prefixes, ()), pack)
    lines = sheet(drawn(chosen.rules, ruleset, count, seed), seed, answers=answers)
    write((f"{harmless(line.replace(chr(9), '    '))}\n" for line in lines), output_file)


def _of_packs(ruleset: packs.Ruleset, names: list[str] | None) -> packs.Ruleset:
    known = tuple(pack.name for pack in ruleset.packs)
    for name in names or ():
        if name not in known:
            raise UsageError(f"没有规则包「{name}」{nearest(name, known)}")
    kept = tuple(pack for pack in ruleset.packs if not names or pack.name in names)
    return ruleset._replace(packs=kept)
