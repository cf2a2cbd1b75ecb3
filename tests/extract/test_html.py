import base64

import pytest

from seclint.model import Document, Unreviewed


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>机<b>密</b><i></i>★<span>1</span>0年</p>", "机密★10年"),
        ("机&#23494;&amp;&nbsp;&#x5bc6;&lt", "机密&\xa0密<"),
        ("<p> 一 \n 二 </p><div>三<br>四</div>五", "一 二\n三\n四\n五"),
        ("<ul><li>一<li>二</ul>", "一\n二"),
        ("<pre>一\n  二</pre>", "一\n  二"),
        ("<textarea>一&amp;<b>二</textarea>三", "一&<b>二三"),
        ("<table><tr><td>一<td>二</tr><tr><td><p>三</p><td></table>四", "一\t二\n三\t\n四"),
        ("<table><tr><td></td><td>二</td></tr></table>", "\t二"),
        ("一 < 二 <3 > 四", "一 < 二 <3 > 四"),
        ("<a title=x>y</a", "y"),
        ("<![CDATA[机密<b>]]>", "机密<b>"),
        ("<p>一<!---->二<!-->三", "一二三"),
    ],
    ids=[
        "split over tags", "entities", "blocks", "implied ends", "pre", "textarea", "table",
        "empty cell", "stray <", "cut end tag", "cdata", "empty comments",
    ],
)  # fmt: skip
def test_flow(kit, source: str, text: str) -> None:
    found = kit.only("a.html", source.encode()).text
    assert found.split("\n\n")[0] == text


PAGE = """<!doctype html><html><head><title>标题&amp;</title>
<meta name="keywords" content="关键词"><style>p{}</style></head><body>
<h1>大标题</h1><p>正文<span style="display: none">藏<b>深</b></span>尾</p>
<!-- 注释 --><img src="a.png" alt="图注"><a href="/b?c=1&amp;d">链</a>
<table><tr><th>姓名<th>电话<tr><td>张三<td hidden>暗</table>
<input type=hidden value=域><input value=值><script>var x = "码";</script>
<p data-id="11010519491231002X" style="color:#FFF">白</p>
<p style="color:#fff;background:#000">见</p>
<template>模</template><font style="font-size:0px">小</font></body></html>"""


def test_places(kit) -> None:
    found = kit.only("a.html", PAGE.encode())
    assert kit.pieces(found) == [
        ("标题&", "title", "网页标题（源码第1行）"),
        ("大标题", "title", "标题（源码第3行）"),
        ("正文尾", "body", "正文（源码第3行）"),
        ("链", "body", "正文（源码第4行）"),
        ("姓名", "table", "表1 第1行第1列"),
        ("电话", "table", "表1 第1行第2列"),
        ("张三", "table", "表1 第2行第1列"),
        ("值", "body", "正文（源码第6行）"),
        ("见", "body", "正文（源码第8行）"),
        ("藏深", "hidden", "隐藏文字（源码第3行）"),
        ("暗", "hidden", "隐藏文字（源码第5行）"),
        ("白", "hidden", "隐藏文字（源码第7行）"),
        ("模\n\n小", "hidden", "隐藏文字（源码第9行）"),
        ("正文藏深尾", "hidden", "连同隐藏文字（源码第3行）"),
        ("keywords", "markup", "属性值（源码第2行）"),
        ("关键词", "property", "元数据（源码第2行）"),
        ("p{}", "markup", "style（源码第2行）"),
        ("注释", "comment", "注释（源码第4行）"),
        ("a.png", "link", "链接（源码第4行）"),
        ("图注", "alt", "替代文字（源码第4行）"),
        ("/b?c=1&d", "link", "链接（源码第4行）"),
        ("域", "hidden", "隐藏字段（源码第6行）"),
        ('var x = "码";', "markup", "script（源码第6行）"),
        ("11010519491231002X", "markup", "属性值（源码第7行）"),
    ]


def test_a_text_is_told_by_its_own_line(kit) -> None:
    found = kit.only("a.html", "<p>\n一\n二<![CDATA[\n三]]>\n</p>".encode())
    assert kit.pieces(found) == [
        ("一", "body", "正文（源码第2行）"),
        ("二", "body", "正文（源码第3行）"),
        ("三", "body", "正文（源码第4行）"),
    ]


