"""tree: elements by their local names, whatever namespace they are in, and what they say."""

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The value of an attribute, whatever its namespace."""
    if element is None:
        return None
    if (plain := element.get(name)) is not None:
        return plain
    return next((v for k, v in attributes(element) if k == name), None)


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Local names and values of all attributes."""
    for key, value in element.items():
        yield str(key).rpartition("}")[2], str(value)


def texts(element: etree._Element, *names: str) -> Iterator[str]:
    """Texts below an element, of elements with these local names if any are given."""
    yield from map(str, element.itertext(*(f"{{*}}{name}" for name in names)))


def taken(element: etree._Element) -> str:
    """The text of an element, which goes out of the tree: what stays there is for the sweep."""
    text, element.text = element.text or "", None
    return str(text)


def remarks(root: etree._Element) -> list[str]:
    """Comments and instructions of a part; they go out of the tree, where they part one text."""
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    found = [str(node.text or "") for node in (*around, *root.iter(etree.Comment, etree.PI))]
    etree.strip_tags(root, etree.Comment, etree.PI)
    return found


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of this name, of its child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element
