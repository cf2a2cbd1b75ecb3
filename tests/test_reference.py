"""The reference, line by line: every form of B1-B8 and every vector and look-alike of C.

In a text, ⟦…⟧ shows what must be found, exactly; the tables stand in pairs (stands / passes).
"""

import pytest
from shown import RULES, exactly, marked, page, serious, touching

from seclint.model import Part, Severity
from seclint.review import review

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
TITLE = "\n关于示例事项的通知\n各有关单位：\n　　现将有关事项通知如下。\n"
"""What follows the head of a page."""

LONG = "".join(
    f"　　第{n}项工作按计划推进，进度正常。\n" for n in "一二三四五六七八九十百千万甲乙丙"
)
"""Sixteen lines: what follows is no longer the head of a page."""


# --- B1: marks of state secrets ------------------------------------------------------------

B1 = [
    pytest.param("⟦绝密★30年⟧" + TITLE, id="绝密三十年"),
    pytest.param("⟦机密★20年⟧" + TITLE, id="机密二十年"),
    pytest.param("⟦秘密★10年⟧" + TITLE, id="秘密十年"),
    pytest.param("⟦秘密★1年⟧" + TITLE, id="秘密一年"),
    pytest.param("⟦秘密★6个月⟧" + TITLE, id="以月计"),
    pytest.param("⟦绝密★长期⟧" + TITLE, id="长期"),
    pytest.param("⟦机密★会议开始前⟧" + TITLE, id="会议开始前"),
    pytest.param("⟦机密★启用前⟧" + TITLE, id="启用前"),
    pytest.param("⟦机密★2027年12月31日前⟧" + TITLE, id="某日前"),
    pytest.param("⟦机密★⟧" + TITLE, id="无期限"),
    pytest.param("⟦机 密 ★ 5 年⟧" + TITLE, id="字间空格"),
    pytest.param("⟦秘　密★１０年⟧" + TITLE, id="全角空格"),
    pytest.param("⟦秘\n密\n★\n10年⟧" + TITLE, id="竖排断行"),
    pytest.param("⟦秘密★十年⟧" + TITLE, id="汉字数字"),
    pytest.param("⟦秘密级★3年⟧" + TITLE, id="级字赘入"),
    pytest.param("000123 ⟦机密★20年⟧ 特急" + TITLE, id="份号密级紧急程度粘连"),
    pytest.param("示例工程总图\n⟦机密★10年⟧\n图号 SL-01\n", id="图题之下"),
    pytest.param("⟦机密★\t20年⟧" + TITLE, id="拆在两格"),
    pytest.param(LONG + "附件\n⟦秘密★5年⟧\n示例清单\n", id="正文中部"),
]

B1_PARTS: list[Part] = [
    "header", "footer", "textbox", "hidden", "property", "alt", "table", "footnote", "deleted",
    "inserted", "image",
]  # fmt: skip

B1_FILENAMES = [
    pytest.param("20230501⟦(秘密)⟧示例方案.docx", id="半角括号"),
    pytest.param("20230501⟦（秘密）⟧示例方案.docx", id="全角括号"),
    pytest.param("⟦[机密]⟧示例名单.xlsx", id="方括号"),
    pytest.param("⟦【机密】⟧示例方案.pdf", id="方头括号"),
    pytest.param("示例方案（⟦机密★10年⟧）.docx", id="整个标志"),
]

B1_FILENAMES_NOT = [
    pytest.param("(秘密级)档案管理办法.docx", id="级字后接办法"),
    pytest.param("保守国家秘密法.pdf", id="法律名"),
    pytest.param("手机密码重置说明.txt", id="手机密码"),
]


@pytest.mark.parametrize("shown", B1)
def test_a_mark(shown: str) -> None:
    assert ("mark.state", ERROR) in exactly(shown)


def test_a_mark_with_its_condition() -> None:
    assert ("mark.state", ERROR) in touching("⟦绝密★解密条件：示例活动结束后⟧" + TITLE)


