"""void: the exemptions without effect, which somebody has to look at or to take away."""

from collections.abc import Iterator

from seclint.model import Report
from seclint.report.html.markup import fill
from seclint.report.html.voice import Voice
from seclint.report.summary import void_in_order
from seclint.report.words import void_of


def void(report: Report, voice: Voice) -> Iterator[str]:
    """Where each is written, and why it has no effect; nothing where there is none."""
    if not report.void:
        return
    title = voice.say("count", word=voice.say("void"), count=len(report.void))
    yield fill('<section id="void">\n<h2>{title}</h2>\n<ul>\n', title=title)
    for item in void_in_order(report.void):
        yield fill(
            "<li><p><span>{document}:{line}</span> <code>{code}</code></p>"
            '<p class="excerpt">{reason}</p></li>\n',
            document=item.document,
            line=item.line,
            code=item.code,
            reason=void_of(item, voice.lang),
        )
    yield "</ul>\n</section>\n"
