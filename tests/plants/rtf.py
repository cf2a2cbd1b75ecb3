"""RTF: written by hand, as Word writes it; and one file of LibreOffice (scripts/make_rtf.py)."""

import struct
from collections.abc import Callable
from pathlib import Path

import planting
from cfb import compound
from planting import Plant

from seclint.model import Part

OFFICE = Path(__file__).parents[1] / "files" / "rtf" / "office.rtf"
HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}"
    r"{\f2\fcharset2 Wingdings;}}{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    r"{\*\revtbl{Unknown;}{\'d5\'c5\'c8\'fd;}}"
)


def hexed(text: str) -> str:
    r"""GBK as \'xx."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def numbered(text: str) -> str:
    r"""UTF-16 as \uN?."""
    return "".join(f"\\u{ord(c) - 0x10000 if ord(c) > 0x7FFF else ord(c)}?" for c in text)


def rtf(body: str) -> bytes:
    return (HEAD + body + "}").encode("ascii")


def with_mark(template: str, spell: Callable[[str], str] = hexed) -> Callable[[str], bytes]:
    """A file where § is the mark."""
    return lambda mark: rtf(template.replace("§", spell(mark)))


def picture(mark: str) -> bytes:
    """A picture that is text to the driver: what matters is that it is handed on."""
    return rtf(r"{\pict\pngblip " + mark.encode().hex() + "}")


def binary(mark: str) -> bytes:
    data = mark.encode()
    size = str(len(data)).encode()
    return HEAD.encode() + b"{\\pict\\pngblip\\bin" + size + b" " + data + b"}}"


def text(value: str) -> bytes:
    data = value.encode("gbk") + b"\0"
    return struct.pack("<I", len(data)) + data


def ole1(kind: str, native: bytes) -> str:
    """An embedded object ([MS-OLEDS] 2.2.5)."""
    told = struct.pack("<II", 0x501, 2) + text(kind) + bytes(8)
    return (told + struct.pack("<I", len(native)) + native).hex()


def package(name: str, data: bytes) -> bytes:
    path = name.encode("gbk") + b"\0"
    told = b"\2\0" + path + path + b"\0\0\3\0" + struct.pack("<I", len(path)) + path
    return told + struct.pack("<I", len(data)) + data


def packaged(mark: str) -> bytes:
    return rtf(
        r"{\object\objemb{\*\objdata " + ole1("Package", package("a.txt", mark.encode())) + "}}"
    )


def packaged_name(mark: str) -> bytes:
    return rtf(
        r"{\object\objemb{\*\objdata " + ole1("Package", package(f"{mark}.txt", b"x")) + "}}"
    )


def stored(mark: str) -> bytes:
    native = compound({("CONTENTS",): mark.encode()})
    return rtf(r"{\object\objemb{\*\objdata " + ole1("Word.Document.8", native) + "}}")


def linked(mark: str) -> bytes:
    told = (
        struct.pack("<II", 0x501, 1) + text("Word.Document.8") + text(f"C:\\{mark}.doc") + text("")
    )
    return rtf(r"{\object\objlink{\*\objdata " + told.hex() + "}}")


def data_store(mark: str) -> bytes:
    item = f"<a><b>{mark}</b></a>".encode()
    inner = compound({("MsoDataStore", "1", "Item"): item}).hex()
    return rtf(r"{\*\datastore 01050000" + inner + "}")


def raw(mark: str) -> bytes:
    return HEAD.encode() + mark.encode("gbk") + b"}"


def when(year: int, month: int, day: int) -> int:
    """DTTM ([MS-DOC] 2.9.70)."""
    return (year - 1900) << 20 | month << 16 | day << 11


REVISED = f"\\revauth1\\revdttm{when(2024, 1, 2)} "
DELETED = f"\\revauthdel1\\revdttmdel{when(2024, 1, 2)} "
SHAPE = r"{\shp{\*\shpinst{\sp{\sn %s}{\sv §}}}}"
BODY = "正文第1段"


def plant(place: str, make: Callable[[str], bytes] | str, part: Part, label: str) -> Plant:
    made = with_mark(make) if isinstance(make, str) else make
    return planting.plant("rtf", place, made, part, label)


def office(place: str, part: Part, label: str) -> Plant:
    return Plant("rtf", place, "LibreOffice", lambda _: OFFICE.read_bytes(), part, label)


PLANTS: tuple[Plant, ...] = (
    plant("正文（GBK）", r"\f1 §", "body", BODY),
    plant("正文（Unicode）", with_mark("§", numbered), "body", BODY),
    plant("正文（原始 GBK 字节）", raw, "body", BODY),
    plant("各字一组", lambda m: rtf("".join(f"{{\\b{hexed(c)}}}" for c in m)), "body", BODY),
    plant("表格", r"\trowd\cellx1\cellx2\intbl a\cell §\cell\row", "table", "表1 第1行第2列"),
    plant(
        "嵌套表格",
        r"\intbl a\itap2 §\nestcell{\*\nesttableprops\nestrow}\itap1\cell\row",
        "table",
        "表1 第1行第1列",
    ),
    plant("页眉", r"{\header §}", "header", "第1节页眉"),
    plant("首页页眉", r"\sect{\headerf §}", "header", "第2节首页页眉"),
    plant("页脚", r"{\footer §}", "footer", "第1节页脚"),
    plant("偶数页页脚", r"{\footerl §}", "footer", "第1节偶数页页脚"),
    plant("脚注", r"a{\footnote §}", "footnote", "脚注1"),
    plant("尾注", r"a{\footnote\ftnalt §}", "footnote", "尾注1"),
    plant("批注", r"a{\*\annotation §}", "comment", "批注1"),
    plant("批注作者", r"a{\*\atnauthor §}{\*\annotation x}", "property", "批注或修订的作者"),
    plant("文本框", r"{\shp{\*\shpinst{\shptxt §}}}", "textbox", "文本框1"),
    plant("旧式文本框", r"{\*\do{\dptxbx{\dptxbxtext §}}}", "textbox", "文本框1"),
    plant("艺术字", SHAPE % "gtextUNICODE", "textbox", f"{BODY}（艺术字）"),
    plant(
        "页眉里的水印", r"{\header" + SHAPE % "gtextUNICODE" + "}", "header", "第1节页眉（水印）"
    ),
    plant("替代文字", SHAPE % "wzDescription", "alt", f"{BODY}（替代文字）"),
    plant(
        "图片属性",
        r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv §}}}\pngblip 00}",
        "alt",
        "替代文字",
    ),
    plant(
        "修订删除",
        r"a{\deleted" + DELETED + r"§}b",
        "deleted",
        f"{BODY}（修订删除，作者 张三，2024-01-02）",
    ),
    plant(
        "修订插入",
        r"a{\revised" + REVISED + r"§}b",
        "inserted",
        f"{BODY}（修订插入，作者 张三，2024-01-02）",
    ),
    plant(
        "修订作者",
        r"{\*\revtbl{Unknown;}{§;}}{\deleted\revauthdel1 x}",
        "property",
        "批注或修订的作者",
    ),
    plant("隐藏文字", r"a{\v §}b", "hidden", f"{BODY}（隐藏文字）"),
    plant("白色文字", r"a{\cf1 §}b", "hidden", f"{BODY}（白色文字）"),
    plant("极小字", r"a{\fs2 §}b", "hidden", f"{BODY}（极小字）"),
    plant("文件属性", r"{\info{\title §}}", "property", "属性·标题"),
    plant("文件属性（作者）", r"{\info{\author §}}", "property", "属性·作者"),
    plant("文件属性（关键词）", r"{\info{\keywords §}}", "property", "属性·关键词"),
    plant("文件属性（备注）", r"{\info{\doccomm §}}", "property", "属性·备注"),
    plant(
        "自定义属性",
        r"{\*\userprops{\propname a}\proptype30{\staticval §}}",
        "property",
        "自定义属性1",
    ),
    plant("文档变量", r"{\*\docvar {a}{§}}", "property", "文档变量"),
    plant(
        "链接",
        r'{\field{\*\fldinst HYPERLINK "http://example.com/§"}{\fldrslt x}}',
        "link",
        f"链接（{BODY}）",
    ),
    plant("域代码", r'{\field{\*\fldinst QUOTE "§"}{\fldrslt x}}', "markup", f"{BODY}（域代码）"),
    plant("域结果", r"{\field{\*\fldinst QUOTE}{\fldrslt §}}", "body", BODY),
    plant("窗体域", r"{\*\formfield{\*\ffdeftext §}}", "markup", f"窗体域（{BODY}）"),
    plant("书签", r"{\*\bkmkstart §}", "markup", f"书签（{BODY}）"),
    plant("索引项", r"{\xe §}", "markup", f"索引项（{BODY}）"),
    plant("自动编号", r"{\listtext §}a", "body", BODY),
    plant("编号格式", r"{\*\listtable{\list{\listlevel{\leveltext §;}}}}", "markup", "编号格式"),
    plant("公式", r"{\*\moMath{\mr §}}", "body", BODY),
    plant("双写文字", r"{\upr{x}{\*\ud{§}}}", "body", BODY),
    plant("样式名", r"{\stylesheet{\s1 §;}{\*\cs2 a;}}", "embedded", "其他部件 stylesheet"),
    plant("未知部件", r"{\*\secret §}", "embedded", "其他部件 secret"),
    plant("未知部件里的分组", r"{\*\secret {\b a}{\i §}}", "embedded", "其他部件 secret"),
    plant("替代字符", r"\uc16{\u65 §}", "hidden", "替代字符（不支持 Unicode 的软件显示）"),
    plant("图片", picture, "body", f"图片 图片1.png（{BODY}） › 正文"),
    plant("二进制图片", binary, "body", f"图片 图片1.png（{BODY}） › 正文"),
    plant("嵌入文件", packaged, "body", f"嵌入文件 a.txt（{BODY}） › 正文"),
    plant("嵌入文件名", packaged_name, "filename", f"嵌入文件 {{0}}.txt（{BODY}） › 文件名"),
    plant("OLE 对象", stored, "body", f"嵌入文件 对象1.bin（{BODY}） › 正文"),
    plant("链接的文件", linked, "link", f"链接的文件（{BODY}）"),
    plant("自定义 XML", data_store, "embedded", "自定义 XML"),
    plant(
        "末尾之后的 RTF 文字",
        lambda m: rtf("a") + hexed(m).encode(),
        "hidden",
        "文件末尾之后的文字",
    ),
    plant("末尾之后的文字", lambda m: rtf("a") + m.encode(), "body", "文件末尾之后的数据 › 正文"),
    plant(
        "末尾之后的文件",
        lambda m: rtf("a") + rtf(hexed(m)),
        "body",
        "文件末尾之后的数据 › 正文第1段",
    ),
    office("正文", "body", "正文第1段"),
    office("表格", "table", "表1 第1行第2列"),
    office("页眉", "header", "第1节页眉"),
    office("页脚", "footer", "第1节页脚"),
    office("脚注", "footnote", "脚注1"),
    office("尾注", "footnote", "尾注1"),
    office("批注", "comment", "批注1"),
    office("隐藏文字", "hidden", "正文第3段（隐藏文字）"),
    office("白色文字", "hidden", "正文第4段（白色文字）"),
    office("修订删除", "deleted", "正文第5段（修订删除，作者 张三，2024-01-02）"),
    office("修订插入", "inserted", "正文第5段（修订插入，作者 张三，2024-01-02）"),
    office("图形里的文字", "textbox", "正文第7段（艺术字）"),
    office("链接", "link", "链接（正文第6段）"),
    office("书签", "markup", "书签（正文第6段）"),
    office("文件属性", "property", "属性·标题"),
    office("自定义属性", "property", "自定义属性1"),
)
