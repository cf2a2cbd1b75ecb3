r"""RTF beyond its hiding places: what is one text, what is not seen, encodings, damage, limits."""

import io
import struct

import pytest
from PIL import Image
from plants.rtf import HEAD, OFFICE, hexed, numbered
from zipped import package

from seclint.extract.ole2.repack import repack
from seclint.extract.rtf import book as rtfbook
from seclint.extract.rtf import document as reader
from seclint.model import Document, Unreviewed

MI = hexed("机"), hexed("密")


def rtf(body: str) -> bytes:
    """A file without authors of revisions."""
    return (HEAD.partition("{\\*\\revtbl")[0] + body + "}").encode("ascii")


def first(kit, body: str) -> str:
    found = next(item for item in kit.read("a.rtf", rtf(body)) if isinstance(item, Document))
    return found.text.split("\n")[0]


def lines(kit, body: str) -> list[str]:
    found = next(item for item in kit.read("a.rtf", rtf(body)) if isinstance(item, Document))
    return [line for line in found.text.split("\n") if line]


@pytest.mark.parametrize(
    "body",
    [
        hexed("机密★10年"),
        numbered("机密★10年"),
        "{" + MI[0] + "}{\\b " + MI[1] + "}" + hexed("★10年"),
        MI[0] + "\\fs32 " + MI[1] + "{\\*\\bkmkstart a}" + hexed("★10年"),
        MI[0] + "\r\n" + MI[1] + "\n" + hexed("★") + "\r\n10" + hexed("年"),
        "\\'bb{\\'fa}{\\b\\'c3}\\'dc" + hexed("★10年"),
        MI[0] + "{\\field{\\*\\fldinst QUOTE}{\\fldrslt " + MI[1] + "}}" + hexed("★10年"),
        MI[0] + "{\\footnote x}" + MI[1] + hexed("★10年"),
        MI[0] + "\\-" + MI[1] + "{\\f2\\'ab}10" + hexed("年"),
        MI[0] + MI[1] + "\\f2\\u-3925?\\f1 10" + hexed("年"),
        "\\uc2 "
        + "".join(f"\\u{ord(c)}{hexed(c)}" for c in "机密★")
        + "\\uc0\\u49\\u48 "
        + hexed("年"),
        "\\u26426 ?\\u23494  ?"[:-3] + " ?" + hexed("★10年"),
        "{\\uc1\\u26426\\'3f\\u23494\\'3f}" + hexed("★10年"),
    ],
    ids=[
        "bytes", "numbers", "runs", "bookmark", "lines of the file", "bytes across groups",
        "field", "note", "hyphen and symbol", "symbol by number", "two bytes instead",
        "question marks", "as LibreOffice writes",
    ],
)  # fmt: skip
def test_one_text(kit, body: str) -> None:
    assert first(kit, body) == "机密★10年"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a\\tab b\\line c", "a b"),
        ("\\ldblquote a\\rdblquote\\emdash b\\~c\\_d", "“a”—b\u00a0c-d"),
        ("a\\'e9b", "aéb"),
        ("\\u-10179?\\u-8704?", "\U0001f600"),
        ("\\u65536?a", "\U00010000a"),
        ("\\{a\\}\\\\", "{a}\\"),
        ("a{\\unknown b}c", "abc"),
        ("{\\s1 a}{\\cs2 b}", "ab"),
        ("a\\u8211\\endash b", "a–b"),
    ],
)
def test_characters(kit, body: str, text: str) -> None:
    head = body if "e9" not in body else body.replace("a\\'e9", "a\\f3\\'e9")
    assert first(kit, "{\\fonttbl{\\f3\\fcharset0\\cpg1252 X;}}" * ("f3" in head) + head) == text


def test_western_bytes_that_are_chinese(kit) -> None:
    data = ("{\\rtf1\\ansi " + hexed("机密文件") + "}").encode()
    assert kit.only("a.rtf", data).text == "机密文件\n"


def test_big5(kit) -> None:
    told = "".join(f"\\'{byte:02x}" for byte in "機密".encode("big5"))
    data = "{\\rtf1\\ansi{\\fonttbl{\\f1\\fcharset136 M;}}\\f1 " + told + "}"
    assert kit.only("a.rtf", data.encode()).text == "機密\n"


