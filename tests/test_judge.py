"""Judging: each condition in pairs, holds and does not, and the reason that is given."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seclint.fold import fold
from seclint.judge import Scene, level, objection
from seclint.model import (
    PARTS,
    Alone,
    AtTop,
    BeforeDate,
    Condition,
    Document,
    Genre,
    Hit,
    InPart,
    InQuotes,
    Level,
    Near,
    Negated,
    Not,
    Place,
    Rule,
    Severity,
    Terms,
    Valid,
    WholeWord,
)
from seclint.page import Page
from seclint.standing import Standing

DAY = date(2026, 11, 24)

LABELS = {"body": "正文", "header": "第1节页眉", "table": "表1第1行第1列", "footer": "第1节页脚"}


def seen(
    marked: str,
    *where: Condition,
    levels: tuple[Level, ...] = (),
    allow: tuple[str, ...] = (),
    part: str = "body",
) -> tuple[Hit, Scene]:
    """A hit where the ⟦ ⟧ stand, of a rule with these conditions, and the scene it is in."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    rule = Rule(
        id="AA001",
        name="case",
        title="例",
        kind="mark.state",
        severity=Severity.WARNING,
        find=Terms((text[start:end],)),
        message="例",
        remedy="例",
        where=where,
        levels=levels,
        allow=allow,
    )
    folded = fold(text)
    assert len(folded.text) == len(text), "a case's offsets are those of its folded text"
    place = Place(part, LABELS.get(part, part))
    page = Page(Document("例.txt", text, ((0, place),)), folded, DAY)
    return Hit(rule, start, end), Scene(page, Standing())


