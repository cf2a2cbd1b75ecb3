"""OFD documents (GB/T 33190): every text in the package, and where it stands.

Order: pages of each document, then annotations, attachments' names, outlines, properties, earlier
versions, and what is left in parts that none of these know. Pictures, seals and attachments
follow as members.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.fonts import is_font
from seclint.extract.ofd.document import Volume
from seclint.extract.ofd.ink import Resources
from seclint.extract.ofd.ledger import Ledger, clear_codes, is_xml, take, taken
from seclint.extract.ofd.pages import Naming, Pages
from seclint.extract.ofd.seal import signatures, signed
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.tree import child, local
from seclint.model import Extracted, Member

_LABELS = {
    "Title": "标题", "Author": "作者", "Subject": "主题", "Abstract": "摘要", "Keyword": "关键词",
    "Creator": "创建程序", "DocUsage": "用途",
}  # fmt: skip
_DULL = frozenset(("DocID", "CreationDate", "ModDate", "CreatorVersion", "Cover"))
_LOCKS = ("encryptions.xml", "decryptseed.dat")
_VERSIONS_MOST = 100


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises ExtractError: damaged, encrypted, unsupported."""
    reading = _Reading(Ledger(name, Package(data)))
    reading.read()
    yield reading.ledger.draft.document(name)
    yield from reading.ledger.members
    yield from reading.ledger.failures()


class _Reading:
    """One package as it is read."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._package = ledger.package

    def read(self) -> None:
        """Everything in the package. Raises ExtractError where it is locked."""
        locked = [n for n in self._package.names if posixpath.basename(n).lower() in _LOCKS]
        main = self._main()
        if main is None:
            if locked:
                raise ExtractError("encrypted", "文件已加密，未能审查")
            raise ExtractError("damaged", "缺少部件 OFD.xml，未能审查")
        if locked:
            self.ledger.fail("encrypted", "文件内有加密的部件，未能审查")
        if (root := self.ledger.root(main)) is not None:
            self._bodies(root, main)
        self._rest()
        self._package_itself()
        self.ledger.close()

    def _main(self) -> str | None:
        found = [n for n in self._package.names if posixpath.basename(n).lower() == "ofd.xml"]
        return min(found, key=lambda name: name.count("/"), default=None)

    def _bodies(self, root: etree._Element, main: str) -> None:
        bodies = list(root.iter("{*}DocBody"))
        for number, body in enumerate(bodies, start=1):
            prefix = f"文档{number} " if len(bodies) > 1 else ""
            location = take(child(body, "DocRoot"))
            self._volume(main, location, Naming(prefix))
            self._properties(body, prefix)
            self._versions(body, main, prefix)
            if part := self.ledger.locate(main, take(child(body, "Signatures"))):
                signatures(self.ledger, part)
        if not bodies:
            self.ledger.fail("damaged", "OFD.xml 未指明文档，其内容只按部件读出")
        self.ledger.sweep(root, "property", "属性·其他", main)

    def _volume(self, here: str, location: str, naming: Naming) -> None:
        part = self.ledger.locate(here, location)
        if part is None:
            self.ledger.fail("damaged", f"缺少部件 {location}，未能审查")
        elif part not in self.ledger.done and (root := self.ledger.root(part)) is not None:
            Volume(self.ledger, part, naming).read(root)

    def _versions(self, body: etree._Element, main: str, prefix: str) -> None:
        versions = list(body.iterfind("{*}Versions/{*}Version"))
        if len(versions) > _VERSIONS_MOST:
            self.ledger.fail("too-big", "早先版本过多，其余未能审查")
        for version in versions[:_VERSIONS_MOST]:
            part = self.ledger.locate(main, version.get("BaseLoc") or "")
            if part is None or (root := self.ledger.root(part)) is None:
                continue
            self._volume(part, take(child(root, "DocRoot")), Naming(f"{prefix}早先版本", "deleted"))
            self.ledger.sweep(root, "property", "早先版本", part)

    def _properties(self, body: etree._Element, prefix: str) -> None:
        info = child(body, "DocInfo")
        custom = 0
        for element in () if info is None else info.iter("{*}*"):
            name = local(element)
            if name == "CustomData":
                custom += 1
                text = f"{taken(element, 'Name')}：{take(element)}"
                self.ledger.say("property", f"{prefix}自定义属性{custom}", text, "OFD.xml")
            elif name in _DULL:
                clear_codes(element)
            elif len(element) == 0 and (text := take(element)):
                label = f"{prefix}属性·{_LABELS.get(name, name)}"
                self.ledger.say("property", label, text, "OFD.xml")

    # whatever else

    def _rest(self) -> None:
        pages = Pages(self.ledger, Resources(lambda _: False), Naming("未引用的页面"))
        for part in self.ledger.rest():
            if not is_xml(part):
                self._stray(part)
            elif (root := self.ledger.root(part)) is not None:
                if local(root) == "Page":
                    pages.stray(root, part)
                self.ledger.sweep(root, "embedded", f"其他部件 {part}", part)

    def _stray(self, part: str) -> None:
        self.ledger.done.add(part)
        try:
            data = self._package.read(part)
        except ExtractError as error:
            self.ledger.fail(error.code, error.reason)
            return
        if part.lower().endswith((".dat", ".esl")) and data[:1] == b"\x30":
            signed(self.ledger, part, data, f"签章 {part}")
        elif data and not is_font(data):
            kind = "附件" if "attach" in part.lower() else "其他文件"
            label = f"{kind} {posixpath.basename(part)}"
            self.ledger.members.append(Member(posixpath.basename(part), data, label))

    def _package_itself(self) -> None:
        for part in self._package.names:
            if not part.isascii():
                self.ledger.say("filename", "包内文件名", part)
        self.ledger.say("property", "压缩包注释", self._package.comment)
        for doubt in self._package.doubts:
            self.ledger.fail(doubt.code, doubt.reason)
