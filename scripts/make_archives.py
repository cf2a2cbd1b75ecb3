"""Writes the 7z samples of the tests: no package of the development environment can.

Needs py7zr (`pip install py7zr`); run it where a plant of 7z changes its name, and commit what it
writes to tests/files/archives/.
"""

import io
import sys
from pathlib import Path

import py7zr

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from plants.archives import PLANTS  # noqa: E402


def main() -> None:
    """Write them."""
    folder = TESTS / "files" / "archives"
    folder.mkdir(parents=True, exist_ok=True)
    marks = {plant.place: plant.mark for plant in PLANTS if plant.format == "7z"}
    with py7zr.SevenZipFile(folder / "content.7z", "w") as archive:
        archive.writestr(marks["文件内容"].encode(), "材料/正文.txt")
    with py7zr.SevenZipFile(folder / "folder.7z", "w") as archive:
        archive.writestr(b"x", f"{marks['目录名']}/a.txt")
    for name, header in (("encrypted.7z", False), ("encrypted-names.7z", True)):
        with py7zr.SevenZipFile(
            folder / name,
            "w",
            password="invented",  # noqa: S106
            header_encryption=header,
        ) as archive:
            archive.writef(io.BytesIO("机密".encode()), "正文.txt")


if __name__ == "__main__":
    main()
