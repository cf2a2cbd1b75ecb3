"""Packs: rules that ship do what they say and stand on checked law; a broken one says where."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from seclint import packs
from seclint.errors import RuleError, SeclintError, UsageError
from seclint.model import KINDS, Columns, Example, Near, Not, Rule, Severity, Span, Terms, Together
from seclint.packs import Ruleset, examples

SHOWN = ("mark.state", "mark.work", "mark.internal", "mark.cable", "element.")
MASKED = ("pii.phone", "pii.bank", "pii.email", "pii.passport")
BUNDLED = packs.load([packs.bundled()])
TOGETHER = packs.compiled(BUNDLED)

# --- the rules that ship -------------------------------------------------------------------

each_rule = pytest.mark.parametrize("rule", BUNDLED.rules, ids=lambda rule: rule.id)


@each_rule
def test_a_rule_does_what_its_examples_say(rule: Rule) -> None:
    failed = examples.failures_of(rule, TOGETHER)
    assert [f"第{f.example.line}行：{f.message}" for f in failed] == []


def test_a_rule_has_three_true_and_three_false_cases() -> None:
    few = [
        rule.id
        for rule in BUNDLED.rules
        for found in [sum(bool(example.spans) for example in rule.examples)]
        if found < 3 or len(rule.examples) - found < 3
    ]
    assert few == []


def test_a_rule_speaks_english() -> None:
    silent = [
        rule.id
        for rule in BUNDLED.rules
        for words in (rule.english, *(level.english for level in rule.levels))
        if not (words and words.title and words.message and words.remedy)
    ]
    assert silent == []


def test_a_rule_decides_nothing_itself() -> None:
    """Only the classifying authority says what is a secret: a rule suspects."""
    decided = re.compile("(?<!不)属于国家秘密|是国家秘密")
    assert [rule.id for rule in BUNDLED.rules if decided.search(rule.message)] == []
    assert [rule.id for rule in BUNDLED.rules if rule.kind not in KINDS] == []
    errors = [rule for rule in BUNDLED.rules if rule.severity is Severity.ERROR]
    assert [rule.id for rule in errors if not rule.basis] == []


def test_a_marking_is_shown_and_a_number_is_not() -> None:
    """A mark is no secret; a person's number is. The head of a table is none, its cells are."""
    marks = [rule for rule in BUNDLED.rules if rule.kind.startswith(SHOWN)]
    numbers = [
        rule
        for rule in BUNDLED.rules
        if rule.kind in MASKED and not isinstance(rule.find, Columns | Together)
    ]
    assert marks
    assert numbers
    assert [rule.id for rule in marks if rule.mask != "none"] == []
    assert [rule.id for rule in numbers if rule.mask == "none"] == []


def test_names_tell_rules_apart() -> None:
    names = [rule.name for rule in BUNDLED.rules]
    assert len(names) == len(set(names))


# --- what a pack may say -------------------------------------------------------------------

PACK = """\
pack: test
prefix: TT
title: 试
version: "1"
define:
  LV: '(?:机密|秘密)'
lists:
  引: [例如, 譬如]
rules:
  - id: TT001
    name: first-rule
    title: 例
    kind: mark.state
    severity: warning
    find:
      pattern: '{LV}★'
    where:
      - alone
    message: 出现例子
    remedy: 删去
    examples:
      flag: ['⟦机密★⟧']
      pass: [公开]
"""


def load(folder: Path, text: str | bytes, name: str = "试.yaml") -> Ruleset:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return packs.load([folder])


def test_a_small_pack(tmp_path: Path) -> None:
    (rule,) = load(tmp_path, PACK).rules
    assert (rule.id, rule.name, rule.severity) == ("TT001", "first-rule", Severity.WARNING)
    assert rule.examples == (
        Example("机密★", (Span(0, 3),), "body", None, 22),
        Example("公开", (), "body", None, 23),
    )
    assert not list(examples.failures(load(tmp_path, PACK)))