def test_bytes_of_no_encoding(kit) -> None:
    data = b"{\\rtf1\\ansi\\ansicpg936 " + b"\\'81\\'20" * 3 + b"\\'ff\\'ff\\'80 a}"
    assert "undecodable" in [i.code for i in kit.read("a.rtf", data) if isinstance(i, Unreviewed)]


# --- what is not seen ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("a{\\v x}b", ["ab", "x", "axb"]),
        ("a {\\v x}, b", ["a , b", "x"]),
        (MI[0] + "{\\v x}" + MI[1], ["机密", "x", "机x密"]),
        ("{\\v " + MI[0] + "}a{\\v " + MI[1] + "}", ["a", "机", "机a密", "密", "机密"]),
        ("a{\\cf1 x}b", ["ab", "x", "axb"]),
        ("a{\\cf1\\highlight2 x}b", ["axb"]),
        ("a{\\v\\plain x}b", ["axb"]),
        ("a{\\v0 x}b", ["axb"]),
        ("a{\\deleted x}b", ["ab", "x", "axb"]),
        ("a{\\deleted x}{\\revised y}b", ["ayb", "x", "axb"]),
        ("a\\par{\\deleted\\par}b", ["a", "b"]),
    ],
)
def test_views(kit, body: str, told: list[str]) -> None:
    assert lines(kit, body) == told


def test_white_text_in_a_box_is_seen(kit) -> None:
    found = kit.only("a.rtf", rtf("{\\shp{\\*\\shpinst{\\shptxt\\cf1 x}}}"))
    assert kit.pieces(found) == [("x", "textbox", "文本框1")]


def test_the_copy_of_a_box_is_told_once(kit) -> None:
    box = "{\\shp{\\*\\shpinst{\\shptxt x}}{\\shprslt{\\*\\do{\\dptxbxtext x}}}}"
    assert lines(kit, box) == ["x"]


# --- structure -------------------------------------------------------------------------------


def test_tables(kit) -> None:
    row = "\\trowd\\intbl a\\par b\\cell c\\cell\\row"
    found = kit.only("a.rtf", rtf(row + row + "\\pard x\\par" + row))
    assert found.text == "a b\tc\na b\tc\nx\na b\tc\n"
    labels = [label for _, _, label in kit.pieces(found)]
    assert labels == [
        "表1 第1行第1列", "表1 第1行第2列", "表1 第2行第1列", "表1 第2行第2列", "正文第1段",
        "表2 第1行第1列", "表2 第1行第2列",
    ]  # fmt: skip


def test_a_row_without_an_end(kit) -> None:
    assert lines(kit, "\\intbl a\\cell b\\cell\\pard c") == ["a\tb", "c"]


def test_nested_rows(kit) -> None:
    inner = "\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\nestrow}"
    body = f"\\intbl a\\par{inner}\\itap1 b\\cell\\row"
    assert lines(kit, body) == ["1\t2", "a b"]


def test_sections_and_notes_are_counted(kit) -> None:
    body = "{\\header a}x{\\footnote b}\\sect{\\header c}y{\\footnote d}{\\footnote\\ftnalt e}"
    found = kit.pieces(kit.only("a.rtf", rtf(body)))
    assert found[2:] == [
        ("a", "header", "第1节页眉"), ("c", "header", "第2节页眉"), ("b", "footnote", "脚注1"),
        ("d", "footnote", "脚注2"), ("e", "footnote", "尾注1"),
    ]  # fmt: skip


def test_destinations_without_words(kit) -> None:
    body = "{\\*\\themedata 504b0304}{\\*\\generator LibreOffice;}{\\*\\rsidtbl \\rsid1}"
    assert lines(kit, body + "{\\info{\\version2}}x") == ["x"]


def test_page_fields_are_no_words(kit) -> None:
    assert lines(kit, "{\\field{\\*\\fldinst  PAGE \\\\* MERGEFORMAT}{\\fldrslt 3}}") == ["3"]


# --- damage and limits -----------------------------------------------------------------------


def test_deep_groups(kit) -> None:
    data = b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001
    assert kit.only("a.rtf", data).text == "x\n"


