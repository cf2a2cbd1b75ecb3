"""nodes: YAML read with its positions, so that every mistake is named with line and column.

YAML 1.1 turns `no`, `12:30` and dates into other things than text: a string is accepted only
where YAML itself sees a string.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, NoReturn, TypeVar

import yaml

from seclint.errors import RuleError
from seclint.nearest import nearest

T = TypeVar("T")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_INTEGER = "tag:yaml.org,2002:int"
_BOOLEAN = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"


class Item(NamedTuple):
    """A YAML node and the file it stands in; each reading method refuses what is not meant."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line that the node begins on, from 1."""
        return int(self.node.start_mark.line) + 1

    def refuse(self, message: str) -> NoReturn:
        """Raise RuleError at this node."""
        raise RuleError(self.file, self.line, int(self.node.start_mark.column) + 1, message)

    def string(self) -> str:
        """The text of a string node."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.refuse("这里要写文字")
        if self.node.tag != _STRING:
            self.refuse(f"「{self.node.value}」会被 YAML 读成别的类型，请加引号")
        return str(self.node.value)

    def integer(self) -> int:
        """The value of a whole-number node."""
        if not self.is_integer():
            self.refuse("这里要写整数")
        return int(self.node.value)

    def is_integer(self) -> bool:
        """Does YAML see a whole number here?"""
        return self.node.tag == _INTEGER and str(self.node.value).isdecimal()

    def is_string(self) -> bool:
        """Is this a scalar rather than a list or a mapping?"""
        return isinstance(self.node, yaml.ScalarNode)

    def is_list(self) -> bool:
        """Is this a list?"""
        return isinstance(self.node, yaml.SequenceNode)

    def is_mapping(self) -> bool:
        """Are these keys and values?"""
        return isinstance(self.node, yaml.MappingNode)

    def boolean(self) -> bool:
        """The value of a true or false node."""
        if self.node.tag != _BOOLEAN:
            self.refuse("这里要写 true 或 false")
        return str(self.node.value).lower() in ("true", "yes", "on")

    def day(self) -> date:
        """The date in a string node, YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.string())
        except ValueError:
            self.refuse(f'「{self.node.value}」不是日期，应写作 "2026-03-01"')

    def choice(self, options: tuple[str, ...] | Mapping[str, object]) -> str:
        """The text of a string node, one of the options."""
        text = self.string()
        if text not in options:
            self.refuse(f"没有「{text}」{nearest(text, options)}")
        return text

    def items(self) -> tuple["Item", ...]:
        """The items of a list node."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse("这里要写列表")
        return tuple(Item(self.file, node) for node in self.node.value)

    def strings(self) -> tuple[str, ...]:
        """The texts of a list of strings, which may not be empty."""
        texts = tuple(item.string() for item in self.items())
        if not texts or not all(texts):
            self.refuse("列表不能为空，也不能有空词")
        return texts

    def entries(self) -> Iterator[tuple["Item", "Item"]]:
        """Keys and values of a mapping node, in order; a key may stand once only."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse("这里要写“键: 值”")
        seen: set[str] = set()
        for key, value in self.node.value:
            item = Item(self.file, key)
            if item.string() in seen:
                item.refuse(f"键「{item.string()}」重复")
            seen.add(item.string())
            yield item, Item(self.file, value)

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "Fields":
        """The mapping with these keys and no others."""
        values = {}
        for key, value in self.entries():
            key.choice_of_key((*required, *optional))
            values[key.string()] = value
        for name in required:
            if name not in values:
                self.refuse(f"缺少「{name}」")
        return Fields(self, values)

    def choice_of_key(self, names: tuple[str, ...]) -> None:
        """Refuse a key that is none of these names."""
        if self.string() not in names:
            self.refuse(f"未知的键「{self.string()}」{nearest(self.string(), names)}")


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping whose keys have been checked."""

    item: Item
    values: dict[str, Item]

    def __getitem__(self, name: str) -> Item:
        return self.values[name]

    def get(self, name: str, read: Callable[[Item], T], default: T) -> T:
        """What `read` makes of the value of this key, or the default where there is none."""
        return read(self.values[name]) if name in self.values else default


def read(file: str, text: str) -> Item:
    """The root node of a YAML text. Raises RuleError where it is not YAML, or empty."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise RuleError(file, line, column, f"不是合格的 YAML：{error.problem}") from None
    except yaml.YAMLError as error:
        raise RuleError(file, 1, 1, f"不是合格的 YAML：{error}") from None
    if node is None or node.tag == _NULL:
        raise RuleError(file, 1, 1, "规则文件是空的")
    return Item(file, node)
