"""Write examples/drafts: seven invented drafts, two of them clean. The same bytes each time.

Names are 示例甲, places 某市, numbers the published examples of their standards. The encrypted
draft has a random salt, so it is only written where it is missing (password: example-2026).
"""
# ruff: noqa: E501  (a paragraph is a line)

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from msoffcrypto.format.ooxml import OOXMLFile

TARGET = Path(__file__).parents[1] / "examples" / "drafts"
EPOCH = (2026, 1, 15, 9, 0, 0)
RED = RGBColor(0xE6, 0x00, 0x12)

NOTICE = """\
# 某市机关事务管理局关于开展办公用房安全检查的通知

各科室、各直属单位：

为做好冬春季办公用房安全管理工作，及时消除火灾和用电隐患，决定自2026年1月19日起开展一次办公用房安全检查。现将有关事项通知如下。

## 一、检查范围

市级机关集中办公区和各直属单位的办公用房、会议室、食堂、车库、配电间和档案库房。

## 二、检查内容

1. 消防设施：灭火器、消火栓、应急照明、疏散指示标志是否完好，疏散通道是否畅通。
2. 用电安全：是否存在私拉乱接、超负荷用电、下班后不断电等问题。
3. 房屋结构：外墙、吊顶、门窗、栏杆是否牢固，屋面是否渗漏。
4. 食堂管理：燃气阀门、排烟管道是否定期检查清洗，记录是否完整。

## 三、时间安排

| 阶段 | 时间 | 工作 |
|---|---|---|
| 自查 | 1月19日至1月23日 | 各单位对照检查内容逐项自查，填写检查表 |
| 抽查 | 1月26日至1月30日 | 机关事务管理局会同消防救援机构现场抽查 |
| 整改 | 2月2日至2月13日 | 对发现的问题限期整改，逐项销号 |

## 四、有关要求

各单位要明确一名负责同志牵头，安排专人负责，自查情况于1月23日前书面报送。能够立即整改的当场整改，一时难以整改的制定措施、明确时限。

联系电话：010-12345678

某市机关事务管理局

2026年1月15日
"""

BRIEFING = """\
内部资料 注意保存

工 作 简 报

第1期（总第28期）

某市政务服务局办公室编                              2026年1月15日

本期要目
一、窗口延时服务试点情况
二、群众反映较多的问题
三、下一步打算

一、窗口延时服务试点情况

自去年12月起，市政务服务大厅在社会保险、不动产登记两个窗口试行午间和周六延时服务。试点一个月，共办理事项1260件，其中午间办理740件、周六办理520件，平均等候时间由24分钟降到11分钟。

二、群众反映较多的问题

一是周六可办事项偏少，税务、公证事项仍须工作日办理；二是线上预约与现场取号没有打通，部分群众到场后需要重新排队；三是停车位不足，周六上午排队车辆影响周边道路通行。

三、下一步打算

一是商有关部门增加周六可办事项，首批拟增加9项；二是改造预约系统，实现线上预约号现场直接使用；三是协调周边单位周六开放停车场。以上安排均为初步考虑，正在征求意见。

报：市政务服务局领导
送：各科室、各窗口单位
"""

OPERATIONS = """\
# 某市办公自动化系统运维说明（示例）

本说明供值班人员处理常见故障使用，由信息中心编写，版本1.2，更新于2026年1月15日。

## 一、系统组成

系统由应用服务器、数据库服务器和文件服务器各一台组成，每日凌晨两点自动备份。

| 名称 | 地址 | 用途 |
|---|---|---|
| 应用服务器 | 10.0.8.15 | 公文流转、会议管理 |
| 数据库服务器 | 192.168.1.10 | MySQL 数据库 |

## 二、登录方法

使用远程桌面登录应用服务器，用户名：admin，密码：Example-Passw0rd，登录后先查看服务状态。

## 三、数据库连接

配置文件为 `conf/application.properties`，其中连接参数如下：

```properties
spring.datasource.url=jdbc:mysql://192.168.1.10:3306/oa?user=root&password=Example#2026
spring.datasource.hikari.maximum-pool-size=20
```

## 四、常见故障

1. 页面打不开：检查应用服务是否启动，必要时重新启动服务。
2. 附件传不上：检查文件服务器磁盘余量，低于百分之十时清理临时目录。
3. 查询很慢：查看数据库慢查询日志，联系开发单位处理。

## 五、值班要求

值班人员发现故障后十分钟内响应，处理过程记入值班日志，重大故障立即报告信息中心负责人。
"""

