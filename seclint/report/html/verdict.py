"""verdict: the sum in words, what is to be done next, and how many there are of each level."""

from collections import Counter
from collections.abc import Iterator

from seclint.model import Report
from seclint.report.html.chart import Bar, chart
from seclint.report.html.markup import fill
from seclint.report.html.voice import LEVELS, Voice
from seclint.report.terminal import closing


def verdicts(report: Report, counts: Counter[str]) -> list[str]:
    """The levels that keep a document back, the gravest first; else `clean`, or `none`."""
    grave = [level for level in ("unreviewed", "error", "warning") if counts[level]]
    return grave or ["clean" if report.documents else "none"]


def verdict(report: Report, counts: Counter[str], voice: Voice) -> Iterator[str]:
    """Two sections: the words, and the bars."""
    levels = verdicts(report, counts)
    yield fill('<section class="verdict {level}">\n', level=levels[0])
    yield fill("<h2>{title}</h2>\n", title=voice.say("verdict"))
    for level in levels:
        yield fill(
            '<p class="{level}"><strong>{words}</strong> <span>{step}</span></p>\n',
            level=level,
            words=voice.say(f"verdict {level}", count=counts[level]),
            step=voice.say(f"step {level}"),
        )
    told = closing(report, voice.lang), voice.say("caution")
    yield from (fill("<p>{told}</p>\n", told=each) for each in told)
    yield fill("</section>\n<section>\n<h2>{title}</h2>\n", title=voice.say("chart"))
    bars = [Bar(level, voice.level(level), counts[level]) for level in LEVELS]
    yield from chart(voice.say("chart"), voice.tally(counts) or voice.say("nothing"), bars)
    yield "</section>\n"
