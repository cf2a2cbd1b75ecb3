"""quality: what seclint finds and misses in a labelled corpus, as tables.

    python benchmarks/quality.py ../shared/corpora/dev [--details] [any option of seclint eval]

The corpus holds `labels.jsonl` and folders of files; a set is a top folder. This is `seclint eval`
with tables of sets, and without the lists that tell where the files come from.
"""

import sys
from pathlib import Path

from seclint.cli import main

ABOUT = ("MANIFEST.tsv", "KNOWN_FINDINGS.tsv")

if __name__ == "__main__":
    corpus, *options = sys.argv[1:]
    without = [f"--exclude=/{name}" for name in ABOUT]
    sys.argv = ["seclint", "eval", str(Path(corpus, "labels.jsonl")), "--set", *without, *options]
    main()
