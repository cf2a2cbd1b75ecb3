"""Laws: what a basis names is there, as the law has it; a broken law file says where."""

import re
from pathlib import Path

import pytest

from seclint import packs
from seclint.errors import RuleError
from seclint.packs.law import Article, Law, Laws
from seclint.packs.lawfile import gathered, parse_law

BUNDLED = packs.load([packs.bundled()])
LAWS = BUNDLED.laws

# --- the laws that ship --------------------------------------------------------------------

each_law = pytest.mark.parametrize("law", LAWS.by_name.values(), ids=lambda law: law.name)

BASES = sorted({basis for rule in BUNDLED.rules for basis in rule.basis})


@pytest.mark.parametrize("basis", BASES)
def test_a_basis_names_an_article_in_force(basis: str) -> None:
    assert LAWS.objection(basis) is None
    assert LAWS.article(basis)


@each_law
def test_an_article_is_no_guess(law: Law) -> None:
    """What the domain reference only remembers, or could not number, is not in the data."""
    for article in law.articles.values():
        assert not re.search(r"\[|待核|未核|\?|？", article.text), article
        assert article.text == article.text.strip()
    assert bool(law.checked) == bool(law.articles)


@each_law
def test_a_law_in_force_has_articles_and_another_one_has_none(law: Law) -> None:
    awaited = {"国家秘密定密管理规定"}  # its articles were not seen whole
    assert bool(law.articles) == (law.status == "in-force" and law.name not in awaited)
    assert bool(law.replaced_by) == (law.status != "in-force")


QUOTED = {
    "审查": ("保守国家秘密法 第三十五条", "机关、单位应当依法对拟公开的信息进行保密审查"),
    "逐项审查": ("保守国家秘密法实施条例 第四十二条", "对拟公开的信息逐项进行保密审查"),
    "密级": ("保守国家秘密法 第十四条", "国家秘密的密级分为绝密、机密、秘密三级。"),
    "不予公开": ("政府信息公开条例 第十四条", "不予公开"),
    "单独同意": ("个人信息保护法 第二十五条", "取得个人单独同意的除外"),
    "商业秘密": ("反不正当竞争法 第十条", "不为公众所知悉、具有商业价值"),
    "标底": ("招标投标法 第二十二条", "招标人设有标底的，标底必须保密"),
}


@pytest.mark.parametrize(("basis", "words"), QUOTED.values(), ids=QUOTED)
def test_the_words_of_the_law(basis: str, words: str) -> None:
    article = LAWS.article(basis)
    assert article
    assert article.quoted
    assert words in article.text


SUBJECTS = {
    "要害部门": "保守国家秘密法 第三十九条",
    "有之一的条": "刑法 第二百八十四条之一",
    "监狱": "监狱法 第八条",
}


@pytest.mark.parametrize("basis", SUBJECTS.values(), ids=SUBJECTS)
def test_a_subject_is_not_the_words_of_the_law(basis: str) -> None:
    article = LAWS.article(basis)
    assert article
    assert not article.quoted


def test_only_the_words_of_the_law_are_put_in_quotes() -> None:
    assert LAWS.told("保守国家秘密法 第三十三条") == (
        "保守国家秘密法 第三十三条：“网络信息的制作、复制、发布、传播，应当遵守国家保密规定”"
    )
    assert LAWS.told("保守国家秘密法 第三十九条") == (
        "保守国家秘密法 第三十九条（保密要害部门、部位）"
    )
    assert LAWS.told("某法 第一条") == "某法 第一条"


MOVED = {
    "审查和采购": ("保守国家秘密法", "第二十九条", ("第三十五条", "第四十二条")),
    "涉密人员": ("保守国家秘密法", "第三十六条", ("第四十三条",)),
    "24 小时报告": ("保守国家秘密法实施条例", "第三十四条", ("第六十一条",)),
    "商业秘密": ("反不正当竞争法", "第九条", ("第十条",)),
    "漏洞": ("网络安全法", "第二十六条", ("第二十八条",)),
    "统计对象": ("统计法", "第二十五条", ("第二十八条",)),
    "传染病": ("传染病防治法", "第十二条", ("第十六条",)),
    "前身的条": ("社会救助法", "第六十一条", ("第十一条",)),
    "没有移过": ("民法典", "第一千零三十九条", ()),
}


@pytest.mark.parametrize(("name", "old", "now"), MOVED.values(), ids=MOVED)
def test_where_an_article_went(name: str, old: str, now: tuple[str, ...]) -> None:
    assert LAWS.by_name[name].now(old) == now


