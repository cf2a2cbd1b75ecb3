"""make_reports: the sample drafts as a page, as annotations of GitHub, as a report for GitLab.

python scripts/make_reports.py [--check]     --check: exit code 1 where one of them is another one
"""

import re
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from seclint.cli.choices import Format
from seclint.cli.job import work
from seclint.cli.request import Request

ROOT = Path(__file__).parents[1]
REPORTS = {
    Format.HTML: ROOT / "docs" / "report.html",
    Format.GITHUB: ROOT / "docs" / "report.github.txt",
    Format.GITLAB: ROOT / "docs" / "report.gitlab.json",
}
DAY = "2026-11-24"
"""The day of the review, whatever today is."""


def made(folder: Path) -> dict[Format, str]:
    """All reports of one run of `seclint check examples/drafts`, written into the folder first."""
    also = [f"{name}={folder / name}" for name in REPORTS]
    aside = folder / "full"
    with chdir(ROOT):
        work(Request(["examples/drafts"], also=also, output_file=aside, on=DAY, isolated=True))
    return {name: (folder / name).read_text("utf-8") for name in REPORTS}


def comparable(text: str) -> str:
    """The text without the digest of the rules, which each new rule changes."""
    return re.sub(r"\b[0-9a-f]{12}(?=</dd>|[。，])", "", text)


def main() -> int:
    """Write the reports, or say which are old."""
    with TemporaryDirectory() as folder:
        texts = made(Path(folder))
    if "--check" not in sys.argv:
        for name, text in texts.items():
            REPORTS[name].write_text(text, "utf-8", newline="\n")
        return 0
    old = [
        name
        for name, text in texts.items()
        if comparable(text) != comparable(REPORTS[name].read_text("utf-8"))
    ]
    sys.stderr.writelines(f"{REPORTS[name].relative_to(ROOT)} is old\n" for name in old)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
