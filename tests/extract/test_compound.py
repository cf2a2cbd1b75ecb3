"""Compound files: chains, directories, what belongs to no stream; their property sets."""

import io
import struct
import tracemalloc

import olefile
import pytest
import worddoc
from zipped import package as zipped

from seclint.errors import ExtractError
from seclint.extract.ole2.compound import Compound
from seclint.extract.ole2.propset import properties
from seclint.extract.ole2.repack import repack
from seclint.extract.unlock import unlock
from seclint.model import Document, Unreviewed

STREAMS = {"甲": b"a" * 5000, "B/C": b"b" * 4096, "B/D/E": b"c" * 9000}


def test_streams_by_path() -> None:
    found = Compound(worddoc.compound(STREAMS))
    assert {path: found.read(path) for path in found.names} == STREAMS
    assert found.storages == ["B", "B/D"]
    assert not found.damage
    assert not list(found.unused())


@pytest.mark.parametrize(
    "streams",
    [
        {"a": b"x"},
        {"a": b"", "b": b"y" * 64},
        STREAMS | {f"n{number}": b"z" * number for number in range(200)},
        {"a": bytes(10_000_000)},
    ],
    ids=["short", "empty", "many", "long"],
)
def test_what_is_packed_again_is_read_by_others(streams: dict[str, bytes]) -> None:
    data = repack(streams)
    mine = Compound(data)
    assert {path: mine.read(path) for path in mine.names} == streams
    assert not mine.damage
    with olefile.OleFileIO(io.BytesIO(data)) as other:
        assert not other.parsing_issues
        for path, content in streams.items():
            assert other.openstream(path).read() == content


def patched(data: bytes, at: int, value: int) -> bytes:
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def entry(data: bytes, name: str) -> int:
    return data.rindex(name.encode("utf-16-le") + b"\0\0")


@pytest.mark.parametrize(
    ("field", "value"),
    [(116, 0x7FFFFFFF), (116, 0), (120, 0x7FFFFFFF), (72, 0), (72, 9999), (68, 2)],
    ids=["no sector", "another's sectors", "too long", "loop", "nowhere", "loop to the left"],
)
def test_a_broken_entry_is_told(field: int, value: int) -> None:
    data = worddoc.compound(STREAMS)
    found = Compound(patched(data, entry(data, "C") + field, value))
    for path in found.names:
        found.read(path)
    assert found.damage


def test_a_loop_in_the_allocation_table_ends() -> None:
    data = worddoc.compound({"a": b"x" * 50_000})
    table = data.rindex(struct.pack("<2I", 1, 2))
    found = Compound(patched(data, table + 16, 1))
    found.read("a")
    assert found.damage == ["数据流 a 不完整"]


def test_no_library_that_tries_passwords_follows_a_loop() -> None:
    data = worddoc.compound({"WordDocument": b"x" * 50_000, "1Table": b"y" * 5000})
    table = data.rindex(struct.pack("<2I", 1, 2))
    size = entry(data, "WordDocument") + 120
    looped = patched(patched(data, table + 16, 1), size, 200_000_000)
    tracemalloc.start()
    try:
        assert unlock("doc", looped, ()) is looped
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "data", [b"", worddoc.compound({"a": b""})[:600], b"\xd0\xcf\x11\xe0" * 200]
)
def test_what_is_no_compound_file_is_refused(data: bytes) -> None:
    with pytest.raises(ExtractError):
        Compound(data)


def test_storages_in_storages_end() -> None:
    data = worddoc.compound({"/".join("s" * 100): b"x"})
    found = Compound(data)
    assert all(path.count("/") < 70 for path in found.names)
    assert any(found.read(path) for path in found.names)


# --- property sets ---------------------------------------------------------------------------


def told(values: dict[int, bytes], custom: dict[int, bytes] | None = None) -> list[tuple[str, str]]:
    sections = (values,) if custom is None else (values, custom)
    stream = "\x05DocumentSummaryInformation"
    found = Compound(worddoc.compound({stream: worddoc.properties(936, *sections)}))
    said = [(label, text) for label, text, _ in properties(found)]
    assert not found.damage
    return said


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (worddoc.string("值", "gbk"), "值"),
        (worddoc.wide_string("值"), "值"),
        (struct.pack("<Id", 5, 110105199003078515), "110105199003078512"),
        (struct.pack("<Iq", 20, 110105199003078515), "110105199003078515"),
        (struct.pack("<Ii", 3, -7), "-7"),
        (struct.pack("<II", 11, 1), "是"),
        (struct.pack("<IQ", 64, 133_485_408_000_000_000), "2024-01-01 00:00:00+00:00"),
    ],
    ids=["string", "wide", "double", "long", "integer", "boolean", "date"],
)
def test_custom_properties(value: bytes, text: str) -> None:
    names = worddoc.dictionary({2: "名"}, "gbk")
    assert told({}, {0: names, 2: value}) == [("自定义属性1", f"名：{text}")]


def test_vectors_of_variants() -> None:
    held = struct.pack("<II", 30, 3) + "甲".encode("gbk") + b"\0" + struct.pack("<II", 3, 1)
    value = struct.pack("<II", 0x100C, 2) + held
    assert told({12: value, 15: worddoc.string("单位名", "gbk")}) == [
        ("属性·12", "甲"), ("属性·单位", "单位名"),
    ]  # fmt: skip


# --- objects that wrap a file --------------------------------------------------------------------

TEXT = ("机密文件" * 2000).encode()
OBJECTS = {
    "a package": (repack({"Package": TEXT}), ["机密文件"], set()),
    "names of programs beside it": (
        repack({"Package": TEXT, "\x01CompObj": b"Microsoft Word Document"}), ["机密文件"], set(),
    ),
    "another stream": (
        repack({"Package": zipped({"a.txt": TEXT}), "Extra": "绝密".encode() * 9}),
        ["机密文件", "绝密"], set(),
    ),
    "cut short": (worddoc.compound({"CONTENTS": TEXT})[:9000], ["机密文件"], {"damaged"}),
}  # fmt: skip


@pytest.mark.parametrize(("data", "texts", "codes"), OBJECTS.values(), ids=OBJECTS)
def test_an_object_says_all_that_it_holds(
    kit, data: bytes, texts: list[str], codes: set[str]
) -> None:
    package = kit.word(kit.paragraph("x"), word__embeddings__oleObject1_DOT_bin=data)
    found = kit.read("a.docx", package)
    told = "".join(item.text for item in found if isinstance(item, Document))
    assert all(text in told for text in texts)
    assert codes <= {item.code for item in found if isinstance(item, Unreviewed)}
    assert codes or not any(isinstance(item, Unreviewed) for item in found)


def test_an_object_by_itself(kit) -> None:
    pdf = b"{\\rtf1 NOFORN}" + bytes(5000)
    found = kit.read("a.bin", worddoc.compound({"CONTENTS": pdf, "Extra": "绝密".encode() * 9}))
    told = "".join(item.text for item in found if isinstance(item, Document))
    assert "NOFORN" in told
    assert "绝密" in told
