"""filter: by level, rule, document and text. It is hidden until the script can make it work."""

from collections.abc import Iterable, Iterator, Sequence

from seclint.report.dossier import Dossier
from seclint.report.html.markup import fill
from seclint.report.html.voice import LEVELS, Voice
from seclint.report.words import title_of


def controls(dossiers: Sequence[Dossier], voice: Voice) -> Iterator[str]:
    """None where there is nothing to filter."""
    if not dossiers:
        return
    yield fill('<form id="filter" hidden aria-label="{title}">\n', title=voice.say("filter"))
    yield fill("<fieldset><legend>{title}</legend>\n", title=voice.say("filter level"))
    for level in LEVELS:
        box = '<label><input type="checkbox" name="level" value="{level}" checked> {word}</label>\n'
        yield fill(box, level=level, word=voice.level(level))
    yield "</fieldset>\n"
    yield from _select("rule", _rules(dossiers, voice), voice)
    documents = ((f"d{number}", dossier.name) for number, dossier in enumerate(dossiers, 1))
    yield from _select("document", sorted(documents, key=lambda option: option[1]), voice)
    yield fill(
        '<label>{title} <input type="search" name="text" autocomplete="off"></label>\n'
        '<button type="reset">{reset}</button>\n<output data-words="{shown}"></output>\n</form>\n',
        title=voice.say("filter text"),
        reset=voice.say("reset"),
        shown=voice.say("shown"),
    )


def _select(name: str, options: Iterable[tuple[str, str]], voice: Voice) -> Iterator[str]:
    title = voice.say(f"filter {name}")
    yield fill('<label>{title} <select name="{name}">\n', title=title, name=name)
    yield fill('<option value="">{all}</option>\n', all=voice.say("all"))
    for value, word in options:
        yield fill('<option value="{value}">{word}</option>\n', value=value, word=word)
    yield "</select></label>\n"


def _rules(dossiers: Sequence[Dossier], voice: Voice) -> Iterator[tuple[str, str]]:
    """The reasons why something was not read among them."""
    for code in sorted({item.code for dossier in dossiers for item in dossier.unreviewed}):
        yield code, f"{code} {voice.say('unreviewed')}"
    for identifier in sorted({each.rule for dossier in dossiers for each in dossier.findings}):
        yield identifier, f"{identifier} {title_of(voice.rule(identifier), voice.lang)}"
