"""parse: one rule file, YAML to Pack. The only code that knows what a rule looks like in YAML."""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast, get_args

from seclint.model import (
    KINDS,
    PARTS,
    English,
    Example,
    Level,
    Masking,
    Pack,
    Part,
    Rule,
    Severity,
    Span,
    Window,
)
from seclint.packs import conditions, finds, lists
from seclint.packs.lists import Shared
from seclint.packs.nodes import Fields, Item, read

SEVERITIES = {severity.name.lower(): severity for severity in Severity}

_BASIS = re.compile(r"[^\s《》]+ 第[〇零一二三四五六七八九十百千]+条(之[一二三四五])?")
_IDENTIFIER = re.compile(r"[A-Z]{2,4}\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


REQUIRED = ("id", "name", "title", "kind", "severity", "find", "message", "remedy", "examples")
OPTIONAL = (
    "basis", "where", "levels", "allow", "yields-to", "mask", "en", "suppressible", "preview",
    "valid-from", "valid-until", "cases",
)  # fmt: skip
"""The keys of a rule."""


class _Wording(NamedTuple):
    """What is said of a finding."""

    message: str
    remedy: str
    english: English | None


class Parsed(NamedTuple):
    """A pack, and where each of its rules says what can only be checked among all packs.

    Those are ids, names, ids of rules that are yielded to, rules or kinds that are looked at,
    articles of law, and published cases.
    """

    pack: Pack
    identifiers: tuple[Item, ...]
    names: tuple[Item, ...]
    yields: tuple[Item, ...]
    looks: tuple[Item, ...]
    bases: tuple[Item, ...]
    cases: tuple[Item, ...]


def parse(file: str, text: str, below: Shared = Shared({}, {})) -> Parsed:  # noqa: B008 frozen
    """The pack in a rule file, over shared lists. Raises RuleError with file, line and column."""
    fields = read(file, text).fields(
        ("pack", "prefix", "title", "version", "rules"), ("lists", "define")
    )
    shared = Shared(
        fields.get("lists", lambda item: lists.lists(item, below), below.lists),
        fields.get("define", lambda item: lists.macros(item, below), below.macros),
    )
    items = fields["rules"].items()
    prefix = fields["prefix"].string()
    pack = Pack(
        name=fields["pack"].string(),
        title=fields["title"].string(),
        version=fields["version"].string(),
        rules=tuple(_rule(item, prefix, shared) for item in items),
    )
    values = [(key.string(), value) for item in items for key, value in item.entries()]
    return Parsed(
        pack,
        identifiers=tuple(value for key, value in values if key == "id"),
        names=tuple(value for key, value in values if key == "name"),
        yields=tuple(_listed("yields-to", values)),
        looks=tuple(
            each
            for key, value in values
            if key in ("find", "where", "levels")
            for each in _looks(value)
        ),
        bases=tuple(_listed("basis", values)),
        cases=tuple(_listed("cases", values)),
    )


def _listed(name: str, values: list[tuple[str, Item]]) -> Iterator[Item]:
    """The items of all lists under this key."""
    yield from (each for key, value in values if key == name for each in value.items())


def _looks(item: Item) -> Iterator[Item]:
    """Where a rule names others' findings: in all-of, any-of and beside, wherever these stand."""
    if item.is_list():
        for each in item.items():
            yield from _looks(each)
    elif item.is_mapping():
        for key, value in item.entries():
            if key.string() in ("all-of", "any-of", "findings"):
                yield from value.items()
            else:
                yield from _looks(value)


def _rule(item: Item, prefix: str, shared: Shared) -> Rule:
    fields = item.fields(REQUIRED, OPTIONAL)
    own = _wording(fields)
    rule = Rule(
        id=_identifier(fields["id"], prefix),
        name=_name(fields["name"]),
        title=fields["title"].string(),
        kind=fields["kind"].choice(KINDS),
        severity=_severity(fields["severity"]),
        find=finds.read(fields["find"], shared),
        message=own.message,
        remedy=own.remedy,
        where=fields.get("where", lambda value: conditions.read(value, shared), ()),
        levels=fields.get("levels", lambda value: _levels(value, own, shared), ()),
        allow=fields.get("allow", shared.words, ()),
        yields_to=fields.get("yields-to", Item.strings, ()),
        basis=fields.get("basis", _basis, ()),
        mask=fields.get("mask", _masking, "all"),
        english=own.english,
        suppressible=fields.get("suppressible", Item.boolean, True),
        preview=fields.get("preview", Item.boolean, False),
        window=_window(fields),
        cases=fields.get("cases", Item.strings, ()),
        examples=_examples(fields["examples"]),
    )
    _require_basis(rule, fields)
    return rule


def _require_basis(rule: Rule, fields: Fields) -> None:
    if rule.basis:
        return
    if Severity.ERROR in (rule.severity, *(level.severity for level in rule.levels)):
        fields.item.refuse(f"规则 {rule.id} 可判为 error，却没有依据（basis）")


def _window(fields: Fields) -> Window:
    first = fields.get("valid-from", Item.day, None)
    last = fields.get("valid-until", Item.day, None)
    if first and last and last < first:
        fields["valid-until"].refuse("valid-until 早于 valid-from")
    return Window(first, last)


def _identifier(item: Item, prefix: str) -> str:
    identifier = item.string()
    if not (_IDENTIFIER.fullmatch(identifier) and identifier.startswith(prefix)):
        item.refuse(f"规则编号应为「{prefix}」加三位数字")
    return identifier


def _name(item: Item) -> str:
    if not _NAME.fullmatch(item.string()):
        item.refuse("规则名称只用小写字母、数字和连字符")
    return item.string()


def _severity(item: Item) -> Severity:
    return SEVERITIES[item.choice(SEVERITIES)]


def _masking(item: Item) -> Masking:
    return cast("Masking", item.choice(get_args(Masking)))


def _basis(item: Item) -> tuple[str, ...]:
    for entry in item.items():
        if not _BASIS.match(entry.string()):
            entry.refuse("依据应写作「法律名称 第×条」")
    return item.strings()


def _wording(fields: Fields, own: _Wording | None = None) -> _Wording:
    """What a rule or one of its levels says; a level says what the rule does unless it differs."""
    message = fields.get("message", Item.string, own.message if own else "")
    remedy = fields.get("remedy", Item.string, own.remedy if own else "")
    same = own.english if own and message == own.message else None
    return _Wording(message, remedy, fields.get("en", _english, same))


def _english(item: Item) -> English:
    fields = item.fields(("title", "message", "remedy"))
    return English(*(fields[name].string() for name in ("title", "message", "remedy")))


# --- levels ----------------------------------------------------------------------------------


def _levels(item: Item, own: _Wording, shared: Shared) -> tuple[Level, ...]:
    levels = []
    for entry in item.items():
        fields = entry.fields(("severity", "when"), ("message", "remedy", "en"))
        severity = _severity(fields["severity"])
        when = conditions.read(fields["when"], shared)
        levels.append(Level(severity, when, *_wording(fields, own)))
    return tuple(levels)


# --- examples --------------------------------------------------------------------------------


def _examples(item: Item) -> tuple[Example, ...]:
    fields = item.fields(("flag", "pass"))
    flag = tuple(_example(entry) for entry in fields["flag"].items())
    passing = tuple(_example(entry) for entry in fields["pass"].items())
    if not flag or not passing:
        item.refuse("规则至少要有一个 flag 和一个 pass 例子")
    for entry, example in zip(fields["flag"].items(), flag, strict=True):
        if not example.spans:
            entry.refuse("flag 例子要用⟦⟧标出命中的位置")
    for entry, example in zip(fields["pass"].items(), passing, strict=True):
        if example.spans:
            entry.refuse("pass 例子里不该有⟦⟧")
    return flag + passing


def _example(item: Item) -> Example:
    if item.is_string():
        return Example(*_marked(item), "body", None, item.line)
    fields = item.fields(("text",), ("part", "severity"))
    part = cast("Part", fields.get("part", lambda value: value.choice(PARTS), "body"))
    severity = fields.get("severity", _severity, None)
    return Example(*_marked(fields["text"]), part, severity, item.line)


def _marked(item: Item) -> tuple[str, tuple[Span, ...]]:
    """The text without its ⟦ and ⟧, and the spans between them."""
    text, spans, start = "", [], None
    for piece in re.split("([⟦⟧])", item.string()):
        if piece == "⟦" and start is None:
            start = len(text)
        elif piece == "⟧" and start is not None:
            spans.append(Span(start, len(text)))
            start = None
        elif piece in ("⟦", "⟧"):
            item.refuse("⟦ 与 ⟧ 不成对")
        else:
            text += piece
    if start is not None:
        item.refuse("⟦ 与 ⟧ 不成对")
    return text, tuple(spans)