def test_deeper_groups(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_DEPTH", 10)
    found = kit.read("a.rtf", b"{\\rtf1 a" + b"{" * 20 + b"x" + b"}" * 21)
    assert [item.code for item in found if isinstance(item, Unreviewed)] == ["damaged"]


@pytest.mark.parametrize("length", range(20, 8400, 400))
def test_cut_files_are_never_clean(kit, length: int) -> None:
    found = kit.read("a.rtf", OFFICE.read_bytes()[:length])
    assert [item.code for item in found if isinstance(item, Unreviewed)] == ["damaged"]


@pytest.mark.parametrize(
    "body", ["{\\pict\\bin99999 x", "{\\pict\\pngblip 0}", "{\\pict\\pngblip 61zz62}"]
)
def test_broken_pictures(kit, body: str) -> None:
    assert "damaged" in [i.code for i in kit.read("a.rtf", rtf(body)) if isinstance(i, Unreviewed)]


def test_bytes_that_look_like_groups(kit) -> None:
    assert lines(kit, "{\\pict\\bin3 }}}}x") == ["x"]


def test_many_pictures(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtfbook, "_MEMBERS", 1)
    found = kit.read("a.rtf", rtf("{\\pict 61}{\\pict 62}"))
    assert [item.code for item in found if isinstance(item, Unreviewed)] == ["too-big"]


def test_the_same_picture_twice_is_read_once(kit) -> None:
    body = "{\\*\\shppict{\\pict\\pngblip 61}}{\\nonshppict{\\pict\\wmetafile8 61}}"
    documents = [i for i in kit.read("a.rtf", rtf(body)) if isinstance(i, Document)]
    assert len([document for document in documents if "!/" in document.name]) == 2


def test_a_bitmap_gets_its_header(kit) -> None:
    bitmap = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(bitmap, "bmp")
    pixels = bitmap.getvalue()[14:]  # without the header of a file
    found = kit.read("a.rtf", rtf("{\\pict\\dibitmap0 " + pixels.hex() + "}"))
    assert not any(isinstance(item, Unreviewed) for item in found)


# --- what passed for read ------------------------------------------------------------------------


def stored(word: bytes, data: bytes) -> bytes:
    return rb"{\rtf1 x{\*\%s %s}}" % (word, data.hex().encode())


def object_of(data: bytes, size: int) -> bytes:
    """An OLE 1.0 package ([MS-OLEDS] 2.2.5) of a file that says it has so many bytes."""
    native = struct.pack("<H", 2) + b"a.txt\0a.txt\0" + struct.pack("<III", 0x30000, 0, size) + data
    head = struct.pack("<III", 0x501, 2, 8) + b"Package\0" + struct.pack("<II", 0, 0)
    return head + struct.pack("<I", len(native)) + native


SECRET = "机密文件".encode()
LOSSES = {
    "a store that is no compound file": (stored(b"datastore", SECRET), set()),
    "broken XML in a store": (
        stored(b"datastore", repack({"MsoDataStore/a/Item": b"<a><b>" + SECRET + b"</b>"})),
        set(),
    ),
    "a theme that is another package": (
        stored(b"themedata", package({"a.txt": SECRET})),
        set(),
    ),
    "a theme that is no package": (stored(b"themedata", SECRET), set()),
    "an author without a semicolon": (
        rb"{\rtf1\ansicpg65001{\*\revtbl {Unknown;}{%s}}x}" % SECRET,
        set(),
    ),
    "words among colours": (rb"{\rtf1\ansicpg65001{\colortbl;%s;}x}" % SECRET, set()),
    "a sentence for a font": (
        rb"{\rtf1\ansicpg65001{\fonttbl{\f0 %s;}}x}" % (SECRET * 6),
        set(),
    ),
    "a package that is cut": (stored(b"objdata", object_of(SECRET, 500)), {"damaged"}),
    "an object that is cut": (
        stored(b"objdata", object_of(SECRET + b"ab", 14)[:-2]),
        {"damaged"},
    ),
}


@pytest.mark.parametrize(("data", "codes"), LOSSES.values(), ids=LOSSES)
def test_nothing_passes_for_read(kit, data: bytes, codes: set[str]) -> None:
    found = kit.read("a.rtf", data)
    assert any(isinstance(item, Document) and "机密文件" in item.text for item in found)
    assert {item.code for item in found if isinstance(item, Unreviewed)} == codes
