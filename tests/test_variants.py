"""Written variants: however a mark or a number is written, it is found where it stands, exactly.

In a text, ⟦…⟧ shows what must be found; the tables stand in pairs (stands / falls).
"""

import pytest
from shown import RULES, exactly, serious

from seclint.extract import extract
from seclint.model import Document, Severity
from seclint.review import review

# --- mobile phones -------------------------------------------------------------------------

PHONES = [
    pytest.param("张某某⟦13800138000⟧", id="连写"),
    pytest.param("张某某 ⟦138 0013 8000⟧", id="三四四空格"),
    pytest.param("张某某 ⟦138-0013-8000⟧", id="三四四连字符"),
    pytest.param("张某某 ⟦138.0013.8000⟧", id="三四四点"),
    pytest.param("张某某 ⟦138 00138000⟧", id="三八"),
    pytest.param("张某某 ⟦1380013 8000⟧", id="七四"),
    pytest.param("张某某 ⟦138—0013—8000⟧", id="破折号"),
    pytest.param("张某某 ⟦138\u30000013\u30008000⟧", id="全角空格"),
    pytest.param("张某某 ⟦138\u00a00013\u00a08000⟧", id="不换行空格"),
    pytest.param("张某某 ⟦１３８００１３８０００⟧", id="全角"),
    pytest.param("张某某 ⟦１３８ ００１３ ８０００⟧", id="全角加空格"),
    pytest.param("张某某 ⟦１３８－００１３－８０００⟧", id="全角连字符"),
    pytest.param("张某某 ⟦138\u200b0013\u200b8000⟧", id="零宽空格"),
    pytest.param("张某某 ⟦138\ufeff0013\u200d8000⟧", id="零宽其他"),
    pytest.param("张某某 ⟦1 3 8 0 0 1 3 8 0 0 0⟧", id="逐字空格"),
    pytest.param("张某某，手机⟦1380013\n8000⟧。", id="换行"),
    pytest.param("张某某，手机⟦138-0013-\n8000⟧。", id="连字符后换行"),
    pytest.param("张某某 ⟦一三八〇〇一三八〇〇〇⟧", id="汉字"),
    pytest.param("张某某 ⟦一三八零零一三八零零零⟧", id="汉字零"),
    pytest.param("张某某 ⟦幺三八〇〇幺三八〇〇〇⟧", id="幺"),
    pytest.param("张某某 ⟦壹叁捌零零壹叁捌零零零⟧", id="大写"),
    pytest.param("张某某 ⟦①③⑧⓪⓪①③⑧⓪⓪⓪⟧", id="带圈"),
    pytest.param("张某某 ⟦+8613800138000⟧", id="加号国家码"),
    pytest.param("张某某 ⟦+86 138 0013 8000⟧", id="加号国家码加空格"),
    pytest.param("张某某 ⟦+86-138-0013-8000⟧", id="加号国家码加连字符"),
    pytest.param("张某某 ⟦（+86）13800138000⟧", id="括号国家码"),
    pytest.param("张某某 ⟦008613800138000⟧", id="零零国家码"),
    pytest.param("张某某 ⟦0086-138-0013-8000⟧", id="零零国家码加连字符"),
    pytest.param("张某某 ⟦8613800138000⟧", id="裸国家码"),
    pytest.param("手机：⟦13800138001⟧（微信同号）", id="带字段"),
    pytest.param("13800138001、⟦13800138002⟧", id="并列第二个"),
]

PHONES_NOT = [
    pytest.param("项目总投资13912345679元", id="金额"),
    pytest.param("合计 13912345679.00 元", id="金额小数"),
    pytest.param("订单号：13800138001123", id="十四位订单"),
    pytest.param("运单号 138001380011", id="十二位运单"),
    pytest.param("订单编号：2025031513800138001", id="日期订单"),
    pytest.param("时间戳 1700000000000", id="毫秒时间戳"),
    pytest.param("案号：（2025）某0100民初13800号", id="案号"),
    pytest.param("宗地号 110105001001GB00012", id="宗地号"),
    pytest.param("地块编号：SL-13800138001-2", id="地块编号"),
    pytest.param("政务服务便民热线12345", id="便民热线"),
    pytest.param("客服热线 400-000-0000", id="四百电话"),
    pytest.param("客服热线 4000000000", id="四百电话连写"),
    pytest.param("投诉举报请拨12315、12388", id="举报热线"),
    pytest.param("联系电话：138****8001", id="星号遮"),
    pytest.param("联系电话：138xxxx8001", id="字母遮"),
    pytest.param("联系电话：138××××8001", id="乘号遮"),
    pytest.param("办公电话：0000-2345678", id="座机"),
    pytest.param("公式 1.3800138001", id="小数"),
    pytest.param("圆周率3.14159265358979", id="圆周率"),
    pytest.param("序列 12345678901", id="未开放号段"),
]

