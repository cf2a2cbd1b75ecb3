"""conditions: what must hold for a hit, or for one of its levels, YAML to Condition."""

from collections.abc import Callable
from typing import cast, get_args

from seclint.genre import GENRES
from seclint.model import (
    PARTS,
    Alone,
    AtTop,
    BeforeDate,
    Beside,
    Condition,
    Count,
    DateScope,
    Genre,
    InPart,
    InQuotes,
    Near,
    Negated,
    Not,
    Side,
    Simple,
    Valid,
    WholeWord,
    Within,
)
from seclint.packs.finds import scope
from seclint.packs.lists import Shared
from seclint.packs.nodes import Item
from seclint.validate import CHECKS


def read(item: Item, shared: Shared) -> tuple[Condition, ...]:
    """The conditions of a list, in order. Raises RuleError with the nearest one for none."""
    return tuple(_condition(entry, shared) for entry in item.items())


def _condition(item: Item, shared: Shared) -> Condition:
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


def _near(item: Item, shared: Shared) -> Near:
    fields = item.fields(("words", "within"), ("side", "at-least"))
    side = fields.get("side", lambda value: value.choice(get_args(Side)), "both")
    return Near(
        shared.words(fields["words"]),
        _within(fields["within"]),
        cast("Side", side),
        fields.get("at-least", Item.integer, 1),
    )


def _within(item: Item) -> Within:
    if item.is_integer():
        return item.integer()
    return cast("Within", item.choice(("sentence", "line", "paragraph", "document", "column")))


def _beside(item: Item, _: Shared) -> Beside:
    fields = item.fields(("findings", "within"), ("at-least",))
    within = _within(fields["within"])
    if within == "column":
        fields["within"].refuse("beside 不能写 column")
    return Beside(fields["findings"].strings(), within, fields.get("at-least", Item.integer, 1))


def _count(item: Item, *, distinct: bool) -> Count:
    fields = item.fields(("at-least",), ("within",))
    within = scope(fields["within"]) if "within" in fields.values else "document"
    return Count(fields["at-least"].integer(), within, distinct)


def _genre(item: Item, _: Shared) -> Genre:
    return Genre(tuple(entry.choice(GENRES) for entry in item.items()))


def _part(item: Item, _: Shared) -> InPart:
    return InPart(tuple(entry.choice(PARTS) for entry in item.items()))


_PLAIN: dict[str, Simple] = {
    "whole-word": WholeWord(),
    "alone": Alone(),
    "in-quotes": InQuotes(),
    "negated": Negated(),
}
_WITH_VALUE: dict[str, Callable[[Item, Shared], Simple]] = {
    "valid": lambda item, _: Valid(item.choice(CHECKS)),
    "near": _near,
    "part": _part,
    "at-top": lambda item, _: AtTop(item.integer()),
    "beside": _beside,
    "count": lambda item, _: _count(item, distinct=False),
    "distinct": lambda item, _: _count(item, distinct=True),
    "genre": _genre,
    "before-date": lambda item, _: BeforeDate(cast("DateScope", item.choice(get_args(DateScope)))),
}
