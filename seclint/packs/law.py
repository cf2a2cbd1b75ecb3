"""law: the articles that rules stand on, YAML to Laws. Does what a `basis` names exist?

An article that is a plain text gives the law's own words, with …… where some are left out;
`{subject: …}` tells in our words what the article is about, and is never to be put in quotes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, cast, get_args

from seclint.packs.nodes import Fields, Item, nearest, read

Status = Literal["in-force", "superseded", "repealed"]
"""In force; a newer law governs the matter; repealed by a text that says so."""

NUMBER = r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?"
"""How the number of an article is written; `第二百八十四条之一` is one number."""

_NUMBER = re.compile(NUMBER)


class Article(NamedTuple):
    """An article: the law's own words where `quoted`, else only what it is about."""

    number: str
    text: str
    quoted: bool


class Moved(NamedTuple):
    """An article that had this `number` in an older version, or in a law that came before, and
    the numbers that it has `now`.
    """

    version: str
    number: str
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A law and those of its articles that were checked, by number; dates are YYYY-MM-DD.

    "" stands for what is not known. `checked` is the date of the text that was read.
    """

    name: str
    full: str
    short: tuple[str, ...]
    version: str
    in_force: str
    status: Status
    replaced_by: str
    until: str
    checked: str
    articles: Mapping[str, Article]
    formerly: tuple[Moved, ...]

    def now(self, number: str) -> tuple[str, ...]:
        """The present numbers of what an older version had under this number; () for none."""
        return next((moved.now for moved in self.formerly if moved.number == number), ())


@dataclass(frozen=True, slots=True)
class Laws:
    """All laws that were read, by name. A basis names one: `保守国家秘密法 第三十五条`."""

    by_name: Mapping[str, Law]

    def article(self, basis: str) -> Article | None:
        """The article in force that a basis names, or None."""
        name, _, number = basis.partition(" ")
        law = self.by_name.get(name)
        return law.articles.get(number) if law and law.status == "in-force" else None

    def objection(self, basis: str) -> str | None:
        """Why a rule cannot stand on this basis, with the nearest one that it could, or None."""
        name, _, number = basis.partition(" ")
        law = self.by_name.get(name)
        if law is None:
            return f"没有收录法律「{name}」{self._meant(name)}"
        if law.status != "in-force":
            return f"「{name}」已不再适用；现为「{law.replaced_by}」"
        if number not in law.articles:
            return f"「{name}」没有核对过的条文「{number}」{_meant(number, law)}"
        return None

    def told(self, basis: str) -> str:
        """A basis, followed by the law's words in quotes, or by what the article is about."""
        article = self.article(basis)
        if article is None:
            return basis
        return f"{basis}：“{article.text}”" if article.quoted else f"{basis}（{article.text}）"

    def _meant(self, name: str) -> str:
        for law in self.by_name.values():
            if name in (law.full, *law.short):
                return f"；应写「{law.name}」"
        return nearest(name, self.by_name)


NO_LAWS = Laws({})


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


def _meant(number: str, law: Law) -> str:
    if now := law.now(number):
        return f"；这是旧条号，现为「{'」「'.join(now)}」"
    return nearest(number, law.articles) if law.articles else ""


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