# --- identity numbers ----------------------------------------------------------------------

IDS = [
    pytest.param("证件号⟦11010519491231002X⟧。", id="连写"),
    pytest.param("证件号⟦11010519491231002x⟧。", id="小写"),
    pytest.param("证件号⟦110105 19491231 002X⟧。", id="六八四空格"),
    pytest.param("证件号⟦110105-19491231-002X⟧。", id="六八四连字符"),
    pytest.param("证件号⟦110105—19491231—002X⟧。", id="六八四破折号"),
    pytest.param("证件号⟦110105\n19491231\n002X⟧。", id="六八四换行"),
    pytest.param("证件号⟦110105\u300019491231\u3000002X⟧。", id="六八四全角空格"),
    pytest.param("证件号⟦110105 19491231 002x⟧。", id="分组小写"),
    pytest.param("证件号⟦110 105 1949 1231 002X⟧。", id="三三四四四"),
    pytest.param("证件号⟦１１０１０５１９４９１２３１００２Ｘ⟧。", id="全角"),
    pytest.param("证件号⟦１１０１０５１９４９１２３１００２ｘ⟧。", id="全角小写"),
    pytest.param("证件号⟦110105\u200b19491231\u200b002X⟧。", id="零宽"),
    pytest.param("证件号⟦1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X⟧。", id="逐字空格"),
    pytest.param("证件号⟦11010519\n491231002X⟧。", id="生日中间换行"),
    pytest.param("证件号⟦一一〇一〇五一九四九一二三一〇〇二X⟧。", id="汉字"),
    pytest.param("证件号⟦440524188001010014⟧。", id="全数字"),
    pytest.param("姓名张某某⟦440524188001010014⟧李示例", id="紧挨汉字"),
    pytest.param("证件号⟦①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X⟧。", id="带圈"),
]

IDS_NOT = [
    pytest.param("订单号 110105194912310021", id="校验不合"),
    pytest.param("流水号：110105194913310020", id="月份不合"),
    pytest.param("证件号110105********002X", id="遮中间"),
    pytest.param("证件号1101051949****002X", id="遮月日"),
    pytest.param("证件号35*************123", id="官方样式"),
    pytest.param("证件号××××××××××××××××××", id="模板"),
    pytest.param("案号：（2025）某0105民初1949号", id="案号"),
    pytest.param("宗地代码110105001001GB00012", id="宗地代码"),
    pytest.param("统一社会信用代码91350100M000100Y43", id="信用代码"),
    pytest.param("采购编号：SL-110105-19491231-0021-3", id="采购编号"),
    pytest.param("订单编号：2110105194912310021", id="十九位订单"),
]

# --- marks ---------------------------------------------------------------------------------

STARS = "★☆✩✪✫✬✭✮✯✰⭐🌟*＊﹡∗⋆"

MARKS = [
    *(pytest.param(f"⟦机密{star}20年⟧\n关于示例的通知", id=f"星{star}") for star in STARS),
    pytest.param("⟦秘密 ★ 10年⟧\n关于示例的通知", id="空格"),
    pytest.param("⟦机 密 ★ 5 年⟧\n关于示例的通知", id="逐字空格"),
    pytest.param("⟦秘\u3000密★１０年⟧\n关于示例的通知", id="全角空格与数字"),
    pytest.param("⟦绝\u3000密\u3000★\u3000长\u3000期⟧\n关于示例的通知", id="逐字全角空格"),
    pytest.param("⟦机密\u00a0★\u00a020年⟧\n关于示例的通知", id="不换行空格"),
    pytest.param("⟦机\u200b密\u200b★20年⟧\n关于示例的通知", id="零宽"),
    pytest.param("⟦秘\n密\n★\n10年⟧\n关于示例的通知", id="竖排"),
    pytest.param("⟦机密★\n20年⟧\n关于示例的通知", id="期限前换行"),
    pytest.param("⟦机密★20\n年⟧\n关于示例的通知", id="年前换行"),
    pytest.param("⟦機密★20年⟧\n關於示例的通知", id="繁体"),
    pytest.param("⟦絕密★長期⟧\n關於示例的通知", id="繁体长期"),
    pytest.param("⟦機 密 ☆ 20 年⟧\n關於示例的通知", id="繁体加空格加空心星"),
    pytest.param("⟦秘密★３年⟧\n关于示例的通知", id="全角数字"),
    pytest.param("⟦秘密★十年⟧\n关于示例的通知", id="汉字十"),
    pytest.param("⟦机密★二十年⟧\n关于示例的通知", id="汉字二十"),
    pytest.param("⟦绝密★三十年⟧\n关于示例的通知", id="汉字三十"),
    pytest.param("⟦秘密★六个月⟧\n关于示例的通知", id="汉字六个月"),
    pytest.param("⟦秘密级★3年⟧\n关于示例的通知", id="级字赘入"),
    pytest.param("【⟦机密★20年⟧】\n关于示例的通知", id="方头括号在外"),
    pytest.param("（⟦机密★20年⟧）\n关于示例的通知", id="圆括号在外"),
    pytest.param("第一章\n　　⟦秘密★5年⟧ 本章叙述示例。", id="正文中部"),
    pytest.param("000123 ⟦机密★20年⟧ 特急\n关于示例的通知", id="粘连"),
]