def test_the_words_of_a_rule_are_folded(tmp_path: Path) -> None:
    text = PACK.replace("pattern: '{LV}★'", "terms: ['機　密（☆）', ＡＢ]")
    (rule,) = load(tmp_path, text.replace("⟦机密★⟧", "⟦AB⟧")).rules
    assert rule.find == Terms(("机密(★)", "AB"))


def test_a_condition_may_be_turned_round(tmp_path: Path) -> None:
    (rule,) = load(tmp_path, PACK.replace("- alone", "- not-near: {words: 引, within: 3}")).rules
    assert isinstance(rule.where[0], Not)
    assert rule.where[0].condition.words == ("例如", "譬如")


WINDOW = '    valid-from: "2026-03-01"\n    valid-until: "2026-03-15"\n    message:'


@pytest.mark.parametrize(
    ("day", "holds"), [("02-28", False), ("03-01", True), ("03-15", True), ("03-16", False)]
)
def test_a_rule_holds_in_its_window(tmp_path: Path, day: str, holds: bool) -> None:
    ruleset = load(tmp_path, PACK.replace("    message:", WINDOW, 1))
    rules = packs.in_force(ruleset, date.fromisoformat(f"2026-{day}")).rules
    assert [rule.id for rule in rules] == ["TT001"] * holds


def test_what_a_rule_may_say_of_itself(tmp_path: Path) -> None:
    more = "    suppressible: false\n    preview: true\n    cases: [F01]\n    message:"
    rule = load(tmp_path, PACK.replace("    message:", more, 1)).rules[0]
    assert (rule.suppressible, rule.preview, rule.cases) == (False, True, ("F01",))


# --- shared lists ----------------------------------------------------------------------------

SHARED = "lists:\n  共用: [示例甲, 示例乙]\n  引: [共用的引]\ndefine:\n  STAR: '★'\n"


def near_words(ruleset: Ruleset) -> tuple[str, ...]:
    condition = ruleset.rules[0].where[-1]
    assert isinstance(condition, Near)
    return condition.words


def test_packs_share_lists_and_pieces(tmp_path: Path) -> None:
    (tmp_path / "lists.yaml").write_text(SHARED, "utf-8")
    pack = PACK.replace("'{LV}★'", "'{LV}{STAR}'")
    shared = load(tmp_path, pack.replace("- alone", "- near: {words: 共用, within: 3}"))
    assert near_words(shared) == ("示例甲", "示例乙")
    own = load(tmp_path, pack.replace("- alone", "- near: {words: 引, within: 3}"))
    assert near_words(own) == ("例如", "譬如")
    assert own.sha256 != shared.sha256


def test_the_digest_knows_the_shared_lists(tmp_path: Path) -> None:
    (tmp_path / "lists.yaml").write_text(SHARED, "utf-8")
    first = load(tmp_path, PACK).sha256
    (tmp_path / "lists.yaml").write_text(SHARED.replace("乙", "丙"), "utf-8")
    assert load(tmp_path, PACK).sha256 != first


def book(path: Path) -> None:
    """An Excel file with two sheets; the second has the words in its second column."""
    workbook = Workbook()
    workbook.active.append(["名称"])
    workbook.active.append(["首张"])
    sheet = workbook.create_sheet("在研")
    for row in (["编号", "代号"], [1, "示例工程"], [2, None], [3, "样例工程"]):
        sheet.append(row)
    workbook.save(path)


