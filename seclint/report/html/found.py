"""found: what was not read, and what was found, document by document; each with its number."""

from collections.abc import Iterator, Sequence

from seclint.model import Finding
from seclint.report.dossier import Dossier, alike
from seclint.report.html.head import SHORT
from seclint.report.html.markup import fill
from seclint.report.html.voice import LEVELS, Voice, counts_of, level_of
from seclint.report.words import (
    cited,
    message_of,
    muted_of,
    place_of,
    reason_of,
    remedy_of,
    severity_word,
)


def unread(dossiers: Sequence[Dossier], numbers: Iterator[int], voice: Voice) -> Iterator[str]:
    """What was not read, why, and what can be done about it; nothing where all was read."""
    items = [item for dossier in dossiers for item in dossier.unreviewed]
    if not items:
        return
    title = voice.say("count", word=voice.say("not passed"), count=len(items))
    yield fill('<section class="unread" id="unread">\n<h2>{title}</h2>\n', title=title)
    locked = any(item.code == "encrypted" for item in items)
    for key in ("advice", "unlock") if locked else ("advice",):
        yield fill("<p>{told}</p>\n", told=voice.say(key))
    yield "<ol>\n"
    for at, dossier in enumerate(dossiers, 1):
        for item in dossier.unreviewed:
            yield fill(
                '<li data-level="unreviewed" data-rule="{code}" data-document="d{at}">'
                '<p class="where"><b>{number}</b><span>{document}</span><code>{code}</code></p>'
                '<p class="excerpt">{reason}</p>',
                at=at,
                code=item.code,
                document=item.document,
                reason=reason_of(item, voice.lang),
                number=next(numbers),
            )
            yield _ticks(("handled",), voice)
    yield "</ol>\n</section>\n"


def found(dossiers: Sequence[Dossier], numbers: Iterator[int], voice: Voice) -> Iterator[str]:
    """Each document with its findings, standing and muted."""
    yield fill('<section id="found">\n<h2>{title}</h2>\n', title=voice.say("findings"))
    for at, dossier in enumerate(dossiers, 1):
        if dossier.findings:
            yield fill(
                '<details class="document" id="d{at}" open>\n'
                '<summary><h3>{name}</h3><span class="tally">{tally}</span></summary>\n',
                at=at,
                name=dossier.name,
                tally=voice.tally(counts_of(dossier)),
            )
            yield from _levels(dossier, numbers, voice)
            yield "</details>\n"
    if not any(dossier.findings for dossier in dossiers):
        yield fill("<p>{nothing}</p>\n", nothing=voice.say("nothing"))
    yield "</section>\n"


def _levels(dossier: Dossier, numbers: Iterator[int], voice: Voice) -> Iterator[str]:
    counts = counts_of(dossier)
    for level in LEVELS:
        findings = [finding for finding in dossier.findings if level_of(finding) == level]
        if findings:
            title = voice.say("count", word=voice.level(level), count=counts[level])
            yield fill('<section class="level">\n<h4 class="{level}">', level=level)
            yield fill("{title}</h4>\n", title=title)
            for group in alike(findings):
                yield from _group(group, numbers, voice)
            yield "</section>\n"


def _group(group: list[Finding], numbers: Iterator[int], voice: Voice) -> Iterator[str]:
    """What is wrong, what to do and on which ground; then each place of it."""
    first, rule = group[0], voice.rule(group[0].rule)
    level = level_of(first)
    yield fill(
        '<article class="group {level}" data-rule="{rule}">\n'
        "<h5>{word}{message} <code>{rule}</code></h5>\n<dl>\n",
        level=level,
        rule=rule.id,
        word=f"{severity_word(voice.lang, first.severity)} " if level == "muted" else "",
        message=message_of(first, rule, voice.lang),
    )
    for key, told in ("remedy", remedy_of(first, rule, voice.lang)), ("basis", cited(rule.basis)):
        if told:
            yield fill("<dt>{key}</dt><dd>{told}</dd>\n", key=voice.say(key), told=told)
    yield "</dl>\n<ol>\n"
    for finding in group:
        yield from _site(finding, next(numbers), voice)
    yield "</ol>\n</article>\n"


def _site(finding: Finding, number: int, voice: Voice) -> Iterator[str]:
    yield fill(
        '<li data-level="{level}" data-count="{count}"><p class="where"><b>{number}</b>',
        level=level_of(finding),
        count=1 + finding.more,
        number=number,
    )
    for told in filter(None, (place_of(finding, voice.lang), voice.spot(finding))):
        yield fill("<span>{told}</span>", told=told)
    digits = voice.say("fingerprint", digits=finding.fingerprint[:SHORT])
    yield fill("<code>{digits}</code></p>", digits=digits)
    yield fill('<p class="excerpt">{excerpt}</p>', excerpt=finding.excerpt)
    rows = voice.say("rows", count=finding.rows) if finding.rows else ""
    others = voice.say("others", count=finding.more) if finding.more else ""
    reason = muted_of(finding, voice.lang)
    muted = "" if reason is None else voice.say("why muted", reason=reason)
    for told in filter(None, (rows, others, muted)):
        yield fill('<p class="aside">{told}</p>', told=told.strip())
    yield _ticks(("confirmed", "false alarm", "excused"), voice)


def _ticks(choices: tuple[str, ...], voice: Voice) -> str:
    """Boxes to tick on paper, and room for a reason; ends the item."""
    boxes = "".join(fill("<span>{box}</span>", box=voice.say(choice)) for choice in choices)
    room = fill("<span>{reason}</span><i></i>", reason=voice.say("reason"))
    return f'<p class="ticks">{boxes}{room}</p></li>\n'
