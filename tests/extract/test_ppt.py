"""Presentations before 2007: what slides say, what was saved before, what is damaged."""

import struct
from pathlib import Path

import pptwriter as ppt
import pytest
from pptwriter import Deck, Entry, box, chars, deck, header, shape, slide, string

from seclint.model import Document, Unreviewed

PLANTED = Path(__file__).parent.parent / "files" / "ppt" / "plants.ppt"


def said(kit, data: bytes) -> list[tuple[str, str, str]]:
    return kit.pieces(kit.only("a.ppt", data))


# --- slides ------------------------------------------------------------------------------------


def test_slides_stand_in_the_order_of_their_list(kit) -> None:
    made = Deck()
    made.add(9, slide(box("三")))
    made.save(entries={0: [Entry(slide(box("一"))), Entry(slide(box("二")))]})
    assert said(kit, made.file())[:2] == [("一", "body", "幻灯片1"), ("二", "body", "幻灯片2")]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("机密★10年".encode("gb18030"), "机密★10年"),
        (b"caf\xe9 \x93x\x94", "café “x”"),
        (b"a\rb\x0bc\td", "a\nb\nc d"),
    ],
    ids=["gbk", "western", "breaks"],
)
def test_text_of_bytes(kit, raw: bytes, text: str) -> None:
    data = deck(slide(shape(header(4), ppt.narrow(raw))))
    assert said(kit, data) == [(text, "body", "幻灯片1")]


def test_outline_texts_stand_where_their_shapes_do(kit) -> None:
    made = Deck()
    told = header(0) + chars("题") + header(1) + chars("文") + header(1) + chars("余")
    shapes = shape(ppt.outline(1)), box("框"), shape(ppt.outline(0))
    made.save(entries={0: [Entry(slide(*shapes), 256, told)]})
    assert kit.only("a.ppt", made.file()).text.split() == ["文", "框", "题", "余"]


def test_a_table_is_rows(kit) -> None:
    corners = (("号", (9, 0)), ("甲", (0, 9)), ("名", (0, 0)), ("7", (9, 9)))
    cells = [shape(header(4), chars(text), corner=corner) for text, corner in corners]
    found = kit.only("a.ppt", deck(slide(ppt.group(*cells, options=ppt.option(0x39F, 1)))))
    assert "名\t号\n甲\t7\n" in found.text
    assert kit.pieces(found)[0] == ("名", "table", "幻灯片1 表1 第1行第1列")


def test_empty_cells_keep_columns(kit) -> None:
    texts = (("名", (0, 0)), ("号", (9, 0)), ("", (0, 9)), ("7", (9, 9)))
    cells = [
        shape(header(4), chars(text) if text else b"", corner=corner) for text, corner in texts
    ]
    data = deck(slide(ppt.group(*cells, options=ppt.option(0x39F, 1))))
    assert "名\t号\n\t7\n" in kit.only("a.ppt", data).text


def test_hidden_shapes_are_kept_out_of_the_lines(kit) -> None:
    hidden = shape(header(4), chars("底稿"), options=ppt.option(0x3BF, 0x20002))
    found = kit.only("a.ppt", deck(slide(box("一"), hidden, box("二"))))
    assert found.text.startswith("一\n二\n")
    assert ("底稿", "hidden", "幻灯片1（隐藏的形状）") in kit.pieces(found)


def test_comments_are_counted(kit) -> None:
    comments = ppt.comment("甲", "张三") + ppt.comment("乙", "李四")
    found = said(kit, deck(slide(box("公开"), more=comments)))
    assert found[1:] == [
        ("甲", "comment", "幻灯片1 批注1（张三，2024-01-02）"),
        ("乙", "comment", "幻灯片1 批注2（李四，2024-01-02）"),
    ]


# --- versions ----------------------------------------------------------------------------------


def test_what_was_saved_before_is_told_once(kit) -> None:
    made = Deck()
    for text in ("第一稿", "第二稿", "第一稿", "定稿"):
        made.save(entries={0: [Entry(slide(box(text), box("公开")))]})
    assert said(kit, made.file()) == [
        ("定稿\n公开", "body", "幻灯片1"),
        ("第一稿\n\n第二稿", "hidden", "早先保存的版本"),
    ]


def test_without_its_current_user_the_last_edit_counts(kit) -> None:
    made = Deck()
    made.save(entries={0: [Entry(slide(box("旧")))]})
    made.save(entries={0: [Entry(slide(box("新")))]})
    made.edit = 0
    found = kit.read("a.ppt", made.file())
    assert isinstance(found[0], Document)
    assert kit.pieces(found[0])[0] == ("新", "body", "幻灯片1")
    assert isinstance(found[-1], Unreviewed)


def test_edits_that_go_in_a_circle(kit) -> None:
    made = Deck()
    made.save(entries={0: [Entry(slide(box("一")))]})
    struct.pack_into("<I", made.data, made.edit + 16, made.edit)
    assert said(kit, made.file()) == [("一", "body", "幻灯片1")]


# --- what cannot be read -----------------------------------------------------------------------


def reasons(kit, data: bytes) -> str:
    return "；".join(i.reason for i in kit.read("a.ppt", data) if isinstance(i, Unreviewed))


def test_encrypted(kit) -> None:
    data = bytearray(deck(slide(box("一"))))
    at = data.index(struct.pack("<I", 0xE391C05F))
    struct.pack_into("<I", data, at, 0xF3D1C4DF)
    (found,) = kit.read("a.ppt", bytes(data))
    assert isinstance(found, Unreviewed)
    assert found.code == "encrypted"


def lost_slide() -> bytes:
    made = Deck()
    made.save(entries={0: [Entry(slide(box("一")), 256, header(1) + chars("大纲"))]})
    made.offsets[2] = 10**6
    made.finish()
    return made.file()


def no_document() -> bytes:
    made = Deck()
    made.finish()
    return made.file()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lost_slide(), "幻灯片1缺失"),
        (no_document(), "缺少演示文稿的主记录"),
        (ppt.compound({"PP40": b"\0"}), "PowerPoint 4/95"),
        (ppt.compound({"PowerPoint Document": b"\0"}), "缺少演示文稿的主记录"),
    ],
    ids=["slide", "document", "old", "empty"],
)
def test_damage_is_told(kit, data: bytes, reason: str) -> None:
    assert reason in reasons(kit, data)


def test_a_broken_object_is_told(kit) -> None:
    made = Deck()
    made.add(70, ppt.atom(0x1011, struct.pack("<I", 9) + b"no zlib", 1))
    made.save(entries={0: [Entry(slide(box("一")))]})
    assert "oleObject1.bin已损坏" in reasons(kit, made.file())


def test_records_a_thousand_deep(kit) -> None:
    deep = string("机密文件")
    for _ in range(1000):
        deep = ppt.holder(0x1388, deep)
    found = kit.read("a.ppt", deck(slide(box("一"), more=deep)))
    assert any("机密文件" in item.text for item in found if isinstance(item, Document))


@pytest.mark.parametrize("part", range(1, 21))
def test_cut_short_it_is_never_clean(kit, part: int) -> None:
    whole = PLANTED.read_bytes()
    found = kit.read("a.ppt", whole[: len(whole) * part // 21])
    assert any(isinstance(item, Unreviewed) and item.code != "needs-ocr" for item in found)