# Name: (condition, text where it holds, text where it does not).
NEAR = {
    "前面几个字内": (Near(("标注",), 3), "标注为⟦机密⟧", "标注应当为⟦机密⟧"),
    "后面几个字内": (Near(("标志",), 3), "⟦机密⟧的标志", "⟦机密⟧文件的标志"),
    "紧挨着": (Near(("级",), 1), "⟦机密⟧级", "⟦机密⟧等级"),
    "命中自身不算": (Near(("机",), 5), "机⟦机密⟧", "⟦机密⟧"),
    "跨在命中上的不算": (Near(("国家机密",), 5), "国家机密⟦机密⟧", "国家⟦机密⟧"),
    "只看前面": (Near(("级",), 5, "before"), "级⟦机密⟧", "⟦机密⟧级"),
    "只看后面": (Near(("级",), 5, "after"), "⟦机密⟧级", "级⟦机密⟧"),
    "两边都看": (Near(("级",), 5, "both"), "级⟦机密⟧", "⟦机密⟧"),
    "差一个字": (Near(("标志",), 2), "⟦机密⟧标志", "⟦机密⟧的标志"),
    "同句": (Near(("标志",), "sentence"), "标志是,⟦机密⟧。", "标志。⟦机密⟧"),
    "同句、问号断开": (Near(("标志",), "sentence"), "标志:⟦机密⟧", "标志?⟦机密⟧"),
    "同句、叹号断开": (Near(("标志",), "sentence"), "⟦机密⟧标志", "⟦机密⟧!标志"),
    "同句、分号断开": (Near(("标志",), "sentence"), "⟦机密⟧、标志", "⟦机密⟧;标志"),
    "同句、换行断开": (Near(("标志",), "sentence"), "⟦机密⟧\t标志", "⟦机密⟧\n标志"),
    "同行": (Near(("标志",), "line"), "标志。⟦机密⟧", "标志\n⟦机密⟧"),
    "同行、下一行不算": (Near(("标志",), "line"), "⟦机密⟧。标志", "⟦机密⟧\n标志"),
    "同段": (Near(("标志",), "paragraph"), "标志\n⟦机密⟧", "标志\n\n⟦机密⟧"),
    "同段、下一段不算": (Near(("标志",), "paragraph"), "⟦机密⟧\n标志", "⟦机密⟧\n\n标志"),
    "全文": (Near(("标志",), "document"), "标志\n\n\n⟦机密⟧", "⟦机密⟧\n\n密"),
    "全文、只看前面": (Near(("标志",), "document", "before"), "标志\n\n⟦机密⟧", "⟦机密⟧标志"),
    "全文、只看后面": (Near(("标志",), "document", "after"), "⟦机密⟧\n\n标志", "标志⟦机密⟧"),
    "全文、跨在命中上的不算": (
        Near(("国家机密",), "document"),
        "国家机密\n⟦机密⟧",
        "国家⟦机密⟧",
    ),
    "任一词": (Near(("标志", "标注"), 9), "标注⟦机密⟧", "标明⟦机密⟧"),
    "至少两个不同的词": (Near(("甲", "乙", "丙"), 9, "both", 2), "甲⟦机密⟧丙", "甲甲⟦机密⟧甲"),
    "至少三个、全文": (
        Near(("甲", "乙", "丙"), "document", "both", 3),
        "甲\n⟦机密⟧\n乙丙",
        "甲\n⟦机密⟧\n乙乙",
    ),
}
OTHERS = {
    "独立成词": (WholeWord(), "属于⟦机密⟧文件", "司⟦机密⟧切配合"),
    "独立成词、词首": (WholeWord(), "⟦机密⟧。", "⟦机密⟧性"),
    "校验": (Valid("mobile"), "电话⟦13800138000⟧", "电话⟦16100138000⟧"),
    "校验、带间隔": (Valid("mobile"), "电话⟦138-0013-8000⟧", "电话⟦138-0013-800⟧"),
    "独占一行": (Alone(), "甲\n⟦机密⟧\n乙", "甲\n⟦机密⟧乙"),
    "独占一行、有括号": (Alone(), "【⟦机密⟧】", "【⟦机密⟧】件"),
    "独占一行、有记号": (Alone(), "## **⟦机密⟧** ■", "## 一、**⟦机密⟧**"),
    "独占一行、前面有字": (Alone(), "(⟦机密⟧)", "定为⟦机密⟧"),
    "独占一格": (Alone(), "密级\t⟦机密⟧\t甲", "密级\t为⟦机密⟧\t甲"),
    "独占首格": (Alone(), "⟦机密⟧\t甲", "⟦机密⟧件\t甲"),
    "前几行": (AtTop(2), "甲\n⟦机密⟧", "甲\n乙\n⟦机密⟧"),
    "前几行、空行不数": (AtTop(2), "\n \n甲\n\n⟦机密⟧", "\n甲\n\n乙\n⟦机密⟧"),
    "第一行": (AtTop(1), "甲乙⟦机密⟧", "甲乙\n⟦机密⟧"),
    "前几行、首行极长": (AtTop(2), "甲" * 3000 + "\n⟦机密⟧", "甲" * 5000 + "\n⟦机密⟧"),
    "在引号内": (InQuotes(), "标有“⟦机密⟧”字样", "标有⟦机密⟧字样"),
    "在引号内、文首": (InQuotes(), "“⟦机密⟧”", "⟦机密⟧”"),
    "在引号内、句中": (InQuotes(), "“属于⟦机密⟧的文件”", "“属于”⟦机密⟧“的”文件"),
    "引号未闭合": (InQuotes(), "“⟦机密⟧件”", "“⟦机密⟧件"),
    "引号跨行不算": (InQuotes(), "甲\n“⟦机密⟧”", "“甲\n⟦机密⟧”"),
    "在单引号内": (InQuotes(), "‘⟦机密⟧’", "’⟦机密⟧‘"),
    "在直角引号内": (InQuotes(), "「⟦机密⟧」", "」⟦机密⟧「"),
    "在双直角引号内": (InQuotes(), "『⟦机密⟧』", "『』⟦机密⟧『』"),
    "在书名号内": (InQuotes(), "《⟦机密⟧档案》", "《档案》⟦机密⟧《甲》"),
    "在单书名号内": (InQuotes(), "〈⟦机密⟧〉", "〉⟦机密⟧〈"),
    "在直引号内": (InQuotes(), '标为"⟦机密⟧"的', '"标"为⟦机密⟧"的"'),
    "在反引号内": (InQuotes(), "`⟦机密⟧`", "`甲` ⟦机密⟧ `乙`"),
    "引号隔得太远": (
        InQuotes(),
        "“" + "甲" * 70 + "⟦机密⟧”",
        "“" + "甲" * 90 + "⟦机密⟧”",
    ),
    "被否定": (Negated(), "不属于⟦机密⟧", "属于⟦机密⟧"),
    "被否定、隔着几个字": (Negated(), "没有标注为⟦机密⟧", "没有,标注为⟦机密⟧"),
    "被否定、隔得太远": (Negated(), "不是某某局的⟦机密⟧", "不是某某局某某处某人的⟦机密⟧"),
    "否定在另一句": (Negated(), "未标⟦机密⟧", "未标。⟦机密⟧"),
    "否定在后面不算": (Negated(), "并非⟦机密⟧", "⟦机密⟧并非"),
    "否定在另一行": (Negated(), "撤销⟦机密⟧", "撤销\n⟦机密⟧"),
}
CASES = NEAR | OTHERS