LEVELS = [
    pytest.param("⟦机 密⟧\n\n关于示例的通知", id="裸密级加空格"),
    pytest.param("⟦秘\u3000密⟧\n\n关于示例的通知", id="裸密级全角空格"),
    pytest.param("⟦機密⟧\n\n關於示例的通知", id="裸密级繁体"),
    pytest.param("【⟦机密⟧】\n\n关于示例的通知", id="裸密级方头括号"),
    pytest.param("〔⟦秘密⟧〕\n\n关于示例的通知", id="裸密级六角括号"),
    pytest.param("（⟦绝密⟧）\n\n关于示例的通知", id="裸密级圆括号"),
    pytest.param("[⟦机密⟧]\n\n关于示例的通知", id="裸密级方括号"),
    pytest.param("⟦秘\n密⟧\n\n关于示例的通知", id="裸密级竖排"),
]

MARKS_NOT = [
    pytest.param("餐厅评级★4.5", id="评级"),
    pytest.param("五星★★★★★", id="五星"),
    pytest.param("司机密切注意路面", id="司机密切"),
    pytest.param("随机密钥由程序生成", id="随机密钥"),
    pytest.param("请输入手机密码", id="手机密码"),
    pytest.param("例如“机密★20年”的标注写法", id="引号内举例"),
    pytest.param("国家秘密的密级分为绝密、机密、秘密三级", id="法条"),
    pytest.param("選舉採取秘密投票方式", id="繁体秘密投票"),
    pytest.param("注*：本表不含示例县", id="附表注释"),
]

# --- tests ---------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", PHONES)
def test_a_phone_stands(shown: str) -> None:
    severities = {severity for kind, severity in exactly(shown) if kind == "pii.phone"}
    assert severities & {Severity.WARNING, Severity.ERROR}


@pytest.mark.parametrize("text", PHONES_NOT)
def test_no_phone(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize("shown", IDS)
def test_an_identity_number_stands(shown: str) -> None:
    assert ("pii.id", Severity.ERROR) in exactly(shown)


@pytest.mark.parametrize("text", IDS_NOT)
def test_no_identity_number(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize("shown", [*MARKS, *LEVELS])
def test_a_mark_stands(shown: str) -> None:
    assert ("mark.state", Severity.ERROR) in exactly(shown)


@pytest.mark.parametrize("text", MARKS_NOT)
def test_no_mark(text: str) -> None:
    assert serious(text) == []


CARRIAGE_RETURNS = [
    pytest.param("手机1380013\r\n8000。", "pii.phone", "1380013\n8000", id="手机"),
    pytest.param("号110105\r\n19491231\r\n002X", "pii.id", "110105\n19491231\n002X", id="证件号"),
    pytest.param("秘\r\n密\r\n★\r\n10年\r\n", "mark.state", "秘\n密\n★\n10年", id="竖排标志"),
]


@pytest.mark.parametrize(("text", "kind", "span"), CARRIAGE_RETURNS)
def test_windows_line_ends(text: str, kind: str, span: str) -> None:
    """Documents have one kind of line end, whatever the file has."""
    documents = [item for item in extract("例.txt", text.encode()) if isinstance(item, Document)]
    found = [(f.kind, d.text[slice(*f.span)]) for d in documents for f in review(d, RULES)]
    assert (kind, span) in found
