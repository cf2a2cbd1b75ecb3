"""genre: what sort of document is this? Decided by its title and by the words that go with it.

A genre holds where the title says so, or where several of its words stand in the text. A document
may be of several genres, or of none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOP_LINES = 8
_LONGEST_TITLE = 60


class _Signs(NamedTuple):
    """A title as an expression over a line, and words, `at_least` of which make the genre too.

    A title that many other documents may have needs `beside_title` of the words to be believed.
    """

    title: str
    words: tuple[str, ...]
    at_least: int
    beside_title: int


def _signs(title: str, words: str, at_least: int, beside_title: int = 0) -> _Signs:
    return _Signs(title, tuple(words.split()), at_least, beside_title)


_GENRES = {
    "公示": _signs(
        r"公示(?:名单|表|公告|内容|\(.{1,12}\)|稿)?$|"
        r"拟(?:录用|聘用|任职|任用|提拔).{0,16}(?:公示|公告)",
        "公示期 公示时间 现予公示 现予以公示 予以公示 公示如下 受理电话 监督电话 如有异议",
        3,
    ),
    "公告": _signs(
        r"(?:中标|成交|结果|采购|招标|磋商|谈判|比选|流标|废标|终止|更正|拍卖).{0,8}公告$|"
        r"(?:公告|通告|公报|启事)$",
        "采购人 代理机构 项目编号 成交供应商 中标人 供应商名称 评审专家 公告期限 成交金额 中标金额",
        3,
    ),
    "通知": _signs(
        r"(?:的|紧急|会议|补充)通知(?:书)?$|^通知$|转发.{2,40}通知",
        "请遵照执行 特此通知 请认真贯彻执行",
        2,
    ),
    "请示": _signs(
        r"(?:的|代拟)请示$|^请示$",
        "妥否 当否 请批示 请审示 请审批 签发人: 请予审批",
        2,
    ),
    "纪要": _signs(
        r"纪要(?:\(.{0,12}\))?$|^.{0,12}会议纪要",
        "会议议定 会议认为 会议指出 会议强调 会议要求 出席: 列席: 主持人: 会议听取",
        3,
    ),
    "讲话": _signs(
        r"(?:讲话|发言|致辞|讲稿|主持词)(?:提纲|材料|摘要|稿|\(.{0,12}\))?$|"
        r"^在.{2,40}上的",
        "同志们 各位领导 各位来宾 下面,我 我讲 我就 我想 谢谢大家",
        3,
    ),
    "法规": _signs(
        r"(?:[^算方做手说写用想看]法|条例|规定|细则|规则|规程|章程|准则|决定)(?:\(.{2,40}\))?$",
        "第一条 第二条 第三条 本法所称 本条例所称 本办法所称 总则 附则 自公布之日起施行 施行。",
        4,
        beside_title=1,
    ),
    "试卷": _signs(
        r"(?:试卷|试题|真题|模拟题|考试.{0,8}题)(?:\(.{1,12}\))?$|统一考试|学业水平",
        "考生 答题卡 满分 本试卷 单项选择 多项选择 选择题 填空题 解答题 作答",
        3,
    ),
    "合同": _signs(
        r"(?:合同|协议)书?(?:\(.{1,12}\))?$",
        "甲方 乙方 本合同 本协议 违约责任 签订日期 盖章",
        4,
    ),
    "新闻": _signs(
        r"(?:本报|本网|新华社|中新社|中新网|人民网).{0,14}[电讯](?:[(:, ]|$)"
        r"|[0-9]日[电讯](?:[(:, ]|$)"
        r"|记者|通讯员|^来源:",
        "本报讯 记者 通讯员 新华社 据悉 近日 责任编辑 编辑: 来源:",
        3,
    ),
    "预案": _signs(
        r"应急预案(?:\(.{1,20}\))?$",
        "编制目的 编制依据 适用范围 应急响应 预警 后期处置 应急保障 工作原则",
        4,
    ),
    "判决": _signs(
        r"(?:判决书|裁定书|决定书|调解书)$",
        "审判长 审判员 书记员 原告 被告 被告人 公诉机关 上诉人 本院认为 判决如下 裁定如下",
        3,
    ),
    "技术": _signs(
        r"README|CHANGELOG|用户手册|开发指南|接口文档|API",
        "``` http:// https:// npm pip docker git config localhost 配置项 参数说明 API SDK 源码",
        4,
    ),
    "讲解": _signs(
        r"保密(?:知识|常识|教育|宣传|法规|法律).{0,12}$"
        r"|(?:题库|知识问答|知识竞赛|条例解读|案例选编|问答)$",
        "保密知识 保密常识 保密教育 保密法 密级分为 国家秘密标志 标志形式 保密期限应当",
        3,
        beside_title=1,
    ),
    "答复": _signs(
        r"(?:答复|告知书|答复意见|处理意见书|回复)(?:的函|书|函)?$",
        "申请人 您申请 您反映 你反映 依申请公开 信访事项 收到您 现答复如下 予以答复 告知如下",
        3,
    ),
}

GENRES = tuple(_GENRES)
"""The names of all genres."""


def evidence(text: str, name: str) -> str | None:
    """What makes a folded text be of this genre, in words, or None."""
    signs = _GENRES[name]
    seen = [word for word in signs.words if word in text]
    if len(seen) >= signs.beside_title:
        for line in _top(text):
            if re.search(signs.title, line):
                return f"标题「{line[:20]}」"
    return f"用语「{'」「'.join(seen[:4])}」" if len(seen) >= signs.at_least else None


def _top(text: str) -> Iterator[str]:
    """The first lines that may be a title."""
    start = count = 0
    while count < _TOP_LINES and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip(" #*_>|\t")
        if line:
            count += 1
            if len(line) <= _LONGEST_TITLE:
                yield line
        start = end + 1