LESSON = """\
# 保密知识：国家秘密标志怎么看

保密工作人人有责。本期介绍国家秘密的密级和标志的基本知识，供学习使用。

## 一、国家秘密分几级

《中华人民共和国保守国家秘密法》第十四条规定，国家秘密的密级分为绝密、机密、秘密三级。

- 绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害；
- 机密级国家秘密是重要的国家秘密，泄露会使国家安全和利益遭受严重的损害；
- 秘密级国家秘密是一般的国家秘密，泄露会使国家安全和利益遭受损害。

## 二、标志是什么样子

国家秘密标志的形式为“密级★保密期限”，例如“机密★20年”“秘密★10年”；也可以标注解密时间或者解密条件。
标志的位置也有讲究：纸质文件标注在首页左上角，地图、图纸标注在标题之后或者下方。

## 三、与工作秘密、商业秘密有什么不同

工作秘密不属于国家秘密，不得使用国家秘密标志；商业秘密由权利人自行采取保密措施，受反不正当竞争法保护。

## 四、日常要注意什么

1. 涉密文件不得在连接互联网的计算机上起草、存储和传递。
2. 计算机密码、手机密码要定期更换，不要使用生日等容易猜到的组合。
3. 公开信息坚持“先审查、后公开”，一事一审，谁公开谁负责。

## 五、想一想

小王收到一份文件，首页左上角有“秘密★5年”这样的标志。他能不能拍照发到工作群里？
答案：不能。未经批准复制、传递国家秘密载体是违反保密规定的行为。
"""

COLUMNS = ("序号", "姓名", "身份证号", "开户行", "银行卡号", "金额（元）")
PAYMENTS = (
    ("1", "示例甲", "11010519491231002X", "某银行某市第一支行", "6216261000000000018", "1200.00"),
    ("2", "示例乙", "440524188001010014", "某银行某市第二支行", "6228480402564890018", "1200.00"),
    ("3", "示例丙", "110101190001010014", "某银行某市第一支行", "6217000000000000004", "800.00"),
    ("4", "示例丁", "440106201003150028", "某银行某市第三支行", "6217000000000000012", "800.00"),
)

OFFICIAL = (
    "某市人民政府办公室",
    "关于做好2026年度应急值班工作的通知",
    "各县（区）人民政府，市政府各部门、各直属机构：",
    "　　为切实做好2026年度应急值班工作，确保突发情况及时报告、及时处置，经市人民政府同意，现就有关事项通知如下。",
    "　　一、严格落实值班制度。各地各部门要坚持领导带班和二十四小时专人值班，值班人员不得擅离岗位，交接班手续要清楚完整。",
    "　　二、规范信息报告。突发事件发生后，事发地应当在规定时限内报告基本情况，不得迟报、漏报、谎报、瞒报；情况有变化的，及时续报。",
    "　　三、加强值班保障。要配齐值班设备，定期检查通信线路，落实值班人员的食宿和调休，确保值班工作正常运转。",
    "　　四、强化督促检查。市政府办公室将采取电话抽查、实地检查等方式，对值班情况开展检查，结果予以通报。",
)
ATTACHMENT = (
    "附件1　应急值班联络表（示例）",
    "本附件已加密，供演示使用：没有口令就读不出内容，因此不能认定为未发现问题。",
    "值班室：某市人民政府办公室，联系电话010-12345678。",
)
DELETION = (
    '<w:del {namespace} w:id="101" w:author="示例拟稿人" w:date="2026-01-14T09:00:00Z"><w:r>'
    '<w:delText xml:space="preserve">联络员示例甲，身份证号11010519491231002X。</w:delText>'
    "</w:r></w:del>"
)
BORDER = (
    '<w:pBdr {namespace}><w:bottom w:val="single" w:sz="18" w:space="1" w:color="E60012"/></w:pBdr>'
)


