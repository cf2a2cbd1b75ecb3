"""Every format that is read, cut at 20 points: what is not whole says so, and nothing crashes."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from planting import LIBARCHIVE
from plants.image import saved
from vbafile import Macro, project

from seclint.extract import EXTRACTORS, extract
from seclint.extract.sniff import sniff
from seclint.model import Document, Unreviewed

MODULES = sorted(path.stem for path in (Path(__file__).parent / "plants").glob("*.py"))
POINTS = 20
TEXTS = frozenset(("text", "markdown", "html", "csv", "json", "yaml", "xml", "svg", "mail"))
"""What is left of a text is a text, whole as far as anyone can tell; so is that of a mail, unless
it has parts (see tests/extract/test_mail.py).
"""
ENDLESS = frozenset(("样本.Z",))
"""Files that nothing tells the end of: neither a mark, nor a length, nor a sum."""


class Sample(NamedTuple):
    """A file that is whole."""

    kind: str
    name: str
    data: bytes


def planted() -> Iterator[Sample]:
    """The first plant of each layout: of each format, and of each way in which it begins."""
    told = set()
    for module in MODULES:
        for plant in importlib.import_module(f"plants.{module}").PLANTS:
            data = plant.make(plant.mark)
            kind = sniff(plant.name, data)
            layout = (plant.format, kind, b"" if kind in TEXTS else data[:2])
            if plant.is_readable and layout not in told:
                told.add(layout)
                yield Sample(kind, plant.name, data)


def others() -> Iterator[Sample]:
    """Formats in which nothing can be planted but a drawn text, or nothing by hand."""
    noise = Image.effect_noise((11, 11), 90).convert("RGB")
    yield Sample("pcx", "样本.pcx", saved("PCX", noise))
    yield Sample("cur", "样本.cur", b"\0\0\2\0" + saved("ICO", noise)[4:])
    yield Sample("heic", "样本.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    yield Sample("jxr", "样本.jxr", b"II\xbc\x01" + bytes(200))
    yield Sample("vba", "vbaProject.bin", project({"Module1": Macro("' " + "机密★10年" * 300)}))


SAMPLES = (*planted(), *others())


def pieces(found: list[Document | Unreviewed]) -> set[tuple[str, str]]:
    """The lines of all documents, each with the label of its place."""
    told = set()
    for item in found:
        if isinstance(item, Document):
            at = 0
            for line in item.text.splitlines(keepends=True):
                told.add((item.place(at).label, line.strip()))
                at += len(line)
    return told


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.kind} {sample.name}")
@pytest.mark.timeout(10)
def test_what_is_cut_short_is_never_clean(sample: Sample) -> None:
    whole = pieces([*extract(sample.name, sample.data)])
    for point in range(1, POINTS + 1):
        cut = sample.data[: len(sample.data) * point // (POINTS + 1)]
        found = [*extract(sample.name, cut)]
        assert (
            any(isinstance(item, Unreviewed) for item in found)
            or pieces(found) >= whole
            or sniff(sample.name, cut) in TEXTS
            or sample.name in ENDLESS
        ), point


def test_every_format_is_cut() -> None:
    without = set() if LIBARCHIVE else {"7z", "rar", "cab", "lha", "iso", "stream"}
    assert {sample.kind for sample in SAMPLES} == set(EXTRACTORS.names()) - without
