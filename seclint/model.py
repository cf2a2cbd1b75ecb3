"""The nouns of seclint: frozen data, complete when made; imports nothing of seclint.

They stand in one module, long as it is, because it is the dictionary: half of it are the words of
the rule language, and each noun is met in the terms of the ones before it.

Offsets are code points. `Document` offsets count in `Document.text`; `Hit` offsets count in
folded text (see `seclint.fold`). Only `Folded.span` translates between the two.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple, get_args

Part = Literal[
    "body", "title", "table", "header", "footer", "footnote", "textbox", "comment", "inserted",
    "deleted", "hidden", "note", "property", "filename", "alt", "link", "embedded", "image",
    "subject", "markup",
]  # fmt: skip
"""Where in a document a text stands; what a rule's `part` condition may name."""

PARTS: tuple[str, ...] = get_args(Part)

KINDS = (
    "mark.state", "mark.work", "mark.internal", "mark.commercial", "mark.cable",
    "element.copy-number", "element.urgency", "element.doc-number", "element.disclosure",
    "pii.id", "pii.phone", "pii.bank", "pii.email", "pii.address", "pii.name", "pii.health",
    "pii.plate", "pii.passport", "pii.minor", "pii.account", "pii.roster", "credential", "network",
    "geo", "military", "foreign", "science", "exam", "security", "infrastructure", "personnel",
    "discipline", "petition", "procurement", "statistics", "process", "talent", "secrecy-work",
    "law.outdated", "aggregate", "unreviewed",
)  # fmt: skip
"""What a rule may find; stable, since quality is measured by it."""

Masking = Literal["all", "middle", "none"]
"""How a report shows a match: not at all, with its middle hidden, or as it is (markings)."""

Edge = Literal["alnum", "digit", "none"]
"""What may not touch a match of a pattern."""

Within = int | Literal["sentence", "line", "paragraph", "document", "column"]
"""How far evidence may stand from a hit: so many characters, or in the same unit of text; in a
`column` it stands in one of the first rows of the table, above the hit.
"""

Side = Literal["before", "after", "both"]

Scope = Literal["line", "paragraph", "document"]
"""Where findings are looked at together."""

DateScope = Literal["hit", "line", "top"]
"""Where a date is looked for: in the hit, in its line, or in the document's first lines."""


class Severity(IntEnum):
    """How bad: 提示, 须复核, 不得公开."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Span(NamedTuple):
    """Code points `start` (included) to `end` (excluded) of `Document.text`."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a text stands, for rules (`part`), for people (`label`), for programs (`anchor`)."""

    part: Part
    label: str
    anchor: str = ""


BODY = Place("body", "正文")


class Mark(NamedTuple):
    """A comment in a document that lets findings of `rules` on `spans` of its text go, and why.

    `line` is that of the source. `digest` names the mark together with the text that it stands
    over. `fault` says why it lets nothing go (one of the codes of `Void`), "" where it may.
    """

    line: int
    rules: tuple[str, ...]
    reason: str
    spans: tuple[Span, ...]
    digest: str
    fault: str = ""


