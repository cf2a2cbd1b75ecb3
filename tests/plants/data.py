"""Hiding places of texts, data and pages; written by the libraries of the trade where they can."""

import base64
import csv
import io
import json
import quopri
from collections.abc import Callable
from urllib.parse import quote

import yaml
from lxml import etree
from planting import Plant
from plants.image import png_text

from seclint.model import Part

Make = Callable[[str], bytes]


def b64(data: str | bytes) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def numbered(mark: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in mark)


def text(
    place: str, make: Callable[[str], str], part: Part, label: str, how: str = "手工"
) -> Plant:
    return Plant("txt", place, how, lambda mark: make(mark).encode(), part, label)


ESCAPED = "第1行（转义文字还原）"
TXT: tuple[Plant, ...] = (
    *(
        Plant("txt", f"{code} 文本", "Python", lambda m, code=code: f"通知如下{m}".encode(code),
              "body", "正文")
        for code in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
                     "hz")
    ),
    Plant("txt", "各行编码不一", "Python",
          lambda m: "通知如下请贯彻落实\n".encode() + f"文件{m}\n".encode("gb18030"),
          "body", "正文"),
    Plant("txt", "一行有坏字节的文本的其余各行", "手工",
          lambda m: b"\xff\xff\n" + f"通知如下{m}".encode("gb18030"), "body", "正文"),
    text("字符编号 &#…;", numbered, "markup", ESCAPED),
    text(r"\u 转义", lambda m: m.encode("unicode_escape").decode(), "markup", ESCAPED, "Python"),
    text(r"\x 转义", lambda m: repr(m.encode())[2:-1], "markup", ESCAPED, "Python"),
    text("百分号编码", quote, "markup", ESCAPED, "urllib"),
    text("百分号编码（GBK）", lambda m: quote(m.encode("gbk")), "markup", ESCAPED, "urllib"),
    text("quoted-printable", lambda m: quopri.encodestring(m.encode()).decode(), "markup", ESCAPED,
         "quopri"),
    text("UTF-7", lambda m: f"+{b64(f'内部资料{m}'.encode('utf-16-be')).rstrip('=')}-", "markup",
         ESCAPED),
    text("程序拼接的字符串", lambda m: f'a = "{m[:1]}" + "{m[1:]}"', "markup", ESCAPED),
    text("Base64", lambda m: f"key={b64(m)};", "markup", "第1行（Base64 还原）", "base64"),
    text("Base64（GBK）", lambda m: b64(f"内部资料{m}".encode("gbk")), "markup",
         "第1行（Base64 还原）", "base64"),
    text("Base64（分行）", lambda m: base64.encodebytes((m * 9).encode()).decode(), "markup",
         "第1行（Base64 还原）", "base64"),
    text("十六进制", lambda m: m.encode().hex(), "markup", "第1行（十六进制 还原）", "Python"),
    Plant("txt", "Base64 中的图片", "Pillow", lambda m: b64(png_text(m)).encode(), "property",
          "内嵌数据（第1行） › 属性·注释"),
)  # fmt: skip


# --- Markdown ----------------------------------------------------------------------------------


def markdown(place: str, source: str, part: Part, label: str) -> Plant:
    def make(mark: str) -> bytes:
        told = source.format(
            mark=mark, first=mark[:1], rest=mark[1:], numbers=numbered(mark),
            picture=b64(png_text(mark)),
        )  # fmt: skip
        return told.encode()

    return Plant("md", place, "手工", make, part, label)


MARKDOWN: tuple[Plant, ...] = (
    markdown("正文", "通知\n\n{mark}", "body", "正文"),
    markdown("代码块", "```\n{mark}\n```", "body", "正文"),
    markdown("标题", "# {mark}", "title", "标题（第1行）"),
    markdown("标题（下划线）", "{mark}\n====", "title", "标题（第1行）"),
    markdown("表格", "| 项目 |\n| --- |\n| {mark} |", "table", "表格（第3行）"),
    markdown("元数据", "---\ntitle: {mark}\n---\n通知", "property", "元数据第2行"),
    markdown("注释", "<!-- {mark} -->", "comment", "注释（第1行）"),
    markdown("图片替代文字", "![{mark}](a.png)", "alt", "图片替代文字（第1行）"),
    markdown("图片地址", "![图](/{mark}.png)", "link", "图片地址（第1行）"),
    markdown("链接", "[通知](/{mark})", "link", "链接（第1行）"),
    markdown("引用式链接", "[1]: /{mark}", "link", "链接（第1行）"),
    markdown("字中的标签", "{first}<b>{rest}</b>", "markup", "第1行（去掉标记后）"),
    markdown("字符编号", "{numbers}", "markup", "第1行（去掉标记后）"),
    markdown("内嵌图片", "![图](data:image/png;base64,{picture})", "property",
             "内嵌数据（第1行） › 属性·注释"),
)  # fmt: skip


