"""profiles: what a channel of publication changes: what must be public there, what is worse there.

A rules folder may hold a `profiles.yaml` beside its packs. A profile never touches what a rule
finds: it mutes with a reason, raises severities, and may choose which rules count at all.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from seclint.errors import UsageError
from seclint.model import Finding, Level, Rule, Severity
from seclint.nearest import nearest
from seclint.packs.nodes import Item, read
from seclint.packs.reading import PROFILES, text_of
from seclint.packs.ruleset import Ruleset

_RAISED_TO = {"warning": Severity.WARNING, "error": Severity.ERROR}
_UP_TO = {severity.name.lower(): severity for severity in Severity}


class Exempt(NamedTuple):
    """Rules, by their ids or prefixes, whose findings do not count up to a severity, and why."""

    prefixes: tuple[str, ...]
    up_to: Severity
    reason: str

    def covers(self, rule: str) -> bool:
        """Is the rule with this id one of them?"""
        return rule.startswith(self.prefixes)


class Profile(NamedTuple):
    """A channel of publication. No `select` selects all; `raised` are prefixes and severities."""

    name: str
    title: str
    description: str
    select: tuple[str, ...] = ()
    ignore: tuple[Exempt, ...] = ()
    raised: tuple[tuple[str, Severity], ...] = ()

    def mute(self, finding: Finding) -> str | None:
        """The reason why a finding does not count in this channel, or None."""
        for exempt in self.ignore:
            if exempt.covers(finding.rule) and finding.severity <= exempt.up_to:
                return f"{self.title}：{exempt.reason}"
        return None

    def notes(self, before: Rule, after: Rule) -> Iterator[str]:
        """What the profile changes about a rule, as it was and as it is, in words."""
        if before.severity != after.severity:
            yield f"原为 {before.severity.name.lower()}"
        elif before.levels != after.levels:
            yield "改判的级别随之提高"
        for exempt in self.ignore:
            if exempt.covers(after.id):
                yield f"{exempt.up_to.name.lower()} 及以下不报：{exempt.reason}"


def load(folders: Iterable[Path], ruleset: Ruleset) -> tuple[Profile, ...]:
    """The profiles in these folders. Raises RuleError where one is wrong, or names no rule."""
    profiles: dict[str, Profile] = {}
    for file in (folder / PROFILES for folder in folders):
        for item in _items(file) if file.is_file() else ():
            profile = _profile(item, ruleset)
            if profile.name in profiles:
                item.refuse(f"发布渠道「{profile.name}」重复")
            profiles[profile.name] = profile
    return tuple(profiles.values())


def find(profiles: Iterable[Profile], name: str) -> Profile:
    """The profile of this name. Raises UsageError, with the nearest one, for none."""
    known = {profile.name: profile for profile in profiles}
    if name not in known:
        raise UsageError(f"没有发布渠道「{name}」{nearest(name, known)}")
    return known[name]


def apply(ruleset: Ruleset, profile: Profile) -> Ruleset:
    """The same rules, as severe as the profile wants them; a ruleset of another digest."""
    packs = tuple(
        pack._replace(rules=tuple(_raised(rule, profile) for rule in pack.rules))
        for pack in ruleset.packs
    )
    digest = sha256(f"{ruleset.sha256}{profile}".encode()).hexdigest()
    return ruleset._replace(packs=packs, sha256=digest)


def _raised(rule: Rule, profile: Profile) -> Rule:
    """The rule, and its levels above info, at least as severe as its longest prefix is raised to.

    A level of info rests on evidence (an example, a lesson) that holds in every channel.
    """
    floors = [pair for pair in profile.raised if rule.id.startswith(pair[0])]
    if not floors:
        return rule
    _, floor = max(floors, key=lambda pair: len(pair[0]))
    levels = tuple(_at_least(floor, level) for level in rule.levels)
    return rule._replace(severity=max(rule.severity, floor), levels=levels)


def _at_least(floor: Severity, level: Level) -> Level:
    if level.severity == Severity.INFO:
        return level
    return level._replace(severity=max(level.severity, floor))


# --- as YAML ---------------------------------------------------------------------------------


def _items(file: Path) -> tuple[Item, ...]:
    root = read(str(file), text_of(file, file.read_bytes()))
    return root.fields(("profiles",))["profiles"].items()


def _profile(item: Item, ruleset: Ruleset) -> Profile:
    fields = item.fields(("name", "title", "description"), ("select", "ignore", "raise"))
    return Profile(
        name=fields["name"].string(),
        title=fields["title"].string(),
        description=fields["description"].string(),
        select=fields.get("select", lambda value: _prefixes(value, ruleset), ()),
        ignore=fields.get("ignore", lambda value: tuple(_exempts(value, ruleset)), ()),
        raised=fields.get("raise", lambda value: tuple(_floors(value, ruleset)), ()),
    )


def _exempts(item: Item, ruleset: Ruleset) -> Iterator[Exempt]:
    for entry in item.items():
        fields = entry.fields(("rules", "reason"), ("up-to",))
        prefixes = _prefixes(fields["rules"], ruleset)
        for rule in ruleset.rules:
            if rule.id.startswith(prefixes) and not rule.suppressible:
                fields["rules"].refuse(f"规则 {rule.id} 不许豁免（suppressible: false）")
        if not (reason := fields["reason"].string().strip()):
            fields["reason"].refuse("要写理由")
        up_to = fields.get("up-to", lambda value: value.choice(_UP_TO), "warning")
        yield Exempt(prefixes, _UP_TO[up_to], reason)


def _floors(item: Item, ruleset: Ruleset) -> Iterator[tuple[str, Severity]]:
    for key, value in item.entries():
        rules = _named(key, ruleset)
        floor = _RAISED_TO[value.choice(_RAISED_TO)]
        unfounded = [rule.id for rule in rules if not rule.basis]
        if floor == Severity.ERROR and unfounded:
            value.refuse(f"规则 {'、'.join(unfounded)} 没有依据（basis），不能升为 error")
        yield key.string(), floor


def _prefixes(item: Item, ruleset: Ruleset) -> tuple[str, ...]:
    for entry in item.items():
        _named(entry, ruleset)
    return item.strings()


def _named(item: Item, ruleset: Ruleset) -> list[Rule]:
    """The rules that an id or prefix names; there must be one."""
    prefix = item.string()
    rules = [rule for rule in ruleset.rules if prefix and rule.id.startswith(prefix)]
    if not rules:
        ids = tuple(rule.id for rule in ruleset.rules)
        item.refuse(f"没有规则「{prefix}」{nearest(prefix, ids)}")
    return rules
