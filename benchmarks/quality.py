"""quality: what seclint finds and misses in a labelled corpus, as tables.

    python benchmarks/quality.py ../shared/corpora/dev [--details]

The corpus holds `labels.jsonl` (file, kind, expect, text, line) and folders of files; a set is a
top folder. Only text and docx files are read. A label counts as found where a finding of its
kind stands on its text, as a warning or an error; "any" counts infos too.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from seclint.extract import extract
from seclint.fold import fold
from seclint.match import RuleSet
from seclint.model import Document, Finding, Severity, Unreviewed
from seclint.packs import bundled, load
from seclint.review import review

READ = {".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".docx", ".vue", ".tex", ".jsonl"}


class Seen(NamedTuple):
    """A finding, with the text that it stands on (never printed without --details)."""

    finding: Finding
    text: str


class Read(NamedTuple):
    """What one file gave."""

    characters: int
    seen: list[Seen]
    unreviewed: list[Unreviewed]


def read_all(root: Path, rules: RuleSet) -> Iterator[tuple[str, Read]]:
    """Every text and docx file of the corpus, in order."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix.lower() in READ and "/" in name:
            yield name, read_one(name, path.read_bytes(), rules)


def read_one(name: str, data: bytes, rules: RuleSet) -> Read:
    """Extract and review one file."""
    characters, seen, unreviewed = 0, [], []
    for item in extract(name, data):
        if isinstance(item, Document):
            characters += len(item.text)
            seen.extend(Seen(f, item.text[slice(*f.span)]) for f in review(item, rules))
        else:
            unreviewed.append(item)
    return Read(characters, seen, unreviewed)


def bare(text: str) -> str:
    """Text as it is compared: folded, without spaces."""
    return "".join(fold(text).text.split())


def found(label: dict, read: Read, least: Severity) -> bool:
    """Does a finding of the label's kind stand on its text?"""
    if label["kind"] == "unreviewed":
        return bool(read.unreviewed)
    wanted = bare(label["text"])
    return any(
        item.finding.kind == label["kind"]
        and item.finding.severity >= least
        and (wanted in bare(item.text) or bare(item.text) in wanted)
        for item in read.seen
    )


def print_sets(reads: dict[str, Read]) -> None:
    """Findings per set, and per 100,000 characters."""
    print(
        f"{'set':<28}{'files':>7}{'chars':>11}{'error':>7}{'warning':>9}{'info':>7}{'warn/100k':>11}"
    )
    groups = defaultdict(list)
    for name, read in reads.items():
        groups[name.split("/")[0]].append(read)
        groups["/".join(name.split("/")[:2])].append(read)
    for group, members in sorted(groups.items()):
        characters = sum(read.characters for read in members)
        count = Counter(item.finding.severity for read in members for item in read.seen)
        rate = count[Severity.WARNING] * 100_000 / max(characters, 1)
        print(
            f"{group:<28}{len(members):>7}{characters:>11}{count[Severity.ERROR]:>7}"
            f"{count[Severity.WARNING]:>9}{count[Severity.INFO]:>7}{rate:>11.2f}"
        )


def print_recall(labels: list[dict], reads: dict[str, Read], *, details: bool) -> None:
    """Recall of labels per kind; `not-error` labels hold where no error stands on them."""
    total, hit, loose = Counter(), Counter(), Counter()
    for label in labels:
        read = reads.get(label["file"])
        if read is None:
            continue
        kind = label["kind"]
        if label["expect"] == "not-error":
            kind += " (not an error)"
            good = not found(label, read, Severity.ERROR)
        else:
            good = found(label, read, Severity.WARNING)
        total[kind] += 1
        hit[kind] += good
        loose[kind] += good or found(label, read, Severity.INFO)
        if details and not good:
            print("  missed", label["file"], label["kind"], label["line"], repr(label["text"]))
    print(f"{'kind':<32}{'labels':>8}{'found':>8}{'recall':>9}{'any':>9}")
    for kind in sorted(total):
        share, any_share = hit[kind] / total[kind], loose[kind] / total[kind]
        print(f"{kind:<32}{total[kind]:>8}{hit[kind]:>8}{share:>9.3f}{any_share:>9.3f}")


def print_details(reads: dict[str, Read]) -> None:
    """Each error and warning outside the positive set, with its text."""
    for name, read in reads.items():
        if not name.startswith("positive/"):
            for item in read.seen:
                if item.finding.severity >= Severity.WARNING:
                    finding = item.finding
                    where = f"{finding.document}:{finding.line}"
                    print(" ", finding.severity.name, finding.rule, where, repr(item.text[:60]))


def main() -> None:
    """Print the tables for the corpus named on the command line."""
    root, details = Path(sys.argv[1]), "--details" in sys.argv
    rules = RuleSet(load([bundled()]).rules)
    reads = dict(read_all(root, rules))
    labels = [json.loads(line) for line in (root / "labels.jsonl").open(encoding="utf-8")]
    if details:
        print_details(reads)
    print_sets(reads)
    print()
    print_recall(labels, reads, details=details)


if __name__ == "__main__":
    main()