# Name: (basis, what the objection says; None: it stands).
OBJECTIONS = {
    "有的条": ("保守国家秘密法 第三十五条", None),
    "有之一的条": ("刑法 第二百五十三条之一", None),
    "没有这部法律": ("保守国家秘密发 第三十五条", "是不是「保守国家秘密法」？"),
    "简称": ("保密法 第三十五条", "应写「保守国家秘密法」"),
    "全称": ("中华人民共和国密码法 第七条", "应写「密码法」"),
    "没有这一条": ("保守国家秘密法 第三百五十条", "没有核对过的条文「第三百五十条」；是不是「第"),
    "没有之一": ("刑法 第二百八十四条", "是不是「第二百八十四条之一」？"),
    "写了款": ("保守国家秘密法 第二十条第四款", "是不是「第二十条」？"),
    "旧条号": ("反不正当竞争法 第九条", "这是旧条号，现为「第十条」"),
    "旧条号分成两条": ("保守国家秘密法 第四十八条", "现为「第五十七条」"),
    "被取代的法律": ("社会救助暂行办法 第六十一条", "现为「社会救助法」"),
    "被废止的法律": ("保守国家秘密法实施办法 第四条", "现为「保守国家秘密法实施条例」"),
    "条文没有核对": ("国家秘密定密管理规定 第二条", "没有核对过的条文「第二条」"),
    "没有条号": ("保守国家秘密法", "没有核对过的条文「」"),
}


@pytest.mark.parametrize(("basis", "says"), OBJECTIONS.values(), ids=OBJECTIONS)
def test_why_a_basis_does_not_stand(basis: str, says: str | None) -> None:
    objection = LAWS.objection(basis)
    assert (objection is None) == (says is None) == (LAWS.article(basis) is not None)
    assert says is None or says in str(objection)


# --- what a law file may say ---------------------------------------------------------------

LAW = """\
law: 示例法
short: [例法]
full: 中华人民共和国示例法
version: 2024年修订
in-force: "2024-05-01"
status: in-force
checked: "2026-07-17"
articles:
  第一条: 示例应当真实。
  第二条: {subject: 示例的范围}
  第二条之一: 示例……不得外传
formerly:
  "2010":
    第九条: [第一条, 第二条之一]
"""


def laws(*texts: str) -> Laws:
    return gathered(parse_law(f"{index}.yaml", text) for index, text in enumerate(texts))


def test_a_small_law() -> None:
    law = laws(LAW).by_name["示例法"]
    assert (law.full, law.short, law.status) == ("中华人民共和国示例法", ("例法",), "in-force")
    assert (law.version, law.in_force, law.checked) == ("2024年修订", "2024-05-01", "2026-07-17")
    assert (law.replaced_by, law.until) == ("", "")
    assert tuple(law.articles.values()) == (
        Article("第一条", "示例应当真实。", quoted=True),
        Article("第二条", "示例的范围", quoted=False),
        Article("第二条之一", "示例……不得外传", quoted=True),
    )
    assert law.now("第九条") == ("第一条", "第二条之一")
    assert law.now("第一条") == ()


