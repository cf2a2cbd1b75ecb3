"""Formats whose text is the file itself: text, Markdown, CSV."""

import base64
import time
from pathlib import Path

import pytest

from seclint.extract.escapes import unescaped
from seclint.extract.packed import packed
from seclint.model import BODY


def test_text(kit) -> None:
    found = kit.only("a.txt", "机密\r\n第二行".encode("gb18030"))
    assert found.text == "机密\n第二行"
    assert found.places == ((0, BODY),)
    assert found.notes == ("编码 GB18030",)


MARKDOWN = """---
title: 内部资料
---
# 关于通知

正文[链接词](http://example.com/a)与![图中字](b.png)。<!-- 待删
两行 -->续
| 姓名 | 电话 |
```
# 不是标题 <!-- 不是注释 -->
```
副标题
---
`<!-- 码 -->` [一]: x
"""


def test_markdown_places(kit) -> None:
    found = kit.only("a.md", MARKDOWN.encode())
    assert found.text == MARKDOWN
    assert kit.pieces(found) == [
        ("---", "property", "元数据第1行"),
        ("title: 内部资料", "property", "元数据第2行"),
        ("---", "property", "元数据第3行"),
        ("# 关于通知", "title", "标题（第4行）"),
        ("正文[链接词](", "body", "正文"),
        ("http://example.com/a", "link", "链接（第6行）"),
        (")与![", "body", "正文"),
        ("图中字", "alt", "图片替代文字（第6行）"),
        ("](", "body", "正文"),
        ("b.png", "link", "图片地址（第6行）"),
        (")。", "body", "正文"),
        ("<!-- 待删\n两行 -->", "comment", "注释（第6行）"),
        ("续", "body", "正文"),
        ("| 姓名 | 电话 |", "table", "表格（第8行）"),
        ("```\n# 不是标题 <!-- 不是注释 -->\n```", "body", "正文"),
        ("副标题\n---", "title", "标题（第12行）"),
        ("`<!-- 码 -->` [一]: x", "body", "正文"),
    ]


@pytest.mark.parametrize(
    ("text", "comment"),
    [("a <!-- 未闭合\n机密", "<!-- 未闭合\n机密"), ("```\n<!--\n```\n<!-- b -->", "<!-- b -->")],
    ids=["an unclosed comment holds the rest", "a fence opens no comment"],
)
def test_markdown_comments(kit, text: str, comment: str) -> None:
    found = kit.pieces(kit.only("a.md", text.encode()))
    assert [piece for piece, part, _ in found if part == "comment"] == [comment]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            '姓名,电话\n"张,三",13800138000\n',
            [
                ("姓名", "第1行第1列"),
                ("电话", "第1行第2列"),
                ('"张,三"', "第2行第1列"),
                ("13800138000", "第2行第2列"),
            ],
        ),
        ('a,"两\n行",c\nd,,f', [
            ("a", "第1行第1列"), ('"两\n行"', "第1行第2列"), ("c", "第1行第3列"),
            ("d", "第2行第1列"), ("f", "第2行第3列"),
        ]),
        ("a;b\tc\nd\te\n", [
            ("a;b", "第1行第1列"), ("c", "第1行第2列"), ("d", "第2行第1列"), ("e", "第2行第2列"),
        ]),
        ('5" 盘,b', [('5" 盘', "第1行第1列"), ("b", "第1行第2列")]),
        ('"a ""b"" c",d', [('"a ""b"" c"', "第1行第1列"), ("d", "第1行第2列")]),
        ('a,"未闭合\nb,c', [("a", "第1行第1列"), ('"未闭合\nb,c', "第1行第2列")]),
    ],
    ids=["quoted comma", "quoted line break", "tabs", "inch mark", "doubled quotes", "unclosed"],
)  # fmt: skip
def test_csv_cells(kit, text: str, cells: list[tuple[str, str]]) -> None:
    found = kit.only("a.csv", text.encode())
    assert [a for a, b in zip(text, found.text, strict=True) if a != b and b != "\t"] == []
    assert [(piece, label) for piece, _, label in kit.pieces(found)] == cells
    assert {place.part for _, place in found.places} == {"table"}


@pytest.mark.parametrize(
    ("name", "text", "undone", "label"),
    [
        (
            "a.xml",
            "<a>\n<b>&#26426;&#x5BC6;★5年</b>\n</a>",
            "<b>机密★5年</b>",
            "第2行（转义文字还原）",
        ),
        ("a.json", '{"t": "\\u673a\\u5bc6★5年"}', "机密★5年", "$.t"),
        ("a.js", "var a = 1;\n\nt = '\\u673a密';", "t = '机密';", "第3行（转义文字还原）"),
    ],
    ids=["XML", "JSON", "script"],
)
def test_characters_written_as_numbers(kit, name: str, text: str, undone: str, label: str) -> None:
    found = kit.only(name, text.encode())
    assert found.text == f"{text}\n\n{undone}"
    assert kit.pieces(found)[-1] == (undone, "markup", label)


def test_a_text_without_such_is_itself(kit) -> None:
    text = "C:\\users\\甲 &amp; #12; &#; \\u12"
    assert kit.only("a.txt", text.encode()).text == text


