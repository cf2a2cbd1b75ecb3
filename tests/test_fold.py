"""Folding: each disguise taken off, what is none left alone, and the way back exact."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seclint.fold import _SPACES, Folded, _gaps, fold, unwrap
from seclint.model import Span


def marked(text: str) -> tuple[str, Span]:
    """A text without its ⟦ and ⟧, and the stretch between them."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), Span(start, end)


# Name: (text, ⟦ ⟧ around a stretch; what it folds to, ⟦ ⟧ around what became of that stretch).
STANDS = {
    "全角数字": ("号码⟦１１０⟧。", "号码⟦110⟧。"),
    "全角字母": ("⟦Ａｂｃ⟧－１", "⟦Abc⟧-1"),
    "全角标点": ("密级⟦：（！）⟧；，？", "密级⟦:(!)⟧;,?"),
    "方头与六角括号": ("⟦【〔〕】⟧", "⟦[[]]⟧"),
    "繁體": ("本件⟦機密⟧檔案", "本件⟦机密⟧档案"),
    "日本字形": ("⟦絶対⟧", "⟦绝对⟧"),
    "零宽空格": ("⟦机\u200b密⟧文件", "⟦机密⟧文件"),
    "零宽连接符": ("⟦绝\u200d\u2060密⟧", "⟦绝密⟧"),
    "软连字符": ("本⟦机\u00ad密⟧件", "本⟦机密⟧件"),
    "双向控制符": ("\u202e⟦机\u202c密⟧\u202d件", "⟦机密⟧件"),
    "变体选择符": ("⟦机\ufe00密★⟧\ufe0f5年", "⟦机密★⟧5年"),
    "标签字符": ("⟦机\U000e0041密⟧", "⟦机密⟧"),
    "控制字符": ("⟦机\x00\x08密⟧", "⟦机密⟧"),
    "零宽在数字中": ("⟦138\u200b0013\u200b8000⟧", "⟦13800138000⟧"),
    "空格在词中": ("⟦机 密⟧ ★", "⟦机密⟧★"),
    "许多空格在词中": ("内⟦部   资 料⟧", "内⟦部资料⟧"),
    "全角空格": ("⟦秘　密⟧★", "⟦秘密⟧★"),
    "不换行空格": ("⟦秘\u00a0密⟧★", "⟦秘密⟧★"),
    "细空格": ("⟦秘\u2009\u202f密⟧", "⟦秘密⟧"),
    "空格与零宽混用": ("⟦秘 \u200b 密⟧", "⟦秘密⟧"),
    "扩展区汉字间的空格": ("⟦𠀀 密⟧", "⟦𠀀密⟧"),
    "〇前后的空格": ("⟦二 〇⟧二六年", "⟦二〇⟧二六年"),
    "加粗在词中": ("⟦机**密⟧**文件", "⟦机密⟧文件"),
    "加粗从词中起": ("国家⟦秘**密**⟧。", "国家⟦秘密**⟧。"),
    "连续空格并作一个": ("a⟦  b⟧", "a⟦ b⟧"),
    "空心星": ("⟦机密☆⟧5年", "⟦机密★⟧5年"),
    "各种星": ("⟦✩✪✭✯⭐⭑✦٭⟧", "⟦★★★★★★★★⟧"),
    "星号表情": ("机密⟦🌟⟧长期", "机密⟦★⟧长期"),
    "各种星号": ("机密⟦＊∗﹡✱⟧", "机密⟦****⟧"),
    "各种横线": ("010⟦‑–—－−⟧1", "010⟦-----⟧1"),
    "西里尔字母": ("⟦АКIА⟧XYZ", "⟦AKIA⟧XYZ"),
    "希腊字母": ("⟦ΡΟΟΤ⟧", "⟦POOT⟧"),
    "数学字母": ("⟦𝐏𝐚𝐬𝐬⟧", "⟦Pass⟧"),
    "以O代0": ("⟦11O1O519491231OO2X⟧", "⟦11010519491231002X⟧"),
    "以l代1": ("⟦l1o1O519491231002x⟧", "⟦11010519491231002x⟧"),
    "竖线是格子的边": ("⟦|13800138000|⟧甲", "⟦|13800138000|⟧甲"),
    "以乘号代X": ("⟦1101051949123l002×⟧", "⟦11010519491231002X⟧"),
    "汉字数字": ("电话⟦一三八零〇一三八零零零⟧", "电话⟦13800138000⟧"),
    "幺": ("⟦幺三八零零幺三八零零零⟧", "⟦13800138000⟧"),
    "大写数字": ("⟦壹叁捌零零壹叁捌零零零⟧", "⟦13800138000⟧"),
    "带圈数字": ("⟦①③⑧⓪⓪①③⑧⓪⓪⓪⟧", "⟦13800138000⟧"),
    "黑圈数字": ("⟦❶❸❽⓪⓪❶❸❽⓪⓪⓪⟧", "⟦13800138000⟧"),
    "汉字与阿拉伯数字混写": ("⟦138零零一38零00⟧", "⟦13800138000⟧"),
    "字间有空格的汉字数字": ("⟦一 三 八 零 零 一 三⟧", "⟦1380013⟧"),
    "逐字空格的数字": ("⟦1 1 0 1 0 5 X⟧", "⟦110105X⟧"),
    "逐字不换行空格的数字": ("⟦1\u00a01\u00a00\u00a01⟧", "⟦1101⟧"),
    "全角且逐字空格": ("⟦１　１　０⟧", "⟦110⟧"),
    "兼容汉字": ("⟦\uf9f7\uf9ea⟧", "⟦立离⟧"),
    "兼容汉字补充": ("⟦\U0002f800⟧", "⟦丽⟧"),
    "康熙部首": ("⟦⾦⽊⽔⟧", "⟦金木水⟧"),
    "部首补充": ("⟦⺟⟧", "⟦母⟧"),
    "零宽紧挨加粗": ("⟦机**\u200b密⟧", "⟦机密⟧"),
    "零宽在逐字空格的数字中": ("⟦1 \u200b1 0 1⟧", "⟦1101⟧"),
}  # fmt: skip

