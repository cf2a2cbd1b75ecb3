"""Make docs/formats.md of the planting tests: which hiding place of which format is read.

python scripts/make_formats.py [--check]     --check: exit code 1 where the page is another one
"""

import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats.md"
sys.path.insert(0, str(ROOT / "tests"))
if TYPE_CHECKING:
    from planting import Plant

HEAD = """# 读哪些格式，读哪些地方

本页由 `python scripts/make_formats.py` 从测试生成：`tests/plants/` 里的每一行，都由另一程序或手工
写出一个文件，在那个地方埋下一句暗记；`tests/test_planting.py` 逐一查证读到了，并且说对了地方。
没有列出的地方不等于不读：每种格式都另有一遍兜底，把走不到的文字也找出来。

This page is made from the planting tests: each row is a place in which a mark was planted by
another program than the reader, and found again under the place named.
"""


def page(plants: Iterable["Plant"]) -> str:
    """The page: a table for each format, a row for each place."""
    formats: dict[str, list[Plant]] = {}
    for plant in plants:
        formats.setdefault(plant.format, []).append(plant)
    pieces = [HEAD]
    for name in sorted(formats):
        pieces.append(f"\n## {name}\n\n| 藏在哪里 | 报告里的位置 | `part` | 文件由谁写出 |\n")
        pieces.append("| --- | --- | --- | --- |\n")
        pieces.extend(rows(formats[name]))
    return "".join(pieces)


def rows(plants: list["Plant"]) -> list[str]:
    """A row for each place, its producers together."""
    producers: dict[tuple[str, str, str], list[str]] = {}
    for plant in plants:
        producers.setdefault((plant.place, plant.label, plant.part), []).append(plant.producer)
    return [
        f"| {place} | {label.replace('|', chr(92) + '|')} | {part} | {'、'.join(makers)} |\n"
        for (place, label, part), makers in producers.items()
    ]


def planted() -> list["Plant"]:
    """All plants, module by module."""
    modules = sorted(path.stem for path in (ROOT / "tests" / "plants").glob("*.py"))
    return [p for name in modules for p in importlib.import_module(f"plants.{name}").PLANTS]


if __name__ == "__main__":
    made = page(planted())
    if "--check" in sys.argv:
        raise SystemExit(PAGE.read_text("utf-8") != made)
    PAGE.write_text(made, "utf-8", newline="\n")
