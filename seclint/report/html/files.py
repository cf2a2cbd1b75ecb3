"""files: each file that was looked at, the clean ones too, and how many of each level it has."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from seclint.model import Report
from seclint.report.dossier import Dossier
from seclint.report.html.markup import fill
from seclint.report.html.voice import LEVELS, Voice, counts_of
from seclint.report.summary import fates, source


def table(report: Report, dossiers: Sequence[Dossier], voice: Voice) -> Iterator[str]:
    """A row a file; none where nothing was looked at."""
    fate, counts = fates(report), defaultdict[str, Counter[str]](Counter)
    for dossier in dossiers:
        counts[source(dossier.name, voice.files)] += counts_of(dossier)
    files = sorted([*report.documents, *(counts.keys() - voice.files)])
    if not files:
        return
    yield fill(
        '<details open>\n<summary><h2>{title}</h2></summary>\n<table class="files">\n<thead><tr>'
        '<th scope="col">{file}</th><th scope="col">{result}</th>',
        title=voice.say("count", word=voice.say("files"), count=len(files)),
        file=voice.say("filter document"),
        result=voice.say("result"),
    )
    yield from (fill('<th scope="col">{word}</th>', word=voice.level(level)) for level in LEVELS)
    yield "</tr></thead>\n<tbody>\n"
    for file in files:
        told = voice.say(f"fate {fate.get(file, 'clean')}")
        yield fill("<tr><td>{file}</td><td>{told}</td>", file=file, told=told)
        yield from (_cell(level, counts[file][level], voice) for level in LEVELS)
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</details>\n"


def _cell(level: str, count: int, voice: Voice) -> str:
    if not count:
        return "<td></td>"
    cell = '<td class="number {level}" data-name="{word}">{count}</td>'
    return fill(cell, level=level, word=voice.level(level), count=count)
