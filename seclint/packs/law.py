"""law: the articles that rules stand on. Does what a `basis` names exist?

An article that is a plain text gives the law's own words, with …… where some are left out;
`{subject: …}` tells in our words what the article is about, and is never to be put in quotes.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from seclint.nearest import nearest

Status = Literal["in-force", "superseded", "repealed"]
"""In force; a newer law governs the matter; repealed by a text that says so."""

NUMBER = r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?"
"""How the number of an article is written; `第二百八十四条之一` is one number."""


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


class Law(NamedTuple):
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


class Laws(NamedTuple):
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


def _meant(number: str, law: Law) -> str:
    if now := law.now(number):
        return f"；这是旧条号，现为「{'」「'.join(now)}」"
    return nearest(number, law.articles) if law.articles else ""
