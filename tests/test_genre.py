"""Genres: decided by the title or by several words together, told with what decided."""

import pytest

from seclint.genre import GENRES, evidence

BODY = "内容。\n" * 3

# Name of a case: (text, the genres that it is of).
CASES = {
    "公示": ("关于张示例同志任前公示\n" + BODY, {"公示"}),
    "公示按用语": ("名单如下。公示期五天，受理电话见下，如有异议请反映。", {"公示"}),
    "公示一词不够": ("名单如下，公示期五天。", set()),
    "中标公告": ("某项目中标结果公告\n采购人、项目编号、成交金额", {"公告"}),
    "通知": ("关于召开会议的通知\n" + BODY, {"通知"}),
    "请示": ("关于增加经费的请示\n妥否，请批示。", {"请示"}),
    "纪要": ("第三次办公会议纪要\n" + BODY, {"纪要"}),
    "讲话": ("在座谈会上的讲话\n同志们", {"讲话"}),
    "法规": ("某市档案管理条例\n第一条", {"法规"}),
    "法规按用语": ("第一条、第二条、第三条，本法所称", {"法规"}),
    "做法不是法规": ("一、主要做法\n" + BODY, set()),
    "处分决定不是法规": ("关于给予某人处分的决定\n" + BODY, set()),
    "来电不是新闻": ("来电: 某单位\n" + BODY, set()),
    "供电不是新闻": ("示例变电站单电源供电,无备自投\n" + BODY, set()),
    "电头是新闻": ("本报某市3月1日电 近日\n" + BODY, {"新闻"}),
    "参考答案不是讲解": ("某科目参考答案\n答案:A。选择题 参考答案\n", set()),
    "算法不是法规": ("推荐系统的算法\n" + BODY, set()),
    "办法": ("某市档案管理办法\n第一条 为了" + BODY, {"法规"}),
    "试卷": ("2025年期末考试试卷\n" + BODY, {"试卷"}),
    "合同": ("房屋租赁合同\n甲方、乙方", {"合同"}),
    "新闻": ("本报讯 记者 通讯员", {"新闻"}),
    "预案": ("某市防汛应急预案\n" + BODY, {"预案"}),
    "判决": ("某县人民法院民事判决书\n" + BODY, {"判决"}),
    "技术": ("README\n" + BODY, {"技术"}),
    "讲解": ("保密知识问答\n" + BODY, {"讲解"}),
    "答复": ("关于申请公开信息的答复\n您申请", {"答复"}),
    "提到不算": ("会上讨论了应急预案、合同和判决书的问题，大家都说好，\n" + BODY, set()),
    "标题太靠下": (BODY * 3 + "关于增加经费的请示", set()),
    "没有文种": (BODY, set()),
    "空的": ("", set()),
}


@pytest.mark.parametrize(("text", "genres"), CASES.values(), ids=CASES)
def test_genre(text: str, genres: set[str]) -> None:
    assert {name for name in GENRES if evidence(text, name)} == genres


def test_what_decided_is_told() -> None:
    assert evidence("关于经费的请示\n", "请示") == "标题「关于经费的请示」"
    assert evidence("正文。妥否，请批示", "请示") == "用语「妥否」「请批示」"


def test_every_genre_has_a_case() -> None:
    assert set().union(*(genres for _, genres in CASES.values())) == set(GENRES)
