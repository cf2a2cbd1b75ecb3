"""book: all rules as Markdown pages, an index for each pack, and all of them as plain data."""

from collections.abc import Iterable, Iterator

from seclint.model import Pack, Rule
from seclint.packs import Ruleset
from seclint.packs.page import code, escaped, markdown, marked, when

SCHEMA = "seclint-rules/1"

GENERATED = "<!-- 由 seclint rules --format md 生成，不要手改 -->"
"""The last line of every page: a page that has it may be replaced or removed."""


def pages(ruleset: Ruleset) -> dict[str, str]:
    """Every page by its path: README.md, and PACK/README.md and PACK/ID.md of each pack."""
    book = {"README.md": _page(_contents(ruleset))}
    for pack in ruleset.packs:
        book[f"{pack.name}/README.md"] = _page(_index(pack))
        for rule in pack.rules:
            book[f"{pack.name}/{rule.id}.md"] = _page(markdown(rule, ruleset))
    return book


def _page(lines: Iterable[str]) -> str:
    """The page as a file: no two empty lines together, as Markdown linters like it."""
    kept: list[str] = []
    for line in (*lines, "", GENERATED):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept) + "\n"


def _contents(ruleset: Ruleset) -> Iterator[str]:
    yield from ("# 规则", "", "| 规则包 | 内容 | 规则数 |", "|---|---|---:|")
    for pack in ruleset.packs:
        link = f"[{code(pack.name)}]({pack.name}/README.md)"
        yield f"| {link} | {escaped(pack.title)} | {len(pack.rules)} |"


def _index(pack: Pack) -> Iterator[str]:
    yield from (f"# {escaped(pack.title)}", "", f"规则包 {code(pack.name)}，版本 {pack.version}。")
    yield from ("", "| 编号 | 级别 | 查什么 | 类别 |", "|---|---|---|---|")
    for rule in pack.rules:
        severity = rule.severity.name.lower()
        title = escaped(rule.title)
        yield f"| [{rule.id}]({rule.id}.md) | {severity} | {title} | {code(rule.kind)} |"


def catalogue(ruleset: Ruleset) -> dict[str, object]:
    """The rules as plain data: what they say, not how they are written."""
    return {
        "schema": SCHEMA,
        "sha256": ruleset.sha256,
        "packs": [
            {
                "pack": pack.name,
                "title": pack.title,
                "version": pack.version,
                "rules": [_entry(rule) for rule in pack.rules],
            }
            for pack in ruleset.packs
        ],
    }


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "kind": rule.kind,
        "severity": rule.severity.name.lower(),
        "message": rule.message,
        "remedy": rule.remedy,
        "basis": rule.basis,
        "cases": rule.cases,
        "levels": [
            {"severity": level.severity.name.lower(), "when": when(level)} for level in rule.levels
        ],
        "examples": {
            "flag": [marked(example) for example in rule.examples if example.spans],
            "pass": [marked(example) for example in rule.examples if not example.spans],
        },
    }
