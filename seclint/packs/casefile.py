"""casefile: published leaks, YAML to Case, with where each says its id."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from seclint.nearest import nearest
from seclint.packs.cases import Case
from seclint.packs.nodes import Item, read

FILE = "cases.yaml"
"""The file of a folder that tells its cases; it is no pack."""

_IDENTIFIER = re.compile(r"[A-Z]{1,4}[0-9]{2,3}")


class ParsedCase(NamedTuple):
    """A case, and where its id stands."""

    case: Case
    identifier: Item


def parse_cases(file: str, text: str) -> tuple[ParsedCase, ...]:
    """The cases in a file, in order. Raises RuleError with file, line and column."""
    entries = read(file, text).fields(("cases",))["cases"].entries()
    return tuple(ParsedCase(_case(key, value), key) for key, value in entries)


def together(parsed: Iterable[ParsedCase]) -> Mapping[str, Case]:
    """All cases by id. Raises RuleError for an id that stands twice."""
    cases: dict[str, Case] = {}
    for case, identifier in parsed:
        if case.id in cases:
            identifier.refuse(f"案例编号「{case.id}」重复")
        cases[case.id] = case
    return cases


def check(named: Item, cases: Mapping[str, Case]) -> None:
    """Refuse the name of a case that there is not. Raises RuleError, with the nearest one."""
    if named.string() not in cases:
        named.refuse(f"没有案例「{named.string()}」{nearest(named.string(), cases)}")


def _case(key: Item, item: Item) -> Case:
    fields = item.fields(("summary", "stopped-by", "source"), ("year",))
    return Case(
        id=_identifier(key),
        summary=fields["summary"].string(),
        stopped_by=fields["stopped-by"].string(),
        source=fields["source"].string(),
        year=fields.get("year", Item.integer, None),
    )


def _identifier(item: Item) -> str:
    if not _IDENTIFIER.fullmatch(item.string()):
        item.refuse("案例编号写作「F01」")
    return item.string()