@pytest.mark.parametrize(("condition", "holds", "_"), CASES.values(), ids=CASES)
def test_holds(condition: Condition, holds: str, _: str) -> None:
    assert objection(*seen(holds, condition)) is None
    assert objection(*seen(holds, Not(condition))) is not None


@pytest.mark.parametrize(("condition", "_", "falls"), CASES.values(), ids=CASES)
def test_falls(condition: Condition, _: str, falls: str) -> None:
    assert objection(*seen(falls, condition)) is not None
    assert objection(*seen(falls, Not(condition))) is None


@pytest.mark.parametrize("part", PARTS)
def test_part(part: str) -> None:
    others = tuple(other for other in PARTS if other != part)
    assert objection(*seen("⟦机密⟧", InPart((part,)), part=part)) is None
    assert objection(*seen("⟦机密⟧", InPart(others), part=part)) is not None
    assert objection(*seen("⟦机密⟧", Not(InPart(others)), part=part)) is None


@pytest.mark.parametrize("part", ["header", "textbox"])
def test_a_header_is_always_at_the_top(part: str) -> None:
    assert objection(*seen("甲\n乙\n丙\n⟦机密⟧", AtTop(2), part=part)) is None
    assert objection(*seen("甲\n乙\n丙\n⟦机密⟧", AtTop(2), part="footer")) is not None


def test_the_part_is_where_the_hit_begins() -> None:
    text = "甲\n机密"
    places = ((0, Place("body", "正文")), (2, Place("footer", "第1节页脚")))
    hit, _ = seen("甲\n⟦机密⟧", InPart(("footer",)))
    assert (
        objection(hit, Scene(Page(Document("例.txt", text, places), fold(text)), Standing()))
        is None
    )


# --- the reasons -----------------------------------------------------------------------------

REASONS = {
    "词": (WholeWord(), "司⟦机密⟧切", "body", "并非独立成词"),
    "非词": (Not(WholeWord()), "⟦机密⟧", "body", "独立成词"),
    "校验": (Valid("mobile"), "⟦123⟧", "body", "并非通过校验 mobile"),
    "校验反": (Not(Valid("mobile")), "⟦13800138000⟧", "body", "通过校验 mobile"),
    "附近": (Near(("标志", "标注"), 9), "⟦机密⟧", "body", "并非附近有「标志」「标注」等词"),
    "附近反": (Not(Near(("标志", "标注"), 9)), "标注⟦机密⟧标志", "body", "附近有「标志」「标注」"),
    "附近几个": (
        Near(("甲", "乙"), 9, "both", 2),
        "甲⟦机密⟧",
        "body",
        "并非附近有「甲」「乙」等词2 个以上",
    ),
    "位置": (InPart(("header", "footer")), "⟦机密⟧", "body", "并非位于 header、footer"),
    "位置反": (Not(InPart(("header",))), "⟦机密⟧", "header", "位于第1节页眉"),
    "独行": (Alone(), "甲⟦机密⟧", "body", "并非独占一行"),
    "独行反": (Not(Alone()), "⟦机密⟧", "body", "独占一行"),
    "文首": (AtTop(1), "甲\n⟦机密⟧", "body", "并非位于前 1 行"),
    "文首反": (Not(AtTop(3)), "⟦机密⟧", "body", "位于前 3 行"),
    "引号": (InQuotes(), "⟦机密⟧", "body", "并非在引号或书名号内"),
    "引号反": (Not(InQuotes()), "“⟦机密⟧”", "body", "在引号或书名号内"),
    "否定": (Negated(), "⟦机密⟧", "body", "并非被否定"),
    "否定反": (Not(Negated()), "不是⟦机密⟧", "body", "被否定"),
}


