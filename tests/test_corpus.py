"""Our own labelled corpus: no change may trade a true find for a quieter report.

seclint eval tests/corpus/labels.jsonl --date 2026-11-24 --save tests/corpus-scores.json
brings the scores up to date, once they have become better.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from seclint import packs
from seclint.fold import fold
from seclint.match import RuleSet
from seclint.model import KINDS
from seclint.plan import plan

FOLDER = Path(__file__).parent / "corpus"
READ = (".txt", ".md", ".csv", ".html")
LABELS = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text("utf-8").splitlines()]


def test_nothing_that_was_found_is_lost() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "seclint", "eval", str(FOLDER / "labels.jsonl")),
            *("--date", "2026-11-24", "--against", str(FOLDER.parent / "corpus-scores.json")),
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_no_expression_is_left_out_where_it_matches() -> None:
    """What an expression is said to require is in every text of ours that it matches."""
    rules = packs.load([packs.bundled()]).rules
    careful = plan(rules)
    everything = careful._replace(
        everywhere=tuple(range(len(careful.expressions))),
        owners=tuple((size, owners, ()) for size, owners, _ in careful.owners),
        figures=(),
    )
    texts = [path.read_text("utf-8") for path in sorted(FOLDER.rglob("*")) if path.suffix in READ]
    long = "".join(text.replace("\n", "，") for text in texts)
    for text in (fold("\n".join(texts)), fold(long)):
        hits = [*RuleSet(rules, careful).hits(text)]
        assert hits == [*RuleSet(rules, everything).hits(text)]
        assert len({hit.rule.id for hit in hits}) > 200


def test_every_kind_has_true_cases_and_ones_that_only_look_so() -> None:
    found = Counter(label["kind"] for label in LABELS if label["expect"] == "found")
    passing = Counter(
        label["kind"] for label in LABELS if label["expect"] in ("clean", "not-error")
    )
    for kind in KINDS:
        if kind != "unreviewed":
            assert found[kind] >= 2, kind
            assert passing[kind] >= 2, kind
    assert sum(found.values()) + sum(passing.values()) >= 300


def test_every_label_stands_in_its_file() -> None:
    texts = {
        name: (FOLDER / name).read_text("utf-8")
        for name in {each["file"] for each in LABELS}
        if not name.endswith(".docx")
    }
    for label in LABELS:
        if label["file"] in texts:
            assert label.get("text", "") in texts[label["file"]], label
