"""baseline: findings that a team has seen before, so that only new ones count.

An entry holds no text and no line: which file, which rule, and a keyed digest of what was found
(`Finding.identity`), and how often. So it survives whatever is moved or edited around it, and who
has no key learns nothing from it, though the numbers that people have can all be tried out.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from seclint.errors import SeclintError
from seclint.model import Finding

SCHEMA = "seclint-baseline/1"
REASON = "已在基线"


class Entry(NamedTuple):
    """What was found in a file: the path of its document, the rule, and the keyed digest."""

    path: str
    rule: str
    identity: str


class Baseline(NamedTuple):
    """How often each was found; `key` tells which key the digests were made with."""

    key: str
    counts: Counter[Entry]


class Compared(NamedTuple):
    """The findings, old ones muted, the baseline without what was not found any more, and that."""

    findings: tuple[Finding, ...]
    rest: Baseline
    stale: Counter[Entry]


Path = Callable[[Finding], str]
"""What the document of a finding is called in a baseline."""


class Seen(NamedTuple):
    """What a run can tell of entries that it did not find: would it have seen what they stand for,
    and is their file there no more?
    """

    entry: Callable[[Entry], bool]
    is_gone: Callable[[str], bool]


class BaselineError(SeclintError):
    """A file that is no baseline, or one made with another key."""


def mark_of(key: bytes) -> str:
    """What tells this key from another one."""
    return blake2b(b"seclint", key=key, digest_size=8).hexdigest()


def baseline(findings: Iterable[Finding], key: bytes, path: Path) -> Baseline:
    """All findings that are not muted."""
    standing = (finding for finding in findings if finding.muted is None)
    return Baseline(mark_of(key), Counter(_entry(finding, path) for finding in standing))


def compared(findings: Iterable[Finding], old: Baseline, path: Path, seen: Seen) -> Compared:
    """The findings against the baseline.

    First each in its own file; then those left over, with what is left of files that are gone: a
    file that was renamed. What is left that the run would have seen, or whose file is gone, is
    stale. A finding that is muted already is met too: it is still there.
    """
    left, kept = Counter(old.counts), Counter[Entry]()
    told = [_matched(finding, _entry(finding, path), left, kept) for finding in findings]
    moved: dict[tuple[str, str], list[Entry]] = {}
    for entry in left:
        if left[entry] and seen.is_gone(entry.path):
            moved.setdefault((entry.rule, entry.identity), []).append(entry)
    told = [_renamed(finding, _entry(finding, path), moved, left, kept) for finding in told]
    unmet = ((entry, count) for entry, count in left.items() if count)
    stale = Counter({e: n for e, n in unmet if seen.entry(e) or seen.is_gone(e.path)})
    return Compared(tuple(told), Baseline(old.key, kept + (left - stale)), stale)


def renewed(old: Compared, path: Path) -> tuple[Baseline, int]:
    """The baseline after a comparison, and so many findings that are new in it."""
    standing = (finding for finding in old.findings if finding.muted is None)
    new = Counter(_entry(finding, path) for finding in standing)
    return Baseline(old.rest.key, old.rest.counts + new), new.total()


def _entry(finding: Finding, path: Path) -> Entry:
    more = f"+{finding.more}" if finding.more else ""
    return Entry(path(finding), finding.rule, finding.identity + more)


def _matched(finding: Finding, entry: Entry, left: Counter[Entry], kept: Counter[Entry]) -> Finding:
    if not left[entry]:
        return finding
    left[entry] -= 1
    kept[entry] += 1
    return finding if finding.muted is not None else finding._replace(muted=REASON)


def _renamed(
    finding: Finding,
    entry: Entry,
    moved: dict[tuple[str, str], list[Entry]],
    left: Counter[Entry],
    kept: Counter[Entry],
) -> Finding:
    before = moved.get((entry.rule, entry.identity), [])
    if finding.muted is not None or not before:
        return finding
    left[before[-1]] -= 1
    if not left[before[-1]]:
        before.pop()
    kept[entry] += 1
    return finding._replace(muted=REASON)


# --- as a file -------------------------------------------------------------------------------


def written(base: Baseline) -> Iterator[str]:
    """The file: an entry a line, in order, so that a change of one is a change of one line."""
    yield f'{{"schema": "{SCHEMA}", "key": "{base.key}", "entries": ['
    for number, (entry, count) in enumerate(sorted(base.counts.items())):
        line = json.dumps([*entry, count], ensure_ascii=True)
        yield ("," if number else "") + f"\n{line}"
    yield "\n]}\n"


def read(text: str, key: bytes) -> Baseline:
    """The baseline of a file. Raises BaselineError."""
    try:
        data = json.loads(text)
        counts = Counter({Entry(*names): _count(count) for *names, count in data["entries"]})
        schema, mark = data["schema"], data["key"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BaselineError("不是 seclint 的基线文件") from None
    if schema != SCHEMA:
        raise BaselineError(f"基线的格式是 {schema}，应为 {SCHEMA}")
    if mark != mark_of(key):
        raise BaselineError("基线是用另一把密钥做的")
    return Baseline(mark, counts)


def _count(value: object) -> int:
    if isinstance(value, int) and value > 0:
        return value
    raise ValueError
