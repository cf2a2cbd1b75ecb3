"""Write the files made to hurt (tests/hostile.py) to a folder, to look at.

python scripts/make_hostile.py [FOLDER]     default: tests/files/hostile, which git ignores
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


def main(folder: Path) -> None:
    """Write them all."""
    from hostile import HOSTILE

    folder.mkdir(parents=True, exist_ok=True)
    for hostile in HOSTILE:
        (folder / hostile.name).write_bytes(hostile.make())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "files" / "hostile")
