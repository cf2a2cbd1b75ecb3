"""packs: rule files, YAML in, rules out; with their examples as tests and their pages as text.

The files are read (see seclint.packs.reading) only where what was read before is not remembered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from seclint.errors import UsageError
from seclint.match import RuleSet
from seclint.model import Rule
from seclint.nearest import nearest
from seclint.packs.ruleset import Ruleset, bundled, with_ours
from seclint.plan import plan
from seclint.store import remembered

__all__ = [
    "Ruleset",
    "bundled",
    "check_prefixes",
    "compiled",
    "find",
    "folders",
    "in_force",
    "load",
    "selected",
]

_WORDS = (".txt", ".csv", ".xlsx")
"""What the files are called that lists of words are kept in."""

_EVERY = ("",)
"""The prefix of every rule."""


def folders(configured: Iterable[Path], named: Iterable[Path] | None) -> list[Path]:
    """Our own folder, the configured ones and those named, each once."""
    found = [bundled(), *configured, *(named or ())]
    return list({folder.resolve(): folder for folder in found}.values())


def load(folders: Sequence[Path]) -> Ruleset:
    """All packs in these folders (*.yaml, *.yml). Raises RuleError, or UsageError for no pack.

    What was read is remembered as long as no file changes.
    """
    return remembered("rules", _contents(folders), lambda: _read(folders))


def _read(folders: Sequence[Path]) -> Ruleset:
    from seclint.packs.reading import read_all

    return read_all(folders)


def _contents(folders: Sequence[Path]) -> Iterator[bytes]:
    """Names and bytes of all files that rules, laws and cases are read from."""
    for folder in with_ours(folders):
        files = sorted((*_yaml(folder), *_yaml(folder / "law")))
        contents = {file: file.read_bytes() for file in files}
        if any(b"file:" in content for content in contents.values()):  # where lists are kept
            kept = (file for file in folder.rglob("*") if file.suffix.lower() in _WORDS)
            contents |= {file: file.read_bytes() for file in sorted(kept)}
        for file, content in contents.items():
            yield file.name.encode("utf-8", "surrogatepass")
            yield content
    yield repr([folder.resolve() == bundled().resolve() for folder in folders]).encode()


def _yaml(folder: Path) -> list[Path]:
    files = folder.iterdir() if folder.is_dir() else ()
    return [file for file in files if file.name.endswith((".yaml", ".yml"))]


def compiled(ruleset: Ruleset) -> RuleSet:
    """The rules, ready to look for; how to look for them is remembered."""
    asked = [ruleset.sha256, *(rule.id for rule in ruleset.rules)]
    known = remembered("plan", ["\0".join(asked).encode()], lambda: plan(ruleset.rules))
    return RuleSet(ruleset.rules, known)


def in_force(ruleset: Ruleset, day: date) -> Ruleset:
    """The rules that hold on that day."""
    return _filtered(ruleset, lambda rule: rule.window.holds(day))


def _filtered(ruleset: Ruleset, wanted: Callable[[Rule], bool]) -> Ruleset:
    packs = (pack._replace(rules=tuple(filter(wanted, pack.rules))) for pack in ruleset.packs)
    return ruleset._replace(packs=tuple(pack for pack in packs if pack.rules))


def selected(
    ruleset: Ruleset,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend: tuple[str, ...] = (),
) -> Ruleset:
    """The rules whose id begins with a selected prefix and with no ignored one.

    No `select` selects all; `extend` selects on top of either. The longer prefix wins, and an
    ignored one of the same length. Raises UsageError for a prefix of no rule.
    """
    check_prefixes((*select, *extend, *ignore), ruleset)
    if not (select or ignore):
        return ruleset
    taken = (*(select or _EVERY), *extend)

    def wanted(rule: Rule) -> bool:
        chosen = max((len(p) for p in taken if rule.id.startswith(p)), default=-1)
        dropped = max((len(p) for p in ignore if rule.id.startswith(p)), default=-1)
        return chosen > dropped

    return _filtered(ruleset, wanted)


def find(ruleset: Ruleset, identifier: str) -> Rule:
    """The rule with this id or name. Raises UsageError, with the nearest one, for none."""
    known = {key: rule for rule in ruleset.rules for key in (rule.id, rule.name)}
    if identifier not in known:
        raise UsageError(f"没有规则「{identifier}」{nearest(identifier, known)}")
    return known[identifier]


def check_prefixes(prefixes: Iterable[str], ruleset: Ruleset) -> None:
    """Raises UsageError, with the nearest one, for a prefix of no rule."""
    for prefix in prefixes:
        ids = tuple(rule.id for rule in ruleset.rules)
        if not prefix or not any(identifier.startswith(prefix) for identifier in ids):
            raise UsageError(f"没有规则「{prefix}」{nearest(prefix, ids)}")
