"""ruling: by which rules a request wants files reviewed."""

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from seclint import packs
from seclint.cli.request import Request
from seclint.cli.settings import is_option, with_options
from seclint.config import Config
from seclint.errors import ConfigError, SeclintError, UsageError
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
    everything, profile = _ruleset(settings)
    _check_allowed(everything, settings)
    ruleset = packs.in_force(everything, day)
    _check(ruleset, with_options(Config(), request))
    _check(ruleset, settings)
    selected = settings.select or (profile.select if profile else ())
    return Ruling(
        ruleset,
        packs.selected(ruleset, selected, settings.ignore, settings.extend_select),
        profile,
    )


def _ruleset(settings: Config) -> "tuple[Ruleset, Profile | None]":
    """All rules, as the profile that is wanted makes them; and that profile."""
    places = packs.folders(settings.rules, None)
    ruleset = packs.load(places)
    if settings.profile is None:
        return ruleset, None
    from seclint.packs import profiles  # it reads YAML, which nothing else here needs

    try:
        profile = profiles.find(profiles.load(places, ruleset), settings.profile)
    except UsageError as error:
        raise _said_at(settings.places("profile")[-1:], error) from None
    return profiles.apply(ruleset, profile), profile


def _check_allowed(ruleset: Ruleset, settings: Config) -> None:
    """Raises ConfigError where the allow-list names no rule, many, or one that is never let off."""
    known = {rule.id: rule for rule in ruleset.rules}
    for entry in settings.allow:
        if entry.rule is None or (entry.rule in known and known[entry.rule].suppressible):
            continue
        place = f"{entry.file}:{entry.line}: [[allow]] "
        if entry.rule in known:
            fault = f"规则 {entry.rule} 不许豁免（suppressible: false）"
        elif any(identifier.startswith(entry.rule) for identifier in known):
            fault = f"rule 太宽：「{entry.rule}」；要写一条规则的完整编号"
        else:
            fault = f"没有规则「{entry.rule}」{nearest(entry.rule, known)}"
        raise ConfigError(place + fault)


def _check(ruleset: Ruleset, settings: Config) -> None:
    """Raises UsageError, or ConfigError with its place, where a setting names no rule of these."""
    named = {
        "select": settings.select or (),
        "ignore": settings.ignore,
        "extend-select": settings.extend_select,
        "per-file-ignores": tuple(chain(*(words for _, words in settings.per_file_ignores))),
    }
    for key, prefixes in named.items():
        try:
            packs.check_prefixes(prefixes, ruleset)
        except UsageError as error:
            raise _said_at(settings.places(key), error) from None


def _said_at(places: tuple[str, ...], error: UsageError) -> SeclintError:
    """The error, with the last of these places that is no option: its user sees the option."""
    written = [place for place in places if not is_option(place)]
    return ConfigError(f"{written[-1]}：{error}") if written else error
