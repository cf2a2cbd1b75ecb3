"""Writes the 7z samples of the tests: no package of the development environment can.

Run it where a plant of 7z changes its name, and commit what it writes to tests/files/archives:

    pip install py7zr; PYTHONPATH=tests python scripts/make_archives.py
"""

import io
from pathlib import Path

import py7zr
from plants.archives import PLANTS

TESTS = Path(__file__).parents[1] / "tests"
PASSWORD = "invented"  # noqa: S105 of a sample that anybody may open; the tests name it too


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
            password=PASSWORD,
            header_encryption=header,
        ) as archive:
            archive.writef(io.BytesIO("机密".encode()), "正文.txt")


if __name__ == "__main__":
    main()
