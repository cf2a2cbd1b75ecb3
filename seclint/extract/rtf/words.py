"""words: what the control words of RTF 1.9.1 mean to a reader of texts."""

import re
from typing import NamedTuple

from seclint.model import Part

_DULL = (
    "rtlch|ltrch|fcs|afs?|a?[bi]|loch|hich|dbch"
    "|(?:ins|char|para|sect|tbl|del)rsid"
    "|lang(?:fe|np|fenp)?"
    "|noproof|kerning|cgrid|ul|ulnone|q[jclr]|li|ri|lin|rin|fi|sl|slmult|s[ba](?:auto)?|cufi"
    "|(?:no)?widctlpar|wrapdefault|fa(?:auto|hang)|adjustright|asp(?:alpha|num)|keepn?|expnd(?:tw)?"
    "|brdr(?:[stlrbwh]|cf|none|dot)|clbrdr[tlbr]|clvertal[tcb]|cltxlrtb|cl(?:fts|w)Width|cellx"
    "|tr(?:gaph|left|rh|keep|qc|hdr|ftsWidth\\w?|wWidth\\w?|padd\\w+|brdr\\w)"
)
TOKEN = re.compile(
    rb"(?:\\(?:" + _DULL.encode() + rb")(?![a-zA-Z])-?[0-9]{0,10}\x20?)+"  # of no interest
    rb"|((?:\\u-?[0-9]{1,7}\x20?(?:\?|(?:\\'[0-9a-fA-F]{2})+))+)"  # 1: characters by number
    rb"|\\([a-zA-Z]{1,64})(-?[0-9]{1,10})?\x20?"  # 2, 3: a control word and its number
    rb"|((?:\\'[0-9a-fA-F]{2})+)"  # 4: bytes
    rb"|([^\\{}\r\n]+)"  # 5: text
    rb"|([{}])"  # 6: a group begins or ends
    rb"|\\(.)",  # 7: a control symbol
    re.DOTALL,
)
UNIT = re.compile(rb"\\u(-?[0-9]+)\x20?(\?|(?:\\'[0-9a-fA-F]{2})+)")


class Capture(NamedTuple):
    """A destination whose text is told beside the flow."""

    part: Part
    label: str


def _bytes(text: str) -> frozenset[bytes]:
    return frozenset(text.encode().split())


SYMBOLS: dict[bytes, str] = {
    b"tab": " ", b"emdash": "—", b"endash": "–", b"emspace": "\u2003", b"enspace": "\u2002",
    b"qmspace": " ", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": " ",
}  # fmt: skip

BREAKS: dict[bytes, str] = {
    b"par": "par", b"sect": "par", b"page": "par", b"column": "par", b"line": "line",
    b"lbr": "line", b"cell": "cell", b"row": "row", b"nestcell": "nestcell",
    b"nestrow": "nestrow", b"\r": "par", b"\n": "par",
}  # fmt: skip

SETTINGS: dict[bytes, tuple[str, int]] = {
    b"f": ("f", 0), b"fs": ("fs", 24), b"cf": ("cf", 0), b"cb": ("cb", 0), b"highlight": ("cb", 0),
    b"chcbpat": ("cb", 0), b"v": ("v", 1), b"spv": ("v", 1), b"webhidden": ("v", 1),
    b"deleted": ("deleted", 1), b"mvf": ("deleted", 1), b"revised": ("revised", 1),
    b"mvt": ("revised", 1), b"revauth": ("author", 0), b"revdttm": ("when", 0),
    b"mvauth": ("author", 0), b"mvdate": ("when", 0), b"revauthdel": ("author-of-deletion", 0),
    b"revdttmdel": ("when-deleted", 0), b"uc": ("uc", 1), b"intbl": ("intbl", 1),
    b"itap": ("itap", 1), b"cbpat": ("shade", 0), b"clcbpat": ("cell-shade", 0),
}  # fmt: skip
"""Words that set a number of the state, and the number where they bear none."""

CHARACTER = ("f", "fs", "cf", "cb", "v", "deleted", "revised")
PARAGRAPH = ("intbl", "itap", "shade")

MARGINS: dict[bytes, tuple[Part, str]] = {
    b"header": ("header", "页眉"), b"headerl": ("header", "偶数页页眉"),
    b"headerr": ("header", "奇数页页眉"), b"headerf": ("header", "首页页眉"),
    b"footer": ("footer", "页脚"), b"footerl": ("footer", "偶数页页脚"),
    b"footerr": ("footer", "奇数页页脚"), b"footerf": ("footer", "首页页脚"),
}  # fmt: skip

