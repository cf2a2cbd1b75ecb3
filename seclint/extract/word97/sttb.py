"""String tables of Word documents ([MS-DOC] 2.2.4), and the tables that are lists of strings."""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from seclint.model import Part

_MOST = 1 << 16
_ASSOCIATED = {
    1: "模板", 2: "标题", 3: "主题", 4: "关键词", 5: "备注", 6: "作者", 7: "最后保存者",
    8: "数据源", 9: "域名文档", 17: "写保护密码",
}  # fmt: skip
# Names that Word gives itself, or that say only that there is a link.
_DULL_BOOKMARK = re.compile(r"_?(?:GoBack|Toc\d+|Ref\d+|Hlk\d+|Hlt\d+|PictureBullets|OLE_LINK\d+)")


class Told(NamedTuple):
    """A text of a table, and where it stands."""

    part: Part
    label: str
    text: str


def strings(data: bytes) -> tuple[str, ...]:
    """The strings of a table, as many as are whole."""
    return tuple(_strings(data))


def _strings(data: bytes) -> Iterator[str]:
    try:
        yield from _read(data)
    except struct.error:
        return


def _read(data: bytes) -> Iterator[str]:
    (first,) = struct.unpack_from("<H", data)
    at = 2 if first == 0xFFFF else 0
    unit = 2 if first == 0xFFFF else 1
    count, extra = struct.unpack_from("<HH", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H" if unit == 2 else "<B", data, at)
        at += unit
        text = data[at : at + length * unit]
        yield text.decode("utf-16-le" if unit == 2 else "gb18030", "replace")
        at += length * unit + extra


def counted(data: bytes) -> Iterator[str]:
    """Strings that follow each other, each after its length (Xst)."""
    at = 0
    for _ in range(_MOST):
        length = int.from_bytes(data[at : at + 2], "little")
        if at + 2 > len(data):
            return
        yield data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        at += 2 + 2 * length


def associated(data: bytes) -> Iterator[Told]:
    """Title, author and the like, as the document itself has them (SttbfAssoc)."""
    for number, text in enumerate(strings(data)):
        yield Told("property", f"文档内属性·{_ASSOCIATED.get(number, number)}", text)


def bookmarks(data: bytes) -> Iterator[Told]:
    """Names of bookmarks (SttbfBkmk)."""
    for number, text in enumerate(strings(data), start=1):
        if not _DULL_BOOKMARK.fullmatch(text):
            yield Told("markup", f"书签{number}", text)


def authors(data: bytes) -> Iterator[Told]:
    """Those who revised the document (SttbfRMark)."""
    for text in strings(data):
        if text != "Unknown":
            yield Told("property", "批注或修订的作者", text)


def commenters(data: bytes) -> Iterator[Told]:
    """Those who commented on it (GrpXstAtnOwners)."""
    for text in counted(data):
        yield Told("property", "批注或修订的作者", text)


def savers(data: bytes) -> Iterator[Told]:
    """Who saved the document last, and where to (SttbSavedBy): names and paths in turn."""
    for number, text in enumerate(strings(data)):
        word = "路径" if number % 2 else "保存者"
        yield Told("property", f"保存记录{number // 2 + 1}·{word}", text)


def glossary(data: bytes) -> Iterator[Told]:
    """Names of AutoText entries (SttbfGlsy)."""
    for number, text in enumerate(strings(data), start=1):
        yield Told("embedded", f"自动图文集·名称{number}", text)


def variables(data: bytes) -> Iterator[Told]:
    """Variables of the document (StwUser, [MS-DOC] 2.9.298): name：value."""
    names = strings(data)
    size = 6 + sum(6 + len(name.encode("utf-16-le")) for name in names)
    for number, (name, value) in enumerate(zip(names, counted(data[size:]), strict=False), start=1):
        yield Told("property", f"文档变量{number}", f"{name}：{value}")
