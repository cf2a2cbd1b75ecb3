"""dates: the dates that a text names, in the ways that Chinese documents write them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_DATE = re.compile(
    r"(?<![0-9])(?:(?P<year>(?:19|20)[0-9]{2}) ?[年\-./] ?)?"
    r"(?P<month>1[0-2]|0?[1-9]) ?[月\-./] ?(?P<day>3[01]|[12][0-9]|0?[1-9])(?:日|(?![0-9年]))"
    r"|(?<![0-9])(?P<month_year>(?:19|20)[0-9]{2}) ?年 ?(?P<only_month>1[0-2]|0?[1-9]) ?月"
    r"|(?<![0-9])(?P<only_year>(?:19|20)[0-9]{2}) ?(?:年|学年)"
)


def latest(text: str) -> date | None:
    """The latest date that a folded text names, or None.

    A month or a year stands for its last day; a day without a year is of the year named before.
    """
    return max(_dates(text), default=None)


def _dates(text: str) -> Iterator[date]:
    year: int | None = None
    for found in _DATE.finditer(text):
        named = found["year"] or found["month_year"] or found["only_year"]
        year = int(named) if named else year
        if year is None:
            continue
        if day := _last_day(year, found["month"] or found["only_month"], found["day"]):
            yield day


def _last_day(year: int, month: str | None, day: str | None) -> date | None:
    if day is None:
        return _end_of(year, int(month or 12))
    try:
        return date(year, int(month or 12), int(day))
    except ValueError:  # 2月30日
        return None


def _end_of(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)