# --- escapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\ud842\udfb7", "𠮷"),
        (r"\ud842x", "x"),
        (r"\u{20bb7}\U00020bb7", "𠮷𠮷"),
        (r"\xe9t\xe9", "été"),
        (r"\346\234\272", "机"),
        ("%u673A%u5BC6", "机密"),
        ("100%20of%2Fit", "100%20of%2Fit"),
        ("%31%33%38%30%30%31%33%38%30%30%30", "13800138000"),
        ("&amp;#26426;&amp;hellip;", "机…"),
        ("机&zwnj;密 &amp; &nosuch;", "机\u200c密 &amp; &nosuch;"),
        ("'机' + '密' . \"一\" \"二\"", "'机密' . \"一二\""),
        ("机\\\n  密\\\nx", "机密\\\nx"),
        ("1+abcdefgh-2", "1+abcdefgh-2"),
        (r"\x00\x01", r"\x00\x01"),
        ('用"一般""可能"等词', '用"一般""可能"等词'),
    ],
)
def test_undone(text: str, plain: str) -> None:
    assert unescaped(text) == plain


# --- base64 --------------------------------------------------------------------------------------


def held(text: str) -> list[tuple[int, str]]:
    return [(run.line, run.text) for run in packed(text)]


def test_what_base64_holds() -> None:
    told = "内部资料，不得外传"
    run = base64.b64encode(told.encode()).decode()
    assert held(f"a\nx = {run}") == [(2, told)]
    assert held(run.rstrip("=").replace("+", "-").replace("/", "_")) == [(1, told)]
    assert held(f"{run[:12]}\\n{run[12:]}") == [(1, told)]
    assert held(f"username\npassword\n{run}\nsomething") == [(3, told)]
    assert held(base64.b64encode(b"user:secret-word").decode()) == [(1, "user:secret-word")]


def test_what_is_no_base64() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [text for _, text in held(source) if text not in source] == []
    digest = "d41d8cd98f00b204e9800998ecf8427e and e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c"
    assert held(digest) == []


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (r'{"a": "\u673a\u5bc6"}', [("机密", "$.a")]),
        (r'{"a": {"b c": [1, [2, "\u673a"]]}}', [("机", '$.a["b c"][1][1]')]),
        (r'["一\n二", "c:\\d", "\"q\"", "尾\n"]', [("一\n二", "$[0]")]),
        (r'{"a":1}' "\n" r'{"a":"\u673a"}', [("机", "第2行 $.a")]),
        (r'{a: "\u673a", "b": [}, "\u5bc6"', [("机", "$"), ("密", "$.b")]),
        (r'["\u673a', [("机", "$[0]")]),
        (r'["&#26426;"]', [("机", "$[0]")]),
    ],
    ids=["value", "path", "what tells nothing", "lines", "broken", "cut", "twice"],
)
def test_json(kit, text: str, told: list[tuple[str, str]]) -> None:
    found = kit.only("a.json", text.encode())
    assert found.text.startswith(text)
    assert [(text, label) for text, part, label in kit.pieces(found) if part == "markup"] == told


@pytest.mark.parametrize("text", ['["' * 100_000 + "机", "[" * 100_000 + '"\\u673a"'])
def test_deep_json(kit, text: str) -> None:
    assert "机" in kit.only("a.json", text.encode()).text


# --- XML -----------------------------------------------------------------------------------------


SVG, TWICE = "<svg>", ["机密三", "机密"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<a>机<b/>密</a>", ["机密"]),
        ("<a>x<b>机<i>密</i>★</b>y</a>", ["x机密★y"]),
        ("<a>机关文 <b>密级号</b></a>", []),
        ("<a><n>张三</n><n>13800138000</n></a>", []),
        ("<a><n>1</n><n>2</n><n>3</n></a>", []),
        ("<a>\n<c>机</c>\n<c>密</c>\n</a>", ["机密"]),
        ("<a>机<b/>密", ["机密"]),
        ("<a>机密文</b>件号码</a>", ["机密文件号码"]),
        (f"{SVG}<text y='1'>机</text><text y='1'>密</text><text y='2'>三</text>", TWICE),
        (f"{SVG}<text>甲甲甲<tspan dy='9'>乙乙乙</tspan></text>", ["甲甲甲乙乙乙"]),
        (f"{SVG}<text y='5'>姓名姓名</text><text y='5'>电话电话</text>", ["姓名姓名 电话电话"]),
    ],
    ids=[
        "inside", "outermost", "a space", "rows", "digits", "letters", "unclosed", "stray end",
        "levels", "a step down", "two texts",
    ],
)  # fmt: skip
def test_xml_joined(kit, source: str, told: list[str]) -> None:
    found = kit.only("a.xml", source.encode())
    assert found.text.startswith(source)
    labels = ("（去掉标记后）", "（逐字标记合并）", "（图中文字）")
    assert [text for text, _, label in kit.pieces(found) if label.endswith(labels)] == told


def test_entities_are_not_resolved(kit) -> None:
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    source = f'<!DOCTYPE a [<!ENTITY e0 "机密">{bomb}{outside}]><a>&e9;&x;</a>'
    assert kit.only("a.xml", source.encode()).text == source


@pytest.mark.parametrize(
    "source",
    [
        "<a>" * 100_000 + "机<b/>密",
        "<a>机" * 100_000,
        "<a><b>" * 50_000 + "</b>" * 50_000 + "机<b/>密",
        "<!--" * 100_000 + "机密",
        "<![CDATA[" * 100_000 + "机密",
        "<!DOCTYPE x [" + "<!ENTITY a 'b'>" * 30_000 + "机密",
        "<a b='" * 100_000 + "机密",
    ],
)
def test_xml_in_linear_time(kit, source: str) -> None:
    start = time.perf_counter()
    assert kit.only("a.xml", source.encode()).text.startswith(source)
    assert time.perf_counter() - start < 10