@pytest.mark.parametrize(("condition", "text", "part", "reason"), REASONS.values(), ids=REASONS)
def test_reasons(condition: Condition, text: str, part: str, reason: str) -> None:
    told = objection(*seen(text, condition, part=part))
    assert told == reason
    assert re.search(r"[\u4e00-\u9fff]", reason)


def test_the_first_condition_that_fails_is_the_reason() -> None:
    where = (Negated(), Alone(), InQuotes())
    assert objection(*seen("不是⟦机密⟧", *where)) == "并非独占一行"
    assert objection(*seen("甲⟦机密⟧", *where)) == "并非被否定"


DAYS = {
    "命中里的日期已过": (BeforeDate("hit"), "⟦公示至2026年3月7日⟧", True),
    "命中里的日期未到": (BeforeDate("hit"), "⟦公示至2027年3月7日⟧", False),
    "当日未过": (BeforeDate("hit"), "⟦公示至2026年11月24日⟧", False),
    "命中里没有日期": (BeforeDate("hit"), "2020年⟦公示⟧", False),
    "同行": (BeforeDate("line"), "2020年5月⟦公示⟧", True),
    "隔行": (BeforeDate("line"), "2020年5月\n⟦公示⟧", False),
    "文首": (BeforeDate("top"), "2020年5月\n⟦公示⟧", True),
    "文首以下": (BeforeDate("top"), "甲\n" * 8 + "2020年5月⟦公示⟧", False),
    "文首以最晚的为准": (BeforeDate("top"), "2020年5月，2030年\n⟦公示⟧", False),
}


@pytest.mark.parametrize(("condition", "text", "stands"), DAYS.values(), ids=DAYS)
def test_dates(condition: Condition, text: str, stands: bool) -> None:
    assert (objection(*seen(text, condition)) is None) is stands


def test_without_a_day_no_date_has_passed() -> None:
    hit, scene = seen("⟦2020年5月⟧", BeforeDate("hit"))
    dayless = Scene(Page(scene.page.document, scene.page.folded), scene.standing)
    assert objection(hit, dayless) == "并非所写日期已过"


def test_the_genre_of_the_document() -> None:
    notice = "关于录用的公示\n⟦名单⟧"
    assert objection(*seen(notice, Genre(("公示", "公告")))) is None
    assert objection(*seen(notice, Genre(("公告",)))) == "并非文种为 公告"
    told = objection(*seen(notice, Not(Genre(("公示",)))))
    assert told == "文种为公示（标题「关于录用的公示」）"


def test_a_preview_is_info_at_most() -> None:
    hit, scene = seen("⟦机密⟧", levels=(ERROR,))
    earned, told = level(hit._replace(rule=hit.rule._replace(preview=True)), scene)
    assert (earned.severity, earned.message, told) == (
        Severity.INFO,
        "独行",
        "独占一行，位于前 1 行，试行",
    )


# --- allowed phrases -------------------------------------------------------------------------

ALLOWED = {
    "在放行词内": ("计算机密码", "计算⟦机密⟧码", True),
    "放行词到命中为止": ("计算机密", "计算⟦机密⟧", True),
    "放行词从命中起": ("机密码", "⟦机密⟧码", True),
    "放行词就是命中": ("机密", "⟦机密⟧", True),
    "第二处才是": ("密机密", "密机密机密机⟦密机密⟧", True),
    "放行词在别处": ("计算机密码", "计算机密码与⟦机密⟧", False),
    "放行词在后面": ("计算机密码", "⟦机密⟧与计算机密码", False),
    "只盖住一半": ("计算机", "计算⟦机密⟧", False),
    "只盖住后一半": ("密码", "⟦机密⟧码", False),
    "比命中短": ("机", "⟦机密⟧", False),
}


@pytest.mark.parametrize(("phrase", "text", "allowed"), ALLOWED.values(), ids=ALLOWED)
def test_a_longer_allowed_phrase_wins_by_span(phrase: str, text: str, allowed: bool) -> None:
    reason = f"属于放行词「{phrase}」" if allowed else None
    assert objection(*seen(text, allow=("无关", phrase))) == reason


def test_an_allowed_phrase_comes_before_all_conditions() -> None:
    told = objection(*seen("计算⟦机密⟧码", Alone(), allow=("计算机密码",)))
    assert told == "属于放行词「计算机密码」"


