"""ruling: by which rules a request wants files reviewed."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from seclint import packs
from seclint.cli.request import Request
from seclint.cli.sources import split
from seclint.config import Config
from seclint.errors import ConfigError, UsageError
from seclint.nearest import nearest
from seclint.packs import Ruleset

if TYPE_CHECKING:
    from seclint.packs.profiles import Profile


class Ruling(NamedTuple):
    """All rules in force, those of them that count, and the profile they were made to fit.

    A text is searched for all of them: what a deselected rule sees is masked too.
    """

    ruleset: Ruleset
    selected: Ruleset
    profile: "Profile | None"


def ruling(request: Request, settings: Config, day: date) -> Ruling:
    """The rules for this request. Raises UsageError, ConfigError, RuleError."""
    everything, profile = _ruleset(request, settings)
    _check_allowed(everything, settings)
    ruleset = packs.in_force(everything, day)
    return Ruling(ruleset, _selected(ruleset, request, settings, profile), profile)


def _ruleset(request: Request, settings: Config) -> "tuple[Ruleset, Profile | None]":
    """All rules, as the profile that is named or else configured wants them; and that profile."""
    places = packs.folders(settings.rules, request.folders)
    ruleset = packs.load(places)
    wanted = request.profile or settings.profile
    if wanted is None:
        return ruleset, None
    from seclint.packs import profiles  # it reads YAML, which nothing else here needs

    try:
        profile = profiles.find(profiles.load(places, ruleset), wanted)
    except UsageError as error:
        raise error if request.profile else ConfigError(f"{settings.source}：{error}") from None
    return profiles.apply(ruleset, profile), profile


def _selected(
    ruleset: Ruleset, request: Request, settings: Config, profile: "Profile | None"
) -> Ruleset:
    _check(ruleset, settings)
    selected = split(request.select)
    if selected is None:  # the command line's, or the configuration's, or the profile's
        selected = settings.select or (profile.select if profile else ())
    return packs.selected(
        ruleset,
        selected,
        settings.ignore + (split(request.ignore) or ()),
        settings.extend_select + (split(request.extend_select) or ()),
    )


def _check_allowed(ruleset: Ruleset, settings: Config) -> None:
    """Raises ConfigError where the allow-list names no rule, many, or one that is never let off."""
    known = {rule.id: rule for rule in ruleset.rules}
    for entry in settings.allow:
        if entry.rule is None or (entry.rule in known and known[entry.rule].suppressible):
            continue
        place = f"{entry.file}:{entry.line}: [[allow]] "
        if entry.rule in known:
            raise ConfigError(f"{place}规则 {entry.rule} 不许豁免（suppressible: false）")
        if any(identifier.startswith(entry.rule) for identifier in known):
            raise ConfigError(f"{place}rule 太宽：「{entry.rule}」；要写一条规则的完整编号")
        raise ConfigError(f"{place}没有规则「{entry.rule}」{nearest(entry.rule, known)}")


def _check(ruleset: Ruleset, settings: Config) -> None:
    """Raises ConfigError where the configuration names no rule of these."""
    per_file = tuple(prefix for _, prefixes in settings.per_file_ignores for prefix in prefixes)
    named = settings.ignore + settings.extend_select + per_file
    try:
        packs.selected(ruleset, settings.select or (), named)
    except UsageError as error:
        raise ConfigError(f"{settings.source}：{error}") from None
