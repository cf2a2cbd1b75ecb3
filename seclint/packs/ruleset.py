"""ruleset: the rules that are read together, and where our own are."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from seclint.model import Pack, Rule
from seclint.packs.cases import Case
from seclint.packs.law import NO_LAWS, Laws


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


def with_ours(folders: Iterable[Path]) -> list[Path]:
    """Our own folder and these, each once."""
    return list({folder.resolve(): folder for folder in (bundled(), *folders)}.values())