def test_a_star_misread() -> None:
    """The reference asks for a warning where recognition made 大 of the star."""
    assert ("mark.state", WARNING) in exactly("⟦机密大5年⟧" + TITLE)


@pytest.mark.parametrize("part", B1_PARTS)
def test_a_mark_in_every_part(part: Part) -> None:
    assert ("mark.state", ERROR) in exactly("⟦秘密★10年⟧", part)


def test_a_mark_in_a_comment() -> None:
    """D12 asks for a warning at least."""
    (_, severity), *_ = exactly("⟦秘密★10年⟧", "comment")
    assert severity >= WARNING


@pytest.mark.parametrize("shown", B1_FILENAMES)
def test_a_mark_in_a_file_name(shown: str) -> None:
    text, start, end = marked(shown)
    findings = review(page(text, "filename"), RULES)
    assert ("mark.state", ERROR) in {
        (f.kind, f.severity) for f in findings if f.span[0] < end and start < f.span[1]
    }


@pytest.mark.parametrize("text", B1_FILENAMES_NOT)
def test_no_mark_in_a_file_name(text: str) -> None:
    assert serious(text, "filename") == []


QUOTED = [
    pytest.param("国家秘密标志的样式，例如“机密★20年”。", id="例如"),
    pytest.param("正确的标注写法是“秘密★6个月”。", id="写法"),
    pytest.param("判断题：文件应标注为“秘密★10年”。", id="判断题"),
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_quoted_example_is_information_at_most(text: str) -> None:
    assert serious(text) == []


# --- B2: bare levels and fields ------------------------------------------------------------

B2_EXACT = [
    pytest.param("⟦机密⟧\n" + TITLE, ERROR, id="首页裸密级"),
    pytest.param("⟦绝密⟧\n" + TITLE, ERROR, id="首页绝密"),
    pytest.param("000012\n⟦秘密⟧\n特急\n" + TITLE, ERROR, id="三要素分行"),
    pytest.param(LONG + "⟦机密⟧\n" + LONG, WARNING, id="正文中部裸密级"),
]

B2_FIELDS = [
    pytest.param("⟦密级：机密⟧\n" + TITLE, ERROR, id="密级字段"),
    pytest.param("⟦密级:秘密⟧\n" + TITLE, ERROR, id="半角冒号"),
    pytest.param("⟦密　级：绝密⟧\n" + TITLE, ERROR, id="字间空格"),
    pytest.param("⟦密级及保密期限：秘密 5年⟧\n" + TITLE, ERROR, id="合写字段"),
    pytest.param("⟦文件密级：机密⟧\n" + TITLE, ERROR, id="文件密级"),
    pytest.param("⟦定密等级：秘密⟧\n" + TITLE, ERROR, id="定密等级"),
    pytest.param("⟦保密期限：10年⟧\n" + TITLE, WARNING, id="保密期限"),
    pytest.param("⟦保密期限：长期⟧\n" + TITLE, WARNING, id="保密期限长期"),
    pytest.param("⟦〔秘密〕⟧一、示例工作情况。进展正常。\n", ERROR, id="段首六角括号"),
    pytest.param("⟦（机密）⟧二、示例力量安排。正在落实。\n", ERROR, id="段首圆括号"),
    pytest.param("⟦【机密】⟧示例工作方案\n　　按计划推进。\n", ERROR, id="题首方头括号"),
    pytest.param("⟦附件：示例排查情况（秘密）⟧\n", ERROR, id="附件带密级"),
    pytest.param("各处室：\n　　报送材料。⟦（机密级附件）⟧\n", ERROR, id="机密级附件"),
    pytest.param("各处室：\n　　⟦附件2为秘密级⟧，请妥善保管。\n", ERROR, id="附件为秘密级"),
    pytest.param("⟦转发关于示例核查的通知（机密）⟧\n", ERROR, id="转发带密级"),
    pytest.param(
        "⟦定密依据：示例目录第3项\n定密责任人：张某某\n知悉范围：规划处⟧\n", ERROR, id="定密痕迹"
    ),
    pytest.param("⟦国家秘密确定审批表\n知悉范围：规划处⟧\n", ERROR, id="审批表混入"),
]

B2_NOT = [
    pytest.param("密级：公开\n" + TITLE, id="值为公开"),
    pytest.param("密级：非密\n" + TITLE, id="值为非密"),
    pytest.param("密级：无\n" + TITLE, id="值为无"),
    pytest.param("密级：—\n" + TITLE, id="值为横线"),
    pytest.param("保密期限：无\n" + TITLE, id="期限为无"),
    pytest.param("（秘密级）档案管理办法\n" + TITLE, id="级字后接办法"),
    pytest.param("定密责任人应当接受定密培训。", id="一种痕迹的叙述"),
]


@pytest.mark.parametrize(("shown", "severity"), B2_EXACT)
def test_a_bare_level(shown: str, severity: Severity) -> None:
    assert ("mark.state", severity) in exactly(shown)


@pytest.mark.parametrize("text", ["机密", "秘密"])
def test_a_bare_level_in_the_header(text: str) -> None:
    assert ("mark.state", ERROR) in exactly(f"⟦{text}⟧", "header")


@pytest.mark.parametrize(("shown", "severity"), B2_FIELDS)
def test_a_level_field(shown: str, severity: Severity) -> None:
    assert ("mark.state", severity) in touching(shown)


@pytest.mark.parametrize("text", B2_NOT)
def test_no_level(text: str) -> None:
    assert serious(text) == []


# --- B3: work secrets and internal marks ---------------------------------------------------

B3 = [
    pytest.param("⟦工作秘密⟧\n" + TITLE, "mark.work", id="工作秘密"),
    *(
        pytest.param(f"⟦{words}⟧\n" + TITLE, "mark.internal", id=words.replace(" ", ""))
        for words in (
            "内部", "内部事项 注意保管", "内部资料 注意保存", "内部资料，注意保密",
            "内部文件 不得外传", "内部使用 请勿外传", "仅供内部参考", "内部参考", "内参",
            "不得公开", "严禁上网", "阅后退回", "会后收回", "用后清退", "请勿转发、拍照",
            "未经批准不得翻印", "未经批准不得复制", "未经批准不得汇编", "此件发至县团级",
            "传达到党支部", "限县处级以上范围阅",
        )
    ),
]  # fmt: skip

B3_NOT = [
    pytest.param("内部资料，免费交流\n准印证号：示（2025）第000号\n", id="法定字样"),
    pytest.param("公司按照内部控制规范体系的要求开展评价。", id="内部控制"),
    pytest.param("审计局加强对内部审计工作的业务指导。", id="内部审计"),
    pytest.param("要加强内部管理，堵塞漏洞。", id="内部管理"),
    pytest.param("公司内部设有五个部门。", id="公司内部"),
    pytest.param("在机关内部开展作风建设。", id="机关内部"),
    pytest.param("涉及工作秘密的，不予公开。", id="不予公开"),
    pytest.param("我市印发工作秘密管理制度。", id="工作秘密管理"),
]


@pytest.mark.parametrize(("shown", "kind"), B3)
def test_an_internal_mark(shown: str, kind: str) -> None:
    severities = {severity for found, severity in touching(shown) if found == kind}
    assert severities & {WARNING, ERROR}


def test_a_work_secret_with_a_star() -> None:
    """A work secret has no symbol of its own; ★ is misused (D04)."""
    kinds = {kind for kind, severity in touching("⟦工作秘密★3年⟧" + TITLE) if severity >= WARNING}
    assert kinds & {"mark.work", "mark.state"}


@pytest.mark.parametrize("text", B3_NOT)
def test_no_internal_mark(text: str) -> None:
    assert serious(text) == []


# --- B4: commercial secrets ----------------------------------------------------------------

B4 = [
    pytest.param("⟦核心商密▲长期⟧" + TITLE, id="核心商密"),
    pytest.param("⟦普通商密▲3年⟧" + TITLE, id="普通商密"),
    pytest.param("示例公司 ⟦普通商密 公布前⟧" + TITLE, id="公布前"),
    pytest.param("⟦商密▲⟧" + TITLE, id="商密三角"),
    pytest.param("⟦商密一级⟧" + TITLE, id="商密一级"),
    pytest.param("⟦商业秘密★5年⟧" + TITLE, id="误用星"),
]

B4_NOT = [
    pytest.param("商用密码产品应当检测认证。", id="商用密码"),
    pytest.param("《商密产品目录》已公布。", id="商密产品目录"),
    pytest.param("本案系侵犯商业秘密纠纷。", id="侵犯商业秘密"),
]


@pytest.mark.parametrize("shown", B4)
def test_a_commercial_mark(shown: str) -> None:
    accepted = {"mark.commercial", *(("mark.work", "mark.state") if "★" in shown else ())}
    found = {severity for kind, severity in touching(shown) if kind in accepted}
    assert found & {WARNING, ERROR}


@pytest.mark.parametrize("text", B4_NOT)
def test_no_commercial_mark(text: str) -> None:
    assert serious(text) == []


# --- B5: cables ----------------------------------------------------------------------------

B5 = [
    pytest.param("⟦密码电报⟧" + TITLE, ERROR, id="密码电报"),
    pytest.param("⟦某委密电〔2023〕5号⟧" + TITLE, ERROR, id="密电文号"),
    pytest.param("⟦市委密电⟧" + TITLE, ERROR, id="市委密电"),
    pytest.param("⟦中机发〔2024〕12号⟧" + TITLE, ERROR, id="中机发"),
    pytest.param("⟦密来密复⟧" + TITLE, ERROR, id="密来密复"),
    pytest.param("⟦不得密电明复⟧" + TITLE, ERROR, id="不得密电明复"),
    pytest.param("发电单位：某省示例办　⟦签批盖章⟧　等级 特提" + TITLE, ERROR, id="报头"),
    pytest.param("⟦内部明电⟧" + TITLE, WARNING, id="内部明电"),
    pytest.param("⟦传真电报⟧" + TITLE, WARNING, id="传真电报"),
]

B5_URGENCY = [
    pytest.param("发电单位：某省示例办\n等级　⟦特提⟧\n", id="特提"),
    pytest.param("发电单位：某省示例办\n等级　⟦平急⟧\n", id="平急"),
]

B5_NOT = [
    pytest.param("国办发明电〔2099〕27号\n国务院办公厅关于示例放假的通知\n", id="公开明电"),
    pytest.param("核心密码用于保护国家秘密信息。", id="法条"),
]


@pytest.mark.parametrize(("shown", "severity"), B5)
def test_a_cable(shown: str, severity: Severity) -> None:
    assert ("mark.cable", severity) in touching(shown)


@pytest.mark.parametrize("shown", B5_URGENCY)
def test_the_urgency_of_a_cable(shown: str) -> None:
    assert {kind for kind, _ in touching(shown)} & {"mark.cable", "element.urgency"}


@pytest.mark.parametrize("text", B5_NOT)
def test_no_cable(text: str) -> None:
    assert serious(text) == []


# --- B6: elements of official documents ----------------------------------------------------

B6 = [
    pytest.param("⟦000012⟧\n" + TITLE, "element.copy-number", INFO, id="份号单独"),
    pytest.param("⟦No.000012⟧\n" + TITLE, "element.copy-number", INFO, id="份号带号"),
    pytest.param("⟦000123⟧\n机密★20年\n" + TITLE, "element.copy-number", ERROR, id="份号与密级"),
    pytest.param("⟦特急⟧\n" + TITLE, "element.urgency", INFO, id="特急"),
    pytest.param("⟦加急⟧\n" + TITLE, "element.urgency", INFO, id="加急"),
    pytest.param("某示例局\n⟦某党发〔2024〕3号⟧\n", "element.doc-number", WARNING, id="党发"),
    pytest.param("某示例局\n⟦某委发[2024]3号⟧\n", "element.doc-number", WARNING, id="委发方括号"),
    pytest.param("某示例局\n⟦某委办发(2024)3号⟧\n", "element.doc-number", WARNING, id="委办发"),
    pytest.param("某示例局\n⟦厅字【2024】3号⟧\n", "element.doc-number", WARNING, id="厅字"),
    pytest.param("某示例局\n⟦组通字〔2024〕3号⟧\n", "element.doc-number", WARNING, id="组通字"),
    pytest.param("某示例局\n⟦某纪发〔2024〕3号⟧\n", "element.doc-number", WARNING, id="纪发"),
    pytest.param("某示例局\n⟦某信访函〔2024〕3号⟧\n", "element.doc-number", WARNING, id="信访函"),
    pytest.param("某示例局\n⟦某示密〔2024〕3号⟧\n", "element.doc-number", WARNING, id="密字号"),
    pytest.param(
        "　　根据《示例意见》（⟦某委发〔2024〕3号⟧），制定本方案。\n",
        "element.doc-number",
        INFO,
        id="引用他件",
    ),
    pytest.param("通知如下。\n⟦（此件不公开）⟧\n", "mark.internal", ERROR, id="不公开"),
    pytest.param("通知如下。\n⟦（此件不予公开）⟧\n", "mark.internal", ERROR, id="不予公开"),
    pytest.param("通知如下。\n⟦（此件依申请公开）⟧\n", "element.disclosure", ERROR, id="依申请"),
    pytest.param("通知如下。\n⟦（此件删减后公开）⟧\n", "element.disclosure", ERROR, id="删减后"),
    pytest.param("⟦公开方式：不予公开⟧\n" + TITLE, "element.disclosure", ERROR, id="公开方式"),
    pytest.param("⟦公开属性：依申请公开⟧\n" + TITLE, "element.disclosure", ERROR, id="公开属性"),
    pytest.param("⟦信息公开选项：不公开⟧\n" + TITLE, "element.disclosure", ERROR, id="公开选项"),
    pytest.param("印发\n⟦（共印15份）⟧\n", "element.copy-number", INFO, id="共印份数"),
]

B6_NOT = [
    pytest.param("国发〔2024〕3号\n" + TITLE, id="普通文号"),
    pytest.param("通知如下。\n（此件公开发布）\n", id="公开发布"),
    pytest.param("通知如下。\n（此件主动公开）\n", id="主动公开"),
    pytest.param("公开属性：主动公开\n" + TITLE, id="属性主动公开"),
    pytest.param("抄送：市委有关部门。\n某市示例办　2025年1月1日印发\n", id="抄送印发"),
    pytest.param("遇特急情况请拨打119。", id="正文特急"),
    pytest.param("发票号码：000012345", id="票号"),
]


@pytest.mark.parametrize(("shown", "kind", "severity"), B6)
def test_an_element(shown: str, kind: str, severity: Severity) -> None:
    found = {level for seen, level in touching(shown) if seen == kind}
    assert found and max(found) == severity


def test_a_signer_makes_a_report_to_superiors() -> None:
    """签发人 stands on 请示 and 报告 only (D34)."""
    shown = "某示发〔2025〕3号　⟦签发人：张某某⟧\n" + TITLE
    assert "process" in {kind for kind, _ in touching(shown)}


@pytest.mark.parametrize("text", B6_NOT)
def test_no_element(text: str) -> None:
    assert serious(text) == []


# --- B7: examination papers ----------------------------------------------------------------

B7 = [
    pytest.param("⟦绝密★启用前⟧\n示例考试数学试题\n", id="绝密启用前"),
    pytest.param("⟦机密★启用前⟧\n示例考试数学试题\n", id="机密启用前"),
    pytest.param("⟦绝密*启用前⟧\n示例考试数学试题\n", id="半角星"),
    pytest.param("⟦绝密★启用前⟧　试卷类型：A\n示例考试数学试题\n", id="试卷类型"),
]

B7_CONTENT = [
    pytest.param("⟦参考答案及评分标准（启用前）⟧\n1.B 2.D\n示例考试定于2099年6月举行\n", id="答案"),
    pytest.param("示例考试（2099年）\n⟦命题人员：张某某、李示例，5月入闱⟧\n", id="命题"),
    pytest.param("示例考试（2099年）\n⟦阅卷细则尚未启封，考前不得泄露⟧\n", id="阅卷细则"),
    pytest.param("示例考试（2099年）\n⟦副题（B卷）另行封存，启用前保密⟧\n", id="副题"),
]

B7_NOT = [
    pytest.param("2015年普通高等学校招生全国统一考试\n数学真题及参考答案\n", id="真题"),
    pytest.param("2099年考试大纲已公布。", id="大纲"),
    pytest.param("成绩将于7月10日公布，凭准考证号查询。", id="成绩"),
]


@pytest.mark.parametrize("shown", B7)
def test_an_examination_mark(shown: str) -> None:
    assert {("mark.state", ERROR), ("exam", ERROR)} & set(exactly(shown))


@pytest.mark.parametrize("shown", B7_CONTENT)
def test_an_examination_not_yet_held(shown: str) -> None:
    assert {severity for kind, severity in touching(shown) if kind == "exam"} & {WARNING, ERROR}


@pytest.mark.parametrize("text", B7_NOT)
def test_an_examination_of_the_past(text: str) -> None:
    assert serious(text) == []


# --- B8: false marks -----------------------------------------------------------------------

B8 = [
    "绝密级事项由国家机关确定。", "机密级事项的保密期限不超过二十年。",
    "秘密级事项的保密期限不超过十年。", "保守国家秘密，人人有责。", "请为我保守秘密。",
    "国家秘密的密级分为绝密、机密、秘密三级。", "涉密信息系统分为绝密级、机密级、秘密级。",
    "秘密级计算机不得接入互联网。", "侵犯商业秘密的，依法承担责任。",
    "该公司的技术秘密受法律保护。", "双方在酒店秘密谈判。", "选举采取秘密投票的方式。",
    "投稿秘密：先打动编辑。", "他分享了成功的秘密。",
    "这是我们的秘密武器。", "孩子们来到秘密花园。", "电影《绝密飞行》上映。", "司机密切注意路况。",
    "系统随机密钥生成失败。", "请重置手机密码。", "加密机部署在机房。", "请输入密码并登录。",
    "密码学是一门学科。", "商用密码应用安全性评估已通过。", "计算机密码每季度更换。",
    "机密性（confidentiality）是信息安全的目标。", "保障数据的保密性、完整性和可用性。",
    "餐厅获评五星★★★★★。", "本次评级★4.5。", "注*：不含示例县数据。", "密级：公开",
]  # fmt: skip


@pytest.mark.parametrize("text", B8)
def test_a_false_mark_passes(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize("text", B8)
def test_a_false_mark_passes_at_the_head_of_a_page(text: str) -> None:
    assert serious(text + TITLE) == []


# --- C1: numbers with a check --------------------------------------------------------------

C1 = [
    pytest.param("证件号⟦11010519491231002X⟧。", "pii.id", id="国标示例"),
    pytest.param("证件号⟦440524188001010014⟧。", "pii.id", id="国标示例全数字"),
    pytest.param("证件号⟦110101190001010014⟧。", "pii.id", id="合成样例"),
    pytest.param("证件号⟦440106201003150028⟧。", "pii.id", id="合成未成年"),
    pytest.param("居住证⟦810000198001010014⟧。", "pii.id", id="港澳居住证"),
    pytest.param("居住证⟦830000198001010026⟧。", "pii.id", id="台湾居住证"),
    pytest.param("残疾证号⟦44052418800101001443⟧。", "pii.id", id="残疾人证"),
    pytest.param("身份证⟦110105491231002⟧（旧证）。", "pii.id", id="十五位旧号"),
    pytest.param("卡号⟦6216261000000000018⟧，开户行示例银行。", "pii.bank", id="银行卡一"),
    pytest.param("一卡通⟦6228480402564890018⟧，户名张某某。", "pii.bank", id="银行卡二"),
    pytest.param("收款账户⟦6217000000000000004⟧，代发。", "pii.bank", id="银行卡三"),
]

C1_NOT = [
    pytest.param("订单 110105194912310021", id="校验错"),
    pytest.param("流水 110105194913310020", id="月份错"),
    pytest.param("流水号 11010519491231020X", id="换位流水号"),
    pytest.param("订单号 11010519491231020X", id="换位订单号"),
    pytest.param("编号110105491231002，共15位", id="十五位无证件名"),
    pytest.param("统一社会信用代码91350100M000100Y43", id="信用代码"),
    pytest.param("统一社会信用代码：91110000000000000E", id="信用代码二"),
    pytest.param("统一社会信用代码：91440300MA5000000G", id="信用代码三"),
    pytest.param("统一社会信用代码121100004000000001", id="事业单位"),
    pytest.param("组织机构代码D2143569-X", id="机构代码"),
    pytest.param("编号6221558812340000", id="卡号校验错"),
    pytest.param("张某某，身份证35*************123", id="遮中间"),
    pytest.param("李示例，证件110105********002X", id="遮生日"),
    pytest.param("手机138****1234", id="遮手机"),
    pytest.param("银行卡尾号0018", id="只留尾号"),
]


@pytest.mark.parametrize(("shown", "kind"), C1)
def test_a_number(shown: str, kind: str) -> None:
    assert max(severity for found, severity in exactly(shown) if found == kind) >= WARNING


def test_a_school_number_is_an_identity_number() -> None:
    """G or L before an identity number makes a national student number."""
    shown = "学籍号⟦G11010519491231002X⟧，在读。"
    assert {("pii.id", ERROR), ("pii.minor", ERROR), ("pii.minor", WARNING)} & touching(shown)


@pytest.mark.parametrize("text", C1_NOT)
def test_no_number(text: str) -> None:
    assert serious(text) == []


# --- C2: other numbers ---------------------------------------------------------------------

C2 = [
    pytest.param("普通护照⟦E00000000⟧。", "pii.passport", id="普通护照"),
    pytest.param("护照号⟦EA0000000⟧。", "pii.passport", id="新版护照"),
    pytest.param("旧护照⟦G00000000⟧。", "pii.passport", id="旧护照"),
    pytest.param("公务护照⟦SE0000000⟧。", "pii.passport", id="公务护照"),
    pytest.param("公务普通护照⟦PE0000000⟧。", "pii.passport", id="公务普通护照"),
    pytest.param("外交护照⟦DE0000000⟧。", "pii.passport", id="外交护照"),
    pytest.param("往来港澳通行证⟦C00000000⟧。", "pii.passport", id="港澳通行证"),
    pytest.param("往来港澳通行证⟦CA0000000⟧。", "pii.passport", id="新版港澳通行证"),
    pytest.param("往来台湾通行证⟦T00000000⟧。", "pii.passport", id="台湾通行证"),
    pytest.param("港澳居民来往内地通行证⟦H00000001⟧。", "pii.passport", id="回乡证"),
    pytest.param("台湾居民来往大陆通行证⟦00000001⟧。", "pii.passport", id="台胞证"),
    pytest.param("军官证：⟦军字第0000001号⟧。", "pii.id", id="军官证"),
    pytest.param("证件号码：⟦士字第00000001号⟧。", "pii.id", id="士兵证"),
    pytest.param("车牌号：⟦京A00000⟧。", "pii.plate", id="车牌"),
    pytest.param("车牌号：⟦京A·00000⟧。", "pii.plate", id="车牌间隔号"),
    pytest.param("车牌号：⟦京AD00000⟧。", "pii.plate", id="新能源车牌"),
    pytest.param("车牌号：⟦京A0000学⟧。", "pii.plate", id="教练车牌"),
    pytest.param("张某某驾驶⟦京A00000⟧于8时经过示例路口。", "pii.plate", id="车牌与人"),
    pytest.param("数据库⟦10.0.0.8⟧。", "network", id="十网段"),
    pytest.param("服务器⟦192.168.10.5⟧。", "network", id="一九二网段"),
    pytest.param("网段⟦172.16.0.0/16⟧。", "network", id="一七二网段"),
    pytest.param("网卡⟦00:1A:2B:3C:4D:5E⟧。", "network", id="物理地址"),
    pytest.param("本人邮箱⟦zhangmoumou_shili0000@163.com⟧。", "pii.email", id="个人邮箱"),
    pytest.param("本人微信号：⟦zhangmoumou_0001⟧。", "pii.account", id="微信号"),
    pytest.param("本人微信号⟦zhangmoumou_0001⟧。", "pii.account", id="微信号无冒号"),
    pytest.param("本人QQ号：⟦10000000001⟧。", "pii.account", id="聊天号"),
    pytest.param("患者张某某，住院号⟦0000123⟧。", "pii.account", id="住院号"),
    pytest.param("考生李示例，准考证号⟦202500000012⟧。", "pii.account", id="准考证号"),
    pytest.param("车主张某某，车架号⟦LSL00000000000001⟧。", "pii.account", id="车架号"),
]

ACCEPTED = {
    "pii.passport": {"pii.passport", "pii.id"},
    "pii.id": {"pii.id", "pii.passport"},
    "pii.account": {"pii.account", "pii.id", "pii.health", "pii.plate", "exam"},
}
"""Kinds that may stand for the one named: the reference does not say which."""

C2_NOT = [
    pytest.param("咨询电话0000-2345678", id="座机"),
    pytest.param("监督电话：12345、12315、12333、12388、12339", id="热线"),
    pytest.param("遇险请拨110、119、120、122", id="急救"),
    pytest.param("客服400-000-0000、800-000-0000", id="四百八百"),
    pytest.param("银行客服95500、96100", id="短号"),
    pytest.param("零件型号E00000000", id="护照样式型号"),
    pytest.param("批号G20241231", id="护照样式批号"),
    pytest.param("零件号C00000000", id="通行证样式零件号"),
    pytest.param("日期20240101，公示期七天", id="八位日期"),
    pytest.param("建字第0000001号", id="建设工程规划许可证"),
    pytest.param("地字第0000001号", id="建设用地规划许可证"),
    pytest.param("京房权证某字第000001号", id="房产证"),
    pytest.param("卫食证字（2025）第000001号", id="卫生许可证"),
    pytest.param("某政复决字〔2025〕12号", id="复议文号"),
    pytest.param("京A股板块走强", id="股票"),
    pytest.param("请升级到V1.2.3.4版本", id="版本号"),
    pytest.param("见第3.1.2.1条", id="条款号"),
    pytest.param("调试地址127.0.0.1", id="回环"),
    pytest.param("文档示例192.0.2.10、203.0.113.8", id="文档网段"),
    pytest.param("比赛开始时间12:30:45", id="时刻"),
    pytest.param("气温23.4℃，仰角16度", id="角度气温"),
    pytest.param("示例县位于北纬30度、东经100度", id="经纬到度"),
    pytest.param("矿区拐点坐标：X=3320000.00，Y=39410000.00", id="矿权公示"),
    pytest.param("意见邮箱xxgk@shili.gov.cn、bgs@shili.gov.cn", id="公共邮箱"),
    pytest.param("公告编号：2025-0012", id="公告编号"),
    pytest.param("总投资13912345679元", id="投资额"),
    pytest.param('"createTime": 1700000000000', id="毫秒时间戳"),
]


@pytest.mark.parametrize(("shown", "kind"), C2)
def test_another_number(shown: str, kind: str) -> None:
    found = {seen for seen, severity in touching(shown) if severity >= WARNING}
    assert found & ACCEPTED.get(kind, {kind})


@pytest.mark.parametrize("text", C2_NOT)
def test_not_another_number(text: str) -> None:
    assert serious(text) == []


# --- C: together ---------------------------------------------------------------------------


def test_phones_with_names_are_an_error() -> None:
    """The reference: five phones or a name on the same line make an error of a warning."""
    text = "\n".join(f"张某{c}\t1380013800{n}" for n, c in enumerate("甲乙丙丁戊", 1))
    assert ERROR in {f.severity for f in review(page(text), RULES) if f.kind == "pii.phone"}
