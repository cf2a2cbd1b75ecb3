"""book: what an RTF file holds, gathered while it is read: stories, asides, files inside."""

import re
from collections.abc import Iterator
from itertools import chain, count, groupby

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2 import ole1
from seclint.extract.ole2.compound import Compound
from seclint.extract.ole2.embedded import packages
from seclint.extract.ooxml.parts import leftovers, telling
from seclint.extract.rtf.flow import Story
from seclint.extract.rtf.look import Look, State
from seclint.extract.rtf.sinks import Beside, Blob, Colors, Fonts, Skip
from seclint.extract.rtf.words import CAPTURES, DATA, MARGINS
from seclint.extract.sweep import leftovers as swept
from seclint.model import Document, Member, Part, Place

_MEMBERS = 5_000  # pictures and files that are given on
_NOTES: dict[bytes, tuple[Part, str]] = {
    b"footnote": ("footnote", "脚注"),
    b"annotation": ("comment", "批注"),
    b"shptxt": ("textbox", "文本框"),
    b"dptxbxtext": ("textbox", "文本框"),
}
# Fields that number and refer: their codes hold no words.
_DULL_CODE = re.compile(
    r"\s*+(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|SEQ|PAGEREF|REF|NOTEREF|STYLEREF|DATE|TIME|=)\b"
    r"[!#-~ ]*+$"
)
_TELLING = frozenset(
    ("wzDescription", "wzName", "wzTooltip", "pihlShape", "wzScript", "wzFormulae", "gtextUNICODE",
     "gtextFont", "pibName", "wzLineId")
)  # fmt: skip
_WATERMARK = "gtextUNICODE"
_HEX = re.compile(r"[0-9a-fA-F\s]{32,}")


