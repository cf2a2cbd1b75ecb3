"""Make the seeds of the fuzzer (fuzz/seeds): the smallest planted files of each format.

python scripts/make_seeds.py
"""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "fuzz" / "seeds"
MOST, LARGEST, FUZZED = 4, 20_000, 65_536
"""So many of each format, of so many bytes at most; the smallest one in any case, if the fuzzer
takes it.
"""

sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    """Write them."""
    made: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "tests" / "plants").glob("*.py")):
        for plant in importlib.import_module(f"plants.{path.stem}").PLANTS:
            made.setdefault(plant.format, []).append(plant.make(plant.mark))
    for name, files in made.items():
        folder = SEEDS / name
        sizes = sorted(files, key=len)
        small = [data for data in sizes if len(data) <= LARGEST]
        small = small or [data for data in sizes[:1] if len(data) <= FUZZED]
        for number, data in enumerate(small[:: max(1, len(small) // MOST)][:MOST]):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / str(number)).write_bytes(data)


if __name__ == "__main__":
    main()
