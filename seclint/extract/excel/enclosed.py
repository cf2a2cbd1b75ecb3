"""enclosed: files inside a workbook: pictures, embedded objects, macros, unknown parts."""

import re
from collections.abc import Iterator, Mapping

from seclint.errors import ExtractError
from seclint.extract.excel.parts import Parts
from seclint.extract.excel.places import Sheet
from seclint.extract.ooxml.enclosures import is_xml, label, member
from seclint.extract.ooxml.package import Package
from seclint.model import Member

_MODEL = re.compile(r"(?:^|/)model/[^/]+\.data$")


class Enclosed:
    """What in a package is no text; `owners` says on which sheet it stands."""

    def __init__(self, package: Package, parts: Parts, owners: Mapping[str, Sheet]) -> None:
        self._package, self._parts, self._owners = package, parts, owners

    def members(self) -> Iterator[Member]:
        """Files inside, OLE objects unwrapped; what cannot be read is noted as failed."""
        failed = self._parts.failed
        for file in self._package.names:
            if file in self._parts.done or is_xml(file):
                continue
            if _MODEL.search(file):
                reason = "含数据模型（Power Pivot），其内容未能审查"
                failed.append(ExtractError("unsupported", reason))
                continue
            owner = self._owners.get(file)
            where = f"（{owner.label}）" if owner else ""
            if data := self._parts.bytes(file):
                yield member(file, f"{label(file)}{where}", data)
        failed.extend(self._package.doubts)
