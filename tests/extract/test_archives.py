"""Archives beyond their hiding places: encryption, damage, lies, limits, what is missing."""

import gzip
import io
import os
import struct
import subprocess
import sys
import zipfile

import pytest
from planting import LIBARCHIVE
from plants.archives import FILES, closed, listed, local, seven, tarred, zipped
from plants.older_archives import cab, iso, lha, zstandard

from seclint.extract.archive import inflate, tarball
from seclint.extract.archive import told as archived
from seclint.extract.archive import zip as archive
from seclint.model import Document, Unreviewed


def told(kit, name: str, data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """Texts, and (document, code) of what was not read; names of files left out."""
    texts, problems = [], []
    for found in kit.read(name, data):
        if isinstance(found, Unreviewed):
            problems.append((found.document, found.code))
        elif not found.places or found.places[0][1].label.rpartition(" › ")[2] != "文件名":
            texts.append(found.text)
    return texts, problems


def locked(data: bytes) -> bytes:
    """The first entry of a zip marked as encrypted, in both of its records."""
    data = data.replace(b"PK\3\4\x14\0\0", b"PK\3\4\x14\0\1", 1)
    at = data.index(b"PK\1\2")
    return data[: at + 8] + b"\1" + data[at + 9 :]


def two(first: bytes = b"x", **lies: int) -> bytes:
    """Two entries; what the directory says of the second one may be a lie."""
    one, other = local(b"a.txt", first), local(b"b.txt", "机密".encode(), 8)
    packed = len(other) - 35
    told = {"method": 8, "packed": packed} | lies
    entries = listed(b"a.txt", first, 0) + listed(b"b.txt", "机密".encode(), len(one), **told)
    return closed(one + other, 2, entries)


@pytest.mark.parametrize(
    ("data", "texts", "problems"),
    [
        (two(), ["x", "机密"], []),
        (two(size=3), ["x", "机"], [("a.zip!/b.txt", "damaged")]),
        (two(size=60), ["x", "机密"], [("a.zip!/b.txt", "damaged")]),
        (two(crc=1), ["x", "机密"], [("a.zip!/b.txt", "damaged")]),
        (two(size=300 << 20), [], [("a.zip", "too-big")]),
        (two(method=9), ["x"], [("a.zip!/b.txt", "unsupported")]),
        (two(method=99), ["x"], [("a.zip!/b.txt", "encrypted")]),
        (two(flags=1), ["x"], [("a.zip!/b.txt", "encrypted")]),
        (two(packed=2), ["x"], [("a.zip!/b.txt", "damaged")]),
    ],
    ids=[
        "true", "smaller than it is", "larger than it is", "wrong sum", "too big", "deflate64",
        "AES", "encrypted", "packed size too small",
    ],
)  # fmt: skip
def test_lying_entries(kit, data: bytes, texts: list[str], problems: list) -> None:
    found, missing = told(kit, "a.zip", data)
    assert [text for text in found if text in ("x", "机", "机密")] == texts
    assert all(problem in missing for problem in problems)
    assert bool(missing) == bool(problems)


def folder(**lies: int) -> bytes:
    """A folder that holds bytes; what the directory says of it may be a lie."""
    one = local(b"a/", "机密".encode())
    return closed(one, 1, listed(b"a/", "机密".encode(), 0, **lies))


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (folder(), True),
        (folder(size=0), False),
        (folder(size=0, packed=0), True),
        (folder(size=0, packed=2, crc=0, method=8), False),
    ],
    ids=["told", "no size", "no size and no bytes", "another way of packing"],
)
def test_folders_that_hold_bytes(kit, data: bytes, read: bool) -> None:
    texts, missing = told(kit, "a.zip", data)
    assert ("机密" in texts) is read
    assert read or ("a.zip!/a/", "damaged") in missing


def test_folders_as_java_writes_them(kit) -> None:
    one = local(b"a/", b"", 8)
    texts, missing = told(kit, "a.zip", closed(one, 1, listed(b"a/", b"", 0, method=8, packed=2)))
    assert (texts, missing) == (["a"], [])


