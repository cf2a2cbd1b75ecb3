"""Compound files of no kind that is read in full: Works, Publisher, Hangul, objects of all sorts.

Their properties, the files inside and whatever reads like a text are given; that there may be
more is always said.
"""

from collections.abc import Iterator

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.ole2.compound import shown
from seclint.extract.ole2.embedded import wrapped
from seclint.extract.ole2.propset import properties
from seclint.extract.ole2.remainder import Remainder
from seclint.extract.ole2.residue import Residue, swept
from seclint.model import Extracted, Place, Unreviewed

_KINDS = {
    "MatOST": "Microsoft Works 文档",
    "Quill": "Publisher 出版物",
    "HwpSummaryInformation": "HWP 文档",
    "VisioDocument": "Visio 绘图",
    "Equation Native": "公式对象",
}


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """One document, then its members. Raises nothing."""
    try:
        compound = Remainder(data)
    except ExtractError as error:
        yield from swept(name, data, error)
        return
    root = {path: compound.read(path) for path in compound.names if "/" not in path}
    if inside := wrapped("", root):
        yield inside._replace(name=inside.name or "object", label="OLE 对象内的文件")
        for path, content in root.items():
            compound.instead[path] = content.replace(inside.data, b"")
    yield from _rest(name, compound)
    if inside is None:
        steps = {step for path in compound.names for step in shown(path).split("/")}
        kind = next((kind for step, kind in _KINDS.items() if step in steps), "OLE 复合文件")
        yield Unreviewed(name, "unsupported", f"{kind}：只搜寻了其中的文字，未能全部审查")


def _rest(name: str, compound: Remainder) -> Iterator[Extracted]:
    """All that is not in the file that the object wraps."""
    residue, draft = Residue(compound), Draft()
    for label, text, stream in properties(compound):
        draft.aside(text, Place("property", label, shown(stream)))
    told = draft.document(name).text
    for part, label, text, stream in residue.texts(told):
        draft.aside(text, Place(part, label, stream))
    if draft.length or not compound.instead:
        yield draft.document(name)
    yield from residue.members()
    yield from residue.unreviewed(name)
