"""Published leaks, as invented drafts: each is stopped by what its case names (REFERENCE F)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seclint import packs
from seclint.evaluate.reading import How, bare, read
from seclint.isolate import Reader
from seclint.match import RuleSet
from seclint.model import Severity

FOLDER = Path(__file__).parent / "cases"
RULESET = packs.load([packs.bundled()])
READER = Reader()
HOW = How(RuleSet(RULESET.rules), date(2026, 11, 24), READER)
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()
]
STOPS = [(case["case"], stop) for case in CASES for stop in case["stop"]]


@pytest.mark.parametrize(
    ("case", "stop"), STOPS, ids=[f"{case}-{number}" for number, (case, _) in enumerate(STOPS)]
)
def test_a_case_is_stopped(case: str, stop: dict[str, Any]) -> None:
    least = Severity[stop["severity"].upper()]
    found = [
        (seen.finding.kind, seen.finding.severity)
        for seen in read(FOLDER, stop["file"], HOW).seen
        if seen.stands_on(bare(stop["text"]))
    ]
    kinds = {stop["kind"], *stop.get("or", [])}
    assert any(kind in kinds and severity >= least for kind, severity in found), found


def test_all_cases_are_there() -> None:
    assert [case["case"] for case in CASES] == [case.id for case in RULESET.cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_no_rule_can_see_is_said(case: dict[str, Any]) -> None:
    assert bool(case["stop"]) or (not case["decidable"] and case["note"])
    assert all((FOLDER / name).is_file() for name in case["files"])
