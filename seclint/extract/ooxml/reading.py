"""reading: the parts of an OOXML package as they are read: which are done, which failed."""

from collections.abc import Iterable
from urllib.parse import unquote

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.ooxml.package import Package
from seclint.extract.ooxml.parts import Relationship, relationships, remarks, tree


class Parts:
    """Reads parts, each once; a broken one is noted in `failed` and told as missing."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.failed: list[ExtractError] = []
        self.done: set[str] = set()
        self.notes: list[str] = []
        """XML comments and processing instructions."""
        self._links: dict[str, tuple[Relationship, ...]] = {}
        self._by_case = {name.lower(): name for name in reversed(package.names)}

    def named(self, target: str) -> str:
        """The part that a relationship means ([ISO 29500-2] 6.2.2.3).

        Names are compared without case, and may be percent-encoded.
        """
        if target in self.package.names:
            return target
        low = target.lower()
        return self._by_case.get(low) or self._by_case.get(unquote(low), target)

    def related(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to; nothing where that cannot be read."""
        if part not in self._links:
            try:
                found = relationships(self.package, part)
            except ExtractError as error:
                self.failed.append(error)
                found = ()
            self._links[part] = tuple(self._resolved(link) for link in found)
        return self._links[part]

    def _resolved(self, link: Relationship) -> Relationship:
        return link if link.external else link._replace(target=self.named(link.target))

    def maybe(self, part: str) -> etree._Element | None:
        """The root of a part; None where it is missing, read already or broken."""
        if part not in self.package.names or part in self.done:
            return None
        self.done.add(part)
        try:
            root = tree(self.package, part)
        except ExtractError as error:
            self.failed.append(error)
            return None
        self.notes.extend(remarks(root))
        return root

    def bytes(self, part: str) -> bytes:
        """What a part holds; b"" where it cannot be read: that is noted."""
        self.done.add(part)
        try:
            return self.package.read(part)
        except ExtractError as error:
            self.failed.append(error)
            return b""

    def of_kind(self, part: str, kind: str, *otherwise: str) -> list[str]:
        """Parts that `part` names as of a kind, then those of these names."""
        named = [link.target for link in self.related(part) if link.kind == kind]
        return list(dict.fromkeys((*named, *filter(self.package.names.__contains__, otherwise))))

    def owners(self, roots: Iterable[str]) -> dict[str, str]:
        """Of each part that a root leads to, the first such root; nearest parts first."""
        roots = dict.fromkeys(roots)
        found: dict[str, str] = {}
        for root in roots:
            queue = [root]
            for part in queue:
                for link in self.related(part):
                    fresh = link.target not in found and link.target not in roots
                    if fresh and not link.external and link.target in self.package.names:
                        found[link.target] = root
                        queue.append(link.target)
        return found
