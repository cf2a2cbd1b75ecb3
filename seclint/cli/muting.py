"""muting: what of the findings does not count in a run, by its configuration and its channel."""

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from seclint import packs
from seclint.cli.allowing import AllowList, Seen, allowed
from seclint.cli.globs import Glob, glob, path_from
from seclint.cli.ruling import Ruling
from seclint.cli.sources import root
from seclint.config import Config
from seclint.model import Finding, Mute
from seclint.mute import mute
from seclint.review import shown_name
from seclint.run import Outcome


class _PerFileIgnore(NamedTuple):
    """Rules that do not count in some files."""

    where: Glob
    prefixes: tuple[str, ...]

    def mute(self, finding: Finding) -> str | None:
        """The reason, for a finding in such a file."""
        if finding.rule.startswith(self.prefixes):
            return f"per-file-ignores：{self.where.written}"
        return None


class Muting(NamedTuple):
    """What may keep findings from counting; `base` is the folder that paths are told from."""

    base: str
    ignores: tuple[_PerFileIgnore, ...]
    channel: tuple[Mute, ...]
    allow: AllowList

    def seen(self, name: str, outcome: Outcome) -> Seen:
        """What became of a file, the findings of rules that count, those muted that are not to."""
        is_asked_for = self.ignores or self.allow.entries  # a path takes many calls of the system
        path = path_from(self.base, name) if is_asked_for else name
        findings = [each for each in outcome.findings if each.rule in self.allow.rules]
        mutes = self._mutes(path) if findings else []
        muted = tuple(mute(finding, mutes) for finding in findings)
        return Seen(path, muted, not outcome.unreviewed)

    def reason(self, name: str, finding: Finding) -> str | None:
        """Why a finding in this file does not count, or None where it does."""
        if finding.rule not in self.allow.rules:
            return "没有选用这条规则"
        return mute(finding, self._mutes(path_from(self.base, name))).muted

    def _mutes(self, path: str) -> list[Mute]:
        ignores = (each.mute for each in self.ignores if each.where.holds(path))
        return [*ignores, *self.channel, self.allow.mute_in(path)]


def muting(settings: Config, ruling: Ruling, day: date) -> Muting:
    """What a configuration and a ruling mute on that day. Raises ConfigError."""
    ignores = (
        _PerFileIgnore(glob(written, f"{settings.source}: per-file-ignores "), prefixes)
        for written, prefixes in settings.per_file_ignores
    )
    rules = {rule.id: rule for rule in ruling.selected.rules}
    return Muting(
        os.path.realpath(root(settings)),
        tuple(ignores),
        (ruling.profile.mute,) if ruling.profile else (),
        AllowList(allowed(settings), rules, day, _shown(ruling)),
    )


def _shown(ruling: Ruling) -> Callable[[str], str]:
    """How what a person wrote in the configuration may be told: they may have quoted a draft."""
    return cache(lambda text: shown_name(text, packs.compiled(ruling.ruleset)))
