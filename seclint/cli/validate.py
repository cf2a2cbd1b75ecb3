"""validate: are the configuration and the rules that it asks for in order? Nothing is reviewed."""

import typer

from seclint import packs
from seclint.cli.choices import day_of
from seclint.cli.language import say
from seclint.cli.muting import muting
from seclint.cli.options import ConfigFile, Isolated, ProfileName, RuleFolders
from seclint.cli.request import Request
from seclint.cli.ruling import ruling
from seclint.cli.settings import settled
from seclint.packs import profiles
from seclint.report.terminal import harmless


def validate(
    folders: RuleFolders = None,
    profile: ProfileName = None,
    config: ConfigFile = None,
    *,
    isolated: Isolated = False,
) -> None:
    """检查配置、规则文件和发布渠道的写法，不审查文件；正反例由 seclint test 来跑。"""
    request = Request(folders=folders, profile=profile, config=config, isolated=isolated)
    settings = settled(request)
    ruled = ruling(request, settings, day_of(None))
    ruleset, selected, _ = ruled
    channels = profiles.load(packs.folders(settings.rules, None), ruleset)
    typer.echo(harmless(say(f"配置：{settings.source or say('没有配置文件，用缺省')}")))
    counts = len(ruleset.packs), len(ruleset.rules), len(selected.rules)
    typer.echo(say("规则：{} 个包，{} 条，选用 {} 条".format(*counts)))
    typer.echo(say(f"发布渠道：{len(channels)} 个"))
    for each in muting(settings, ruled, day_of(None)).allow.void((), everything=False):
        typer.echo(harmless(f"{each.document}:{each.line}: {say(each.reason)}"))
