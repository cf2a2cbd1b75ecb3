"""Word 97-2003 documents: what makes one text, what is hidden, what is broken."""

import struct

import pytest
import worddoc
from plants.doc import FILE, OFFICE_PLACES, office_mark
from worddoc import DELETED, INSERTED, SPECIAL, VANISH, WHITE, Run, block, plc, row, sprm

from seclint.model import Document, Unreviewed

SUMMARY = "\x05SummaryInformation"
BEGIN, BETWEEN, END = (Run(sign, SPECIAL) for sign in "\x13\x14\x15")
SHADED = sprm(0xCA71, b"\x0a" + struct.pack("<IIH", 0xFF000000, 0x00800000, 0))
SYMBOL = sprm(0x6A09, struct.pack("<HH", 0, 0xF0AB)) + SPECIAL


def only(kit, data: bytes) -> Document:
    return kit.only("a.doc", data)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["机", Run("密", sprm(0x0835, b"\1")), "★"], "机密★"),
        (["机", Run("隐", VANISH), "密"], "机密"),
        (["机", Run("\x05", SPECIAL), "密"], "机密"),
        (["机", BEGIN, "PAGE", BETWEEN, "密", END], "机密"),
        (["机", BEGIN, "IF ", BEGIN, "A", BETWEEN, "B", END, BETWEEN, "密", END], "机密"),
        (["机", BEGIN, "EQ \\o\\ac(○,密)", END], "机密"),
        (["机密", Run("(", SYMBOL), "5年"], "机密★5年"),
        (["机密\uf0ab5年"], "机密★5年"),
        (["一\t二\x0b三\x1e四\x1f五"], "一 二\n三-四五"),
        (["机\U00020000密"], "机\U00020000密"),
        (["机", Run("删", DELETED), Run("密", INSERTED)], "机密"),
    ],
    ids=[
        "runs", "hidden", "annotation", "field", "field in a field", "enclosed character", "symbol",
        "symbol font", "breaks", "astral", "revisions",
    ],
)  # fmt: skip
def test_one_text(kit, runs: list[str | Run], text: str) -> None:
    found = only(kit, worddoc.document([block(*runs)]))
    assert found.text.startswith(f"{text}\n")


def test_paragraphs_are_counted_empty_or_not(kit) -> None:
    found = only(kit, worddoc.document([block("一"), block(), block("三")]))
    assert found.text == "一\n\n三\n"
    assert found.place(3) == ("body", "正文第3段", "WordDocument#p3")


@pytest.mark.parametrize("look", [DELETED, VANISH], ids=["deleted", "hidden"])
def test_a_mark_that_is_not_shown_joins_two_paragraphs(kit, look: bytes) -> None:
    found = only(kit, worddoc.document([block("机", mark_look=look), block("密")]))
    assert found.text == "机密\n"


@pytest.mark.parametrize(
    ("runs", "pieces"),
    [
        (
            ["关于", Run("机", DELETED), Run("秘", INSERTED), "密的通知"],
            [("关于", "body", ""), ("秘", "inserted", "（修订插入）"), ("密的通知", "body", ""),
             ("关于机密的通知", "deleted", "（修订删除）")],
        ),
        (
            ["可见", Run("隐", VANISH)],
            [("可见", "body", ""), ("隐\n可见隐", "hidden", "（隐藏文字）")],
        ),
        (
            ["可见", Run("白", WHITE), Run("底", WHITE + SHADED)],
            [("可见底", "body", ""), ("白\n可见白底", "hidden", "（白色文字）")],
        ),
        (
            ["可见", Run("小", sprm(0x4A43, b"\2\0"))],
            [("可见", "body", ""), ("小\n可见小", "hidden", "（极小字）")],
        ),
        (
            [BEGIN, 'HYPERLINK "http://a/', Run("机", VANISH), '"', BETWEEN, "见", END],
            [("见", "body", ""), ('HYPERLINK "http://a/机"', "markup", "（域代码）")],
        ),
        (
            ["见", BEGIN, "QUOTE 机密"],
            [("见", "body", ""), ("QUOTE 机密", "markup", "（域代码）")],
        ),
    ],
    ids=["revision", "hidden", "white", "tiny", "code", "open code"],
)  # fmt: skip
def test_what_is_not_in_the_line(kit, runs, pieces) -> None:
    found = kit.pieces(only(kit, worddoc.document([block(*runs)])))
    assert found == [(text, part, f"正文第1段{note}") for text, part, note in pieces]


