"""lawfile: a law, YAML to Law, with where it says what must be checked against other laws."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast, get_args

from seclint.nearest import nearest
from seclint.packs.law import NUMBER, Article, Law, Laws, Moved, Status
from seclint.packs.nodes import Fields, Item, read

_NUMBER = re.compile(NUMBER)


class ParsedLaw(NamedTuple):
    """A law, and where it says its names and what replaced it, to be checked against the others."""

    law: Law
    names: tuple[Item, ...]
    replaced_by: tuple[Item, ...]


def parse_law(file: str, text: str) -> ParsedLaw:
    """The law in a file. Raises RuleError with file, line and column."""
    fields = read(file, text).fields(
        ("law", "full", "status"),
        (
            "short", "version", "in-force", "replaced-by", "until", "checked",
            "articles", "formerly",
        ),
    )  # fmt: skip
    law = Law(
        name=fields["law"].string(),
        full=fields["full"].string(),
        short=fields.get("short", Item.strings, ()),
        version=fields.get("version", Item.string, ""),
        in_force=fields.get("in-force", _date, ""),
        status=_status(fields),
        replaced_by=fields.get("replaced-by", Item.string, ""),
        until=fields.get("until", _date, ""),
        checked=_checked(fields),
        articles=fields.get("articles", _articles, {}),
        formerly=fields.get("formerly", lambda item: _formerly(item, fields), ()),
    )
    replaced = (fields["replaced-by"],) if law.replaced_by else ()
    return ParsedLaw(law, tuple(_names(fields)), replaced)


def gathered(parsed: Iterable[ParsedLaw]) -> Laws:
    """The laws together. Raises RuleError for a name that two of them have, or a lost successor."""
    laws: dict[str, Law] = {}
    taken: set[str] = set()
    parsed = tuple(parsed)
    for each in parsed:
        for item in each.names:
            if item.string() in taken:
                item.refuse(f"法律名称「{item.string()}」重复")
        taken.update(item.string() for item in each.names)
        laws[each.law.name] = each.law
    for item in (item for each in parsed for item in each.replaced_by):
        if item.string() not in laws:
            item.refuse(f"没有收录法律「{item.string()}」{nearest(item.string(), laws)}")
    return Laws(laws)


def _names(fields: Fields) -> Iterator[Item]:
    """Where the law says its names; its full name may be its name."""
    yield fields["law"]
    if fields["full"].string() != fields["law"].string():
        yield fields["full"]
    if "short" in fields.values:
        yield from fields["short"].items()


def _status(fields: Fields) -> Status:
    status = cast("Status", fields["status"].choice(get_args(Status)))
    if (status == "in-force") == ("replaced-by" in fields.values):
        fields["status"].refuse("不再适用的法律要写 replaced-by，现行的不写")
    return status


def _checked(fields: Fields) -> str:
    if "articles" in fields.values and "checked" not in fields.values:
        fields["articles"].refuse("写了条文，就要写核对所用文本的日期 checked")
    return fields.get("checked", _date, "")


def _date(item: Item) -> str:
    text = item.string()
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError:
        written = ""
    if written != text:
        item.refuse("日期写作「2024-05-01」")
    return text


def _articles(item: Item) -> dict[str, Article]:
    return {number: _article(number, value) for number, value in _numbered(item)}


def _article(number: str, item: Item) -> Article:
    quoted = item.is_string()
    source = item if quoted else item.fields(("subject",))["subject"]
    if not source.string().strip():
        source.refuse("条文不能为空")
    return Article(number, source.string(), quoted)


def _numbered(item: Item) -> Iterator[tuple[str, Item]]:
    """The values of a mapping whose keys are numbers of articles."""
    for key, value in item.entries():
        yield _number(key), value


def _number(item: Item) -> str:
    if not _NUMBER.fullmatch(item.string()):
        item.refuse("条号写作「第三十五条」，不写款、项")
    return item.string()


def _formerly(item: Item, fields: Fields) -> tuple[Moved, ...]:
    """What older versions called the articles; each new number must be an article of the law."""
    if "articles" not in fields.values:
        item.refuse("写了旧条号，就要写现行条文 articles")
    articles = _articles(fields["articles"])
    return tuple(
        Moved(version.string(), number, tuple(_present(new, articles) for new in value.items()))
        for version, numbers in item.entries()
        for number, value in _numbered(numbers)
    )


def _present(item: Item, articles: Mapping[str, Article]) -> str:
    if item.string() not in articles:
        item.refuse(f"没有条文「{item.string()}」{nearest(item.string(), articles)}")
    return item.string()