@pytest.mark.parametrize(
    ("source", "part", "text"),
    [
        ("<p>一<!-- 机密", "comment", "机密"),
        ("<p>一<? 机密 ?>", "comment", "机密 ?"),
        ("<p>一<!机密>", "comment", "机密"),
        ("<!DOCTYPE html 机密><p>", "comment", "DOCTYPE html 机密"),
        ("<p>一</p 机密>", "markup", "机密"),
        ('<p>一<a title="机密', "markup", '<a title="机密'),
        ("<p>一<script>机密", "markup", "机密"),
        ("<svg><desc>x</desc></svg><p onclick='机密()'>", "markup", "机密()"),
        ("<img alt=机密>", "alt", "机密"),
        ("<noscript>机密</noscript>", "hidden", "机密"),
        ("<p style='visibility:hidden'>机密", "hidden", "机密"),
        ("<p style='opacity: 0.0;x:y'>机密", "hidden", "机密"),
        ("<p style='opacity: 0.5'>机密", "body", "机密"),
        ("<p style='font-size:0.9em'>机密", "body", "机密"),
        ("<p hidden>一<p>机密", "body", "机密"),
    ],
)
def test_nothing_is_lost(kit, source: str, part: str, text: str) -> None:
    found = kit.pieces(kit.only("a.html", source.encode()))
    assert (text, part) in [(piece, part) for piece, part, _ in found]


def test_data_urls(kit) -> None:
    inner = base64.b64encode("机密文件".encode()).decode()
    source = f'<img src="data:image/png;base64,AAAA"><a href="data:text/plain;base64,{inner}">x</a>'
    page, picture, junk, name, member = kit.read("a.html", source.encode())
    assert page.text == "x"
    assert picture.name == "a.html!/data-1"
    assert junk == Unreviewed("a.html!/data-1", "unsupported", "二进制文件尚不支持，未能审查")
    assert (name.name, name.text) == ("a.html!/data-2", "data-2")
    assert kit.pieces(member) == [("机密文件", "body", "内嵌数据（源码第1行） › 正文")]


@pytest.mark.parametrize("attribute", ["src", "srcset", "style"])
def test_a_data_url_that_is_cut_is_read_up_to_there(kit, attribute: str) -> None:
    cut = base64.b64encode("机密文件".encode() * 9).decode()[:-3]
    found = kit.read("a.html", f"<img {attribute}='data:text/plain;base64,{cut}'>".encode())
    assert any(isinstance(item, Document) and "机密文件" in item.text for item in found)


def test_broken_data_url_is_kept_as_text(kit) -> None:
    found = kit.only("a.html", b"<a href='data:;base64,A'>x</a>")
    assert ("A", "markup", "内嵌数据（源码第1行）") in kit.pieces(found)


def test_gb2312_page(kit) -> None:
    source = '<meta charset="gb2312"><p>机密★１０年镕</p>'.encode("gb18030")
    assert kit.only("a.html", source).text.startswith("机密★１０年镕")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("机<span hidden>x</span>密", "机密"),
        ("机<span style='display:none'><p>x</p></span>密", "机密"),
        ("<style>.a{color:red}.b,.c{display:none}</style>机<b class='z c'>x</b>密", "机密"),
        ("<style>@media print{i.q{opacity:0}}</style>机<i class=q>x</i>密<i>见</i>", "机密见"),
        ("<style>.p .q{display:none}</style>机<i class=q>x</i>密", "机x密"),
        ("<ruby>机<rp>(</rp><rt>ji</rt><rp>)</rp>密<rt>mi</ruby>★", "机密★"),
        ("一<p hidden>x</p>二", "一\n二"),
    ],
    ids=["hidden", "a block", "by class", "by tag and class", "not alone", "ruby", "between lines"],
)
def test_what_is_hidden_does_not_part_what_is_seen(kit, source: str, text: str) -> None:
    assert kit.only("a.html", source.encode()).text.split("\n\n")[0] == text


@pytest.mark.parametrize(
    ("source", "both"),
    [
        ("机<i hidden>密</i>", ["机密"]),
        ("<i hidden>机</i>密<br>三", ["机密"]),
        ("一 <i hidden>二</i> 三", []),
        ("<p hidden>二<p>三", []),
        ("<table><tr><td>一<td hidden>二</table>", []),
    ],
    ids=["behind", "before", "parted by spaces", "lines of their own", "cells of their own"],
)
def test_what_hidden_and_shown_make_together(kit, source: str, both: list[str]) -> None:
    found = kit.pieces(kit.only("a.html", source.encode()))
    assert [text for text, _, label in found if label.startswith("连同")] == both
