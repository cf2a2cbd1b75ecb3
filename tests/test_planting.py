"""Every hiding place of docs/formats.md is read, and said by its name."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from planting import Plant

from seclint.extract import extract
from seclint.model import Document, Unreviewed

ROOT = Path(__file__).parents[1]
MODULES = sorted(path.stem for path in (ROOT / "tests" / "plants").glob("*.py"))
PLANTS: list[Plant] = [
    plant for name in MODULES for plant in importlib.import_module(f"plants.{name}").PLANTS
]


@pytest.mark.parametrize(
    "plant", PLANTS, ids=lambda plant: f"{plant.format}-{plant.place}-{plant.producer}"
)
def test_mark_is_found_where_it_was_planted(plant: Plant) -> None:
    found = [*extract(plant.name, plant.make(plant.mark))]
    if not plant.is_readable:
        assert any("libarchive" in item.reason for item in found if isinstance(item, Unreviewed))
        return
    places = [
        document.place(at)
        for document in found
        if isinstance(document, Document)
        for at in [document.text.find(plant.mark)]
        if at >= 0
    ]
    assert (plant.part, plant.label) in [(place.part, place.label) for place in places]


def test_no_two_plants_share_a_mark() -> None:
    assert len({plant.mark for plant in PLANTS}) == len(PLANTS)


def test_the_page_of_formats_is_made_of_them() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_formats.py", "--check"], check=False
    )
    assert done.returncode == 0, "python scripts/make_formats.py"
