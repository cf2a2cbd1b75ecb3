"""The page tree of a PDF: its leaves in order, with what they inherit."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from seclint.errors import ExtractError

PAGES = 5_000
"""No more pages than these are read; asked before the tree is walked."""
_DEPTH = 64
_NODES = 20_000

Id = tuple[int, int]


class Page(NamedTuple):
    """A leaf of the page tree, `number` from 1."""

    number: int
    node: Any
    resources: Any

    @property
    def label(self) -> str:
        """What people call it."""
        return f"第{self.number}页"


def pages(pdf: pikepdf.Pdf) -> list[Page]:
    """All leaves. Raises ExtractError("too-big"); what is no tree ends the walk."""
    root = get(pdf.trailer.get("/Root"), "/Pages")
    count = get(root, "/Count")
    if isinstance(count, int) and count > PAGES:
        raise ExtractError("too-big", f"页数（{count}）超过上限，未能审查")
    found: list[Page] = []
    for node, resources in _leaves(root, None, set(), 0):
        found.append(Page(len(found) + 1, node, resources))
        if len(found) > PAGES:
            raise ExtractError("too-big", "页数超过上限，未能审查")
    return found


def _leaves(node: Any, inherited: Any, seen: set[Id], depth: int) -> Iterator[tuple[Any, Any]]:
    if not isinstance(node, pikepdf.Dictionary) or depth > _DEPTH or len(seen) > _NODES:
        return
    if node.is_indirect:
        if node.objgen in seen:
            return
        seen.add(node.objgen)
    resources = get(node, "/Resources")
    resources = inherited if resources is None else resources
    kids = get(node, "/Kids")
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from _leaves(kid, resources, seen, depth + 1)
    elif get(node, "/Type") != pikepdf.Name.Pages:
        yield node, resources


def get(node: Any, *keys: str) -> Any:
    """A value of a dictionary (or of a stream's), of one in it, and so on; None where missing."""
    for key in keys:
        if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            return None
        node = node.get(key)
    return node


def array(node: Any, *keys: str) -> list[Any]:
    """The members of an array found in the same way; none where there is no array."""
    found = get(node, *keys)
    return list(found) if isinstance(found, pikepdf.Array) else []


def contents(page: Page) -> list[Any]:
    """The content streams of a page."""
    found = get(page.node, "/Contents")
    parts = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def numbered(node: Any) -> Id:
    """Number and generation of an object; (0, 0) where it has none."""
    return node.objgen if isinstance(node, pikepdf.Object) else (0, 0)
