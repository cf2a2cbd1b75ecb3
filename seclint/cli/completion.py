"""completion: what a shell may offer for a word that is begun, and what each of it is about.

Where the rules cannot be read, nothing is offered: the command itself will say what is wrong.
"""

from collections.abc import Callable, Iterable, Iterator

from seclint.errors import SeclintError

Offer = tuple[str, str]
"""A word, and what it stands for."""


def rule_names(incomplete: str) -> list[Offer]:
    """Ids and names of rules."""
    return [offer for offer in _offers(_names) if offer[0].startswith(incomplete)]


def prefixes(incomplete: str) -> list[Offer]:
    """Prefixes and ids of rules, for the last of the words that commas part."""
    before, comma, last = incomplete.rpartition(",")
    fitting = (offer for offer in _offers(_prefixes) if offer[0].startswith(last))
    return [(f"{before}{comma}{name}", title) for name, title in fitting]


def profile_names(incomplete: str) -> list[Offer]:
    """Names of profiles."""
    return [offer for offer in _offers(_profiles) if offer[0].startswith(incomplete)]


def _offers(known: Callable[[], Iterable[Offer]]) -> list[Offer]:
    try:
        return list(known())
    except SeclintError:
        return []


def _names() -> Iterator[Offer]:
    from seclint.cli.rules import load_rules

    for rule in load_rules(None).rules:
        yield rule.id, rule.title
        yield rule.name, rule.title


def _prefixes() -> Iterator[Offer]:
    from seclint.cli.rules import load_rules

    for pack in load_rules(None).packs:
        yield pack.rules[0].id.rstrip("0123456789"), pack.title
        yield from ((rule.id, rule.title) for rule in pack.rules)


def _profiles() -> Iterator[Offer]:
    from seclint.cli.rules import load_rules, places
    from seclint.packs import profiles

    for profile in profiles.load(places(None), load_rules(None)):
        yield profile.name, profile.title
