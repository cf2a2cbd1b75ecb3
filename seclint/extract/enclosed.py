"""enclosed: files inside an OOXML package: pictures, embedded objects, macros, unknown parts."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from seclint.errors import ExtractError
from seclint.extract.package import Package
from seclint.extract.parts import Parts
from seclint.extract.sheet import Sheet
from seclint.model import Member

_PICTURE = re.compile(
    r"\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|webp|heic|wdp|jxr|pcx|svg|ico)$",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\.(?:xml|vml|rels)$|(?:^|/)thumbnail\.\w+$|/printerSettings\d*\.bin$|\.sigs$|\.odttf$",
    re.IGNORECASE,
)
_MODEL = re.compile(r"(?:^|/)model/[^/]+\.data$")


class Enclosed:
    """What in a package is no text; `owners` says on which sheet it stands."""

    def __init__(self, package: Package, parts: Parts, owners: Mapping[str, Sheet]) -> None:
        self._package, self._parts, self._owners = package, parts, owners

    def members(self) -> Iterator[Member]:
        """Files inside, OLE objects unwrapped; what cannot be read is noted as failed."""
        failed = self._parts.failed
        for file in self._package.names:
            if file in self._parts.done or (_KNOWN.search(file) and not _PICTURE.search(file)):
                continue
            if _MODEL.search(file):
                reason = "含数据模型（Power Pivot），其内容未能审查"
                failed.append(ExtractError("unsupported", reason))
                continue
            try:
                yield _member(file, self._label(file), self._package.read(file))
            except ExtractError as error:
                failed.append(error)
        if self._package.shadowed:
            failed.append(ExtractError("damaged", "包内有同名部件，其一未能审查"))
        if outside := self._package.outside:
            reason = f"压缩包之外另有 {outside} 字节数据，未能审查"
            failed.append(ExtractError("damaged", reason))

    def _label(self, file: str) -> str:
        word = "图片" if _PICTURE.search(file) else "嵌入文件"
        owner = self._owners.get(file)
        return f"{word} {posixpath.basename(file)}" + (f"（{owner.label}）" if owner else "")


def _member(file: str, label: str, data: bytes) -> Member:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        from seclint.extract.ole import unwrap

        if wrapped := unwrap(data):
            name = f"{file}!/{wrapped.name}" if wrapped.name else file
            return Member(name, wrapped.data, label)
    return Member(file, data, label)