LIST_FILES = {
    "文本": ("词.txt", "{file: 词.txt}", ("示例甲", "机密")),
    "CSV 按列": ("词.csv", "{file: 词.csv, column: 代号}", ("示例一", "示例二")),
    "CSV 首列": ("词.csv", "{file: 词.csv}", ("1", "2")),
    "Excel 按表按列": (
        "词.xlsx",
        "{file: 词.xlsx, sheet: 在研, column: 代号}",
        ("示例工程", "样例工程"),
    ),
    "Excel 首表首列": ("词.xlsx", "{file: 词.xlsx}", ("首张",)),
}
WRITTEN = {
    "词.txt": "# 注释\n示例甲\n\n　機密\n示例甲\n",
    "词.csv": '\ufeff编号,代号\n1,示例一\n2,"示例二"\n',
}


def write_list(folder: Path, name: str) -> None:
    if name in WRITTEN:
        (folder / name).write_text(WRITTEN[name], "utf-8")
    else:
        book(folder / name)


@pytest.mark.parametrize(("name", "written", "words"), LIST_FILES.values(), ids=LIST_FILES)
def test_a_list_from_a_file(
    tmp_path: Path, name: str, written: str, words: tuple[str, ...]
) -> None:
    write_list(tmp_path, name)
    pack = PACK.replace("[例如, 譬如]", written)
    ruleset = load(tmp_path, pack.replace("- alone", "- near: {words: 引, within: 3}"))
    assert near_words(ruleset) == words


BAD_LISTS = {
    "没有这一列": (
        "词.csv",
        "{file: 词.csv, column: 代好}",
        r"没有「代好」这一列；可用：编号、代号",
    ),
    "没有这张表": (
        "词.xlsx",
        "{file: 词.xlsx, sheet: 在岩}",
        r"没有「在岩」这张工作表；可用：Sheet、在研",
    ),
    "不是 Excel": ("词.txt", "{file: 假.xlsx}", r"读不出词表文件"),
    "一个词也没有": ("词.txt", "{file: 空.txt}", r"里没有词"),
    "不是 UTF-8": ("词.txt", "{file: 国标.txt}", r"读不出词表文件.*UnicodeDecodeError"),
}


