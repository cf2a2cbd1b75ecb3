"""Formats whose text is the file itself: text, Markdown, CSV."""

import pytest

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
        ("a.json", '{"t": "\\u673a\\u5bc6★5年"}', '{"t": "机密★5年"}', "第1行（转义文字还原）"),
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
