"""head: what a page is, what it may do, and by which rules it was made."""

from collections import defaultdict
from collections.abc import Iterator

from seclint.model import Report
from seclint.report.html.markup import asset, fill, policy
from seclint.report.html.voice import Voice

SHORT = 12
"""So many characters of a digest are enough to compare two by eye."""


def head(report: Report, voice: Voice) -> Iterator[str]:
    """From the first byte to the beginning of the main part."""
    style, title = asset("page.css"), voice.say("title")
    lang = "zh-CN" if voice.lang == "zh" else "en"
    yield fill('<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n', lang=lang)
    # Hashes of our own files, between quotes that must stay quotes.
    content = policy(style, asset("page.js"))
    yield f'<meta http-equiv="Content-Security-Policy" content="{content}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield fill("<title>{title}</title>\n", title=title)
    yield f"<style>{style}</style>\n</head>\n<body>\n"
    yield fill('<a class="skip" href="#found">{skip}</a>\n', skip=voice.say("skip"))
    yield fill('<header>\n<h1>{title}</h1>\n<dl class="head">\n', title=title)
    for key, value in (
        ("version", f"seclint {report.version}"),
        ("rules", report.ruleset[:SHORT]),
    ):
        yield fill("<dt>{key}</dt><dd>{value}</dd>\n", key=voice.say(key), value=value)
    yield "</dl>\n</header>\n<main>\n"


def packs(report: Report, voice: Voice) -> Iterator[str]:
    """The rules that were asked, those of one version together; by title where it is read."""
    versions: dict[str, list[str]] = defaultdict(list)
    for pack in report.packs:
        versions[pack.version].append(pack.title if voice.lang == "zh" else pack.name)
    for version, names in versions.items():
        yield fill(
            '<p class="soft">{packs} {version}{colon}{names}</p>\n',
            packs=voice.say("packs"),
            version=version,
            colon=voice.say("colon"),
            names=voice.say("semicolon").join(names),
        )


def tail() -> Iterator[str]:
    """From the end of the main part to the last byte."""
    yield f"</main>\n<script>{asset('page.js')}</script>\n</body>\n</html>\n"
