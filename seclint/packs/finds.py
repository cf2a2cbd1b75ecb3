"""finds: what a rule looks for, YAML to Find."""

from itertools import chain
from typing import cast, get_args

from seclint.errors import SeclintError
from seclint.expression import compile_expression, folded_expression
from seclint.model import Columns, Edge, Find, Line, Pattern, Scope, Terms, Together
from seclint.packs.lists import Shared
from seclint.packs.nodes import Fields, Item

_FINDS = ("terms", "pattern", "line", "columns", "all-of", "any-of")
_EXTRAS = {"pattern": ("edge",), "all-of": ("within",), "any-of": ("within", "at-least")}
"""The keys that may stand beside the one that says what to find."""


def read(item: Item, shared: Shared) -> Find:
    """What a `find` says. Raises RuleError where it says nothing, or two things."""
    fields = item.fields((), (*_FINDS, *dict.fromkeys(chain(*_EXTRAS.values()))))
    kinds = [name for name in _FINDS if name in fields.values]
    if len(kinds) != 1:
        item.refuse(f"find 要写 {'、'.join(_FINDS)} 之一，也只能写一个")
    for name in fields.values:
        if name not in (kinds[0], *_EXTRAS.get(kinds[0], ())):
            owners = [owner for owner, extras in _EXTRAS.items() if name in extras]
            fields[name].refuse(f"{name} 只用于 {'、'.join(owners)}")
    return _found(kinds[0], fields, shared)


def _found(kind: str, fields: Fields, shared: Shared) -> Find:
    match kind:
        case "terms":
            return Terms(shared.words(fields["terms"]))
        case "line":
            return Line(_expression(fields["line"], shared))
        case "pattern":
            edge = fields.get("edge", lambda value: value.choice(get_args(Edge)), "none")
            return Pattern(_expression(fields["pattern"], shared), cast("Edge", edge))
        case "columns":
            return _columns(fields["columns"], shared)
        case _:
            return _together(kind, fields)


def _columns(item: Item, shared: Shared) -> Columns:
    fields = item.fields(("words",), ("except", "at-least", "rows", "with"))
    return Columns(
        shared.words(fields["words"]),
        fields.get("except", shared.words, ()),
        fields.get("at-least", Item.integer, 1),
        fields.get("rows", Item.integer, 1),
        fields.get("with", shared.words, ()),
    )


def _together(kind: str, fields: Fields) -> Together:
    findings = fields[kind].strings()
    least = len(findings) if kind == "all-of" else fields.get("at-least", Item.integer, 1)
    if least > len(findings):
        fields["at-least"].refuse(f"只列了 {len(findings)} 种，不能要求 {least} 种")
    return Together(findings, fields.get("within", scope, "document"), least)


def scope(item: Item) -> Scope:
    """Where findings are looked at together."""
    return cast("Scope", item.choice(get_args(Scope)))


def _expression(item: Item, shared: Shared) -> str:
    expression = shared.expanded(item)
    try:
        compile_expression(folded_expression(expression))
    except SeclintError as error:
        item.refuse(str(error))
    return expression