# Name: (what is replaced, what by, line:column, what the message says). Lines count in LAW.
BROKEN = {
    "键拼错": ("version:", "verison:", "4:1", "是不是「version」"),
    "缺少名称": ("law: 示例法\n", "", "1:1", "缺少「law」"),
    "缺少状态": ("status: in-force\n", "", "1:1", "缺少「status」"),
    "状态写错": ("status: in-force", "status: inforce", "6:9", "是不是「in-force」"),
    "废止而没有取代者": ("status: in-force", "status: repealed", "6:9", "replaced-by"),
    "现行而有取代者": ("short:", "replaced-by: 又法\nshort:", "7:9", "replaced-by"),
    "日期没有引号": ('"2024-05-01"', "2024-05-01", "5:11", "加引号"),
    "日期不存在": ('"2024-05-01"', '"2024-05-32"', "5:11", "日期"),
    "日期写法": ('"2024-05-01"', '"20240501"', "5:11", "日期"),
    "没有核对日期": ('checked: "2026-07-17"\n', "", "8:3", "checked"),
    "条号没有第": ("第一条: 示例", "一条: 示例", "9:3", "第三十五条"),
    "条号用数字": ("第一条: 示例", "第1条: 示例", "9:3", "第三十五条"),
    "条号带款": ("第一条: 示例", "第一条第二款: 示例", "9:3", "不写款、项"),
    "条文重复": ("第二条: {", "第一条: {", "10:3", "「第一条」重复"),
    "条文是空的": ("示例应当真实。", "''", "9:8", "不能为空"),
    "条文是列表": ("示例应当真实。", "[示例]", "9:8", "键: 值"),
    "题目拼错": ("{subject:", "{subjct:", "10:9", "是不是「subject」"),
    "题目是空的": ("{subject: 示例的范围}", "{subject: ''}", "10:18", "不能为空"),
    "旧条号移到没有的条": ("[第一条, 第二条之一]", "[第十一条]", "14:11", "是不是「第一条」"),
    "旧条号写错": ("第九条:", "九条:", "14:5", "第三十五条"),
    "旧条号不是列表": ("[第一条, 第二条之一]", "第一条", "14:10", "列表"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_law_says_where(old: str, new: str, place: str, says: str) -> None:
    assert LAW.count(old) == 1
    with pytest.raises(RuleError) as refused:
        laws(LAW.replace(old, new))
    told = str(refused.value)
    assert told.startswith(f"0.yaml:{place}: ")
    assert says in told


def test_old_numbers_need_present_ones() -> None:
    with pytest.raises(RuleError, match=r"^0\.yaml:9:3: .*articles"):
        laws(re.sub("articles:\n(  第.*\n)+", "", LAW))


# --- laws together -------------------------------------------------------------------------

OTHER = "law: 又法\nfull: 又法\nstatus: in-force\n"
GONE = "law: 旧法\nfull: 旧法\nstatus: superseded\nreplaced-by: 又法\n"


def test_laws_together() -> None:
    assert list(laws(GONE, OTHER, LAW).by_name) == ["旧法", "又法", "示例法"]


# Name: (files, what the message says). The last file is the broken one.
CLASHES = {
    "同名": ((OTHER, OTHER), r"^1\.yaml:1:6: .*「又法」重复"),
    "简称是别的法律": ((OTHER, LAW.replace("例法]", "又法]")), r"^1\.yaml:2:9: .*「又法」重复"),
    "全称是别的法律": (
        (LAW, OTHER.replace("full: 又法", "full: 例法")),
        r"^1\.yaml:2:7: .*「例法」重复",
    ),
    "取代者不在": ((OTHER, GONE.replace("by: 又法", "by: 又发")), r"^1\.yaml:4:14: .*「又发」"),
}


@pytest.mark.parametrize(("texts", "says"), CLASHES.values(), ids=CLASHES)
def test_laws_that_do_not_fit(texts: tuple[str, ...], says: str) -> None:
    with pytest.raises(RuleError, match=says):
        laws(*texts)


# --- packs and laws ------------------------------------------------------------------------

PACK = """\
pack: test
prefix: TT
title: 试
version: "1"
rules:
  - id: TT001
    name: first-rule
    title: 例
    kind: mark.state
    severity: error
    basis: [保守国家秘密法 第三十五条, 示例法 第二条]
    cases: [F01]
    find: {terms: [机密★]}
    message: 出现例子
    remedy: 删去
    examples:
      flag: ['⟦机密★⟧']
      pass: [公开]
"""


def load(folder: Path, pack: str, law: str | None = LAW) -> packs.Ruleset:
    (folder / "试.yaml").write_text(pack, "utf-8")
    if law is not None:
        (folder / "law").mkdir()
        (folder / "law" / "示例.yaml").write_text(law, "utf-8")
    return packs.load([folder])


def test_a_folder_may_add_laws(tmp_path: Path) -> None:
    ruleset = load(tmp_path, PACK)
    assert ruleset.laws.article("示例法 第二条") == Article("第二条", "示例的范围", quoted=False)
    assert ruleset.laws.article("保守国家秘密法 第三十五条")


# Name: (what is replaced in PACK, what by, line:column, what the message says).
REFUSED = {
    "没有这一条": ("示例法 第二条", "示例法 第三条", "11:28", "没有核对过的条文「第三条」"),
    "没有这部法律": ("示例法 第二条", "示列法 第二条", "11:28", "是不是「示例法」？"),
    "旧条号": ("示例法 第二条", "示例法 第九条", "11:28", "现为「第一条」「第二条之一」"),
    "第一个就不对": ("家秘密法 第三十五条", "家秘密法 第三百条", "11:13", "「第三百条」"),
    "案例不在": ("[F01]", "[F99]", "12:13", "没有案例「F99」"),
}


@pytest.mark.parametrize(("old", "new", "place", "says"), REFUSED.values(), ids=REFUSED)
def test_a_source_that_there_is_not_is_refused(
    tmp_path: Path, old: str, new: str, place: str, says: str
) -> None:
    with pytest.raises(RuleError) as refused:
        load(tmp_path, PACK.replace(old, new))
    assert str(refused.value).startswith(f"{tmp_path / '试.yaml'}:{place}: ")
    assert says in str(refused.value)


def test_a_law_is_not_there_without_its_file(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="没有收录法律「示例法」"):
        load(tmp_path, PACK, law=None)


def test_a_broken_law_of_a_folder_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"law.示例\.yaml:1:6: .*「刑法」重复"):
        load(tmp_path, PACK, LAW.replace("law: 示例法", "law: 刑法"))


def test_a_law_file_is_utf8(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "乙.yaml").write_bytes(LAW.encode("gb18030"))
    with pytest.raises(RuleError, match=r"乙\.yaml:1:7: .*UTF-8"):
        load(tmp_path, PACK, law=None)
