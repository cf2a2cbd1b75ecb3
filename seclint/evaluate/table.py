"""table: a measurement, and what changed since another one, as calm text for a terminal."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from seclint.evaluate.compare import Changes, Delta, Site
from seclint.evaluate.measure import Measured
from seclint.evaluate.scores import Group, Score, Scores, per_100k
from seclint.report.terminal import harmless, pad, width

EXPECTS = {
    "found": "",
    "not-error": "（不得判 error）",
    "clean": "（应为干净）",
    "unreviewed": "（应未能审查）",
}
_COUNTS = ("找到", "漏报", "报告", "误报", "查准率", "查全率", "含提示", "每十万字")
_SET = ("集合", "文件", "字数", "不得公开", "须复核", "提示", "误报", "须复核/十万字")
_NONE = "–"
Say = Callable[[str], str]
"""The same text in the language that is spoken."""


def scores(measured: Scores, say: Say, *, sets: bool) -> Iterator[str]:
    """The tables of kinds, rules and (if asked for) sets, line by line."""
    if sets:
        yield from _table(map(say, _SET), map(_group, measured.sets))
        yield ""
    kinds = [_counts(score, measured.characters, say) for score in measured.kinds]
    yield from _table(map(say, ("类别", *_COUNTS)), kinds)
    yield ""
    rules = [_counts(score, measured.characters, say) for score in measured.rules]
    yield from _table(map(say, ("规则", *_COUNTS)), rules)
    yield ""
    yield say(
        f"读 {measured.files} 件、{measured.characters} 字，其中 {measured.unreviewed} 件"
        f"未能审查（或有未能审查的部分）；{measured.at} 及以上算找到。"
    )


def details(measured: Measured, say: Say) -> Iterator[str]:
    """Each missed label, each false finding and each file not fully read."""
    for each in measured.missed:
        label = each.label
        what = say(EXPECTS[label.expect]) or (f"（{label.rule}）" if label.rule else "")
        yield harmless(
            f"{say('漏报')}  {_at(each.file, label.line)}  {label.kind}{what}  {each.shown}"
        )
    for judged in measured.false:
        found = judged.finding
        at = f"{_at(judged.file, found.line)}:{found.column}"
        said = f"{found.severity.name.lower()} {found.rule} {found.kind}"
        yield harmless(f"{say('误报')}  {at}  {said}  {found.excerpt}")
    yield from (harmless(f"{say('未读')}  {file}") for file in measured.unread)


def changes(changed: Changes, say: Say) -> Iterator[str]:
    """What changed, line by line; one line where nothing did."""
    if not any(changed):
        yield say("与上次相比没有变化。")
        return
    rows = [_delta(delta, say) for delta in (*changed.kinds, *changed.rules)]
    if rows:
        yield from _table(map(say, ("与上次相比", "查全率", "", "查准率", "")), rows)
    sites = {
        "丢了": changed.lost,
        "新找到": changed.gained,
        "新误报": changed.new_false,
        "消了误报": changed.gone_false,
    }
    for word, found in sites.items():
        yield from (f"{say(word)}  {_site(site, say)}" for site in found)


def _at(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file


def _site(site: Site, say: Say) -> str:
    times = say(f"  {site.times} 处") if site.times > 1 else ""
    what = say(EXPECTS.get(site.expect, ""))
    return harmless(f"{_at(site.file, site.line)}  {site.kind}{what}{times}")


def _counts(score: Score, characters: int, say: Say) -> tuple[str, ...]:
    speaks = score.expect == "found"
    return (
        score.name + say(EXPECTS[score.expect]),
        str(score.found),
        str(score.missed),
        str(score.findings) if speaks else _NONE,
        str(score.false) if speaks else _NONE,
        _share(score.precision),
        _share(score.recall),
        _share(score.recall_with_infos),
        f"{per_100k(score.findings, characters):.2f}" if speaks else _NONE,
    )


def _group(group: Group) -> tuple[str, ...]:
    counts = (group.files, group.characters, group.error, group.warning, group.info, group.false)
    rate = f"{per_100k(group.warning, group.characters):.2f}"
    return (harmless(group.name), *map(str, counts), rate)


def _delta(delta: Delta, say: Say) -> tuple[str, ...]:
    return (
        delta.name + say(EXPECTS[delta.expect]),
        *_change(*delta.recall),
        *_change(*delta.precision),
    )


def _change(before: float | None, now: float | None) -> tuple[str, str]:
    if before == now:
        return "", ""
    sign = f"{now - before:+.3f}" if now is not None and before is not None else ""
    return f"{_share(before)} → {_share(now)}", sign


def _share(share: float | None) -> str:
    return _NONE if share is None else f"{share:.3f}"


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    lines = [tuple(head), *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for first, *rest in lines:
        cells = (" " * (w - width(cell)) + cell for cell, w in zip(rest, widths[1:], strict=True))
        yield "  ".join((pad(first, widths[0]), *cells)).rstrip()
