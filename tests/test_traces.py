"""Traces that a file bears itself are findings: readers say what rules/files.yaml listens for."""

import tarfile

import pytest
from plants.archives import LINK, tarred, zipped
from plants.image import GPS_IFD, exif, saved, segment

from seclint import packs
from seclint.extract import extract
from seclint.model import Document, Severity
from seclint.review import review

RULES = packs.compiled(packs.load([packs.bundled()]))


def linked(name: str, target: str) -> bytes:
    return zipped(name, target, external_attr=LINK, create_system=3)


def found(name: str, data: bytes) -> list[tuple[str, str]]:
    """(rule, text) of each warning."""
    return [
        (finding.rule, item.text[slice(*finding.span)])
        for item in extract(name, data)
        if isinstance(item, Document)
        for finding in review(item, RULES)
        if finding.severity >= Severity.WARNING
    ]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.zip", zipped("../a.txt"), [("FL001", "../a.txt")]),
        ("a.zip", zipped("/a.txt"), [("FL001", "/a.txt")]),
        ("a.zip", zipped("C:\\甲\\a.txt"), [("FL001", "C:\\甲\\a.txt")]),
        ("a.tar", tarred("../a.txt"), [("FL001", "../a.txt")]),
        ("a.zip", zipped("甲/a.txt"), []),
        ("a.tar", tarred("甲/a.txt"), []),
        ("a.zip", linked("a", "../b"), [("FL002", "a -> ../b")]),
        ("a.tar", tarred("a", type=tarfile.SYMTYPE, linkname="/b"), [("FL002", "a -> /b")]),
        ("a.tar", tarred("a", type=tarfile.LNKTYPE, linkname="b"), [("FL002", "a -> b")]),
        ("a.zip", zipped("a", "../b"), []),
        ("a.md", "越出目录：../a.txt\n[链接：a -> b](https://www.example.com)".encode(), []),
    ],
    ids=[
        "zip: parent", "zip: root", "zip: drive", "tar: parent", "zip: inside", "tar: inside",
        "zip: link", "tar: link", "tar: hard link", "zip: a path as text", "prose",
    ],
)  # fmt: skip
def test_entries(name: str, data: bytes, expected: list[tuple[str, str]]) -> None:
    assert found(name, data) == expected


def photo(*tags: tuple[int, int, object]) -> bytes:
    return saved("JPEG", exif=exif(*tags))


def latitude(told: str) -> bytes:
    """A photo whose XMP packet says where it was taken."""
    place = f'<rdf:Description exif:GPSLatitude="{told}" exif:GPSLongitude="118,14.07E"/>'
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + place.encode())


POSITION = ((1, "N"), (2, (32.0, 7.0, 24.24)), (3, "E"), (4, (118.0, 14.0, 4.2)))
MODEL = (0, 0x110, "示例相机 32.1234")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (photo(*((GPS_IFD, *tag) for tag in POSITION)), ["32.1234,118.2345"]),
        (latitude("32,7.404N"), ["32,7.404N"]),
        (latitude("32,7,24N"), ["32,7,24N"]),
        (photo(MODEL), []),
        (latitude("示例市"), []),
    ],
    ids=["EXIF", "XMP: minutes", "XMP: seconds", "a camera", "XMP: a name"],
)
def test_positions(data: bytes, expected: list[str]) -> None:
    told = found("a.jpg", data)
    assert [(rule, text.removeprefix("拍摄位置 ")) for rule, text in told] == [
        ("FL003", text) for text in expected
    ]