# --- data --------------------------------------------------------------------------------------


def table(*rows: tuple[str, ...]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("gb18030")


def dumped(value: object, *, plain: bool = False) -> bytes:
    return json.dumps(value, ensure_ascii=not plain).encode()


def notebook(mark: str) -> bytes:
    output = {"output_type": "display_data", "data": {"image/png": b64(png_text(mark))}}
    return dumped({"cells": [{"cell_type": "code", "source": [], "outputs": [output]}]})


DATA: tuple[Plant, ...] = (
    Plant("csv", "单元格", "csv", lambda m: table(("甲", "乙"), ("丙", f"密级{m}")),
          "table", "第2行第2列"),
    Plant("csv", "单元格中的字符编号", "csv", lambda m: table(("甲", "乙"), ("丙", numbered(m))),
          "markup", "第2行（转义文字还原）"),
    Plant("json", "字符串", "json", lambda m: dumped({"a": [1, {"名": m}]}, plain=True),
          "body", "$.a[1].名"),
    Plant("json", "转义的字符串", "json", lambda m: dumped({"a": [{"b c": m}]}),
          "markup", '$.a[0]["b c"]'),
    Plant("json", "转义的键", "json", lambda m: dumped({"x": [{m: 1}]}), "markup", "$.x[0].{mark}"),
    Plant("json", "字符串中的 Base64", "json", lambda m: dumped([b64(m)]),
          "markup", "第1行（Base64 还原）"),
    Plant("json", "字符串中的 JSON", "json", lambda m: dumped([json.dumps({"a": m})]),
          "markup", "$[0]"),
    Plant("json", "不合语法的部分", "手工",
          lambda m: b'{"a": 1, b: ' + m.encode("unicode_escape") + b"}",
          "markup", "第1行（转义文字还原）"),
    Plant("jsonl", "后续各行", "json", lambda m: dumped({"a": 1}) + b"\n" + dumped({"a": m}),
          "markup", "第2行 $.a"),
    Plant("ipynb", "输出的图片", "json", notebook, "property", "内嵌数据（第1行） › 属性·注释"),
    Plant("yaml", "值", "PyYAML", lambda m: yaml.safe_dump({"a": m}, allow_unicode=True).encode(),
          "body", "正文"),
    Plant("yaml", "转义的值", "PyYAML", lambda m: yaml.safe_dump({"a": m}).encode(),
          "markup", "第1行（转义文字还原）"),
    Plant("yaml", "注释", "手工", lambda m: f"a: 1 # {m}".encode(), "body", "正文"),
    Plant("yaml", "二进制值", "PyYAML",
          lambda m: yaml.safe_dump({"a": f"文件{m}".encode()}).encode(),
          "markup", "第2行（Base64 还原）"),
)  # fmt: skip
DATA = tuple(plant._replace(label=plant.label.replace("{mark}", plant.mark)) for plant in DATA)


# --- XML and SVG -------------------------------------------------------------------------------


def xml(place: str, source: str, part: Part, label: str) -> Plant:
    def make(mark: str) -> bytes:
        told = source.format(mark=mark, first=mark[:2], rest=mark[2:], numbers=numbered(mark))
        return f"<?xml version='1.0'?>\n{told}".encode()

    return Plant("xml", place, "手工", make, part, label)


def by_lxml(mark: str) -> bytes:
    root = etree.Element("a")
    etree.SubElement(root, "b").text = mark
    return etree.tostring(root, xml_declaration=True, encoding="us-ascii")


def svg(place: str, source: str, part: Part, label: str) -> Plant:
    def make(mark: str) -> bytes:
        told = source.format(mark=mark, first=mark[:4], rest=mark[4:], picture=b64(png_text(mark)))
        return f'<svg xmlns="http://www.w3.org/2000/svg">\n{told}\n</svg>'.encode()

    return Plant("svg", place, "手工", make, part, label)


MARKUP: tuple[Plant, ...] = (
    xml("文字", "<a>{mark}</a>", "body", "正文"),
    xml("注释", "<a><!-- {mark} --></a>", "comment", "注释（第2行）"),
    xml("处理指令", "<a><?x {mark}?></a>", "markup", "声明（第2行）"),
    xml("DTD 实体", "<!DOCTYPE a [<!ENTITY e '{mark}'>]><a>&e;</a>", "markup", "声明（第2行）"),
    xml("属性", "<a b='{mark}'/>", "markup", "属性 b（第2行）"),
    xml("CDATA", "<a><![CDATA[{mark}]]></a>", "body", "正文"),
    xml("被标记分开的文字", "<a>{first}<b/>{rest}</a>", "markup", "第2行（去掉标记后）"),
    xml("被 CDATA 分开的文字", "<a>{first}<![CDATA[{rest}]]></a>", "markup", "第2行（去掉标记后）"),
    xml("被注释分开的文字", "<a>{first}<!-- x -->{rest}</a>", "markup", "第2行（去掉标记后）"),
    xml("字符编号", "<a>{numbers}</a>", "markup", "第2行（转义文字还原）"),
    Plant("xml", "字符编号", "lxml", by_lxml, "markup", "第2行（转义文字还原）"),
    Plant("xml", "逐字标记", "手工",
          lambda m: f"<?xml version='1.0'?><a>{''.join(f'<c>{c}</c>' for c in m)}</a>".encode(),
          "markup", "第1行（逐字标记合并）"),
    svg("文字", "<text x='1' y='2'>{mark}</text>", "body", "正文"),
    svg("文字（分段）", "<text y='2'><tspan>{first}</tspan><tspan x='9'>{rest}</tspan></text>",
        "markup", "第2行（图中文字）"),
    svg("标题", "<title>{mark}</title>", "body", "正文"),
    svg("说明", "<desc>{mark}</desc>", "body", "正文"),
    svg("外部对象", "<foreignObject><p>{first}<b>{rest}</b></p></foreignObject>",
        "markup", "第2行（去掉标记后）"),
    svg("脚本", "<script>var a = '{mark}'</script>", "body", "正文"),
    svg("内嵌图片", "<image href='data:image/png;base64,{picture}'/>",
        "property", "内嵌数据（第2行） › 属性·注释"),
)  # fmt: skip


# --- HTML --------------------------------------------------------------------------------------


def html(place: str, source: str, part: Part, label: str) -> Plant:
    def make(mark: str) -> bytes:
        told = source.format(
            mark=mark, first=mark[:3], rest=mark[3:], numbers=numbered(mark), address=quote(mark),
            units=mark.encode("unicode_escape").decode(), picture=b64(png_text(mark)),
            styled="".join(f"\\{ord(letter):x} " for letter in mark), packed=b64(mark),
        )  # fmt: skip
        return f"<!doctype html><html>\n{told}".encode("gb18030")

    return Plant("html", place, "手工", make, part, label)


LINE = "（源码第2行）"
HTML: tuple[Plant, ...] = (
    html("正文", "<p>{mark}", "body", f"正文{LINE}"),
    html("正文（逐个标签）", "<p>{first}<b>{rest}</b>", "body", f"正文{LINE}"),
    html("正文（字符编号）", "<p>{numbers}", "body", f"正文{LINE}"),
    html("正文中夹有隐藏文字", "<p>{first}<i hidden>藏</i>{rest}", "body", f"正文{LINE}"),
    html("正文中夹有样式表隐藏的文字",
         "<style>.x, p i{{display:none}}</style>{first}<b class=x>藏</b>{rest}",
         "body", f"正文{LINE}"),
    html("隐藏文字与正文相连", "<p>{first}<i hidden>{rest}</i>尾", "hidden", f"连同隐藏文字{LINE}"),
    html("网页标题", "<title>{mark}</title>", "title", f"网页标题{LINE}"),
    html("标题", "<h2>{mark}</h2>", "title", f"标题{LINE}"),
    html("表格", "<table><tr><td>一<td>{mark}</table>", "table", "表1 第1行第2列"),
    html("注释", "<!-- {mark} -->", "comment", f"注释{LINE}"),
    html("隐藏元素（hidden）", "<p hidden>{mark}", "hidden", f"隐藏文字{LINE}"),
    html("隐藏元素（样式）", "<p style='display: none'>{mark}", "hidden", f"隐藏文字{LINE}"),
    html("隐藏元素（样式表）", "<style>#y{{visibility:hidden}}</style><p id=y>{mark}",
         "hidden", f"隐藏文字{LINE}"),
    html("移出页面的文字", "<p style='position:absolute;left:-9999px'>{mark}",
         "hidden", f"隐藏文字{LINE}"),
    html("极小字", "<p style='font-size:1px'>{mark}", "hidden", f"隐藏文字{LINE}"),
    html("白色字", "<p style='color:#fff'>{mark}", "hidden", f"隐藏文字{LINE}"),
    html("template", "<template>{mark}</template>", "hidden", f"隐藏文字{LINE}"),
    html("noscript", "<noscript>{mark}</noscript>", "hidden", f"隐藏文字{LINE}"),
    html("输入框", "<input value='{mark}'>", "body", f"正文{LINE}"),
    html("隐藏字段", "<input type=hidden value='{mark}'>", "hidden", f"隐藏字段{LINE}"),
    html("多行输入框", "<textarea>{mark}</textarea>", "body", f"正文{LINE}"),
    html("图片替代文字", "<img alt='{mark}'>", "alt", f"替代文字{LINE}"),
    html("提示文字", "<a title='{mark}'>x</a>", "alt", f"替代文字{LINE}"),
    html("链接地址", "<a href='/x?{address}'>x</a>", "link", f"链接{LINE}"),
    html("元数据", "<meta name=keywords content='{mark}'>", "property", f"元数据{LINE}"),
    html("自定义属性", "<p data-x='{mark}'>x", "markup", f"属性值{LINE}"),
    html("类名", "<p class='{mark}'>x", "markup", f"属性值{LINE}"),
    html("脚本", "<script>var a = '{mark}'</script>", "markup", f"script{LINE}"),
    html("脚本（转义）", "<script>var a = '{units}'</script>",
         "markup", f"script，转义文字还原{LINE}"),
    html("脚本（Base64）", "<script>var a = atob('{packed}')</script>",
         "markup", f"Base64 还原{LINE}"),
    html("样式表", "<style>/* {mark} */</style>", "markup", f"style{LINE}"),
    html("样式添加的文字", "<style>p:before{{content:'{styled}'}}</style>",
         "markup", f"样式添加的文字{LINE}"),
    html("注音", "<ruby>字<rt>{mark}</rt></ruby>", "body", f"注音{LINE}"),
    html("注音下的正文", "<ruby>{first}<rt>an</rt>{rest}<rp>(</rp></ruby>", "body", f"正文{LINE}"),
    html("结束标签中的文字", "<p>x</p {mark}>", "markup", f"标签{LINE}"),
    html("未闭合的标签", "<p>x<a title='{mark}", "markup", f"未闭合的标签{LINE}"),
    html("内嵌页面 srcdoc", "<iframe srcdoc='&lt;p>{first}&lt;b>{rest}'>",
         "body", f"内嵌数据{LINE} › 正文（源码第1行）"),
    html("data: 文字", "<a href='data:text/plain,{address}'>x</a>",
         "body", f"内嵌数据{LINE} › 正文"),
    html("data: 图片", "<img src='data:image/png;base64,{picture}'>",
         "property", f"内嵌数据{LINE} › 属性·注释"),
    html("srcset 中的图片", "<img srcset='a.png 1x, data:image/png;base64,{picture} 2x'>",
         "property", f"内嵌数据{LINE} › 属性·注释"),
    html("样式中的图片", "<p style='background:url(data:image/png;base64,{picture})'>x",
         "property", f"内嵌数据{LINE} › 属性·注释"),
)  # fmt: skip

PLANTS: tuple[Plant, ...] = (*TXT, *MARKDOWN, *DATA, *MARKUP, *HTML)
