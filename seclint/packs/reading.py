"""reading: folders of rule files -> Ruleset; what is named in one file must be in some other."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from seclint.errors import RuleError, UsageError
from seclint.model import KINDS
from seclint.nearest import nearest
from seclint.packs import casefile, lists
from seclint.packs.cases import Case
from seclint.packs.law import Laws
from seclint.packs.lawfile import gathered, parse_law
from seclint.packs.lists import Shared
from seclint.packs.nodes import Item
from seclint.packs.parse import Parsed, parse
from seclint.packs.ruleset import Ruleset, with_ours
from seclint.standing import Circular, depths

PROFILES = "profiles.yaml"
"""The profiles of a rule folder (see seclint.packs.profiles)."""

NO_PACKS = (lists.FILE, PROFILES, casefile.FILE)
"""Files of a rule folder that are no packs."""


def read_all(folders: Sequence[Path]) -> Ruleset:
    """All packs in these folders. Raises RuleError, or UsageError for a folder without packs."""
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
    digest.update(repr(packs).encode("utf-8", "surrogatepass"))  # words come from other files too
    return Ruleset(packs, digest.hexdigest(), laws, tuple(known.values()))


def _laws(folders: Iterable[Path]) -> Laws:
    """Our own laws and those in the folders' law/, which any pack may name."""
    files = (file for folder in with_ours(folders) for file in sorted(folder.glob("law/*.y*ml")))
    return gathered(parse_law(str(file), text_of(file, file.read_bytes())) for file in files)


def _cases(folders: Iterable[Path]) -> Mapping[str, Case]:
    """Our own published cases and those in the folders' cases.yaml, by id."""
    files = (folder / casefile.FILE for folder in with_ours(folders))
    texts = ((str(file), text_of(file, file.read_bytes())) for file in files if file.is_file())
    return casefile.together(case for each in texts for case in casefile.parse_cases(*each))


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


def text_of(file: Path, data: bytes) -> str:
    """The text of a rule file. Raises RuleError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise RuleError(str(file), line, column, "规则文件要用 UTF-8 编码") from None


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
        casefile.check(item, known)


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
