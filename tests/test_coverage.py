"""The table of risks in rules/README.md: every risk, every rule, and no rule that there is not."""

import re

from seclint import packs

TABLE = (packs.bundled() / "README.md").read_text("utf-8")
RULES = {rule.id for rule in packs.load([packs.bundled()]).rules}
RISKS = re.findall(r"^\| (D[0-9]{2}) \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$", TABLE, re.MULTILINE)
FIELDS = (
    *("政务信息", "科研项目", "网络运维", "涉外项目合作"),
    *("人才引进", "重点涉密人员出国", "重大活动", "重点区域"),
)


def named(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z]{2}[0-9]{3}\b", text))


def test_every_risk_has_rules_or_a_reason() -> None:
    assert [number for number, *_ in RISKS] == [f"D{number:02}" for number in range(1, 61)]
    for number, _, rules, reason in RISKS:
        assert named(rules) or reason.strip(), number


def test_every_rule_stands_in_the_table_and_is_there() -> None:
    assert named(TABLE) == RULES


def test_every_field_of_the_speech_has_rules() -> None:
    fields = dict(re.findall(r"^\| (\w+) \| ([^|]+) \|$", TABLE, re.MULTILINE))
    for field in FIELDS:
        assert re.search(r"\b[A-Z]{2}", fields[field]), field
