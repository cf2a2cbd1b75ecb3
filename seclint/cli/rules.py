"""rules, rule, test: what seclint looks for, why, and whether its rules do what they say."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from seclint import config, packs
from seclint.cli.choices import Lang
from seclint.cli.completion import rule_names
from seclint.cli.environment import environment
from seclint.cli.language import say, spoken
from seclint.cli.options import ProfileName, RuleFolders
from seclint.cli.output import write, write_tree
from seclint.errors import UsageError
from seclint.model import Rule
from seclint.packs import book, examples, profiles
from seclint.packs.page import page
from seclint.packs.profiles import Profile


class RulesFormat(StrEnum):
    """How the rules are listed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def rules(
    folders: RuleFolders = None,
    *,
    output_format: Annotated[
        RulesFormat, typer.Option("--format", "-f", help="列表、Markdown 页面或 JSON。")
    ] = RulesFormat.TEXT,
    output_dir: Annotated[
        Path | None, typer.Option("--output-dir", "-o", metavar="DIR", help="md 页面写入的目录。")
    ] = None,
    profile: ProfileName = None,
) -> None:
    """列出全部规则；--format md 每条规则写一页；--profile 说明一个发布渠道改了什么。"""
    if (output_dir is None) == (output_format is RulesFormat.MD):
        raise UsageError("--format md 要有 --output-dir 目录，其他写法不要")
    if profile is not None and output_format is not RulesFormat.TEXT:
        raise UsageError("--profile 只用于列表（--format text）")
    read_from = places(folders)
    ruleset = packs.load(read_from)
    if output_dir is not None:
        write_tree(book.pages(ruleset), output_dir, book.GENERATED)
    elif output_format is RulesFormat.JSON:
        write(
            [json.dumps(book.catalogue(ruleset), ensure_ascii=False, indent=1), "\n"],
            None,
            utf8=True,
        )
    else:
        channel = profile and profiles.find(profiles.load(read_from, ruleset), profile)
        lines = _changed(ruleset, channel) if channel else _listed(ruleset)
        write((f"{line}\n" for line in lines), None)


def _listed(ruleset: packs.Ruleset) -> Iterator[str]:
    for pack in ruleset.packs:
        yield f"{pack.title}（{pack.name} {pack.version}）"
        yield from (_row(each) for each in pack.rules)


def _row(each: Rule) -> str:
    return f"  {each.id}  {each.severity.name:<8}{each.kind:<22}{spoken_rule(each).title}"


def spoken_rule(rule: Rule) -> Rule:
    """The rule in the language that is spoken, where it knows that."""
    english = rule.english
    if english is None or spoken() is Lang.ZH:
        return rule
    return rule._replace(title=english.title, message=english.message, remedy=english.remedy)


def _changed(ruleset: packs.Ruleset, profile: Profile) -> Iterator[str]:
    """The rules that count in a channel; what it changes, and why, stands below each rule."""
    yield f"{profile.title}（{profile.name}）：{profile.description}"
    before = {each.id: each for each in ruleset.rules}
    raised = profiles.apply(ruleset, profile)
    for pack in packs.selected(raised, profile.select, ()).packs:
        yield f"{pack.title}（{pack.name} {pack.version}）"
        for each in pack.rules:
            yield _row(each)
            yield from (f"         {say(note)}" for note in profile.notes(before[each.id], each))


def rule(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="规则编号或名称。", autocompletion=rule_names)
    ],
    folders: RuleFolders = None,
) -> None:
    """讲解一条规则：查什么、依据、正反例、怎样处置。"""
    ruleset = load_rules(folders)
    for line in page(spoken_rule(packs.find(ruleset, identifier)), ruleset):
        typer.echo(say(line))


def test(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="规则目录；缺省为自带规则。")
    ] = None,
) -> None:
    """把每条规则的正反例当作测试来跑。"""
    ruleset, together = _tested(folder)
    failed = 0
    for failure in examples.failures(ruleset, packs.compiled(together)):
        failed += 1
        line = f"{failure.rule.id} 第{failure.example.line}行的例子：{failure.message}"
        typer.echo(say(line))
    count = sum(len(each.examples) for each in ruleset.rules)
    counts = len(ruleset.rules), count, count - failed, failed
    typer.echo(say("{} 条规则，{} 个例子：{} 通过，{} 未通过".format(*counts)))
    if failed:
        raise typer.Exit(1)


def _tested(folder: Path | None) -> tuple[packs.Ruleset, packs.Ruleset]:
    """The packs in the folder, and these on top of our own, whose findings they may look at."""
    ours = packs.load([packs.bundled()])
    if folder is None or folder.resolve() == packs.bundled().resolve():
        return ours, ours
    both = packs.load([packs.bundled(), folder])
    return both._replace(packs=both.packs[len(ours.packs) :]), both


def load_rules(folders: list[Path] | None) -> packs.Ruleset:
    """Our own rules, those of the configuration, and those of the command line."""
    return packs.load(places(folders))


def places(folders: list[Path] | None) -> list[Path]:
    """Where these are read from."""
    return packs.folders(config.load(Path.cwd(), environment().config).rules, folders)
