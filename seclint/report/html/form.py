"""form: the record (信息公开保密审查表) that reviewers fill in and sign, behind what was found.

Its fields are those that the forms of several offices have in common, in the order of the review:
the handler's own, the review office's, the approval of the head.
"""

from collections import Counter
from collections.abc import Iterator

from seclint.model import Report
from seclint.report.html.head import SHORT
from seclint.report.html.markup import fill
from seclint.report.html.verdict import verdicts
from seclint.report.html.voice import Voice
from seclint.report.html.words import CHOICES, FORM
from seclint.report.terminal import closing

GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "register": (("number", "date"), ("unit", "handler")),
    "information": (
        ("subject",),
        ("document-number", "made"),
        ("medium",),
        ("origin", "source"),
        ("enclosures",),
    ),
    "status": (("openness", "marked"), ("classification", "declassified")),
    "publication": (("channel",), ("audience",), ("published", "until")),
    "machine": (("review",), ("digest",), ("handled",)),
    "human": (("checked",), ("self",), ("office",), ("department",), ("third",)),
    "conclusion": (("concluded",), ("ground",), ("redactions", "declassification")),
    "approval": (("head",),),
}
"""The fields of a row, the rows of a group."""

_SIGNED = frozenset(("self", "office", "department", "head"))
_BEGUN = {"handled": "handled counts", "third": "asked"}
"""Fields that the form begins to fill in."""


def form(report: Report, counts: Counter[str], voice: Voice) -> Iterator[str]:
    """The form as a section. What the machine has to say for itself is filled in."""
    words = FORM[voice.lang]
    yield fill('<section class="record">\n<h2>{title}</h2>\n', title=words["title"])
    yield fill('<p class="soft fill">{fill}</p>\n<table>\n', fill=words["fill"])
    machine = _machine(report, counts, voice)
    for group, rows in GROUPS.items():
        head = '<tbody><tr><th class="part" scope="rowgroup" rowspan="{rows}"><span>{name}</span>'
        yield fill(head, rows=len(rows), name=words[group])
        yield "</th>"
        for number, row in enumerate(rows):
            yield "<tr>" if number else ""
            yield from (_field(key, len(row), machine, voice) for key in row)
            yield "</tr>\n"
        yield "</tbody>\n"
    yield fill('</table>\n<p class="soft">{notes}</p>\n</section>\n', notes=words["notes"])


def _machine(report: Report, counts: Counter[str], voice: Voice) -> str:
    """Version and rules, what became of the files, what was found, and the step that follows."""
    comma, stop = voice.say("comma"), voice.say("full stop")
    made = comma.join(filter(None, (f"seclint {report.version}", report.ruleset[:SHORT])))
    told = (made, closing(report, voice.lang), voice.tally(counts))
    return stop.join([*filter(None, told), voice.say(f"step {verdicts(report, counts)[0]}")])


def _field(key: str, fields: int, machine: str, voice: Voice) -> str:
    """Its name, and its cell: as wide as the row where it is the only one."""
    words = FORM[voice.lang]
    name = fill('<th scope="row">{name}</th>', name=words[key])
    span = "" if fields > 1 else ' colspan="3"'
    if key == "review":
        return name + f"<td{span}>" + fill("{machine}</td>", machine=machine)
    if key in CHOICES[voice.lang]:
        return name + f"<td{span}>{_boxes(CHOICES[voice.lang][key])}</td>"
    if key in _SIGNED:
        signed = fill('<p class="signed">{signed}</p>', signed=words["signed"])
        return name + f'<td{span} class="tall">{_room(words[key])}{signed}</td>'
    begun = words[_BEGUN[key]] if key in _BEGUN else ""
    return name + f"<td{span}>{_room(words[key], begun)}</td>"


def _boxes(choices: tuple[str, ...]) -> str:
    box = '<label class="tick"><input type="checkbox" autocomplete="off"> {choice}</label> '
    return "".join(fill(box, choice=choice) for choice in choices)


def _room(name: str, begun: str = "") -> str:
    """Where something may be written, on the screen too."""
    room = '<span class="room" role="textbox" contenteditable="plaintext-only" aria-label="{name}">'
    return fill(room + "{begun}</span>", name=name, begun=begun)
