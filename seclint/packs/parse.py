"""parse: one rule file, YAML to Pack. The only code that knows what a rule looks like in YAML."""

import re
from collections.abc import Callable
from typing import NamedTuple, cast, get_args

from seclint.errors import SeclintError
from seclint.fold import fold
from seclint.match import compile_pattern
from seclint.model import (
    KINDS,
    PARTS,
    Alone,
    AtTop,
    Condition,
    Edge,
    English,
    Example,
    Find,
    InPart,
    InQuotes,
    Level,
    Line,
    Masking,
    Near,
    Negated,
    Not,
    Pack,
    Part,
    Pattern,
    Rule,
    Severity,
    Side,
    Simple,
    Span,
    Terms,
    Valid,
    WholeWord,
    Within,
)
from seclint.packs.nodes import Fields, Item, read
from seclint.validate import CHECKS

SEVERITIES = {severity.name.lower(): severity for severity in Severity}

_BASIS = re.compile(r"[^\s《》]+ 第[〇零一二三四五六七八九十百千]+条(之[一二三四五])?")
_IDENTIFIER = re.compile(r"[A-Z]{2,4}\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MACRO = re.compile(r"(?<!\\[pP])\{([A-Z][A-Z_]*)\}")


class _Shared(NamedTuple):
    """What the rules of a pack share: word lists and pieces of patterns, by name."""

    prefix: str
    lists: dict[str, tuple[str, ...]]
    macros: dict[str, str]


class _Wording(NamedTuple):
    """What is said of a finding."""

    message: str
    remedy: str
    english: English | None


class Parsed(NamedTuple):
    """A pack, and where each of its rules says its id and what it yields to."""

    pack: Pack
    identifiers: tuple[Item, ...]
    yields: tuple[Item, ...]


def parse(file: str, text: str) -> Parsed:
    """The pack in a rule file. Raises RuleError with file, line and column."""
    fields = read(file, text).fields(
        ("pack", "prefix", "title", "version", "rules"), ("lists", "define")
    )
    shared = _Shared(
        fields["prefix"].string(),
        fields.get("lists", _lists, {}),
        fields.get("define", _macros, {}),
    )
    items = fields["rules"].items()
    pack = Pack(
        name=fields["pack"].string(),
        title=fields["title"].string(),
        version=fields["version"].string(),
        rules=tuple(_rule(item, shared) for item in items),
    )
    values = [(key.string(), value) for item in items for key, value in item.entries()]
    return Parsed(
        pack,
        identifiers=tuple(value for key, value in values if key == "id"),
        yields=tuple(each for key, value in values if key == "yields-to" for each in value.items()),
    )


def _lists(item: Item) -> dict[str, tuple[str, ...]]:
    return {key.string(): value.strings() for key, value in item.entries()}


def _macros(item: Item) -> dict[str, str]:
    macros: dict[str, str] = {}
    for key, value in item.entries():
        if not _MACRO.fullmatch(f"{{{key.string()}}}"):
            key.refuse("模式片段的名称只用大写字母和下划线")
        macros[key.string()] = _expanded(value, macros)
    return macros


def _expanded(item: Item, macros: dict[str, str]) -> str:
    """The expression with each {NAME} replaced by the piece of that name."""

    def piece(name: re.Match[str]) -> str:
        if name[1] not in macros:
            item.refuse(f"没有定义模式片段「{name[1]}」")
        return macros[name[1]]

    return _MACRO.sub(piece, item.string())


def _rule(item: Item, shared: _Shared) -> Rule:
    fields = item.fields(
        ("id", "name", "title", "kind", "severity", "find", "message", "remedy", "examples"),
        ("basis", "where", "levels", "allow", "yields-to", "mask", "en"),
    )
    own = _wording(fields)
    rule = Rule(
        id=_identifier(fields["id"], shared.prefix),
        name=_name(fields["name"]),
        title=fields["title"].string(),
        kind=fields["kind"].choice(KINDS),
        severity=_severity(fields["severity"]),
        find=_find(fields["find"], shared),
        message=own.message,
        remedy=own.remedy,
        where=fields.get("where", lambda value: _conditions(value, shared), ()),
        levels=fields.get("levels", lambda value: _levels(value, own, shared), ()),
        allow=fields.get("allow", lambda value: _words(value, shared), ()),
        yields_to=fields.get("yields-to", Item.strings, ()),
        basis=fields.get("basis", _basis, ()),
        mask=fields.get("mask", _masking, "all"),
        english=own.english,
        examples=_examples(fields["examples"]),
    )
    _require_basis(rule, fields)
    return rule


def _require_basis(rule: Rule, fields: Fields) -> None:
    if rule.basis:
        return
    if Severity.ERROR in (rule.severity, *(level.severity for level in rule.levels)):
        fields.item.refuse(f"规则 {rule.id} 可判为 error，却没有依据（basis）")


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


# --- find ------------------------------------------------------------------------------------


def _find(item: Item, shared: _Shared) -> Find:
    fields = item.fields((), ("terms", "pattern", "edge", "line"))
    kinds = [name for name in ("terms", "pattern", "line") if name in fields.values]
    if len(kinds) != 1:
        item.refuse("find 要写 terms、pattern、line 之一，也只能写一个")
    if "edge" in fields.values and kinds != ["pattern"]:
        fields["edge"].refuse("edge 只用于 pattern")
    if kinds == ["terms"]:
        return Terms(_words(fields["terms"], shared))
    if kinds == ["line"]:
        return Line(_expression(fields["line"], shared))
    edge = fields.get("edge", lambda value: value.choice(get_args(Edge)), "none")
    return Pattern(_expression(fields["pattern"], shared), cast("Edge", edge))


def _expression(item: Item, shared: _Shared) -> str:
    expression = _expanded(item, shared.macros)
    try:
        compile_pattern(expression)
    except SeclintError as error:
        item.refuse(str(error))
    return expression


def _words(item: Item, shared: _Shared) -> tuple[str, ...]:
    """A list of words, or the name of one of the pack's lists; folded, as the text will be."""
    named = item.is_string() and shared.lists
    words = shared.lists[item.choice(shared.lists)] if named else item.strings()
    return tuple(fold(word).text for word in words)


# --- conditions ------------------------------------------------------------------------------


def _levels(item: Item, own: _Wording, shared: _Shared) -> tuple[Level, ...]:
    levels = []
    for entry in item.items():
        fields = entry.fields(("severity", "when"), ("message", "remedy", "en"))
        severity = _severity(fields["severity"])
        conditions = _conditions(fields["when"], shared)
        levels.append(Level(severity, conditions, *_wording(fields, own)))
    return tuple(levels)


def _conditions(item: Item, shared: _Shared) -> tuple[Condition, ...]:
    return tuple(_condition(entry, shared) for entry in item.items())


def _condition(item: Item, shared: _Shared) -> Condition:
    key, value = _key_and_value(item)
    name = key.string().removeprefix("not-")
    if name not in (*_PLAIN, *_WITH_VALUE):
        names = (*_PLAIN, *_WITH_VALUE)
        key.choice_of_key((*names, *(f"not-{name}" for name in names)))
    if (name in _PLAIN) != (value is None):
        item.refuse(f"条件「{name}」" + ("后面不写值" if name in _PLAIN else "后面要写值"))
    condition = _PLAIN[name] if value is None else _WITH_VALUE[name](value, shared)
    return Not(condition) if key.string().startswith("not-") else condition


def _key_and_value(item: Item) -> tuple[Item, Item | None]:
    if item.is_string():
        return item, None
    entries = list(item.entries())
    if len(entries) != 1:
        item.refuse("一个条件只写一个键")
    return entries[0]


def _near(item: Item, shared: _Shared) -> Near:
    fields = item.fields(("words", "within"), ("side", "at-least"))
    side = fields.get("side", lambda value: value.choice(get_args(Side)), "both")
    return Near(
        _words(fields["words"], shared),
        _within(fields["within"]),
        cast("Side", side),
        fields.get("at-least", Item.integer, 1),
    )


def _within(item: Item) -> Within:
    if item.is_integer():
        return item.integer()
    return cast("Within", item.choice(("sentence", "line", "paragraph", "document", "column")))


def _part(item: Item, _: _Shared) -> InPart:
    return InPart(tuple(entry.choice(PARTS) for entry in item.items()))


_PLAIN: dict[str, Simple] = {
    "whole-word": WholeWord(),
    "alone": Alone(),
    "in-quotes": InQuotes(),
    "negated": Negated(),
}
_WITH_VALUE: dict[str, Callable[[Item, _Shared], Simple]] = {
    "valid": lambda item, _: Valid(item.choice(CHECKS)),
    "near": _near,
    "part": _part,
    "at-top": lambda item, _: AtTop(item.integer()),
}


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
