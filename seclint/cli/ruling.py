"""ruling: by which rules a request wants files reviewed."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from seclint import packs
from seclint.cli.request import Request
from seclint.cli.sources import split
from seclint.config import Config
from seclint.errors import ConfigError, UsageError
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


def _check(ruleset: Ruleset, settings: Config) -> None:
    """Raises ConfigError where the configuration names no rule of these."""
    per_file = tuple(prefix for _, prefixes in settings.per_file_ignores for prefix in prefixes)
    named = settings.ignore + settings.extend_select + per_file
    try:
        packs.selected(ruleset, settings.select or (), named)
    except UsageError as error:
        raise ConfigError(f"{settings.source}：{error}") from None
