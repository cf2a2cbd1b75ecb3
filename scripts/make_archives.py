"""Writes the samples of 7z, and of zip with a lock: tests need no program that can make them.

Run it where a plant of 7z changes its name, and commit what it writes to tests/files:

    pip install py7zr; PYTHONPATH=tests python scripts/make_archives.py
"""

import io
from pathlib import Path

import libarchive
import py7zr
from plants.archives import PLANTS

TESTS = Path(__file__).parents[1] / "tests"
OPENS_ZIP, OPENS_7Z = "示例口令", "invented"
"""Passwords of samples that anybody may open; the tests name them too."""


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
            password=OPENS_7Z,
            header_encryption=header,
        ) as archive:
            archive.writef(io.BytesIO("机密".encode()), "正文.txt")
    for lock in ("zipcrypt", "aes128", "aes256"):
        zipped(TESTS / "files" / "locked" / f"{lock}.zip", lock)


def zipped(path: Path, lock: str) -> None:
    """Write a zip whose entries have this lock, as test_unlock opens it."""
    with libarchive.file_writer(
        str(path), "zip", options=f"zip:encryption={lock}", passphrase=OPENS_ZIP
    ) as archive:
        for name in ("通知.txt", "附件.txt"):
            text = f"{name}\n机密★20年\n".encode() * 40
            archive.add_file_from_memory(name, len(text), text)


if __name__ == "__main__":
    main()