class Book:
    """The stories in the order of reading, and all that is told beside them."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.section = 1
        self.body = Story("body", "正文", count(1))
        self.members: list[Member] = []
        self.problems: list[tuple[str, str]] = []
        self.fallback: list[tuple[bytes, State]] = []
        self._stories: dict[str, list[Story]] = {}
        self._told: dict[tuple[str, Part, str], None] = {}
        self._numbers: dict[str, int] = {}
        self._seen: set[bytes] = set()
        self._shape = self._property = ""

    # sinks

    def story(self, part: Part, label: str) -> Story:
        """A story of its own."""
        made = Story(part, label, count(1))
        self._stories.setdefault(part, []).append(made)
        return made

    def margin(self, word: bytes, _: str) -> Story:
        """A header or a footer."""
        part, label = MARGINS[word]
        return self.story(part, f"第{self.section}节{label}")

    def note(self, word: bytes, _: str) -> Story:
        """A note, a comment, a text box."""
        part, label = _NOTES[word]
        return self.story(part, f"{label}{self._number(label)}")

    def endnote(self, story: Story) -> None:
        """The note that has just begun is an endnote."""
        if story.part == "footnote" and story.label.startswith("脚注"):
            self._numbers["脚注"] -= 1
            story.label = f"尾注{self._number('尾注')}"

    def capture(self, word: bytes, here: str) -> Beside:
        """A destination that is told beside the flow."""
        part, label = CAPTURES[word]
        where = f"{label}（{here}）" if here and part == "markup" else label
        return Beside(lambda text: self.say(text, part, where), parted=word == b"docvar")

    def code(self, _: bytes, here: str) -> Beside:
        """The code of a field."""
        return Beside(lambda text: self._code(text, here))

    def shape(self, word: bytes, here: str) -> Beside:
        """The name or the value of a property of a shape."""
        if word == b"sn":
            return Beside(self._name_shape)
        return Beside(lambda text: self._value_shape(text, here))

    def custom(self, word: bytes, _: str) -> Beside:
        """The name or the value of a custom property."""
        return Beside(self._name_custom if word == b"propname" else self._value_custom)

    def blob(self, word: bytes, here: str) -> Blob:
        """A picture, an object, a store of data."""
        return Blob(word, lambda blob: self._blob(blob, here))

    def skipped(self, word: bytes, _: str) -> Skip:
        """A destination that holds names of styles and the like: told if Chinese."""
        return Beside(lambda text: self._rest(word, text, dull=True))

    def colors(self, word: bytes, _: str) -> Colors:
        """The table of colours."""
        return Colors(self.look, lambda text: self._rest(word, text, dull=True))

    def fonts(self, word: bytes, _: str) -> Fonts:
        """The table of fonts."""
        return Fonts(lambda text: self._rest(word, text, dull=True))

    def unknown(self, word: bytes) -> Beside:
        """A destination that nobody knows."""
        return Beside(lambda text: self._rest(word, text, dull=False))

    # what they hand over

    def say(self, text: str, part: Part, label: str) -> None:
        """Tell a text beside the flow, once at each place."""
        if text := " ".join(text.replace("\0", "").split()):
            self._told[text, part, label] = None

    def damaged(self, reason: str) -> None:
        """Something could not be read."""
        self.problems.append(("damaged", reason))

    def member(self, name: str, label: str, data: bytes) -> None:
        """A file inside, each once."""
        if data in self._seen:
            return
        if len(self.members) >= _MEMBERS:
            self.problems.append(("too-big", "内含的图片和文件过多，其余未能审查"))
            return
        self._seen.add(data)
        self.members.append(Member(name, data, label))

    def _number(self, label: str) -> int:
        self._numbers[label] = self._numbers.get(label, 0) + 1
        return self._numbers[label]

    def _code(self, text: str, here: str) -> None:
        if text.strip().upper().startswith(("HYPERLINK", "INCLUDE", "LINK", "DDE")):
            self.say(text, "link", f"链接（{here}）" if here else "链接")
        elif not _DULL_CODE.match(text):
            self.say(text, "markup", f"{here}（域代码）")

    def _name_shape(self, text: str) -> None:
        self._shape = text.strip()

    def _value_shape(self, text: str, here: str) -> None:
        if self._shape == _WATERMARK:
            margin = "页眉" in here or "页脚" in here
            part: Part = "header" if margin else "textbox"
            kind = "水印" if margin else "艺术字"
            self.say(text, part, f"{here}（{kind}）" if here else kind)
        elif self._shape in _TELLING or not text.isascii():
            self.say(text, "alt", f"{here}（替代文字）" if here else "替代文字")

    def _name_custom(self, text: str) -> None:
        self._property = text.strip()

    def _value_custom(self, text: str) -> None:
        self.say(f"{self._property}：{text}", "property", f"自定义属性{self._number('自定义')}")

    def _rest(self, word: bytes, text: str, *, dull: bool) -> None:
        label = f"其他部件 {word.decode()}"
        if _HEX.fullmatch(text):
            digits = "".join(text.split())
            for found in ole1.strings(bytes.fromhex(digits[: len(digits) & ~1])):
                self.say(found, "embedded", label)
        elif not (dull and text.isascii()):
            for found in telling(iter([text])):
                self.say(found, "embedded", label)

    # bytes

    def _blob(self, blob: Blob, here: str) -> None:
        data, whole = blob.data()
        if not whole:
            self.damaged("内嵌的图片或对象已损坏，未能全部审查")
        if not data:
            return
        where = f"（{here}）" if here else ""
        if blob.kind == b"pict":
            number = self._number("图片")
            name = f"图片{number}.{blob.suffix or 'bin'}"
            data = _headed(data) if blob.suffix == "bmp" else data
            self.member(name, f"图片 {name}{where}", data)
        elif blob.kind == b"objdata":
            self._object(data, where)
        elif blob.kind in DATA:
            self._theme(data)
        else:
            self._store(data)

    def _object(self, data: bytes, where: str) -> None:
        found = ole1.read(data)
        if found is None:
            found = ole1.Object("", "", "", data)
        if not found.whole:
            self.damaged("内嵌的图片或对象已损坏，未能全部审查")
        name = found.name or f"对象{self._number('对象')}.bin"
        self.say(found.kind, "markup", f"嵌入对象类型{where}")
        self.say(found.target, "link", f"链接的文件{where}")
        if found.data:
            self.member(name, f"嵌入文件 {name}{where}", found.data)

    def _theme(self, data: bytes) -> None:
        """Fonts and colours, in a package or in XML."""
        found = list(packages(data))
        if not found:
            for text in telling(_words(data)):
                self.say(text, "embedded", "主题")
        elif not all(packed.dull for packed in found):
            self.member("主题.zip", "主题", data)

    def _store(self, data: bytes) -> None:
        """Custom XML, in an OLE compound file."""
        start = data.find(b"\xd0\xcf\x11\xe0")  # behind the header of an OLE 1.0 object
        if start < 0:
            self.member("自定义数据.bin", "自定义数据", data)
            return
        try:
            compound = Compound(data[start:])
        except ExtractError:
            self.damaged("自定义 XML 部件已损坏，未能审查")
            return
        for path in compound.names:
            for text in telling(_words(compound.read(path))):
                self.say(text, "embedded", "自定义 XML")
        if compound.damage:
            self.damaged("自定义 XML 部件已损坏，未能审查")

    # the whole

    def finish(self) -> None:
        """Close what is open."""
        self.body.finish()
        for stories in self._stories.values():
            for story in stories:
                story.finish()

    def document(self, name: str) -> Document:
        """All of it."""
        draft = Draft()
        self.body.onto(draft)
        for part in ("header", "footer", "footnote", "comment", "textbox", "hidden"):
            said: set[str] = set()
            for story in self._stories.get(part, ()):
                if part != "textbox" or story.text not in said:
                    story.onto(draft)
                said.add(story.text)
        for author in self.look.authors:
            if author != "Unknown":
                self.say(author, "property", "批注或修订的作者")
        for text, part_, label in self._told:
            draft.aside(text, Place(part_, label))
        self._fallbacks(draft)
        return draft.document(name)

    def _fallbacks(self, draft: Draft) -> None:
        """What readers without Unicode show instead, if it is another text."""
        groups = groupby(self.fallback, key=lambda pair: id(pair[1]))
        runs = [list(group) for _, group in groups]
        text = "".join(self.look.text([data for data, _ in run], run[0][1]) for run in runs)
        said = {c for story in (self.body, *chain(*self._stories.values())) for c in story.text}
        said |= set("?_ *").union(*(told for told, _, _ in self._told))
        if any(c not in said for c in text):
            draft.aside(text, Place("hidden", "替代字符（不支持 Unicode 的软件显示）"))


def _words(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        yield from leftovers(etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError):
        yield from swept(data)


def _headed(data: bytes) -> bytes:
    """A bitmap of Windows with the header of a .bmp file."""
    size = int.from_bytes(data[:4], "little")
    bits = int.from_bytes(data[14:16], "little")
    used = int.from_bytes(data[32:36], "little")
    colors = used or (1 << bits if bits <= 8 else 0)
    head = (14 + len(data)).to_bytes(4, "little") + bytes(4)
    return b"BM" + head + (14 + size + 4 * colors).to_bytes(4, "little") + data
