"""PDF: the pages as a reader sees them, then all that a reader does not see.

Order: running text page by page, headers and footers, hidden text, content that no page paints,
annotations, properties and every other string, bytes outside all objects, earlier revisions.
Files inside follow as members, pictures too; what could not be read ends as Unreviewed.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.pdf.gaps import REVISIONS, Gap, gaps, numbers, revisions
from seclint.extract.pdf.layout import Line
from seclint.extract.pdf.margins import margins
from seclint.extract.pdf.notes import Note
from seclint.extract.pdf.pictures import PAGES as PICTURES
from seclint.extract.pdf.reading import Hidden, Leafage
from seclint.extract.pdf.revision import MENDED, Revision
from seclint.extract.pdf.weight import weigh
from seclint.extract.pdf.words import decoded, told
from seclint.model import Document, Extracted, Member, Part, Place, Unreviewed

_UNNAMED = "（未登记的对象）"
_FILES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, too-big."""
    weigh(data)
    reading = _Reading(name, data)
    yield reading.document()
    yield from reading.members()
    for code, reason in reading.failures:
        yield Unreviewed(name, code, reason)


class _Reading:
    """One file as it is read: what was told already, what failed."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._data = name, data
        self._draft = Draft()
        self._known: set[str] = set()
        self._members: list[Member] = []
        self.failures: list[tuple[str, str]] = []

    def document(self) -> Document:
        """Every text in the file."""
        final = Revision(self._data)
        self._pages(final.leaves)
        for note in final.notes:
            self._say(note)
        self._members += [m for leaf in final.leaves.values() for m in leaf.pictures]
        self._members += final.members
        self.failures += final.failures
        for gap in gaps(self._data):
            self._gap(gap)
        self._earlier(final)
        return self._draft.document(self._name)

    def members(self) -> Iterator[Member]:
        """Files inside, each once; pages that are pictures up to a limit."""
        given: set[int] = set()
        painted = 0
        for member in self._members:
            if hash(member.data) in given:
                continue
            given.add(hash(member.data))
            painted += member.label.endswith("（整页图像）")
            if painted > PICTURES and member.label.endswith("（整页图像）"):
                self._fail("too-big", f"需要识别的页数超过上限（{PICTURES}），其余未能审查")
                continue
            yield member

    def _fail(self, code: str, reason: str) -> None:
        if (code, reason) not in self.failures:
            self.failures.append((code, reason))

    def _say(self, note: Note, *, again: bool = True) -> None:
        """Tell a note; of an earlier revision (`again` is False) only what was not told yet."""
        text = note.text.strip()
        if again or text not in self._known:
            self._draft.aside(text, note.place)
        self._known.add(text)

    # pages

    def _pages(self, leaves: dict[int, Leafage]) -> None:
        found = margins([(leaf.height, leaf.lines) for leaf in leaves.values()])
        asides: dict[Part, list[Note]] = {"header": [], "footer": []}
        for (number, leaf), running in zip(leaves.items(), found, strict=True):
            for index, line in enumerate(leaf.lines):
                part = running.get(index)
                self._known.add(line.text.strip())
                if part is None:
                    self._draft.write(
                        line.text, Place("body", f"第{number}页", _anchor(number, line))
                    )
                    self._draft.space("\n")
                else:
                    word = "页眉" if part == "header" else "页脚"
                    place = Place(part, f"第{number}页{word}", _anchor(number, line))
                    asides[part].append(Note(place, line.text))
        for note in (*asides["header"], *asides["footer"]):
            self._say(note)
        for number, leaf in leaves.items():
            for hidden in leaf.hidden:
                self._say(_disguised(number, hidden))
            for text in leaf.spoken:
                self._say(Note(Place("alt", f"第{number}页（替代文字）", f"page={number}"), text))

    # bytes outside objects

    def _gap(self, gap: Gap) -> None:
        text = decoded(gap.data)
        odd = sum(1 for c in text[:4000] if not (c.isprintable() or c in "\t\r\n"))
        if odd <= len(text[:4000]) // 20 and not gap.data.startswith(_FILES):
            place = Place("embedded", gap.label, f"byte {gap.offset}")
            for line in text.splitlines():
                if told(line):
                    self._say(Note(place, told(line)))
        elif len(gap.data) > 64:
            self._members.append(Member(f"{gap.label}.bin", gap.data, gap.label))

    # revisions

    def _earlier(self, final: Revision) -> None:
        ends = revisions(self._data)
        if len(ends) > REVISIONS:
            self._fail("too-big", f"早先版本超过上限（{REVISIONS}），其余未能审查")
        known = frozenset(final.prints)
        for number, end in list(enumerate(ends, start=1))[-REVISIONS:]:
            self._revision(self._data[:end], f"（早先版本{number}）", known)
        named = final.numbers()
        if named and numbers(self._data) - named:
            # Objects that no table names: without its tables the file is read object by object.
            bare = self._data.replace(b"startxref", b"startxxxx")
            self._revision(bare, _UNNAMED, known)

    def _revision(self, data: bytes, label: str, known: frozenset[bytes]) -> None:
        try:
            revision = Revision(data, known)
        except ExtractError as error:
            self._fail(error.code, f"{label.strip('（）')}：{error.reason}")
            return
        for number, leaf in revision.leaves.items():
            self._deleted(number, leaf, label)
        for note in revision.notes:
            place = note.place._replace(part="deleted", label=note.place.label + label)
            self._say(Note(place, note.text), again=False)
        inside = [m for leaf in revision.leaves.values() for m in leaf.pictures]
        self._members += [m._replace(label=m.label + label) for m in (*inside, *revision.members)]
        for code, reason in revision.failures:
            ours = label == _UNNAMED and reason == MENDED  # its tables were taken away above
            if not ours and (code, reason) not in self.failures:
                self._fail(code, f"{label.strip('（）')}：{reason}")

    def _deleted(self, number: int, leaf: Leafage, label: str) -> None:
        shown = [(line.text, _anchor(number, line)) for line in leaf.lines]
        shown += [(hidden.text, f"page={number}") for hidden in leaf.hidden]
        for text, anchor in shown:
            self._say(Note(Place("deleted", f"第{number}页{label}", anchor), text), again=False)


def _anchor(number: int, line: Line) -> str:
    return f"page={number}&box=" + ",".join(f"{side:.0f}" for side in line.box)


def _disguised(number: int, hidden: Hidden) -> Note:
    anchor = _anchor(number, hidden.line) if hidden.line else f"page={number}"
    return Note(Place("hidden", f"第{number}页（{hidden.reason}）", anchor), hidden.text)
