"""bookparts: the parts of a workbook beside its sheets, each read by the name of its root.

So a part is read wherever it stands, whoever refers to it, and if nobody does.
"""

import posixpath
from collections.abc import Callable

from lxml import etree

from seclint.errors import ExtractError
from seclint.extract.excel.connections import connections, mashup, query
from seclint.extract.excel.grid import Grid
from seclint.extract.excel.pivotcache import PivotCache, external
from seclint.extract.excel.places import Sheet
from seclint.extract.excel.residue import Told, rest, take
from seclint.extract.excel.revisions import Log, authors, headers, revisions
from seclint.extract.excel.sheetdrawings import chart, drawing, loose
from seclint.extract.excel.sheetnotes import comments, people, persons, table, threads
from seclint.extract.excel.stream import streamed
from seclint.extract.ooxml.parts import local, tree
from seclint.extract.ooxml.reading import Parts
from seclint.extract.ooxml.sweep import telling
from seclint.model import Place


class BookParts:
    """Reads parts; `owners` says which sheet a part belongs to, `ids` names sheets by their ids."""

    def __init__(self, parts: Parts, grid: Grid) -> None:
        self.owners: dict[str, Sheet] = {}
        self.ids: dict[str, str] = {}
        self.linked: set[str] = set()
        """Outside targets that were told where they stand."""
        self._parts, self._grid = parts, grid
        self._people: dict[str, str] = {}
        self._logs: dict[str, Log] = {}
        self._counts: dict[str, int] = {}
        self._readers: dict[str, Callable[[etree._Element, str], Told]] = {
            "comments": self._comments,
            "ThreadedComments": self._threads,
            "personList": self._persons,
            "table": lambda root, file: table(root, self.sheet(file), file),
            "queryTable": lambda root, file: query(root, self.sheet(file).label, file),
            "chartSpace": self._chart,
            "wsDr": self._drawing,
            "userShapes": self._drawing,
            "externalLink": self._external,
            "pivotCacheDefinition": self._pivot,
            "connections": connections,
            "headers": self._headers,
            "revisions": self._revisions,
            "DataMashup": self._mashup,
            "Relationships": self._relationships,
        }

    def read(self, file: str) -> Told:
        """What an XML part says, unless it was read before. Broken ones are noted as failed."""
        if file.lower().endswith(".vml"):
            yield from self._vml(file)
        elif (root := self._parts.maybe(file)) is not None:
            yield from self._readers.get(local(root), self._rest)(root, file)

    def sheet(self, file: str) -> Sheet:
        """The sheet that a part belongs to; one of the part's own name where it has none."""
        return self.owners.get(file) or Sheet(posixpath.basename(file), file)

    def _number(self, kind: str) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def links(self, file: str) -> dict[str, str]:
        """Outside targets of a part by their ids; whoever asks tells them."""
        links = {link.id: link.target for link in self._parts.related(file) if link.external}
        self.linked.update(links.values())
        return links

    # parts of a sheet

    def _comments(self, root: etree._Element, file: str) -> Told:
        return comments(root, self.sheet(file), file)

    def _threads(self, root: etree._Element, file: str) -> Told:
        return threads(root, self.sheet(file), file, self._people)

    def _persons(self, root: etree._Element, file: str) -> Told:
        self._people |= people(root)
        return persons(root, file)

    def _drawing(self, root: etree._Element, file: str) -> Told:
        return drawing(root, self.sheet(file).label, file, self.links(file))

    def _chart(self, root: etree._Element, file: str) -> Told:
        label = f"{self.sheet(file).label}图表{self._number(self.sheet(file).file)}"
        return chart(root, label, file)

    def _vml(self, file: str) -> Told:
        if file in self._parts.done:
            return
        self._parts.done.add(file)
        place = Place("textbox", f"{self.sheet(file).label}图形（VML）", file)
        try:
            data = self._parts.package.read(file)
        except ExtractError as error:
            self._parts.failed.append(error)
            return
        try:
            yield from rest(tree(self._parts.package, file), place)
        except ExtractError:
            for text in telling(loose(data.decode("utf-8", "replace"))):
                yield text, place

    # parts of the workbook

    def _external(self, root: etree._Element, file: str) -> Told:
        label = f"外部链接{self._number('external')}"
        try:
            yield from external(root, label, file, self._grid)
        except ExtractError as error:
            self._parts.failed.append(error)

    def _headers(self, root: etree._Element, file: str) -> Told:
        targets = {link.id: link.target for link in self._parts.related(file)}
        self._logs |= {targets.get(key, ""): log for key, log in headers(root).items()}
        return authors(root, file)

    def _revisions(self, root: etree._Element, file: str) -> Told:
        return revisions(root, self._logs.get(file, Log()), self.ids, file)

    def _pivot(self, root: etree._Element, file: str) -> Told:
        cache = PivotCache(root, f"数据透视缓存{self._number('pivot')}", file)
        try:
            cache.head(self._grid)
        except ExtractError as error:
            self._parts.failed.append(error)
        for part in self._parts.of_kind(file, "pivotCacheRecords"):
            if (stream := streamed(self._parts, part, "r")) is None:
                continue
            try:
                yield from cache.records(stream, part, self._grid)
            except ExtractError as error:
                self._parts.failed.append(error)
        yield from cache.rest()

    def _mashup(self, root: etree._Element, file: str) -> Told:
        try:
            yield from mashup(root, file)
        except ExtractError as error:
            self._parts.failed.append(error)

    def _relationships(self, root: etree._Element, file: str) -> Told:
        for found in root.iter("{*}Relationship"):
            take(found, "Target")  # told as a link, or the name of a part
        return self._rest(root, file)

    def _rest(self, root: etree._Element, file: str) -> Told:
        owner = self.owners[file].label if file in self.owners else ""
        return rest(root, Place("embedded", f"{owner}其他部件 {file}", file))