def write(paragraph: Any, text: str, font: str, size: float) -> Any:
    """Add `text` to `paragraph` in a Chinese font; `size` in points."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def line(document: Any, text: str, *, font: str = "仿宋_GB2312", size: float = 16) -> Any:
    """A paragraph at the fixed pitch of GB/T 9704: 28 points."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(max(28, size * 1.3))
    paragraph.paragraph_format.space_after = Pt(0)
    write(paragraph, text, font, size)
    return paragraph


def blank() -> Any:
    """An A4 document with the margins of GB/T 9704 and fixed properties."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "示例拟稿人"
    properties.title = properties.comments = ""
    properties.created = properties.modified = datetime(*EPOCH)  # noqa: DTZ001 python-docx writes naive UTC
    return document


def head(document: Any) -> None:
    """The mark in the page header, the red title, the number, and the red line."""
    write(document.sections[0].header.paragraphs[0], "机密★5年", "黑体", 16)
    title = line(document, "", font="方正小标宋简体", size=40)
    write(title, "某市人民政府办公室文件", "方正小标宋简体", 40).font.color.rgb = RED
    number = line(document, "某政办发〔2026〕1号")
    number.paragraph_format.space_before = Pt(28)
    number._p.get_or_add_pPr().insert(0, fragment(BORDER))  # the schema wants it first
    for paragraph in (title, number, line(document, "")):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def body(document: Any) -> None:
    """Title, addressee and text, the fourth point with a tracked deletion."""
    for text in OFFICIAL[:2]:
        line(document, text, font="方正小标宋简体", size=22).alignment = WD_ALIGN_PARAGRAPH.CENTER
    line(document, "")
    paragraphs = [line(document, text) for text in OFFICIAL[2:]]
    paragraphs[-1]._p.append(fragment(DELETION))


def tail(document: Any) -> None:
    """Signature, date, note, and the block of copies."""
    line(document, "")
    for text in ("某市人民政府办公室", "2026年1月15日"):
        line(document, text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line(document, "　　（此件公开发布）")
    line(document, "抄送：市委办公室，市人大常委会办公室，市政协办公室。", size=14)
    line(document, "某市人民政府办公室　　　　　　　　　2026年1月15日印发", size=14)


def fragment(template: str) -> Any:
    """An element of WordprocessingML."""
    return parse_xml(template.format(namespace=nsdecls("w")))


def packed(document: Any) -> bytes:
    """The document as bytes, every entry of its zip dated `EPOCH`.

    The thumbnail of python-docx's own template goes: it would have to be read as a picture.
    """
    raw, fixed = io.BytesIO(), io.BytesIO()
    relations = document.part.package.rels
    for key in [key for key, link in relations.items() if link.reltype.endswith("/thumbnail")]:
        del relations[key]
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def official() -> bytes:
    """02: the red-headed document."""
    document = blank()
    for part in (head, body, tail):
        part(document)
    return packed(document)


def payments() -> bytes:
    """03: a table as Excel writes it, with a byte order mark."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows((COLUMNS, *PAYMENTS))
    return table.getvalue().encode("utf-8-sig")


def encrypted() -> bytes:
    """06: a document behind a password. Not the same bytes each time."""
    document = blank()
    for text in ATTACHMENT:
        line(document, text)
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(packed(document))).encrypt("example-2026", locked)
    return locked.getvalue()


DRAFTS: dict[str, Callable[[], bytes]] = {
    "01-通知.md": NOTICE.encode,
    "02-红头文件.docx": official,
    "03-补助公示.csv": payments,
    "04-工作简报.txt": lambda: BRIEFING.replace("\n", "\r\n").encode("gb18030"),
    "05-运维说明.md": OPERATIONS.encode,
    "06-加密附件.docx": encrypted,
    "07-保密知识.md": LESSON.encode,
}


def main() -> None:
    """Write all drafts; keep an encrypted one that is there."""
    for name, make in DRAFTS.items():
        path = TARGET / name
        if make is not encrypted or not path.exists():
            path.write_bytes(make())


if __name__ == "__main__":
    main()