class Document(NamedTuple):
    """One string and its sorted places; each place holds from its offset to the next one.

    `name` is the path of the file, with `!/` before each document inside it
    (公告.zip!/附件1.docx). Cells of a table row are parted by tabs, rows and paragraphs by line
    breaks. `notes` say how it was read (the encoding, say), `marks` what its author lets go.
    """

    name: str
    text: str
    places: tuple[tuple[int, Place], ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    def place(self, offset: int) -> Place:
        """The place that holds at `offset`."""
        index = bisect_right(self.places, offset, key=lambda entry: entry[0])
        return self.places[index - 1][1] if index else BODY


class Member(NamedTuple):
    """A file inside a file, for the extract driver to read in turn."""

    name: str
    data: bytes
    label: str


class Unreviewed(NamedTuple):
    """What could not be read: never to be mistaken for clean.

    `code` is stable: encrypted, damaged, unsupported, undecodable, too-big, too-deep,
    unreadable, needs-ocr, no-text, limit, timeout, crashed.
    """

    document: str
    code: str
    reason: str


# --- rules ---------------------------------------------------------------------------------


class Terms(NamedTuple):
    """Words to find, wherever they stand."""

    words: tuple[str, ...]


class Pattern(NamedTuple):
    """A google-re2 expression over folded text; `edge` says what may not touch a match."""

    expression: str
    edge: Edge = "none"


class Line(NamedTuple):
    """A google-re2 expression that a whole line must match, its decoration set aside."""

    expression: str


class Columns(NamedTuple):
    """A table whose head has `at_least` columns named by `words` (and by none of `but`), with at
    least `rows` rows filled in beneath; and one more, named by `beside`, where that names any.
    """

    words: tuple[str, ...]
    but: tuple[str, ...] = ()
    at_least: int = 1
    rows: int = 1
    beside: tuple[str, ...] = ()


class Together(NamedTuple):
    """At least `at_least` of these rules or kinds find something in the same scope."""

    findings: tuple[str, ...]
    within: Scope
    at_least: int


Find = Terms | Pattern | Line | Columns | Together


class WholeWord(NamedTuple):
    """The hit begins and ends at word boundaries (jieba)."""


class Valid(NamedTuple):
    """The hit passes the check of this name (see `seclint.validate.CHECKS`)."""

    check: str


class Near(NamedTuple):
    """At least `at_least` different ones of `words` stand near the hit."""

    words: tuple[str, ...]
    within: Within
    side: Side = "both"
    at_least: int = 1


class Beside(NamedTuple):
    """At least `at_least` of these rules or kinds find something near the hit."""

    findings: tuple[str, ...]
    within: Within
    at_least: int = 1


class Count(NamedTuple):
    """The rule finds at least `at_least` things in the scope; different ones, if `distinct`."""

    at_least: int
    within: Scope
    distinct: bool = False


class Genre(NamedTuple):
    """The document is of one of these genres (see `seclint.genre`)."""

    genres: tuple[str, ...]


class BeforeDate(NamedTuple):
    """The latest date in the scope has passed on the day of the review."""

    within: DateScope


class InPart(NamedTuple):
    """The hit stands in one of these parts."""

    parts: tuple[str, ...]


class Alone(NamedTuple):
    """The hit stands alone on its line."""


class AtTop(NamedTuple):
    """The hit stands in the first `lines` lines that hold text."""

    lines: int


class InQuotes(NamedTuple):
    """The hit stands inside quotation marks or book-title marks."""


class Negated(NamedTuple):
    """A word before the hit, in the same clause, denies it (不属于, 未标注, 不是)."""


class Not(NamedTuple):
    """The other condition does not hold."""

    condition: "Simple"


Simple = (
    WholeWord | Valid | Near | Beside | Count | Genre | BeforeDate | InPart | Alone | AtTop
    | InQuotes | Negated
)  # fmt: skip
Condition = Simple | Not


class English(NamedTuple):
    """What a rule says under `--lang en`."""

    title: str
    message: str
    remedy: str


class Level(NamedTuple):
    """How bad and what to say where all its conditions hold, in place of the rule's own."""

    severity: Severity
    when: tuple[Condition, ...]
    message: str
    remedy: str
    english: English | None


class Example(NamedTuple):
    """A text that shows a rule: `spans` must stand (none: must pass). It is also its test."""

    text: str
    spans: tuple[Span, ...]
    part: Part
    severity: Severity | None
    line: int


class Window(NamedTuple):
    """The first and the last day on which a rule holds; None where it is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Does the rule hold on that day?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Window()


class Rule(NamedTuple):
    """One thing that must not go out: how to find it, and on which article of law.

    A `preview` is on trial: info at most. `cases` are ids of published cases it would have
    stopped. A rule that is not `suppressible` cannot be allowed away.
    """

    id: str
    name: str
    title: str
    kind: str
    severity: Severity
    find: Find
    message: str
    remedy: str
    where: tuple[Condition, ...] = ()
    levels: tuple[Level, ...] = ()
    allow: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    mask: Masking = "all"
    english: English | None = None
    suppressible: bool = True
    preview: bool = False
    window: Window = ALWAYS
    cases: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def own_level(self) -> Level:
        """The level that holds where none of `levels` does."""
        return Level(self.severity, (), self.message, self.remedy, self.english)


class Pack(NamedTuple):
    """One rule file: its name, its title, its version, and its rules in order."""

    name: str
    title: str
    version: str
    rules: tuple[Rule, ...]


# --- results -------------------------------------------------------------------------------


class Hit(NamedTuple):
    """What the matcher saw: folded offsets, not yet judged.

    The head of a table stands for its `rows`; `cells` are those beneath it that are as secret
    as the hit itself.
    """

    rule: Rule
    start: int
    end: int
    rows: int = 0
    cells: tuple[Span, ...] = ()


class Finding(NamedTuple):
    """What stands: self-contained, masked, picklable. `line` and `column` count from 1.

    `span` counts in the extracted text, `column` in characters. `rows` is how many rows of a table
    it stands for, 0 where it is about none; `more` is how many more of its rule stand behind it in
    the file that are counted, but not told one by one. `identity` is a keyed digest of what was
    found, "" without a key. It is `old` where it stood in the former version of its file too.
    `muted` is the reason why it does not count, if any, and `in_source` whether that stands in the
    document itself.
    """

    document: str
    span: Span
    rule: str
    kind: str
    severity: Severity
    message: str
    remedy: str
    part: Part
    place: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    fingerprint: str
    rows: int = 0
    more: int = 0
    identity: str = ""
    old: bool = False
    muted: str | None = None
    in_source: bool = False


class Void(NamedTuple):
    """An exemption without effect: where it is written, and why it has none.

    `code` is stable: expired, unused, malformed, no-reason, unmatched, unknown-rule,
    not-suppressible, nested, new.
    """

    document: str
    line: int
    code: str
    reason: str


class Report(NamedTuple):
    """All that a reporter may know. `documents` are the names of all files that were looked at."""

    version: str
    ruleset: str
    packs: tuple[Pack, ...]
    documents: tuple[str, ...]
    findings: tuple[Finding, ...]
    unreviewed: tuple[Unreviewed, ...]
    void: tuple[Void, ...] = ()

    def rule(self, identifier: str) -> Rule:
        """The rule with this id. Raises KeyError where no pack has it."""
        for pack in self.packs:
            for rule in pack.rules:
                if rule.id == identifier:
                    return rule
        raise KeyError(identifier)


class Style(NamedTuple):
    """How the rim wants a report told. `color` puts ANSI colours in, `quiet` leaves the sum out."""

    lang: Literal["zh", "en"] = "zh"
    color: bool = False
    statistics: bool = False
    quiet: bool = False


def file_of(document: str) -> str:
    """The file on disk that a document came from (公告.zip of 公告.zip!/附件1.docx)."""
    return document.partition("!/")[0]


Extracted = Document | Member | Unreviewed
Extractor = Callable[[str, bytes], Iterator[Extracted]]
"""(name, bytes) -> what is in it. Failure is a value; it raises `errors.ExtractError` at most."""

Check = Callable[[str], bool]
"""A validator of `seclint.validate.CHECKS`; its argument may hold the gaps of the original."""

Reporter = Callable[[Report, Style], Iterator[str]]
"""(Report, Style) -> pieces of text, line breaks included."""

Mute = Callable[[Finding], str | None]
"""The reason why a finding does not count, or None."""