CAPTURES: dict[bytes, Capture] = {
    b"title": Capture("property", "属性·标题"),
    b"subject": Capture("property", "属性·主题"),
    b"author": Capture("property", "属性·作者"),
    b"manager": Capture("property", "属性·主管"),
    b"company": Capture("property", "属性·单位"),
    b"operator": Capture("property", "属性·最后保存者"),
    b"category": Capture("property", "属性·类别"),
    b"keywords": Capture("property", "属性·关键词"),
    b"comment": Capture("property", "属性·备注"),
    b"doccomm": Capture("property", "属性·备注"),
    b"hlinkbase": Capture("property", "属性·超链接基础"),
    b"template": Capture("property", "属性·模板"),
    b"atnauthor": Capture("property", "批注或修订的作者"),
    b"atnid": Capture("property", "批注或修订的作者"),
    b"docvar": Capture("property", "文档变量"),
    b"bkmkstart": Capture("markup", "书签"),
    b"leveltext": Capture("markup", "编号格式"),
    b"listname": Capture("markup", "列表名称"),
    b"liststylename": Capture("markup", "列表名称"),
    b"xe": Capture("markup", "索引项"),
    b"txe": Capture("markup", "索引项"),
    b"rxe": Capture("markup", "索引项"),
    b"tc": Capture("markup", "目录项"),
    b"tcn": Capture("markup", "目录项"),
    b"objclass": Capture("markup", "嵌入对象类型"),
    b"objname": Capture("markup", "嵌入对象名称"),
    b"objalias": Capture("markup", "嵌入对象名称"),
    b"nextfile": Capture("link", "链接的文件"),
    b"linkval": Capture("markup", "自定义属性的链接"),
    b"ffname": Capture("markup", "窗体域"),
    b"ffdeftext": Capture("markup", "窗体域"),
    b"ffhelptext": Capture("markup", "窗体域"),
    b"ffstattext": Capture("markup", "窗体域"),
    b"ffformat": Capture("markup", "窗体域"),
    b"ffl": Capture("markup", "窗体域"),
    b"htmltag": Capture("markup", "HTML 标签"),
}
"""Destinations that hold a text of their own."""

STORIES = _bytes("footnote annotation shptxt dptxbxtext")
BLOBS = _bytes("pict objdata datastore")
TRANSPARENT = _bytes(
    "shpinst shppict nonshppict shpgrp shp do picprop ud upr fldrslt field object result listtext"
    " pntext background nesttableprops mmath moMath moMathPara"
    " info userprops"
    " formfield shprslt docfmt xform htmlrtf ftnsep ftnsepc aftnsep aftnsepc aftncn ftncn"
)
SKIPPED = _bytes(
    "latentstyles generator fchars lchars rsidtbl pgptbl panose falt blipuid"
    " stylesheet nonesttables wgrffmtfilter listoverridetable listtable"
    " fontemb xmlnstbl atndate atnparent atnicn atrfstart atrfend atnref bkmkend"
    " pnseclvl pn defchp defpap filetbl objtime"
    " creatim revtim printim buptim version vern edmins nofpages nofwords nofchars nofcharsws id"
    " fname levelnumbers levelmarker password passwordhash passhash writereservhash ebcstart"
    " ebcend protusertbl lsdlockedexcept mmathPr tblstylecaption oldcprops oldpprops oldtprops"
    " oldsprops nestpn unregmark bkmkpub"
)
"""Without words of the document's own, but what stands in groups of theirs is looked at."""

DATA = _bytes("themedata colorschememapping")
"""The theme: fonts and colours, packed."""

MATH = re.compile(rb"m[A-Za-z]{1,20}$")

CODEPAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""Codepages of the charsets of fonts; the others leave it to the document."""

SYMBOL = 2  # the charset of Wingdings and its like

PICTURES: dict[bytes, str] = {
    b"pngblip": "png", b"jpegblip": "jpg", b"emfblip": "emf", b"wmetafile": "wmf",
    b"dibitmap": "bmp", b"wbitmap": "bmp", b"macpict": "pict", b"pmmetafile": "wmf",
}  # fmt: skip

WINGDINGS = {
    0xF0AB: "★", 0xF0B6: "☆", 0xF0FE: "☑", 0xF0FC: "√", 0xF0A8: "□", 0xF06F: "□",
    0xF06C: "●", 0xF06E: "■", 0xF0A7: "▪", 0xF0B7: "•",
}  # fmt: skip