# What must come back as it is.
FALLS = {
    "年份": "二〇二六年",
    "日期": "二〇二六年十一月二十四日",
    "成语": "三三两两，七上八下",
    "六个汉字数字": "一二三四五六",
    "条号": "第一千零三十四条",
    "序号在号码前": "①13800138000",
    "两个序号在号码前": "①②13800138000",
    "大写金额": "人民币壹万贰仟叁佰元",
    "英文单词": "Oil and Old llamas look OK",
    "版本号": "OpenSSL 1.0.2l",
    "短编号": "No.O12345",
    "字母多的编号": "OOlIOOlIOOlI",
    "词中的长编号": "abc11010O19491231002z",
    "词与词间的空格": "a b 1 c",
    "中英之间的空格": "第 1 条 WiFi 密码",
    "分组的数字": "6216 2610 0000 0000 018",
    "汉字与星号": "机*密",
    "三个星号": "机***密",
    "加粗整词": "**机密**",
    "换行": "机\n密",
    "制表符": "机\t密",
    "回车换行": "机\r\n密",
    "空文": "",
}  # fmt: skip

# One character that is several when decomposed or composed: left alone, so that offsets hold.
LENGTH = {
    "平方米": "㎡⟦100⟧",
    "罗马数字": "Ⅲ⟦级⟧",
    "连字": "ﬁ⟦x⟧",
    "组合重音": "e\u0301⟦é⟧",
    "三个一点": "…⟦。⟧",
    "带括号的数字": "⑴⟦项⟧",
    "组合假名": "か\u3099⟦が⟧",
    "谚文字母": "\u1100\u1161⟦가⟧",
    "阿拉伯连写": "\ufdfa⟦字⟧",
}


@pytest.mark.parametrize(("text", "folded"), STANDS.values(), ids=STANDS)
def test_a_disguise_comes_off(text: str, folded: str) -> None:
    original, stretch = marked(text)
    expected, (start, end) = marked(folded)
    page = fold(original)
    assert page.text == expected
    assert page.span(start, end) == stretch


@pytest.mark.parametrize("text", FALLS.values(), ids=FALLS)
def test_what_is_no_disguise_stays(text: str) -> None:
    full = str.maketrans("：（），；！？", ":(),;!?")
    assert fold(text) == Folded(text.translate(full))


@pytest.mark.parametrize("text", LENGTH.values(), ids=LENGTH)
def test_nothing_changes_length(text: str) -> None:
    original, stretch = marked(text)
    page = fold(original)
    assert page.text == original
    assert page.span(*stretch) == stretch


@pytest.mark.parametrize("text", ["Москва", "СОВЕТ ДИРЕКТОРОВ", "Αθήνα"])
def test_foreign_words_keep_their_length(text: str) -> None:
    """Look-alikes are replaced wherever they stand, one for one: no letter comes or goes."""
    page = fold(text)
    assert len(page.text) == len(text)
    assert page.cuts == ()


# --- joining lines -------------------------------------------------------------------------

JOINS = {
    "词中断行": ("本件⟦机\n密⟧文件", "本件⟦机密⟧文件"),
    "竖排": ("⟦秘\n密\n★⟧", "⟦秘密★⟧"),
    "续行有缩进": ("⟦机\n  密⟧", "⟦机密⟧"),
    "号码中断行": ("号码⟦110105194912\n31002X⟧。", "号码⟦11010519491231002X⟧。"),
    "号码断在连字符后": ("⟦138-0013-\n8000⟧", "⟦138-00138000⟧"),
    "断在X前": ("⟦11010519491231002\nX⟧", "⟦11010519491231002X⟧"),
    "行末有空格": ("号码⟦110105194912 \n31002X⟧", "号码⟦11010519491231002X⟧"),
    "汉字后行末有空格": ("⟦机  \n密⟧", "⟦机密⟧"),
}
KEEPS = {
    "英文断行": "pass\nword",
    "空行分段": "机\n\n密",
    "标点后断行": "机，\n密",
    "字母后断行": "A\n1",
    "数字后接汉字": "1\n密",
    "行首行末": "\n机密\n",
    "制表符": "机\t\n密",
}


