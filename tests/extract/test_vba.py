"""Macros: the examples of [MS-OVBA] 3.2, projects by hand, and damage."""

import pytest
from vbafile import Macro, compressed, project

from seclint.errors import ExtractError
from seclint.extract.ole2.ovba import MOST, unpacked
from seclint.extract.ole2.vba import modules, strings

EXAMPLES = [
    ("0119B000616263646566676800696A6B6C6D6E6F70007172737475762E", b"abcdefghijklmnopqrstuv."),
    (
        "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F"
        "700671027004107273747576107778797A003C",
        b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
    ),
    ("0103B002614500", b"a" * 73),
]


@pytest.mark.parametrize(("packed", "plain"), EXAMPLES, ids=["literals", "copies", "one copy"])
def test_examples_of_the_specification(packed: str, plain: bytes) -> None:
    assert unpacked(bytes.fromhex(packed), MOST) == (plain, True)


@pytest.mark.parametrize("page", [936, 65001])
def test_sources_in_their_code_page(page: int) -> None:
    data = project({"Module1": Macro("' 机密★10年\r\nSub x()\r\nEnd Sub")}, page)
    found = list(modules(data))
    assert found == [("Module1", 'Attribute VB_Name = "Module1"\n\' 机密★10年\nSub x()\nEnd Sub')]


def test_what_is_no_module() -> None:
    form = {"o": "机密标题".encode("utf-16-le") + bytes(8)}
    data = project(
        {
            "A": Macro("x = 1", cache="\1机密缓存\2".encode("gbk")),
            "B": Macro("' 未列出", listed=False),
        },
        note="机密说明",
        Form1=form,
        PROJECT='[x]\r\nID="{1}"\r\nDescription="机密工程"\r\n'.encode("gbk"),
    )
    found = dict(modules(data))
    assert found["工程属性"] == "机密说明"
    assert found["A"].endswith("x = 1\n机密缓存")
    assert found["Form1（窗体）"] == "机密标题"
    assert found["PROJECT"].strip() == 'Description="机密工程"'
    assert found["B"].endswith("' 未列出")


def test_driver(kit) -> None:
    (found,) = kit.read("vbaProject.bin", project({"Module1": Macro("' 机密")}))
    assert kit.pieces(found)[0][1:] == ("markup", "宏 Module1")


@pytest.mark.parametrize(
    "packed",
    [b"", b"\x02", b"\x01\x03\xb0\x01\x61\x45\x00", b"\x01\xff\xbf\0a", b"\x01\x00\x00\x00"],
    ids=["empty", "no signature", "copy from before", "short", "chunk without signature"],
)
def test_broken_containers(packed: bytes) -> None:
    assert not unpacked(packed, MOST)[1]


def test_bomb_is_bounded() -> None:
    chunk = b"\x03\xb0\x02a\xff\x0f"  # 4,096 letters from four bytes
    out, whole = unpacked(b"\x01" + chunk * 20_000, MOST)
    assert not whole
    assert len(out) <= MOST + 4096


def test_no_macros_in_no_project() -> None:
    with pytest.raises(ExtractError):
        list(modules(b"x" * 3000))


def test_strings() -> None:
    data = b"\xff\xff\xff" + "机密文件".encode("utf-16-le") + bytes(5) + "秘密级 abc".encode("gbk")
    assert list(strings(data)) == ["机密文件", "秘密级 abc"]


def test_roundtrip_of_the_helper() -> None:
    plain = bytes(range(256)) * 40
    assert unpacked(compressed(plain), MOST) == (plain, True)
