"""Word documents (docx, docm, dotx, dotm): every text in the package, and where it stands.

Order: body, headers and footers by section, notes, comments, names of styles, properties, link
targets, and what is left in all parts. Files inside follow as members.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from seclint.extract.ooxml.binder import Binder
from seclint.extract.ooxml.parts import attribute, child
from seclint.extract.word.look import Styles
from seclint.extract.word.runs import signature
from seclint.extract.word.story import Book, Naming
from seclint.model import Extracted, Part

_MARGINS: tuple[tuple[Part, str], ...] = (("header", "页眉"), ("footer", "页脚"))
_PAGES = {"first": "首页", "even": "偶数页"}
_NOTES: tuple[tuple[str, Part, str], ...] = (
    ("footnotes", "footnote", "脚注"),
    ("endnotes", "footnote", "尾注"),
    ("comments", "comment", "批注"),
)


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    binder = Binder(name, data)
    _Reading(binder).stories()
    yield binder.document()
    yield from binder.members()


class _Reading:
    """The stories of one package."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder
        self._main = binder.main("word/document.xml")

    def stories(self) -> None:
        """Tell them all. Raises ExtractError where the main part cannot be read."""
        styles, names = self._styles()
        book = Book(self._binder.draft, styles, self._binder.uses)
        with self._binder.part(self._main) as root:
            book.tell(root, Naming("body", "正文", self._main))
            labels = {part: self._sections(root, part, word) for part, word in _MARGINS}
        for part, word in _MARGINS:
            self._margins(book, labels[part], part, word)
        for kind, part, word in _NOTES:
            self._notes(book, kind, part, word)
        for name in names:
            self._binder.say("markup", "样式名", name)

    def _of_kind(self, kind: str) -> list[str]:
        """Parts of a kind, those that the main part names first."""
        named = self._binder.targets(self._main, kind)
        return list(dict.fromkeys([*named, *self._binder.like(rf"word/{kind}\d*\.xml")]))

    def _styles(self) -> tuple[Styles, list[str]]:
        """The styles, and the names of those that are no program's own."""
        sheets = [root for _, root in self._binder.parts(self._of_kind("styles"))]
        named = {
            attribute(child(style, "name"), "val") or ""
            for root in sheets
            for style in root.iter("{*}style")
            if attribute(style, "customStyle") not in (None, "0", "false")
        }
        return Styles(next(iter(sheets), None)), sorted(named)

    def _margins(self, book: Book, labels: dict[str, str], part: Part, word: str) -> None:
        for file in self._of_kind(part):
            labels.setdefault(file, f"{word}（{posixpath.basename(file)}）")
        for file, root in self._binder.parts(list(labels)):
            self._binder.draft.blank()
            book.tell(root, Naming(part, labels[file], file))

    def _sections(self, root: etree._Element, part: Part, word: str) -> dict[str, str]:
        """Labels of the headers (footers) that sections refer to, in order."""
        targets = {link.id: link.target for link in self._binder.related(self._main)}
        labels: dict[str, str] = {}
        for number, section in enumerate(root.iter("{*}sectPr"), start=1):
            for reference in section.iterchildren(f"{{*}}{part}Reference"):
                page = _PAGES.get(attribute(reference, "type") or "", "")
                file = targets.get(attribute(reference, "id") or "", "")
                labels.setdefault(file, f"第{number}节{page}{word}")
        return labels

    def _notes(self, book: Book, kind: str, part: Part, word: str) -> None:
        number = 0
        for file, root in self._binder.parts(self._of_kind(kind)):
            for note in root:
                special = attribute(note, "type") or "normal"
                number += special == "normal"
                told = signature(note).removeprefix("，")
                label = f"{word}{number}" if special == "normal" else f"{word}（{special}）"
                if _speaks(note):
                    self._binder.draft.blank()
                    book.tell(note, Naming(part, f"{label}（{told}）" if told else label, file))


def _speaks(note: etree._Element) -> bool:
    """Whether anything may stand in a note; separators hold a line only."""
    speaking = ("t", "delText", "sym", "instrText", "drawing", "pict", "object", "sdtPr")
    return next(note.iter(*(f"{{*}}{name}" for name in speaking)), None) is not None