def test_names_of_entries_that_cannot_be_read_are_told(kit) -> None:
    found = [f for f in kit.read("a.zip", locked(zipped("机密.txt"))) if isinstance(f, Document)]
    assert kit.pieces(found[0]) == [("机密.txt", "filename", "压缩包内 机密.txt › 文件名")]


def test_overlapping_entries(kit) -> None:
    one = local(b"a.txt", b"xyz")
    data = closed(one, 2, listed(b"a.txt", b"xyz", 0) * 2)
    texts, problems = told(kit, "a.zip", data)
    assert texts == ["xyz", "xyz"]
    assert problems == [("a.zip", "damaged")]


def test_records_that_disagree(kit) -> None:
    data = closed(local(b"a.txt", b"xyz"), 1, listed(b"a.txt", b"abc", 0))
    assert ("a.zip!/a.txt", "damaged") in told(kit, "a.zip", data)[1]


def test_a_directory_that_counts_wrong(kit) -> None:
    data = bytearray(two())
    at = data.rindex(b"PK\5\6")
    data[at + 8 : at + 12] = struct.pack("<HH", 3, 3)
    assert told(kit, "a.zip", bytes(data))[1] == [("a.zip", "damaged")]


def test_zip64(kit) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w") as package,
        package.open("a.txt", "w", force_zip64=True) as entry,
    ):
        entry.write("机密".encode())
    assert told(kit, "a.zip", stream.getvalue()) == (["机密"], [])


def test_two_archives_in_a_row(kit) -> None:
    texts, _ = told(
        kit, "a.zip", zipped(content="前", archive_comment=b"abc") + zipped(content="后")
    )
    assert [text for text in texts if text != "材料"][:2] == ["后", "前"]
    assert "abc" in texts[-1]


OUTSIDE, ODD = "压缩包条目名（越出目录）", "压缩包条目名（含控制符）"


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("../a", "越出目录：../a", OUTSIDE),
        ("/a", "越出目录：/a", OUTSIDE),
        ("C:\\a", "越出目录：C:\\a", OUTSIDE),
        ("..\\a", "越出目录：..\\a", OUTSIDE),
        ("a/../b", "越出目录：a/../b", OUTSIDE),
        ("a\0.txt", "a\0.txt", ODD),
        ("a..b/c", "", ""),
    ],
    ids=[
        "parent",
        "root",
        "drive",
        "parent, Windows",
        "in the middle",
        "control",
        "dots in a name",
    ],
)
def test_names_that_are_told_whole(kit, name: str, text: str, label: str) -> None:
    record = local(name.encode(), b"x")
    data = closed(record, 1, listed(name.encode(), b"x", 0))
    said = [
        piece
        for found in kit.read("a.zip", data)
        if isinstance(found, Document)
        for piece in kit.pieces(found)
    ]
    whole = [(text, label) for text, _, label in said if label in (OUTSIDE, ODD)]
    assert whole == ([(text, label)] if label else [])
    assert any(label.endswith("正文") and text == "x" for text, _, label in said)


def test_too_many_entries(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 1)
    assert told(kit, "a.zip", two()) == (["x"], [("a.zip", "too-big")])


def test_too_much_in_all(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL", 1)
    assert told(kit, "a.zip", two()) == (["x"], [("a.zip", "too-big")])


# --- tar and streams -------------------------------------------------------------------------


def test_a_tar_without_magic(kit) -> None:
    data = bytearray(tarred(content="机密"))
    data[257:265] = bytes(8)
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + sum(data[156:512]) + 256)
    assert told(kit, "a.bin", bytes(data)) == (["机密"], [])


def test_a_tar_of_an_unknown_kind_of_entry(kit) -> None:
    data = bytearray(tarred(content="机密"))
    data[156:157] = b"Q"
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + sum(data[156:512]) + 256)
    assert told(kit, "a.tar", bytes(data))[0] == ["机密"]