def test_tables(kit) -> None:
    inner = worddoc.IN_TABLE + sprm(0x6649, struct.pack("<i", 2))
    blocks = [
        block("前"),
        *row("姓名", "电话"),
        block("内", properties=inner + sprm(0x244B, b"\1")),
        block("", properties=inner + sprm(0x244B, b"\1") + sprm(0x244C, b"\1")),
        *row("外", "末"),
        block("后"),
    ]
    found = only(kit, worddoc.document(blocks))
    assert found.text == "前\n姓名\t电话\n外\t末\n内\n后\n"
    assert [label for _, _, label in kit.pieces(found)] == [
        "正文第1段", "表1 第1行第1列", "表1 第1行第2列", "表1 第2行第1列", "表1 第2行第2列",
        "表2 第1行第1列", "正文第2段",
    ]  # fmt: skip


def test_white_text_in_a_shaded_row_is_seen(kit) -> None:
    shades = struct.pack("<IIH", 0xFF000000, 0x00800000, 0)
    ground = sprm(0xD612, bytes((len(shades),)) + shades)
    cells = [block(Run("白", WHITE), mark="\x07", properties=worddoc.IN_TABLE)]
    end = block(mark="\x07", properties=worddoc.ROW_END + ground)
    found = kit.pieces(only(kit, worddoc.document([*cells, end])))
    assert found == [("白", "table", "表1 第1行第1列")]


def test_a_table_without_properties_of_paragraphs(kit) -> None:
    cells = [block("甲", mark="\x07"), block("乙", mark="\x07")]
    assert only(kit, worddoc.document([*cells, block("后")])).text == "甲\t乙\n后\n"


def test_a_section_ends_a_paragraph_and_a_page_does_not(kit) -> None:
    blocks = [block("一\x0c二", mark="\x0c"), block("三")]
    found = only(kit, worddoc.document(blocks, {6: plc(0, 4, 6, data=bytes(24))}))
    assert kit.pieces(found) == [
        ("一\n二", "body", "正文第1段"), ("三", "body", "正文第2段"),
    ]  # fmt: skip


def test_a_text_box_stands_after_its_paragraph(kit) -> None:
    box = bytes(14) + struct.pack("<II", 77, 0)
    tables = {
        40: plc(2, 4, data=struct.pack("<I22x", 77)),
        56: plc(0, 3, 4, data=box + bytes(22)),
    }
    blocks = [block("甲"), block("乙"), block("丙")]
    found = only(kit, worddoc.document(blocks, tables, boxes=[block("框内"), block()]))
    assert found.text.split() == ["甲", "乙", "框内", "丙"]


def test_notes_without_a_table_are_read_as_one(kit) -> None:
    found = only(kit, worddoc.document([block("文")], comments=[block("批"), block("注")]))
    assert {label for _, _, label in kit.pieces(found)} == {"正文第1段", "批注1"}


def test_shapes_with_names_of_programs_are_not_told(kit) -> None:
    shape = worddoc.options(x0380="文本框 3", x0381="说明")
    found = only(kit, worddoc.document([block("文")], {50: worddoc.art(shape)}))
    assert kit.pieces(found)[1:] == [("说明", "alt", "图形（替代文字）")]


def test_word_art_of_headers_is_a_watermark(kit) -> None:
    shape = worddoc.art(headers=worddoc.options(x00C0="机密"))
    found = only(kit, worddoc.document([block("文")], {50: shape}))
    assert kit.pieces(found)[1:] == [("机密", "header", "页眉（水印）")]


def test_pictures_are_members(kit) -> None:
    data = worddoc.picture(b"\x89PNG\r\n\x1a\n" + bytes(40))
    twice = worddoc.document([block("文")], streams={"Data": data + data})
    names = [found.name for found in kit.read("a.doc", twice)[1:] if isinstance(found, Document)]
    assert set(names) == {"a.doc!/image1.png"}


