"""lists: the word lists and pieces of patterns that rules share, from YAML, text, CSV and Excel."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from seclint.fold import fold
from seclint.nearest import nearest
from seclint.packs.nodes import Item, read

FILE = "lists.yaml"
"""The file of a folder whose lists and pieces all packs may use."""

_MACRO = re.compile(r"(?<!\\[pP])\{([A-Z][A-Z_]*)\}")


class Shared(NamedTuple):
    """Word lists, folded as texts will be, and pieces of patterns; by name."""

    lists: dict[str, tuple[str, ...]]
    macros: dict[str, str]

    def words(self, item: Item) -> tuple[str, ...]:
        """A list of words, or the list of that name."""
        if item.is_string():
            return self.lists[item.choice(self.lists)]
        return _folded(item.strings())

    def expanded(self, item: Item) -> str:
        """The expression with each {NAME} replaced by the piece of that name."""
        return _expanded(item, self.macros)


def read_shared(file: str, text: str, below: Shared) -> Shared:
    """The lists and pieces of a folder's lists.yaml, over those of the folders before."""
    fields = read(file, text).fields((), ("lists", "define"))
    return Shared(
        fields.get("lists", lambda item: lists(item, below), below.lists),
        fields.get("define", lambda item: macros(item, below), below.macros),
    )


def lists(item: Item, below: Shared) -> dict[str, tuple[str, ...]]:
    """The lists of a mapping, over those that are there already."""
    own = {key.string(): _list(value) for key, value in item.entries()}
    return {**below.lists, **own}


def macros(item: Item, below: Shared) -> dict[str, str]:
    """The pieces of a mapping, over those that are there already; each may use those before it."""
    found = dict(below.macros)
    for key, value in item.entries():
        if not _MACRO.fullmatch(f"{{{key.string()}}}"):
            key.refuse("模式片段的名称只用大写字母和下划线")
        found[key.string()] = _expanded(value, found)
    return found


def _expanded(item: Item, pieces: dict[str, str]) -> str:
    def piece(name: re.Match[str]) -> str:
        if name[1] not in pieces:
            item.refuse(f"没有定义模式片段「{name[1]}」{nearest(name[1], pieces)}")
        return pieces[name[1]]

    return _MACRO.sub(piece, item.string())


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word).text for word in words)


# --- from files ------------------------------------------------------------------------------


def _list(item: Item) -> tuple[str, ...]:
    if item.is_list():
        return _folded(item.strings())
    fields = item.fields(("file",), ("column", "sheet"))
    named = fields["file"]
    path = _inside(named, Path(item.file).parent)
    column = fields.get("column", Item.string, "")
    sheet = fields.get("sheet", Item.string, "")
    try:
        words = [word.strip() for word in _from_file(named, path, column, sheet)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        named.refuse(f"读不出词表文件 {path}：{type(error).__name__}")
    words = list(dict.fromkeys(filter(None, words)))
    if not words:
        named.refuse(f"词表文件 {path} 里没有词")
    return _folded(words)


def _inside(item: Item, folder: Path) -> Path:
    """The file, which stands in the folder of the rules or below."""
    path = folder / item.string()
    if not path.resolve().is_relative_to(folder.resolve()):
        item.refuse("词表文件要放在规则目录里")
    return path


def _from_file(item: Item, path: Path, column: str, sheet: str) -> Iterator[str]:
    match path.suffix.lower():
        case ".txt":
            lines = path.read_text("utf-8-sig").splitlines()
            return (line for line in lines if not line.startswith("#"))
        case ".csv":
            return _column(item, _csv_rows(path), column)
        case ".xlsx":
            from seclint.packs.excel import rows

            return _column(item, rows(item, path, sheet), column)
        case suffix:
            return item.refuse(f"词表文件只认 .txt、.csv、.xlsx，不认「{suffix}」")


def _column(item: Item, rows: Iterator[tuple[str, ...]], name: str) -> Iterator[str]:
    """The cells of a column beneath its head; the first column where none is named."""
    head = next(rows, ())
    if not name:
        name = head[0] if head else ""
    if name not in head:
        item.refuse(f"没有「{name}」这一列{nearest(name, head)}")
    at = head.index(name)
    return (row[at] for row in rows if at < len(row))


def _csv_rows(path: Path) -> Iterator[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from map(tuple, csv.reader(stream))