def test_a_broken_header_in_the_middle(kit) -> None:
    one = tarred(content="一")[:1024]
    _, problems = told(kit, "a.tar", one + b"\xff" * 512 + tarred(content="二"))
    assert ("a.tar", "damaged") in problems


def test_a_bomb_stops(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tarball, "_SMALL", 1000)
    monkeypatch.setattr(tarball, "_RATIO", 2)
    _, problems = told(kit, "a.gz", gzip.compress(b"a" * 100_000))
    assert ("a.gz", "too-big") in problems


def test_a_stream_is_not_read_further_than_told() -> None:
    data = gzip.compress(bytes(1 << 20))
    got = inflate.inflate(inflate.gzipped(), data, 0, 1000)
    assert len(got.data) == 1000
    assert got.full


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("a.tar.gz", "a.tar"), ("a.tgz", "a.tar"), ("甲/乙.TXT.GZ", "乙.TXT"), ("a", "a"),
        ("a.gzip", "a"),
    ],
)  # fmt: skip
def test_names_of_what_was_unpacked(kit, name: str, inner: str) -> None:
    found = [f for f in kit.read(name, gzip.compress(b"x")) if isinstance(f, Document)]
    assert found[0].name == f"{name}!/{inner}"


# --- libarchive ------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["encrypted.7z", "encrypted-names.7z"])
def test_encrypted_7z(kit, sample: str) -> None:
    expected = "encrypted" if LIBARCHIVE else "unsupported"
    assert expected in [code for _, code in told(kit, "a.7z", seven(sample))[1]]


def test_without_libarchive(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libarchive", None)
    (found,) = kit.read("a.7z", (FILES / "content.7z").read_bytes())
    assert (found.code, "libarchive" in found.reason) == ("unsupported", True)


def test_a_stream_without_libarchive(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libarchive", None)
    (found,) = kit.read("a.txt.zst", zstandard("机密"))
    assert (found.code, "libarchive" in found.reason) == ("unsupported", True)


READ = """
import sys
from seclint.extract import extract
for item in extract("a", sys.stdin.buffer.read()):
    print(ascii(item))
"""


# Read by the system's own library, which a machine may lack; what is said then is tested above.
through_libarchive = pytest.mark.skipif(not LIBARCHIVE, reason="no libarchive on this machine")


@through_libarchive
@pytest.mark.parametrize(
    ("locale", "name", "told"),
    [("C.UTF-8", "机密", True), ("C", "机密", False), ("C", "notice", True)],
    ids=["UTF-8", "ASCII", "ASCII will do"],
)
def test_names_that_the_locale_cannot_write(locale: str, name: str, told: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=cab(f"{name}.txt", "x"),
        env=os.environ | {"LC_ALL": locale, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    output = done.stdout.decode()
    assert (ascii(name)[1:-1] in output, "undecodable" in output) == (told, not told)


@through_libarchive
def test_blank_sectors_are_no_empty_tar(kit) -> None:
    data = bytearray(iso("机密"))
    assert told(kit, "a.iso", bytes(data))[1] == []
    data[16 * 2048 + 881] = 9  # the version of the file structure
    assert told(kit, "a.iso", bytes(data))[1] == [("a.iso", "damaged")]


@through_libarchive
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.cab", cab("a.txt", "x")),
        ("a.lzh", lha("a.txt", "x")),
        ("a.lzh", lha("a.txt", "x")[:-1] + lha("b.txt", "y")),
        ("a.iso", iso("x")),
    ],
    ids=["cabinet", "LHA", "LHA of two files", "ISO"],
)
def test_what_stands_behind_an_archive(kit, name: str, data: bytes) -> None:
    assert "机密" not in told(kit, name, data)[0]
    texts, problems = told(kit, name, data + "机密".encode())
    assert "机密" in texts
    assert problems == []


def test_folders_and_repeated_names() -> None:
    listing = archived.Listing("a.zip")
    assert listing.path("甲/乙") == "压缩包内 甲/乙"
    assert listing.path("甲/乙") == "压缩包内 甲/乙（同名第2个）"
    assert [document.text for document in listing.documents()] == ["甲"]