def test_the_file_of_libreoffice_is_whole(kit) -> None:
    found = kit.read("a.doc", FILE.read_bytes())
    text = "".join(item.text for item in found if isinstance(item, Document))
    assert all(office_mark(place) in text for place in OFFICE_PLACES)
    assert "机密" not in text


# --- damage ----------------------------------------------------------------------------------


def reasons(kit, data: bytes) -> list[str]:
    return [item.code for item in kit.read("a.doc", data) if isinstance(item, Unreviewed)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (worddoc.document([block("文")], flags=0x1300), "encrypted"),
        (worddoc.document([block("文")], {33: b"\2\0"}), "damaged"),
        (worddoc.document([block("文")], {33: b""}), "damaged"),
        (worddoc.compound({"WordDocument": b"x"}), "damaged"),
        (worddoc.compound({"WordDocument": b"\xec\xa5\xc1\0"}), "damaged"),
        (worddoc.document([block("文")], {33: b"\2\x10\0\0\0" + plc(0, 1 << 30, data=bytes(8))}),
         "damaged"),
        (worddoc.document([block("文")], streams={SUMMARY: b"\xfe\xff" + b"\xff" * 90}), "damaged"),
    ],
    ids=[
        "encrypted", "half a table", "no table", "no head", "half a head", "too long", "properties",
    ],
)  # fmt: skip
def test_damage_is_told(kit, data: bytes, code: str) -> None:
    assert code in reasons(kit, data)


def test_text_without_its_table_is_swept(kit) -> None:
    found = kit.read("a.doc", worddoc.document([block("机密文件不得公开")], {33: b""}))
    assert any("机密文件不得公开" in item.text for item in found if isinstance(item, Document))


def test_a_file_without_a_directory_is_swept(kit) -> None:
    whole = worddoc.document([block("机密文件不得公开")])
    document, unreviewed = kit.read("a.doc", whole[:8192])
    assert kit.pieces(document) == [("机密文件不得公开", "embedded", "损坏文件中的文字")]
    assert unreviewed.code == "damaged"


def test_pieces_that_overlap_do_not_multiply_the_text(kit) -> None:
    count, length = 3000, 3000
    positions = (number * length for number in range(count + 1))
    pieces = plc(*positions, data=struct.pack("<HIH", 0, worddoc.TEXT, 0) * count)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    data = worddoc.document([block("甲" * length)], {33: clx})
    assert reasons(kit, data) == ["damaged"]


# --- objects and macros that nobody can read -----------------------------------------------------

NOISE = bytes(range(255, 0, -1)) * 20
CLASS = "ObjectPool/_11/\x01CompObj"
NATIVE = struct.pack("<IH", 9000, 2) + b"a\0a\0" + struct.pack("<III", 0x30000, 0, 9000) + NOISE
HELD: dict[str, tuple[dict[str, bytes], set[str]]] = {
    "nothing but its class": ({CLASS: b"x"}, set()),
    "a link": ({CLASS: b"x", "ObjectPool/_11/\x03LinkInfo": NOISE}, set()),
    "a control": (
        {"ObjectPool/_11/\x03OCXNAME": b"x", "ObjectPool/_11/contents": NOISE}, set(),
    ),
    "an unknown program": ({CLASS: b"x", "ObjectPool/_11/Contents": NOISE}, {"unsupported"}),
    "a package that is cut": ({"ObjectPool/_11/\x01Ole10Native": NATIVE}, {"unsupported"}),
    "macros without a directory": ({"Macros/VBA/Module1": NOISE}, {"damaged"}),
    "macros of Excel without a directory": ({"_VBA_PROJECT_CUR/x": NOISE}, {"damaged"}),
}  # fmt: skip


@pytest.mark.parametrize(("streams", "codes"), HELD.values(), ids=HELD)
def test_what_cannot_be_read_in_objects_and_macros(
    kit, streams: dict[str, bytes], codes: set[str]
) -> None:
    data = worddoc.compound(worddoc.split(worddoc.document([block("公告")])) | streams)
    found = kit.read("a.doc", data)
    assert {item.code for item in found if isinstance(item, Unreviewed)} == codes