@pytest.mark.parametrize(("text", "joined"), JOINS.values(), ids=JOINS)
def test_lines_join_inside_a_word_or_number(text: str, joined: str) -> None:
    original, stretch = marked(text)
    expected, (start, end) = marked(joined)
    whole = unwrap(original)
    assert whole.text == expected
    assert whole.span(start, end) == stretch
    assert whole.mended(start, end)


@pytest.mark.parametrize("text", KEEPS.values(), ids=KEEPS)
def test_other_lines_stay_apart(text: str) -> None:
    assert unwrap(text) == Folded(text)


# --- the way back --------------------------------------------------------------------------


def test_mended_only_where_something_was_cut_inside() -> None:
    whole = unwrap("甲机\n密乙")
    assert whole.text == "甲机密乙"
    assert [whole.mended(i, i + 2) for i in range(3)] == [False, True, False]
    assert not whole.mended(2, 4)


def test_an_empty_stretch_is_where_it_stands() -> None:
    assert fold("机 密").span(1, 1) == Span(2, 2)
    assert fold("机密").span(2, 2) == Span(2, 2)


NUMERALS = {
    "0": "〇零⓪Oo",
    "1": "一壹①❶➀幺QIl",
    "2": "二贰②❷➁",
    "3": "三叁③❸➂",
    "4": "四肆④❹➃",
    "5": "五伍⑤❺➄",
    "6": "六陆⑥❻➅",
    "7": "七柒⑦❼➆",
    "8": "八捌⑧❽➇",
    "9": "九玖⑨❾➈",
    "X": "×",
}
NUMERALS["0"] += "Q"

alphabets = [
    "机密秘绝國機内部★☆🌟𠀀⾦\uf9f7",
    "0123456789",
    "0123456789Xx×OoQIl",
    "〇零一二三四五六七八九幺壹①③⑧⓪❶",
    "０１９ＡｚＸ",
    "aAbZ АСеоΡΟ",
    " \u00a0\u3000\u2009",
    "\u200b\u200d\u00ad\ufeff\u202e\ufe0f\x00\U000e0041",
    "*＊∗**-—\n\t\r",
    "：（），；！？【】〔〕。“”",
    "㎡ﬁé\u0301Ⅲ",
]
pieces = st.one_of(
    *(st.text(alphabet, min_size=1, max_size=8) for alphabet in alphabets),
    st.text(max_size=4),
)
texts = st.lists(pieces, max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("机** \u200b密 1 \u200b1")
@example("a  \u200b b")
def test_every_character_knows_where_it_came_from(text: str) -> None:
    page = fold(text)
    origins = [page.origin(index) for index in range(len(page.text))]
    assert origins == sorted(set(origins))
    assert all(0 <= origin < len(text) for origin in origins)
    for character, origin in zip(page.text, origins, strict=True):
        alone = fold(text[origin]).text
        assert alone == character or alone in NUMERALS[character]


@settings(max_examples=300, deadline=None)
@given(st.text("机密★ 0123Xx-a\n", max_size=40))
@example("机 密 ★ 2 0 年")
@example("1 1 0 1 0 5  12 3")
def test_gaps_of_spaces_are_cut_as_any_others(text: str) -> None:
    cut = [gap.span() for gap in _gaps().finditer(text)]
    assert [gap.span() for gap in _SPACES.finditer(text)] == cut


@settings(max_examples=300, deadline=None)
@given(texts)
def test_only_the_invisible_spaces_and_stars_are_cut(text: str) -> None:
    page = fold(text)
    kept = {page.origin(index) for index in range(len(page.text))}
    lost = [text[index] for index in range(len(text)) if index not in kept]
    assert {fold(character).text for character in lost} <= {"", " ", "*"}
    assert len(text) == len(page.text) + (page.removed[-1] if page.removed else 0)


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_a_stretch_comes_back_as_the_stretch_it_was(text: str, one: int, other: int) -> None:
    page = fold(text)
    start, end = sorted((min(one, len(page.text)), min(other, len(page.text))))
    span = page.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start < end:
        assert span == (page.origin(start), page.origin(end - 1) + 1)
        assert page.mended(start, end) == (span.end - span.start > end - start)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_unwrapping_cuts_line_breaks_only(text: str) -> None:
    whole = unwrap(text)
    origins = [whole.origin(index) for index in range(len(whole.text))]
    assert origins == sorted(set(origins))
    assert "".join(text[origin] for origin in origins) == whole.text
    lost = {text[index] for index in range(len(text)) if index not in set(origins)}
    assert lost <= {"\n", " ", "-"}