# --- levels ----------------------------------------------------------------------------------

ERROR = Level(Severity.ERROR, (Alone(), AtTop(1)), "独行", "停", None)
INFO = Level(Severity.INFO, (InQuotes(),), "引用", "看", None)
LEVELS = {
    "都不成立": ("甲\n⟦机密⟧件", Severity.WARNING, "例", ""),
    "第一级": ("⟦机密⟧\n乙", Severity.ERROR, "独行", "独占一行，位于前 1 行"),
    "条件只有一半": ("甲\n⟦机密⟧\n乙", Severity.WARNING, "例", ""),
    "第二级": ("甲“⟦机密⟧”件", Severity.INFO, "引用", "在引号或书名号内"),
    "两级都成立取先": ("“⟦机密⟧”", Severity.ERROR, "独行", "独占一行，位于前 1 行"),
}


@pytest.mark.parametrize(("text", "bad", "message", "evidence"), LEVELS.values(), ids=LEVELS)
def test_the_first_level_that_holds(text: str, bad: Severity, message: str, evidence: str) -> None:
    earned, told = level(*seen(text, levels=(ERROR, INFO)))
    assert (earned.severity, earned.message, told) == (bad, message, evidence)


def test_what_does_not_hold_is_evidence_too() -> None:
    calm = Level(Severity.INFO, (Not(Alone()), Near(("标志",), "line")), "叙述", "看", None)
    earned, told = level(*seen("标志为⟦机密⟧", levels=(calm,)))
    assert (earned, told) == (calm, "并非独占一行，附近有「标志」")


# --- near, held to a naive one ---------------------------------------------------------------


def window(before: str, after: str, within: int | str) -> tuple[str, str]:
    """What of the text before and after a hit is looked at."""
    match within:
        case int():
            return before[max(0, len(before) - within) :], after[:within]
        case "sentence":
            return re.split("[。\n]", before)[-1], re.split("[。\n]", after)[0]
        case "line":
            return before.rpartition("\n")[2], after.partition("\n")[0]
        case "paragraph":
            return before.rpartition("\n\n")[2], after.partition("\n\n")[0]
        case _:
            return before, after


@settings(max_examples=300, deadline=None)
@given(
    before=st.text("机密级标。\n", max_size=12),
    after=st.text("机密级标。\n", max_size=12),
    words=st.lists(
        st.text("机密级标", min_size=1, max_size=3), min_size=1, max_size=3, unique=True
    ),
    within=st.sampled_from([0, 1, 3, "sentence", "line", "paragraph", "document"]),
    side=st.sampled_from(["before", "after", "both"]),
)
@example(before="级", after="", words=["级机"], within="document", side="before")
def test_near_is_the_naive_one(
    before: str, after: str, words: list[str], within: int | str, side: str
) -> None:
    left, right = window(before, after, within)
    stands = any(
        (side != "after" and word in left) or (side != "before" and word in right) for word in words
    )
    hit, page = seen(f"{before}⟦机密⟧{after}", Near(tuple(words), within, side))
    assert (objection(hit, page) is None) == stands


COLUMNS = {
    "表头": ("姓名\t密码\n甲\t⟦机密⟧", True),
    "标题行之下的表头": ("名单\t\n姓名\t密码\n甲\t⟦机密⟧", True),
    "竖线表": ("| 姓名 | 密码 |\n|---|---|\n| 甲 | ⟦机密⟧ |", True),
    "隔着很多行": ("姓名\t密码\n" + "甲\t乙\n" * 500 + "甲\t⟦机密⟧", True),
    "别的列": ("密码\t姓名\n甲\t⟦机密⟧", False),
    "不在表里": ("密码\n⟦机密⟧", False),
    "隔着空行": ("姓名\t密码\n\n甲\t⟦机密⟧", False),
    "同一行": ("密码\t⟦机密⟧", False),
    "缺格的表头": ("密码\n甲\t⟦机密⟧", False),
}


@pytest.mark.parametrize(("text", "stands"), COLUMNS.values(), ids=COLUMNS)
def test_the_head_of_a_column(text: str, stands: bool) -> None:
    refused = objection(*seen(text, Near(("密码",), "column")))
    assert (refused is None) is stands