@pytest.mark.parametrize(("name", "written", "says"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_a_list_that_cannot_be_had(tmp_path: Path, name: str, written: str, says: str) -> None:
    write_list(tmp_path, name)
    (tmp_path / "假.xlsx").write_text("不是", "utf-8")
    (tmp_path / "空.txt").write_text("# 无\n", "utf-8")
    (tmp_path / "国标.txt").write_bytes("机密".encode("gbk"))
    with pytest.raises(RuleError, match=rf"试\.yaml:8:\d+: .*{says}"):
        load(tmp_path, PACK.replace("[例如, 譬如]", written))


# Name: (what is replaced, what by, line:column, what the message says). Lines count in PACK.
BROKEN = {
    "未知的键": ("    remedy: 删去", "    remedy: 删去\n    colour: 红", "21:5", "「colour」"),
    "键拼错": ("severity: warning", "severty: warning", "14:5", "是不是「severity」"),
    "包的键拼错": ("version:", "verison:", "4:1", "是不是「version」"),
    "键重复": ("    remedy: 删去", "    title: 又", "20:5", "「title」重复"),
    "包的键重复": ("title: 试", "pack: 试", "3:1", "「pack」重复"),
    "缺少键": ("    title: 例\n", "", "10:5", "缺少「title」"),
    "缺少版本": ('version: "1"\n', "", "1:1", "缺少「version」"),
    "没有 flag": ("      flag: ['⟦机密★⟧']\n", "", "22:7", "缺少「flag」"),
    "没有 pass": ("      pass: [公开]\n", "", "22:7", "缺少「pass」"),
    "flag 是空的": ("['⟦机密★⟧']", "[]", "22:7", "至少要有一个 flag"),
    "pass 是空的": ("[公开]", "[]", "22:7", "至少要有一个"),
    "flag 没有标出": ("'⟦机密★⟧'", "'机密★'", "22:14", "用⟦⟧标出"),
    "第二个 flag 没有标出": ("'⟦机密★⟧'", "'⟦机密★⟧', 秘密★", "22:23", "用⟦⟧标出"),
    "标记没有收尾": ("'⟦机密★⟧'", "'⟦机密★'", "22:14", "不成对"),
    "标记没有开头": ("'⟦机密★⟧'", "'机密★⟧'", "22:14", "不成对"),
    "标记套着标记": ("'⟦机密★⟧'", "'⟦机⟦密★⟧⟧'", "22:14", "不成对"),
    "pass 有标记": ("[公开]", "['⟦公开⟧']", "23:14", "不该有⟦⟧"),
    "error 没有依据": ("severity: warning", "severity: error", "10:5", "没有依据"),
    "只在一级里 error": (
        "    message:",
        "    levels:\n      - {severity: error, when: [alone]}\n    message:",
        "10:5",
        "没有依据",
    ),
    "依据没有条": ("    message:", "    basis: [保密法]\n    message:", "19:13", "第×条"),
    "模式不合语法": ("'{LV}★'", "'({LV}★'", "16:16", "RE2"),
    "模式有环视": ("'{LV}★'", "'(?<=甲){LV}★'", "16:16", "RE2"),
    "没有这个片段": ("'{LV}★'", "'{LW}★'", "16:16", "「LW」"),
    "片段名小写": ("  LV:", "  lv:", "6:3", "大写"),
    "没有这种类别": ("mark.state", "mark.sate", "13:11", "是不是「mark.state」"),
    "没有这个级别": ("severity: warning", "severity: fatal", "14:15", "可用：info、warning、error"),
    "没有这个位置": ("- alone", "- part: [heading]", "18:16", "「heading」"),
    "没有这项校验": ("- alone", "- valid: residentid", "18:16", "是不是「resident-id」"),
    "没有这个词表": ("- alone", "- near: {words: 引用, within: 3}", "18:23", "「引用」"),
    "没有这个条件": ("- alone", "- alon", "18:9", "是不是「alone」"),
    "没有这个反条件": ("- alone", "- not-alon", "18:9", "是不是「not-alone」"),
    "条件该有值": ("- alone", "- near", "18:9", "后面要写值"),
    "条件不该有值": ("- alone", "- alone: 3", "18:9", "后面不写值"),
    "一条两个键": ("- alone", "- {alone: 1, part: [body]}", "18:9", "只写一个键"),
    "范围写错": ("- alone", "- near: {words: 引, within: sentense}", "18:34", "sentence"),
    "范围是负数": ("- alone", "- near: {words: 引, within: -3}", "18:34", "引号"),
    "边写错": ("- alone", "- near: {words: 引, within: 3, side: left}", "18:43", "「left」"),
    "行数不是数": ("- alone", "- at-top: 两", "18:17", "整数"),
    "边界写错": ("'{LV}★'", "'{LV}★'\n      edge: word", "17:13", "「word」"),
    "边界给了词": (
        "pattern: '{LV}★'",
        "terms: [机密★]\n      edge: digit",
        "17:13",
        "只用于 pattern",
    ),
    "查找写了两种": ("pattern: '{LV}★'", "terms: [机密★]\n      line: 机密", "16:7", "之一"),
    "查找一种也没有": ("\n      pattern: '{LV}★'", " {}", "15:11", "之一"),
    "遮法写错": ("    message:", "    mask: some\n    message:", "19:11", "「some」"),
    "no 被读成假": ("title: 例", "title: no", "12:12", "加引号"),
    "冒号被读成六十进制": ("[公开]", "[公开, 12:30]", "23:18", "加引号"),
    "日期被读成日期": ("message: 出现例子", "message: 2026-11-24", "19:14", "加引号"),
    "版本被读成数": ('"1"', "1.0", "4:10", "加引号"),
    "空值": ("message: 出现例子", "message:", "19:13", "引号"),
    "该写文字写了列表": ("title: 例", "title: [例]", "12:12", "文字"),
    "该写列表写了文字": ("[公开]", "公开", "23:13", "列表"),
    "该写键值写了列表": ("lists:\n  引: [例如, 譬如]", "lists: [例如]", "7:8", "键: 值"),
    "空的词表": ("[例如, 譬如]", "[]", "8:6", "不能为空"),
    "词表里有空词": ("[例如, 譬如]", "[例如, '']", "8:6", "空词"),
    "编号前缀不符": ("TT001", "AA001", "10:9", "「TT」"),
    "编号位数不对": ("TT001", "TT01", "10:9", "三位数字"),
    "名称有大写": ("first-rule", "First", "11:11", "小写"),
    "例子的位置写错": ("[公开]", "[{text: 公开, part: top}]", "23:31", "「top」"),
    "例子的键写错": ("[公开]", "[{txt: 公开}]", "23:15", "是不是「text」"),
    "没有这样的文种": ("- alone", "- genre: [公示, 告示]", "18:21", "可用：公示、公告"),
    "日期范围写错": ("- alone", "- before-date: title", "18:22", "可用：hit、line、top"),
    "计数没有数": ("- alone", "- count: {within: line}", "18:16", "缺少「at-least」"),
    "计数范围写错": ("- alone", "- distinct: {at-least: 2, within: page}", "18:41", "「page」"),
    "旁边没写发现": ("- alone", "- beside: {within: line}", "18:17", "缺少「findings」"),
    "旁边没有这条规则": (
        "- alone", "- beside: {findings: [TT009], within: line}", "18:29", "没有规则「TT009」"
    ),
    "旁边没有这个类别": (
        "- alone", "- beside: {findings: [pii.nam], within: line}", "18:29", "是不是「pii.name」"
    ),
    "旁边不能写同列": (
        "- alone", "- beside: {findings: [pii.id], within: column}", "18:46", "不能写 column"
    ),
    "改判里没有这条规则": (
        "    message:",
        "    levels:\n      - {severity: info, when: [beside: {findings: [TT009], within: 9}]}\n"
        "    message:",
        "20:53",
        "没有规则「TT009」",
    ),
    "成环": (
        "pattern: '{LV}★'", "all-of: [TT001, pii.id]", "10:9", "成环：TT001 → TT001"
    ),
    "成环的类别": ("- alone", "- beside: {findings: [mark.state], within: 9}", "10:9", "成环"),
    "任几样里没有这么多": (
        "pattern: '{LV}★'", "any-of: [pii.id]\n      at-least: 2", "17:17", "只列了 1 种"
    ),
    "至少只用于任几样": (
        "pattern: '{LV}★'", "all-of: [pii.id]\n      at-least: 1", "17:17", "只用于 any-of"
    ),
    "一起的范围写错": (
        "pattern: '{LV}★'", "all-of: [pii.id]\n      within: column", "17:15", "可用：line"
    ),
    "表头没写词": ("pattern: '{LV}★'", "columns: {at-least: 2}", "16:16", "缺少「words」"),
    "表头的词表没有": ("pattern: '{LV}★'", "columns: {words: 敏感列}", "16:24", "「敏感列」"),
    "起讫颠倒": (
        "    message:",
        '    valid-from: "2026-03-01"\n    valid-until: "2026-02-01"\n    message:',
        "20:18",
        "早于",
    ),
    "起始不是日期": ("    message:", '    valid-from: "三月"\n    message:', "19:17", "不是日期"),
    "日期没加引号": ("    message:", "    valid-from: 2026-03-01\n    message:", "19:17", "加引号"),
    "试行不是真假": ("    message:", "    preview: 是\n    message:", "19:14", "true 或 false"),
    "可豁免要真假": ("    message:", "    suppressible: 3\n    message:", "19:19", "true 或 false"),
    "词表文件没有": ("[例如, 譬如]", "{file: 没有.txt}", "8:13", "读不出词表文件"),
    "词表文件的格式": ("[例如, 譬如]", "{file: 词.docx}", "8:13", "只认 .txt、.csv、.xlsx"),
    "词表文件的键": ("[例如, 譬如]", "{fil: 词.txt}", "8:7", "是不是「file」"),
    "引号不成对": ("title: 例", "title: '例", "16:17", "YAML"),
    "缩进用了制表符": ("    title: 例", "\ttitle: 例", "12:1", "YAML"),
    "括号不成对": ("[公开]", "[公开", "24:1", "YAML"),
    "键的缩进不齐": ("    title: 例", "   title: 例", "12:4", "YAML"),
    "不认得的锚点": ("title: 例", "title: *a", "12:12", "YAML"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_pack_says_where(
    tmp_path: Path, old: str, new: str, place: str, says: str
) -> None:
    assert PACK.count(old) >= 1
    with pytest.raises(RuleError) as refused:
        load(tmp_path, PACK.replace(old, new, 1))
    told = str(refused.value)
    assert told.startswith(f"{tmp_path / '试.yaml'}:{place}: ")
    assert says in told
    assert "\n" not in told


FILES: dict[str, tuple[bytes, str, str]] = {
    "空文件": (b"", "1:1", "空"),
    "只有注释": ("# 说明\n".encode(), "1:1", "空"),
    "只有空值": (b"~\n", "1:1", "空"),
    "不是键值": ("规则".encode(), "1:1", "键: 值"),
    "是列表": (b"- a\n- b\n", "1:1", "键: 值"),
    "两个文档": (PACK.encode() + b"---\nx: 1\n", "24:1", "YAML"),
    "不是 YAML": (b"pack: {[\n}", "2:1", "YAML"),
    "控制字符": (b"pack: a\ntitle: \x01", "1:1", "YAML"),
    "不是 UTF-8": (PACK.replace("试", "例").encode("gb18030"), "3:8", "UTF-8"),
    "行首不是 UTF-8": (b"pack: a\n\xff", "2:1", "UTF-8"),
}


@pytest.mark.parametrize(("data", "place", "says"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_pack_says_where(
    tmp_path: Path, data: bytes, place: str, says: str
) -> None:
    with pytest.raises(RuleError) as refused:
        load(tmp_path, data)
    told = str(refused.value)
    assert told.startswith(f"{tmp_path / '试.yaml'}:{place}: ")
    assert says in told


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbf" + PACK.encode()).rules


# --- packs together ------------------------------------------------------------------------


def test_an_identifier_stands_once_in_all_packs(tmp_path: Path) -> None:
    load(tmp_path, PACK, "甲.yaml")
    with pytest.raises(SeclintError, match="「TT001」重复"):
        load(tmp_path, PACK.replace("first-rule", "other"), "乙.yaml")


def test_a_rule_yields_to_one_that_there_is(tmp_path: Path) -> None:
    second = (
        PACK.replace("TT", "UU")
        .replace("first-rule", "second-rule")
        .replace("    message:", "    yields-to: [TT001]\n    message:")
    )
    load(tmp_path, PACK, "甲.yaml")
    assert load(tmp_path, second, "乙.yaml").rules[0].yields_to in {(), ("TT001",)}


def test_a_name_stands_once_in_all_packs(tmp_path: Path) -> None:
    load(tmp_path, PACK, "一.yaml")
    with pytest.raises(RuleError, match=r"二\.yaml:11:11: 规则名称「first-rule」重复"):
        load(tmp_path, PACK.replace("TT", "UU"), "二.yaml")


def test_a_rule_yields_to_no_unknown_one(tmp_path: Path) -> None:
    with pytest.raises(SeclintError, match=r"TT002.*是不是「TT001」"):
        load(tmp_path, PACK.replace("    message:", "    yields-to: [TT002]\n    message:"))


def test_mistakes_between_packs_are_told_with_their_place(tmp_path: Path) -> None:
    """Unknown rule ids are refused at load, with file, line and column (DESIGN §4)."""
    with pytest.raises(RuleError, match=r"试\.yaml:19:17: "):
        load(tmp_path, PACK.replace("    message:", "    yields-to: [TT002]\n    message:"))


def test_a_repeated_identifier_is_told_with_its_place(tmp_path: Path) -> None:
    load(tmp_path, PACK, "一.yaml")
    with pytest.raises(RuleError, match=r"二\.yaml:10:9: "):
        load(tmp_path, PACK.replace("first-rule", "other"), "二.yaml")


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有规则文件"):
        packs.load([tmp_path])
    with pytest.raises(UsageError, match="没有规则文件"):
        packs.load([tmp_path / "无"])


def test_the_digest_is_that_of_what_was_read(tmp_path: Path) -> None:
    first = load(tmp_path, PACK).sha256
    assert load(tmp_path, PACK).sha256 == first
    assert load(tmp_path, PACK + "# 末\n").sha256 != first


# --- examples as tests ---------------------------------------------------------------------

UNTRUE = {
    "没有命中": ("'⟦机密★⟧'", "'机密★件⟦甲⟧'", "没有发现：「甲」"),
    "命中别处": ("'⟦机密★⟧'", "'⟦机密⟧★'", "没有发现：「机密」"),
    "不该命中": ("[公开]", "[机密★]", "不该发现：「机密★」"),
    "级别不对": ("'⟦机密★⟧'", "{text: ⟦机密★⟧, severity: info}", "级别是 WARNING"),
}


@pytest.mark.parametrize(("old", "new", "says"), UNTRUE.values(), ids=UNTRUE)
def test_an_untrue_example_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    (failure,) = examples.failures(load(tmp_path, PACK.replace(old, new)))
    assert failure.message.startswith(says)
    assert failure.rule.id == "TT001"


# --- choosing ------------------------------------------------------------------------------


def test_prefixes_choose_rules() -> None:
    def ids(
        select: tuple[str, ...], ignore: tuple[str, ...] = (), extend: tuple[str, ...] = ()
    ) -> set[str]:
        return {rule.id for rule in packs.selected(BUNDLED, select, ignore, extend).rules}

    every = {rule.id for rule in BUNDLED.rules}
    marks = {identifier for identifier in every if identifier.startswith("MK")}
    assert ids(()) == every
    assert ids(("MK",)) == marks
    assert ids((), ("MK",)) == every - marks
    assert ids(("MK",), ("MK001",)) == marks - {"MK001"}
    assert ids(("MK001",), ("MK",)) == {"MK001"}
    assert ids(("MK",), ("MK",)) == set()
    assert ids((), (), ("MK001",)) == every
    assert ids((), ("MK",), ("MK001",)) == every - marks | {"MK001"}
    assert ids((), ("MK001",), ("MK001",)) == every - {"MK001"}
    assert ids(("PI001",), (), ("MK001",)) == {"PI001", "MK001"}


@pytest.mark.parametrize("prefix", ["ZZ", "", "MK0011", "mk"])
def test_a_prefix_of_no_rule_is_refused(prefix: str) -> None:
    with pytest.raises(UsageError, match=f"没有规则「{prefix}」"):
        packs.selected(BUNDLED, (prefix,), ())
    with pytest.raises(UsageError, match=f"没有规则「{prefix}」"):
        packs.selected(BUNDLED, (), (prefix,))
    with pytest.raises(UsageError, match=f"没有规则「{prefix}」"):
        packs.selected(BUNDLED, (), (), (prefix,))


def test_a_rule_is_found_by_id_and_by_name() -> None:
    assert packs.find(BUNDLED, "PI001") is packs.find(BUNDLED, "resident-id")
    with pytest.raises(UsageError, match="是不是「resident-id」"):
        packs.find(BUNDLED, "residentid")
