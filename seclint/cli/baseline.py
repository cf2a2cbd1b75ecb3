"""baseline: what is found today, set down, so that only what is new counts tomorrow."""

from pathlib import Path
from typing import Annotated

import typer

from seclint import baseline as old
from seclint.cli import job
from seclint.cli.against import Base, compared_to, that_may_be_old
from seclint.cli.key import make_key, need_key
from seclint.cli.language import say
from seclint.cli.options import ConfigFile, Day, Isolated, PasswordFile, ProfileName, RuleFolders
from seclint.cli.output import tell, write
from seclint.cli.request import Request
from seclint.model import Report

FILE = Path(".seclint-baseline.json")


def baseline(  # noqa: PLR0913 a command line is defined by its options
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]…", help="文件或目录。")
    ] = None,
    *,
    output_file: Annotated[Path, typer.Option("--output-file", "-o", help="基线文件。")] = FILE,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="先做一把密钥，存在 .seclint.key（不进版本库）。")
    ] = False,
    folders: RuleFolders = None,
    profile: ProfileName = None,
    password_file: PasswordFile = None,
    on: Day = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """把现有的发现记成基线：以后 check --baseline 只算新的；文件里没有原文，也没有行号。"""
    base = output_file.absolute().parent
    key = make_key(base) if new_key else need_key(base)
    request = Request(
        paths=paths,
        folders=folders,
        profile=profile,
        password_file=password_file,
        on=on,
        config=config,
        isolated=isolated,
        baseline=output_file,
    )
    report = job.review(request)
    path = Base(output_file).path_of
    if output_file.exists():
        kept = compared_to(report, output_file)
        found, new = old.renewed(kept, path)
        told = f"{output_file}：{found.counts.total()} 处，新增 {new}，去掉 {kept.stale.total()}"
    else:
        found = old.baseline(that_may_be_old(report), key, path)
        told = f"{output_file}：{found.counts.total()} 处"
    write(old.written(found), output_file)
    tell(say(told))
    if fixed := sorted(_fixed(report)):
        tell(say(f"不许豁免的没有记入，处置以前总会报：{'、'.join(fixed)}"))
    if report.unreviewed:
        tell(say(f"另有 {len(report.unreviewed)} 处未能审查，不能记入基线"))


def _fixed(report: Report) -> set[str]:
    """The rules of findings that no baseline holds."""
    standing = {finding.rule for finding in report.findings if finding.muted is None}
    return {rule for rule in standing if not report.rule(rule).suppressible}
