"""allowing: the allow-list in a run: what it lets go, and which of its entries are without effect.

An entry that holds for every file is refused: what is to count nowhere is `ignore`d, in so many
words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from seclint.allow import Allow
from seclint.cli.globs import Glob, glob, path_from
from seclint.config import Config
from seclint.errors import ConfigError
from seclint.model import Finding, Mute, Rule, Void


class Seen(NamedTuple):
    """A file by its path from the configuration (its name, where nothing there is about files),
    what was found in it, and was it read whole?
    """

    path: str
    findings: tuple[Finding, ...]
    whole: bool


class _Allowed(NamedTuple):
    """An entry, and where it holds; None is everywhere."""

    entry: Allow
    where: Glob | None

    def holds(self, path: str) -> bool:
        """May it let findings in this file go?"""
        return self.where is None or self.where.holds(path)

    @property
    def subject(self) -> str:
        """What it is about."""
        entry = self.entry
        return " ".join(filter(None, (entry.fingerprint, entry.rule, entry.path)))


class AllowList(NamedTuple):
    """The entries, the rules that count in this run, its day, and how a text may be told."""

    entries: tuple[_Allowed, ...]
    rules: Mapping[str, Rule]
    day: date
    shown: Callable[[str], str]

    def mute_in(self, path: str) -> Mute:
        """What lets findings in this file go."""
        holding = [e for e in self.entries if not self._is_over(e.entry) and e.holds(path)]

        def mute(finding: Finding) -> str | None:
            if not self.rules[finding.rule].suppressible:
                return None
            fitting = (each.entry for each in holding if each.entry.fits(finding))
            return next((self.shown(entry.words) for entry in fitting), None)

        return mute

    def void(self, seen: Sequence[Seen], *, everything: bool) -> Iterator[Void]:
        """The entries without effect on what was seen; is `everything` that there is seen?"""
        for each in self.entries:
            if fault := self._fault(each, seen, everything=everything):
                code, reason = fault
                file = path_from(".", each.entry.file)
                yield Void(self.shown(file), each.entry.line, code, self.shown(reason))

    def _is_over(self, entry: Allow) -> bool:
        return entry.until is not None and entry.until < self.day

    def _fault(
        self, allowed: _Allowed, seen: Sequence[Seen], *, everything: bool
    ) -> tuple[str, str] | None:
        """Why an entry has no effect, as a code and in words; None where it has, or may have."""
        if self._is_over(allowed.entry):
            return "expired", f"放行已于 {allowed.entry.until} 到期：{allowed.subject}"
        rules = self._fitting(allowed, seen)
        if any(self.rules[rule].suppressible for rule in rules):
            return None
        if rules:
            return "not-suppressible", f"规则 {'、'.join(sorted(rules))} 不许豁免"
        if self._was_looked_for(allowed, seen, everything=everything):
            return "unused", f"放行没有用到：{allowed.subject}"
        return None

    def _fitting(self, allowed: _Allowed, seen: Sequence[Seen]) -> set[str]:
        """The rules of its findings."""
        here = (each for each in seen if each.findings and allowed.holds(each.path))
        found = (finding for each in here for finding in each.findings)
        return {finding.rule for finding in found if allowed.entry.fits(finding)}

    def _was_looked_for(self, allowed: _Allowed, seen: Sequence[Seen], *, everything: bool) -> bool:
        """Would its findings have been seen, if there were any?"""
        if allowed.entry.rule not in (None, *self.rules):
            return False
        if allowed.where is None:
            return everything and all(each.whole for each in seen)
        return any(each.whole and allowed.holds(each.path) for each in seen)


def allowed(settings: Config) -> tuple[_Allowed, ...]:
    """The entries of a configuration. Raises ConfigError."""
    return tuple(_Allowed(entry, _where(entry)) for entry in settings.allow)


def _where(entry: Allow) -> Glob | None:
    if entry.path is None:
        return None
    place = f"{entry.file}:{entry.line}: [[allow]] "
    where = glob(entry.path, place)
    if where.holds_everywhere:
        too_wide = f"path 太宽：「{entry.path}」是所有文件；哪里都不报的写进 ignore"
        raise ConfigError(place + too_wide)
    return where
