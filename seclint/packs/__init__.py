"""packs: rule files, YAML in, rules out; with their examples as tests and their pages as text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from seclint.errors import RuleError, UsageError
from seclint.match import RuleSet, plan
from seclint.model import KINDS, Pack, Rule
from seclint.packs import cases, lists
from seclint.packs.cache import remembered
from seclint.packs.cases import Case
from seclint.packs.law import NO_LAWS, Laws, gathered, parse_law
from seclint.packs.lists import Shared
from seclint.packs.nodes import Item, nearest
from seclint.packs.parse import Parsed, parse
from seclint.standing import Circular, depths

PROFILES = "profiles.yaml"
"""The profiles of a rule folder (see seclint.packs.profiles)."""

NO_PACKS = (lists.FILE, PROFILES, cases.FILE)
"""Files of a rule folder that are no packs."""

_EVERY = ("",)
"""The prefix of every rule."""


class Ruleset(NamedTuple):
    """Packs read together, the sha256 of what they were read from, and the laws and cases known."""

    packs: tuple[Pack, ...]
    sha256: str
    laws: Laws = NO_LAWS
    cases: tuple[Case, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules of all packs, in order."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    def case(self, identifier: str) -> Case:
        """The published case with this id. Raises KeyError for none."""
        return {case.id: case for case in self.cases}[identifier]


def bundled() -> Path:
    """The folder of the rules that ship with seclint: installed, or in a checkout."""
    installed = Path(__file__).parent.parent / "rules"
    return installed if installed.is_dir() else installed.parent.parent / "rules"


def folders(configured: Iterable[Path], named: Iterable[Path] | None) -> list[Path]:
    """Our own folder, the configured ones and those named, each once."""
    found = [bundled(), *configured, *(named or ())]
    return list({folder.resolve(): folder for folder in found}.values())


def load(folders: Sequence[Path]) -> Ruleset:
    """All packs in these folders (*.yaml, *.yml). Raises RuleError, or UsageError for no pack.

    What was read is remembered as long as no file changes.
    """
    return remembered("rules", _contents(folders), lambda: _load(folders))


def compiled(ruleset: Ruleset) -> RuleSet:
    """The rules, ready to look for; how to look for them is remembered."""
    asked = [(rule.id, rule.kind, rule.find, rule.where) for rule in ruleset.rules]
    known = remembered("plan", [repr(asked).encode()], lambda: plan(ruleset.rules))
    return RuleSet(ruleset.rules, known)


def _contents(folders: Sequence[Path]) -> Iterator[bytes]:
    """Names and bytes of all files that rules, laws and cases are read from."""
    for folder in _with_ours(folders):
        own = (file for file in folder.glob("*") if file.suffix in (".yaml", ".yml"))
        files = sorted((*own, *folder.glob("law/*.y*ml")))
        contents = {file: file.read_bytes() for file in files}
        if any(b"file:" in content for content in contents.values()):  # where lists are kept
            contents |= {file: file.read_bytes() for file in sorted(lists.files(folder))}
        for file, content in contents.items():
            yield file.name.encode("utf-8", "surrogatepass")
            yield content
    yield repr([folder.resolve() == bundled().resolve() for folder in folders]).encode()


def _load(folders: Sequence[Path]) -> Ruleset:
    digest = sha256()
    parsed: list[Parsed] = []
    shared = Shared({}, {})
    for folder in folders:
        shared = _shared(folder, shared, digest)
        for file in _pack_files(folder):
            data = file.read_bytes()
            digest.update(data)
            parsed.append(parse(str(file), text_of(file, data), shared))
    laws, known = _laws(folders), _cases(folders)
    _check_among_all(parsed)
    _check_sources(parsed, laws, known)
    packs = tuple(each.pack for each in parsed)
    return Ruleset(packs, digest.hexdigest(), laws, tuple(known.values()))


def _laws(folders: Iterable[Path]) -> Laws:
    """Our own laws and those in the folders' law/, which any pack may name."""
    files = (file for folder in _with_ours(folders) for file in sorted(folder.glob("law/*.y*ml")))
    return gathered(parse_law(str(file), text_of(file, file.read_bytes())) for file in files)


def _cases(folders: Iterable[Path]) -> Mapping[str, Case]:
    """Our own published cases and those in the folders' cases.yaml, by id."""
    files = (folder / cases.FILE for folder in _with_ours(folders))
    texts = ((str(file), text_of(file, file.read_bytes())) for file in files if file.is_file())
    return cases.together(case for each in texts for case in cases.parse_cases(*each))


def _with_ours(folders: Iterable[Path]) -> list[Path]:
    return list({folder.resolve(): folder for folder in (bundled(), *folders)}.values())


def _shared(folder: Path, below: Shared, digest: Any) -> Shared:
    file = folder / lists.FILE
    if not file.is_file():
        return below
    data = file.read_bytes()
    digest.update(data)
    return lists.read_shared(str(file), text_of(file, data), below)


def _pack_files(folder: Path) -> list[Path]:
    files = sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))
    if not files:
        raise UsageError(f"没有规则文件：{folder}")
    return [file for file in files if file.name not in NO_PACKS]


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
    for prefix in (*select, *extend, *ignore):
        _check_prefix(prefix, ruleset)
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


def text_of(file: Path, data: bytes) -> str:
    """The text of a rule file. Raises RuleError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise RuleError(str(file), line, column, "规则文件要用 UTF-8 编码") from None


def _check_prefix(prefix: str, ruleset: Ruleset) -> None:
    ids = tuple(rule.id for rule in ruleset.rules)
    if not prefix or not any(identifier.startswith(prefix) for identifier in ids):
        raise UsageError(f"没有规则「{prefix}」{nearest(prefix, ids)}")


def _check_among_all(parsed: list[Parsed]) -> None:
    """Each id and name stands once in all packs, and each rule that another one names is there."""
    rules = [rule for each in parsed for rule in each.pack.rules]
    ids = tuple(sorted(rule.id for rule in rules))
    _check_once("规则编号", (item for each in parsed for item in each.identifiers))
    _check_once("规则名称", (item for each in parsed for item in each.names))
    _check_known((item for each in parsed for item in each.yields), ids)
    _check_known((item for each in parsed for item in each.looks), (*ids, *KINDS))
    try:
        depths(rules)
    except Circular as circle:
        at = next(i for each in parsed for i in each.identifiers if i.string() == circle.args[0])
        at.refuse(f"规则互相引用成环：{' → '.join(circle.args)}")


def _check_sources(parsed: list[Parsed], laws: Laws, known: Mapping[str, Case]) -> None:
    """Each article and each case that a rule names is there."""
    for item in (item for each in parsed for item in each.bases):
        if why := laws.objection(item.string()):
            item.refuse(why)
    for item in (item for each in parsed for item in each.cases):
        cases.check(item, known)


def _check_once(what: str, items: Iterable[Item]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.string() in seen:
            item.refuse(f"{what}「{item.string()}」重复")
        seen.add(item.string())


def _check_known(items: Iterable[Item], known: tuple[str, ...]) -> None:
    for item in items:
        if item.string() not in known:
            item.refuse(f"没有规则「{item.string()}」{nearest(item.string(), known)}")
