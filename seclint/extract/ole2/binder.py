"""binder: a compound file as it is read stream by stream, and what no walk has told of it.

A walk tells a stream and puts what is left in its place; that, and the streams that no walk knows,
are swept after it. Files inside follow as members: objects, pictures, what packages keep.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2.compound import shown
from seclint.extract.ole2.propset import properties
from seclint.extract.ole2.remainder import GIVEN, Remainder
from seclint.extract.ole2.residue import Residue
from seclint.extract.ole2.roundtrip import kept
from seclint.extract.sweep import masked, untold
from seclint.model import Document, Member, Part, Place, Unreviewed


class Binder:
    """One file: its draft, and what of it failed."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises ExtractError("damaged")."""
        self.name = name
        self.compound = Remainder(data)
        self.residue = Residue(self.compound)
        self.draft = Draft()
        self.failed: list[ExtractError] = []
        self._files: list[tuple[str, bytes]] = []

    def say(self, part: Part, label: str, text: str, anchor: str = "") -> None:
        """Append a text that is no part of the flow."""
        self.draft.aside(text.strip("\0 \r\n\t"), Place(part, label, anchor))

    def leave(self, path: str, data: bytes, told: str) -> None:
        """Put what a walk left in the place of a stream, but for the copies in it.

        Those are packages for newer versions of the program; `told` is what they need not repeat.
        """
        packed = kept(data)
        self.compound.instead[path] = masked(data, packed.spans)
        self._files += packed.files
        for text in untold(packed.texts, told):
            self.say("embedded", "供新版软件使用的副本", text, shown(path))

    def properties(self) -> set[str]:
        """Tell the properties; the texts of them."""
        found = list(properties(self.compound))
        for label, text, stream in found:
            self.say("property", label, text, shown(stream))
        return {said.text for said in found}

    def document(self) -> Document:
        """The document, with all that no walk has told appended to it."""
        self.compound.hide_thumbnail()
        for part, label, text, stream in self.residue.texts(self.draft.document("").text):
            if not (stream in self.compound.instead and GIVEN.fullmatch(text)):
                self.say(part, label, text, stream)
        return self.draft.document(self.name)

    def members(self) -> Iterator[Member]:
        """Files inside; those in copies for newer versions first."""
        for name, content in dict.fromkeys(self._files):
            yield Member(name, content, f"内嵌的文件 {name}")
        yield from self.residue.members()

    def unreviewed(self) -> Iterator[Unreviewed]:
        """What could not be read."""
        for error in self.failed:
            yield Unreviewed(self.name, error.code, error.reason)
        yield from self.residue.unreviewed(self.name)
